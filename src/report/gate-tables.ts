import type { Judged, Missing } from '../scan/gate.ts'
import type { IgnoreEntry } from '../scan/ignore.ts'
import { code, link, prose, table } from './markdown.ts'
import { type Tally, tallyOf } from './tally.ts'
import { oneLine, percent, severityKeys, severityNames } from './words.ts'

/** With the length of every cell bounded, so many rows stay far below GitHub's 1 MiB for a summary. */
const most = { violations: 100, aside: 50, missing: 20, platforms: 5 }

type Column = readonly [name: string, cell: (finding: Judged) => string]

const vulnerability: Column = ['Vulnerability', ({ id, uri }) => link(oneLine(id, 60), uri)]
const severity: Column = ['Severity', (finding) => severityNames[finding.severity]]
const packageName: Column = ['Package', (finding) => code(oneLine(finding.packageName, 80))]
const installed: Column = ['Installed', ({ packageVersion }) => code(oneLine(packageVersion, 60))]

/** By severity; columns without any number are left out. */
export function countsTable(findings: readonly Judged[]): string {
  if (findings.length === 0) return ''
  const tallies = tallyOf(findings)
  const rows = severityKeys.map((one) => [one, tallies[one]] as const).filter(([, { total }]) => total > 0)
  const names: readonly (readonly [keyof Tally, string])[] = [
    ['violations', 'Violations'],
    ['ignored', 'Ignored'],
    ['baseline', 'In baseline'],
    ['other', 'Other'],
    ['total', 'Total'],
  ]
  const isShown = (part: keyof Tally) => part === 'violations' || rows.some(([, tally]) => tally[part] > 0)
  const columns = names.filter(([part]) => isShown(part))
  return table(
    ['Severity', ...columns.map(([, name]) => name)],
    rows.map(([name, tally]) => [severityNames[name], ...columns.map(([part]) => String(tally[part]))]),
  )
}

/** @param withPlatforms where the image has more than one */
export function violationsTable(violations: readonly Judged[], withPlatforms: boolean): string {
  const platforms: Column = ['Platforms', (finding) => platformsOf(finding.platforms)]
  const columns = [vulnerability, severity, packageName, installed, fixedIn, score, exploit]
  return findingsTable(violations, withPlatforms ? [...columns, platforms] : columns, most.violations)
}

const fixedIn: Column = [
  'Fixed in',
  (finding) => (finding.fixedIn === undefined ? fixWords[finding.fix] : code(oneLine(finding.fixedIn, 60))),
]
const fixWords = { yes: 'a fix is there', partial: 'partly fixed', no: 'no fix', unknown: '' } as const

const score: Column = ['Score', (finding) => (finding.score === undefined ? '' : String(finding.score))]

const exploit: Column = [
  'Exploit',
  (finding) => {
    const known = finding.knownExploited ? 'known exploited' : finding.exploit === 'yes' ? 'yes' : ''
    const epss = finding.epss === undefined ? '' : `EPSS ${percent(finding.epss)}`
    return [known, epss].filter((part) => part !== '').join(', ')
  },
]

function platformsOf(names: readonly string[]): string {
  const shown = names.slice(0, most.platforms).map((name) => code(oneLine(name, 40)))
  const others = names.length - shown.length
  return `${shown.join(', ')}${others > 0 ? ` and ${others} more` : ''}`
}

/** Findings that an ignore file takes out stay in sight, with the reason and the end of that. */
export function ignoredTable(findings: readonly Judged[]): string {
  const ignored = findings.filter(({ decision }) => decision.kind === 'ignored')
  const entryCell = (cell: (entry: IgnoreEntry) => string) => (finding: Judged) =>
    finding.decision.kind === 'ignored' ? cell(finding.decision.entry) : ''
  const columns: readonly Column[] = [
    ...[vulnerability, severity, packageName, installed],
    ['Reason', entryCell(({ reason }) => prose(oneLine(reason, 200)))],
    ['Until', entryCell(untilWords)],
    ['Entry', entryCell(({ file, line }) => code(`${oneLine(file, 80)}:${line}`))],
  ]
  return folded('Ignored', ignored, columns)
}

function untilWords({ until, untilFixed }: IgnoreEntry): string {
  const ends = [...(until === undefined ? [] : [prose(oneLine(until, 20))]), ...(untilFixed ? ['fixed'] : [])]
  return ends.length === 0 ? 'no end' : ends.join(' or ')
}

export function suppressedTable(findings: readonly Judged[]): string {
  const standing: Column = ['Standing', (finding) => finding.standing]
  const suppressed = findings.filter(({ decision: { kind } }) => kind === 'suppressed' || kind === 'closed')
  const columns = [vulnerability, severity, packageName, installed, standing]
  return folded('Suppressed or closed by Inspector', suppressed, columns)
}

function folded(title: string, findings: readonly Judged[], columns: readonly Column[]): string {
  if (findings.length === 0) return ''
  const list = findingsTable(findings, columns, most.aside)
  return `<details><summary>${title}: ${findings.length}</summary>\n\n${list}\n\n</details>`
}

/** Columns in which nothing would stand are left out: basic scanning tells nothing of fixes and exploits. */
function findingsTable(findings: readonly Judged[], columns: readonly Column[], mostRows: number): string {
  const shown = findings.slice(0, mostRows)
  const filled = columns.filter(([, cell]) => shown.some((one) => cell(one) !== ''))
  const rows = shown.map((one) => filled.map(([, cell]) => cell(one)))
  return withRest(
    filled.map(([name]) => name),
    rows,
    findings.length,
  )
}

/** Platforms that have no list of findings. */
export function missingTable(missing: readonly Missing[]): string {
  if (missing.length === 0) return ''
  const rows = missing
    .slice(0, most.missing)
    .map((one) => [code(oneLine(one.platform, 130)), one.reason, prose(oneLine(one.detail, 300))])
  return withRest(['Platform', 'Reason', 'Detail'], rows, missing.length)
}

function withRest(header: readonly string[], rows: readonly (readonly string[])[], all: number): string {
  const more = all - rows.length
  return `${table(header, rows)}${more > 0 ? `\n\n… and ${more} more.` : ''}`
}
