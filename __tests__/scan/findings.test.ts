import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  type Finding,
  mergeFindings,
  rank,
  severities,
  severityOf,
  toFinding,
} from '../../src/scan/findings.ts'
import { givenBasic, givenFinding, givenNoScan, givenReport, givenScan } from '../support/given.ts'

describe('a severity', () => {
  test.each([
    ['CRITICAL', 'critical'],
    ['HIGH', 'high'],
    ['MEDIUM', 'medium'],
    ['LOW', 'low'],
    ['INFORMATIONAL', 'informational'],
    ['UNDEFINED', 'unknown'],
    ['UNTRIAGED', 'unknown'],
    ['NEGLIGIBLE', 'unknown'],
    ['High', 'high'],
    ['', 'unknown'],
    [undefined, 'unknown'],
    ['constructor', 'unknown'],
  ])('%s is %s', (text, severity) => {
    expect(severityOf(text)).toBe(severity)
  })

  test('weighs by its name, and unknown the least', () => {
    expect(severities.map(rank)).toEqual([0, 1, 2, 3, 4, 5])
    expect(severities).toEqual(['critical', 'high', 'medium', 'low', 'informational', 'unknown'])
  })
})

describe('a finding of basic scanning', () => {
  test('with all that ECR tells', () => {
    const raw = givenBasic('CVE-2026-0001', 'HIGH', { CVSS3_SCORE: '8.1', CVSS2_SCORE: '7.0' })
    expect(toFinding(raw, 'linux/amd64')).toEqual({
      id: 'CVE-2026-0001',
      severity: 'high',
      packageName: 'openssl',
      packageVersion: '3.0.1',
      score: '8.1',
      uri: 'https://security-tracker.debian.org/tracker/CVE-2026-0001',
      platforms: ['linux/amd64'],
    })
  })

  test('with names that are longer than names are, or on several lines', () => {
    const raw = givenBasic(`CVE\n::error::${'x'.repeat(5_000)}`, 'LOW', {
      package_name: `a\u001b${'y'.repeat(5_000)}`,
    })
    const { id, packageName } = toFinding(raw, 'p')
    expect([id, packageName].filter((text) => /\p{Cc}/u.test(text) || text.length > 200)).toEqual([])
  })

  test('with the older score alone', () => {
    expect(toFinding(givenBasic('x', 'LOW', { CVSS2_SCORE: '7.0' }), 'p').score).toBe('7.0')
  })

  test.each([
    {},
    { name: '', severity: '', uri: '', attributes: [] },
    { attributes: [{}, { key: 'package_name' }, { key: 'package_name', value: '' }] },
  ])('that tells nothing is one all the same: %j', (raw) => {
    expect(toFinding(raw, 'linux/amd64')).toEqual({
      id: 'unnamed finding',
      severity: 'unknown',
      packageName: 'unknown package',
      packageVersion: 'unknown version',
      score: undefined,
      uri: undefined,
      platforms: ['linux/amd64'],
    })
  })
})

describe('the platforms’ findings together', () => {
  const one = givenFinding()
  const arm = (overrides: Partial<Finding> = {}) => givenFinding({ platforms: ['linux/arm64'], ...overrides })
  const merge = (...platforms: readonly (readonly Finding[])[]) =>
    mergeFindings(givenReport(...platforms.map((findings) => givenScan(findings))))

  test('are one entry for a package that both have', () => {
    expect(merge([one], [arm()])).toEqual([{ ...one, platforms: ['linux/amd64', 'linux/arm64'] }])
  })

  test.each([
    ['the first', givenFinding({ severity: 'critical' }), arm({ severity: 'low' })],
    ['the second', givenFinding({ severity: 'low' }), arm({ severity: 'critical' })],
  ])('count at their worst, be it %s', (_, first, second) => {
    expect(merge([first], [second])).toMatchObject([
      { severity: 'critical', platforms: ['linux/amd64', 'linux/arm64'] },
    ])
  })

  test.each([
    ['of another vulnerability', { id: 'CVE-2026-0002' }],
    ['of another package', { packageName: 'zlib' }],
    ['of another version', { packageVersion: '3.0.2' }],
  ])('are two entries where one is %s', (_, overrides) => {
    expect(merge([one], [arm(overrides)])).toHaveLength(2)
  })

  test('are one entry for what a platform lists twice', () => {
    expect(merge([one, one])).toEqual([one])
  })

  test('are not mixed up by names that hold separators', () => {
    const tricky = [
      givenFinding({ id: 'a', packageName: 'b","c' }),
      givenFinding({ id: 'a","b', packageName: 'c' }),
    ]
    expect(merge(tricky)).toHaveLength(2)
  })

  test('begin with the worst: by severity, score, then name', () => {
    const findings = [
      givenFinding({ id: 'f', severity: 'unknown' }),
      givenFinding({ id: 'e', severity: 'low' }),
      givenFinding({ id: 'd', severity: 'high', score: undefined }),
      givenFinding({ id: 'c', severity: 'high', score: '9.8' }),
      givenFinding({ id: 'b', severity: 'high', score: '10.0' }),
      givenFinding({ id: 'a', severity: 'high', score: '9.8' }),
      givenFinding({ id: 'g', severity: 'critical', score: '1' }),
    ]
    expect(merge(findings).map(({ id }) => id)).toEqual(['g', 'b', 'a', 'c', 'd', 'e', 'f'])
  })

  test('are those of the platforms that have some', () => {
    expect(mergeFindings(givenReport(givenScan([one]), givenNoScan('failed', 'linux/arm64')))).toEqual([one])
    expect(mergeFindings(givenReport())).toEqual([])
  })

  test('lose no finding and invent none', () => {
    const finding = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      packageName: fc.constantFrom('x', 'y'),
      packageVersion: fc.constantFrom('1', '2'),
      severity: fc.constantFrom(...severities),
    })
    const key = ({
      id,
      packageName,
      packageVersion,
    }: Pick<Finding, 'id' | 'packageName' | 'packageVersion'>) => [id, packageName, packageVersion].join(' ')
    fc.assert(
      fc.property(fc.array(finding), fc.array(finding), (first, second) => {
        const merged = merge(
          first.map((one) => givenFinding(one)),
          second.map((one) => arm(one)),
        )
        const all = [...first, ...second]
        expect(new Set(merged.map(key))).toEqual(new Set(all.map(key)))
        expect(merged).toHaveLength(new Set(all.map(key)).size)
        for (const entry of merged) {
          const ranks = all.filter((one) => key(one) === key(entry)).map(({ severity }) => rank(severity))
          expect(rank(entry.severity)).toBe(Math.min(...ranks))
        }
      }),
    )
  })
})
