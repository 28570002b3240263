import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { arnOf } from './names.ts'
import { type Progress, progressAt } from './progress.ts'
import type { Rollout, RolloutName } from './rollout.ts'

export type Tag = Readonly<{ key: string; value?: string }>

export type TaskDefinition = Readonly<{
  family: string
  revision: number
  arn: string
  request: Input // as it was registered: members that nobody here knows stay
  status: 'ACTIVE' | 'INACTIVE'
  registeredAt: number
  registeredBy: string
  deregisteredAt?: number
}>

export type ContainerImage = Readonly<{ containerName: string; image: string; imageDigest?: string }>

/** A deployment in both of ECS's views: `ecs-svc/<number>` in a service, and a service deployment with its revision. */
export type Deployment = Readonly<{
  number: string
  id: string // of the service deployment
  at: number
  taskDefinition: string
  images: readonly ContainerImage[]
  rollout: Rollout
  recorded: boolean // a service deployment exists for it
  source?: string // number of the deployment that ran when it began
  replacedBy?: string
}>

export type Controller = 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL'

export type EcsService = Readonly<{
  name: string
  cluster: string
  arn: string
  status: 'ACTIVE' | 'INACTIVE' | 'DRAINING'
  controller?: Controller
  circuitBreaker: boolean
  desiredCount: number
  createdAt: number
  members: Input // of UpdateService's input: networkConfiguration and so on
  deployments: readonly [Deployment, ...Deployment[]] // newest first, every one there ever was
}>

export type EcsState = Readonly<{
  clusters: Set<string>
  families: Map<string, readonly TaskDefinition[]>
  services: Map<string, EcsService> // by cluster/name
  rollouts: Map<string, Rollout | RolloutName> // of the next deployment, by the service's name
  tags: Map<string, readonly Tag[]> // by ARN
}>

export function createEcsState(): EcsState {
  return {
    clusters: new Set(),
    families: new Map(),
    services: new Map(),
    rollouts: new Map(),
    tags: new Map(),
  }
}

export function requireCluster(world: World, name: string): string {
  if (world.ecs.clusters.has(name)) return name
  throw new AwsError('ClusterNotFoundException', 'Cluster not found.')
}

/** The service as it was stored; see `currentService` for what became of it since. */
export function storedService(world: World, cluster: string, name: string): EcsService | undefined {
  return world.ecs.services.get(`${cluster}/${name}`)
}

export function storeService(world: World, service: EcsService): EcsService {
  world.ecs.services.set(`${service.cluster}/${service.name}`, service)
  return service
}

export function serviceArn(world: World, cluster: string, name: string): string {
  return arnOf(world, 'service', cluster, name)
}

export function deploymentOf(service: EcsService, number: string | undefined): Deployment | undefined {
  return service.deployments.find((deployment) => deployment.number === number)
}

export function progressOf(world: World, service: EcsService, deployment: Deployment, now: number): Progress {
  const { pace } = world.settings
  return progressAt(deployment.rollout, { began: deployment.at, pace, now, desired: service.desiredCount })
}
