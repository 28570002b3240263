import { describe, expect, test } from '@jest/globals'
import { createDecider } from '../../src/scan/decide.ts'
import { type Finding, type Severity, severities } from '../../src/scan/findings.ts'
import { createMatcher } from '../../src/scan/matcher.ts'
import type { GatePolicy, Threshold } from '../../src/scan/policy.ts'
import { givenFinding, givenPolicy } from '../support/given.ts'
import { givenEntry } from './entries.ts'

type Case = Readonly<{
  finding?: Partial<Finding>
  policy?: Partial<GatePolicy>
  baseline?: readonly Partial<Finding>[]
  isIgnored?: boolean
}>

const entry = givenEntry()

function decide({ finding, policy, baseline, isIgnored = false }: Case) {
  const matcher = createMatcher(isIgnored ? [entry] : [], new Date('2026-11-20T12:00:00Z'))
  const known = baseline?.map((one) => givenFinding(one))
  return createDecider(givenPolicy(policy), matcher, known)(givenFinding(finding))
}

/** From which severity on findings are counted. */
const counts: Readonly<Record<Threshold, readonly Severity[]>> = {
  critical: ['critical'],
  high: ['critical', 'high'],
  medium: ['critical', 'high', 'medium'],
  low: ['critical', 'high', 'medium', 'low'],
  any: severities,
  none: [],
}

describe('the threshold', () => {
  const rows = (Object.keys(counts) as Threshold[]).flatMap((threshold) =>
    severities.map((severity) => [threshold, severity, counts[threshold].includes(severity)] as const),
  )

  test.each(rows)('%s and a finding of severity %s: counted is %s', (threshold, severity, isCounted) => {
    expect(decide({ finding: { severity }, policy: { threshold } })).toEqual({
      kind: isCounted ? 'counted' : 'below-threshold',
    })
  })

  test.each(severities)('does not matter for %s where max-findings names it', (severity) => {
    const policy = { threshold: 'none', maxFindings: { [severity]: 0 } } as const
    expect(decide({ finding: { severity }, policy })).toEqual({ kind: 'counted' })
    for (const other of severities.filter((one) => one !== severity))
      expect(decide({ finding: { severity: other }, policy })).toEqual({ kind: 'below-threshold' })
  })
})

describe('one rule goes before the next', () => {
  const danger = { exploit: 'yes', knownExploited: true, epss: 0.9 } as const
  const strict = { failOnExploitable: true, failOnKnownExploited: true, minEpss: 0.1 } as const
  const old = [{}]
  const unfixable = { fix: 'no' } as const
  const onlyFixable = { ...strict, onlyFixable: true }

  test.each<readonly [string, Case, unknown]>([
    [
      'suppressed before ignored',
      { finding: { ...danger, standing: 'suppressed' }, policy: strict, isIgnored: true },
      { kind: 'suppressed' },
    ],
    [
      'closed before ignored',
      { finding: { ...danger, standing: 'closed' }, policy: strict, isIgnored: true },
      { kind: 'closed' },
    ],
    [
      'ignored before all that escalates',
      { finding: danger, policy: strict, isIgnored: true, baseline: old },
      { kind: 'ignored', entry },
    ],
    [
      'exploitable before known exploited',
      { finding: danger, policy: strict, baseline: old },
      { kind: 'violation', why: 'exploitable' },
    ],
    [
      'known exploited before EPSS',
      { finding: { ...danger, exploit: 'no' }, policy: strict, baseline: old },
      { kind: 'violation', why: 'known-exploited' },
    ],
    [
      'EPSS before the baseline',
      { finding: { epss: 0.9 }, policy: strict, baseline: old },
      { kind: 'violation', why: 'epss' },
    ],
    [
      'the baseline before fixes',
      { finding: unfixable, policy: onlyFixable, baseline: old },
      { kind: 'baseline' },
    ],
    ['fixes before the threshold', { finding: unfixable, policy: onlyFixable }, { kind: 'unfixable' }],
    [
      'fixes before max-findings',
      { finding: unfixable, policy: { ...onlyFixable, maxFindings: { high: 5 } } },
      { kind: 'unfixable' },
    ],
    [
      'what escalates before fixes',
      { finding: { ...danger, ...unfixable }, policy: onlyFixable },
      { kind: 'violation', why: 'exploitable' },
    ],
    [
      'what escalates before the threshold',
      { finding: { ...danger, severity: 'low' }, policy: { ...strict, threshold: 'none' } },
      { kind: 'violation', why: 'exploitable' },
    ],
  ])('%s', (_, given, expected) => {
    expect(decide(given)).toEqual(expected)
  })
})

describe('what escalates', () => {
  test.each<readonly [Partial<Finding>, Partial<GatePolicy>, string]>([
    [{ exploit: 'yes' }, {}, 'below-threshold'],
    [{ exploit: 'no' }, { failOnExploitable: true }, 'below-threshold'],
    [{ exploit: 'unknown' }, { failOnExploitable: true }, 'below-threshold'],
    [{ exploit: 'yes' }, { failOnKnownExploited: true }, 'below-threshold'],
    [{ knownExploited: true }, {}, 'below-threshold'],
    [{ knownExploited: false }, { failOnKnownExploited: true }, 'below-threshold'],
    [{ knownExploited: true }, { failOnKnownExploited: true }, 'violation'],
    [{ epss: 1 }, {}, 'below-threshold'],
    [{ epss: 0.0999 }, { minEpss: 0.1 }, 'below-threshold'],
    [{ epss: 0.1 }, { minEpss: 0.1 }, 'violation'],
    [{}, { minEpss: 0.1 }, 'below-threshold'],
  ])('%j with %j: %s', (finding, policy, kind) => {
    expect(decide({ finding: { ...finding, severity: 'informational' }, policy }).kind).toBe(kind)
  })
})

describe('the baseline', () => {
  test.each<readonly [string, Partial<Finding>, readonly Partial<Finding>[], boolean]>([
    ['has the same', {}, [{}], true],
    ['is empty', {}, [], false],
    ['has another id', {}, [{ id: 'CVE-2026-0002' }], false],
    ['has it in another package', {}, [{ packageName: 'zlib' }], false],
    ['has it in another version', {}, [{ packageVersion: '2.9' }], true],
    ['has it on another platform', {}, [{ platforms: ['linux/arm64'] }], true],
    ['has it rated higher', {}, [{ severity: 'critical' }], true],
    ['has it rated lower', {}, [{ severity: 'medium' }], false],
    ['has it rated lower in one place', {}, [{ severity: 'low' }, { severity: 'high' }], true],
    ['has it without a rating', {}, [{ severity: 'unknown' }], false],
    ['has a rating that it has no longer', { severity: 'unknown' }, [{ severity: 'critical' }], false],
    ['has it without a rating, as before', { severity: 'unknown' }, [{ severity: 'unknown' }], true],
    ['had it suppressed', {}, [{ standing: 'suppressed' }], true],
    ['had it once', {}, [{ standing: 'closed' }], false],
    [
      'has names that hold separators',
      { id: 'a","b', packageName: 'c' },
      [{ id: 'a', packageName: 'b","c' }],
      false,
    ],
  ])('%s', (_, finding, baseline, isOld) => {
    expect(decide({ finding, baseline, policy: { threshold: 'any' } })).toEqual({
      kind: isOld ? 'baseline' : 'counted',
    })
  })
})

test.each([
  ['yes', 'counted'],
  ['partial', 'counted'],
  ['no', 'unfixable'],
  ['unknown', 'counted'],
] as const)('where only what has a fix counts, a finding with fix %s is %s', (fix, kind) => {
  expect(decide({ finding: { fix }, policy: { onlyFixable: true } })).toEqual({ kind })
  expect(decide({ finding: { fix } })).toEqual({ kind: 'counted' })
})
