import { describe, expect, test } from '@jest/globals'
import { findingsOf, rank, severities, severityOf, short } from '../../src/scan/findings.ts'
import { givenFinding, givenNoScan, givenReport, givenScan } from '../support/given.ts'

describe('a severity', () => {
  test.each([
    ['CRITICAL', 'critical'],
    ['HIGH', 'high'],
    ['MEDIUM', 'medium'],
    ['LOW', 'low'],
    ['INFORMATIONAL', 'informational'],
    ['UNDEFINED', 'unknown'],
    ['UNTRIAGED', 'unknown'],
    ['NEGLIGIBLE', 'unknown'],
    ['High', 'high'],
    ['', 'unknown'],
    [undefined, 'unknown'],
    ['constructor', 'unknown'],
  ])('%s is %s', (text, severity) => {
    expect(severityOf(text)).toBe(severity)
  })

  test('weighs by its name, and unknown the least', () => {
    expect(severities.map(rank)).toEqual([0, 1, 2, 3, 4, 5])
    expect(severities).toEqual(['critical', 'high', 'medium', 'low', 'informational', 'unknown'])
  })
})

describe('a name', () => {
  test.each<[string, string | undefined, string | undefined]>([
    ['as it is', 'libssl3', 'libssl3'],
    ['none', undefined, undefined],
    ['empty', '', undefined],
    ['blank', ' \t\n', undefined],
    ['of control characters alone', '\u0000\u001b\u009f', undefined],
    ['on several lines', 'a\r\n::error::b\u2029', 'a ::error::b'],
    ['that clears the screen', 'a\u001b[2Jb', 'a [2Jb'],
  ])('%s', (_, given, expected) => {
    expect(short(given)).toBe(expected)
  })

  test('is cut to the length of names, or the one that is given', () => {
    expect(short('x'.repeat(10_000))).toBe('x'.repeat(250))
    expect(short('x'.repeat(10_000), 500)).toBe('x'.repeat(500))
  })

  test('of a megabyte takes no time worth a word', () => {
    expect(short(`${'\u0000'.repeat(500_000)}a${' '.repeat(500_000)}`)).toBe('a')
  })
})

test('the findings of all platforms are those of the platforms that have some', () => {
  const one = givenFinding()
  const other = givenFinding({ platforms: ['linux/arm64'] })
  const scans = [givenScan([one]), givenNoScan('failed', 'linux/s390x'), givenScan([other], 'linux/arm64')]
  expect(findingsOf(givenReport(...scans))).toEqual([one, other])
  expect(findingsOf(givenReport())).toEqual([])
})
