/** Text from outside goes into Markdown through here alone: nothing of it may become markup, a link, a mention or HTML. */

/** Inline code for a table cell; a backtick or a pipe would end it. */
export function code(text: string): string {
  const safe = flat(text).replaceAll('`', 'ˋ').replaceAll('|', '∣')
  return `\`${safe === '' ? ' ' : safe}\``
}

/** Plain prose: every character that Markdown or HTML could read is escaped. */
export function prose(text: string, isStart = true): string {
  return (isStart ? flat(text).trimStart() : flat(text))
    .replace(/^([-+]|\d+[.)])(?=\s)/, '\u200b$1')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_{}[\]#|~$]/g, '\\$&')
    .replace(/@(?=\w)/g, '@\u200b')
    .replace(/:\/\//g, ':\u200b//')
    .replace(/(www)\./gi, '$1\u200b.')
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
  const safe =
    address !== undefined && address.length <= 500 && /^https:\/\/[\w.-]+(\/[\w./?=&%~+-]*)?$/.test(address)
  return safe ? `[${prose(text)}](${address})` : prose(text)
}

export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}

function flat(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').slice(0, 2000)
}
