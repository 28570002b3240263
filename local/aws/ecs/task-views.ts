import type { World } from '../world.ts'
import { shownId, standings } from './deployments-view.ts'
import { arnOf, stableId } from './names.ts'
import { timestamp } from './operation.ts'
import type { StoppedTask } from './rollout.ts'
import { type Deployment, deploymentOf, type EcsService, progressOf } from './store.ts'

const KEPT_MS = 3_600_000 // so long a stopped task can be described
const SECOND = 1000

type Life = Readonly<{ deployment: Deployment; index: number; startedAt: number }> &
  (
    | Readonly<{ status: 'RUNNING' | 'PENDING' }>
    | Readonly<{ status: 'STOPPED'; at: number; stopped: StoppedTask }>
  )

export type TaskView = Readonly<Record<string, unknown>> &
  Readonly<{ taskArn: string; desiredStatus: 'RUNNING' | 'STOPPED'; startedBy: string }>

/** Every task of the service that can be seen now: those that live, and those that stopped in the last hour. */
export function taskViews(world: World, service: EcsService, now: number): readonly TaskView[] {
  return lives(world, service, now).map((life) => view(world, service, life))
}

/** A deployment's task by its number: as tasks stop, those after them go on under their own numbers. */
export function taskId(deployment: Deployment, index: number): string {
  return stableId(deployment.number, 'task', index)
}

function lives(world: World, service: EcsService, now: number): readonly Life[] {
  const standing = standings(world, service, now)
  const stopped = service.deployments.flatMap((deployment) => stoppedLives(world, service, deployment, now))
  const living = standing.flatMap(({ deployment, running, pending = 0 }) => {
    const { stopped: gone, updatedAt } = progressOf(world, service, deployment, now)
    return Array.from(
      { length: running + pending },
      (_, i): Life => ({
        deployment,
        index: gone.length + i,
        startedAt: Math.min(updatedAt, now),
        status: i < running ? 'RUNNING' : 'PENDING',
      }),
    )
  })
  return [...living, ...stopped]
}

function stoppedLives(
  world: World,
  service: EcsService,
  deployment: Deployment,
  now: number,
): readonly Life[] {
  const { stopped, oldEndedAt } = progressOf(world, service, deployment, now)
  const own = stopped.map(({ at, ...task }, index) => died(deployment, index, at, task))
  const source = deploymentOf(service, deployment.source)
  const drained =
    source && oldEndedAt !== undefined ? drainedLives(service, deployment, source, oldEndedAt) : []
  return [...own, ...drained].filter(
    (life) => life.status === 'STOPPED' && now - life.at < KEPT_MS / world.settings.pace,
  )
}

// The old tasks are stopped by the scheduler when the new ones have taken over: no failure, though they stopped.
function drainedLives(service: EcsService, by: Deployment, source: Deployment, at: number): readonly Life[] {
  const stoppedReason = `Scaling activity initiated by (deployment ${shownId(by)})`
  return Array.from({ length: service.desiredCount }, (_, index) =>
    died(source, index, at, { stopCode: 'ServiceSchedulerInitiated', stoppedReason }),
  )
}

function died(deployment: Deployment, index: number, at: number, stopped: StoppedTask): Life {
  return {
    deployment,
    index,
    startedAt: Math.max(deployment.at, at - SECOND),
    status: 'STOPPED',
    at,
    stopped,
  }
}

function view(world: World, service: EcsService, life: Life): TaskView {
  const { deployment, status } = life
  const id = taskId(deployment, life.index)
  const taskArn = arnOf(world, 'task', service.cluster, id)
  return {
    taskArn,
    clusterArn: arnOf(world, 'cluster', service.cluster),
    taskDefinitionArn: deployment.taskDefinition,
    group: `service:${service.name}`,
    startedBy: shownId(deployment),
    launchType: 'FARGATE',
    lastStatus: status,
    desiredStatus: status === 'STOPPED' ? 'STOPPED' : 'RUNNING',
    healthStatus: 'UNKNOWN',
    connectivity: 'CONNECTED',
    availabilityZone: `${world.settings.region}a`,
    createdAt: timestamp(deployment.at),
    ...(status === 'PENDING' ? {} : { startedAt: timestamp(life.startedAt) }),
    ...(life.status === 'STOPPED' ? ending(life.at, life.stopped) : {}),
    containers: containers(world, service, life, taskArn),
    attachments: [],
    overrides: { containerOverrides: [] },
    tags: [],
    version: 1,
  }
}

function ending(at: number, { stopCode, stoppedReason }: StoppedTask) {
  const stoppedAt = timestamp(at)
  return { stopCode, stoppedReason, stoppingAt: stoppedAt, executionStoppedAt: stoppedAt, stoppedAt }
}

function containers(world: World, service: EcsService, life: Life, taskArn: string) {
  const id = taskId(life.deployment, life.index)
  const told = life.status === 'STOPPED' ? (life.stopped.containers ?? []) : []
  return life.deployment.images.map(({ containerName, ...image }, i) => {
    const { name: _, ...end } =
      told.find(({ name }) => (name ?? life.deployment.images[0]?.containerName) === containerName) ?? {}
    const started = life.status === 'RUNNING' || 'exitCode' in end
    return {
      containerArn: arnOf(world, 'container', service.cluster, id, stableId(id, i)),
      taskArn,
      name: containerName,
      image: image.image,
      ...(started && image.imageDigest !== undefined ? { imageDigest: image.imageDigest } : {}),
      ...(started ? { runtimeId: `${id}-${1_000_000 + i}` } : {}),
      lastStatus: life.status,
      networkInterfaces: [],
      healthStatus: 'UNKNOWN',
      ...end,
    }
  })
}
