import { getIDToken } from '@actions/core'
import { ActionError, failureOf } from '../errors.ts'
import { jitter, pause, within } from '../lib/poll.ts'

const tries = 3
const limitMs = 8_000

/**
 * Fetches a fresh OIDC token from the runner; the toolkit masks it.
 * @throws ActionError ID_TOKEN_UNAVAILABLE after three tries of 8 s each
 */
export async function fetchIdToken(
  audience: string,
  { signal, pace }: Readonly<{ signal: AbortSignal; pace: number }>,
): Promise<string> {
  for (let left = tries; ; left--) {
    try {
      return await within(getIDToken(audience), limitMs, signal)
    } catch (error) {
      signal.throwIfAborted()
      if (left === 1) throw unavailable(error)
      await pause(jitter(1000) / pace, signal)
    }
  }
}

/** @param isAlone whether credentials of the environment were looked for in vain, too */
export function permissionMissing(role: string, isAlone: boolean): ActionError {
  const nothingElse = isAlone ? ', and its environment holds no AWS credentials' : ''
  return new ActionError({
    code: 'ID_TOKEN_PERMISSION_MISSING',
    sentence: `The role ${role} cannot be assumed: the runner offers this job no OIDC token${nothingElse}.`,
    hint: 'Add `permissions: { id-token: write, contents: read }` to the job (and to the caller of a reusable workflow).',
  })
}

function unavailable(cause: unknown): ActionError {
  const reason =
    cause instanceof Error ? cause.message.replace(/\s+/g, ' ').trim() : failureOf(cause).sentence
  return new ActionError(
    {
      code: 'ID_TOKEN_UNAVAILABLE',
      sentence: `The runner's OIDC endpoint gave no token in ${tries} tries: ${reason.slice(0, 300)}`,
      hint: 'This is on the side of GitHub or of the network between; run the job again.',
    },
    { cause },
  )
}
