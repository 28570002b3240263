import type { CredentialSource, Credentials } from '../lib/aws.ts'
import { say } from '../lib/log.ts'

export type SessionOptions = Readonly<{
  lifeSeconds: number
  /** Sessions live shorter by this factor; 1 outside of tests and the demo. */
  pace: number
}>

/** `sinceMs` is when they were asked for, the safe side of their age; `gotMs` is when they came. */
type Held = Readonly<{ keys: Credentials; sinceMs: number; gotMs: number }>

/** A renewal that failed is tried again this often before the old keys end, and not at every call. */
const triesWithinMargin = 8
/** For so long a service may not know keys that STS has just handed out. */
const newForMs = 20_000

/**
 * Keeps one role's keys for all clients. One renewal is in flight at a time; keys are renewed when less than
 * min(300 s, a quarter of their life) is left, by the monotonic clock, and the old ones serve as long as they live.
 *
 * The SDK cannot be left to do this: it asks a provider at every request once less than 300 s are left, once for
 * each client, and never renews after ExpiredToken. Hence keys are handed to it as already expired, so that it
 * asks here every time.
 */
export function startSession(assume: () => Promise<Credentials>, options: SessionOptions): CredentialSource {
  const lifeMs = (options.lifeSeconds * 1000) / options.pace
  const marginMs = Math.min(300_000 / options.pace, lifeMs / 4)
  let held: Held | undefined
  let renewal: Promise<Held> | undefined

  let notBeforeMs = 0

  const ageMs = (one: Held) => performance.now() - one.sinceMs

  function renew(): Promise<Held> {
    renewal ??= (async () => {
      const sinceMs = performance.now()
      const keys = await assume()
      held = { keys, sinceMs, gotMs: performance.now() }
      return held
    })().finally(() => {
      renewal = undefined
    })
    return renewal
  }

  async function current(): Promise<Held> {
    if (held !== undefined && ageMs(held) < lifeMs - marginMs) return held
    const old = held
    if (old !== undefined && ageMs(old) < lifeMs && performance.now() < notBeforeMs) return old
    try {
      return await renew()
    } catch (error) {
      if (old === undefined || ageMs(old) >= lifeMs) throw error
      notBeforeMs = performance.now() + marginMs / triesWithinMargin
      say('The role session could not be renewed yet; the keys at hand are still valid.')
      return old
    }
  }

  return {
    provide: async () => ({ ...(await current()).keys, expiration: new Date(0) }),
    renew: async (beganMs) => {
      // Several calls may fail over the same keys: those that began before the new ones came share them.
      if (renewal === undefined && held !== undefined && held.gotMs > beganMs) return
      await renew()
    },
    areNew: () => held !== undefined && performance.now() - held.gotMs < newForMs,
  }
}
