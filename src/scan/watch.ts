import { found, isTooOld } from './found.ts'
import type { Known, Look, Memory, Next } from './look.ts'
import { see } from './settle.ts'

export const nothing: Memory = {
  ...{ waiting: undefined, sighting: undefined, blocked: undefined, faults: 0, throttles: 0 },
  ...{ start: undefined, witness: undefined, askedMs: undefined },
}

type Step = Readonly<{ memory: Memory; next: Next }>

const startAfterMs = 15_000
/** What should pass by itself and does not: a refused start without any scan, an image that ECR does not show. */
const giveUpAfterMs = 120_000
const mostFaults = 3
/** How often Inspector is asked why nothing comes. */
const askEveryMs = 60_000

/** The rules of the wait: what to do after this look. */
export function decide(look: Look, before: Memory, known: Known): Step {
  const memory = remember(look, before, known)
  return { memory, next: final(nextOf(look, memory, known), memory, known) }
}

function nextOf(look: Look, memory: Memory, known: Known): Next {
  switch (look.kind) {
    case 'unavailable':
      return look
    case 'fault':
      return memory.faults >= mostFaults
        ? { kind: 'failed', error: look.error }
        : { kind: 'wait', state: look.state }
    case 'wait':
      return waiting(look, memory, known)
    case 'findings':
      return found(look, memory, known)
  }
}

/** What blocks is final: no end that comes later takes it back, but for a new scan in place of one that is too old. */
function final(next: Next, { blocked }: Memory, known: Known): Next {
  if (blocked === undefined || !['complete', 'unavailable', 'failed'].includes(next.kind)) return next
  const isNewer = next.kind === 'complete' && isTooOld(blocked, known)
  const blocks = next.kind === 'complete' && known.isBlocking(next.look.findings)
  return isNewer || blocks ? next : { kind: 'complete', look: blocked }
}

function remember(look: Look, before: Memory, { elapsedMs, seenMs = elapsedMs, isBlocking }: Known): Memory {
  const blocks = look.kind === 'findings' && isBlocking(look.findings)
  const isThrottled = look.kind === 'wait' && look.why === 'throttled'
  const since = look.kind === 'wait' && before.waiting?.why === look.why ? before.waiting.sinceMs : elapsedMs
  return {
    ...before,
    waiting: look.kind === 'wait' ? { why: look.why, sinceMs: since } : undefined,
    faults: look.kind === 'fault' ? before.faults + 1 : 0,
    throttles: isThrottled ? before.throttles + 1 : 0,
    sighting:
      look.kind === 'findings' ? see(before.sighting, look.findings, blocks, seenMs) : kept(look, before),
    blocked: blocks ? look : before.blocked,
  }
}

/** A scan that goes on again may find more: only what blocks stays what it was. */
function kept(look: Look, { sighting }: Memory): Memory['sighting'] {
  const goesOn = look.kind === 'wait' && look.why !== 'throttled'
  return goesOn && !sighting?.isBlocking ? undefined : sighting
}

type Waiting = Extract<Look, { kind: 'wait' }>

function waiting(look: Waiting, memory: Memory, known: Known): Next {
  const { start, witness } = memory
  const sinceMs = known.elapsedMs - (memory.waiting?.sinceMs ?? known.elapsedMs)
  const state =
    witness === undefined || known.mode !== 'enhanced'
      ? look.state
      : `${look.state}, Inspector says ${witness.reason}`
  if (['hidden', 'unreadable'].includes(look.why) && sinceMs >= giveUpAfterMs)
    return {
      kind: 'unavailable',
      reason: 'failed',
      detail: `${look.state} for ${giveUpAfterMs / 60_000} min`,
    }
  if (known.mode === 'enhanced') {
    if (witness?.kind === 'unavailable') {
      const detail = `Inspector says ${witness.reason}`
      return { kind: 'unavailable', reason: witness.because, detail }
    }
    // The registry's rules leave the repository out, which only a gate that reports comes to see.
    if (look.why === 'absent' && known.isManual)
      return { kind: 'unavailable', reason: 'not-started', detail: leftOut }
    return isStuck(look, memory, known) ? { kind: 'ask' } : { kind: 'wait', state }
  }
  if (look.why !== 'absent') return { kind: 'wait', state }
  if (start === undefined && (known.isManual || known.elapsedMs >= startAfterMs)) return { kind: 'start' }
  if (start?.kind === 'refused' && known.elapsedMs >= giveUpAfterMs)
    return {
      kind: 'unavailable',
      reason: 'not-started',
      detail: `no scan began, and it could not be started: ${start.reason}`,
    }
  return { kind: 'wait', state }
}

const leftOut = "no rule of the registry's enhanced scanning covers the repository"

/** Inspector knows why a scan does not come. */
function isStuck({ why }: Waiting, { askedMs = 0 }: Memory, { elapsedMs, hasWitness }: Known): boolean {
  return hasWitness && ['absent', 'running'].includes(why) && elapsedMs - askedMs >= askEveryMs
}

/** Milliseconds until the next look: never later than a sixth of the time that the scan took, and never over 10 s. */
export function pauseAfter(next: Next, memory: Memory, { mode, elapsedMs }: Known): number {
  const least = mode === 'basic' ? 1_000 : 2_000
  const usual = Math.min(Math.max(elapsedMs * 0.15, least), 10_000)
  const slowed = Math.min(usual * 2 ** memory.throttles, 60_000)
  return next.kind === 'wait' && next.withinMs !== undefined
    ? Math.min(Math.max(next.withinMs, 500), 10_000)
    : slowed
}
