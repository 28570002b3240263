import { uniqueId } from '../random.ts'
import type { World } from '../world.ts'
import type { Role } from './policy.ts'

export type KnownRole = Role & Readonly<{ id: string; account: string; arn: string }>
export type RoleChange = Partial<Omit<Role, 'name' | 'account'>>

export function addRole(world: World, role: Role): KnownRole {
  const account = role.account ?? world.settings.account
  const arn = `arn:aws:iam::${account}:role/${role.name}`
  const known = { ...role, account, arn, id: uniqueId('AROA') }
  world.roles.set(arn, known)
  return known
}

/** Sessions of the role have the new policy from then on, as in AWS. */
export function setRole(world: World, nameOrArn: string, change: RoleChange): void {
  const role = existing(world, nameOrArn)
  world.roles.set(role.arn, { ...role, ...change })
}

export function removeRole(world: World, nameOrArn: string): void {
  world.roles.delete(existing(world, nameOrArn).arn)
}

/** The role as STS knows it. */
export function knownRole(world: World, arn: string): KnownRole | undefined {
  const role = world.roles.get(arn)
  if (!role?.readyAfterCalls) return role
  world.roles.set(arn, { ...role, readyAfterCalls: role.readyAfterCalls - 1 })
  return undefined
}

function existing(world: World, nameOrArn: string): KnownRole {
  const { account } = world.settings
  const arn = nameOrArn.startsWith('arn:') ? nameOrArn : `arn:aws:iam::${account}:role/${nameOrArn}`
  const role = world.roles.get(arn)
  if (role) return role
  throw new Error(`There is no role ${arn}.`)
}
