import { expect, jest, test } from '@jest/globals'
import type { Fault, FaultKind, RolloutName } from '../../local/aws/aws.ts'
import { arnOf, cluster, type Deployed, release } from '../fixtures/deploy/deploying.ts'
import { describeWithDocker, errorOf, remains, type Slipway, startSlipway } from '../support/slipway.ts'

// ECS on a bad day. Every run has a world of its own, so that several can go at once.

jest.setTimeout(120_000)

type Seen = Deployed & Readonly<{ slipway: Slipway }>

async function given(
  faults: readonly Fault[],
  rollout: RolloutName,
  look: (seen: Seen) => void,
): Promise<void> {
  // A new deployment is listed at once, so that the number of calls is known.
  const options = { pace: 60, aws: { faults, ecs: { listedMs: 0 } } }
  const slipway = await startSlipway('__tests__/fixtures/e2e-gate', options)
  try {
    const deployed = await release(slipway, { service: 'shop', rollout })
    expect(remains(deployed.result)).toEqual([])
    look({ ...deployed, slipway })
  } finally {
    await slipway.close()
  }
}

const describing = 'ecs:DescribeServiceDeployments'
const listing = 'ecs:ListServiceDeployments'
const always = (operation: string, kind: FaultKind, skip = 0): Fault => ({
  operation,
  kind,
  times: 'always',
  skip,
})
const writtenIn = ({ written }: Deployed) => written.map(([operation]) => operation)
const onlyOurs = ['RegisterTaskDefinition', 'UpdateService']

describeWithDocker('on a bad day of ECS,', () => {
  const passing: readonly (readonly [operation: string, kind: FaultKind, times: number, skip: number])[] = [
    [describing, 'throttle', 5, 0],
    [describing, 'server-error', 5, 0],
    [describing, 'reset', 1, 0],
    [describing, 'html', 2, 0],
    [describing, 'empty', 2, 0],
    [describing, 'expired-token', 1, 0],
    ['ecs:DescribeServices', 'server-error', 5, 3],
    [listing, 'throttle', 5, 0],
    [listing, 'server-error', 5, 0],
    [listing, 'empty', 1, 0],
  ]
  for (const [operation, kind, times, skip] of passing) {
    test.concurrent(`${operation} that fails ${times} times with ${kind} ends no rollout`, async () => {
      await given([{ operation, kind, times, skip }], 'success', (seen) => {
        expect(errorOf(seen.result)).toBe('')
        expect(seen.result.outputs).toMatchObject({ 'deployment-status': 'successful', released: 'true' })
        const failed = seen.asked.filter(({ status }) => status !== 200)
        if (kind !== 'empty') expect(failed).not.toEqual([])
        expect(writtenIn(seen)).toEqual(onlyOurs)
      })
    })
  }

  const lasting: readonly (readonly [operation: string, kind: FaultKind, says: RegExp])[] = [
    [describing, 'access-denied', /unknown: ecs:DescribeServiceDeployments for .* was denied: /],
    [describing, 'empty', /unknown: The answer to ecs:DescribeServiceDeployments for .* was /],
    [describing, 'html', /unknown: The answer to ecs:DescribeServiceDeployments for .* was no AWS answer/],
    [describing, 'server-error', /unknown: ecs:DescribeServiceDeployments for .* failed: /],
    [listing, 'access-denied', /unknown: ecs:ListServiceDeployments for .* was denied: /],
    [listing, 'html', /unknown: The answer to ecs:ListServiceDeployments for .* was no AWS answer/],
    [listing, 'empty', /unknown: ECS lists no service deployment for it within a minute\. /],
  ]
  for (const [operation, kind, says] of lasting) {
    test.concurrent(`${operation} that always fails with ${kind} leaves the end unknown, and the rollout alone`, async () => {
      await given([always(operation, kind)], 'breaker-rollback', (seen) => {
        const { outputs, main } = seen.result
        expect(main.exitCode).toBe(1)
        expect(outputs).toMatchObject({ 'failure-code': 'DEPLOYMENT_UNKNOWN', released: 'false' })
        expect(outputs['deployment-id']).toMatch(/^ecs-svc\/\d+$/)
        expect(outputs).not.toHaveProperty('deployment-status')
        expect(errorOf(seen.result)).toMatch(says)
        expect(writtenIn(seen)).toEqual(onlyOurs)
      })
    })
  }

  const verdicts: readonly (readonly [what: string, fault: Fault, rollout: RolloutName, status: string])[] = [
    ['who came after cannot be asked', always(listing, 'access-denied', 1), 'superseded', 'superseded'],
    ['who came after cannot be asked', always(listing, 'access-denied', 1), 'stopped', 'stopped'],
    ['stopped tasks cannot be listed', always('ecs:ListTasks', 'html'), 'breaker-rollback', 'rolled-back'],
    ['stopped tasks cannot be read', always('ecs:DescribeTasks', 'empty'), 'breaker-rollback', 'rolled-back'],
    ['events cannot be read', always('ecs:DescribeServices', 'access-denied', 2), 'success', 'successful'],
  ]
  for (const [what, fault, rollout, status] of verdicts) {
    test.concurrent(`${rollout} is told as ${status} where ${what}`, async () => {
      await given([fault], rollout, (seen) => {
        expect(seen.result.outputs['deployment-status']).toBe(status)
        expect(writtenIn(seen)).toEqual(onlyOurs)
      })
    })
  }

  // The call may have gone through: that it failed is more than anybody knows.
  for (const kind of ['server-error', 'reset', 'html', 'empty'] as const) {
    test.concurrent(`ecs:UpdateService whose answer is lost (${kind}) is told as unknown`, async () => {
      await given([always('ecs:UpdateService', kind)], 'success', (seen) => {
        expect(seen.result.outputs).toMatchObject({ 'failure-code': 'DEPLOYMENT_UNKNOWN', released: 'false' })
        expect(errorOf(seen.result)).toContain('the service shop in the cluster demo (eu-west-1)')
        // Made again, it could undo what somebody else deployed in between.
        expect(writtenIn(seen)).toEqual(onlyOurs)
      })
    })
  }

  const refused: readonly (readonly [operation: string, code: string])[] = [
    ['ecs:RegisterTaskDefinition', 'AWS_ACCESS_DENIED'],
    ['ecs:UpdateService', 'AWS_ACCESS_DENIED'],
  ]
  for (const [operation, code] of refused) {
    test.concurrent(`${operation} that is denied changes nothing of the service, and is told as that`, async () => {
      await given([always(operation, 'access-denied')], 'success', (seen) => {
        const { outputs, summary } = seen.result
        expect(outputs).toMatchObject({ 'failure-code': code, released: 'false' })
        expect(outputs).not.toHaveProperty('deployment-id')
        expect(errorOf(seen.result)).toContain(`"Action":"${operation}"`)
        // Nothing was started, so nothing is unknown.
        expect(summary).not.toContain('### Deploy: unknown')
        const { taskDefinition } = seen.slipway.local.aws.service('shop', cluster)
        expect(taskDefinition).toBe(arnOf(seen.slipway, 'shop:1'))
      })
    })
  }
})
