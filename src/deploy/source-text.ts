import type { TaskDefinition } from './definition.ts'
import { parseJson } from './source-json.ts'
import { type Member, membersOf, positionsIn } from './source-place.ts'
import { parseYaml } from './source-yaml.ts'

/** Lines and columns count from 1; a text goes on from "The task definition … (line …, column …) ". */
export type SourceProblem = Readonly<{ line: number; column: number; text: string }>

export type ParsedDefinition =
  | Readonly<{ kind: 'read'; definition: TaskDefinition }>
  | Readonly<{ kind: 'wrong'; problem: SourceProblem }>

/** A revision has 64 KB; the rest is for blanks and comments. */
const mostCharacters = 1_048_576

/**
 * Reads a task definition: JSON, or YAML where the name or the text says so. Nulls are left out, as the CLI's skeletons
 * have them, and so is what wraps the definition in the answer to `aws ecs describe-task-definition`. Never throws.
 * @param name of the file
 */
export function parseDefinition(given: string, name: string): ParsedDefinition {
  const text = given.replace(/^\uFEFF/, '')
  const wrong = (offset: number, what: string): ParsedDefinition => ({
    kind: 'wrong',
    problem: { ...positionsIn(text, offset), text: what },
  })
  if (text.trim() === '') return wrong(0, 'is empty.')
  if (text.length > mostCharacters)
    return wrong(0, `has ${text.length} characters, and 65536 bytes are what ECS takes.`)
  const parsed = isYaml(text, name) ? parseYaml(text) : parseJson(text)
  if (parsed.kind === 'wrong') return wrong(parsed.offset, parsed.text)
  const shape = shapeProblem(parsed.value)
  if (shape !== undefined) return wrong(0, shape)
  return { kind: 'read', definition: unwrapped(membersOf(withoutNulls(parsed.value))) }
}

/** Every JSON begins with a bracket, a quote, a digit or a word; a map of YAML begins with a name, and most with a letter. */
function isYaml(text: string, name: string): boolean {
  if (/\.ya?ml$/i.test(name)) return true
  return /^(#|---|%YAML|["']?[A-Za-z][\w-]*["']?\s*:)/.test(text.trimStart())
}

function shapeProblem(value: unknown): string | undefined {
  if (Array.isArray(value))
    return 'is a list; it must be an object, in which containerDefinitions is the list of containers.'
  if (typeof value !== 'object' || value === null) return 'is a single value; it must be an object.'
  const { taskDefinition } = membersOf(value)
  if (taskDefinition === undefined || taskDefinition === null) return undefined
  return typeof taskDefinition === 'object' && !Array.isArray(taskDefinition)
    ? undefined
    : 'has a taskDefinition that is no object.'
}

/** The CLI's answer has the tags beside the definition, where RegisterTaskDefinition has them inside. */
function unwrapped(value: Member): TaskDefinition {
  const { taskDefinition, ...others } = value
  if (taskDefinition === undefined) return others
  const tags = Array.isArray(others.tags) && others.tags.length > 0 ? { tags: others.tags } : {}
  return { ...membersOf(taskDefinition), ...tags }
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((one) => one !== null).map(withoutNulls)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).filter(([, member]) => member !== null)
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)]))
}
