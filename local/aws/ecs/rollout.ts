export type ServiceDeploymentStatus =
  | 'PENDING'
  | 'IN_PROGRESS'
  | 'STOP_REQUESTED'
  | 'ROLLBACK_REQUESTED'
  | 'ROLLBACK_IN_PROGRESS'
  | 'SUCCESSFUL'
  | 'STOPPED'
  | 'ROLLBACK_SUCCESSFUL'
  | 'ROLLBACK_FAILED'

/** A number of tasks, or as many as the service wants. */
export type Count = number | 'all'

export type Breaker = Readonly<{
  status: 'DISABLED' | 'MONITORING' | 'MONITORING_COMPLETE' | 'TRIGGERED'
  failureCount: number
  threshold: number
}>

export type StoppedTask = Readonly<{
  stopCode: string
  stoppedReason: string
  containers?: readonly Readonly<{
    name?: string // without one: the task definition's first container
    exitCode?: number
    reason?: string
  }>[]
}>

/** Somebody else's deployment, which takes the place of this one. */
export type Replacement = Readonly<{
  taskDefinition?: string // what ran before by default
  rollout?: RolloutName
}>

/** What changes at one moment of a rollout; what a step leaves out stays as it was. */
export type RolloutStep = Readonly<{
  afterMs: number // since the deployment began, at pace 1
  everyMs?: number // the step comes again and again
  status?: ServiceDeploymentStatus
  statusReason?: string
  lifecycleStage?: string
  running?: Count
  pending?: Count
  failed?: number // by default so many as have stopped
  old?: Count // tasks of the deployment that ran before; all of them at first
  circuitBreaker?: Breaker
  events?: readonly string[] // may name {service}, {deployment}, {source}, {desired}, {tasks}, {newest}, {stopped}
  stoppedTasks?: readonly StoppedTask[]
  replacedBy?: Replacement
}>

/** A rollout told in advance. It begins as PENDING, with no task of its own and all of the old ones. */
export type Rollout = readonly RolloutStep[]

export type RolloutName =
  | 'success'
  | 'slow-success'
  | 'breaker-rollback'
  | 'rollback-failed'
  | 'superseded'
  | 'stopped'
  | 'never-stable'

/** How late the read side of ECS learns of a new deployment, in milliseconds at pace 1. */
export type RolloutTimes = Readonly<{
  listedMs: number // until ListServiceDeployments shows it
  currentMs: number // until a service's currentServiceDeployment names it
}>

const ONGOING: ReadonlySet<ServiceDeploymentStatus> = new Set([
  'PENDING',
  'IN_PROGRESS',
  'STOP_REQUESTED',
  'ROLLBACK_REQUESTED',
  'ROLLBACK_IN_PROGRESS',
])

export function isOngoing(status: ServiceDeploymentStatus): boolean {
  return ONGOING.has(status)
}
