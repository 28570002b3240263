import { createHash } from 'node:crypto'
import type { Outcome } from '../outcome.ts'
import type { Severity } from '../scan/findings.ts'
import type { Judged } from '../scan/gate.ts'
import { later } from './json.ts'
import { type Alert, levelOf, ruleOf } from './sarif-rules.ts'
import { list, oneLine } from './words.ts'

/** Of GitHub's code scanning, for one run; it rejects files with more. */
const mostResults = 25_000
/** Characters of all messages together: a file is to stay below 10 MB, compressed, even of text that does not compress. */
const messageBudget = 3_500_000
const longestMessage = 1000

/**
 * The findings in SARIF 2.1.0, as GitHub's code scanning reads it: one rule a vulnerability, one result a package that
 * has it. What the gate does not count is in it, too, but for what an ignore file or Inspector takes out.
 * @returns undefined where a platform has no list of findings: alerts that are not in a file are closed, so one that is
 * not whole would close those that still stand
 */
export function sarifOf(outcome: Outcome): object | undefined {
  const { verdict, scan, repository } = outcome
  if (verdict === undefined || verdict.kind === 'skipped' || verdict.missing.length > 0) return undefined
  if (scan === undefined || scan.platforms.some(({ kind }) => kind !== 'complete')) return undefined
  if (scan.platforms.length === 0) return undefined
  const alerts = alertsOf(verdict.findings)
  const shown = alerts.slice(0, mostResults)
  const rules = byId(shown)
  const indexes = new Map(rules.map(([id], index) => [id, index]))
  const locations = [locationOf(outcome)]
  const longest = Math.min(longestMessage, Math.floor(messageBudget / shown.length))
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Slipway',
            rules: rules.map(([id, same]) => later(() => ruleOf(id, same, rules.length))),
          },
        },
        automationDetails: { id: `slipway/${repository?.name ?? 'image'}/` },
        ...invocations(alerts.length - shown.length),
        results: shown.map((alert) =>
          later(() => resultOf(alert, indexes.get(alert.id) ?? 0, locations, longest)),
        ),
      },
    ],
  }
}

/** By id and package, in the order of the findings: the worst first. */
function alertsOf(findings: readonly Judged[]): readonly Alert[] {
  const alerts = new Map<string, Alert & { findings: Judged[] }>()
  for (const finding of findings) {
    if (isTakenOut(finding)) continue
    const [id, packageName] = [oneLine(finding.id, 120), oneLine(finding.packageName, 120)]
    const key = `${id}\n${packageName}`
    const known = alerts.get(key)
    if (known === undefined) alerts.set(key, { id, packageName, findings: [finding] })
    else known.findings.push(finding)
  }
  return [...alerts.values()]
}

function isTakenOut({ decision: { kind } }: Judged): boolean {
  return kind === 'ignored' || kind === 'suppressed' || kind === 'closed'
}

function byId(alerts: readonly Alert[]): readonly (readonly [string, readonly Alert[]])[] {
  const groups = new Map<string, Alert[]>()
  for (const alert of alerts) {
    const known = groups.get(alert.id)
    if (known === undefined) groups.set(alert.id, [alert])
    else known.push(alert)
  }
  return [...groups]
}

function resultOf(alert: Alert, ruleIndex: number, locations: readonly object[], longest: number): object {
  const hash = createHash('sha256').update(`${alert.id}|${alert.packageName}`).digest('hex').slice(0, 32)
  return {
    ruleId: alert.id,
    ruleIndex,
    level: levelOf(alert.findings),
    message: { text: messageOf(alert, longest) },
    locations,
    // GitHub tells alerts apart by this one alone, and it must not change with versions and paths.
    partialFingerprints: { primaryLocationLineHash: `${hash}:1` },
  }
}

function messageOf({ id, packageName, findings }: Alert, longest: number): string {
  const unique = (texts: readonly string[]) => [...new Set(texts)].map((text) => oneLine(text, 100))
  const severities: readonly Severity[] = [...new Set(findings.map(({ severity }) => severity))]
  const fixes = unique(findings.flatMap(({ fixedIn }) => fixedIn ?? []))
  const paths = unique(findings.flatMap(({ paths }) => paths))
  const parts = [
    `${packageName} ${list(unique(findings.map(({ packageVersion }) => packageVersion)))} has ${id} (${severities.join(', ')})`,
    fixes.length === 0 ? '' : `fixed in ${list(fixes)}`,
    `on ${list(unique(findings.flatMap(({ platforms }) => platforms)))}`,
    paths.length === 0 ? '' : `at ${list(paths)}`,
  ]
  return escaped(parts.filter((part) => part !== '').join('; '), longest)
}

/** In a message of SARIF, brackets make links. */
function escaped(text: string, longest: number): string {
  // In a message of SARIF, {0} stands for an argument.
  const safe = oneLine(text, longest)
    .replace(/[\\[\]]/g, '\\$&')
    .replace(/\{(\d+)\}/g, '{{$1}}')
  return safe.length > longest ? `${safe.slice(0, longest - 1).replace(/\\+$/, '')}…` : safe
}

/**
 * The Dockerfile, where this run knows one: the alert then leads to what is to be changed. Else a path that no repository
 * has, which stays the same from run to run.
 */
function locationOf({ dockerfile, repository }: Outcome): object {
  const path = dockerfile ?? `(image-in-ecr)/${repository?.name ?? 'image'}`
  const uri = path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/')
  const region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }
  return { physicalLocation: { artifactLocation: { uri }, region } }
}

function invocations(leftOut: number): object {
  if (leftOut === 0) return {}
  const text = `${leftOut} results, the least severe ones, are left out: GitHub takes ${mostResults} of a run.`
  const notification = { level: 'warning', message: { text } }
  return { invocations: [{ executionSuccessful: true, toolExecutionNotifications: [notification] }] }
}
