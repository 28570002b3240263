/** What a load balancer says of one target in a group. */
export type TargetHealth = Readonly<{
  id: string // an address or an instance
  port?: number // 80 by default
  state: 'initial' | 'healthy' | 'unhealthy' | 'unused' | 'draining' | 'unavailable'
  reason?: string // Target.ResponseCodeMismatch, Target.Timeout, Elb.InitialHealthChecking, …
  description?: string
}>
