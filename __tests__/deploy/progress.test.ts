import { describe, expect, test } from '@jest/globals'
import { clock, delayAfter, progressOf, withStage } from '../../src/deploy/progress.ts'
import type { Stage } from '../../src/deploy/rollout.ts'
import type { DeploymentSight, ListedDeployment, Sight } from '../../src/deploy/sight.ts'
import { givenEarlier, givenListed, givenRecord, givenService } from '../support/sights.ts'

const sightOf = (
  deployment: Sight['deployment'],
  second = 0,
  list: readonly ListedDeployment[] = [],
): Sight => ({
  ...{ deployment, service: givenService(list), stopped: undefined, elapsedMs: second * 1_000 },
})

describe('one look in one line', () => {
  test.each<[string, Partial<DeploymentSight>]>([
    ['IN_PROGRESS: 0 of 2 new tasks run, 2 pending, 0 of 3 failures', {}],
    [
      'IN_PROGRESS: 1 of 2 new tasks run, 1 pending',
      { running: 1, pending: 1, failures: { count: 0, threshold: undefined } },
    ],
    [
      'IN_PROGRESS SCALE_UP: 0 of 2 new tasks run, 2 pending, 2 of 3 failures',
      { stage: 'SCALE_UP', failures: { count: 2, threshold: 3 } },
    ],
    ['IN_PROGRESS: 0 of 2 new tasks run, 2 pending, 0 of 3 failures, 10 % of the traffic', { weight: 10 }],
    ['IN_PROGRESS: 0 of 2 new tasks run, 2 pending, 0 of 3 failures, 0 % of the traffic', { weight: 0 }],
    [
      'IN_PROGRESS: 0 of 2 new tasks run, 2 pending, 0 of 3 failures, paused',
      { pausedAt: { id: 'h', expiresAt: undefined, timeoutAction: undefined } },
    ],
    ['REHEARSING: 0 of 2 new tasks run, 2 pending, 0 of 3 failures', { status: 'REHEARSING' }],
  ])('%s', (line, record) => {
    expect(progressOf(sightOf(givenRecord(record)), 'ecs-svc/2')).toBe(line)
  })

  test.each<[string | undefined, ListedDeployment[]]>([
    ['IN_PROGRESS: 0 of 2 new tasks run, 2 pending, 0 failed', [givenEarlier(), givenListed()]],
    [
      'PRIMARY: 0 of 2 new tasks run, 2 pending, 1 failed',
      [givenListed({ rolloutState: undefined, failed: 1 })],
    ],
    [
      'not primary: 0 of 2 new tasks run, 2 pending, 0 failed',
      [givenListed({ rolloutState: undefined, isPrimary: false })],
    ],
    [undefined, [givenEarlier()]],
  ])('%s, from the list', (line, list) => {
    expect(progressOf(sightOf('closed', 0, list), 'ecs-svc/2')).toBe(line)
  })

  test('is none where nothing could be read', () => {
    expect(progressOf(sightOf('unreadable', 0, [givenListed()]), 'ecs-svc/2')).toBeUndefined()
    expect(progressOf({ ...sightOf('closed'), service: undefined }, 'ecs-svc/2')).toBeUndefined()
  })
})

describe('stages', () => {
  type Seen = readonly [second: number, look: Partial<DeploymentSight> | 'unreadable' | 'closed']
  const seeing = (...looks: readonly Seen[]) =>
    looks.reduce<readonly Stage[]>(
      (stages, [second, look]) =>
        withStage(stages, sightOf(typeof look === 'string' ? look : givenRecord(look), second)),
      [],
    )
  const stage = (name: string, from: number, to: number): Stage => ({ name, from, to })

  test('begin with the start of the deployment, and each where the one before ends', () => {
    expect(
      seeing([3, { stage: 'SCALE_UP' }], [8, { stage: 'SCALE_UP' }], [20, { stage: 'BAKE_TIME' }]),
    ).toEqual([stage('SCALE_UP', 0, 20), stage('BAKE_TIME', 20, 20)])
  })

  test('are the status where there is no stage', () => {
    expect(seeing([5, { status: 'PENDING' }], [10, {}], [15, {}])).toEqual([
      stage('PENDING', 0, 10),
      stage('IN_PROGRESS', 10, 15),
    ])
  })

  test.each(['SUCCESSFUL', 'STOPPED', 'ROLLBACK_SUCCESSFUL', 'ROLLBACK_FAILED'])(
    '%s is none, and ends the last one',
    (status) => {
      expect(seeing([5, { stage: 'CLEAN_UP' }], [30, { status }])).toEqual([stage('CLEAN_UP', 0, 30)])
    },
  )

  test('that come again are told again', () => {
    const names = ['SHIFT', 'PAUSE', 'SHIFT'].map((one, index) => [index * 10, { stage: one }] as const)
    expect(seeing(...names).map(({ name }) => name)).toEqual(['SHIFT', 'PAUSE', 'SHIFT'])
  })

  test('are as they were after a look that shows none', () => {
    const first: Seen = [5, { stage: 'SCALE_UP' }]
    expect(seeing(first, [20, 'unreadable'], [30, 'closed'])).toEqual(seeing(first))
  })

  test('are sixty at most, and the last one goes on', () => {
    const looks = Array.from({ length: 100 }, (_, index): Seen => [index, { stage: `STAGE_${index}` }])
    const stages = seeing(...looks)
    expect(stages).toHaveLength(60)
    expect(stages.at(-1)).toEqual(stage('STAGE_59', 59, 99))
  })
})

test.each([
  [5, 0],
  [5, 59_999],
  [10, 60_000],
  [10, 599_999],
  [15, 600_000],
  [15, 86_400_000],
])('the next look is %d s later after %d ms', (seconds, elapsedMs) => {
  expect(delayAfter(elapsedMs)).toBe(seconds * 1_000)
})

test.each([
  ['00:00', 0],
  ['00:59', 59_499],
  ['01:00', 59_500],
  ['10:05', 605_000],
  ['125:00', 7_500_000],
])('the clock shows %s', (shown, ms) => {
  expect(clock(ms)).toBe(shown)
})
