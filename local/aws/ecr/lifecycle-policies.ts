import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { text } from './input.ts'
import { lifecycleText } from './lifecycle-rules.ts'
import { inRepository, type Operation, timestamp } from './operation.ts'
import type { Repository } from './store.ts'

export const lifecyclePolicyOperations: Readonly<Record<string, Operation>> = {
  PutLifecyclePolicy: inRepository(putLifecyclePolicy),
  GetLifecyclePolicy: inRepository((world, repository) => ({
    ...shape(world, repository, existing(world, repository)),
    lastEvaluatedAt: NEVER,
  })),
  DeleteLifecyclePolicy: inRepository(deleteLifecyclePolicy),
}

// Policies are kept and not evaluated: AWS takes up to a day for it, longer than anything here lives.
const NEVER = timestamp(0)

function putLifecyclePolicy(world: World, repository: Repository, input: Input) {
  const put = lifecycleText(text(input, 'lifecyclePolicyText', /^.{1,30720}$/s))
  repository.lifecycle.text = put
  return shape(world, repository, put)
}

function deleteLifecyclePolicy(world: World, repository: Repository) {
  const removed = existing(world, repository)
  repository.lifecycle.text = undefined
  return { ...shape(world, repository, removed), lastEvaluatedAt: NEVER }
}

function existing(world: World, repository: Repository): string {
  const { text: found } = repository.lifecycle
  if (found !== undefined) return found
  throw new AwsError(
    'LifecyclePolicyNotFoundException',
    `Lifecycle policy does not exist for the repository with name '${repository.name}' in the registry with id '${world.settings.account}'`,
  )
}

function shape(world: World, repository: Repository, found: string) {
  return { registryId: world.settings.account, repositoryName: repository.name, lifecyclePolicyText: found }
}
