import type { Configuration } from './configuration.ts'
import { CRASHED } from './preset-parts.ts'
import { nothingToStart, presets, stoppingAs, withoutCandidate } from './presets.ts'
import type { ContainerPull } from './pulls.ts'
import type { Rollout, RolloutName } from './rollout.ts'
import type { StoppedTask } from './rollout-parts.ts'
import { courseOf, isStaged } from './staged.ts'

type Ground = Configuration & Readonly<{ desiredCount: number; candidate: boolean }>

/** The course that a deployment takes: what cannot be pulled fails whatever was told; else as told; else by the image. */
export function rolloutOf(
  ground: Ground,
  pulls: readonly ContainerPull[],
  told: Rollout | RolloutName | undefined,
): Rollout {
  if (ground.desiredCount === 0) return nothingToStart
  const missing = pulls.find((one) => one.missing)
  if (missing) return stoppingAs(presets[failing(ground)], cannotPull(missing))
  if (typeof told === 'object') return told
  if (told !== undefined && told !== 'success') return named(told, ground)
  const crashing = told === undefined ? pulls.find((one) => one.crashes) : undefined
  if (crashing) return stoppingAs(presets[failing(ground)], crashed(crashing))
  return isStaged(ground) ? courseOf(ground, ground.desiredCount) : presets.success
}

function named(name: RolloutName, { candidate }: Ground): Rollout {
  if (candidate) return presets[name]
  return name === 'breaker-rollback' ? presets['rollback-failed'] : withoutCandidate(presets[name])
}

// Without a circuit breaker ECS tries for ever; with one and nothing to go back to, the rollback fails.
function failing({ breaker, candidate }: Ground): RolloutName {
  if (!breaker.enable) return 'never-stable'
  if (!breaker.rollback) return 'breaker-without-rollback'
  return candidate ? 'breaker-rollback' : 'rollback-failed'
}

/** What such an application wrote before it ended. */
const lastWords = [
  'shop: starting on port 8080',
  'shop: cannot read /app/settings.json: no such file or directory',
  'shop: giving up',
]

function crashed({ containerName }: ContainerPull): StoppedTask {
  return { ...CRASHED, containers: [{ name: containerName, exitCode: 1, log: lastWords }] }
}

function cannotPull({ containerName, image }: ContainerPull): StoppedTask {
  const reason = `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${image}: ${image}: not found`
  return {
    stopCode: 'TaskFailedToStart',
    stoppedReason: reason,
    containers: [{ name: containerName, reason }],
  }
}
