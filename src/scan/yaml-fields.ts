import { isMap, isScalar, isSeq, type ParsedNode } from 'yaml'
import { quoted } from '../quoted.ts'
import { short } from './findings.ts'
import type { Page } from './yaml-page.ts'

export type Field = Readonly<{
  name: string
  /** The value, or the name where nothing follows it. */
  node: ParsedNode
  hasValue: boolean
}>

export type Fields = ReadonlyMap<string, Field>

/** The names that a map may have; the first is given as an example. */
export type Names = Readonly<{ known: readonly string[]; others: 'refused' | 'passed over' }>

/**
 * Reads a map whose names are each there once; undefined, and a problem, where it is none.
 * @param owner what the map is, for messages
 */
export function fieldsOf(page: Page, node: ParsedNode, owner: string, names: Names): Fields | undefined {
  if (!isMap(node)) {
    page.problem(node, `${owner} is made of names and values, such as ${names.known[0]}: …`)
    return undefined
  }
  const fields = new Map<string, Field>()
  for (const { key, value } of node.items) {
    const name = isScalar(key) && typeof key.value === 'string' ? key.value : undefined
    const isFine = name !== undefined && (names.others === 'passed over' || names.known.includes(name))
    if (!isFine) page.problem(key, unknownName(key, owner, names.known))
    else if (fields.has(name)) page.problem(key, `${quoted(name)} is there twice`)
    else fields.set(name, { name, node: value ?? key, hasValue: value !== null && !isNothing(value) })
  }
  return fields
}

function unknownName(key: ParsedNode, owner: string, known: readonly string[]): string {
  const name = isScalar(key) ? quoted(String(key.source ?? key.value)) : 'what stands here'
  return `${name} is no name that ${owner} has: there are ${known.join(', ')}`
}

function isNothing(node: ParsedNode): boolean {
  return isScalar(node) && node.value === null
}

/** The text of a field, trimmed and on one line; undefined, and a problem, where it is none or too long. */
export function textOf(page: Page, { name, node, hasValue }: Field, longest: number): string | undefined {
  if (!hasValue || isNothing(node)) {
    page.problem(node, `${name} has no value`)
    return undefined
  }
  if (!isScalar(node) || typeof node.value !== 'string') {
    const advice = isScalar(node) ? `: put ${quoted(node.source)} in quotes` : ''
    page.problem(node, `${name} must be text${advice}`)
    return undefined
  }
  const { length } = [...node.value]
  // Of characters that are two to JavaScript, none is cut.
  const text = short(node.value, 2 * longest)
  if (length > longest) page.problem(node, `${name} has ${length} characters, and may have ${longest}`)
  else if (text === undefined) page.problem(node, `${name} is empty`)
  return length > longest ? undefined : text
}

const mostItems = 5_000

/** The items of a list; none where nothing follows its name. No list, or one with more than 5,000, is a problem. */
export function itemsOf(page: Page, { name, node, hasValue }: Field): readonly ParsedNode[] {
  if (!hasValue) return []
  if (!isSeq(node)) {
    page.problem(node, `${name} must be a list, with a dash in front of each item`)
    return []
  }
  const items = node.items as readonly ParsedNode[]
  const excess = items[mostItems]
  if (excess !== undefined)
    page.problem(excess, `${name} has ${items.length} items, and may have ${mostItems}`)
  return items.slice(0, mostItems)
}
