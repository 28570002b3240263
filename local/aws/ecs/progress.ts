import type {
  Breaker,
  Count,
  Replacement,
  Rollout,
  RolloutStep,
  ServiceDeploymentStatus,
  StoppedTask,
} from './rollout.ts'

type At<T> = T & Readonly<{ at: number }>

/** How far a rollout is. Times are real milliseconds since 1970. */
export type Progress = Readonly<{
  status: ServiceDeploymentStatus
  statusReason?: string
  lifecycleStage?: string
  running: Count
  pending: Count
  failed?: number
  old: Count
  oldEndedAt?: number
  circuitBreaker?: Breaker
  reached: Readonly<Partial<Record<ServiceDeploymentStatus, number>>>
  updatedAt: number
  stopped: readonly At<StoppedTask>[]
  events: readonly At<
    Readonly<{ text: string; living: number; stopped: readonly [from: number, to: number] }>
  >[]
  replacedBy?: At<Replacement>
}>

/** The steps until then, repeated ones as often as they came; no step repeats in what is given back. */
export function happened(rollout: Rollout, elapsed: number): Rollout {
  return rollout
    .flatMap((step) => repeats(step, elapsed))
    .filter((step) => step.afterMs <= elapsed)
    .sort((a, b) => a.afterMs - b.afterMs)
}

function repeats({ everyMs, ...step }: RolloutStep, elapsed: number): Rollout {
  if (everyMs === undefined) return [step]
  const times = Math.max(0, Math.floor((elapsed - step.afterMs) / everyMs) + 1)
  return Array.from({ length: times }, (_, i) => ({ ...step, afterMs: step.afterMs + i * everyMs }))
}

export function progressAt(
  rollout: Rollout,
  clock: Readonly<{ began: number; pace: number; now: number; desired: number }>,
): Progress {
  const { began, pace, now, desired } = clock
  const start: Progress = {
    status: 'PENDING',
    running: 0,
    pending: 0,
    old: 'all',
    reached: { PENDING: began },
    updatedAt: began,
    stopped: [],
    events: [],
  }
  return happened(rollout, (now - began) * pace).reduce(
    (progress, step) => after(progress, step, began + step.afterMs / pace, desired),
    start,
  )
}

function after(before: Progress, step: RolloutStep, at: number, desired: number): Progress {
  const { afterMs, everyMs, events = [], stoppedTasks = [], replacedBy, ...changes } = step
  const stopped = [...before.stopped, ...stoppedTasks.map((task) => ({ ...task, at }))]
  const now = { ...before, ...changes, stopped, updatedAt: at }
  const range = [before.stopped.length, stopped.length] as const
  const own = ownTasks(now, desired)
  return {
    ...now,
    reached: { ...before.reached, [now.status]: before.reached[now.status] ?? at },
    events: [
      ...before.events,
      ...events.map((text) => ({ text, at, living: own.running + own.pending, stopped: range })),
    ],
    ...(step.old === undefined ? {} : { oldEndedAt: at }),
    ...(replacedBy ? { replacedBy: { ...replacedBy, at } } : {}),
  }
}

/** Its own tasks, those that run first: together never more than the service wants. */
export function ownTasks(
  progress: Pick<Progress, 'running' | 'pending'>,
  desired: number,
): Readonly<{ running: number; pending: number }> {
  const running = tasks(progress.running, desired)
  return { running, pending: Math.min(tasks(progress.pending, desired), desired - running) }
}

export function tasks(count: Count, desired: number): number {
  return count === 'all' ? desired : Math.min(count, desired)
}

export function failedTasks(progress: Progress): number {
  return progress.failed ?? progress.stopped.length
}
