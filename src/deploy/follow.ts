import {
  DescribeServiceDeploymentsCommand,
  type ECSClient,
  type ServiceDeployment,
} from '@aws-sdk/client-ecs'
import { badAnswer, explain } from '../lib/explain.ts'
import { say } from '../lib/log.ts'
import { jitter, poll } from '../lib/poll.ts'
import { type Place, placeName } from './errors.ts'
import { gatherEvidence } from './evidence.ts'
import type { Ending, Evidence } from './rollout.ts'
import { type Primary, readService } from './service.ts'
import { readStatus } from './states.ts'
import { listDeployments } from './update.ts'

export type Following = Readonly<{ timeoutMinutes: number; signal: AbortSignal; pace: number }>

export type Followed = Readonly<{ ending: Ending; evidence: Evidence }>

const none: Evidence = { tasks: [], events: [] }

/**
 * Follows one service deployment to its terminal status, and gathers evidence at the first sign that it turns bad,
 * because tasks and events vanish. Whatever else happens to the service, only this deployment's status decides.
 */
export async function follow(
  ecs: ECSClient,
  place: Place,
  deployment: Readonly<{ arn: string; primary: Primary }>,
  following: Following,
): Promise<Followed> {
  const { primary } = deployment
  const since = { id: primary.id, since: primary.createdAt }
  const seen = new Set<string>()
  const patient = patience(place)
  let evidence = none
  let state = ''
  const result = await poll(
    async (elapsedMs) => {
      const current = await patient(describe(ecs, place, deployment.arn))
      if (current === undefined) return undefined
      await patient(showEvents(ecs, place, primary.createdAt, seen))
      const line = stateLine(current)
      if (line !== state) say(`${clock(elapsedMs)} ${line}`)
      state = line
      const isReplaced =
        current.status === 'STOPPED' && (await hasSuccessor(ecs, place, deployment.arn, primary.createdAt))
      const reading = readStatus(current.status ?? '', current.statusReason, isReplaced)
      if (reading.kind === 'ended') return reading.ending
      if (reading.kind === 'turning' && evidence === none) evidence = await gatherEvidence(ecs, place, since)
      return undefined
    },
    {
      delayMs: nextDelay,
      limitMs: following.timeoutMinutes * 60_000,
      signal: following.signal,
      pace: following.pace,
    },
  )
  const ending: Ending =
    result.kind === 'done'
      ? result.value
      : { kind: 'timed-out', lastState: state, minutes: following.timeoutMinutes }
  if (ending.kind === 'successful') return { ending, evidence: none }
  const late = await gatherEvidence(ecs, place, since)
  return {
    ending,
    evidence: { tasks: evidence.tasks.length > 0 ? evidence.tasks : late.tasks, events: late.events },
  }
}

const passing: ReadonlySet<string> = new Set([
  'AWS_THROTTLED',
  'AWS_UNREACHABLE',
  'AWS_ERROR',
  'AWS_BAD_ANSWER',
])
const mostInARow = 5

/** A rollout takes minutes: a read that fails now and then is passed over, and the next one counts. */
function patience(place: Place): <T>(read: Promise<T>) => Promise<T | undefined> {
  let inARow = 0
  return async (read) => {
    try {
      const value = await read
      inARow = 0
      return value
    } catch (cause) {
      const error = explain(cause, placeName(place))
      inARow++
      if (!passing.has(error.code) || inARow >= mostInARow) throw error
      say(`Asking again: ${error.message}`)
      return undefined
    }
  }
}

async function describe(ecs: ECSClient, place: Place, arn: string): Promise<ServiceDeployment> {
  const { serviceDeployments, failures } = await ecs.send(
    new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] }),
  )
  const [found] = serviceDeployments ?? []
  if (found?.status !== undefined) return found
  const reason = failures?.[0]?.reason ?? 'no deployment and no status'
  throw badAnswer(`ecs:DescribeServiceDeployments for ${placeName(place)}`, reason)
}

async function hasSuccessor(ecs: ECSClient, place: Place, arn: string, since: Date): Promise<boolean> {
  const listed = await listDeployments(ecs, place, since)
  const own = listed.find((one) => one.arn === arn)
  return own !== undefined && listed.some((one) => one.arn !== arn && one.createdAt > own.createdAt)
}

async function showEvents(ecs: ECSClient, place: Place, since: Date, seen: Set<string>): Promise<void> {
  const { events } = await readService(ecs, place)
  const news = events.filter(({ id, at }) => at >= since && !seen.has(id))
  for (const event of news.toReversed()) {
    seen.add(event.id)
    say(`      ${event.text}`)
  }
}

function stateLine({
  status,
  lifecycleStage,
  targetServiceRevision,
  deploymentCircuitBreaker,
}: ServiceDeployment): string {
  const {
    runningTaskCount: running = 0,
    requestedTaskCount: wanted = 0,
    pendingTaskCount: pending = 0,
  } = targetServiceRevision ?? {}
  const { failureCount = 0, threshold } = deploymentCircuitBreaker ?? {}
  const failures =
    failureCount > 0 || threshold !== undefined ? `, ${failureCount} of ${threshold ?? '?'} failures` : ''
  return `${status}${lifecycleStage === undefined ? '' : ` ${lifecycleStage}`}: ${running} of ${wanted} new tasks run, ${pending} pending${failures}`
}

/** 5 s in the first minute, 10 s for ten minutes, then 15 s: some 12 calls a minute, far below the quota. */
function nextDelay(elapsedMs: number): number {
  const seconds = elapsedMs < 60_000 ? 5 : elapsedMs < 600_000 ? 10 : 15
  return jitter(seconds * 1000)
}

function clock(elapsedMs: number): string {
  const seconds = Math.round(elapsedMs / 1000)
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
}
