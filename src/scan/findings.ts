import type { Digest } from '../registry/reference.ts'

export const severities = ['critical', 'high', 'medium', 'low', 'informational', 'unknown'] as const
export type Severity = (typeof severities)[number]

/**
 * One vulnerability of one package version at one place. As a scan gives it, it is of one platform; merged, it has all
 * platforms and places for which the gate decided alike.
 */
export type Finding = Readonly<{
  id: string
  severity: Severity
  packageName: string
  packageVersion: string
  /** Of the package's own kind, such as OS or NPM; basic scanning does not tell. */
  packageManager: string | undefined
  /** Where in the image; empty where the scan does not tell. */
  paths: readonly string[]
  /** The version that has the fix. */
  fixedIn: string | undefined
  /** Basic scanning knows nothing of fixes. */
  fix: 'yes' | 'partial' | 'no' | 'unknown'
  /** Whether an exploit is known to exist; basic scanning does not tell. */
  exploit: 'yes' | 'no' | 'unknown'
  /** Of CVSS, 0 to 10. */
  score: number | undefined
  description: string | undefined
  uri: string | undefined
  /** Suppressed by a rule of Inspector, or closed because it is gone. */
  standing: 'active' | 'suppressed' | 'closed'
  /** Inspector's name of the finding. */
  arn: string | undefined
  /** The probability of an exploit within 30 days, 0 to 1; asked for only where the policy needs it. */
  epss: number | undefined
  /** Whether CISA lists it as exploited; asked for only where the policy needs it. */
  knownExploited: boolean | undefined
  platforms: readonly string[]
}>

export type ScanMode = 'basic' | 'enhanced'

/** What became of the scan of one platform's manifest. */
export type PlatformScan = Readonly<{ digest: Digest; platform: string }> &
  (
    | Readonly<{
        kind: 'complete'
        mode: ScanMode
        findings: readonly Finding[]
        completedAt: Date | undefined
      }>
    | Readonly<{ kind: 'unavailable'; reason: UnavailableReason; detail: string }>
  )

/** `stale`: scanned too long ago, and not to be renewed. */
export type UnavailableReason = 'unsupported' | 'failed' | 'timed-out' | 'not-started' | 'stale' | 'denied'

export type ScanReport = Readonly<{
  /** By the data that came, never by a setting; undefined where no scan answered. */
  mode: ScanMode | undefined
  platforms: readonly PlatformScan[]
  /** How long the scan was waited for. */
  seconds: number
}>

/** What a finding is called that comes without a name: it may be any. */
export const unnamedId = 'unnamed finding'

/** Inspector's and ECR's words for a severity nobody set (UNDEFINED, UNTRIAGED, and whatever follows) are `unknown`. */
export function severityOf(text: string | undefined): Severity {
  return severities.find((one) => one === text?.toLowerCase()) ?? 'unknown'
}

/** Advisories are anybody's text: a name that is longer than names are would fill every report. */
export function short(text: string | undefined, longest = 250): string | undefined {
  return (
    text
      ?.replace(/\p{Cc}+/gu, ' ')
      .trim()
      .slice(0, longest)
      // Half a character is none.
      .replace(/[\ud800-\udbff]$/, '') || undefined
  )
}

/** Every finding of every platform, as the scans gave them. */
export function findingsOf(report: ScanReport): readonly Finding[] {
  return report.platforms.flatMap((scan) => (scan.kind === 'complete' ? scan.findings : []))
}

/** 0 is the worst. */
export function rank(severity: Severity): number {
  return severities.indexOf(severity)
}
