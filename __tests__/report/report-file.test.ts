import { describe, expect, test } from '@jest/globals'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import type { Outcome } from '../../src/outcome.ts'
import { conclude } from '../../src/report/conclusion.ts'
import { reportOf } from '../../src/report/report-file.ts'
import type { Decision } from '../../src/scan/gate.ts'
import {
  digest,
  givenImage,
  givenJudged,
  givenNoScan,
  givenOutcome,
  givenPolicy,
  givenPushed,
  givenReport,
  givenScan,
  host,
  sha,
} from '../support/given.ts'
import { readText } from '../support/sources.ts'
import { givenIgnore, givenVerdict, hostile } from './verdicts.ts'

const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true })
addFormats.default(ajv)
const validate = ajv.compile(JSON.parse(readText('docs/slipway-report.schema.json')))

/** As a reader of the file gets it. */
function report(outcome: Outcome): Record<string, unknown> {
  return JSON.parse(JSON.stringify(reportOf(outcome, conclude(outcome))))
}

function problems(file: unknown): unknown {
  validate(file)
  return validate.errors
}

const failure = { code: 'AWS_UNREACHABLE', sentence: 'Nobody answered.', hint: 'Wait.' } as const
const override = { actor: 'ada', reason: 'The fix is out tomorrow' }
const decisions: readonly Decision[] = [
  { kind: 'violation', why: 'severity' },
  { kind: 'violation', why: 'exploitable' },
  { kind: 'violation', why: 'known-exploited' },
  { kind: 'violation', why: 'epss' },
  { kind: 'suppressed' },
  { kind: 'closed' },
  { kind: 'ignored', entry: givenIgnore() },
  { kind: 'ignored', entry: givenIgnore({ until: undefined, untilFixed: true }) },
  { kind: 'baseline' },
  { kind: 'unfixable' },
  { kind: 'below-threshold' },
  { kind: 'within-limit', limit: 5 },
]
const missing = [givenNoScan('timed-out', 'linux/arm64')]
const full = givenJudged({
  ...{ packageManager: 'OS', paths: ['/usr/lib/x'], fixedIn: '3.0.2', fix: 'yes', exploit: 'yes' },
  ...{ epss: 0.5, knownExploited: true },
})

describe('the report file', () => {
  test('tells all of a blocked release', () => {
    const completedAt = new Date('2026-11-20T11:00:00Z')
    const outcome = givenOutcome({
      promotion: undefined,
      scan: {
        mode: 'enhanced',
        seconds: 63,
        platforms: [{ ...givenScan([]), completedAt }, ...missing],
      },
      baseline: { kind: 'compared', name: 'the image that shop runs', digest, findings: [full] },
      verdict: givenVerdict([full, givenJudged({ decision: { kind: 'ignored', entry: givenIgnore() } })], {
        policy: givenPolicy({ maxFindings: { high: 0 }, minEpss: 0.1 }),
      }),
    })
    expect(report(outcome)).toEqual({
      schemaVersion: 1,
      generator: { name: 'Slipway' },
      image: {
        uri: `${host}/shop@${digest}`,
        repository: 'shop',
        digest,
        platforms: [{ platform: 'linux/amd64', digest }],
      },
      commit: sha,
      verdict: 'blocked',
      closed: true,
      override: null,
      policy: {
        mode: 'enforce',
        severityThreshold: 'high',
        maxFindings: { high: 0 },
        onlyFixable: false,
        failOnExploitable: false,
        failOnKnownExploited: false,
        minEpss: 0.1,
        onUnscanned: 'fail',
        onUnsupported: 'fail',
      },
      scan: {
        mode: 'enhanced',
        seconds: 63,
        platforms: [
          {
            ...{ platform: 'linux/amd64', digest, status: 'complete' },
            ...{ completedAt: '2026-11-20T11:00:00.000Z', reason: null, detail: null },
          },
          {
            ...{ platform: 'linux/arm64', digest, status: 'unavailable' },
            ...{ completedAt: null, reason: 'timed-out', detail: 'the scan is timed-out' },
          },
        ],
      },
      baseline: { name: 'the image that shop runs', digest, findings: 1, reason: null },
      counts: {
        ...Object.fromEntries(
          ['critical', 'medium', 'low', 'informational', 'unknown'].map((severity) => [
            severity,
            { violations: 0, ignored: 0, baseline: 0, other: 0, total: 0 },
          ]),
        ),
        high: { violations: 1, ignored: 1, baseline: 0, other: 0, total: 2 },
        all: { violations: 1, ignored: 1, baseline: 0, other: 0, total: 2 },
      },
      findings: [
        {
          id: 'CVE-2026-0001',
          severity: 'high',
          package: { name: 'openssl', version: '3.0.1', manager: 'OS', paths: ['/usr/lib/x'] },
          ...{ fixedIn: '3.0.2', fix: 'yes', exploit: 'yes', knownExploited: true, epss: 0.5, score: 8.1 },
          uri: 'https://security-tracker.debian.org/tracker/CVE-2026-0001',
          platforms: ['linux/amd64'],
          decision: { kind: 'violation', why: 'severity' },
        },
        {
          id: 'CVE-2026-0001',
          severity: 'high',
          package: { name: 'openssl', version: '3.0.1', manager: null, paths: [] },
          ...{
            fixedIn: null,
            fix: 'unknown',
            exploit: 'unknown',
            knownExploited: null,
            epss: null,
            score: 8.1,
          },
          uri: 'https://security-tracker.debian.org/tracker/CVE-2026-0001',
          platforms: ['linux/amd64'],
          decision: {
            kind: 'ignored',
            ignore: {
              ...{ reason: 'Not reachable from our code', until: '2026-12-31', untilFixed: false },
              ...{ file: '.slipway-ignore.yml', line: 3 },
            },
          },
        },
      ],
      failure: {
        code: 'GATE_BLOCKED',
        sentence: expect.stringContaining('The gate blocked shop@sha256:111111111111…'),
        hint: expect.stringContaining('Update the packages'),
      },
    })
  })

  test('knows nothing where nothing is known, and says why', () => {
    const file = report({ failure })
    expect(file).toMatchObject({ schemaVersion: 1, failure })
    const { schemaVersion, generator, failure: _, ...others } = file
    expect(new Set(Object.values(others))).toEqual(new Set([null]))
    expect(problems(file)).toBeNull()
  })

  test.each([
    ['blocked', { kind: 'blocked' }, true],
    ['unscanned, and closed', { kind: 'unscanned', closed: true, missing }, true],
    ['unscanned, and open', { kind: 'unscanned', closed: false, missing }, false],
    ['overridden', { kind: 'overridden', override }, false],
    ['reported', { kind: 'reported' }, false],
    ['passed', { kind: 'passed' }, false],
  ])('says whether the gate is closed: %s', (_, overrides, closed) => {
    expect(report(givenOutcome({ verdict: givenVerdict([], overrides) }))).toMatchObject({ closed })
  })

  test('names who overrode the gate', () => {
    const verdict = givenVerdict([full], { kind: 'overridden', override })
    expect(report(givenOutcome({ verdict }))).toMatchObject({ verdict: 'overridden', override })
  })
})

describe('the schema takes', () => {
  test.each<[string, Outcome]>([
    ['a pass', givenOutcome()],
    [
      'every decision',
      givenOutcome({ verdict: givenVerdict(decisions.map((decision) => ({ ...full, decision }))) }),
    ],
    ['an override', givenOutcome({ verdict: givenVerdict([full], { kind: 'overridden', override }) })],
    ['a gate that is off', givenOutcome({ scan: undefined, verdict: { kind: 'skipped' } })],
    [
      'scans that did not answer',
      givenOutcome({
        scan: {
          ...givenReport(
            ...(['unsupported', 'failed', 'timed-out', 'not-started', 'stale', 'denied'] as const).map(
              (one) => givenNoScan(one),
            ),
          ),
          mode: undefined,
        },
        verdict: givenVerdict([], { kind: 'unscanned', closed: true, missing }),
      }),
    ],
    [
      'no baseline that could be compared',
      givenOutcome({ baseline: { kind: 'absent', name: 'shop:main', reason: 'it was never scanned' } }),
    ],
    ['several platforms', givenOutcome({ image: givenImage(givenPushed('linux/amd64', 'linux/arm64')) })],
    ['a failure after the push', givenOutcome({ scan: undefined, verdict: undefined, failure })],
    ['a dry run', givenOutcome({ digest: undefined, image: undefined, scan: undefined, verdict: undefined })],
    [
      'numbers and times that are none',
      givenOutcome({
        scan: givenReport({ ...givenScan([]), completedAt: new Date('x') }),
        verdict: givenVerdict([givenJudged({ score: Number.NaN, epss: Number.NaN })]),
      }),
    ],
    ...hostile.map((text, index): [string, Outcome] => [
      `hostile text ${index}`,
      givenOutcome({
        verdict: givenVerdict([
          givenJudged({ id: text, packageName: text, packageVersion: text, uri: text }),
        ]),
      }),
    ]),
  ])('%s', (_, outcome) => {
    expect(problems(report(outcome))).toBeNull()
  })
})

describe('the schema refuses', () => {
  const file = report(givenOutcome({ verdict: givenVerdict([full]) }))

  test.each<[string, object]>([
    ['what it does not know', { more: 1 }],
    ['a verdict of another name', { verdict: 'fine' }],
    ['findings without a decision', { findings: [{ ...full, decision: undefined }] }],
    [
      'counts without a severity',
      { counts: { all: { violations: 0, ignored: 0, baseline: 0, other: 0, total: 0 } } },
    ],
    ['another version of itself', { schemaVersion: 2 }],
  ])('%s', (_, change) => {
    expect(problems({ ...file, ...change })).not.toBeNull()
  })
})
