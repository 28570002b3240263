/** A task that stopped while our deployment was rolled out. */
export type StoppedTask = Readonly<{
  id: string
  stopCode: string | undefined
  reason: string | undefined
  containers: readonly Readonly<{ name: string; exitCode: number | undefined; reason: string | undefined }>[]
}>

/** What explains a rollout that went wrong, gathered before it vanishes. */
export type Evidence = Readonly<{ tasks: readonly StoppedTask[]; events: readonly string[] }>

/** How the deployment that this run made ended. Each kind is also the value of the output `deployment-status`. */
export type Ending =
  | Readonly<{ kind: 'successful' | 'no-change' | 'not-waited' }>
  | Readonly<{ kind: 'rolled-back' | 'rollback-failed' | 'superseded' | 'stopped'; reason: string }>
  | Readonly<{
      kind: 'timed-out'
      lastState: string
      minutes: number /** ECS was rolling it back or stopping it. */
      turning: boolean
    }>

export type Rollout = Readonly<{
  cluster: string
  service: string
  /** Of the revision that the service was told to run. */
  taskDefinition: string
  /** Of the revision that it ran before. */
  previous: string
  /** Whether a new revision was registered. */
  changed: boolean
  diff: readonly string[]
  /** ecs-svc/<number>, once there is a deployment. */
  deploymentId: string | undefined
  /** Missing while it is not known, which is never a success. */
  ending: Ending | undefined
  seconds: number
  evidence: Evidence
  /** What the evidence says, where there is any. */
  diagnosis: Readonly<{ sentence: string; hint: string }> | undefined
  /** What the service runs, or is moved to, after an end that was not good. */
  runs: string | undefined
  /** What makes a good end worth less than it sounds. */
  note: string | undefined
  consoleUrl: string | undefined
}>

/** `family:revision` of a task definition's ARN. */
export function revisionOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1)
}
