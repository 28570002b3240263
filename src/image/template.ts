import { quoted } from '../quoted.ts'
import { readWords, type Word } from './template-words.ts'

/** `{{name}}`, `{{name 'argument' key='value'}}`, or either with three braces: nothing is escaped here. */
export type Expression = Readonly<{
  kind: 'expression'
  /** As it was written, for messages. */
  source: string
  name: string
  arguments: readonly Word[]
  options: readonly (readonly [key: string, value: Word])[]
}>

type Piece = Readonly<{ kind: 'text'; text: string }> | Readonly<{ kind: 'comment' }> | Expression

export type Template = Readonly<{ pieces: readonly Piece[]; problem: string | undefined }>

/** Reads the part of Handlebars' language that tag rules need: expressions, comments, `~` and `\{{`. */
export function parseTemplate(text: string): Template {
  const pieces: Piece[] = []
  let trims = false
  for (let at = 0; at < text.length; ) {
    const { value, end } = readLiteral(text, at)
    const mustache = end < text.length ? readMustache(text.slice(end)) : undefined
    if (typeof mustache === 'string') return { pieces, problem: mustache }
    const opened = trims ? value.trimStart() : value
    const literal = mustache?.trimsBefore ? opened.trimEnd() : opened
    if (literal !== '') pieces.push({ kind: 'text', text: literal })
    if (mustache !== undefined) pieces.push(mustache.piece)
    trims = mustache?.trimsAfter ?? false
    at = end + (mustache?.length ?? 0)
  }
  return { pieces, problem: undefined }
}

/** The expressions of a text; none where it cannot be read. */
export function expressionsOf(text: string): readonly Expression[] {
  const { pieces, problem } = parseTemplate(text)
  return problem === undefined ? pieces.filter((piece) => piece.kind === 'expression') : []
}

/** Writes out a template that parses; what `lookup` does not know is empty. */
export function render(text: string, lookup: (expression: Expression) => string): string {
  return parseTemplate(text)
    .pieces.map((piece) => (piece.kind === 'expression' ? lookup(piece) : textOf(piece)))
    .join('')
}

function textOf(piece: Exclude<Piece, Expression>): string {
  return piece.kind === 'text' ? piece.text : ''
}

/** Reads on to the next `{{` that no backslash takes its meaning from; two backslashes stand for one. */
function readLiteral(text: string, from: number): Readonly<{ value: string; end: number }> {
  let value = ''
  for (let at = from; ; ) {
    const opening = text.indexOf('{{', at)
    if (opening < 0) return { value: value + text.slice(at), end: text.length }
    const before = text.slice(at, opening)
    if (!before.endsWith('\\')) return { value: value + before, end: opening }
    if (before.endsWith('\\\\')) return { value: value + before.slice(0, -1), end: opening }
    value += `${before.slice(0, -1)}{{`
    at = opening + 2
  }
}

type Mustache = Readonly<{ piece: Piece; length: number; trimsBefore: boolean; trimsAfter: boolean }>

/** @returns what stands between these braces, or a sentence about what is wrong */
function readMustache(text: string): Mustache | string {
  const comment = /^\{\{(~?)!(?:(?=--)[\s\S]*?--|(?!--)[\s\S]*?)(~?)\}\}/.exec(text)
  if (comment !== null) {
    const [{ length }, before, after] = comment
    return { piece: { kind: 'comment' }, length, trimsBefore: before === '~', trimsAfter: after === '~' }
  }
  const [opening = '', before, sign] = /^\{\{(~?)([{&]?)/.exec(text) ?? []
  const { words, options, rest } = readWords(text.slice(opening.length))
  const closing = (sign === '{' ? /^\}(?:(~)\}\}|\}\}(?!\}))/ : /^(?:(~)\}\}|\}\}(?!\}))/).exec(rest)
  const [name, ...given] = words
  const isNoName = name?.value === '' || (name?.kind === 'name' && ['else', 'this', '.'].includes(name.value))
  if (closing === null || name === undefined || isNoName) return whatIsWrong(text, opening, rest)
  const length = text.length - rest.length + closing[0].length
  const source = text.slice(0, length)
  const piece = { kind: 'expression', source, name: name.value, arguments: given, options } as const
  return { piece, length, trimsBefore: before === '~', trimsAfter: closing[1] === '~' }
}

function whatIsWrong(text: string, opening: string, rest: string): string {
  const shown = quoted(/^[\s\S]*?\}\}+/.exec(text)?.[0] ?? text)
  const isOfAnotherKind =
    /^\s*([#^/>*{]|else\b)/.test(text.slice(opening.length)) || /^[(@|]/.test(rest.trimStart())
  if (isOfAnotherKind) return `${shown}: blocks, partials, sub-expressions and @ variables are not offered`
  return text.includes('}}') ? `${shown} is no expression` : `${shown} is not closed`
}
