import { setTimeout as sleep } from 'node:timers/promises'

export type Polled<T> =
  | Readonly<{ kind: 'done'; value: T; elapsedMs: number }>
  | Readonly<{ kind: 'timed-out'; elapsedMs: number }>

export type PollOptions = Readonly<{
  /** How long to wait before the next step, given the time since the first. */
  delayMs: (elapsedMs: number) => number
  limitMs: number
  /** Divides delays and limit and multiplies the elapsed time; 1 outside of tests and the demo. */
  pace: number
  signal: AbortSignal
}>

/**
 * Calls `step` until it gives a value or the limit is reached; a last step is made at the limit, so that what
 * became ready during the last delay is still seen.
 * @throws whatever `step` throws, and the signal's reason when it is aborted
 */
export async function poll<T>(
  step: (elapsedMs: number) => Promise<T | undefined>,
  { delayMs, limitMs, pace, signal }: PollOptions,
): Promise<Polled<T>> {
  const started = performance.now()
  const elapsed = () => (performance.now() - started) * pace
  for (let last = false; ; ) {
    const value = await step(elapsed())
    if (value !== undefined) return { kind: 'done', value, elapsedMs: elapsed() }
    // Decided before the pause: a timer that fires a little early must not cost one more look.
    const left = limitMs - elapsed()
    if (last || left <= 0) return { kind: 'timed-out', elapsedMs: elapsed() }
    const delay = delayMs(elapsed())
    last = delay >= left
    await pause(Math.max(Math.min(delay, left), 0) / pace, signal)
  }
}

/** Waits, and throws the signal's reason when it is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  try {
    await sleep(ms, undefined, { signal })
  } catch (error) {
    signal.throwIfAborted()
    throw error
  }
}

/** A tenth more or less, so that many jobs do not ask in step. */
export function jitter(ms: number): number {
  return ms * (0.9 + Math.random() * 0.2)
}

/**
 * Races work that has no time limit of its own, and no way to be stopped, against a limit and the signal.
 * @throws Error naming the limit, or the signal's reason
 */
export async function within<T>(work: Promise<T>, limitMs: number, signal: AbortSignal): Promise<T> {
  const done = new AbortController()
  const limit = pause(limitMs, AbortSignal.any([signal, done.signal])).then(() => {
    throw new Error(`no answer within ${limitMs / 1000} s`)
  })
  // Whichever loses the race may still fail, and nobody waits for it any more.
  for (const one of [work, limit]) one.catch(() => undefined)
  try {
    return await Promise.race([work, limit])
  } finally {
    done.abort()
  }
}
