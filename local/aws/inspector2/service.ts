import type { Principal } from '../iam/authorize.ts'
import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import { restService } from '../rest-service.ts'
import type { Service } from '../service.ts'
import type { World } from '../world.ts'
import { listCoverage } from './coverage.ts'
import { batchGetFindingDetails } from './details.ts'
import { listFindings } from './findings.ts'
import { authorizeInspector, type OperationName, paths } from './permission.ts'

const operations: Readonly<Record<OperationName, (world: World, input: Input) => unknown>> = {
  BatchGetFindingDetails: batchGetFindingDetails,
  ListCoverage: listCoverage,
  ListFindings: listFindings,
}

export function inspectorService(world: World): Service {
  return restService(world, { name: 'inspector2', paths, run })
}

function run(world: World, principal: Principal, name: string, input: Input): unknown {
  if (!isOperation(name))
    throw new AwsError('UnknownOperationException', `The operation ${name} is not known`)
  authorizeInspector(world, principal, name)
  return operations[name](world, input)
}

function isOperation(name: string): name is OperationName {
  return Object.hasOwn(operations, name)
}
