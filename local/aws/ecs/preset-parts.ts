import type { Course, Rollout, RolloutStep } from './rollout.ts'
import type { StoppedTask } from './rollout-parts.ts'

// What the presets are made of.

export const STARTED = '(service {service}) has started {desired} tasks: {tasks}.'
export const STARTED_AGAIN = '(service {service}) has started 1 tasks: {newest}.'
export const UNSTEADY =
  '(service {service}) is unable to consistently start tasks successfully. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.'
export const STEADY = '(service {service}) has reached a steady state.'
export const BACK = '(service {service}) rolling back to deployment {source}.'
const COMPLETED = '(service {service}) (deployment {deployment}) deployment completed.'

export const NO_CANDIDATE = 'No rollback candidate was found to run the rollback.'

export const CRASHED: StoppedTask = {
  stopCode: 'EssentialContainerExited',
  stoppedReason: 'Essential container in task exited',
  containers: [{ exitCode: 1 }],
}

export const begin: Rollout = [
  { afterMs: 0, status: 'PENDING' },
  {
    afterMs: 1000,
    status: 'IN_PROGRESS',
    pending: 'all',
    circuitBreaker: { status: 'MONITORING', failureCount: 0, threshold: 3 },
    events: [STARTED],
  },
]

/** All tasks run. */
export const up: RolloutStep = { afterMs: 5000, pending: 0, running: 'all' }

function crash(afterMs: number, failureCount: number, events: readonly string[]): RolloutStep {
  return {
    afterMs,
    circuitBreaker: { status: 'MONITORING', failureCount, threshold: 3 },
    stoppedTasks: [CRASHED],
    events,
  }
}

/** Three tasks crash, one after the other, and the breaker gives up. */
export const crashing: Rollout = [
  ...begin,
  crash(5000, 1, [STARTED_AGAIN]),
  crash(9000, 2, [STARTED_AGAIN, UNSTEADY]),
  crash(13_000, 3, []),
]

export function failed(why: string): string {
  return `(service {service}) (deployment {deployment}) deployment failed: ${why}.`
}

/** SUCCESSFUL comes while the old tasks still drain, some time before the classic view says COMPLETED. */
export function successful(afterMs: number): Rollout {
  return [
    {
      afterMs,
      status: 'SUCCESSFUL',
      circuitBreaker: { status: 'MONITORING_COMPLETE', failureCount: 0, threshold: 3 },
    },
    { afterMs: afterMs + 4000, old: 0, events: [COMPLETED, STEADY] },
  ]
}

/** ECS goes back: what is new runs on until what was before is all there again. */
export function goingBack(afterMs: number): Course {
  return [
    { afterMs, status: 'ROLLBACK_IN_PROGRESS', pending: 0, weight: 0, testWeight: 0, events: [BACK] },
    { afterMs: afterMs + 3000, old: 'all', running: 0 },
    { afterMs: afterMs + 6000, status: 'ROLLBACK_SUCCESSFUL', events: [STEADY] },
  ]
}

/** ECS goes back by itself. */
export function rolledBack(
  afterMs: number,
  statusReason: string,
  { events = [], ...more }: Partial<RolloutStep> = {},
): Rollout {
  return goingBack(afterMs).map((step) =>
    step.afterMs === afterMs
      ? { ...step, ...more, statusReason, events: [...events, ...(step.events ?? [])] }
      : step,
  )
}
