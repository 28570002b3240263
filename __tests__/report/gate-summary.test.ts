import { describe, expect, test } from '@jest/globals'
import type { Outcome } from '../../src/outcome.ts'
import { renderGate } from '../../src/report/gate-summary.ts'
import type { ScanReport } from '../../src/scan/findings.ts'
import type { Decision, Judged } from '../../src/scan/gate.ts'
import {
  digest,
  givenJudged,
  givenNoScan,
  givenOutcome,
  givenPolicy,
  givenReport,
  givenScan,
} from '../support/given.ts'
import { givenIgnore, givenVerdict } from './verdicts.ts'

const now = new Date('2026-11-20T12:00:00Z')
const enhanced: ScanReport = { ...givenReport(givenScan([])), mode: 'enhanced' }

function gate(overrides: Partial<Outcome>): string {
  return renderGate(givenOutcome(overrides), now)
}

function decided(decision: Decision, overrides: Partial<Judged> = {}): Judged {
  return givenJudged({ decision, ...overrides })
}

/** The rows of the table that has this column, cells trimmed. */
function tableWith(text: string, column: string): readonly (readonly string[])[] {
  const tables = text.split('\n\n').filter((part) => part.startsWith('|'))
  const found = tables.find((part) => part.split('\n')[0]?.includes(`| ${column} `)) ?? ''
  return found
    .split('\n')
    .filter((_, index) => index !== 1)
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

describe('counts', () => {
  test('are by severity and by what the gate made of them', () => {
    const verdict = givenVerdict([
      givenJudged(),
      decided({ kind: 'ignored', entry: givenIgnore() }),
      decided({ kind: 'baseline' }),
      decided({ kind: 'unfixable' }, { severity: 'critical' }),
      decided({ kind: 'within-limit', limit: 3 }, { severity: 'medium' }),
      decided({ kind: 'below-threshold' }, { severity: 'unknown' }),
      decided({ kind: 'suppressed' }, { severity: 'unknown' }),
      decided({ kind: 'closed' }, { severity: 'unknown' }),
    ])
    expect(tableWith(gate({ verdict }), 'Violations')).toEqual([
      ['Severity', 'Violations', 'Ignored', 'In baseline', 'Other', 'Total'],
      ['Critical', '0', '0', '0', '1', '1'],
      ['High', '1', '1', '1', '0', '3'],
      ['Medium', '0', '0', '0', '1', '1'],
      ['Unknown', '0', '0', '0', '3', '3'],
    ])
  })

  test('leave out what there is none of, but for violations', () => {
    expect(tableWith(gate({ verdict: givenVerdict([givenJudged()]) }), 'Violations')).toEqual([
      ['Severity', 'Violations', 'Total'],
      ['High', '1', '1'],
    ])
    const verdict = givenVerdict([decided({ kind: 'baseline' })])
    expect(tableWith(gate({ verdict }), 'Violations')[0]).toEqual([
      'Severity',
      'Violations',
      'In baseline',
      'Total',
    ])
  })
})

describe('violations', () => {
  const platforms = ['linux/amd64', 'linux/arm64']

  test('are listed with all that Inspector knows', () => {
    const findings = [
      givenJudged({
        fixedIn: '3.0.2',
        fix: 'yes',
        knownExploited: true,
        exploit: 'yes',
        epss: 0.97,
        platforms,
      }),
      givenJudged({ id: 'CVE-2', uri: undefined, fix: 'no', score: undefined, exploit: 'yes' }),
      givenJudged({ id: 'CVE-3', uri: undefined, fix: 'partial', epss: 0.0004 }),
    ]
    const scan: ScanReport = {
      ...enhanced,
      platforms: platforms.map((platform) => givenScan([], platform)),
    }
    expect(tableWith(gate({ scan, verdict: givenVerdict(findings) }), 'Vulnerability')).toEqual([
      ['Vulnerability', 'Severity', 'Package', 'Installed', 'Fixed in', 'Score', 'Exploit', 'Platforms'],
      [
        '[CVE-2026-0001](https://security-tracker.debian.org/tracker/CVE-2026-0001)',
        'High',
        '`openssl`',
        '`3.0.1`',
        '`3.0.2`',
        '8.1',
        'known exploited, EPSS 97 %',
        '`linux/amd64`, `linux/arm64`',
      ],
      ['CVE-2', 'High', '`openssl`', '`3.0.1`', 'no fix', '', 'yes', '`linux/amd64`'],
      ['CVE-3', 'High', '`openssl`', '`3.0.1`', 'partly fixed', '8.1', 'EPSS 0.04 %', '`linux/amd64`'],
    ])
  })

  test('have no columns for what basic scanning does not tell', () => {
    const [header] = tableWith(gate({ verdict: givenVerdict([givenJudged()]) }), 'Vulnerability')
    expect(header).toEqual(['Vulnerability', 'Severity', 'Package', 'Installed', 'Score'])
  })

  test.each(['blocked', 'reported', 'overridden'])('are listed where the verdict is %s', (kind) => {
    const override = { actor: 'ada', reason: 'The fix is out tomorrow' }
    const text = gate({ verdict: givenVerdict([givenJudged()], { kind, override }) })
    expect(tableWith(text, 'Vulnerability')).toHaveLength(2)
  })

  test('are a hundred at most, and the rest is counted', () => {
    const findings = Array.from({ length: 101 }, (_, index) => givenJudged({ id: `CVE-${index}` }))
    const text = gate({ verdict: givenVerdict(findings) })
    expect(tableWith(text, 'Vulnerability')).toHaveLength(101)
    expect(text).toContain('\n\n… and 1 more.')
  })
})

describe('what does not count', () => {
  test('by an ignore file stays in sight, folded, with reason and end', () => {
    const entries = [
      givenIgnore(),
      givenIgnore({ until: undefined, untilFixed: true, line: 9 }),
      givenIgnore({ untilFixed: true }),
      givenIgnore({ until: undefined, reason: 'one | `two`' }),
    ]
    const text = gate({ verdict: givenVerdict(entries.map((entry) => decided({ kind: 'ignored', entry }))) })
    expect(text).toContain('<details><summary>Ignored: 4</summary>\n\n| Vulnerability |')
    const rows = tableWith(text, 'Reason')
      .slice(1)
      .map((row) => row.slice(-3))
    expect(rows.slice(0, 3)).toEqual([
      ['Not reachable from our code', '2026-12-31', '`.slipway-ignore.yml:3`'],
      ['Not reachable from our code', 'fixed', '`.slipway-ignore.yml:9`'],
      ['Not reachable from our code', '2026-12-31 or fixed', '`.slipway-ignore.yml:3`'],
    ])
    expect(text).toContain('| one \\| \\`two\\` | no end |')
  })

  test('by a rule of Inspector, too', () => {
    const findings = [decided({ kind: 'suppressed' }, { standing: 'suppressed' })]
    const text = gate({ verdict: givenVerdict(findings) })
    expect(text).toContain('<details><summary>Suppressed or closed by Inspector: 1</summary>\n\n| Vulner')
    expect(tableWith(text, 'Standing')[1]?.at(-1)).toBe('suppressed')
  })

  test('because the baseline has it: how much, and what the baseline is', () => {
    const baseline = { kind: 'compared', name: 'the image that shop runs', digest, findings: [] } as const
    const known = decided({ kind: 'baseline' })
    const image = 'Compared with the image that shop runs (`sha256:111111111111…`)'
    expect(gate({ baseline, verdict: givenVerdict([known]) })).toContain(
      `${image}: 1 finding is there already and does not count.`,
    )
    expect(gate({ baseline, verdict: givenVerdict([known, known]) })).toContain(
      `${image}: 2 findings are there already and do not count.`,
    )
    expect(gate({ baseline, verdict: givenVerdict([]) })).toContain(
      `${image}: nothing that would count is there already.`,
    )
  })

  test('because a baseline has it that is known by its digest alone', () => {
    const baseline = { kind: 'compared', name: digest, digest, findings: [] } as const
    const text = gate({ baseline, verdict: givenVerdict([decided({ kind: 'baseline' })]) })
    expect(text).toMatch(/^Compared with sha256:1+: 1 finding is there already and does not count\.$/m)
  })

  test('and a baseline that is not there is no secret', () => {
    const baseline = {
      kind: 'absent',
      name: 'the image that shop runs',
      reason: 'it was never scanned.',
    } as const
    expect(gate({ baseline })).toContain('Not compared with the image that shop runs: it was never scanned.')
  })

  test('because max-findings allows it', () => {
    const allowed = (severity: 'high' | 'medium', limit: number) =>
      decided({ kind: 'within-limit', limit }, { severity })
    const verdict = givenVerdict([allowed('high', 5), allowed('high', 5), allowed('medium', 1)], {
      policy: givenPolicy({ maxFindings: { high: 5, medium: 1 } }),
    })
    expect(gate({ verdict })).toContain('Allowed by max-findings: 2 high (at most 5), 1 medium (at most 1).')
  })
})

describe('the scan', () => {
  const done = (completedAt: string | undefined, platform = 'linux/amd64') => ({
    ...givenScan([], platform),
    completedAt: completedAt === undefined ? undefined : new Date(completedAt),
  })

  test.each([
    [[done(undefined)], 'Basic scan of the image, waited for 12 s.'],
    [[done('not a time')], 'Basic scan of the image, waited for 12 s.'],
    [[done('2026-11-20T11:59:40Z')], 'waited for 12 s; it was completed 20 s ago.'],
    [[done('2026-11-20T11:20:00Z')], 'it was completed 40 min ago.'],
    [[done('2026-11-19T12:00:00Z')], 'it was completed 24 h ago.'],
    [[done('2026-10-11T12:00:00Z')], 'it was completed 40 days ago.'],
    // Clocks differ.
    [[done('2026-11-20T12:00:09Z')], 'it was completed 0 s ago.'],
    [
      [done('2026-11-20T11:59:40Z'), done('2026-11-20T09:00:00Z', 'linux/arm64')],
      'Basic scan of 2 platforms, waited for 12 s; the oldest was completed 3 h ago.',
    ],
  ])('is told with its age: %#', (platforms, words) => {
    expect(gate({ scan: givenReport(...platforms) })).toContain(words)
  })

  test('of no mode is none that answered', () => {
    const scan = { ...givenReport(givenNoScan('timed-out')), mode: undefined }
    expect(gate({ scan, verdict: givenVerdict([], { kind: 'unscanned', closed: true }) })).toContain(
      'Waited 12 s for the scan of the image, and no scan answered.',
    )
  })

  test.each(['unscanned', 'blocked', 'reported'])('that lacks a platform says so where it is %s', (kind) => {
    const missing = [{ ...givenNoScan('stale', 'linux/arm64'), detail: 'scanned 40 days ago' }]
    expect(tableWith(gate({ verdict: givenVerdict([], { kind, missing }) }), 'Reason')).toEqual([
      ['Platform', 'Reason', 'Detail'],
      ['`linux/arm64`', 'stale', 'scanned 40 days ago'],
    ])
  })

  test('of the basic mode that finds nothing says how little that is', () => {
    const nothing = /No finding at all\. Basic scanning knows the packages of the operating system only/
    expect(gate({ verdict: givenVerdict([]) })).toMatch(nothing)
    expect(gate({ verdict: givenVerdict([]), scan: enhanced })).toMatch(/No finding at all\.$/)
    expect(gate({ verdict: givenVerdict([decided({ kind: 'baseline' })]) })).not.toContain('No finding')
  })

  test('of the basic mode knows no fixes, so that only-fixable changes nothing', () => {
    const verdict = givenVerdict([givenJudged()], { policy: givenPolicy({ onlyFixable: true }) })
    const words = 'Basic scanning has no fix data, so only-fixable changed nothing.'
    expect(gate({ verdict })).toContain(words)
    expect(gate({ verdict, scan: enhanced })).not.toContain(words)
    expect(gate({ verdict: givenVerdict([givenJudged()]) })).not.toContain(words)
  })
})

describe('the head', () => {
  test('names who overrode the gate, and why', () => {
    const override = { actor: 'ada', reason: 'The fix is out tomorrow.' }
    expect(gate({ verdict: givenVerdict([givenJudged()], { kind: 'overridden', override }) })).toMatch(
      /^### Gate: overridden\n\n\*\*Overridden by ada: The fix is out tomorrow\*\*\n\n/,
    )
  })

  test('has the notes of the gate', () => {
    expect(gate({ gateNotes: ['The ignore file at hand counts.', 'Two.'] })).toMatch(
      /^### Gate: passed\n\nThe ignore file at hand counts\.\n\nTwo\.\n\n/,
    )
  })

  test('is missing where the run did not come to the gate', () => {
    expect(renderGate({}, now)).toBe('')
  })
})
