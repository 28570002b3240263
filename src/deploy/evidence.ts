import { DescribeTasksCommand, type ECSClient, ListTasksCommand, type Task } from '@aws-sdk/client-ecs'
import { explain } from '../lib/explain.ts'
import { say } from '../lib/log.ts'
import { type Place, placeName } from './errors.ts'
import type { Evidence, StoppedTask } from './rollout.ts'
import { readService } from './service.ts'

const mostTasks = 100
const mostEvents = 20

/**
 * Gathers why a deployment went bad: its stopped tasks (ECS shows them for about an hour) and the newest events since it
 * began. Best effort: what cannot be read is said and left out, since the verdict does not depend on it.
 */
export async function gatherEvidence(
  ecs: ECSClient,
  place: Place,
  deployment: Readonly<{ id: string; since: Date }>,
): Promise<Evidence & Readonly<{ runs: string | undefined }>> {
  const tasks = await attempt('stopped tasks', stoppedTasks(ecs, place, deployment.id), place)
  const service = await attempt(
    'service events',
    readService(ecs, place).then((one) => [one]),
    place,
  )
  const events = service.flatMap((one) => one.events).filter(({ at }) => at >= deployment.since)
  return {
    tasks,
    events: events.slice(0, mostEvents).map(({ text }) => text),
    runs: service[0]?.taskDefinition,
  }
}

async function attempt<T>(what: string, work: Promise<readonly T[]>, place: Place): Promise<readonly T[]> {
  try {
    return await work
  } catch (error) {
    say(`The ${what} could not be read: ${explain(error, placeName(place)).message}`)
    return []
  }
}

async function stoppedTasks(
  ecs: ECSClient,
  { cluster, service }: Place,
  deploymentId: string,
): Promise<readonly StoppedTask[]> {
  // `startedBy` may only stand alone and then finds running tasks only, so it is applied here.
  const listed = await ecs.send(
    new ListTasksCommand({ cluster, serviceName: service, desiredStatus: 'STOPPED', maxResults: mostTasks }),
  )
  const arns = listed.taskArns ?? []
  if (arns.length === 0) return []
  const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: arns }))
  return tasks.filter((task) => task.startedBy === deploymentId && !isScaling(task)).map(toStopped)
}

function isScaling({ stoppedReason }: Task): boolean {
  return stoppedReason?.startsWith('Scaling activity initiated by') ?? false
}

function toStopped({ taskArn, stopCode, stoppedReason, containers = [] }: Task): StoppedTask {
  return {
    id: taskArn?.slice(taskArn.lastIndexOf('/') + 1) ?? '',
    stopCode,
    reason: stoppedReason,
    containers: containers.map(({ name, exitCode, reason }) => ({ name: name ?? '', exitCode, reason })),
  }
}
