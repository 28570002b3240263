import { authorize, type Principal } from '../iam/authorize.ts'
import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { REPOSITORY_NAME, text } from './input.ts'
import { getRepository, type Repository, repositoryArn, repositoryPolicy } from './store.ts'

export type Operation = Readonly<{
  on: 'repository' | 'registry' // what IAM resource it acts on: registry-wide actions are granted on `*`
  run: (world: World, input: Input, principal: Principal) => unknown
}>

type InRepository = (world: World, repository: Repository, input: Input) => unknown

/** May the caller do this to a repository (by name, existing or not) of this registry? Its own policy has a say. */
export function authorizeOn(world: World, name: string, principal: Principal, action: string): void {
  const repository = world.repositories.get(name)
  const policy = repository && repositoryPolicy(repository)
  const owner = { account: world.settings.account, policy }
  authorize(principal, action, repositoryArn(world, name), { owner })
}

/** An operation on one repository of this registry, which has to exist. */
export function inRepository(run: InRepository): Operation {
  return {
    on: 'repository',
    run: (world, input) =>
      run(world, getRepository(world, text(input, 'repositoryName', REPOSITORY_NAME)), input),
  }
}

export function inRegistry(run: Operation['run']): Operation {
  return { on: 'registry', run }
}

/** Epoch seconds, as JSON 1.1 writes timestamps. */
export function timestamp(ms: number): number {
  return Math.round(ms) / 1000
}
