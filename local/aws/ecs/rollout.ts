import type {
  Alarms,
  Breaker,
  Count,
  Health,
  Hook,
  Pause,
  ServiceDeploymentStatus,
  StoppedTask,
} from './rollout-parts.ts'

/** Somebody else's UpdateService, whose deployment takes the place of this one. */
export type Replacement = Readonly<{
  taskDefinition?: string // ARN, family:revision or family; what ran before this deployment by default
  sameDefinition?: true // that of this very deployment, as with forceNewDeployment
  rollout?: Rollout | RolloutName // success by default
}>

/** What changes at one moment of a rollout; what a step leaves out stays as it was. */
export type RolloutStep = Readonly<{
  afterMs: number // since the deployment began, at pace 1; the clock stands still while it is paused
  everyMs?: number // the step comes again and again
  status?: ServiceDeploymentStatus
  statusReason?: string
  lifecycleStage?: string // '' takes it away
  running?: Count
  pending?: Count
  failed?: number // by default so many as have stopped; 0 once one has run, for good
  old?: Count // tasks of the deployment that ran before; all of them at first
  health?: Health // of its living tasks
  log?: readonly string[] // what each of its living tasks has written by now
  weight?: number // percent of the production traffic that it gets; the deployment before has the rest
  testWeight?: number
  primary?: 'own' | 'old' // who leads in deployments[]; by default what the status says
  circuitBreaker?: Breaker
  alarms?: Alarms
  hooks?: readonly Hook[]
  pause?: Pause // the clock stands still until it is answered
  resolved?: 'index' | 'child' | 'other' | 'absent' // the digest that ECS reports of its images; as pushed by default
  serviceStatus?: 'ACTIVE' | 'DRAINING' | 'INACTIVE' | 'MISSING'
  events?: readonly string[] // may name {service}, {deployment}, {source}, {desired}, {tasks}, {newest}, {stopped}
  stoppedTasks?: readonly StoppedTask[]
  replacedBy?: Replacement
  stoppedBy?: 'ROLLBACK' // somebody else's StopServiceDeployment
}>

/** A rollout without a pause. */
export type Course = readonly Omit<RolloutStep, 'pause'>[]

/** A rollout told in advance. It begins as PENDING, with no task of its own and all of the old ones. */
export type Rollout = readonly RolloutStep[]

export type RolloutName =
  | 'success'
  | 'slow-success'
  | 'baking' // alone and with all its tasks, and not at its end
  | 'early-success'
  | 'blue-green'
  | 'linear'
  | 'canary'
  | 'paused' // until somebody answers
  | 'paused-steps' // before each step of a canary
  | 'breaker-rollback'
  | 'breaker-without-rollback'
  | 'alarm-rollback'
  | 'hook-rollback'
  | 'network-rollback'
  | 'rollback-failed' // with nothing to go back to
  | 'rollback-broken' // for another reason
  | 'superseded'
  | 'stopped'
  | 'stopped-by-somebody'
  | 'never-stable'
  | 'never-healthy'
  | 'never-placed'
  | 'never-known' // a status that nobody knows
  | 'service-draining'
  | 'service-deleted'
