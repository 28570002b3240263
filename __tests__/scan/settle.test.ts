import { describe, expect, test } from '@jest/globals'
import type { Finding } from '../../src/scan/findings.ts'
import { msToSettle, type Sighting, see, settleMs } from '../../src/scan/settle.ts'
import { givenFinding } from '../support/given.ts'

const openssl = givenFinding({ paths: ['/usr/lib/a', '/usr/lib/b'] })
const zlib = givenFinding({ id: 'CVE-2026-0002', packageName: 'zlib', severity: 'low' })

/** Looks at findings one after the other. */
function seeing(
  ...looks: readonly (readonly [second: number, findings: readonly Finding[], blocks?: true])[]
) {
  const seen = looks.reduce<Sighting | undefined>(
    (before, [second, findings, blocks = false]) => see(before, findings, blocks, second * 1_000),
    undefined,
  )
  if (seen === undefined) throw new Error('nothing was looked at')
  return seen
}

describe('what was seen', () => {
  test('is from when it was seen first', () => {
    expect(seeing([3, [openssl]], [5, [openssl]], [9, [openssl]]).sinceMs).toBe(3_000)
  })

  test.each<[string, readonly Finding[]]>([
    ['in another order', [zlib, openssl]],
    ['with its places in another order', [givenFinding({ paths: ['/usr/lib/b', '/usr/lib/a'] }), zlib]],
  ])('is the same %s', (_, findings) => {
    expect(seeing([3, [openssl, zlib]], [5, findings]).sinceMs).toBe(3_000)
  })

  test.each<[string, readonly Finding[]]>([
    ['one more', [openssl, zlib, givenFinding({ id: 'CVE-2026-0003' })]],
    ['one less', [openssl]],
    ['none', []],
    ['the same twice', [openssl, openssl, zlib]],
    ['another id', [givenFinding({ ...openssl, id: 'CVE-2026-0009' }), zlib]],
    ['another package', [givenFinding({ ...openssl, packageName: 'libssl' }), zlib]],
    ['another version', [givenFinding({ ...openssl, packageVersion: '3.0.2' }), zlib]],
    ['another severity', [givenFinding({ ...openssl, severity: 'critical' }), zlib]],
    ['another standing', [givenFinding({ ...openssl, standing: 'suppressed' }), zlib]],
    ['one more place', [givenFinding({ ...openssl, paths: [...openssl.paths, '/usr/lib/c'] }), zlib]],
    ['names that hold what stands between names', [givenFinding({ ...openssl, id: 'a","b' }), zlib]],
  ])('begins anew with %s', (_, findings) => {
    expect(seeing([3, [openssl, zlib]], [5, findings]).sinceMs).toBe(5_000)
  })

  test('is not mixed up by names that hold separators', () => {
    const one = givenFinding({ id: 'a', packageName: 'b","c' })
    const other = givenFinding({ id: 'a","b', packageName: 'c' })
    expect(seeing([3, [one]], [5, [other]]).sinceMs).toBe(5_000)
  })

  test('blocks from the first look that blocks, though findings still come', () => {
    expect(seeing([3, [zlib]], [5, [openssl], true], [9, [openssl, zlib], true])).toMatchObject({
      isBlocking: true,
      blockingSinceMs: 5_000,
      sinceMs: 9_000,
    })
  })
})

describe('until findings count as all', () => {
  const minute = 60_000
  const left = (
    sighting: Sighting,
    second: number,
    { age, isEmpty = false }: Readonly<{ age?: number; isEmpty?: boolean }> = {},
  ) => msToSettle(sighting, { age, isEmpty, elapsedMs: second * 1_000 })

  test.each<[string, number, Readonly<{ age?: number; isEmpty?: boolean }>, number]>([
    ['at the first look', 3, { age: 5_000 }, settleMs.usual],
    ['some seconds later', 7, { age: 9_000 }, 6_000],
    ['ten seconds later', 13, { age: 15_000 }, 0],
    ['much later', 63, { age: 65_000 }, 0],
    ['of a scan that has not ended', 3, {}, settleMs.doubtful],
    ['of a scan that has not ended, ten seconds later', 13, {}, 10_000],
    ['of a scan that has not ended, twenty seconds later', 23, {}, 0],
    ['of a scan that found nothing', 3, { age: 5_000, isEmpty: true }, settleMs.doubtful],
    ['of a scan that ended in the future, by another clock', 3, { age: -5_000 }, settleMs.usual],
    ['of a scan that ended ten minutes ago', 3, { age: 10 * minute }, settleMs.usual],
    ['of a scan that ended long before the wait', 3, { age: 10 * minute + 3_001 }, 0],
    ['of a scan that grew old while it was waited for', 700, { age: 11 * minute }, 0],
    ['of nothing that a scan found long before', 3, { age: 11 * minute, isEmpty: true }, 0],
  ])('%s', (_, second, circumstances, expected) => {
    const findings = circumstances.isEmpty ? [] : [zlib]
    expect(left(seeing([3, findings]), second, circumstances)).toBe(expected)
  })

  test('what blocks is waited for once more, and not for as long as findings come', () => {
    const sighting = seeing([3, [openssl], true], [12, [openssl, zlib], true])
    expect([left(sighting, 12), left(sighting, 13), left(sighting, 40)]).toEqual([1_000, 0, 0])
  })

  test('the time that an empty list lasted does not count for a list that is not', () => {
    expect(left(seeing([0, []], [19, [zlib]]), 19, { age: 20_000 })).toBe(settleMs.usual)
  })

  test('a finding that comes and goes begins anew each time', () => {
    expect(left(seeing([0, [zlib]], [8, []], [9, [zlib]]), 12, { age: 12_000 })).toBe(7_000)
  })
})

test('30,000 findings are compared in no time worth a word', () => {
  const many = Array.from({ length: 30_000 }, (_, at) => givenFinding({ id: `CVE-2026-${at}` }))
  expect(seeing([1, many], [2, many.toReversed()]).sinceMs).toBe(1_000)
})
