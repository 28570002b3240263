import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { marked, type Tokens } from 'marked'
import type { Finding, LocalRepositorySettings, ScanScript, ScanStep } from '../../local/aws/aws.ts'
import type { RunResult } from '../../local/github/records.ts'
import { describeWithDocker, errorOf, remains, type Slipway, startSlipway } from '../support/slipway.ts'
import { pushing } from '../support/traced.ts'

// What the gate does with what a scan says. Images differ by what is in them, and the registry's scanner reads it; only
// states that it never shows by itself are scripted. Every run has a repository of its own.

type Inputs = Readonly<Record<string, string>>
type Given = Readonly<{ scan?: ScanScript; settings?: LocalRepositorySettings; env?: Inputs }>

jest.setTimeout(30_000)
let slipway: Slipway
let repositories = 0

beforeAll(async () => {
  slipway = await startSlipway('__tests__/fixtures/e2e-gate', { pace: 60 })
})
afterAll(() => slipway.close())

async function release(inputs: Inputs = {}, { scan, settings, env = {} }: Given = {}): Promise<RunResult> {
  const repository = `repository-${++repositories}`
  slipway.local.aws.createRepository(repository, settings)
  if (scan !== undefined) slipway.local.aws.setScan(repository, scan)
  // Where the scan is scripted nobody looks into the image, but for what is asked of the build.
  const docker = scan?.steps === undefined || 'build-args' in inputs ? {} : pushing
  const result = await slipway.run({
    env: { ...docker, ...env },
    inputs: { repository, tags: 'release', ...inputs },
  })
  expect(remains(result)).toEqual([])
  return result
}

const repositoryOf = ({ outputs }: RunResult) => outputs['image-ref']?.split('@')[0]

/** How a run ended for whoever waits for the image: the tags are those in the registry. */
function endingOf(result: RunResult) {
  const { verdict, released, digest, 'failure-code': code, 'candidate-tag': candidate } = result.outputs
  const tags = slipway.tags(digest, repositoryOf(result))
  const named = tags.map((tag) => (tag === candidate ? 'candidate' : tag))
  return { exit: result.main.exitCode, code, verdict, released, tags: named }
}
const released = (verdict: string) => ({ exit: 0, verdict, released: 'true', tags: ['release'] })
const refused = (code: string, verdict = 'unscanned') => {
  return { exit: 1, code, verdict, released: 'false', tags: ['candidate'] }
}

function callsOf(operation: string, result: RunResult) {
  return slipway.local.aws.requests.filter(
    (one) => one.operation === operation && one.parameters?.repositoryName === repositoryOf(result),
  )
}

// AWS may add a status one day, so a status here is any text.
const step = (status: string, more = {}): ScanStep => ({ ...({ status } as unknown as ScanStep), ...more })

const thresholds = ['critical', 'high', 'medium', 'low', 'any', 'none']
const blocking: Inputs = { critical: 'critical high medium low any', informational: 'any' }

describeWithDocker('severity-threshold', () => {
  for (const [worst, by] of Object.entries(blocking)) {
    for (const threshold of thresholds) {
      const blocks = by.split(' ').includes(threshold)
      test.concurrent(`${threshold} ${blocks ? 'blocks' : 'passes'} an image with ${worst} findings`, async () => {
        const result = await release({ 'build-args': `PACKAGES=${worst}`, 'severity-threshold': threshold })
        expect(endingOf(result)).toEqual(blocks ? refused('GATE_BLOCKED', 'blocked') : released('passed'))
        expect(result.outputs.violations).toBe(blocks ? '1' : '0')
        if (blocks) expect(errorOf(result)).toMatch(/^The gate blocked .* No release tag was put/)
      })
    }
  }
})

describeWithDocker('gate', () => {
  const vulnerable = { 'build-args': 'PACKAGES=critical' }

  test('report shows the violations and releases', async () => {
    const result = await release({ ...vulnerable, gate: 'report' })
    expect(endingOf(result)).toEqual(released('reported'))
    expect(result.outputs.violations).toBe('1')
    expect(result.summary).toContain('CVE-2023-38545')
  })

  test('off releases without asking for a scan', async () => {
    const result = await release({ ...vulnerable, gate: 'off' })
    expect(endingOf(result)).toEqual(released('skipped'))
    expect(callsOf('DescribeImageScanFindings', result)).toEqual([])
  })
})

describeWithDocker('a scan', () => {
  const waits = ['ABSENT', 'PENDING', 'IN_PROGRESS', 'FINDINGS_UNAVAILABLE', 'QUEUED_ELSEWHERE']
  const unfinished: readonly [string, ScanStep][] = [
    ...waits.map((status): [string, ScanStep] => [status, step(status)]),
    // The findings follow seconds later: seen in registries with enhanced scanning.
    ['COMPLETE, but without a time and findings', step('COMPLETE', { findings: [], completedAt: undefined })],
  ]
  for (const [name, first] of unfinished) {
    test.concurrent(`that is ${name} is waited for, and what comes then is judged`, async () => {
      const scan = { steps: [{ ...first, ms: 20_000 }, step('COMPLETE')] }
      const result = await release({ 'build-args': 'PACKAGES=critical' }, { scan })
      expect(endingOf(result)).toEqual(refused('GATE_BLOCKED', 'blocked'))
    })
  }

  const ends: readonly [string, string, string][] = [
    ['FAILED', 'An internal error.', 'IMAGE_UNSCANNED'],
    ['FAILED', "UnsupportedImageError: 'alpine' is not supported.", 'IMAGE_UNSUPPORTED'],
    ['UNSUPPORTED_IMAGE', '', 'IMAGE_UNSUPPORTED'],
    ['ACTIVE', 'Continuous scan is selected for image.', 'IMAGE_UNSCANNED'],
    ['SCAN_ELIGIBILITY_EXPIRED', '', 'IMAGE_UNSCANNED'],
    ['LIMIT_EXCEEDED', '', 'IMAGE_UNSCANNED'],
    ['IMAGE_ARCHIVED', '', 'IMAGE_UNSCANNED'],
  ]
  for (const [status, description, code] of ends) {
    test.concurrent(`that is ${status} (${description || 'no more words'}) is no pass, and waiting is no advice`, async () => {
      const end = step(status, { description, ms: 600_000 })
      const result = await release({}, { scan: { steps: [step('PENDING', { ms: 3_000 }), end] } })
      expect(endingOf(result)).toEqual(refused(code))
      expect(errorOf(result)).toContain(description === '' ? ` ${status}.` : ` ${status} (${description}).`)
      expect(errorOf(result)).not.toContain('scan-timeout-minutes')
    })
  }

  for (const status of ['PENDING', 'QUEUED_ELSEWHERE', 'ABSENT']) {
    test.concurrent(`that stays ${status} is given up in time, and its last state is named`, async () => {
      const result = await release({ 'scan-timeout-minutes': '1' }, { scan: { steps: [step(status)] } })
      expect(endingOf(result)).toEqual(refused('IMAGE_UNSCANNED'))
      const state = status === 'ABSENT' ? 'no scan yet' : status
      expect(errorOf(result)).toContain(`after 1 min its state was: ${state}.`)
      expect(errorOf(result)).toContain('scan-timeout-minutes')
    })
  }

  const forgiven: readonly [string, Inputs, ScanScript][] = [
    ['on-unscanned', { 'scan-timeout-minutes': '1' }, { steps: [step('PENDING')] }],
    ['on-unsupported', { target: 'unscannable' }, {}],
  ]
  for (const [input, inputs, scan] of forgiven) {
    test.concurrent(`that gave nothing lets the image pass with a warning where ${input} says warn`, async () => {
      const result = await release({ ...inputs, [input]: 'warn' }, { scan })
      expect(endingOf(result)).toEqual(released('unscanned'))
      expect(result.main.annotations).toMatchObject([{ level: 'warning' }])
    })
  }

  test('of an image without an operating system fails, and the way out is named', async () => {
    const result = await release({ target: 'unscannable', 'on-unscanned': 'warn' })
    expect(endingOf(result)).toEqual(refused('IMAGE_UNSUPPORTED'))
    expect(errorOf(result)).toMatch(/package manager are not supported.*on-unsupported: warn/)
  })

  test('that is complete without a findings list is no pass, whatever on-unscanned says', async () => {
    const steps = [step('COMPLETE', { findings: undefined })]
    const result = await release({ 'on-unscanned': 'warn' }, { scan: { steps } })
    expect(endingOf(result)).toMatchObject({ exit: 1, code: 'AWS_BAD_ANSWER', tags: ['candidate'] })
  })

  test('that does not begin by itself is started, once', async () => {
    const result = await release({}, { settings: { scanOnPush: false } })
    expect(endingOf(result)).toEqual(released('passed'))
    expect(callsOf('StartImageScan', result)).toHaveLength(1)
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
    const result = await release(inputs, { env })
    expect(endingOf(result)).toEqual(released('passed'))
    const calls = callsOf('DescribeImageScanFindings', result)
    const scanned = new Set(calls.map(({ parameters }) => JSON.stringify(parameters?.imageId)))
    expect(scanned.size).toBe(2)
    expect([...scanned].join()).not.toContain(result.outputs.digest)
    for (const platform of ['amd64', 'arm64']) expect(result.log).toContain(`${platform}: scan complete`)
  })

  test('is blocked as one by what a single platform holds', async () => {
    const result = await release({ ...inputs, target: 'mixed' }, { env })
    expect(endingOf(result)).toEqual(refused('GATE_BLOCKED', 'blocked'))
    expect(violationsIn(result.summary)[0]?.at(-1)).toBe('`linux/arm64`')
  })
})

/** The cells of the table of violations, as a reader of GitHub's Markdown sees them. */
function violationsIn(summary: string): readonly (readonly string[])[] {
  const tables = marked.lexer(summary).filter((token): token is Tokens.Table => token.type === 'table')
  const rows = tables.find(({ header }) => header[0]?.text === 'Vulnerability')?.rows ?? []
  return rows.map((row) => row.map(({ text }) => text))
}

describeWithDocker('text from outside that looks like commands, Markdown and HTML', () => {
  const hostile = 'x\n::error::pwned\n##[error]pwned `a` | b | <img src=x> [c](https://d.invalid) @octocat'
  const finding: Finding = {
    name: hostile,
    severity: 'CRITICAL',
    uri: `javascript:${hostile}`,
    attributes: ['package_name', 'package_version', 'CVSS3_SCORE'].map((key) => ({ key, value: hostile })),
  }
  const whole = expect.stringMatching(/^`x .*octocat`$/)
  const places: readonly [string, string, ScanScript][] = [
    ['name, package and address of a finding', 'GATE_BLOCKED', { findings: [finding] }],
    ['description of a scan', 'IMAGE_UNSCANNED', { steps: [step('FAILED', { description: hostile })] }],
  ]
  for (const [place, code, scan] of places) {
    test.concurrent(`stays text in the ${place}`, async () => {
      const result = await release({}, { scan })
      expect(result.main.annotations).toMatchObject([{ level: 'error', title: `Slipway: ${code}` }])
      const parsed = JSON.stringify(marked.lexer(result.summary))
      expect(parsed).not.toMatch(/"type":"(html|link|image)"/)
      expect(result.summary.replace(/`[^`]*`/g, '')).not.toContain('@octocat')
      for (const row of violationsIn(result.summary)) {
        expect(row.slice(1, 4)).toEqual(['Critical', whole, whole])
      }
      expect(errorOf(result)).toMatch(new RegExp(`^The gate .*\\[${code}\\]$`))
    })
  }
})
