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
import { patience } from './patience.ts'
import type { Ending, Evidence } from './rollout.ts'
import { isSteady, type Primary, readService } from './service.ts'
import { readStatus } from './states.ts'
import { beforeMs, listDeployments } from './update.ts'

export type Following = Readonly<{ timeoutMinutes: number; signal: AbortSignal; pace: number }>

export type Followed = Readonly<{ ending: Ending; evidence: Evidence; runs: string | undefined }>

const longestEvent = 1_000
const none: Evidence = { tasks: [], events: [] }

/**
 * Follows one service deployment to its terminal status, and gathers evidence at the first sign that it turns bad,
 * because tasks and events vanish. Whatever else happens to the service, only this deployment's status decides.
 */
export async function follow(
  ecs: ECSClient,
  place: Place,
  deployment: Readonly<{
    arn: string
    primary: Primary /** False where UpdateService made no deployment. */
    isOurs: boolean
  }>,
  following: Following,
): Promise<Followed> {
  const { primary } = deployment
  const since = { id: primary.id, since: primary.createdAt }
  const seen = new Set<string>()
  const patient = patience(place)
  let evidence = none
  let state = ''
  let turning = false
  const result = await poll(
    async (elapsedMs) => {
      const current = await patient(describe(ecs, place, deployment.arn))
      if (current === undefined) return undefined
      await showEvents(ecs, place, primary.createdAt, seen)
      const line = stateLine(current)
      if (line !== state) say(`${clock(elapsedMs)} ${line}`)
      state = line
      const isReplaced =
        current.status === 'STOPPED' && (await hasSuccessor(ecs, place, deployment.arn, primary.createdAt))
      const reading = readStatus(current.status ?? '', current.statusReason, isReplaced)
      if (reading.kind === 'ended')
        return deployment.isOurs ? reading.ending : confirm(ecs, place, primary, reading.ending)
      turning = reading.kind === 'turning'
      if (turning && evidence === none) evidence = await gatherEvidence(ecs, place, since)
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
      : { kind: 'timed-out', lastState: state, minutes: following.timeoutMinutes, turning }
  if (ending.kind === 'successful') return { ending, evidence: none, runs: undefined }
  const late = await gatherEvidence(ecs, place, since)
  const tasks = evidence.tasks.length > 0 ? evidence.tasks : late.tasks
  // Where somebody deployed after us, what runs now says nothing of what ECS went back to.
  const isLast = !(await hasSuccessor(ecs, place, deployment.arn, primary.createdAt))
  return { ending, evidence: { tasks, events: late.events }, runs: isLast ? late.runs : undefined }
}

/**
 * UpdateService made no deployment, because the service is told to run this revision already. Its deployment may have
 * succeeded long ago and be on its way back now, so an old success counts only once the service is steady.
 */
async function confirm(
  ecs: ECSClient,
  place: Place,
  primary: Primary,
  ending: Ending,
): Promise<Ending | undefined> {
  if (ending.kind !== 'successful') return ending
  const now = await readService(ecs, place)
  if (now.primary?.id !== primary.id)
    return { kind: 'superseded', reason: 'the service was told to run something else meanwhile' }
  return isSteady(now) && now.primary.running >= now.desiredCount ? ending : undefined
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

/** The second witness for a deployment that was replaced; where it cannot be asked, the reason that ECS gives decides. */
async function hasSuccessor(ecs: ECSClient, place: Place, arn: string, since: Date): Promise<boolean> {
  const listed = await listDeployments(ecs, place, new Date(since.getTime() - beforeMs)).catch(() => [])
  const own = listed.find((one) => one.arn === arn)
  return own !== undefined && listed.some((one) => one.arn !== arn && one.createdAt > own.createdAt)
}

/** Events are for the reader: that they cannot be read ends nothing, but for a service that is gone. */
async function showEvents(ecs: ECSClient, place: Place, since: Date, seen: Set<string>): Promise<void> {
  try {
    const { events } = await readService(ecs, place)
    for (const event of events.filter(({ id, at }) => at >= since && !seen.has(id)).toReversed()) {
      seen.add(event.id)
      say(`      ${event.text.slice(0, longestEvent)}`)
    }
  } catch (error) {
    const { code, message } = explain(error, placeName(place))
    if (code === 'SERVICE_INACTIVE' || code === 'SERVICE_NOT_FOUND' || code === 'CANCELLED') throw error
    if (!seen.has(code)) say(`The events of the service cannot be shown: ${message}`)
    seen.add(code)
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
  const failures = threshold === undefined ? '' : `, ${failureCount} of ${threshold} failures`
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
