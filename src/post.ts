import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { removeBuilder } from './image/builder-removal.ts'
import { docker } from './lib/docker.ts'
import { isRunning, processesWith, signal } from './lib/process.ts'
import {
  markEnded,
  markedRunning,
  type OwnBuilder,
  removeMarks,
  type State,
  savedBuilder,
  savedCopy,
  savedRollouts,
  savedState,
} from './lib/state.ts'
import { dockerEnvironment } from './registry/docker-config.ts'

// The post step: ends a main that still runs (in a container job nobody signals it; elsewhere it may have been
// killed in the middle), ends docker processes that a killed main left, and removes its private folder, its builder and its image.

const politeMs = 7_000
const loadingMs = 300
const findMs = 10_000
const rolloutsMs = 30_000
const temp = process.env.RUNNER_TEMP || tmpdir()

/**
 * Main saves its state first of all. Where there is none, main died while it was being loaded, or it is being
 * loaded right now behind the runner's back: the mark tells it to stop, and it is looked for until it shows.
 */
async function findMain(): Promise<State | undefined> {
  const saved = savedState(process.env)
  if (saved !== undefined) return saved
  markEnded(temp)
  for (const began = performance.now(); performance.now() - began < findMs; await sleep(20)) {
    const marked = markedRunning(temp)
    if (marked !== undefined) return { ...marked, folder: '' }
    if (performance.now() - began > loadingMs && !isBeingLoaded()) {
      removeMarks(temp)
      return undefined
    }
  }
  return undefined
}

/** Other runners of this machine may run the same script; each has a temporary folder of its own. */
function isBeingLoaded(): boolean {
  const script = join(dirname(process.argv[1] ?? ''), 'index.js')
  const loaded = processesWith('cmdline', script)
  if (!process.env.RUNNER_TEMP) return loaded.length > 0
  const ofThisRunner = new Set(processesWith('environ', `RUNNER_TEMP=${temp}\0`))
  return loaded.some((pid) => ofThisRunner.has(pid))
}

async function end(main: State): Promise<void> {
  if (!isRunning(main.pid, main.started)) return
  console.log(`The main step still runs (process ${main.pid}): ending it.`)
  signal(main.pid, 'SIGTERM')
  for (const began = performance.now(); isRunning(main.pid, main.started); await sleep(20)) {
    if (performance.now() - began > politeMs) signal(main.pid, 'SIGKILL')
    if (performance.now() - began > politeMs + 2_000) return
  }
}

/** A killed main cannot end its children. They are known by the private Docker configuration they were given. */
function endDocker(folder: string): void {
  for (const pid of processesWith('environ', `DOCKER_CONFIG=${folder}/`)) signal(pid, 'SIGKILL')
}

function removal({ name, folder }: OwnBuilder): Promise<string> {
  return removeBuilder(name, dockerEnvironmentOf(folder))
}

/** What a run that ended in the middle of a push left in the engine; not being able to remove it changes nothing. */
async function removeCopy(reference: string): Promise<void> {
  const env = dockerEnvironmentOf(process.env.BUILDX_CONFIG ?? '')
  const { signal } = new AbortController()
  await docker(['image', 'rm', '--force', reference], { env, signal, limitMs: 20_000 })
}

/** With the user's own configuration, since that of the run is gone. */
function dockerEnvironmentOf(buildxFolder: string): Readonly<Record<string, string>> {
  const user = resolve(process.env.DOCKER_CONFIG || join(process.env.HOME || homedir(), '.docker'))
  const config = { folder: user, userFolder: user, buildxFolder, host: undefined }
  return dockerEnvironment(process.env, config)
}

/** A rollout that main left is looked at once more, by a process that has what this one need not load. */
async function tellRollouts(): Promise<void> {
  const script = join(dirname(process.argv[1] ?? ''), 'index.js')
  const child = spawn(process.execPath, [script, 'rollouts'], { stdio: 'inherit', timeout: rolloutsMs })
  await new Promise((resolve) => child.once('close', resolve).once('error', resolve))
}

const main = await findMain()
if (main !== undefined) {
  await end(main)
  if (basename(main.folder).startsWith('slipway-')) {
    endDocker(main.folder)
    rmSync(main.folder, { recursive: true, force: true })
  }
  removeMarks(temp)
}
const copy = savedCopy(process.env)
if (copy !== undefined) await removeCopy(copy)
if (savedRollouts(process.env) !== undefined) await tellRollouts()
// Last: it takes the longest, and by now nobody builds with it.
const builder = savedBuilder(process.env)
if (builder !== undefined) console.log(await removal(builder))
