import { type TaskDefinition, withoutReadOnly } from './definition.ts'

const mask = '(hidden)'
const mostLines = 60

/**
 * What changes from one definition to another, a line a member: `path: old -> new`. Values of environment variables
 * are not shown, since people keep in them what belongs into secrets.
 */
export function diffOf(before: TaskDefinition, after: TaskDefinition): readonly string[] {
  const lines = compare('', withoutReadOnly(before), withoutReadOnly(after))
  return lines.length > mostLines
    ? [...lines.slice(0, mostLines), `… and ${lines.length - mostLines} more`]
    : lines
}

function compare(path: string, before: unknown, after: unknown): readonly string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  const [old, next] = [membersOf(before), membersOf(after)]
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

function show(path: string, value: unknown): string {
  if (value === undefined) return '(none)'
  if (/(^|\.)environment(\.|$)/.test(path)) return mask
  const text = JSON.stringify(value)
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}
