import { type ContainerLife, containersOfTask } from '../ecs/containers.ts'
import { containersOf, findDefinition } from '../ecs/definitions.ts'
import { structure } from '../ecs/input.ts'
import { currentService } from '../ecs/launch.ts'
import { type Life, lives, taskId } from '../ecs/lives.ts'
import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'

export type LogEvent = Readonly<{ timestamp: number; message: string; ingestionTime: number }>

const BETWEEN_MS = 100 // at pace 1, from line to line

/**
 * The streams of a log group of this account and region, by name: those that containers have begun. The tasks may run in
 * any region of the account.
 * @throws ResourceNotFoundException where no container writes to such a group
 */
export function streamsOf(world: World, group: string): ReadonlyMap<string, readonly LogEvent[]> {
  const writers = [...world.places.values()]
    .filter(({ settings }) => settings.account === world.settings.account)
    .flatMap((place) => writersIn(place))
    .filter((one) => one.group === group && one.region === world.settings.region)
  if (writers.length === 0)
    throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.')
  return new Map(writers.flatMap(({ stream, events }) => (stream === undefined ? [] : [[stream, events]])))
}

/** A container that writes to a group; one that never ran has begun no stream there. */
type Writer = Readonly<{
  group: string
  region: string
  stream: string | undefined
  events: readonly LogEvent[]
}>

function writersIn(place: World): readonly Writer[] {
  const now = Date.now()
  return [...place.ecs.services.values()]
    .flatMap(({ cluster, name }) => currentService(place, cluster, name) ?? [])
    .flatMap((service) => lives(place, service, now).flatMap((life) => writersOf(place, life)))
}

function writersOf(place: World, life: Life): readonly Writer[] {
  const definition = findDefinition(place, life.deployment.taskDefinition)
  const definitions = definition ? containersOf(definition) : []
  return containersOfTask(life).flatMap((container) => {
    const options = awslogs(definitions.find(({ name }) => name === container.name))
    if (!options) return []
    const { 'awslogs-group': group, 'awslogs-region': region, 'awslogs-stream-prefix': prefix } = options
    const id = taskId(life.deployment, life.index)
    const named = prefix === undefined ? container.runtimeId : `${String(prefix)}/${container.name}/${id}`
    return {
      group: String(group),
      region: String(region ?? place.settings.region),
      stream: container.runtimeId === undefined ? undefined : named,
      events: eventsOf(life, container, place.settings.pace),
    }
  })
}

function awslogs(container: Input | undefined): Input | undefined {
  const configuration = structure(container?.logConfiguration)
  return configuration?.logDriver === 'awslogs' ? structure(configuration.options) : undefined
}

// The last line comes with the end; of a task that lives the first one came with its start.
function eventsOf(life: Life, { log }: ContainerLife, pace: number): readonly LogEvent[] {
  const step = BETWEEN_MS / pace
  const first = life.status === 'STOPPED' ? life.at - log.length * step : life.startedAt
  return log.map((message, i) => {
    const timestamp = Math.round(first + i * step)
    return { timestamp, message, ingestionTime: timestamp + 1 }
  })
}
