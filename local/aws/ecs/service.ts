import { authorize, type Principal } from '../iam/authorize.ts'
import { jsonService } from '../json-service.ts'
import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import type { Service } from '../service.ts'
import type { World } from '../world.ts'
import { clusterOperations } from './clusters.ts'
import { definitionOperations } from './definitions.ts'
import { clusterName } from './input.ts'
import { arnOf } from './names.ts'
import type { Operation } from './operation.ts'
import { revisionOperations } from './revisions.ts'
import { serviceDeploymentOperations } from './service-deployments.ts'
import { serviceOperations } from './services.ts'
import { tagOperations } from './tags.ts'
import { taskOperations } from './tasks.ts'

const operations: Readonly<Record<string, Operation>> = {
  ...clusterOperations,
  ...definitionOperations,
  ...serviceOperations,
  ...serviceDeploymentOperations,
  ...revisionOperations,
  ...taskOperations,
  ...tagOperations,
}

// The actions that have the condition key ecs:cluster.
const IN_CLUSTERS = new Set([
  'DescribeServices',
  'DescribeTasks',
  'ListServiceDeployments',
  'ListServices',
  'ListTasks',
  'UpdateService',
])

export function ecsService(world: World): Service {
  return jsonService(world, { name: 'ecs', target: 'AmazonEC2ContainerServiceV20141113.', run })
}

function run(world: World, principal: Principal, name: string, input: Input): unknown {
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined
  if (!operation) throw new AwsError('UnknownOperationException', `The operation ${name} is not known`)
  const keys = IN_CLUSTERS.has(name) ? { 'ecs:cluster': arnOf(world, 'cluster', clusterName(input)) } : {}
  for (const resource of operation.on(world, input)) authorize(principal, `ecs:${name}`, resource, { keys })
  return operation.run(world, input, principal)
}
