import { authorize, type Principal } from '../iam/authorize.ts'
import { jsonService } from '../json-service.ts'
import { AwsError, refuse } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import type { Service } from '../service.ts'
import type { World } from '../world.ts'
import { authorizationOperations } from './authorization.ts'
import { imageOperations } from './images.ts'
import { optionalText } from './input.ts'
import { layerOperations } from './layers.ts'
import { manifestOperations } from './manifests.ts'
import type { Operation } from './operation.ts'
import { repositoryOperations } from './repositories.ts'
import { scanOperations } from './scans.ts'

const operations: Readonly<Record<string, Operation>> = {
  ...authorizationOperations,
  ...repositoryOperations,
  ...imageOperations,
  ...manifestOperations,
  ...layerOperations,
  ...scanOperations,
}

export function ecrService(world: World): Service {
  return jsonService(world, { name: 'ecr', target: 'AmazonEC2ContainerRegistry_V20150921.', run })
}

// Permissions come before the input, and before any look at what exists: a stranger learns nothing.
function run(world: World, principal: Principal, name: string, input: Input): unknown {
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined
  if (!operation) throw new AwsError('UnknownOperationException', `The operation ${name} is not known`)
  const registry = optionalText(input, 'registryId', /^[0-9]{12}$/) ?? world.settings.account
  for (const resource of resources(world, operation, registry, input)) {
    authorize(principal, `ecr:${name}`, resource)
    if (registry !== world.settings.account) throw foreign(principal, `ecr:${name}`, resource)
  }
  return operation.run(world, input, principal)
}

function resources(world: World, operation: Operation, registry: string, input: Input): readonly string[] {
  if (operation.on === 'registry') return ['*']
  const { repositoryName = '*', repositoryNames } = input
  const names: readonly unknown[] = Array.isArray(repositoryNames) ? repositoryNames : [repositoryName]
  return names.map((name) => `arn:aws:ecr:${world.settings.region}:${registry}:repository/${String(name)}`)
}

// Another account's repositories would have to let us in by a policy of their own, and there is no other account here.
function foreign(principal: Principal, action: string, resource: string): AwsError {
  return refuse(
    'access-denied',
    `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} because no resource-based policy allows the ${action} action`,
  )
}
