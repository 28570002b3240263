import {
  ended,
  failingOf,
  goingOn,
  type Memory,
  type Ours,
  type Reading,
  rememberPlacing,
  type Step,
} from './course.ts'
import type { ListedDeployment, ServiceSight, Sight } from './sight.ts'

// Reading a rollout by the deployments that the service lists, where the API of service deployments is denied or missing.

/** What is gone must stay gone for so many reads and so long: a read may be of before. */
const goneReads = 3
const goneMs = 60_000
/** How long a failed deployment may lead before it is clear that ECS does not go back by itself. */
const turningMs = 120_000

export function readList(service: ServiceSight, sight: Sight, before: Memory, ours: Ours): Step {
  const own = service.deployments.find(({ id }) => id === ours.id)
  const primary = service.deployments.find(({ isPrimary }) => isPrimary)
  const memory = remember(own, sight, before)
  if (own?.isPrimary) return readPrimary(own, service, sight, memory, ours)
  if (primary === undefined) return { memory, reading: goingOn }
  if (primary.createdAt > ours.createdAt && primary.id !== ours.before) {
    const reason = `${primary.id} leads the service now`
    return { memory, reading: ended({ kind: 'superseded', reason }) }
  }
  const isLong = memory.isBeaten || sight.elapsedMs - memory.missingSinceMs >= goneMs
  const isGone = memory.missing >= goneReads && isLong
  if (own === undefined && !isGone) return { memory, reading: goingOn }
  return { memory, reading: readReturn(primary, memory) }
}

function remember(own: ListedDeployment | undefined, { elapsedMs }: Sight, memory: Memory): Memory {
  const why = own?.rolloutState === 'FAILED' ? own.rolloutReason : memory.why
  if (own !== undefined)
    return { ...memory, why, missing: 0, missingSinceMs: elapsedMs, isBeaten: !own.isPrimary }
  return { ...memory, missing: memory.missing + 1 }
}

/** An earlier one leads again: ECS went back to it, and is done once that one is. */
function readReturn({ rolloutState, rolloutReason }: ListedDeployment, { why }: Memory): Reading {
  const reason = why ?? 'ECS gives no reason'
  if (rolloutState === 'FAILED') return ended({ kind: 'rollback-failed', reason: rolloutReason ?? reason })
  return rolloutState === 'IN_PROGRESS' ? { kind: 'turning' } : ended({ kind: 'rolled-back', reason })
}

function readPrimary(
  own: ListedDeployment,
  service: ServiceSight,
  sight: Sight,
  before: Memory,
  ours: Ours,
): Step {
  const memory = rememberPlacing(sight, own.running, before, ours)
  switch (own.rolloutState) {
    case 'COMPLETED':
      return { memory, reading: completed(own, service, ours) }
    case 'FAILED':
      return readFailed(own, sight, memory, ours)
    case undefined:
      return readStateless(own, service, sight, memory, ours)
    default:
      return { memory, reading: failingOf(sight, own, memory, ours) ?? goingOn }
  }
}

/** A deployment that was there before is done only with all tasks that the service wants. */
function completed(own: ListedDeployment, { desiredCount }: ServiceSight, ours: Ours): Reading {
  const isThere = ours.id !== ours.before || own.running >= Math.max(desiredCount, ours.wanted)
  return isThere ? ended({ kind: 'successful' }) : goingOn
}

/** It leads although it failed: ECS is about to go back, or never will. */
function readFailed(own: ListedDeployment, { elapsedMs }: Sight, before: Memory, ours: Ours): Step {
  const failedSinceMs = before.failedSinceMs ?? elapsedMs
  const memory = { ...before, failedSinceMs }
  if (ours.rollsBack && elapsedMs - failedSinceMs < turningMs) return { memory, reading: { kind: 'turning' } }
  const reason = own.rolloutReason ?? 'ECS gives no reason'
  return { memory, reading: { kind: 'failing', reason, isOver: true } }
}

/** With a classic load balancer there is no state: alone, and with all its tasks, twice. */
function readStateless(
  own: ListedDeployment,
  service: ServiceSight,
  sight: Sight,
  before: Memory,
  ours: Ours,
): Step {
  const isSteady =
    service.deployments.length === 1 && own.running >= Math.max(service.desiredCount, ours.wanted)
  const memory = { ...before, steady: isSteady ? before.steady + 1 : 0 }
  if (memory.steady >= 2) return { memory, reading: ended({ kind: 'successful' }) }
  return { memory, reading: failingOf(sight, own, memory, ours) ?? goingOn }
}
