import { describe, expect, test } from '@jest/globals'
import { marked } from 'marked'
import { cancelled, failureOf } from '../../src/errors.ts'
import type { Outcome } from '../../src/outcome.ts'
import { conclude } from '../../src/report/conclusion.ts'
import { renderSummary } from '../../src/report/summary.ts'
import {
  digest,
  givenFinding,
  givenImage,
  givenJudged,
  givenNoScan,
  givenOutcome,
  givenPlan,
  givenPushed,
  givenReport,
  givenRepository,
  givenScan,
  host,
  sha,
} from '../support/given.ts'
import { givenIgnore, givenVerdict, hostile, judged } from './verdicts.ts'

/** GitHub takes 1 MiB; some other part may grow. */
const limit = 500 * 1024
const nothingPut = { put: [], existing: [], refused: undefined, untried: [] }
const notTagged = { promotion: undefined, candidateRemoved: undefined }
const notPushed = {
  ...notTagged,
  candidateTag: undefined,
  digest: undefined,
  image: undefined,
  scan: undefined,
  verdict: undefined,
}

function summary(outcome: Outcome): string {
  return renderSummary(outcome, conclude(outcome))
}

describe('the summary', () => {
  test('of a clean release', () => {
    expect(summary(givenOutcome())).toBe(`## ✅ Slipway: released \`shop\`

Released shop@\u200bsha256:111111111111… as main: the gate passed without any finding.

| Image | \`${host}/shop@${digest}\` |
| --- | --- |
| Tags | \`main\` |
| Commit | \`${sha}\` |

### Gate: passed

Basic scan of the image, waited for 12 s.

No finding at all. Basic scanning knows the packages of the operating system only, not those of the application.
`)
  })

  test('of a blocked image of two platforms', () => {
    const high = givenFinding({ platforms: ['linux/amd64'] })
    const both = givenFinding({
      id: 'CVE-2026-0002',
      severity: 'critical',
      packageName: 'zlib',
      score: undefined,
    })
    const outcome = givenOutcome({
      ...notTagged,
      image: givenImage(givenPushed('linux/amd64', 'linux/arm64')),
      ...judged(
        {},
        givenScan([high, both, givenFinding({ id: 'CVE-2026-0003', severity: 'low', uri: undefined })]),
        givenScan([{ ...both, platforms: ['linux/arm64'] }], 'linux/arm64'),
      ),
    })
    expect(summary(outcome)).toBe(`## ⛔ Slipway: blocked \`shop\`

The gate blocked shop@\u200bsha256:111111111111…: 2 findings at or above high, the worst CVE-2026-0002 (critical) in zlib 3.0.1.

| Image | \`${host}/shop@${digest}\` |
| --- | --- |
| Platforms | \`linux/amd64\`, \`linux/arm64\` |
| Planned tags | \`main\` |
| Candidate tag | \`candidate-42-1-beef\` |
| Commit | \`${sha}\` |

### Gate: blocked

Basic scan of 2 platforms, waited for 12 s.

| Severity | Violations | Other | Total |
| --- | --- | --- | --- |
| Critical | 1 | 0 | 1 |
| High | 1 | 0 | 1 |
| Low | 0 | 1 | 1 |

| Vulnerability | Severity | Package | Installed | Score | Platforms |
| --- | --- | --- | --- | --- | --- |
| [CVE-2026-0002](https://security-tracker.debian.org/tracker/CVE-2026-0001) | Critical | \`zlib\` | \`3.0.1\` |  | \`linux/amd64\`, \`linux/arm64\` |
| [CVE-2026-0001](https://security-tracker.debian.org/tracker/CVE-2026-0001) | High | \`openssl\` | \`3.0.1\` | 8.1 | \`linux/amd64\` |

### What to do next

No release tag was put; the image stays under candidate-42-1-beef. Update the packages that the summary lists (a newer base image, or an upgrade in the Dockerfile) and run again.

Error code: \`GATE_BLOCKED\`
`)
  })

  test('of an image without a scan', () => {
    const outcome = givenOutcome({ ...notTagged, ...judged({}, givenNoScan('timed-out')) })
    expect(summary(outcome)).toBe(`## ❌ Slipway: failed \`shop\` (IMAGE_UNSCANNED)

The gate stays closed for shop@\u200bsha256:111111111111…: linux/amd64 has no list of findings, because the scan is timed-out.

| Image | \`${host}/shop@${digest}\` |
| --- | --- |
| Planned tags | \`main\` |
| Candidate tag | \`candidate-42-1-beef\` |
| Commit | \`${sha}\` |

### Gate: unscanned

Basic scan of the image, waited for 12 s.

| Platform | Reason | Detail |
| --- | --- | --- |
| \`linux/amd64\` | timed-out | the scan is timed-out |

### What to do next

No release tag was put; the image stays under candidate-42-1-beef. Run the job again, raise scan-timeout-minutes, or accept images without a scan with \`on-unscanned: warn\`.

Error code: \`IMAGE_UNSCANNED\`
`)
  })

  test('of a gate that only reports', () => {
    const text = summary(givenOutcome(judged({ mode: 'report' }, givenScan([givenFinding()]))))
    expect(text).toMatch(/^## ⚠️ Slipway: released `shop`\n/)
    expect(text).toContain('### Gate: reported\n')
    expect(text).toContain('| High | 1 | 1 |')
    expect(text).toContain('| Tags | `main` |')
    expect(text).not.toContain('What to do next')
  })

  test('of tags that could not all be put', () => {
    const refused = { tag: 'v1', reason: 'the tag is immutable', hint: 'Take another.', certain: true }
    const promotion = { put: ['sha-1'], existing: ['sha-2'], refused, untried: ['latest'] }
    const text = summary(givenOutcome({ promotion, candidateRemoved: undefined }))
    expect(text).toMatch(/^## ❌ Slipway: failed `shop` \(TAGS_NOT_PUT\)\n/)
    expect(text).toContain('| Tags | `sha-2`, `sha-1` |\n| Not tagged | `v1`, `latest` |\n| Candidate tag |')
  })

  test('of a tag of which nobody knows whether it was put', () => {
    const refused = { tag: 'v1', reason: 'no answer', hint: 'Look.', certain: false }
    const promotion = { put: [], existing: [], refused, untried: ['latest'] }
    const text = summary(givenOutcome({ promotion, candidateRemoved: undefined }))
    expect(text).toContain('| Tags | none |\n| Not tagged | `latest` |\n| Perhaps tagged | `v1` |\n')
  })

  test.each([
    [
      'the gate is off',
      givenOutcome({ scan: undefined, verdict: { kind: 'skipped' } }),
      '### Gate\n\nThe gate is off: nothing was waited for and nothing was judged.\n',
    ],
    [
      'built only',
      givenOutcome({ ...notPushed, repository: undefined, intent: 'build' }),
      `## ✅ Slipway: built\n\nBuilt without pushing.\n\n| Commit | \`${sha}\` |\n`,
    ],
    [
      'a candidate',
      givenOutcome({ ...notTagged, intent: 'candidate' }),
      '## ✅ Slipway: pushed a candidate of `shop`\n',
    ],
    ['a dry run', givenOutcome({ ...notPushed, dryRun: true }), '| Planned tags | `main` |\n'],
    [
      'cancelled',
      givenOutcome({ ...notPushed, failure: failureOf(cancelled()) }),
      '## ❌ Slipway: cancelled `shop`\n\nThe run was cancelled.\n',
    ],
  ])('%s', (_, outcome, part) => {
    expect(summary(outcome)).toContain(part)
  })

  test('of a failure before anything is known', () => {
    const failure = {
      code: 'INPUT_INVALID',
      sentence: 'An input is wrong: gate.',
      hint: 'Correct it.',
    } as const
    expect(summary({ failure })).toBe(`## ❌ Slipway: failed (INPUT_INVALID)

An input is wrong: gate.

### What to do next

Correct it.

Error code: \`INPUT_INVALID\`
`)
  })

  test.each([
    ['local', 'pushed from the local engine'],
    ['reused', 'built by an earlier run of this commit'],
    ['adopted', 'built by another run of this commit, which was faster'],
    ['stored', 'in ECR before this run'],
  ] as const)('says where an image came from that was not built: %s', (origin, words) => {
    expect(summary(givenOutcome({ image: givenImage({ origin }) }))).toContain(
      `| --- | --- |\n| Origin | ${words} |\n| Tags | \`main\` |`,
    )
  })

  test('of tags that were left alone', () => {
    const promotion = { ...nothingPut, put: ['sha-1'], kept: ['main', 'latest'] }
    const text = summary(givenOutcome({ promotion }))
    expect(text).toMatch(/^## ✅ Slipway: released `shop`\n/)
    expect(text).toContain('| Tags | `sha-1` |\n| Left alone | `main`, `latest` (of a later commit) |\n')
    expect(summary(givenOutcome({ promotion: { ...nothingPut, kept: [] } }))).not.toContain('Left alone')
  })

  test('of the tag that says what is deployed', () => {
    const deployedTag = { ...nothingPut, put: ['production'] }
    const text = summary(givenOutcome({ deployedTag }))
    expect(text).toContain('| Tags | `main` |\n| Tagged as deployed | `production` |\n')
  })

  test('of the tag that says what is deployed, and could not be put', () => {
    const refused = {
      tag: 'production',
      reason: 'the tag is immutable',
      hint: 'Take another.',
      certain: true,
    }
    const text = summary(givenOutcome({ deployedTag: { ...nothingPut, refused } }))
    expect(text).toMatch(/^## ❌ Slipway: failed `shop` \(TAGS_NOT_PUT\)\n/)
    expect(text).toContain('| Tags | `main` |')
    expect(text).toContain('| Not tagged as deployed | `production` |')
    expect(text).not.toContain('| Tagged as deployed')
    expect(text).not.toContain('No release tag was put')
  })

  test('of a blocked image that got its tags before the gate', () => {
    const text = summary(givenOutcome(judged({}, givenScan([givenFinding()]))))
    expect(text).toMatch(/^## ⛔ Slipway: blocked `shop`\n/)
    expect(text).toContain('| Tags | `main` |')
    expect(text).toContain(
      'It has the tag main all the same, since `tag-after: push` puts them before the gate.',
    )
  })

  test('of a run that had nothing to do: the image was there already', () => {
    const text = summary(givenOutcome({ ...notPushed, built: undefined, intent: 'build' }))
    expect(text).not.toMatch(/^## ✅ Slipway: built/)
    expect(text).toContain('Nothing was built and nothing was pushed')
  })

  test('of a gated image that was there already: nothing was pushed', () => {
    const image = givenImage({ origin: 'stored', candidateTag: undefined })
    const stored = {
      ...notTagged,
      intent: 'candidate',
      candidateTag: undefined,
      built: undefined,
      image,
    } as const
    expect(summary(givenOutcome(stored))).not.toContain('pushed a candidate')
  })

  test('names no candidate tag beside an image that took the place of the candidate', () => {
    const image = givenImage({ origin: 'adopted', candidateTag: undefined })
    expect(summary(givenOutcome({ image, candidateRemoved: undefined }))).not.toMatch(
      /\| Candidate tag \| `candidate-42-1-beef` \|/,
    )
  })

  test('names no tag that was not put, and no candidate tag that is gone', () => {
    const blocked = summary(givenOutcome({ ...notTagged, ...judged({}, givenScan([givenFinding()])) }))
    expect(blocked).not.toContain('| Tags |')
    expect(summary(givenOutcome())).not.toContain('candidate-42')
    expect(summary(givenOutcome({ candidateRemoved: false }))).toContain(
      '| Candidate tag | `candidate-42-1-beef` |',
    )
  })
})

describe('hostile text stays text', () => {
  /** The same outcome with this text wherever text comes from outside. */
  function outcomeWith(text: string): Outcome {
    const finding = givenJudged({
      id: text,
      packageName: text,
      packageVersion: text,
      fixedIn: text,
      uri: `${text} `,
      platforms: [text],
    })
    const entry = givenIgnore({ reason: text, file: text, until: text })
    const findings = [
      finding,
      { ...finding, decision: { kind: 'ignored', entry } as const },
      { ...finding, decision: { kind: 'suppressed' } as const },
    ]
    const missing = [{ ...givenNoScan('failed', text), detail: text }]
    const override = { actor: text, reason: text }
    return givenOutcome({
      ...notTagged,
      plan: givenPlan({ tags: [text], sha: text, candidateTag: text }),
      repository: givenRepository({ name: text, uri: text }),
      candidateTag: text,
      image: givenImage(givenPushed(text, `${text}2`)),
      verdict: givenVerdict(findings, { kind: 'overridden', override, missing }),
      gateNotes: [text],
      baseline: { kind: 'absent', name: text, reason: text },
    })
  }

  function htmlOf(outcome: Outcome): string {
    return marked.parse(summary(outcome), { async: false, gfm: true })
  }

  const plain = htmlOf(outcomeWith('plain'))

  /** All tags of a page, by name, with how often each is there. */
  function skeleton(html: string): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {}
    for (const [, name = ''] of html.matchAll(/<([a-z][a-z0-9]*)/gi)) counts[name] = (counts[name] ?? 0) + 1
    return counts
  }

  test.each(hostile)('%j', (text) => {
    expect(skeleton(htmlOf(outcomeWith(text)))).toEqual(skeleton(plain))
    expect(summary(outcomeWith(text))).not.toMatch(/^\s*::/m)
  })

  test.each(hostile)('also in what a service said: %j', (text) => {
    const failure = { code: 'AWS_ERROR', sentence: `It failed: ${text}`, hint: `Do ${text}` } as const
    const calm = { code: 'AWS_ERROR', sentence: 'It failed: plain', hint: 'Do plain' } as const
    const html = htmlOf(givenOutcome({ ...notTagged, failure }))
    expect(skeleton(html)).toEqual(skeleton(htmlOf(givenOutcome({ ...notTagged, failure: calm }))))
  })
})

describe('the summary stays below the size that GitHub takes', () => {
  function size(outcome: Outcome): number {
    return Buffer.byteLength(summary(outcome))
  }

  test('with 30,000 findings, and says how many are not shown', () => {
    const findings = Array.from({ length: 30_000 }, (_, number) =>
      givenFinding({ id: `CVE-2026-${number}`, severity: number % 2 === 0 ? 'critical' : 'low' }),
    )
    const outcome = givenOutcome({ ...notTagged, ...judged({ threshold: 'any' }, givenScan(findings)) })
    expect(size(outcome)).toBeLessThan(limit)
    expect(summary(outcome)).toContain('… and 29900 more.')
    expect(summary(outcome)).toContain('| Critical | 15000 | 15000 |')
  })

  test.each<[string, Parameters<typeof givenFinding>[0]]>([
    ['ids', { id: '|'.repeat(100_000) }],
    ['packages', { packageName: '<'.repeat(100_000), packageVersion: '`'.repeat(100_000) }],
    ['addresses', { uri: `https://example.com/${'x'.repeat(100_000)}` }],
    ['fixes', { fixedIn: '`'.repeat(100_000) }],
    ['platforms', { platforms: Array.from({ length: 60 }, (_, number) => `${'&'.repeat(5_000)}${number}`) }],
  ])('with findings of endless %s', (_, overrides) => {
    const findings = Array.from({ length: 60 }, (_, number) =>
      givenJudged({ packageVersion: String(number), ...overrides }),
    )
    const scan = givenReport(givenScan([]), givenScan([], 'linux/arm64'))
    expect(size(givenOutcome({ ...notTagged, scan, verdict: givenVerdict(findings) }))).toBeLessThan(limit)
  })

  test('with 30,000 findings of each kind, and everything in them endless', () => {
    const text = '&<|`'.repeat(25)
    const entry = givenIgnore({ reason: '&'.repeat(500), file: text })
    const decisions = [
      { kind: 'violation', why: 'severity' },
      { kind: 'ignored', entry },
      { kind: 'suppressed' },
    ] as const
    const one = givenFinding({
      packageName: '|'.repeat(120),
      packageVersion: '`'.repeat(120),
      fixedIn: '|'.repeat(120),
      uri: `https://example.com/${'x'.repeat(480)}`,
      platforms: Array.from({ length: 60 }, (_, number) => `${text}${number}`),
    })
    const findings = decisions.flatMap((decision) =>
      Array.from({ length: 10_000 }, (_, number) => ({ ...one, id: `${'&'.repeat(60)}${number}`, decision })),
    )
    const missing = Array.from({ length: 60 }, (_, number) => ({
      ...givenNoScan('failed', `${text}${number}`),
      detail: '&'.repeat(5_000),
    }))
    const outcome = givenOutcome({
      ...notTagged,
      gateNotes: Array.from({ length: 100 }, () => '&'.repeat(5_000)),
      baseline: { kind: 'absent', name: '&'.repeat(5_000), reason: '&'.repeat(5_000) },
      scan: givenReport(...missing),
      verdict: givenVerdict(findings, {
        kind: 'overridden',
        override: { reason: '&'.repeat(5_000), actor: '&'.repeat(5_000) },
        missing,
      }),
    })
    expect(size(outcome)).toBeLessThan(limit)
    expect(summary(outcome)).toContain('… and 9900 more.')
    expect(summary(outcome)).toContain('… and 9950 more.')
  })

  test('with endless tags, platforms, labels and words of a service', () => {
    const many = Array.from({ length: 5_000 }, (_, number) => `${'x'.repeat(120)}${number}`)
    const endless = '<'.repeat(2_000_000)
    const promotion = {
      put: many,
      existing: many,
      refused: { tag: endless, reason: endless, hint: endless, certain: true },
      untried: many,
    }
    const failure = { code: 'AWS_ERROR', sentence: endless, hint: endless } as const
    const scans = many.map((platform) => ({
      ...givenNoScan('failed', `${platform}${'y'.repeat(5_000)}`),
      detail: endless,
    }))
    const outcome = givenOutcome({
      plan: givenPlan({ tags: many }),
      promotion: { ...promotion, kept: many },
      deployedTag: promotion,
      failure,
      image: givenImage(givenPushed(...many)),
      ...judged({}, ...scans),
    })
    expect(size(outcome)).toBeLessThan(limit)
  })
})
