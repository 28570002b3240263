import { describe, expect, test } from '@jest/globals'
import { cancelled, type Failure, failureOf } from '../../src/errors.ts'
import type { Outcome } from '../../src/outcome.ts'
import { conclude } from '../../src/report/conclusion.ts'
import type { PlatformScan } from '../../src/scan/findings.ts'
import { judge } from '../../src/scan/gate.ts'
import {
  givenFinding,
  givenNoScan,
  givenOutcome,
  givenPlan,
  givenPolicy,
  givenReport,
  givenScan,
} from '../support/given.ts'

const image = 'shop@sha256:111111111111…'
const notPushed = {
  candidateTag: undefined,
  digest: undefined,
  pushed: undefined,
  scan: undefined,
  verdict: undefined,
  promotion: undefined,
  candidateRemoved: undefined,
}
const notTagged = { promotion: undefined, candidateRemoved: undefined }
const high = givenFinding({ severity: 'high' })
const low = givenFinding({ id: 'CVE-2026-0002', severity: 'low' })

function judged(policy: Parameters<typeof givenPolicy>[0], ...platforms: readonly PlatformScan[]) {
  const scan = givenReport(...platforms)
  return { scan, verdict: judge(scan, givenPolicy(policy)) }
}

const denied: Failure = { code: 'AWS_ACCESS_DENIED', sentence: 'It was denied.', hint: 'Allow it.' }
const refused = { tag: 'v1', reason: 'the tag is immutable', hint: 'Take another one.', certain: true }

type Row = readonly [
  title: string,
  outcome: Outcome,
  exitCode: 0 | 1,
  released: boolean,
  code: Failure['code'] | undefined,
  sentence: string,
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
    `The gate stays closed for ${image}: linux/amd64 has no list of findings, because its scan ended as the scan is failed.`,
  ],
  [
    'enhanced, with fail',
    givenOutcome({ ...notTagged, ...judged({}, givenNoScan('enhanced')) }),
    1,
    false,
    'IMAGE_UNSCANNED',
    `The gate stays closed for ${image}: linux/amd64 has no list of findings, because enhanced scanning, which this version cannot judge, answered: the scan is enhanced.`,
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
    ['timed-out', /scan-timeout-minutes.*`on-unscanned: warn`/],
    ['failed', /`on-unscanned: warn`/],
    ['enhanced', /basic scanning.*`on-unscanned: warn`/],
    ['unsupported', /`on-unsupported: warn`/],
    ['not-started', /ecr:StartImageScan/],
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
