import { readList } from './classic.ts'
import {
  ended,
  failingOf,
  goingOn,
  type Memory,
  type Ours,
  type Reading,
  readStatus,
  rememberPlacing,
  type Step,
} from './course.ts'
import type { DeploymentSight, ServiceSight, Sight } from './sight.ts'

/**
 * Reads one look. Only our own deployment decides, whatever else happens to the service; where ECS's record of it cannot be
 * had, the service's own list does.
 */
export function readSight(sight: Sight, memory: Memory, ours: Ours): Step {
  const { deployment, service } = sight
  if (deployment === 'unreadable') return { memory, reading: goingOn }
  if (deployment !== 'closed') return readRecord(deployment, sight, memory, ours)
  return service === undefined ? { memory, reading: goingOn } : readList(service, sight, memory, ours)
}

function readRecord(deployment: DeploymentSight, sight: Sight, before: Memory, ours: Ours): Step {
  const memory = rememberPlacing(sight, deployment.running, before, ours)
  const reading = readStatus(deployment)
  if (reading.kind === 'ended' && reading.end.kind === 'successful' && ours.id === ours.before)
    return { memory, reading: confirm(sight.service, ours) }
  if (reading.kind !== 'going-on') return { memory, reading }
  const counts = { running: deployment.running, failed: 0 }
  return { memory, reading: failingOf(sight, counts, memory, ours) ?? pausedAt(deployment) ?? goingOn }
}

function pausedAt({ pausedAt: hook }: DeploymentSight): Reading | undefined {
  return hook && { kind: 'paused', hook }
}

/**
 * UpdateService made no deployment, because the service is told to run this revision already. Its deployment may have
 * succeeded long ago and be on its way back now, so an old success counts only once the service is where it should be.
 */
function confirm(service: ServiceSight | undefined, ours: Ours): Reading {
  const primary = service?.deployments.find(({ isPrimary }) => isPrimary)
  if (service === undefined || primary === undefined) return goingOn
  if (primary.id !== ours.id)
    return ended({ kind: 'superseded', reason: 'the service was told to run something else meanwhile' })
  const isSteady =
    primary.rolloutState === undefined
      ? service.deployments.length === 1
      : primary.rolloutState === 'COMPLETED'
  return isSteady && primary.running >= Math.max(service.desiredCount, ours.wanted)
    ? ended({ kind: 'successful' })
    : goingOn
}
