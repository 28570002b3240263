import { nothing, type Ours, type Reading } from '../../src/deploy/course.ts'
import { readSight } from '../../src/deploy/reading.ts'
import type {
  DeploymentSight,
  ListedDeployment,
  ServiceEvent,
  ServiceSight,
  Sight,
} from '../../src/deploy/sight.ts'

// Looks at a rollout as a quiet moment gives them: ours, ecs-svc/2, goes on, and ecs-svc/1 ran before.

export const began = new Date('2026-11-20T12:00:00Z')

export function givenOurs(overrides: Partial<Ours> = {}): Ours {
  return {
    ...{ id: 'ecs-svc/2', createdAt: began, before: 'ecs-svc/1', maxFailedTasks: 3 },
    ...{ isWatched: true, rollsBack: true, wanted: 0, ...overrides },
  }
}

export function givenListed(overrides: Partial<ListedDeployment> = {}): ListedDeployment {
  return {
    ...{ id: 'ecs-svc/2', isPrimary: true, taskDefinition: 'shop:2', createdAt: began },
    ...{ rolloutState: 'IN_PROGRESS', rolloutReason: undefined },
    ...{ desired: 2, running: 0, pending: 2, failed: 0, ...overrides },
  }
}

const hour = 3_600_000

/** The deployment from before, which has all its tasks. */
export function givenEarlier(overrides: Partial<ListedDeployment> = {}): ListedDeployment {
  const createdAt = new Date(began.getTime() - hour)
  return givenListed({
    ...{ id: 'ecs-svc/1', isPrimary: false, taskDefinition: 'shop:1', createdAt },
    ...{ rolloutState: 'COMPLETED', running: 2, pending: 0, ...overrides },
  })
}

/** One that somebody else made after ours. */
export function givenLater(overrides: Partial<ListedDeployment> = {}): ListedDeployment {
  const createdAt = new Date(began.getTime() + 1_000)
  return givenListed({ id: 'ecs-svc/3', taskDefinition: 'other:1', createdAt, ...overrides })
}

export function givenService(
  deployments: readonly ListedDeployment[],
  overrides: Partial<ServiceSight> = {},
): ServiceSight {
  return { desiredCount: 2, deployments, events: [], ...overrides }
}

export function givenRecord(overrides: Partial<DeploymentSight> = {}): DeploymentSight {
  return {
    ...{ status: 'IN_PROGRESS', reason: undefined, stage: undefined, pausedAt: undefined },
    ...{ wanted: 2, running: 0, pending: 2, weight: undefined },
    ...{ failures: { count: 0, threshold: 3 }, signs: [], hasSuccessor: false, ...overrides },
  }
}

export function givenEvent(text: string, afterMs = 1_000): ServiceEvent {
  return { id: text, at: new Date(began.getTime() + afterMs), text }
}

export const unplaced =
  '(service shop) was unable to place a task because no container instance met all of its requirements.'

/** One look, so many seconds after the start. */
export type Look = Partial<Omit<Sight, 'elapsedMs'>> & Readonly<{ second?: number }>

/** What the last of these looks means. */
export function reading(looks: readonly Look[], ours: Ours = givenOurs()): Reading {
  let memory = nothing
  let last: Reading = { kind: 'going-on' }
  for (const { second = 0, ...look } of looks) {
    const usual = { service: undefined, deployment: 'unreadable', stopped: undefined } as const
    const step = readSight({ ...usual, ...look, elapsedMs: second * 1_000 }, memory, ours)
    memory = step.memory
    last = step.reading
  }
  return last
}

/** A reading in a word, or two where it is an end. */
export function wordOf(reading: Reading): string {
  return reading.kind === 'ended' ? `ended ${reading.end.kind}` : reading.kind
}
