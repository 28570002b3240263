import type { Principal } from './iam/authorize.ts'
import { caller } from './iam/caller.ts'
import type { Request } from './protocol/http.ts'
import { type Input, jsonInput, parseInput } from './protocol/json.ts'
import { restAnswer, restError } from './protocol/rest-json.ts'
import type { Service } from './service.ts'
import type { World } from './world.ts'

type Parts = Readonly<{
  name: string // in SigV4 scopes, IAM actions, records and faults
  paths: Readonly<Record<string, string>> // of the operations that are POSTed, by their names
  /** `world` is seen from the caller's account and the region of the call. */
  run: (world: World, principal: Principal, operation: string, input: Input) => unknown
}>

/** A service that speaks AWS REST JSON, each operation at a path of its own, and takes signed requests only. */
export function restService(world: World, { name, paths, run }: Parts): Service {
  const names = new Map(Object.entries(paths).map(([operation, path]) => [path, operation]))
  const operationOf = ({ path }: Request) => names.get(path) ?? path
  return {
    name,
    accepts: ({ method, path }) => method === 'POST' && names.has(path),
    describe: (request) => ({ operation: operationOf(request), parameters: jsonInput(request) }),
    answer: async (request, seen) => {
      const { world: place, principal } = caller(world, request, name)
      seen(principal.arn)
      return restAnswer(run(place, principal, operationOf(request), parseInput(request)))
    },
    refuse: restError,
  }
}
