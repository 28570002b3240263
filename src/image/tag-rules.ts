import { entriesOf } from '../lists.ts'
import { quoted } from '../quoted.ts'
import { dateNames, expressionProblem, globalNames, versionNames } from './expressions.ts'
import { type Attributes, readAttributes } from './rule-attributes.ts'
import { regexProblem } from './tag-patterns.ts'

/** A rule of docker/metadata-action's grammar. Texts may hold expressions, which are evaluated with the event. */
export type TagRule = CommonParts &
  (
    | Readonly<{ type: 'schedule'; pattern: string }>
    | Readonly<{ type: 'semver' | 'pep440'; pattern: string; value: string; match: string }>
    | Readonly<{ type: 'match'; pattern: string; group: number; value: string }>
    | Readonly<{ type: 'edge'; branch: string }>
    | Readonly<{ type: 'ref'; event: 'branch' | 'tag' | 'pr' }>
    | Readonly<{ type: 'raw'; value: string }>
    | Readonly<{ type: 'sha'; format: 'short' | 'long' }>
  )

type CommonParts = Readonly<{
  /** As it was written, for messages. */
  source: string
  priority: number
  enable: string
  /** Where given, be it empty, it takes the place of the flavor's. */
  prefix: string | undefined
  suffix: string | undefined
}>

export type ParsedRules = Readonly<{ rules: readonly TagRule[]; problems: readonly string[] }>

const defaults = 'type=schedule\ntype=ref,event=branch\ntype=ref,event=tag\ntype=ref,event=pr'

const priorities = {
  schedule: 1000,
  semver: 900,
  pep440: 900,
  match: 800,
  edge: 700,
  ref: 600,
  raw: 200,
  sha: 100,
} as const

/**
 * Reads tag rules, one a line, in the grammar that people know from docker/metadata-action: comma-separated
 * `key=value` fields, `#` comments, double quotes around a field that holds a comma. No rule given means the
 * default rules. Rules that are switched off by `enable=false` stay: a list of them asks for tags and gives none.
 */
export function parseTagRules(text: string): ParsedRules {
  const given = entriesOf(text, 'split')
  const problems: string[] = []
  const rules: TagRule[] = []
  for (const entry of given.length > 0 ? given : entriesOf(defaults, 'split')) {
    const source = entry.fields.join(',').trim()
    const attributes = readAttributes(entry)
    const rule = typeof attributes === 'string' ? attributes : readRule(attributes, source)
    if (typeof rule === 'string') problems.push(`${rule} (line ${entry.line}, ${quoted(source)})`)
    else rules.push(rule)
  }
  return { rules, problems }
}

/** @returns the rule, or a sentence about what is wrong with it */
function readRule(attributes: Attributes, source: string): TagRule | string {
  const type = attributes.get('type') ?? 'raw'
  if (!isKnown(type)) return `type ${quoted(type)} is not one of ${Object.keys(priorities).join(', ')}`
  const given = attributes.get('priority')
  const priority = Number(given ?? priorities[type])
  if (given === '' || !Number.isFinite(priority)) return `priority ${quoted(given ?? '')} is not a number`
  const enable = attributes.get('enable') ?? 'true'
  if (!enable.includes('{{') && enable !== 'true' && enable !== 'false')
    return `enable is ${quoted(enable)}, which is neither true nor false`
  const common = {
    source,
    priority,
    enable,
    prefix: attributes.get('prefix') ?? defaultPrefix(type, attributes),
    suffix: attributes.get('suffix'),
  }
  const rule = ofType(type, attributes, common)
  return typeof rule === 'string' ? rule : (problemIn(rule) ?? rule)
}

function defaultPrefix(type: TagRule['type'], attributes: Attributes): string | undefined {
  if (type === 'sha') return 'sha-'
  return type === 'ref' && attributes.get('event') === 'pr' ? 'pr-' : undefined
}

function ofType(type: TagRule['type'], attributes: Attributes, common: CommonParts): TagRule | string {
  const value = attributes.get('value') ?? ''
  const pattern = attributes.get('pattern')
  switch (type) {
    case 'schedule':
      return { type, pattern: pattern ?? 'nightly', ...common }
    case 'semver':
    case 'pep440':
      if (pattern === undefined) return `type=${type} needs a pattern, such as pattern={{version}}`
      return { type, pattern, value, match: attributes.get('match') ?? '', ...common }
    case 'match':
      return matchRule(pattern, attributes.get('group') ?? '0', { value, ...common })
    case 'edge':
      return { type, branch: attributes.get('branch') ?? '', ...common }
    case 'ref':
      return refRule(attributes.get('event'), common)
    case 'raw':
      return attributes.has('value') ? rawRule(value, common) : 'type=raw needs a value'
    case 'sha':
      return shaRule(attributes.get('format') ?? 'short', common)
  }
}

function matchRule(
  pattern: string | undefined,
  group: string,
  common: CommonParts & { value: string },
): TagRule | string {
  if (pattern === undefined) return 'type=match needs a pattern, a regular expression'
  if (!/^\d{1,4}$/.test(group)) return `group ${quoted(group)} is not the number of a group`
  return { type: 'match', pattern, group: Number(group), ...common }
}

function refRule(event: string | undefined, common: CommonParts): TagRule | string {
  if (event !== 'branch' && event !== 'tag' && event !== 'pr')
    return 'type=ref needs event=branch, event=tag or event=pr'
  return { type: 'ref', event, ...common }
}

function rawRule(value: string, common: CommonParts): TagRule | string {
  const isAlone = value === common.source
  if (isReference(value) || (isAlone && isNamed(value.replace(/\{\{.*?\}\}/gs, 'x')))) {
    return `${quoted(value)} is a full image reference; name the repository in the input repository and only the tag here`
  }
  return { type: 'raw', value, ...common }
}

/** Copied from a peer's `tags:`, where full references belong; sanitised it would be a tag that nobody meant. */
function isReference(value: string): boolean {
  const registry = /^((\d{12}\.dkr[.-]ecr|public\.ecr|gcr|ghcr|quay|docker)\.[a-z0-9.-]+|[\w.-]+:\d+)\/./i
  return registry.test(value) || /^[\w./-]+@sha256:\w+$/.test(value)
}

/** `shop:1.4.0` for the whole rule; no name in git holds a colon, so it is none that an expression of the workflow gave. */
function isNamed(value: string): boolean {
  return /^[\w./-]+:[\w.-]+$/.test(value)
}

function shaRule(format: string, common: CommonParts): TagRule | string {
  if (format !== 'short' && format !== 'long') return `format ${quoted(format)} is neither short nor long`
  return { type: 'sha', format, ...common }
}

/** Expressions and regular expressions are checked here, before anything is known of the event. */
function problemIn(rule: TagRule): string | undefined {
  const texts = [rule.prefix, rule.suffix, rule.enable, 'value' in rule ? rule.value : undefined]
  for (const text of texts) {
    const problem = expressionProblem(text ?? '', globalNames)
    if (problem !== undefined) return problem
  }
  switch (rule.type) {
    case 'schedule':
      return expressionProblem(rule.pattern, dateNames)
    case 'semver':
    case 'pep440':
      return expressionProblem(rule.pattern, versionNames) ?? regexProblem(rule.match, 'bare')
    case 'match':
      return regexProblem(rule.pattern, 'slashes')
    default:
      return undefined
  }
}

function isKnown(type: string): type is keyof typeof priorities {
  return Object.hasOwn(priorities, type)
}
