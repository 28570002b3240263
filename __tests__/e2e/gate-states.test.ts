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
  type Row = readonly [
    status: string,
    more: Partial<ScanStep>,
    code: string,
    basicSays: string,
    enhancedSays?: string,
  ]
  const unscanned = 'IMAGE_UNSCANNED'
  const late = (state: string) => `because after 3 min its state was: ${state}.`
  const failed = (state: string) => `because its scan failed: ${state}.`
  const unsupported = (state: string) => `because ECR cannot scan it: ${state}.`
  const running = (state: string) => late(`${state}, Inspector says SCAN_IN_PROGRESS`)
  const continuous = 'Continuous scan is selected for image.'
  const pending = 'PENDING (Pending start of the image scan.), Inspector says PENDING_INITIAL_SCAN'
  const active = `ACTIVE (${continuous}), but without findings`
  const noLists = { findings: undefined, enhanced: undefined, completedAt: undefined }
  const badSystem = "UnsupportedImageError: 'alpine' is not supported."
  const rows: readonly Row[] = [
    ['PENDING', {}, unscanned, late('PENDING'), late(pending)],
    ['IN_PROGRESS', {}, unscanned, late('IN_PROGRESS'), running('IN_PROGRESS')],
    ['ABSENT', {}, unscanned, 'after 3 min its state was: no scan yet'],
    ['QUEUED_ELSEWHERE', {}, unscanned, late('QUEUED_ELSEWHERE'), running('QUEUED_ELSEWHERE')],
    ['ACTIVE', { description: continuous }, unscanned, late(active), running(active)],
    ['COMPLETE', noLists, 'AWS_BAD_ANSWER', 'was COMPLETE without any findings list'],
    ['FAILED', { description: 'An error.' }, unscanned, failed('FAILED (An error.)')],
    ['FAILED', { description: badSystem }, 'IMAGE_UNSUPPORTED', unsupported(`FAILED (${badSystem})`)],
    ['UNSUPPORTED_IMAGE', {}, 'IMAGE_UNSUPPORTED', unsupported('UNSUPPORTED_IMAGE')],
    ['SCAN_ELIGIBILITY_EXPIRED', {}, unscanned, 'because its scan is too old: SCAN_ELIGIBILITY_EXPIRED.'],
    ['FINDINGS_UNAVAILABLE', {}, unscanned, failed('FINDINGS_UNAVAILABLE for 2 min')],
    ['LIMIT_EXCEEDED', {}, unscanned, failed('LIMIT_EXCEEDED')],
    ['IMAGE_ARCHIVED', {}, unscanned, failed('IMAGE_ARCHIVED')],
  ]
  const cases = rows.flatMap(([status, more, code, basicSays, enhancedSays = basicSays]) => [
    { status, more, code, kind: 'basic' as Kind, says: basicSays },
    { status, more, code, kind: 'on-push' as Kind, says: enhancedSays },
  ])

  test.concurrent.each(cases)(
    '$status is no pass where the repository is scanned $kind: $code, $says',
    async ({ status, more, code, kind, says }) => {
      const scan = { steps: [step(status, more)] }
      const run = await world.judgeNew(kind, { scan, inputs: { 'scan-timeout-minutes': '3' } })
      expect(run.ending).toEqual(refused(code, code === 'AWS_BAD_ANSWER' ? undefined : 'unscanned'))
      expect(run.error).toContain(says)
      expect(run.error.includes('scan-timeout-minutes')).toBe(says.includes('after 3 min'))
    },
  )

  test.concurrent('ACTIVE without a first result is no pass, although its lists are there and empty', async () => {
    const scan = { steps: [step('ACTIVE', { enhanced: [] })] }
    const run = await world.judgeNew('continuous', { scan, inputs: { 'scan-timeout-minutes': '2' } })
    expect(run.ending).toEqual(refused('IMAGE_UNSCANNED', 'unscanned'))
    expect(run.error).toContain('after 2 min its state was: ACTIVE, but without a first result')
  })
})

describe('findings that come late', () => {
  const ends: readonly (readonly [what: string, kind: Kind, stages: readonly Stage[], looks: number])[] = [
    [
      'are waited for behind PENDING and an empty COMPLETE',
      'on-push',
      [
        [step('PENDING'), look],
        [step('COMPLETE', { enhanced: [] }), look],
        [step('COMPLETE', { enhanced: critical })],
      ],
      3,
    ],
    [
      'are waited for behind a COMPLETE without a time, counts and findings',
      'on-push',
      [
        [step('COMPLETE', { enhanced: [], completedAt: undefined, counts: undefined }), look],
        [step('COMPLETE', { enhanced: critical })],
      ],
      2,
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
    [
      'one by one block when the last of them does',
      'on-push',
      [
        [step('COMPLETE', { enhanced: [] }), look],
        [step('COMPLETE', { enhanced: low }), look],
        [step('COMPLETE', { enhanced: medium }), look],
        [step('COMPLETE', { enhanced: critical })],
      ],
      4,
    ],
    [
      'are waited for where the scan starts again in between',
      'on-push',
      [
        [step('COMPLETE', { enhanced: low }), look],
        [step('IN_PROGRESS'), look],
        [step('COMPLETE', { enhanced: low }), look],
        [step('COMPLETE', { enhanced: critical })],
      ],
      4,
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
  })

  test.concurrent('that do not end to come are no pass', async () => {
    const lists = Array.from({ length: 40 }, (_, number) => [...low, enhanced(`CVE-2026-1${number}`, 'LOW')])
    const stages = lists.map((list): Stage => [step('COMPLETE', { enhanced: list }), look])
    const run = await world.judgeNew('on-push', { stages, inputs: { 'scan-timeout-minutes': '2' } })
    expect(run.ending).toEqual(refused('IMAGE_UNSCANNED', 'unscanned'))
    expect(run.error).toContain(
      'after 2 min its state was: COMPLETE, waiting whether more findings come. No release tag was put',
    )
  })

  test.concurrent('do not hold up the verdict once there is one that blocks', async () => {
    // A list that is another one at each of twelve looks is never seen twice alike.
    const lists = Array.from({ length: 12 }, (_, number) => [
      ...critical,
      enhanced(`CVE-2026-1${number}`, 'LOW'),
    ])
    const stages = lists.map((list): Stage => [step('COMPLETE', { enhanced: list }), look])
    const run = await world.judgeNew('on-push', { stages })
    expect(run.ending).toEqual(blocked)
    expect(count(run, look)).toBeLessThanOrEqual(5)
    expect(run.asked).not.toContain(ask)
  })
})

describe('what blocks', () => {
  const ends: readonly (readonly [what: string, then: ScanStep])[] = [
    ['fails', step('FAILED')],
    ['is given up by Inspector', step('SCAN_ELIGIBILITY_EXPIRED')],
    ['cannot be read any more', step('FINDINGS_UNAVAILABLE')],
    ['goes on for ever', step('IN_PROGRESS')],
    ['shows it no more', step('COMPLETE', { enhanced: [] })],
  ]
  test.concurrent.each(ends)(
    'is final where the scan then %s, and images without a scan may pass',
    async (_, then) => {
      const run = await world.judgeNew('on-push', {
        stages: [[step('COMPLETE', { enhanced: critical }), look], [then]],
        inputs: { 'on-unscanned': 'warn', 'scan-timeout-minutes': '3' },
      })
      expect(run.ending).toEqual(blocked)
    },
  )
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

  const passes: readonly (readonly [what: string, kind: Kind, step: ScanStep, asked: number])[] = [
    ['that it scans on push only is no objection', 'on-push', step('COMPLETE', { enhanced: low }), 1],
    [
      'that it has scanned lets a continuous scan pass',
      'continuous',
      step('ACTIVE', { enhanced: low, completedAgoMs: 30_000 }),
      1,
    ],
    [
      'that it has scanned stands for a time that ECR does not tell',
      'continuous',
      step('ACTIVE', { enhanced: [], ...coverage('SUCCESSFUL') }),
      1,
    ],
    [
      'is not needed where the scan is long done',
      'on-push',
      step('COMPLETE', { enhanced: low, completedAgoMs: 3_600_000 }),
      0,
    ],
  ]
  test.concurrent.each(passes)('%s', async (_, kind, end, asked) => {
    const run = await world.judgeNew(kind, { stages: [[end]] })
    expect(run.ending).toEqual(released())
    expect(run.outputs['scan-mode']).toBe('enhanced')
    expect(count(run, ask)).toBe(asked)
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
    [
      'ACCESS_DENIED_TO_ENCRYPTION_KEY',
      'ABSENT',
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

describe('a scan that nothing begins', () => {
  const done = [step('PENDING', { ms: 3_000 }), step('COMPLETE', { findings: [] })]

  test.concurrent('is started after the first look where scans are manual', async () => {
    const run = await world.judgeNew('manual', { scan: { steps: [step('ABSENT')], rescan: done } })
    expect(run.ending).toEqual(released())
    const calls = run.asked.filter((one) => one === look || one === start)
    expect(calls.slice(0, 3)).toEqual([look, start, look])
    expect(count(run, start)).toBe(1)
  })

  test.concurrent('is started after 15 s where a push should have begun it', async () => {
    const run = await world.judgeNew('basic', { scan: { steps: [step('ABSENT')], rescan: done } })
    expect(run.ending).toEqual(released())
    const [first, started] = [look, start].map((name) =>
      run.requests.find(({ service, operation }) => `${service}:${operation}` === name),
    )
    // The world's seconds are a sixtieth of real ones.
    expect(((started?.at ?? 0) - (first?.at ?? 0)) * 60).toBeGreaterThanOrEqual(14_000)
    expect(count(run, start)).toBe(1)
  })
})

describe('a bad day of ECR in the middle of the wait', () => {
  const isLook = ({ operation }: RecordedRequest) => `ecr:${operation}` === look
  const stages: readonly Stage[] = [[step('PENDING'), look, 4], [step('COMPLETE', { findings: [] })]]

  type Row = readonly [kind: FaultKind, times: number, renewals: number]
  const passing: readonly Row[] = [
    ['throttle', 12, 0],
    ['server-error', 8, 0],
    ['not-json', 1, 0],
    ['empty', 1, 0],
    ['expired-token', 1, 1],
  ]
  test.concurrent.each(passing)('is survived: %s, %i times', (kind, times, renewals) =>
    inGateWorld(async (own) => {
      own.slipway.local.aws.addFault({ operation: look, kind, times, skip: 2 })
      const run = await own.judgeNew('basic', { stages })
      expect(run.ending).toEqual(released())
      expect(count(run, 'sts:AssumeRoleWithWebIdentity')).toBe(1 + renewals)
      // Those that fail are nobody's, and all of them must have come.
      expect(own.slipway.local.aws.requests.filter(isLook).length).toBeGreaterThan(2 + times)
    }),
  )

  const lasting: readonly (readonly [kind: FaultKind, code: string, says: string])[] = [
    ['throttle', 'IMAGE_UNSCANNED', 'after 2 min its state was: ECR throttles the calls.'],
    ['server-error', 'AWS_ERROR', 'ecr:DescribeImageScanFindings for the image basic-1@'],
    ['not-json', 'AWS_BAD_ANSWER', 'so nothing was concluded from it.'],
    ['access-denied', 'AWS_ACCESS_DENIED', '{"Effect":"Allow","Action":"ecr:DescribeImageScanFindings"'],
  ]
  test.concurrent.each(lasting)('that does not end is no pass: %s, %s', (kind, code, says) =>
    inGateWorld(async (own) => {
      own.slipway.local.aws.addFault({ operation: look, kind, times: 'always', skip: 2 })
      const run = await own.judgeNew('basic', { stages, inputs: { 'scan-timeout-minutes': '2' } })
      expect(run.ending).toEqual(refused(code, code === 'IMAGE_UNSCANNED' ? 'unscanned' : undefined))
      expect(run.error).toContain(says)
      // However long it lasts, ECR is not asked every second.
      expect(own.slipway.local.aws.requests.filter(isLook).length).toBeLessThan(60)
    }),
  )
})

describe('a run that is cancelled while it waits for the scan', () => {
  test.concurrent('ends with what it knows, and asks no more', async () => {
    const stored = await world.store('on-push')
    const run = await world.judge(stored, {
      scan: { steps: [step('PENDING')] },
      options: { cancel: { whenLog: 'PENDING', afterMs: 300 } },
    })
    expect(run.result.conclusion).toBe('cancelled')
    expect(run.ending).toEqual(refused('CANCELLED', undefined))
    expect(run.error).toMatch(/^The run was cancelled\. .* \[CANCELLED\]$/)
    expect(run.outputs.digest).toBe(stored.digest)
    expect(run.result.summary).toContain('cancelled')
    expect(run.result.main.ms).toBeLessThan(7_500)
  })
})
