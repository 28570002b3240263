import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { register } from './definitions.ts'
import { type DeploymentView, deploymentViews, standings } from './deployments-view.ts'
import { registryOf } from './images.ts'
import { currentService } from './launch.ts'
import { deploymentNumber, serviceDeploymentId } from './names.ts'
import { steady } from './presets.ts'
import { imagesOf, pullAll } from './pulls.ts'
import { checkRequest } from './registration.ts'
import { currentDefinition } from './service-view.ts'
import { type Controller, type EcsService, serviceArn, storeService } from './store.ts'

// What tests and the demo do to ECS from outside, past the API: what was there before, and what is true now.

const AN_HOUR = 3_600_000

export type LocalServiceOptions = Readonly<{
  cluster?: string
  name: string
  taskDefinition: Input // a request of RegisterTaskDefinition
  desiredCount?: number
  status?: EcsService['status']
  controller?: Controller
  circuitBreaker?: boolean
  fresh?: boolean
}>

export type LocalService = Readonly<{
  taskDefinition: string
  desiredCount: number
  deployments: readonly DeploymentView[]
  runningImages: readonly string[]
}>

export function createService(world: World, options: LocalServiceOptions): void {
  const { cluster = 'default', name, circuitBreaker = true, controller } = options
  const by = `arn:aws:iam::${world.settings.account}:root`
  checkRequest(options.taskDefinition)
  const definition = register(world, options.taskDefinition, by)
  const createdAt = Date.now() - AN_HOUR
  world.ecs.clusters.add(cluster)
  storeService(world, {
    name,
    cluster,
    arn: serviceArn(world, cluster, name),
    status: options.status ?? 'ACTIVE',
    ...(controller === undefined ? {} : { controller }),
    circuitBreaker,
    desiredCount: options.status === 'INACTIVE' ? 0 : (options.desiredCount ?? 2),
    createdAt,
    members: {},
    deployments: [
      {
        number: deploymentNumber(),
        id: serviceDeploymentId(),
        at: createdAt,
        taskDefinition: definition.arn,
        images: imagesOf(pullAll(world, definition.arn)),
        rollout: steady,
        recorded: options.fresh !== true,
      },
    ],
  })
}

export function trueService(world: World, name: string, cluster = 'default'): LocalService {
  const service = currentService(world, cluster, name)
  if (!service) throw new Error(`There is no service ${name} in the cluster ${cluster}.`)
  const now = Date.now()
  const deployments = deploymentViews(world, service, now)
  return {
    taskDefinition: currentDefinition(service, deployments),
    desiredCount: service.desiredCount,
    deployments,
    runningImages: runningImages(world, service, now),
  }
}

export function registeredRequests(world: World, family: string): readonly Input[] {
  return (world.ecs.families.get(family) ?? []).map((definition) => definition.request)
}

/** By digest where this server holds the image; as the task definition names it where another does. */
function runningImages(world: World, service: EcsService, now: number): readonly string[] {
  const images = standings(world, service, now)
    .filter((standing) => standing.running > 0)
    .flatMap((standing) => standing.deployment.images)
    .map(({ image, imageDigest }) =>
      imageDigest && registryOf(world, image) ? `${withoutTag(image)}@${imageDigest}` : image,
    )
  return [...new Set(images)]
}

function withoutTag(image: string): string {
  const slash = image.indexOf('/')
  return image.slice(0, slash) + image.slice(slash).replace(/[:@].*$/, '')
}
