import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import type { ECSClient } from '@aws-sdk/client-ecs'
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2'
import { explain } from '../lib/explain.ts'
import { say } from '../lib/log.ts'
import { pause, within } from '../lib/poll.ts'
import type { TaskDefinition } from './definition.ts'
import { type Place, placeName } from './errors.ts'
import { readShown, type Shown } from './events.ts'
import { logPlaces, readLogs } from './logs.ts'
import type { ContainerLog, Evidence, TargetHealth } from './rollout.ts'
import { groupsToAsk, namesHealthChecks, sickTargets } from './targets.ts'
import { type SeenTask, stoppedTasks } from './tasks.ts'

/** What evidence is gathered from; the clients that few rollouts need are made when they are asked for. */
export type EvidenceClients = Readonly<{
  ecs: ECSClient
  logs: (region: string) => Promise<CloudWatchLogsClient>
  elb: () => Promise<ElasticLoadBalancingV2Client>
}>

/** A deployment that went bad. */
export type Bad = Place &
  Readonly<{
    /** ecs-svc/<number> */
    deploymentId: string
    since: Date
    /** The new revision. */
    definition: TaskDefinition
    /** As `signsOf` gives them. */
    signs: readonly string[]
  }>

/** Of each of the two rounds of reads, which are made at once; the whole must not hold a rollback up. */
const roundMs = 5_000
const nothing: Shown = { events: [], runs: undefined, targetGroups: [] }

/**
 * Gathers why a deployment went bad, while ECS still shows it: stopped tasks, the newest events, the last lines of the
 * containers that failed, the health of targets. Best effort: what cannot be read is said and left out, since the verdict
 * does not depend on it.
 * @param lines of each container's log, 0 to 500; with 0 no log is read
 * @returns also what the service runs, or is moved to, where that could be read
 * @throws the signal's reason when it is aborted, and nothing else
 */
export async function gatherEvidence(
  clients: EvidenceClients,
  bad: Bad,
  lines: number,
  { signal, pace }: Readonly<{ signal: AbortSignal; pace: number }>,
): Promise<Evidence & Readonly<{ runs: string | undefined }>> {
  const { ecs } = clients
  const { deploymentId, signs } = bad
  const attempt = attempts(bad, signal)
  const later = (ms: number) => pause(ms / pace, signal)
  const [tasks, { events, runs, targetGroups }] = await Promise.all([
    attempt('stopped tasks', () => stoppedTasks(ecs, bad, deploymentId, later), []),
    attempt('service events', () => readShown(ecs, bad, bad.since), nothing),
  ])
  const texts = [...events, ...signs, ...tasks.flatMap(({ reason }) => reason ?? [])]
  const groups = namesHealthChecks(texts) ? groupsToAsk(targetGroups, texts) : []
  const [logs, targets] = await Promise.all([
    attempt('logs of the containers', () => gatherLogs(clients, bad, tasks, { lines, signal }), []),
    attempt('targets of the load balancer', () => gatherTargets(clients, groups), []),
  ])
  return { tasks: tasks.map(({ runtimeIds: _, ...task }) => task), events, logs, targets, signs, runs }
}

type Attempt = <T>(what: string, work: () => Promise<T>, otherwise: T) => Promise<T>

function attempts(place: Place, signal: AbortSignal): Attempt {
  return async (what, work, otherwise) => {
    try {
      return await within(work(), roundMs, signal)
    } catch (error) {
      signal.throwIfAborted()
      say(`The ${what} could not be read: ${explain(error, placeName(place)).message}`)
      return otherwise
    }
  }
}

async function gatherLogs(
  clients: EvidenceClients,
  { definition, region }: Bad,
  tasks: readonly SeenTask[],
  { lines, signal }: Readonly<{ lines: number; signal: AbortSignal }>,
): Promise<readonly ContainerLog[]> {
  return lines === 0 ? [] : readLogs(clients.logs, logPlaces(tasks, definition, region), lines, signal)
}

async function gatherTargets(
  clients: EvidenceClients,
  groups: readonly string[],
): Promise<readonly TargetHealth[]> {
  return groups.length === 0 ? [] : sickTargets(await clients.elb(), groups)
}
