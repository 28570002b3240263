import { describe, expect, test } from '@jest/globals'
import type { Finding } from '../../src/scan/findings.ts'
import type { IgnoreEntry } from '../../src/scan/ignore.ts'
import { createMatcher } from '../../src/scan/matcher.ts'
import { givenFinding } from '../support/given.ts'
import { givenEntry } from './entries.ts'

const noon = new Date('2026-11-20T12:00:00Z')

function covers(entry: Partial<IgnoreEntry>, finding: Partial<Finding> = {}, now = noon): boolean {
  const one = givenEntry(entry)
  const found = createMatcher([one], now).match(givenFinding(finding))
  expect([undefined, one]).toContain(found)
  return found === one
}

describe('an entry covers a finding', () => {
  type Case = readonly [
    what: string,
    entry: Partial<IgnoreEntry>,
    finding: Partial<Finding>,
    isCovered: boolean,
  ]
  const paths = ['usr/lib/a.so', '/usr/lib/x/b.so']

  test.each<Case>([
    ['of its id', { id: 'CVE-2026-0001' }, {}, true],
    ['of its id in other letters', { id: 'cve-2026-0001' }, { id: 'Cve-2026-0001' }, true],
    ['of another id', { id: 'CVE-2026-0002' }, {}, false],
    ['of a longer id', { id: 'CVE-2026-0001' }, { id: 'CVE-2026-00011' }, false],
    ['by a glob', { id: 'CVE-2026-*' }, {}, true],
    ['by a glob in other letters', { id: 'cve-2026-????' }, {}, true],
    ['by a glob for others', { id: 'CVE-2025-*' }, {}, false],
    ['whose id holds a star', { id: 'CVE-2026-0001' }, { id: '*' }, false],
    ['of its package', { packages: ['openssl'] }, {}, true],
    ['of another package', { packages: ['zlib'] }, {}, false],
    ['of one of its packages', { packages: ['zlib', 'openssl'] }, {}, true],
    ['of a package in other letters', { packages: ['OpenSSL'] }, {}, false],
    ['by a glob for packages', { packages: ['open*'] }, {}, true],
    ['of its version', { packages: ['openssl@3.0.1'] }, {}, true],
    ['of another version', { packages: ['openssl@3.0.2'] }, {}, false],
    ['by a glob for versions', { packages: ['openssl@3.*'] }, {}, true],
    ['by a glob that is for names only', { packages: ['*1'] }, {}, false],
    ['of a scope', { packages: ['@babel/core'] }, { packageName: '@babel/core' }, true],
    ['of a scope and version', { packages: ['@babel/core@3.0.1'] }, { packageName: '@babel/core' }, true],
    [
      'of a scope and another version',
      { packages: ['@babel/core@2'] },
      { packageName: '@babel/core' },
      false,
    ],
    ['of any package of a scope', { packages: ['@babel/*'] }, { packageName: '@babel/core' }, true],
    ['at its place', { paths: ['/usr/lib/a.so'] }, { paths: ['usr/lib/a.so'] }, true],
    ['at its place, as a scan may write it', { paths: ['usr/lib/a.so'] }, { paths: ['/usr/lib/a.so'] }, true],
    ['at its place, from here', { paths: ['./usr/lib/a.so'] }, { paths: ['usr/lib/a.so'] }, true],
    ['with all of its paths', { paths: ['/usr/lib/**'] }, { paths }, true],
    ['with all of its paths, by several globs', { paths: ['**/a.so', '**/b.so'] }, { paths }, true],
    ['with one path elsewhere', { paths: ['/usr/lib/**'] }, { paths: [...paths, 'opt/c.so'] }, false],
    ['with no known path', { paths: ['**'] }, { paths: [] }, false],
    ['by package URL', { purls: ['pkg:deb/debian/openssl'] }, { packageManager: 'OS' }, true],
    ['by one of its package URLs', { purls: ['pkg:npm/x', 'pkg:deb/debian/openssl'] }, {}, true],
    ['by another package URL', { purls: ['pkg:deb/debian/zlib'] }, {}, false],
    ['by no package URL at all', { purls: ['openssl'] }, {}, false],
    ['on its platform', { platform: 'linux/amd64' }, {}, true],
    ['on a variant of its platform', { platform: 'linux/arm' }, { platforms: ['linux/arm/v7'] }, true],
    ['on another platform', { platform: 'linux/arm64' }, {}, false],
    ['on two platforms', { platform: 'linux/arm64' }, { platforms: ['linux/amd64', 'linux/arm64'] }, false],
    ['on a platform with a longer name', { platform: 'linux/arm' }, { platforms: ['linux/arm64'] }, false],
    ['of its package elsewhere', { packages: ['openssl'], paths: ['/opt/**'] }, { paths }, false],
    ['rated as high as it covers', { severity: 'high' }, {}, true],
    ['rated lower', { severity: 'critical' }, {}, true],
    ['rated higher', { severity: 'medium' }, {}, false],
    ['that is not rated', { severity: 'critical' }, { severity: 'unknown' }, false],
    ['that is not rated, without a cap', {}, { severity: 'unknown' }, true],
    ['without a fix', { untilFixed: true }, { fix: 'no' }, true],
    ['of whose fix nothing is known', { untilFixed: true }, { fix: 'unknown' }, true],
    ['with a fix', { untilFixed: true }, { fix: 'yes' }, false],
    ['with a fix for some packages', { untilFixed: true }, { fix: 'partial' }, false],
    ['with a fix that is not waited for', {}, { fix: 'yes' }, true],
    ['with neither fix nor end', { untilFixed: true, until: '2026-12-31' }, { fix: 'no' }, true],
    ['with a fix before the end', { untilFixed: true, until: '2026-12-31' }, { fix: 'yes' }, false],
    ['after the end without a fix', { untilFixed: true, until: '2026-11-19' }, { fix: 'no' }, false],
    ['that is suppressed anyway', {}, { standing: 'suppressed' }, false],
    ['that is gone', {}, { standing: 'closed' }, false],
  ])('%s', (_, entry, finding, isCovered) => {
    expect(covers(entry, finding)).toBe(isCovered)
  })

  test.each([
    ['2026-12-31T00:00:00.000Z', true],
    ['2026-12-31T23:59:59.999Z', true],
    ['2027-01-01T00:00:00.000Z', false],
    ['2026-12-31T23:30:00-01:00', false],
    ['2027-01-01T00:30:00+01:00', true],
  ])('through the last day in UTC: at %s it does is %s', (now, isCovered) => {
    expect(covers({ until: '2026-12-31' }, {}, new Date(now))).toBe(isCovered)
  })
})

describe('of several entries', () => {
  const match = (...entries: readonly Partial<IgnoreEntry>[]) => {
    const all = entries.map((one, index) => givenEntry({ line: index, ...one }))
    return createMatcher(all, noon).match(givenFinding())?.line
  }

  test('the first that covers a finding does so, be it by id or by glob', () => {
    expect(match({}, { id: 'CVE-*' })).toBe(0)
    expect(match({ id: 'CVE-*' }, {})).toBe(0)
    expect(match({ id: 'CVE-2025-*' }, { packages: ['zlib'] }, { id: 'cve-*' }, {})).toBe(2)
  })

  test('one that holds no longer does not stand in the way', () => {
    expect(match({ until: '2026-01-01' }, { severity: 'low' }, {})).toBe(2)
  })

  test('each has its own say for the same id', () => {
    const matcher = createMatcher(
      [givenEntry({ packages: ['zlib'], line: 1 }), givenEntry({ packages: ['openssl'], line: 2 })],
      noon,
    )
    const lines = ['openssl', 'zlib', 'curl'].map(
      (packageName) => matcher.match(givenFinding({ packageName }))?.line,
    )
    expect(lines).toEqual([2, 1, undefined])
  })
})

describe('what entries come upon', () => {
  const seen = (entries: readonly Partial<IgnoreEntry>[], findings: readonly Partial<Finding>[]) => {
    const matcher = createMatcher(entries.map(givenEntry), noon)
    for (const one of findings) matcher.match(givenFinding(one))
    return matcher.experiences().map(({ isMet, covers: does, failed }) => [isMet, does, failed?.fit])
  }

  test.each<readonly [string, readonly Partial<IgnoreEntry>[], readonly Partial<Finding>[], unknown]>([
    ['nothing', [{ id: 'CVE-1' }], [{}], [[false, false, undefined]]],
    ['what it covers', [{}], [{}], [[true, true, undefined]]],
    ['what it covered once', [{ until: '2026-01-01' }], [{}], [[true, false, 'expired']]],
    ['a fix', [{ untilFixed: true }], [{ fix: 'yes' }], [[true, false, 'fixed']]],
    ['a higher rating', [{ severity: 'low' }], [{}], [[true, false, 'raised']]],
    ['no rating', [{ severity: 'low' }], [{ severity: 'unknown' }], [[true, false, 'raised']]],
    [
      'what is suppressed',
      [{ until: '2026-01-01' }],
      [{ standing: 'suppressed' }],
      [[true, false, undefined]],
    ],
    ['what is gone', [{}], [{ standing: 'closed' }], [[false, false, undefined]]],
    [
      'what another covers, too',
      [{}, { id: 'CVE-*' }],
      [{}],
      [
        [true, true, undefined],
        [true, true, undefined],
      ],
    ],
    [
      'what another covers instead',
      [{ until: '2026-01-01' }, {}],
      [{}],
      [
        [true, false, undefined],
        [true, true, undefined],
      ],
    ],
    [
      'one finding with a fix, and one without',
      [{ untilFixed: true }],
      [{ fix: 'no' }, { fix: 'yes' }],
      [[true, true, 'fixed']],
    ],
  ])('%s', (_, entries, findings, expected) => {
    expect(seen(entries, findings)).toEqual(expected)
  })
})

test('thousands of entries and findings are matched in one go', () => {
  // Each with each would be 150 million looks.
  const entries = Array.from({ length: 5_000 }, (_, index) =>
    givenEntry({ id: index % 2 === 0 ? `CVE-2026-${index}` : `CVE-2025-${index}*` }),
  )
  const matcher = createMatcher(entries, noon)
  let covered = 0
  for (let index = 0; index < 30_000; index++)
    covered += Number(matcher.match(givenFinding({ id: `CVE-2026-${index}` })) !== undefined)
  expect(covered).toBe(2_500)
})
