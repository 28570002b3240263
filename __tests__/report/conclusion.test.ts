import { describe, expect, test } from '@jest/globals'
import type { Rollout } from '../../src/deploy/rollout.ts'
import { cancelled, type Failure, failureOf } from '../../src/errors.ts'
import type { Outcome } from '../../src/outcome.ts'
import { conclude } from '../../src/report/conclusion.ts'
import type { PlatformScan } from '../../src/scan/findings.ts'
import { judge } from '../../src/scan/gate.ts'
import {
  givenFinding,
  givenImage,
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
  image: undefined,
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
const nothingPut = { put: [], existing: [], refused: undefined, untried: [] }
const refused = { tag: 'v1', reason: 'the tag is immutable', hint: 'Take another one.', certain: true }

function givenRollout(ending: Rollout['ending']): Rollout {
  const names = { cluster: 'production', service: 'shop', taskDefinition: 'a/shop:2', previous: 'a/shop:1' }
  return {
    ...names,
    ...{ changed: true, diff: [], deploymentId: 'ecs-svc/1', ending, seconds: 1 },
    ...{ evidence: { tasks: [], events: [] }, diagnosis: undefined, runs: undefined },
    ...{ note: undefined, consoleUrl: undefined },
  }
}

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
    givenOutcome({ ...notTagged, rollout: givenRollout({ kind: 'rolled-back', reason: 'tasks failed' }) }),
    1,
    false,
    'ROLLED_BACK',
    'ECS rolled the service shop back from shop:2 to what it ran before: tasks failed.',
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
