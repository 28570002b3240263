// What one look at a rollout shows: the service with its deployments, and the service deployment, ECS's own record of it.

/** A deployment as the service lists it. */
export type ListedDeployment = Readonly<{
  /** ecs-svc/<number> */
  id: string
  isPrimary: boolean
  taskDefinition: string
  createdAt: Date
  /** Missing with a classic load balancer. */
  rolloutState: string | undefined
  rolloutReason: string | undefined
  desired: number
  running: number
  pending: number
  /** Of those in a row that never ran: back to 0 with the first that does. */
  failed: number
}>

export type ServiceEvent = Readonly<{ id: string; at: Date; text: string }>

export type ServiceSight = Readonly<{
  desiredCount: number
  deployments: readonly ListedDeployment[]
  /** Newest first. */
  events: readonly ServiceEvent[]
}>

export type Hook = Readonly<{ id: string; expiresAt: Date | undefined; timeoutAction: string | undefined }>

export type DeploymentSight = Readonly<{
  status: string
  reason: string | undefined
  stage: string | undefined
  /** The hook at which it waits for a person. */
  pausedAt: Hook | undefined
  wanted: number
  running: number
  pending: number
  /** Percent of the traffic, where it is shifted. */
  weight: number | undefined
  failures: Readonly<{ count: number; threshold: number | undefined }>
  /** What ECS itself says against it: a triggered breaker or alarm, a failed hook. */
  signs: readonly string[]
  /** Somebody made a newer one. */
  hasSuccessor: boolean
}>

export type Sight = Readonly<{
  /** Undefined where it could not be read this time. */
  service: ServiceSight | undefined
  /** `unreadable` this time; `closed`: there is no such API here, so the service's own list decides. */
  deployment: DeploymentSight | 'unreadable' | 'closed'
  /** How many tasks of this deployment have stopped, where that was counted. */
  stopped: number | undefined
  elapsedMs: number
}>
