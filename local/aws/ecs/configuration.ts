import type { Input } from '../protocol/json.ts'
import { structure } from './input.ts'
import type { EcsService } from './store.ts'

/** The settings of a service that its rollouts go by. */
export type Configuration = Readonly<{
  strategy: string
  bakeMinutes: number
  linear: Readonly<{ stepPercent: number; stepBakeMinutes: number }>
  canary: Readonly<{ percent: number; bakeMinutes: number }>
  breaker: Readonly<{ enable: boolean; rollback: boolean; threshold: number }>
  alarms: Readonly<{ enable: boolean; rollback: boolean; names: readonly string[] }>
  earlySuccess: Readonly<{ enable: boolean; healthyPercent: number; cleanup: string }>
  hooks: readonly ConfiguredHook[]
}>

export type ConfiguredHook = Readonly<{
  type: string
  target: string
  stages: readonly string[]
  timeoutMinutes: number
  action: 'CONTINUE' | 'ROLLBACK'
}>

/** deploymentConfiguration as a service shows it: what it was told, over what AWS fills in. */
export function shownConfiguration({ configuration, members }: EcsService): Input {
  const daemon = members.schedulingStrategy === 'DAEMON'
  return {
    deploymentCircuitBreaker: { enable: false, rollback: false },
    maximumPercent: daemon ? 100 : 200,
    minimumHealthyPercent: daemon ? 0 : 100,
    strategy: 'ROLLING',
    bakeTimeInMinutes: 0,
    ...configuration,
  }
}

export function configurationOf(service: EcsService): Configuration {
  return readConfiguration(shownConfiguration(service))
}

export function readConfiguration(shown: Input): Configuration {
  const part = (name: string) => structure(shown[name]) ?? {}
  const linear = part('linearConfiguration')
  const canary = part('canaryConfiguration')
  const early = part('earlySuccessCriteria')
  return {
    strategy: String(shown.strategy ?? 'ROLLING'),
    bakeMinutes: number(shown.bakeTimeInMinutes, 0),
    linear: {
      stepPercent: number(linear.stepPercent, 10),
      stepBakeMinutes: number(linear.stepBakeTimeInMinutes, 6),
    },
    canary: {
      percent: number(canary.canaryPercent, 5),
      bakeMinutes: number(canary.canaryBakeTimeInMinutes, 10),
    },
    breaker: breaker(part('deploymentCircuitBreaker')),
    alarms: alarms(part('alarms')),
    earlySuccess: {
      enable: early.enable === true,
      healthyPercent: number(early.healthyPercent, 100),
      cleanup: String(early.sourceServiceRevisionCleanup ?? 'BLOCKING'),
    },
    hooks: list(shown.lifecycleHooks).map((one) => hook(structure(one) ?? {})),
  }
}

function breaker({ enable, rollback, thresholdConfiguration }: Input): Configuration['breaker'] {
  const { type, value } = structure(thresholdConfiguration) ?? {}
  const threshold = type === 'COUNT' ? number(value, 3) : 3
  return { enable: enable === true, rollback: rollback === true, threshold }
}

function alarms({ enable, rollback, alarmNames }: Input): Configuration['alarms'] {
  return { enable: enable === true, rollback: rollback === true, names: list(alarmNames).map(String) }
}

function hook({ targetType, hookTargetArn, lifecycleStages, timeoutConfiguration }: Input): ConfiguredHook {
  const { timeoutInMinutes, action } = structure(timeoutConfiguration) ?? {}
  return {
    type: String(targetType ?? 'AWS_LAMBDA'),
    target: String(hookTargetArn ?? ''),
    stages: list(lifecycleStages).map(String),
    timeoutMinutes: number(timeoutInMinutes, 1440),
    action: action === 'CONTINUE' ? 'CONTINUE' : 'ROLLBACK',
  }
}

function number(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
