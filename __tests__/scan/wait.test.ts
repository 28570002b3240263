import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import { cancelled } from '../../src/errors.ts'
import type { Scanning } from '../../src/scan/coverage.ts'
import type { Finding } from '../../src/scan/findings.ts'
import type { ScanTarget } from '../../src/scan/read.ts'
import { awaitFindings, type ScanWait } from '../../src/scan/wait.ts'
import type { Witness } from '../../src/scan/witness.ts'
import { scriptedEcr } from '../support/ecr.ts'
import { failing } from '../support/failure.ts'
import { digest, givenBasic, givenRepository } from '../support/given.ts'
import { type Answer, type Call, refusing } from '../support/scripted-aws.ts'
import { written } from '../support/stdout.ts'

const amd64 = { digest, platform: 'linux/amd64' }
const arm64 = { digest: `sha256:${'2'.repeat(64)}`, platform: 'linux/arm64' }
const pace = 60

const missing = refusing('ScanNotFoundException')
const status = (name: string): Answer => ({ body: { imageScanStatus: { status: name } } })
const running = status('IN_PROGRESS')
const throttled = refusing('ThrottlingException', 'Rate exceeded')
const pending: Answer = {
  body: {
    imageScanStatus: { status: 'PENDING', description: 'Pending start of the image scan.' },
    imageScanFindings: { findings: [], enhancedFindings: [] },
  },
}
const denied = refusing(
  'AccessDeniedException',
  'User: x is not authorized to perform: ecr:StartImageScan on resource: y',
)
const disabled = refusing('ValidationException', 'This feature is disabled')

function complete(...findings: readonly object[]): Answer {
  return scanned(0, ...findings)
}

/** A basic scan that ended so many hours ago, at the pace of the test. */
function scanned(hoursAgo: number, ...findings: readonly object[]): Answer {
  const imageScanCompletedAt = Date.now() / 1_000 - (hoursAgo * 3_600) / pace
  return {
    body: { imageScanStatus: { status: 'COMPLETE' }, imageScanFindings: { findings, imageScanCompletedAt } },
  }
}

/** What Inspector found of one vulnerability each, as ECR gives it at the end of its first scan. */
function inspected(status: 'COMPLETE' | 'ACTIVE', ...ids: readonly string[]): Answer {
  const enhancedFindings = ids.map((vulnerabilityId) => ({
    severity: vulnerabilityId === bad ? 'CRITICAL' : 'LOW',
    packageVulnerabilityDetails: { vulnerabilityId, vulnerablePackages: [{ name: 'x', version: '1' }] },
  }))
  const imageScanCompletedAt = Date.now() / 1_000
  return {
    body: { imageScanStatus: { status }, imageScanFindings: { enhancedFindings, imageScanCompletedAt } },
  }
}

const bad = 'CVE-2026-0666'

function digestOf({ input }: Call): unknown {
  return (input.imageId as { imageDigest?: string }).imageDigest
}

type Scripted = Readonly<{
  /** What the n-th look at an image gives. */
  look: (number: number, digest: unknown, started: boolean) => Answer
  start?: Answer
  /** What Inspector says the n-th time. */
  ask?: (number: number) => Witness | 'denied' | undefined
  targets?: readonly ScanTarget[]
  scanning?: Partial<Scanning>
  isBlocking?: ScanWait['isBlocking']
  onlyReports?: boolean
  timeoutMinutes?: number
  maxAgeHours?: number
  signal?: AbortSignal
}>

const blocks = (findings: readonly Finding[]) => findings.some(({ id }) => id === bad)

async function waiting(scripted: Scripted) {
  const { look, start = {}, ask, targets = [amd64], timeoutMinutes = 1, maxAgeHours, scanning } = scripted
  const looks = new Map<unknown, number>()
  const signal = scripted.signal ?? new AbortController().signal
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
    signal,
  )
  const asked: string[] = []
  const { value, log } = await written(() =>
    awaitFindings(ecr, givenRepository(), targets, {
      ...{ timeoutMinutes, maxAgeHours, signal, pace, isBlocking: scripted.isBlocking ?? blocks },
      scanning: { mode: 'basic', frequency: 'on-push', ...scanning },
      onlyReports: scripted.onlyReports ?? false,
      hasWitness: ask !== undefined,
      ask: async (one) => ask?.(asked.push(one)),
    }),
  )
  return {
    report: value,
    log,
    asked,
    starts: calls.filter(({ operation }) => operation === 'StartImageScan'),
    calls,
  }
}

const low = givenBasic('CVE-2026-0002', 'LOW')
const worst = givenBasic(bad, 'CRITICAL')
const enhanced = { mode: 'enhanced', frequency: 'on-push' } as const
const unknown = { mode: undefined, frequency: undefined } as const

describe('findings of basic scanning', () => {
  test('that are there at once', async () => {
    const { report, log, starts, calls } = await waiting({ look: () => complete(low) })
    expect(report).toMatchObject({
      mode: 'basic',
      platforms: [
        { ...amd64, kind: 'complete', findings: [{ id: 'CVE-2026-0002', platforms: ['linux/amd64'] }] },
      ],
    })
    expect(log).toMatch(/^linux\/amd64: scan complete with 1 finding, \d+ s\n$/)
    expect(starts).toEqual([])
    expect(calls).toHaveLength(1)
  })

  test('that come later; the log tells changes and not looks', async () => {
    const { report, log, calls } = await waiting({ look: (number) => (number < 6 ? running : complete()) })
    expect(report.platforms[0]?.kind).toBe('complete')
    expect(report.seconds).toBeGreaterThanOrEqual(4)
    expect(calls.length).toBe(6)
    expect(log.match(/IN_PROGRESS/g)).toHaveLength(1)
  })

  test('that come after COMPLETE with nothing and no time', async () => {
    const early: Answer = {
      body: { imageScanStatus: { status: 'COMPLETE' }, imageScanFindings: { findings: [] } },
    }
    const { report } = await waiting({ look: (number) => (number < 6 ? early : complete(worst)) })
    expect(report.platforms).toMatchObject([{ kind: 'complete', findings: [{ id: bad }] }])
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
    const { report } = await waiting({ targets: [], look: () => complete() })
    expect(report).toMatchObject({ mode: undefined, platforms: [] })
  })

  test('are called basic also where nothing was known of the registry', async () => {
    const { report } = await waiting({ scanning: unknown, look: () => complete(low) })
    expect(report).toMatchObject({ mode: 'basic', platforms: [{ mode: 'basic' }] })
  })
})

describe('findings of Inspector', () => {
  test.each<['COMPLETE' | 'ACTIVE', Partial<Scanning>]>([
    ['COMPLETE', enhanced],
    ['ACTIVE', { ...enhanced, frequency: 'continuous' }],
    ['COMPLETE', unknown],
    ['ACTIVE', unknown],
    // The registry was switched while the image was built.
    ['COMPLETE', { mode: 'basic' }],
  ])('that trickle in after %s are all seen: %j', async (status, scanning) => {
    const ids = ['a', 'b', bad]
    const { report, starts } = await waiting({
      ...{ scanning, isBlocking: () => false, timeoutMinutes: 5 },
      look: (number) => (number < 3 ? pending : inspected(status, ...ids.slice(0, number - 2))),
    })
    expect(report).toMatchObject({
      mode: 'enhanced',
      platforms: [{ kind: 'complete', mode: 'enhanced', findings: ids.map((id) => ({ id })) }],
    })
    expect(starts).toEqual([])
  })

  test('that trickle in after empty lists are seen, too', async () => {
    const began = performance.now()
    const { report } = await waiting({
      ...{ scanning: enhanced, timeoutMinutes: 5 },
      look: () => inspected('ACTIVE', ...((performance.now() - began) * pace < 15_000 ? [] : [bad])),
    })
    expect(report.platforms).toMatchObject([{ kind: 'complete', findings: [{ id: bad }] }])
  })

  test('of long ago are final with the first look', async () => {
    const { report, calls, asked } = await waiting({
      ...{ scanning: enhanced, ask: () => undefined },
      look: () => ({
        body: {
          imageScanStatus: { status: 'ACTIVE' },
          imageScanFindings: { enhancedFindings: [], imageScanCompletedAt: 1763627400 },
        },
      }),
    })
    expect(report.platforms).toMatchObject([{ kind: 'complete', mode: 'enhanced', findings: [] }])
    expect({ looks: calls.length, asked }).toEqual({ looks: 1, asked: [] })
  })

  test('on one platform say what the registry has', async () => {
    const { report } = await waiting({
      ...{ scanning: unknown, targets: [amd64, arm64] },
      look: (_, asked) => (asked === digest ? inspected('COMPLETE', 'a') : complete()),
    })
    expect(report.mode).toBe('enhanced')
    expect(report.platforms.map(({ kind }) => kind)).toEqual(['complete', 'complete'])
  })
})

describe('Inspector’s own word', () => {
  const done: Witness = { kind: 'done', reason: 'SUCCESSFUL' }
  const scanning: Witness = { kind: 'pending', reason: 'SCAN_IN_PROGRESS' }
  const look = () => inspected('COMPLETE', 'a')

  test('is asked for before a pass, of the manifest', async () => {
    const { report, asked } = await waiting({ scanning: enhanced, look, ask: () => done })
    expect(report.platforms[0]?.kind).toBe('complete')
    expect(asked).toEqual([digest])
  })

  test('tells the mode where two empty lists do not', async () => {
    const imageScanFindings = { findings: [], enhancedFindings: [] }
    const { report } = await waiting({
      ...{ scanning: unknown, ask: () => done },
      look: () => ({
        body: {
          imageScanStatus: { status: 'COMPLETE' },
          imageScanFindings: { ...imageScanFindings, imageScanCompletedAt: Date.now() / 1_000 },
        },
      }),
    })
    expect(report).toMatchObject({ mode: 'enhanced', platforms: [{ kind: 'complete', mode: 'enhanced' }] })
  })

  test('is waited for', async () => {
    const { report, asked } = await waiting({
      ...{ scanning: enhanced, look, timeoutMinutes: 2 },
      ask: (number) => (number < 3 ? scanning : done),
    })
    expect(report.platforms[0]?.kind).toBe('complete')
    expect(asked).toHaveLength(3)
    expect(report.seconds).toBeGreaterThanOrEqual(29)
  })

  test('is waited for to the end, and is in the message', async () => {
    const { report, log } = await waiting({ scanning: enhanced, look, ask: () => scanning })
    expect(report.platforms).toMatchObject([
      {
        ...{ kind: 'unavailable', reason: 'timed-out' },
        detail: 'after 1 min its state was: COMPLETE, but Inspector says SCAN_IN_PROGRESS',
      },
    ])
    // Once when it changed, and once when the time was over.
    expect(log.match(/COMPLETE, but Inspector says/g)).toHaveLength(2)
  })

  test('that a scan goes on is not undone by one that cannot be had', async () => {
    const { report } = await waiting({
      ...{ scanning: enhanced, look },
      ask: (number) => (number === 1 ? scanning : undefined),
    })
    expect(report.platforms).toMatchObject([{ kind: 'unavailable', reason: 'timed-out' }])
  })

  test('is asked for once where it is denied, and the findings alone decide', async () => {
    const { report, asked, log } = await waiting({
      ...{ scanning: enhanced, ask: () => 'denied', timeoutMinutes: 3 },
      look: (number) => inspected('COMPLETE', ...['a', 'b', 'c'].slice(0, number)),
    })
    expect(report.platforms[0]?.kind).toBe('complete')
    expect(asked).toHaveLength(1)
    expect(log).not.toContain('::')
  })

  test('says why nothing comes, after a minute', async () => {
    const { report, asked } = await waiting({
      ...{ scanning: enhanced, look: () => missing, timeoutMinutes: 15 },
      ask: () => ({ kind: 'unavailable', reason: 'ACCESS_DENIED_TO_ENCRYPTION_KEY', because: 'denied' }),
    })
    expect(report.platforms).toEqual([
      {
        ...amd64,
        kind: 'unavailable',
        reason: 'denied',
        detail: 'Inspector says ACCESS_DENIED_TO_ENCRYPTION_KEY',
      },
    ])
    expect(asked).toHaveLength(1)
  })

  test('is in the message where nothing came', async () => {
    const { report } = await waiting({
      ...{ scanning: enhanced, look: () => missing, timeoutMinutes: 2 },
      ask: () => ({ kind: 'pending', reason: 'PENDING_INITIAL_SCAN' }),
    })
    expect(report.platforms).toMatchObject([
      {
        reason: 'timed-out',
        detail: 'after 2 min its state was: no scan yet, Inspector says PENDING_INITIAL_SCAN',
      },
    ])
  })

  test('that cannot be had for a cancelled run ends it', async () => {
    const failure = await failing(() =>
      waiting({
        ...{ scanning: enhanced, look },
        ask: () => {
          throw cancelled()
        },
      }),
    )
    expect(failure.code).toBe('CANCELLED')
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
    expect(log).toMatch(/^linux\/amd64: a scan is asked for, \d+ s$/m)
  })

  test('is started at once where scans are manual', async () => {
    const { calls } = await waiting({
      scanning: { frequency: 'manual' },
      look: (_, _digest, started) => (started ? complete() : missing),
    })
    expect(calls.map(({ operation }) => operation)).toEqual([
      'DescribeImageScanFindings',
      'StartImageScan',
      'DescribeImageScanFindings',
    ])
  })

  test('is not started twice', async () => {
    const { starts } = await waiting({ look: () => missing })
    expect(starts).toHaveLength(1)
  })

  test('is never started in enhanced scanning', async () => {
    const { starts, report } = await waiting({ scanning: enhanced, look: () => missing })
    expect(starts).toEqual([])
    expect(report.platforms).toMatchObject([
      { reason: 'timed-out', detail: 'after 1 min its state was: no scan yet' },
    ])
  })

  test('is not waited for where the rules of enhanced scanning leave the repository out', async () => {
    const scanning = { ...enhanced, frequency: 'manual' } as const
    const { calls, report } = await waiting({ scanning, look: () => missing })
    expect(calls).toHaveLength(1)
    expect(report.platforms).toMatchObject([{ reason: 'not-started' }])
  })

  test.each([unknown, { mode: 'basic' } as const])(
    'and cannot be started, since Inspector scans here, is waited for: %j',
    async (scanning) => {
      const { report, starts, log } = await waiting({
        ...{ scanning, start: disabled, timeoutMinutes: 5 },
        look: (number, _, started) => (started && number > 10 ? inspected('ACTIVE', 'a') : missing),
      })
      expect(report).toMatchObject({ mode: 'enhanced', platforms: [{ kind: 'complete', mode: 'enhanced' }] })
      expect(starts).toHaveLength(1)
      expect(log).not.toContain('::')
    },
  )

  test('is waited for where it may not be started', async () => {
    const { report, log } = await waiting({
      ...{ start: denied, timeoutMinutes: 15 },
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

  test('says why also where the time runs out before', async () => {
    const { report } = await waiting({ start: denied, look: () => missing })
    expect(report.platforms).toMatchObject([
      { reason: 'not-started', detail: expect.stringContaining('ecr:StartImageScan') },
    ])
  })

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

  test('and can never begin is unsupported at once', async () => {
    const { report } = await waiting({
      start: refusing('UnsupportedImageTypeException', 'cannot be scanned'),
      look: () => missing,
    })
    expect(report.platforms).toMatchObject([
      { kind: 'unavailable', reason: 'unsupported', detail: 'cannot be scanned' },
    ])
    expect(report.seconds).toBeLessThan(45)
  })
})

describe('a scan that is too old', () => {
  const maxAgeHours = 24

  test('is renewed, and the new one counts', async () => {
    const { report, starts, log } = await waiting({
      maxAgeHours,
      look: (number, _, started) =>
        started ? (number < 5 ? running : complete(low)) : scanned(26, low, worst),
    })
    expect(starts.map(digestOf)).toEqual([digest])
    expect(report.platforms).toMatchObject([{ kind: 'complete', findings: [{ id: 'CVE-2026-0002' }] }])
    expect(log).toContain('a scan is asked for')
  })

  test('is waited for while the old one is still shown', async () => {
    const { report, starts } = await waiting({
      maxAgeHours,
      look: (number) => (number < 5 ? scanned(26) : complete(worst)),
    })
    expect(starts).toHaveLength(1)
    expect(report.platforms).toMatchObject([{ kind: 'complete', findings: [{ id: bad }] }])
  })

  test.each<[string, Answer, Partial<Scanning>]>([
    ['since it was made today', refusing('LimitExceededException'), {}],
    ['since that is denied', denied, {}],
    ['since Inspector renews by rules of its own', disabled, unknown],
  ])('and cannot be renewed, %s, is no pass', async (_, start, scanning) => {
    const { report, starts } = await waiting({ maxAgeHours, start, scanning, look: () => scanned(26.5) })
    expect(report.platforms).toMatchObject([
      {
        reason: 'stale',
        detail: expect.stringMatching(/^it was scanned 26 h ago, and 24 h are allowed; /),
      },
    ])
    expect(starts).toHaveLength(1)
  })

  test.each<[string, Answer, Partial<Scanning>]>([
    ['since it was made today', refusing('LimitExceededException'), {}],
    ['since that is denied', denied, {}],
    ['since Inspector renews by rules of its own', disabled, unknown],
    ['since it cannot be scanned', refusing('UnsupportedImageTypeException', 'x'), {}],
  ])('and cannot be renewed, %s, blocks where it has what blocks', async (_, start, scanning) => {
    const { report } = await waiting({ maxAgeHours, start, scanning, look: () => scanned(26, worst) })
    expect(report.platforms).toMatchObject([{ kind: 'complete', findings: [{ id: bad }] }])
  })

  test.each<[string, Answer]>([
    ['fails', status('FAILED')],
    ['does not end', running],
    ['never shows', scanned(26, worst)],
  ])('blocks also where its renewal %s', async (_, renewed) => {
    const { report } = await waiting({
      maxAgeHours,
      look: (_number, _digest, started) => (started ? renewed : scanned(26, worst)),
    })
    expect(report.platforms).toMatchObject([{ kind: 'complete', findings: [{ id: bad }] }])
  })
})

describe('what blocks is never lost, also at the time limit', () => {
  const first = () => inspected('COMPLETE', bad)

  test.each<[string, () => Answer]>([
    ['a scan that goes on', () => running],
    ['a scan that is gone', () => missing],
    ['findings that cannot be read', () => status('FINDINGS_UNAVAILABLE')],
    ['calls that are throttled', () => throttled],
    ['an end without findings', () => status('UNSUPPORTED_IMAGE')],
    ['nothing any more', () => inspected('COMPLETE')],
    ['something else', () => inspected('COMPLETE', 'a')],
  ])('after it comes %s', async (_, then) => {
    const { report } = await waiting({
      scanning: enhanced,
      look: (number) => (number === 1 ? first() : then()),
    })
    expect(report.platforms).toMatchObject([{ kind: 'complete', findings: [{ id: bad }] }])
  })

  test('it is seen at the limit alone', async () => {
    const began = performance.now()
    const { report } = await waiting({
      scanning: enhanced,
      look: () => ((performance.now() - began) * pace >= 58_000 ? first() : running),
    })
    expect(report.platforms).toMatchObject([{ kind: 'complete', findings: [{ id: bad }] }])
  })
})

describe('a scan that gives no findings is part of the report, and no error', () => {
  test.each([
    ['FAILED', 'failed'],
    ['UNSUPPORTED_IMAGE', 'unsupported'],
    ['SCAN_ELIGIBILITY_EXPIRED', 'stale'],
    ['LIMIT_EXCEEDED', 'failed'],
    ['IMAGE_ARCHIVED', 'failed'],
  ])('%s', async (name, reason) => {
    const { report, calls, log } = await waiting({ look: () => status(name) })
    expect(report.platforms).toEqual([{ ...amd64, kind: 'unavailable', reason, detail: name }])
    expect(calls).toHaveLength(1)
    expect(log).toMatch(new RegExp(`^linux/amd64: no findings \\(${reason}\\): ${name}, \\d+ s\n$`))
  })

  test.each<[string, Answer, string, Partial<Scanning>]>([
    ['in progress', running, 'IN_PROGRESS', {}],
    ['pending', pending, 'PENDING (Pending start of the image scan.)', enhanced],
    ['missing', missing, 'no scan yet', {}],
    ['in a state that nobody knows', status('NEW'), 'NEW', {}],
    ['unreadable', status('FINDINGS_UNAVAILABLE'), 'FINDINGS_UNAVAILABLE', enhanced],
    ['not visible', refusing('ImageNotFoundException'), 'image not visible yet', {}],
    ['throttled', throttled, 'ECR throttles the calls', {}],
    ['active, before its first result', status('ACTIVE'), 'ACTIVE, but without findings', enhanced],
  ])('the time ran out while it was %s', async (_, answer, state, scanning) => {
    const { report } = await waiting({ scanning, look: () => answer })
    expect(report.platforms).toEqual([
      { ...amd64, kind: 'unavailable', reason: 'timed-out', detail: `after 1 min its state was: ${state}` },
    ])
    expect(report.seconds).toBeGreaterThanOrEqual(59)
  })

  test('the time ran out while findings still came', async () => {
    const { report } = await waiting({
      scanning: enhanced,
      look: (number) => inspected('COMPLETE', ...Array.from({ length: number }, (_, at) => `CVE-${at}`)),
    })
    const detail = 'after 1 min its state was: COMPLETE, waiting whether more findings come'
    expect(report.platforms).toMatchObject([{ kind: 'unavailable', reason: 'timed-out', detail }])
  })

  test('what came during the last delay is still seen', async () => {
    const began = performance.now()
    const { report } = await waiting({
      look: () => ((performance.now() - began) * pace >= 59_500 ? complete() : running),
    })
    expect(report.platforms[0]?.kind).toBe('complete')
  })

  test('the others have theirs', async () => {
    const { report } = await waiting({
      targets: [amd64, arm64],
      look: (_, asked) => (asked === digest ? status('FAILED') : complete(low)),
    })
    expect(report.platforms.map(({ kind }) => kind)).toEqual(['unavailable', 'complete'])
  })

  test('and is named on one line in the log, whatever its words are', async () => {
    const description = 'a\n::error::b'
    const { log } = await waiting({
      look: () => ({ body: { imageScanStatus: { status: 'FAILED', description } } }),
    })
    expect(log.trimEnd().split('\n')).toHaveLength(1)
  })
})

describe('looks that are throttled', () => {
  test('are waited through', async () => {
    const { report, log } = await waiting({
      timeoutMinutes: 15,
      // Each look is tried four times.
      look: (number) => (number <= 8 ? throttled : complete(low)),
    })
    expect(report.platforms).toMatchObject([{ kind: 'complete' }])
    expect(log.match(/ECR throttles the calls/g)).toHaveLength(1)
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

  const onArm =
    (answer: Answer): Scripted['look'] =>
    (_, asked) =>
      asked === digest ? complete(worst) : answer
  const both = { targets: [amd64, arm64] }

  test('of one platform takes nothing from what blocks on another', async () => {
    const { report } = await waiting({ ...both, look: onArm({ type: 'text/html', body: '<html>' }) })
    expect(report.platforms).toMatchObject([
      { kind: 'complete', findings: [{ id: bad }] },
      { kind: 'unavailable', reason: 'failed', detail: expect.stringContaining('DescribeImageScanFindings') },
    ])
  })

  test('is none where another platform blocks: the others are waited for a minute more', async () => {
    const { report } = await waiting({ ...both, look: onArm(running), timeoutMinutes: 15 })
    expect(report.platforms).toMatchObject([
      { kind: 'complete' },
      {
        kind: 'unavailable',
        reason: 'timed-out',
        detail: expect.stringContaining('another platform decided'),
      },
    ])
    expect(report.seconds).toBeGreaterThanOrEqual(60)
    expect(report.seconds).toBeLessThan(240)
  })

  test('nor where the gate only reports, which waits for all', async () => {
    const { report } = await waiting({ ...both, look: onArm(running), timeoutMinutes: 2, onlyReports: true })
    expect(report.platforms).toMatchObject([
      { kind: 'complete' },
      { reason: 'timed-out', detail: 'after 2 min its state was: IN_PROGRESS' },
    ])
  })

  test('that may pass is one where it comes three times in a row: the last', async () => {
    const looks: number[] = []
    const failure = await failing(() =>
      waiting({
        look: (number) => {
          looks.push(number)
          return number === 5 ? { type: 'text/html', body: '<html>' } : number < 3 ? running : { body: {} }
        },
      }),
    )
    expect(failure).toMatchObject({
      code: 'AWS_BAD_ANSWER',
      sentence: expect.stringContaining('no AWS answer (HTTP status 200)'),
    })
    expect(looks).toEqual([1, 2, 3, 4, 5])
  })

  test('that may pass is none where an answer follows two of them', async () => {
    const { report, log } = await waiting({
      look: (number) => ([2, 3, 5, 6].includes(number) ? { body: {} } : number < 7 ? running : complete()),
    })
    expect(report.platforms[0]?.kind).toBe('complete')
    expect(log).toMatch(/^linux\/amd64: no answer that can be read, \d+ s$/m)
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
