import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import { cancelled } from '../../src/errors.ts'
import { awaitFindings, type ScanTarget } from '../../src/scan/wait.ts'
import { scriptedEcr } from '../support/ecr.ts'
import { failing } from '../support/failure.ts'
import { digest, givenBasic, givenRepository } from '../support/given.ts'
import { type Answer, type Call, refusing } from '../support/scripted-aws.ts'
import { written } from '../support/stdout.ts'

const amd64 = { digest, platform: 'linux/amd64' }
const arm64 = { digest: `sha256:${'2'.repeat(64)}`, platform: 'linux/arm64' }
const pace = 60

const missing = refusing('ScanNotFoundException')
const running: Answer = { body: { imageScanStatus: { status: 'IN_PROGRESS' } } }
const denied = refusing(
  'AccessDeniedException',
  'User: x is not authorized to perform: ecr:StartImageScan on resource: y',
)

function complete(...findings: readonly object[]): Answer {
  return {
    body: {
      imageScanStatus: { status: 'COMPLETE' },
      imageScanFindings: { findings, imageScanCompletedAt: 1763627400 },
    },
  }
}

function digestOf({ input }: Call): unknown {
  return (input.imageId as { imageDigest?: string }).imageDigest
}

type Scripted = Readonly<{
  /** What the n-th look at an image gives. */
  look: (number: number, digest: unknown, started: boolean) => Answer
  start?: Answer
  targets?: readonly ScanTarget[]
  timeoutMinutes?: number
  signal?: AbortSignal
}>

async function waiting({ look, start = {}, targets = [amd64], timeoutMinutes = 1, signal }: Scripted) {
  const looks = new Map<unknown, number>()
  const stop = signal ?? new AbortController().signal
  const { ecr, calls } = await scriptedEcr(
    {
      DescribeImageScanFindings: (call, all) => {
        const number = (looks.get(digestOf(call)) ?? 0) + 1
        looks.set(digestOf(call), number)
        return look(
          number,
          digestOf(call),
          all.some(({ operation }) => operation === 'StartImageScan'),
        )
      },
      StartImageScan: () => start,
    },
    stop,
  )
  const { value, log } = await written(() =>
    awaitFindings(ecr, givenRepository(), targets, { timeoutMinutes, signal: stop, pace }),
  )
  return {
    report: value,
    log,
    starts: calls.filter(({ operation }) => operation === 'StartImageScan'),
    calls,
  }
}

describe('findings', () => {
  const low = givenBasic('CVE-2026-0002', 'LOW')

  test('that are there at once', async () => {
    const { report, log, starts } = await waiting({ look: () => complete(low) })
    expect(report).toMatchObject({
      mode: 'basic',
      platforms: [
        { ...amd64, kind: 'complete', findings: [{ id: 'CVE-2026-0002', platforms: ['linux/amd64'] }] },
      ],
    })
    expect(log).toMatch(/^linux\/amd64: scan complete with 1 findings?, \d+ s\n$/)
    expect(starts).toEqual([])
  })

  test('that come later; the log tells changes and not looks', async () => {
    const { report, log, calls } = await waiting({ look: (number) => (number < 6 ? running : complete()) })
    expect(report.platforms[0]?.kind).toBe('complete')
    expect(report.seconds).toBeGreaterThanOrEqual(4)
    expect(calls.length).toBe(6)
    expect(log.match(/IN_PROGRESS/g)).toHaveLength(1)
  })

  test('of every platform, all at once', async () => {
    const { report } = await waiting({
      targets: [amd64, arm64],
      look: (number, asked) => (asked === digest && number < 3 ? running : complete(low)),
    })
    expect(report.platforms.map(({ platform, kind }) => [platform, kind])).toEqual([
      ['linux/amd64', 'complete'],
      ['linux/arm64', 'complete'],
    ])
  })

  test('of nothing', async () => {
    expect((await waiting({ targets: [], look: () => complete() })).report.platforms).toEqual([])
  })
})

describe('a scan that does not begin', () => {
  test('is started after 15 s, once', async () => {
    const { report, starts, log } = await waiting({
      look: (_, _digest, started) => (started ? complete() : missing),
    })
    expect(report.platforms[0]?.kind).toBe('complete')
    expect(report.seconds).toBeGreaterThanOrEqual(15)
    expect(starts.map(digestOf)).toEqual([digest])
    expect(log).toContain('no scan began by itself, so it is started now')
  })

  test('is not started twice', async () => {
    const { starts } = await waiting({ look: () => missing })
    expect(starts).toHaveLength(1)
  })

  test('is waited for where it may not be started', async () => {
    const { report, log } = await waiting({
      start: denied,
      look: (number) => (number < 14 ? missing : complete()),
    })
    expect(report.platforms[0]?.kind).toBe('complete')
    expect(log).toMatch(/::warning::ecr:StartImageScan for .* was denied/)
    expect(log).toContain('Waiting for a scan that something else starts.')
  })

  test('is given up after two minutes where it may not be started, and says why', async () => {
    const { report, starts } = await waiting({ start: denied, look: () => missing, timeoutMinutes: 15 })
    expect(report.platforms).toMatchObject([
      {
        ...amd64,
        kind: 'unavailable',
        reason: 'not-started',
        detail: expect.stringContaining('ecr:StartImageScan'),
      },
    ])
    expect(report.seconds).toBeGreaterThanOrEqual(119)
    expect(report.seconds).toBeLessThan(240)
    expect(starts).toHaveLength(1)
  }, 30_000)

  test('and may not be started, but began and did not end in time, is said to have begun', async () => {
    const { report } = await waiting({ start: denied, look: (number) => (number < 14 ? missing : running) })
    expect(report.platforms).toMatchObject([
      { reason: 'timed-out', detail: 'after 1 min its state was: IN_PROGRESS' },
    ])
  })

  test('is waited for where it was made today, and asked for once', async () => {
    const { report, log, starts } = await waiting({
      start: refusing('LimitExceededException'),
      look: (_, _digest, started) => (started ? complete() : missing),
    })
    expect(report.platforms[0]?.kind).toBe('complete')
    expect(log).not.toContain('::warning')
    expect(starts).toHaveLength(1)
  })

  test.each<[string, Answer, string, 'basic' | 'enhanced']>([
    [
      'can never begin',
      refusing('UnsupportedImageTypeException', 'cannot be scanned'),
      'unsupported',
      'basic',
    ],
    [
      'is of the other kind',
      refusing('ValidationException', 'This feature is disabled'),
      'enhanced',
      'enhanced',
    ],
  ])('and %s is unavailable at once', async (_, start, reason, mode) => {
    const { report } = await waiting({ start, look: () => missing })
    expect(report).toMatchObject({ mode, platforms: [{ kind: 'unavailable', reason }] })
    expect(report.seconds).toBeLessThan(45)
  })
})

describe('a scan that gives no findings is part of the report, and no error', () => {
  test.each(['FAILED', 'UNSUPPORTED_IMAGE', 'ACTIVE', 'LIMIT_EXCEEDED'])('%s', async (status) => {
    const { report } = await waiting({ look: () => ({ body: { imageScanStatus: { status } } }) })
    expect(report.platforms).toMatchObject([{ ...amd64, kind: 'unavailable', detail: status }])
  })

  test.each<[string, Answer, string]>([
    ['in progress', running, 'IN_PROGRESS'],
    ['missing', missing, 'no scan yet'],
    ['in a state that nobody knows', { body: { imageScanStatus: { status: 'NEW' } } }, 'NEW'],
  ])('the time ran out while it was %s', async (_, answer, state) => {
    const { report } = await waiting({ look: () => answer })
    expect(report.platforms).toEqual([
      { ...amd64, kind: 'unavailable', reason: 'timed-out', detail: `after 1 min its state was: ${state}` },
    ])
    expect(report.seconds).toBeGreaterThanOrEqual(59)
  })

  test('what came during the last delay is still seen', async () => {
    const began = performance.now()
    const { report } = await waiting({
      look: () => ((performance.now() - began) * pace >= 59_500 ? complete() : running),
    })
    expect(report.platforms[0]?.kind).toBe('complete')
  })
})

describe('an error', () => {
  test('of one platform ends the wait for all', async () => {
    const signal = new AbortController().signal
    const looks: unknown[] = []
    const failure = await failing(() =>
      waiting({
        signal,
        targets: [amd64, arm64],
        look: (_, asked) => {
          looks.push(asked)
          return asked === digest ? refusing('AccessDeniedException') : running
        },
      }),
    )
    expect(failure.code).toBe('AWS_ACCESS_DENIED')
    const made = looks.length
    await sleep(300)
    expect(looks.length).toBeLessThanOrEqual(made + 1)
  })

  test('in between is one too', async () => {
    const failure = await failing(() => waiting({ look: (number) => (number < 3 ? running : { body: {} }) }))
    expect(failure.code).toBe('AWS_BAD_ANSWER')
  })
})

test('a cancelled run waits no longer', async () => {
  const controller = new AbortController()
  setTimeout(() => controller.abort(cancelled()), 100)
  const began = performance.now()
  const failure = await failing(() =>
    waiting({ look: () => running, timeoutMinutes: 360, signal: controller.signal }),
  )
  expect(failure.code).toBe('CANCELLED')
  expect(performance.now() - began).toBeLessThan(2_000)
})
