import type { Severity } from '../scan/findings.ts'
import type { Judged } from '../scan/gate.ts'
import { code, plainAddress } from './markdown.ts'
import { count, oneLine, percent, severityKeys, severityNames } from './words.ts'

/** One vulnerability of one package, in whatever versions, on whatever platforms. */
export type Alert = Readonly<{ id: string; packageName: string; findings: readonly Judged[] }>

/** Of GitHub's code scanning, for each text of a rule. */
const longestText = 1024
/** Characters of all descriptions together; see the budget of the messages. */
const descriptionBudget = 2_500_000
const mostPackages = 3

/** GitHub reads its own severity from a score, by these bands; outside of them it would show another one than the gate. */
const bands: Readonly<Partial<Record<Severity, Readonly<{ least: number; most: number; usual: number }>>>> = {
  critical: { least: 9.1, most: 10, usual: 9.5 },
  high: { least: 7, most: 8.9, usual: 8 },
  medium: { least: 4, most: 6.9, usual: 5.5 },
  low: { least: 0.1, most: 3.9, usual: 2 },
}

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  informational: 'note',
  unknown: 'note',
}

/** Of the worst among the findings. */
export function levelOf(findings: readonly Judged[]): 'error' | 'warning' | 'note' {
  return levels[worstOf(findings)]
}

/** @param ruleCount how many rules share what all descriptions may have */
export function ruleOf(id: string, alerts: readonly Alert[], ruleCount: number): object {
  const findings = alerts.flatMap((alert) => alert.findings)
  const severity = worstOf(findings)
  const score = highest(findings.map((one) => one.score))
  const longest = Math.min(longestText, Math.floor(descriptionBudget / ruleCount))
  const title = `${id} (${severity}) in ${packagesOf(alerts)}`
  const described = findings.find(({ description }) => description !== undefined)?.description
  const uri = findings.map((one) => plainAddress(one.uri)).find((one) => one !== undefined)
  const security = securitySeverity(severity, score)
  return {
    id,
    shortDescription: { text: oneLine(title, longestText) },
    fullDescription: { text: oneLine(described ?? '', longest) || oneLine(title, longestText) },
    help: { text: helpText(findings), markdown: helpMarkdown(findings, severity, score, uri) },
    ...(uri !== undefined && { helpUri: uri }),
    defaultConfiguration: { level: levels[severity] },
    properties: {
      tags: ['security', 'vulnerability', severity],
      precision: 'very-high',
      ...(security !== undefined && { 'security-severity': security }),
    },
  }
}

function packagesOf(alerts: readonly Alert[]): string {
  const others = alerts.length - 1
  return `${oneLine(alerts[0]?.packageName ?? '', 80)}${others > 0 ? ` and ${count(others, 'other package')}` : ''}`
}

/** A number in words, since GitHub rejects a whole file for the word null; left out where there is no severity. */
function securitySeverity(severity: Severity, score: number | undefined): string | undefined {
  const band = bands[severity]
  if (band === undefined) return undefined
  const rounded = Math.round((score ?? band.usual) * 10) / 10
  return Math.min(Math.max(rounded, band.least), band.most).toFixed(1)
}

function helpText(findings: readonly Judged[]): string {
  const fixes = [...new Set(findings.flatMap(({ fixedIn }) => fixedIn ?? []))].slice(0, mostPackages)
  if (fixes.length > 0) return `Fixed in ${fixes.map((one) => oneLine(one, 40)).join(', ')}.`
  return findings.every(({ fix }) => fix === 'no')
    ? 'No fix is known.'
    : 'Update the package, or the base image.'
}

/** Short enough by its parts: Markdown that is cut would be other Markdown. */
function helpMarkdown(
  findings: readonly Judged[],
  severity: Severity,
  score: number | undefined,
  uri: string | undefined,
): string {
  const epss = highest(findings.map((one) => one.epss))
  const facts = [
    `**Severity**: ${severityNames[severity]}`,
    score === undefined ? '' : `**CVSS score**: ${score}`,
    epss === undefined ? '' : `**EPSS**: ${percent(epss)}`,
    findings.some(({ knownExploited }) => knownExploited) ? '**Known to be exploited** (CISA)' : '',
    findings.some(({ exploit }) => exploit === 'yes') ? '**An exploit exists**' : '',
  ]
  const items = findings.slice(0, mostPackages).map((one) => `- ${itemOf(one)}`)
  const more = findings.length > items.length ? [`- … and ${findings.length - items.length} more`] : []
  const source = uri !== undefined && uri.length <= 200 ? `\n\n[Source](${uri})` : ''
  const line = facts.filter((fact) => fact !== '').join(', ')
  return `${line}\n\n${[...items, ...more].join('\n')}${source}`
}

function itemOf({ packageName, packageVersion, fixedIn, fix }: Judged): string {
  const name = code(`${oneLine(packageName, 60)} ${oneLine(packageVersion, 40)}`)
  if (fixedIn !== undefined) return `${name}, fixed in ${code(oneLine(fixedIn, 40))}`
  return fix === 'no' ? `${name}, without a fix` : name
}

function worstOf(findings: readonly Judged[]): Severity {
  const found = new Set(findings.map(({ severity }) => severity))
  return severityKeys.find((severity) => found.has(severity)) ?? 'unknown'
}

function highest(numbers: readonly (number | undefined)[]): number | undefined {
  const known = numbers.flatMap((one) => (one !== undefined && Number.isFinite(one) ? [one] : []))
  return known.length === 0 ? undefined : known.reduce((a, b) => Math.max(a, b))
}
