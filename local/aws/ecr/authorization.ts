import type { Principal } from '../iam/authorize.ts'
import type { Input } from '../protocol/json.ts'
import { registryPassword } from '../random.ts'
import { at, type World } from '../world.ts'
import { invalidParameter, optionalList } from './input.ts'
import { inRegistry, type Operation, timestamp } from './operation.ts'

const LIFE_MS = 12 * 3_600_000

export const authorizationOperations: Readonly<Record<string, Operation>> = {
  GetAuthorizationToken: inRegistry(getAuthorizationToken),
}

/** A password for each registry that is asked for, which are those of other accounts in the same region. */
function getAuthorizationToken(world: World, input: Input, principal: Principal) {
  const { account, region } = world.settings
  const ids = optionalList<string>(input, 'registryIds', 10) ?? [account]
  if (!ids.every((id) => /^[0-9]{12}$/.test(id))) {
    throw invalidParameter('registryIds', "Member must satisfy regular expression '[0-9]{12}'")
  }
  const registries = ids.map((id) => at(world, { account: id, region }))
  return { authorizationData: registries.map((registry) => authorization(registry, principal)) }
}

function authorization(registry: World, principal: Principal) {
  const { pace, region } = registry.settings
  const password = registryPassword()
  const expiresAt = Date.now() + LIFE_MS / pace
  const authorizationToken = Buffer.from(`AWS:${password}`).toString('base64')
  registry.passwords.set(password, { principal, region, expiresAt })
  registry.secrets.push(password, authorizationToken)
  return { authorizationToken, expiresAt: timestamp(expiresAt), proxyEndpoint: registry.origin.url }
}
