import { createHmac, randomBytes } from 'node:crypto'
import { normal, type TaskDefinition } from './definition.ts'

const mask = '(hidden)'
const fingerprints = /\(hidden\) [0-9a-f]{6}/g
const salt = randomBytes(16)
const mostLines = 60

/**
 * What changes from one definition to another, a line a member: `path: old -> new`. Values of environment variables
 * are not shown, since people keep in them what belongs into secrets.
 */
export function diffOf(before: TaskDefinition, after: TaskDefinition): readonly string[] {
  const lines = compare('', hidden(normal(before)), hidden(normal(after)))
  return lines.length > mostLines
    ? [...lines.slice(0, mostLines), `… and ${lines.length - mostLines} more`]
    : lines
}

function compare(path: string, before: unknown, after: unknown): readonly string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  // A list of variables that is not there is an empty one: its entries are told one by one.
  const missing = path.endsWith('.environment') ? [] : undefined
  const [old, next] = [membersOf(before ?? missing), membersOf(after ?? missing)]
  if (old === undefined || next === undefined)
    return [`${path}: ${show(path, before)} -> ${show(path, after)}`]
  const keys = [...new Set([...old.keys(), ...next.keys()])]
  return keys.flatMap((key) => compare(path === '' ? key : `${path}.${key}`, old.get(key), next.get(key)))
}

/** Lists of named things (containers, variables, secrets) are compared by name, other lists by position. */
function membersOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (!Array.isArray(value)) return new Map(Object.entries(value))
  return new Map(value.map((one: unknown, index) => [nameOf(one) ?? String(index), one]))
}

function nameOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('name' in value)) return undefined
  return typeof value.name === 'string' ? value.name : undefined
}

/** Below a container's list of variables: a name may say enough, so nothing but the change is shown. */
const variable = /^containerDefinitions\.[^.]+\.environment\./

function show(path: string, value: unknown): string {
  if (value === undefined) return '(none)'
  const isHidden = variable.test(path) || (typeof value === 'string' && value.startsWith(mask))
  const text = isHidden ? mask : JSON.stringify(value).replace(fingerprints, mask)
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

const secretName = /token|secret|passw|api.?key|license.?key|credential|auth/i

/** Where people put secrets although there is a place for them: variables, options of log drivers, labels, commands. */
const secretPlaces: ReadonlySet<string> = new Set([
  'environment',
  'options',
  'dockerLabels',
  'command',
  'entryPoint',
])

/**
 * The same JSON with values that may be secret replaced by a word: every text in such a place, at any depth, but for
 * the names of variables; and elsewhere what its name calls a secret. Two such values that differ stay different.
 */
function hidden(value: unknown, name = '', isPlace = false): unknown {
  if (typeof value === 'string' && name !== 'valueFrom') {
    return (isPlace && name !== 'name') || secretName.test(name) ? `${mask} ${fingerprint(value)}` : value
  }
  if (Array.isArray(value)) return value.map((one: unknown) => hidden(one, isPlace ? '' : name, isPlace))
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(
    ([key, member]) => [key, hidden(member, key, isPlace || secretPlaces.has(key))] as const,
  )
  return Object.fromEntries(members)
}

/** Tells two hidden values apart, and nothing more: six digits of a hash made with this process's own salt. */
function fingerprint(text: string): string {
  return createHmac('sha256', salt).update(text).digest('hex').slice(0, 6)
}
