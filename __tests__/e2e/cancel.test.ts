import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { RunOptions, RunResult } from '../../local/github/records.ts'
import { describeWithDocker, errorOf, remains, type Slipway, startSlipway } from '../support/slipway.ts'
import { startSlowServer } from '../support/slow-server.ts'
import { callsOf, expectTidy, inWorld, nothingInstalled } from '../support/worlds.ts'

type SlowServer = Awaited<ReturnType<typeof startSlowServer>>

const writes = ['PutImage', 'BatchDeleteImage', 'StartImageScan', 'CreateRepository']
const building = 'building with'

describeWithDocker('a cancelled run', () => {
  let slipway: Slipway
  let slow: SlowServer

  beforeAll(async () => {
    slow = await startSlowServer()
    slipway = await startSlipway('__tests__/fixtures/slow-build', { pace: 1 })
  })
  afterAll(async () => {
    await slipway.close()
    await slow.close()
  })

  /** Runs, and afterwards waits a little: a process that outlived its post step would write now. */
  async function cancelled(options: Partial<RunOptions>): Promise<RunResult> {
    const result = await slipway.run({ ...options, inputs: { 'build-args': `SLOW=${slow.url}` } })
    await sleep(500)
    return result
  }

  function writesAfter(count: number): readonly string[] {
    return slipway.local.aws.requests
      .slice(count)
      .map(({ operation }) => operation)
      .filter((one) => writes.includes(one))
  }

  for (const container of [false, true]) {
    const where = container ? ' in a container job, where the signal reaches nobody' : ''
    for (const afterMs of [0, 20, 60, 120, 200, 500]) {
      test(`after ${afterMs} ms${where}: writes nothing and leaves nothing`, async () => {
        const before = slipway.local.aws.requests.length
        const result = await cancelled({ container, cancel: { afterMs } })
        expect(result.conclusion).toBe('cancelled')
        expect(writesAfter(before)).toEqual([])
        expect(remains(result)).toEqual([])
        expect(result.mainOutlivedPost).toBe(false)
      })
    }

    test(`in the middle of a build${where}: ends docker, pushes nothing and leaves nothing`, async () => {
      const before = slipway.local.aws.requests.length
      const result = await cancelled({ container, cancel: { whenLog: building, afterMs: 300 } })
      expect(result.conclusion).toBe('cancelled')
      expect(slipway.local.aws.images('shop')).toEqual([])
      expect(writesAfter(before)).toEqual([])
      expect(remains(result)).toEqual([])
      if (!container) expect(result.outputs).toMatchObject({ released: 'false', 'failure-code': 'CANCELLED' })
    })
  }

  test('says so in one annotation and in the summary', async () => {
    const result = await cancelled({ cancel: { whenLog: building, afterMs: 100 } })
    expect(errorOf(result)).toMatch(/^The run was cancelled\. .* \[CANCELLED\]$/)
    expect(result.summary).toContain('cancelled `shop`')
    expect(result.main.ms).toBeLessThan(7_500)
  })
})

describeWithDocker('a run that is killed', () => {
  let slipway: Slipway
  let slow: SlowServer

  beforeAll(async () => {
    slow = await startSlowServer()
    slipway = await startSlipway('__tests__/fixtures/slow-build', { pace: 1 })
  })
  afterAll(async () => {
    await slipway.close()
    await slow.close()
  })

  test('in the middle of a build: the post step ends docker and removes the private folder', async () => {
    const result = await slipway.run({
      inputs: { 'build-args': `SLOW=${slow.url}` },
      kill: { whenLog: building, afterMs: 300 },
    })
    expect(result.main.signal).toBe('SIGKILL')
    expect(result.post?.exitCode).toBe(0)
    expect(remains(result)).toEqual([])
  })
})

describe('a run that is cancelled while it waits for', () => {
  const waits: readonly (readonly [what: string, calls: number, arrange: (slipway: Slipway) => void])[] = [
    [
      'an answer of STS',
      1,
      ({ local }) =>
        local.aws.addFault({ operation: 'sts:AssumeRoleWithWebIdentity', kind: 'stall', times: 'always' }),
    ],
    ['a role that was just made', 1, ({ local }) => local.aws.setRole('slipway', { readyAfterCalls: 9 })],
    ['a token of the runner', 0, ({ local }) => local.issuer.fail('silent')],
  ]

  for (const [what, calls, arrange] of waits) {
    test.concurrent(`${what} ends at once, and asks no more`, async () => {
      await inWorld({ pace: 1 }, async (slipway) => {
        arrange(slipway)
        const result = await slipway.run({
          cancel: { whenLog: 'Identify and find', afterMs: 700 },
          env: nothingInstalled,
        })
        expect(result.conclusion).toBe('cancelled')
        expect(result.outputs).toMatchObject({
          'failure-code': 'CANCELLED',
          built: 'false',
          released: 'false',
        })
        expect(errorOf(result)).toMatch(/ \[CANCELLED\]$/)
        expect(callsOf(slipway, 'sts')).toHaveLength(calls)
        // The first try of STS lasts longer than all of this, and so does the first pause.
        expect(result.main.ms).toBeLessThan(4_000)
        expectTidy(result)
      })
    })
  }
})
