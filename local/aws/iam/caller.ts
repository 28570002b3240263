import { AwsError, refuse } from '../protocol/error.ts'
import type { Request } from '../protocol/http.ts'
import { verify } from '../protocol/sigv4.ts'
import type { Credential } from '../sts/sessions.ts'
import { at, type World } from '../world.ts'
import type { Principal } from './authorize.ts'
import { everything } from './policy.ts'

const INVALID = 'The security token included in the request is invalid.'

export type Caller = Readonly<{ world: World; principal: Principal }>

/** Who signed a request, and the place it is for: the account is the signer's, the region that of the signature. */
export function caller(world: World, request: Request, service: string): Caller {
  const find = (id: string) => knownKey(world, id, service)
  const { key, region } = verify(request, find, service, Date.now())
  const { account } = key.principal
  checkRegion(world, { account, region }, service)
  const principal = standing(world, key.principal)
  if (!principal) throw refuse('unknown-key', INVALID)
  return { world: at(world, { account, region }), principal: { ...principal, region } }
}

/** A region that the account has not enabled: STS says so, the others do not know its keys there. */
export function checkRegion(
  { settings }: World,
  { account, region }: Readonly<{ account: string; region: string }>,
  service: string,
): void {
  if (settings.regions.includes(region)) return
  if (service === 'sts') throw regionDisabled(account)
  throw refuse('unknown-key', INVALID)
}

export function regionDisabled(account: string): AwsError {
  return new AwsError(
    'RegionDisabledException',
    `STS is not activated in this region for account:${account}. Your account administrator can activate STS in this region using the IAM Console.`,
    403,
  )
}

/** A session has what its role has by now, and nothing more once that role is gone. */
export function standing(world: World, principal: Principal): Principal | undefined {
  if (principal.roleArn === undefined) return principal
  const role = world.roles.get(principal.roleArn)
  if (!role || !principal.userId.startsWith(`${role.id}:`)) return undefined
  return { ...principal, policy: role.policy ?? everything }
}

// STS knows the keys that it gives out at once, the other services after a while.
function knownKey(world: World, id: string, service: string): Credential | undefined {
  const key = world.credentials.get(id)
  return service !== 'sts' && (key?.knownAt ?? 0) > Date.now() ? undefined : key
}
