import { optionalText } from '../ecr/input.ts'
import type { Operation } from '../ecr/operation.ts'
import { authorize, type Principal } from '../iam/authorize.ts'
import { jsonService } from '../json-service.ts'
import { AwsError, refuse } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import type { Service } from '../service.ts'
import type { World } from '../world.ts'
import { publicOperations } from './operations.ts'
import { publicArn, publicRegistry, publicWorld } from './store.ts'

const REGIONS = ['us-east-1', 'us-west-2']

export function ecrPublicService(world: World): Service {
  return jsonService(world, { name: 'ecr-public', target: 'SpencerFrontendService.', run })
}

function run(world: World, principal: Principal, name: string, input: Input): unknown {
  const { region, account } = world.settings
  if (!REGIONS.includes(region)) {
    throw refuse('bad-signature', `Credential should be scoped to a valid region, not '${region}'. `)
  }
  const operation = Object.hasOwn(publicOperations, name) ? publicOperations[name] : undefined
  if (!operation) throw new AwsError('UnknownOperationException', `The operation ${name} is not known`)
  const owner = { account: optionalText(input, 'registryId', /^[0-9]{12}$/) ?? account, policy: undefined }
  const registry = publicRegistry(world)
  for (const resource of resources(operation, input, (one) => publicArn({ ...registry, ...owner }, one))) {
    authorize(principal, `ecr-public:${name}`, resource, { owner })
  }
  return operation.run(publicWorld(world, registry), input, principal)
}

function resources(
  { on }: Operation,
  { resourceArn, repositoryName = '*', repositoryNames }: Input,
  arnOf: (name: string) => string,
): readonly string[] {
  if (on === 'registry') return ['*']
  if (resourceArn !== undefined) return [String(resourceArn)]
  const names: readonly unknown[] = Array.isArray(repositoryNames) ? repositoryNames : [repositoryName]
  return names.map((name) => arnOf(String(name)))
}
