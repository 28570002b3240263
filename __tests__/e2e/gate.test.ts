import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { marked, type Tokens } from 'marked'
import type { Finding, ScanScript, ScanStep } from '../../local/aws/aws.ts'
import {
  blocked,
  count,
  type Gated,
  type GateWorld,
  type Inputs,
  type Kind,
  layerOf,
  look,
  refused,
  released,
  type Stored,
  start,
  startGateWorld,
  step,
} from '../fixtures/e2e-gate-world.ts'
import { pushImage } from '../local/aws/support.ts'
import { describeWithDocker } from '../support/slipway.ts'

// What the gate does with what a scan says. Images differ by what is in them, and the registry's scanner reads it; only
// states that it never shows by itself are scripted. Every state and its words are in gate-states.test.ts.

jest.setTimeout(30_000)
let world: GateWorld

beforeAll(async () => {
  world = await startGateWorld()
})
afterAll(() => world.close())

/** An image with these packages, which is there before the run. */
function holding(packages: string, kind: Kind = 'basic'): Promise<Stored> {
  return world.store(kind, async (registry, repository) =>
    pushImage(registry, repository, undefined, [{ bytes: await layerOf(packages) }]),
  )
}

/** Gates an image that the run builds. */
async function build(inputs: Inputs, env: Inputs = {}): Promise<Gated> {
  const stored = await world.store('basic', async () => 'none yet')
  const nothing = { ...stored, inputs: { ...stored.inputs, image: '' } }
  return world.judge(nothing, { inputs, options: { env, workspace: world.slipway.checkout.folder } })
}
const kept = refused('GATE_BLOCKED', 'blocked', ['candidate'])

const thresholds = ['critical', 'high', 'medium', 'low', 'any', 'none']
const blocking: Inputs = { critical: 'critical high medium low any', informational: 'any' }

describe('severity-threshold', () => {
  for (const [worst, by] of Object.entries(blocking)) {
    for (const threshold of thresholds) {
      const blocks = by.split(' ').includes(threshold)
      test.concurrent(`${threshold} ${blocks ? 'blocks' : 'passes'} an image with ${worst} findings`, async () => {
        const inputs = { 'severity-threshold': threshold }
        const run = await world.judge(await holding(worst), { inputs })
        expect(run.ending).toEqual(blocks ? blocked : released())
        expect(run.outputs.violations).toBe(blocks ? '1' : '0')
        if (blocks) expect(run.error).toMatch(/^The gate blocked .* No release tag was put/)
      })
    }
  }
})

describeWithDocker('gate, of an image that is built:', () => {
  const vulnerable = { 'build-args': 'PACKAGES=critical' }

  test.concurrent('enforce blocks it, and leaves it under its candidate tag', async () => {
    const run = await build(vulnerable)
    expect(run.ending).toEqual(kept)
    expect(run.error).toContain(
      `No release tag was put; the image stays under ${run.outputs['candidate-tag']}.`,
    )
  })

  test.concurrent('report shows the violations and releases', async () => {
    const run = await build({ ...vulnerable, gate: 'report' })
    expect(run.ending).toEqual(released('reported'))
    expect(run.outputs.violations).toBe('1')
    expect(run.result.summary).toContain('CVE-2023-38545')
  })

  test.concurrent('off releases without asking for a scan', async () => {
    const run = await build({ ...vulnerable, gate: 'off' })
    expect(run.ending).toEqual(released('skipped'))
    expect(count(run, look)).toBe(0)
  })
})

describe('a scan', () => {
  const waits = ['ABSENT', 'PENDING', 'IN_PROGRESS', 'FINDINGS_UNAVAILABLE', 'QUEUED_ELSEWHERE']
  const unfinished: readonly [string, ScanStep][] = [
    ...waits.map((status): [string, ScanStep] => [status, step(status)]),
    // The findings follow seconds later: seen in registries with enhanced scanning.
    ['COMPLETE, but without a time and findings', step('COMPLETE', { findings: [], completedAt: undefined })],
  ]
  for (const [name, first] of unfinished) {
    test.concurrent(`that is ${name} is waited for, and what comes then is judged`, async () => {
      const stages = [[first, look, 3] as const, [step('COMPLETE')] as const]
      const run = await world.judge(await holding('critical'), { stages })
      expect(run.ending).toEqual(blocked)
      expect(count(run, look)).toBeGreaterThan(3)
    })
  }

  const forgiven: readonly [string, ScanScript][] = [
    ['on-unscanned', { steps: [step('FAILED')] }],
    ['on-unsupported', { steps: [step('UNSUPPORTED_IMAGE')] }],
  ]
  for (const [input, scan] of forgiven) {
    test.concurrent(`that gave nothing lets the image pass with a warning where ${input} says warn`, async () => {
      const run = await world.judgeNew('basic', { scan, inputs: { [input]: 'warn' } })
      expect(run.ending).toEqual(released('unscanned'))
      expect(run.result.main.annotations).toMatchObject([{ level: 'warning' }])
    })
  }

  test.concurrent('of an image without an operating system fails, and the way out is named', async () => {
    const run = await world.judgeNew('basic', { inputs: { 'on-unscanned': 'warn' } })
    expect(run.ending).toEqual(refused('IMAGE_UNSUPPORTED', 'unscanned'))
    expect(run.error).toMatch(/package manager are not supported.*on-unsupported: warn/)
  })

  test.concurrent('that is complete without a findings list is no pass, whatever on-unscanned says', async () => {
    const scan = { steps: [step('COMPLETE', { findings: undefined })] }
    const run = await world.judgeNew('basic', { scan, inputs: { 'on-unscanned': 'warn' } })
    expect(run.ending).toEqual(refused('AWS_BAD_ANSWER', undefined))
  })

  test.concurrent('that does not begin by itself is started, once', async () => {
    const run = await world.judge(await holding('critical', 'manual'))
    expect(run.ending).toEqual(blocked)
    expect(count(run, start)).toBe(1)
  })
})

const host = process.env.SLIPWAY_TEST_CONTAINERD || undefined
const describeIndex =
  describeWithDocker === describe && (host !== undefined || engineCanIndex()) ? describe : describe.skip

function engineCanIndex(): boolean {
  const info = execFileSync('docker', ['info', '--format', '{{.DriverStatus}}'], { timeout: 20_000 })
  return info.includes('io.containerd.snapshotter')
}

describeIndex('an image for two platforms, with provenance', () => {
  const inputs = { platforms: 'linux/amd64,linux/arm64', provenance: 'true' }
  const env: Inputs = host === undefined ? {} : { DOCKER_HOST: host }

  test('is released as one: both platforms are scanned, index and attestations are not', async () => {
    const run = await build(inputs, env)
    expect(run.ending).toEqual(released())
    const looks = run.requests.filter(({ operation }) => `ecr:${operation}` === look)
    const scanned = new Set(looks.map(({ parameters }) => JSON.stringify(parameters?.imageId)))
    expect(scanned.size).toBe(2)
    expect([...scanned].join()).not.toContain(run.outputs.digest)
    for (const platform of ['amd64', 'arm64']) expect(run.result.log).toContain(`${platform}: scan complete`)
  })

  test('is blocked as one by what a single platform holds', async () => {
    const run = await build({ ...inputs, target: 'mixed' }, env)
    expect(run.ending).toEqual(kept)
    expect(violationsIn(run.result.summary)[0]?.at(-1)).toBe('`linux/arm64`')
  })
})

/** The cells of the table of violations, as a reader of GitHub's Markdown sees them. */
function violationsIn(summary: string): readonly (readonly string[])[] {
  const tables = marked.lexer(summary).filter((token): token is Tokens.Table => token.type === 'table')
  const rows = tables.find(({ header }) => header[0]?.text === 'Vulnerability')?.rows ?? []
  return rows.map((row) => row.map(({ text }) => text))
}

describe('text from outside that looks like commands, Markdown and HTML', () => {
  // As long as the cells of the table.
  const hostile = 'x\n::error::p\n##[error]p `a` | <i> [c](http://d.x) @octocat'
  const finding: Finding = {
    name: hostile,
    severity: 'CRITICAL',
    uri: `javascript:${hostile}`,
    attributes: ['package_name', 'package_version', 'CVSS3_SCORE'].map((key) => ({ key, value: hostile })),
  }
  const whole = expect.stringMatching(/^`x .*octocat`$/)
  const ofFinding = expect.stringMatching(/^Slipway: x .*octocat \(critical\)$/)
  const places: readonly (readonly [string, string, readonly unknown[], ScanScript])[] = [
    ['name, package and address of a finding', 'GATE_BLOCKED', [ofFinding], { findings: [finding] }],
    ['description of a scan', 'IMAGE_UNSCANNED', [], { steps: [step('FAILED', { description: hostile })] }],
  ]
  for (const [place, code, others, scan] of places) {
    test.concurrent(`stays text in the ${place}`, async () => {
      const run = await world.judgeNew('basic', { scan })
      const titles = run.result.main.annotations.map(({ level, title }) => [level, title])
      expect(titles).toEqual([...others, `Slipway: ${code}`].map((title) => ['error', title]))
      const parsed = JSON.stringify(marked.lexer(run.result.summary))
      expect(parsed).not.toMatch(/"type":"(html|link|image)"/)
      expect(run.result.summary.replace(/`[^`]*`/g, '')).not.toContain('@octocat')
      for (const row of violationsIn(run.result.summary)) {
        expect(row.slice(1, 4)).toEqual(['Critical', whole, whole])
      }
      expect(run.error).toMatch(new RegExp(`^The gate .*\\[${code}\\]$`))
    })
  }
})
