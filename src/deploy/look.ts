import {
  DescribeServiceDeploymentsCommand,
  DescribeServicesCommand,
  type ECSClient,
  type Service,
  type ServiceDeployment,
} from '@aws-sdk/client-ecs'
import { badAnswer } from '../lib/explain.ts'
import type { DeploymentSight, ListedDeployment, ServiceSight } from './sight.ts'
import { signsOf } from './signs.ts'

const servicesPerCall = 10
const deploymentsPerCall = 20

/**
 * What DescribeServices says of each name; undefined for what it calls missing.
 * @throws ActionError AWS_BAD_ANSWER where it says nothing of one, or what the call failed with
 */
export async function describeServices(
  ecs: ECSClient,
  cluster: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, Service | undefined>> {
  const found = new Map<string, Service | undefined>()
  for (const some of inGroups(names, servicesPerCall)) {
    const command = new DescribeServicesCommand({ cluster, services: [...some] })
    const { services = [], failures = [] } = await ecs.send(command)
    for (const name of some) {
      const service = services.find((one) => one.serviceName === name || one.serviceArn?.endsWith(`/${name}`))
      const isMissing = failures.some(({ arn, reason }) => reason === 'MISSING' && arn?.endsWith(`/${name}`))
      if (service === undefined && !isMissing)
        throw badAnswer(
          `ecs:DescribeServices for the service ${name} in the cluster ${cluster}`,
          'without it',
        )
      found.set(name, service)
    }
  }
  return found
}

/** @returns by ARN; what ECS does not show, or shows without a status, is missing */
export async function describeDeployments(
  ecs: ECSClient,
  arns: readonly string[],
): Promise<ReadonlyMap<string, ServiceDeployment>> {
  const found = new Map<string, ServiceDeployment>()
  for (const some of inGroups(arns, deploymentsPerCall)) {
    const command = new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [...some] })
    const { serviceDeployments, failures } = await ecs.send(command)
    if (serviceDeployments === undefined && failures === undefined)
      throw badAnswer('ecs:DescribeServiceDeployments', 'without service deployments')
    for (const one of serviceDeployments ?? [])
      if (one.serviceDeploymentArn && one.status) found.set(one.serviceDeploymentArn, one)
  }
  return found
}

function inGroups<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(all.length / size)
  return Array.from({ length: count }, (_, index) => all.slice(index * size, (index + 1) * size))
}

export function serviceSight({ desiredCount, deployments = [], events = [] }: Service): ServiceSight {
  return {
    desiredCount: desiredCount ?? 0,
    // What is over may still be listed for a while.
    deployments: deployments
      .filter(({ status }) => status !== 'INACTIVE')
      .map(
        (one): ListedDeployment => ({
          id: one.id ?? '',
          isPrimary: one.status === 'PRIMARY',
          taskDefinition: one.taskDefinition ?? '',
          createdAt: one.createdAt ?? new Date(0),
          rolloutState: one.rolloutState,
          rolloutReason: one.rolloutStateReason,
          desired: one.desiredCount ?? 0,
          running: one.runningCount ?? 0,
          pending: one.pendingCount ?? 0,
          failed: one.failedTasks ?? 0,
        }),
      ),
    events: events.map(({ id, createdAt, message }) => ({
      id: id ?? '',
      at: createdAt ?? new Date(0),
      text: message ?? '',
    })),
  }
}

export function deploymentSight(deployment: ServiceDeployment, hasSuccessor: boolean): DeploymentSight {
  const { targetServiceRevision: target, deploymentCircuitBreaker: breaker } = deployment
  const hook = deployment.lifecycleHookDetails?.find(
    ({ targetType, status }) => targetType === 'PAUSE' && status === 'AWAITING_ACTION',
  )
  return {
    status: deployment.status ?? '',
    reason: deployment.statusReason,
    stage: deployment.lifecycleStage,
    pausedAt: hook && { id: hook.hookId ?? '', expiresAt: hook.expiresAt, timeoutAction: hook.timeoutAction },
    wanted: target?.requestedTaskCount ?? 0,
    running: target?.runningTaskCount ?? 0,
    pending: target?.pendingTaskCount ?? 0,
    weight: target?.requestedProductionTrafficWeight,
    failures: { count: breaker?.failureCount ?? 0, threshold: breaker?.threshold },
    signs: signsOf(deployment),
    hasSuccessor,
  }
}
