import type { World } from '../world.ts'
import { requireCurrent } from './control.ts'
import { pausedAt, requestContinue, requestStop } from './interventions.ts'
import { somebodyElse } from './launch.ts'
import type { Rollout, RolloutName } from './rollout.ts'
import type { HookAction } from './rollout-parts.ts'
import { updateService } from './update.ts'

// What somebody else does to a service, past every permission and without a request.

export type LocalUpdate = Readonly<{
  taskDefinition?: string // ARN, family:revision or family
  desiredCount?: number
  forceNewDeployment?: boolean
  rollout?: Rollout | RolloutName // success by default: what was told with setRollout stays for the next one
}>

/** UpdateService; gives the number of the newest deployment. */
export function updateByOthers(world: World, name: string, update: LocalUpdate, cluster?: string): string {
  const { rollout = 'success', ...input } = update
  const told = world.ecs.rollouts.get(name)
  updateService(world, requireCurrent(world, name, cluster), input, somebodyElse(world), rollout)
  if (told !== undefined) world.ecs.rollouts.set(name, told)
  return requireCurrent(world, name, cluster).deployments[0].number
}

/** StopServiceDeployment for the newest deployment. */
export function stopByOthers(world: World, name: string, cluster?: string): void {
  const service = requireCurrent(world, name, cluster)
  const by = { operation: 'StopServiceDeployment', principal: somebodyElse(world) } as const
  requestStop(world, service, service.deployments[0], { ...by, at: Date.now() })
}

/** ContinueServiceDeployment for the newest deployment. */
export function continueByOthers(world: World, name: string, action: HookAction, cluster?: string): void {
  const service = requireCurrent(world, name, cluster)
  const [latest] = service.deployments
  const at = Date.now()
  const hookId = pausedAt(world, service, latest, at)?.id ?? 'none'
  const by = { operation: 'ContinueServiceDeployment', principal: somebodyElse(world) } as const
  requestContinue(world, service, latest, hookId, { ...by, at, action })
}
