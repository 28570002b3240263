import { authorize, type Principal } from '../iam/authorize.ts'
import { jsonService } from '../json-service.ts'
import { AwsError } from '../protocol/error.ts'
import type { Answer } from '../protocol/http.ts'
import type { Input } from '../protocol/json.ts'
import type { Service } from '../service.ts'
import type { World } from '../world.ts'
import { behaviourOf } from './behaviour.ts'
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
import { throttle } from './throttle.ts'

const newer: Readonly<Record<string, Operation>> = { ...serviceDeploymentOperations, ...revisionOperations }

const operations: Readonly<Record<string, Operation>> = {
  ...clusterOperations,
  ...definitionOperations,
  ...serviceOperations,
  ...newer,
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

const PAGE = 'a page instead of an answer'

export function ecsService(world: World): Service {
  const service = jsonService(world, { name: 'ecs', target: 'AmazonEC2ContainerServiceV20141113.', run })
  return {
    ...service,
    refuse: (error, request) => (error.code === PAGE ? page : service.refuse(error, request)),
  }
}

function run(world: World, principal: Principal, name: string, input: Input): unknown {
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined
  if (!operation) throw unknown(name)
  const keys = IN_CLUSTERS.has(name) ? { 'ecs:cluster': arnOf(world, 'cluster', clusterName(input)) } : {}
  if (Object.hasOwn(newer, name)) checkPresence(world, name)
  throttle(world, name, Date.now())
  for (const resource of operation.on(world, input)) authorize(principal, `ecs:${name}`, resource, { keys })
  return operation.run(world, input, principal)
}

// What stands in for ECS elsewhere does not have all that is new.
function checkPresence(world: World, name: string): void {
  const { serviceDeployments } = behaviourOf(world)
  if (serviceDeployments === 'missing') throw unknown(name)
  if (serviceDeployments === 'html') throw new AwsError(PAGE, '')
  if (serviceDeployments === 'unsupported')
    throw new AwsError('UnsupportedFeatureException', 'The specified task is not supported in this Region.')
}

function unknown(name: string): AwsError {
  return new AwsError('UnknownOperationException', `The operation ${name} is not known`)
}

const page: Answer = {
  status: 500,
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><html lang="en"><title>500 Internal Server Error</title><h1>Internal Server Error</h1></html>',
}
