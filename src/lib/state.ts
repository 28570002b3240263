import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the post step needs to know of main: enough to end it and to remove what it left. */
export type State = Readonly<{ pid: number; started: string; folder: string }>

/**
 * Saves the state for the post step. Written by hand, in the runner's documented `name=value` form, because this
 * happens before the toolkit is loaded.
 */
export function saveState(state: State): void {
  append(Object.entries(state))
}

/** A builder of this run's own: the post step removes it. */
export type OwnBuilder = Readonly<{
  name: string
  /** Where buildx keeps its notes of it. */
  folder: string
}>

export function saveBuilder({ name, folder }: OwnBuilder): void {
  append(Object.entries({ builder: name, builderFolder: folder }))
}

function append(pairs: readonly (readonly [name: string, value: unknown])[]): void {
  const file = process.env.GITHUB_STATE
  if (!file) return
  appendFileSync(file, pairs.map(([name, value]) => `${name}=${value}\n`).join(''))
}

/** The state as the runner hands it to the post step; undefined when main ended before it could save any. */
export function savedState(env: Readonly<Record<string, string | undefined>>): State | undefined {
  const { STATE_pid: pid, STATE_started: started, STATE_folder: folder } = env
  return pid && folder ? { pid: Number(pid), started: started ?? '', folder } : undefined
}

export function savedBuilder(env: Readonly<Record<string, string | undefined>>): OwnBuilder | undefined {
  const { STATE_builder: name, STATE_builderFolder: folder } = env
  return name ? { name, folder: folder ?? '' } : undefined
}

// In a container job nobody signals main, and the post step may begin before main saved its state. Main leaves a
// mark where post looks, and post one where main looks; each writes before it looks, so one of them sees the other.

export function markRunning(temp: string, { pid, started }: Pick<State, 'pid' | 'started'>): void {
  writeFileSync(`${markOf(temp)}.pid`, JSON.stringify({ pid, started }))
}

export function isEndedAlready(temp: string): boolean {
  return existsSync(`${markOf(temp)}.ended`)
}

export function markEnded(temp: string): void {
  try {
    writeFileSync(`${markOf(temp)}.ended`, '')
  } catch {
    // Main finds the same place unwritable, and ends by that.
  }
}

export function markedRunning(temp: string): Pick<State, 'pid' | 'started'> | undefined {
  try {
    const { pid, started }: Record<string, unknown> = JSON.parse(readFileSync(`${markOf(temp)}.pid`, 'utf8'))
    return typeof pid === 'number' && typeof started === 'string' ? { pid, started } : undefined
  } catch {
    return undefined
  }
}

export function removeMarks(temp: string): void {
  for (const kind of ['pid', 'ended']) {
    try {
      rmSync(`${markOf(temp)}.${kind}`, { force: true })
    } catch {
      // Where none can be removed, none could be made.
    }
  }
}

/** One name for main and post of the same step of the same run. */
function markOf(temp: string): string {
  const { GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, GITHUB_JOB, GITHUB_ACTION } = process.env
  const key = JSON.stringify([GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, GITHUB_JOB, GITHUB_ACTION])
  return join(temp, `slipway-step-${createHash('sha256').update(key).digest('hex').slice(0, 16)}`)
}

/**
 * The copy of a push that the engine holds while it lasts; a run that ends in the middle cannot take it away itself.
 * @param reference empty when the copy is gone
 */
export function saveCopy(reference: string): void {
  append([['copy', reference]])
}

export function savedCopy(env: Readonly<Record<string, string | undefined>>): string | undefined {
  return env.STATE_copy || undefined
}

/** Deployments whose end main does not know; the post step looks once more. */
export type OpenRollouts = Readonly<{
  cluster: string
  /** `arn` is that of the service deployment, where it is known. */
  open: readonly Readonly<{ service: string; id: string; arn?: string | undefined }>[]
}>

export function saveRollouts(rollouts: OpenRollouts): void {
  append([['rollouts', JSON.stringify(rollouts)]])
}

export function savedRollouts(env: Readonly<Record<string, string | undefined>>): OpenRollouts | undefined {
  try {
    const saved: OpenRollouts = JSON.parse(env.STATE_rollouts || 'null')
    return saved?.open?.length > 0 ? saved : undefined
  } catch {
    return undefined
  }
}
