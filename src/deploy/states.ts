import type { Ending } from './rollout.ts'

/** What the status of a service deployment means for somebody who waits for its end. */
export type Reading =
  | Readonly<{ kind: 'going-on' }>
  /** It has turned bad: evidence must be gathered now, while tasks and events are still there. */
  | Readonly<{ kind: 'turning' }>
  | Readonly<{ kind: 'ended'; ending: Ending }>

/** A status that AWS adds one day is waited for, within the limit, and never taken for an end. */
export function readStatus(status: string, statusReason: string | undefined, isReplaced: boolean): Reading {
  const reason = statusReason ?? 'ECS gives no reason'
  switch (status) {
    case 'SUCCESSFUL':
      return { kind: 'ended', ending: { kind: 'successful' } }
    case 'ROLLBACK_SUCCESSFUL':
      return { kind: 'ended', ending: { kind: 'rolled-back', reason } }
    case 'ROLLBACK_FAILED':
      return { kind: 'ended', ending: { kind: 'rollback-failed', reason } }
    case 'STOPPED':
      return {
        kind: 'ended',
        ending: { kind: isReplaced || isReplacement(reason) ? 'superseded' : 'stopped', reason },
      }
    case 'STOP_REQUESTED':
    case 'ROLLBACK_REQUESTED':
    case 'ROLLBACK_IN_PROGRESS':
      return { kind: 'turning' }
    default:
      return { kind: 'going-on' }
  }
}

function isReplacement(reason: string): boolean {
  return /replaced by a new service deployment/i.test(reason)
}
