import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { marked, type Tokens } from 'marked'
import type { Finding, ScanScript } from '../../local/aws/aws.ts'
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
  type Stage,
  type Stored,
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

// Every threshold with every severity is in scan/decide.test.ts.
const thresholds: readonly (readonly [threshold: string, worst: string, blocks: boolean])[] = [
  ['critical', 'critical', true],
  ['low', 'informational', false],
  ['any', 'informational', true],
]

describe('severity-threshold', () => {
  test.concurrent.each(thresholds)(
    '%s and an image with %s findings: it blocks is %s',
    async (threshold, worst, blocks) => {
      const inputs = { 'severity-threshold': threshold }
      const run = await world.judge(await holding(worst), { inputs })
      expect(run.ending).toEqual(blocks ? blocked : released())
      expect(run.outputs.violations).toBe(blocks ? '1' : '0')
      if (blocks) expect(run.error).toMatch(/^The gate blocked .* No release tag was put/)
    },
  )
})

describeWithDocker('gate, of an image that is built:', () => {
  test.concurrent('enforce blocks it, and leaves it under its candidate tag', async () => {
    const run = await build({ 'build-args': 'PACKAGES=critical' })
    expect(run.ending).toEqual(kept)
    expect(run.error).toContain(
      `No release tag was put; the image stays under ${run.outputs['candidate-tag']}.`,
    )
    expect(run.result.summary).toContain('CVE-2023-38545')
  })
})

describe('a scan', () => {
  test.concurrent('that is not done is waited for, whatever it says, and what comes then is judged', async () => {
    const waits = ['ABSENT', 'PENDING', 'IN_PROGRESS', 'FINDINGS_UNAVAILABLE', 'QUEUED_ELSEWHERE']
    // The findings follow seconds later: seen in registries with enhanced scanning.
    const early = step('COMPLETE', { findings: [], completedAt: undefined })
    const unfinished = [...waits.map((status) => step(status)), early]
    const stages = [...unfinished.map((one): Stage => [one, look]), [step('COMPLETE')] as const]
    const run = await world.judge(await holding('critical'), { stages })
    expect(run.ending).toEqual(blocked)
    expect(count(run, look)).toBeGreaterThan(unfinished.length)
    const seen = ['no scan yet', ...waits.slice(1), 'COMPLETE, but without a time and without findings']
    for (const state of seen) expect(run.result.log).toContain(`: ${state}`)
  })

  test.concurrent('of an image without an operating system fails, and the way out is named', async () => {
    const run = await world.judgeNew('basic', { inputs: { 'on-unscanned': 'warn' } })
    expect(run.ending).toEqual(refused('IMAGE_UNSUPPORTED', 'unscanned'))
    expect(run.error).toMatch(/package manager are not supported.*on-unsupported: warn/)
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
