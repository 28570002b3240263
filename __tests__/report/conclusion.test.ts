import { describe, expect, test } from '@jest/globals'
import type { Rollout } from '../../src/deploy/rollout.ts'
import { cancelled, type Failure, failureOf } from '../../src/errors.ts'
import type { Outcome } from '../../src/outcome.ts'
import { conclude } from '../../src/report/conclusion.ts'
import type { Judged } from '../../src/scan/gate.ts'
import type { GatePolicy } from '../../src/scan/policy.ts'
import {
  givenFinding,
  givenImage,
  givenJudged,
  givenNoScan,
  givenOutcome,
  givenPlan,
  givenPolicy,
  givenScan,
} from '../support/given.ts'
import { arnOf, badEndings, givenRollout, goodEndings, unknown } from './rollouts.ts'
import { givenIgnore, givenVerdict, judged } from './verdicts.ts'

const image = 'shop@sha256:111111111111…'
const notPushed = {
  candidateTag: undefined,
  digest: undefined,
  image: undefined,
  scan: undefined,
  verdict: undefined,
  promotion: undefined,
  candidateRemoved: undefined,
}
const notTagged = { promotion: undefined, candidateRemoved: undefined }
const high = givenFinding({ severity: 'high' })
const low = givenFinding({ id: 'CVE-2026-0002', severity: 'low' })

const override = { reason: 'The fix is out tomorrow.', actor: 'ada' }
const denied: Failure = { code: 'AWS_ACCESS_DENIED', sentence: 'It was denied.', hint: 'Allow it.' }
const nothingPut = { put: [], existing: [], refused: undefined, untried: [] }
const refused = { tag: 'v1', reason: 'the tag is immutable', hint: 'Take another one.', certain: true }

const shop = (ending: Rollout['ending'], overrides: Partial<Rollout> = {}) =>
  givenRollout({ ending, ...overrides })
const endingWith = (ending: Rollout['ending'], overrides: Partial<Rollout> = {}) => ({
  rollouts: [shop(ending, overrides)],
})

type Row = readonly [
  title: string,
  outcome: Outcome,
  exitCode: 0 | 1,
  released: boolean,
  code: Failure['code'] | undefined,
  sentence: string,
]

const passed = `Released ${image} as main: the gate passed without any finding`
const two = (ending: Rollout['ending']) => [shop({ kind: 'successful' }), shop(ending, { service: 'jobs' })]
const registered = { taskDefinition: arnOf('shop:12'), changed: true, diff: [], from: 'task.json' }

const deploys: readonly Row[] = [
  ...Object.values(badEndings).map(
    (ending): Row => [
      `a deployment that ended as ${ending.kind}`,
      givenOutcome(endingWith(ending)),
      1,
      false,
      expect.stringMatching(/^[A-Z_]+$/) as unknown as Failure['code'],
      expect.stringContaining(' service shop') as unknown as string,
    ],
  ),
  [
    'a deployment that could not be watched',
    givenOutcome(endingWith(undefined, { failure: unknown })),
    1,
    false,
    'DEPLOYMENT_UNKNOWN',
    unknown.sentence,
  ],
  [
    'a deployment of which nothing is known',
    givenOutcome(endingWith(undefined)),
    1,
    false,
    'DEPLOYMENT_UNKNOWN',
    'What became of the deployment of shop:8 to the service shop is unknown.',
  ],
  [
    'no change to deploy',
    givenOutcome(endingWith({ kind: 'no-change' })),
    0,
    true,
    undefined,
    `${passed}, and the service shop ran shop:8 already.`,
  ],
  [
    'a deployment that was not waited for',
    givenOutcome(endingWith({ kind: 'not-waited' })),
    0,
    true,
    undefined,
    `${passed}, and the service shop was told to run shop:8, and its rollout was not waited for.`,
  ],
  [
    'a deployment that is paused',
    givenOutcome(endingWith(goodEndings.paused)),
    0,
    false,
    undefined,
    `${passed}, and the rollout of shop:8 to the service shop is paused by its hook hook-1, until 2026-11-23 09:30 UTC at the latest.`,
  ],
  [
    'a deployment that was superseded, with warn',
    givenOutcome(endingWith(goodEndings.superseded)),
    0,
    false,
    undefined,
    `${passed}, and a newer deployment took the place of that of shop:8 to the service shop.`,
  ],
  [
    'several services',
    givenOutcome({ rollouts: two({ kind: 'successful' }) }),
    0,
    true,
    undefined,
    `${passed}, and the services shop and jobs run shop:8.`,
  ],
  [
    'several services, of which one was superseded, with warn',
    givenOutcome({ rollouts: two(goodEndings.superseded) }),
    0,
    false,
    undefined,
    `${passed}, and the service shop runs shop:8; a newer deployment took the place of that of shop:8 to the service jobs.`,
  ],
  [
    'several services, of which one was rolled back',
    givenOutcome({ rollouts: two(badEndings['rolled-back']) }),
    1,
    false,
    'ROLLED_BACK',
    'ECS rolled the service jobs back from shop:8 to what it ran before: It was so. Of the other services, 1 ended well (shop).',
  ],
  [
    'a deployment that is paused, with tags that were to be put after it',
    givenOutcome({ ...notTagged, ...endingWith({ ...goodEndings.paused, expiresAt: undefined }) }),
    0,
    false,
    undefined,
    `Released ${image} without its tags, which follow a deploy that is done: the gate passed without any finding, and the rollout of shop:8 to the service shop is paused by its hook hook-1.`,
  ],
  [
    'a revision for no service',
    givenOutcome({ registered }),
    0,
    true,
    undefined,
    `${passed}. Registered shop:12 from task.json.`,
  ],
  [
    'a revision for no service that is there already',
    givenOutcome({ registered: { ...registered, changed: false, taskDefinition: arnOf('shop:11') } }),
    0,
    true,
    undefined,
    `${passed}. Nothing was registered from task.json: shop:11 is what it would be already.`,
  ],
  [
    'a revision for no service, of an image that ECR had',
    givenOutcome({
      ...{ registered, plan: givenPlan({ tags: [] }), promotion: nothingPut },
      ...{ image: givenImage({ origin: 'stored' }), built: undefined },
    }),
    0,
    true,
    undefined,
    `Released ${image} without a tag, as asked: the gate passed without any finding. Registered shop:12 from task.json.`,
  ],
  [
    'a dry run that looked at a service',
    givenOutcome({ ...notPushed, built: undefined, dryRun: true, ...endingWith(undefined) }),
    0,
    false,
    undefined,
    'Dry run: nothing was built and nothing was changed.',
  ],
]

const table: readonly Row[] = [
  [
    'the gate passed, all tags put',
    givenOutcome(),
    0,
    true,
    undefined,
    `Released ${image} as main: the gate passed without any finding.`,
  ],
  [
    'the gate passed with findings below the threshold',
    givenOutcome(judged({}, givenScan([low]))),
    0,
    true,
    undefined,
    `Released ${image} as main: the gate passed with 1 finding, all below high.`,
  ],
  [
    'the gate blocks nothing',
    givenOutcome(judged({ threshold: 'none' }, givenScan([high, low]))),
    0,
    true,
    undefined,
    `Released ${image} as main: the gate passed with 2 findings, none of which may block.`,
  ],
  [
    'the gate is off, all tags put',
    givenOutcome({ scan: undefined, verdict: { kind: 'skipped' } }),
    0,
    true,
    undefined,
    `Released ${image} as main: the gate is off.`,
  ],
  [
    'the tags were there already',
    givenOutcome({ promotion: { put: ['latest'], existing: ['v1'], refused: undefined, untried: [] } }),
    0,
    true,
    undefined,
    `Released ${image} as v1, latest: the gate passed without any finding.`,
  ],
  [
    'tags: none',
    givenOutcome({ promotion: { put: [], existing: [], refused: undefined, untried: [] } }),
    0,
    true,
    undefined,
    `Released ${image} without a tag, as asked: the gate passed without any finding.`,
  ],
  [
    'push: false',
    givenOutcome({ ...notPushed, intent: 'build' }),
    0,
    false,
    undefined,
    'Built without pushing.',
  ],
  [
    'push: candidate',
    givenOutcome({ ...notTagged, intent: 'candidate' }),
    0,
    false,
    undefined,
    `Pushed the candidate ${image}: the gate passed without any finding. No tag was asked for.`,
  ],
  [
    'a dry run',
    givenOutcome({ ...notPushed, built: undefined, dryRun: true }),
    0,
    false,
    undefined,
    'Dry run: nothing was built and nothing was changed.',
  ],
  [
    'gate: report with violations',
    givenOutcome(judged({ mode: 'report' }, givenScan([high]))),
    0,
    true,
    undefined,
    `Released ${image} as main: the gate only reports, and 1 finding would have blocked.`,
  ],
  [
    'unscanned, with warn',
    givenOutcome(judged({ onUnscanned: 'warn' }, givenNoScan('timed-out'))),
    0,
    true,
    undefined,
    `Released ${image} as main: it was not scanned, and the gate was told to let that pass.`,
  ],
  [
    'unsupported, with warn',
    givenOutcome(judged({ onUnsupported: 'warn' }, givenNoScan('unsupported'))),
    0,
    true,
    undefined,
    `Released ${image} as main: it was not scanned, and the gate was told to let that pass.`,
  ],
  [
    'blocked',
    givenOutcome({ ...notTagged, ...judged({}, givenScan([high, low])) }),
    1,
    false,
    'GATE_BLOCKED',
    `The gate blocked ${image}: 1 finding at or above high, the worst CVE-2026-0001 (high) in openssl 3.0.1.`,
  ],
  [
    'blocked by anything',
    givenOutcome({ ...notTagged, ...judged({ threshold: 'any' }, givenScan([high, low])) }),
    1,
    false,
    'GATE_BLOCKED',
    `The gate blocked ${image}: 2 findings of any severity, the worst CVE-2026-0001 (high) in openssl 3.0.1.`,
  ],
  [
    'a blocked candidate',
    givenOutcome({ ...notTagged, intent: 'candidate', ...judged({}, givenScan([high])) }),
    1,
    false,
    'GATE_BLOCKED',
    `The gate blocked ${image}: 1 finding at or above high, the worst CVE-2026-0001 (high) in openssl 3.0.1.`,
  ],
  [
    'unscanned, with fail',
    givenOutcome({ ...notTagged, ...judged({}, givenNoScan('timed-out')) }),
    1,
    false,
    'IMAGE_UNSCANNED',
    `The gate stays closed for ${image}: linux/amd64 has no list of findings, because the scan is timed-out.`,
  ],
  [
    'failed, with fail',
    givenOutcome({ ...notTagged, ...judged({}, givenNoScan('failed')) }),
    1,
    false,
    'IMAGE_UNSCANNED',
    `The gate stays closed for ${image}: linux/amd64 has no list of findings, because its scan failed: the scan is failed.`,
  ],
  [
    'stale, with fail',
    givenOutcome({ ...notTagged, ...judged({}, givenNoScan('stale')) }),
    1,
    false,
    'IMAGE_UNSCANNED',
    `The gate stays closed for ${image}: linux/amd64 has no list of findings, because its scan is too old: the scan is stale.`,
  ],
  [
    'denied, with fail',
    givenOutcome({ ...notTagged, ...judged({}, givenNoScan('denied')) }),
    1,
    false,
    'IMAGE_UNSCANNED',
    `The gate stays closed for ${image}: linux/amd64 has no list of findings, because Inspector may not read it: the scan is denied.`,
  ],
  [
    'unsupported, with warn, beside a platform that failed, with fail',
    givenOutcome({
      ...notTagged,
      ...judged(
        { onUnsupported: 'warn' },
        givenNoScan('unsupported'),
        givenNoScan('failed', 'linux/arm64'),
        givenScan([], 'linux/386'),
      ),
    }),
    1,
    false,
    'IMAGE_UNSCANNED',
    `The gate stays closed for ${image}: linux/arm64 has no list of findings, because its scan failed: the scan is failed; 1 other platform has none either.`,
  ],
  [
    'overridden',
    givenOutcome(judged({ override }, givenScan([high, low]))),
    0,
    true,
    undefined,
    `Released ${image} as main; the gate was overridden by ada: The fix is out tomorrow.`,
  ],
  [
    'overridden and deployed',
    givenOutcome({
      ...judged({ override }, givenScan([high, low])),
      ...endingWith({ kind: 'successful' }),
    }),
    0,
    true,
    undefined,
    `Released ${image} as main, and the service shop runs shop:8 after 65 s; the gate was overridden by ada: The fix is out tomorrow.`,
  ],
  [
    'an unscanned image, overridden',
    givenOutcome(judged({ override }, givenNoScan('timed-out'))),
    0,
    true,
    undefined,
    `Released ${image} as main; the gate was overridden by ada: The fix is out tomorrow.`,
  ],
  [
    'a candidate, overridden',
    givenOutcome({ ...notTagged, intent: 'candidate', ...judged({ override }, givenScan([high])) }),
    0,
    false,
    undefined,
    `Pushed the candidate ${image}: the gate was overridden by ada: The fix is out tomorrow. No tag was asked for.`,
  ],
  [
    'unscanned, with a gate that only reports',
    givenOutcome(judged({ mode: 'report' }, givenNoScan('timed-out'))),
    0,
    true,
    undefined,
    `Released ${image} as main: it was not scanned, and the gate only reports.`,
  ],
  [
    'unsupported, with fail',
    givenOutcome({ ...notTagged, ...judged({}, givenNoScan('unsupported')) }),
    1,
    false,
    'IMAGE_UNSUPPORTED',
    `The gate stays closed for ${image}: linux/amd64 has no list of findings, because ECR cannot scan it: the scan is unsupported.`,
  ],
  [
    'nothing was scanned',
    givenOutcome({ ...notTagged, ...judged({}) }),
    1,
    false,
    'IMAGE_UNSCANNED',
    `The gate stays closed for ${image}: there was nothing to scan.`,
  ],
  [
    'some tags could not be put',
    givenOutcome({
      candidateRemoved: undefined,
      promotion: { put: ['sha-1'], existing: [], refused, untried: ['latest'] },
    }),
    1,
    false,
    'TAGS_NOT_PUT',
    `The tag v1 could not be put on ${image}: the tag is immutable.`,
  ],
  [
    'an image of an earlier run',
    givenOutcome({ image: givenImage({ origin: 'reused' }), built: undefined }),
    0,
    true,
    undefined,
    `Released ${image} (built by an earlier run of this commit) as main: the gate passed without any finding.`,
  ],
  [
    'an image of a run that was faster',
    givenOutcome({ image: givenImage({ origin: 'adopted' }), candidateRemoved: undefined }),
    0,
    true,
    undefined,
    `Released ${image} (built by another run of this commit, which was faster) as main: the gate passed without any finding.`,
  ],
  [
    'an image that ECR had',
    givenOutcome({ image: givenImage({ origin: 'stored' }), built: undefined }),
    0,
    true,
    undefined,
    `Released ${image} as main: the gate passed without any finding.`,
  ],
  [
    'an image of the engine',
    givenOutcome({ image: givenImage({ origin: 'local' }), built: undefined }),
    0,
    true,
    undefined,
    `Released ${image} as main: the gate passed without any finding.`,
  ],
  [
    'an image that is there already, and nothing to do with it',
    givenOutcome({ ...notPushed, built: undefined, intent: 'build' }),
    0,
    false,
    undefined,
    'Nothing was built and nothing was pushed, as the event or the input push says.',
  ],
  [
    'one tag was left alone',
    givenOutcome({ promotion: { ...nothingPut, put: ['sha-1'], kept: ['main'] } }),
    0,
    false,
    undefined,
    `Released ${image} as sha-1: the gate passed without any finding; main names a later commit's image and was left alone.`,
  ],
  [
    'all tags were left alone',
    givenOutcome({ promotion: { ...nothingPut, kept: ['main', 'latest'] } }),
    0,
    false,
    undefined,
    `Released ${image} without a tag of its own: the gate passed without any finding; main, latest name a later commit's image and were left alone.`,
  ],
  [
    'no tag was left alone',
    givenOutcome({ promotion: { ...nothingPut, put: ['main'], kept: [] } }),
    0,
    true,
    undefined,
    `Released ${image} as main: the gate passed without any finding.`,
  ],
  [
    'the tag that says what is deployed was put',
    givenOutcome({ deployedTag: { ...nothingPut, put: ['production'] } }),
    0,
    true,
    undefined,
    `Released ${image} as main, production: the gate passed without any finding.`,
  ],
  [
    'the tag that says what is deployed could not be put',
    givenOutcome({ deployedTag: { ...nothingPut, refused: { ...refused, tag: 'production' } } }),
    1,
    false,
    'TAGS_NOT_PUT',
    `The tag production could not be put on ${image}: the tag is immutable.`,
  ],
  [
    'blocked, with tags that were put before the gate',
    givenOutcome(judged({}, givenScan([high]))),
    1,
    false,
    'GATE_BLOCKED',
    `The gate blocked ${image}: 1 finding at or above high, the worst CVE-2026-0001 (high) in openssl 3.0.1.`,
  ],
  [
    'the deploy failed, and tags were to be put after it',
    givenOutcome({ ...notTagged, ...endingWith(badEndings['rolled-back']) }),
    1,
    false,
    'ROLLED_BACK',
    'ECS rolled the service shop back from shop:8 to what it ran before: It was so.',
  ],
  [
    'cancelled',
    givenOutcome({ ...notPushed, built: undefined, failure: failureOf(cancelled()) }),
    1,
    false,
    'CANCELLED',
    'The run was cancelled.',
  ],
  [
    'cancelled after the tags were put',
    givenOutcome({ failure: failureOf(cancelled()) }),
    1,
    false,
    'CANCELLED',
    'The run was cancelled.',
  ],
  [
    'a stage failed',
    givenOutcome({ ...notTagged, verdict: undefined, scan: undefined, failure: denied }),
    1,
    false,
    'AWS_ACCESS_DENIED',
    'It was denied.',
  ],
  [
    'a stage failed after the gate blocked',
    givenOutcome({ ...notTagged, ...judged({}, givenScan([high])), failure: denied }),
    1,
    false,
    'AWS_ACCESS_DENIED',
    'It was denied.',
  ],
  ...deploys,
  ['nothing is known but the failure', { failure: denied }, 1, false, 'AWS_ACCESS_DENIED', 'It was denied.'],
]

describe('the outcome table', () => {
  test.each(table)('%s', (_, outcome, exitCode, released, code, sentence) => {
    const conclusion = conclude(outcome)
    expect({
      exitCode: conclusion.exitCode,
      released: conclusion.released,
      code: conclusion.failure?.code,
      headline: conclusion.headline,
    }).toEqual({ exitCode, released, code, headline: sentence })
  })
})

describe('why the gate blocked', () => {
  const violation = (why: 'severity' | 'exploitable' | 'known-exploited' | 'epss', overrides: object = {}) =>
    givenJudged({ decision: { kind: 'violation', why }, ...overrides })
  const times = (number: number, severity: 'high' | 'medium') =>
    Array.from({ length: number }, (_, index) => violation('severity', { id: `CVE-${index}`, severity }))

  function sentence(findings: readonly Judged[], policy: Partial<GatePolicy> = {}): string | undefined {
    const verdict = givenVerdict(findings, { policy: givenPolicy(policy) })
    return conclude(givenOutcome({ ...notTagged, verdict })).failure?.sentence
  }

  test.each<[string, readonly Judged[], Partial<GatePolicy>, string]>([
    [
      'a fix',
      [violation('severity', { fixedIn: '3.0.2', fix: 'yes' })],
      {},
      '1 finding at or above high, the worst CVE-2026-0001 (high) in openssl 3.0.1 → 3.0.2.',
    ],
    [
      'no fix',
      [violation('severity', { fix: 'no' })],
      {},
      '1 finding at or above high, the worst CVE-2026-0001 (high) in openssl 3.0.1, which has no fix.',
    ],
    [
      'too many of a severity',
      times(6, 'high'),
      { maxFindings: { high: 5 } },
      '6 high findings, at most 5 are allowed, the worst CVE-0 (high) in openssl 3.0.1.',
    ],
    [
      'one too many of a severity',
      times(2, 'high'),
      { maxFindings: { high: 1 } },
      '2 high findings, at most 1 is allowed, the worst CVE-0 (high) in openssl 3.0.1.',
    ],
    [
      'any of a severity below the threshold',
      times(1, 'medium'),
      { maxFindings: { medium: 0 } },
      '1 medium finding, none is allowed, the worst CVE-0 (medium) in openssl 3.0.1.',
    ],
    [
      'an exploit',
      [violation('exploitable', { severity: 'low' })],
      {},
      '1 finding with a known exploit, the worst CVE-2026-0001 (low, with a known exploit) in openssl 3.0.1.',
    ],
    [
      'exploits that CISA knows',
      [violation('known-exploited'), violation('known-exploited', { id: 'CVE-2' })],
      {},
      '2 findings that CISA lists as exploited, the worst CVE-2026-0001 (high, known to be exploited) in openssl 3.0.1.',
    ],
    [
      'a probable exploit',
      [violation('epss', { epss: 0.123 })],
      { minEpss: 0.125 },
      '1 finding with an EPSS of 12.5 % or more, the worst CVE-2026-0001 (high, EPSS 12 %) in openssl 3.0.1.',
    ],
    [
      'several rules',
      [violation('known-exploited', { severity: 'critical' }), ...times(2, 'high'), ...times(1, 'medium')],
      { maxFindings: { medium: 0 } },
      '4 findings (1 finding that CISA lists as exploited; 1 medium finding, none is allowed; 2 other findings at or above high), the worst CVE-2026-0001 (critical, known to be exploited) in openssl 3.0.1.',
    ],
  ])('%s', (_, findings, policy, words) => {
    expect(sentence(findings, policy)).toBe(`The gate blocked ${image}: ${words}`)
  })

  test('in a sentence of bounded length, whatever a finding is called', () => {
    const endless = 'x'.repeat(100_000)
    const names = { id: endless, packageName: endless, packageVersion: endless, fixedIn: endless }
    expect(sentence([violation('severity', names)])?.length).toBeLessThan(600)
  })
})

describe('how a pass is told', () => {
  const decided = (decision: Judged['decision'], number = 1) =>
    Array.from({ length: number }, () => givenJudged({ decision }))
  const below = decided({ kind: 'below-threshold' }, 3)

  test.each<[string, readonly Judged[], Partial<GatePolicy>]>([
    ['with 3 findings, all below high', below, {}],
    ['with 3 findings, none of which may block', below, { threshold: 'none' }],
    ['with 2 findings, all ignored', decided({ kind: 'ignored', entry: givenIgnore() }, 2), {}],
    ['with 1 finding, all within max-findings', decided({ kind: 'within-limit', limit: 1 }), {}],
    [
      'with 9 findings: 1 ignored, 1 suppressed, 1 closed, 1 in the baseline, 1 without a fix, 1 within max-findings, 3 below medium',
      [
        ...below,
        ...decided({ kind: 'suppressed' }),
        ...decided({ kind: 'closed' }),
        ...decided({ kind: 'ignored', entry: givenIgnore() }),
        ...decided({ kind: 'baseline' }),
        ...decided({ kind: 'unfixable' }),
        ...decided({ kind: 'within-limit', limit: 4 }),
      ],
      { threshold: 'medium' },
    ],
    [
      'with 4 findings: 1 in the baseline, 3 that may not block',
      [...below, ...decided({ kind: 'baseline' })],
      { threshold: 'none' },
    ],
  ])('%s', (words, findings, policy) => {
    const verdict = givenVerdict(findings, { policy: givenPolicy(policy) })
    expect(conclude(givenOutcome({ verdict })).headline).toBe(
      `Released ${image} as main: the gate passed ${words}.`,
    )
  })
})

describe('what to do next', () => {
  function hint(outcome: Outcome): string | undefined {
    return conclude(outcome).failure?.hint
  }

  test('about a blocked image: where it is, and that no tag was put', () => {
    expect(hint(givenOutcome({ ...notTagged, ...judged({}, givenScan([high])) }))).toMatch(
      /^No release tag was put; the image stays under candidate-42-1-beef\. Update the packages/,
    )
  })

  test.each([
    [['no', 'no'], /No fix is known for any of them: .*`until: fixed`/],
    [['no', 'yes'], /Update the packages/],
    [['no', 'partial'], /Update the packages/],
    [['unknown'], /Update the packages/],
  ] as const)('about a blocked image whose findings have fixes: %j', (fixes, words) => {
    const findings = fixes.map((fix) => givenJudged({ fix }))
    expect(hint(givenOutcome({ ...notTagged, verdict: givenVerdict(findings) }))).toMatch(words)
  })

  test('about a blocked image that got its tags before the gate: which, and why', () => {
    const promotion = { ...nothingPut, put: ['main'], existing: ['v1'] }
    expect(hint(givenOutcome({ ...judged({}, givenScan([high])), promotion }))).toMatch(
      /^It has the tags v1, main all the same, since `tag-after: push` puts them before the gate\. Update the packages/,
    )
    const unscanned = judged({}, givenNoScan('failed'))
    expect(hint(givenOutcome({ ...unscanned, promotion: { ...nothingPut, put: ['main'] } }))).toMatch(
      /^It has the tag main all the same/,
    )
  })

  test('about a blocked image of an earlier run: how to build it anew', () => {
    const blocked = judged({}, givenScan([high]))
    const text = hint(givenOutcome({ ...notTagged, ...blocked, image: givenImage({ origin: 'reused' }) }))
    expect(text).toMatch(/^No release tag was put by this run\. .*`reuse: never`/)
    expect(hint(givenOutcome({ ...notTagged, ...blocked }))).not.toContain('reuse')
  })

  test.each(['adopted', 'stored', 'reused'] as const)(
    'about a blocked image that is %s: nothing of a candidate tag, which is not on it',
    (origin) => {
      const blocked = judged({}, givenScan([high]))
      const text = hint(givenOutcome({ ...notTagged, ...blocked, image: givenImage({ origin }) }))
      expect(text).toMatch(/^No release tag was put by this run\. /)
      expect(text).not.toContain('candidate-42')
    },
  )

  test('about a blocked image of the engine: where it is', () => {
    const blocked = judged({}, givenScan([high]))
    expect(
      hint(givenOutcome({ ...notTagged, ...blocked, image: givenImage({ origin: 'local' }) })),
    ).toContain('the image stays under candidate-42-1-beef')
  })

  test('about the tag that says what is deployed: the release tags were put all the same', () => {
    const deployedTag = { ...nothingPut, refused: { ...refused, tag: 'production' } }
    const text = hint(givenOutcome({ deployedTag }))
    expect(text).not.toContain('No release tag was put')
    expect(text).toMatch(/main.*Take another one\.$/)
  })

  test('about a tag that could not be put while another was left alone', () => {
    const promotion = { ...nothingPut, refused, kept: ['main'] }
    expect(conclude(givenOutcome({ promotion }))).toMatchObject({ exitCode: 1, released: false })
  })

  test.each([
    ['timed-out', /scan-timeout-minutes.*`on-unscanned: warn`/],
    ['failed', /`on-unscanned: warn`/],
    ['stale', /max-scan-age-hours.*`on-unscanned: warn`/],
    ['denied', /Let Inspector read.*`on-unscanned: warn`/],
    ['unsupported', /`on-unsupported: warn`/],
    ['not-started', /ecr:StartImageScan.*`on-unscanned: warn`/],
  ] as const)('about an image whose scan is %s', (reason, words) => {
    const text = hint(givenOutcome({ ...notTagged, ...judged({}, givenNoScan(reason)) }))
    expect(text).toMatch(words)
    expect(text).toContain('the image stays under candidate-42-1-beef')
  })

  test.each([
    [
      { put: ['a'], existing: ['b'], refused, untried: ['c', 'd'] },
      'b, a were put, c, d were not tried. Take another one.',
    ],
    [{ put: [], existing: [], refused, untried: [] }, 'No release tag was put. Take another one.'],
    [{ put: ['a'], existing: [], refused, untried: ['c'] }, 'a was put, c was not tried. Take another one.'],
  ])('about tags that could not be put: which were, and which were not tried: %#', (promotion, words) => {
    expect(hint(givenOutcome({ promotion }))).toBe(words)
  })
})

describe('what to do next about a deploy', () => {
  const hint = (outcome: Outcome) => conclude(outcome).failure?.hint
  const bad = endingWith(badEndings['rolled-back'])
  const nothing = 'Nothing of this release runs.'

  test.each<[string, Outcome, string]>([
    ['tags that were put', givenOutcome(bad), `${nothing} The release tags stay.`],
    [
      'tags that were there before',
      givenOutcome({ ...bad, promotion: { ...nothingPut, existing: ['main'] } }),
      `${nothing} The release tags stay.`,
    ],
    [
      'tags that were to be put after it',
      givenOutcome({ ...bad, ...notTagged }),
      `${nothing} No release tag was put by this run.`,
    ],
    ['tags: none', givenOutcome({ ...bad, plan: givenPlan({ tags: [] }), promotion: nothingPut }), nothing],
    [
      'tags, where it could not be watched',
      givenOutcome(endingWith(undefined, { failure: unknown })),
      'Allow it. The release tags stay.',
    ],
  ])('says what is true of %s', (_, outcome, words) => {
    expect(hint(outcome)).toBe(words)
  })

  const stopped = failureOf(cancelled())
  const going = (service: string, overrides: Partial<Rollout> = {}) =>
    shop(undefined, { service, deploymentId: `ecs-svc/${service}`, ...overrides })

  test.each<[string, readonly Rollout[], string]>([
    [
      'the deployment with which ECS goes on',
      [going('a')],
      'ECS goes on with the deployment ecs-svc/a of the service a; look at what becomes of it.',
    ],
    [
      'the deployments with which ECS goes on',
      [going('a'), going('b'), shop({ kind: 'successful' })],
      'ECS goes on with the deployments ecs-svc/a of the service a and ecs-svc/b of the service b; look at what becomes of them.',
    ],
    [
      'what was still asked of ECS',
      [going('a'), going('b', { notes: ['ECS was asked to roll it back'] })],
      'ECS goes on with the deployment ecs-svc/a of the service a; look at what becomes of it. The service b: ECS was asked to roll it back.',
    ],
    ['nothing of a deployment that was not begun', [going('a', { deploymentId: undefined })], stopped.hint],
    ['nothing of one that is over', [shop({ kind: 'successful' })], stopped.hint],
  ])('names %s when the run was cancelled', (_, rollouts, words) => {
    expect(hint(givenOutcome({ rollouts, failure: stopped }))).toBe(words)
  })

  test('names a few when there are very many', () => {
    const rollouts = Array.from({ length: 50 }, (_, number) => going(`s${number}`))
    expect(hint(givenOutcome({ rollouts, failure: stopped }))).toMatch(/service s4 and 45 more; look at/)
  })
})

describe('a candidate that was not pushed by this run', () => {
  test.each(['stored', 'reused'] as const)('is not said to be: %s', (origin) => {
    const image = givenImage({ origin, candidateTag: undefined })
    const outcome = givenOutcome({
      ...notTagged,
      intent: 'candidate',
      candidateTag: undefined,
      built: undefined,
      image,
    })
    expect(conclude(outcome)).toMatchObject({ exitCode: 0, released: false })
    expect(conclude(outcome).headline).not.toMatch(/^Pushed/)
  })
})

describe('a warning', () => {
  test.each([
    [
      'what the gate only reported',
      givenOutcome(judged({ mode: 'report' }, givenScan([high, low]))),
      `The gate only reports: ${image} has 1 finding at or above high.`,
    ],
    [
      'what went through unscanned',
      givenOutcome(judged({ onUnscanned: 'warn' }, givenNoScan('timed-out'))),
      `${image} went through the gate unjudged: linux/amd64 has no list of findings, because the scan is timed-out.`,
    ],
    [
      'what the gate only reported, beside what it could not look at',
      givenOutcome(judged({ mode: 'report' }, givenScan([high]), givenNoScan('timed-out', 'linux/arm64'))),
      `The gate only reports: ${image} has 1 finding at or above high. Not judged: linux/arm64 has no list of findings, because the scan is timed-out.`,
    ],
    [
      'who overrode the gate, why, and what it had found',
      givenOutcome(judged({ override }, givenScan([high, low]))),
      `The gate was overridden by ada: The fix is out tomorrow. ${image} has 1 finding at or above high.`,
    ],
    [
      'who overrode a gate that closed for want of a scan',
      givenOutcome(judged({ override }, givenNoScan('timed-out'))),
      'The gate was overridden by ada: The fix is out tomorrow. Not judged: linux/amd64 has no list of findings, because the scan is timed-out.',
    ],
    [
      'an override beside a note of the rollout',
      givenOutcome({
        ...judged({ override }, givenScan([high])),
        ...endingWith({ kind: 'successful' }, { notes: ['nothing runs'] }),
      }),
      `The gate was overridden by ada: The fix is out tomorrow. ${image} has 1 finding at or above high. The service shop: nothing runs.`,
    ],
    [
      'all that is to be said of services',
      givenOutcome({
        rollouts: [
          shop({ kind: 'successful' }, { notes: ['it wants 0 tasks', 'only 1 of 2 tasks run now.'] }),
          shop(goodEndings.paused, { service: 'jobs' }),
          shop(goodEndings.superseded, { service: 'cron' }),
        ],
      }),
      'The service shop: it wants 0 tasks; only 1 of 2 tasks run now. The rollout of shop:8 to the service jobs is paused by its hook hook-1, until 2026-11-23 09:30 UTC at the latest: somebody must say whether it goes on. A newer deployment took the place of the deployment of shop:8 to the service cron: It was so.',
    ],
  ])('names %s', (_, outcome, warning) => {
    expect(conclude(outcome).warning).toBe(warning)
  })

  test.each([
    ['a pass', givenOutcome()],
    [
      'a failure',
      givenOutcome({ ...notTagged, ...judged({ mode: 'report' }, givenScan([high])), failure: denied }),
    ],
    ['a gate that is off', givenOutcome({ verdict: { kind: 'skipped' } })],
    ['a gate that blocked', givenOutcome({ ...notTagged, ...judged({}, givenScan([high])) })],
  ])('does not stand beside %s', (_, outcome) => {
    expect(conclude(outcome).warning).toBeUndefined()
  })
})

test('very many tags do not make a very long sentence', () => {
  const tags = Array.from({ length: 500 }, (_, number) => `v${number}`)
  const promotion = { put: tags, existing: [], refused: undefined, untried: [] }
  expect(conclude(givenOutcome({ plan: givenPlan({ tags }), promotion })).headline).toMatch(
    /v9 and 490 more: /,
  )
})

test('an endless reason or actor does not make an endless sentence', () => {
  const endless = { reason: `x\n::error::${'y'.repeat(100_000)}`, actor: 'z'.repeat(100_000) }
  const { headline, warning } = conclude(givenOutcome(judged({ override: endless }, givenScan([high]))))
  expect(headline.length).toBeLessThan(1_000)
  expect(warning?.length).toBeLessThan(1_000)
  expect(`${headline}${warning}`).not.toContain('\n')
})
