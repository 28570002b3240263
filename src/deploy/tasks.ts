import { DescribeTasksCommand, type ECSClient, ListTasksCommand, type Task } from '@aws-sdk/client-ecs'
import { badAnswer } from '../lib/explain.ts'
import { isOfRelease } from './diagnosis.ts'
import { type Place, placeName } from './errors.ts'
import type { StoppedContainer, StoppedTask } from './rollout.ts'

/** A stopped task with what finds the logs of its containers: their ids at run time, by name. */
export type SeenTask = StoppedTask & Readonly<{ runtimeIds: ReadonlyMap<string, string> }>

const mostOfService = 300
const mostOfCluster = 500
const mostTasks = 100
const inOneCall = 100
/** ECS may tell that a task has stopped before it tells how its containers ended. */
const untilReasonsMs = 2_000

/**
 * Reads the tasks that a deployment started and that stopped, newest first; ECS shows them for about an hour. Those that
 * were only scaled away are left out.
 * @param later waits so many milliseconds
 * @throws what a call failed with
 */
export async function stoppedTasks(
  ecs: ECSClient,
  place: Place,
  deploymentId: string,
  later: (ms: number) => Promise<void>,
): Promise<readonly SeenTask[]> {
  const first = await findStopped(ecs, place, deploymentId)
  const unclear = first.filter(isUnclear).flatMap(({ taskArn }) => taskArn ?? [])
  if (unclear.length === 0) return first.map(toSeen)
  await later(untilReasonsMs)
  const again = await describe(ecs, place, unclear)
  const byArn = new Map(again.map((task) => [task.taskArn, task]))
  return first.map((task) => toSeen(byArn.get(task.taskArn) ?? task))
}

/**
 * How many tasks of a deployment stopped in a way that speaks against the release, for services without a circuit
 * breaker; at most 100. Takes 2 calls for a service whose tasks are listed, some more for others.
 * @throws what a call failed with
 */
export async function countStopped(ecs: ECSClient, place: Place, deploymentId: string): Promise<number> {
  const tasks = await findStopped(ecs, place, deploymentId)
  return tasks.map(toSeen).filter(isOfRelease).length
}

async function findStopped(ecs: ECSClient, place: Place, deploymentId: string): Promise<readonly Task[]> {
  const { cluster, service: serviceName } = place
  // `startedBy` may only stand alone and then finds running tasks only, so it is applied here.
  const find = async (filter: Readonly<{ serviceName?: string }>, most: number) => {
    const arns = await listStopped(ecs, place, { cluster, ...filter }, most)
    const tasks = await describe(ecs, place, arns)
    return tasks.filter((task) => task.startedBy === deploymentId && !isScaling(task))
  }
  const named = await find({ serviceName }, mostOfService)
  // By the name of a service ECS does not always find its stopped tasks.
  const found = named.length > 0 ? named : await find({}, mostOfCluster)
  const stoppedAt = (task: Task) => task.stoppedAt?.getTime() ?? task.stoppingAt?.getTime() ?? 0
  return [...found].sort((a, b) => stoppedAt(b) - stoppedAt(a)).slice(0, mostTasks)
}

async function listStopped(
  ecs: ECSClient,
  place: Place,
  filter: Readonly<{ cluster: string; serviceName?: string }>,
  most: number,
): Promise<readonly string[]> {
  const arns: string[] = []
  for (let nextToken: string | undefined; ; ) {
    const command = new ListTasksCommand({
      ...{ ...filter, desiredStatus: 'STOPPED', maxResults: 100 },
      ...(nextToken === undefined ? {} : { nextToken }),
    })
    const page = await ecs.send(command)
    if (page.taskArns === undefined)
      throw badAnswer(`ecs:ListTasks for ${placeName(place)}`, 'without a list of tasks')
    arns.push(...page.taskArns)
    nextToken = page.nextToken
    if (!nextToken || arns.length >= most) return arns.slice(0, most)
  }
}

async function describe(ecs: ECSClient, place: Place, arns: readonly string[]): Promise<readonly Task[]> {
  const starts = Array.from({ length: Math.ceil(arns.length / inOneCall) }, (_, at) => at * inOneCall)
  const answers = await Promise.all(
    starts.map((start) =>
      ecs.send(
        new DescribeTasksCommand({ cluster: place.cluster, tasks: arns.slice(start, start + inOneCall) }),
      ),
    ),
  )
  return answers.flatMap(({ tasks }) => {
    if (tasks === undefined) throw badAnswer(`ecs:DescribeTasks for ${placeName(place)}`, 'without tasks')
    return tasks
  })
}

function isScaling({ stoppedReason }: Task): boolean {
  return stoppedReason?.startsWith('Scaling activity initiated by') ?? false
}

/** A task that never started tells why by itself. */
function isUnclear({ stopCode, containers = [] }: Task): boolean {
  return (
    stopCode !== 'TaskFailedToStart' &&
    containers.length > 0 &&
    containers.every(({ exitCode, reason }) => exitCode === undefined && !reason)
  )
}

function toSeen({ taskArn = '', stopCode, stoppedReason, containers = [] }: Task): SeenTask {
  return {
    id: taskArn.slice(taskArn.lastIndexOf('/') + 1),
    stopCode,
    reason: stoppedReason || undefined,
    containers: containers.map(
      ({ name = '', exitCode, reason, healthStatus }): StoppedContainer => ({
        name,
        exitCode,
        reason: reason || undefined,
        health: healthStatus,
      }),
    ),
    runtimeIds: new Map(
      containers.flatMap(({ name, runtimeId }) => (name && runtimeId ? [[name, runtimeId]] : [])),
    ),
  }
}
