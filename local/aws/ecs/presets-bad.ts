import { begin, crashing, failed, rolledBack, STARTED_AGAIN, successful, up } from './preset-parts.ts'
import type { Rollout, RolloutName } from './rollout.ts'
import type { StoppedTask } from './rollout-parts.ts'

type Bad =
  | 'breaker-without-rollback'
  | 'alarm-rollback'
  | 'hook-rollback'
  | 'network-rollback'
  | 'rollback-broken'
  | 'stopped-by-somebody'
  | 'never-healthy'
  | 'never-placed'
  | 'never-known'
  | 'service-draining'
  | 'service-deleted'

const HOOK = 'arn:aws:lambda:eu-west-1:123456789012:function:smoke-test'
const HOOKED = `Service deployment rolled back because POST_SCALE_UP lifecycle hook(s) failed. Lifecycle hook target ${HOOK} returned FAILED status.`
const NETWORK =
  'Service deployment rolled back because of invalid networking configuration. Both targetGroup and alternateTargetGroup must be associated with the productionListenerRule or testListenerRule.'

const unhealthy: StoppedTask = {
  stopCode: 'ServiceSchedulerInitiated',
  stoppedReason:
    'Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/0123456789abcdef)',
  health: 'UNHEALTHY',
  containers: [{ exitCode: 143, health: 'UNHEALTHY' }],
}

/** Rollouts that end badly, or do not end. */
export const badEnds: Readonly<Record<Bad & RolloutName, Rollout>> = {
  // Nothing goes back: what failed stays the newest, beside the old tasks.
  'breaker-without-rollback': [
    ...crashing,
    {
      ...{ afterMs: 14_000, status: 'STOP_REQUESTED', running: 0, pending: 0, primary: 'own' },
      circuitBreaker: { status: 'TRIGGERED', failureCount: 3, threshold: 3 },
      events: [failed('tasks failed to start')],
    },
    { afterMs: 16_000, status: 'STOPPED' },
  ],

  'alarm-rollback': [
    ...begin,
    up,
    { afterMs: 9000, old: 0, alarms: { status: 'MONITORING' } },
    ...rolledBack(15_000, 'Service deployment rolled back because of an alarm.', {
      alarms: { status: 'TRIGGERED', triggered: ['web-5xx'] },
      events: [failed('alarm detected')],
    }),
  ],

  'hook-rollback': [
    ...begin,
    up,
    { afterMs: 6000, lifecycleStage: 'POST_SCALE_UP', hooks: [{ status: 'IN_PROGRESS', targetArn: HOOK }] },
    ...rolledBack(9000, HOOKED, {
      hooks: [{ status: 'FAILED', targetArn: HOOK }],
      events: [failed(HOOKED.slice(0, -1))],
    }),
  ],

  'network-rollback': [...begin, ...rolledBack(3000, NETWORK, { events: [failed(NETWORK.slice(0, -1))] })],

  'rollback-broken': [
    ...begin,
    ...rolledBack(3000, NETWORK, { events: [failed(NETWORK.slice(0, -1))] }).slice(0, 1),
    {
      afterMs: 9000,
      status: 'ROLLBACK_FAILED',
      statusReason: 'The tasks of the service revision could not be started.',
    },
  ],

  'stopped-by-somebody': [...begin, up, { afterMs: 7000, stoppedBy: 'ROLLBACK' }, ...successful(60_000)],

  // They run, and never pass a check; what has run once counts as no failure to start.
  'never-healthy': [
    ...begin,
    { afterMs: 4000, everyMs: 10_000, running: 1, failed: 0, health: 'UNHEALTHY' },
    { afterMs: 11_000, everyMs: 10_000, running: 0, stoppedTasks: [unhealthy], events: [STARTED_AGAIN] },
  ],

  // No task is ever there to ask.
  'never-placed': [
    ...begin.slice(0, 1),
    { afterMs: 1000, status: 'IN_PROGRESS' },
    {
      ...{ afterMs: 2000, everyMs: 30_000 },
      events: [
        '(service {service}) was unable to place a task because no container instance met all of its requirements. Reason: No Container Instances were found in your cluster. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.',
      ],
    },
  ],

  'never-known': [...begin, up, { afterMs: 6000, status: 'REHEARSING' }],

  'service-draining': [
    ...begin,
    { afterMs: 5000, running: 1 },
    { afterMs: 6000, serviceStatus: 'DRAINING' },
    { afterMs: 14_000, serviceStatus: 'INACTIVE', running: 0, pending: 0, old: 0 },
  ],

  'service-deleted': [...begin, { afterMs: 6000, serviceStatus: 'MISSING', running: 0, pending: 0, old: 0 }],
}
