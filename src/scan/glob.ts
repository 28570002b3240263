/** Says whether a text is one that the glob stands for. */
export type Glob = (text: string) => boolean

/** What is longer than paths are is no name, and matches nothing but itself. */
const longest = 1_024

type Token = Readonly<{ kind: 'char' | 'one' | 'some' | 'any' | 'folders'; char: string }>

/**
 * Compiles a glob: `*` stands for any text without a slash, `?` for one character that is no slash, and `**` as a whole
 * part of a path for any number of parts. Brackets, braces and all the others stand for themselves. The time is bounded
 * by the length of the glob times that of the text: names are anybody's, and the regular expression that picomatch makes
 * of five stars takes 20 seconds for a name of 120 characters that is made for it.
 */
export function compileGlob(glob: string): Glob {
  if (!hasWildcard(glob)) return (text) => text === glob
  const tokens = tokensOf(glob)
  const [head = ''] = glob.split(/[*?]/, 1)
  const tail = glob.slice(Math.max(glob.lastIndexOf('*'), glob.lastIndexOf('?')) + 1)
  // The slash of `**/` need not be there.
  const end = tail.startsWith('/') ? tail.slice(1) : tail
  return (text) => text.length <= longest && text.startsWith(head) && text.endsWith(end) && walk(tokens, text)
}

export function hasWildcard(text: string): boolean {
  return /[*?]/.test(text)
}

function tokensOf(glob: string): readonly Token[] {
  const parts = glob.split('/')
  return parts.flatMap((part, index): readonly Token[] => {
    const slash: readonly Token[] = index < parts.length - 1 ? [{ kind: 'char', char: '/' }] : []
    if (part !== '**') return [...[...part].map(toToken), ...slash]
    const any: Token = { kind: 'any', char: part }
    return slash.length > 0 ? [{ kind: 'folders', char: part }, any, ...slash] : [any]
  })
}

function toToken(char: string): Token {
  return { kind: char === '*' ? 'some' : char === '?' ? 'one' : 'char', char }
}

/** Follows all ways through the glob at once: `row` holds those before which the text so far has come. */
function walk(tokens: readonly Token[], text: string): boolean {
  let row = new Uint8Array(tokens.length + 1)
  row[0] = 1
  skip(tokens, row)
  for (const char of text) {
    const next = new Uint8Array(tokens.length + 1)
    let isAlive = false
    for (const [at, token] of tokens.entries()) {
      if (row[at] === 0 || !takes(token, char)) continue
      next[token.kind === 'some' || token.kind === 'any' ? at : at + 1] = 1
      isAlive = true
    }
    if (!isAlive) return false
    skip(tokens, next)
    row = next
  }
  return row[tokens.length] === 1
}

/** A star may stand for nothing, and so may a `**` together with its slash. */
function skip(tokens: readonly Token[], row: Uint8Array): void {
  for (const [at, { kind }] of tokens.entries()) {
    if (row[at] === 0 || kind === 'char' || kind === 'one') continue
    row[at + 1] = 1
    if (kind === 'folders') row[at + 3] = 1
  }
}

function takes({ kind, char: own }: Token, char: string): boolean {
  switch (kind) {
    case 'char':
      return char === own
    case 'one':
    case 'some':
      return char !== '/'
    case 'any':
      return true
    case 'folders':
      return false
  }
}
