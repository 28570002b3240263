import { describe, expect, test } from '@jest/globals'
import { createMatcher } from '../../src/scan/matcher.ts'
import { parseTrivyIgnore } from '../../src/scan/trivy-ignore.ts'
import { givenFinding } from '../support/given.ts'
import { givenEntry } from './entries.ts'

const file = '.trivyignore.yaml'

function read(text: string) {
  return parseTrivyIgnore(text, file)
}

/** One entry with more lines. */
function entryOf(...lines: readonly string[]): string {
  return ['vulnerabilities:', '  - id: CVE-2026-0001', ...lines.map((line) => `    ${line}`)].join('\n')
}

test('an entry of Trivy is one of ours', () => {
  const text = entryOf(
    'paths:',
    '  - "**/package.json"',
    '  - /usr/lib/**',
    'purls: ["pkg:deb/debian/openssl"]',
    'expired_at: 2027-01-01',
    'statement: |',
    '  not\n      reachable',
  )
  expect(read(text)).toEqual({
    entries: [
      givenEntry({
        ...{
          paths: ['**/package.json', '/usr/lib/**'],
          purls: ['pkg:deb/debian/openssl'],
          until: '2026-12-31',
        },
        ...{ file, line: 2 },
      }),
    ],
    problems: [],
    notes: [],
  })
})

test('an entry needs no more than an id', () => {
  expect(read(entryOf()).entries).toEqual([givenEntry({ file, line: 2, reason: 'no reason given' })])
})

test('what Trivy may add to its format, and what is not there yet, is passed over', () => {
  const text = entryOf('severity: [HIGH]', 'paths:', 'purls: []', 'expired_at:', 'statement:', 'until: never')
  const more = `version: 3\n${text}\nfuture: {a: b}\nsecrets:\n`
  expect(read(more)).toEqual({
    ...{ entries: [givenEntry({ file, line: 3, reason: 'no reason given' })], problems: [], notes: [] },
  })
})

test.each(['', '# nothing', '---', 'vulnerabilities:', 'vulnerabilities: []', 'secrets: []'])(
  'no entry is in a file with: %s',
  (text) => {
    expect(read(text)).toEqual({ entries: [], problems: [], notes: [] })
  },
)

describe('an entry holds on the days on which it does in Trivy', () => {
  // Trivy drops an entry when its moment is over, and a date alone is the first moment of the day.
  const inTrivy = (moment: string, now: Date) => !(Date.parse(moment) < now.getTime())

  test.each([
    ['2026-12-31', '2026-12-31T00:00:00Z', '2026-12-30'],
    ['"2026-12-31"', '2026-12-31T00:00:00Z', '2026-12-30'],
    ['2027-01-01', '2027-01-01T00:00:00Z', '2026-12-31'],
    ['2028-03-01', '2028-03-01T00:00:00Z', '2028-02-29'],
    ['2026-12-31T15:00:00Z', '2026-12-31T15:00:00Z', '2026-12-30'],
    ['2026-12-31T01:00:00+09:00', '2026-12-30T16:00:00Z', '2026-12-29'],
  ])('%s', (given, moment, last) => {
    const [entry] = read(entryOf(`expired_at: ${given}`)).entries
    expect(entry?.until).toBe(last)
    for (const time of ['T00:00:00.001Z', 'T12:00:00Z', 'T23:59:59.999Z']) {
      const now = new Date(`${last}${time}`)
      expect(inTrivy(moment, now)).toBe(true)
      expect(createMatcher(entry ? [entry] : [], now).match(givenFinding())).toBe(entry)
    }
    const dayAfterMoment = new Date(Date.parse(moment) + 86_400_000)
    expect(inTrivy(moment, dayAfterMoment)).toBe(false)
    expect(createMatcher(entry ? [entry] : [], dayAfterMoment).match(givenFinding())).toBeUndefined()
  })
})

describe('what is wrong is said with its place', () => {
  test.each([
    ['vulnerabilities:\n  - statement: a', '2:5 id is missing'],
    ['vulnerabilities:\n  - purls: ["pkg:npm/x"]', '2:5 id is missing'],
    [entryOf('id: b'), "3:5 'id' is there twice"],
    [
      'vulnerabilities:\n  - id: CVE-2026-*',
      "2:9 id 'CVE-2026-*' holds a wildcard, and Trivy knows none in ids",
    ],
    ['vulnerabilities:\n  - id: "*"', "2:9 id '*' holds a wildcard"],
    ['vulnerabilities:\n  - id: ""', '2:9 id is empty'],
    ['vulnerabilities:\n  - CVE-2026-0001', '2:5 an entry is made of names and values, such as id: …'],
    ['vulnerabilities: CVE-2026-0001', '1:18 vulnerabilities must be a list'],
    ['- CVE-2026-0001', '1:1 a .trivyignore.yaml is made of names and values, such as vulnerabilities: …'],
    ['secrets: none', '1:10 secrets must be a list'],
    [entryOf('paths: usr/lib/**'), '3:12 paths must be a list'],
    [entryOf('paths: [3]'), "3:13 paths must be text: put '3' in quotes"],
    [
      entryOf('purls: [openssl]'),
      "3:13 'openssl' is no package URL: they are written as pkg:deb/debian/openssl",
    ],
    [entryOf('expired_at: 2026-02-30'), "3:17 expired_at '2026-02-30' is no day of the calendar"],
    [entryOf('expired_at: 31.12.2026'), "3:17 expired_at '31.12.2026' is no day"],
    [entryOf('expired_at: 2026-12-31T99:00:00Z'), "3:17 expired_at '2026-12-31T99:00:00Z' is no day"],
    [entryOf('statement: [a]'), '3:16 statement must be text'],
    [entryOf('statement: &a x'), '3:16 anchors and aliases are not read'],
    ['vulnerabilities: []\n---\nvulnerabilities: []', '2:1 a second document begins'],
  ])('%s', (text, problem) => {
    const { entries, problems } = read(text)
    expect(problems.map((one) => `${one.line}:${one.column} ${one.text}`)).toEqual([
      expect.stringContaining(problem),
    ])
    expect(entries).toEqual([])
  })

  test('in Trivy’s plain text it is all of it', () => {
    const { problems } = parseTrivyIgnore('CVE-2026-0001', '.trivyignore')
    expect(problems).toEqual([expect.objectContaining({ line: 1, column: 1 })])
  })
})

describe('what is read with less than it says is told', () => {
  const text = `${entryOf('paths: ["{a,b}/**"]', 'purls: ["pkg:deb/debian/openssl?arch=arm64"]')}
misconfigurations:
  - id: AVD-AWS-0031
  - id: AVD-AWS-0039
secrets:
  - paths: [tests/**]
licenses: []
`

  test('in a sentence for each', () => {
    expect(read(text)).toMatchObject({
      problems: [],
      entries: [{ paths: ['{a,b}/**'] }],
      notes: [
        'Passed over, since the scan finds vulnerabilities only: 2 of misconfigurations, 1 of secrets.',
        'In paths, only *, ** and ? are wildcards; brackets and braces stand for themselves.',
        'In purls, qualifiers and subpaths are passed over: no finding has them.',
      ],
    })
  })

  test('and a long statement is cut', () => {
    expect(read(entryOf(`statement: ${'x'.repeat(5_000)}`)).entries[0]?.reason).toHaveLength(500)
  })
})
