import { describe, expect, test } from '@jest/globals'
import { type EnhancedFinding, fromBasic, fromEnhanced } from '../../src/scan/convert.ts'
import { givenBasic } from '../support/given.ts'

const platform = 'linux/amd64'

describe('a finding of basic scanning', () => {
  test('with all that ECR tells', () => {
    const raw = {
      name: 'CVE-2026-0001',
      description: 'A flaw in\nOpenSSL.',
      uri: 'https://security-tracker.debian.org/tracker/CVE-2026-0001',
      severity: 'HIGH',
      attributes: [
        { key: 'package_version', value: '3.0.1' },
        { key: 'package_name', value: 'openssl' },
        { key: 'CVSS2_VECTOR', value: 'AV:N/AC:L/Au:N/C:P/I:P/A:P' },
        { key: 'CVSS2_SCORE', value: '7.0' },
        { key: 'CVSS3_VECTOR', value: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N' },
        { key: 'CVSS3_SCORE', value: '8.1' },
      ],
    }
    expect(fromBasic(raw, platform)).toEqual({
      id: 'CVE-2026-0001',
      severity: 'high',
      packageName: 'openssl',
      packageVersion: '3.0.1',
      packageManager: undefined,
      paths: [],
      fixedIn: undefined,
      fix: 'unknown',
      exploit: 'unknown',
      score: 8.1,
      description: 'A flaw in OpenSSL.',
      uri: 'https://security-tracker.debian.org/tracker/CVE-2026-0001',
      standing: 'active',
      arn: undefined,
      epss: undefined,
      knownExploited: undefined,
      platforms: ['linux/amd64'],
    })
  })

  test.each([
    {},
    { name: '', severity: '', uri: '', description: '', attributes: [] },
    { attributes: [{}, { key: 'package_name' }, { key: 'package_name', value: '' }] },
    { name: '\u0000', attributes: [{ key: 'constructor', value: 'x' }] },
  ])('that tells nothing is one all the same: %j', (raw) => {
    expect(fromBasic(raw, platform)).toMatchObject({
      id: 'unnamed finding',
      severity: 'unknown',
      packageName: 'unknown package',
      packageVersion: 'unknown version',
      score: undefined,
      description: undefined,
      uri: undefined,
      standing: 'active',
      platforms: ['linux/amd64'],
    })
  })

  test.each<[string, Readonly<Record<string, string>>, number | undefined]>([
    ['of CVSS 2 alone', { CVSS2_SCORE: '7.0' }, 7],
    ['of CVSS 3 before that of CVSS 2', { CVSS2_SCORE: '9.0', CVSS3_SCORE: '5.5' }, 5.5],
    ['of none', {}, undefined],
    ['with a vector in its place', { CVSS3_SCORE: 'CVSS:3.1/AV:N', CVSS3_VECTOR: '8.1' }, undefined],
    ['with a vector in its place, beside CVSS 2', { CVSS3_SCORE: 'AV:N/AC:L', CVSS2_SCORE: '4.3' }, 4.3],
    ['above the scale', { CVSS3_SCORE: '10.1' }, undefined],
    ['below the scale', { CVSS3_SCORE: '-1', CVSS2_SCORE: '2' }, 2],
    ['at its ends', { CVSS3_SCORE: '10.0' }, 10],
    ['of zero', { CVSS3_SCORE: '0.0' }, 0],
    ['that is no number', { CVSS3_SCORE: 'NaN' }, undefined],
    ['that never ends', { CVSS3_SCORE: 'Infinity' }, undefined],
    ['that is blank', { CVSS3_SCORE: ' ', CVSS2_SCORE: '' }, undefined],
  ])('has the score %s', (_, attributes, score) => {
    expect(fromBasic(givenBasic('x', 'LOW', attributes), platform).score).toBe(score)
  })
})

/** As Inspector gives it through ECR: one vulnerability in two packages. */
const whole = {
  awsAccountId: '123456789012',
  findingArn: 'arn:aws:inspector2:eu-west-1:123456789012:finding/0123456789abcdef0123456789abcdef',
  title: 'CVE-2026-0002 - libssl3, openssl',
  description: 'A flaw in OpenSSL.',
  severity: 'CRITICAL',
  status: 'ACTIVE',
  type: 'PACKAGE_VULNERABILITY',
  score: 9.8,
  scoreDetails: { cvss: { score: 9.8, scoreSource: 'NVD', scoringVector: 'CVSS:3.1/AV:N', version: '3.1' } },
  fixAvailable: 'YES',
  exploitAvailable: 'NO',
  packageVulnerabilityDetails: {
    vulnerabilityId: 'CVE-2026-0002',
    source: 'DEBIAN_CVE',
    sourceUrl: 'https://security-tracker.debian.org/tracker/CVE-2026-0002',
    vendorSeverity: 'high',
    cvss: [{ baseScore: 9.1, scoringVector: 'CVSS:3.1/AV:N', source: 'NVD', version: '3.1' }],
    vulnerablePackages: [
      {
        ...{ name: 'openssl', version: '3.0.11', epoch: 0, release: '1~deb12u2', arch: 'AMD64' },
        ...{ packageManager: 'OS', fixedInVersion: '0:3.0.15-1~deb12u1', sourceLayerHash: 'sha256:1' },
      },
      {
        ...{ name: 'libssl3', version: '3.0.11', epoch: 1, release: '1~deb12u2', arch: 'AMD64' },
        ...{ packageManager: 'OS', fixedInVersion: 'NotAvailable' },
      },
    ],
  },
}

type Raw = NonNullable<NonNullable<EnhancedFinding['packageVulnerabilityDetails']>['vulnerablePackages']>

function given(overrides: EnhancedFinding, packages?: Raw): EnhancedFinding {
  const { packageVulnerabilityDetails: details } = whole
  const ofPackages = packages && { packageVulnerabilityDetails: { ...details, vulnerablePackages: packages } }
  return { ...whole, ...ofPackages, ...overrides }
}

const firstOf = (raw: EnhancedFinding) => fromEnhanced(raw, platform)[0]

describe('a finding of Inspector', () => {
  test('is one of each package, with all that ECR tells', () => {
    const common = {
      id: 'CVE-2026-0002',
      severity: 'critical',
      packageManager: 'OS',
      paths: [],
      fix: 'yes',
      exploit: 'no',
      score: 9.8,
      description: 'A flaw in OpenSSL.',
      uri: 'https://security-tracker.debian.org/tracker/CVE-2026-0002',
      standing: 'active',
      arn: whole.findingArn,
      epss: undefined,
      knownExploited: undefined,
      platforms: ['linux/amd64'],
    }
    expect(fromEnhanced(whole, platform)).toEqual([
      {
        ...common,
        packageName: 'openssl',
        packageVersion: '3.0.11-1~deb12u2',
        fixedIn: '3.0.15-1~deb12u1',
      },
      { ...common, packageName: 'libssl3', packageVersion: '1:3.0.11-1~deb12u2', fixedIn: undefined },
    ])
  })

  test('is one of a package in several places', () => {
    const at = (filePath: string | undefined) => ({
      ...{ name: 'lodash', version: '4.17.20', packageManager: 'NPM', fixedInVersion: '4.17.21' },
      ...{ filePath, epoch: 0 },
    })
    const packages = [at('app/package-lock.json'), at(undefined), at('web/yarn.lock'), at('')]
    const lodash = {
      packageName: 'lodash',
      packageVersion: '4.17.20',
      packageManager: 'NPM',
      fixedIn: '4.17.21',
    }
    // A place that is not told is apart: an ignore entry with a path must not cover it.
    expect(fromEnhanced(given({}, packages), platform)).toMatchObject([
      { ...lodash, paths: ['app/package-lock.json', 'web/yarn.lock'] },
      { ...lodash, paths: [] },
    ])
  })

  test('is several of a package in several versions', () => {
    const versions = [{ version: '1.0' }, { version: '1.0', release: '2' }, { version: '1.0', epoch: 2 }, {}]
    const findings = fromEnhanced(
      given(
        {},
        versions.map((one) => ({ name: 'x', ...one })),
      ),
      platform,
    )
    expect(findings.map(({ packageVersion }) => packageVersion)).toEqual([
      '1.0',
      '1.0-2',
      '2:1.0',
      'unknown version',
    ])
  })

  test('keeps names apart that hold separators', () => {
    const packages = [
      { name: 'a","b', version: 'c' },
      { name: 'a', version: 'b","c' },
    ]
    expect(fromEnhanced(given({}, packages), platform)).toHaveLength(2)
  })

  test.each<[string, EnhancedFinding]>([
    ['nothing', {}],
    ['no package', { packageVulnerabilityDetails: { vulnerablePackages: [] } }],
    ['a package without a name', { packageVulnerabilityDetails: { vulnerablePackages: [{}] } }],
    [
      'blank words',
      { title: ' ', severity: '', status: '', packageVulnerabilityDetails: { vulnerabilityId: '\n' } },
    ],
  ])('that tells %s is one all the same, and counts', (_, raw) => {
    expect(fromEnhanced(raw, platform)).toEqual([
      expect.objectContaining({
        ...{ id: 'unnamed finding', severity: 'unknown', standing: 'active', fix: 'unknown' },
        ...{ packageName: 'unknown package', packageVersion: 'unknown version', exploit: 'unknown' },
        ...{ score: undefined, paths: [], fixedIn: undefined, arn: undefined },
      }),
    ])
  })

  test('without an id has its title', () => {
    expect(firstOf({ title: 'CVE-2026-0003 - zlib' })?.id).toBe('CVE-2026-0003 - zlib')
  })

  test.each([
    ['CRITICAL', 'critical'],
    ['UNTRIAGED', 'unknown'],
    ['UNDEFINED', 'unknown'],
    ['SOMETHING_NEW', 'unknown'],
    ['constructor', 'unknown'],
    [undefined, 'unknown'],
  ])('of the severity %s is %s', (severity, expected) => {
    expect(firstOf(given({ severity }))?.severity).toBe(expected)
  })

  test.each([
    ['ACTIVE', 'active'],
    ['SUPPRESSED', 'suppressed'],
    ['CLOSED', 'closed'],
    // Whatever is not surely out of the count is in it.
    ['suppressed', 'active'],
    ['SOMETHING_NEW', 'active'],
    ['constructor', 'active'],
    [undefined, 'active'],
  ])('of the status %s is %s', (status, standing) => {
    expect(firstOf(given({ status }))?.standing).toBe(standing)
  })

  test.each([
    ['YES', 'yes'],
    ['NO', 'no'],
    ['PARTIAL', 'partial'],
    ['SOMETHING_NEW', 'unknown'],
    ['toString', 'unknown'],
    [undefined, 'unknown'],
  ])('with the fix %s has %s', (fixAvailable, fix) => {
    expect(firstOf(given({ fixAvailable }))?.fix).toBe(fix)
  })

  test.each([
    ['YES', 'yes'],
    ['NO', 'no'],
    ['MAYBE', 'unknown'],
    [undefined, 'unknown'],
  ])('with the exploit %s has %s', (exploitAvailable, exploit) => {
    expect(firstOf(given({ exploitAvailable }))?.exploit).toBe(exploit)
  })

  test.each<[string, EnhancedFinding, number | undefined]>([
    ['Inspector’s own', given({ score: 5.5 }), 5.5],
    ['CVSS’s where Inspector has none', given({ score: undefined }), 9.1],
    ['CVSS’s where Inspector’s is none', given({ score: 11 }), 9.1],
    [
      'none where nothing is one',
      given({ score: -1, packageVulnerabilityDetails: { cvss: [{}] } }),
      undefined,
    ],
  ])('has a score: %s', (_, raw, score) => {
    expect(firstOf(raw)?.score).toBe(score)
  })
})

describe('text of anybody’s', () => {
  const long = 'x'.repeat(10_000)
  const hostile = `\u001b[31m\n::error::\u0000|\`<b>${long}`

  test('has no control characters, and bounds', () => {
    const basic = fromBasic(
      {
        ...givenBasic(hostile, 'LOW', { package_name: hostile, package_version: hostile }),
        ...{ description: hostile, uri: hostile },
      },
      platform,
    )
    const raw = given({ title: hostile, description: hostile }, [
      {
        ...{ name: hostile, version: hostile, release: hostile, packageManager: hostile },
        ...{ filePath: hostile, fixedInVersion: hostile },
      },
    ])
    const texts = [basic, firstOf(raw)].flatMap((one) => Object.values(one ?? {}).flat()).map(String)
    expect(texts.filter((text) => /\p{Cc}/u.test(text))).toEqual([])
    expect(Math.max(...texts.map(({ length }) => length))).toBeLessThanOrEqual(500)
  })

  test('that is the same up to the length of names loses no place', () => {
    const packages = ['a', 'b'].map((end) => ({ name: `${long}${end}`, version: '1', filePath: end }))
    expect(fromEnhanced(given({}, packages), platform).flatMap(({ paths }) => paths)).toEqual(['a', 'b'])
  })
})

test('10,000 packages of one finding take no time worth a word', () => {
  const packages = Array.from({ length: 10_000 }, (_, at) => ({
    ...{ name: `p${at % 5_000}`, version: '1', filePath: `/p/${at}` },
  }))
  const findings = fromEnhanced(given({}, packages), platform)
  expect(findings).toHaveLength(5_000)
  expect(findings.flatMap(({ paths }) => paths)).toHaveLength(10_000)
})
