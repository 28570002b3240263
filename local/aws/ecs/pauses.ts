import type { RolloutStep } from './rollout.ts'
import type { HookAction, Pause } from './rollout-parts.ts'

/** An answer to a PAUSE hook; the time is counted from the deployment's beginning, at pace 1. */
export type Answer = Readonly<{ hookId: string; afterMs: number; action: HookAction }>

export type PausedHook = Readonly<{
  id: string
  status: 'AWAITING_ACTION' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT'
  expiresMs: number // from the deployment's beginning
  timeoutAction: HookAction
}>

/** A pause that knows its id and what comes of a rollback, as every one does from the launch on. */
export type ReadyPause = Required<Omit<Pause, 'answered'>> &
  Pick<Pause, 'answered'> &
  Readonly<{ id: string }>

export type ScriptStep = Omit<RolloutStep, 'pause'> & Readonly<{ pause?: ReadyPause; hook?: PausedHook }>

/** A rollout as a deployment keeps it. */
export type Script = readonly ScriptStep[]

type End = Readonly<{ atMs: number; action: HookAction; timedOut: boolean }>

/** The steps until then, in order: repeated ones as often as they came, pauses as what became of them. */
export function happened(script: Script, elapsed: number, answers: readonly Answer[] = []): Script {
  const steps = inOrder(script)
  const at = steps.findIndex(({ pause }) => pause !== undefined)
  const [pausing] = steps.slice(at)
  const pause = at < 0 ? undefined : pausing?.pause
  if (!pause || !pausing || elapsed < pausing.afterMs) return plain(steps, elapsed)
  const { pause: _, ...step } = pausing
  const before = [...plain(steps.slice(0, at), step.afterMs), { ...step, hook: hookOf(pause, step.afterMs) }]
  const end = endOf(pause, step.afterMs, answers)
  if (!end || elapsed < end.atMs) return before
  const rest = end.action === 'ROLLBACK' ? pause.rollback : remaining(steps, at, step.afterMs)
  const ended: ScriptStep = { afterMs: end.atMs, hook: hookOf(pause, step.afterMs, end) }
  return [...before, ended, ...happened(later(rest, end.atMs), elapsed, answers)]
}

/** The steps so much later. */
export function later(script: Script, ms: number): Script {
  return script.map((step) => ({ ...step, afterMs: step.afterMs + ms }))
}

function inOrder(script: Script): Script {
  return [...script].sort((a, b) => a.afterMs - b.afterMs)
}

function plain(script: Script, elapsed: number): Script {
  return inOrder(script.flatMap((step) => repeats(step, elapsed)).filter(({ afterMs }) => afterMs <= elapsed))
}

function repeats({ everyMs, ...step }: ScriptStep, elapsed: number): Script {
  if (everyMs === undefined) return [step]
  const times = Math.max(0, Math.floor((elapsed - step.afterMs) / everyMs) + 1)
  return Array.from({ length: times }, (_, i) => ({ ...step, afterMs: step.afterMs + i * everyMs }))
}

// What follows a pause, counted from it: the steps behind it, and those before it that come again.
function remaining(steps: Script, at: number, pausedMs: number): Script {
  const again = steps.slice(0, at).flatMap((step) => {
    if (step.everyMs === undefined) return []
    const times = Math.floor((pausedMs - step.afterMs) / step.everyMs) + 1
    return { ...step, afterMs: step.afterMs + times * step.everyMs }
  })
  return later([...again, ...steps.slice(at + 1)], -pausedMs)
}

function endOf(
  { id, answered, timeoutMs, timeoutAction }: ReadyPause,
  pausedMs: number,
  answers: readonly Answer[],
) {
  const ends: readonly End[] = [
    { atMs: pausedMs + timeoutMs, action: timeoutAction, timedOut: true },
    ...(answered ? [{ atMs: pausedMs + answered.afterMs, action: answered.action, timedOut: false }] : []),
    ...answers
      .filter(({ hookId }) => hookId === id)
      .map(({ afterMs, action }) => ({ atMs: afterMs, action, timedOut: false })),
  ]
  return [...ends].sort((a, b) => a.atMs - b.atMs)[0]
}

function hookOf({ id, timeoutMs, timeoutAction }: ReadyPause, pausedMs: number, end?: End): PausedHook {
  return { id, status: statusOf(end), expiresMs: pausedMs + timeoutMs, timeoutAction }
}

function statusOf(end: End | undefined): PausedHook['status'] {
  if (!end) return 'AWAITING_ACTION'
  if (end.timedOut) return 'TIMED_OUT'
  return end.action === 'CONTINUE' ? 'SUCCEEDED' : 'FAILED'
}
