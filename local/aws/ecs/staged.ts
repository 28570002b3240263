import type { Configuration, ConfiguredHook } from './configuration.ts'
import { STARTED, STEADY } from './preset-parts.ts'
import type { Rollout, RolloutStep } from './rollout.ts'

type Stage = Readonly<{ name: string; ms: number; step?: Partial<RolloutStep>; onlyHooked?: boolean }>

const MINUTE = 60_000
const HOOK_MS = 500

/** The course of a deployment that goes well, as the service's configuration asks for it, at pace 1. */
export function courseOf(configuration: Configuration, desired: number): Rollout {
  const stages =
    configuration.strategy === 'ROLLING' ? rolling(configuration, desired) : shifting(configuration)
  return [{ afterMs: 0, status: 'PENDING' }, ...inTurn(stages, configuration.hooks)]
}

/** Whether a configuration asks for more than tasks that are replaced by others. */
export function isStaged({ strategy, bakeMinutes, alarms, earlySuccess, hooks }: Configuration): boolean {
  return strategy !== 'ROLLING' || bakeMinutes > 0 || alarms.enable || earlySuccess.enable || hooks.length > 0
}

function shifting(configuration: Configuration): readonly Stage[] {
  return [
    {
      ...{ name: 'PRE_SCALE_UP', ms: 500 },
      step: { status: 'IN_PROGRESS', weight: 0, testWeight: 0, ...watching(configuration) },
    },
    { name: 'SCALE_UP', ms: 4000, step: { pending: 'all', events: [STARTED] } },
    { name: 'POST_SCALE_UP', ms: 500, step: { pending: 0, running: 'all' } },
    { name: 'TEST_TRAFFIC_SHIFT', ms: 500, step: { testWeight: 100 } },
    { name: 'POST_TEST_TRAFFIC_SHIFT', ms: 500 },
    ...shifts(configuration).flatMap(({ weight, ms }) => [
      { name: 'PRE_PRODUCTION_TRAFFIC_SHIFT', ms: 250, onlyHooked: true },
      { name: 'PRODUCTION_TRAFFIC_SHIFT', ms: 1000 + ms, step: { weight } },
    ]),
    { name: 'POST_PRODUCTION_TRAFFIC_SHIFT', ms: 500 },
    { name: 'BAKE_TIME', ms: configuration.bakeMinutes * MINUTE },
    { name: 'CLEAN_UP', ms: 2000, step: { testWeight: 0 } },
    { name: 'CLEAN_UP', ms: 0, step: { old: 0, ...watched(configuration) } },
  ]
}

/** The weights of the production traffic one after the other, each with what it bakes for. */
function shifts({ strategy, linear, canary }: Configuration) {
  const all = { weight: 100, ms: 0 }
  if (strategy === 'CANARY') return [{ weight: canary.percent, ms: canary.bakeMinutes * MINUTE }, all]
  if (strategy !== 'LINEAR') return [all]
  const before = Math.ceil(100 / linear.stepPercent) - 1
  const bake = linear.stepBakeMinutes * MINUTE
  return [
    ...Array.from({ length: before }, (_, i) => ({ weight: (i + 1) * linear.stepPercent, ms: bake })),
    all,
  ]
}

function rolling(configuration: Configuration, desired: number): readonly Stage[] {
  const { bakeMinutes, alarms, earlySuccess } = configuration
  const bake = (bakeMinutes || (alarms.enable ? 1 : 0)) * MINUTE
  const start: readonly Stage[] = [
    { name: '', ms: 1000 },
    { name: 'PRE_SCALE_UP', ms: 0, onlyHooked: true, step: { status: 'IN_PROGRESS' } },
    {
      ...{ name: '', ms: 4000 },
      step: { status: 'IN_PROGRESS', pending: 'all', events: [STARTED], ...watching(configuration) },
    },
  ]
  if (earlySuccess.enable) return [...start, ...early(configuration, desired, bake)]
  return [
    ...start,
    { name: '', ms: 5000, step: { pending: 0, running: 'all' } },
    { name: 'POST_SCALE_UP', ms: 0, onlyHooked: true },
    { name: '', ms: bake, step: { old: 0 } },
    { name: '', ms: 0, step: { ...watched(configuration) } },
  ]
}

// The deployment counts as done when so many tasks are healthy; nobody watches those that come later.
function early(configuration: Configuration, desired: number, bake: number): readonly Stage[] {
  const { healthyPercent, cleanup } = configuration.earlySuccess
  const enough = Math.ceil((desired * healthyPercent) / 100)
  return [
    { name: '', ms: 1000 + bake, step: { running: enough } },
    {
      name: '',
      ms: 6000,
      step: { ...(cleanup === 'BLOCKING' ? { old: 0 } : {}), ...watched(configuration) },
    },
    { name: '', ms: 4000, step: { pending: 0, running: 'all' } },
    { name: '', ms: 0, step: { old: 0, events: [STEADY] } },
  ]
}

function watching({ breaker, alarms }: Configuration): Partial<RolloutStep> {
  const { threshold } = breaker
  return {
    ...(breaker.enable ? { circuitBreaker: { status: 'MONITORING', failureCount: 0, threshold } } : {}),
    ...(alarms.enable ? { alarms: { status: 'MONITORING' } } : {}),
  }
}

function watched({ breaker, alarms }: Configuration): Partial<RolloutStep> {
  const { threshold } = breaker
  return {
    ...{ status: 'SUCCESSFUL', events: [STEADY] },
    ...(breaker.enable
      ? { circuitBreaker: { status: 'MONITORING_COMPLETE', failureCount: 0, threshold } }
      : {}),
    ...(alarms.enable ? { alarms: { status: 'MONITORING_COMPLETE' } } : {}),
  }
}

/** The stages one after the other; those of them that nobody asked for are left out. */
function inTurn(stages: readonly Stage[], hooks: readonly ConfiguredHook[]): Rollout {
  const steps: RolloutStep[] = []
  let at = 0
  for (const { name, ms, step, onlyHooked } of stages) {
    const asked = name === '' ? [] : hooks.filter((hook) => hook.stages.includes(name))
    if (onlyHooked && asked.length === 0) continue
    steps.push({ afterMs: at, ...step, lifecycleStage: name })
    const waited = waits(at, asked)
    steps.push(...waited)
    at = Math.max(at + ms, ...waited.map(({ afterMs }) => afterMs))
  }
  return steps
}

function waits(at: number, hooks: readonly ConfiguredHook[]): Rollout {
  const lambdas = hooks.filter(({ type }) => type !== 'PAUSE')
  const told = (status: 'IN_PROGRESS' | 'SUCCEEDED') =>
    lambdas.map(({ target: targetArn }) => ({ status, targetArn }))
  const asked: Rollout =
    lambdas.length === 0
      ? []
      : [
          { afterMs: at, hooks: told('IN_PROGRESS') },
          { afterMs: at + HOOK_MS, hooks: told('SUCCEEDED') },
        ]
  const after = lambdas.length === 0 ? at : at + HOOK_MS
  const pauses = hooks
    .filter(({ type }) => type === 'PAUSE')
    .map(({ timeoutMinutes, action }) => ({
      afterMs: after,
      pause: { timeoutMs: timeoutMinutes * MINUTE, timeoutAction: action },
    }))
  return [...asked, ...pauses]
}
