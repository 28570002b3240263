// What of a service's configuration decides how its rollouts go, as DescribeServices shows it.

/** Times are in minutes. */
export type Configuration = Readonly<{
  strategy?: string | undefined
  bakeTimeInMinutes?: number | undefined
  linearConfiguration?:
    | Readonly<{ stepPercent?: number | undefined; stepBakeTimeInMinutes?: number | undefined }>
    | undefined
  canaryConfiguration?: Readonly<{ canaryBakeTimeInMinutes?: number | undefined }> | undefined
  deploymentCircuitBreaker?:
    | Readonly<{ enable?: boolean | undefined; rollback?: boolean | undefined }>
    | undefined
  alarms?: Readonly<{ enable?: boolean | undefined; rollback?: boolean | undefined }> | undefined
  earlySuccessCriteria?: Readonly<{ enable?: boolean | undefined }> | undefined
  lifecycleHooks?:
    | readonly Readonly<{
        targetType?: string | undefined
        timeoutConfiguration?: Readonly<{ timeoutInMinutes?: number | undefined }> | undefined
      }>[]
    | undefined
}>

export type Shape = Readonly<{
  strategy: string
  /** Whether ECS's circuit breaker watches a rollout, and whether ECS itself goes back. */
  isWatched: boolean
  rollsBack: boolean
  /** It counts as done before all tasks are up. */
  endsEarly: boolean
  /** How long a rollout may take where deploy-timeout-minutes says nothing. */
  minutes: number
}>

/** A rollout of tasks alone; what the strategy waits on purpose comes on top. */
const rollingMinutes = 30
/** Longer than this no job of GitHub's own runners lives: 6 h, less what came before. */
const mostMinutes = 350
const pauseMinutes = 1440

/** What AWS fills in where CreateService said nothing: 10 % every 6 min, and 10 min for the canary. */
const stepPercent = 10
const stepMinutes = 6
const canaryMinutes = 10

export function shapeOf(configuration: Configuration): Shape {
  const { strategy = 'ROLLING', deploymentCircuitBreaker: breaker, alarms } = configuration
  const isWatched = breaker?.enable === true
  return {
    ...{ strategy, isWatched },
    rollsBack:
      (isWatched && breaker?.rollback === true) || (alarms?.enable === true && alarms.rollback === true),
    endsEarly: configuration.earlySuccessCriteria?.enable === true,
    minutes: Math.min(rollingMinutes + waitsOf(configuration, strategy), mostMinutes),
  }
}

function waitsOf(configuration: Configuration, strategy: string): number {
  const {
    bakeTimeInMinutes: bake = 0,
    linearConfiguration: linear,
    canaryConfiguration: canary,
  } = configuration
  const steps = Math.ceil(100 / Math.max(linear?.stepPercent ?? stepPercent, 1))
  const shift =
    strategy === 'LINEAR'
      ? steps * (linear?.stepBakeTimeInMinutes ?? stepMinutes)
      : strategy === 'CANARY'
        ? (canary?.canaryBakeTimeInMinutes ?? canaryMinutes)
        : 0
  return bake + shift + pausesOf(configuration)
}

/** A hook waits for a person, and says itself how long. */
function pausesOf({ lifecycleHooks = [] }: Configuration): number {
  return lifecycleHooks
    .filter(({ targetType }) => targetType === 'PAUSE')
    .reduce((sum, { timeoutConfiguration: limit }) => sum + (limit?.timeoutInMinutes ?? pauseMinutes), 0)
}
