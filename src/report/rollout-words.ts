import type { Rollout } from '../deploy/rollout.ts'
import type { Failure } from '../errors.ts'

/** How a rollout that did not succeed is told; undefined for one that did, and for one whose end is not known. */
export function rolloutFailure(rollout: Rollout): Failure | undefined {
  const { ending } = rollout
  switch (ending?.kind) {
    case undefined:
    case 'successful':
    case 'no-change':
    case 'not-waited':
      return undefined
    case 'rolled-back': {
      const back = `ECS rolled the service ${rollout.service} back from ${revision(rollout.taskDefinition)} to ${rollout.runs === undefined ? 'what it ran before' : revision(rollout.runs)}`
      return failure(
        'ROLLED_BACK',
        rollout,
        `${back}: ${plain(ending.reason)}`,
        'Nothing of this release runs.',
      )
    }
    case 'rollback-failed': {
      const failed = `The deployment of ${what(rollout)} failed, and so did its rollback`
      const hint = 'The service may be running nothing that works: look at it now.'
      return failure('ROLLBACK_FAILED', rollout, `${failed}: ${plain(ending.reason)}`, hint)
    }
    case 'superseded': {
      const hint = 'The run that made the newer one tells what became of it; nothing was rolled back.'
      return failure(
        'SUPERSEDED',
        rollout,
        `A newer deployment took the place of the deployment of ${what(rollout)}: ${plain(ending.reason)}`,
        hint,
      )
    }
    case 'stopped': {
      const hint = 'Look at the service, and run the job again when it may be deployed.'
      return failure(
        'DEPLOYMENT_STOPPED',
        rollout,
        `The deployment of ${what(rollout)} was stopped before it was done: ${plain(ending.reason)}`,
        hint,
      )
    }
    case 'timed-out': {
      const last =
        ending.lastState === '' ? 'its state could not be read' : `its last state was ${ending.lastState}`
      const state = `The deployment of ${what(rollout)} was not done after ${ending.minutes} min; ${last}`
      const hint = ending.turning
        ? 'ECS is rolling it back, and was not done with it: look at the service.'
        : 'ECS goes on with it, and nothing was rolled back: look at the service, or raise deploy-timeout-minutes.'
      return failure('DEPLOYMENT_TIMED_OUT', rollout, state, hint)
    }
  }
}

/** How a rollout that ended well is told, as the end of a sentence. */
export function rolloutWords(rollout: Rollout): string {
  const { note } = rollout
  return `${endingWords(rollout)}${note === undefined ? '' : `, but ${note}`}`
}

function endingWords({ ending, service, taskDefinition, seconds, note }: Rollout): string {
  switch (ending?.kind) {
    case 'successful':
      // With a note it may run something else by now, or nothing at all.
      return note === undefined
        ? `the service ${service} runs ${revision(taskDefinition)} after ${seconds} s`
        : `the deployment of ${revision(taskDefinition)} to the service ${service} succeeded after ${seconds} s`
    case 'no-change':
      return `the service ${service} ran ${revision(taskDefinition)} already`
    case 'not-waited':
      return `the service ${service} was told to run ${revision(taskDefinition)}, and its rollout was not waited for`
    default:
      return `what became of the service ${service} is not known`
  }
}

/** `family:revision`, all that a person needs of a task definition's ARN. */
export function revision(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1)
}

type Code = 'ROLLED_BACK' | 'ROLLBACK_FAILED' | 'SUPERSEDED' | 'DEPLOYMENT_STOPPED' | 'DEPLOYMENT_TIMED_OUT'

function failure(code: Code, { diagnosis }: Rollout, what: string, next: string): Failure {
  const evidence = diagnosis === undefined ? '' : ` (${plain(diagnosis.sentence)})`
  const advice = diagnosis === undefined ? next : `${next} ${diagnosis.hint}`
  return { code, sentence: `${what}${evidence}.`, hint: `${advice} The release tags stay.` }
}

function what({ taskDefinition, service }: Rollout): string {
  return `${revision(taskDefinition)} to the service ${service}`
}

/** Reasons are words of ECS, of tasks and of containers: one line, bounded, without a stop of their own. */
function plain(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 500)
    .replace(/\.$/, '')
}
