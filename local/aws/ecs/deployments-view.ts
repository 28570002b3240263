import type { World } from '../world.ts'
import { timestamp } from './operation.ts'
import { failedTasks, ownTasks, type Progress, tasks } from './progress.ts'
import { type Deployment, deploymentOf, type EcsService, progressOf } from './store.ts'

type RolloutState = 'IN_PROGRESS' | 'COMPLETED' | 'FAILED'

/** A deployment as a service shows it: the classic view, of which a finished rollback looks like a success. */
export type DeploymentView = Readonly<{
  id: string
  status: 'PRIMARY' | 'ACTIVE'
  taskDefinition: string
  desiredCount: number
  pendingCount: number
  runningCount: number
  failedTasks: number
  createdAt: number // epoch seconds
  updatedAt: number
  launchType: 'FARGATE'
  rolloutState: RolloutState
  rolloutStateReason: string
}>

export const shownId = (deployment: Deployment): string => `ecs-svc/${deployment.number}`

type Standing = Readonly<{
  deployment: Deployment
  status: DeploymentView['status']
  state: readonly [RolloutState, reason: string]
  desired: number
  pending?: number
  running: number
  failed?: number
}>

/** The deployments of a service now, the PRIMARY one first. */
export function deploymentViews(world: World, service: EcsService, now: number): readonly DeploymentView[] {
  const updatedAt = progressOf(world, service, service.deployments[0], now).updatedAt
  return standings(world, service, now).map(
    ({
      deployment,
      status,
      state: [rolloutState, rolloutStateReason],
      desired,
      pending,
      running,
      failed,
    }) => ({
      id: shownId(deployment),
      status,
      taskDefinition: deployment.taskDefinition,
      desiredCount: desired,
      pendingCount: pending ?? 0,
      runningCount: running,
      failedTasks: failed ?? 0,
      createdAt: timestamp(deployment.at),
      updatedAt: timestamp(updatedAt),
      launchType: 'FARGATE',
      rolloutState,
      rolloutStateReason,
    }),
  )
}

export function standings(world: World, service: EcsService, now: number): readonly Standing[] {
  const [latest] = service.deployments
  const source = deploymentOf(service, latest.source)
  const progress = progressOf(world, service, latest, now)
  const own = ofLatest(service, latest, progress)
  const old = source ? ofSource(service, source, progress) : undefined
  // Once ECS goes back, the old deployment leads again, with its own old id.
  const pair = old?.status === 'PRIMARY' ? [old, own] : [own, old]
  return [...pair, ...replacedOnes(service, latest, progress)].flatMap((one) => one ?? [])
}

function ofLatest(service: EcsService, deployment: Deployment, progress: Progress): Standing | undefined {
  const back = deployment.source !== undefined
  if (back && (progress.status === 'ROLLBACK_SUCCESSFUL' || progress.status === 'STOPPED')) return undefined
  const desired = service.desiredCount
  return {
    deployment,
    status: back && progress.status === 'ROLLBACK_IN_PROGRESS' ? 'ACTIVE' : 'PRIMARY',
    state: stateOfLatest(deployment, progress),
    desired: progress.status === 'ROLLBACK_IN_PROGRESS' ? 0 : desired,
    ...ownTasks(progress, desired),
    failed: failedTasks(progress),
  }
}

function stateOfLatest(deployment: Deployment, { status, old, circuitBreaker }: Progress): Standing['state'] {
  const id = shownId(deployment)
  if (status === 'SUCCESSFUL' && old === 0) return ['COMPLETED', `ECS deployment ${id} completed.`]
  if (!status.startsWith('ROLLBACK_') && status !== 'STOPPED')
    return ['IN_PROGRESS', `ECS deployment ${id} in progress.`]
  return circuitBreaker?.status === 'TRIGGERED'
    ? ['FAILED', 'ECS deployment circuit breaker: tasks failed to start.']
    : ['FAILED', `ECS deployment ${id} was stopped.`]
}

function ofSource(
  service: EcsService,
  source: Deployment,
  { status, old, circuitBreaker }: Progress,
): Standing | undefined {
  const running = tasks(old, service.desiredCount)
  const completed = ['COMPLETED', `ECS deployment ${shownId(source)} completed.`] as const
  const standing = { deployment: source, desired: running, running }
  if (status === 'ROLLBACK_SUCCESSFUL' || status === 'STOPPED') {
    return { ...standing, status: 'PRIMARY', state: completed }
  }
  if (status === 'ROLLBACK_IN_PROGRESS') {
    const by = circuitBreaker?.status === 'TRIGGERED' ? 'ECS deployment circuit breaker' : 'ECS deployment'
    const reason = `${by}: rolling back to deploymentId ${shownId(source)}.`
    return { ...standing, status: 'PRIMARY', state: ['IN_PROGRESS', reason] }
  }
  return running === 0 && status === 'SUCCESSFUL'
    ? undefined
    : { ...standing, status: 'ACTIVE', state: completed, desired: status === 'SUCCESSFUL' ? 0 : running }
}

// What was replaced in mid-flight is still to be seen, without a task, as long as its successor is under way.
function replacedOnes(
  service: EcsService,
  latest: Deployment,
  { status, old }: Progress,
): readonly Standing[] {
  if ((status !== 'PENDING' && status !== 'IN_PROGRESS') || old === 0) return []
  return service.deployments
    .filter((one) => one.replacedBy === latest.number)
    .map((deployment) => ({
      deployment,
      status: 'ACTIVE',
      state: ['IN_PROGRESS', `ECS deployment ${shownId(deployment)} in progress.`],
      desired: 0,
      running: 0,
    }))
}
