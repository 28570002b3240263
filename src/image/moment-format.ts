import { tokens } from './moment-tokens.ts'
import { localTimeOf } from './time-zone.ts'

/** What moment calls the long formats of English; those in lower case are shorter. */
const longFormats: Readonly<Record<string, string>> = {
  LTS: 'h:mm:ss A',
  LT: 'h:mm A',
  L: 'MM/DD/YYYY',
  LL: 'MMMM D, YYYY',
  LLL: 'MMMM D, YYYY h:mm A',
  LLLL: 'dddd, MMMM D, YYYY h:mm A',
  l: 'M/D/YYYY',
  ll: 'MMM D, YYYY',
  lll: 'MMM D, YYYY h:mm A',
  llll: 'ddd, MMM D, YYYY h:mm A',
}

// Text in square brackets is kept, and so is what a backslash stands before.
const longToken = new RegExp(`\\[[^[]*\\]|\\\\?(?:${longestFirst(longFormats)})`, 'g')
const token = new RegExp(`\\[[^[]*\\]|\\\\?(?:${longestFirst(tokens)}|.)`, 'g')

/**
 * Writes a time as moment does in English, the language of the dates in docker/metadata-action.
 * @param format moment's tokens; where missing, ISO 8601
 * @returns undefined where there is no such time zone
 */
export function formatTime(time: Date, zone: string, format: string | undefined): string | undefined {
  const found = localTimeOf(time, zone)
  if (found === undefined) return undefined
  const iso = `YYYY-MM-DDTHH:mm:ss${found.offsetMinutes === 0 ? '[Z]' : 'Z'}`
  const expanded = (format || iso).replace(longToken, (name) => longFormats[name] ?? name)
  return [...expanded.matchAll(token)].map(([name]) => write(name)).join('')

  function write(name: string): string {
    const writeToken = Object.hasOwn(tokens, name) ? tokens[name] : undefined
    if (writeToken !== undefined && found !== undefined) return String(writeToken({ time, ...found }))
    return name.length > 1 && name.startsWith('[') ? name.slice(1, -1) : name.replaceAll('\\', '')
  }
}

function longestFirst(table: Readonly<Record<string, unknown>>): string {
  return Object.keys(table)
    .toSorted((a, b) => b.length - a.length)
    .join('|')
}
