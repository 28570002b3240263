import {
  BACK,
  begin,
  CRASHED,
  crashing,
  failed,
  goingBack,
  NO_CANDIDATE,
  STARTED_AGAIN,
  STEADY,
  successful,
  UNSTEADY,
  up,
} from './preset-parts.ts'
import { badEnds } from './presets-bad.ts'
import { goodEnds } from './presets-good.ts'
import type { Course, Rollout, RolloutName } from './rollout.ts'
import type { StoppedTask } from './rollout-parts.ts'

const BREAKER = 'Service deployment rolled back because the circuit breaker threshold was exceeded.'

const broken: Rollout = [
  ...crashing,
  {
    afterMs: 14_000,
    status: 'ROLLBACK_REQUESTED',
    statusReason: BREAKER,
    running: 0,
    pending: 0,
    circuitBreaker: { status: 'TRIGGERED', failureCount: 3, threshold: 3 },
    events: [failed('tasks failed to start')],
  },
]

export const presets: Readonly<Record<RolloutName, Rollout>> = {
  ...goodEnds,
  ...badEnds,

  success: [...begin, up, ...successful(10_000)],

  'slow-success': [
    ...begin,
    { afterMs: 40_000, running: 1 },
    { afterMs: 80_000, pending: 0, running: 'all' },
    ...successful(120_000),
  ],

  'breaker-rollback': [
    ...broken,
    { afterMs: 16_000, status: 'ROLLBACK_IN_PROGRESS', events: [BACK] },
    { afterMs: 22_000, status: 'ROLLBACK_SUCCESSFUL', events: [STEADY] },
  ],

  'rollback-failed': [
    ...broken,
    {
      afterMs: 16_000,
      status: 'ROLLBACK_FAILED',
      statusReason: NO_CANDIDATE,
    },
  ],

  superseded: [
    ...begin,
    { afterMs: 5000, running: 1 },
    {
      afterMs: 8000,
      status: 'STOPPED',
      statusReason: 'Replaced by a new service deployment.',
      replacedBy: {},
    },
  ],

  stopped: [
    ...begin,
    up,
    { afterMs: 7000, status: 'STOP_REQUESTED' },
    { afterMs: 10_000, status: 'STOPPED', running: 0, events: [STEADY] },
  ],

  'never-stable': [
    ...begin,
    { afterMs: 4000, everyMs: 10_000, running: 1 },
    {
      afterMs: 8000,
      everyMs: 10_000,
      running: 0,
      stoppedTasks: [CRASHED],
      events: [STARTED_AGAIN, UNSTEADY],
    },
  ],
}

/** With no task to start there is nothing to wait for, and nothing is proved. */
export const nothingToStart: Rollout = [{ afterMs: 0, status: 'SUCCESSFUL', old: 0, events: [STEADY] }]

/** What runs since before anybody looked. */
export const steady: Course = [{ afterMs: 0, status: 'SUCCESSFUL', running: 'all', old: 0, events: [STEADY] }]

const byUser = 'Service deployment rolled back by user.'

/** What a call of StopServiceDeployment brings about, counted from the call. */
export const rollbackOnRequest: Readonly<Record<'candidate' | 'none', Course>> = {
  candidate: [{ afterMs: 0, status: 'ROLLBACK_REQUESTED', statusReason: byUser }, ...goingBack(2000)],
  none: [
    { afterMs: 0, status: 'ROLLBACK_REQUESTED', statusReason: byUser },
    { afterMs: 2000, status: 'ROLLBACK_FAILED', statusReason: NO_CANDIDATE },
  ],
}

/** The same course of things with other stopped tasks. */
export function stoppingAs(rollout: Rollout, task: StoppedTask): Rollout {
  return rollout.map((step) =>
    step.stoppedTasks ? { ...step, stoppedTasks: step.stoppedTasks.map(() => task) } : step,
  )
}

/** The same course of things where there is nothing to go back to: it ends where the rollback would begin. */
export function withoutCandidate(rollout: Rollout): Rollout {
  const back = rollout.find(({ status }) => status === 'ROLLBACK_IN_PROGRESS')
  if (!back) return rollout
  const { afterMs } = back
  const until = rollout.filter((step) => step.afterMs < afterMs)
  const { status: _, statusReason, events, ...rest } = back
  return [
    ...until,
    { ...rest, status: 'ROLLBACK_FAILED', statusReason: NO_CANDIDATE, events: events?.slice(0, -1) ?? [] },
  ]
}
