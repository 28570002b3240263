import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { actionNode } from '../local/start.ts'

// How long the bundle takes until its imports are done and its inputs are read, over a bare `node`: with an input
// that is wrong it ends right there. Runs are interleaved, so that a busy moment of the machine meets both.

const rounds = 20
const budgetMs = 150
const root = process.cwd()
const temp = mkdtempSync(join(tmpdir(), 'slipway-bench-'))
const env = {
  PATH: process.env.PATH ?? '',
  RUNNER_TEMP: temp,
  GITHUB_EVENT_NAME: 'push',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_SHA: '0'.repeat(40),
  GITHUB_REPOSITORY: 'acme/shop',
  GITHUB_RUN_ID: '1',
  INPUT_PUSH: 'wrong',
}

let exceeded = false
for (const node of new Set([process.execPath, actionNode(root)])) {
  const bare: number[] = []
  const bundle: number[] = []
  for (let round = 0; round < rounds; round++) {
    bare.push(time(node, ['-e', '0'], 0))
    bundle.push(time(node, [join(root, 'dist/index.js')], 1))
  }
  const over = median(bundle) - median(bare)
  exceeded ||= over > budgetMs
  const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim()
  console.log(
    `${version}: bare ${median(bare).toFixed(0)} ms, bundle ${median(bundle).toFixed(0)} ms, ` +
      `ratio ${(median(bundle) / median(bare)).toFixed(2)}, over bare ${over.toFixed(0)} ms (budget ${budgetMs} ms), median of ${rounds}`,
  )
}
rmSync(temp, { recursive: true, force: true })
process.exitCode = exceeded ? 1 : 0

function time(node: string, args: readonly string[], exitCode: number): number {
  const started = performance.now()
  const result = spawnSync(node, args, { env, encoding: 'utf8' })
  if (result.status !== exitCode)
    throw new Error(`${args.join(' ')} ended with ${result.status}: ${result.stderr}`)
  return performance.now() - started
}

/** Of an even count the upper one of the two in the middle: the stricter reading. */
function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
