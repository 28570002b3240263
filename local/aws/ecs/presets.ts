import type { Rollout, RolloutName, RolloutStep, StoppedTask } from './rollout.ts'

const STARTED = '(service {service}) has started {desired} tasks: {tasks}.'
const STARTED_AGAIN = '(service {service}) has started 1 tasks: {newest}.'
const UNSTEADY =
  '(service {service}) is unable to consistently start tasks successfully. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.'
const FAILED = '(service {service}) (deployment {deployment}) deployment failed: tasks failed to start.'
const STEADY = '(service {service}) has reached a steady state.'
const BREAKER = 'Service deployment rolled back because the circuit breaker threshold was exceeded.'

const NO_CANDIDATE = 'No rollback candidate was found to run the rollback.'

export const CRASHED: StoppedTask = {
  stopCode: 'EssentialContainerExited',
  stoppedReason: 'Essential container in task exited',
  containers: [{ exitCode: 1 }],
}

const begin: Rollout = [
  { afterMs: 0, status: 'PENDING' },
  {
    afterMs: 1000,
    status: 'IN_PROGRESS',
    pending: 'all',
    circuitBreaker: { status: 'MONITORING', failureCount: 0, threshold: 3 },
    events: [STARTED],
  },
]

function crash(afterMs: number, failureCount: number, events: readonly string[]): RolloutStep {
  return {
    afterMs,
    circuitBreaker: { status: 'MONITORING', failureCount, threshold: 3 },
    stoppedTasks: [CRASHED],
    events,
  }
}

// Three tasks crash, one after the other; then the breaker gives up.
const broken: Rollout = [
  ...begin,
  crash(5000, 1, [STARTED_AGAIN]),
  crash(9000, 2, [STARTED_AGAIN, UNSTEADY]),
  crash(13_000, 3, []),
  {
    afterMs: 14_000,
    status: 'ROLLBACK_REQUESTED',
    statusReason: BREAKER,
    running: 0,
    pending: 0,
    circuitBreaker: { status: 'TRIGGERED', failureCount: 3, threshold: 3 },
    events: [FAILED],
  },
]

// SUCCESSFUL comes while the old tasks still drain, some time before the classic view says COMPLETED.
function successful(afterMs: number): Rollout {
  return [
    {
      afterMs,
      status: 'SUCCESSFUL',
      circuitBreaker: { status: 'MONITORING_COMPLETE', failureCount: 0, threshold: 3 },
    },
    {
      afterMs: afterMs + 4000,
      old: 0,
      events: ['(service {service}) (deployment {deployment}) deployment completed.', STEADY],
    },
  ]
}

export const presets: Readonly<Record<RolloutName, Rollout>> = {
  success: [...begin, { afterMs: 5000, pending: 0, running: 'all' }, ...successful(10_000)],

  'slow-success': [
    ...begin,
    { afterMs: 40_000, running: 1 },
    { afterMs: 80_000, pending: 0, running: 'all' },
    ...successful(120_000),
  ],

  'breaker-rollback': [
    ...broken,
    {
      afterMs: 16_000,
      status: 'ROLLBACK_IN_PROGRESS',
      events: ['(service {service}) rolling back to deployment {source}.'],
    },
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
    { afterMs: 5000, pending: 0, running: 'all' },
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
export const steady: Rollout = [
  { afterMs: 0, status: 'SUCCESSFUL', running: 'all', old: 0, events: [STEADY] },
]

/** What a call of StopServiceDeployment brings about, counted from the call. */
export const rollbackOnRequest: Readonly<Record<'candidate' | 'none', Rollout>> = {
  candidate: [
    { afterMs: 0, status: 'ROLLBACK_REQUESTED' },
    {
      afterMs: 2000,
      status: 'ROLLBACK_IN_PROGRESS',
      running: 0,
      pending: 0,
      events: ['(service {service}) rolling back to deployment {source}.'],
    },
    { afterMs: 8000, status: 'ROLLBACK_SUCCESSFUL', events: [STEADY] },
  ],
  none: [
    { afterMs: 0, status: 'ROLLBACK_REQUESTED' },
    { afterMs: 2000, status: 'ROLLBACK_FAILED', statusReason: NO_CANDIDATE },
  ],
}

/** The same course of things with other stopped tasks. */
export function stoppingAs(rollout: Rollout, task: StoppedTask): Rollout {
  return rollout.map((step) =>
    step.stoppedTasks ? { ...step, stoppedTasks: step.stoppedTasks.map(() => task) } : step,
  )
}
