import {
  type Finding,
  mergeFindings,
  type PlatformScan,
  rank,
  type ScanReport,
  type Severity,
} from './findings.ts'

/** The severity from which on a finding is a violation; `any` means all of them. */
export type Threshold = 'critical' | 'high' | 'medium' | 'low' | 'any' | 'none'

export type GatePolicy = Readonly<{
  mode: 'enforce' | 'report' | 'off'
  threshold: Threshold
  onUnscanned: 'fail' | 'warn'
  onUnsupported: 'fail' | 'warn'
}>

/** Every finding keeps why it was counted or not. */
export type Judged = Finding & Readonly<{ decision: 'violation' | 'below-threshold' }>

type Unavailable = Extract<PlatformScan, { kind: 'unavailable' }>

/** What the gate says. Each kind is also the value of the output `verdict`. */
export type Verdict =
  | Readonly<{ kind: 'passed'; findings: readonly Judged[]; threshold: Threshold }>
  | Readonly<{
      kind: 'blocked' | 'reported'
      findings: readonly Judged[]
      violations: readonly Judged[]
      threshold: Threshold
    }>
  | Readonly<{
      kind: 'unscanned'
      findings: readonly Judged[]
      missing: readonly Unavailable[]
      closed: boolean
    }>
  | Readonly<{ kind: 'skipped' }>

/**
 * Judges a scan. A violation on one platform blocks whatever is known of the others; without a violation, a
 * platform that has no findings list is never a pass.
 */
export function judge(report: ScanReport, policy: GatePolicy): Verdict {
  const { threshold } = policy
  const findings = mergeFindings(report).map((finding) => decide(finding, threshold))
  const violations = findings.filter(({ decision }) => decision === 'violation')
  if (violations.length > 0) {
    return { kind: policy.mode === 'report' ? 'reported' : 'blocked', findings, violations, threshold }
  }
  const missing = report.platforms.filter((scan) => scan.kind === 'unavailable')
  if (missing.length > 0 || report.platforms.length === 0) {
    return { kind: 'unscanned', findings, missing, closed: isClosed(missing, policy) }
  }
  return { kind: 'passed', findings, threshold }
}

/** Whether the verdict lets the image have its tags. */
export function opens(verdict: Verdict): boolean {
  switch (verdict.kind) {
    case 'passed':
    case 'reported':
    case 'skipped':
      return true
    case 'blocked':
      return false
    case 'unscanned':
      return !verdict.closed
  }
}

/** `report` never blocks; otherwise one platform that must not be missing closes the gate. */
function isClosed(missing: readonly Unavailable[], policy: GatePolicy): boolean {
  if (policy.mode !== 'enforce') return false
  return (
    missing.length === 0 ||
    missing.some(
      ({ reason }) => (reason === 'unsupported' ? policy.onUnsupported : policy.onUnscanned) === 'fail',
    )
  )
}

function decide(finding: Finding, threshold: Threshold): Judged {
  return { ...finding, decision: reaches(finding.severity, threshold) ? 'violation' : 'below-threshold' }
}

/** A severity that nobody set is below every named threshold, but not below `any`. */
function reaches(severity: Severity, threshold: Threshold): boolean {
  if (threshold === 'none') return false
  return threshold === 'any' || rank(severity) <= rank(threshold)
}
