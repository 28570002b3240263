import { setTimeout as sleep } from 'node:timers/promises'
import { definitionOf, deploy } from '../__tests__/support/deploying.ts'
import { written } from '../__tests__/support/stdout.ts'
import {
  type AwsOptions,
  type LocalAws,
  type LocalServiceOptions,
  type Rollout,
  startAws,
} from '../local/aws/aws.ts'

// The follower of rollouts, in real time, which takes 13 minutes: how many calls it makes a minute, and how late it tells
// an end. Arguments are seconds of rollouts, in place of 20, 120 and 600.

const write = (text: string) => void process.stdout.write(text)

type Way = 'records' | 'lists'
const settingsOf = (way: Way): AwsOptions =>
  way === 'records' ? {} : { ecs: { serviceDeployments: 'unsupported' } }

const given = process.argv.slice(2).map(Number)
const durations = given.length > 0 ? given : [20, 120, 600]
/** Of each kind; they begin one after the other, so that their ends meet the pauses between looks at any place. */
const tries = 8
const countedMinutes = given.length > 0 ? 1 : 12

/** In the record an end shows as it comes; in the list a good one shows when the old tasks are gone, 4 s later. */
const drainMs = 4_000

const begin: Rollout = [
  { afterMs: 0, status: 'PENDING' },
  { afterMs: 1_000, status: 'IN_PROGRESS', pending: 'all' },
]
const good = (ms: number): Rollout => [
  ...begin,
  { afterMs: 5_000, pending: 0, running: 'all' },
  { afterMs: ms, status: 'SUCCESSFUL' },
  { afterMs: ms + drainMs, old: 0 },
]
const bad = (ms: number): Rollout => [
  ...begin,
  { afterMs: ms - 6_000, status: 'ROLLBACK_IN_PROGRESS', pending: 0 },
  { afterMs: ms, status: 'ROLLBACK_SUCCESSFUL', old: 'all' },
]

async function lateness(): Promise<string> {
  const rows = durations.flatMap((seconds) =>
    (['records', 'lists'] as const).flatMap((way) => [
      { seconds, way, isGood: true },
      { seconds, way, isGood: false },
    ]),
  )
  const aws = { records: await startAws(settingsOf('records')), lists: await startAws(settingsOf('lists')) }
  const late = await Promise.all(
    rows.map(({ seconds, way, isGood }, row) =>
      Promise.all(
        Array.from({ length: tries }, (_, turn) =>
          measure(aws[way], `${isGood ? 'good' : 'bad'}-${seconds}-${turn}`, {
            ms: seconds * 1_000,
            isGood,
            afterMs: turn * 1_300 + row * 90,
          }),
        ),
      ),
    ),
  )
  await Promise.all([aws.records.close(), aws.lists.close()])
  const lines = rows.map(({ seconds, way, isGood }, row) => {
    const told = late[row] ?? []
    const words = [...new Set(told.map(({ kind }) => kind))].join(', ')
    const ms = told.map((one) => one.lateMs)
    const shown = isGood && way === 'lists' ? drainMs : 0
    const cells = [`${seconds} s`, way, words, both(ms), both(ms.map((one) => one - shown))]
    return `| ${cells.join(' | ')} |`
  })
  const heads = [
    'rollout',
    'read from',
    'verdict',
    'told after the end (median, most)',
    'after it could be seen',
  ]
  return [`| ${heads.join(' | ')} |`, `| ${heads.map(() => '---').join(' | ')} |`, ...lines, ''].join('\n')
}

type Row = Readonly<{ ms: number; isGood: boolean; afterMs: number }>

async function measure(aws: LocalAws, name: string, { ms, isGood, afterMs }: Row) {
  await sleep(afterMs)
  aws.createService({ name, taskDefinition: definitionOf(name) })
  aws.setRollout(name, isGood ? good(ms) : bad(ms))
  let toldAt = 0
  const [rollout] = await deploy(aws, 1, [name], {
    heard: (_, { ending }) => {
      if (ending !== undefined) toldAt = Date.now()
    },
  })
  const beganAt = aws.service(name).history[0]?.calls[0]?.at ?? 0
  return { kind: rollout?.ending?.kind ?? rollout?.failure?.sentence, lateMs: toldAt - beganAt - ms }
}

type Kind = Readonly<{ what: string; way: Way; circuitBreaker: boolean; pending: boolean }>

const kinds: readonly Kind[] = [
  { what: 'records', way: 'records', circuitBreaker: true, pending: false },
  { what: 'lists', way: 'lists', circuitBreaker: true, pending: false },
  {
    what: 'records, no circuit breaker, tasks still missing',
    way: 'records',
    circuitBreaker: false,
    pending: true,
  },
]

async function rates(): Promise<string> {
  const cases = kinds.flatMap((kind) => [1, 12].map((count) => ({ kind, count })))
  const lines = await Promise.all(
    cases.map(async ({ kind, count }) => {
      const minutes = await callsOf(kind, count)
      const [first = 0, ...rest] = minutes
      const cells = [first, mean(rest.slice(0, 9)), mean(rest.slice(9, 11))]
      return `| ${[kind.what, count, ...cells].join(' | ')} |`
    }),
  )
  const heads = ['read from', 'services', 'calls in minute 1', 'a minute, 2 to 10', 'a minute, 11 and 12']
  return [`| ${heads.join(' | ')} |`, '| --- | ---: | ---: | ---: | ---: |', ...lines, ''].join('\n')
}

/** Calls of each minute of a rollout, in which the calls that start it are not counted. */
async function callsOf({ way, circuitBreaker, pending }: Kind, count: number): Promise<readonly number[]> {
  const aws = await startAws(settingsOf(way))
  const names = Array.from({ length: count }, (_, index) => `service-${index}`)
  const endMs = countedMinutes * 60_000 + 1_000
  for (const name of names) {
    const taskDefinition = definitionOf(name)
    const members: LocalServiceOptions = { name, taskDefinition, circuitBreaker }
    aws.createService(members)
    const some: Rollout = [...begin, { afterMs: 5_000, running: 1 }, { afterMs: endMs, status: 'SUCCESSFUL' }]
    aws.setRollout(name, pending ? some : good(endMs))
  }
  let [began, startedAt] = [0, 0]
  const counts: number[] = []
  const timers: NodeJS.Timeout[] = []
  await deploy(aws, 1, names, {
    between: () => {
      began = aws.requests.length
      startedAt = Date.now()
      for (let minute = 1; minute <= countedMinutes; minute++)
        timers.push(
          setTimeout(
            () => counts.push(aws.requests.length - began),
            minute * 60_000 - (Date.now() - startedAt),
          ),
        )
    },
  })
  for (const timer of timers) clearTimeout(timer)
  await aws.close()
  return counts.map((all, index) => all - (counts[index - 1] ?? 0))
}

function both(times: readonly number[]): string {
  const inSeconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`
  const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
  return `${inSeconds(median)}, ${inSeconds(Math.max(...times))}`
}

function mean(values: readonly number[]): string {
  return values.length === 0 ? '–' : (values.reduce((a, b) => a + b, 0) / values.length).toFixed(1)
}

const { value } = await written(() => Promise.all([lateness(), rates()]))
write(`${value.join('\n')}\n`)
