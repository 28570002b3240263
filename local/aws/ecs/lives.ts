import type { World } from '../world.ts'
import { stableId } from './names.ts'
import type { Progress } from './progress.ts'
import type { StoppedTask } from './rollout-parts.ts'
import { shownId, standings } from './standings.ts'
import { type Deployment, type EcsService, progressOf, ranBefore } from './store.ts'

const KEPT_MS = 3_600_000 // so long a stopped task can be described
const SECOND = 1000
const GENERATION = 100_000 // between the numbers of tasks that were drained and of those that came back

/** A task of a service, from its start to its end. Times are real milliseconds since 1970. */
export type Life = Readonly<{
  deployment: Deployment
  index: number
  startedAt: number
  resolved: Progress['resolved']
}> &
  (
    | Readonly<{
        status: 'RUNNING' | 'PENDING'
        health: Progress['health']
        log: readonly string[]
      }>
    | Readonly<{ status: 'STOPPED'; at: number; stopped: StoppedTask }>
  )

/** Every task of the service that can be seen now: those that live, and those that stopped in the last hour. */
export function lives(world: World, service: EcsService, now: number): readonly Life[] {
  const all = service.deployments.map((one) => [one, progressOf(world, service, one, now)] as const)
  const drained = drainsOf(service, all)
  const living = standings(world, service, now).flatMap(({ deployment, running, pending = 0 }) => {
    const progress = progressOf(world, service, deployment, now)
    const generation = drained.filter(({ victim }) => victim === deployment).length
    const first = progress.stopped.length + generation * GENERATION
    return Array.from({ length: running + pending }, (_, i) =>
      livingOne(deployment, progress, first + i, i < running, now),
    )
  })
  const stopped = [...all.flatMap(stoppedLives), ...drained.flatMap((drain) => drainedLives(service, drain))]
  return [...living, ...stopped.filter((life) => now - life.at < KEPT_MS / world.settings.pace)]
}

type Followed = readonly [Deployment, Progress]

/** The tasks of a deployment were all stopped in favour of a newer one; it may have got new ones since. */
type Drain = Readonly<{ victim: Deployment; by: Deployment; at: number; first: number }>

function drainsOf(service: EcsService, all: readonly Followed[]): readonly Drain[] {
  const stoppedBefore = new Map(all.map(([one, { stopped }]) => [one, stopped.length]))
  const generations = new Map<Deployment, number>()
  return [...all].reverse().flatMap(([by, { drains }]) => {
    const victim = ranBefore(service, by)
    if (!victim) return []
    return drains.map((at) => {
      const generation = generations.get(victim) ?? 0
      generations.set(victim, generation + 1)
      return { victim, by, at, first: (stoppedBefore.get(victim) ?? 0) + generation * GENERATION }
    })
  })
}

/** A deployment's task by its number: as tasks stop, those after them go on under their own numbers. */
export function taskId(deployment: Deployment, index: number): string {
  return stableId(deployment.number, 'task', index)
}

function livingOne(
  deployment: Deployment,
  { updatedAt, health, log = [], resolved }: Progress,
  index: number,
  isRunning: boolean,
  now: number,
): Life {
  return {
    ...{ deployment, index, resolved, health, log },
    startedAt: Math.min(updatedAt, now),
    status: isRunning ? 'RUNNING' : 'PENDING',
  }
}

type Death = Extract<Life, { status: 'STOPPED' }>

function stoppedLives([deployment, { stopped, resolved }]: Followed): readonly Death[] {
  return stopped.map(({ at, ...task }, index) => died(deployment, index, at, task, resolved))
}

// The old tasks are stopped by the scheduler when the new ones have taken over: no failure, though they stopped.
function drainedLives(service: EcsService, { victim, by, at, first }: Drain): readonly Death[] {
  const stoppedReason = `Scaling activity initiated by (deployment ${shownId(by)})`
  return Array.from({ length: service.desiredCount }, (_, i) =>
    died(victim, first + i, at, { stopCode: 'ServiceSchedulerInitiated', stoppedReason }, undefined),
  )
}

function died(
  deployment: Deployment,
  index: number,
  at: number,
  stopped: StoppedTask,
  resolved: Progress['resolved'],
): Death {
  const startedAt = Math.max(deployment.at, at - SECOND)
  return { deployment, index, startedAt, resolved, status: 'STOPPED', at, stopped }
}
