import type { DeploymentSight, Hook, Sight } from './sight.ts'

/** Whose course is followed. */
export type Ours = Readonly<{
  /** ecs-svc/<number> */
  id: string
  createdAt: Date
  /** The deployment that led before; the same where UpdateService made none. */
  before: string | undefined
  /** From how many stopped tasks on it is bad, where ECS itself does not watch for that. */
  maxFailedTasks: number
  /** Whether ECS's circuit breaker watches it. */
  isWatched: boolean
  /** Whether ECS itself goes back to what ran before. */
  rollsBack: boolean
  /** How many tasks were asked for: a read may still show the count of before. */
  wanted: number
}>

/** What is remembered from look to look; times are those of `elapsedMs`. */
export type Memory = Readonly<{
  /** Reads in a row that did not list ours, and since when. */
  missing: number
  missingSinceMs: number
  /** Ours was listed while an earlier one led again. */
  isBeaten: boolean
  /** Reads in a row that showed it steady without a state of its own. */
  steady: number
  failedSinceMs: number | undefined
  unplacedSinceMs: number | undefined
  /** Why it failed, in the words of the list, from which ours is gone soon. */
  why: string | undefined
}>

export const nothing: Memory = {
  ...{ missing: 0, missingSinceMs: 0, isBeaten: false, steady: 0 },
  ...{ failedSinceMs: undefined, unplacedSinceMs: undefined, why: undefined },
}

/** How it ended by what ECS says; who took it back is for the one who asked for that. */
export type End =
  | Readonly<{ kind: 'successful' }>
  | Readonly<{ kind: 'rolled-back' | 'rollback-failed'; reason: string }>
  | Readonly<{ kind: 'stopped'; reason: string }>
  | Readonly<{ kind: 'superseded'; reason: string }>

/** What a look means for somebody who waits for the end. */
export type Reading =
  | Readonly<{ kind: 'going-on' }>
  | Readonly<{ kind: 'paused'; hook: Hook }>
  /** ECS takes it back or stops it: evidence must be gathered now, while tasks and events are still there. */
  | Readonly<{ kind: 'turning' }>
  /** It is bad, and ECS does nothing about it. `isOver`: there is nothing left to be stopped. */
  | Readonly<{ kind: 'failing'; reason: string; isOver: boolean }>
  | Readonly<{ kind: 'ended'; end: End }>

export type Step = Readonly<{ memory: Memory; reading: Reading }>

export const goingOn: Reading = { kind: 'going-on' }

/** A status that AWS adds one day is waited for, within the limit, and never taken for an end. */
export function readStatus({ status, reason: given, signs, hasSuccessor }: DeploymentSight): Reading {
  const reason = given ?? 'ECS gives no reason'
  switch (status) {
    case 'SUCCESSFUL':
      return ended({ kind: 'successful' })
    case 'ROLLBACK_SUCCESSFUL':
      return ended({ kind: 'rolled-back', reason })
    case 'ROLLBACK_FAILED':
      return ended({ kind: 'rollback-failed', reason })
    case 'STOPPED':
      if (hasSuccessor || isReplacement(reason)) return ended({ kind: 'superseded', reason })
      return signs.length > 0 ? { kind: 'failing', reason, isOver: true } : ended({ kind: 'stopped', reason })
    case 'STOP_REQUESTED':
    case 'ROLLBACK_REQUESTED':
    case 'ROLLBACK_IN_PROGRESS':
      return { kind: 'turning' }
    default:
      return goingOn
  }
}

function isReplacement(reason: string): boolean {
  return /replaced by a new service deployment/i.test(reason)
}

export function ended(end: End): Reading {
  return { kind: 'ended', end }
}

/** For how long no task may find a place before that counts as a failure. */
const unplacedMs = 5 * 60_000
const unplaced = /unable to place a task/i
const placed = /has started \d+ tasks/i

/** Since when ECS finds no machine for any task: its newest word on that decides. */
export function rememberPlacing(
  { service, elapsedMs }: Sight,
  running: number,
  memory: Memory,
  ours: Ours,
): Memory {
  if (service === undefined) return memory
  const last = service.events.find(
    ({ at, text }) => at >= ours.createdAt && (unplaced.test(text) || placed.test(text)),
  )
  const isStuck = running === 0 && last !== undefined && unplaced.test(last.text)
  return { ...memory, unplacedSinceMs: isStuck ? (memory.unplacedSinceMs ?? elapsedMs) : undefined }
}

/** Without a breaker ECS starts tasks for ever, be they ever so broken. */
export function failingOf(
  { stopped = 0, elapsedMs, service }: Sight,
  { running, failed }: Readonly<{ running: number; failed: number }>,
  memory: Memory,
  ours: Ours,
): Reading | undefined {
  if (ours.isWatched || running > 0) return undefined
  const count = Math.max(stopped, failed)
  const unwatched = 'and no circuit breaker watches the service'
  if (count >= ours.maxFailedTasks)
    return failing(`${count} of its tasks have stopped, none runs, ${unwatched}`)
  const { unplacedSinceMs } = memory
  if (unplacedSinceMs === undefined || elapsedMs - unplacedSinceMs < unplacedMs) return undefined
  const event =
    service?.events.find(({ text }) => unplaced.test(text))?.text ?? 'ECS finds no place for its tasks'
  return failing(`no task found a place for 5 min, ${unwatched}: ${event}`)
}

function failing(reason: string): Reading {
  return { kind: 'failing', reason, isOver: false }
}
