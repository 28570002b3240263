import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { inTurns, type Played, play, type Scans, startScans } from '../support/played.ts'
import { written } from '../support/stdout.ts'
import { awaited, type Kind, settling, type Timeline, timelinesOf, ways } from '../support/timelines.ts'

// Findings arrive in any split over looks and pages, and the verdict is compared with the simulator's final truth.

const seed = Date.now() % 1_000_000_000

/** Of each way as many whose truth is bad as good ones: so few by chance might have hardly any of one. */
function timelinesIn(kind: Kind, number: number): readonly Timeline[] {
  const all = fc.sample(timelinesOf(kind), { numRuns: 10 * number, seed })
  const groups = kind.ways.flatMap((way) => [true, false].map((isBad) => ({ way, isBad })))
  const chosen = groups.flatMap(({ way, isBad }) =>
    all
      .filter((one) => one.way === way && endsBadly(one) === isBad)
      .slice(0, Math.ceil(number / groups.length)),
  )
  expect(chosen.length).toBeGreaterThanOrEqual(number)
  return chosen
}

function endsBadly({ law, scripts }: Timeline): boolean {
  const lists = scripts.map(({ steps = [] }) => {
    const last = steps.at(-1)
    return last?.enhanced ?? last?.findings ?? []
  })
  if (law.kind === 'limit') return lists.flat().length > law.most
  if (law.kind === 'severity') return lists.flat().some(({ severity }) => severity === 'HIGH')
  return scripts.some(
    ({ knownExploited = [], epss = {} }) => knownExploited.length + Object.keys(epss).length > 0,
  )
}

type Told = Played & Readonly<{ timeline: Timeline }>

let scans: Scans
let inTime: readonly Told[]
let late: readonly Told[]

beforeAll(async () => {
  scans = await startScans(60)
  const first = timelinesIn(settling, 40)
  const all = [...first, ...timelinesIn(awaited, 20)]
  const { value } = await written(() =>
    inTurns(all, 8, async (timeline) => ({ timeline, ...(await play(scans, timeline)) })),
  )
  inTime = value.slice(0, first.length)
  late = value.slice(first.length)
}, 180_000)
afterAll(() => scans.close())

/** A timeline whose verdict is not as it must be, to be read by whoever mends it. */
function told({ timeline, end, failure, report, isBad }: Told): string {
  const { scripts, ...about } = timeline
  const steps = scripts.map(({ steps: all = [] }) =>
    all.map(({ status, ms, enhanced, findings, completedAgoMs, coverage }) =>
      [
        `${Math.round(ms ?? 0)} ms ${status}`,
        (enhanced ?? findings) && `with ${(enhanced ?? findings)?.length}`,
        completedAgoMs === undefined ? '' : 'completed',
        coverage?.reason ?? '',
      ].join(' '),
    ),
  )
  const scanned = report.platforms.map((scan) =>
    scan.kind === 'complete' ? `${scan.findings.length} findings` : `${scan.reason}: ${scan.detail}`,
  )
  const what = `${end} after ${report.seconds} s, and the truth is ${isBad ? 'bad' : 'good'}`
  return JSON.stringify({ seed, what, failure, scanned, ...about, steps }, undefined, 1)
}

function falsePasses(played: readonly Told[]): readonly string[] {
  return played.filter(({ end, isBad }) => end === 'passed' && isBad).map(told)
}

describe('the final truth contradicts', () => {
  test('no pass where findings keep coming within the settle time, whatever AWS says meanwhile', () => {
    expect(falsePasses(inTime)).toEqual([])
  })

  test('no pass where the coverage that Inspector tells ends with the last finding, however late that is', () => {
    expect(falsePasses(late)).toEqual([])
  })

  test('no block', () => {
    const blocked = [...inTime, ...late].filter(({ end }) => end === 'blocked')
    expect(blocked.filter(({ isBad }) => !isBad).map(told)).toEqual([])
  })
})

test('every scan that is said to be done one day gets a verdict', () => {
  const none = [...inTime, ...late].filter(({ end }) => end === 'unscanned' || end === 'failed')
  expect(none.filter(({ end, timeline }) => end === 'failed' || !timeline.isEndless).map(told)).toEqual([])
})

test.each(ways)('%s scans pass and block in numbers that make these claims worth something', (way) => {
  const verdicts = inTime.filter(({ timeline }) => timeline.way === way).map(({ end }) => end)
  for (const kind of ['passed', 'blocked'])
    expect(verdicts.filter((one) => one === kind).length).toBeGreaterThan(1)
})
