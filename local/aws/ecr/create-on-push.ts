import type { Principal } from '../iam/authorize.ts'
import { AwsError } from '../protocol/error.ts'
import type { World } from '../world.ts'
import { encryptionOf } from './encryption.ts'
import { REPOSITORY_NAME } from './input.ts'
import { authorizeOn } from './operation.ts'
import { addRepository, getRepository, type Repository } from './store.ts'
import type { Template } from './templates.ts'

/** The repository that is pushed to. A template for this occasion makes one, for whoever may create repositories. */
export function repositoryForPush(world: World, name: string, principal: Principal): Repository {
  const template = world.repositories.has(name) ? undefined : templateFor(world, name)
  if (!template || !mayCreate(world, name, principal)) return getRepository(world, name)
  const settings = { ...template.mutability, scanOnPush: false }
  const repository = addRepository(world, name, settings, encryptionOf(world, template.encryption, undefined))
  repository.policy.text = template.repositoryPolicy
  repository.lifecycle.text = template.lifecyclePolicy
  for (const { Key, Value } of template.resourceTags) repository.resourceTags.set(Key, Value)
  return repository
}

function templateFor(world: World, name: string): Template | undefined {
  if (!REPOSITORY_NAME.test(name) || name.length < 2 || name.length > 256) return undefined
  const applying = [...world.registry.templates.values()].filter(
    ({ appliedFor, prefix }) => appliedFor.includes('CREATE_ON_PUSH') && reach(prefix, name) >= 0,
  )
  return applying.sort((a, b) => reach(b.prefix, name) - reach(a.prefix, name))[0]
}

// How much of the name a prefix covers; less than nothing when it does not apply. A slash at its end goes without saying.
function reach(prefix: string, name: string): number {
  if (prefix === 'ROOT') return 0
  const folder = prefix.endsWith('/') ? prefix : `${prefix}/`
  return name.startsWith(folder) ? folder.length : -1
}

function mayCreate(world: World, name: string, principal: Principal): boolean {
  try {
    authorizeOn(world, name, principal, 'ecr:CreateRepository')
    return true
  } catch (error) {
    if (error instanceof AwsError) return false
    throw error
  }
}
