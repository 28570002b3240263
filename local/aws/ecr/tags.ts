import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { invalidParameter, optionalList, requiredList, text } from './input.ts'
import type { Operation } from './operation.ts'
import { getRepository, type Repository } from './store.ts'

export type Tag = Readonly<{ Key: string; Value: string }>

const MOST = 50
const ARN = /^arn:aws:ecr(?:-public)?:[a-z0-9-]*:(\d{12}):repository\/(.+)$/

export const tagOperations: Readonly<Record<string, Operation>> = {
  ListTagsForResource: {
    on: 'repository',
    run: (world, input) => ({ tags: tagShapes(taggedRepository(world, input)) }),
  },
  TagResource: { on: 'repository', run: tagResource },
  UntagResource: { on: 'repository', run: untagResource },
}

/** The tags of a request, which `name` gives; none when it gives none. */
export function tagsInput(input: Input, name: string): readonly Tag[] {
  const tags = (optionalList<Input>(input, name, 200) ?? []).map(tag)
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) {
    throw invalidTag('Duplicate tag keys are not allowed')
  }
  checkNumber(tags.length)
  return tags
}

export function tagMap(tags: readonly Tag[]): Map<string, string> {
  return new Map(tags.map(({ Key, Value }) => [Key, Value]))
}

function tagResource(world: World, input: Input) {
  const repository = taggedRepository(world, input)
  requiredList(input, 'tags', 200)
  const added = tagMap(tagsInput(input, 'tags'))
  checkNumber(new Set([...repository.resourceTags.keys(), ...added.keys()]).size)
  for (const [key, value] of added) repository.resourceTags.set(key, value)
  return {}
}

function untagResource(world: World, input: Input) {
  const repository = taggedRepository(world, input)
  for (const key of requiredList<string>(input, 'tagKeys', 200)) repository.resourceTags.delete(key)
  return {}
}

function tagShapes(repository: Repository): readonly Tag[] {
  return [...repository.resourceTags].map(([Key, Value]) => ({ Key, Value }))
}

/** The name of the repository that an ARN names, as it stands in tagging requests. */
export function namedBy(arn: unknown): string | undefined {
  return typeof arn === 'string' ? ARN.exec(arn)?.[2] : undefined
}

function taggedRepository(world: World, input: Input): Repository {
  const [, account, name] = ARN.exec(text(input, 'resourceArn')) ?? []
  if (account !== world.settings.account || name === undefined) {
    throw invalidParameter('resourceArn', 'Invalid ARN')
  }
  return getRepository(world, name)
}

function tag(given: Input): Tag {
  const Key = text(given, 'Key')
  const Value = text(given, 'Value')
  if (Key.length < 1 || Key.length > 128) throw invalidTag('Tag keys must have 1 to 128 characters')
  if (Value.length > 256) throw invalidTag('Tag values must have at most 256 characters')
  if (/^aws:/i.test(Key)) throw invalidTag('aws: prefixed tag key names are not allowed for external use')
  return { Key, Value }
}

function checkNumber(number: number): void {
  if (number <= MOST) return
  throw new AwsError(
    'TooManyTagsException',
    `The number of tags exceeds the limit of ${MOST} tags per resource.`,
  )
}

function invalidTag(constraint: string): AwsError {
  return new AwsError(
    'InvalidTagParameterException',
    `Invalid parameter at 'tags' failed to satisfy constraint: '${constraint}'`,
  )
}
