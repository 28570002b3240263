import type { World } from '../world.ts'
import { rolloutOf } from './choice.ts'
import { deploymentNumber, serviceDeploymentId } from './names.ts'
import { happened } from './progress.ts'
import { imagesOf, pullAll } from './pulls.ts'
import { isOngoing, type Rollout, type RolloutName } from './rollout.ts'
import { type Deployment, type EcsService, progressOf, storedService, storeService } from './store.ts'

type Order = Readonly<{ taskDefinition: string; at: number; rollout?: Rollout | RolloutName | undefined }>

/** The service as it is now. What the script lets others do to it happens here, at the time that it says. */
export function currentService(world: World, cluster: string, name: string): EcsService | undefined {
  const service = storedService(world, cluster, name)
  if (!service) return undefined
  const [latest] = service.deployments
  const { replacedBy } = progressOf(world, service, latest, Date.now())
  if (!replacedBy) return service
  const source = service.deployments.find((one) => one.number === latest.source)
  launch(world, service, {
    taskDefinition: replacedBy.taskDefinition ?? source?.taskDefinition ?? latest.taskDefinition,
    at: replacedBy.at,
    rollout: replacedBy.rollout ?? 'success',
  })
  return currentService(world, cluster, name)
}

/** Begins a deployment. One that is in flight is replaced, not refused. */
export function launch(world: World, service: EcsService, order: Order): EcsService {
  const number = deploymentNumber()
  const [latest, ...others] = service.deployments
  const progress = progressOf(world, service, latest, order.at)
  const replaces = isOngoing(progress.status) || progress.replacedBy !== undefined
  const source = progress.status === 'SUCCESSFUL' ? latest.number : latest.source
  const pulls = pullAll(world, order.taskDefinition)
  const deployment: Deployment = {
    number,
    id: serviceDeploymentId(),
    at: order.at,
    taskDefinition: order.taskDefinition,
    images: imagesOf(pulls),
    rollout: rolloutOf({ ...service, candidate: hasCandidate(service, source) }, pulls, order.rollout),
    recorded: true,
    ...(source === undefined ? {} : { source }),
  }
  const before = replaces ? replaced(world, latest, order.at, number) : latest
  return storeService(world, { ...service, deployments: [deployment, before, ...others] })
}

/** The rest of a rollout told anew: what has happened stays, the rest comes from these steps. */
export function cut(world: World, deployment: Deployment, at: number, steps: Rollout): Deployment {
  const elapsed = (at - deployment.at) * world.settings.pace
  const rest = steps.map((step) => ({ ...step, afterMs: elapsed + step.afterMs }))
  return { ...deployment, rollout: [...happened(deployment.rollout, elapsed), ...rest] }
}

function replaced(world: World, deployment: Deployment, at: number, replacedBy: string): Deployment {
  const statusReason = 'Replaced by a new service deployment.'
  const end = cut(world, deployment, at, [
    { afterMs: 0, status: 'STOPPED', statusReason, running: 0, pending: 0 },
  ])
  return { ...end, rollout: end.rollout.map(({ replacedBy: _, ...step }) => step), replacedBy }
}

/** Only what a service deployment brought up once can be rolled back to. */
export function hasCandidate(service: EcsService, source: string | undefined): boolean {
  return service.deployments.some((one) => one.number === source && one.recorded)
}
