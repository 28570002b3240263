import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { inTurns, type Played, play, type Scans, startScans } from '../__tests__/support/played.ts'
import { written } from '../__tests__/support/stdout.ts'
import { kinds, type Timeline, timelinesOf, type Way } from '../__tests__/support/timelines.ts'

// The wait for a scan. Without an argument, in real time: how many calls it makes, and how late it tells what a scan
// found. With `rates`: how often the final truth contradicts a pass, for each kind of timeline, at pace 60.

const write = (text: string) => void process.stdout.write(text)

if (process.argv[2] === 'rates') await rates()
else await lateness()

type Row = Readonly<{ way: Way; isBad: boolean; seconds: number }>

/** Waits begin one after the other, so that the ends of scans meet the pauses between looks at any place. */
async function lateness(): Promise<void> {
  const [durations, tries] = [[1, 17, 63, 300], 10]
  const rows = durations.flatMap((seconds): readonly Row[] => [
    { way: 'basic', isBad: false, seconds },
    { way: 'on-push', isBad: false, seconds },
    { way: 'on-push', isBad: true, seconds },
  ])
  const scans = await startScans(1)
  const turns = Array.from({ length: tries }, (_, turn) => turn)
  const { value } = await written(() =>
    Promise.all(
      rows.map((row, place) =>
        Promise.all(turns.map((turn) => measure(scans, row, (turn * rows.length + place) * 150))),
      ),
    ),
  )
  await scans.close()
  write(
    '| scan | scanning | verdict | calls | first seen after (median, most) | told after (median, most) |\n',
  )
  write('| ---: | --- | --- | ---: | ---: | ---: |\n')
  for (const [index, row] of rows.entries()) write(`${lineOf(row, value[index] ?? [])}\n`)
}

type Measured = Readonly<{ verdict: string; calls: number; seenMs: number; toldMs: number }>

async function measure(scans: Scans, row: Row, afterMs: number): Promise<Measured> {
  await sleep(afterMs)
  const played = await play(scans, timelineOf(row))
  const [target] = played.targets
  const [scan] = played.report.platforms
  if (target === undefined || scan?.kind !== 'complete' || scan.completedAt === undefined)
    throw new Error(`no findings: ${JSON.stringify(scan)}`)
  // The scan says itself when its findings were all there.
  const finalAt = scan.completedAt.getTime()
  const calls = scans.aws.requests.filter(
    ({ service, parameters }) =>
      service !== 'registry' && JSON.stringify(parameters ?? {}).includes(target.digest),
  )
  return {
    verdict: played.end,
    calls: calls.length,
    seenMs: (played.seenAt ?? played.saidAt) - finalAt,
    toldMs: played.saidAt - finalAt,
  }
}

/** A scan as it was seen at AWS: registered after a moment, pending, running, and then done. */
function timelineOf({ way, isBad, seconds }: Row): Timeline {
  const durationMs = seconds * 1_000
  const absentMs = Math.min(500, durationMs / 4)
  const pendingMs = durationMs / 4
  const found = { name: 'CVE-2026-0001', severity: isBad ? 'HIGH' : 'LOW', attributes: [] }
  const steps = [
    { status: 'ABSENT', ms: absentMs },
    { status: 'PENDING', ms: pendingMs },
    { status: 'IN_PROGRESS', ms: durationMs - absentMs - pendingMs },
    { status: 'COMPLETE', findings: [found], completedAgoMs: 0 },
  ]
  return {
    ...{
      way,
      law: { kind: 'severity' },
      isConfigurationKnown: true,
      isCoverageTold: true,
      coverageMs: 0,
      isEndless: false,
    },
    scripts: [{ steps }],
  }
}

function lineOf({ way, seconds }: Row, measured: readonly Measured[]): string {
  const words = [...new Set(measured.map(({ verdict }) => verdict))].join(', ')
  const calls = measured.map((one) => one.calls)
  const both = (times: readonly number[]) => `${inSeconds(median(times))}, ${inSeconds(Math.max(...times))}`
  const cells = [`${seconds} s`, way === 'basic' ? way : 'enhanced', words]
  cells.push(`${Math.min(...calls)} to ${Math.max(...calls)}`)
  cells.push(both(measured.map(({ seenMs }) => seenMs)), both(measured.map(({ toldMs }) => toldMs)))
  return `| ${cells.join(' | ')} |`
}

function inSeconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

async function rates(): Promise<void> {
  const runs = Number(process.argv[3] ?? 100)
  const seed = Number(process.argv[4] ?? Date.now() % 1_000_000)
  write(`${runs} timelines of each kind, seed ${seed}\n\n`)
  write(
    '| kind of timeline | passed | of these wrong | rate | blocked | unscanned | failed | bad ones that passed |\n',
  )
  write('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n')
  for (const [name, kind] of Object.entries(kinds)) {
    const timelines = fc.sample(timelinesOf(kind), { numRuns: runs, seed })
    // Anew for each, since logins live twelve hours, which pace 60 makes twelve minutes.
    const scans = await startScans(60)
    const { value } = await written(() => inTurns(timelines, 8, (timeline) => play(scans, timeline)))
    await scans.close()
    write(`| ${[name, ...ratesOf(value)].join(' | ')} |\n`)
  }
}

function ratesOf(played: readonly Played[]): readonly string[] {
  const of = (kind: Played['end']) => played.filter(({ end }) => end === kind)
  const passed = of('passed')
  const wrong = passed.filter(({ isBad }) => isBad)
  const bad = played.filter(({ isBad }) => isBad)
  const percent = (part: number, all: number) => (all === 0 ? '–' : `${Math.round((100 * part) / all)} %`)
  return [
    ...[`${passed.length}`, `${wrong.length}`, percent(wrong.length, passed.length)],
    ...[
      `${of('blocked').length}`,
      `${of('unscanned').length}`,
      `${of('failed').length}`,
      percent(wrong.length, bad.length),
    ],
  ]
}
