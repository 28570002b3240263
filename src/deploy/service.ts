import type { ECSClient, Service } from '@aws-sdk/client-ecs'
import { badAnswer, errorName, explain } from '../lib/explain.ts'
import {
  clusterNotFound,
  controllerUnsupported,
  type Place,
  placeName,
  serviceInactive,
  serviceNotFound,
} from './errors.ts'
import { describeServices, serviceSight } from './look.ts'
import { type Shape, shapeOf } from './shape.ts'
import type { ListedDeployment, ServiceSight } from './sight.ts'

/** A service as it is now. */
export type ServiceState = ServiceSight &
  Readonly<{
    arn: string
    /** ARN of the task definition that it runs or is being moved to. */
    taskDefinition: string
    primary: ListedDeployment | undefined
    /** ARN of what the last completed deployment runs, which is what one can go back to. */
    completed: string | undefined
    shape: Shape
    /** Whether its tasks run on Fargate. */
    isFargate: boolean
    targetGroups: readonly string[]
  }>

/**
 * Reads a service and makes sure that it can be deployed to.
 * @throws ActionError CLUSTER_NOT_FOUND, SERVICE_NOT_FOUND, SERVICE_INACTIVE, CONTROLLER_UNSUPPORTED, or what the call
 * failed with
 */
export async function readService(ecs: ECSClient, place: Place): Promise<ServiceState> {
  const { cluster, service: name } = place
  const found = await describeServices(ecs, cluster, [name]).catch((error: unknown) => {
    throw errorName(error) === 'ClusterNotFoundException'
      ? clusterNotFound(place, error)
      : explain(error, placeName(place))
  })
  return stateOf(deployable(found.get(name), place), place)
}

/** @throws ActionError where a service of this name cannot be deployed to */
export function deployable(service: Service | undefined, place: Place): Service {
  if (service === undefined) throw serviceNotFound(place)
  if (service.status !== 'ACTIVE') throw serviceInactive(place, service.status ?? 'not told')
  // Services made before controllers existed have none, which means ECS.
  const controller = service.deploymentController?.type ?? 'ECS'
  if (controller !== 'ECS') throw controllerUnsupported(place, controller)
  return service
}

/** @throws ActionError AWS_BAD_ANSWER where the service lacks what every service has */
export function stateOf(service: Service, place: Place): ServiceState {
  const { serviceArn, taskDefinition, deploymentConfiguration, launchType, loadBalancers = [] } = service
  if (!serviceArn || !taskDefinition)
    throw badAnswer(`ecs for ${placeName(place)}`, 'a service without ARN or task definition')
  const sight = serviceSight(service)
  const providers = service.capacityProviderStrategy ?? []
  return {
    ...sight,
    ...{ arn: serviceArn, taskDefinition },
    primary: sight.deployments.find(({ isPrimary, id }) => isPrimary && id !== ''),
    completed: completedOf(sight, taskDefinition),
    shape: shapeOf(deploymentConfiguration ?? {}),
    isFargate:
      launchType === 'FARGATE' ||
      providers.some(({ capacityProvider }) => /^FARGATE(_SPOT)?$/.test(capacityProvider ?? '')),
    targetGroups: loadBalancers.flatMap(({ targetGroupArn }) => targetGroupArn ?? []),
  }
}

/** Where nothing tells of rollouts (a classic load balancer), what the service names is all there is. */
export function completedOf(
  { deployments }: ServiceSight,
  taskDefinition: string | undefined,
): string | undefined {
  // Of several nobody knows which one was ever complete.
  if (deployments.every(({ rolloutState }) => rolloutState === undefined))
    return deployments.length > 1 ? undefined : taskDefinition
  const completed = deployments.filter(({ rolloutState }) => rolloutState === 'COMPLETED')
  return (completed.find(({ isPrimary }) => isPrimary) ?? completed[0])?.taskDefinition
}

/** Whether the service is where it was told to be; without a rollout state: alone, and with all its tasks. */
export function isSteady({ primary, deployments, desiredCount }: ServiceState): boolean {
  if (primary === undefined) return false
  // A rollout stays complete also when its tasks crash later.
  const isDone =
    primary.rolloutState === undefined ? deployments.length === 1 : primary.rolloutState === 'COMPLETED'
  return isDone && primary.running >= desiredCount
}
