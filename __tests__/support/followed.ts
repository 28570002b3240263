import { type Rollout, type RolloutStep, rollouts } from '../../local/aws/aws.ts'
import { type Interleaved, ourCalls, ownOf } from './interleaved.ts'
import type { Interleaving } from './interleavings.ts'

// The laws of following: what must be true of every run, whatever came between.

export type Told = Interleaved & Readonly<{ what: Interleaving; pace: number }>

/** What one run broke, each in a sentence; nothing where all is well. */
export function brokenBy(told: Told): readonly string[] {
  const dangers = [noFalseSuccess, noWrongCall, nobodyOverwritten].flatMap((law) => law(told))
  const others = [everyRunEnds, endsAreTold, noNeedlessFailure].flatMap((law) => law(told))
  return [...dangers.map((one) => `${danger}${one}`), ...others]
}

const danger = 'DANGER: '

/** Whether it is a success that is none, or a call that must not be. */
export function isDangerous(broken: string): boolean {
  return broken.startsWith(danger)
}

/** What is seen of a moment may be so much older, and what is done later than it was decided: in real milliseconds. */
function slackOf({ what: { ecs }, pace }: Told): number {
  const { staleMs = 0, deploymentLagMs = 0 } = ecs
  return 700 + (staleMs + deploymentLagMs + 15_000) / pace
}

const readsLists = ({ ecs, faults }: Interleaving) =>
  (ecs.serviceDeployments ?? 'there') !== 'there' ||
  faults.some(({ operation }) => !/UpdateService|DescribeServices$|Stop|Continue/.test(operation))

const isStateless = ({ service }: Interleaving) => service.rolloutState === false

/** The time in the middle of what others did, where a read may be of before it. */
const isNear = ({ othersAt }: Told, at: number, ms: number) =>
  othersAt.some((other) => other <= at + 200 && at - other <= ms)

function noFalseSuccess(told: Told): readonly string[] {
  const { ending, history, service, what } = told
  const own = ownOf(history)
  if (ending?.kind === 'no-change') {
    const runs = service.history.find((one) => one.runs)
    const isThere = runs?.taskDefinition === service.taskDefinition && runs.status === 'SUCCESSFUL'
    return isThere || isNear(told, told.toldAt, slackOf(told)) ? [] : ['no-change, but it does not run']
  }
  if (ending?.kind !== 'successful' && ending?.kind !== 'mismatched') return []
  if (own?.status === 'SUCCESSFUL') return []
  // Behind a classic load balancer nothing but its tasks tells that it is done, where there is no record of it.
  if (isStateless(what) && readsLists(what) && (own?.running ?? 0) > 0) return []
  return [`false success: the truth is ${own?.status}`]
}

/** Steps of a script, with what its repeated ones come to. */
function stepsUntil({ rollout }: Interleaving, ms: number): Rollout {
  const steps = typeof rollout === 'string' ? rollouts[rollout] : rollout
  return steps.flatMap((step) => {
    const times = step.everyMs ? Math.max(0, Math.floor((ms - step.afterMs) / step.everyMs) + 1) : 1
    return step.afterMs > ms ? [] : Array.from({ length: times }, (): RolloutStep => step)
  })
}

const mostFailed = 3
const unplacedMs = 5 * 60_000

/** Whether the truth, so long after the start, speaks against the release. */
export function isBad(told: Told, at: number): boolean {
  const { what, history, pace } = told
  const own = ownOf(history)
  const beganAt = own?.calls[0]?.at ?? at
  const ms = (at - beganAt) * pace
  const steps = stepsUntil(what, ms)
  const stopped = steps.flatMap(({ stoppedTasks = [] }) => stoppedTasks).length
  const unplaced = steps.find(({ events = [] }) => events.some((one) => one.includes('unable to place')))
  return (
    stopped >= mostFailed ||
    steps.some(({ failed = 0 }) => failed >= mostFailed) ||
    (unplaced !== undefined && ms - unplaced.afterMs >= unplacedMs) ||
    steps.some(({ circuitBreaker, alarms }) =>
      [circuitBreaker?.status, alarms?.status].includes('TRIGGERED'),
    ) ||
    // Without a record of it, FAILED is all that the list says of one that is stopped.
    (readsLists(what) && /^(STOP|ROLLBACK)/.test(own?.status ?? ''))
  )
}

function noWrongCall(told: Told): readonly string[] {
  const { what, history, pace } = told
  const [first, ...later] = ourCalls(history)
  if (first === undefined) return []
  if (first.operation !== 'UpdateService') return [`the first call is ${first.operation}`]
  const { onDeployFailure, onTimeout, timeoutMinutes } = what.following
  return later.flatMap((call) => {
    const isLate = (call.at - first.at) * pace >= timeoutMinutes * 60_000 - 2_000
    if (isLate && onTimeout === 'rollback') return []
    const name = `${call.operation} ${call.at - first.at} ms after the start`
    if (onDeployFailure === 'leave') return [`${name}, and nobody asked for a rollback`]
    if (!isBad(told, call.at)) return [`${name}, and the release is good`]
    const isOther = call.operation !== 'UpdateService' && call.on.number !== first.on.number
    return isOther ? [`${name}, on somebody else's deployment`] : []
  })
}

function nobodyOverwritten(told: Told): readonly string[] {
  const { history, what, pace } = told
  const [first, ...later] = ourCalls(history)
  return later.flatMap((call) => {
    const replaced = history[call.place + 1]
    if (call.operation !== 'UpdateService' || replaced?.number === first?.on.number) return []
    // ECS was on its way back already, and made no deployment of it.
    if (call.on.number === first?.on.number) return []
    // ECS itself still told of before, or somebody came between our last look and the call.
    return isNear(told, call.at, 500 + (what.ecs.staleMs ?? 0) / pace)
      ? []
      : ["somebody else's deployment is overwritten"]
  })
}

function everyRunEnds({ isHung, ending, failure }: Told): readonly string[] {
  if (isHung) return ['it did not end']
  return ending === undefined && failure === undefined ? ['nothing was told of it'] : []
}

/** Which truths of our deployment an end may have, but for ends that we asked for ourselves. */
const truths: Readonly<Record<string, RegExp>> = {
  successful: /^SUCCESSFUL$/,
  mismatched: /^SUCCESSFUL$/,
  'rolled-back': /^ROLLBACK_SUCCESSFUL$/,
  'rollback-failed': /^ROLLBACK_FAILED$/,
  stopped: /^STOPPED$/,
}

function endsAreTold(told: Told): readonly string[] {
  const { ending, history, what, endedAt, toldAt } = told
  const own = ownOf(history)
  if (ending === undefined || own === undefined) return []
  const status = own.status
  const newer = history.findIndex(({ number }) => number === own.number) > 0
  const isOurBack = ourCalls(history).length > 1
  const wrong = [`told as ${ending.kind}, and the truth is ${status}`]
  switch (ending.kind) {
    case 'not-waited':
    case 'no-change':
      return []
    case 'superseded':
      return newer ? [] : wrong
    case 'failed':
      return isBad(told, toldAt) ? [] : wrong
    case 'paused':
      return endedAt === undefined || toldAt - endedAt < slackOf(told) || isOurBack ? [] : wrong
    case 'timed-out':
      return isBeyond(told) || isOurBack ? [] : wrong
    default: {
      const isTrue = truths[ending.kind]?.test(status)
      const isList = readsLists(what) && (isStateless(what) || /^(STOP|ROLLBACK)/.test(status))
      return isTrue || isOurBack || (isList && ending.kind !== 'stopped') ? [] : wrong
    }
  }
}

/** What lists of deployments tell of a rollback is believed when it has stayed so for two minutes. */
const listsMs = 130_000

/** Whether the end came too late, or too shortly before the limit, to be told within it. */
function isBeyond(told: Told): boolean {
  const { endedAt, history, pace, what } = told
  if (endedAt === undefined) return true
  // Behind a classic load balancer, a failed one that stays the newest looks like one that goes on.
  if (isStateless(what) && readsLists(what)) return true
  // Too few reads in a row failed before the limit for more to be said than that.
  if (what.faults.some(({ times }) => times === 'always' || times > 3)) return true
  const own = ownOf(history)
  const lateMs = readsLists(what) && own?.status !== 'SUCCESSFUL' ? listsMs / pace : 0
  const limitAt = (own?.calls[0]?.at ?? 0) + (what.following.timeoutMinutes * 60_000) / pace
  return endedAt > limitAt - slackOf(told) - lateMs
}

/** What passes by itself is no reason to fail, once a deployment was started. */
function noNeedlessFailure({ failure, what, service, history }: Told): readonly string[] {
  if (failure === undefined || ownOf(history) === undefined) return []
  if (service.status !== 'ACTIVE' && failure.startsWith('SERVICE_INACTIVE')) return []
  if (!failure.startsWith('DEPLOYMENT_UNKNOWN'))
    return [`the deployment was started, and the failure is ${failure}`]
  const stays = what.faults.some(
    ({ times, operation, kind }) =>
      times === 'always' || times > 3 || (/UpdateService/.test(operation) && kind !== 'throttle'),
  )
  return stays ? [] : [failure]
}
