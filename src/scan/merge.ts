import type { FirstDecision } from './decide.ts'
import { type Finding, type Severity, severities, unnamedId } from './findings.ts'
import type { IgnoreEntry } from './ignore.ts'

/** What was found and decided alike, on all platforms and at all places that have it. */
export type Row = Readonly<{
  finding: Finding
  decision: FirstDecision
  /** Platforms may rate a finding differently. */
  severities: ReadonlySet<Severity>
}>

type Group = Readonly<{ decision: FirstDecision; findings: [Finding, ...Finding[]] }>

/**
 * Brings findings together that are one to a reader: the same vulnerability of the same version of a package, of which
 * the same was decided.
 */
export function mergeFindings(decided: readonly (readonly [Finding, FirstDecision])[]): readonly Row[] {
  const nameOf = createNames()
  const groups = new Map<string, Group>()
  for (const [index, [finding, decision]] of decided.entries()) {
    const { id, packageName, packageVersion } = finding
    // Without a name each may be another one.
    const own = id === unnamedId ? index : undefined
    const key = JSON.stringify([id, packageName, packageVersion, nameOf(decision), own])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { decision, findings: [finding] })
    else group.findings.push(finding)
  }
  return [...groups.values()].map(({ decision, findings }) => ({
    finding: join(findings),
    decision,
    severities: new Set(findings.map(({ severity }) => severity)),
  }))
}

/** Tells decisions apart; entries of ignore files by their place in memory, since two may read alike. */
function createNames(): (decision: FirstDecision) => string {
  const entries = new Map<IgnoreEntry, number>()
  return (decision) => {
    if (decision.kind === 'violation') return `violation ${decision.why}`
    if (decision.kind !== 'ignored') return decision.kind
    const number = entries.get(decision.entry) ?? entries.size
    entries.set(decision.entry, number)
    return `ignored ${number}`
  }
}

/** The worst of what they are rated, the best that is known of a fix, and all platforms and places. */
function join(findings: readonly [Finding, ...Finding[]]): Finding {
  const [first] = findings
  if (findings.length === 1) return first.paths.length < 2 ? first : { ...first, paths: union([first.paths]) }
  const all = <K extends keyof Finding>(key: K) => findings.map((one) => one[key])
  return {
    ...first,
    severity: best(all('severity'), severities) ?? first.severity,
    packageManager: known(all('packageManager')),
    paths: union(all('paths')),
    fixedIn: known(all('fixedIn')),
    fix: best(all('fix'), ['yes', 'partial', 'no']) ?? 'unknown',
    exploit: best(all('exploit'), ['yes', 'no']) ?? 'unknown',
    score: highest(all('score')),
    description: known(all('description')),
    uri: known(all('uri')),
    arn: known(all('arn')),
    epss: highest(all('epss')),
    knownExploited: best(all('knownExploited'), [true, false]),
    platforms: union(all('platforms')),
  }
}

function best<T>(values: readonly T[], order: readonly T[]): T | undefined {
  return order.find((one) => values.includes(one))
}

function known<T>(values: readonly (T | undefined)[]): T | undefined {
  return values.find((one) => one !== undefined)
}

/** Not by spreading them into Math.max, which takes no more than some ten thousand. */
function highest(values: readonly (number | undefined)[]): number | undefined {
  return values.reduce((most, one) => (one !== undefined && one > (most ?? -1) ? one : most), undefined)
}

/** In an order that does not depend on how the findings came. */
function union(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].sort((a, b) => (a < b ? -1 : 1))
}
