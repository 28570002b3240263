import { type AwsError, refuse } from '../protocol/error.ts'
import type { World } from '../world.ts'

export function expiredLogin(): AwsError {
  return refuse('expired-token', 'Your authorization token has expired. Reauthenticate and try again.')
}

/** Every authorization token that was handed out so far, of every registry, is past its time from now on. */
export function expireLogins({ passwords, ecrPublic: { tokens } }: World): void {
  for (const [password, login] of passwords) passwords.set(password, { ...login, expiresAt: 0 })
  for (const [token, login] of tokens) tokens.set(token, { ...login, expiresAt: 0 })
}
