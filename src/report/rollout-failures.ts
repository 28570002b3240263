import type { Ending, Remedy, Rollout } from '../deploy/rollout.ts'
import type { Failure } from '../errors.ts'
import { isGood, plain, revision, serviceOf, standingOf, whatOf, worstOf } from './rollout-words.ts'
import { named, oneLine } from './words.ts'

/** GitHub cuts an annotation at 4096 characters: both together and the code stay below. */
const longest = { sentence: 2_400, ofSeveral: 1_300, inAll: 3_800, name: 60, hint: 600 }

/** What is to be said of a bad end: `what` is a sentence without its reason and stop. */
type Told = Readonly<{ code: Failure['code']; what: string; reason?: string; next: string }>

/**
 * How a rollout that did not succeed is told, whatever became of the tags; undefined for one that did, for one that the
 * run was not to wait for, and for one of which nothing is known.
 */
export function rolloutFailure(rollout: Rollout): Failure | undefined {
  const { ending } = rollout
  const told = ending === undefined || isGood(ending) ? undefined : tell(rollout, ending)
  return told === undefined ? rollout.failure : failureOf(rollout, told)
}

/** The failure of the worst, which goes on with what became of the others. */
export function rolloutsFailure(rollouts: readonly Rollout[]): Failure | undefined {
  const failed = rollouts.filter((one) => failureIn(one) !== undefined)
  const worst = worstOf(failed)
  const failure = worst && failureIn(worst)
  const others = rollouts.filter((one) => one !== worst)
  if (failure === undefined || others.length === 0) return failure
  const own = oneLine(failure.sentence, longest.ofSeveral).replace(/[^.!?…]$/, '$&.')
  return bounded({ ...failure, sentence: `${own} ${othersWords(others)}` })
}

/** An end that nobody knows is never taken for a good one. */
function failureIn(rollout: Rollout): Failure | undefined {
  const isOpen = rollout.ending === undefined && rollout.failure === undefined
  if (!isOpen) return rolloutFailure(rollout)
  return {
    code: 'DEPLOYMENT_UNKNOWN',
    sentence: `What became of the deployment of ${whatOf(rollout)} is unknown.`,
    hint: 'Look at the service before you run the job again.',
  }
}

function othersWords(others: readonly Rollout[]): string {
  const bad = others.filter((one) => failureIn(one) !== undefined)
  const good = others.filter((one) => ['successful', 'no-change'].includes(standingOf(one)))
  const rest = others.filter((one) => !bad.includes(one) && !good.includes(one))
  const name = (one: Rollout) => oneLine(one.service, longest.name)
  const isBegun = (one: Rollout) => standingOf(one) !== 'unknown' || one.deploymentId !== undefined
  const state = (one: Rollout) => `${name(one)}: ${isBegun(one) ? standingOf(one) : 'not started'}`
  const parts = [
    ...(good.length === 0 ? [] : [`${good.length} ended well (${named(good.map(name))})`]),
    ...(bad.length === 0 ? [] : [`${bad.length} badly too (${named(bad.map(state))})`]),
    ...(rest.length === 0 ? [] : [`${rest.length} otherwise (${named(rest.map(state))})`]),
  ]
  return `Of the other services, ${named(parts)}.`
}

/** @returns undefined for an end that is not bad */
function tell(rollout: Rollout, ending: Ending): Told | undefined {
  switch (ending.kind) {
    case 'successful':
    case 'no-change':
    case 'not-waited':
    case 'paused':
      return undefined
    case 'rolled-back':
      return rolledBack(rollout, ending)
    case 'rollback-failed':
      return rollbackFailed(rollout, ending)
    case 'failed':
      return leftAsItIs(rollout, ending.reason)
    case 'mismatched':
      return mismatched(rollout, ending)
    case 'timed-out':
      return timedOut(rollout, ending)
    case 'superseded':
      return {
        code: 'SUPERSEDED',
        what: `A newer deployment took the place of the deployment of ${whatOf(rollout)}`,
        reason: ending.reason,
        next: `${nowAt(rollout)}The run that made the newer one tells what became of it; nothing was rolled back.`,
      }
    case 'stopped':
      return {
        code: 'DEPLOYMENT_STOPPED',
        what: `The deployment of ${whatOf(rollout)} was stopped before it was done`,
        reason: ending.reason,
        next: 'Look at the service, and run the job again when it may be deployed.',
      }
  }
}

type Taken = Extract<Ending, { by: Remedy }>

const calls: Readonly<Record<Exclude<Remedy, 'ecs'>, string>> = {
  stop: 'StopServiceDeployment',
  continue: 'ContinueServiceDeployment',
  'previous-revision': 'UpdateService with that revision',
}

function rolledBack(rollout: Rollout, { reason, by }: Taken): Told {
  const from = `back from ${short(rollout.taskDefinition)} to ${goalOf(rollout)}`
  const what =
    by === 'ecs'
      ? `ECS rolled the service ${serviceOf(rollout)} ${from}`
      : `Slipway had the service ${serviceOf(rollout)} rolled ${from} (${calls[by]})`
  return { code: 'ROLLED_BACK', what, reason, next: remainsOf(rollout) }
}

/** A read that came too early still names the new revision, unless it is that of before, deployed anew. */
function goalOf({ taskDefinition, previous, runs }: Rollout): string {
  if (runs !== undefined && runs !== taskDefinition) return short(runs)
  return runs !== undefined && previous === taskDefinition
    ? 'an earlier deployment of it'
    : 'what it ran before'
}

function remainsOf({ taskDefinition, previous, runs }: Rollout): string {
  if (previous !== taskDefinition || (runs !== undefined && runs !== taskDefinition))
    return 'Nothing of this release runs.'
  return runs === undefined
    ? 'Look at what the service runs now.'
    : 'The service runs that revision as it did before.'
}

function rollbackFailed(rollout: Rollout, { reason, by }: Taken): Told {
  const asked = by === 'ecs' ? '' : `, which Slipway had asked for (${calls[by]})`
  return {
    code: 'ROLLBACK_FAILED',
    what: `The deployment of ${whatOf(rollout)} failed, and so did its rollback${asked}`,
    reason,
    next: `${nowAt(rollout)}The service may be running nothing that works: look at it now.`,
  }
}

function leftAsItIs(rollout: Rollout, reason: string): Told {
  const { taskDefinition, previous, runs } = rollout
  const back =
    previous === taskDefinition ? '' : `, or give the service ${short(previous)} again if that worked`
  return {
    code: 'DEPLOYMENT_FAILED',
    what: `The deployment of ${whatOf(rollout)} failed, and was not rolled back`,
    reason,
    next: `The service is still told to run ${short(runs ?? taskDefinition)}. Release a correction${back}.`,
  }
}

function mismatched(rollout: Rollout, { container, digest }: Extract<Ending, { kind: 'mismatched' }>): Told {
  const ours = rollout.image.slice(rollout.image.lastIndexOf('@') + 1)
  return {
    code: 'IMAGE_MISMATCH',
    what: `The deployment of ${whatOf(rollout)} succeeded, but ECS runs another image than this release's in the container ${oneLine(container, 255)}: ${oneLine(digest, 100)} and not ${oneLine(ours, 100)}`,
    next: `Nothing was rolled back: the service runs ${short(rollout.runs ?? rollout.taskDefinition)}. See which image that revision names, and who else deploys to this service.`,
  }
}

function timedOut(rollout: Rollout, ending: Extract<Ending, { kind: 'timed-out' }>): Told {
  const last =
    ending.lastState === ''
      ? 'its state could not be read'
      : `its last state was ${plain(ending.lastState, 300)}`
  return {
    code: 'DEPLOYMENT_TIMED_OUT',
    what: `The deployment of ${whatOf(rollout)} was not done after ${ending.minutes} min; ${last}`,
    next: ending.turning
      ? 'ECS is rolling it back, and was not done with it: look at the service.'
      : 'ECS goes on with it, and nothing was rolled back: look at the service, or raise deploy-timeout-minutes.',
  }
}

/** Where the service is by now, when that is neither known nor a guess. */
function nowAt({ runs, taskDefinition }: Rollout): string {
  return runs === undefined || runs === taskDefinition
    ? ''
    : `The service is told to run ${short(runs)} now. `
}

function short(arn: string): string {
  return oneLine(revision(arn), 300)
}

function failureOf({ diagnosis }: Rollout, { code, what, reason, next }: Told): Failure {
  const why = reason === undefined ? '' : `: ${plain(reason)}`
  const found = diagnosis === undefined ? '' : plain(diagnosis.sentence)
  const isTold = reason !== undefined && found.includes(plain(reason).slice(-80))
  const evidence = found === '' || isTold ? '' : ` (${found})`
  const hint = diagnosis === undefined ? next : `${next} ${oneLine(diagnosis.hint, longest.hint)}`
  return bounded({ code, sentence: `${what}${why}${evidence}.`, hint })
}

function bounded(failure: Failure): Failure {
  const sentence = oneLine(failure.sentence, longest.sentence)
  return { ...failure, sentence, hint: oneLine(failure.hint, longest.inAll - sentence.length) }
}
