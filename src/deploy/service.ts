import { DescribeServicesCommand, type ECSClient, type Service } from '@aws-sdk/client-ecs'
import { badAnswer, errorName, explain } from '../lib/explain.ts'
import {
  clusterNotFound,
  controllerUnsupported,
  type Place,
  placeName,
  serviceInactive,
  serviceNotFound,
} from './errors.ts'

/** A service as it is now. */
export type ServiceState = Readonly<{
  arn: string
  /** ARN of the task definition that it runs or is being moved to. */
  taskDefinition: string
  desiredCount: number
  primary: Primary | undefined
  /** How many deployments there are, the primary one included. */
  deployments: number
  /** Newest first. */
  events: readonly ServiceEvent[]
}>

export type Primary = Readonly<{
  id: string
  taskDefinition: string
  createdAt: Date
  rolloutState: string | undefined
  running: number
}>

export type ServiceEvent = Readonly<{ id: string; at: Date; text: string }>

/**
 * Reads a service and makes sure that it can be deployed to.
 * @throws ActionError CLUSTER_NOT_FOUND, SERVICE_NOT_FOUND, SERVICE_INACTIVE, CONTROLLER_UNSUPPORTED, or what the call
 * failed with
 */
export async function readService(ecs: ECSClient, place: Place): Promise<ServiceState> {
  const command = new DescribeServicesCommand({ cluster: place.cluster, services: [place.service] })
  const answer = await ecs.send(command).catch((error: unknown) => {
    throw errorName(error) === 'ClusterNotFoundException'
      ? clusterNotFound(place, error)
      : explain(error, placeName(place))
  })
  const service = answer.services?.[0]
  if (answer.failures?.[0]?.reason === 'MISSING') throw serviceNotFound(place)
  if (service === undefined)
    throw badAnswer(`ecs:DescribeServices for ${placeName(place)}`, 'without a service')
  if (service.status !== 'ACTIVE') throw serviceInactive(place, service.status ?? 'not told')
  // Services made before controllers existed have none, which means ECS.
  const controller = service.deploymentController?.type ?? 'ECS'
  if (controller !== 'ECS') throw controllerUnsupported(place, controller)
  return stateOf(service, place)
}

/** @throws ActionError AWS_BAD_ANSWER where the service lacks what every service has */
export function stateOf(service: Service, place: Place): ServiceState {
  const { serviceArn, taskDefinition } = service
  if (!serviceArn || !taskDefinition)
    throw badAnswer(`ecs for ${placeName(place)}`, 'a service without ARN or task definition')
  const events = service.events ?? []
  return {
    arn: serviceArn,
    taskDefinition,
    desiredCount: service.desiredCount ?? 0,
    primary: primaryOf(service),
    deployments: service.deployments?.length ?? 0,
    events: events.map(({ id, createdAt, message }) => ({
      id: id ?? '',
      at: createdAt ?? new Date(0),
      text: message ?? '',
    })),
  }
}

function primaryOf({ deployments = [] }: Service): Primary | undefined {
  const primary = deployments.find(({ status }) => status === 'PRIMARY')
  if (!primary?.id || !primary.taskDefinition || !primary.createdAt) return undefined
  const { id, taskDefinition, createdAt, rolloutState, runningCount } = primary
  return { id, taskDefinition, createdAt, rolloutState, running: runningCount ?? 0 }
}

/**
 * Whether the service is where it was told to be. With a classic load balancer deployments have no rollout state: then
 * the primary one must be alone and have all its tasks.
 */
export function isSteady({ primary, deployments, desiredCount }: ServiceState): boolean {
  if (primary === undefined) return false
  if (primary.rolloutState !== undefined) return primary.rolloutState === 'COMPLETED'
  return deployments === 1 && primary.running >= desiredCount
}
