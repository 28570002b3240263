import { type Life, taskId } from './lives.ts'
import { stableId } from './names.ts'
import { resolvedImages } from './pulls.ts'
import type { Health } from './rollout-parts.ts'

/** A container of a task: what became of it, and what it wrote. */
export type ContainerLife = Readonly<{
  name: string
  image: string
  imageDigest?: string
  runtimeId?: string // none for one that never ran
  exitCode?: number
  reason?: string
  health: Health | undefined
  log: readonly string[]
}>

/** The containers of a task, in the order of its definition. */
export function containersOfTask(life: Life): readonly ContainerLife[] {
  const { images } = life.deployment
  const first = images[0]?.containerName
  const id = taskId(life.deployment, life.index)
  return resolvedImages(images, life.resolved).map(({ containerName: name, image, imageDigest }, i) => {
    const { started, log, health, ...end } = courseOf(life, name, name === first)
    return {
      ...{ name, image, health, log },
      ...(started && imageDigest !== undefined ? { imageDigest } : {}),
      ...(started ? { runtimeId: `${id}-${stableRuntime(id, i)}` } : {}),
      ...end,
    }
  })
}

type Course = Pick<ContainerLife, 'exitCode' | 'reason' | 'health' | 'log'> & Readonly<{ started: boolean }>

function courseOf(life: Life, name: string, isFirst: boolean): Course {
  if (life.status !== 'STOPPED') {
    const started = life.status === 'RUNNING'
    return { started, health: life.health, log: started && isFirst ? life.log : [] }
  }
  const { containers = [], log = [], health } = life.stopped
  const told = containers.find((one) => (one.name === undefined ? isFirst : one.name === name))
  return {
    started: told?.exitCode !== undefined,
    health: told?.health ?? health,
    log: told?.log ?? (isFirst ? log : []),
    ...(told?.exitCode === undefined ? {} : { exitCode: told.exitCode }),
    ...(told?.reason === undefined ? {} : { reason: told.reason }),
  }
}

function stableRuntime(id: string, index: number): number {
  return 1_000_000_000 + (Number.parseInt(stableId(id, 'runtime', index).slice(0, 7), 16) % 1_000_000_000)
}
