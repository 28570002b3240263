import type { Failure } from '../errors.ts'

/** A container of a stopped task. */
export type StoppedContainer = Readonly<{
  name: string
  exitCode: number | undefined
  reason: string | undefined
  /** HEALTHY, UNHEALTHY or UNKNOWN, where it has a health check. */
  health: string | undefined
}>

/** A task that stopped while our deployment was rolled out. */
export type StoppedTask = Readonly<{
  id: string
  stopCode: string | undefined
  reason: string | undefined
  containers: readonly StoppedContainer[]
}>

/** The last lines of a container that failed, or why there are none. Hostile text. */
export type ContainerLog = Readonly<{ task: string; container: string }> &
  (Readonly<{ kind: 'lines'; lines: readonly string[] }> | Readonly<{ kind: 'none'; why: string }>)

/** A target of a load balancer that does not get traffic. */
export type TargetHealth = Readonly<{ target: string; state: string; reason: string | undefined }>

/** What explains a rollout that went wrong, gathered before it vanishes. */
export type Evidence = Readonly<{
  tasks: readonly StoppedTask[]
  /** Newest first. */
  events: readonly string[]
  logs: readonly ContainerLog[]
  targets: readonly TargetHealth[]
  /** What ECS itself says: breaker, alarms, hooks, the reason of its rollback; each the end of a sentence. */
  signs: readonly string[]
}>

export const noEvidence: Evidence = { tasks: [], events: [], logs: [], targets: [], signs: [] }

/** Who took a bad release back, and by which call. */
export type Remedy = 'ecs' | 'stop' | 'continue' | 'previous-revision'

/** How the deployment that this run made ended. Each kind is also the value of the output `deployment-status`. */
export type Ending =
  | Readonly<{ kind: 'successful' | 'no-change' | 'not-waited' }>
  /** A person is to say whether it goes on, and `on-pause: return` leaves it to that person. */
  | Readonly<{ kind: 'paused'; hook: string; expiresAt: Date | undefined }>
  | Readonly<{ kind: 'rolled-back' | 'rollback-failed'; reason: string; by: Remedy }>
  | Readonly<{ kind: 'stopped'; reason: string }>
  | Readonly<{ kind: 'superseded'; reason: string; isTolerated: boolean }>
  /** It is bad, and stays as it is: on-deploy-failure says so, or there is nothing to go back to. */
  | Readonly<{ kind: 'failed'; reason: string }>
  /** It succeeded, but ECS runs another image than ours. */
  | Readonly<{ kind: 'mismatched'; container: string; digest: string }>
  | Readonly<{
      kind: 'timed-out'
      lastState: string
      minutes: number
      /** ECS was rolling it back or stopping it. */
      turning: boolean
    }>

/** What a rollout went through, such as SCALE_UP or BAKE_TIME; seconds since UpdateService. */
export type Stage = Readonly<{ name: string; from: number; to: number }>

export type Rollout = Readonly<{
  cluster: string
  service: string
  /** The container that got the image. */
  container: string | undefined
  /** `repository@digest`, as the task definition names it. */
  image: string
  /** Of the revision that the service was told to run. */
  taskDefinition: string
  /** Of the revision that it ran before. */
  previous: string
  /** Whether a new revision was registered. */
  changed: boolean
  diff: readonly string[]
  /** ROLLING, BLUE_GREEN, LINEAR, CANARY, or what AWS adds one day. */
  strategy: string
  /** ecs-svc/<number>, once there is a deployment. */
  deploymentId: string | undefined
  /** Of the service deployment, where it could be found. */
  deploymentArn: string | undefined
  /** Missing while it is not known, which is never a success. */
  ending: Ending | undefined
  /** What of ours failed with this service, where something did. */
  failure: Failure | undefined
  seconds: number
  stages: readonly Stage[]
  evidence: Evidence
  /** What the evidence says, where there is any. */
  diagnosis: Diagnosis | undefined
  /** What the service runs, or is moved to, after an end that was not good. */
  runs: string | undefined
  /** What makes a good end worth less than it sounds. */
  notes: readonly string[]
  consoleUrl: string | undefined
}>

/** A revision that was registered, or found, without a service to run it. */
export type Registered = Pick<Rollout, 'taskDefinition' | 'changed' | 'diff'> &
  Readonly<{ /** What it was made from, as sentences name it. */ from: string }>

/** What the evidence says in one sentence, and what to do about it. */
export type Diagnosis = Readonly<{ sentence: string; hint: string }>

/** `family:revision` of a task definition's ARN. */
export function revisionOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1)
}
