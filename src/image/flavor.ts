import { type Entry, entriesOf } from '../lists.ts'
import { quoted } from '../quoted.ts'
import { expressionProblem, globalNames } from './expressions.ts'
import { fieldsOf } from './rule-attributes.ts'

/** What all tags have in common. */
export type Flavor = Readonly<{
  latest: 'auto' | 'true' | 'false'
  prefix: string
  suffix: string
  /** Whether `latest` takes them, too. */
  prefixesLatest: boolean
  suffixesLatest: boolean
}>

export type ParsedFlavor = Readonly<{ flavor: Flavor; problems: readonly string[] }>

export const plainFlavor: Flavor = {
  latest: 'auto',
  prefix: '',
  suffix: '',
  prefixesLatest: false,
  suffixesLatest: false,
}

/** Reads `latest=auto|true|false`, `prefix=…` and `suffix=…`, the latter two with `onlatest=true|false` behind them. */
export function parseFlavor(text: string): ParsedFlavor {
  const problems: string[] = []
  let flavor = plainFlavor
  for (const entry of entriesOf(text, 'split')) {
    const read = readEntry(entry, flavor)
    if (typeof read !== 'string') flavor = read
    else problems.push(`${read} (line ${entry.line}, ${quoted(entry.fields.join(',').trim())})`)
  }
  return { flavor, problems }
}

function readEntry(entry: Entry, before: Flavor): Flavor | string {
  if (!entry.isClosed) return 'a double quote is not closed'
  let flavor = before
  let last = ''
  for (const field of fieldsOf(entry)) {
    // Only what stands between the first two `=` counts.
    const [key = '', value] = field.split('=').map((part) => part.trim())
    const isCut = value?.includes('{{') && field.split('=').length > 2
    if (isCut)
      return `${key} holds an expression with an =, which is more than a flavor takes; give it in the rules`
    const read = readField(key.toLowerCase(), value, last)
    if (typeof read === 'string') return read
    flavor = { ...flavor, ...read }
    last = key.toLowerCase() === 'onlatest' ? last : key.toLowerCase()
  }
  return flavor
}

function readField(key: string, value: string | undefined, last: string): Partial<Flavor> | string {
  if (value === undefined) return `${quoted(key)} is not of the form key=value`
  switch (key) {
    case 'latest':
      if (value === 'auto' || value === 'true' || value === 'false') return { latest: value }
      return `latest is ${quoted(value)}, which is not one of auto, true, false`
    case 'prefix':
    case 'suffix':
      return expressionProblem(value, globalNames) ?? { [key]: value }
    case 'onlatest':
      if (value !== 'true' && value !== 'false')
        return `onlatest is ${quoted(value)}, which is neither true nor false`
      if (last === 'prefix') return { prefixesLatest: value === 'true' }
      return last === 'suffix' ? { suffixesLatest: value === 'true' } : {}
    default:
      return `${quoted(key)} is not one of latest, prefix, suffix, onlatest`
  }
}
