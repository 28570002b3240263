import { createDecider } from './decide.ts'
import { type Finding, findingsOf, type PlatformScan, rank, type ScanReport } from './findings.ts'
import type { IgnoreEntry } from './ignore.ts'
import { limit } from './limit.ts'
import { createMatcher, type Matcher } from './matcher.ts'
import { mergeFindings } from './merge.ts'
import type { GatePolicy, Override } from './policy.ts'
import { type Remark, remarksOf } from './remarks.ts'

/** Why a finding is counted or not; see DESIGN section 5 for the order. */
export type Decision =
  | Readonly<{ kind: 'violation'; why: 'severity' | 'exploitable' | 'known-exploited' | 'epss' }>
  | Readonly<{ kind: 'suppressed' | 'closed' }>
  | Readonly<{ kind: 'ignored'; entry: IgnoreEntry }>
  | Readonly<{ kind: 'baseline' | 'unfixable' | 'below-threshold' }>
  /** Counted, and no more than max-findings allows. */
  | Readonly<{ kind: 'within-limit'; limit: number }>

/** Every finding keeps why it was counted or not. */
export type Judged = Finding & Readonly<{ decision: Decision }>

/** What the findings are judged with, beside the policy. */
export type Evidence = Readonly<{
  ignores: readonly IgnoreEntry[]
  /** The findings of the image that is compared with; undefined where nothing is compared. */
  baseline: readonly Finding[] | undefined
  now: Date
}>

export type Missing = Extract<PlatformScan, { kind: 'unavailable' }>

type Judgement = Readonly<{
  /** All findings, the worst first; `violations` are those among them that block. */
  findings: readonly Judged[]
  violations: readonly Judged[]
  /** Platforms that have no list of findings. */
  missing: readonly Missing[]
  policy: GatePolicy
}>

/** What the gate says. Each kind is also the value of the output `verdict`. */
export type Verdict =
  | (Judgement & Readonly<{ kind: 'passed' | 'blocked' | 'reported' }>)
  | (Judgement & Readonly<{ kind: 'overridden'; override: Override }>)
  | (Judgement & Readonly<{ kind: 'unscanned'; closed: boolean }>)
  | Readonly<{ kind: 'skipped' }>

/** Whether a verdict lets the image have its tags. */
export function opens(verdict: Verdict): boolean {
  switch (verdict.kind) {
    case 'passed':
    case 'reported':
    case 'overridden':
    case 'skipped':
      return true
    case 'blocked':
      return false
    case 'unscanned':
      return !verdict.closed
  }
}

/**
 * Judges a scan. A violation on one platform blocks whatever is known of the others; without a violation, a
 * platform that has no list of findings is never a pass.
 */
export function judge(report: ScanReport, policy: GatePolicy, evidence: Evidence): Verdict {
  return judgeWithRemarks(report, policy, evidence).verdict
}

/** The same, and what is to be said of the entries of ignore files. */
export function judgeWithRemarks(
  report: ScanReport,
  policy: GatePolicy,
  evidence: Evidence,
): Readonly<{ verdict: Verdict; remarks: readonly Remark[] }> {
  const matcher = createMatcher(evidence.ignores, evidence.now)
  const findings = decideAll(findingsOf(report), policy, evidence, matcher).toSorted(byWeight)
  const missing = report.platforms.filter((scan) => scan.kind === 'unavailable')
  const isWhole = missing.length === 0 && report.platforms.length > 0
  const judgement = { findings, violations: findings.filter(isViolation), missing, policy }
  return {
    verdict: conclude(judgement, isWhole),
    remarks: remarksOf(matcher.experiences(), evidence.now, isWhole),
  }
}

/** Whether findings block by themselves: more of them, or more platforms, cannot change that any more. */
export function isBlocking(findings: readonly Finding[], policy: GatePolicy, evidence: Evidence): boolean {
  const matcher = createMatcher(evidence.ignores, evidence.now)
  return decideAll(findings, policy, evidence, matcher).some(isViolation)
}

function decideAll(
  findings: readonly Finding[],
  policy: GatePolicy,
  evidence: Evidence,
  matcher: Matcher,
): readonly Judged[] {
  const decide = createDecider(policy, matcher, evidence.baseline)
  const rows = mergeFindings(findings.map((one) => [one, decide(one)]))
  return limit(rows, policy.maxFindings)
}

function conclude(judgement: Judgement, isWhole: boolean): Verdict {
  const { violations, missing, policy } = judgement
  const isBad = violations.length > 0
  if (!isBad && isWhole) return { ...judgement, kind: 'passed' }
  if (policy.mode === 'report')
    return isBad ? { ...judgement, kind: 'reported' } : { ...judgement, kind: 'unscanned', closed: false }
  const closed = isBad || isClosed(missing, policy)
  const { override } = policy
  if (closed && override !== undefined) return { ...judgement, kind: 'overridden', override }
  return isBad ? { ...judgement, kind: 'blocked' } : { ...judgement, kind: 'unscanned', closed }
}

/** One platform that must not be missing closes the gate, and so does an image without any. */
function isClosed(missing: readonly Missing[], { onUnsupported, onUnscanned }: GatePolicy): boolean {
  return (
    missing.length === 0 ||
    missing.some(({ reason }) => (reason === 'unsupported' ? onUnsupported : onUnscanned) === 'fail')
  )
}

function isViolation({ decision }: Judged): boolean {
  return decision.kind === 'violation'
}

/** The worst first; the texts by their code units, so that the order is the same on every machine. */
function byWeight(a: Judged, b: Judged): number {
  return (
    Number(isViolation(b)) - Number(isViolation(a)) ||
    rank(a.severity) - rank(b.severity) ||
    danger(b) - danger(a) ||
    (b.score ?? 0) - (a.score ?? 0) ||
    compare(a.id, b.id) ||
    compare(a.packageName, b.packageName) ||
    compare(a.packageVersion, b.packageVersion) ||
    compare(traceOf(a), traceOf(b))
  )
}

/** What tells rows apart that are of the same finding. */
function traceOf({ decision, platforms, paths }: Judged): string {
  const entry = decision.kind === 'ignored' ? `${decision.entry.file} ${decision.entry.line}` : ''
  return [decision.kind, entry, ...platforms, ...paths].join('\n')
}

function danger({ knownExploited, exploit }: Judged): number {
  return knownExploited ? 2 : Number(exploit === 'yes')
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
