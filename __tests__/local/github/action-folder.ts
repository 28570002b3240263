import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunOptions, RunResult } from '../../../local/github/records.ts'
import { runAction } from '../../../local/github/runner.ts'

export type Scripts = Readonly<{ main: string; post?: string; inputs?: string; postIf?: string }>

/** Runs throw-away scripts as an action. The scripts see `fs`, `append(variable, text)` and `sleep(ms)`. */
export async function run(scripts: Scripts, options: Partial<RunOptions> = {}): Promise<RunResult> {
  return withActionFolder(scripts, async (folder) => {
    const result = await runAction({ ...folder, ...options })
    runs.push(result)
    return result
  })
}

/** Such scripts as an action's folder, and a workspace. */
export async function withActionFolder<T>(
  scripts: Scripts,
  use: (folder: Pick<RunOptions, 'action' | 'workspace'>) => Promise<T>,
): Promise<T> {
  const action = await mkdtemp(join(tmpdir(), 'slipway-action-'))
  try {
    await writeAction(action, scripts)
    const workspace = join(action, 'workspace')
    await mkdir(workspace)
    return await use({ action, workspace })
  } finally {
    await rm(action, { recursive: true })
  }
}

const runs: RunResult[] = []

/** For afterEach. */
export async function disposeRuns(): Promise<void> {
  for (const result of runs.splice(0)) await result.dispose()
}

const prelude = `
import fs from 'node:fs'
import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
const append = (variable, text) => fs.appendFileSync(process.env[variable], text)
`

async function writeAction(folder: string, { main, post, inputs, postIf }: Scripts): Promise<void> {
  const manifest = [
    'name: Tried',
    ...(inputs === undefined ? [] : ['inputs:', inputs]),
    'runs:',
    '  using: node24',
    '  main: main.mjs',
    ...(post === undefined ? [] : ['  post: post.mjs']),
    ...(postIf === undefined ? [] : [`  post-if: ${postIf}`]),
  ]
  await writeFile(join(folder, 'action.yml'), manifest.join('\n'))
  await writeFile(join(folder, 'main.mjs'), prelude + main)
  if (post !== undefined) await writeFile(join(folder, 'post.mjs'), prelude + post)
}
