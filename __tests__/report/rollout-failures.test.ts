import { describe, expect, test } from '@jest/globals'
import type { Ending, Rollout } from '../../src/deploy/rollout.ts'
import { rolloutFailure, rolloutsFailure } from '../../src/report/rollout-failures.ts'
import { digest } from '../support/given.ts'
import {
  arnOf,
  badEndings,
  diagnosis,
  givenRollout,
  goodEndings,
  reason,
  rolloutWith,
  unknown,
} from './rollouts.ts'
import { hostile } from './verdicts.ts'

// How a rollout that did not succeed is told. The words of those that end-to-end tests play stand in
// fixtures/deploy/verdicts.ts too.

type Row = readonly [
  what: string,
  overrides: Partial<Rollout>,
  code: string,
  sentence: string,
  next: string | RegExp,
]

const goesOn = 'look at the service, or raise deploy-timeout-minutes.'
const to7 = { runs: arnOf('shop:7') }
const back = (by: 'stop' | 'continue' | 'previous-revision'): Ending => ({ kind: 'rolled-back', reason, by })
const again = { previous: arnOf('shop:8') }

const rows: readonly Row[] = [
  [
    'rolled back by ECS',
    { ending: badEndings['rolled-back'], ...to7 },
    'ROLLED_BACK',
    'ECS rolled the service shop back from shop:8 to shop:7: It was so',
    'Nothing of this release runs.',
  ],
  [
    'rolled back to nobody knows what',
    { ending: badEndings['rolled-back'] },
    'ROLLED_BACK',
    'ECS rolled the service shop back from shop:8 to what it ran before: It was so',
    'Nothing of this release runs.',
  ],
  [
    'rolled back, as a read that is late does not show yet',
    { ending: badEndings['rolled-back'], runs: arnOf('shop:8') },
    'ROLLED_BACK',
    'ECS rolled the service shop back from shop:8 to what it ran before: It was so',
    'Nothing of this release runs.',
  ],
  [
    'rolled back to an earlier deployment of the same revision',
    { ending: badEndings['rolled-back'], ...again, runs: arnOf('shop:8') },
    'ROLLED_BACK',
    'ECS rolled the service shop back from shop:8 to an earlier deployment of it: It was so',
    'The service runs that revision as it did before.',
  ],
  [
    'rolled back from what the service was told to run already',
    { ending: badEndings['rolled-back'], ...again, ...to7 },
    'ROLLED_BACK',
    'ECS rolled the service shop back from shop:8 to shop:7: It was so',
    'Nothing of this release runs.',
  ],
  [
    'stopped with a rollback by Slipway',
    { ending: back('stop'), ...to7 },
    'ROLLED_BACK',
    'Slipway had the service shop rolled back from shop:8 to shop:7 (StopServiceDeployment): It was so',
    'Nothing of this release runs.',
  ],
  [
    'rolled back by Slipway out of a pause',
    { ending: back('continue'), ...to7 },
    'ROLLED_BACK',
    'Slipway had the service shop rolled back from shop:8 to shop:7 (ContinueServiceDeployment): It was so',
    'Nothing of this release runs.',
  ],
  [
    'brought back by Slipway with the previous revision',
    { ending: back('previous-revision'), ...to7 },
    'ROLLED_BACK',
    'Slipway had the service shop rolled back from shop:8 to shop:7 (UpdateService with that revision): It was so',
    'Nothing of this release runs.',
  ],
  [
    'without a rollback that worked',
    { ending: badEndings['rollback-failed'] },
    'ROLLBACK_FAILED',
    'The deployment of shop:8 to the service shop failed, and so did its rollback: It was so',
    'The service may be running nothing that works: look at it now.',
  ],
  [
    'without a rollback that worked, though Slipway asked for it',
    { ending: { kind: 'rollback-failed', reason, by: 'stop' }, ...to7 },
    'ROLLBACK_FAILED',
    'The deployment of shop:8 to the service shop failed, and so did its rollback, which Slipway had asked for (StopServiceDeployment): It was so',
    'The service is told to run shop:7 now. The service may be running nothing that works: look at it now.',
  ],
  [
    'bad and left as it is',
    { ending: badEndings.failed },
    'DEPLOYMENT_FAILED',
    'The deployment of shop:8 to the service shop failed, and was not rolled back: It was so',
    'The service is still told to run shop:8. Release a correction, or give the service shop:7 again if that worked.',
  ],
  [
    'bad, with nothing else to go back to',
    { ending: badEndings.failed, ...again },
    'DEPLOYMENT_FAILED',
    'The deployment of shop:8 to the service shop failed, and was not rolled back: It was so',
    'The service is still told to run shop:8. Release a correction.',
  ],
  [
    'of another image',
    { ending: badEndings.mismatched },
    'IMAGE_MISMATCH',
    `The deployment of shop:8 to the service shop succeeded, but ECS runs another image than this release's in the container app: sha256:${'2'.repeat(64)} and not ${digest}`,
    'Nothing was rolled back: the service runs shop:8. See which image that revision names, and who else deploys to this service.',
  ],
  [
    'too slow',
    { ending: badEndings['timed-out'] },
    'DEPLOYMENT_TIMED_OUT',
    'The deployment of shop:8 to the service shop was not done after 30 min; its last state was IN_PROGRESS: 1 of 2',
    `ECS goes on with it, and nothing was rolled back: ${goesOn}`,
  ],
  [
    'too slow, on its way back',
    { ending: { ...badEndings['timed-out'], turning: true } },
    'DEPLOYMENT_TIMED_OUT',
    'The deployment of shop:8 to the service shop was not done after 30 min; its last state was IN_PROGRESS: 1 of 2',
    'ECS is rolling it back, and was not done with it: look at the service.',
  ],
  [
    'too slow, and never read',
    { ending: { ...badEndings['timed-out'], lastState: '' } },
    'DEPLOYMENT_TIMED_OUT',
    'The deployment of shop:8 to the service shop was not done after 30 min; its state could not be read',
    `ECS goes on with it, and nothing was rolled back: ${goesOn}`,
  ],
  [
    'stopped by somebody',
    { ending: badEndings.stopped, ...to7 },
    'DEPLOYMENT_STOPPED',
    'The deployment of shop:8 to the service shop was stopped before it was done: It was so',
    'Look at the service, and run the job again when it may be deployed.',
  ],
  [
    'stopped without a reason',
    { ending: { kind: 'stopped', reason: ' ' } },
    'DEPLOYMENT_STOPPED',
    'The deployment of shop:8 to the service shop was stopped before it was done: ECS gives no reason',
    'Look at the service, and run the job again when it may be deployed.',
  ],
  [
    'replaced',
    { ending: badEndings.superseded },
    'SUPERSEDED',
    'A newer deployment took the place of the deployment of shop:8 to the service shop: It was so',
    'The run that made the newer one tells what became of it; nothing was rolled back.',
  ],
  [
    'replaced by a revision that is known',
    { ending: badEndings.superseded, runs: arnOf('shop:9') },
    'SUPERSEDED',
    'A newer deployment took the place of the deployment of shop:8 to the service shop: It was so',
    'The service is told to run shop:9 now. The run that made the newer one tells what became of it; nothing was rolled back.',
  ],
]

describe('a rollout that ended', () => {
  test.each(rows)('%s', (_, overrides, code, sentence, next) => {
    expect(rolloutFailure(givenRollout(overrides))).toEqual({ code, sentence: `${sentence}.`, hint: next })
    const told = rolloutFailure(givenRollout({ ...overrides, diagnosis }))
    expect(told?.sentence).toBe(`${sentence} (3 tasks stopped: x).`)
    expect(told?.hint).toBe(`${next} See the log.`)
  })

  test.each([...Object.entries(goodEndings), ['nobody knows how', undefined] as const])(
    '%s is no failure',
    (_, ending) => {
      expect(rolloutFailure(givenRollout({ ending }))).toBeUndefined()
    },
  )

  test.each([undefined, ...Object.values(goodEndings)])(
    'well or unknown, while something of ours failed, is that failure: %j',
    (ending) => {
      expect(rolloutFailure(givenRollout({ ending, failure: unknown }))).toEqual(unknown)
    },
  )

  test('badly is told as that, whatever else failed', () => {
    const rollout = givenRollout({ ending: badEndings['rolled-back'], failure: unknown })
    expect(rolloutFailure(rollout)?.code).toBe('ROLLED_BACK')
  })
})

describe('text of somebody else', () => {
  const endless = `a\r\n\u001b[31m\u2028::error::b${'x'.repeat(100_000)}`
  const all = [...Object.values(badEndings), back('continue')] as readonly Ending[]

  function withText(ending: Ending, text: string): Rollout {
    const texts = Object.entries(ending).map(([key, value]) =>
      typeof value === 'string' && key !== 'kind' && key !== 'by' ? [key, text] : [key, value],
    )
    return rolloutWith(text, { ending: Object.fromEntries(texts) as Ending })
  }

  test.each(all)('stays on one line, and leaves room for what to do: %j', (ending) => {
    for (const text of [...hostile, endless]) {
      const rollouts = Array.from({ length: 30 }, () => withText(ending, text))
      for (const failure of [rolloutFailure(withText(ending, text)), rolloutsFailure(rollouts)]) {
        const { sentence = '', hint = '' } = failure ?? {}
        expect(/[\p{Cc}\p{Zl}\p{Zp}\p{Cf}]/u.test(`${sentence}${hint}`)).toBe(false)
        expect(sentence.length).toBeLessThan(2_500)
        expect(sentence.length + hint.length).toBeLessThan(3_900)
        expect(hint.length).toBeGreaterThan(20)
      }
    }
  })
})

describe('several rollouts', () => {
  const named = (service: string, ending: Ending | undefined, overrides: Partial<Rollout> = {}) =>
    givenRollout({ service, ending, ...overrides })
  const good = (service: string) => named(service, { kind: 'successful' })

  test('that ended well are no failure', () => {
    expect(rolloutsFailure([])).toBeUndefined()
    const all = Object.values(goodEndings).map((ending, index) => named(`s${index}`, ending))
    expect(rolloutsFailure(all)).toBeUndefined()
  })

  const ranked: readonly (readonly [string, Rollout])[] = [
    ['ROLLBACK_FAILED', named('a', badEndings['rollback-failed'])],
    ['DEPLOYMENT_FAILED', named('b', badEndings.failed)],
    ['IMAGE_MISMATCH', named('c', badEndings.mismatched)],
    ['DEPLOYMENT_UNKNOWN', named('d', undefined, { failure: unknown })],
    ['ROLLED_BACK', named('e', badEndings['rolled-back'])],
    ['DEPLOYMENT_TIMED_OUT', named('f', badEndings['timed-out'])],
    ['DEPLOYMENT_STOPPED', named('g', badEndings.stopped)],
    ['SUPERSEDED', named('h', badEndings.superseded)],
  ]
  test.each(ranked.slice(0, -1).map(([code, rollout], index) => [code, rollout, index] as const))(
    'of which %s is the worst are told as that one, in any order',
    (code, rollout, index) => {
      const lesser = ranked.slice(index + 1).map(([, one]) => one)
      expect(rolloutsFailure([...lesser, rollout, good('z')])?.code).toBe(code)
      expect(rolloutsFailure([rollout, good('z'), ...lesser])?.code).toBe(code)
    },
  )

  test('name what became of the others', () => {
    const rollouts = [
      good('web'),
      named('shop', badEndings['rolled-back']),
      named('api', { kind: 'no-change' }),
      named('jobs', badEndings.stopped),
      named('cron', goodEndings.paused),
    ]
    expect(rolloutsFailure(rollouts)?.sentence).toBe(
      'ECS rolled the service shop back from shop:8 to what it ran before: It was so. Of the other services, 2 ended well (web and api), 1 badly too (jobs: stopped) and 1 otherwise (cron: paused).',
    )
  })

  test('name five of the others at most', () => {
    const rollouts = [...'abcdefgh'].map((name) => good(name))
    const { sentence } = rolloutsFailure([...rollouts, named('shop', badEndings.stopped)]) ?? {}
    expect(sentence).toMatch(/ Of the other services, 8 ended well \(a, b, c, d, e and 3 more\)\.$/)
  })

  test('of which nobody knows how one ended are a failure, with that one named', () => {
    expect(rolloutsFailure([good('web'), named('shop', undefined)])).toMatchObject({
      code: 'DEPLOYMENT_UNKNOWN',
      sentence: expect.stringMatching(
        /^What became of the deployment of shop:8 to the service shop is unknown\./,
      ),
    })
  })

  test('of which one was not begun because another failed are told as the other', () => {
    const notBegun = named('a', undefined, { deploymentId: undefined })
    const failure = { code: 'AWS_ACCESS_DENIED', sentence: 'It was denied', hint: 'Allow it.' } as const
    expect(rolloutsFailure([notBegun, named('b', undefined, { failure })])).toEqual({
      code: 'AWS_ACCESS_DENIED',
      sentence: 'It was denied. Of the other services, 1 badly too (a: not started).',
      hint: 'Allow it.',
    })
  })
})
