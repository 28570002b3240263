import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, jest, test } from '@jest/globals'
import { startSession } from '../../src/identity/session.ts'
import type { Credentials } from '../../src/lib/aws.ts'
import { written } from '../support/stdout.ts'

type Options = Readonly<{ lifeMs?: number; tookMs?: number; pace?: number; failsAt?: readonly number[] }>

/** A session whose keys are called after the number of the renewal that brought them. */
function session({ lifeMs = 60_000, tookMs = 0, pace = 1, failsAt = [] }: Options = {}) {
  const state = { renewals: 0, inFlight: 0, most: 0 }
  const assume = async (): Promise<Credentials> => {
    const number = ++state.renewals
    state.most = Math.max(state.most, ++state.inFlight)
    if (tookMs > 0) await sleep(tookMs)
    state.inFlight--
    if (failsAt.includes(number)) throw new Error(`renewal ${number} failed`)
    return { accessKeyId: `KEY${number}`, secretAccessKey: 'secret', sessionToken: 'token' }
  }
  const source = startSession(assume, { lifeSeconds: (lifeMs * pace) / 1000, pace })
  return { ...source, state, key: async () => (await source.provide()).accessKeyId }
}

describe('the keys of a role', () => {
  test('are asked for when they are needed first, and once', async () => {
    const { key, state } = session()
    expect(state.renewals).toBe(0)
    expect([await key(), await key(), await key()]).toEqual(['KEY1', 'KEY1', 'KEY1'])
    expect(state.renewals).toBe(1)
  })

  test('are handed to the SDK as expired, so that it asks here every time', async () => {
    expect(await session().provide()).toEqual({
      accessKeyId: 'KEY1',
      secretAccessKey: 'secret',
      sessionToken: 'token',
      expiration: new Date(0),
    })
  })

  test('are asked for once by many clients at the same time', async () => {
    const { key, state } = session({ tookMs: 30 })
    expect(new Set(await Promise.all(Array.from({ length: 20 }, key)))).toEqual(new Set(['KEY1']))
    expect(state).toMatchObject({ renewals: 1, most: 1 })
  })

  test('that cannot be had at all are an error, and are asked for again', async () => {
    const { key } = session({ failsAt: [1] })
    await expect(key()).rejects.toThrow('renewal 1 failed')
    expect(await key()).toBe('KEY2')
  })
})

describe('renewal', () => {
  test.each([1, 20])('comes when a quarter of a short life is left (pace %i)', async (pace) => {
    const { key, state } = session({ lifeMs: 1_200, pace })
    await key()
    await sleep(600)
    expect(await key()).toBe('KEY1')
    await sleep(330)
    expect(await key()).toBe('KEY2')
    expect(state.renewals).toBe(2)
  })

  test('comes five minutes before the end of a long life', async () => {
    // At this pace five minutes are 200 ms, and fifty minutes are two seconds.
    const { key } = session({ lifeMs: 2_000, pace: 1_500 })
    await key()
    await sleep(1_560)
    expect(await key()).toBe('KEY1')
    await sleep(280)
    expect(await key()).toBe('KEY2')
  })

  test('is one for many clients at the same time', async () => {
    const { key, state } = session({ lifeMs: 200, tookMs: 20 })
    await key()
    await sleep(160)
    expect(new Set(await Promise.all(Array.from({ length: 20 }, key)))).toEqual(new Set(['KEY2']))
    expect(state).toMatchObject({ renewals: 2, most: 1 })
  })

  test('that fails leaves the old keys as long as they live, and says so', async () => {
    const { key } = session({ lifeMs: 1_600, failsAt: [2, 3] })
    await key()
    await sleep(1_260)
    const { value, log } = await written(key)
    expect(value).toBe('KEY1')
    expect(log).toBe('The role session could not be renewed yet; the keys at hand are still valid.\n')
    await sleep(400)
    await expect(key()).rejects.toThrow('renewal 3 failed')
    expect(await key()).toBe('KEY4')
  })

  test('counts the life of keys from before they were asked for', async () => {
    const { key } = session({ lifeMs: 400, tookMs: 150 })
    await key()
    await sleep(170)
    expect(await key()).toBe('KEY2')
  })
})

describe('renewal because a service calls the keys expired', () => {
  test('brings new ones, however young the old ones seem', async () => {
    const { key, renew, state } = session({ pace: 60 })
    await key()
    await renew(performance.now())
    expect(await key()).toBe('KEY2')
    expect(state.renewals).toBe(2)
  })

  test('is one for many calls that failed over the same keys at the same time', async () => {
    const { key, renew, state } = session({ tookMs: 20, pace: 10 })
    await key()
    const began = performance.now()
    await Promise.all(Array.from({ length: 20 }, () => renew(began)))
    expect(state).toMatchObject({ renewals: 2, most: 1 })
  })

  test.each([0, 300])(
    'is shared by a call that failed just before it was done, also where it took %i ms',
    async (tookMs) => {
      const { key, renew, state } = session({ tookMs, pace: 5 })
      await key()
      const began = performance.now()
      await renew(began)
      await renew(began)
      expect(state.renewals).toBe(2)
    },
  )

  test('that fails is an error', async () => {
    const { key, renew } = session({ failsAt: [2], pace: 60 })
    await key()
    await expect(renew(performance.now())).rejects.toThrow('renewal 2 failed')
  })
})

describe('renewal that fails while the old keys live', () => {
  /** Asks for keys without a pause until they are old. */
  async function asking(one: ReturnType<typeof session>, untilMs: number): Promise<ReadonlySet<string>> {
    const keys = new Set<string>()
    const { value } = await written(async () => {
      for (const began = performance.now(); performance.now() - began < untilMs; await sleep(2))
        keys.add(await one.key())
      return keys
    })
    return value
  }

  test('is tried again some times, and not at every call', async () => {
    const one = session({ lifeMs: 1_600, failsAt: Array.from({ length: 100 }, (_, index) => index + 2) })
    const keys = await asking(one, 1_500)
    expect([...keys]).toEqual(['KEY1'])
    expect(one.state.renewals - 1).toBeGreaterThanOrEqual(2)
    expect(one.state.renewals - 1).toBeLessThanOrEqual(8)
  })

  test('ends as soon as one succeeds', async () => {
    const one = session({ lifeMs: 1_600, failsAt: [2, 3] })
    const keys = await asking(one, 1_550)
    expect([...keys]).toEqual(['KEY1', 'KEY4'])
    expect(one.state.renewals).toBe(4)
  })

  test('does not keep a service from asking for new keys at once', async () => {
    const one = session({ lifeMs: 1_600, failsAt: [2] })
    await one.key()
    await sleep(1_250)
    await written(one.key)
    await one.renew(performance.now())
    expect(await one.key()).toBe('KEY3')
  })
})

describe('keys are new', () => {
  afterEach(() => {
    jest.useRealTimers()
  })

  test('for 20 s after they came, and after each renewal again', async () => {
    jest.useFakeTimers()
    const one = session({ lifeMs: 3_600_000 })
    expect(one.areNew?.()).toBe(false)
    await one.key()
    expect(one.areNew?.()).toBe(true)
    jest.advanceTimersByTime(19_900)
    expect(one.areNew?.()).toBe(true)
    jest.advanceTimersByTime(200)
    expect(one.areNew?.()).toBe(false)
    await one.renew(performance.now())
    expect(one.areNew?.()).toBe(true)
  })

  test('not because of a renewal that failed', async () => {
    jest.useFakeTimers()
    const one = session({ lifeMs: 3_600_000, failsAt: [2] })
    await one.key()
    jest.advanceTimersByTime(30_000)
    await one.renew(performance.now()).catch(() => undefined)
    expect(one.areNew?.()).toBe(false)
  })
})
