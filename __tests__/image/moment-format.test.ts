import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import moment from 'moment-timezone'
import { formatTime } from '../../src/image/moment-format.ts'

const time = new Date('2026-01-10T00:30:07.045Z')

const everyToken = [
  ...['M', 'Mo', 'MM', 'MMM', 'MMMM', 'Q', 'Qo', 'D', 'Do', 'DD', 'DDD', 'DDDo', 'DDDD'],
  ...['d', 'do', 'dd', 'ddd', 'dddd', 'e', 'E', 'w', 'wo', 'ww', 'W', 'Wo', 'WW'],
  ...['Y', 'YY', 'YYYY', 'YYYYY', 'YYYYYY', 'y', 'yo', 'yy', 'yyy', 'yyyy', 'gg', 'gggg', 'ggggg'],
  ...['GG', 'GGGG', 'GGGGG', 'N', 'NN', 'NNN', 'NNNN', 'NNNNN', 'A', 'a', 'H', 'HH', 'h', 'hh', 'k', 'kk'],
  ...['m', 'mm', 's', 'ss', 'S', 'SS', 'SSS', 'SSSS', 'SSSSS', 'SSSSSS', 'SSSSSSS', 'SSSSSSSS', 'SSSSSSSSS'],
  ...['z', 'zz', 'Z', 'ZZ', 'X', 'x', 'LT', 'LTS', 'L', 'LL', 'LLL', 'LLLL', 'l', 'll', 'lll', 'llll'],
  ...[
    'hmm',
    'hmmss',
    'Hmm',
    'Hmmss',
    '[at]',
    '[a]',
    '[',
    ']',
    '\\',
    '\\YYYY',
    '\\e',
    ' ',
    '-',
    '.',
    'T',
    'é',
    '🚀',
  ],
]

/** Zones whose rules have long been the same, so that two editions of the database agree on them. */
const zones = [
  ...['UTC', 'GMT', 'Etc/GMT+5', 'Europe/Paris', 'europe/london', 'Europe/Dublin', 'America/New_York'],
  ...['America/Los_Angeles', 'America/St_Johns', 'America/Sao_Paulo', 'Asia/Kolkata', 'Asia/Kathmandu'],
  ...['Asia/Tokyo', 'Asia/Dubai', 'Australia/Sydney', 'Australia/Lord_Howe', 'Pacific/Auckland'],
  ...['Pacific/Chatham', 'Africa/Johannesburg', 'EST5EDT', 'Japan'],
]

describe('every token of moment', () => {
  test.each(everyToken)('%s', (token) => {
    for (const zone of zones) expect(formatTime(time, zone, token)).toBe(moment(time).tz(zone).format(token))
  })

  test.each([
    ['YYYYMMDD', 'UTC', '20260110'],
    ['YYYYMMDD', 'America/Los_Angeles', '20260109'],
    ['YYYYMMDD-HHmmss', 'Asia/Tokyo', '20260110-093007'],
    ['YYYY-MM-DDTHH:mm:ss.SSS[Z]', 'UTC', '2026-01-10T00:30:07.045Z'],
    ['dddd, MMMM Do YYYY, h:mm:ss a', 'UTC', 'Saturday, January 10th 2026, 12:30:07 am'],
    ['[week] W', 'UTC', 'week 2'],
  ])('%s in %s', (format, zone, written) => {
    expect(formatTime(time, zone, format)).toBe(written)
  })
})

test.each([
  ['UTC', '2026-01-10T00:30:07Z'],
  ['Europe/London', '2026-01-10T00:30:07Z'],
  ['Europe/Paris', '2026-01-10T01:30:07+01:00'],
])('without a format: %s', (zone, written) => {
  expect(formatTime(time, zone, undefined)).toBe(written)
  expect(formatTime(time, zone, '')).toBe(written)
  expect(moment(time).tz(zone).format()).toBe(written)
})

test.each([
  '',
  'Europe/Atlantis',
  'PST',
  'IST',
  'ACT',
  'SystemV/PST8',
  '+01:00',
  '-0500',
  'Z',
  'local',
  '../etc',
])('there is no time zone %j', (zone) => {
  expect(formatTime(time, zone, 'Z')).toBeUndefined()
  expect(moment.tz.zone(zone)).toBeNull()
})

test('every zone that moment knows is known, with its offset', () => {
  const wrong = moment.tz
    .names()
    .filter(
      (zone) => formatTime(time, zone, 'YYYYMMDDHHmm ZZ') !== moment(time).tz(zone).format('YYYYMMDDHHmm ZZ'),
    )
  expect(wrong).toEqual([])
})

test('its abbreviations are the database’s', () => {
  // Zones that share their English name with one that is abbreviated in another way.
  const shared =
    /^(Antarctica|Asia\/(Colombo|Kolkata|Calcutta)|Africa\/(El_Aaiun|Casablanca)|Europe\/(Guernsey|Jersey|Isle_of_Man|Minsk|Simferopol|Kirov|Volgograd))/
  const wrong = [time, new Date('2026-07-10T12:00:00Z')].flatMap((at) =>
    moment.tz
      .names()
      .filter((zone) => !shared.test(zone) && formatTime(at, zone, 'z') !== moment(at).tz(zone).format('z'))
      .map((zone) => `${zone} ${formatTime(at, zone, 'z')} ${moment(at).tz(zone).format('z')}`),
  )
  expect(wrong).toEqual([])
})

describe('any time, zone and format', () => {
  const instant = fc.date({ min: new Date('2010-01-01'), max: new Date('2036-12-31'), noInvalidDate: true })
  // Without the abbreviations, whose past is not what the present says.
  const pieces = fc.constantFrom(...everyToken.filter((token) => !/^zz?$/.test(token)))
  const format = fc.array(pieces, { minLength: 1, maxLength: 6 }).map((all) => all.join(''))

  test('as moment writes it', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(...zones), format, (at, zone, given) => {
        fc.pre(!/z/.test(given) && !/[wW]\|/.test(given))
        expect(formatTime(at, zone, given)).toBe(moment(at).tz(zone).format(given))
      }),
      { numRuns: 3_000 },
    )
  })

  test('also where the format is no format', () => {
    fc.assert(
      fc.property(instant, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (at, given) => {
        fc.pre(!/[wW]\|/.test(given))
        expect(formatTime(at, 'UTC', given)).toBe(moment(at).tz('UTC').format(given))
      }),
    )
  })
})
