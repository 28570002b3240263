import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { splitLines } from './lines.ts'
import type { Grace } from './records.ts'

export type Ended = Readonly<{ exitCode: number | null; signal: string | null; ms: number; overdue: boolean }>

export type Child = Readonly<{
  pid: number
  /** Exited and its output read to the end. */
  ended: Promise<Ended>
  running(): boolean
  /** To this process alone, never to its children. */
  signal(name: NodeJS.Signals): void
}>

export type ChildOptions = Readonly<{
  node: string
  script: string
  cwd: string
  env: Readonly<Record<string, string>>
  onLine: (line: string) => void
  limitMs: number
}>

/** The runner gives a process that exited so long to close its output, which grandchildren may hold open. */
const closeLimitMs = 5000

/** Starts node on a script of the action. stdout and stderr become lines in order of arrival. */
export async function startChild(options: ChildOptions): Promise<Child> {
  const started = performance.now()
  const child = spawn(options.node, [options.script], {
    cwd: options.cwd,
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const running = () => child.exitCode === null && child.signalCode === null
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const splitters = [child.stdout, child.stderr].map((stream) => {
    const splitter = splitLines(options.onLine)
    stream.on('data', splitter.push)
    return () => {
      stream.destroy()
      splitter.end()
    }
  })
  await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject))
  let overdue = false
  const limit = setTimeout(() => {
    overdue = running()
    child.kill('SIGKILL')
  }, options.limitMs)
  const finish = async (): Promise<Ended> => {
    await exited
    const ms = performance.now() - started
    clearTimeout(limit)
    await within(closed, closeLimitMs)
    for (const end of splitters) end()
    return { exitCode: child.exitCode, signal: child.signalCode, ms, overdue }
  }
  return { pid: child.pid ?? 0, ended: finish(), running, signal: (name) => child.kill(name) }
}

/** SIGINT, SIGTERM, SIGKILL, each when the one before did not help in time. */
export async function interrupt(child: Child, grace: Grace): Promise<void> {
  child.signal('SIGINT')
  if (await within(child.ended, grace.termMs)) return
  child.signal('SIGTERM')
  if (await within(child.ended, grace.killMs)) return
  child.signal('SIGKILL')
}

async function within(promise: Promise<unknown>, ms: number): Promise<boolean> {
  const timer = new AbortController()
  const late = sleep(ms, false, { signal: timer.signal }).catch(() => false)
  const done = promise.then(() => true)
  const inTime = await Promise.race([done, late])
  timer.abort()
  return inTime
}
