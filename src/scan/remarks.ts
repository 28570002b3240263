import { basename } from 'node:path'
import type { Location } from '../errors.ts'
import { addDays, dayOf, daysBetween } from './days.ts'
import { short } from './findings.ts'
import type { IgnoreEntry } from './ignore.ts'
import type { Experience } from './matcher.ts'

/** What is to be said of entries of ignore files; the location is that of the entry, or of the first of several. */
export type Remark = Readonly<{ level: 'warning' | 'notice'; text: string; location: Location }>

const mostWarnings = 3
const soonDays = 7

/**
 * Says which entries hold no longer, which will soon not, and which are about nothing: at most three warnings, and one
 * notice for all the rest.
 * @param isWhole whether all platforms were scanned: else an entry that met nothing may still be about something
 */
export function remarksOf(all: readonly Experience[], now: Date, isWhole: boolean): readonly Remark[] {
  const failed = all.filter(({ failed: one }) => one !== undefined)
  const warnings = failed.slice(0, mostWarnings).map(warn)
  const soon = all.filter((one) => one.covers && daysLeft(one, now) <= soonDays)
  const idle = isWhole ? all.filter(({ isMet }) => !isMet) : []
  const parts: readonly Part[] = [
    [failed.slice(mostWarnings), (count) => `${count} more that ended`, labelOf],
    [soon, (count) => `${count} ending within ${soonDays} days`, (one) => expiryOf(one, now)],
    [idle, (count) => `${count} matching nothing`, labelOf],
  ]
  return [...warnings, ...collect(parts)]
}

type Part = readonly [
  about: readonly Experience[],
  title: (count: number) => string,
  label: (one: Experience) => string,
]

function collect(parts: readonly Part[]): readonly Remark[] {
  const [first] = parts.flatMap(([about]) => about)
  if (first === undefined) return []
  const texts = parts.flatMap(([about, title, label]) =>
    about.length === 0 ? [] : [`${title(about.length)}: ${listed(about.map(label))}`],
  )
  return [{ level: 'notice', text: `Entries of ignore files: ${texts.join('; ')}.`, location: locate(first) }]
}

/** As many as are read, since the notice has one line for all. */
function listed(labels: readonly string[]): string {
  const shown = labels.slice(0, labels.join(', ').length > 100 ? 1 : 3)
  const more = labels.length - shown.length
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`
}

function warn(one: Experience): Remark {
  const location = locate(one)
  const what = `${short(one.entry.id, 60)} counts again`
  const entry = `its entry (${short(location.file, 60)}:${location.line})`
  return { level: 'warning', text: `${what}${whyOf(one, entry)}`, location }
}

function whyOf({ entry, failed }: Experience, name: string): string {
  const { packageName = '', packageVersion = '', fixedIn, severity } = failed?.finding ?? {}
  const where = short(`${packageName} ${packageVersion}`, 80)
  switch (failed?.fit) {
    case 'fixed': {
      const fix = fixedIn === undefined ? 'has one' : `has it: ${short(fixedIn, 60)}`
      return `: ${name} holds until there is a fix, and ${where} ${fix}. Take the fix, and the entry out.`
    }
    case 'raised': {
      const rated = severity === 'unknown' ? 'not rated' : `rated ${severity}`
      return `: ${name} covers it up to ${entry.severity}, and in ${where} it is ${rated}. Weigh it again.`
    }
    case 'expired':
    case undefined:
      return `${sinceOf(entry)}: ${name} expired. Take a fix, or give the entry a new day and reason.`
  }
}

function sinceOf({ until }: IgnoreEntry): string {
  return until === undefined ? '' : ` since ${addDays(until, 1)}`
}

function expiryOf(one: Experience, now: Date): string {
  const days = daysLeft(one, now)
  const left = days === 0 ? 'today is the last day' : `${days} ${days === 1 ? 'day' : 'days'} left`
  return `${labelOf(one)}, ${left}`
}

function labelOf(one: Experience): string {
  const { file, line } = locate(one)
  return `${short(one.entry.id, 30)} (${short(basename(file), 30)}:${line})`
}

function daysLeft({ entry }: Experience, now: Date): number {
  return entry.until === undefined ? Number.POSITIVE_INFINITY : daysBetween(dayOf(now), entry.until)
}

function locate({ entry: { file, line } }: Experience): Location {
  return { file, line }
}
