import { ECSClient } from '@aws-sdk/client-ecs'
import { type AwsSettings, configuration, prepare } from './aws.ts'
import { errorName } from './explain.ts'
import { pause } from './poll.ts'

/**
 * Two clients, since reads and writes of a deploy must not be tried alike: a write whose answer was lost may have been
 * done, and to do it again could undo what somebody else did in between.
 */
export type EcsClients = Readonly<{
  reads: ECSClient
  writes: ECSClient
  /** For the last call of a run that was cancelled: one try, of 3 s at most. */
  lastMoment: () => ECSClient
}>

/** In a file of its own, so that a run without a deploy does not load it. */
export function ecsClients(settings: AwsSettings): EcsClients {
  const client = (attempts: number, signal = settings.signal) => {
    const own = { ...settings, attempts, signal }
    return prepare(new ECSClient(configuration(own)), 'ecs', own)
  }
  return { reads: client(4), writes: client(1), lastMoment: () => client(1, AbortSignal.timeout(3_000)) }
}

/** Twelve jobs at once are let through one a second, and a family takes one revision at a time. */
const tries = 8
const longestMs = 10_000

/** Tries a write again only where ECS says that it did not do it: throttled, or two revisions of one family at once. */
export async function whenThrottled<T>(
  write: () => Promise<T>,
  { signal, pace }: Readonly<{ signal: AbortSignal; pace: number }>,
  mayRepeat = wasNotDone,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await write()
    } catch (error) {
      if (tried === tries || !mayRepeat(error)) throw error
      // A run that is cancelled now knows that it was not done.
      await pause((Math.min(1_000 * 2 ** tried, longestMs) * (0.5 + Math.random())) / pace, signal).catch(
        () => {
          throw error
        },
      )
    }
  }
}

export function wasNotDone(error: unknown): boolean {
  const concurrent =
    error instanceof Error && /Too many concurrent attempts to create a new revision/.test(error.message)
  return concurrent || /Throttl|TooManyRequests/.test(errorName(error))
}
