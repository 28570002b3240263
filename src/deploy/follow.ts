import { type ActionError, failureOf } from '../errors.ts'
import { explain } from '../lib/explain.ts'
import { say } from '../lib/log.ts'
import { jitter, poll } from '../lib/poll.ts'
import { onCancel } from './cancel.ts'
import { diagnose } from './diagnosis.ts'
import { deploymentUnknown, placeName, serviceGone } from './errors.ts'
import { deploymentSight, serviceSight } from './look.ts'
import { clock, delayAfter, progressOf, withStage } from './progress.ts'
import { react, timeUp } from './react.ts'
import { readSight } from './reading.ts'
import { type Read, type Reader, readerOf } from './records.ts'
import { noEvidence } from './rollout.ts'
import type { ServiceSight, Sight } from './sight.ts'
import { countStopped } from './tasks.ts'
import { type Following, type Subject, type Watch, watchOf } from './watch.ts'

const longestEvent = 1_000
/** One read may be of a moment when nothing was there. */
const goneReads = 2
/** What a rollback and a last look may take after the last limit. */
const lastMs = 60 * 60_000
/** While ECS has not listed one yet. */
const seekingMs = 2_000

/**
 * Follows deployments of one cluster to their ends, all in one loop, since one call tells of many. Each subject is told what
 * becomes of it as soon as it is known; what of ours fails is told as a failure, and never as an end.
 * @throws the signal's reason, after what on-cancel asks for
 */
export async function followAll(
  cluster: string,
  subjects: readonly Subject[],
  following: Following,
): Promise<void> {
  const watches = subjects.map((subject) => watchOf(subject, following))
  const reader = readerOf(cluster, following)
  const seen = new Set<string>()
  const active = () => watches.filter(({ isOver }) => !isOver)
  const { signal, pace } = following
  try {
    await poll(
      async (elapsedMs) => {
        const read = await readAll(reader, active(), elapsedMs, following)
        if (read === undefined) return true
        for (const watch of active()) showEvents(watch, read, seen)
        await Promise.all(active().map((watch) => advance(watch, { reader, read, elapsedMs, following })))
        return active().length === 0 ? true : undefined
      },
      {
        delayMs: (elapsedMs) => delay(active(), elapsedMs),
        limitMs: Math.max(...watches.map(({ limitMs }) => limitMs)) + lastMs,
        ...{ signal, pace },
      },
    )
  } catch (error) {
    for (const watch of active()) tellSoFar(watch)
    await onCancel(active(), following)
    throw error
  }
  const late = new Error('it was not done long after its time was over')
  for (const watch of active()) giveUp(watch, deploymentUnknown(watch.subject.place, watch.ours.id, late))
}

/** @returns undefined where nothing can be known any more, which every service is told */
async function readAll(
  reader: Reader,
  watches: readonly Watch[],
  elapsedMs: number,
  { signal }: Following,
): Promise<Read | undefined> {
  try {
    return await reader.read(watches, elapsedMs)
  } catch (error) {
    signal.throwIfAborted()
    for (const watch of watches) giveUp(watch, deploymentUnknown(watch.subject.place, watch.ours.id, error))
    return undefined
  }
}

function giveUp(watch: Watch, error: ActionError): void {
  watch.isOver = true
  tellSoFar(watch)
  watch.subject.learn({ failure: failureOf(error) })
}

/** What is known of one whose end is not. */
function tellSoFar({ evidence = noEvidence, stages, subject }: Watch): void {
  subject.learn({ evidence, stages, diagnosis: diagnose(evidence) })
}

type Tick = Readonly<{ reader: Reader; read: Read; elapsedMs: number; following: Following }>

async function advance(watch: Watch, { reader, read, elapsedMs, following }: Tick): Promise<void> {
  const { place } = watch.subject
  const service = read.services?.get(place.service)
  const isGone = read.services !== undefined && service?.status !== 'ACTIVE'
  watch.gone = isGone ? watch.gone + 1 : 0
  if (watch.gone >= goneReads) return giveUp(watch, serviceGone(place, watch.ours.id, service?.status))
  try {
    const sight = await sightOf(watch, { reader, read, elapsedMs, following })
    const { memory, reading } = readSight(sight, watch.memory, watch.ours)
    watch.memory = memory
    watch.hook = typeof sight.deployment === 'string' ? watch.hook : sight.deployment.pausedAt
    watch.stages = withStage(watch.stages, sight)
    tell(watch, sight)
    await react(watch, reading, sight, following)
    if (!watch.isOver && elapsedMs >= watch.limitMs) await timeUp(watch, sight, following)
  } catch (error) {
    following.signal.throwIfAborted()
    const why = explain(error, placeName(place))
    giveUp(watch, why.code === 'DEPLOYMENT_UNKNOWN' ? why : deploymentUnknown(place, watch.ours.id, why))
  }
}

async function sightOf(watch: Watch, { reader, read, elapsedMs, following }: Tick): Promise<Sight> {
  const { record, arn, subject } = watch
  const service = read.services?.get(subject.place.service)
  const shown = record === 'found' && arn !== undefined ? read.deployments?.get(arn) : undefined
  watch.revisionArn = shown?.targetServiceRevision?.arn ?? watch.revisionArn
  const hasSuccessor = shown?.status === 'STOPPED' && (await reader.hasSuccessor(watch))
  const list = service && serviceSight(service)
  return {
    service: list,
    deployment: record === 'closed' ? 'closed' : shown ? deploymentSight(shown, hasSuccessor) : 'unreadable',
    stopped: await countStoppedOf(watch, list, elapsedMs, following),
    elapsedMs,
  }
}

/** How often the stopped tasks of a deployment that nothing else watches are counted. */
const countingMs = 30_000

/** A task that runs for a moment sets ECS's own count of failures back: those that stopped are counted. */
async function countStoppedOf(
  watch: Watch,
  service: ServiceSight | undefined,
  elapsedMs: number,
  { clients, signal }: Following,
): Promise<number | undefined> {
  const own = service?.deployments.find(({ id }) => id === watch.ours.id)
  if (watch.ours.isWatched || own === undefined || own.running >= own.desired) return watch.stopped
  if (elapsedMs - watch.countedMs < countingMs) return watch.stopped
  watch.countedMs = elapsedMs
  watch.stopped = await countStopped(clients.reads, watch.subject.place, watch.ours.id).catch(() => undefined)
  signal.throwIfAborted()
  return watch.stopped
}

/** The log tells changes and not looks. */
function tell(watch: Watch, sight: Sight): void {
  const line = progressOf(sight, watch.ours.id)
  if (line === undefined || line === watch.line) return
  watch.line = line
  say(`${clock(sight.elapsedMs)} ${watch.subject.place.service} ${line}`)
}

function showEvents({ subject: { place, since } }: Watch, { services }: Read, seen: Set<string>): void {
  const { events = [] } = services?.get(place.service) ?? {}
  for (const { id, createdAt, message } of events.toReversed()) {
    const isOld = createdAt === undefined || createdAt < since || seen.has(id ?? '')
    if (isOld) continue
    seen.add(id ?? '')
    say(`      ${(message ?? '').slice(0, longestEvent)}`)
  }
}

function delay(watches: readonly Watch[], elapsedMs: number): number {
  const isSought = watches.some(({ record }) => record === 'sought')
  const next = jitter(isSought ? seekingMs : delayAfter(elapsedMs))
  const left = Math.min(...watches.map(({ limitMs }) => limitMs - elapsedMs))
  return Math.max(Math.min(next, left), 500)
}
