import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { type GitHubApi, startApi } from '../local/github/api.ts'
import type { Run } from '../src/context.ts'
import { cancelled } from '../src/errors.ts'
import { readIgnores } from '../src/ignores.ts'
import type { GateInputs } from '../src/inputs/gate.ts'
import type { Inputs } from '../src/inputs/inputs.ts'
import { failing } from './support/failure.ts'
import { givenFolder } from './support/folder.ts'
import { commit, git, givenCheckout } from './support/git.ts'
import { givenEvent, givenGate, givenInputs, givenPlan, sha } from './support/given.ts'
import { written } from './support/stdout.ts'

const usual = '.slipway-ignore.yml'

/** An ignore file with one entry for each of these. */
function ignoring(...ids: readonly string[]): string {
  return `version: 1\nignore:\n${ids.map((id) => `  - { id: ${id}, reason: not reachable }\n`).join('')}`
}

type World = Readonly<{
  workspace: string
  baseSha?: string
  /** Where the pull request comes from. */
  from?: string | undefined
  gate?: Partial<GateInputs>
  inputs?: Partial<Inputs>
  api?: GitHubApi
  signal?: AbortSignal
}>

/** What counts in a run in this workspace, and what is said of it. */
async function reading(world: World) {
  const { workspace, baseSha, gate, inputs, api, signal = new AbortController().signal } = world
  const headRepository = 'from' in world ? world.from : 'acme/shop'
  const run: Run = {
    inputs: givenInputs({ gate: givenGate(gate), githubToken: api?.token, ...inputs }),
    event: givenEvent(baseSha === undefined ? {} : { baseSha, headRepository, kind: 'pull-request' }),
    plan: givenPlan(),
    env: api === undefined ? {} : { GITHUB_API_URL: api.url },
    ...{ privateFolder: '/nowhere', signal, pace: 60, resolve: (path) => resolve(workspace, path) },
  }
  const { value, log } = await written(() => readIgnores(run))
  return { ids: value.entries.map(({ id }) => id), ...value, log }
}

const named = (...ignoreFiles: readonly string[]): Partial<GateInputs> => ({
  ignoreFiles,
  ignoreFilesGiven: true,
})

describe('the ignore file of a release', () => {
  test('is the one at hand', async () => {
    const workspace = givenFolder({ [usual]: ignoring('CVE-2026-0001', 'CVE-2026-0002') })
    const { entries, notes, log } = await reading({ workspace })
    expect(entries).toMatchObject([
      { id: 'CVE-2026-0001', file: usual, line: 3, reason: 'not reachable' },
      { id: 'CVE-2026-0002', file: usual, line: 4 },
    ])
    expect({ notes, log }).toEqual({ notes: [], log: `${usual}: 2 entries\n` })
  })

  test('need not be there, as long as nobody names it', async () => {
    const workspace = givenFolder()
    expect(await reading({ workspace })).toMatchObject({ entries: [], notes: [], log: '' })
    for (const gone of [usual, 'ci/ignore.yml'])
      expect(await failing(() => reading({ workspace, gate: named(gone) }))).toEqual({
        code: 'IGNORE_FILE_INVALID',
        sentence: `The ignore file '${gone}' is not there in the workspace. Nothing was built.`,
        hint: expect.stringContaining('input ignore-file'),
      })
  })

  test('may be several, which add up', async () => {
    const workspace = givenFolder({ a: ignoring('A'), 'b/c.yml': ignoring('B'), [usual]: ignoring('C') })
    const elsewhere = join(givenFolder({ 'all.yml': ignoring('D') }), 'all.yml')
    const { ids, log } = await reading({ workspace, gate: named('a', './b/c.yml', elsewhere) })
    expect(ids).toEqual(['A', 'B', 'D'])
    expect(log).toBe(`a: 1 entry\n./b/c.yml: 1 entry\n${elsewhere}: 1 entry\n`)
  })

  test('may be Trivy’s', async () => {
    const text = 'vulnerabilities:\n  - id: CVE-2026-0001\n    statement: not reachable\n'
    const workspace = givenFolder({ '.trivyignore.yaml': text })
    const { ids } = await reading({ workspace, gate: named('.trivyignore.yaml') })
    expect(ids).toEqual(['CVE-2026-0001'])
    expect((await reading({ workspace })).ids).toEqual([])
  })

  test('says where it is wrong', async () => {
    const workspace = givenFolder({
      a: ignoring('A'),
      b: 'version: 1\nignore:\n  - id: CVE-1\n    reasons: x\n',
    })
    expect(await failing(() => reading({ workspace, gate: named('a', 'b') }))).toEqual({
      code: 'IGNORE_FILE_INVALID',
      sentence: expect.stringMatching(/^The ignore file 'b' is wrong: line \d+, column \d+: .*reasons/),
      hint: expect.stringContaining('docs/gate.md'),
      location: { file: 'b', line: expect.any(Number) },
    })
  })

  test.each(['off', 'report'] as const)('with the gate in the mode %s', async (mode) => {
    const { ids } = await reading({ workspace: givenFolder({ [usual]: ignoring('A') }), gate: { mode } })
    expect(ids).toEqual(mode === 'off' ? [] : ['A'])
  })

  test('is nobody’s concern with the gate off, however wrong it is', async () => {
    const workspace = givenFolder({ [usual]: 'nonsense: {' })
    expect((await reading({ workspace, gate: { mode: 'off' } })).ids).toEqual([])
  })

  test('is nobody’s concern in a run that only builds', async () => {
    const inputs = { intent: 'build' as const }
    expect(await reading({ workspace: givenFolder(), gate: named('none'), inputs })).toMatchObject({
      entries: [],
    })
  })
})

describe('what is no such file is an error', () => {
  test('one of more than a megabyte', async () => {
    const workspace = givenFolder({ [usual]: ignoring('A').padEnd(1024 * 1024 + 1, '#') })
    expect(await failing(() => reading({ workspace }))).toMatchObject({
      code: 'IGNORE_FILE_INVALID',
      sentence: expect.stringContaining('1048577 bytes'),
    })
  })

  test.each([true, false])('a folder: named %s', async (ignoreFilesGiven) => {
    const workspace = givenFolder()
    mkdirSync(join(workspace, usual))
    expect(await failing(() => reading({ workspace, gate: { ignoreFilesGiven } }))).toMatchObject({
      code: 'IGNORE_FILE_INVALID',
      sentence: expect.stringContaining('cannot be read'),
      location: { file: usual, line: 1 },
    })
  })

  test('a link that leads nowhere, where it is named', async () => {
    const workspace = givenFolder()
    symlinkSync('none', join(workspace, usual))
    expect((await failing(() => reading({ workspace, gate: named(usual) }))).code).toBe('IGNORE_FILE_INVALID')
  })

  test.each(['a file/in a file', 'x'.repeat(300)])('a path that cannot be: %s', async (path) => {
    const workspace = givenFolder({ 'a file': 'x' })
    expect((await failing(() => reading({ workspace, gate: named(path) }))).code).toBe('IGNORE_FILE_INVALID')
  })

  test('one that is a device, which may never end', async () => {
    const workspace = givenFolder()
    symlinkSync('/dev/null', join(workspace, usual))
    expect((await failing(() => reading({ workspace }))).code).toBe('IGNORE_FILE_INVALID')
  })
})

/** A checkout of a pull request, and the commit that it goes into. */
function givenPull(base: Readonly<Record<string, string>>, head: Readonly<Record<string, string>>) {
  const workspace = givenCheckout()
  const baseSha = commit(workspace, base)
  for (const path of Object.keys(base)) rmSync(join(workspace, path))
  commit(workspace, head)
  return { workspace, baseSha }
}

/** The same, without what came before. */
function givenShallowPull(head: Readonly<Record<string, string>>) {
  const workspace = givenCheckout()
  commit(workspace, head)
  return { workspace, baseSha: sha }
}

const opened: GitHubApi[] = []

afterEach(async () => {
  for (const api of opened.splice(0)) await api.close()
})

async function givenApi(files: Readonly<Record<string, string>> = {}): Promise<GitHubApi> {
  const api = await startApi()
  opened.push(api)
  for (const [path, text] of Object.entries(files)) api.setFile(sha, path, text)
  return api
}

describe('on a pull request the base commit’s file counts', () => {
  test('from the history of the checkout, without a call', async () => {
    const api = await givenApi()
    const pull = givenPull({ [usual]: ignoring('A') }, { [usual]: ignoring('A', 'EVERYTHING') })
    const { ids, notes, log } = await reading({ ...pull, api })
    expect({ ids, notes, log }).toEqual({ ids: ['A'], notes: [], log: `${usual}: 1 entry\n` })
    expect(api.requests).toEqual([])
  })

  test('also where the pull request takes it away, or breaks it', async () => {
    expect((await reading(givenPull({ [usual]: ignoring('A') }, { other: 'x' }))).ids).toEqual(['A'])
    expect((await reading(givenPull({ [usual]: ignoring('A') }, { [usual]: '{' }))).ids).toEqual(['A'])
  })

  test('also where what is checked out is neither', async () => {
    const pull = givenPull({ [usual]: ignoring('A') }, { [usual]: ignoring('B') })
    writeFileSync(join(pull.workspace, usual), ignoring('C'))
    expect((await reading(pull)).ids).toEqual(['A'])
  })

  test('from GitHub, where the history is not at hand', async () => {
    const api = await givenApi({ [usual]: ignoring('A') })
    const { ids, notes, log } = await reading({ ...givenShallowPull({ [usual]: ignoring('B') }), api })
    expect({ ids, notes, log }).toEqual({ ids: ['A'], notes: [], log: `${usual}: 1 entry\n` })
    expect(api.requests).toEqual([
      { method: 'GET', path: `/repos/acme/shop/contents/${usual}?ref=${sha}`, status: 200 },
    ])
  })

  test('from GitHub, where no repository is checked out: the file at hand tells where it is', async () => {
    const workspace = givenFolder({ [usual]: ignoring('B') })
    const api = await givenApi({ [usual]: ignoring('A') })
    expect(await reading({ workspace, baseSha: sha, api })).toMatchObject({ ids: ['A'], notes: [] })
    expect(await reading({ workspace, baseSha: sha, api: await givenApi() })).toMatchObject({
      ...{ ids: [], notes: [] },
      log: expect.stringMatching(/^::notice::[^\n]* so it does not count yet\.\n$/),
    })
  })

  test('and is none where nothing is checked out, as it is on a push', async () => {
    const api = await givenApi({ [usual]: ignoring('A') })
    expect((await reading({ workspace: givenFolder(), baseSha: sha, api })).ids).toEqual([])
  })

  test('and a new one does not count yet, which a notice says', async () => {
    const api = await givenApi()
    const pulls = [
      givenPull({ other: 'x' }, { [usual]: ignoring('B') }),
      givenShallowPull({ [usual]: ignoring('B') }),
    ]
    for (const pull of pulls)
      expect(await reading({ ...pull, api })).toMatchObject({
        ...{ entries: [], notes: [] },
        log: expect.stringMatching(
          /^::notice::[^\n]* is not in the base commit of this pull request[^\n]*\n$/,
        ),
      })
  })

  test('and a new one that is named does not count yet either; one that nobody has is an error', async () => {
    const pull = givenPull({ other: 'x' }, { 'ci/new.yml': ignoring('B') })
    expect((await reading({ ...pull, gate: named('ci/new.yml') })).ids).toEqual([])
    expect(await failing(() => reading({ ...pull, gate: named('ci/none.yml') }))).toMatchObject({
      code: 'IGNORE_FILE_INVALID',
      sentence: expect.stringContaining("'ci/none.yml' is not there in the base commit of this pull request"),
    })
  })

  test('and one that neither has is none, without a word', async () => {
    const pull = givenPull({ other: 'x' }, { other: 'y' })
    expect(await reading(pull)).toMatchObject({ entries: [], notes: [], log: '' })
  })

  test('and must be right, and no larger than others', async () => {
    for (const text of ['{', ignoring('A').padEnd(2 * 1024 * 1024, '#')]) {
      const pull = givenPull({ [usual]: text }, { [usual]: ignoring('B') })
      expect((await failing(() => reading(pull))).code).toBe('IGNORE_FILE_INVALID')
    }
  })

  test.each(['with spaces/a.yml', './a.yml', 'x/../a.yml', '..a.yml', '-a.yml', ':a.yml', 'a b#c?.yml'])(
    'whatever its path looks like: %j',
    async (path) => {
      const plain = path.replace(/^(\.\/|x\/\.\.\/)/, '')
      const pull = givenPull({ [plain]: ignoring('A') }, { [plain]: ignoring('B') })
      expect((await reading({ ...pull, gate: named(path) })).ids).toEqual(['A'])
      const api = await givenApi({ [plain]: ignoring('A') })
      const shallow = givenShallowPull({ [plain]: ignoring('B') })
      expect((await reading({ ...shallow, api, gate: named(path) })).ids).toEqual(['A'])
    },
  )

  test('whether its path is absolute or not', async () => {
    const pull = givenPull({ 'ci/a.yml': ignoring('A') }, { 'ci/a.yml': ignoring('B') })
    const path = join(pull.workspace, 'ci/a.yml')
    expect((await reading({ ...pull, gate: named(path) })).ids).toEqual(['A'])
  })

  test('in a workspace that is a folder of the repository', async () => {
    const pull = givenPull({ [`shop/${usual}`]: ignoring('A') }, { [`shop/${usual}`]: ignoring('B') })
    expect((await reading({ ...pull, workspace: join(pull.workspace, 'shop') })).ids).toEqual(['A'])
  })

  test('in a checkout that is a folder of the workspace', async () => {
    const { workspace: checkout, baseSha } = givenPull({ [usual]: ignoring('A') }, { [usual]: ignoring('B') })
    const workspace = givenFolder()
    git(checkout, 'clone', '--quiet', `file://${checkout}`, join(workspace, 'app'))
    expect((await reading({ workspace, baseSha, gate: named(`app/${usual}`) })).ids).toEqual(['A'])
  })

  test.each(['mallory/shop', 'Mallory/Shop', undefined])(
    'also where the code of a fork is checked out, be it gone by now: %s',
    async (from) => {
      const remote = ['remote', 'add', 'origin', 'https://github.com/mallory/shop'] as const
      const pull = givenPull({ [usual]: ignoring('A') }, { [usual]: ignoring('B') })
      git(pull.workspace, ...remote)
      expect((await reading({ ...pull, from })).ids).toEqual(['A'])
      const api = await givenApi({ [usual]: ignoring('A') })
      const shallow = givenShallowPull({ [usual]: ignoring('B') })
      git(shallow.workspace, ...remote)
      expect((await reading({ ...shallow, from, api })).ids).toEqual(['A'])
    },
  )

  test('also where the pull request puts a submodule in its place', async () => {
    const pull = givenPull({ 'ci/a.yml': ignoring('A') }, { other: 'x' })
    const files = {
      'ci/.git': 'gitdir: ../.git/modules/ci\n',
      'ci/a.yml': ignoring('B'),
      '.git/modules/ci/HEAD': `${sha}\n`,
      '.git/modules/ci/config': '[remote "origin"]\n\turl = https://github.com/mallory/ci\n',
    }
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(pull.workspace, path)), { recursive: true })
      writeFileSync(join(pull.workspace, path), text)
    }
    expect((await reading({ ...pull, gate: named('ci/a.yml') })).ids).toEqual(['A'])
  })

  test('but one of another repository, checked out beside it, is not the pull request’s to change', async () => {
    const api = await givenApi()
    const pull = givenPull({ [usual]: ignoring('A') }, { [usual]: ignoring('B') })
    const policies = join(pull.workspace, 'policies')
    mkdirSync(policies)
    git(policies, 'init', '--quiet')
    commit(policies, { 'all.yml': ignoring('D') })
    git(policies, 'remote', 'add', 'origin', 'https://github.com/acme/policies')
    const { ids, notes } = await reading({ ...pull, api, gate: named(usual, 'policies/all.yml') })
    const note = 'policies/all.yml is read as it is, since it is of the repository acme/policies.'
    expect({ ids, notes }).toEqual({ ids: ['A', 'D'], notes: [note] })
  })

  test('but one from elsewhere is not the pull request’s to change', async () => {
    const api = await givenApi()
    const elsewhere = join(givenFolder({ 'all.yml': ignoring('D') }), 'all.yml')
    const pull = givenPull({ [usual]: ignoring('A') }, { [usual]: ignoring('B') })
    const { ids, notes } = await reading({ ...pull, api, gate: named(usual, elsewhere) })
    expect({ ids, notes }).toEqual({ ids: ['A', 'D'], notes: [] })
    expect(api.requests).toEqual([])
  })
})

describe('where the base commit cannot be read, the file at hand counts, and the headline says so', () => {
  const shallow = () => givenShallowPull({ [usual]: ignoring('B') })

  const note = (why: string) =>
    `${usual} is that of the checkout and not of the base commit, which could not be read: ${why}.`

  test('without a token', async () => {
    const { ids, notes, log } = await reading(shallow())
    const words = note('there is no github-token')
    expect({ ids, notes, log }).toEqual({
      ids: ['B'],
      notes: [words],
      log: `::warning::${words}\n${usual}: 1 entry (${words})\n`,
    })
  })

  test('without the permission', async () => {
    const api = await givenApi({ [usual]: ignoring('A') })
    api.setContents('none')
    const { ids, notes } = await reading({ ...shallow(), api })
    const why = `${new URL(api.url).host} answered with status 403: Resource not accessible by integration`
    expect({ ids, notes }).toEqual({ ids: ['B'], notes: [note(why)] })
  })

  test.each(['server-error', 'rate-limited', 'reset', 'html', 'empty'] as const)(
    'while GitHub has a bad day: %s',
    async (kind) => {
      const api = await givenApi({ [usual]: ignoring('A') })
      api.fail(kind, 0)
      const { ids, notes } = await reading({ ...shallow(), api })
      expect({ ids, notes }).toEqual({
        ids: ['B'],
        notes: [expect.stringMatching(/which could not be read: \S.*\.$/)],
      })
    },
  )

  test('and none at hand is none', async () => {
    expect(await reading(givenShallowPull({ other: 'x' }))).toMatchObject({ entries: [], notes: [], log: '' })
  })

  test('and none at hand that is named is an error that blames nothing on the base commit', async () => {
    const pull = givenShallowPull({ other: 'x' })
    const { code, sentence } = await failing(() => reading({ ...pull, gate: named(usual) }))
    expect(code).toBe('IGNORE_FILE_INVALID')
    expect(sentence).not.toContain('not there in the base commit')
  })
})

test('a cancelled run reads nothing of another commit', async () => {
  const pull = givenPull({ [usual]: ignoring('A') }, { [usual]: ignoring('B') })
  const signal = AbortSignal.abort(cancelled())
  expect((await failing(() => reading({ ...pull, signal }))).code).toBe('CANCELLED')
})
