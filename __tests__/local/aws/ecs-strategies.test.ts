import { describe, expect, test } from '@jest/globals'
import type { LocalServiceOptions, RolloutName } from '../../../local/aws/aws.ts'
import { createService } from '../../../local/aws/ecs/control.ts'
import { deploymentViews } from '../../../local/aws/ecs/deployments-view.ts'
import { currentService, launch } from '../../../local/aws/ecs/launch.ts'
import { serviceDeploymentView } from '../../../local/aws/ecs/service-deployment-view.ts'
import { progressOf } from '../../../local/aws/ecs/store.ts'
import { settle } from '../../../local/aws/options.ts'
import { createWorld } from '../../../local/aws/world.ts'
import { definition } from './ecs-support.ts'

// What a service's configuration asks of its rollouts, looked at moment by moment.

const began = 1_800_000_000_000

/** A deployment of such a service, as it can be looked at in any moment after its beginning. */
function deployed(options: Partial<LocalServiceOptions>, rollout?: RolloutName) {
  const world = createWorld(settle({}))
  world.origin.url = 'http://127.0.0.1:1'
  createService(world, { name: 'web', taskDefinition: definition(), ...options })
  const before = currentService(world, 'default', 'web')
  if (!before) throw new Error('There is no service.')
  const { taskDefinition } = before.deployments[0]
  const service = launch(world, before, { taskDefinition, at: began, rollout })
  const [ours] = service.deployments
  return {
    at: (ms: number) => serviceDeploymentView(world, service, ours, began + ms),
    classic: (ms: number) => deploymentViews(world, service, began + ms),
    status: (ms: number) => progressOf(world, service, ours, began + ms).status,
  }
}

/** The moment of the first such look, in steps of a quarter of a second. */
function first(look: (ms: number) => boolean, most = 3_600_000): number {
  for (let ms = 0; ms <= most; ms += 250) if (look(ms)) return ms
  throw new Error('It never came.')
}

const weightOf = ({ targetServiceRevision }: ReturnType<ReturnType<typeof deployed>['at']>) =>
  targetServiceRevision.requestedProductionTrafficWeight

/** The stages one after the other, each with the traffic that the new revision gets in it. */
function stagesOf({ at, status }: ReturnType<typeof deployed>): readonly string[] {
  const done = first((ms) => status(ms) === 'SUCCESSFUL')
  const seen: string[] = []
  for (let ms = 0; ms < done; ms += 250) {
    const { lifecycleStage = '', ...view } = at(ms)
    const word = `${lifecycleStage} ${weightOf({ ...view, lifecycleStage }) ?? ''}`.trim()
    if (word !== seen.at(-1)) seen.push(word)
  }
  return seen
}

const upTo = [
  '',
  'PRE_SCALE_UP 0',
  'SCALE_UP 0',
  'POST_SCALE_UP 0',
  'TEST_TRAFFIC_SHIFT 0',
  'POST_TEST_TRAFFIC_SHIFT 0',
]
const from = ['POST_PRODUCTION_TRAFFIC_SHIFT 100', 'BAKE_TIME 100', 'CLEAN_UP 100']
const shift = (...weights: readonly number[]) => weights.map((weight) => `PRODUCTION_TRAFFIC_SHIFT ${weight}`)

describe('stages', () => {
  const bakeTimeInMinutes = 2
  test.each<[string, object, readonly string[]]>([
    ['BLUE_GREEN', {}, shift(100)],
    [
      'LINEAR',
      { linearConfiguration: { stepPercent: 25, stepBakeTimeInMinutes: 1 } },
      shift(25, 50, 75, 100),
    ],
    ['LINEAR', { linearConfiguration: { stepPercent: 40, stepBakeTimeInMinutes: 0 } }, shift(40, 80, 100)],
    ['CANARY', { canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: 3 } }, shift(10, 100)],
    ['CANARY', {}, shift(5, 100)],
  ])('of %s with %j', (strategy, more, shifts) => {
    const one = deployed({ deploymentConfiguration: { strategy, bakeTimeInMinutes, ...more } })
    expect(stagesOf(one).filter((stage) => stage !== '')).toEqual([...upTo.slice(1), ...shifts, ...from])
    expect(one.at(0).deploymentConfiguration).toMatchObject({ strategy, bakeTimeInMinutes, ...more })
  })

  test('last as long as the configuration says', () => {
    const bake = (configuration: object) => {
      const one = deployed({ deploymentConfiguration: { bakeTimeInMinutes: 1, ...configuration } })
      return first((ms) => one.status(ms) === 'SUCCESSFUL') / 60_000
    }
    const plain = bake({ strategy: 'BLUE_GREEN' })
    expect(bake({ strategy: 'BLUE_GREEN', bakeTimeInMinutes: 4 }) - plain).toBe(3)
    expect(bake({ strategy: 'CANARY' }) - plain).toBeCloseTo(10, 1)
    const linear = { stepPercent: 25, stepBakeTimeInMinutes: 2 }
    expect(bake({ strategy: 'LINEAR', linearConfiguration: linear }) - plain).toBeCloseTo(6, 0)
    expect(bake({ strategy: 'LINEAR' }) - plain).toBeCloseTo(54, 0)
  })

  test('with two full sizes at a time, which says nothing of success', () => {
    const one = deployed({
      desiredCount: 3,
      deploymentConfiguration: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 1 },
    })
    const baking = first((ms) => one.at(ms).lifecycleStage === 'BAKE_TIME')
    expect(
      one
        .classic(baking)
        .map(({ status, runningCount, rolloutState }) => [status, runningCount, rolloutState]),
    ).toEqual([
      ['PRIMARY', 3, 'IN_PROGRESS'],
      ['ACTIVE', 3, 'COMPLETED'],
    ])
    const [source] = one.at(baking).sourceServiceRevisions
    expect([source?.runningTaskCount, source?.requestedProductionTrafficWeight]).toEqual([3, 0])
    const done = first((ms) => one.status(ms) === 'SUCCESSFUL')
    expect(one.classic(done).map(({ rolloutState }) => rolloutState)).toEqual(['COMPLETED'])
  })
})

describe('hooks', () => {
  const hook = (targetType: string, stage: string, more: object = {}) => ({
    ...{ targetType, lifecycleStages: [stage], ...more },
    ...(targetType === 'PAUSE'
      ? {}
      : { hookTargetArn: `arn:aws:lambda:eu-west-1:123456789012:function:${stage}` }),
  })

  test('of Lambda are asked at their stage', () => {
    const lifecycleHooks = [hook('AWS_LAMBDA', 'POST_TEST_TRAFFIC_SHIFT')]
    const one = deployed({ deploymentConfiguration: { strategy: 'BLUE_GREEN', lifecycleHooks } })
    const asked = first((ms) => one.at(ms).lifecycleHookDetails.length > 0)
    expect(one.at(asked)).toMatchObject({
      lifecycleStage: 'POST_TEST_TRAFFIC_SHIFT',
      lifecycleHookDetails: [
        { targetType: 'AWS_LAMBDA', status: 'IN_PROGRESS', targetArn: lifecycleHooks[0]?.hookTargetArn },
      ],
    })
    expect(one.at(asked + 500).lifecycleHookDetails).toMatchObject([{ status: 'SUCCEEDED' }])
  })

  test.each(['BLUE_GREEN', 'ROLLING'])(
    'PAUSE holds a deployment of %s up until its time is over',
    (strategy) => {
      const timeoutConfiguration = { timeoutInMinutes: 5, action: 'CONTINUE' }
      const lifecycleHooks = [hook('PAUSE', 'POST_SCALE_UP', { timeoutConfiguration })]
      const one = deployed({ deploymentConfiguration: { strategy, lifecycleHooks } })
      const free = deployed({ deploymentConfiguration: { strategy } })
      const waits = first((ms) => one.at(ms).lifecycleHookDetails.length > 0)
      expect(one.at(waits)).toMatchObject({
        lifecycleStage: 'POST_SCALE_UP',
        lifecycleHookDetails: [{ targetType: 'PAUSE', status: 'AWAITING_ACTION', timeoutAction: 'CONTINUE' }],
      })
      const ends = [one, free].map(({ status }) => first((ms) => status(ms) === 'SUCCESSFUL'))
      expect((ends[0] ?? 0) - (ends[1] ?? 0)).toBeGreaterThanOrEqual(300_000)
    },
  )

  test('PAUSE comes before every step of a canary, by an id of its own', () => {
    const timeoutConfiguration = { timeoutInMinutes: 1, action: 'CONTINUE' }
    const lifecycleHooks = [hook('PAUSE', 'PRE_PRODUCTION_TRAFFIC_SHIFT', { timeoutConfiguration })]
    const one = deployed({ deploymentConfiguration: { strategy: 'CANARY', lifecycleHooks } })
    const done = first((ms) => one.status(ms) === 'SUCCESSFUL')
    const ids = one.at(done).lifecycleHookDetails.map(({ hookId }) => hookId)
    expect(new Set(ids).size).toBe(2)
    expect(stagesOf(one)).toEqual(
      expect.arrayContaining(['PRE_PRODUCTION_TRAFFIC_SHIFT 0', 'PRE_PRODUCTION_TRAFFIC_SHIFT 5']),
    )
  })
})

describe('a rolling deployment', () => {
  const ROLLING = { strategy: 'ROLLING' }

  test('bakes alone and with all its tasks, and is not done', () => {
    const one = deployed({ deploymentConfiguration: { ...ROLLING, bakeTimeInMinutes: 5 } })
    const alone = first((ms) => one.classic(ms).length === 1)
    expect([one.status(alone), one.classic(alone)]).toMatchObject([
      'IN_PROGRESS',
      [{ status: 'PRIMARY', runningCount: 2, desiredCount: 2, rolloutState: 'IN_PROGRESS' }],
    ])
    const done = first((ms) => one.status(ms) === 'SUCCESSFUL')
    expect(done - alone).toBeGreaterThanOrEqual(300_000)
    expect(one.classic(done)).toMatchObject([{ rolloutState: 'COMPLETED' }])
  })

  test.each([
    ['DEFERRED', 2],
    ['BLOCKING', 1],
  ])('is done early where enough tasks are healthy: %s', (sourceServiceRevisionCleanup, deployments) => {
    const earlySuccessCriteria = { enable: true, healthyPercent: 30, sourceServiceRevisionCleanup }
    const one = deployed({ desiredCount: 10, deploymentConfiguration: { ...ROLLING, earlySuccessCriteria } })
    const done = first((ms) => one.status(ms) === 'SUCCESSFUL')
    expect(one.at(done).targetServiceRevision).toMatchObject({ runningTaskCount: 3, requestedTaskCount: 10 })
    expect(one.at(done).deploymentCircuitBreaker.status).toBe('MONITORING_COMPLETE')
    expect(one.classic(done).length).toBe(deployments)
    const all = first((ms) => one.at(ms).targetServiceRevision.runningTaskCount === 10)
    expect(all).toBeGreaterThan(done)
  })

  test('is watched by alarms, which are named', () => {
    const alarms = { enable: true, rollback: true, alarmNames: ['web-5xx', 'web-latency'] }
    const one = deployed({ deploymentConfiguration: { ...ROLLING, alarms } }, 'alarm-rollback')
    const going = first((ms) => one.status(ms) === 'IN_PROGRESS')
    expect(one.at(going).alarms).toEqual({ status: 'MONITORING', alarmNames: alarms.alarmNames })
    const back = first((ms) => one.status(ms) === 'ROLLBACK_IN_PROGRESS')
    expect(one.at(back).alarms).toEqual({
      status: 'TRIGGERED',
      alarmNames: alarms.alarmNames,
      triggeredAlarmNames: ['web-5xx'],
    })
    expect(one.classic(back).map(({ status, rolloutState }) => [status, rolloutState])).toEqual([
      ['PRIMARY', 'IN_PROGRESS'],
      ['ACTIVE', 'FAILED'],
    ])
  })

  test('has a breaker with a threshold of its own, or none', () => {
    const breaker = (deploymentCircuitBreaker: object) => {
      const one = deployed({ deploymentConfiguration: { deploymentCircuitBreaker } })
      return one.at(0).deploymentCircuitBreaker
    }
    const thresholdConfiguration = { type: 'COUNT', value: 7 }
    expect(breaker({ enable: true, rollback: true, thresholdConfiguration }).threshold).toBe(7)
    expect(breaker({ enable: false, rollback: false })).toEqual({
      status: 'DISABLED',
      failureCount: 0,
      threshold: 0,
    })
  })
})

describe('an end that is not good', () => {
  const rolledBack: readonly RolloutName[] = ['alarm-rollback', 'hook-rollback', 'network-rollback']

  test.each(rolledBack)(
    '%s ends with the old revision, whose tasks are all back before the new ones go',
    (name) => {
      const one = deployed({}, name)
      const done = first((ms) => one.status(ms) === 'ROLLBACK_SUCCESSFUL')
      for (let ms = 0; ms <= done; ms += 250)
        expect(
          one.classic(ms).reduce((sum, { runningCount }) => sum + runningCount, 0),
        ).toBeGreaterThanOrEqual(2)
      expect(one.classic(done)).toMatchObject([
        { status: 'PRIMARY', runningCount: 2, rolloutState: 'COMPLETED' },
      ])
      expect(one.at(done).rollback?.reason).toBe(one.at(done).statusReason)
      expect(one.at(done).statusReason).toMatch(/^Service deployment rolled back because /)
    },
  )

  test.each(rolledBack)('%s with nothing to go back to fails, and the new tasks stay', (name) => {
    const one = deployed({ fresh: true }, name)
    const done = first((ms) => one.status(ms) === 'ROLLBACK_FAILED')
    expect(one.at(done)).toMatchObject({
      statusReason: 'No rollback candidate was found to run the rollback.',
    })
    expect(one.classic(done)[0]).toMatchObject({ status: 'PRIMARY', rolloutState: 'FAILED' })
  })

  test('a breaker that may not roll back leaves the failure where it is', () => {
    const one = deployed({ circuitBreaker: 'no-rollback' }, 'breaker-without-rollback')
    const done = first((ms) => one.status(ms) === 'STOPPED')
    expect(one.at(done).deploymentCircuitBreaker.status).toBe('TRIGGERED')
    expect(
      one.classic(done).map(({ status, rolloutState, runningCount }) => [status, rolloutState, runningCount]),
    ).toEqual([
      ['PRIMARY', 'FAILED', 0],
      ['ACTIVE', 'COMPLETED', 2],
    ])
  })

  test('tasks that run and are never healthy count as no failure to start', () => {
    const one = deployed({ circuitBreaker: false }, 'never-healthy')
    const later = one.classic(60_000)[0]
    expect([one.status(60_000), later?.failedTasks, later?.rolloutState]).toEqual([
      'IN_PROGRESS',
      0,
      'IN_PROGRESS',
    ])
  })
})
