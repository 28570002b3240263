import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { text } from './input.ts'
import { byArn, type Operation } from './operation.ts'
import type { Tag } from './store.ts'

export const tagOperations: Readonly<Record<string, Operation>> = {
  TagResource: { on: byArn('resourceArn'), run: tagResource },
  ListTagsForResource: { on: byArn('resourceArn'), run: listTagsForResource },
}

function tagResource(world: World, input: Input) {
  const arn = text(input, 'resourceArn')
  const added = Array.isArray(input.tags) ? (input.tags as readonly Tag[]) : []
  const kept = (world.ecs.tags.get(arn) ?? []).filter((tag) => !added.some((one) => one.key === tag.key))
  world.ecs.tags.set(arn, [...kept, ...added])
  return {}
}

function listTagsForResource(world: World, input: Input) {
  return { tags: world.ecs.tags.get(text(input, 'resourceArn')) ?? [] }
}
