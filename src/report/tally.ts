import type { Severity } from '../scan/findings.ts'
import type { Decision, Judged } from '../scan/gate.ts'
import { severityKeys } from './words.ts'

/** How many findings there are, and what the gate made of them. `other` ones count for nothing, or are allowed. */
export type Tally = Readonly<Record<Part | 'total', number>>

type Part = 'violations' | 'ignored' | 'baseline' | 'other'

const parts: Readonly<Record<Decision['kind'], Part>> = {
  violation: 'violations',
  ignored: 'ignored',
  baseline: 'baseline',
  suppressed: 'other',
  closed: 'other',
  unfixable: 'other',
  'within-limit': 'other',
  'below-threshold': 'other',
}

/** One tally for each severity, the worst first, those without a finding included. */
export function tallyOf(findings: readonly Judged[]): Readonly<Record<Severity, Tally>> {
  const tallies = Object.fromEntries(
    severityKeys.map((severity) => [
      severity,
      { violations: 0, ignored: 0, baseline: 0, other: 0, total: 0 },
    ]),
  ) as Record<Severity, Record<keyof Tally, number>>
  for (const { severity, decision } of findings) {
    tallies[severity][parts[decision.kind]]++
    tallies[severity].total++
  }
  return tallies
}
