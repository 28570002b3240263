import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { checkCheckout, originOf, outermostRoot, readHead, repositoryRoot } from '../../src/image/checkout.ts'
import { failing } from '../support/failure.ts'
import { givenFolder } from '../support/folder.ts'
import { sha } from '../support/given.ts'

const another = 'a'.repeat(40)
const packed = `# pack-refs with: peeled fully-peeled sorted
${another} refs/heads/feature/main
${sha} refs/heads/main
${another} refs/tags/v1
^${sha}
`

describe('the commit that is checked out', () => {
  test.each<[string, Readonly<Record<string, string>>, string | undefined]>([
    ['of a branch', { '.git/HEAD': 'ref: refs/heads/main\n', '.git/refs/heads/main': `${sha}\n` }, sha],
    ['of a branch with slashes', { '.git/HEAD': 'ref: refs/heads/a/b\n', '.git/refs/heads/a/b': sha }, sha],
    [
      'of a branch among packed refs',
      { '.git/HEAD': 'ref: refs/heads/main\n', '.git/packed-refs': packed },
      sha,
    ],
    [
      'of a branch newer than its packed ref',
      { '.git/HEAD': 'ref: refs/heads/main', '.git/packed-refs': packed, '.git/refs/heads/main': another },
      another,
    ],
    ['of a detached HEAD', { '.git/HEAD': `${sha}\n` }, sha],
    ['of a repository with SHA-256', { '.git/HEAD': 'b'.repeat(64) }, 'b'.repeat(64)],
    ['of a branch without a commit', { '.git/HEAD': 'ref: refs/heads/main\n' }, undefined],
    [
      'where refs are not files',
      { '.git/HEAD': 'ref: refs/heads/.invalid\n', '.git/reftable/tables.list': '' },
      undefined,
    ],
    ['where HEAD is missing', { '.git/config': '' }, undefined],
    ['where HEAD is nonsense', { '.git/HEAD': 'half a com' }, undefined],
  ])('%s', (_, files, head) => {
    expect(readHead(givenFolder(files))).toBe(head)
  })

  test('of a folder inside of the repository, also one that is not there', () => {
    const root = givenFolder({ '.git/HEAD': sha, 'services/shop/Dockerfile': '' })
    expect(readHead(join(root, 'services/shop'))).toBe(sha)
    expect(readHead(join(root, 'none/there'))).toBe(sha)
  })

  test.each(['absolute', 'relative'])('of a worktree, by an %s path', (kind) => {
    const root = givenFolder({
      'main/.git/HEAD': 'ref: refs/heads/other\n',
      'main/.git/packed-refs': packed,
      'main/.git/worktrees/shop/HEAD': 'ref: refs/heads/main\n',
      'main/.git/worktrees/shop/commondir': '../..\n',
      'shop/Dockerfile': '',
    })
    const target =
      kind === 'absolute' ? join(root, 'main/.git/worktrees/shop') : '../main/.git/worktrees/shop'
    const folder = kind === 'absolute' ? givenFolder() : join(root, 'shop')
    writeFileSync(join(folder, '.git'), `gitdir: ${target}\n`)
    expect(readHead(folder)).toBe(sha)
  })

  test('of a submodule', () => {
    const root = givenFolder({
      '.git/HEAD': another,
      '.git/modules/shop/HEAD': sha,
      'shop/.git': 'gitdir: ../.git/modules/shop\n',
    })
    expect(readHead(join(root, 'shop'))).toBe(sha)
  })

  test('of a worktree whose repository is gone', () => {
    expect(readHead(givenFolder({ '.git': 'gitdir: /nowhere/at/all\n' }))).toBeUndefined()
    expect(readHead(givenFolder({ '.git': 'nonsense' }))).toBeUndefined()
  })

  test('without any repository', () => {
    expect(readHead(givenFolder())).toBeUndefined()
  })
})

describe('the root of the repository', () => {
  test('is the folder that holds .git, seen from anywhere in it, also from where nothing is', () => {
    const root = givenFolder({ '.git/HEAD': sha, 'services/shop/Dockerfile': '' })
    const folders = ['.', 'services', 'services/shop', 'none/there']
    expect(folders.map((folder) => repositoryRoot(join(root, folder)))).toEqual(folders.map(() => root))
  })

  test('is the nearest, of a worktree or submodule too', () => {
    const root = givenFolder({ '.git/HEAD': sha, 'inner/.git': 'gitdir: ../.git/modules/inner\n' })
    expect(repositoryRoot(join(root, 'inner/deep'))).toBe(join(root, 'inner'))
  })

  test('is none where nothing is checked out', () => {
    expect(repositoryRoot(givenFolder({ a: 'x' }))).toBeUndefined()
  })
})

describe('the root of what a pull request brings', () => {
  test('is past submodules, however deep', () => {
    const root = givenFolder({
      '.git/HEAD': sha,
      'a/.git': 'gitdir: ../.git/modules/a\n',
      'a/b/.git': 'gitdir: ../../.git/modules/a/modules/b\n',
    })
    expect(['.', 'a', 'a/b/none/there'].map((folder) => outermostRoot(join(root, folder)))).toEqual([
      root,
      root,
      root,
    ])
  })

  test('is that of a repository of its own, and of a worktree', () => {
    const root = givenFolder({
      '.git/HEAD': sha,
      'beside/.git/HEAD': sha,
      'beside/inner/.git': 'gitdir: ../.git/modules/inner\n',
    })
    expect(outermostRoot(join(root, 'beside/inner'))).toBe(join(root, 'beside'))
    const worktree = givenFolder({ '.git': 'gitdir: /nowhere/.git/worktrees/shop\n' })
    expect(outermostRoot(worktree)).toBe(worktree)
  })

  test('is none where nothing is checked out', () => {
    expect(outermostRoot(givenFolder({ a: 'x' }))).toBeUndefined()
  })
})

describe('the repository that was cloned', () => {
  const config = (url: string) =>
    `[core]\n\tbare = false\n[remote "other"]\n\turl = https://github.com/no/no\n[remote "origin"]\n\tfetch = +refs\n\turl = ${url}\n[branch "main"]\n\tremote = origin\n`

  test.each([
    ['https://github.com/acme/shop', 'acme/shop'],
    ['https://github.com/acme/shop.git', 'acme/shop'],
    ['https://github.com/acme/shop/', 'acme/shop'],
    ['https://x-access-token:secret@github.com/acme/shop', 'acme/shop'],
    ['https://git.example.com:8443/acme/shop.git', 'acme/shop'],
    ['git@github.com:acme/shop.git', 'acme/shop'],
    ['ssh://git@github.com/acme/shop.git', 'acme/shop'],
    ['/srv/acme/shop.git', undefined],
    ['file:///srv/acme/shop.git', undefined],
    ['../shop', undefined],
    ['', undefined],
  ])('is told by its remote: %j', (url, origin) => {
    expect(originOf(givenFolder({ '.git/config': config(url) }))).toBe(origin)
  })

  test('is none of a submodule’s own: a pull request chooses what it is', () => {
    const root = givenFolder({
      '.git/config': config('https://github.com/acme/shop'),
      '.git/modules/inner/config': config('https://github.com/mallory/inner'),
      'inner/.git': 'gitdir: ../.git/modules/inner\n',
    })
    expect(originOf(join(root, 'inner'))).toBeUndefined()
  })

  test('is not known without a remote, or without anything', () => {
    expect(originOf(givenFolder({ '.git/config': '[core]\n\tbare = false\n' }))).toBeUndefined()
    expect(originOf(givenFolder({ '.git/HEAD': sha }))).toBeUndefined()
    expect(originOf(givenFolder())).toBeUndefined()
  })
})

describe('what is checked out must be what is released', () => {
  const third = 'b'.repeat(40)
  const checkout = () => givenFolder({ '.git/HEAD': sha })

  test.each([
    ['the commit', { sha, event: another, pullRequestHead: undefined }],
    ['the event’s commit', { sha: another, event: sha, pullRequestHead: undefined }],
    ['the pull request’s head', { sha: another, event: another, pullRequestHead: sha }],
  ])('%s', (_, commits) => {
    expect(() => checkCheckout(checkout(), commits)).not.toThrow()
  })

  test('nothing is compared without a repository', () => {
    const commits = { sha: another, event: another, pullRequestHead: undefined }
    expect(() => checkCheckout(givenFolder(), commits)).not.toThrow()
  })

  test.each([
    [
      'the event',
      { sha: another, event: another, pullRequestHead: undefined },
      `${another} (the event's commit)`,
    ],
    [
      'the event and the pull request',
      { sha: another, event: another, pullRequestHead: third },
      `${another} (the event's commit), or ${third} (the pull request's head)`,
    ],
    [
      'the input and the event',
      { sha: third, event: another, pullRequestHead: undefined },
      `${third} (the input sha), or ${another} (the event's commit)`,
    ],
  ])('another commit is an error that names those of %s, and the input', async (_, commits, named) => {
    const folder = checkout()
    expect(await failing(() => checkCheckout(folder, commits))).toEqual({
      code: 'CHECKOUT_MISMATCH',
      sentence: `The commit ${sha} is checked out in ${folder}, but this run is for ${named}: its tags and labels would lie.`,
      hint: expect.stringContaining('input sha'),
    })
  })
})
