import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

export type DockerRun = Readonly<{
  env: Readonly<Record<string, string>>
  signal: AbortSignal
  cwd?: string
  /** Receives every line of both streams as it comes. */
  onLine?: (line: string) => void
  /** Milliseconds after which the process is ended; missing for builds, which end with the job's own time limit. */
  limitMs?: number
}>

export type DockerResult =
  | Readonly<{ kind: 'ended'; exitCode: number; stdout: string; lines: readonly string[] }>
  | Readonly<{ kind: 'missing' }>
  | Readonly<{ kind: 'too-slow' }>

const keptLines = 400
const keptOutput = 1_000_000
const graceMs = 2_000

/**
 * Runs docker in a process group of its own, so that the CLI's plugins end with it. Never throws for what docker
 * does; it throws the signal's reason when the run was cancelled, after the whole group has ended.
 */
export async function docker(args: readonly string[], run: DockerRun): Promise<DockerResult> {
  run.signal.throwIfAborted()
  const child = spawn('docker', args, {
    env: run.env,
    cwd: run.cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const limit = run.limitMs === undefined ? undefined : AbortSignal.timeout(run.limitMs)
  const stop = AbortSignal.any([run.signal, ...(limit ? [limit] : [])])
  const ending = stopWith(child, stop)
  const output = collect(child, run.onLine)
  const exitCode = await new Promise<number | undefined>((resolve) => {
    child.once('error', () => resolve(undefined))
    child.once('close', (code) => resolve(code ?? 1))
  })
  if (stop.aborted) await ending()
  run.signal.throwIfAborted()
  if (limit?.aborted) return { kind: 'too-slow' }
  return exitCode === undefined ? { kind: 'missing' } : { kind: 'ended', exitCode, ...output }
}

function collect(child: ChildProcess, onLine: DockerRun['onLine']) {
  const output = { stdout: '', lines: [] as string[] }
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue
    createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
      if (stream === child.stdout && output.stdout.length < keptOutput) output.stdout += `${line}\n`
      output.lines.push(line)
      if (output.lines.length > keptLines) output.lines.shift()
      onLine?.(line)
    })
  }
  return output
}

/** Ends the whole group: politely first, so that buildx can tell BuildKit, and for certain after two seconds. */
function stopWith(child: ChildProcess, signal: AbortSignal): () => Promise<void> {
  const group = child.pid
  if (group === undefined) return async () => undefined
  let killed: Promise<void> | undefined
  const end = async () => {
    killGroup(group, 'SIGTERM')
    for (const started = performance.now(); killGroup(group, 0); await sleep(20)) {
      if (performance.now() - started > graceMs) killGroup(group, 'SIGKILL')
      if (performance.now() - started > 2 * graceMs) return
    }
  }
  const onAbort = () => {
    killed ??= end()
  }
  signal.addEventListener('abort', onAbort, { once: true })
  child.once('close', () => signal.removeEventListener('abort', onAbort))
  return async () => {
    onAbort()
    await killed
  }
}

/** @returns whether any process of the group was there */
function killGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-group, signal)
  } catch {
    return false
  }
}
