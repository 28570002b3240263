import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Finding, rank, severities } from '../../src/scan/findings.ts'
import {
  type Evidence,
  isBlocking,
  judge,
  judgeWithRemarks,
  opens,
  type Verdict,
} from '../../src/scan/gate.ts'
import type { GatePolicy, Threshold } from '../../src/scan/policy.ts'
import { givenFinding, givenNoScan, givenPolicy, givenReport, givenScan } from '../support/given.ts'
import { givenEntry } from './entries.ts'

// What holds for every image, policy and ignore file.

const now = new Date('2026-11-20T12:00:00Z')
const platforms = ['linux/amd64', 'linux/arm64']
const thresholds: readonly Threshold[] = ['any', 'low', 'medium', 'high', 'critical', 'none']

const finding = fc
  .record({
    id: fc.constantFrom('CVE-1', 'CVE-2', 'CVE-3', 'GHSA-1'),
    packageName: fc.constantFrom('openssl', 'zlib'),
    packageVersion: fc.constantFrom('1', '2'),
    severity: fc.constantFrom(...severities),
    fix: fc.constantFrom('yes', 'partial', 'no', 'unknown'),
    exploit: fc.constantFrom('yes', 'no', 'unknown'),
    knownExploited: fc.constantFrom(true, false, undefined),
    epss: fc.constantFrom(undefined, 0.01, 0.5),
    score: fc.constantFrom(undefined, 5, 9),
    standing: fc.constantFrom('active', 'active', 'active', 'suppressed', 'closed'),
    paths: fc.constantFrom([], ['/usr/lib/a'], ['/opt/b', '/usr/lib/a']),
    platforms: fc.constantFrom(...platforms.map((one) => [one])),
  })
  .map((one) => givenFinding({ ...one, description: undefined, uri: undefined } as Partial<Finding>))

const findings = fc.array(finding, { maxLength: 12 })

const limits = fc.option(fc.nat({ max: 3 }), { nil: undefined })
const policy = fc
  .record({
    mode: fc.constantFrom('enforce', 'enforce', 'report'),
    threshold: fc.constantFrom(...thresholds),
    limits: fc.record(Object.fromEntries(severities.map((one) => [one, limits]))),
    onlyFixable: fc.boolean(),
    failOnExploitable: fc.boolean(),
    failOnKnownExploited: fc.boolean(),
    minEpss: fc.constantFrom(undefined, 0.1),
  })
  .map(({ limits: given, ...rest }): GatePolicy => {
    const named = Object.entries(given).filter(([, value]) => value !== undefined)
    return givenPolicy({ ...(rest as Partial<GatePolicy>), maxFindings: Object.fromEntries(named) })
  })

const entry = fc
  .record({
    id: fc.constantFrom('CVE-1', 'cve-2', 'CVE-*', 'GHSA-?'),
    packages: fc.constantFrom([], ['zlib'], ['open*@1']),
    paths: fc.constantFrom([], [], ['/usr/**']),
    platform: fc.constantFrom(undefined, ...platforms),
    until: fc.constantFrom(undefined, '2026-11-19', '2026-11-20', '2026-12-31'),
    untilFixed: fc.boolean(),
    severity: fc.constantFrom(undefined, 'high', 'low'),
  })
  .map((one) => givenEntry(one as Parameters<typeof givenEntry>[0]))

const evidence = fc
  .record({
    ignores: fc.array(entry, { maxLength: 4 }).map((all) => all.map((one, line) => ({ ...one, line }))),
    baseline: fc.option(findings, { nil: undefined }),
  })
  .map((one): Evidence => ({ ...one, now }))

/** As scans give them: each platform has its own. */
function reportOf(all: readonly Finding[]) {
  return givenReport(
    ...platforms.map((platform) =>
      givenScan(
        all.filter((one) => one.platforms.includes(platform)),
        platform,
      ),
    ),
  )
}

function violationsOf(verdict: Verdict): number {
  return verdict.kind === 'skipped' ? 0 : verdict.violations.length
}

/**
 * Holds a law against many cases.
 * @param law gives whether the case is one of those that it is about: a law that says nothing cannot fail
 */
function check<T>(cases: fc.Arbitrary<T>, law: (given: T) => boolean): void {
  let said = 0
  const property = fc.property(cases, (given) => {
    said += Number(law(given))
  })
  fc.assert(property, { numRuns: 400 })
  expect(said).toBeGreaterThan(20)
}

test('the order of findings and platforms does not matter, nor how often one is told', () => {
  const shuffled = findings.chain((all) =>
    fc.tuple(
      fc.constant(all),
      fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2, maxLength: all.length * 2 }),
    ),
  )
  check(fc.tuple(shuffled, policy, evidence), ([[all, again], rules, known]) => {
    const one = judge(reportOf(all), rules, known)
    const report = reportOf(again)
    const other = judge({ ...report, platforms: report.platforms.toReversed() }, rules, known)
    expect(other).toEqual(one)
    return all.length > 1
  })
})

test('a finding more never opens a gate, and never takes a violation away', () => {
  check(fc.tuple(findings, finding, policy, evidence), ([all, more, rules, known]) => {
    const before = judge(reportOf(all), rules, known)
    const after = judge(reportOf([...all, more]), rules, known)
    if (before.kind === 'blocked') expect(after.kind).toBe('blocked')
    if (!opens(before)) expect(opens(after)).toBe(false)
    expect(violationsOf(after)).toBeGreaterThanOrEqual(violationsOf(before))
    return before.kind === 'blocked'
  })
})

test('what blocks while findings come in blocks when all of them are there', () => {
  check(fc.tuple(findings, fc.nat({ max: 12 }), policy, evidence), ([all, count, rules, known]) => {
    const isEarly = isBlocking(all.slice(0, count), rules, known)
    const { kind } = judge(reportOf(all), rules, known)
    if (isEarly) expect(['blocked', 'reported']).toContain(kind)
    expect(isBlocking(all, rules, known)).toBe(kind === 'blocked' || kind === 'reported')
    return isEarly && count < all.length
  })
})

test('an entry more never makes a violation', () => {
  check(fc.tuple(findings, entry, policy, evidence), ([all, more, rules, known]) => {
    const report = reportOf(all)
    const before = violationsOf(judge(report, rules, known))
    for (const ignores of [
      [...known.ignores, more],
      [more, ...known.ignores],
    ])
      expect(violationsOf(judge(report, rules, { ...known, ignores }))).toBeLessThanOrEqual(before)
    return before > 0
  })
})

test('a baseline never makes a violation', () => {
  check(fc.tuple(findings, findings, policy, evidence), ([all, baseline, rules, known]) => {
    const without = violationsOf(judge(reportOf(all), rules, { ...known, baseline: undefined }))
    expect(violationsOf(judge(reportOf(all), rules, { ...known, baseline }))).toBeLessThanOrEqual(without)
    return without > 0
  })
})

test('a higher threshold never makes a violation', () => {
  const two = fc
    .tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 }))
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)])
  check(fc.tuple(findings, two, policy, evidence), ([all, [low = 0, high = 0], rules, known]) => {
    const of = (at: number) =>
      violationsOf(judge(reportOf(all), { ...rules, threshold: thresholds[at] ?? 'none' }, known))
    expect(of(high)).toBeLessThanOrEqual(of(low))
    return low < high && of(low) > 0
  })
})

test('what escalates is a violation, unless it is suppressed, closed or ignored', () => {
  check(fc.tuple(findings, policy, evidence), ([all, rules, known]) => {
    const verdict = judge(reportOf(all), rules, known)
    const dangerous = (one: Finding) =>
      (rules.failOnExploitable && one.exploit === 'yes') ||
      (rules.failOnKnownExploited && one.knownExploited === true) ||
      (rules.minEpss !== undefined && (one.epss ?? 0) >= rules.minEpss)
    const rows = verdict.kind === 'skipped' ? [] : verdict.findings
    const calm = ['baseline', 'unfixable', 'below-threshold', 'within-limit']
    const wrong = rows.filter((one) => dangerous(one) && calm.includes(one.decision.kind))
    expect(wrong).toEqual([])
    return rows.some(({ decision }) => decision.kind === 'violation' && decision.why !== 'severity')
  })
})

test('each finding on each platform has one decision, and the rows hold nothing else', () => {
  check(fc.tuple(findings, policy, evidence), ([all, rules, known]) => {
    const verdict = judge(reportOf(all), rules, known)
    const rows = verdict.kind === 'skipped' ? [] : verdict.findings
    const isSame = (one: Finding, row: Finding) =>
      one.id === row.id &&
      one.packageName === row.packageName &&
      one.packageVersion === row.packageVersion &&
      one.platforms.every((platform) => row.platforms.includes(platform)) &&
      one.paths.every((path) => row.paths.includes(path)) &&
      rank(row.severity) <= rank(one.severity)
    for (const one of all) expect(rows.some((row) => isSame(one, row))).toBe(true)
    const pairs = rows.flatMap((row) => row.platforms.map((platform) => [row.id, platform].join(' ')))
    const wanted = new Set(
      all.flatMap((one) => one.platforms.map((platform) => [one.id, platform].join(' '))),
    )
    expect(new Set(pairs)).toEqual(wanted)
    const keys = rows.map(({ id, packageName, packageVersion, decision }) =>
      JSON.stringify([id, packageName, packageVersion, decision, known.ignores.indexOf(entryOf(decision))]),
    )
    expect(new Set(keys).size).toBe(keys.length)
    return rows.length > 2
  })
})

function entryOf(decision: object) {
  return (decision as { entry?: Evidence['ignores'][number] }).entry ?? givenEntry()
}

test('as many of a severity are within their limit as it allows, or none', () => {
  check(fc.tuple(findings, policy, evidence), ([all, rules, known]) => {
    const verdict = judge(reportOf(all), rules, known)
    const rows = verdict.kind === 'skipped' ? [] : verdict.findings
    const within = rows.filter(({ decision }) => decision.kind === 'within-limit')
    for (const severity of severities) {
      const own = within.filter((one) => one.severity === severity)
      expect(own.length).toBeLessThanOrEqual(rules.maxFindings[severity] ?? 0)
    }
    if (verdict.kind !== 'skipped')
      expect(verdict.violations).toEqual(rows.filter(({ decision }) => decision.kind === 'violation'))
    return within.length > 0
  })
})

test('a platform without a scan is never a pass', () => {
  check(fc.tuple(findings, policy, evidence), ([all, rules, known]) => {
    const report = givenReport(...reportOf(all).platforms, givenNoScan('timed-out', 'linux/s390x'))
    const { kind } = judge(report, rules, known)
    expect(['passed', 'skipped']).not.toContain(kind)
    return kind === 'unscanned'
  })
})

test('remarks are few and short', () => {
  check(fc.tuple(findings, policy, evidence), ([all, rules, known]) => {
    const { remarks } = judgeWithRemarks(reportOf(all), rules, known)
    expect(remarks.filter(({ level }) => level === 'warning').length).toBeLessThanOrEqual(3)
    expect(remarks.filter(({ level }) => level === 'notice').length).toBeLessThanOrEqual(1)
    expect(remarks.every(({ text }) => text.length < 500)).toBe(true)
    return remarks.length > 1
  })
})

test('30,000 findings on four platforms, an ignore file and a baseline are judged in one go', () => {
  const all = Array.from({ length: 30_000 }, (_, index) =>
    givenFinding({
      id: `CVE-2026-${10_000 + (index % 5_000)}`,
      packageName: `package-${index % 700}`,
      severity: severities[index % severities.length] ?? 'unknown',
      platforms: [`linux/${index % 4}`],
    }),
  )
  const scans = [0, 1, 2, 3].map((one) =>
    givenScan(
      all.filter(({ platforms: [platform] }) => platform === `linux/${one}`),
      `linux/${one}`,
    ),
  )
  const ignores = Array.from({ length: 200 }, (_, index) =>
    givenEntry({ id: `CVE-2026-1${String(index).padStart(3, '0')}?` }),
  )
  const verdict = judge(givenReport(...scans), givenPolicy(), {
    ignores,
    baseline: all.slice(0, 10_000),
    now,
  })
  const kinds = new Set(
    verdict.kind === 'skipped' ? [] : verdict.findings.map(({ decision }) => decision.kind),
  )
  expect([verdict.kind, ...kinds].sort((a, b) => (a < b ? -1 : 1))).toEqual([
    'baseline',
    'below-threshold',
    'blocked',
    'ignored',
    'violation',
  ])
})
