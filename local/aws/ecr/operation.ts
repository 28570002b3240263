import type { Principal } from '../iam/authorize.ts'
import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { REPOSITORY_NAME, text } from './input.ts'
import { getRepository, type Repository } from './store.ts'

export type Operation = Readonly<{
  on: 'repository' | 'registry' // what IAM resource it acts on: registry-wide actions are granted on `*`
  run: (world: World, input: Input, principal: Principal) => unknown
}>

type InRepository = (world: World, repository: Repository, input: Input) => unknown

/** An operation on one repository of this account, which has to exist. */
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
