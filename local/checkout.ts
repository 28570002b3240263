import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A workspace as actions/checkout leaves it. */
export type Checkout = Readonly<{ folder: string; sha: string; remove: () => void }>

const author = ['-c', 'user.name=Slipway', '-c', 'user.email=slipway@invalid', '-c', 'commit.gpgsign=false']

/** Copies a folder to a fresh place and commits it there. */
export function checkOut(source: string): Checkout {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-workspace-'))
  cpSync(source, folder, { recursive: true })
  git(folder, 'init', '--quiet', '--initial-branch', 'main')
  git(folder, 'add', '--all')
  git(folder, ...author, 'commit', '--quiet', '--message', 'Release this')
  const remove = () => rmSync(folder, { recursive: true, force: true })
  return { folder, sha: git(folder, 'rev-parse', 'HEAD').trim(), remove }
}

/** Without the configuration of the machine, so that nothing of it changes what is committed. */
function git(folder: string, ...args: readonly string[]): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8', env })
}
