import type { Course } from './rollout.ts'

export type KnownStatus =
  | 'PENDING'
  | 'IN_PROGRESS'
  | 'STOP_REQUESTED'
  | 'ROLLBACK_REQUESTED'
  | 'ROLLBACK_IN_PROGRESS'
  | 'SUCCESSFUL'
  | 'STOPPED'
  | 'ROLLBACK_SUCCESSFUL'
  | 'ROLLBACK_FAILED'

/** The known ones, and words that AWS does not have yet. */
export type ServiceDeploymentStatus = KnownStatus | (string & {})

const FINAL: readonly ServiceDeploymentStatus[] = [
  'SUCCESSFUL',
  'STOPPED',
  'ROLLBACK_SUCCESSFUL',
  'ROLLBACK_FAILED',
]

/** A number of tasks, or as many as the service wants. */
export type Count = number | 'all'

export type Health = 'HEALTHY' | 'UNHEALTHY'

type Monitor = 'DISABLED' | 'MONITORING' | 'MONITORING_COMPLETE' | 'TRIGGERED'

export type Breaker = Readonly<{ status: Monitor; failureCount: number; threshold: number }>

/** The names of all of them stand in the service's configuration. */
export type Alarms = Readonly<{ status: Monitor; triggered?: readonly string[] }>

export type StoppedTask = Readonly<{
  stopCode: string
  stoppedReason: string
  health?: Health
  log?: readonly string[] // of the first container, where that does not tell its own
  containers?: readonly Readonly<{
    name?: string // without one: the task definition's first container
    exitCode?: number // without one it never ran, and has no log
    reason?: string
    health?: Health
    log?: readonly string[]
  }>[]
}>

/** A Lambda function that ECS asks at a stage. */
export type Hook = Readonly<{
  status: 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT'
  targetArn: string
}>

export type HookAction = 'CONTINUE' | 'ROLLBACK'

/** A PAUSE hook, which waits for ContinueServiceDeployment. Each one has an id of its own. */
export type Pause = Readonly<{
  timeoutMs?: number // 24 hours by default, at pace 1
  timeoutAction?: HookAction // ROLLBACK by default
  answered?: Readonly<{ afterMs: number; action: HookAction }> // by somebody else
  rollback?: Course // what comes of ROLLBACK, counted from then; by default what comes of StopServiceDeployment
}>

export function isOngoing(status: ServiceDeploymentStatus): boolean {
  return !FINAL.includes(status)
}

/** Whether a deployment stops, or is on its way back. */
export function isTurning(status: ServiceDeploymentStatus): boolean {
  return status === 'STOP_REQUESTED' || status === 'ROLLBACK_REQUESTED' || status === 'ROLLBACK_IN_PROGRESS'
}

/** When it came to its end, if it did. */
export function endedAt(reached: Readonly<Record<string, number>>): number | undefined {
  return FINAL.map((status) => reached[status]).find((at) => at !== undefined)
}
