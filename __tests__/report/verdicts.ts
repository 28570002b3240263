import type { PlatformScan, ScanReport } from '../../src/scan/findings.ts'
import type { Judged } from '../../src/scan/gate.ts'
import { type Evidence, judge, type Verdict } from '../../src/scan/gate.ts'
import type { IgnoreEntry } from '../../src/scan/ignore.ts'
import type { GatePolicy } from '../../src/scan/policy.ts'
import { givenPolicy, givenReport } from '../support/given.ts'

// Verdicts, as the gate gives them and as a test wants them.

const nothingElse: Evidence = { ignores: [], baseline: undefined, now: new Date('2026-11-20T12:00:00Z') }

/** What the gate itself says of these scans. */
export function judged(
  policy: Partial<GatePolicy>,
  ...platforms: readonly PlatformScan[]
): Readonly<{ scan: ScanReport; verdict: Verdict }> {
  const scan = givenReport(...platforms)
  return { scan, verdict: judge(scan, givenPolicy(policy), nothingElse) }
}

/** A verdict over findings that are judged already: blocked where there is a violation, else passed. */
export function givenVerdict(findings: readonly Judged[], overrides: object = {}): Verdict {
  const violations = findings.filter(({ decision }) => decision.kind === 'violation')
  const kind = violations.length > 0 ? 'blocked' : 'passed'
  return { ...{ kind, findings, violations, missing: [], policy: givenPolicy() }, ...overrides } as Verdict
}

export function givenIgnore(overrides: Partial<IgnoreEntry> = {}): IgnoreEntry {
  return {
    id: 'CVE-2026-0001',
    ...{ packages: [], paths: [], purls: [], platform: undefined, severity: undefined },
    ...{ until: '2026-12-31', untilFixed: false },
    reason: 'Not reachable from our code',
    file: '.slipway-ignore.yml',
    line: 3,
    ...overrides,
  }
}

/** Text that wants to be more than text. */
export const hostile: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  '</details><h1>x',
  '[x](https://evil.example)',
  '![x](https://evil.example/x.png)',
  'x](javascript:alert(1))',
  '@acme/owners',
  'https://evil.example',
  'www.evil.example',
  'a | b | c',
  '`code` ``` fence',
  '**bold** _it_ ~~gone~~',
  '::error::x',
  '##[error]x',
  'one\n\n# two\n\n- three',
  'one\r\n::add-mask::two',
  'one\u2028::error::two',
  '\u202egnp.exe',
  '\\`\\|\\',
  'x'.repeat(10_000),
]
