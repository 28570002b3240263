import { warning } from '@actions/core'
import { say } from '../lib/log.ts'
import { type End, nothing, type Reading } from './course.ts'
import { diagnose } from './diagnosis.ts'
import { gatherAtLast, gatherAtOnce } from './gather.ts'
import { takeBack } from './remedy.ts'
import { type Ending, type Evidence, noEvidence, revisionOf } from './rollout.ts'
import type { Hook, Sight } from './sight.ts'
import { confirmImage, notesOn } from './verify.ts'
import { type Following, soughtMs, type Watch } from './watch.ts'

// What is done about what a look shows.

const mostRefusals = 3
const againMs = 10_000
/** How long a rollback may take, whatever the limit of the rollout was. */
const rollbackMinutes = 30

export async function react(
  watch: Watch,
  reading: Reading,
  sight: Sight,
  following: Following,
): Promise<void> {
  watch.turning = reading.kind === 'turning'
  switch (reading.kind) {
    case 'going-on':
      return
    case 'paused':
      return pause(watch, reading.hook, following)
    case 'turning':
      return gatherAtOnce(watch, sight, following)
    case 'failing':
      return fail(watch, reading, sight, following)
    case 'ended':
      return finish(watch, endingOf(reading.end, watch, following), sight, following)
  }
}

/** When the time is over: nothing is taken back for that alone, unless it is asked for. */
export async function timeUp(watch: Watch, sight: Sight, following: Following): Promise<void> {
  const { minutes, turning, line, remedy } = watch
  if (remedy !== undefined) {
    const reason = `it was not done within ${rollbackMinutes} min; ${remedy.reason}`
    return finish(watch, { kind: 'rollback-failed', reason, by: remedy.by }, sight, following)
  }
  const ending: Ending = { kind: 'timed-out', lastState: line, minutes, turning }
  if (following.onTimeout === 'leave' || turning) return finish(watch, ending, sight, following)
  await gatherAtOnce(watch, sight, following)
  const reason = `it was not done after ${minutes} min, and on-timeout says rollback`
  if (!(await rollBack(watch, reason, false, sight, following))) await finish(watch, ending, sight, following)
}

async function pause(watch: Watch, hook: Hook, following: Following): Promise<void> {
  const { subject } = watch
  const isNew = !watch.toldHooks.has(hook.id)
  watch.toldHooks.add(hook.id)
  if (following.onPause === 'return' && watch.remedy === undefined) {
    const ending: Ending = { kind: 'paused', hook: hook.id, expiresAt: hook.expiresAt }
    return conclude(watch, ending, noEvidence)
  }
  if (!isNew) return
  const until =
    hook.expiresAt === undefined
      ? ''
      : ` until ${hook.expiresAt.toISOString()}, then ${hook.timeoutAction ?? 'ROLLBACK'}`
  warning(
    `The deployment of ${subject.place.service} is paused at the hook ${hook.id} and waits for a person${until}: continue it or roll it back in the console, or with \`aws ecs continue-service-deployment\`.`,
  )
}

async function fail(
  watch: Watch,
  { reason, isOver }: Extract<Reading, { kind: 'failing' }>,
  sight: Sight,
  following: Following,
): Promise<void> {
  const { remedy } = watch
  const isOurBack = remedy?.by === 'previous-revision'
  // What was asked of ECS shows a few looks later.
  if (remedy !== undefined && !isOurBack && !isOver) return
  await gatherAtOnce(watch, sight, following)
  if (
    following.onDeployFailure === 'rollback' &&
    !isOurBack &&
    (await rollBack(watch, reason, isOver, sight, following))
  )
    return
  const ending: Ending =
    remedy === undefined ? { kind: 'failed', reason } : { kind: 'rollback-failed', reason, by: remedy.by }
  await finish(watch, ending, sight, following)
}

/** @returns whether it is on its way back now, or will be asked for again at the next look */
async function rollBack(
  watch: Watch,
  reason: string,
  isOver: boolean,
  { elapsedMs }: Sight,
  { clients, signal, pace }: Following,
): Promise<boolean> {
  const { place, previous } = watch.subject
  const bad = { id: watch.ours.id, arn: isOver ? undefined : watch.arn, hook: watch.hook, previous }
  const back = await takeBack(clients, { ...place, signal, pace }, bad)
  switch (back.kind) {
    case 'later':
      say(`${place.service}: it is not rolled back now: ${back.why}`)
      watch.limitMs = Math.max(watch.limitMs, elapsedMs + againMs)
      return ++watch.refusals < mostRefusals
    case 'impossible':
      say(`${place.service}: it cannot be rolled back: ${back.why}`)
      return false
    case 'replaced': {
      const { primary, before } = back
      watch.ours = { ...watch.ours, id: primary.id, createdAt: primary.createdAt, before }
      watch.record = watch.record === 'closed' ? 'closed' : 'sought'
      watch.arn = undefined
      watch.soughtUntilMs = elapsedMs + soughtMs
      // What was counted of the bad one says nothing of this one.
      watch.memory = nothing
      watch.stopped = undefined
      watch.countedMs = elapsedMs
      const note = `told to run ${revisionOf(primary.taskDefinition)} again: deployment ${primary.id}`
      say(`${place.service}: ${note}`)
      watch.subject.learn({ deploymentArn: undefined, notes: [`it was ${note}`] })
      break
    }
    case 'asked':
      say(`${place.service}: ECS was asked to roll the deployment ${watch.ours.id} back`)
  }
  watch.remedy = { by: back.by, reason }
  watch.limitMs = elapsedMs + rollbackMinutes * 60_000
  return true
}

/** What the end of the deployment that is watched now means for the release. */
function endingOf(end: End, { remedy }: Watch, { onSuperseded }: Following): Ending {
  if (remedy?.by === 'previous-revision' && end.kind !== 'superseded') return endOfOurBack(end, remedy)
  switch (end.kind) {
    case 'successful':
      return end
    case 'stopped':
      return remedy === undefined ? end : { kind: 'rollback-failed', reason: end.reason, by: remedy.by }
    case 'superseded':
      return { ...end, isTolerated: onSuperseded === 'warn' && remedy === undefined }
    case 'rolled-back':
    case 'rollback-failed':
      return { kind: end.kind, reason: remedy?.reason ?? end.reason, by: remedy?.by ?? 'ecs' }
  }
}

function endOfOurBack(end: End, { by, reason }: NonNullable<Watch['remedy']>): Ending {
  if (end.kind === 'successful') return { kind: 'rolled-back', reason, by }
  return { kind: 'rollback-failed', reason: `${end.reason}; ${reason}`, by }
}

async function finish(watch: Watch, ending: Ending, sight: Sight, following: Following): Promise<void> {
  if (ending.kind === 'successful') {
    const confirmed = await confirmImage(watch, following)
    if (confirmed.kind === 'successful')
      return conclude(watch, confirmed, noEvidence, await notesOn(watch, following))
    return conclude(watch, confirmed, noEvidence)
  }
  if (ending.kind === 'superseded') return conclude(watch, ending, watch.evidence ?? noEvidence)
  const { evidence, runs } = await gatherAtLast(watch, sight, following)
  watch.subject.learn({ runs })
  conclude(watch, ending, evidence)
}

/** What somebody else stopped or replaced needs no diagnosis. */
function conclude(watch: Watch, ending: Ending, evidence: Evidence, notes: readonly string[] = []): void {
  const isOthers = ending.kind === 'superseded' || ending.kind === 'stopped'
  watch.isOver = true
  watch.subject.learn({
    ...{ ending, evidence, notes, stages: watch.stages },
    diagnosis: isOthers ? undefined : diagnose(evidence),
  })
}
