import { type CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { errorMessage } from '../lib/error-text.ts'
import { errorName, explain } from '../lib/explain.ts'
import { within } from '../lib/poll.ts'
import { type Container, containersOf, type TaskDefinition } from './definition.ts'
import { groupTasks } from './diagnosis.ts'
import type { ContainerLog, StoppedContainer } from './rollout.ts'
import type { SeenTask } from './tasks.ts'

/** Where a container wrote its log to, or why that is not to be read. */
export type LogPlace = Readonly<{ task: string; container: string }> &
  (
    | Readonly<{ kind: 'stream'; region: string; group: string; stream: string }>
    | Readonly<{ kind: 'none'; why: string }>
  )

type Stream = Extract<LogPlace, { kind: 'stream' }>

const mostTasks = 2
const mostContainers = 10
const longestLine = 1_000
/** One stream that does not answer must not cost the others. */
const streamMs = 4_000
/** Of what is cleaned at all: control sequences take room, and messages have up to a megabyte. */
const longestRaw = 4_000

/**
 * Chooses whose logs may tell why tasks stopped: the containers that failed in two tasks of the most frequent kind,
 * essential ones first; the essential ones where none failed by itself, as when a load balancer's checks did.
 */
export function logPlaces(
  tasks: readonly SeenTask[],
  definition: TaskDefinition,
  region: string,
): readonly LogPlace[] {
  const definitions = new Map(containersOf(definition).map((one) => [one.name, one]))
  const isEssential = ({ name }: StoppedContainer) => {
    const found = definitions.get(name)
    return found !== undefined && found.essential !== false
  }
  const [largest = []] = groupTasks(tasks)
  const chosen = largest.slice(0, mostTasks).flatMap((task) => {
    const ran = task.containers.filter((one) => one.exitCode !== undefined || task.runtimeIds.has(one.name))
    const failed = ran.filter(({ exitCode, health }) => (exitCode ?? 0) !== 0 || health === 'UNHEALTHY')
    const telling = failed.length > 0 ? failed : ran.filter(isEssential)
    const inOrder = [...telling.filter(isEssential), ...telling.filter((one) => !isEssential(one))]
    return inOrder.map(({ name }) => logPlace(task, name, definitions.get(name), region))
  })
  return chosen.slice(0, mostContainers)
}

function logPlace(
  { id, runtimeIds }: SeenTask,
  container: string,
  definition: Container | undefined,
  region: string,
): LogPlace {
  const about = { task: id, container }
  const none = (why: string): LogPlace => ({ ...about, kind: 'none', why })
  if (definition === undefined) return none('the task definition does not name it')
  const { logDriver, options } = record(definition.logConfiguration)
  if (logDriver === undefined) return none('it has no logConfiguration')
  if (logDriver !== 'awslogs') return none(`its log driver is ${String(logDriver)}, not awslogs`)
  const { 'awslogs-group': group, 'awslogs-region': where, 'awslogs-stream-prefix': prefix } = record(options)
  if (typeof group !== 'string' || group === '') return none('its logConfiguration names no awslogs-group')
  // On instances the prefix may be left out; the stream is then named as the container at run time.
  const stream = prefix ? `${String(prefix)}/${container}/${id}` : runtimeIds.get(container)
  if (stream === undefined) return none('the name of its log stream is not known')
  return { ...about, kind: 'stream', region: where ? String(where) : region, group, stream }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/**
 * Reads the last lines that containers wrote; of each one that cannot be read, why.
 * @param client gives a client for a region
 * @param lines at most so many of each container, 1 to 10,000
 */
export function readLogs(
  client: (region: string) => Promise<CloudWatchLogsClient>,
  places: readonly LogPlace[],
  lines: number,
  signal: AbortSignal,
): Promise<readonly ContainerLog[]> {
  const clients = new Map<string, Promise<CloudWatchLogsClient>>()
  const clientIn = (region: string) => {
    const made = clients.get(region) ?? client(region)
    clients.set(region, made)
    return made
  }
  return Promise.all(
    places.map(async (place): Promise<ContainerLog> => {
      const { task, container } = place
      if (place.kind === 'none') return { task, container, kind: 'none', why: place.why }
      try {
        const logs = await clientIn(place.region)
        const read = await within(readLines(logs, place, lines), streamMs, signal)
        return read.length === 0
          ? { task, container, kind: 'none', why: 'it wrote nothing' }
          : { task, container, kind: 'lines', lines: read }
      } catch (error) {
        return { task, container, kind: 'none', why: whyNot(error, place) }
      }
    }),
  )
}

async function readLines(
  logs: CloudWatchLogsClient,
  { group, stream }: Stream,
  lines: number,
): Promise<readonly string[]> {
  const input = { logGroupName: group, logStreamName: stream, startFromHead: false, limit: lines }
  const newest = await logs.send(new GetLogEventsCommand(input))
  const { nextBackwardToken: nextToken } = newest
  // CloudWatch may answer with an empty page where there is more before it.
  const isEmpty = newest.events?.length === 0 && nextToken !== undefined
  const { events = [] } = isEmpty ? await logs.send(new GetLogEventsCommand({ ...input, nextToken })) : newest
  return events
    .flatMap(({ message = '' }) => message.split(/\r\n|\r|\n/).slice(-lines))
    .map(clean)
    .filter((line) => line.trim() !== '')
    .slice(-lines)
}

/** A line without control sequences, control characters and what turns the direction of text. */
export function clean(line: string): string {
  return (
    line
      .slice(0, longestRaw)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal control sequences are what is taken out
      .replace(/\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?)/g, '')
      .replace(/\t/g, '  ')
      .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
      .slice(0, longestLine)
      .replace(/[\ud800-\udbff]$/, '')
  )
}

function whyNot(error: unknown, { group, container, region }: Stream): string {
  if (errorName(error) === 'ResourceNotFoundException')
    return /log group/i.test(errorMessage(error))
      ? `there is no log group ${group} in ${region}`
      : 'it has no log stream, so it wrote nothing'
  const { code, message } = explain(error, `the log of ${container}`)
  return code === 'AWS_ACCESS_DENIED' ? `these credentials may not read it: ${message}` : message
}
