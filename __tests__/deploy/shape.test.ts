import { describe, expect, test } from '@jest/globals'
import { type Configuration, shapeOf } from '../../src/deploy/shape.ts'

describe('a rollout is given so many minutes', () => {
  const pause = (timeoutInMinutes?: number) => ({
    targetType: 'PAUSE',
    ...(timeoutInMinutes === undefined ? {} : { timeoutConfiguration: { timeoutInMinutes } }),
  })
  const linear = (stepPercent?: number, stepBakeTimeInMinutes?: number): Configuration => ({
    strategy: 'LINEAR',
    linearConfiguration: { stepPercent, stepBakeTimeInMinutes },
  })

  test.each<[number, string, Configuration]>([
    [30, 'of tasks alone', {}],
    [30, 'ROLLING', { strategy: 'ROLLING' }],
    [45, 'with a bake time', { bakeTimeInMinutes: 15 }],
    [35, 'BLUE_GREEN with a bake time', { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 5 }],
    [90, 'LINEAR as AWS fills it in: 10 steps of 6 min', { strategy: 'LINEAR' }],
    [34, 'LINEAR, 4 steps of 1 min', linear(25, 1)],
    [70, 'LINEAR whose steps do not come out even: 4 of 10 min', linear(30, 10)],
    [30, 'LINEAR without a wait', linear(25, 0)],
    [54, 'LINEAR, 4 steps of 1 min, and a bake time', { ...linear(25, 1), bakeTimeInMinutes: 20 }],
    [40, 'CANARY as AWS fills it in', { strategy: 'CANARY' }],
    [33, 'CANARY', { strategy: 'CANARY', canaryConfiguration: { canaryBakeTimeInMinutes: 3 } }],
    [
      30,
      'CANARY without a wait',
      { strategy: 'CANARY', canaryConfiguration: { canaryBakeTimeInMinutes: 0 } },
    ],
    [30, 'ROLLING with what is for others', { ...linear(25, 60), strategy: 'ROLLING' }],
    [30, 'of a strategy that nobody knows', { strategy: 'SPIRAL', canaryConfiguration: {} }],
    [90, 'with two pauses', { lifecycleHooks: [pause(20), pause(40)] }],
    [30, 'with a function as a hook', { lifecycleHooks: [{ targetType: 'AWS_LAMBDA' }, {}] }],
    [350, 'with a pause that says nothing of its time, a day', { lifecycleHooks: [pause()] }],
    [350, 'of steps beyond every job', linear(3, 1440)],
    [350, 'with steps of no percent, which AWS never takes', linear(0, 6)],
    [350, 'of 350 exactly', { bakeTimeInMinutes: 320 }],
    [350, 'of more', { bakeTimeInMinutes: 321 }],
  ])('%d %s', (minutes, _, configuration) => {
    expect(shapeOf(configuration).minutes).toBe(minutes)
  })
})

describe('who watches it', () => {
  const on = { enable: true, rollback: true }
  const off = { enable: false, rollback: true }
  const alone = { enable: true, rollback: false }
  test.each<[boolean, boolean, Configuration]>([
    [false, false, {}],
    [true, true, { deploymentCircuitBreaker: on }],
    [true, false, { deploymentCircuitBreaker: alone }],
    [false, false, { deploymentCircuitBreaker: off }],
    [false, true, { alarms: on }],
    [false, false, { alarms: alone }],
    [false, false, { alarms: off }],
    [true, true, { deploymentCircuitBreaker: alone, alarms: on }],
  ])('breaker %s, goes back %s: %j', (isWatched, rollsBack, configuration) => {
    expect(shapeOf(configuration)).toMatchObject({ isWatched, rollsBack })
  })

  test('and whether it ends early', () => {
    expect(shapeOf({ earlySuccessCriteria: { enable: true } }).endsEarly).toBe(true)
    expect(shapeOf({ earlySuccessCriteria: { enable: false } }).endsEarly).toBe(false)
  })
})

test('the strategy is ROLLING where none is told, and else in the words of AWS', () => {
  expect([shapeOf({}).strategy, shapeOf({ strategy: 'SPIRAL' }).strategy]).toEqual(['ROLLING', 'SPIRAL'])
})
