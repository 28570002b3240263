import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { FirstDecision } from '../../src/scan/decide.ts'
import { type Finding, rank, severities } from '../../src/scan/findings.ts'
import { mergeFindings } from '../../src/scan/merge.ts'
import { givenFinding } from '../support/given.ts'
import { givenEntry } from './entries.ts'

const counted: FirstDecision = { kind: 'counted' }

function merge(...findings: readonly Partial<Finding>[]): readonly Finding[] {
  return mergeFindings(findings.map((one) => [givenFinding(one), counted])).map(({ finding }) => finding)
}

describe('findings are one to a reader', () => {
  const arm = { platforms: ['linux/arm64'] }

  test('where two platforms have them', () => {
    expect(merge({}, arm)).toEqual([givenFinding({ platforms: ['linux/amd64', 'linux/arm64'] })])
  })

  test('in whatever order they come', () => {
    const places = [{ paths: ['b', 'a'] }, { paths: ['a', 'c'], ...arm }]
    expect(merge(...places)).toEqual(merge(...places.toReversed()))
    expect(merge(...places)).toMatchObject([{ paths: ['a', 'b', 'c'] }])
  })

  test('where a platform lists them twice', () => {
    expect(merge({}, {})).toEqual([givenFinding()])
  })

  test.each<readonly [string, readonly Partial<Finding>[], Partial<Finding>]>([
    ['the worst severity', [{ severity: 'low' }, { severity: 'critical' }], { severity: 'critical' }],
    ['the highest score', [{ score: undefined }, { score: 9.8 }, { score: 10 }, { score: 0 }], { score: 10 }],
    ['a score of 0', [{ score: undefined }, { score: 0 }], { score: 0 }],
    ['no score where none has one', [{ score: undefined }, { score: undefined }], { score: undefined }],
    ['the highest EPSS', [{ epss: 0.1 }, { epss: 0.7 }], { epss: 0.7 }],
    ['an exploit', [{ exploit: 'unknown' }, { exploit: 'no' }, { exploit: 'yes' }], { exploit: 'yes' }],
    ['what is known of exploits', [{ exploit: 'unknown' }, { exploit: 'no' }], { exploit: 'no' }],
    ['that it is exploited', [{ knownExploited: false }, { knownExploited: true }], { knownExploited: true }],
    ['that it is not', [{}, { knownExploited: false }], { knownExploited: false }],
    ['the fix', [{ fix: 'no' }, { fix: 'yes', fixedIn: '3.0.2' }], { fix: 'yes', fixedIn: '3.0.2' }],
    ['what is known of fixes', [{ fix: 'unknown' }, { fix: 'no' }], { fix: 'no' }],
    ['the first text', [{ description: 'a' }, { description: 'b' }], { description: 'a' }],
    ['the only text', [{ uri: undefined }, { uri: 'https://a' }], { uri: 'https://a' }],
    ['the only manager', [{}, { packageManager: 'OS' }], { packageManager: 'OS' }],
  ])('with %s', (_, findings, expected) => {
    expect(merge(...findings)).toEqual([{ ...givenFinding(), ...expected }])
  })
})

describe('findings are two to a reader', () => {
  test.each<readonly [string, Partial<Finding>]>([
    ['of two vulnerabilities', { id: 'CVE-2026-0002' }],
    ['of two packages', { packageName: 'zlib' }],
    ['of two versions', { packageVersion: '3.0.2' }],
    ['with names that hold separators', { id: 'CVE-2026-0001","openssl', packageName: '' }],
  ])('%s', (_, other) => {
    expect(merge({}, other)).toHaveLength(2)
  })

  test.each<readonly [string, FirstDecision, FirstDecision]>([
    ['of two kinds', counted, { kind: 'baseline' }],
    ['for two reasons', { kind: 'violation', why: 'epss' }, { kind: 'violation', why: 'exploitable' }],
    [
      'by two entries that read alike',
      { kind: 'ignored', entry: givenEntry() },
      { kind: 'ignored', entry: givenEntry() },
    ],
  ])('where the decision is %s', (_, one, other) => {
    const rows = mergeFindings([
      [givenFinding(), one],
      [givenFinding(), other],
      [givenFinding(), one],
    ])
    expect(rows.map(({ decision }) => decision)).toEqual([one, other])
  })
})

test('none is lost and none invented', () => {
  const finding = fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    packageName: fc.constantFrom('x', 'y'),
    packageVersion: fc.constantFrom('1', '2'),
    severity: fc.constantFrom(...severities),
    platforms: fc.constantFrom('linux/amd64', 'linux/arm64').map((one) => [one]),
  })
  const nameOf = (one: Pick<Finding, 'id' | 'packageName' | 'packageVersion'>) =>
    [one.id, one.packageName, one.packageVersion].join(' ')
  fc.assert(
    fc.property(fc.array(finding), (all) => {
      const merged = merge(...all)
      expect(new Set(merged.map(nameOf))).toEqual(new Set(all.map(nameOf)))
      expect(merged).toHaveLength(new Set(all.map(nameOf)).size)
      for (const row of merged) {
        const own = all.filter((one) => nameOf(one) === nameOf(row))
        expect(rank(row.severity)).toBe(Math.min(...own.map(({ severity }) => rank(severity))))
        expect(new Set(row.platforms)).toEqual(new Set(own.flatMap(({ platforms }) => platforms)))
      }
    }),
  )
})

test('one finding at very many places is one row in no time worth a word', () => {
  const findings = Array.from({ length: 200_000 }, (_, at) =>
    givenFinding({ paths: [`/app/${at}`], score: at }),
  )
  const rows = mergeFindings(findings.map((one) => [one, counted]))
  expect(rows.map(({ finding }) => [finding.paths.length, finding.score])).toEqual([[200_000, 199_999]])
})
