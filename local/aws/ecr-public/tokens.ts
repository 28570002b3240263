import type { Principal } from '../iam/authorize.ts'
import { standing } from '../iam/caller.ts'
import { refuse } from '../protocol/error.ts'
import { header, type Request } from '../protocol/http.ts'
import { registryPassword } from '../random.ts'
import { expiredLogin } from '../registry/login.ts'
import type { World } from '../world.ts'

const LIFE_MS = 12 * 3_600_000

export type Issued = Readonly<{ token: string; expiresAt: number }>

/** A new token; nobody's is to be had without a login. */
export function issueToken(world: World, principal: Principal | undefined): Issued {
  const password = registryPassword()
  const token = Buffer.from(`AWS:${password}`).toString('base64')
  const expiresAt = Date.now() + LIFE_MS / world.settings.pace
  world.ecrPublic.tokens.set(token, { principal, expiresAt })
  if (principal) world.secrets.push(password, token)
  return { token, expiresAt }
}

/** Whose token a request carries; undefined for nobody's. The token is what a login with it would send, too. */
export function bearer(world: World, request: Request): Principal | undefined {
  const value = header(request, 'authorization')
  if (!value) throw refuse('missing-token', 'Not Authorized')
  const [, token = ''] = /^(?:Basic|Bearer) (.+)$/i.exec(value) ?? []
  const known = world.ecrPublic.tokens.get(token)
  if (!known) throw refuse('unknown-key', 'The authorization header is not valid for this registry.')
  if (known.expiresAt <= Date.now()) throw expiredLogin()
  const principal = known.principal && standing(world, known.principal)
  if (known.principal && !principal)
    throw refuse('unknown-key', 'The security token included in the request is invalid.')
  return principal
}
