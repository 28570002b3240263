import { describe, expect, test } from '@jest/globals'
import type { Finding } from '../../src/scan/findings.ts'
import type { IgnoreEntry } from '../../src/scan/ignore.ts'
import { createMatcher } from '../../src/scan/matcher.ts'
import { remarksOf } from '../../src/scan/remarks.ts'
import { givenFinding } from '../support/given.ts'
import { givenEntry } from './entries.ts'

const now = new Date('2026-11-20T23:59:59Z')

function remarks(
  entries: readonly Partial<IgnoreEntry>[],
  findings: readonly Partial<Finding>[] = [{}],
  isWhole = true,
) {
  const matcher = createMatcher(
    entries.map((one, index) => givenEntry({ line: index + 1, ...one })),
    now,
  )
  for (const one of findings) matcher.match(givenFinding(one))
  return remarksOf(matcher.experiences(), now, isWhole)
}

describe('a warning is given', () => {
  test.each<readonly [string, Partial<IgnoreEntry>, Partial<Finding>, string]>([
    [
      'that an entry expired',
      { until: '2026-10-31' },
      {},
      'CVE-2026-0001 counts again since 2026-11-01: its entry (.slipway-ignore.yml:7) expired. Take a fix, or give the entry a new day and reason.',
    ],
    [
      'that an entry expired yesterday',
      { until: '2026-11-19' },
      {},
      'CVE-2026-0001 counts again since 2026-11-20: its entry (.slipway-ignore.yml:7) expired. Take a fix, or give the entry a new day and reason.',
    ],
    [
      'that the fix is there',
      { untilFixed: true, until: '2026-12-31' },
      { fix: 'yes', fixedIn: '3.0.2' },
      'CVE-2026-0001 counts again: its entry (.slipway-ignore.yml:7) holds until there is a fix, and openssl 3.0.1 has it: 3.0.2. Take the fix, and the entry out.',
    ],
    [
      'that a fix is there that nobody names',
      { untilFixed: true },
      { fix: 'partial' },
      'CVE-2026-0001 counts again: its entry (.slipway-ignore.yml:7) holds until there is a fix, and openssl 3.0.1 has one. Take the fix, and the entry out.',
    ],
    [
      'that a finding is rated higher',
      { severity: 'medium' },
      { severity: 'critical' },
      'CVE-2026-0001 counts again: its entry (.slipway-ignore.yml:7) covers it up to medium, and in openssl 3.0.1 it is rated critical. Weigh it again.',
    ],
    [
      'that a finding is not rated',
      { severity: 'medium' },
      { severity: 'unknown' },
      'CVE-2026-0001 counts again: its entry (.slipway-ignore.yml:7) covers it up to medium, and in openssl 3.0.1 it is not rated. Weigh it again.',
    ],
  ])('%s', (_, entry, finding, text) => {
    const location = { file: '.slipway-ignore.yml', line: 7 }
    expect(remarks([{ ...entry, line: 7 }], [finding])).toEqual([{ level: 'warning', text, location }])
  })

  test('once for each entry, whatever it was about', () => {
    const many = ['a', 'b', 'c'].map((packageName) => ({ packageName }))
    expect(remarks([{ until: '2026-10-31' }], many)).toHaveLength(1)
  })
})

describe('a notice is given', () => {
  test.each<readonly [string, readonly Partial<IgnoreEntry>[], string]>([
    [
      'of the last day',
      [{ until: '2026-11-20' }],
      '1 ending within 7 days: CVE-2026-0001 (.slipway-ignore.yml:1), today is the last day',
    ],
    [
      'of the day before',
      [{ until: '2026-11-21' }],
      '1 ending within 7 days: CVE-2026-0001 (.slipway-ignore.yml:1), 1 day left',
    ],
    [
      'of the week before',
      [{ until: '2026-11-27' }],
      '1 ending within 7 days: CVE-2026-0001 (.slipway-ignore.yml:1), 7 days left',
    ],
    ['of what matches nothing', [{ id: 'CVE-1' }], '1 matching nothing: CVE-1 (.slipway-ignore.yml:1)'],
    [
      'of what matched nothing and expired',
      [{ id: 'CVE-1', until: '2026-01-01' }],
      '1 matching nothing: CVE-1 (.slipway-ignore.yml:1)',
    ],
    [
      'of both at once',
      [{ id: 'CVE-1', file: 'team/ignore.yml' }, { until: '2026-11-21' }, { id: 'CVE-2' }],
      '1 ending within 7 days: CVE-2026-0001 (.slipway-ignore.yml:2), 1 day left; 2 matching nothing: CVE-1 (ignore.yml:1), CVE-2 (.slipway-ignore.yml:3)',
    ],
  ])('%s', (_, entries, text) => {
    expect(remarks(entries)).toMatchObject([{ level: 'notice', text: `Entries of ignore files: ${text}.` }])
  })

  test('of what has nothing to match: an image without findings', () => {
    expect(remarks([{}], [])).toMatchObject([
      { level: 'notice', text: expect.stringContaining('1 matching') },
    ])
  })

  test('at the first entry that it is about', () => {
    expect(remarks([{}, { id: 'CVE-1', file: 'team/ignore.yml' }])).toMatchObject([
      { location: { file: 'team/ignore.yml', line: 2 } },
    ])
  })
})

describe('nothing is said', () => {
  test.each<readonly [string, readonly Partial<IgnoreEntry>[], readonly Partial<Finding>[], boolean]>([
    ['of an entry that holds', [{}], [{}], true],
    ['of one that holds for eight more days', [{ until: '2026-11-28' }], [{}], true],
    ['of one that another stands in for', [{ until: '2026-01-01' }, {}], [{}], true],
    [
      'of one that is about what is suppressed anyway',
      [{ until: '2026-01-01' }],
      [{ standing: 'suppressed' }],
      true,
    ],
    ['of one that met nothing where not all was scanned', [{ id: 'CVE-1' }], [{}], false],
    ['of no entries', [], [{}], true],
  ])('%s', (_, entries, findings, isWhole) => {
    expect(remarks(entries, findings, isWhole)).toEqual([])
  })
})

describe('of thousands of entries', () => {
  const name = `::error::\n${'x'.repeat(900)}`
  const entries = Array.from({ length: 3_000 }, (_, index): Partial<IgnoreEntry> => {
    const id = `${index}-${name}`
    if (index % 3 === 0) return { id: `${name}*`, until: '2026-01-01', packages: [`${index}`], file: name }
    return index % 3 === 1 ? { id: `${index}${name}`, until: '2026-11-27', file: name } : { id, file: name }
  })
  const findings = Array.from({ length: 3_000 }, (_, index) =>
    index % 3 === 0 ? { id: name, packageName: `${index}`, packageVersion: name } : { id: `${index}${name}` },
  )

  test('at most three warnings and one notice are given', () => {
    const all = remarks(entries, findings)
    expect(all.map(({ level }) => level)).toEqual(['warning', 'warning', 'warning', 'notice'])
    expect(all[3]?.text).toMatch(
      /997 more that ended: .* and 996 more; 1000 ending .* and 999 more; 1000 matching/,
    )
  })

  test('each is short, and on one line', () => {
    const texts = remarks(entries, findings).map(({ text }) => text)
    expect(texts.filter((text) => text.length >= 500 || /\p{Cc}/u.test(text))).toEqual([])
  })
})
