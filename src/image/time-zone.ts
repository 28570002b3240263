import type { Moment } from './moment-tokens.ts'
import { abbreviations } from './zone-abbreviations.ts'

/** Three letters that are a zone's name in the time zone database; Intl takes others too, of which it guesses. */
const threeLetters = /^(CET|EET|EST|GMT|HST|MET|MST|PRC|ROC|ROK|UCT|UTC|WET)$/i

/** What a clock in the zone shows at that time; undefined where there is no such zone. */
export function localTimeOf(time: Date, zone: string): Omit<Moment, 'time'> | undefined {
  if (/^(\w{3}|SystemV\/.*|[+-].*)$/i.test(zone) && !threeLetters.test(zone)) return undefined
  try {
    const offsetMinutes = minutesOf(nameOf(time, zone, 'longOffset'))
    const local = new Date(time.getTime() + offsetMinutes * 60_000)
    return { local, offsetMinutes, abbreviation: () => abbreviationOf(time, zone, offsetMinutes) }
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function nameOf(time: Date, zone: string, timeZoneName: 'longOffset' | 'long'): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName }).formatToParts(time)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
}

/** `GMT`, `GMT+05:30` */
function minutesOf(longOffset: string): number {
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(longOffset) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) || 0
}

/** As the time zone database abbreviates it: a zone without letters of its own is called by its offset. */
function abbreviationOf(time: Date, zone: string, offsetMinutes: number): string {
  if (/(^|\/)(GMT|Greenwich)/i.test(zone) && offsetMinutes === 0) return 'GMT'
  const found = abbreviations[nameOf(time, zone, 'long')]
  if (found !== undefined) return found
  const size = Math.abs(offsetMinutes)
  const minutes = size % 60 === 0 ? '' : String(size % 60).padStart(2, '0')
  return `${offsetMinutes < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}${minutes}`
}
