import { notice } from '@actions/core'
import { deployIdentity, registryIdentity } from './access.ts'
import { deploymentSight, describeDeployments, describeServices, serviceSight } from './deploy/look.ts'
import { progressOf } from './deploy/progress.ts'
import type { Sight } from './deploy/sight.ts'
import { readEvent } from './event.ts'
import { readInputs } from './inputs/inputs.ts'
import { ecsClients } from './lib/ecs.ts'
import { errorMessage } from './lib/error-text.ts'
import { debugError, say } from './lib/log.ts'
import { type OpenRollouts, savedRollouts } from './lib/state.ts'
import { readPace } from './pace.ts'
import { readText, resolverOf } from './workspace.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** One look: nobody waits for a post step. */
const mostMs = 20_000

/**
 * Tells what became of rollouts whose end the run did not see, since it was cancelled, killed, or could not read it.
 * Never throws: what cannot be read is said.
 */
export async function tellRollouts(env: Environment): Promise<void> {
  const saved = savedRollouts(env)
  if (saved === undefined) return
  try {
    await look(env, saved)
  } catch (error) {
    debugError(error)
    const names = saved.open.map(({ service }) => service).slice(0, 10)
    say(`What became of the rollout of ${names.join(', ')} could not be read: ${errorMessage(error)}`)
  }
}

async function look(env: Environment, { cluster, open }: OpenRollouts): Promise<void> {
  const event = readEvent(env)
  const { inputs } = readInputs(env, event, (path) => readText(resolverOf(env)(path)))
  const caller = { inputs, event, env, signal: AbortSignal.timeout(mostMs), pace: readPace(env) }
  const credentials = await deployIdentity(caller, await registryIdentity(caller))
  const { reads } = ecsClients({ ...caller, region: inputs.identity.deploy.region ?? '', credentials })
  const names = open.map(({ service }) => service)
  const services = await describeServices(reads, cluster, names)
  const arns = open.flatMap(({ arn }) => arn ?? [])
  const records = await describeDeployments(reads, arns).catch(() => new Map())
  for (const { service, id, arn } of open) {
    const found = services.get(service)
    const record = records.get(arn ?? '')
    const sight: Sight = {
      service: found && serviceSight(found),
      deployment: record === undefined ? 'closed' : deploymentSight(record, false),
      ...{ stopped: undefined, elapsedMs: 0 },
    }
    const state = progressOf(sight, id) ?? 'the service does not list it any more'
    const reason = record?.statusReason === undefined ? '' : ` (${record.statusReason})`
    notice(`The deployment ${id} of ${service}, as it is now: ${state}${reason}.`)
  }
}
