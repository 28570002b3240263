import type { FoundLook, Known, Memory, Next } from './look.ts'
import { isLongOver, msToSettle, settleMs } from './settle.ts'

/** What follows from a look that shows findings: they are all, or old, or may still be joined by others. */
export function found(look: FoundLook, memory: Memory, known: Known): Next {
  if (isTooOld(look, known)) return renewal(look, memory, known)
  const isOfBasic = look.mode === 'basic' || (look.mode === undefined && known.mode === 'basic')
  const isBasic = isOfBasic && !look.continuous
  const isUntimed = look.completedAt === undefined
  const mayBeOld = isUntimed && known.maxAgeMs !== undefined && !look.continuous
  if (mayBeOld && !known.isBlocking(look.findings))
    return { kind: 'wait', state: `${look.state}, but without a time` }
  // Registries are seen to say COMPLETE before findings and time are there (aws-sdk 289).
  if (isBasic && isUntimed && look.findings.length === 0)
    return { kind: 'wait', state: `${look.state}, but without a time and without findings` }
  return isBasic && !isUntimed ? { kind: 'complete', look } : settling(look, memory, known)
}

/** Inspector keeps findings of a continuous scan up to date, however long ago it scanned. */
export function isTooOld({ completedAt, continuous }: FoundLook, { maxAgeMs, ageOf }: Known): boolean {
  if (maxAgeMs === undefined || completedAt === undefined || continuous) return false
  return ageOf(completedAt) > maxAgeMs
}

/** Only a basic scan can be asked for, and only 24 hours after the last one. */
function renewal(look: FoundLook, { start }: Memory, known: Known): Next {
  const { mode, maxAgeMs = 0, ageOf, isBlocking } = known
  const hours = Math.round((look.completedAt === undefined ? 0 : ageOf(look.completedAt)) / 3_600_000)
  const old = `it was scanned ${hours} h ago, and ${maxAgeMs / 3_600_000} h are allowed`
  const isInspectors = look.mode === 'enhanced' || mode === 'enhanced'
  if (!isInspectors && start === undefined) return { kind: 'start' }
  // What an old scan found that blocks has not gone away by itself.
  const isOver = isInspectors || start?.kind !== 'started'
  if (isOver && isBlocking(look.findings)) return { kind: 'complete', look }
  if (start === undefined || isInspectors) {
    const detail = `${old}; Inspector renews scans by rules of its own`
    return { kind: 'unavailable', reason: 'stale', detail }
  }
  if (start.kind === 'started') return { kind: 'wait', state: 'a new scan is on its way' }
  return { kind: 'unavailable', reason: 'stale', detail: `${old}; it cannot be renewed: ${start.reason}` }
}

/** Findings of Inspector trickle in after it says that it is done: a pass needs them to stay, and its own word. */
function settling(look: FoundLook, memory: Memory, known: Known): Next {
  const { sighting, witness, askedMs } = memory
  const age = look.completedAt && known.ageOf(look.completedAt)
  if (sighting === undefined) return { kind: 'wait', state: look.state }
  const { isBlocking } = sighting
  if (look.continuous && look.completedAt === undefined && !isBlocking && witness?.kind !== 'done') {
    const mayAsk =
      known.hasWitness && known.elapsedMs - (askedMs ?? Number.NEGATIVE_INFINITY) >= settleMs.usual
    return mayAsk ? { kind: 'ask' } : { kind: 'wait', state: `${look.state}, but without a first result` }
  }
  const left = msToSettle(sighting, { age, isEmpty: look.findings.length === 0, elapsedMs: known.elapsedMs })
  if (left > 0)
    return { kind: 'wait', state: `${look.state}, waiting whether more findings come`, withinMs: left }
  const isOld = isLongOver(age, known.elapsedMs)
  if (isBlocking || isOld || !known.hasWitness) return { kind: 'complete', look }
  if (askedMs === undefined || askedMs < sighting.sinceMs) return { kind: 'ask' }
  if (witness?.kind === 'unavailable') {
    const detail = `${look.state}, but Inspector says ${witness.reason}`
    return { kind: 'unavailable', reason: witness.because, detail }
  }
  // Its word is on what there was when it was asked: a look from before may have missed the last of it.
  if (witness?.kind !== 'pending' && known.elapsedMs >= askedMs) return { kind: 'complete', look }
  if (witness?.kind !== 'pending')
    return { kind: 'wait', state: `${look.state}, looking once more`, withinMs: 0 }
  const isAskedLately = known.elapsedMs - askedMs < settleMs.usual
  return isAskedLately
    ? {
        kind: 'wait',
        state: `${look.state}, but Inspector says ${witness.reason}`,
        withinMs: settleMs.usual,
      }
    : { kind: 'ask' }
}
