import type { Principal } from './iam/authorize.ts'
import { caller } from './iam/caller.ts'
import { header, type Request } from './protocol/http.ts'
import { type Input, jsonAnswer, jsonError, jsonInput, parseInput } from './protocol/json.ts'
import type { Service } from './service.ts'
import type { World } from './world.ts'

type Parts = Readonly<{
  name: string // in SigV4 scopes, IAM actions, records and faults
  target: string // what X-Amz-Target says before the operation
  /** `world` is seen from the caller's account and the region of the call. */
  run: (world: World, principal: Principal, operation: string, input: Input) => unknown
}>

/** A service that speaks AWS JSON 1.1 and takes signed requests only. */
export function jsonService(world: World, { name, target, run }: Parts): Service {
  const operationOf = (request: Request) => (header(request, 'x-amz-target') ?? '').slice(target.length)
  return {
    name,
    accepts: (request) => header(request, 'x-amz-target')?.startsWith(target) ?? false,
    describe: (request) => ({ operation: operationOf(request), parameters: jsonInput(request) }),
    answer: async (request, seen) => {
      const { world: place, principal } = caller(world, request, name)
      seen(principal.arn)
      return jsonAnswer(run(place, principal, operationOf(request), parseInput(request)))
    },
    refuse: jsonError,
  }
}
