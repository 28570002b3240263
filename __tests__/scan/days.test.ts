import { expect, test } from '@jest/globals'
import { addDays, dayOf, daysBetween, isDay } from '../../src/scan/days.ts'

test.each([
  ['2026-12-31', true],
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-02-30', false],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['2026-1-1', false],
  ['31.12.2026', false],
  ['2026-12-31T00:00:00Z', false],
  ['+002026-12-31', false],
  ['', false],
])('%s is a day: %s', (text, is) => {
  expect(isDay(text)).toBe(is)
})

test('a day is that of UTC', () => {
  expect(dayOf(new Date('2026-12-31T23:59:59.999Z'))).toBe('2026-12-31')
  expect(dayOf(new Date('2026-12-31T23:30:00-01:00'))).toBe('2027-01-01')
})

test('days are counted over the ends of months and years', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(addDays('2028-03-01', -1)).toBe('2028-02-29')
  expect(daysBetween('2026-12-30', '2027-01-02')).toBe(3)
  expect(daysBetween('2026-12-30', '2026-12-30')).toBe(0)
})
