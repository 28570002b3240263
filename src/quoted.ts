/** Shows a value in an error: on one line, without control characters, and cut where it is long. */
export function quoted(value: string): string {
  const line = value.replace(/\p{Cc}+/gu, ' ')
  return `'${line.length > 80 ? `${line.slice(0, 80)}…` : line}'`
}
