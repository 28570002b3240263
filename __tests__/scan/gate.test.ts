import { describe, expect, test } from '@jest/globals'
import type { Finding, PlatformScan } from '../../src/scan/findings.ts'
import {
  type Evidence,
  isBlocking,
  judge,
  judgeWithRemarks,
  opens,
  type Verdict,
} from '../../src/scan/gate.ts'
import type { GatePolicy } from '../../src/scan/policy.ts'
import { givenFinding, givenNoScan, givenPolicy, givenReport, givenScan } from '../support/given.ts'
import { givenEntry } from './entries.ts'

const nothing: Evidence = { ignores: [], baseline: undefined, now: new Date('2026-11-20T12:00:00Z') }
const override = { reason: 'outage of the old release', actor: 'octo' }
const arm = { platforms: ['linux/arm64'] }

function judged(
  scans: readonly PlatformScan[],
  policy: Partial<GatePolicy> = {},
  evidence: Partial<Evidence> = {},
) {
  const verdict = judge(givenReport(...scans), givenPolicy(policy), { ...nothing, ...evidence })
  if (verdict.kind === 'skipped') throw new Error('the gate was skipped')
  return verdict
}

function judgedFindings(
  findings: readonly Partial<Finding>[],
  policy: Partial<GatePolicy> = {},
  evidence: Partial<Evidence> = {},
) {
  return judged([givenScan(findings.map((one) => givenFinding(one)))], policy, evidence)
}

describe('the verdict', () => {
  const bad = givenScan([givenFinding({ severity: 'critical' })])
  const fine = givenScan([givenFinding({ severity: 'low' })])
  const failed = givenNoScan('failed', 'linux/arm64')
  const unsupported = givenNoScan('unsupported', 'linux/arm64')

  test.each<readonly [string, readonly PlatformScan[], Partial<GatePolicy>, Verdict['kind'], boolean]>([
    ['a violation', [bad], {}, 'blocked', false],
    ['no violation', [fine], {}, 'passed', true],
    ['no finding', [givenScan([])], {}, 'passed', true],
    ['a violation that is reported', [bad], { mode: 'report' }, 'reported', true],
    ['no violation where they are reported', [fine], { mode: 'report' }, 'passed', true],
    ['a violation that is overridden', [bad], { override }, 'overridden', true],
    ['no violation to override', [fine], { override }, 'passed', true],
    ['a report is not overridden', [bad], { mode: 'report', override }, 'reported', true],
    ['a violation on one platform', [fine, bad], {}, 'blocked', false],
    ['a violation beside a platform without a scan', [bad, failed], {}, 'blocked', false],
    ['the same, where that would be a warning', [failed, bad], { onUnscanned: 'warn' }, 'blocked', false],
    ['the same, reported', [failed, bad], { mode: 'report' }, 'reported', true],
    ['the same, overridden', [failed, bad], { override }, 'overridden', true],
    ['a platform without a scan', [fine, failed], {}, 'unscanned', false],
    ['the same as a warning', [fine, failed], { onUnscanned: 'warn' }, 'unscanned', true],
    ['the same where only the other is', [fine, failed], { onUnsupported: 'warn' }, 'unscanned', false],
    ['the same, reported', [fine, failed], { mode: 'report' }, 'unscanned', true],
    ['the same, overridden', [fine, failed], { override }, 'overridden', true],
    ['a warning is not overridden', [failed], { onUnscanned: 'warn', override }, 'unscanned', true],
    ['nor is a report', [failed], { mode: 'report', override }, 'unscanned', true],
    ['an unsupported platform', [unsupported], {}, 'unscanned', false],
    ['the same as a warning', [unsupported], { onUnsupported: 'warn' }, 'unscanned', true],
    ['the same where only the other is', [unsupported], { onUnscanned: 'warn' }, 'unscanned', false],
    ['an unsupported platform, overridden', [unsupported], { override }, 'overridden', true],
    ['one of each, one a warning', [failed, unsupported], { onUnscanned: 'warn' }, 'unscanned', false],
    [
      'one of each, the other a warning',
      [failed, unsupported],
      { onUnsupported: 'warn' },
      'unscanned',
      false,
    ],
    [
      'one of each, both warnings',
      [failed, unsupported],
      { onUnscanned: 'warn', onUnsupported: 'warn' },
      'unscanned',
      true,
    ],
    [
      'a platform without a scan where nothing would block',
      [failed],
      { threshold: 'none' },
      'unscanned',
      false,
    ],
    ['no platform', [], {}, 'unscanned', false],
    [
      'no platform, whatever is a warning',
      [],
      { onUnscanned: 'warn', onUnsupported: 'warn' },
      'unscanned',
      false,
    ],
    ['no platform, reported', [], { mode: 'report' }, 'unscanned', true],
    ['no platform, overridden', [], { override }, 'overridden', true],
  ])('of %s', (_, scans, policy, kind, isOpen) => {
    const verdict = judged(scans, policy)
    expect([verdict.kind, opens(verdict)]).toEqual([kind, isOpen])
  })

  test.each(['failed', 'timed-out', 'not-started', 'stale', 'denied'] as const)(
    'of a platform whose scan is %s goes by on-unscanned',
    (reason) => {
      const scans = [givenNoScan(reason)]
      expect(judged(scans, { onUnsupported: 'warn' })).toMatchObject({ kind: 'unscanned', closed: true })
      expect(judged(scans, { onUnscanned: 'warn' })).toMatchObject({ kind: 'unscanned', closed: false })
    },
  )

  test('keeps all that it was made of', () => {
    const policy = givenPolicy({ override })
    const verdict = judge(givenReport(bad, failed), policy, nothing)
    const violation = {
      ...givenFinding({ severity: 'critical' }),
      decision: { kind: 'violation', why: 'severity' },
    }
    expect(verdict).toEqual({
      ...{ kind: 'overridden', findings: [violation], violations: [violation], missing: [failed] },
      ...{ policy, override },
    })
  })

  test('that is skipped opens', () => {
    expect(opens({ kind: 'skipped' })).toBe(true)
  })
})

describe('max-findings', () => {
  const highs = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `CVE-2026-${index}` }))
  const kinds = (findings: readonly Partial<Finding>[], policy: Partial<GatePolicy>) =>
    judgedFindings(findings, policy).findings.map(({ decision }) => decision)

  test('allows as many as it says', () => {
    const allowed = { kind: 'within-limit', limit: 2 }
    expect(kinds(highs(2), { maxFindings: { high: 2 } })).toEqual([allowed, allowed])
    expect(judgedFindings(highs(2), { maxFindings: { high: 2 } }).kind).toBe('passed')
  })

  test('makes all of a severity violations where there is one too many', () => {
    const violation = { kind: 'violation', why: 'severity' }
    expect(kinds(highs(3), { maxFindings: { high: 2 } })).toEqual([violation, violation, violation])
  })

  test('is held for each severity by itself', () => {
    const findings = [...highs(1), { id: 'a', severity: 'medium' }, { id: 'b', severity: 'medium' }] as const
    const verdict = judgedFindings(findings, { maxFindings: { high: 1, medium: 1 } })
    expect(verdict.violations.map(({ id }) => id)).toEqual(['a', 'b'])
  })

  test('allows none of a severity at the threshold that it does not name', () => {
    expect(judgedFindings([{ severity: 'critical' }], { maxFindings: { high: 5 } }).kind).toBe('blocked')
  })

  test('counts below the threshold', () => {
    const low = { severity: 'low' } as const
    expect(judgedFindings([low], { maxFindings: { low: 0 } }).kind).toBe('blocked')
    expect(judgedFindings([low], { threshold: 'none', maxFindings: { low: 0 } }).kind).toBe('blocked')
  })

  test('counts what platforms share once', () => {
    const scans = [givenScan([givenFinding()]), givenScan([givenFinding(arm)], 'linux/arm64')]
    expect(judged(scans, { maxFindings: { high: 1 } }).kind).toBe('passed')
  })

  test('is not used up by what is a violation anyway, or does not count', () => {
    const findings: readonly Partial<Finding>[] = [
      { id: 'a' },
      { id: 'b', exploit: 'yes' },
      { id: 'c', standing: 'suppressed' },
    ]
    const verdict = judgedFindings(findings, { maxFindings: { high: 1 }, failOnExploitable: true })
    expect(verdict.findings.map(({ id, decision }) => [id, decision])).toEqual([
      ['b', { kind: 'violation', why: 'exploitable' }],
      ['a', { kind: 'within-limit', limit: 1 }],
      ['c', { kind: 'suppressed' }],
    ])
  })

  test('has no room made by a platform that rates a finding higher', () => {
    const policy = { maxFindings: { critical: 5, medium: 1 } }
    const mediums = givenScan([
      givenFinding({ id: 'a', severity: 'medium' }),
      givenFinding({ id: 'b', severity: 'medium' }),
    ])
    const higher = givenScan([givenFinding({ id: 'a', severity: 'critical', ...arm })], 'linux/arm64')
    expect(judged([mediums], policy).kind).toBe('blocked')
    expect(judged([mediums, higher], policy).kind).toBe('blocked')
    expect(judged([higher], policy).kind).toBe('passed')
  })
})

describe('findings', () => {
  test('come the worst first', () => {
    const findings: readonly Partial<Finding>[] = [
      { id: 'unrated', severity: 'unknown' },
      { id: 'low', severity: 'low' },
      { id: 'z', packageName: 'b', packageVersion: '1' },
      { id: 'z', packageName: 'a' },
      { id: 'Z' },
      { id: 'é' },
      { id: 'no score', score: undefined },
      { id: 'scored', score: 9.9 },
      { id: 'top', score: 10 },
      { id: 'exploitable', exploit: 'yes', score: 1 },
      { id: 'exploited', knownExploited: true, score: 0 },
      { id: 'critical', severity: 'critical', score: 0 },
      { id: 'escalated', severity: 'low', epss: 1 },
      { id: 'z', packageName: 'b', packageVersion: '0' },
      { id: 'old', severity: 'critical' },
    ]
    const evidence = { baseline: [givenFinding({ id: 'old', severity: 'critical' })] }
    const order = judgedFindings(findings, { minEpss: 0.5 }, evidence).findings
    expect(
      order.map(({ id, packageName, packageVersion }) => `${id} ${packageName} ${packageVersion}`),
    ).toEqual([
      'critical openssl 3.0.1',
      'exploited openssl 3.0.1',
      'exploitable openssl 3.0.1',
      'top openssl 3.0.1',
      'scored openssl 3.0.1',
      'Z openssl 3.0.1',
      'z a 3.0.1',
      'z b 0',
      'z b 1',
      'é openssl 3.0.1',
      'no score openssl 3.0.1',
      'escalated openssl 3.0.1',
      'old openssl 3.0.1',
      'low openssl 3.0.1',
      'unrated openssl 3.0.1',
    ])
  })

  test('are two where a platform’s entry ignores one of them', () => {
    const entry = givenEntry({ platform: 'linux/amd64' })
    const scans = [givenScan([givenFinding()]), givenScan([givenFinding(arm)], 'linux/arm64')]
    const verdict = judged(scans, {}, { ignores: [entry] })
    expect(verdict.findings.map(({ platforms, decision }) => [platforms, decision])).toEqual([
      [['linux/arm64'], { kind: 'violation', why: 'severity' }],
      [['linux/amd64'], { kind: 'ignored', entry }],
    ])
  })

  test('block at once where they do, and only then', () => {
    const policy = givenPolicy({ maxFindings: { high: 1 } })
    const [one, other] = [givenFinding({ id: 'a' }), givenFinding({ id: 'b' })]
    expect(isBlocking([], policy, nothing)).toBe(false)
    expect(isBlocking([one], policy, nothing)).toBe(false)
    expect(isBlocking([one, one], policy, nothing)).toBe(false)
    expect(isBlocking([one, other], policy, nothing)).toBe(true)
    expect(isBlocking([one, other], policy, { ...nothing, baseline: [one] })).toBe(false)
    expect(isBlocking([one, other], policy, { ...nothing, ignores: [givenEntry({ id: 'a' })] })).toBe(false)
  })
})

describe('remarks', () => {
  const entries = [givenEntry({ id: 'CVE-1' }), givenEntry({ until: '2026-11-19' })]
  const levels = (...scans: readonly PlatformScan[]) =>
    judgeWithRemarks(givenReport(...scans), givenPolicy(), { ...nothing, ignores: entries }).remarks.map(
      ({ level }) => level,
    )

  test('come with the verdict', () => {
    expect(levels(givenScan([givenFinding()]))).toEqual(['warning', 'notice'])
  })

  test('call no entry needless where a platform is missing, which may have what it is about', () => {
    expect(levels(givenScan([givenFinding()]), givenNoScan('failed'))).toEqual(['warning'])
    expect(levels()).toEqual([])
  })
})
