import type { Principal } from '../iam/authorize.ts'
import { standing } from '../iam/caller.ts'
import { refuse } from '../protocol/error.ts'
import { header, type Request } from '../protocol/http.ts'
import type { World } from '../world.ts'
import { expiredLogin } from './login.ts'

export type RegistryPassword = Readonly<{ principal: Principal; region: string; expiresAt: number }>

/** Whose authorization token this is: the registry acts with the rights of whoever asked for the token. */
export function authenticate(world: World, request: Request): Principal {
  const value = header(request, 'authorization')
  if (!value) throw refuse('missing-token', 'Not Authorized')
  const [, encoded = ''] = /^Basic (.+)$/i.exec(value) ?? []
  const [, user = '', password = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? []
  const known = world.passwords.get(password)
  const principal = known && standing(world, known.principal)
  // ECR answers 400 here, and not the 401 that other registries give. A token is good in its region only.
  if (user !== 'AWS' || !principal || known.region !== world.settings.region)
    throw refuse('unknown-key', 'The authorization header is not valid for this registry.')
  if (known.expiresAt <= Date.now()) throw expiredLogin()
  return principal
}
