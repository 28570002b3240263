import { isScalar, LineCounter, type ParsedNode, parseDocument } from 'yaml'
import { short } from './findings.ts'
import { refusalOf } from './yaml-guard.ts'

/** Lines and columns count from 1. */
export type Problem = Readonly<{ line: number; column: number; text: string }>

/** A file in YAML while it is read. What is wrong with it is collected, so that all of it is said at once. */
export type Page = Readonly<{
  /** Undefined where the file says nothing or cannot be parsed. */
  root: ParsedNode | undefined
  /** The line where a node begins. */
  lineOf(node: ParsedNode): number
  problem(node: ParsedNode, text: string): void
  /** In the order of the text; after ten, one says how many more there are. */
  problems(): readonly Problem[]
}>

const mostProblems = 10

/** Never throws. Texts that are too large or too deep, and anchors, aliases and tags are problems. */
export function readPage(given: string): Page {
  const text = given.replace(/^\uFEFF/, '')
  const lines = new LineCounter()
  const found: { offset: number; text: string }[] = []
  const note = (offset: number, what: string) => void found.push({ offset, text: what })
  const root = parse(text, lines, note)
  return {
    root,
    lineOf: (node) => lines.linePos(node.range[0]).line,
    problem: (node, what) => note(node.range[0], what),
    problems: () => {
      const all = found.toSorted((a, b) => a.offset - b.offset)
      const more = all.length - mostProblems
      return all.slice(0, mostProblems + 1).map(({ offset, text: what }, index) => {
        const { line, col: column } = lines.linePos(offset)
        return { line, column, text: index < mostProblems ? what : `and ${more} more` }
      })
    },
  }
}

function parse(
  text: string,
  lines: LineCounter,
  note: (offset: number, what: string) => void,
): ParsedNode | undefined {
  const refusal = refusalOf(text)
  if (refusal !== undefined) {
    // Lines are counted by the parser, which does not get to see this text.
    for (let at = 0; at <= refusal.offset; at = endOfLine(text, at) + 1) lines.addNewLine(at)
    note(refusal.offset, refusal.text)
    return undefined
  }
  const { errors, warnings, contents } = parseDocument(text, {
    ...{ version: '1.2', schema: 'core', lineCounter: lines, logLevel: 'error', prettyErrors: false },
    // The parser compares each key with each other; those who read the fields do it in one go.
    uniqueKeys: false,
  })
  for (const { code, message, pos } of [...errors, ...warnings]) note(pos[0], wordsOf(code, message))
  const isUsable =
    errors.length === 0 && contents !== null && !(isScalar(contents) && contents.value === null)
  return isUsable ? contents : undefined
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from)
  return at < 0 ? text.length : at
}

function wordsOf(code: string, told: string): string {
  // What follows a colon or a backslash is the text itself, which may be a secret.
  const message = told.replace(/[:\\].*$/s, '')
  switch (code) {
    case 'MULTIPLE_DOCS':
      return 'a second document begins, and only one is read'
    case 'RESOURCE_EXHAUSTION':
      return 'it is nested too deeply'
    case 'BAD_SCALAR_START':
      return 'a value that begins with @, % or a backtick must stand in quotes, such as "@acme/web"'
    case 'BLOCK_AS_IMPLICIT_KEY':
      return `it is no YAML: ${short(message, 200)}. A value that holds a colon and a blank must stand in quotes`
    default:
      return `it is no YAML: ${short(message, 200)}`
  }
}
