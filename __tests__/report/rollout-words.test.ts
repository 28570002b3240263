import { describe, expect, test } from '@jest/globals'
import type { Ending, Rollout } from '../../src/deploy/rollout.ts'
import {
  duration,
  rolloutWarnings,
  rolloutWords,
  standingOf,
  worstOf,
} from '../../src/report/rollout-words.ts'
import { arnOf, badEndings, givenRollout, goodEndings, unknown } from './rollouts.ts'

const named = (service: string, overrides: Partial<Rollout> = {}) => givenRollout({ service, ...overrides })

describe('one rollout that went well', () => {
  const waits = 'the rollout of shop:8 to the service shop is paused by its hook hook-1'
  const words: readonly (readonly [Ending | undefined, string])[] = [
    [goodEndings.successful, 'the service shop runs shop:8 after 65 s'],
    [goodEndings['no-change'], 'the service shop ran shop:8 already'],
    [
      goodEndings['not-waited'],
      'the service shop was told to run shop:8, and its rollout was not waited for',
    ],
    [goodEndings.paused, `${waits}, until 2026-11-23 09:30 UTC at the latest`],
    [{ ...goodEndings.paused, expiresAt: undefined }, waits],
    [{ ...goodEndings.paused, expiresAt: new Date('never') }, waits],
    [goodEndings.superseded, 'a newer deployment took the place of that of shop:8 to the service shop'],
    [undefined, 'what became of the service shop is not known'],
  ]
  test.each(words)('%j', (ending, text) => {
    expect(rolloutWords([givenRollout({ ending })])).toBe(text)
  })

  test('is not said to run where that is in doubt', () => {
    const notes = ['it wants 0 tasks', 'nothing is proved']
    expect(rolloutWords([givenRollout({ notes })])).toBe(
      'the deployment of shop:8 to the service shop succeeded after 65 s, but it wants 0 tasks; nothing is proved',
    )
  })
})

describe('several rollouts that went well', () => {
  const jobs = { taskDefinition: arnOf('jobs:3') }
  const none = { ending: { kind: 'no-change' } } as const

  test.each<[string, readonly Rollout[]]>([
    ['the services a, b and c run shop:8', [named('a'), named('b'), named('c')]],
    [
      'the services a and c run shop:8; the service b runs jobs:3',
      [named('a'), named('b', jobs), named('c')],
    ],
    ['the services a and b ran shop:8 already', [named('a', none), named('b', none)]],
    [
      'the services a and b were told to run shop:8, and their rollouts were not waited for',
      ['a', 'b'].map((name) => named(name, { ending: { kind: 'not-waited' } })),
    ],
    [
      'the deployments of shop:8 to the services a and b succeeded; the service c runs shop:8',
      [named('a', { notes: ['x'] }), named('b', { notes: ['y'] }), named('c')],
    ],
    [
      'the services a, b, c, d, e and 25 more run shop:8',
      [...'abcdefghijklmnopqrstuvwxyz0123'].map((name) => named(name)),
    ],
  ])('%s', (words, rollouts) => {
    expect(rolloutWords(rollouts)).toBe(words)
  })

  test('of very many revisions are told in part', () => {
    const rollouts = Array.from({ length: 30 }, (_, number) =>
      named(`s${number}`, { taskDefinition: arnOf(`s${number}:1`) }),
    )
    expect(rolloutWords(rollouts)).toMatch(
      /; the service s4 runs s4:1; 25 more services stand in the summary$/,
    )
  })

  test('are not so many warnings that one cannot read them', () => {
    const rollouts = Array.from({ length: 30 }, () =>
      named('s'.repeat(9_000), { notes: ['x'.repeat(9_000)] }),
    )
    const warnings = rolloutWarnings(rollouts)
    expect(warnings.at(-1)).toBe('25 more of the kind stand in the summary.')
    expect(warnings.join(' ').length).toBeLessThan(4_000)
  })
})

describe('the worst of several', () => {
  const order: readonly Rollout[] = [
    ...(['rollback-failed', 'failed', 'mismatched'] as const).map((kind) =>
      givenRollout({ ending: badEndings[kind] }),
    ),
    givenRollout({ ending: undefined, failure: unknown }),
    givenRollout({ ending: undefined }),
    ...(['rolled-back', 'timed-out', 'stopped', 'superseded'] as const).map((kind) =>
      givenRollout({ ending: badEndings[kind] }),
    ),
    ...(['paused', 'not-waited', 'successful', 'no-change'] as const).map((kind) =>
      givenRollout({ ending: goodEndings[kind] }),
    ),
  ]
  test.each(order.map((one, index) => [standingOf(one), one, index] as const))(
    'is %s, wherever it stands',
    (_, one, index) => {
      const lesser = order.slice(index + 1)
      expect(worstOf([one, ...lesser])).toBe(one)
      expect(worstOf([...lesser, one])).toBe(one)
    },
  )

  test('is the first of those that are as bad', () => {
    const [first, second] = [named('a'), named('b')]
    expect(worstOf([first, second])).toBe(first)
    expect(worstOf([])).toBeUndefined()
  })
})

test.each([
  [0, '0 s'],
  [299, '299 s'],
  [300, '5 min 0 s'],
  [3_599, '59 min 59 s'],
  [5_430, '1 h 30 min'],
  [90_000, '25 h 0 min'],
])('%d seconds are %s', (seconds, words) => {
  expect(duration(seconds)).toBe(words)
})
