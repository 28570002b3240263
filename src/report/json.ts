const pieceLength = 100_000
/** Lists that are longer are taken apart, their elements are not. */
const shortList = 100

/** A part of a value for jsonOf and JSON.stringify that is made when its turn comes: a list of them takes little memory. */
export function later(make: () => object): object {
  return { toJSON: make }
}

/**
 * The JSON of a value, in pieces for a file. One string of it would be held twice while it is made, which for a very full
 * image is more than all findings take.
 */
export function* jsonOf(value: unknown): Generator<string> {
  let piece = ''
  for (const part of partsOf(value)) {
    piece += part
    if (piece.length < pieceLength) continue
    yield piece
    piece = ''
  }
  yield piece
}

function* partsOf(value: unknown): Generator<string> {
  if (Array.isArray(value)) yield* listParts(value)
  else if (isRecord(value)) yield* recordParts(value)
  else yield jsonText(value)
}

function jsonText(value: unknown): string {
  return JSON.stringify(value) ?? 'null'
}

function* listParts(list: readonly unknown[]): Generator<string> {
  const isLong = list.length > shortList
  for (const [index, one] of list.entries()) {
    yield index === 0 ? '[' : ','
    if (isLong) yield jsonText(one)
    else yield* partsOf(one)
  }
  yield list.length === 0 ? '[]' : ']'
}

function* recordParts(record: Readonly<Record<string, unknown>>): Generator<string> {
  let before = '{'
  for (const [key, value] of Object.entries(record)) {
    if (value === undefined) continue
    yield `${before}${JSON.stringify(key)}:`
    yield* partsOf(value)
    before = ','
  }
  yield before === '{' ? '{}' : '}'
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !('toJSON' in value)
}
