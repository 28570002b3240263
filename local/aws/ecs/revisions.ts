import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { texts } from './input.ts'
import { currentService } from './launch.ts'
import { arnOf, pathOf } from './names.ts'
import { byArn, type Operation, timestamp } from './operation.ts'
import { deploymentOf } from './store.ts'

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
  if (!service || !deployment) return undefined
  return {
    serviceRevisionArn,
    serviceArn: service.arn,
    clusterArn: arnOf(world, 'cluster', cluster),
    taskDefinition: deployment.taskDefinition,
    launchType: 'FARGATE',
    platformVersion: '1.4.0',
    platformFamily: 'Linux',
    loadBalancers: [],
    serviceRegistries: [],
    containerImages: deployment.images,
    guardDutyEnabled: false,
    createdAt: timestamp(deployment.at),
  }
}
