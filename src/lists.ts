/** One entry of an input that holds a list. */
export type Entry = Readonly<{
  /** The line where it begins, counted from 1. */
  line: number
  /** Its parts between commas; where commas are kept, the whole of it as the one part. Not trimmed. */
  fields: readonly string[]
  /** False where a double quote opened and nothing closes it: all the rest of the text is in the entry then. */
  isClosed: boolean
}>

/**
 * Splits a list into entries, one a line, as Docker's actions read their inputs, but once: a double quote in front
 * opens a part that may hold commas and line ends, a doubled one stands for itself, quotes in the middle are kept,
 * a line that begins with `#` is a comment, and empty lines are left out.
 * @param commas whether they split an entry into fields; where they are kept, only a quote in front of all opens
 */
export function entriesOf(text: string, commas: 'split' | 'kept'): readonly Entry[] {
  const lines = text.split(/\r?\n/)
  const entries: Entry[] = []
  for (let at = 0; at < lines.length; ) {
    const first = (lines[at] ?? '').trim()
    if (first === '' || first.startsWith('#')) at++
    else {
      const { fields, isClosed, next } = readEntry(lines, at, commas)
      entries.push({ line: at + 1, fields, isClosed })
      at = next
    }
  }
  return entries
}

type Read = Readonly<{ fields: readonly string[]; isClosed: boolean; next: number }>

function readEntry(lines: readonly string[], from: number, commas: 'split' | 'kept'): Read {
  const fields: string[] = []
  let text = lines[from] ?? ''
  let next = from + 1
  for (;;) {
    const quoted = readQuoted(text, lines, next)
    if (quoted?.isClosed === false)
      return { fields: [...fields, quoted.value], isClosed: false, next: quoted.next }
    const { value = '', rest = text } = quoted ?? {}
    next = quoted?.next ?? next
    const comma = commas === 'split' ? rest.indexOf(',') : -1
    if (comma < 0) return { fields: [...fields, value + rest], isClosed: true, next }
    fields.push(value + rest.slice(0, comma))
    text = rest.slice(comma + 1)
  }
}

type Quoted = Readonly<{ value: string; rest: string; isClosed: boolean; next: number }>

/** Reads the quoted part that a text begins with, on into the next lines where it has to. */
function readQuoted(text: string, lines: readonly string[], from: number): Quoted | undefined {
  const opening = /^\s*"/.exec(text)?.[0]
  if (opening === undefined) return undefined
  let rest = text.slice(opening.length)
  let value = ''
  for (let next = from; ; next++) {
    const inner = /^(?:[^"]|"")*/.exec(rest)?.[0] ?? ''
    value += inner.replaceAll('""', '"')
    if (inner.length < rest.length) return { value, rest: rest.slice(inner.length + 1), isClosed: true, next }
    if (next >= lines.length) return { value, rest: '', isClosed: false, next }
    value += '\n'
    rest = lines[next] ?? ''
  }
}
