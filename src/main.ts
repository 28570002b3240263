import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cancelled } from './errors.ts'
import { startTimeOf } from './lib/process.ts'
import { isEndedAlready, markRunning, removeMarks, saveState } from './lib/state.ts'

// This file stays small and loads the rest only when the ground is laid: a signal that comes while the SDK is
// still being loaded must find a handler, and the post step must know this process from its first moment.

/** The post step asks what became of a rollout; GitHub's runner starts this file without arguments. */
if (process.argv[2] === 'rollouts') {
  const { tellRollouts } = await import('./aftermath.ts')
  await tellRollouts(process.env)
  process.exit()
}

const cancelling = new AbortController()
/** The runner kills this process 10 s after its first signal; by then outputs and summary must be written. */
const lastMomentMs = 6_000

const temp = process.env.RUNNER_TEMP || tmpdir()
const privateFolder = join(temp, `slipway-${randomUUID()}`)

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (cancelling.signal.aborted) return
    cancelling.abort(cancelled())
    setTimeout(() => process.exit(1), lastMomentMs).unref()
  })
}
process.on('exit', () => rmSync(privateFolder, { recursive: true, force: true }))

const self = { pid: process.pid, started: startTimeOf(process.pid) ?? '', folder: privateFolder }
try {
  saveState(self)
  markRunning(temp, self)
} catch (error) {
  // Without a place for it the post step knows nothing of this process; the run says itself what it cannot write to.
  console.log(`The post step cannot be told of this run: ${error instanceof Error ? error.message : error}`)
}
if (isEndedAlready(temp)) {
  // The post step came first and found nobody to end, so the marks are this process's to remove.
  process.on('exit', () => removeMarks(temp))
  cancelling.abort(cancelled())
}

const { run } = await import('./run.ts')
process.exitCode = await run({ env: process.env, privateFolder, signal: cancelling.signal })
// A request that was given up may still hold the process open.
process.exit()
