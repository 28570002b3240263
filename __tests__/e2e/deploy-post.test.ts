import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { asRole, release, roleWithout } from '../fixtures/deploy/deploying.ts'
import { pending } from '../fixtures/deploy/verdicts.ts'
import { remains, type Slipway, startSlipway } from '../support/slipway.ts'

// A run that is cancelled while a rollout goes on: its post step says what became of that.

jest.setTimeout(60_000)
let slipway: Slipway
beforeAll(async () => {
  const roles = [roleWithout('slipway'), roleWithout('blind-later', 'ecs:DescribeServiceDeployments')]
  slipway = await startSlipway('__tests__/fixtures/e2e-gate', { pace: 10, aws: { roles } })
})
afterAll(() => slipway.close())

const cancel = { whenLog: 'IN_PROGRESS', afterMs: 50 }

test('the post step says how it stands', async () => {
  const { result, written } = await release(slipway, {
    ...{ service: 'shop-1', rollout: pending, inputs: { gate: 'off' } },
    run: { cancel },
  })
  expect(result.conclusion).toBe('cancelled')
  expect(written.map(([operation]) => operation)).toEqual(['RegisterTaskDefinition', 'UpdateService'])
  const id = result.outputs['deployment-id']
  expect(result.post?.annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual([
    expect.stringMatching(
      new RegExp(
        `^notice: The deployment ${id} of shop-1, as it is now: IN_PROGRESS: 0 of 2 new tasks run, \\d pending, 0 of 3 failures\\.$`,
      ),
    ),
  ])
  expect(remains(result)).toEqual([])
})

test('with on-cancel: rollback ECS is asked once, and the post step says that it goes back', async () => {
  const { result, written } = await release(slipway, {
    ...{ service: 'shop-2', rollout: pending, inputs: { gate: 'off', 'on-cancel': 'rollback' } },
    run: { cancel },
  })
  expect(result.conclusion).toBe('cancelled')
  expect(written.map(([operation]) => operation)).toEqual([
    'RegisterTaskDefinition',
    'UpdateService',
    'StopServiceDeployment',
  ])
  expect(result.post?.annotations.map(({ message }) => message)).toEqual([
    expect.stringMatching(/ of shop-2, as it is now: (ROLLBACK|STOP)_\w+: /),
  ])
})

test("where ECS's record may not be read, the post step goes by the list of the service", async () => {
  const { result } = await release(slipway, {
    ...{ service: 'shop-3', rollout: pending },
    inputs: { gate: 'off', ...asRole(slipway, 'blind-later') },
    run: { cancel },
  })
  expect(result.post?.annotations.map(({ message }) => message)).toEqual([
    expect.stringMatching(/ of shop-3, as it is now: IN_PROGRESS: \d of 2 new tasks run/),
  ])
})
