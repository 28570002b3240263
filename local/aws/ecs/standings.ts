import type { World } from '../world.ts'
import { realMs } from './behaviour.ts'
import { failedTasks, ownTasks, type Progress, tasks } from './progress.ts'
import { endedAt } from './rollout-parts.ts'
import { type Deployment, deploymentOf, type EcsService, progressOf, ranBefore } from './store.ts'

export type RolloutState = 'IN_PROGRESS' | 'COMPLETED' | 'FAILED'

/** Where a deployment of a service stands, as the classic view has it. */
export type Standing = Readonly<{
  deployment: Deployment
  status: 'PRIMARY' | 'ACTIVE' | 'INACTIVE'
  state: readonly [RolloutState, reason: string]
  desired: number
  pending?: number
  running: number
  failed?: number
}>

export const shownId = (deployment: Deployment): string => `ecs-svc/${deployment.number}`

/** All that can be seen of a service's deployments now, the PRIMARY one first. */
export function standings(world: World, service: EcsService, now: number): readonly Standing[] {
  const [latest] = service.deployments
  const progress = progressOf(world, service, latest, now)
  const isOver = (at: number | undefined) => at === undefined || now - at >= realMs(world, 'inactiveMs')
  const own = ofLatest(service, latest, progress, isOver)
  const source = deploymentOf(service, latest.source)
  // Once ECS goes back, the last completed deployment leads again, with its own old id.
  const pair =
    source && oldLeads(latest, progress)
      ? [leading(service, source, progress), own]
      : [own, ofOld(service, progress, isOver)]
  return [...pair, ...replacedOnes(service, latest, progress)].flatMap((one) => one ?? [])
}

type IsOver = (at: number | undefined) => boolean

const isBack = ({ status }: Progress): boolean => status === 'ROLLBACK_SUCCESSFUL' || status === 'STOPPED'

/** Whether the deployment from before leads again. */
export function oldLeads({ source }: Deployment, progress: Progress): boolean {
  if (source === undefined) return false
  if (progress.primary !== undefined) return progress.primary === 'old'
  return isBack(progress) || progress.status === 'ROLLBACK_IN_PROGRESS'
}

function ofLatest(
  service: EcsService,
  deployment: Deployment,
  progress: Progress,
  isOver: IsOver,
): Standing | undefined {
  const state = stateOfLatest(deployment, progress)
  const isGone = oldLeads(deployment, progress) && isBack(progress)
  if (isGone && isOver(endedAt(progress.reached))) return undefined
  const failed = failedTasks(progress)
  if (isGone) return { deployment, status: 'INACTIVE', state, desired: 0, running: 0, failed }
  const desired = progress.status === 'ROLLBACK_IN_PROGRESS' ? 0 : service.desiredCount
  const status = oldLeads(deployment, progress) ? 'ACTIVE' : 'PRIMARY'
  return { deployment, status, state, desired, ...ownTasks(progress, service.desiredCount), failed }
}

function stateOfLatest(deployment: Deployment, progress: Progress): Standing['state'] {
  const { status, old, circuitBreaker, alarms } = progress
  const id = shownId(deployment)
  if (status === 'SUCCESSFUL' && old === 0) return ['COMPLETED', `ECS deployment ${id} completed.`]
  if (circuitBreaker?.status === 'TRIGGERED')
    return ['FAILED', 'ECS deployment circuit breaker: tasks failed to start.']
  if (alarms?.status === 'TRIGGERED') return ['FAILED', 'ECS deployment failed: alarm detected.']
  return status.startsWith('ROLLBACK_') || status === 'STOPPED'
    ? ['FAILED', `ECS deployment ${id} was stopped.`]
    : ['IN_PROGRESS', `ECS deployment ${id} in progress.`]
}

function ofOld(service: EcsService, progress: Progress, isOver: IsOver): Standing | undefined {
  const [latest] = service.deployments
  const deployment = ranBefore(service, latest)
  if (!deployment) return undefined
  const { status, old, drains } = progress
  const running = tasks(old, service.desiredCount)
  const state =
    latest.before === undefined
      ? (['COMPLETED', `ECS deployment ${shownId(deployment)} completed.`] as const)
      : (['IN_PROGRESS', `ECS deployment ${shownId(deployment)} in progress.`] as const)
  const isGone = old === 0 || (running === 0 && status === 'SUCCESSFUL')
  if (isGone && isOver(drains.at(-1))) return undefined
  if (isGone) return { deployment, status: 'INACTIVE', state, desired: 0, running: 0 }
  return { deployment, status: 'ACTIVE', state, desired: status === 'SUCCESSFUL' ? 0 : running, running }
}

function leading(service: EcsService, source: Deployment, progress: Progress): Standing {
  const { status, old, circuitBreaker } = progress
  const [desired, running] = [service.desiredCount, tasks(old, service.desiredCount)]
  const standing = {
    deployment: source,
    status: 'PRIMARY',
    desired,
    running,
    pending: desired - running,
  } as const
  if (status !== 'ROLLBACK_IN_PROGRESS')
    return { ...standing, state: ['COMPLETED', `ECS deployment ${shownId(source)} completed.`] }
  const by = circuitBreaker?.status === 'TRIGGERED' ? 'ECS deployment circuit breaker' : 'ECS deployment'
  return { ...standing, state: ['IN_PROGRESS', `${by}: rolling back to deploymentId ${shownId(source)}.`] }
}

// What was replaced in mid-flight is still to be seen, without a task, as long as its successor is under way.
function replacedOnes(
  service: EcsService,
  latest: Deployment,
  { status, old }: Progress,
): readonly Standing[] {
  if ((status !== 'PENDING' && status !== 'IN_PROGRESS') || old === 0) return []
  return service.deployments
    .filter((one) => one.replacedBy === latest.number && one.number !== latest.before)
    .map((deployment) => ({
      deployment,
      status: 'ACTIVE',
      state: ['IN_PROGRESS', `ECS deployment ${shownId(deployment)} in progress.`],
      desired: 0,
      running: 0,
    }))
}
