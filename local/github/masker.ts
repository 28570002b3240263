export type Masker = Readonly<{
  add(value: string): void
  mask(text: string): string
  values(): readonly string[]
}>

type Range = readonly [start: number, end: number]

/** The log masker of the runner: values, each of their lines, and the encodings it knows, replaced by three stars. */
export function createMasker(): Masker {
  const values = new Set<string>()
  const patterns = new Set<string>()
  const learn = (value: string) => {
    values.add(value)
    for (const pattern of [value, ...encodings(value)]) if (pattern !== '') patterns.add(pattern)
  }
  return {
    add(value) {
      if (value === '') return
      // Lines reach the masker one by one, so a value of several lines would never match as a whole.
      for (const part of new Set([value, ...value.split(/[\r\n]+/)])) if (part !== '') learn(part)
    },
    mask: (text) => replace(text, merge(find(text, patterns))),
    values: () => [...values],
  }
}

function find(text: string, patterns: ReadonlySet<string>): Range[] {
  const found: Range[] = []
  for (const pattern of patterns) {
    for (let at = text.indexOf(pattern); at >= 0; at = text.indexOf(pattern, at + 1)) {
      found.push([at, at + pattern.length])
    }
  }
  return found.sort((a, b) => a[0] - b[0])
}

/** Ranges that overlap or touch become one, as in the runner: two secrets side by side are one `***`. */
function merge(ranges: readonly Range[]): readonly Range[] {
  const merged: Range[] = []
  for (const range of ranges) {
    const last = merged.at(-1)
    if (last !== undefined && range[0] <= last[1]) {
      merged[merged.length - 1] = [last[0], Math.max(last[1], range[1])]
    } else {
      merged.push(range)
    }
  }
  return merged
}

function replace(text: string, ranges: readonly Range[]): string {
  let out = ''
  let from = 0
  for (const [start, end] of ranges) {
    out += `${text.slice(from, start)}***`
    from = end
  }
  return out + text.slice(from)
}

function encodings(value: string): string[] {
  return [
    ...base64(value),
    value.replaceAll('"', '\\"'),
    value.replaceAll("'", "''"),
    JSON.stringify(value).slice(1, -1),
    uriEscape(value),
    xmlEscape(value),
    value.length > 8 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : '',
    ...powerShellParts(value),
  ]
}

/** In base64 of `user:password` the password starts at one of three offsets; padding is left out. */
function base64(value: string): string[] {
  const bytes = Buffer.from(value)
  return [0, 1, 2]
    .filter((offset) => bytes.length > offset)
    .map((offset) => bytes.subarray(offset))
    .flatMap((part) => [part.toString('base64').replace(/=+$/, ''), part.toString('base64url')])
}

/** RFC 3986, as .NET escapes: stricter than encodeURIComponent. A lone surrogate cannot be escaped. */
function uriEscape(value: string): string {
  return encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

const xmlEntities: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '&': '&amp;',
}

function xmlEscape(value: string): string {
  return value.replace(/[<>"'&]/g, (sign) => xmlEntities[sign] ?? sign)
}

/** PowerShell prints a value with `&` in two parts; parts under six characters are left alone. */
function powerShellParts(value: string): string[] {
  const plus = value.indexOf('&+')
  const cut = plus >= 0 ? plus + 2 : value.lastIndexOf('&') + 1
  if (cut === 0) return []
  return [value.slice(0, cut), value.slice(plus >= 0 ? cut + 1 : cut)].filter((part) => part.length >= 6)
}
