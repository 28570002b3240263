import type { Principal } from '../iam/authorize.ts'
import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { realMs } from './behaviour.ts'
import {
  invalidParameter,
  optionalNumber,
  optionalText,
  optionalTexts,
  structure,
  text,
  texts,
} from './input.ts'
import { requestContinue, requestStop } from './interventions.ts'
import { currentService } from './launch.ts'
import { pathOf } from './names.ts'
import { byArn, inCluster, type Operation } from './operation.ts'
import { page } from './page.ts'
import { briefView, serviceDeploymentView } from './service-deployment-view.ts'
import { requireService } from './services.ts'
import type { Deployment, EcsService } from './store.ts'

export const serviceDeploymentOperations: Readonly<Record<string, Operation>> = {
  ListServiceDeployments: { on: inCluster('service', 'service'), run: listServiceDeployments },
  DescribeServiceDeployments: { on: byArn('serviceDeploymentArns'), run: describeServiceDeployments },
  StopServiceDeployment: { on: byArn('serviceDeploymentArn'), run: stopServiceDeployment },
  ContinueServiceDeployment: { on: byArn('serviceDeploymentArn'), run: continueServiceDeployment },
}

const KEPT_MS = 90 * 86_400_000

function listServiceDeployments(world: World, input: Input) {
  const now = Date.now()
  const service = requireService(world, input)
  const statuses = optionalTexts(input, 'status') ?? []
  const created = createdFilter(input, now)
  const all = service.deployments
    .filter((one) => one.recorded && now - one.at >= realMs(world, 'listedMs'))
    .filter((one) => created.after <= one.at && one.at <= created.before)
    .map((deployment) => briefView(world, service, deployment, now))
    .filter(({ status }) => statuses.length === 0 || statuses.includes(status))
  const { items, ...rest } = page(input, all, 20)
  return { serviceDeployments: items, ...rest }
}

// A read that lags behind does not know yet what is newer than that.
function describeServiceDeployments(world: World, input: Input) {
  const then = Date.now() - realMs(world, 'deploymentLagMs')
  const found = texts(input, 'serviceDeploymentArns', 20).map((arn) => ({
    arn,
    found: find(world, arn, then),
  }))
  return {
    serviceDeployments: found.flatMap(({ found: one }) =>
      one ? serviceDeploymentView(world, one.service, one.deployment, then) : [],
    ),
    failures: found.filter((one) => !one.found).map(({ arn }) => ({ arn, reason: 'MISSING' })),
  }
}

function stopServiceDeployment(world: World, input: Input, { arn: principal }: Principal) {
  const serviceDeploymentArn = text(input, 'serviceDeploymentArn')
  const stopType = optionalText(input, 'stopType') ?? 'ROLLBACK'
  if (stopType !== 'ROLLBACK') throw invalidParameter(`The stop type ${stopType} is not supported.`)
  const { service, deployment } = required(world, serviceDeploymentArn)
  const call = { operation: 'StopServiceDeployment', at: Date.now(), principal } as const
  requestStop(world, service, deployment, call)
  return { serviceDeploymentArn }
}

function continueServiceDeployment(world: World, input: Input, { arn: principal }: Principal) {
  const serviceDeploymentArn = text(input, 'serviceDeploymentArn')
  const hookId = text(input, 'hookId')
  const action = optionalText(input, 'action') ?? 'CONTINUE'
  if (action !== 'CONTINUE' && action !== 'ROLLBACK')
    throw invalidParameter(`The action ${action} is not valid.`)
  const { service, deployment } = required(world, serviceDeploymentArn)
  const call = { operation: 'ContinueServiceDeployment', at: Date.now(), principal, action } as const
  requestContinue(world, service, deployment, hookId, call)
  return { serviceDeploymentArn }
}

type Found = Readonly<{ service: EcsService; deployment: Deployment }>

function find(world: World, arn: string, until = Number.POSITIVE_INFINITY): Found | undefined {
  const [cluster = '', name = '', id] = pathOf(world, 'service-deployment', arn) ?? []
  const service = currentService(world, cluster, name)
  const deployment = service?.deployments.find((one) => one.recorded && one.id === id && one.at <= until)
  return service && deployment && service.status !== 'MISSING' ? { service, deployment } : undefined
}

function required(world: World, arn: string): Found {
  const found = find(world, arn)
  if (found) return found
  throw new AwsError('ServiceDeploymentNotFoundException', 'Service deployment not found.')
}

function createdFilter(input: Input, now: number): Readonly<{ after: number; before: number }> {
  const filter = structure(input.createdAt) ?? {}
  const milliseconds = (name: string) => {
    const seconds = optionalNumber(filter, name)
    return seconds === undefined ? undefined : seconds * 1000
  }
  const after = milliseconds('after')
  if (after !== undefined && after < now - KEPT_MS)
    throw invalidParameter('The createdAt filter cannot begin more than 90 days ago.')
  return { after: after ?? 0, before: milliseconds('before') ?? Number.POSITIVE_INFINITY }
}
