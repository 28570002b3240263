import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { ScanScript } from '../../local/aws/aws.ts'
import type { RunOptions } from '../../local/github/records.ts'
import { forTwoPlatforms, found, rated } from '../fixtures/e2e/scans.ts'
import {
  basic,
  blocked,
  enhanced,
  type Gated,
  type GateWorld,
  type Inputs,
  refused,
  released,
  startGateWorld,
} from '../fixtures/e2e-gate-world.ts'
import { root } from '../support/slipway.ts'
import { tracedToTheBuild } from '../support/traced.ts'

// Ignore files: which are read, from which commit, what of them counts, and what is said at their lines.

jest.setTimeout(30_000)
let world: GateWorld
const folders = mkdtempSync(join(tmpdir(), 'slipway-ignores-'))
let workspaces = 0

beforeAll(async () => {
  world = await startGateWorld()
})
afterAll(async () => {
  await world.close()
  rmSync(folders, { recursive: true })
})

type Files = Readonly<Record<string, string>>

/** A folder with these files, and no repository. */
function folderOf(files: Files): string {
  const folder = join(folders, `workspace-${++workspaces}`)
  mkdirSync(folder)
  write(folder, files)
  return folder
}

function write(folder: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

const byDefault = '.slipway-ignore.yml'

/** An ignore file of these entries; each begins at a line that is known: 3, 3 + lines of the first, … */
function ignoring(...entries: readonly (string | Readonly<Record<string, string>>)[]): string {
  const items = entries.map((entry) => {
    const fields = typeof entry === 'string' ? { id: entry } : entry
    const { reason = 'Accepted by the team', ...others } = fields
    const lines = Object.entries({ ...others, reason }).map(([key, value]) => `${key}: ${value}`)
    return `  - ${lines.join('\n    ')}\n`
  })
  return `version: 1\nignore:\n${items.join('')}`
}

const one: ScanScript = found({ findings: [basic('CVE-2026-1', 'CRITICAL', 'openssl')] })
const two: ScanScript = found({
  findings: [basic('CVE-2026-1', 'CRITICAL', 'openssl'), basic('CVE-2026-2', 'HIGH', 'zlib')],
})

/** Judges an image with this scan in a workspace of these files. */
function judge(files: Files, scan: ScanScript, inputs: Inputs = {}, options: Partial<RunOptions> = {}) {
  return world.judgeNew('basic', { scan, inputs, options: { workspace: folderOf(files), ...options } })
}

function placesOf({ result }: Gated, level: 'error' | 'warning' | 'notice') {
  const ours = result.main.annotations.filter((one) => one.level === level && one.file !== undefined)
  return ours.map(({ message, file, line }) => ({ message, at: `${file}:${line}` }))
}

const day = (fromToday: number) => new Date(Date.now() + fromToday * 86_400_000).toISOString().slice(0, 10)

describe('an ignore file', () => {
  test.concurrent('is found in its usual place', async () => {
    const run = await judge({ [byDefault]: ignoring('CVE-2026-1') }, one)
    expect(run.ending).toEqual(released())
    expect(run.notes).toEqual([])
    expect(run.result.log).toContain('.slipway-ignore.yml: 1 entry\n')
  })

  test.concurrent('leaves what it ignores in sight, with reason, end and place', async () => {
    const entry = { id: 'CVE-2026-1', until: day(30), reason: 'Not reachable; see issue 7' }
    const run = await judge({ [byDefault]: ignoring(entry) }, two)
    expect(run.ending).toEqual(blocked)
    expect(run.error).toContain('the worst CVE-2026-2 (high) in zlib')
    const { summary } = run.result
    expect(summary).toContain('<details><summary>Ignored: 1</summary>')
    const cells = ['Critical', '`openssl`', '`1.0.0`', 'Not reachable; see issue 7', day(30)]
    expect(summary).toContain(`| ${cells.join(' | ')} | \`.slipway-ignore.yml:3\` |`)
    expect(JSON.parse(run.outputs.findings ?? '')).toMatchObject({ critical: 1, high: 1, total: 2 })
  })

  test.concurrent('adds to the others that are named, and the usual one is then not read', async () => {
    const files = {
      'a.yml': ignoring('CVE-2026-1'),
      'policies/b.yml': ignoring({ id: 'CVE-2026-*', package: 'zlib' }),
      [byDefault]: 'not: read',
    }
    const both = await judge(files, two, { 'ignore-file': 'a.yml\npolicies/b.yml' })
    expect(both.ending).toEqual(released())
    expect(both.result.log).toMatch(/passed with 2 findings, all ignored/)
    const first = await judge(files, two, { 'ignore-file': 'a.yml' })
    expect(first.ending).toEqual(blocked)
  })

  test.concurrent('of Trivy is read where it is named', async () => {
    const text = [
      'vulnerabilities:',
      '  - id: CVE-2026-1',
      '    purls: [pkg:deb/debian/openssl]',
      '    statement: Not reachable',
      '  - id: CVE-2026-2',
      `    expired_at: ${day(-1)}`,
      'secrets:',
      '  - id: aws-key',
      '',
    ].join('\n')
    const run = await judge({ '.trivyignore.yaml': text }, two, { 'ignore-file': '.trivyignore.yaml' })
    expect(run.ending).toEqual(blocked)
    expect(run.outputs.violations).toBe('1')
    expect(placesOf(run, 'warning')).toEqual([
      { message: expect.stringMatching(/^CVE-2026-2 counts again since /), at: '.trivyignore.yaml:5' },
    ])
    expect(run.notes).toContain(
      'notice: .trivyignore.yaml: Passed over, since the scan finds vulnerabilities only: 1 of secrets.',
    )
    const unnamed = await judge({ '.trivyignore.yaml': text }, one)
    expect(unnamed.ending).toEqual(blocked)
  })

  test.concurrent('of an organisation may be outside of the workspace', async () => {
    const elsewhere = join(folderOf({ 'shared.yml': ignoring('CVE-2026-1') }), 'shared.yml')
    expect((await judge({}, one, { 'ignore-file': elsewhere })).ending).toEqual(released())
  })

  test.concurrent('may be without entries', async () => {
    expect((await judge({ [byDefault]: 'version: 1\nignore: []\n' }, one)).ending).toEqual(blocked)
    expect((await judge({ [byDefault]: '' }, one)).ending).toEqual(blocked)
  })

  test.concurrent('is not looked at with gate: off', async () => {
    const run = await judge({ [byDefault]: 'nonsense: {' }, one, { gate: 'off' })
    expect(run.ending).toEqual(released('skipped'))
  })
})

describe('an entry covers', () => {
  const scan: ScanScript = found({
    enhanced: [
      enhanced('CVE-2026-1', 'HIGH', [], {
        fixAvailable: 'NO',
        packageVulnerabilityDetails: {
          vulnerabilityId: 'CVE-2026-1',
          vulnerablePackages: [
            {
              name: 'lodash',
              version: '4.17.20',
              packageManager: 'NPM',
              filePath: 'app/node_modules/lodash',
            },
          ],
        },
      }),
    ],
  })
  const entries: readonly (readonly [
    title: string,
    entry: Readonly<Record<string, string>>,
    covers: boolean,
  ])[] = [
    ['ids of a pattern', { id: 'CVE-2026-?' }, true],
    ['no other version', { id: 'CVE-2026-1', package: 'lodash@4.17.21' }, false],
    ['the path', { id: 'CVE-2026-1', path: '/app/**' }, true],
    ['the platform of an image that has one', { id: 'CVE-2026-1', platform: 'linux/amd64' }, true],
    ['no other platform', { id: 'CVE-2026-1', platform: 'linux/arm64' }, false],
    ['no higher severity', { id: 'CVE-2026-1', severity: 'medium' }, false],
    ['until today', { id: 'CVE-2026-1', until: `[${day(0)}, fixed]` }, true],
  ]
  test.concurrent.each(entries)('%s', async (_, entry, covers) => {
    const options = { workspace: folderOf({ [byDefault]: ignoring(entry) }) }
    const run = await world.judgeNew('on-push', { scan, options })
    expect(run.ending).toEqual(covers ? released() : blocked)
  })

  test.concurrent('one platform of two', async () => {
    const push = forTwoPlatforms(world.slipway.local.aws, [one, one])
    const stored = await world.store('basic', push)
    const entry = (platform: string) => ({ id: 'CVE-2026-1', platform })
    const on = (...platforms: readonly string[]) => ({
      options: { workspace: folderOf({ [byDefault]: ignoring(...platforms.map(entry)) }) },
    })
    const half = await world.judge(stored, on('linux/arm64'))
    expect(half.ending).toEqual(blocked)
    expect(half.outputs).toMatchObject({ violations: '1' })
    expect(JSON.parse(half.outputs.findings ?? '')).toMatchObject({ total: 2 })
    expect((await world.judge(stored, on('linux/arm64', 'linux/amd64'))).ending).toEqual(released())
  })

  test.concurrent('a finding until there is a fix, which a warning at its line then says', async () => {
    const mended = found({ enhanced: [enhanced('CVE-2026-1', 'HIGH', ['openssl'])] })
    const options = { workspace: folderOf({ [byDefault]: ignoring({ id: 'CVE-2026-1', until: 'fixed' }) }) }
    const run = await world.judgeNew('on-push', { scan: mended, options })
    expect(run.ending).toEqual(blocked)
    expect(placesOf(run, 'warning')).toEqual([
      {
        message:
          'CVE-2026-1 counts again: its entry (.slipway-ignore.yml:3) holds until there is a fix, and openssl 1.0.0 has it: 1.0.1. Take the fix, and the entry out.',
        at: '.slipway-ignore.yml:3',
      },
    ])
  })
})

describe('what is said of entries, at their lines:', () => {
  test.concurrent('that their time is over', async () => {
    const run = await judge(
      { [byDefault]: ignoring('CVE-2026-2', { id: 'CVE-2026-1', until: day(-1) }) },
      two,
    )
    expect(run.ending).toEqual(blocked)
    const expired = `CVE-2026-1 counts again since ${day(0)}: its entry (.slipway-ignore.yml:5) expired. Take a fix, or give the entry a new day and reason.`
    expect(placesOf(run, 'warning')).toEqual([{ message: expired, at: '.slipway-ignore.yml:5' }])
    expect(placesOf(run, 'notice')).toEqual([])
  })

  test.concurrent('that they will soon end, or are about nothing, in one notice', async () => {
    const soon = { id: 'CVE-2026-1', until: day(7) }
    const later = { id: 'CVE-2026-2', until: day(8) }
    const run = await judge({ [byDefault]: ignoring(soon, later, 'CVE-2019-9') }, two)
    expect(run.ending).toEqual(released())
    expect(placesOf(run, 'warning')).toEqual([])
    expect(placesOf(run, 'notice')).toEqual([
      {
        message:
          'Entries of ignore files: 1 ending within 7 days: CVE-2026-1 (.slipway-ignore.yml:3), 7 days left; 1 matching nothing: CVE-2019-9 (.slipway-ignore.yml:9).',
        at: '.slipway-ignore.yml:3',
      },
    ])
  })

  test.concurrent('at most three warnings and one notice', async () => {
    const ids = Array.from({ length: 30 }, (_, at) => `CVE-2026-${at}`)
    const scan = found({ findings: ids.map((id) => basic(id, 'LOW')) })
    const entries = ids.map((id) => ({ id, until: day(-2) }))
    const unused = Array.from({ length: 40 }, (_, at) => `CVE-2001-${at}`)
    const run = await judge({ [byDefault]: ignoring(...entries, ...unused) }, scan)
    expect(run.ending).toEqual(released())
    expect(placesOf(run, 'warning')).toHaveLength(3)
    expect(placesOf(run, 'notice')).toEqual([
      {
        message: expect.stringMatching(/: 27 more that ended: .*; 40 matching nothing: /),
        at: expect.any(String),
      },
    ])
  })
})

describe('an ignore file that is wrong', () => {
  const wrong: readonly (readonly [what: string, text: string, line: number, says: string])[] = [
    [
      'with an unknown key',
      ignoring('CVE-2026-1', { id: 'CVE-2026-2', untill: '2026-12-31' }),
      6,
      "line 6, column 5: 'untill' is no name that an entry has: there are id, package,",
    ],
    [
      'with a day that does not exist',
      ignoring({ id: 'CVE-2026-1', until: '2026-02-30' }),
      4,
      "line 4, column 12: until '2026-02-30' is no day of the calendar",
    ],
    [
      'with a severity that there is not',
      ignoring({ id: 'CVE-2026-1', severity: 'hihg' }),
      4,
      'line 4, column 15: severity',
    ],
    [
      'without a reason',
      'version: 1\nignore:\n  - id: CVE-2026-1\n',
      3,
      'line 3, column 5: reason is missing',
    ],
    [
      'with an entry for everything',
      ignoring({ id: '"*"' }),
      3,
      "line 3, column 9: id '*' stands for every finding",
    ],
    [
      'with an alias',
      'version: 1\nignore:\n  - &a\n    id: CVE-2026-1\n',
      3,
      'line 3, column 5: anchors and aliases are not read',
    ],
    ['that is the plain text of Trivy', 'CVE-2026-1\n', 1, 'line 1, column 1: '],
  ]

  test.concurrent.each(wrong)('%s ends the run before anything is asked', async (_, text, line, says) => {
    const run = await judge({ [byDefault]: text }, one)
    expect(run.code).toBe('IGNORE_FILE_INVALID')
    expect(run.error).toMatch(
      /^The ignore file '\.slipway-ignore\.yml' is wrong: line .*\. Nothing was built\. Correct the file/,
    )
    expect(run.error).toContain(says)
    expect(placesOf(run, 'error')).toEqual([{ message: run.error, at: `.slipway-ignore.yml:${line}` }])
    expect(run.asked).toEqual([])
    expect(run.outputs).toMatchObject({ built: 'false', released: 'false' })
  })

  test.concurrent('tells all of what is wrong at once', async () => {
    const text = ignoring({ id: 'CVE-2026-1', until: 'soon', oops: '1' }, { id: 'CVE-2026-2', reason: '""' })
    const run = await judge({ [byDefault]: text }, one)
    expect(run.error.match(/line \d+, column \d+/g)).toHaveLength(3)
  })

  const named: readonly (readonly [what: string, files: Files, name: string, says: string])[] = [
    ['that is not there', {}, 'ignore.yml', "'ignore.yml' is not there in the workspace"],
    ['that is a folder', { 'ignore.yml/a': '' }, 'ignore.yml', "'ignore.yml' cannot be read: "],
    [
      'that is too large',
      { 'ignore.yml': `#${'x'.repeat(1024 * 1024)}` },
      'ignore.yml',
      'has 1048577 bytes, and 1048576 are read at most',
    ],
    [
      'in plain text of Trivy',
      { '.trivyignore': 'CVE-2026-1' },
      '.trivyignore',
      'only the YAML form of .trivyignore is read',
    ],
  ]
  test.concurrent.each(named)('%s ends the run where it is named', async (_, files, name, says) => {
    const run = await judge(files, one, { 'ignore-file': name })
    expect(run.code).toBe('IGNORE_FILE_INVALID')
    expect(run.error).toContain(says)
    expect(run.asked).toEqual([])
  })

  test.concurrent('is seen before a build, and by a dry run', async () => {
    const workspace = folderOf({ 'ignore.yml': 'version: 3\n' })
    const inputs = { 'ignore-file': join(workspace, 'ignore.yml') }
    for (const more of [{}, { 'dry-run': 'true' }]) {
      const run = await tracedToTheBuild(world.slipway, { repository: 'shop', ...inputs, ...more })
      expect(run.code).toBe('IGNORE_FILE_INVALID')
      expect(run.asked).toEqual([])
    }
  })

  const paths: readonly (readonly [given: string, says: string])[] = [
    ['policies/', "ignore-file: 'policies/' is a folder; name a file in it"],
    [',', 'ignore-file: names no file'],
  ]
  test.concurrent.each(paths)('and a name that is none: %s', async (given, says) => {
    const run = await judge({}, one, { 'ignore-file': given })
    expect(run.code).toBe('INPUT_INVALID')
    expect(run.error).toContain(says)
  })
})

/** What the base branch has, what the pull request has, and how much of that the checkout knows. */
type Pull = Readonly<{
  base: Files
  head: Files
  /** `full` has the base commit, `shallow` has not (fetch-depth: 1), `none` has no `.git`. */
  history: 'full' | 'shallow' | 'none'
}>

type PullRun = Readonly<{ options: Partial<RunOptions>; base: string }>

const author = ['-c', 'user.name=Slipway', '-c', 'user.email=slipway@invalid', '-c', 'commit.gpgsign=false']
const gitOf =
  (folder: string) =>
  (...args: readonly string[]): string => {
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }
    return execFileSync('git', ['-C', folder, ...author, ...args], { encoding: 'utf8', env }).trim()
  }

/** A checkout of a pull request, as actions/checkout leaves it. */
function pullOf({ base, head, history }: Pull): PullRun {
  // Commits of the same files in the same second are one.
  const origin = folderOf({ 'README.md': `Shop ${workspaces}`, ...base })
  const git = gitOf(origin)
  git('init', '--quiet', '--initial-branch', 'main')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'base')
  const baseSha = git('rev-parse', 'HEAD')
  for (const name of Object.keys(base)) rmSync(join(origin, name))
  write(origin, head)
  git('add', '--all')
  git('commit', '--quiet', '--allow-empty', '--message', 'head')
  const sha = git('rev-parse', 'HEAD')
  const text = readFileSync(join(root, '__tests__/fixtures/events/pull_request.json'), 'utf8')
  const event = JSON.parse(text)
  event.pull_request.base.sha = baseSha
  event.pull_request.head.sha = sha
  const github = { EVENT_NAME: 'pull_request', REF: 'refs/pull/12/merge', SHA: sha }
  return { options: { workspace: checkoutOf(origin, history), event, github }, base: baseSha }
}

/** A checkout of another repository than the event's. */
function otherRepository(url: string, files: Files): string {
  const folder = folderOf(files)
  const git = gitOf(folder)
  git('init', '--quiet', '--initial-branch', 'main')
  git('remote', 'add', 'origin', url)
  git('add', '--all')
  git('commit', '--quiet', '--message', 'policies')
  return folder
}

function checkoutOf(origin: string, history: Pull['history']): string {
  if (history === 'full') return origin
  const folder = join(folders, `workspace-${++workspaces}`)
  if (history === 'shallow') {
    gitOf(origin)('clone', '--quiet', '--depth', '1', `file://${origin}`, folder)
    return folder
  }
  cpSync(origin, folder, { recursive: true })
  rmSync(join(folder, '.git'), { recursive: true })
  return folder
}

describe('on a pull request', () => {
  async function judgePull({ options }: PullRun, inputs: Inputs = {}, more: Partial<RunOptions> = {}) {
    const given = { push: 'candidate', tags: '', ...inputs }
    // The PATH of the tests: what git knows of the base commit is asked first.
    return world.judgeNew('basic', { scan: one, inputs: given, options: { env: {}, ...options, ...more } })
  }
  const candidate = { exit: 0, code: undefined, verdict: 'passed', released: 'false', tags: [] }
  const ignored = { [byDefault]: ignoring('CVE-2026-1') }
  /** What was asked of GitHub about the files of this commit. */
  const askedOf = ({ base }: PullRun) =>
    world.slipway.local.api.requests.filter(({ path }) => path.includes('/contents/') && path.includes(base))

  test.concurrent("the base commit's file counts, though the pull request takes it away", async () => {
    const pull = pullOf({ base: ignored, head: {}, history: 'full' })
    const run = await judgePull(pull)
    expect(run.ending).toEqual(candidate)
    expect(run.notes).toEqual([])
    expect(askedOf(pull)).toEqual([])
  })

  test.concurrent('an entry that the pull request adds does not count', async () => {
    const base = { [byDefault]: ignoring('CVE-2026-7') }
    const run = await judgePull(pullOf({ base, head: ignored, history: 'full' }))
    expect(run.ending).toEqual(blocked)
  })

  test.concurrent('a file that the pull request adds does not count, and a notice says so', async () => {
    const run = await judgePull(pullOf({ base: {}, head: ignored, history: 'full' }))
    expect(run.ending).toEqual(blocked)
    expect(run.notes).toEqual([
      'notice: .slipway-ignore.yml is not in the base commit of this pull request, so it does not count yet.',
    ])
  })

  test.concurrent('a file that the pull request breaks does no harm yet', async () => {
    const run = await judgePull(
      pullOf({ base: ignored, head: { [byDefault]: 'broken: [' }, history: 'full' }),
    )
    expect(run.ending).toEqual(candidate)
  })

  test.concurrent('a file in a folder of the repository is found there, from a workspace inside of it', async () => {
    const files = { 'services/shop/ignore.yml': ignoring('CVE-2026-1') }
    const pull = pullOf({ base: files, head: {}, history: 'full' })
    const workspace = join(pull.options.workspace ?? '', 'services/shop')
    mkdirSync(workspace, { recursive: true })
    const run = await judgePull(pull, { 'ignore-file': 'ignore.yml' }, { workspace })
    expect(run.ending).toEqual(candidate)
  })

  for (const history of ['shallow', 'none'] as const) {
    test.concurrent(`with ${history === 'none' ? 'no' : 'a shallow'} checkout the file is read from GitHub`, async () => {
      // Without a repository in the workspace, only a file at hand tells where it is.
      const head = history === 'none' ? { [byDefault]: ignoring('CVE-2026-9') } : {}
      const pull = pullOf({ base: ignored, head, history })
      world.slipway.local.api.setFile(pull.base, byDefault, ignored[byDefault] ?? '')
      const run = await judgePull(pull)
      expect(run.ending).toEqual(candidate)
      expect(askedOf(pull)).toEqual([expect.objectContaining({ method: 'GET', status: 200 })])
      expect(run.notes).toEqual([])
    })

    test.concurrent(`with ${history === 'none' ? 'no' : 'a shallow'} checkout a file that GitHub has not does not count`, async () => {
      const pull = pullOf({ base: {}, head: ignored, history })
      const run = await judgePull(pull)
      expect(run.ending).toEqual(blocked)
      expect(askedOf(pull)).toEqual([expect.objectContaining({ status: 404 })])
      expect(run.notes).toEqual([expect.stringMatching(/^notice: .* so it does not count yet\.$/)])
    })
  }

  const unreadable: readonly (readonly [
    what: string,
    inputs: Inputs,
    run: Partial<RunOptions>,
    why: string,
  ])[] = [
    ['without a token', { 'github-token': '' }, { token: '' }, 'there is no github-token'],
    ['with a token that is none', { 'github-token': 'ghs_wrong' }, {}, 'answered with status 401'],
  ]
  for (const [what, inputs, options, why] of unreadable) {
    test.concurrent(`${what} the file at hand decides, and the summary says so above the findings`, async () => {
      const pull = pullOf({ base: {}, head: ignored, history: 'shallow' })
      const run = await judgePull(pull, inputs, options)
      expect(run.ending).toEqual(candidate)
      const note =
        '.slipway-ignore.yml is that of the checkout and not of the base commit, which could not be read: '
      const { summary } = run.result
      const at = summary.indexOf(note.slice(1, 40))
      expect(at).toBeGreaterThan(0)
      expect(at).toBeLessThan(summary.indexOf('Ignored: 1'))
      expect(run.result.log).toContain(note)
      expect(run.result.log).toContain(why)
    })
  }

  test.concurrent('a file that is named does not count before it is merged, and one that nobody has ends the run', async () => {
    const pull = pullOf({ base: {}, head: { 'ignore.yml': ignoring('CVE-2026-1') }, history: 'full' })
    const early = await judgePull(pull, { 'ignore-file': 'ignore.yml' })
    expect(early.ending).toEqual(blocked)
    expect(early.notes).toEqual([expect.stringMatching(/^notice: .* so it does not count yet\.$/)])
    const run = await judgePull(pull, { 'ignore-file': 'none.yml' })
    expect(run.ending).toEqual(refused('IGNORE_FILE_INVALID', undefined))
    expect(run.error).toContain("'none.yml' is not there in the base commit of this pull request")
    expect(run.asked).toEqual([])
  })

  test.concurrent('a checkout in a folder of the workspace is asked, whose path is not that of the repository', async () => {
    const pull = pullOf({ base: ignored, head: {}, history: 'full' })
    const workspace = folderOf({})
    cpSync(pull.options.workspace ?? '', join(workspace, 'shop'), { recursive: true })
    const run = await judgePull(pull, { 'ignore-file': `shop/${byDefault}` }, { workspace })
    expect(run.ending).toEqual(candidate)
  })

  test.concurrent('a file of another repository, checked out in the workspace, is read as it is', async () => {
    // actions/checkout puts nothing outside of the workspace.
    const policies = otherRepository('https://github.com/acme/policies', ignored)
    const pull = pullOf({ base: {}, head: {}, history: 'full' })
    cpSync(policies, join(pull.options.workspace ?? '', 'policies'), { recursive: true })
    expect((await judgePull(pull, { 'ignore-file': `policies/${byDefault}` })).ending).toEqual(candidate)
  })

  test.concurrent('a file of a submodule is not, since the pull request says which one it is', async () => {
    const base = { [`policies/${byDefault}`]: ignoring('CVE-2026-7') }
    const pull = pullOf({ base, head: {}, history: 'full' })
    const workspace = pull.options.workspace ?? ''
    const folder = join(workspace, 'policies')
    cpSync(otherRepository('https://github.com/mallory/policies', ignored), folder, { recursive: true })
    // As git has a submodule.
    cpSync(join(folder, '.git'), join(workspace, '.git/modules/policies'), { recursive: true })
    rmSync(join(folder, '.git'), { recursive: true })
    writeFileSync(join(folder, '.git'), 'gitdir: ../.git/modules/policies\n')
    const run = await judgePull(pull, { 'ignore-file': `policies/${byDefault}` })
    expect(run.ending).toMatchObject({ exit: 1, tags: [] })
    expect(run.ending.verdict).not.toBe('passed')
  })

  test.concurrent("a file from outside of the checkout is nobody's to change, and is read as it is", async () => {
    const elsewhere = join(folderOf({ 'shared.yml': ignoring('CVE-2026-1') }), 'shared.yml')
    const pull = pullOf({ base: {}, head: {}, history: 'full' })
    expect((await judgePull(pull, { 'ignore-file': elsewhere })).ending).toEqual(candidate)
  })

  test.concurrent('a link to the file from outside is no way around that', async () => {
    const pull = pullOf({ base: {}, head: ignored, history: 'full' })
    const workspace = pull.options.workspace ?? ''
    const link = join(folderOf({}), 'link')
    execFileSync('ln', ['-s', workspace, link])
    const run = await judgePull(pull, {}, { workspace: link })
    expect(run.ending).toEqual(blocked)
  })

  test.concurrent('that only builds no ignore file is read', async () => {
    const pull = pullOf({ base: { [byDefault]: 'broken: [' }, head: {}, history: 'full' })
    const run = await judgePull(pull, { push: 'auto' })
    expect(run.ending).toMatchObject({ exit: 0, code: undefined, verdict: undefined })
  })
})

test('an ignore file without a finding to meet is a notice, on an image that is clean', async () => {
  const run = await judge({ [byDefault]: ignoring('CVE-2026-1') }, rated(''))
  expect(run.ending).toEqual(released())
  expect(placesOf(run, 'notice')).toHaveLength(1)
})
