import type { Outcome } from '../outcome.ts'
import type { Baseline } from '../scan/baseline.ts'
import type { PlatformScan, ScanReport } from '../scan/findings.ts'
import { countsTable, ignoredTable, missingTable, suppressedTable, violationsTable } from './gate-tables.ts'
import { type Judgement, overrideWords } from './gate-words.ts'
import { code, prose } from './markdown.ts'
import { tallyOf } from './tally.ts'
import { count, oneLine, severityKeys } from './words.ts'

const mostNotes = 10

/**
 * The gate's part of the job summary; empty where the run did not come to the gate.
 * @param now for the age of the scan
 */
export function renderGate({ verdict, scan, baseline, gateNotes = [] }: Outcome, now: Date): string {
  if (verdict === undefined) return ''
  if (verdict.kind === 'skipped')
    return '### Gate\n\nThe gate is off: nothing was waited for and nothing was judged.'
  const parts = [
    `### Gate: ${verdict.kind}`,
    verdict.kind === 'overridden' ? `**${prose(capital(overrideWords(verdict.override)))}**` : '',
    ...gateNotes.slice(0, mostNotes).map((note) => prose(oneLine(note, 500))),
    scan === undefined ? '' : scanWords(scan, now),
    countsTable(verdict.findings),
    baseline === undefined ? '' : baselineWords(baseline, verdict),
    limitWords(verdict),
    violationsOf(verdict, (scan?.platforms.length ?? 1) > 1),
    missingTable(verdict.missing),
    ignoredTable(verdict.findings),
    suppressedTable(verdict.findings),
    ...caveatsOf(verdict, scan),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}

function scanWords(scan: ScanReport, now: Date): string {
  const { mode, platforms, seconds } = scan
  const what = platforms.length === 1 ? 'the image' : `${platforms.length} platforms`
  if (mode === undefined) return `Waited ${seconds} s for the scan of ${what}, and no scan answered.`
  const name = mode === 'basic' ? 'Basic' : 'Enhanced'
  return `${name} scan of ${what}, waited for ${seconds} s${ageWords(platforms, now)}.`
}

/** Of several scans the oldest, since that one knows least. */
function ageWords(platforms: readonly PlatformScan[], now: Date): string {
  const ages = platforms
    .map((scan) => now.getTime() - (scan.kind === 'complete' ? (scan.completedAt?.getTime() ?? NaN) : NaN))
    .filter((age) => !Number.isNaN(age))
  if (ages.length === 0) return ''
  const which = ages.length === 1 ? 'it' : 'the oldest'
  return `; ${which} was completed ${duration(Math.max(0, ...ages))} ago`
}

function duration(ms: number): string {
  const [seconds, minutes, hours] = [ms / 1000, ms / 60_000, ms / 3_600_000]
  if (seconds < 90) return `${Math.round(seconds)} s`
  if (minutes < 90) return `${Math.round(minutes)} min`
  return hours < 48 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} days`
}

function baselineWords(baseline: Baseline, { findings }: Judgement): string {
  const name = prose(oneLine(baseline.name, 200))
  if (baseline.kind === 'absent')
    return `Not compared with ${name}: ${prose(oneLine(baseline.reason, 300).replace(/\.$/, ''), false)}.`
  const known = findings.filter(({ decision }) => decision.kind === 'baseline').length
  const digest = oneLine(baseline.digest, 80).slice(0, 19)
  const image = baseline.name.includes(digest) ? name : `${name} (${code(`${digest}…`)})`
  if (known === 0) return `Compared with ${image}: nothing that would count is there already.`
  return `Compared with ${image}: ${count(known, 'finding')} ${known === 1 ? 'is' : 'are'} there already and ${known === 1 ? 'does' : 'do'} not count.`
}

function limitWords({ findings, policy }: Judgement): string {
  const allowed = tallyOf(findings.filter(({ decision }) => decision.kind === 'within-limit'))
  const parts = severityKeys.flatMap((severity) => {
    const { total } = allowed[severity]
    return total === 0 ? [] : [`${total} ${severity} (at most ${policy.maxFindings[severity] ?? 0})`]
  })
  return parts.length === 0 ? '' : `Allowed by max-findings: ${parts.join(', ')}.`
}

function violationsOf({ violations }: Judgement, withPlatforms: boolean): string {
  return violations.length === 0 ? '' : violationsTable(violations, withPlatforms)
}

/** What somebody who sees nothing wrong must know of the scan. */
function caveatsOf({ kind, findings, policy }: Judgement, scan: ScanReport | undefined): readonly string[] {
  const isBasic = scan?.mode === 'basic'
  const isClean = kind === 'passed' && findings.length === 0
  // Without a finding a basic scan looks the same for a clean image and for one it knows nothing about.
  const reach =
    'Basic scanning knows the packages of the operating system only, not those of the application.'
  return [
    isClean ? `No finding at all.${isBasic ? ` ${reach}` : ''}` : '',
    policy.onlyFixable && isBasic ? 'Basic scanning has no fix data, so only-fixable changed nothing.' : '',
  ]
}
