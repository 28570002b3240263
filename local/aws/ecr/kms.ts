import { randomUUID } from 'node:crypto'
import { authorize, type Principal } from '../iam/authorize.ts'
import { AwsError } from '../protocol/error.ts'
import type { World } from '../world.ts'

export type KmsKey = Readonly<{
  id: string
  arn: string
  alias?: string // 'alias/images'
  granted: boolean // whether the key's own policy lets this account's principals use it
  managed: boolean // by AWS: whoever may use ECR may use it
  state: { enabled: boolean }
}>

export type KeySettings = Readonly<{ alias?: string; granted?: boolean }>

const MANAGED = 'alias/aws/ecr'

export function createKey(world: World, settings: KeySettings = {}): KmsKey {
  return addKey(world, { granted: settings.granted ?? true, managed: false, ...settings })
}

/** Ends the use of a key, by its ARN, its id or its alias, for every repository that is encrypted with it. */
export function disableKey(world: World, name: string): void {
  const key = findKey(world, name)
  if (!key) throw new Error(`There is no key '${name}' here.`)
  key.state.enabled = false
}

/** The key that a new repository is to be encrypted with; ECR asks KMS for a grant on it in the caller's name. */
export function keyFor(world: World, name: string | undefined, principal: Principal | undefined): KmsKey {
  if (name === undefined) return managedKey(world)
  const key = findKey(world, name)
  if (!key) throw unknownKey(world, name)
  checkKey(key)
  if (principal && !key.managed) checkGrant(key, principal)
  return key
}

/** Everything that encrypts or decrypts passes here. */
export function checkKey(key: KmsKey | undefined): void {
  if (!key || key.state.enabled) return
  throw kmsException('DisabledException', `${key.arn} is disabled.`)
}

function addKey(world: World, given: Pick<KmsKey, 'granted' | 'managed'> & KeySettings): KmsKey {
  const id = randomUUID()
  const key: KmsKey = { ...given, id, arn: kmsArn(world, `key/${id}`), state: { enabled: true } }
  world.registry.keys.set(key.arn, key)
  return key
}

function findKey(world: World, name: string): KmsKey | undefined {
  return [...world.registry.keys.values()].find(
    ({ arn, id, alias }) =>
      name === arn || name === id || (alias !== undefined && [alias, kmsArn(world, alias)].includes(name)),
  )
}

function managedKey(world: World): KmsKey {
  return findKey(world, MANAGED) ?? addKey(world, { alias: MANAGED, granted: true, managed: true })
}

function checkGrant(key: KmsKey, principal: Principal): void {
  for (const action of ['kms:DescribeKey', 'kms:CreateGrant']) {
    if (!key.granted) throw notGranted(key, principal, action)
    try {
      authorize(principal, action, key.arn)
    } catch (error) {
      throw error instanceof AwsError ? kmsException('AccessDeniedException', error.message) : error
    }
  }
}

function notGranted(key: KmsKey, principal: Principal, action: string): AwsError {
  return kmsException(
    'AccessDeniedException',
    `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${key.arn} because no resource-based policy allows the ${action} action`,
  )
}

function unknownKey(world: World, name: string): AwsError {
  const local = name.startsWith('arn:') ? name : kmsArn(world, name.includes('/') ? name : `key/${name}`)
  const message = local.includes(':alias/') ? `Alias ${local} is not found.` : `Key '${local}' does not exist`
  return kmsException('NotFoundException', message)
}

function kmsException(kmsError: string, message: string): AwsError {
  return new AwsError('KmsException', message, 400, { kmsError })
}

function kmsArn(world: World, resource: string): string {
  return `arn:aws:kms:${world.settings.region}:${world.settings.account}:${resource}`
}
