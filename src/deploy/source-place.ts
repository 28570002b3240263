/** What is wrong with a text, where, as an offset into it. */
export type TextProblem = Readonly<{ kind: 'wrong'; offset: number; text: string }>

export type ParsedText = Readonly<{ kind: 'read'; value: unknown }> | TextProblem

/** Deeper than any definition, and shallow enough for the stack. */
export const deepest = 60

export type Member = Readonly<Record<string, unknown>>

export function membersOf(value: unknown): Member {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Member) : {}
}

/** Line and column of an offset, both counted from 1. */
export function positionsIn(text: string, offset: number): Readonly<{ line: number; column: number }> {
  const before = text.slice(0, offset)
  const lastEnd = before.lastIndexOf('\n')
  return { line: before.split('\n').length, column: before.length - lastEnd }
}

/** Shows a piece of the text in a message: short, and without control characters. */
export function shown(text: string): string {
  const line = text.replace(/\p{Cc}+/gu, ' ')
  return line.length > 40 ? `${line.slice(0, 40)}…` : line
}

/**
 * The value of a number as it is written, or why it cannot be kept: JavaScript has no whole numbers beyond 2^53, and
 * what is registered must be what was written.
 */
export function exactNumber(source: string): number | string {
  const number = Number(source)
  if (!Number.isFinite(number)) return 'holds a number that is too large.'
  // What is written in the same digits again is kept, whatever it is in between.
  const isRounded = /^-?\d+$/.test(source) && String(number) !== source && BigInt(source) !== BigInt(number)
  return isRounded
    ? 'holds a number that is too large to be kept exactly: put it in quotes if it is text.'
    : number
}
