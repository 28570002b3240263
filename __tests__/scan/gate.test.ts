import { describe, expect, test } from '@jest/globals'
import { type Severity, severities } from '../../src/scan/findings.ts'
import { type GatePolicy, judge, opens, type Threshold, type Verdict } from '../../src/scan/gate.ts'
import { givenFinding, givenNoScan, givenPolicy, givenReport, givenScan } from '../support/given.ts'

/** What a threshold blocks. */
const blocks: Readonly<Record<Threshold, readonly Severity[]>> = {
  critical: ['critical'],
  high: ['critical', 'high'],
  medium: ['critical', 'high', 'medium'],
  low: ['critical', 'high', 'medium', 'low'],
  any: severities,
  none: [],
}

const rows = (Object.keys(blocks) as Threshold[]).flatMap((threshold) =>
  severities.map((severity) => [threshold, severity, blocks[threshold].includes(severity)] as const),
)

describe('the threshold', () => {
  test.each(rows)('%s and a finding of severity %s: blocked is %s', (threshold, severity, isBlocked) => {
    const finding = givenFinding({ severity })
    const verdict = judge(givenReport(givenScan([finding])), givenPolicy({ threshold }))
    const judged = [{ ...finding, decision: isBlocked ? 'violation' : 'below-threshold' }]
    expect(verdict).toEqual(
      isBlocked
        ? { kind: 'blocked', findings: judged, violations: judged, threshold }
        : { kind: 'passed', findings: judged, threshold },
    )
    expect(opens(verdict)).toBe(!isBlocked)
  })

  test.each(Object.keys(blocks) as Threshold[])('%s and no finding at all is a pass', (threshold) => {
    const verdict = judge(givenReport(givenScan([])), givenPolicy({ threshold }))
    expect(verdict).toEqual({ kind: 'passed', findings: [], threshold })
  })

  test('keeps for every finding why it was counted or not', () => {
    const findings = [
      givenFinding({ id: 'a', severity: 'critical' }),
      givenFinding({ id: 'b', severity: 'low' }),
    ]
    expect(judge(givenReport(givenScan(findings)), givenPolicy())).toMatchObject({
      kind: 'blocked',
      findings: [
        { id: 'a', decision: 'violation' },
        { id: 'b', decision: 'below-threshold' },
      ],
      violations: [{ id: 'a' }],
    })
  })
})

describe('the gate that only reports', () => {
  const report = givenPolicy({ mode: 'report' })

  test('names what would have blocked, and opens', () => {
    const verdict = judge(givenReport(givenScan([givenFinding({ severity: 'critical' })])), report)
    expect(verdict).toMatchObject({ kind: 'reported', violations: [{ severity: 'critical' }] })
    expect(opens(verdict)).toBe(true)
  })

  test('passes what would have passed', () => {
    expect(judge(givenReport(givenScan([givenFinding({ severity: 'low' })])), report).kind).toBe('passed')
  })
})

describe('an image without a scan is never a pass', () => {
  type Case = readonly [
    reason: 'unsupported' | 'failed' | 'timed-out' | 'enhanced',
    mode: GatePolicy['mode'],
    onUnscanned: 'fail' | 'warn',
    onUnsupported: 'fail' | 'warn',
    opens: boolean,
  ]
  const cases: Case[] = []
  for (const reason of ['unsupported', 'failed', 'timed-out', 'enhanced'] as const) {
    for (const mode of ['enforce', 'report'] as const) {
      for (const onUnscanned of ['fail', 'warn'] as const) {
        for (const onUnsupported of ['fail', 'warn'] as const) {
          const asked = reason === 'unsupported' ? onUnsupported : onUnscanned
          cases.push([reason, mode, onUnscanned, onUnsupported, mode === 'report' || asked === 'warn'])
        }
      }
    }
  }

  test.each(cases)(
    '%s, gate: %s, on-unscanned: %s, on-unsupported: %s → open is %s',
    (reason, mode, onUnscanned, onUnsupported, isOpen) => {
      const missing = givenNoScan(reason)
      const verdict = judge(givenReport(missing), givenPolicy({ mode, onUnscanned, onUnsupported }))
      expect(verdict).toEqual({ kind: 'unscanned', findings: [], missing: [missing], closed: !isOpen })
      expect(opens(verdict)).toBe(isOpen)
    },
  )

  test.each(['enforce', 'report'] as const)('nor is a scan of nothing (gate: %s)', (mode) => {
    const verdict = judge(givenReport(), givenPolicy({ mode, onUnscanned: 'warn', onUnsupported: 'warn' }))
    expect(verdict).toMatchObject({ kind: 'unscanned', missing: [], closed: mode === 'enforce' })
  })

  test('not even where no finding would block', () => {
    expect(judge(givenReport(givenNoScan('failed')), givenPolicy({ threshold: 'none' })).kind).toBe(
      'unscanned',
    )
  })
})

describe('several platforms', () => {
  const clean = givenScan([], 'linux/amd64')
  const bad = givenScan([givenFinding({ severity: 'critical', platforms: ['linux/arm64'] })], 'linux/arm64')
  const harmless = givenScan([givenFinding({ severity: 'low' })], 'linux/amd64')

  test('a violation on one of them blocks all', () => {
    expect(judge(givenReport(clean, bad), givenPolicy()).kind).toBe('blocked')
  })

  test('a violation goes before a platform that has no scan, whatever is said about that', () => {
    const warn = givenPolicy({ onUnscanned: 'warn', onUnsupported: 'warn' })
    for (const reason of ['unsupported', 'failed', 'timed-out', 'enhanced'] as const) {
      expect(judge(givenReport(givenNoScan(reason), bad), warn).kind).toBe('blocked')
      expect(judge(givenReport(bad, givenNoScan(reason)), givenPolicy()).kind).toBe('blocked')
    }
  })

  test('one without a scan is unscanned, and what is known of the others is kept', () => {
    const verdict = judge(givenReport(harmless, givenNoScan('timed-out', 'linux/arm64')), givenPolicy())
    expect(verdict).toMatchObject({
      kind: 'unscanned',
      closed: true,
      findings: [{ severity: 'low', decision: 'below-threshold' }],
      missing: [{ platform: 'linux/arm64', reason: 'timed-out' }],
    })
  })

  test('each missing one counts by its own reason', () => {
    const both = givenReport(givenNoScan('unsupported'), givenNoScan('failed', 'linux/arm64'))
    const closed = (policy: Partial<GatePolicy>) => judge(both, givenPolicy(policy))
    expect(closed({ onUnsupported: 'warn' })).toMatchObject({ closed: true })
    expect(closed({ onUnscanned: 'warn' })).toMatchObject({ closed: true })
    expect(closed({ onUnscanned: 'warn', onUnsupported: 'warn' })).toMatchObject({ closed: false })
  })

  test('all of them must be clean for a pass', () => {
    expect(judge(givenReport(clean, harmless), givenPolicy()).kind).toBe('passed')
  })
})

test.each<[Verdict['kind'], Verdict, boolean]>([
  ['passed', { kind: 'passed', findings: [], threshold: 'high' }, true],
  ['reported', { kind: 'reported', findings: [], violations: [], threshold: 'high' }, true],
  ['skipped', { kind: 'skipped' }, true],
  ['blocked', { kind: 'blocked', findings: [], violations: [], threshold: 'high' }, false],
  ['unscanned', { kind: 'unscanned', findings: [], missing: [], closed: true }, false],
  ['unscanned', { kind: 'unscanned', findings: [], missing: [], closed: false }, true],
])('%s lets the tags be put: %#', (_, verdict, isOpen) => {
  expect(opens(verdict)).toBe(isOpen)
})
