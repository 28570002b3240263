import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import type { EcsBehaviour } from './behaviour.ts'
import { arnOf } from './names.ts'
import type { Answer, Script } from './pauses.ts'
import { type Progress, progressAt } from './progress.ts'
import type { Rollout, RolloutName } from './rollout.ts'
import type { HookAction } from './rollout-parts.ts'
import type { Bucket } from './throttle.ts'

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

export type ContainerImage = Readonly<{
  containerName: string
  image: string
  imageDigest?: string
  platformDigest?: string // of the image for one platform, where imageDigest names an index
}>

/** What somebody asked of a deployment, and ECS accepted. */
export type Call = Readonly<{
  operation: 'UpdateService' | 'StopServiceDeployment' | 'ContinueServiceDeployment'
  at: number // milliseconds since 1970
  principal: string
  action?: HookAction
}>

/** A deployment in both of ECS's views: `ecs-svc/<number>` in a service, and a service deployment with its revision. */
export type Deployment = Readonly<{
  number: string
  id: string // of the service deployment
  at: number
  taskDefinition: string
  images: readonly ContainerImage[]
  rollout: Script
  answers: readonly Answer[] // to its pauses
  calls: readonly Call[]
  recorded: boolean // a service deployment exists for it
  source?: string // number of the last one that was completed when it began, to which a rollback goes
  before?: string // number of the one whose tasks ran when it began, where that is another
  replacedBy?: string
}>

export type Controller = 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL'

export type ServiceStatus = 'ACTIVE' | 'INACTIVE' | 'DRAINING' | 'MISSING' // the last is shown to nobody

export type EcsService = Readonly<{
  name: string
  cluster: string
  arn: string
  status: ServiceStatus
  controller?: Controller
  configuration: Input // deploymentConfiguration, but for what follows from the rest
  showsRolloutState: boolean
  desiredCount: number
  createdAt: number
  members: Input // of UpdateService's input: networkConfiguration and so on
  deployments: readonly [Deployment, ...Deployment[]] // newest first, every one there ever was
  earlier?: Readonly<{ service: EcsService; until: number }> // what a read may still find
}>

export type EcsState = Readonly<{
  clusters: Set<string>
  families: Map<string, readonly TaskDefinition[]>
  services: Map<string, EcsService> // by cluster/name
  rollouts: Map<string, Rollout | RolloutName> // of the next deployment, by the service's name
  tags: Map<string, readonly Tag[]> // by ARN
  behaviour: Map<keyof EcsBehaviour, unknown> // what differs from the settings
  buckets: Map<string, Bucket>
  staleReads: Map<string, number> // by service
}>

export function createEcsState(): EcsState {
  return {
    clusters: new Set(),
    families: new Map(),
    services: new Map(),
    rollouts: new Map(),
    tags: new Map(),
    behaviour: new Map(),
    buckets: new Map(),
    staleReads: new Map(),
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

/** A service that is about to change, with what a late read may still find; a read lags behind by one change at most. */
export function remembering(service: EcsService, until: number): EcsService {
  const { earlier, ...before } = service
  return { ...service, earlier: earlier?.until === until ? earlier : { service: before, until } }
}

export function serviceArn(world: World, cluster: string, name: string): string {
  return arnOf(world, 'service', cluster, name)
}

export function deploymentOf(service: EcsService, number: string | undefined): Deployment | undefined {
  return service.deployments.find((deployment) => deployment.number === number)
}

/** The deployment whose tasks a newer one takes the place of. */
export function ranBefore(service: EcsService, { before, source }: Deployment): Deployment | undefined {
  return deploymentOf(service, before ?? source)
}

export function progressOf(world: World, service: EcsService, deployment: Deployment, now: number): Progress {
  const { pace } = world.settings
  const { rollout, answers, at: began } = deployment
  return progressAt(rollout, { began, pace, now, desired: service.desiredCount, answers })
}
