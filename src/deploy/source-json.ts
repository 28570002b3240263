import { deepest, exactNumber, type ParsedText, shown } from './source-place.ts'

// The engine's own parser quotes the text in its messages, values of variables included, takes the last of two equal names,
// and rounds large numbers without a word.

class Refusal extends Error {
  readonly offset: number
  constructor(offset: number, text: string) {
    super(text)
    this.offset = offset
  }
}

type Cursor = { readonly text: string; at: number }

/** Reads JSON strictly; never throws. */
export function parseJson(text: string): ParsedText {
  const cursor: Cursor = { text, at: 0 }
  try {
    const value = readValue(cursor, 0)
    skipBlanks(cursor)
    if (cursor.at < text.length) throw new Refusal(cursor.at, 'goes on after the end of its JSON.')
    return { kind: 'read', value }
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'wrong', offset: error.offset, text: error.message }
    throw error
  }
}

function readValue(cursor: Cursor, depth: number): unknown {
  skipBlanks(cursor)
  const { text, at } = cursor
  if (depth > deepest) throw new Refusal(at, 'is nested too deeply.')
  const first = text[at]
  if (first === '{') return readObject(cursor, depth)
  if (first === '[') return readList(cursor, depth)
  if (first === '"') return readText(cursor)
  return readWord(cursor)
}

function readObject(cursor: Cursor, depth: number): unknown {
  const members = new Map<string, unknown>()
  readItems(cursor, '}', () => {
    const { at } = cursor
    if (cursor.text[at] !== '"') throw new Refusal(at, `is not JSON: ${inPlaceOfName(cursor)}`)
    const name = readText(cursor)
    if (members.has(name)) throw new Refusal(at, `has ${JSON.stringify(shown(name))} twice in one object.`)
    skipBlanks(cursor)
    if (cursor.text[cursor.at] !== ':')
      throw new Refusal(cursor.at, 'is not JSON: a name is followed by a colon.')
    cursor.at++
    members.set(name, readValue(cursor, depth + 1))
  })
  // Not by assignment: __proto__ is a name like any other.
  return Object.fromEntries(members)
}

function readList(cursor: Cursor, depth: number): unknown {
  const items: unknown[] = []
  readItems(cursor, ']', () => void items.push(readValue(cursor, depth + 1)))
  return items
}

function readItems(cursor: Cursor, end: '}' | ']', readItem: () => void): void {
  const { text, at: opening } = cursor
  cursor.at++
  skipBlanks(cursor)
  if (text[cursor.at] === end) return void cursor.at++
  for (;;) {
    readItem()
    skipBlanks(cursor)
    const next = text[cursor.at]
    const comma = cursor.at
    cursor.at++
    if (next === end) return
    if (next === undefined) throw unclosed(opening, end)
    if (next !== ',') throw new Refusal(comma, `is not JSON: a comma or ${end} is missing here.`)
    skipBlanks(cursor)
    if (text[cursor.at] === end)
      throw new Refusal(comma, `is not JSON: a comma stands before ${end}; take it out.`)
    if (cursor.at >= text.length) throw unclosed(opening, end)
  }
}

function unclosed(opening: number, end: string): Refusal {
  return new Refusal(opening, `is not JSON: it ends before the ${end} that closes what begins here.`)
}

function inPlaceOfName({ text, at }: Cursor): string {
  if (at >= text.length) return 'it ends where a name is to stand.'
  return text[at] === "'" ? 'names stand in double quotes.' : 'a name in double quotes is missing here.'
}

const escapes = /^(["\\/bfnrt]|u[0-9a-fA-F]{4})/

function readText(cursor: Cursor): string {
  const { text, at: opening } = cursor
  let at = opening + 1
  for (; text[at] !== '"'; at++) {
    const code = text.charCodeAt(at)
    if (Number.isNaN(code) || code === 0x0a)
      throw new Refusal(opening, 'is not JSON: nothing closes the text that begins here.')
    if (code < 0x20) throw new Refusal(at, 'is not JSON: a control character stands in a text.')
    if (code !== 0x5c) continue
    const escaped = escapes.exec(text.slice(at + 1, at + 6))?.[0]
    if (escaped === undefined) throw new Refusal(at, 'is not JSON: a backslash in a text must be doubled.')
    at += escaped.length
  }
  cursor.at = at + 1
  return JSON.parse(text.slice(opening, at + 1)) as string
}

const words: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
])

function readWord(cursor: Cursor): unknown {
  const { text, at } = cursor
  // Sliced, since a pattern with a sticky flag has a state.
  const word = /^[^\s,:{}[\]"]*/.exec(text.slice(at, at + 400))?.[0] ?? ''
  if (words.has(word) || /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(word)) {
    cursor.at += word.length
    const number = words.has(word) ? undefined : exactNumber(word)
    if (typeof number === 'string') throw new Refusal(at, number)
    return number ?? words.get(word)
  }
  throw new Refusal(at, `is not JSON: ${insteadOfValue(text, at)}`)
}

function insteadOfValue(text: string, at: number): string {
  if (at >= text.length) return 'it ends where a value is to stand.'
  if (text[at] === "'") return 'texts stand in double quotes.'
  return /[,:}\]]/.test(text[at] ?? '')
    ? 'a value is missing here.'
    : 'this is no value of JSON; texts stand in double quotes.'
}

function skipBlanks(cursor: Cursor): void {
  const { text } = cursor
  while (/[ \t\r\n]/.test(text[cursor.at] ?? '')) cursor.at++
  const begins = text.slice(cursor.at, cursor.at + 2)
  if (begins === '//' || begins === '/*' || begins[0] === '#')
    throw new Refusal(
      cursor.at,
      'is not JSON: a comment stands here, and JSON has none; YAML has (name the file .yml).',
    )
}
