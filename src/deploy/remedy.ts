import {
  ContinueServiceDeploymentCommand,
  type ECSClient,
  StopServiceDeploymentCommand,
} from '@aws-sdk/client-ecs'
import { type EcsClients, whenThrottled } from '../lib/ecs.ts'
import { errorMessage } from '../lib/error-text.ts'
import { errorName, explain } from '../lib/explain.ts'
import { say } from '../lib/log.ts'
import { type Place, placeName } from './errors.ts'
import { isClosed, passing } from './patience.ts'
import type { Remedy } from './rollout.ts'
import { readService } from './service.ts'
import type { Hook, ListedDeployment } from './sight.ts'
import { updateService, type Waiting } from './update.ts'

/** What is to be taken back. */
export type Bad = Readonly<{
  /** ecs-svc/<number> */
  id: string
  /** Of the service deployment; undefined where it is over, or where ECS's record of it cannot be had. */
  arn: string | undefined
  /** Where it waits for a person. */
  hook: Hook | undefined
  /** ARN of the task definition to go back to. */
  previous: string | undefined
}>

export type TakenBack =
  | Readonly<{ kind: 'asked'; by: Extract<Remedy, 'stop' | 'continue'> }>
  /** A deployment of its own, which is to be followed like any other. */
  | Readonly<{ kind: 'replaced'; by: 'previous-revision'; primary: ListedDeployment; before: string }>
  /** ECS does not take the call now: what the next look shows decides. */
  | Readonly<{ kind: 'later'; why: string }>
  | Readonly<{ kind: 'impossible'; why: string }>

/**
 * Takes a bad release back: by ECS's own rollback, or, where that cannot be asked for, by the revision that ran before,
 * and by that only while ours still leads: nobody else's deployment is ever overwritten.
 */
export async function takeBack(clients: EcsClients, place: Place & Waiting, bad: Bad): Promise<TakenBack> {
  if (bad.previous === undefined)
    return { kind: 'impossible', why: 'no earlier deployment of it was ever complete' }
  if (bad.arn === undefined) return goBack(clients, place, bad.id, bad.previous)
  try {
    const by = await whenThrottled(() => askEcs(clients.writes, bad.arn ?? '', bad.hook), place)
    return { kind: 'asked', by }
  } catch (error) {
    place.signal.throwIfAborted()
    if (!isClosed(error)) return { kind: 'later', why: explain(error, placeName(place)).message }
    say(`ECS cannot be asked to roll back (${errorName(error)}: ${errorMessage(error).slice(0, 300)})`)
    return goBack(clients, place, bad.id, bad.previous)
  }
}

/** A paused deployment is answered; StopServiceDeployment is for one that goes on. */
export async function askEcs(
  ecs: ECSClient,
  arn: string,
  hook: Hook | undefined,
): Promise<'stop' | 'continue'> {
  if (hook === undefined) {
    await ecs.send(new StopServiceDeploymentCommand({ serviceDeploymentArn: arn, stopType: 'ROLLBACK' }))
    return 'stop'
  }
  const answer = { serviceDeploymentArn: arn, hookId: hook.id, action: 'ROLLBACK' } as const
  await ecs.send(new ContinueServiceDeploymentCommand(answer))
  return 'continue'
}

async function goBack(
  clients: EcsClients,
  place: Place & Waiting,
  id: string,
  previous: string,
): Promise<TakenBack> {
  try {
    // Right before the call: the less time in between, the less may come between.
    const { primary } = await readService(clients.reads, place)
    // Whose deployment leads now, the next look tells.
    if (primary?.id !== id)
      return {
        kind: 'later',
        why: `${primary?.id ?? 'no deployment'} leads the service now, which is not ours`,
      }
    // What is complete by now is not bad: the next look decides.
    if (primary.rolloutState === 'COMPLETED') return { kind: 'later', why: 'it is complete by now' }
    if (primary.taskDefinition === previous)
      return { kind: 'impossible', why: 'what ran before is this very revision' }
    const now = await updateService(clients, place, { taskDefinition: previous })
    return { kind: 'replaced', by: 'previous-revision', primary: now, before: id }
  } catch (cause) {
    place.signal.throwIfAborted()
    const error = explain(cause, placeName(place))
    // ECS may have heard it: whatever came of it, it is not known.
    if (error.code === 'DEPLOYMENT_UNKNOWN') throw error
    return { kind: passing.has(error.code) ? 'later' : 'impossible', why: error.message }
  }
}
