import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { marked, type Tokens } from 'marked'
import type { Finding, LocalRepositorySettings, ScanScript, ScanStep } from '../../local/aws/aws.ts'
import type { RunResult } from '../../local/github/records.ts'
import { describeWithDocker, errorOf, remains, type Slipway, startSlipway } from '../support/slipway.ts'

// What the gate does with what a scan says. Images differ by what is in them, and the registry's scanner reads it; only
// states that it never shows by itself are scripted. Every run has a repository of its own.

type Inputs = Readonly<Record<string, string>>
type Given = Readonly<{ scan?: ScanScript; settings?: LocalRepositorySettings }>

let slipway: Slipway
let repositories = 0

beforeAll(async () => {
  slipway = await startSlipway('__tests__/fixtures/e2e-gate', { pace: 60 })
})
afterAll(() => slipway.close())

async function release(inputs: Inputs = {}, { scan, settings }: Given = {}): Promise<RunResult> {
  const repository = `repository-${++repositories}`
  slipway.local.aws.createRepository(repository, settings)
  if (scan !== undefined) slipway.local.aws.setScan(repository, scan)
  const result = await slipway.run({ inputs: { repository, tags: 'release', ...inputs } })
  expect(remains(result)).toEqual([])
  return result
}

/** How a run ended for whoever waits for the image: tags as the registry has them. */
function endingOf({ main, outputs }: RunResult) {
  const [repository] = (outputs['image-ref'] ?? '').split('@')
  const tags = slipway.tags(outputs.digest, repository)
  return {
    exit: main.exitCode,
    code: outputs['failure-code'],
    verdict: outputs.verdict,
    released: outputs.released,
    tags: tags.map((tag) => (tag === outputs['candidate-tag'] ? 'candidate' : tag)),
  }
}
const released = (verdict: string) => ({ exit: 0, verdict, released: 'true', tags: ['release'] })
const refused = (verdict: string, code: string) => ({
  ...{ exit: 1, code, verdict, released: 'false' },
  tags: ['candidate'],
})

function callsOf(operation: string, { outputs }: RunResult) {
  const [repositoryName] = (outputs['image-ref'] ?? '').split('@')
  return slipway.local.aws.requests.filter(
    (one) => one.operation === operation && one.parameters?.repositoryName === repositoryName,
  )
}
const warnings = ({ main }: RunResult) => main.annotations.filter(({ level }) => level === 'warning')

const thresholds = ['critical', 'high', 'medium', 'low', 'any', 'none']
const blocking: Inputs = { critical: 'critical high medium low any', informational: 'any', clean: '' }

describeWithDocker('severity-threshold', () => {
  for (const [worst, by] of Object.entries(blocking)) {
    for (const threshold of thresholds) {
      const blocks = by.split(' ').includes(threshold)
      test(`${threshold} ${blocks ? 'blocks' : 'passes'} an image with ${worst} packages`, async () => {
        const result = await release({ 'build-args': `PACKAGES=${worst}`, 'severity-threshold': threshold })
        expect(endingOf(result)).toEqual(blocks ? refused('blocked', 'GATE_BLOCKED') : released('passed'))
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

describeWithDocker('an image that the scanner cannot read', () => {
  test('is refused', async () => {
    const result = await release({ target: 'unscannable' })
    expect(endingOf(result)).toEqual(refused('unscanned', 'IMAGE_UNSUPPORTED'))
    expect(errorOf(result)).toMatch(/package manager are not supported.*on-unsupported: warn/)
  })

  test('is released with a warning where that was asked for', async () => {
    const result = await release({ target: 'unscannable', 'on-unsupported': 'warn' })
    expect(endingOf(result)).toEqual(released('unscanned'))
    expect(warnings(result)).toHaveLength(1)
  })
})

const forever = (status: string): ScanScript => ({ steps: [step(status)] })
// AWS may add a status one day, so a status here is any text.
const step = (status: string, more: Partial<ScanStep> = {}): ScanStep =>
  ({ status, ...more }) as unknown as ScanStep

describeWithDocker('a scan', () => {
  for (const status of ['ABSENT', 'PENDING', 'IN_PROGRESS', 'FINDINGS_UNAVAILABLE', 'QUEUED_ELSEWHERE']) {
    test(`that is ${status} is waited for`, async () => {
      const steps = [step(status, { ms: 20_000 }), step('COMPLETE')]
      const result = await release({}, { scan: { steps } })
      expect(endingOf(result)).toEqual(released('passed'))
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
    test(`that is ${status} (${description || 'no description'}) is no pass: ${code}`, async () => {
      const scan = { steps: [step('PENDING', { ms: 3_000 }), step(status, { description }), step('COMPLETE')] }
      const result = await release({}, { scan })
      expect(endingOf(result)).toEqual(refused('unscanned', code))
      expect(errorOf(result)).toContain(description === '' ? `: ${status}.` : `${status} (${description})`)
      // Waiting longer would change nothing.
      expect(errorOf(result)).not.toContain('scan-timeout-minutes')
    })
  }

  for (const status of ['PENDING', 'QUEUED_ELSEWHERE', 'ABSENT']) {
    test(`that stays ${status} is given up in time, and its last state is named`, async () => {
      const result = await release({ 'scan-timeout-minutes': '1' }, { scan: forever(status) })
      expect(endingOf(result)).toEqual(refused('unscanned', 'IMAGE_UNSCANNED'))
      const state = status === 'ABSENT' ? 'no scan yet' : status
      expect(errorOf(result)).toContain(`after 1 min its state was: ${state}.`)
      expect(errorOf(result)).toContain('scan-timeout-minutes')
    })
  }

  test('that never ends lets the image pass with a warning where that was asked for', async () => {
    const inputs = { 'scan-timeout-minutes': '1', 'on-unscanned': 'warn' }
    const result = await release(inputs, { scan: forever('PENDING') })
    expect(endingOf(result)).toEqual(released('unscanned'))
    expect(warnings(result)).toHaveLength(1)
  })

  test('that is complete without a findings list is an answer that makes no sense, and no pass', async () => {
    const steps = [{ ...step('COMPLETE'), findings: undefined } as unknown as ScanStep]
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
const describeIndex = host || hasContainerdStore() ? describeWithDocker : describeWithDocker.skip

function hasContainerdStore(): boolean {
  try {
    const info = execFileSync('docker', ['info', '--format', '{{.DriverStatus}}'], { timeout: 20_000 })
    return info.includes('io.containerd.snapshotter')
  } catch {
    return false
  }
}
