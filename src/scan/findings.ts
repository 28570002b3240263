import type { Digest } from '../registry/reference.ts'

export const severities = ['critical', 'high', 'medium', 'low', 'informational', 'unknown'] as const
export type Severity = (typeof severities)[number]

/** One vulnerability of one package version, with every platform that has it. */
export type Finding = Readonly<{
  id: string
  severity: Severity
  packageName: string
  packageVersion: string
  score: string | undefined
  uri: string | undefined
  platforms: readonly string[]
}>

/** What became of the scan of one platform's manifest. */
export type PlatformScan = Readonly<{ digest: Digest; platform: string }> &
  (
    | Readonly<{ kind: 'complete'; findings: readonly Finding[]; completedAt: Date | undefined }>
    | Readonly<{ kind: 'unavailable'; reason: UnavailableReason; detail: string }>
  )

export type UnavailableReason = 'unsupported' | 'failed' | 'timed-out' | 'enhanced' | 'not-started'

export type ScanReport = Readonly<{
  /** By the data that came, never by a setting; undefined where no scan answered. */
  mode: 'basic' | 'enhanced' | undefined
  platforms: readonly PlatformScan[]
  /** How long the scan was waited for. */
  seconds: number
}>

/** A finding as DescribeImageScanFindings gives it in basic mode; every member may be missing. */
export type BasicFinding = Readonly<{
  name?: string | undefined
  severity?: string | undefined
  uri?: string | undefined
  attributes?: readonly Readonly<{ key?: string | undefined; value?: string | undefined }>[] | undefined
}>

/** Inspector's and ECR's words for a severity nobody set (UNDEFINED, UNTRIAGED, and whatever follows) are `unknown`. */
export function severityOf(text: string | undefined): Severity {
  return severities.find((one) => one === text?.toLowerCase()) ?? 'unknown'
}

export function toFinding(raw: BasicFinding, platform: string): Finding {
  const attribute = (key: string) => short(raw.attributes?.find((one) => one.key === key)?.value)
  return {
    id: short(raw.name) ?? 'unnamed finding',
    severity: severityOf(raw.severity),
    packageName: attribute('package_name') ?? 'unknown package',
    packageVersion: attribute('package_version') ?? 'unknown version',
    score: attribute('CVSS3_SCORE') ?? attribute('CVSS2_SCORE'),
    uri: raw.uri || undefined,
    platforms: [platform],
  }
}

/** Advisories are anybody's text: a name that is longer than names are would fill every report. */
function short(text: string | undefined): string | undefined {
  return (
    text
      ?.replace(/\p{Cc}+/gu, ' ')
      .trim()
      .slice(0, 120) || undefined
  )
}

/** Brings the platforms' findings together: one entry per vulnerability and package version, at its worst severity. */
export function mergeFindings(report: ScanReport): readonly Finding[] {
  const merged = new Map<string, Finding>()
  for (const scan of report.platforms) {
    for (const finding of scan.kind === 'complete' ? scan.findings : []) {
      const key = JSON.stringify([finding.id, finding.packageName, finding.packageVersion])
      merged.set(key, join(merged.get(key), finding))
    }
  }
  return [...merged.values()].sort(byWeight)
}

function join(known: Finding | undefined, finding: Finding): Finding {
  if (known === undefined) return finding
  const worst = rank(finding.severity) < rank(known.severity) ? finding : known
  return { ...worst, platforms: [...new Set([...known.platforms, ...finding.platforms])] }
}

function byWeight(a: Finding, b: Finding): number {
  const text = (one: Finding) => `${one.id} ${one.packageName}`
  return (
    rank(a.severity) - rank(b.severity) ||
    Number(b.score ?? 0) - Number(a.score ?? 0) ||
    text(a).localeCompare(text(b))
  )
}

/** 0 is the worst. */
export function rank(severity: Severity): number {
  return severities.indexOf(severity)
}
