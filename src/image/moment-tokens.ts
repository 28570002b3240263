/** A moment, and the same moment as if the zone's clock were UTC's: so its parts are read without a zone. */
export type Moment = Readonly<{ time: Date; local: Date; offsetMinutes: number; abbreviation: () => string }>

type Write = (moment: Moment) => string | number

const months = 'January February March April May June July August September October November December'.split(
  ' ',
)
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')
const dayMilliseconds = 86_400_000

/** A week begins on a day and belongs to the year in which its deciding day lies. */
const english = { firstDay: 0, deciding: 6 } as const
const iso = { firstDay: 1, deciding: 3 } as const

const year: Write = ({ local }) => local.getUTCFullYear()
const month = ({ local }: Moment) => local.getUTCMonth()
const hours = ({ local }: Moment) => local.getUTCHours()
const minutes = ({ local }: Moment) => padded(local.getUTCMinutes(), 2)
const seconds = ({ local }: Moment) => padded(local.getUTCSeconds(), 2)
const weekday = ({ local }: Moment) => local.getUTCDay()
const dayOfYear = ({ local }: Moment) => dayNumber(local)
const quarter: Write = (moment) => Math.floor(month(moment) / 3) + 1
const week: Write = ({ local }) => weekOf(local, english).week
const isoWeek: Write = ({ local }) => weekOf(local, iso).week

/** What moment's tokens write, in English. */
export const tokens: Readonly<Record<string, Write>> = {
  ...withOrdinal('M', (moment) => month(moment) + 1),
  ...withPadded('M', (moment) => month(moment) + 1),
  MMM: (moment) => (months[month(moment)] ?? '').slice(0, 3),
  MMMM: (moment) => months[month(moment)] ?? '',
  ...withOrdinal('Q', quarter),
  ...withOrdinal('D', ({ local }) => local.getUTCDate()),
  ...withPadded('D', ({ local }) => local.getUTCDate()),
  DDD: dayOfYear,
  DDDo: (moment) => ordinal(dayOfYear(moment)),
  DDDD: (moment) => padded(dayOfYear(moment), 3),
  ...withOrdinal('d', weekday),
  dd: (moment) => (days[weekday(moment)] ?? '').slice(0, 2),
  ddd: (moment) => (days[weekday(moment)] ?? '').slice(0, 3),
  dddd: (moment) => days[weekday(moment)] ?? '',
  e: weekday,
  E: (moment) => weekday(moment) || 7,
  ...withOrdinal('w', week),
  ...withPadded('w', week),
  ...withOrdinal('W', isoWeek),
  ...withPadded('W', isoWeek),
  gg: ({ local }) => padded(weekOf(local, english).year % 100, 2),
  gggg: ({ local }) => padded(weekOf(local, english).year, 4),
  ggggg: ({ local }) => padded(weekOf(local, english).year, 5),
  GG: ({ local }) => padded(weekOf(local, iso).year % 100, 2),
  GGGG: ({ local }) => padded(weekOf(local, iso).year, 4),
  GGGGG: ({ local }) => padded(weekOf(local, iso).year, 5),
  Y: (moment) => padded(Number(year(moment)), 4),
  YY: (moment) => padded(Number(year(moment)) % 100, 2),
  YYYY: (moment) => padded(Number(year(moment)), 4),
  YYYYY: (moment) => padded(Number(year(moment)), 5),
  YYYYYY: (moment) => `+${padded(Number(year(moment)), 6)}`,
  // Years of the only era that has releases.
  ...withOrdinal('y', year),
  yy: (moment) => padded(Number(year(moment)), 2),
  yyy: (moment) => padded(Number(year(moment)), 3),
  yyyy: (moment) => padded(Number(year(moment)), 4),
  N: () => 'AD',
  NN: () => 'AD',
  NNN: () => 'AD',
  NNNN: () => 'Anno Domini',
  NNNNN: () => 'AD',
  A: (moment) => (hours(moment) < 12 ? 'AM' : 'PM'),
  a: (moment) => (hours(moment) < 12 ? 'am' : 'pm'),
  ...withPadded('H', hours),
  ...withPadded('h', (moment) => hours(moment) % 12 || 12),
  ...withPadded('k', (moment) => hours(moment) || 24),
  // Together they are tokens of their own: a backslash before them takes the meaning from the whole.
  hmm: (moment) => `${hours(moment) % 12 || 12}${minutes(moment)}`,
  Hmm: (moment) => `${hours(moment)}${minutes(moment)}`,
  hmmss: (moment) => `${hours(moment) % 12 || 12}${minutes(moment)}${seconds(moment)}`,
  Hmmss: (moment) => `${hours(moment)}${minutes(moment)}${seconds(moment)}`,
  ...withPadded('m', ({ local }) => local.getUTCMinutes()),
  ...withPadded('s', ({ local }) => local.getUTCSeconds()),
  ...Object.fromEntries(Array.from({ length: 9 }, (_, at) => ['S'.repeat(at + 1), fraction(at + 1)])),
  z: ({ abbreviation }) => abbreviation(),
  zz: ({ abbreviation }) => abbreviation(),
  Z: ({ offsetMinutes }) => offset(offsetMinutes, ':'),
  ZZ: ({ offsetMinutes }) => offset(offsetMinutes, ''),
  X: ({ time }) => Math.floor(time.getTime() / 1000),
  x: ({ time }) => time.getTime(),
}

function withOrdinal(token: string, write: Write): Record<string, Write> {
  return { [token]: write, [`${token}o`]: (moment) => ordinal(Number(write(moment))) }
}

function withPadded(token: string, write: Write): Record<string, Write> {
  return { [token]: write, [token + token]: (moment) => padded(Number(write(moment)), 2) }
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0')
}

function ordinal(value: number): string {
  const isTeen = Math.floor((value % 100) / 10) === 1
  return `${value}${(isTeen ? undefined : ['th', 'st', 'nd', 'rd'][value % 10]) ?? 'th'}`
}

function dayNumber(date: Date): number {
  const newYear = Date.UTC(date.getUTCFullYear(), 0, 1)
  return Math.floor((date.getTime() - newYear) / dayMilliseconds) + 1
}

function weekOf(date: Date, { firstDay, deciding }: typeof english | typeof iso) {
  const sinceFirst = (date.getUTCDay() - firstDay + 7) % 7
  const decider = new Date(date.getTime() + (deciding - sinceFirst) * dayMilliseconds)
  return { year: decider.getUTCFullYear(), week: Math.ceil(dayNumber(decider) / 7) }
}

function fraction(width: number): Write {
  return ({ local }) => padded(Math.floor(local.getUTCMilliseconds() * 10 ** (width - 3)), width)
}

function offset(minutes: number, separator: string): string {
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${padded(Math.floor(size / 60), 2)}${separator}${padded(size % 60, 2)}`
}
