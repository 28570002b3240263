import { describe, expect, test } from '@jest/globals'
import { computeLabels, type Labels } from '../../src/image/labels.ts'
import { givenEvent, sha } from '../support/given.ts'

const another = 'a'.repeat(40)

function labels(
  subject: Partial<Parameters<typeof computeLabels>[0]> = {},
  given: Labels = {},
): Readonly<Record<string, string | undefined>> {
  return computeLabels(
    { event: givenEvent(), sha, version: 'main', sourceDateEpoch: undefined, ...subject },
    given,
  )
}

function created(subject: Partial<Parameters<typeof computeLabels>[0]>): string | undefined {
  return labels(subject)['org.opencontainers.image.created']
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
  const event = givenEvent({
    commitTime: undefined,
    repository: { ...repository, description: undefined, license: undefined },
  })
  expect(Object.keys(labels({ event, version: undefined }))).toEqual([
    'org.opencontainers.image.revision',
    'org.opencontainers.image.source',
    'org.opencontainers.image.title',
    'org.opencontainers.image.url',
  ])
})

describe('created', () => {
  const inLocalTime = givenEvent({ commitTime: '2026-11-20T09:30:00+01:00' })

  test.each([
    ['is the commit’s time in UTC', { event: inLocalTime }, '2026-11-20T08:30:00.000Z'],
    [
      'is SOURCE_DATE_EPOCH before that',
      { event: inLocalTime, sourceDateEpoch: '1000000000' },
      '2001-09-09T01:46:40.000Z',
    ],
    ['is SOURCE_DATE_EPOCH, be it 0', { sourceDateEpoch: '0' }, '1970-01-01T00:00:00.000Z'],
    [
      'is SOURCE_DATE_EPOCH for another commit too',
      { sha: another, sourceDateEpoch: '1' },
      '1970-01-01T00:00:01.000Z',
    ],
    ['is left out for another commit than the event’s', { sha: another }, undefined],
    ['is left out where the time is not known', { event: givenEvent({ commitTime: undefined }) }, undefined],
    ['is left out where the time is none', { event: givenEvent({ commitTime: 'yesterday' }) }, undefined],
    ...['', 'now', '-1', '1.5', '1e3', '9'.repeat(13), ' 5'].map(
      (sourceDateEpoch) =>
        [
          `passes over SOURCE_DATE_EPOCH '${sourceDateEpoch}'`,
          { sourceDateEpoch },
          '2026-11-20T08:30:00.000Z',
        ] as const,
    ),
  ])('%s', (_, subject, expected) => {
    expect(created(subject)).toBe(expected)
  })

  test('is never the clock’s: the same commit gives the same labels', async () => {
    const first = labels()
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(labels()).toEqual(first)
  })
})

test('given labels are added, win over computed ones and take part in the order', () => {
  const all = labels({}, { team: 'checkout', 'org.opencontainers.image.title': 'The shop', a: '' })
  expect(all).toMatchObject({ team: 'checkout', a: '', 'org.opencontainers.image.title': 'The shop' })
  expect(Object.keys(all).slice(0, 2)).toEqual(['a', 'org.opencontainers.image.created'])
  expect(Object.keys(all).at(-1)).toBe('team')
})
