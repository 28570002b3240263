import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import {
  invalidParameter,
  optionalNumber,
  optionalText,
  optionalTexts,
  structure,
  text,
  texts,
} from './input.ts'
import { currentService, cut, hasCandidate } from './launch.ts'
import { pathOf } from './names.ts'
import { byArn, inCluster, type Operation } from './operation.ts'
import { page } from './page.ts'
import { rollbackOnRequest } from './presets.ts'
import { isOngoing } from './rollout.ts'
import { briefView, serviceDeploymentView } from './service-deployment-view.ts'
import { requireService } from './services.ts'
import { type Deployment, type EcsService, progressOf, storeService } from './store.ts'

export const serviceDeploymentOperations: Readonly<Record<string, Operation>> = {
  ListServiceDeployments: { on: inCluster('service', 'service'), run: listServiceDeployments },
  DescribeServiceDeployments: { on: byArn('serviceDeploymentArns'), run: describeServiceDeployments },
  StopServiceDeployment: { on: byArn('serviceDeploymentArn'), run: stopServiceDeployment },
}

function listServiceDeployments(world: World, input: Input) {
  const now = Date.now()
  const service = requireService(world, input)
  const statuses = optionalTexts(input, 'status') ?? []
  const created = createdFilter(input)
  const all = service.deployments
    .filter((one) => one.recorded && now - one.at >= world.settings.ecs.listedMs / world.settings.pace)
    .filter((one) => created.after <= one.at && one.at <= created.before)
    .map((deployment) => briefView(world, service, deployment, now))
    .filter(({ status }) => statuses.length === 0 || statuses.includes(status))
  const { items, ...rest } = page(input, all, 20)
  return { serviceDeployments: items, ...rest }
}

function describeServiceDeployments(world: World, input: Input) {
  const now = Date.now()
  const found = texts(input, 'serviceDeploymentArns', 20).map((arn) => ({ arn, found: find(world, arn) }))
  return {
    serviceDeployments: found.flatMap(({ found: one }) =>
      one ? serviceDeploymentView(world, one.service, one.deployment, now) : [],
    ),
    failures: found.filter((one) => !one.found).map(({ arn }) => ({ arn, reason: 'MISSING' })),
  }
}

function stopServiceDeployment(world: World, input: Input) {
  const serviceDeploymentArn = text(input, 'serviceDeploymentArn')
  const stopType = optionalText(input, 'stopType') ?? 'ROLLBACK'
  if (stopType !== 'ROLLBACK') throw invalidParameter(`The stop type ${stopType} is not supported.`)
  const found = find(world, serviceDeploymentArn)
  if (!found) {
    throw new AwsError('ServiceDeploymentNotFoundException', 'Service deployment not found.')
  }
  const { service, deployment } = found
  const now = Date.now()
  const { status } = progressOf(world, service, deployment, now)
  if (!isOngoing(status)) throw new AwsError('ConflictException', `The service deployment is ${status}.`)
  if (status === 'PENDING' || status === 'IN_PROGRESS') {
    const candidate = hasCandidate(service, deployment.source) ? 'candidate' : 'none'
    const stopped = cut(world, deployment, now, rollbackOnRequest[candidate])
    const [, ...others] = service.deployments
    storeService(world, { ...service, deployments: [stopped, ...others] })
  }
  return { serviceDeploymentArn }
}

type Found = Readonly<{ service: EcsService; deployment: Deployment }>

function find(world: World, arn: string): Found | undefined {
  const [cluster = '', name = '', id] = pathOf(world, 'service-deployment', arn) ?? []
  const service = currentService(world, cluster, name)
  const deployment = service?.deployments.find((one) => one.recorded && one.id === id)
  return service && deployment ? { service, deployment } : undefined
}

function createdFilter(input: Input): Readonly<{ after: number; before: number }> {
  const filter = structure(input.createdAt) ?? {}
  const milliseconds = (name: string) => {
    const seconds = optionalNumber(filter, name)
    return seconds === undefined ? undefined : seconds * 1000
  }
  return {
    after: milliseconds('after') ?? 0,
    before: milliseconds('before') ?? Number.POSITIVE_INFINITY,
  }
}
