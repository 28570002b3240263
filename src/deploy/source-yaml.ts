import { isAlias, isMap, isScalar, isSeq, type ParsedNode, parseDocument, type Scalar } from 'yaml'
import { deepest, exactNumber, type ParsedText, shown } from './source-place.ts'

class Refusal extends Error {
  readonly offset: number
  constructor(node: ParsedNode | number, text: string) {
    super(text)
    this.offset = typeof node === 'number' ? node : node.range[0]
  }
}

const noTag = 'has a tag, which is not read: a value that begins with ! must stand in quotes.'

/** The parser's time goes with the errors and the depth of hostile texts; definitions are small. */
const mostCharacters = 262_144

/** Reads YAML 1.2 with its core schema, without anchors, aliases and tags; never throws. */
export function parseYaml(text: string): ParsedText {
  if (text.length > mostCharacters)
    return {
      kind: 'wrong',
      offset: 0,
      text: `has ${text.length} characters of YAML, and ${mostCharacters} are read.`,
    }
  try {
    const { contents, errors, warnings } = parseDocument(text, {
      ...{ version: '1.2', schema: 'core', logLevel: 'error', prettyErrors: false },
      // The parser compares each name with each other; below they are looked up.
      uniqueKeys: false,
    })
    const [wrong] = [...errors, ...warnings]
    if (wrong !== undefined) throw new Refusal(wrong.pos[0], wordsOf(wrong.code, wrong.message))
    return { kind: 'read', value: contents === null ? null : fromNode(contents, 0) }
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'wrong', offset: error.offset, text: error.message }
    // A text that is nested deeply enough exhausts the parser's stack.
    if (error instanceof RangeError) return { kind: 'wrong', offset: 0, text: 'is nested too deeply.' }
    throw error
  }
}

function fromNode(node: ParsedNode, depth: number): unknown {
  if (depth > deepest) throw new Refusal(node, 'is nested too deeply.')
  if (isAlias(node) || node.anchor !== undefined)
    throw new Refusal(node, 'has an anchor or an alias, which are not read: write out what it stands for.')
  if (node.tag?.startsWith('!')) throw new Refusal(node, noTag)
  if (isMap(node)) return objectOf(node.items as readonly Pair[], depth)
  if (isSeq(node)) return (node.items as readonly ParsedNode[]).map((one) => fromNode(one, depth + 1))
  return isScalar(node) ? scalarOf(node) : null
}

type Pair = Readonly<{ key: ParsedNode; value: ParsedNode | null }>

function objectOf(items: readonly Pair[], depth: number): unknown {
  const members = new Map<string, unknown>()
  for (const { key, value } of items) {
    if (!isScalar(key))
      throw new Refusal(
        key,
        'has a name that is no text; a value that begins with { or [ must stand in quotes.',
      )
    const name = typeof key.value === 'string' ? key.value : String(key.source)
    if (key.value === '<<' || (key as Scalar).anchor !== undefined)
      throw new Refusal(key, 'has an anchor or a merge, which are not read: write out what it stands for.')
    if (members.has(name)) throw new Refusal(key, `has ${JSON.stringify(shown(name))} twice in one map.`)
    members.set(name, value === null ? null : fromNode(value, depth + 1))
  }
  return Object.fromEntries(members)
}

function scalarOf(node: Scalar.Parsed): unknown {
  if (typeof node.value !== 'number') return node.value
  const number = exactNumber(/^[-+]?\d/.test(node.source) ? String(node.source) : 'not a number')
  if (typeof number === 'string') throw new Refusal(node, number)
  return node.value
}

function wordsOf(code: string, message: string): string {
  if (code === 'RESOURCE_EXHAUSTION') return 'is nested too deeply.'
  if (code === 'TAG_RESOLVE_FAILED') return noTag
  if (code === 'MULTIPLE_DOCS') return 'has a second document, and only one is read.'
  const advice =
    code === 'BLOCK_AS_IMPLICIT_KEY' ? ' A value that holds a colon and a blank must stand in quotes.' : ''
  // What the parser quotes, after a colon, may be a value.
  const words = message.replace(/:.*$/s, '').slice(0, 120)
  return `is no YAML: ${words}.${advice}`
}
