import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { cancelled } from '../../src/errors.ts'
import { fileAt } from '../../src/lib/git.ts'
import { failing } from '../support/failure.ts'
import { givenFolder } from '../support/folder.ts'
import { commit, git, givenCheckout } from '../support/git.ts'
import { sha } from '../support/given.ts'

const never = new AbortController().signal
const read = (root: string, at: string, path: string) => fileAt(root, at, path, never)

describe('a file of another commit', () => {
  test('is what that commit has, whatever came later', async () => {
    const root = givenCheckout()
    const base = commit(root, { '.slipway-ignore.yml': 'old: é\r\n\n' })
    const head = commit(root, { '.slipway-ignore.yml': 'new' })
    writeFileSync(join(root, '.slipway-ignore.yml'), 'dirty')
    expect(await read(root, base, '.slipway-ignore.yml')).toEqual({ kind: 'text', text: 'old: é\r\n\n' })
    expect(await read(root, head, '.slipway-ignore.yml')).toEqual({ kind: 'text', text: 'new' })
  })

  test('may be empty', async () => {
    const root = givenCheckout()
    expect(await read(root, commit(root, { a: '' }), 'a')).toEqual({ kind: 'text', text: '' })
  })

  test.each([
    'with spaces in it/and a folder',
    '-leading-dash',
    '--help',
    ':(top)magic',
    ':!excluded',
    '*',
    '[a]',
    'Ä "quoted"\t.yml',
    '..dots',
  ])('may have any name: %j', async (path) => {
    const root = givenCheckout()
    const base = commit(root, { other: 'x', [path]: 'text' })
    expect(await read(root, base, path)).toEqual({ kind: 'text', text: 'text' })
    expect(await read(root, base, `${path}x`)).toEqual({ kind: 'missing' })
  })

  test('is missing where the commit has none of that name', async () => {
    const root = givenCheckout()
    const base = commit(root, { 'a/b': 'x' })
    commit(root, { c: 'later' })
    writeFileSync(join(root, 'd'), 'never committed')
    for (const path of ['c', 'd', 'a/c', 'b', 'a/b/c', 'A/b', '*'])
      expect(await read(root, base, path)).toEqual({ kind: 'missing' })
  })

  test('is not known where a folder is in its place', async () => {
    const root = givenCheckout()
    expect(await read(root, commit(root, { 'a/b': 'x' }), 'a')).toEqual({ kind: 'unknown' })
  })

  test('is not known where it is larger than any such file', async () => {
    const root = givenCheckout()
    const base = commit(root, { a: 'x'.repeat(9 * 1024 * 1024) })
    expect(await read(root, base, 'a')).toEqual({ kind: 'unknown' })
  })

  test('of five megabytes is all there', async () => {
    const root = givenCheckout()
    const found = await read(root, commit(root, { a: 'x'.repeat(5_000_000) }), 'a')
    expect(found.kind === 'text' && found.text.length).toBe(5_000_000)
  })
})

describe('what the checkout does not have is not known, and not missing', () => {
  test('a commit that was never fetched', async () => {
    const root = givenCheckout()
    commit(root, { a: 'x' })
    expect(await read(root, sha, 'a')).toEqual({ kind: 'unknown' })
  })

  test('a commit beyond the end of a shallow clone', async () => {
    const origin = givenCheckout()
    const base = commit(origin, { a: 'old' })
    const head = commit(origin, { a: 'new' })
    const root = join(givenFolder(), 'clone')
    git(origin, 'clone', '--quiet', '--depth', '1', `file://${origin}`, root)
    expect(await read(root, base, 'a')).toEqual({ kind: 'unknown' })
    expect(await read(root, head, 'a')).toEqual({ kind: 'text', text: 'new' })
  })

  test('a text that a partial clone left where it was: nothing is fetched', async () => {
    const origin = givenCheckout()
    const base = commit(origin, { a: 'old' })
    commit(origin, { a: 'new' })
    git(origin, 'config', 'uploadpack.allowFilter', 'true')
    const root = join(givenFolder(), 'clone')
    git(origin, 'clone', '--quiet', '--filter', 'blob:none', `file://${origin}`, root)
    const marker = join(givenFolder(), 'marker')
    git(root, 'config', 'remote.origin.uploadpack', `touch ${marker}; git-upload-pack`)
    expect(await read(root, base, 'a')).toEqual({ kind: 'unknown' })
    expect(existsSync(marker)).toBe(false)
  })

  test.each(['', 'none', '-z', '--help', 'HEAD^{tree}:x', `${sha}^`])(
    'a commit that is none: %j',
    async (name) => {
      const root = givenCheckout()
      commit(root, { a: 'x' })
      expect(await read(root, name, 'a')).toEqual({ kind: 'unknown' })
    },
  )

  test('a folder that is no checkout, or is not there', async () => {
    expect(await read(givenFolder({ a: 'x' }), sha, 'a')).toEqual({ kind: 'unknown' })
    expect(await read('/nowhere/at/all', sha, 'a')).toEqual({ kind: 'unknown' })
  })

  test('anything, without git', async () => {
    const root = givenCheckout()
    const base = commit(root, { a: 'x' })
    process.env.PATH = givenFolder()
    expect(await read(root, base, 'a')).toEqual({ kind: 'unknown' })
  })
})

test('a checkout of another user is read, as in a container', async () => {
  const root = givenCheckout()
  const base = commit(root, { a: 'x' })
  // Git's own tests say so that the owner is another one.
  process.env.GIT_TEST_ASSUME_DIFFERENT_OWNER = '1'
  expect(() => git(root, 'rev-parse', 'HEAD')).toThrow(/dubious ownership/)
  expect(await read(root, base, 'a')).toEqual({ kind: 'text', text: 'x' })
})

test('nothing of what the checkout tells git to run is run', async () => {
  const root = givenCheckout()
  const marker = join(givenFolder(), 'marker')
  const program = join(givenFolder({ run: `#!/bin/sh\ntouch ${marker}\ncat "$@"\n` }), 'run')
  chmodSync(program, 0o755)
  const base = commit(root, {
    '.gitattributes': '*.yml filter=evil diff=evil text eol=crlf\n',
    'a.yml': 'x\n',
  })
  for (const name of [
    ...['filter.evil.smudge', 'filter.evil.clean', 'filter.evil.process', 'diff.evil.textconv'],
    ...['core.pager', 'pager.ls-tree', 'pager.cat-file', 'core.fsmonitor', 'core.editor', 'core.sshCommand'],
    ...['alias.ls-tree', 'alias.cat-file', 'diff.external', 'trace2.eventTarget'],
  ])
    git(root, 'config', name, name.startsWith('alias') ? `!${program}` : program)
  mkdirSync(join(root, '.git/hooks'), { recursive: true })
  for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction'])
    symlinkSync(program, join(root, '.git/hooks', hook))
  expect(await read(root, base, 'a.yml')).toEqual({ kind: 'text', text: 'x\n' })
  expect(existsSync(marker)).toBe(false)
})

test('a cancelled run reads nothing', async () => {
  const root = givenCheckout()
  const base = commit(root, { a: 'x' })
  const failure = await failing(() => fileAt(root, base, 'a', AbortSignal.abort(cancelled())))
  expect(failure.code).toBe('CANCELLED')
})
