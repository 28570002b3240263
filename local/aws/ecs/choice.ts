import { CRASHED, nothingToStart, presets, stoppingAs } from './presets.ts'
import type { ContainerPull } from './pulls.ts'
import type { Rollout, RolloutName, StoppedTask } from './rollout.ts'

type Ground = Readonly<{ desiredCount: number; circuitBreaker: boolean; candidate: boolean }>

/** The course that a deployment takes: what cannot be pulled fails whatever was told; else as told; else by the image. */
export function rolloutOf(
  ground: Ground,
  pulls: readonly ContainerPull[],
  told: Rollout | RolloutName | undefined,
): Rollout {
  if (ground.desiredCount === 0) return nothingToStart
  const missing = pulls.find((one) => one.missing)
  if (missing) return stoppingAs(presets[failing(ground)], cannotPull(missing))
  if (told === 'breaker-rollback') return presets[ground.candidate ? told : 'rollback-failed']
  if (told !== undefined) return typeof told === 'string' ? presets[told] : told
  const crashing = pulls.find((one) => one.crashes)
  return crashing ? stoppingAs(presets[failing(ground)], crashed(crashing)) : presets.success
}

// Without a circuit breaker ECS tries for ever; with one and nothing to go back to, the rollback fails.
function failing({ circuitBreaker, candidate }: Ground): RolloutName {
  if (!circuitBreaker) return 'never-stable'
  return candidate ? 'breaker-rollback' : 'rollback-failed'
}

function crashed({ containerName }: ContainerPull): StoppedTask {
  return { ...CRASHED, containers: [{ name: containerName, exitCode: 1 }] }
}

function cannotPull({ containerName, image }: ContainerPull): StoppedTask {
  const reason = `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${image}: ${image}: not found`
  return {
    stopCode: 'TaskFailedToStart',
    stoppedReason: reason,
    containers: [{ name: containerName, reason }],
  }
}
