import type { FirstDecision } from './decide.ts'
import { type Finding, type Severity, severities } from './findings.ts'
import type { Row } from './merge.ts'
import type { GatePolicy } from './policy.ts'

type LastDecision =
  | Exclude<FirstDecision, { kind: 'counted' }>
  | Readonly<{ kind: 'violation'; why: 'severity' }>
  | Readonly<{ kind: 'within-limit'; limit: number }>

/**
 * Holds the rows that count against max-findings: as many of a severity as it allows, or all of them are violations. A
 * row that platforms rate differently is one of each of its severities: else it would make room at the lower one when a
 * platform is found that rates it higher, and a gate that was closed would open.
 */
export function limit(
  rows: readonly Row[],
  maxFindings: GatePolicy['maxFindings'],
): readonly (Finding & Readonly<{ decision: LastDecision }>)[] {
  const counts = new Map<Severity, number>()
  const counted = rows.filter(({ decision }) => decision.kind === 'counted')
  for (const severity of counted.flatMap((row) => [...row.severities]))
    counts.set(severity, (counts.get(severity) ?? 0) + 1)
  const allowed = (severity: Severity) => maxFindings[severity] ?? 0
  const tooMany = severities.filter((severity) => (counts.get(severity) ?? 0) > allowed(severity))
  return rows.map(({ finding, decision, severities: own }) => {
    if (decision.kind !== 'counted') return { ...finding, decision }
    if (tooMany.some((severity) => own.has(severity)))
      return { ...finding, decision: { kind: 'violation', why: 'severity' } }
    return { ...finding, decision: { kind: 'within-limit', limit: allowed(finding.severity) } }
  })
}
