import { type Finding, rank, type Severity, unnamedId } from './findings.ts'
import type { IgnoreEntry } from './ignore.ts'
import type { Matcher } from './matcher.ts'
import type { GatePolicy, Threshold } from './policy.ts'

/** What is known of one finding before all of its severity are counted against max-findings. */
export type FirstDecision =
  | Readonly<{ kind: 'violation'; why: 'exploitable' | 'known-exploited' | 'epss' }>
  | Readonly<{ kind: 'suppressed' | 'closed' | 'baseline' | 'unfixable' | 'below-threshold' }>
  | Readonly<{ kind: 'ignored'; entry: IgnoreEntry }>
  | Readonly<{ kind: 'counted' }>

/** Makes the rules ready for any number of findings; the first that applies decides. */
export function createDecider(
  policy: GatePolicy,
  ignores: Matcher,
  baseline: readonly Finding[] | undefined,
): (finding: Finding) => FirstDecision {
  const isOld = createBaseline(baseline ?? [])
  return (finding) => {
    const entry = ignores.match(finding)
    if (finding.standing !== 'active') return { kind: finding.standing }
    if (entry !== undefined) return { kind: 'ignored', entry }
    const why = escalation(finding, policy)
    if (why !== undefined) return { kind: 'violation', why }
    if (isOld(finding)) return { kind: 'baseline' }
    if (policy.onlyFixable && finding.fix === 'no') return { kind: 'unfixable' }
    return { kind: isCounted(finding.severity, policy) ? 'counted' : 'below-threshold' }
  }
}

function escalation(finding: Finding, policy: GatePolicy) {
  if (policy.failOnExploitable && finding.exploit === 'yes') return 'exploitable'
  if (policy.failOnKnownExploited && finding.knownExploited === true) return 'known-exploited'
  const { epss } = finding
  return epss !== undefined && policy.minEpss !== undefined && epss >= policy.minEpss ? 'epss' : undefined
}

/**
 * The image that is compared with has a finding where it has the vulnerability in that package, whatever its version,
 * and rated no lower. A severity that nobody set compares with its like only.
 */
function createBaseline(findings: readonly Finding[]): (finding: Finding) => boolean {
  const worst = new Map<string, number>()
  const keyOf = ({ id, packageName, severity }: Finding) =>
    JSON.stringify([id, packageName, severity === 'unknown'])
  // A finding that is gone from that image is new when it comes back, and one without a name is not known again.
  for (const finding of findings.filter(({ standing, id }) => standing !== 'closed' && id !== unnamedId)) {
    const key = keyOf(finding)
    worst.set(key, Math.min(worst.get(key) ?? Number.POSITIVE_INFINITY, rank(finding.severity)))
  }
  if (worst.size === 0) return () => false
  return (finding) => (worst.get(keyOf(finding)) ?? Number.POSITIVE_INFINITY) <= rank(finding.severity)
}

function isCounted(severity: Severity, { threshold, maxFindings }: GatePolicy): boolean {
  return maxFindings[severity] !== undefined || reaches(severity, threshold)
}

/** A severity that nobody set is below every named threshold, but not below `any`. */
function reaches(severity: Severity, threshold: Threshold): boolean {
  if (threshold === 'none') return false
  return threshold === 'any' || rank(severity) <= rank(threshold)
}
