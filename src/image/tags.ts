import type { GitEvent } from '../event.ts'
import type { TagRule } from './tag-rules.ts'

export type Tags = Readonly<{
  /** By the rules' priorities, as docker/metadata-action lists them. */
  names: readonly string[]
  /** The same names, specific ones first and moving ones last: the order in which they are put. */
  putOrder: readonly string[]
  version: string | undefined
}>

type Subject = Readonly<{ event: Pick<GitEvent, 'name' | 'ref'>; sha: string }>

const longest = 128

/**
 * Computes the tags of a release as docker/metadata-action does: rules by priority, the first value is the
 * version, and `latest` is added where that first rule is a git tag. Differences: see docs/tags.md.
 */
export function computeTags(rules: readonly TagRule[], subject: Subject): Tags {
  const sorted = rules.toSorted((a, b) => b.priority - a.priority)
  const made = sorted.flatMap((rule) => {
    const value = ruleValue(rule, subject)
    const name = value === undefined ? '' : sanitise(`${rule.prefix ?? ''}${value}${rule.suffix}`)
    return name === '' ? [] : [{ name, rule }]
  })
  const [first] = made
  const latest = first?.rule.type === 'ref' && first.rule.event === 'tag' ? ['latest'] : []
  const names = [...new Set([...made.map(({ name }) => name), ...latest])]
  const mobility = (name: string) => {
    const rule = made.find((one) => one.name === name)?.rule
    return rule === undefined || name === 'latest' ? 3 : mobilityOf(rule)
  }
  return { names, putOrder: names.toSorted((a, b) => mobility(a) - mobility(b)), version: first?.name }
}

/** How likely a tag of this rule is to name another image tomorrow. */
function mobilityOf(rule: TagRule): number {
  switch (rule.type) {
    case 'sha':
      return 0
    case 'ref':
      return rule.event === 'tag' ? 0 : 2
    case 'raw':
      return 1
    case 'schedule':
      return 2
  }
}

function ruleValue(rule: TagRule, { event, sha }: Subject): string | undefined {
  switch (rule.type) {
    case 'raw':
      return rule.value
    case 'sha':
      return rule.format === 'short' ? sha.slice(0, 7) : sha
    case 'schedule':
      return event.name.includes('schedule') ? rule.pattern : undefined
    case 'ref':
      return refValue(rule.event, event.ref)
  }
}

function refValue(wanted: 'branch' | 'tag' | 'pr', ref: GitEvent['ref']): string | undefined {
  const kind = wanted === 'pr' ? 'pull-request' : wanted
  if (ref.kind !== kind) return undefined
  return wanted === 'pr' ? ref.name.replace(/\/merge$/, '') : ref.name
}

/** Makes a valid tag: other characters become one hyphen, no leading `.` or `-`, at most 128 characters. */
function sanitise(value: string): string {
  return value
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, longest)
}
