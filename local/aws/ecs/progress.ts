import { type Answer, happened, type PausedHook, type Script, type ScriptStep } from './pauses.ts'
import type { Replacement, RolloutStep } from './rollout.ts'
import {
  type Alarms,
  type Breaker,
  type Count,
  type Health,
  type Hook,
  isOngoing,
  isTurning,
  type ServiceDeploymentStatus,
  type StoppedTask,
} from './rollout-parts.ts'

type At<T> = T & Readonly<{ at: number }>

/** What the script lets somebody else do; `during` is the status that it comes in. */
export type Act = At<
  Readonly<{ during: ServiceDeploymentStatus }> & ({ replacedBy: Replacement } | { stoppedBy: 'ROLLBACK' })
>

/** How far a rollout is. Times are real milliseconds since 1970. */
export type Progress = Readonly<{
  status: ServiceDeploymentStatus
  statusReason?: string
  lifecycleStage?: string
  running: Count
  pending: Count
  failed?: number
  old: Count
  drains: readonly number[] // each time when the last of them was gone
  health?: Health
  log?: readonly string[]
  weight?: number
  testWeight?: number
  primary?: 'own' | 'old'
  resolved?: RolloutStep['resolved']
  serviceStatus?: RolloutStep['serviceStatus']
  circuitBreaker?: Breaker
  alarms?: Alarms
  hooks: readonly Hook[]
  pauses: readonly PausedHook[] // all there have been
  reached: Readonly<Record<string, number>> // by status
  updatedAt: number
  stopped: readonly At<StoppedTask>[]
  events: readonly At<
    Readonly<{ text: string; living: number; stopped: readonly [from: number, to: number] }>
  >[]
  act?: Act // the first there is to come about
}>

type Clock = Readonly<{
  began: number
  pace: number
  now: number
  desired: number
  answers?: readonly Answer[]
}>

export function progressAt(script: Script, { began, pace, now, desired, answers }: Clock): Progress {
  const start: Progress = {
    status: 'PENDING',
    running: 0,
    pending: 0,
    old: 'all',
    drains: [],
    hooks: [],
    pauses: [],
    reached: { PENDING: began },
    updatedAt: began,
    stopped: [],
    events: [],
  }
  return happened(script, (now - began) * pace, answers).reduce(
    (progress, step) => after(progress, step, began + step.afterMs / pace, desired),
    start,
  )
}

function after(before: Progress, step: ScriptStep, at: number, desired: number): Progress {
  const { afterMs, everyMs, pause, hook, replacedBy, stoppedBy, ...told } = step
  const { events = [], stoppedTasks = [], ...changes } = told
  const stopped = [...before.stopped, ...stoppedTasks.map((task) => ({ ...task, at }))]
  const now = { ...before, ...changes, stopped, updatedAt: at }
  const range = [before.stopped.length, stopped.length] as const
  const own = ownTasks(now, desired)
  const act = before.act ?? actOf(step, before.status, at)
  return {
    ...now,
    reached: { ...before.reached, [now.status]: before.reached[now.status] ?? at },
    events: [
      ...before.events,
      ...events.map((text) => ({ text, at, living: own.running + own.pending, stopped: range })),
    ],
    ...(hook ? { pauses: [...before.pauses.filter(({ id }) => id !== hook.id), hook] } : {}),
    drains: step.old === 0 && before.old !== 0 ? [...before.drains, at] : before.drains,
    ...(act ? { act } : {}),
  }
}

function actOf(
  { replacedBy, stoppedBy }: ScriptStep,
  during: ServiceDeploymentStatus,
  at: number,
): Act | undefined {
  if (replacedBy) return { replacedBy, during, at }
  return stoppedBy && isOngoing(during) && !isTurning(during) ? { stoppedBy, during, at } : undefined
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
