import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach } from '@jest/globals'
import { givenFolder } from './folder.ts'

let before: NodeJS.ProcessEnv = {}

beforeEach(() => {
  before = { ...process.env }
  // What the machine's own configuration allows must not decide.
  Object.assign(process.env, { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' })
})

afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
  Object.assign(process.env, before)
})

/** What git says to this, in a folder. */
export function git(folder: string, ...args: readonly string[]): string {
  const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', 'commit.gpgSign=false']
  return execFileSync('git', ['-C', folder, ...identity, ...args], {
    ...{ encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    // What jest calls process.env is not what a child inherits.
    env: { ...process.env },
  }).trim()
}

/** An empty repository, which is gone after the test. */
export function givenCheckout(): string {
  const folder = givenFolder()
  git(folder, 'init', '--quiet', '--initial-branch', 'main')
  return folder
}

/** Commits all files of a checkout, these among them; gives the commit. */
export function commit(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  git(folder, 'add', '--all', '--force', '.')
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'x')
  return git(folder, 'rev-parse', 'HEAD')
}
