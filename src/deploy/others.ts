import type { EcsClients } from '../lib/ecs.ts'
import { say } from '../lib/log.ts'
import { poll } from '../lib/poll.ts'
import { deploymentInFlight, placeName } from './errors.ts'
import { type DeployOrder, placeOf } from './order.ts'
import { patience } from './patience.ts'
import { isInFlight } from './prepare.ts'
import { readService } from './service.ts'

/** In minutes. */
const inFlight = 30

/**
 * Waits for somebody else's deployment, where that is asked for.
 * @throws ActionError DEPLOYMENT_IN_FLIGHT when it is not done in time, or what the service cannot be read with
 */
export async function waitForOthers(
  { reads }: EcsClients,
  order: DeployOrder,
  service: string,
): Promise<void> {
  if (order.onInFlight !== 'wait') return
  const place = placeOf(order, service)
  const { signal, pace, timeoutMinutes = inFlight } = order
  let last = ''
  const patient = patience(placeName(place))
  const result = await poll(
    async () => {
      const state = await patient(readService(reads, place))
      if (state === undefined) return undefined
      if (!isInFlight(state)) return true
      const id = state.primary?.id ?? ''
      if (id !== last)
        say(`${service}: waiting for ${id}, which is under way, for ${timeoutMinutes} min at most`)
      last = id
      return undefined
    },
    { delayMs: () => 10_000, limitMs: timeoutMinutes * 60_000, signal, pace },
  )
  if (result.kind === 'timed-out') throw deploymentInFlight(place, last, timeoutMinutes)
}
