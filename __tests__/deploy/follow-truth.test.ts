import { beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { brokenBy, isDangerous, type Told } from '../support/followed.ts'
import { interleave, ourCalls } from '../support/interleaved.ts'
import { interleavingsOf, kinds } from '../support/interleavings.ts'
import { inTurns } from '../support/played.ts'
import { written } from '../support/stdout.ts'

// Deploys with other people, stale reads, pauses and faults in between: what was said and done against the simulator's own
// records. SLIPWAY_TEST_RUNS makes more of each kind, SLIPWAY_TEST_SEED the same ones again, and the figures are told.

const seed = Number(process.env.SLIPWAY_TEST_SEED ?? Date.now() % 1_000_000_000)
const runs = Number(process.env.SLIPWAY_TEST_RUNS ?? 15)
const pace = 60
const atOnce = 12

type Run = Told & Readonly<{ kind: string; broken: readonly string[] }>
let all: readonly Run[]

beforeAll(async () => {
  const cases = Object.entries(kinds).flatMap(([kind, between], index) =>
    fc
      .sample(interleavingsOf(between), { numRuns: runs, seed: seed + index })
      .map((what) => ({ kind, what })),
  )
  const { value } = await written(() =>
    inTurns(cases, atOnce, async ({ kind, what }) => {
      const told = { kind, what, pace, ...(await interleave(what, pace)) }
      return { ...told, broken: brokenBy(told) }
    }),
  )
  all = value
  if (process.env.SLIPWAY_TEST_RUNS) process.stdout.write(figures())
}, 3_000_000)

/** What a run said: the kind of its end, or the code of its failure. */
function wordOf({ ending, failure }: Run): string {
  return failure?.split(':')[0] ?? ending?.kind ?? 'nothing'
}

function figures(): string {
  const rows = Object.keys(kinds).map((kind) => {
    const some = all.filter((one) => one.kind === kind)
    const words = [...new Set(some.map(wordOf))]
    const counts = words.map((word) => `${word} ${some.filter((one) => wordOf(one) === word).length}`)
    const taken = some.filter(({ history }) => ourCalls(history).length > 1).length
    const broken = some.filter((one) => one.broken.length > 0).length
    return `| ${[kind, some.length, counts.join(', '), taken, broken].join(' | ')} |\n`
  })
  return `\nseed ${seed}\n\n| between | runs | told | taken back by us | laws broken |\n| --- | ---: | --- | ---: | ---: |\n${rows.join('')}`
}

/** A run that broke a law, to be read by whoever mends it. Times are milliseconds at pace 1. */
function shown({ kind, what, ending, failure, history, endedAt, toldAt, broken }: Run): string {
  const beganAt = ourCalls(history)[0]?.at ?? 0
  const since = (at: number) => Math.round((at - beganAt) * pace)
  const calls = history.flatMap(({ number, calls: some }) =>
    some.map(({ at, operation, principal }) => `${since(at)} ${operation} by ${principal} on ${number}`),
  )
  const truth = history.map(({ number, status, statusReason }) => `${number} ${status} ${statusReason}`)
  const times = { ended: endedAt && since(endedAt), told: since(toldAt) }
  return JSON.stringify({ broken, seed, kind, ending, failure, times, calls, truth, what }, undefined, 1)
}

describe('whatever comes between', () => {
  test('nothing is called a success that is none, and nothing good or of others is taken back', () => {
    expect(all.filter(({ broken }) => broken.some(isDangerous)).map(shown)).toEqual([])
  })

  test('every run ends, and tells the end that there is', () => {
    expect(all.filter(({ broken }) => broken.some((one) => !isDangerous(one))).map(shown)).toEqual([])
  })

  test('there are ends of every kind, in numbers that make these claims worth something', () => {
    const words = all.map(wordOf)
    for (const word of ['successful', 'rolled-back', 'superseded', 'timed-out'])
      expect([word, words.filter((one) => one === word).length > 2]).toEqual([word, true])
    expect(all.filter(({ history }) => ourCalls(history).length > 1).length).toBeGreaterThan(1)
  })
})
