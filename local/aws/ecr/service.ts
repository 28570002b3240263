import { authorize, type Principal } from '../iam/authorize.ts'
import { jsonService } from '../json-service.ts'
import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import type { Service } from '../service.ts'
import { at, type World } from '../world.ts'
import { authorizationOperations } from './authorization.ts'
import { imageOperations } from './images.ts'
import { optionalText } from './input.ts'
import { layerOperations } from './layers.ts'
import { lifecyclePolicyOperations } from './lifecycle-policies.ts'
import { manifestOperations } from './manifests.ts'
import { authorizeOn, type Operation } from './operation.ts'
import { repositoryOperations } from './repositories.ts'
import { repositoryPolicyOperations } from './repository-policies.ts'
import { scanningConfigurationOperations } from './scanning-configuration.ts'
import { scanOperations } from './scans.ts'
import { namedBy, tagOperations } from './tags.ts'
import { templateOperations } from './templates.ts'
import { uploadOperations } from './uploads.ts'

const operations: Readonly<Record<string, Operation>> = {
  ...authorizationOperations,
  ...repositoryOperations,
  ...imageOperations,
  ...manifestOperations,
  ...layerOperations,
  ...uploadOperations,
  ...scanOperations,
  ...repositoryPolicyOperations,
  ...lifecyclePolicyOperations,
  ...tagOperations,
  ...templateOperations,
  ...scanningConfigurationOperations,
}

export function ecrService(world: World): Service {
  return jsonService(world, { name: 'ecr', target: 'AmazonEC2ContainerRegistry_V20150921.', run })
}

// Permissions come before the input, and before any look at what exists: a stranger learns nothing.
function run(world: World, principal: Principal, name: string, input: Input): unknown {
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined
  if (!operation) throw new AwsError('UnknownOperationException', `The operation ${name} is not known`)
  const account = optionalText(input, 'registryId', /^[0-9]{12}$/) ?? world.settings.account
  const registry = at(world, { account, region: world.settings.region })
  if (operation.on === 'registry') authorize(principal, `ecr:${name}`, '*')
  else for (const one of repositoryNames(input)) authorizeOn(registry, one, principal, `ecr:${name}`)
  return operation.run(registry, input, principal)
}

function repositoryNames({
  resourceArn,
  repositoryName = namedBy(resourceArn) ?? '*',
  repositoryNames: names,
}: Input): readonly string[] {
  const given: readonly unknown[] = Array.isArray(names) ? names : [repositoryName]
  return given.map(String)
}
