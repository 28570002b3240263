import { AwsError } from '../protocol/error.ts'
import type { World } from '../world.ts'
import { calledOn, elapsedOf, replaceDeployment, stopDeployment } from './acts.ts'
import { behaviourOf } from './behaviour.ts'
import { invalidParameter } from './input.ts'
import type { PausedHook } from './pauses.ts'
import { type HookAction, isOngoing, isTurning } from './rollout-parts.ts'
import { type Call, type Deployment, type EcsService, progressOf } from './store.ts'

export type StopCall = Call & Readonly<{ operation: 'StopServiceDeployment' }>
export type ContinueCall = Call & Readonly<{ operation: 'ContinueServiceDeployment'; action: HookAction }>

/** The PAUSE hook that a deployment waits at. */
export function pausedAt(
  world: World,
  service: EcsService,
  deployment: Deployment,
  now: number,
): PausedHook | undefined {
  const { status, pauses } = progressOf(world, service, deployment, now)
  return status === 'IN_PROGRESS' ? pauses.find((one) => one.status === 'AWAITING_ACTION') : undefined
}

/**
 * StopServiceDeployment. One that is on its way back, or stops, goes on with that.
 * @throws ConflictException for one that is over, or paused
 */
export function requestStop(world: World, service: EcsService, deployment: Deployment, call: StopCall): void {
  const { status } = progressOf(world, service, deployment, call.at)
  if (!isOngoing(status)) throw new AwsError('ConflictException', `The service deployment is ${status}.`)
  if (pausedAt(world, service, deployment, call.at) && !behaviourOf(world).stopsPaused)
    throw new AwsError('ConflictException', 'The service deployment is paused at a lifecycle hook.')
  if (isTurning(status)) replaceDeployment(world, service, calledOn(deployment, call))
  else stopDeployment(world, service, deployment, call)
}

/**
 * ContinueServiceDeployment.
 * @throws InvalidParameterException where the deployment does not wait at this hook
 */
export function requestContinue(
  world: World,
  service: EcsService,
  deployment: Deployment,
  hookId: string,
  call: ContinueCall,
): void {
  const paused = pausedAt(world, service, deployment, call.at)
  if (paused?.id !== hookId) throw invalidParameter('The lifecycle hook is not awaiting an action.')
  const answer = { hookId, afterMs: elapsedOf(world, deployment, call.at), action: call.action }
  const answered = { ...deployment, answers: [...deployment.answers, answer] }
  replaceDeployment(world, service, calledOn(answered, call))
}
