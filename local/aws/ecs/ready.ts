import { createHash } from 'node:crypto'
import type { ReadyPause, Script } from './pauses.ts'
import { rollbackOnRequest } from './presets.ts'
import type { Rollout } from './rollout.ts'
import type { Pause } from './rollout-parts.ts'

const A_DAY = 86_400_000

/** A rollout with everything that its pauses leave open: each one gets an id of its own. */
export function ready(rollout: Rollout, deployment: string, candidate: boolean): Script {
  return rollout.map(({ pause, ...step }, i) =>
    pause ? { ...step, pause: readyPause(pause, hookId(deployment, i), candidate) } : step,
  )
}

function readyPause(pause: Pause, id: string, candidate: boolean): ReadyPause {
  return {
    timeoutMs: A_DAY,
    timeoutAction: 'ROLLBACK',
    rollback: rollbackOnRequest[candidate ? 'candidate' : 'none'],
    ...pause,
    id,
  }
}

function hookId(deployment: string, index: number): string {
  return `ecs-pause-${createHash('sha256').update(`${deployment}/hook/${index}`).digest('base64url')}`
}
