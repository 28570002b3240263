import type { Principal } from '../iam/authorize.ts'
import { registryPassword } from '../random.ts'
import type { World } from '../world.ts'
import { inRegistry, type Operation, timestamp } from './operation.ts'

const LIFE_MS = 12 * 3_600_000

export const authorizationOperations: Readonly<Record<string, Operation>> = {
  GetAuthorizationToken: inRegistry((world, _input, principal) => getAuthorizationToken(world, principal)),
}

function getAuthorizationToken(world: World, principal: Principal) {
  const password = registryPassword()
  const expiresAt = Date.now() + LIFE_MS / world.settings.pace
  const authorizationToken = Buffer.from(`AWS:${password}`).toString('base64')
  world.passwords.set(password, { principal, expiresAt })
  world.secrets.push(password, authorizationToken)
  return {
    authorizationData: [
      { authorizationToken, expiresAt: timestamp(expiresAt), proxyEndpoint: world.origin.url },
    ],
  }
}
