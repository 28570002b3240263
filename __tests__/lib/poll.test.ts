import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { cancelled } from '../../src/errors.ts'
import { jitter, type PollOptions, pause, poll } from '../../src/lib/poll.ts'
import { failing } from '../support/failure.ts'

function options(overrides: Partial<PollOptions> = {}): PollOptions {
  return { delayMs: () => 5, limitMs: 10_000, pace: 1, signal: new AbortController().signal, ...overrides }
}

/** A step that gives its value at the n-th call, and how often it was called. */
function ready(atCall: number) {
  const calls: number[] = []
  const step = async (elapsedMs: number) => {
    calls.push(elapsedMs)
    return calls.length >= atCall ? 'value' : undefined
  }
  return { step, calls }
}

describe('waiting for a value', () => {
  test('that is there at once waits for nothing', async () => {
    const { step, calls } = ready(1)
    const result = await poll(step, options({ delayMs: () => 60_000 }))
    expect(result).toMatchObject({ kind: 'done', value: 'value' })
    expect(calls).toHaveLength(1)
  })

  test('that comes later', async () => {
    const { step, calls } = ready(4)
    const result = await poll(step, options())
    expect(result).toMatchObject({ kind: 'done', value: 'value' })
    expect(calls).toHaveLength(4)
    expect(calls[0]).toBeLessThan(5)
    expect(result.elapsedMs).toBeGreaterThanOrEqual(12)
  })

  test.each([0, false, null, ''])('%j is a value too', async (value) => {
    expect(await poll(async () => value, options())).toMatchObject({ kind: 'done', value })
  })

  test('that never comes ends at the limit, after a last look there', async () => {
    const { step, calls } = ready(Number.POSITIVE_INFINITY)
    const result = await poll(step, options({ limitMs: 300, delayMs: () => 200 }))
    expect(result.kind).toBe('timed-out')
    expect(calls).toHaveLength(3)
    expect(calls.at(-1)).toBeGreaterThanOrEqual(299)
    expect(calls.at(-1)).toBeLessThan(600)
  })

  test('that came during the last delay is still seen', async () => {
    const { step } = ready(2)
    expect(await poll(step, options({ limitMs: 50, delayMs: () => 60_000 }))).toMatchObject({ kind: 'done' })
  })

  test('without any time looks once', async () => {
    const { step, calls } = ready(9)
    expect((await poll(step, options({ limitMs: 0 }))).kind).toBe('timed-out')
    expect(calls).toHaveLength(1)
  })

  test('ends with what the step throws', async () => {
    const step = async () => {
      throw cancelled()
    }
    expect((await failing(() => poll(step, options()))).code).toBe('CANCELLED')
  })
})

describe('cancelled', () => {
  test('in the middle of a delay', async () => {
    const controller = new AbortController()
    const began = performance.now()
    setTimeout(() => controller.abort(cancelled()), 20)
    const waiting = poll(
      async () => undefined,
      options({ delayMs: () => 60_000, limitMs: 600_000, signal: controller.signal }),
    )
    expect((await failing(() => waiting)).code).toBe('CANCELLED')
    expect(performance.now() - began).toBeLessThan(1_000)
  })

  test('before a delay', async () => {
    const { step, calls } = ready(2)
    const signal = AbortSignal.abort(cancelled())
    expect((await failing(() => poll(step, options({ signal })))).code).toBe('CANCELLED')
    expect(calls.length).toBeLessThanOrEqual(1)
    expect((await failing(() => pause(1, signal))).code).toBe('CANCELLED')
  })
})

describe('pace', () => {
  test('divides delays and limit, and multiplies what is shown: the number of looks stays', async () => {
    const counts = []
    for (const pace of [1, 20]) {
      const { step, calls } = ready(Number.POSITIVE_INFINITY)
      const began = performance.now()
      const result = await poll(step, options({ pace, limitMs: 300 * pace, delayMs: () => 120 * pace }))
      expect(performance.now() - began).toBeLessThan(1_000)
      // Timers of Node.js fire some milliseconds early at times.
      expect(result.elapsedMs).toBeGreaterThanOrEqual(290 * pace)
      expect(calls[1]).toBeGreaterThanOrEqual(110 * pace)
      counts.push(calls.length)
    }
    expect(counts).toEqual([4, 4])
  })
})

test('many jobs do not ask in step, but about when they should', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (ms) => {
      expect(jitter(ms)).toBeGreaterThanOrEqual(ms * 0.9)
      expect(jitter(ms)).toBeLessThanOrEqual(ms * 1.1 + 1e-6)
    }),
  )
})
