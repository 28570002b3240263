import type { World } from '../world.ts'
import { calledOn, hasCandidate, replaced, stopDeployment } from './acts.ts'
import { rolloutOf } from './choice.ts'
import { configurationOf } from './configuration.ts'
import { deploymentNumber, serviceDeploymentId } from './names.ts'
import type { Act, Progress } from './progress.ts'
import { imagesOf, pullAll } from './pulls.ts'
import { ready } from './ready.ts'
import type { Replacement, Rollout, RolloutName } from './rollout.ts'
import { isOngoing } from './rollout-parts.ts'
import { oldLeads } from './standings.ts'
import {
  type Call,
  type Deployment,
  type EcsService,
  progressOf,
  remembering,
  storedService,
  storeService,
} from './store.ts'

export type Order = Readonly<{
  taskDefinition: string
  at: number
  rollout?: Rollout | RolloutName | undefined
  principal?: string
}>

/** The service as it is now. What the script lets others do to it happens here, at the time that it says. */
export function currentService(world: World, cluster: string, name: string): EcsService | undefined {
  const service = storedService(world, cluster, name)
  if (!service) return undefined
  const { act, serviceStatus } = progressOf(world, service, service.deployments[0], Date.now())
  if (!act) return serviceStatus === undefined ? service : { ...service, status: serviceStatus }
  perform(world, service, act)
  return currentService(world, cluster, name)
}

/** Whoever acts in a script, or past the API. */
export function somebodyElse({ settings }: World): string {
  return `arn:aws:iam::${settings.account}:user/somebody-else`
}

function perform(world: World, service: EcsService, act: Act): void {
  const [latest] = service.deployments
  const { at } = act
  if ('replacedBy' in act) {
    const taskDefinition = definitionOf(service, act.replacedBy)
    launch(world, service, { taskDefinition, at, rollout: act.replacedBy.rollout ?? 'success' })
    return
  }
  const call: Call = { operation: 'StopServiceDeployment', at, principal: somebodyElse(world) }
  stopDeployment(world, service, latest, call)
}

function definitionOf(service: EcsService, { sameDefinition, taskDefinition }: Replacement): string {
  const [latest] = service.deployments
  if (sameDefinition) return latest.taskDefinition
  const source = service.deployments.find((one) => one.number === latest.source)
  return taskDefinition ?? source?.taskDefinition ?? latest.taskDefinition
}

/** Begins a deployment. One that is in flight is replaced, not refused. */
export function launch(world: World, service: EcsService, order: Order): EcsService {
  const number = deploymentNumber()
  const { at, principal = somebodyElse(world) } = order
  const [latest, ...others] = service.deployments
  const progress = progressOf(world, service, latest, at)
  const { status, act } = progress
  const source = status === 'SUCCESSFUL' ? latest.number : latest.source
  const replacedOne = isOngoing(act?.during ?? status) ? replaced(world, latest, at, number) : latest
  const deployment = deploymentTo(world, service, {
    ...order,
    number,
    source,
    before: runsNow(latest, progress),
  })
  const called = calledOn(deployment, { operation: 'UpdateService', at, principal })
  return storeService(world, { ...remembering(service, at), deployments: [called, replacedOne, ...others] })
}

// What had taken over when it was replaced runs on until its successor is up.
function runsNow(latest: Deployment, progress: Progress): string | undefined {
  if (progress.status === 'SUCCESSFUL' || oldLeads(latest, progress)) return undefined
  return progress.old === 0 ? latest.number : latest.before
}

type Numbered = Order & Readonly<{ number: string; source: string | undefined; before: string | undefined }>

function deploymentTo(world: World, service: EcsService, order: Numbered): Deployment {
  const { number, source, before, at, taskDefinition } = order
  const pulls = pullAll(world, taskDefinition)
  const candidate = hasCandidate(service, source)
  const { desiredCount } = service
  const rollout = rolloutOf({ desiredCount, candidate, ...configurationOf(service) }, pulls, order.rollout)
  return {
    ...{ number, at, taskDefinition },
    id: serviceDeploymentId(),
    images: imagesOf(pulls),
    rollout: ready(rollout, number, candidate),
    answers: [],
    calls: [],
    recorded: true,
    ...(source === undefined ? {} : { source }),
    ...(before === undefined ? {} : { before }),
  }
}
