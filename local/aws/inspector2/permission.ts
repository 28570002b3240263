import { authorize, type Principal } from '../iam/authorize.ts'
import type { World } from '../world.ts'

export const paths = {
  BatchGetFindingDetails: '/findings/details/batch/get',
  ListCoverage: '/coverage/list',
  ListFindings: '/findings/list',
} as const

export type OperationName = keyof typeof paths

/** Inspector has no resources of its own to grant: what it refuses, it refuses on the path of the call. */
export function authorizeInspector(world: World, principal: Principal, operation: OperationName): void {
  const { account, region } = world.settings
  const resource = `arn:aws:inspector2:${region}:${account}:${paths[operation]}`
  authorize(principal, `inspector2:${operation}`, resource)
}
