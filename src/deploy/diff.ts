import { createHmac, randomBytes } from 'node:crypto'
import { normal, type TaskDefinition } from './definition.ts'

const mask = '(hidden)'
const fingerprints = /\(hidden\) [0-9a-f]{6}/g
const salt = randomBytes(16)
const mostLines = 60
const longestValue = 200

/**
 * What changes from one definition to another, a line a member: `path: old -> new`. Values of environment variables
 * are not shown, since people keep in them what belongs into secrets.
 */
export function diffOf(before: TaskDefinition, after: TaskDefinition): readonly string[] {
  const lines = compare('', hidden(normal(before)), hidden(normal(after))).map(oneLine)
  return lines.length > mostLines
    ? [...lines.slice(0, mostLines), `… and ${lines.length - mostLines} more`]
    : lines
}

/** Names of members and variables come from files. */
function oneLine(line: string): string {
  return cut(line.replace(/\p{Cc}+/gu, ' '), 3 * longestValue)
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

function compare(path: string, before: unknown, after: unknown): readonly string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  // A list of variables that is not there is an empty one: its entries are told one by one.
  const missing = path.endsWith('.environment') ? [] : undefined
  const [old, next] = [membersOf(before ?? missing), membersOf(after ?? missing)]
  if (old === undefined || next === undefined)
    return [`${path}: ${show(path, before)} -> ${show(path, after)}`]
  const keys = [...new Set([...old.keys(), ...next.keys()])]
  const lines = keys.flatMap((key) =>
    compare(path === '' ? key : `${path}.${key}`, old.get(key), next.get(key)),
  )
  return lines.length > 0 ? lines : [`${path}: in another order`]
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
  return cut(text, longestValue)
}

const secretName = /token|secret|passw|api.?key|license.?key|credential|auth/i

/** Where people put secrets although there is a place for them: variables, options of log drivers, labels, commands. */
const secretPlaces: ReadonlySet<string> = new Set([
  'options',
  'dockerLabels',
  'command',
  'entryPoint',
  // Of volumes: the password of a file share.
  'driverOpts',
])

/** Where a value stands: `variable` is an entry of `environment`, of which the name is no secret. */
type Standing = 'open' | 'secret' | 'variables' | 'variable'

/**
 * The same JSON with values that may be secret replaced by a word: whatever stands in such a place, at any depth, but
 * for the names of variables; and elsewhere what its name calls a secret. Two such values that differ stay different.
 */
function hidden(value: unknown, name = '', standing: Standing = 'open'): unknown {
  if (typeof value !== 'object' || value === null) {
    const isShown =
      (standing === 'open' && name === 'valueFrom') || (standing === 'variable' && name === 'name')
    const isSecret = standing !== 'open' || (typeof value === 'string' && secretName.test(name))
    return isSecret && !isShown && value !== undefined ? `${mask} ${fingerprint(value)}` : value
  }
  if (Array.isArray(value)) {
    const inside = standing === 'variables' ? 'variable' : standing
    return value.map((one: unknown) => hidden(one, standing === 'open' ? name : '', inside))
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      hidden(member, key, standingOf(key, member, standing)),
    ]),
  )
}

function standingOf(key: string, member: unknown, around: Standing): Standing {
  if (around === 'variable' && typeof member !== 'object') return 'variable'
  if (around !== 'open') return 'secret'
  if (key === 'environment') return 'variables'
  return secretPlaces.has(key) ? 'secret' : 'open'
}

/** Tells two hidden values apart, and nothing more: six digits of a hash made with this process's own salt. */
function fingerprint(value: unknown): string {
  return createHmac('sha256', salt).update(JSON.stringify(value)).digest('hex').slice(0, 6)
}
