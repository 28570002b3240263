import type { Outcome } from '../outcome.ts'
import type { Baseline } from '../scan/baseline.ts'
import type { PlatformScan, ScanReport } from '../scan/findings.ts'
import type { Judged, Verdict } from '../scan/gate.ts'
import type { GatePolicy } from '../scan/policy.ts'
import type { Conclusion } from './conclusion.ts'
import type { Judgement } from './gate-words.ts'
import { later } from './json.ts'
import { type Tally, tallyOf } from './tally.ts'

/** Raised by whatever could break a reader: docs/slipway-report.schema.json describes this one. */
const schemaVersion = 1

/**
 * The outcome for machines: all findings with what the gate made of them, and whatever else is known. What is not known,
 * because a stage failed before it was, is null.
 */
export function reportOf(outcome: Outcome, conclusion: Conclusion): object {
  const { verdict, scan, baseline } = outcome
  const judged = verdict === undefined || verdict.kind === 'skipped' ? undefined : verdict
  return {
    schemaVersion,
    generator: { name: 'Slipway' },
    image: imageOf(outcome),
    commit: outcome.plan?.sha ?? null,
    verdict: verdict?.kind ?? null,
    closed: verdict === undefined ? null : isClosed(verdict),
    override: verdict?.kind === 'overridden' ? { ...verdict.override } : null,
    policy: judged === undefined ? null : policyOf(judged.policy),
    scan: scan === undefined ? null : scanOf(scan),
    baseline: baseline === undefined ? null : baselineOf(baseline),
    counts: judged === undefined ? null : countsOf(judged),
    findings: judged === undefined ? null : judged.findings.map((one) => later(() => findingOf(one))),
    failure: failureOf(conclusion),
  }
}

function imageOf({ repository, digest, image }: Outcome): object | null {
  if (repository === undefined) return null
  const platforms = image?.platforms.map((one) => ({ platform: one.platform, digest: one.digest }))
  return {
    uri: digest === undefined ? null : `${repository.uri}@${digest}`,
    repository: repository.name,
    digest: digest ?? null,
    platforms: platforms ?? null,
  }
}

function isClosed(verdict: Verdict): boolean {
  return verdict.kind === 'blocked' || (verdict.kind === 'unscanned' && verdict.closed)
}

function policyOf({ threshold, minEpss, ...policy }: GatePolicy): object {
  return {
    mode: policy.mode,
    severityThreshold: threshold,
    maxFindings: policy.maxFindings,
    onlyFixable: policy.onlyFixable,
    failOnExploitable: policy.failOnExploitable,
    failOnKnownExploited: policy.failOnKnownExploited,
    minEpss: minEpss ?? null,
    onUnscanned: policy.onUnscanned,
    onUnsupported: policy.onUnsupported,
  }
}

function scanOf({ mode, seconds, platforms }: ScanReport): object {
  return { mode: mode ?? null, seconds, platforms: platforms.map(platformOf) }
}

function platformOf(scan: PlatformScan): object {
  const isComplete = scan.kind === 'complete'
  return {
    platform: scan.platform,
    digest: scan.digest,
    status: scan.kind,
    completedAt: isComplete ? timeOf(scan.completedAt) : null,
    reason: isComplete ? null : scan.reason,
    detail: isComplete ? null : scan.detail,
  }
}

function timeOf(time: Date | undefined): string | null {
  return time === undefined || Number.isNaN(time.getTime()) ? null : time.toISOString()
}

function baselineOf(baseline: Baseline): object {
  const isCompared = baseline.kind === 'compared'
  return {
    name: baseline.name,
    digest: isCompared ? baseline.digest : null,
    findings: isCompared ? baseline.findings.length : null,
    reason: isCompared ? null : baseline.reason,
  }
}

function countsOf({ findings }: Judgement): object {
  const bySeverity = tallyOf(findings)
  const sum = (part: keyof Tally) => Object.values(bySeverity).reduce((total, one) => total + one[part], 0)
  const all = {
    violations: sum('violations'),
    ignored: sum('ignored'),
    baseline: sum('baseline'),
    other: sum('other'),
    total: sum('total'),
  }
  return { ...bySeverity, all }
}

function findingOf(finding: Judged): object {
  return {
    id: finding.id,
    severity: finding.severity,
    package: {
      name: finding.packageName,
      version: finding.packageVersion,
      manager: finding.packageManager ?? null,
      paths: finding.paths,
    },
    fixedIn: finding.fixedIn ?? null,
    fix: finding.fix,
    exploit: finding.exploit,
    knownExploited: finding.knownExploited ?? null,
    epss: finding.epss ?? null,
    score: finding.score ?? null,
    uri: finding.uri ?? null,
    platforms: finding.platforms,
    decision: decisionOf(finding),
  }
}

function decisionOf({ decision }: Judged): object {
  switch (decision.kind) {
    case 'violation':
      return { kind: decision.kind, why: decision.why }
    case 'within-limit':
      return { kind: decision.kind, limit: decision.limit }
    case 'ignored': {
      const { reason, until, untilFixed, file, line } = decision.entry
      return { kind: decision.kind, ignore: { reason, until: until ?? null, untilFixed, file, line } }
    }
    case 'suppressed':
    case 'closed':
    case 'baseline':
    case 'unfixable':
    case 'below-threshold':
      return { kind: decision.kind }
  }
}

function failureOf({ failure }: Conclusion): object | null {
  return failure === undefined ? null : { code: failure.code, sentence: failure.sentence, hint: failure.hint }
}
