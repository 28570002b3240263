import { afterEach, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import { createService } from '../../../local/aws/ecs/control.ts'
import { currentService } from '../../../local/aws/ecs/launch.ts'
import { continueByOthers, stopByOthers, updateByOthers } from '../../../local/aws/ecs/others.ts'
import { presets } from '../../../local/aws/ecs/presets.ts'
import type { RolloutName } from '../../../local/aws/ecs/rollout.ts'
import { isOngoing } from '../../../local/aws/ecs/rollout-parts.ts'
import { taskViews } from '../../../local/aws/ecs/task-views.ts'
import { trueService } from '../../../local/aws/ecs/truth.ts'
import { settle } from '../../../local/aws/options.ts'
import { AwsError } from '../../../local/aws/protocol/error.ts'
import { createWorld, type World } from '../../../local/aws/world.ts'
import { definition } from './ecs-support.ts'

// Whatever people do to a service, and whenever, the truth about it holds together.

let clock = 0
afterEach(() => void jest.restoreAllMocks())

type Act =
  | Readonly<{ act: 'update'; rollout: RolloutName }>
  | Readonly<{ act: 'stop' }>
  | Readonly<{ act: 'continue'; action: 'CONTINUE' | 'ROLLBACK' }>

const names = (Object.keys(presets) as RolloutName[]).filter((name) => !name.startsWith('service-'))
const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constant('update' as const), rollout: fc.constantFrom(...names) }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('stop' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('continue' as const),
      action: fc.constantFrom('CONTINUE' as const, 'ROLLBACK' as const),
    }),
  },
)

function perform(world: World, act: Act): void {
  try {
    if (act.act === 'update') updateByOthers(world, 'web', { forceNewDeployment: true, rollout: act.rollout })
    if (act.act === 'stop') stopByOthers(world, 'web')
    if (act.act === 'continue') continueByOthers(world, 'web', act.action)
  } catch (error) {
    // What is over cannot be stopped, and what does not wait cannot be continued.
    if (!(error instanceof AwsError)) throw error
  }
}

/** The truth now, after what must be true of it in every moment. */
function checked(world: World) {
  const truth = trueService(world, 'web')
  expect(truth.deployments.map(({ status }) => status === 'PRIMARY')).toEqual(
    truth.deployments.map((_, i) => i === 0),
  )
  expect(truth.history.filter(({ runs }) => runs).length).toBeLessThanOrEqual(1)
  expect(truth.history.slice(1).filter(({ status }) => isOngoing(status))).toEqual([])
  const running = truth.deployments.reduce((sum, { runningCount }) => sum + runningCount, 0)
  expect(truth.history.reduce((sum, one) => sum + one.running, 0)).toBe(running)
  expect(running).toBeGreaterThanOrEqual(2) // nothing here takes away what runs before the new is up
  const service = currentService(world, 'default', 'web')
  const tasks = service ? taskViews(world, service, clock) : []
  expect(new Set(tasks.map(({ taskArn }) => taskArn)).size).toBe(tasks.length)
  return truth
}

test.each([false, true])('in every moment; without an earlier deployment: %s', (fresh) => {
  jest.spyOn(Date, 'now').mockImplementation(() => clock)
  const script = fc.array(fc.tuple(fc.integer({ min: 0, max: 40_000 }), acts), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(script, (steps) => {
      clock = 1_800_000_000_000
      const world = createWorld(settle({}))
      createService(world, { name: 'web', taskDefinition: definition(), fresh })
      const ended = new Map<string, string>()
      const look = () => {
        for (const { number, status } of checked(world).history) {
          // What has come to its end stays as it ended.
          if (ended.has(number)) expect(status).toBe(ended.get(number))
          if (!isOngoing(status)) ended.set(number, status)
        }
      }
      for (const [wait, act] of steps) {
        clock += wait
        look()
        perform(world, act)
        look()
      }
      // To the end of whatever has one: nothing stays paused.
      for (let i = 0; i < 20; i++) {
        clock += 7500
        perform(world, { act: 'continue', action: 'CONTINUE' })
        look()
      }
      const { history, deployments } = checked(world)
      const [newest] = history
      if (newest?.status === 'SUCCESSFUL') expect([newest.runs, deployments.length]).toEqual([true, 1])
      if (newest?.status === 'ROLLBACK_SUCCESSFUL') expect([newest.runs, newest.running]).toEqual([false, 0])
      expect(
        history.every(({ calls }, i) => i === history.length - 1 || calls[0]?.operation === 'UpdateService'),
      ).toBe(true)
    }),
    { numRuns: 30 },
  )
})
