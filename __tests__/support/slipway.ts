import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe } from '@jest/globals'
import { type Checkout, checkOut } from '../../local/checkout.ts'
import type { RunOptions, RunResult } from '../../local/github/records.ts'
import { type Local, type LocalOptions, startLocal } from '../../local/start.ts'

export const root = resolve('.')

/** Runs the bundle, dist/index.js, as GitHub's runner does, between AWS and GitHub in miniature. */
export type Slipway = Readonly<{
  local: Local
  checkout: Checkout
  run: (options?: Partial<RunOptions>) => Promise<RunResult>
  /** The tags of an image in the registry. */
  tags: (digest: string | undefined, repository?: string) => readonly string[]
  close: () => Promise<void>
}>

/** @param source the folder to release, such as demo/clean */
export async function startSlipway(source: string, options: LocalOptions = {}): Promise<Slipway> {
  const local = await startLocal({ pace: 10, ...options })
  const checkout = checkOut(join(root, source))
  const results: RunResult[] = []
  return {
    local,
    checkout,
    async run(given = {}) {
      const inputs = {
        'aws-region': local.aws.region,
        'role-to-assume': local.role,
        repository: 'shop',
        tags: 'type=sha',
      }
      const github = { SHA: checkout.sha, ...given.github }
      const result = await local.run({
        action: root,
        workspace: checkout.folder,
        ...given,
        inputs: { ...inputs, ...given.inputs },
        github,
      })
      results.push(result)
      return result
    },
    tags: (digest, repository = 'shop') =>
      local.aws.images(repository).find((one) => one.digest === digest)?.tags ?? [],
    async close() {
      await Promise.all(results.map((result) => result.dispose()))
      checkout.remove()
      await local.close()
    },
  }
}

/** Everything that a run must not leave on the runner. */
export function remains(result: RunResult): readonly string[] {
  return [...result.leftovers, ...result.orphans.map(({ pid, command }) => `${pid} ${command}`)]
}

/** What a user sees first of a failed run: the one error that says why. Findings that block have errors of their own. */
export function errorOf(result: RunResult): string {
  const errors = result.main.annotations.filter(
    ({ level, title = '' }) => level === 'error' && /^Slipway: [A-Z_]+$/.test(title),
  )
  return errors.map(({ message }) => message).join('\n')
}

/** Tests that need Docker are skipped where script/test found none, and it counts them in plain sight. */
export const describeWithDocker = hasDocker() ? describe : describe.skip

function hasDocker(): boolean {
  if (process.env.SLIPWAY_TEST_DOCKER !== undefined) return process.env.SLIPWAY_TEST_DOCKER === 'yes'
  try {
    execFileSync('docker', ['buildx', 'inspect'], { stdio: 'ignore', timeout: 20_000 })
    return true
  } catch {
    return false
  }
}

/** A copy of a folder that a test may change. */
export function copyOf(source: string): Readonly<{ folder: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-copy-'))
  cpSync(join(root, source), folder, { recursive: true })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
