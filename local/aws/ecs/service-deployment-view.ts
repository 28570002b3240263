import type { World } from '../world.ts'
import { shownConfiguration } from './configuration.ts'
import { arnOf } from './names.ts'
import { timestamp } from './operation.ts'
import { ownTasks, type Progress, tasks } from './progress.ts'
import { endedAt } from './rollout-parts.ts'
import { alarmsView, circuitBreakerView, hookViews } from './safeguard-views.ts'
import { type Deployment, deploymentOf, type EcsService, progressOf } from './store.ts'

/** A service deployment as ListServiceDeployments shows it. */
export function briefView(world: World, service: EcsService, deployment: Deployment, now: number) {
  const progress = progressOf(world, service, deployment, now)
  return {
    ...identity(world, service, deployment),
    targetServiceRevisionArn: revisionArn(world, service, deployment),
    status: progress.status,
    ...(progress.statusReason === undefined ? {} : { statusReason: progress.statusReason }),
    ...times(deployment, progress),
  }
}

export function serviceDeploymentView(
  world: World,
  service: EcsService,
  deployment: Deployment,
  now: number,
) {
  const progress = progressOf(world, service, deployment, now)
  const { status, statusReason, lifecycleStage } = progress
  const own = ownTasks(progress, service.desiredCount)
  return {
    ...identity(world, service, deployment),
    ...times(deployment, progress),
    updatedAt: timestamp(progress.updatedAt),
    sourceServiceRevisions: sources(world, service, deployment, progress),
    targetServiceRevision: {
      arn: revisionArn(world, service, deployment),
      requestedTaskCount: service.desiredCount,
      runningTaskCount: own.running,
      pendingTaskCount: own.pending,
      ...weights(progress.weight, progress.testWeight),
    },
    status,
    ...(statusReason === undefined ? {} : { statusReason }),
    ...(lifecycleStage ? { lifecycleStage } : {}),
    lifecycleHookDetails: hookViews(deployment, progress, world.settings.pace),
    deploymentConfiguration: shownConfiguration(service),
    ...rollback(world, service, deployment, progress),
    deploymentCircuitBreaker: circuitBreakerView(service, progress),
    alarms: alarmsView(service, progress),
  }
}

/** The revision carries the number of the deployment: `ecs-svc/<N>` and `…/<N>` are one. */
export function revisionArn(world: World, service: EcsService, deployment: Deployment): string {
  return arnOf(world, 'service-revision', service.cluster, service.name, deployment.number)
}

function identity(world: World, service: EcsService, deployment: Deployment) {
  return {
    serviceDeploymentArn: arnOf(world, 'service-deployment', service.cluster, service.name, deployment.id),
    serviceArn: service.arn,
    clusterArn: arnOf(world, 'cluster', service.cluster),
  }
}

function times(deployment: Deployment, { reached }: Progress) {
  const started = reached.IN_PROGRESS ?? reached.SUCCESSFUL
  const finished = endedAt(reached)
  const stopped = reached.STOP_REQUESTED ?? reached.STOPPED
  return {
    createdAt: timestamp(deployment.at),
    ...(started === undefined ? {} : { startedAt: timestamp(started) }),
    ...(finished === undefined ? {} : { finishedAt: timestamp(finished) }),
    ...(stopped === undefined ? {} : { stoppedAt: timestamp(stopped) }),
  }
}

function sources(world: World, service: EcsService, deployment: Deployment, progress: Progress) {
  const source = deploymentOf(service, deployment.source)
  if (!source) return []
  const running = tasks(progress.old, service.desiredCount)
  return [
    {
      arn: revisionArn(world, service, source),
      requestedTaskCount: progress.status === 'SUCCESSFUL' ? 0 : running,
      runningTaskCount: running,
      pendingTaskCount: 0,
      ...(progress.weight === undefined ? {} : weights(100 - progress.weight, 0)),
    },
  ]
}

function weights(production: number | undefined, test: number | undefined) {
  return {
    ...(test === undefined ? {} : { requestedTestTrafficWeight: test }),
    ...(production === undefined ? {} : { requestedProductionTrafficWeight: production }),
  }
}

function rollback(
  world: World,
  service: EcsService,
  deployment: Deployment,
  { reached, statusReason }: Progress,
) {
  const startedAt = reached.ROLLBACK_IN_PROGRESS
  const source = deploymentOf(service, deployment.source)
  if (startedAt === undefined || !source) return {}
  return {
    rollback: {
      ...(statusReason === undefined ? {} : { reason: statusReason }),
      startedAt: timestamp(startedAt),
      serviceRevisionArn: revisionArn(world, service, source),
    },
  }
}
