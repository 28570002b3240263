/** A part of an expression: a text in quotes, a literal such as `true` or `7`, or the name of something. */
export type Word = Readonly<{ kind: 'text' | 'literal' | 'name'; value: string }>

export type Words = Readonly<{
  words: readonly Word[]
  options: readonly (readonly [key: string, value: Word])[]
  /** What stands behind them. */
  rest: string
}>

const segment = /\[(?:\\\]|[^\]])*\]|[^\s!"#%&'()*+,./;<=>@[\\\]^`{|}~]+/.source
const text = /^(?:"((?:\\"|[^"])*)"|'((?:\\'|[^'])*)')/
const literal = /^(?:-?\d+(?:\.\d+)?|true|false|null|undefined)(?=[~}\s)\]]|$)/
const end = '(?=[=~}\\s)\\]|]|$)'
const path = new RegExp(`^(?:(?:\\./|(?:\\.\\./)*)(?:${segment})(?:[./](?:${segment}))*|\\.\\.?)${end}`)

/** Reads words, and behind them `key=word` options, as far as there are any. */
export function readWords(from: string): Words {
  const words: Word[] = []
  const options: (readonly [string, Word])[] = []
  for (let rest = from.trimStart(); ; ) {
    const key = new RegExp(`^(${segment})\\s*=\\s*`).exec(rest)
    const read = readWord(rest.slice(key?.[0].length ?? 0))
    if (read === undefined || (key === null && options.length > 0)) return { words, options, rest }
    if (key === null) words.push(read.word)
    else options.push([key[1] ?? '', read.word])
    rest = read.rest.trimStart()
  }
}

function readWord(from: string): Readonly<{ word: Word; rest: string }> | undefined {
  const [quotedText, double, single] = text.exec(from) ?? []
  if (quotedText !== undefined) {
    const value = double?.replaceAll('\\"', '"') ?? single?.replaceAll("\\'", "'") ?? ''
    return { word: { kind: 'text', value }, rest: from.slice(quotedText.length) }
  }
  const found = literal.exec(from)?.[0]
  if (found !== undefined) return { word: { kind: 'literal', value: found }, rest: from.slice(found.length) }
  const name = path.exec(from)?.[0]
  return name === undefined
    ? undefined
    : { word: { kind: 'name', value: plainName(name) }, rest: from.slice(name.length) }
}

/** `this.branch`, `./branch` and `[branch]` are all `branch`. */
function plainName(path: string): string {
  return path.replace(/^(?:this[./]|\.\/)/, '').replace(/^\[([^\]]*)\]$/, '$1')
}
