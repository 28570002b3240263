export type Command = Readonly<{ name: string; properties: ReadonlyMap<string, string>; data: string }>

const names = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
])

/**
 * A line as a workflow command: `::name key=value,key=value::data`, or the old `##[name key=value;…]data`, which the
 * runner still obeys anywhere in a line. `resumeToken` is the one name more that counts while commands are stopped.
 */
export function parseCommand(line: string, resumeToken?: string): Command | undefined {
  const known = (name: string) => names.has(name.toLowerCase()) || isToken(name, resumeToken)
  return parseColons(line, known) ?? parseBrackets(line, known)
}

export function isToken(name: string, token: string | undefined): boolean {
  return token !== undefined && name.toLowerCase() === token.toLowerCase()
}

type Known = (name: string) => boolean

function parseColons(line: string, known: Known): Command | undefined {
  const text = line.trimStart()
  if (!text.startsWith('::')) return undefined
  const end = text.indexOf('::', 2)
  if (end < 0) return undefined
  return command(text.slice(2, end), ',', text.slice(end + 2), known, {
    property: [...dataSigns, [':', '%3A'], [',', '%2C'], percent],
    data: [...dataSigns, percent],
  })
}

function parseBrackets(line: string, known: Known): Command | undefined {
  const start = line.indexOf('##[')
  const end = start < 0 ? -1 : line.indexOf(']', start)
  if (end < 0) return undefined
  const signs: Signs = [...dataSigns, [';', '%3B'], [']', '%5D'], percent]
  return command(line.slice(start + 3, end), ';', line.slice(end + 1), known, {
    property: signs,
    data: signs,
  })
}

type Signs = readonly (readonly [sign: string, escaped: string])[]

const dataSigns: Signs = [
  ['\r', '%0D'],
  ['\n', '%0A'],
]
// Always the last to be undone, so that %250A stays the text %0A.
const percent = ['%', '%25'] as const

function command(
  info: string,
  separator: string,
  data: string,
  known: Known,
  signs: Readonly<{ property: Signs; data: Signs }>,
): Command | undefined {
  const space = info.indexOf(' ')
  const name = space < 0 ? info : info.slice(0, space)
  if (!known(name)) return undefined
  const pairs =
    space < 0
      ? []
      : info
          .slice(space + 1)
          .trim()
          .split(separator)
  return { name, properties: parseProperties(pairs, signs.property), data: undo(data, signs.data) }
}

function parseProperties(pairs: readonly string[], signs: Signs): ReadonlyMap<string, string> {
  const properties = new Map<string, string>()
  for (const pair of pairs) {
    const equals = pair.indexOf('=')
    const value = pair.slice(equals + 1)
    if (equals <= 0 || value === '') continue
    properties.set(pair.slice(0, equals).toLowerCase(), undo(value, signs))
  }
  return properties
}

function undo(text: string, signs: Signs): string {
  return signs.reduce((done, [sign, escaped]) => done.replaceAll(escaped, sign), text)
}
