import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { type LogEvent, streamsOf } from './streams.ts'

const MOST_EVENTS = 10_000
const MOST_BYTES = 1_048_576
const EVENT_BYTES = 26 // that an event counts beside its text

/** GetLogEvents: the newest events by default, the oldest ones with `startFromHead`; always in their order. */
export function getLogEvents(world: World, input: Input) {
  const all = streamsOf(world, groupOf(input)).get(required(input, 'logStreamName'))
  if (!all) throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.')
  const from = typeof input.startTime === 'number' ? input.startTime : 0
  const until = typeof input.endTime === 'number' ? input.endTime : Number.POSITIVE_INFINITY
  const events = all.filter(({ timestamp }) => from <= timestamp && timestamp < until)
  const [start, end] = range(input, events)
  return {
    events: events.slice(start, end),
    nextForwardToken: `f/${end}/s`,
    nextBackwardToken: `b/${start}/s`,
  }
}

/** The ARN that a policy grants this call on. */
export function streamArn({ settings }: World, input: Input): string {
  const { region, account } = settings
  return `arn:aws:logs:${region}:${account}:log-group:${groupOf(input)}:log-stream:${required(input, 'logStreamName')}`
}

function range(input: Input, events: readonly LogEvent[]): readonly [start: number, end: number] {
  const limit = limitOf(input)
  const [, way, position] = /^([fb])\/(\d+)\/s$/.exec(optional(input, 'nextToken') ?? '') ?? []
  if (input.nextToken !== undefined && way === undefined) throw invalid('The specified nextToken is invalid.')
  const forward = way === undefined ? input.startFromHead === true : way === 'f'
  const at =
    position === undefined ? (forward ? 0 : events.length) : Math.min(Number(position), events.length)
  return forward
    ? [at, at + fitting(events.slice(at, at + limit))]
    : [at - fitting(events.slice(Math.max(0, at - limit), at).reverse()), at]
}

/** How many of these one answer can hold. */
function fitting(events: readonly LogEvent[]): number {
  let bytes = 0
  const tooMuch = events.findIndex(({ message }) => {
    bytes += Buffer.byteLength(message) + EVENT_BYTES
    return bytes > MOST_BYTES
  })
  return tooMuch < 0 ? events.length : tooMuch
}

function limitOf({ limit }: Input): number {
  if (limit === undefined) return MOST_EVENTS
  if (typeof limit === 'number' && Number.isInteger(limit) && limit >= 1 && limit <= MOST_EVENTS) return limit
  throw invalid(
    `1 validation error detected: Value '${String(limit)}' at 'limit' failed to satisfy constraint: Member must be between 1 and ${MOST_EVENTS}`,
  )
}

// A group goes by its name or its ARN, and not by both.
function groupOf(input: Input): string {
  const [name, identifier] = [optional(input, 'logGroupName'), optional(input, 'logGroupIdentifier')]
  if ((name === undefined) === (identifier === undefined))
    throw invalid('Exactly one of logGroupName and logGroupIdentifier must be given.')
  return name ?? identifier?.replace(/^arn:[^:]*:logs:[^:]*:[^:]*:log-group:/, '') ?? ''
}

function required(input: Input, name: string): string {
  const value = optional(input, name)
  if (value) return value
  throw invalid(
    `1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`,
  )
}

function optional(input: Input, name: string): string | undefined {
  const value = input[name]
  return typeof value === 'string' ? value : undefined
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', message)
}
