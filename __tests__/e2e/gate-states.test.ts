import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { FaultKind, RecordedRequest, ScanStep } from '../../local/aws/aws.ts'
import {
  ask,
  blocked,
  count,
  enhanced,
  type GateWorld,
  inGateWorld,
  type Kind,
  look,
  refused,
  released,
  type Stage,
  start,
  startGateWorld,
  step,
} from '../fixtures/e2e-gate-world.ts'

// What the gate waits for, how long, and what it makes of every state of a scan.

jest.setTimeout(30_000)
let world: GateWorld

beforeAll(async () => {
  world = await startGateWorld()
})
afterAll(() => world.close())

const low = [enhanced('CVE-2026-0001', 'LOW')]
const medium = [...low, enhanced('CVE-2026-0002', 'MEDIUM')]
const critical = [...medium, enhanced('CVE-2026-0003', 'CRITICAL')]

describe('a scan that stays', () => {
  // Each in the mode that has more to say of it: the table of states, which both share, is in scan/states.test.ts.
  type Row = readonly [status: string, kind: Kind, more: Partial<ScanStep>, code: string, says: string]
  const unscanned = 'IMAGE_UNSCANNED'
  const late = (state: string) => `because after 3 min its state was: ${state}.`
  const failed = (state: string) => `because its scan failed: ${state}.`
  const unsupported = (state: string) => `because ECR cannot scan it: ${state}.`
  const running = (state: string) => late(`${state}, Inspector says SCAN_IN_PROGRESS`)
  const pending = 'PENDING (Pending start of the image scan.), Inspector says PENDING_INITIAL_SCAN'
  const noLists = { findings: undefined, enhanced: undefined, completedAt: undefined }
  const badSystem = "UnsupportedImageError: 'alpine' is not supported."
  const unavailable = failed('FINDINGS_UNAVAILABLE for 2 min')
  const expired = 'because its scan is too old: SCAN_ELIGIBILITY_EXPIRED.'
  const rows: readonly Row[] = [
    ['PENDING', 'on-push', {}, unscanned, late(pending)],
    ['IN_PROGRESS', 'on-push', {}, unscanned, running('IN_PROGRESS')],
    ['ABSENT', 'on-push', {}, unscanned, 'after 3 min its state was: no scan yet'],
    ['QUEUED_ELSEWHERE', 'basic', {}, unscanned, late('QUEUED_ELSEWHERE')],
    ['ACTIVE', 'continuous', { enhanced: [] }, unscanned, 'was: ACTIVE, but without a first result'],
    ['COMPLETE', 'basic', noLists, 'AWS_BAD_ANSWER', 'was COMPLETE without any findings list'],
    ['FAILED', 'basic', { description: 'An error.' }, unscanned, failed('FAILED (An error.)')],
    [
      'FAILED',
      'basic',
      { description: badSystem },
      'IMAGE_UNSUPPORTED',
      unsupported(`FAILED (${badSystem})`),
    ],
    ['UNSUPPORTED_IMAGE', 'basic', {}, 'IMAGE_UNSUPPORTED', unsupported('UNSUPPORTED_IMAGE')],
    ['SCAN_ELIGIBILITY_EXPIRED', 'on-push', {}, unscanned, expired],
    ['FINDINGS_UNAVAILABLE', 'on-push', {}, unscanned, unavailable],
    ['LIMIT_EXCEEDED', 'basic', {}, unscanned, failed('LIMIT_EXCEEDED')],
    ['IMAGE_ARCHIVED', 'basic', {}, unscanned, failed('IMAGE_ARCHIVED')],
  ]

  test.concurrent.each(rows)(
    '%s is no pass where the repository is scanned %s: %j %s, %s',
    async (status, kind, more, code, says) => {
      const scan = { steps: [step(status, more)] }
      const isMissing = code !== 'AWS_BAD_ANSWER'
      // An answer that makes no sense is no image without a scan, which may pass.
      const inputs = { 'scan-timeout-minutes': '3', 'on-unscanned': isMissing ? 'fail' : 'warn' }
      const run = await world.judgeNew(kind, { scan, inputs })
      expect(run.ending).toEqual(refused(code, isMissing ? 'unscanned' : undefined))
      expect(run.error).toContain(says)
      expect(run.error.includes('scan-timeout-minutes')).toBe(run.error.includes('after 3 min'))
      expect(run.error.includes('after 3 min')).toBe(/after 3 min|ACTIVE/.test(says))
    },
  )
})

describe('findings that come late', () => {
  const ends: readonly (readonly [what: string, kind: Kind, stages: readonly Stage[], looks: number])[] = [
    [
      'are waited for behind PENDING and an empty COMPLETE, also one by one, and where the scan starts again',
      'on-push',
      [
        [step('PENDING'), look],
        [step('COMPLETE', { enhanced: [], completedAt: undefined, counts: undefined }), look],
        [step('COMPLETE', { enhanced: [] }), look],
        [step('COMPLETE', { enhanced: low }), look],
        [step('IN_PROGRESS'), look],
        [step('COMPLETE', { enhanced: low }), look],
        [step('COMPLETE', { enhanced: medium }), look],
        [step('COMPLETE', { enhanced: critical })],
      ],
      8,
    ],
    [
      'are waited for behind an ACTIVE without lists, and one with empty lists',
      'continuous',
      [
        [step('ACTIVE'), look],
        [step('ACTIVE', { enhanced: [] }), look, 3],
        [step('ACTIVE', { enhanced: critical, completedAgoMs: 0 })],
      ],
      5,
    ],
  ]
  test.concurrent.each(ends)('%s', async (_, kind, stages, looks) => {
    const run = await world.judgeNew(kind, { stages })
    expect(run.ending).toEqual(blocked)
    expect(JSON.parse(run.outputs.findings ?? '')).toMatchObject({ critical: 1, total: 3 })
    expect(count(run, look)).toBeGreaterThanOrEqual(looks)
  })

  test.concurrent('one by one pass where none of them blocks, and all are counted', async () => {
    const stages: readonly Stage[] = [
      [step('COMPLETE', { enhanced: [] }), look],
      [step('COMPLETE', { enhanced: low }), look],
      [step('COMPLETE', { enhanced: medium })],
    ]
    const run = await world.judgeNew('on-push', { stages })
    expect(run.ending).toEqual(released())
    expect(JSON.parse(run.outputs.findings ?? '')).toMatchObject({ low: 1, medium: 1, total: 2 })
    // That Inspector scans on push only is no objection.
    expect(run.outputs['scan-mode']).toBe('enhanced')
    expect(count(run, ask)).toBe(1)
  })
})

test.concurrent('what blocks is final where the scan then fails, and images without a scan may pass', async () => {
  const run = await world.judgeNew('on-push', {
    stages: [[step('COMPLETE', { enhanced: critical }), look], [step('FAILED')]],
    inputs: { 'on-unscanned': 'warn', 'scan-timeout-minutes': '3' },
  })
  expect(run.ending).toEqual(blocked)
})

describe("Inspector's own word", () => {
  const coverage = (reason: string, statusCode = 'ACTIVE') => ({ coverage: { statusCode, reason } })

  test.concurrent('that the scan goes on holds a pass back, however long the findings stay as they are', async () => {
    const going = step('COMPLETE', { enhanced: low, ...coverage('SCAN_IN_PROGRESS') })
    const done = step('COMPLETE', { enhanced: critical, ...coverage('SUCCESSFUL') })
    const run = await world.judgeNew('on-push', { stages: [[going, ask, 3], [done]] })
    expect(run.ending).toEqual(blocked)
    expect(run.result.log).toContain('but Inspector says SCAN_IN_PROGRESS')
  })

  test.concurrent('that it has scanned stands for a time that ECR does not tell of a continuous scan', async () => {
    const end = step('ACTIVE', { enhanced: [], ...coverage('SUCCESSFUL') })
    const run = await world.judgeNew('continuous', { stages: [[end]] })
    expect(run.ending).toEqual(released())
    expect(run.outputs['scan-mode']).toBe('enhanced')
    expect(count(run, ask)).toBe(1)
  })

  const reasons: readonly (readonly [
    reason: string,
    status: string,
    code: string,
    says: string,
    way: string,
  ])[] = [
    [
      'ACCESS_DENIED_TO_ENCRYPTION_KEY',
      'PENDING',
      'IMAGE_UNSCANNED',
      'Inspector may not read it',
      'encryption key',
    ],
    ['UNSUPPORTED_OS', 'ABSENT', 'IMAGE_UNSUPPORTED', 'ECR cannot scan it', 'on-unsupported: warn'],
  ]
  test.concurrent.each(reasons)(
    '%s ends the wait of a scan that is %s: %s',
    async (reason, status, code, says, way) => {
      const run = await world.judgeNew('on-push', {
        scan: { steps: [step(status, coverage(reason, 'INACTIVE'))] },
      })
      expect(run.ending).toEqual(refused(code, 'unscanned'))
      expect(run.error).toContain(`${says}: Inspector says ${reason}.`)
      expect(run.error).toContain(way)
      expect(count(run, ask)).toBe(1)
    },
  )
})

test.concurrent('a scan that nothing begins is started after the first look where scans are manual', async () => {
  const done = [step('PENDING', { ms: 3_000 }), step('COMPLETE', { findings: [] })]
  const run = await world.judgeNew('manual', { scan: { steps: [step('ABSENT')], rescan: done } })
  expect(run.ending).toEqual(released())
  const calls = run.asked.filter((one) => one === look || one === start)
  expect(calls.slice(0, 3)).toEqual([look, start, look])
  expect(count(run, start)).toBe(1)
})

describe('a bad day of ECR in the middle of the wait', () => {
  const isLook = ({ operation }: RecordedRequest) => `ecr:${operation}` === look

  test.concurrent('is survived, with answers in between', () =>
    inGateWorld(async (own) => {
      const { aws } = own.slipway.local
      const faults: readonly (readonly [kind: FaultKind, times: number])[] = [
        ['not-json', 1],
        ['empty', 1],
        ['expired-token', 1],
        ['server-error', 8],
        ['throttle', 12],
      ]
      // Each after one good answer more than the one before.
      for (const [at, [kind, times]] of faults.entries())
        aws.addFault({ operation: look, kind, times, skip: at + 1 })
      const all = faults.reduce((sum, [, times]) => sum + times, faults.length)
      const bad: Stage = [step('PENDING'), look, all]
      const run = await own.judgeNew('basic', { stages: [bad, [step('COMPLETE', { findings: [] })]] })
      expect(run.ending).toEqual(released())
      expect(count(run, 'sts:AssumeRoleWithWebIdentity')).toBe(2)
      // All of them must have come.
      expect(aws.requests.filter(isLook).length).toBeGreaterThan(all)
      const statuses = aws.requests.filter(isLook).map(({ status }) => status)
      expect(statuses.filter((status) => status !== 200)).toHaveLength(1 + 8 + 12)
    }))

  test.concurrent('that does not end is no pass', () =>
    inGateWorld(async (own) => {
      own.slipway.local.aws.addFault({ operation: look, kind: 'not-json', times: 'always', skip: 2 })
      const stages: readonly Stage[] = [[step('PENDING'), look, 4], [step('COMPLETE', { findings: [] })]]
      const run = await own.judgeNew('basic', { stages, inputs: { 'scan-timeout-minutes': '2' } })
      expect(run.ending).toEqual(refused('AWS_BAD_ANSWER', undefined))
      expect(run.error).toContain('so nothing was concluded from it.')
      // However long it lasts, ECR is not asked every second.
      expect(own.slipway.local.aws.requests.filter(isLook).length).toBeLessThan(60)
    }))
})
