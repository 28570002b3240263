import type { Reader } from './reader.ts'

/** What of a service changes beside its task definition. */
export type UpdateInputs = Readonly<{
  /** Undefined leaves it to whoever sets it, such as autoscaling. */
  desiredCount: number | undefined
  forceNewDeployment: boolean
}>

/** How a rollout is watched, and what is done about one that does not end well. */
export type FollowingInputs = Readonly<{
  wait: boolean
  /** Undefined: derived from how the service deploys. */
  timeoutMinutes: number | undefined
  onDeployFailure: 'rollback' | 'leave'
  onTimeout: 'leave' | 'rollback'
  onPause: 'wait' | 'return'
  onSuperseded: 'fail' | 'warn'
  onInFlight: 'replace' | 'wait' | 'fail'
  onCancel: 'leave' | 'rollback'
  /** How many failed tasks are enough to call a release bad where no circuit breaker does. */
  maxFailedTasks: number
  /** Of the logs of each failed container. */
  diagnosticLogLines: number
}>

export function readUpdate(reader: Reader): UpdateInputs {
  const desiredCount = reader.integer('desired-count', { from: 0, to: 5000, unit: 'tasks' }, 0)
  return {
    desiredCount: reader.given('desired-count') ? desiredCount : undefined,
    forceNewDeployment: reader.flag('force-new-deployment', false),
  }
}

export function readFollowing(reader: Reader): FollowingInputs {
  const timeout = reader.integer('deploy-timeout-minutes', { from: 1, to: 1440, unit: 'minutes' }, 1)
  return {
    wait: reader.flag('wait', true),
    timeoutMinutes: reader.given('deploy-timeout-minutes') ? timeout : undefined,
    onDeployFailure: reader.choice('on-deploy-failure', ['rollback', 'leave'], 'rollback'),
    onTimeout: reader.choice('on-timeout', ['leave', 'rollback'], 'leave'),
    onPause: reader.choice('on-pause', ['wait', 'return'], 'wait'),
    onSuperseded: reader.choice('on-superseded', ['fail', 'warn'], 'fail'),
    onInFlight: reader.choice('on-in-flight', ['replace', 'wait', 'fail'], 'replace'),
    onCancel: reader.choice('on-cancel', ['leave', 'rollback'], 'leave'),
    maxFailedTasks: reader.integer('max-failed-tasks', { from: 1, to: 100, unit: 'tasks' }, 5),
    diagnosticLogLines: reader.integer('diagnostic-log-lines', { from: 0, to: 500, unit: 'lines' }, 30),
  }
}

const ofWaiting = [
  'deploy-timeout-minutes',
  'on-deploy-failure',
  'on-timeout',
  'on-pause',
  'on-superseded',
  'on-cancel',
  'max-failed-tasks',
  'diagnostic-log-lines',
] as const

/** Whoever does not wait decides nothing about what happens then. */
export function noticeUnwatched(reader: Reader, { wait, onInFlight }: FollowingInputs): void {
  // It bounds the wait for somebody else's deployment, too.
  const isTimed = (name: string) => name === 'deploy-timeout-minutes' && onInFlight === 'wait'
  const idle = wait ? [] : ofWaiting.filter((name) => reader.given(name) && !isTimed(name))
  for (const name of idle)
    reader.notice(`${name} has nothing to act on: with \`wait: false\` nobody watches the deploy.`)
}
