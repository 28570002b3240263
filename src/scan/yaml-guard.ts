import { CST, Lexer } from 'yaml'

/** Where something is wrong, as an offset into the text, and what. */
export type Refusal = Readonly<{ offset: number; text: string }>

const mostBytes = 1_048_576
/** Five thousand entries with all of their keys have 120,000. */
const mostValues = 200_000
const deepest = 8

/** The lexer's own, which are no part of the text. */
const marks = ['\x02', '\x18', '\x1f']

const noAlias =
  'anchors and aliases are not read: a value that begins with * or & must stand in quotes, such as "*ssl"'

const refused: Readonly<Record<string, string>> = {
  anchor: noAlias,
  alias: noAlias,
  tag: 'tags are not read: a value that begins with ! must stand in quotes',
  'directive-line': 'directives are not read: take the line out',
}

/**
 * Looks whether a text can be given to the parser of YAML, which for a hostile one of a megabyte takes ten seconds and
 * two gigabytes: its time goes with the depth and with the errors that it finds.
 * @returns the first thing for which it is not parsed
 */
export function refusalOf(text: string): Refusal | undefined {
  if (text.length > mostBytes || Buffer.byteLength(text) > mostBytes)
    return { offset: 0, text: `it has more than ${mostBytes} bytes, and is not read` }
  let [offset, values, depth, inLine, isScalar] = [0, 0, 0, 0, false]
  for (const token of new Lexer().lex(text)) {
    // What follows the lexer's mark for it is a scalar, whatever it looks like.
    const kind = isScalar ? 'text' : (CST.tokenType(token) ?? 'text')
    isScalar = kind === 'scalar'
    if (Object.hasOwn(refused, kind)) return { offset, text: refused[kind] ?? '' }
    depth += Number(/^flow-(map|seq)-start$/.test(kind)) - Number(/^flow-(map|seq)-end$/.test(kind))
    inLine = kind === 'newline' ? 0 : inLine + Number(/^(seq-item|explicit-key)-ind$/.test(kind))
    values += Number(!/^(space|newline|comment|scalar)$/.test(kind))
    // Each escape can be one more error.
    if (kind === 'double-quoted-scalar') values += token.split('\\').length - 1
    if (depth > deepest || inLine > deepest) return { offset, text: 'it is nested too deeply' }
    if (depth < 0) return { offset, text: `nothing opens what ${token} closes` }
    if (values > mostValues) return { offset, text: 'it has more values than 5,000 entries have' }
    if (!marks.includes(token)) offset += token.length
  }
  return undefined
}
