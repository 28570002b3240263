import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { marked } from 'marked'
import type { Log, ReportingDescriptor, Result } from 'sarif'
import type { Outcome } from '../../src/outcome.ts'
import { sarifOf } from '../../src/report/sarif.ts'
import { type Severity, severities } from '../../src/scan/findings.ts'
import type { Decision, Judged } from '../../src/scan/gate.ts'
import {
  givenJudged,
  givenNoScan,
  givenOutcome,
  givenReport,
  givenRepository,
  givenScan,
} from '../support/given.ts'
import { readText } from '../support/sources.ts'
import { givenIgnore, givenVerdict, hostile } from './verdicts.ts'

// A pattern of the official schema is no expression of the unicode kind.
const ajv = new Ajv({ strict: false, unicodeRegExp: false })
addFormats.default(ajv)
const validate = ajv.compile(JSON.parse(readText('__tests__/fixtures/sarif/sarif-schema-2.1.0.json')))

/** What GitHub reads, checked against the official schema. */
function sarif(findings: readonly Judged[], overrides: Partial<Outcome> = {}): Log {
  const text = JSON.stringify(sarifOf(givenOutcome({ verdict: givenVerdict(findings), ...overrides })))
  const log: Log = JSON.parse(text)
  validate(sampleOf(log))
  expect(validate.errors).toBeNull()
  return log
}

/** The validator compares each rule with each other one: of very many a part has to do. */
function sampleOf(log: Log): Log {
  const runs = log.runs.map(({ tool, results = [], ...run }) => {
    const { rules = [], ...driver } = tool.driver
    return {
      ...run,
      tool: { driver: { ...driver, rules: rules.slice(0, 300) } },
      results: results.slice(0, 300),
    }
  })
  return { ...log, runs }
}

function rulesOf(log: Log): readonly ReportingDescriptor[] {
  return log.runs[0]?.tool.driver.rules ?? []
}

function resultsOf(log: Log): readonly Result[] {
  return log.runs[0]?.results ?? []
}

function uriOf(log: Log): string | undefined {
  return resultsOf(log)[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri
}

const full = givenJudged({
  ...{ packageManager: 'OS', paths: ['/usr/lib/libssl.so'], fixedIn: '3.0.2', fix: 'yes', exploit: 'yes' },
  ...{ epss: 0.12, knownExploited: true, description: 'A hole in it.' },
})
const violation: Decision = { kind: 'violation', why: 'severity' }

test('a finding is a rule and a result, as GitHub shows them', () => {
  const log = sarif([full], { dockerfile: 'services/shop/Dockerfile' })
  expect(log).toEqual({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Slipway',
            rules: [
              {
                id: 'CVE-2026-0001',
                shortDescription: { text: 'CVE-2026-0001 (high) in openssl' },
                fullDescription: { text: 'A hole in it.' },
                help: {
                  text: 'Fixed in 3.0.2.',
                  markdown:
                    '**Severity**: High, **CVSS score**: 8.1, **EPSS**: 12 %, **Known to be exploited** (CISA), **An exploit exists**\n\n- `openssl 3.0.1`, fixed in `3.0.2`\n\n[Source](https://security-tracker.debian.org/tracker/CVE-2026-0001)',
                },
                helpUri: 'https://security-tracker.debian.org/tracker/CVE-2026-0001',
                defaultConfiguration: { level: 'error' },
                properties: {
                  tags: ['security', 'vulnerability', 'high'],
                  precision: 'very-high',
                  'security-severity': '8.1',
                },
              },
            ],
          },
        },
        automationDetails: { id: 'slipway/shop/' },
        results: [
          {
            ruleId: 'CVE-2026-0001',
            ruleIndex: 0,
            level: 'error',
            message: {
              text: 'openssl 3.0.1 has CVE-2026-0001 (high); fixed in 3.0.2; on linux/amd64; at /usr/lib/libssl.so',
            },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: 'services/shop/Dockerfile' },
                  region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
                },
              },
            ],
            partialFingerprints: { primaryLocationLineHash: expect.stringMatching(/^[0-9a-f]{32}:1$/) },
          },
        ],
      },
    ],
  })
})

describe('results', () => {
  test('are one for each vulnerability and package, with all versions, paths and platforms', () => {
    const findings = [
      full,
      givenJudged({ ...full, packageVersion: '3.0.0', paths: ['/opt/x'], platforms: ['linux/arm64'] }),
      givenJudged({ ...full, packageName: 'libssl3' }),
      givenJudged({ ...full, id: 'CVE-2026-0002' }),
    ]
    const log = sarif(findings)
    expect(rulesOf(log).map(({ id }) => id)).toEqual(['CVE-2026-0001', 'CVE-2026-0002'])
    expect(resultsOf(log).map(({ ruleId, ruleIndex }) => [ruleId, ruleIndex])).toEqual([
      ['CVE-2026-0001', 0],
      ['CVE-2026-0001', 0],
      ['CVE-2026-0002', 1],
    ])
    expect(resultsOf(log)[0]?.message.text).toBe(
      'openssl 3.0.1, 3.0.0 has CVE-2026-0001 (high); fixed in 3.0.2; on linux/amd64, linux/arm64; at /usr/lib/libssl.so, /opt/x',
    )
  })

  test('keep their fingerprint whatever version, path, platform and severity they have', () => {
    const hashOf = (finding: Judged) => resultsOf(sarif([finding]))[0]?.partialFingerprints
    const others: Partial<Judged> = {
      ...{ packageVersion: '4', paths: [], platforms: ['linux/386'], severity: 'low' },
      decision: { kind: 'baseline' },
    }
    expect(hashOf({ ...full, ...others })).toEqual(hashOf(full))
    expect(hashOf({ ...full, packageName: 'zlib' })).not.toEqual(hashOf(full))
    expect(hashOf({ ...full, id: 'CVE-2' })).not.toEqual(hashOf(full))
  })

  test.each<[Decision, boolean]>([
    [violation, true],
    [{ kind: 'within-limit', limit: 3 }, true],
    [{ kind: 'below-threshold' }, true],
    [{ kind: 'unfixable' }, true],
    [{ kind: 'baseline' }, true],
    [{ kind: 'ignored', entry: givenIgnore() }, false],
    [{ kind: 'suppressed' }, false],
    [{ kind: 'closed' }, false],
  ])('are there or not by what the gate decided, and not by whether it counts: %j', (decision, isThere) => {
    expect(resultsOf(sarif([{ ...full, decision }]))).toHaveLength(isThere ? 1 : 0)
  })

  test('of a package that is ignored in one place stay for the other', () => {
    const ignored: Judged = {
      ...{ ...full, platforms: ['linux/arm64'] },
      decision: { kind: 'ignored', entry: givenIgnore() },
    }
    const [result] = resultsOf(sarif([ignored, full]))
    expect(result?.message.text).not.toContain('linux/arm64')
  })
})

describe('severity', () => {
  const levels = { critical: 'error', high: 'error', medium: 'warning', low: 'note' }

  /** GitHub's bands, as its documentation has them. */
  function bandOf(score: number): string {
    if (score > 9) return 'critical'
    if (score >= 7) return 'high'
    return score >= 4 ? 'medium' : 'low'
  }

  test('is in the band of the gate, whatever the score says', () => {
    const named = fc.constantFrom('critical', 'high', 'medium', 'low')
    const score = fc.option(fc.double({ min: 0, max: 10, noNaN: true }), { nil: undefined })
    fc.assert(
      fc.property(named, score, (severity, given) => {
        const finding = givenJudged({ severity: severity as Severity, score: given })
        const [rule] = rulesOf(sarif([finding]))
        const text = rule?.properties?.['security-severity']
        expect(text).toMatch(/^\d{1,2}\.\d$/)
        expect(bandOf(Number(text))).toBe(severity)
        expect(Number(text)).toBeGreaterThan(0)
        expect(rule?.defaultConfiguration?.level).toBe(levels[severity as keyof typeof levels])
      }),
    )
  })

  test('keeps the score where it fits, and the raw one in the help', () => {
    const [fits] = rulesOf(sarif([givenJudged({ severity: 'medium', score: 5.3 })]))
    expect(fits?.properties?.['security-severity']).toBe('5.3')
    const [differs] = rulesOf(sarif([givenJudged({ severity: 'low', score: 9.8 })]))
    expect(differs?.properties?.['security-severity']).toBe('3.9')
    expect(differs?.help?.markdown).toContain('**CVSS score**: 9.8')
  })

  test.each<[Partial<Judged>]>([[{ severity: 'unknown' }], [{ severity: 'informational', score: 9 }]])(
    'is left out where there is none: %j',
    (overrides) => {
      const [rule] = rulesOf(sarif([givenJudged(overrides)]))
      expect(rule?.properties).not.toHaveProperty('security-severity')
      expect(rule?.defaultConfiguration?.level).toBe('note')
    },
  )

  test.each([Number.NaN, Number.POSITIVE_INFINITY, undefined])('is never a word: %j', (score) => {
    const text = JSON.stringify(
      sarif(severities.map((severity) => givenJudged({ id: severity, severity, score }))),
    )
    expect(text).not.toMatch(/null|undefined|NaN|Infinity/)
  })

  test('of a rule is the worst of its packages, and of a result that of its own', () => {
    const findings = [
      givenJudged({ severity: 'medium', score: 5 }),
      givenJudged({ packageName: 'zlib', severity: 'critical', score: 9.8 }),
    ]
    const log = sarif(findings)
    expect(rulesOf(log)[0]?.properties).toMatchObject({ 'security-severity': '9.8' })
    expect(resultsOf(log).map(({ level }) => level)).toEqual(['warning', 'error'])
  })
})

describe('the place', () => {
  test.each([
    ['Dockerfile', 'Dockerfile'],
    ['a b/ä#1/Docker?file', 'a%20b/%C3%A4%231/Docker%3Ffile'],
    ['x\ud800y', 'x%EF%BF%BDy'],
  ])('is the Dockerfile: %j', (dockerfile, uri) => {
    expect(uriOf(sarif([full], { dockerfile }))).toBe(uri)
  })

  test('is one that no repository has where no Dockerfile is known, and stays the same', () => {
    const repository = givenRepository({ name: 'team/shop' })
    expect(uriOf(sarif([full], { repository }))).toBe('(image-in-ecr)/team/shop')
  })

  test('belongs to a category of the repository', () => {
    const log = sarif([full], { repository: givenRepository({ name: 'team/shop' }) })
    expect(log.runs[0]?.automationDetails?.id).toBe('slipway/team/shop/')
  })
})

describe('there is no file', () => {
  const missing = [givenNoScan('timed-out', 'linux/arm64')]

  test.each<[string, Partial<Outcome>]>([
    ['where nothing was judged', { verdict: undefined }],
    ['where the gate is off', { scan: undefined, verdict: { kind: 'skipped' } }],
    [
      'where no platform answered',
      {
        scan: givenReport(...missing),
        verdict: givenVerdict([], { kind: 'unscanned', closed: true, missing }),
      },
    ],
    [
      'where one platform did not, since alerts that are missing in a file are closed',
      { scan: givenReport(givenScan([]), ...missing), verdict: givenVerdict([full], { missing }) },
    ],
    ['where there is no platform', { scan: givenReport() }],
  ])('%s', (_, overrides) => {
    const given = { ...givenOutcome(), ...overrides }
    expect(sarifOf(given)).toBeUndefined()
  })

  test('but there is one of an image without findings: it closes the alerts that are gone', () => {
    expect(resultsOf(sarif([]))).toEqual([])
    expect(rulesOf(sarif([]))).toEqual([])
  })
})

/** The lengths and numbers that GitHub documents for uploads. */
function expectWithinLimits(log: Log): void {
  const rules = rulesOf(log)
  const results = resultsOf(log)
  expect(rules.length).toBeLessThanOrEqual(25_000)
  expect(results.length).toBeLessThanOrEqual(25_000)
  const texts = rules.flatMap(({ shortDescription, fullDescription, help }) => [
    ...[shortDescription?.text, fullDescription?.text, help?.text, help?.markdown],
  ])
  const lengths = [...texts, ...results.map(({ message }) => message.text)].map((text) => text?.length ?? 0)
  expect(lengths.filter((length) => length === 0)).toEqual([])
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
  expect(lengths.reduce((a, b) => Math.max(a, b), 0)).toBeLessThanOrEqual(1024)
  expect(
    rules.reduce((most, { properties }) => Math.max(most, properties?.tags?.length ?? 0), 0),
  ).toBeLessThanOrEqual(20)
  expect(gzipSync(JSON.stringify(log), { level: 4 }).length).toBeLessThan(10 * 1000 * 1000)
}

describe('the limits of GitHub', () => {
  test.each(hostile)('hold for hostile text, which stays text: %#', (text) => {
    const finding = givenJudged({
      ...{
        id: text,
        packageName: text,
        packageVersion: text,
        fixedIn: text,
        description: text,
        uri: `${text} `,
      },
      ...{ paths: [text, `${text}2`], platforms: [text] },
    })
    const log = sarif([finding, finding], { dockerfile: text })
    expectWithinLimits(log)
    const [result] = resultsOf(log)
    const [rule] = rulesOf(log)
    expect(result?.message.text).not.toMatch(/(^|[^\\])(\\\\)*[[\]]/)
    expect(JSON.stringify([rule?.id, rule?.shortDescription, result?.message])).not.toMatch(/\\[nru]/)
    expect(rule?.helpUri ?? 'https://').toMatch(/^https:\/\//)
    const html = marked.parse(rule?.help?.markdown ?? '', { async: false, gfm: true })
    const elements = new Set([...html.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, name]) => name))
    expect([...elements].filter((name) => !['p', 'strong', 'ul', 'li', 'code'].includes(name ?? ''))).toEqual(
      [],
    )
  })

  // Only one needs as many as GitHub refuses: what the others show, some thousand show, too.
  test.each<[string, number, (number: number) => Partial<Judged>]>([
    ['all of vulnerabilities of their own', 3_000, (number) => ({ id: `CVE-${number}` })],
    ['all of one vulnerability', 3_000, (number) => ({ packageName: `package-${number}` })],
    ['all of one package', 3_000, (number) => ({ packageVersion: `${number}`, paths: [`/${number}`] })],
    [
      'of text that does not compress',
      30_000,
      (number) => {
        const text = noise(String(number), 1_400)
        return {
          ...{ id: `CVE-${number}`, packageName: text.slice(0, 120), packageVersion: text.slice(120, 240) },
          ...{ fixedIn: text.slice(240, 360), description: text.slice(360, 860), paths: [text.slice(860)] },
        }
      },
    ],
  ])('hold for findings %s, %i of them', (_, length, overrides) => {
    const findings = Array.from({ length }, (_, number) =>
      givenJudged({
        ...full,
        description: `${'A long story of a hole. '.repeat(20)}${number}`,
        ...overrides(number),
      }),
    )
    expectWithinLimits(sarif(findings))
  })

  test('leave the least severe out, and say so', () => {
    const findings = Array.from({ length: 25_003 }, (_, number) =>
      givenJudged({ id: `CVE-${number}`, severity: number < 25_000 ? 'high' : 'low' }),
    )
    const log = sarif(findings)
    expect(resultsOf(log)).toHaveLength(25_000)
    expect(resultsOf(log).filter(({ level }) => level !== 'error')).toEqual([])
    expect(log.runs[0]?.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toBe(
      '3 results, the least severe ones, are left out: GitHub takes 25000 of a run.',
    )
    expect(sarif([full]).runs[0]).not.toHaveProperty('invocations')
  })
})

/** Text without any order, the same in every run. */
function noise(seed: string, length: number): string {
  return createHash('shake256', { outputLength: length }).update(seed).digest('base64').slice(0, length)
}
