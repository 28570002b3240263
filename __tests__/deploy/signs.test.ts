import type { ServiceDeployment } from '@aws-sdk/client-ecs'
import { expect, test } from '@jest/globals'
import { signsOf } from '../../src/deploy/signs.ts'

const lambda = (name: string) => `arn:aws:lambda:eu-west-1:123456789012:function:${name}`

const cases: readonly (readonly [what: string, ServiceDeployment, signs: readonly string[]])[] = [
  ['nothing where nothing is told', {}, []],
  [
    'nothing while all is watched and well',
    {
      deploymentCircuitBreaker: { status: 'MONITORING', failureCount: 1, threshold: 3 },
      alarms: { status: 'MONITORING', alarmNames: ['web-5xx'] },
      lifecycleHookDetails: [
        { targetType: 'AWS_LAMBDA', targetArn: lambda('a'), status: 'SUCCEEDED' },
        { targetType: 'PAUSE', hookId: 'h1', status: 'AWAITING_ACTION' },
      ],
    },
    [],
  ],
  [
    'the breaker with its counts',
    { deploymentCircuitBreaker: { status: 'TRIGGERED', failureCount: 3, threshold: 3 } },
    ['the circuit breaker gave up after 3 of 3 failures'],
  ],
  [
    'the breaker without them',
    { deploymentCircuitBreaker: { status: 'TRIGGERED' } },
    ['the circuit breaker gave up'],
  ],
  [
    'each alarm that went off, and no other',
    {
      alarms: {
        ...{ status: 'TRIGGERED', alarmNames: ['slow', 'web-5xx', 'full'] },
        triggeredAlarmNames: ['web-5xx', 'full'],
      },
    },
    ['the alarm web-5xx went off', 'the alarm full went off'],
  ],
  ['an alarm without a name', { alarms: { status: 'TRIGGERED' } }, ['an alarm of the service went off']],
  [
    'hooks that failed or never answered, by the name of their function',
    {
      lifecycleHookDetails: [
        { targetType: 'AWS_LAMBDA', targetArn: lambda('smoke'), status: 'FAILED' },
        { targetType: 'AWS_LAMBDA', targetArn: lambda('load:live'), status: 'TIMED_OUT' },
        { targetType: 'PAUSE', hookId: 'h1', status: 'TIMED_OUT' },
        { targetType: 'PAUSE', hookId: 'h2', status: 'TIMED_OUT', timeoutAction: 'CONTINUE' },
      ],
    },
    [
      'the lifecycle hook smoke failed',
      'the lifecycle hook load:live timed out',
      'the pause h1 was answered by nobody in time',
    ],
  ],
  [
    'the cause before what followed from it',
    {
      rollback: { reason: 'Service deployment rolled back because of an alarm.' },
      deploymentCircuitBreaker: { status: 'TRIGGERED', failureCount: 3, threshold: 3 },
      alarms: { status: 'TRIGGERED', triggeredAlarmNames: ['web-5xx'] },
    },
    [
      'the alarm web-5xx went off',
      'the circuit breaker gave up after 3 of 3 failures',
      'Service deployment rolled back because of an alarm',
    ],
  ],
]

test.each(cases)('%s', (_, deployment, signs) => {
  expect(signsOf(deployment)).toEqual(signs)
})

test('the account is not shown', () => {
  const hook = { targetType: 'AWS_LAMBDA', targetArn: lambda('smoke'), status: 'FAILED' } as const
  expect(signsOf({ lifecycleHookDetails: [hook] }).join()).not.toContain('123456789012')
})
