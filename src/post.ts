import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isRunning } from './lib/process.ts'
import { markEnded, markedRunning, removeMarks, type State, savedState } from './lib/state.ts'

// The post step: ends a main that still runs (in a container job nobody signals it; elsewhere it may have been
// killed in the middle), ends docker processes that a killed main left, and removes its private folder.

const politeMs = 7_000
const temp = process.env.RUNNER_TEMP || tmpdir()

/** Main saves its state first of all; only a main that was still being loaded has left nothing but its mark. */
async function findMain(): Promise<State | undefined> {
  const saved = savedState(process.env)
  if (saved !== undefined) return saved
  markEnded(temp)
  const marked = markedRunning(temp)
  return marked && { ...marked, folder: '' }
}

async function end(main: State): Promise<void> {
  if (!isRunning(main.pid, main.started)) return
  console.log(`The main step still runs (process ${main.pid}): ending it.`)
  signal(main.pid, 'SIGTERM')
  for (const began = performance.now(); isRunning(main.pid, main.started); await sleep(50)) {
    if (performance.now() - began > politeMs) signal(main.pid, 'SIGKILL')
    if (performance.now() - began > politeMs + 2_000) return
  }
}

/** A killed main cannot end its children. They are known by the private Docker configuration they were given. */
function endDocker(folder: string): void {
  for (const pid of processes()) {
    if (environmentOf(pid).includes(`DOCKER_CONFIG=${folder}/`)) signal(pid, 'SIGKILL')
  }
}

function processes(): readonly number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
  } catch {
    return []
  }
}

function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8')
  } catch {
    return ''
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended in the meantime.
  }
}

const main = await findMain()
if (main !== undefined) {
  await end(main)
  if (basename(main.folder).startsWith('slipway-')) {
    endDocker(main.folder)
    rmSync(join(main.folder), { recursive: true, force: true })
  }
  removeMarks(temp)
}
