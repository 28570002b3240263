import type { ServiceDeployment } from '@aws-sdk/client-ecs'

type Breaker = NonNullable<ServiceDeployment['deploymentCircuitBreaker']>
type Hook = NonNullable<ServiceDeployment['lifecycleHookDetails']>[number]

const longest = 1_000

/** What a service deployment says of its own failure, the most telling first; each reads on from "ECS says: ". */
export function signsOf({
  deploymentCircuitBreaker: breaker,
  alarms,
  lifecycleHookDetails = [],
  rollback,
}: ServiceDeployment): readonly string[] {
  const triggered = alarms?.triggeredAlarmNames ?? []
  const signs = [
    ...triggered.map((name) => `the alarm ${name} went off`),
    ...(alarms?.status === 'TRIGGERED' && triggered.length === 0 ? ['an alarm of the service went off'] : []),
    ...lifecycleHookDetails.flatMap(signOfHook),
    ...(breaker?.status === 'TRIGGERED' ? [signOfBreaker(breaker)] : []),
    ...(rollback?.reason ? [withoutStop(rollback.reason)] : []),
  ]
  return signs.map((text) => text.slice(0, longest))
}

function signOfBreaker({ failureCount, threshold }: Breaker): string {
  const of = threshold === undefined ? '' : ` of ${threshold}`
  const count = failureCount === undefined ? '' : ` after ${failureCount}${of} failures`
  return `the circuit breaker gave up${count}`
}

function signOfHook({ hookId, targetType, targetArn, status, timeoutAction }: Hook): readonly string[] {
  if (status !== 'FAILED' && status !== 'TIMED_OUT') return []
  // Nobody was asked for more than that: it went on.
  if (status === 'TIMED_OUT' && timeoutAction === 'CONTINUE') return []
  if (targetType === 'PAUSE')
    return [
      `the pause ${hookId ?? 'of a hook'} ${status === 'FAILED' ? 'failed' : 'was answered by nobody in time'}`,
    ]
  // The ARN would show the account, which a log should not.
  const name = targetArn?.replace(/^.*:function:/, '') ?? hookId ?? 'without a name'
  return [`the lifecycle hook ${name} ${status === 'FAILED' ? 'failed' : 'timed out'}`]
}

function withoutStop(reason: string): string {
  return reason.trim().replace(/\.$/, '')
}
