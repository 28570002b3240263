import { describe, expect, jest, test } from '@jest/globals'
import type { Fault, FaultKind, RolloutName } from '../../local/aws/aws.ts'
import { arnOf, cluster, createService, type Deployed, writes } from '../fixtures/deploy/deploying.ts'
import { rolled, rollingWorld } from '../fixtures/deploy/world.ts'
import { errorOf, type Slipway } from '../support/slipway.ts'

// ECS on a bad day. Every run has a world of its own, so that several can go at once.

jest.setTimeout(120_000)

type Seen = Deployed & Readonly<{ slipway: Slipway }>

async function given(
  faults: readonly Fault[],
  rollout: RolloutName,
  look: (seen: Seen) => void,
): Promise<void> {
  // A new deployment is listed at once, so that the number of calls is known.
  const world = await rollingWorld({ aws: { faults, ecs: { listedMs: 0 } } })
  const { slipway } = world
  try {
    createService(slipway, { service: 'shop', rollout })
    const { result } = await rolled(world, { service: 'shop' })
    // Whoever asked: a fault comes before that is known.
    const asked = slipway.local.aws.requests.filter(({ service }) => service === 'ecs')
    look({ result, asked, written: writes(asked), slipway })
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

describe('on a bad day of ECS,', () => {
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

  const unknown: readonly (readonly [operation: string, kind: FaultKind, skip: number, says: RegExp])[] = [
    [describing, 'server-error', 0, /^ecs:DescribeServiceDeployments for .* failed: /],
  ]
  for (const [operation, kind, skip, says] of unknown) {
    test.concurrent(`${operation} that always fails with ${kind} leaves the end unknown, and the rollout alone`, async () => {
      await given([always(operation, kind, skip)], 'breaker-rollback', (seen) => {
        const { main, summary, outputs } = seen.result
        const { 'deployment-id': id = '', ...others } = outputs
        const place = 'the service shop in the cluster demo (eu-west-1)'
        const start = `The deployment ${id} of ${place} was started, but what became of it is unknown: `
        expect(main.exitCode).toBe(1)
        expect(id).toMatch(/^ecs-svc\/\d+$/)
        expect(others).toMatchObject({
          'failure-code': 'DEPLOYMENT_UNKNOWN',
          released: 'false',
          'task-definition-revision': 'shop:2',
        })
        expect(others).not.toHaveProperty('deployment-status')
        expect(errorOf(seen.result).startsWith(start)).toBe(true)
        expect(errorOf(seen.result).slice(start.length)).toMatch(says)
        expect(errorOf(seen.result)).toContain(
          'ECS goes on with it by itself: look at the service before you run the job again.',
        )
        expect(summary).toContain('### Deploy: unknown\n')
        expect(summary).toContain(`| Deployment | \`${id}\` |`)
        expect(writtenIn(seen)).toEqual(onlyOurs)
        const failed = seen.asked.filter((one) => `ecs:${one.operation}` === operation && one.status !== 200)
        // One read may be tried several times by the SDK.
        expect(failed.length).toBeGreaterThanOrEqual(10)
      })
    })
  }

  test.concurrent('where neither its record nor the list of the service can be read, the end is unknown', async () => {
    const services = 'ecs:DescribeServices'
    const faults = [always(listing, 'access-denied'), always(services, 'server-error', 3)]
    await given(faults, 'breaker-rollback', (seen) => {
      expect(seen.result.main.exitCode).toBe(1)
      expect(seen.result.outputs).toMatchObject({ 'failure-code': 'DEPLOYMENT_UNKNOWN', released: 'false' })
      expect(errorOf(seen.result)).toContain(
        'was started, but what became of it is unknown: ecs:DescribeServices ',
      )
      expect(writtenIn(seen)).toEqual(onlyOurs)
    })
  })

  const closed: readonly (readonly [operation: string, kind: FaultKind, says: RegExp])[] = [
    [describing, 'access-denied', /: ecs:DescribeServiceDeployments for .* was denied: /],
    [describing, 'empty', /: The answer to ecs:DescribeServiceDeployments was without service deployments/],
    [describing, 'html', /: The answer to ecs:DescribeServiceDeployments for .* was no AWS answer/],
    [listing, 'access-denied', /: ecs:ListServiceDeployments for .* was denied: /],
    [listing, 'throttle', /: ecs:ListServiceDeployments for .* was throttled in all \d+ tries: /],
    [listing, 'html', /: The answer to ecs:ListServiceDeployments for .* was no AWS answer/],
    [listing, 'empty', /: The answer to ecs:ListServiceDeployments for .* was without a list/],
  ]
  for (const [operation, kind, says] of closed) {
    test.concurrent(`${operation} that always fails with ${kind} leaves the list of the service to decide`, async () => {
      await given([always(operation, kind)], 'breaker-rollback', (seen) => {
        const { outputs, main } = seen.result
        expect(main.exitCode).toBe(1)
        expect(outputs).toMatchObject({ 'failure-code': 'ROLLED_BACK', released: 'false' })
        expect(outputs['deployment-status']).toBe('rolled-back')
        const notices = main.annotations.filter(({ level }) => level === 'notice')
        expect(notices.map(({ message }) => message)).toEqual([expect.stringMatching(says)])
        expect(errorOf(seen.result)).toMatch(/^ECS rolled the service shop back from shop:2 to shop:1: /)
        expect(writtenIn(seen)).toEqual(onlyOurs)
      })
    })
  }

  const verdicts: readonly (readonly [what: string, fault: Fault, rollout: RolloutName, status: string])[] = [
    ['who came after cannot be asked', always(listing, 'access-denied', 1), 'superseded', 'superseded'],
    ['who came after cannot be asked', always(listing, 'access-denied', 1), 'stopped', 'stopped'],
    ['stopped tasks cannot be listed', always('ecs:ListTasks', 'html'), 'breaker-rollback', 'rolled-back'],
    ['stopped tasks cannot be read', always('ecs:DescribeTasks', 'empty'), 'breaker-rollback', 'rolled-back'],
    ['events cannot be read', always('ecs:DescribeServices', 'access-denied', 3), 'success', 'successful'],
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
