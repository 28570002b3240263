import { quoted } from '../quoted.ts'

/** A rule of docker/metadata-action's grammar, of the types that this version knows. */
export type TagRule = Readonly<{ priority: number; prefix: string | undefined; suffix: string }> &
  (
    | Readonly<{ type: 'raw'; value: string }>
    | Readonly<{ type: 'sha'; format: 'short' | 'long' }>
    | Readonly<{ type: 'ref'; event: 'branch' | 'tag' | 'pr' }>
    | Readonly<{ type: 'schedule'; pattern: string }>
  )

export type ParsedRules = Readonly<{ rules: readonly TagRule[]; problems: readonly string[] }>

type Attributes = ReadonlyMap<string, string>

const defaults = ['type=schedule', 'type=ref,event=branch', 'type=ref,event=tag', 'type=ref,event=pr']

const priorities = { schedule: 1000, ref: 600, raw: 200, sha: 100 } as const

/**
 * Reads tag rules, one a line, in the grammar that people know from docker/metadata-action: comma-separated
 * `key=value` fields, `#` comments, double quotes around a field that holds a comma. No rule given means the
 * default rules. Rules that are switched off by `enable=false` are left out.
 */
export function parseTagRules(text: string): ParsedRules {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.trim().startsWith('#'))
  const problems: string[] = []
  const rules: TagRule[] = []
  for (const line of lines.length > 0 ? lines : defaults) {
    const parsed = parseRule(line.trim())
    if (typeof parsed === 'string') problems.push(`${parsed} (in ${quoted(line.trim())})`)
    else if (parsed !== undefined) rules.push(parsed)
  }
  return { rules, problems }
}

/** @returns the rule, undefined for one that is switched off, or a sentence about what is wrong */
function parseRule(line: string): TagRule | undefined | string {
  const fields = splitFields(line)
  if (fields === undefined) return 'a double quote is not closed'
  const attributes = readAttributes(fields)
  if (fields.filter((field) => !field.includes('=')).length > 1)
    return 'there is more than one value; give one tag a line'
  const expression = fields.find((field) => field.includes('{{'))
  if (expression !== undefined)
    return `expressions such as ${quoted(expression)} are not offered in this version`
  const enable = attributes.get('enable') ?? 'true'
  if (enable !== 'true' && enable !== 'false')
    return `enable is ${quoted(enable)}, which is neither true nor false`
  const rule = ruleOf(attributes)
  return typeof rule === 'string' || enable === 'true' ? rule : undefined
}

function ruleOf(attributes: Attributes): TagRule | string {
  const type = attributes.get('type') ?? 'raw'
  if (!isKnown(type)) return `type ${quoted(type)} is not one of ${Object.keys(priorities).join(', ')}`
  const priority = Number(attributes.get('priority') ?? priorities[type])
  if (!Number.isFinite(priority))
    return `priority ${quoted(attributes.get('priority') ?? '')} is not a number`
  const common = { priority, prefix: attributes.get('prefix'), suffix: attributes.get('suffix') ?? '' }
  switch (type) {
    case 'raw':
      return rawRule(attributes.get('value'), common)
    case 'sha':
      return shaRule(attributes.get('format') ?? 'short', common)
    case 'ref':
      return refRule(attributes.get('event'), common)
    case 'schedule':
      return { type, pattern: attributes.get('pattern') || 'nightly', ...common }
  }
}

type Common = Pick<TagRule, 'priority' | 'prefix' | 'suffix'>

function rawRule(value: string | undefined, common: Common): TagRule | string {
  if (!value) return 'type=raw needs a value'
  if (isReference(value)) {
    return `${quoted(value)} is a full image reference; name the repository in the input repository and only the tag here`
  }
  return { type: 'raw', value, ...common }
}

/** Copied from a peer's `tags:`, where full references belong; sanitised it would be a tag that nobody meant. */
function isReference(value: string): boolean {
  const hasHost = /^([\w.-]+\.[a-z]{2,}|localhost|[\w.-]+:\d+)\//i.test(value)
  return hasHost || /^[\w./-]+(:[\w.-]+|@sha256:\w+)$/.test(value)
}

function shaRule(format: string, common: Common): TagRule | string {
  if (format !== 'short' && format !== 'long') return `format ${quoted(format)} is neither short nor long`
  return { type: 'sha', format, ...common, prefix: common.prefix ?? 'sha-' }
}

function refRule(event: string | undefined, common: Common): TagRule | string {
  if (event !== 'branch' && event !== 'tag' && event !== 'pr')
    return 'type=ref needs event=branch, event=tag or event=pr'
  return { type: 'ref', event, ...common, prefix: common.prefix ?? (event === 'pr' ? 'pr-' : undefined) }
}

function isKnown(type: string): type is keyof typeof priorities {
  return Object.hasOwn(priorities, type)
}

/** A field without `=` is the value; keys are lower-cased, values are not. */
function readAttributes(fields: readonly string[]): Attributes {
  return new Map(
    fields.map((field): [string, string] => {
      const equals = field.indexOf('=')
      if (equals < 0) return ['value', field.trim()]
      return [field.slice(0, equals).trim().toLowerCase(), field.slice(equals + 1).trim()]
    }),
  )
}

/** Splits at commas outside of double quotes; a doubled quote inside of quotes stands for one. */
function splitFields(line: string): readonly string[] | undefined {
  const fields: string[] = ['']
  let quoted = false
  for (let at = 0; at < line.length; at++) {
    const character = line[at] ?? ''
    const current = fields.at(-1) ?? ''
    if (character === '"' && quoted && line[at + 1] === '"') {
      fields[fields.length - 1] = `${current}"`
      at++
    } else if (character === '"' && (quoted || current.trim() === '')) quoted = !quoted
    else if (character === ',' && !quoted) fields.push('')
    else fields[fields.length - 1] = current + character
  }
  return quoted ? undefined : fields.map((field) => field.trim()).filter((field) => field !== '')
}
