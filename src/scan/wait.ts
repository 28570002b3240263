import type { ECRClient } from '@aws-sdk/client-ecr'
import { say } from '../lib/log.ts'
import { jitter, poll } from '../lib/poll.ts'
import type { Repository } from '../registry/repository.ts'
import type { Scanning } from './coverage.ts'
import type { Finding, PlatformScan, ScanMode, ScanReport } from './findings.ts'
import { gather, modeOf, once } from './gather.ts'
import type { Known, Look, Memory, Next } from './look.ts'
import { lookAt, type ScanTarget } from './read.ts'
import { mostStartTries, refusedAtLast, startScan } from './start.ts'
import { timedOut } from './timed-out.ts'
import { decide, nothing, pauseAfter } from './watch.ts'
import type { Witness } from './witness.ts'

export type ScanWait = Readonly<{
  timeoutMinutes: number
  maxAgeHours: number | undefined
  scanning: Scanning
  isBlocking: (findings: readonly Finding[]) => boolean
  /** Nothing is decided by what one platform shows: the report is what is waited for. */
  onlyReports?: boolean
  /** Whether `ask` is of any use. */
  hasWitness: boolean
  /** Asks Inspector about one manifest; undefined where it does not tell. */
  ask: (digest: string) => Promise<Witness | 'denied' | undefined>
  signal: AbortSignal
  pace: number
}>

/**
 * Waits for the findings of every platform, all at once. The SDK's own waiter is not used: it hangs on half of the
 * states. What each look means, and what follows from it, is in watch.ts.
 * @throws ActionError for refusals and senseless answers; a scan that fails or takes too long is part of the report
 */
export async function awaitFindings(
  ecr: ECRClient,
  repository: Repository,
  targets: readonly ScanTarget[],
  wait: ScanWait,
): Promise<ScanReport> {
  const started = performance.now()
  const others: Others = { decidedAt: undefined }
  const all = { ...wait, isBlocking: once(wait.isBlocking) }
  const results = await Promise.allSettled(
    targets.map((target) => awaitOne({ ecr, repository, target, wait: all, others })),
  )
  wait.signal.throwIfAborted()
  const platforms = gather(targets, results, all.isBlocking)
  const seconds = Math.round(((performance.now() - started) * wait.pace) / 1000)
  return { mode: modeOf(platforms, wait.scanning), platforms, seconds }
}

/** What the wait for one platform remembers. */
type Watch = {
  memory: Memory
  mode: ScanMode | undefined
  hasWitness: boolean
  last: Look | undefined
  said: string
  pauseMs: number
  startTries: number
}

/** When one platform decided for all, by what blocks or by an error: real ms, as performance.now tells them. */
type Others = { decidedAt: number | undefined }

type Subject = Readonly<{
  ecr: ECRClient
  repository: Repository
  target: ScanTarget
  wait: ScanWait
  others: Others
}>
type End = Extract<Next, { kind: 'complete' | 'unavailable' }>

async function awaitOne(subject: Subject): Promise<PlatformScan> {
  const { target, wait, others } = subject
  const watch: Watch = {
    ...{ memory: nothing, mode: wait.scanning.mode, hasWitness: wait.hasWitness },
    ...{ last: undefined, said: '', pauseMs: 0, startTries: 0 },
  }
  const { timeoutMinutes, signal, pace } = wait
  try {
    const result = await poll(
      async (elapsedMs) => (await look(subject, watch, elapsedMs)) ?? overtaken(subject, watch),
      { delayMs: () => watch.pauseMs, limitMs: timeoutMinutes * 60_000, signal, pace },
    )
    const end =
      result.kind === 'done' ? result.value : timedOut(watch.last, watch.memory, watch.said, timeoutMinutes)
    const isDecided = end.kind === 'complete' && !wait.onlyReports && wait.isBlocking(end.look.findings)
    if (isDecided) others.decidedAt ??= performance.now()
    return conclude(target, end, watch, result.elapsedMs)
  } catch (error) {
    others.decidedAt ??= performance.now()
    throw error
  }
}

/** How long the others are waited for once one platform decided: they complete the report, and change nothing. */
const othersMs = 60_000

function overtaken({ others, wait }: Subject, { memory, said }: Watch): End | undefined {
  const sinceMs = others.decidedAt === undefined ? 0 : (performance.now() - others.decidedAt) * wait.pace
  if (sinceMs < othersMs) return undefined
  if (memory.blocked !== undefined) return { kind: 'complete', look: memory.blocked }
  const detail = `not waited for any longer, since another platform decided; its state was: ${said}`
  return { kind: 'unavailable', reason: 'timed-out', detail }
}

/** What follows from one look may be a call and a second thought, and a second call at most. */
const mostActs = 2

async function look(subject: Subject, watch: Watch, elapsedMs: number): Promise<End | undefined> {
  const { ecr, repository, target } = subject
  const beganMs = performance.now()
  const now = () => elapsedMs + (performance.now() - beganMs) * subject.wait.pace
  const limitMs = subject.wait.timeoutMinutes * 60_000
  watch.last = await lookAt(ecr, repository, target, () => now() > limitMs)
  const seenMs = now()
  for (let acts = 0; ; acts++) {
    const known = { ...knownOf(subject, watch, elapsedMs), seenMs }
    const { memory, next } = decide(watch.last, watch.memory, known)
    watch.memory = memory
    watch.pauseMs = jitter(pauseAfter(next, memory, known))
    if (next.kind === 'failed') throw next.error
    if (next.kind === 'complete' || next.kind === 'unavailable') return next
    if (next.kind === 'wait') tell(target, watch, next.state, elapsedMs)
    if (next.kind === 'wait' || acts === mostActs) return undefined
    if (next.kind === 'ask') await ask(subject, watch, now)
    else if (!(await start(subject, watch, elapsedMs))) return watch.memory.start && unsupported(watch)
  }
}

async function ask({ target, wait }: Subject, watch: Watch, now: () => number): Promise<void> {
  const answer = await wait.ask(target.digest)
  const askedMs = now()
  if (answer === 'denied') watch.hasWitness = false
  // What it said before holds until it says something else.
  const witness = answer === 'denied' ? undefined : (answer ?? watch.memory.witness)
  watch.memory = { ...watch.memory, askedMs, witness }
}

/** @returns whether to look at it at once: not where there can be no scan, nor where it is to be asked for again */
async function start(
  { ecr, repository, target }: Subject,
  watch: Watch,
  elapsedMs: number,
): Promise<boolean> {
  say(`${target.platform}: a scan is asked for, ${seconds(elapsedMs)} s`)
  const answer = await startScan(ecr, repository, target)
  if (answer.kind === 'enhanced') watch.mode = 'enhanced'
  else if (answer.kind === 'later' && ++watch.startTries < mostStartTries) return false
  else watch.memory = { ...watch.memory, start: refusedAtLast(answer) }
  return answer.kind !== 'unsupported'
}

function unsupported({ memory: { start: answer, blocked } }: Watch): End {
  if (blocked !== undefined) return { kind: 'complete', look: blocked }
  const detail = answer && 'reason' in answer ? answer.reason : ''
  return { kind: 'unavailable', reason: 'unsupported', detail }
}

function knownOf({ ecr, wait }: Subject, { mode, hasWitness }: Watch, elapsedMs: number): Known {
  const { maxAgeHours, scanning, isBlocking, pace } = wait
  // The SDK measures how far this machine's clock is from that of AWS.
  const now = Date.now() + (ecr.config.systemClockOffset ?? 0)
  return {
    ...{ mode, elapsedMs, isBlocking, hasWitness },
    isManual: scanning.frequency === 'manual',
    maxAgeMs: maxAgeHours === undefined ? undefined : maxAgeHours * 3_600_000,
    ageOf: (time) => (now - time.getTime()) * pace,
  }
}

function conclude(target: ScanTarget, end: End, { mode, memory }: Watch, elapsedMs: number): PlatformScan {
  const { platform } = target
  if (end.kind === 'unavailable') {
    const { reason, detail } = end
    say(`${platform}: no findings (${reason}): ${detail}, ${seconds(elapsedMs)} s`)
    return { ...target, kind: 'unavailable', reason, detail }
  }
  const { findings, completedAt } = end.look
  const count = `${findings.length} finding${findings.length === 1 ? '' : 's'}`
  say(`${platform}: scan complete with ${count}, ${seconds(elapsedMs)} s`)
  // Two empty lists are those of basic scanning where nothing tells of Inspector.
  const isInspectors = end.look.continuous || memory.witness !== undefined
  const byData = end.look.mode ?? (isInspectors ? 'enhanced' : (mode ?? 'basic'))
  return { ...target, kind: 'complete', mode: byData, findings, completedAt }
}

/** The log tells changes and not looks. */
function tell({ platform }: ScanTarget, watch: Watch, state: string, elapsedMs: number): void {
  if (state !== watch.said) say(`${platform}: ${state}, ${seconds(elapsedMs)} s`)
  watch.said = state
}

function seconds(ms: number): number {
  return Math.round(ms / 1000)
}
