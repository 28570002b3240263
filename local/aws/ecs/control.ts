import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { register } from './definitions.ts'
import { currentService } from './launch.ts'
import { deploymentNumber, serviceDeploymentId } from './names.ts'
import { steady } from './presets.ts'
import { imagesOf, pullAll } from './pulls.ts'
import { checkRequest } from './registration.ts'
import { type Controller, type EcsService, type ServiceStatus, serviceArn, storeService } from './store.ts'

// What tests and the demo do to ECS from outside, past the API: what was there before.

const AN_HOUR = 3_600_000

export type LocalServiceOptions = Readonly<{
  cluster?: string
  name: string
  taskDefinition: Input // a request of RegisterTaskDefinition
  desiredCount?: number
  status?: Exclude<ServiceStatus, 'MISSING'>
  controller?: Controller
  circuitBreaker?: boolean | 'no-rollback' // with rollback where it is true, as it is by default
  deploymentConfiguration?: Input // as CreateService takes it
  rolloutState?: false // its deployments show none, as behind a Classic Load Balancer
  members?: Input // whatever else DescribeServices is to show
  fresh?: boolean
}>

export function createService(world: World, options: LocalServiceOptions): void {
  const { cluster = 'default', name, circuitBreaker = true, controller } = options
  checkRequest(options.taskDefinition)
  const definition = register(world, options.taskDefinition, administratorArn(world))
  const createdAt = Date.now() - AN_HOUR
  world.ecs.clusters.add(cluster)
  storeService(world, {
    name,
    cluster,
    arn: serviceArn(world, cluster, name),
    status: options.status ?? 'ACTIVE',
    ...(controller === undefined ? {} : { controller }),
    configuration: {
      deploymentCircuitBreaker: { enable: circuitBreaker !== false, rollback: circuitBreaker === true },
      ...options.deploymentConfiguration,
    },
    showsRolloutState: options.rolloutState !== false,
    desiredCount: options.status === 'INACTIVE' ? 0 : (options.desiredCount ?? 2),
    createdAt,
    members: options.members ?? {},
    deployments: [
      {
        number: deploymentNumber(),
        id: serviceDeploymentId(),
        at: createdAt,
        taskDefinition: definition.arn,
        images: imagesOf(pullAll(world, definition.arn)),
        rollout: steady,
        answers: [],
        calls: [],
        recorded: options.fresh !== true,
      },
    ],
  })
}

/** Registers a revision past every permission; gives its ARN. */
export function registerTaskDefinition(world: World, request: Input): string {
  checkRequest(request)
  return register(world, request, administratorArn(world)).arn
}

export function registeredRequests(world: World, family: string): readonly Input[] {
  return (world.ecs.families.get(family) ?? []).map((definition) => definition.request)
}

export function requireCurrent(world: World, name: string, cluster = 'default'): EcsService {
  const service = currentService(world, cluster, name)
  if (service) return service
  throw new Error(`There is no service ${name} in the cluster ${cluster}.`)
}

function administratorArn({ settings }: World): string {
  return `arn:aws:iam::${settings.account}:root`
}
