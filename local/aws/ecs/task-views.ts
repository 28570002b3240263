import type { World } from '../world.ts'
import { realMs } from './behaviour.ts'
import { containersOfTask } from './containers.ts'
import { launchOf } from './deployments-view.ts'
import { type Life, lives, taskId } from './lives.ts'
import { arnOf, stableId } from './names.ts'
import { timestamp } from './operation.ts'
import type { Health, StoppedTask } from './rollout-parts.ts'
import { shownId } from './standings.ts'
import type { EcsService } from './store.ts'

export type TaskView = Readonly<Record<string, unknown>> &
  Readonly<{
    taskArn: string
    taskDefinitionArn: string
    desiredStatus: 'RUNNING' | 'STOPPED'
    startedBy: string
  }>

/** Every task of the service that can be seen now: those that live, and those that stopped in the last hour. */
export function taskViews(world: World, service: EcsService, now: number): readonly TaskView[] {
  return lives(world, service, now).map((life) => view(world, service, life, now))
}

function view(world: World, service: EcsService, life: Life, now: number): TaskView {
  const { deployment, status } = life
  const taskArn = arnOf(world, 'task', service.cluster, taskId(deployment, life.index))
  const shown = containers(world, service, life, taskArn, now)
  return {
    taskArn,
    clusterArn: arnOf(world, 'cluster', service.cluster),
    taskDefinitionArn: deployment.taskDefinition,
    group: `service:${service.name}`,
    startedBy: shownId(deployment),
    ...launchOf(service),
    lastStatus: status,
    desiredStatus: status === 'STOPPED' ? 'STOPPED' : 'RUNNING',
    healthStatus: healthOf(shown),
    connectivity: 'CONNECTED',
    availabilityZone: `${world.settings.region}a`,
    createdAt: timestamp(deployment.at),
    ...(status === 'PENDING' ? {} : { startedAt: timestamp(life.startedAt) }),
    ...(life.status === 'STOPPED' ? ending(life.at, life.stopped) : {}),
    containers: shown,
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

function containers(world: World, service: EcsService, life: Life, taskArn: string, now: number) {
  const id = taskId(life.deployment, life.index)
  // How a container came to its end is known a little later than that it did.
  const isKnown = life.status !== 'STOPPED' || now - life.at >= realMs(world, 'reasonsMs')
  return containersOfTask(life).map(({ health, log: _, exitCode, reason, ...container }, i) => ({
    containerArn: arnOf(world, 'container', service.cluster, id, stableId(id, i)),
    taskArn,
    ...container,
    lastStatus: life.status,
    networkInterfaces: [],
    healthStatus: health ?? ('UNKNOWN' as const),
    ...(isKnown && exitCode !== undefined ? { exitCode } : {}),
    ...(isKnown && reason !== undefined ? { reason } : {}),
  }))
}

function healthOf(shown: readonly Readonly<{ healthStatus: Health | 'UNKNOWN' }>[]): Health | 'UNKNOWN' {
  const all = shown.map(({ healthStatus }) => healthStatus)
  if (all.includes('UNHEALTHY')) return 'UNHEALTHY'
  return all.includes('HEALTHY') ? 'HEALTHY' : 'UNKNOWN'
}
