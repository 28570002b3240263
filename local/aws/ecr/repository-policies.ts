import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { invalidParameter, text } from './input.ts'
import { inRepository, type Operation } from './operation.ts'
import type { Repository } from './store.ts'

export const repositoryPolicyOperations: Readonly<Record<string, Operation>> = {
  SetRepositoryPolicy: inRepository(setRepositoryPolicy),
  GetRepositoryPolicy: inRepository((world, repository) =>
    shape(world, repository, existing(world, repository)),
  ),
  DeleteRepositoryPolicy: inRepository(deleteRepositoryPolicy),
}

/** A policy's text as ECR keeps it: with a layout of its own, so that only the meaning can be compared. */
export function policyText(given: string): string {
  const policy = parsed(given)
  const statements: unknown = policy?.Statement
  const list: readonly unknown[] = Array.isArray(statements) ? statements : [statements]
  if (policy && list.length > 0 && list.every(isStatement)) return JSON.stringify(policy, undefined, 2)
  throw invalidParameter('PolicyText', 'Invalid repository policy provided')
}

function setRepositoryPolicy(world: World, repository: Repository, input: Input) {
  const set = policyText(text(input, 'policyText', /^.{0,10240}$/s))
  repository.policy.text = set
  return shape(world, repository, set)
}

function deleteRepositoryPolicy(world: World, repository: Repository) {
  const removed = existing(world, repository)
  repository.policy.text = undefined
  return shape(world, repository, removed)
}

function existing(world: World, repository: Repository): string {
  const { text: found } = repository.policy
  if (found !== undefined) return found
  throw new AwsError(
    'RepositoryPolicyNotFoundException',
    `Repository policy does not exist for the repository with name '${repository.name}' in the registry with id '${world.settings.account}'`,
  )
}

function shape(world: World, repository: Repository, found: string) {
  return { registryId: world.settings.account, repositoryName: repository.name, policyText: found }
}

function parsed(given: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(given)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isStatement(value: unknown): boolean {
  if (!isRecord(value)) return false
  const { Effect, Principal, NotPrincipal, Action, NotAction } = value
  const effect = Effect === 'Allow' || Effect === 'Deny'
  return effect && isPrincipal(Principal ?? NotPrincipal) && isTexts(Action ?? NotAction)
}

function isPrincipal(value: unknown): boolean {
  if (!isRecord(value)) return value === '*'
  const named = Object.entries(value)
  return named.length > 0 && named.every(([kind, names]) => /^(AWS|Service)$/.test(kind) && isTexts(names))
}

function isTexts(value: unknown): boolean {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.length > 0 && list.every((item) => typeof item === 'string' && item !== '')
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
