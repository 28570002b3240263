import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { launchOf } from './deployments-view.ts'
import { texts } from './input.ts'
import { currentService } from './launch.ts'
import { arnOf, pathOf } from './names.ts'
import { byArn, type Operation, timestamp } from './operation.ts'
import { resolvedImages } from './pulls.ts'
import { deploymentOf, progressOf } from './store.ts'

export const revisionOperations: Readonly<Record<string, Operation>> = {
  DescribeServiceRevisions: { on: byArn('serviceRevisionArns'), run: describeServiceRevisions },
}

function describeServiceRevisions(world: World, input: Input) {
  const found = texts(input, 'serviceRevisionArns', 20).map((arn) => ({ arn, revision: view(world, arn) }))
  return {
    serviceRevisions: found.flatMap(({ revision }) => revision ?? []),
    failures: found.filter((one) => !one.revision).map(({ arn }) => ({ arn, reason: 'MISSING' })),
  }
}

function view(world: World, serviceRevisionArn: string) {
  const [cluster = '', name = '', number] = pathOf(world, 'service-revision', serviceRevisionArn) ?? []
  const service = currentService(world, cluster, name)
  const deployment = service && deploymentOf(service, number)
  if (!service || !deployment || service.status === 'MISSING') return undefined
  const { resolved } = progressOf(world, service, deployment, Date.now())
  return {
    loadBalancers: [],
    serviceRegistries: [],
    ...launchOf(service),
    ...service.members,
    serviceRevisionArn,
    serviceArn: service.arn,
    clusterArn: arnOf(world, 'cluster', cluster),
    taskDefinition: deployment.taskDefinition,
    platformVersion: '1.4.0',
    platformFamily: 'Linux',
    containerImages: resolvedImages(deployment.images, resolved),
    guardDutyEnabled: false,
    createdAt: timestamp(deployment.at),
  }
}
