/** Text from outside goes into Markdown through here alone: nothing of it may become markup, a link, a mention or HTML. */

/** Inline code for a table cell; a backtick or a pipe would end it. */
export function code(text: string): string {
  const safe = flat(text).replaceAll('`', 'ˋ').replaceAll('|', '∣')
  return `\`${safe === '' ? ' ' : safe}\``
}

/** Plain prose: every character that Markdown or HTML could read is escaped. */
export function prose(text: string, isStart = true): string {
  return (
    (isStart ? flat(text).trimStart() : flat(text))
      .replace(/^([-+]|\d+[.)])(?=\s)/, '\u200b$1')
      // Nor a command, for a runner that is shown the Markdown in a log.
      .replace(/^::/, ':\u200b:')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replace(/[\\`*_{}[\]#|~$]/g, '\\$&')
      .replace(/@(?=\w)/g, '@\u200b')
      .replace(/:\/\//g, ':\u200b//')
      .replace(/(www)\./gi, '$1\u200b.')
  )
}

/** Prose in which settings stand between backticks, as our own hints have them: `push: auto`. Nothing else is code. */
export function withCode(text: string): string {
  return text
    .split(/`([a-z-]+: [\w {},:-]+)`/)
    .map((part, index) => (index % 2 === 1 ? code(part) : prose(part, index === 0)))
    .join('')
}

/** A link where the address is a plain https one, else the text alone. */
export function link(text: string, address: string | undefined): string {
  const safe = plainAddress(address)
  return safe === undefined ? prose(text) : `[${prose(text)}](${safe})`
}

/** Gives an address back that is https and holds nothing that ends a link; undefined for any other. */
export function plainAddress(address: string | undefined): string | undefined {
  if (address === undefined || address.length > 500) return undefined
  return /^https:\/\/[\w.-]+(\/[\w./?=&%~+:-]*)?$/.test(address) ? address : undefined
}

export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}

/** On one line, bounded, and without what is not seen or turns the direction of what follows. */
function flat(text: string): string {
  if (text.length <= 2000 && /^[ -~]*$/.test(text)) return text
  return text
    .slice(0, 8000)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\p{Cf}+/gu, '')
    .slice(0, 2000)
}
