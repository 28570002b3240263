import { configurationOf } from './configuration.ts'
import { timestamp } from './operation.ts'
import type { Progress } from './progress.ts'
import type { Breaker } from './rollout-parts.ts'
import type { Deployment, EcsService } from './store.ts'

// What watches over a deployment, as DescribeServiceDeployments shows it.

export function circuitBreakerView(service: EcsService, { circuitBreaker: told }: Progress): Breaker {
  const { enable, threshold } = configurationOf(service).breaker
  if (!enable) return { status: 'DISABLED', failureCount: 0, threshold: 0 }
  return told ?? { status: 'MONITORING', failureCount: 0, threshold }
}

export function alarmsView(service: EcsService, { status, alarms: told }: Progress) {
  const { enable, names } = configurationOf(service).alarms
  const triggered = told?.triggered ?? []
  const alarmNames = [...new Set([...names, ...triggered])]
  if (!enable && told === undefined) return { status: 'DISABLED' }
  const monitor = status === 'SUCCESSFUL' ? 'MONITORING_COMPLETE' : 'MONITORING'
  return {
    status: told?.status ?? monitor,
    alarmNames,
    ...(triggered.length > 0 ? { triggeredAlarmNames: triggered } : {}),
  }
}

/** Lambda hooks, and pauses: what still waits is over as soon as the deployment takes another turn. */
export function hookViews({ at, number }: Deployment, { status, hooks, pauses }: Progress, pace: number) {
  const shown = pauses.filter((one) => one.status !== 'AWAITING_ACTION' || status === 'IN_PROGRESS')
  return [
    ...hooks.map(({ status: hookStatus, targetArn }, i) => ({
      hookId: `ecs-hook-${number}-${i}`,
      targetType: 'AWS_LAMBDA',
      targetArn,
      status: hookStatus,
    })),
    ...shown.map((one) => ({
      hookId: one.id,
      targetType: 'PAUSE',
      status: one.status,
      expiresAt: timestamp(at + one.expiresMs / pace),
      timeoutAction: one.timeoutAction,
    })),
  ]
}
