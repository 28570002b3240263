import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Finding } from '../../src/scan/findings.ts'
import type { Known, Look, Memory, Next } from '../../src/scan/look.ts'
import { decide, nothing, pauseAfter } from '../../src/scan/watch.ts'
import type { Witness } from '../../src/scan/witness.ts'
import { givenFinding } from '../support/given.ts'

const second = 1_000
const minute = 60_000

type WaitLook = Extract<Look, { kind: 'wait' }>

const waits = (why: WaitLook['why'], state: string = why): Look => ({ kind: 'wait', why, state })
const fault = (words = 'oops'): Look => ({ kind: 'fault', state: 'no answer', error: new Error(words) })
const finds = (...findings: readonly Finding[]): Look => ({
  ...{ kind: 'findings', state: 'COMPLETE', mode: 'enhanced', continuous: false },
  ...{ findings, completedAt: new Date(0) },
})

const bad = givenFinding({ id: 'CVE-2026-0666', severity: 'critical' })
const harmless = givenFinding({ severity: 'low' })
const isBlocking = (findings: readonly Finding[]) => findings.some(({ severity }) => severity === 'critical')

function givenKnown(overrides: Partial<Known> = {}): Known {
  const elapsedMs = overrides.elapsedMs ?? 0
  return {
    ...{ mode: 'enhanced', isManual: false, maxAgeMs: undefined, isBlocking, hasWitness: false },
    // Time begins with the wait.
    ...{ elapsedMs, ageOf: (time) => elapsedMs - time.getTime() },
    ...overrides,
  }
}

type At = readonly [atMs: number, look: Look]

/** What follows from the last of these looks. */
function following(looks: readonly At[], known: Partial<Known> = {}, memory: Partial<Memory> = {}) {
  let step: Readonly<{ memory: Memory; next: Next | undefined }> = {
    memory: { ...nothing, ...memory },
    next: undefined,
  }
  for (const [elapsedMs, look] of looks) step = decide(look, step.memory, givenKnown({ ...known, elapsedMs }))
  return step
}

describe('a scan that is not there yet', () => {
  const absent = waits('absent', 'no scan yet')
  const next = (atMs: number, known: Partial<Known>, memory: Partial<Memory> = {}) =>
    following([[atMs, absent]], known, memory).next

  test.each(['basic', undefined] as const)(
    'is started after 15 s, or at once where scans are manual: %s',
    (mode) => {
      expect(next(0, { mode })).toEqual({ kind: 'wait', state: 'no scan yet' })
      expect(next(15 * second - 1, { mode })?.kind).toBe('wait')
      expect(next(15 * second, { mode })).toEqual({ kind: 'start' })
      expect(next(0, { mode, isManual: true })).toEqual({ kind: 'start' })
    },
  )

  test.each([0, 15 * second, 10 * minute])('is never started in enhanced scanning: after %d ms', (atMs) => {
    expect(next(atMs, { isManual: false })?.kind).toBe('wait')
    // No rule covers the repository: nothing will come.
    expect(next(atMs, { isManual: true })).toMatchObject({ kind: 'unavailable', reason: 'not-started' })
  })

  test.each<NonNullable<Memory['start']>>([
    { kind: 'started' },
    { kind: 'too-early', reason: 'x' },
    { kind: 'refused', reason: 'x' },
  ])('is started once, whatever came of it: $kind', (start) => {
    for (const isManual of [true, false])
      expect(next(16 * second, { mode: 'basic', isManual }, { start })?.kind).toBe('wait')
  })

  test('is given up after two minutes where it may not be started', () => {
    const start = { kind: 'refused', reason: 'denied, in words' } as const
    expect(next(2 * minute - 1, { mode: 'basic' }, { start })?.kind).toBe('wait')
    expect(next(2 * minute, { mode: 'basic' }, { start })).toEqual({
      kind: 'unavailable',
      reason: 'not-started',
      detail: 'no scan began, and it could not be started: denied, in words',
    })
  })

  test('is not given up where it was asked for, or made today', () => {
    for (const kind of ['started', 'too-early'] as const)
      expect(
        next(10 * minute, { mode: 'basic' }, { start: { kind, reason: 'x' } as Memory['start'] })?.kind,
      ).toBe('wait')
  })
})

test.each(['running', 'hidden', 'unreadable', 'throttled'] as const)(
  'nothing is started while it is %s',
  (why) => {
    for (const mode of ['basic', 'enhanced', undefined] as const)
      expect(following([[minute, waits(why)]], { mode, isManual: true }).next?.kind).toBe('wait')
  },
)

describe('what should pass by itself', () => {
  test.each(['hidden', 'unreadable'] as const)('is given up after two minutes in a row: %s', (why) => {
    const look = waits(why, 'in words')
    const first: At = [minute, look]
    expect(following([first, [3 * minute - 1, look]]).next).toEqual({ kind: 'wait', state: 'in words' })
    expect(following([first, [3 * minute, look]]).next).toEqual({
      kind: 'unavailable',
      reason: 'failed',
      detail: 'in words for 2 min',
    })
    const between: At = [2 * minute, waits('running')]
    expect(following([first, between, [3 * minute, look]]).next?.kind).toBe('wait')
  })

  test.each(['running', 'throttled', 'absent'] as const)('is waited for to the end: %s', (why) => {
    const looks: readonly At[] = [
      [0, waits(why)],
      [5 * 60 * minute, waits(why)],
    ]
    expect(following(looks).next?.kind).toBe('wait')
  })

  test('three answers in a row that cannot be read end it, with the last error', () => {
    const looks: readonly At[] = [
      [0, fault('first')],
      [2 * second, fault('second')],
      [4 * second, fault('third')],
    ]
    expect(following(looks.slice(0, 2)).next).toEqual({ kind: 'wait', state: 'no answer' })
    const { next } = following(looks)
    expect(next).toMatchObject({ kind: 'failed', error: { message: 'third' } })
  })

  test.each([waits('running'), waits('throttled'), finds(harmless)])(
    'two of them, an answer and two more do not: $kind',
    (look) => {
      const looks = [fault(), fault(), look, fault(), fault()]
      expect(following(looks.map((one, at) => [at * second, one] as const)).next?.kind).toBe('wait')
    },
  )
})

test('no findings are no findings at once', () => {
  const look: Look = { kind: 'unavailable', reason: 'unsupported', detail: 'some words' }
  expect(following([[0, look]]).next).toEqual(look)
})

describe('Inspector', () => {
  const asking = (atMs: number, why: WaitLook['why'], memory: Partial<Memory> = {}) =>
    following([[atMs, waits(why)]], { hasWitness: true }, memory).next?.kind

  test.each(['absent', 'running'] as const)('is asked once a minute why nothing comes: %s', (why) => {
    expect([59_999, 60_000].map((atMs) => asking(atMs, why))).toEqual(['wait', 'ask'])
    expect([119_999, 120_000].map((atMs) => asking(atMs, why, { askedMs: 60_000 }))).toEqual(['wait', 'ask'])
  })

  test('is not asked where it refused, nor of basic scanning, nor of what is not its own', () => {
    const at: readonly At[] = [[minute, waits('running')]]
    expect(following(at, { hasWitness: false }).next?.kind).toBe('wait')
    expect(following(at, { hasWitness: true, mode: 'basic' }).next?.kind).toBe('wait')
    for (const why of ['hidden', 'unreadable', 'throttled'] as const)
      expect(asking(minute, why)).not.toBe('ask')
  })

  test.each([
    ['unsupported', 'UNSUPPORTED_OS'],
    ['denied', 'ACCESS_DENIED_TO_ENCRYPTION_KEY'],
    ['stale', 'SCAN_ELIGIBILITY_EXPIRED'],
  ] as const)('ends the wait where it knows that nothing comes: %s', (because, reason) => {
    const witness: Witness = { kind: 'unavailable', reason, because }
    expect(following([[minute, waits('absent')]], {}, { witness, askedMs: minute }).next).toEqual({
      kind: 'unavailable',
      reason: because,
      detail: `Inspector says ${reason}`,
    })
  })

  test('is quoted where it says that something comes', () => {
    const witness: Witness = { kind: 'pending', reason: 'PENDING_INITIAL_SCAN' }
    expect(
      following([[minute, waits('absent', 'no scan yet')]], {}, { witness, askedMs: minute }).next,
    ).toEqual({ kind: 'wait', state: 'no scan yet, Inspector says PENDING_INITIAL_SCAN' })
  })
})

describe('the pause until the next look', () => {
  const idle: Next = { kind: 'wait', state: '' }
  const pause = (elapsedMs: number, known: Partial<Known> = {}, memory: Partial<Memory> = {}, next = idle) =>
    pauseAfter(next, { ...nothing, ...memory }, givenKnown({ ...known, elapsedMs }))

  test.each([
    [0, 1_000, 2_000],
    [5 * second, 1_000, 2_000],
    [10 * second, 1_500, 2_000],
    [30 * second, 4_500, 4_500],
    [minute, 9_000, 9_000],
    [10 * minute, 10_000, 10_000],
  ])('grows with the time that it took so far: after %d ms', (elapsedMs, basic, others) => {
    expect(pause(elapsedMs, { mode: 'basic' })).toBeCloseTo(basic)
    expect(pause(elapsedMs, { mode: 'enhanced' })).toBeCloseTo(others)
    expect(pause(elapsedMs, { mode: undefined })).toBeCloseTo(others)
  })

  test('doubles with every throttled look, up to a minute, however many there are', () => {
    const pauses = [1, 2, 3, 5, 6, 5_000].map((throttles) => pause(0, {}, { throttles }))
    expect(pauses).toEqual([4_000, 8_000, 16_000, 60_000, 60_000, 60_000])
  })

  test.each([0, 30, 700, 9_000, 20_000])(
    'is no longer than findings need to settle, nor than ten seconds, and half a second at least: %d ms',
    (withinMs) => {
      for (const elapsedMs of [0, minute, 10 * minute]) {
        const ms = pause(elapsedMs, {}, {}, { ...idle, withinMs })
        expect(ms).toBeGreaterThanOrEqual(500)
        expect(ms).toBeLessThanOrEqual(Math.min(Math.max(withinMs, 500), 10_000))
      }
    },
  )
})

describe('findings that were seen before', () => {
  const since = (look: Look) =>
    following([
      [0, finds(harmless)],
      [5 * second, look],
      [9 * second, finds(harmless)],
    ]).memory.sighting?.sinceMs

  test.each(['running', 'absent', 'hidden', 'unreadable'] as const)(
    'are seen anew after a scan that is %s: it may find more',
    (why) => {
      expect(since(waits(why))).toBe(9 * second)
    },
  )

  test.each([waits('throttled'), fault(), finds(harmless)])(
    'are the same after what says nothing: $kind',
    (look) => {
      expect(since(look)).toBe(0)
    },
  )
})

describe('what blocks is final', () => {
  const seen: At = [minute, finds(bad, harmless)]
  const from = (...looks: readonly Look[]): readonly At[] =>
    looks.map((look, at) => [minute + (at + 1) * 10 * second, look] as const)
  const told = (next: Next | undefined) => ({
    kind: next?.kind,
    blocks: next?.kind === 'complete' && isBlocking(next.look.findings),
  })
  const complete = { kind: 'complete', blocks: true }

  test('after one more look, which completes the report', () => {
    expect(following([seen]).next).toMatchObject({ kind: 'wait', withinMs: 10 * second })
    const more = givenFinding({ id: 'CVE-2026-0777' })
    expect(following([seen, ...from(finds(bad, harmless, more))]).next).toMatchObject({
      kind: 'complete',
      look: { findings: [bad, harmless, more] },
    })
  })

  test.each<[string, readonly Look[]]>([
    ['a look that shows nothing', [finds(), finds(), finds()]],
    ['a look without it', [finds(harmless), finds(harmless), finds(harmless)]],
    ['throttled looks', [waits('throttled'), waits('throttled'), finds(bad)]],
    ['a scan that goes on', [waits('running'), waits('running'), finds(bad)]],
    ['a scan that is gone', [waits('absent'), finds(bad, harmless)]],
    ['two answers that cannot be read', [fault(), fault(), finds(bad)]],
    ['three answers that cannot be read', [fault(), fault(), fault()]],
    ['a failure', [{ kind: 'unavailable', reason: 'failed', detail: 'FAILED' }]],
    ['an end that says unsupported', [{ kind: 'unavailable', reason: 'unsupported', detail: 'x' }]],
    ['an end that says too old', [{ kind: 'unavailable', reason: 'stale', detail: 'x' }]],
    ['findings that cannot be read any more', Array.from({ length: 14 }, () => waits('unreadable'))],
  ])('also after %s', (_, looks) => {
    expect(told(following([seen, ...from(...looks)]).next)).toEqual(complete)
  })

  test('also where Inspector says then that nothing comes', () => {
    const { memory } = following([seen])
    const witness: Witness = { kind: 'unavailable', reason: 'IMAGE_ARCHIVED', because: 'failed' }
    const { next } = following(from(waits('running')), {}, { ...memory, witness, askedMs: minute })
    expect(told(next)).toEqual(complete)
  })
})

// From here on whole waits, in a time of their own: what looks show follows from when findings arrive.

const limitMs = 60 * minute

type Truth = Readonly<{
  mode: Known['mode']
  continuous: boolean
  /** What is said before there are findings, and how long. */
  before: 'absent' | 'running'
  beginMs: number
  /** Until the first finding, if there is one, and then from each to the next. */
  gaps: readonly number[]
  /** Which of them blocks, if any. */
  badAt: number
  /** From the beginning on; undefined for a scan that never says when it was done. */
  completedAfterMs: number | undefined
  /** Inspector's word: pending until then, and this from then on. */
  witness: Readonly<{ pendingMs: number; word: Witness | undefined }> | undefined
  /** What happens to looks, one after the other, beside what they should show. */
  noise: readonly ('none' | 'throttled' | 'fault' | 'running' | 'hidden')[]
  jitter: readonly number[]
}>

const words = fc.constantFrom<Witness | undefined>(
  { kind: 'done', reason: 'SUCCESSFUL' },
  { kind: 'silent', reason: 'SCAN_FREQUENCY_SCAN_ON_PUSH' },
  undefined,
)

const truths: fc.Arbitrary<Truth> = fc.record({
  mode: fc.constantFrom('enhanced' as const, undefined),
  continuous: fc.boolean(),
  before: fc.constantFrom('absent' as const, 'running' as const),
  beginMs: fc.integer({ min: 0, max: 2 * minute }),
  gaps: fc
    .tuple(
      fc.integer({ min: 0, max: 19_999 }),
      fc.array(fc.integer({ min: 0, max: 9_999 }), { maxLength: 20 }),
    )
    .chain(([first, others]) => fc.constantFrom([], [first, ...others])),
  badAt: fc.integer({ min: -20, max: 20 }),
  completedAfterMs: fc.option(fc.integer({ min: 0, max: 2 * minute }), { nil: undefined }),
  witness: fc.option(fc.record({ pendingMs: fc.integer({ min: 0, max: 5 * minute }), word: words }), {
    nil: undefined,
  }),
  noise: fc.array(
    fc.constantFrom(...(['none', 'none', 'none', 'throttled', 'fault', 'running', 'hidden'] as const)),
    { maxLength: 8 },
  ),
  jitter: fc.array(fc.double({ min: 0.9, max: 1.1, noNaN: true }), { minLength: 1, maxLength: 20 }),
})

type Lived = Readonly<{
  /** Undefined where the time ran out. */
  end: Next | undefined
  atMs: number
  looks: readonly At[]
  pauses: readonly number[]
  asked: readonly Readonly<{ atMs: number; answer: Witness | undefined }>[]
  /** How often what was seen was not what was seen before. */
  changes: number
}>

/** Waits as wait.ts does: a look, what follows from it, and a pause. */
function live(truth: Truth): Lived {
  const arrivals = arrivalsOf(truth)
  const looks: At[] = []
  const pauses: number[] = []
  const asked: { atMs: number; answer: Witness | undefined }[] = []
  let [memory, mode, changes, atMs] = [nothing, truth.mode, 0, 0]
  for (; atMs <= limitMs; ) {
    const look = lookAt(truth, arrivals, atMs, looks.length)
    looks.push([atMs, look])
    for (let acts = 0; ; acts++) {
      const known = givenKnown({ mode, hasWitness: truth.witness !== undefined, elapsedMs: atMs })
      const before = memory.sighting?.sinceMs
      const step = decide(look, memory, known)
      const { next } = step
      memory = step.memory
      if (memory.sighting?.sinceMs !== before) changes++
      pauses[looks.length - 1] = pauseAfter(next, memory, known)
      if (next.kind === 'complete' || next.kind === 'unavailable' || next.kind === 'failed')
        return { end: next, atMs, looks, pauses, asked, changes }
      if (next.kind === 'wait' || acts === 2) break
      if (next.kind === 'start') mode = 'enhanced'
      else {
        const answer = answerOf(truth, atMs)
        asked.push({ atMs, answer })
        memory = { ...memory, askedMs: atMs, witness: answer }
      }
    }
    atMs += (pauses.at(-1) ?? 0) * (truth.jitter[looks.length % truth.jitter.length] ?? 1)
  }
  return { end: undefined, atMs, looks, pauses, asked, changes }
}

function arrivalsOf({
  beginMs,
  gaps,
  badAt,
}: Truth): readonly Readonly<{ atMs: number; finding: Finding }>[] {
  let atMs = beginMs
  return gaps.map((gap, index) => {
    atMs += gap
    const severity = index === badAt ? 'critical' : 'low'
    return { atMs, finding: givenFinding({ id: `CVE-2026-${index}`, severity }) }
  })
}

function lookAt(truth: Truth, arrivals: ReturnType<typeof arrivalsOf>, atMs: number, index: number): Look {
  const noise = truth.noise[index] ?? 'none'
  const isThird = noise === 'fault' && [1, 2].every((back) => truth.noise[index - back] === 'fault')
  if (noise === 'fault' && !isThird) return fault()
  if (noise !== 'fault' && noise !== 'none') return waits(noise)
  if (atMs < truth.beginMs) return waits(truth.before)
  const findings = arrivals.filter((one) => one.atMs <= atMs).map(({ finding }) => finding)
  const doneMs = truth.beginMs + (truth.completedAfterMs ?? Number.POSITIVE_INFINITY)
  return {
    ...{ kind: 'findings', state: truth.continuous ? 'ACTIVE' : 'COMPLETE', continuous: truth.continuous },
    ...{ mode: findings.length > 0 ? 'enhanced' : undefined, findings },
    completedAt: doneMs <= atMs ? new Date(doneMs) : undefined,
  }
}

function answerOf({ witness }: Truth, atMs: number): Witness | undefined {
  const isPending = witness !== undefined && atMs < witness.pendingMs
  return isPending ? { kind: 'pending', reason: 'SCAN_IN_PROGRESS' } : witness?.word
}

function blocks(look: Look): boolean {
  return look.kind === 'findings' && isBlocking(look.findings)
}

describe('a wait for Inspector, however its findings come', () => {
  const check = (claim: (lived: Lived, truth: Truth) => void) =>
    fc.assert(
      fc.property(truths, (truth) => claim(live(truth), truth)),
      { numRuns: 400 },
    )

  test('never passes before all are there, as long as they keep coming within the settle time', () => {
    check(({ end }, truth) => {
      if (end?.kind === 'complete' && !isBlocking(end.look.findings))
        expect(end.look.findings).toHaveLength(truth.gaps.length)
    })
  })

  test('passes in the end, or blocks, wherever something says that the scan is done', () => {
    check(({ end }, { continuous, completedAfterMs, witness }) => {
      const isTold = !continuous || completedAfterMs !== undefined || witness?.word?.kind === 'done'
      if (isTold) expect(end?.kind).toBe('complete')
    })
  })

  test('never passes a continuous scan that has no first result', () => {
    check(({ end }, { continuous, completedAfterMs, witness }) => {
      const isTold = completedAfterMs !== undefined || witness?.word?.kind === 'done'
      if (continuous && !isTold && end?.kind === 'complete') expect(isBlocking(end.look.findings)).toBe(true)
    })
  })

  test('never loses what blocks', () => {
    check(({ end, looks }) => {
      if (!looks.some(([, look]) => blocks(look))) return
      expect(end?.kind === 'complete' && isBlocking(end.look.findings)).toBe(true)
    })
  })

  test('tells within ten seconds and a look what blocks', () => {
    check(({ looks, atMs }) => {
      const first = looks.findIndex(([, look]) => blocks(look))
      const [seenMs = 0] = looks[first] ?? []
      const later = looks.slice(first + 1).filter(([, look]) => look.kind === 'findings')
      if (first >= 0 && later.length === looks.length - first - 1)
        expect(atMs - seenMs).toBeLessThanOrEqual(12 * second)
    })
  })

  test('never passes what Inspector calls pending, nor without asking it', () => {
    check(({ end, asked, atMs }, { witness }) => {
      if (witness === undefined || end?.kind !== 'complete' || isBlocking(end.look.findings)) return
      const age = end.look.completedAt === undefined ? 0 : atMs - end.look.completedAt.getTime()
      if (age > 10 * minute) return
      expect(asked.length).toBeGreaterThan(0)
      expect(asked.at(-1)?.answer?.kind).not.toBe('pending')
    })
  })

  test('asks Inspector once in ten seconds at most', () => {
    check(({ asked }) => {
      for (const [index, { atMs }] of asked.entries())
        expect(atMs - (asked[index - 1]?.atMs ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(
          10 * second,
        )
    })
  })

  test('looks 25 times, once in 9 s, and four times for each change at most; and never without a pause', () => {
    check(({ looks, pauses, changes, atMs }) => {
      expect(looks.length).toBeLessThanOrEqual(25 + atMs / (9 * second) + 4 * changes)
      expect(Math.min(...pauses)).toBeGreaterThanOrEqual(500)
      expect(Math.max(...pauses)).toBeLessThanOrEqual(minute)
    })
  })
})
