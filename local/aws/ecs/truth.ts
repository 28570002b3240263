import type { World } from '../world.ts'
import { requireCurrent } from './control.ts'
import { type DeploymentView, deploymentViews } from './deployments-view.ts'
import { registryOf } from './images.ts'
import { arnOf } from './names.ts'
import type { ServiceDeploymentStatus } from './rollout-parts.ts'
import { currentDefinition } from './service-view.ts'
import { type Standing, shownId, standings } from './standings.ts'
import { type Call, type Deployment, type EcsService, progressOf, type ServiceStatus } from './store.ts'

/** A deployment as it really is, whatever the API shows of it by now. */
export type TrueDeployment = Readonly<{
  number: string
  id: string // ecs-svc/<number>
  arn: string // of the service deployment
  taskDefinition: string
  status: ServiceDeploymentStatus
  statusReason?: string
  running: number
  runs: boolean // it alone runs the service; where no task runs, it leads
  calls: readonly Call[]
}>

export type LocalService = Readonly<{
  status: ServiceStatus
  taskDefinition: string
  desiredCount: number
  deployments: readonly DeploymentView[]
  runningImages: readonly string[]
  history: readonly TrueDeployment[] // every one there ever was, newest first
}>

export function trueService(world: World, name: string, cluster?: string): LocalService {
  const service = requireCurrent(world, name, cluster)
  const now = Date.now()
  const deployments = deploymentViews(world, service, now)
  const standing = standings(world, service, now)
  return {
    status: service.status,
    taskDefinition: currentDefinition(service, deployments),
    desiredCount: service.desiredCount,
    deployments,
    runningImages: runningImages(world, standing),
    history: service.deployments.map((one) => trueDeployment(world, service, one, standing, now)),
  }
}

function trueDeployment(
  world: World,
  service: EcsService,
  deployment: Deployment,
  all: readonly Standing[],
  now: number,
): TrueDeployment {
  const { status, statusReason } = progressOf(world, service, deployment, now)
  const { number, taskDefinition, calls } = deployment
  const runners = all.filter(({ running }) => running > 0)
  const [runner] = runners.length > 0 ? runners : all
  return {
    ...{ number, taskDefinition, status, calls },
    id: shownId(deployment),
    arn: arnOf(world, 'service-deployment', service.cluster, service.name, deployment.id),
    ...(statusReason === undefined ? {} : { statusReason }),
    running: runners.find((one) => one.deployment.number === number)?.running ?? 0,
    runs: runners.length <= 1 && runner?.deployment.number === number,
    calls,
  }
}

/** By digest where this server holds the image; as the task definition names it where another does. */
function runningImages(world: World, all: readonly Standing[]): readonly string[] {
  const images = all
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
