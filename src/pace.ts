import { ActionError } from './errors.ts'

/**
 * SLIPWAY_PACE makes waiting times shorter for tests and the demo. It is refused unless AWS is a stand-in on a
 * loopback address: real services do not hurry.
 * @returns a number from 1 to 60
 */
export function readPace(env: Readonly<Record<string, string | undefined>>): number {
  const given = env.SLIPWAY_PACE
  if (!given) return 1
  const pace = Number(given)
  if (!(pace >= 1 && pace <= 60))
    throw refused(`SLIPWAY_PACE is '${given.slice(0, 20)}', which is no number from 1 to 60.`)
  if (pace !== 1 && !isLoopback(env.AWS_ENDPOINT_URL)) {
    throw refused('SLIPWAY_PACE is set, but AWS_ENDPOINT_URL is not a loopback address.')
  }
  return pace
}

function isLoopback(url: string | undefined): boolean {
  try {
    return /^(127(\.\d{1,3}){3}|\[::1\]|localhost)$/.test(new URL(url ?? '').hostname)
  } catch {
    return false
  }
}

function refused(sentence: string): ActionError {
  return new ActionError({
    code: 'PACE_REFUSED',
    sentence,
    hint: 'Remove SLIPWAY_PACE: it is for tests and the demo only.',
  })
}
