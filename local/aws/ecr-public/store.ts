import { createHash } from 'node:crypto'
import { createRegistryState } from '../ecr/registry-state.ts'
import { addRepository, type Repository } from '../ecr/store.ts'
import type { Principal } from '../iam/authorize.ts'
import type { World } from '../world.ts'
import { publicUrl } from './host.ts'

export type PublicRegistry = Readonly<{
  account: string
  alias: string
  repositories: Map<string, Repository>
}>

/** Nobody's token serves to pull. */
export type PublicToken = Readonly<{ principal: Principal | undefined; expiresAt: number }>

export type EcrPublic = Readonly<{
  registries: Map<string, PublicRegistry> // by account
  tokens: Map<string, PublicToken>
}>

export function createEcrPublic(): EcrPublic {
  return { registries: new Map(), tokens: new Map() }
}

/** The account's one public registry, whatever the region. */
export function publicRegistry({ ecrPublic, settings: { account } }: World): PublicRegistry {
  const known = ecrPublic.registries.get(account)
  if (known) return known
  const registry: PublicRegistry = { account, alias: defaultAlias(account), repositories: new Map() }
  ecrPublic.registries.set(account, registry)
  return registry
}

/** The world as the operations on images see it when they work on a public registry. */
export function publicWorld(world: World, { account, repositories }: PublicRegistry): World {
  return { ...world, settings: { ...world.settings, account }, repositories, registry: createRegistryState() }
}

export function publicArn({ account }: PublicRegistry, name: string): string {
  return `arn:aws:ecr-public::${account}:repository/${name}`
}

/** What a repository is pushed and pulled by. */
export function publicName(world: World, { name }: Repository): string {
  return `${new URL(publicUrl(world)).host}/${publicRegistry(world).alias}/${name}`
}

export function addPublicRepository(world: World, name: string): Repository {
  const registry = publicRegistry(world)
  const settings = { tagMutability: 'MUTABLE', exclusions: [], scanOnPush: false } as const
  const repository = {
    ...addRepository(publicWorld(world, registry), name, settings),
    arn: publicArn(registry, name),
  }
  registry.repositories.set(name, repository)
  return repository
}

// AWS makes one up; here it is the same one in every run.
function defaultAlias(account: string): string {
  const hash = createHash('sha256').update(account).digest('hex')
  return `a${BigInt(`0x${hash}`).toString(36).slice(0, 7)}`
}
