import type { Severity } from '../scan/findings.ts'
import type { Decision, Judged, Missing, Verdict } from '../scan/gate.ts'
import type { GatePolicy, Override, Threshold } from '../scan/policy.ts'
import { count, oneLine, percent, severityKeys } from './words.ts'

export type Judgement = Extract<Verdict, { findings: unknown }>

/** How many findings block, and by which rules: `3 findings at or above high`. */
export function violationWords({ violations, policy }: Judgement): string {
  const rules = rulesOf(violations, policy)
  return rules.length === 1 ? `${rules[0]}` : `${count(violations.length, 'finding')} (${rules.join('; ')})`
}

function rulesOf(violations: readonly Judged[], policy: GatePolicy): readonly string[] {
  const numbers = new Map<string, number>()
  for (const one of violations) {
    const key = ruleOf(one, policy)
    numbers.set(key, (numbers.get(key) ?? 0) + 1)
  }
  const { maxFindings, minEpss = 0, threshold } = policy
  // What is exploited may be above the threshold as well.
  const others = numbers.size > 1 ? 'other findings' : 'findings'
  const limited = severityKeys.map((severity) => [severity, limitWords(severity, maxFindings[severity])])
  const words: Readonly<Record<string, string>> = {
    'known-exploited': 'findings that CISA lists as exploited',
    exploitable: 'findings with a known exploit',
    epss: `findings with an EPSS of ${percent(minEpss, 6)} or more`,
    ...Object.fromEntries(limited),
    threshold: `${others} ${threshold === 'any' ? 'of any severity' : `at or above ${threshold}`}`,
  }
  return Object.entries(words).flatMap(([key, rule]) => {
    const number = numbers.get(key)
    return number === undefined ? [] : [`${number} ${number === 1 ? singular(rule) : rule}`]
  })
}

/** Findings that max-findings counts are told by their severity, the others by the threshold. */
function ruleOf({ decision, severity }: Judged, { maxFindings }: GatePolicy): string {
  const why = decision.kind === 'violation' ? decision.why : 'severity'
  if (why !== 'severity') return why
  return maxFindings[severity] === undefined ? 'threshold' : severity
}

function limitWords(severity: Severity, limit = 0): string {
  const allowed = limit === 0 ? 'none is allowed' : `at most ${limit} ${limit === 1 ? 'is' : 'are'} allowed`
  return `${severity} findings, ${allowed}`
}

function singular(rule: string): string {
  return rule.replace(/^(\w+ )?findings/, '$1finding')
}

/** A finding in the middle of a sentence: `CVE-2026-0001 (high) in openssl 3.0.1 → 3.0.2`. */
export function findingWords(finding: Judged): string {
  const { severity, decision, fix, fixedIn } = finding
  const more = decision.kind === 'violation' ? escalation(decision, finding.epss) : ''
  const name = `${oneLine(finding.packageName, 100)} ${oneLine(finding.packageVersion, 60)}`
  const remedy =
    fixedIn === undefined ? (fix === 'no' ? ', which has no fix' : '') : ` → ${oneLine(fixedIn, 60)}`
  return `${oneLine(finding.id, 60)} (${severity}${more}) in ${name}${remedy}`
}

function escalation(decision: Extract<Decision, { kind: 'violation' }>, epss: number | undefined): string {
  switch (decision.why) {
    case 'severity':
      return ''
    case 'exploitable':
      return ', with a known exploit'
    case 'known-exploited':
      return ', known to be exploited'
    case 'epss':
      return `, EPSS ${percent(epss ?? 0)}`
  }
}

/** The verdict as the end of the sentence that tells of a release. */
export function gateWords(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'passed':
      return `the gate passed ${passedWords(verdict)}`
    case 'reported':
      return `the gate only reports, and ${count(verdict.violations.length, 'finding')} would have blocked`
    case 'overridden':
      return `the gate was ${overrideWords(verdict.override)}`
    case 'unscanned':
      return `it was not scanned, and the gate ${verdict.policy.mode === 'report' ? 'only reports' : 'was told to let that pass'}`
    case 'skipped':
      return 'the gate is off'
    case 'blocked':
      return 'the gate blocked it'
  }
}

export function overrideWords({ actor, reason }: Override): string {
  return `overridden by ${oneLine(actor, 100)}: ${oneLine(reason, 500).replace(/[.\s]+$/, '')}`
}

function passedWords({ findings, policy }: Judgement): string {
  if (findings.length === 0) return 'without any finding'
  const words: Readonly<Partial<Record<Decision['kind'], string>>> = {
    ignored: 'ignored',
    suppressed: 'suppressed',
    closed: 'closed',
    baseline: 'in the baseline',
    unfixable: 'without a fix',
    'within-limit': 'within max-findings',
    'below-threshold': below(policy.threshold),
  }
  const parts = Object.entries(words).flatMap(([kind, text]) => {
    const number = findings.filter(({ decision }) => decision.kind === kind).length
    return number === 0 ? [] : [`${number} ${text}`]
  })
  const all = `with ${count(findings.length, 'finding')}`
  if (parts.length > 1) return `${all}: ${parts.join(', ')}`
  const only = findings[0]?.decision.kind
  if (only === 'below-threshold' && policy.threshold === 'none') return `${all}, none of which may block`
  return `${all}, all ${(only && words[only]) ?? ''}`
}

function below(threshold: Threshold): string {
  return threshold === 'none' ? 'that may not block' : `below ${threshold}`
}

/** The platform that keeps the gate from judging, and what its scan said. */
export function whyUnscanned(judgement: Judgement): string {
  const [first] = keepingClosed(judgement)
  if (first === undefined) return 'there was nothing to scan'
  const others = judgement.missing.length - 1
  const more =
    others === 0 ? '' : `; ${count(others, 'other platform')} ${others === 1 ? 'has' : 'have'} none either`
  return `${oneLine(first.platform, 100)} has no list of findings, because ${reasonWords(first)}${more}`
}

/** Those for which the inputs ask the gate to stay closed, or all where it stays open. */
export function keepingClosed({ missing, policy }: Judgement): readonly Missing[] {
  const closing = missing.filter(
    ({ reason }) => (reason === 'unsupported' ? policy.onUnsupported : policy.onUnscanned) === 'fail',
  )
  return closing.length > 0 ? closing : missing
}

function reasonWords({ reason, detail }: Missing): string {
  const said = oneLine(detail, 600).replace(/\.$/, '')
  switch (reason) {
    case 'timed-out':
    case 'not-started':
      return said
    case 'unsupported':
      return `ECR cannot scan it: ${said}`
    case 'failed':
      return `its scan failed: ${said}`
    case 'stale':
      return `its scan is too old: ${said}`
    case 'denied':
      return `Inspector may not read it: ${said}`
  }
}
