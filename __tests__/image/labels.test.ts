import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { computeLabels, type LabelSubject } from '../../src/image/labels.ts'
import { failing } from '../support/failure.ts'
import { givenEvent, sha } from '../support/given.ts'
import { givenSubject } from '../support/labels.ts'

function labels(
  subject: Partial<LabelSubject> = {},
  ...given: readonly string[]
): Readonly<Record<string, string | undefined>> {
  return computeLabels(givenSubject(subject), given)
}

test('all that is known of a push, by name', () => {
  expect(Object.entries(labels())).toEqual([
    ['org.opencontainers.image.created', '2026-11-20T08:30:00.000Z'],
    ['org.opencontainers.image.description', 'Sells things'],
    ['org.opencontainers.image.licenses', 'MIT'],
    ['org.opencontainers.image.revision', sha],
    ['org.opencontainers.image.source', 'https://github.com/acme/shop'],
    ['org.opencontainers.image.title', 'shop'],
    ['org.opencontainers.image.url', 'https://github.com/acme/shop'],
    ['org.opencontainers.image.version', 'main'],
  ])
})

test('what is not known is left out, never empty', () => {
  const { repository } = givenEvent()
  const event = givenEvent({ repository: { ...repository, description: undefined, license: undefined } })
  const { circumstances } = givenSubject()
  const subject = { event, version: undefined, circumstances: { ...circumstances, commitTime: undefined } }
  expect(Object.keys(labels(subject))).toEqual([
    'org.opencontainers.image.revision',
    'org.opencontainers.image.source',
    'org.opencontainers.image.title',
    'org.opencontainers.image.url',
  ])
})

test('the clock changes nothing: the same commit gives the same labels', () => {
  const { circumstances } = givenSubject()
  expect(labels({ circumstances: { ...circumstances, now: new Date() } })).toEqual(labels())
})

test('given labels are added, win over computed ones and take part in the order', () => {
  const all = labels({}, 'team=checkout', 'org.opencontainers.image.title=The shop', 'a=', 'team=basket')
  expect(all).toMatchObject({ team: 'basket', a: '', 'org.opencontainers.image.title': 'The shop' })
  expect(Object.keys(all).slice(0, 2)).toEqual(['a', 'org.opencontainers.image.created'])
  expect(Object.keys(all).at(-1)).toBe('team')
})

describe('given labels', () => {
  test.each([
    ['a=b', 'b'],
    [' a = b ', 'b'],
    ['a=b=c', 'b=c'],
    ['a=b, "c"', 'b, "c"'],
    ['a={{branch}}', 'main'],
    ['a={{sha}}', '5f3c0e9'],
    ["a={{commit_date 'YYYY'}}-{{date 'YYYY'}}", '2026-2027'],
    ['a=x{{nothing}}', 'x'],
    ['a={{is_default_branch}}', 'true'],
    ['{{tag}}a=b', 'b'],
    ['a=one\ntwo\u0000\u001b[2J', 'one two [2J'],
    ['a=\ud800half', '\ufffdhalf'],
    ['a=<b>&', '<b>&'],
  ])('%j', (entry, value) => {
    expect(labels({}, entry).a).toBe(value)
  })

  test.each(['{{tag}}=x', ' =x'])('without a key once they are evaluated are left out: %s', (entry) => {
    expect(labels({}, entry)).toEqual(labels())
  })

  test('that need what is not known', async () => {
    const { circumstances } = givenSubject()
    const subject = { circumstances: { ...circumstances, commitTime: undefined } }
    expect(await failing(() => labels(subject, "built={{commit_date 'X'}}"))).toMatchObject({
      code: 'COMMIT_TIME_UNKNOWN',
      sentence: expect.stringContaining(
        "The label 'built={{commit_date 'X'}}' needs the time of commit 5f3c0e9a7d1b",
      ),
    })
  })
})

test('a branch of any name and a repository that says anything give labels of one line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { repository } = givenEvent()
      const event = givenEvent({ repository: { ...repository, description: text } })
      const { circumstances } = givenSubject()
      const happened = { ...circumstances.event, ref: { kind: 'branch', name: text } as const }
      const all = labels(
        { event, version: text, circumstances: { ...circumstances, event: happened } },
        'a=x{{branch}}',
      )
      const values = Object.values(all).map((value) => value ?? '')
      expect(values.filter((value) => /[\p{Cc}\p{Cs}]/u.test(value))).toEqual([])
    }),
  )
})
