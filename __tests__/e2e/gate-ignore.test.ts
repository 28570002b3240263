import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { ScanScript } from '../../local/aws/aws.ts'
import type { RunOptions } from '../../local/github/records.ts'
import { forTwoPlatforms, found } from '../fixtures/e2e/scans.ts'
import {
  basic,
  blocked,
  enhanced,
  type GateWorld,
  type Inputs,
  released,
  startGateWorld,
} from '../fixtures/e2e-gate-world.ts'
import { root } from '../support/slipway.ts'
import { type Traced, tracedToTheBuild } from '../support/traced.ts'

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

function placesOf({ result }: Traced, level: 'error' | 'warning' | 'notice') {
  const ours = result.main.annotations.filter((one) => one.level === level && one.file !== undefined)
  return ours.map(({ message, file, line }) => ({ message, at: `${file}:${line}` }))
}

const day = (fromToday: number) => new Date(Date.now() + fromToday * 86_400_000).toISOString().slice(0, 10)

describe('an ignore file', () => {
  test.concurrent('in its usual place leaves what it ignores in sight, with reason, end and place', async () => {
    const entry = { id: 'CVE-2026-1', until: day(30), reason: 'Not reachable; see issue 7' }
    const run = await judge({ [byDefault]: ignoring(entry) }, two)
    expect(run.ending).toEqual(blocked)
    expect(run.result.log).toContain('.slipway-ignore.yml: 1 entry\n')
    expect(run.notes).toEqual([])
    expect(run.error).toContain('the worst CVE-2026-2 (high) in zlib')
    const { summary } = run.result
    expect(summary).toContain('<details><summary>Ignored: 1</summary>')
    const cells = ['Critical', '`openssl`', '`1.0.0`', 'Not reachable; see issue 7', day(30)]
    expect(summary).toContain(`| ${cells.join(' | ')} | \`.slipway-ignore.yml:3\` |`)
    expect(JSON.parse(run.outputs.findings ?? '')).toMatchObject({ critical: 1, high: 1, total: 2 })
  })

  test.concurrent('adds to the others that are named, also from outside, and the usual one is then not read', async () => {
    const findings = ['openssl', 'zlib', 'curl'].map((name, at) => basic(`CVE-2026-${at}`, 'HIGH', name))
    const elsewhere = join(folderOf({ 'shared.yml': ignoring('CVE-2026-2') }), 'shared.yml')
    const files = {
      'a.yml': ignoring('CVE-2026-0'),
      'policies/b.yml': ignoring({ id: 'CVE-2026-*', package: 'zlib' }),
      [byDefault]: 'not: read',
    }
    const inputs = { 'ignore-file': `a.yml\npolicies/b.yml, ${elsewhere}` }
    const run = await judge(files, found({ findings }), inputs)
    expect(run.ending).toEqual(released())
    expect(run.result.log).toMatch(/passed with 3 findings, all ignored/)
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
  })
})

// Each rule is in scan/matcher.test.ts.
describe('an entry covers', () => {
  test.concurrent('what all of it fits, until its end, and says why it covers no more', async () => {
    const lodash = (id: string, fixAvailable = 'NO') => {
      const place = { packageManager: 'NPM', filePath: 'app/node_modules/lodash', fixedInVersion: '4.17.21' }
      const vulnerablePackages = [{ name: 'lodash', version: '4.17.20', ...place }]
      return enhanced(id, 'HIGH', [], {
        fixAvailable,
        packageVulnerabilityDetails: { vulnerabilityId: id, vulnerablePackages },
      })
    }
    const entries = [
      { id: 'CVE-2026-?' },
      { id: 'CVE-path', path: '/app/**' },
      { id: 'CVE-platform', platform: 'linux/amd64' },
      { id: 'CVE-today', until: `[${day(0)}, fixed]` },
      { id: 'CVE-version', package: 'lodash@4.17.21' },
      { id: 'CVE-elsewhere', platform: 'linux/arm64' },
      { id: 'CVE-raised', severity: 'medium' },
      { id: 'CVE-mended', until: 'fixed' },
    ]
    const names = ['2026-1', 'path', 'platform', 'today', 'version', 'elsewhere', 'raised']
    const list = [...names.map((name) => lodash(`CVE-${name}`)), lodash('CVE-mended', 'YES')]
    const workspace = folderOf({ [byDefault]: ignoring(...entries) })
    const inputs = { 'report-file': 'report.json' }
    const scan = found({ enhanced: list })
    const run = await world.judgeNew('on-push', { scan, inputs, options: { workspace } })
    expect(run.ending).toEqual(blocked)
    const { findings } = JSON.parse(readFileSync(join(workspace, 'report.json'), 'utf8')) as {
      findings: readonly { id: string; decision: { kind: string } }[]
    }
    const ignored = findings.filter(({ decision }) => decision.kind === 'ignored').map(({ id }) => id)
    expect(ignored.toSorted()).toEqual(['CVE-2026-1', 'CVE-path', 'CVE-platform', 'CVE-today'])
    expect(run.outputs.violations).toBe('4')
    expect(placesOf(run, 'warning')).toEqual([
      {
        message: expect.stringContaining('it is rated high. Weigh it again.'),
        at: `.slipway-ignore.yml:${3 + 2 + 3 * 5}`,
      },
      {
        message:
          'CVE-mended counts again: its entry (.slipway-ignore.yml:23) holds until there is a fix, and lodash 4.17.20 has it: 4.17.21. Take the fix, and the entry out.',
        at: '.slipway-ignore.yml:23',
      },
    ])
  })

  test.concurrent('one platform of two', async () => {
    const push = forTwoPlatforms(world.slipway.local.aws, [one, one])
    const files = { [byDefault]: ignoring({ id: 'CVE-2026-1', platform: 'linux/arm64' }) }
    const run = await world.judge(await world.store('basic', push), {
      options: { workspace: folderOf(files) },
    })
    expect(run.ending).toEqual(blocked)
    expect(run.outputs).toMatchObject({ violations: '1' })
    expect(JSON.parse(run.outputs.findings ?? '')).toMatchObject({ total: 2 })
  })
})

test.concurrent('entries whose time is over are warned of at their lines, and all others are in one notice', async () => {
  const entries = [
    { id: 'CVE-2026-1', until: day(-1) },
    { id: 'CVE-2026-2', until: day(7) },
    { id: 'CVE-2026-3', until: day(8) },
    'CVE-2019-9',
  ]
  const findings = ['CVE-2026-1', 'CVE-2026-2', 'CVE-2026-3'].map((id) => basic(id, 'HIGH', 'openssl'))
  const run = await judge({ [byDefault]: ignoring(...entries) }, found({ findings }))
  expect(run.ending).toEqual(blocked)
  expect(run.outputs.violations).toBe('1')
  const expired = `CVE-2026-1 counts again since ${day(0)}: its entry (.slipway-ignore.yml:3) expired. Take a fix, or give the entry a new day and reason.`
  expect(placesOf(run, 'warning')).toEqual([{ message: expired, at: '.slipway-ignore.yml:3' }])
  expect(placesOf(run, 'notice')).toEqual([
    {
      message:
        'Entries of ignore files: 1 ending within 7 days: CVE-2026-2 (.slipway-ignore.yml:6), 7 days left; 1 matching nothing: CVE-2019-9 (.slipway-ignore.yml:12).',
      at: '.slipway-ignore.yml:6',
    },
  ])
})

// All that can be wrong in one is in scan/ignore-file.test.ts.
describe('an ignore file that is wrong', () => {
  const text = ignoring(
    { id: 'CVE-2026-1', untill: '2026-12-31' },
    { id: 'CVE-2026-2', until: '2026-02-30' },
    { id: 'CVE-2026-3', severity: 'hihg' },
    { id: '"*"' },
    { id: 'CVE-2026-4', reason: '""' },
  )
  const says = [
    "line 4, column 5: 'untill' is no name that an entry has: there are id, package,",
    "line 7, column 12: until '2026-02-30' is no day of the calendar",
    'line 10, column 15: severity',
    "line 12, column 9: id '*' stands for every finding",
    'line 15, column 13: reason is empty',
  ]

  test.concurrent.each([{}, { 'dry-run': 'true' }])(
    'ends the run before a build, with all of what is wrong at once: %j',
    async (more) => {
      const file = join(folderOf({ 'ignore.yml': text }), 'ignore.yml')
      const run = await tracedToTheBuild(world.slipway, { repository: 'shop', 'ignore-file': file, ...more })
      expect(run.code).toBe('IGNORE_FILE_INVALID')
      expect(run.error).toMatch(
        /^The ignore file '\S+' is wrong: line .*\. Nothing was built\. Correct the file/,
      )
      for (const words of says) expect(run.error).toContain(words)
      expect(placesOf(run, 'error')).toEqual([{ message: run.error, at: `${file}:4` }])
      expect(run.asked).toEqual([])
      expect(run.outputs).toMatchObject({ built: 'false', released: 'false' })
    },
  )

  test.concurrent('or not there ends the run where it is named', async () => {
    const run = await judge({}, one, { 'ignore-file': 'ignore.yml' })
    expect(run.code).toBe('IGNORE_FILE_INVALID')
    expect(run.error).toContain("'ignore.yml' is not there in the workspace")
    expect(run.asked).toEqual([])
  })
})

/** What the base branch has, what the pull request has, and how much of that the checkout knows. */
type Pull = Readonly<{
  base: Files
  head: Files
  /** `full` has the base commit, `shallow` has not (fetch-depth: 1). */
  history: 'full' | 'shallow'
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
  gitOf(origin)('clone', '--quiet', '--depth', '1', `file://${origin}`, folder)
  return folder
}

describe('on a pull request', () => {
  async function judgePull(
    { options }: PullRun,
    inputs: Inputs = {},
    more: Partial<RunOptions> = {},
    scan: ScanScript = one,
  ) {
    const given = { push: 'candidate', tags: '', ...inputs }
    // The PATH of the tests: what git knows of the base commit is asked first.
    return world.judgeNew('basic', { scan, inputs: given, options: { env: {}, ...options, ...more } })
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

  test.concurrent('a file that the pull request adds does not count, and a notice says so', async () => {
    const run = await judgePull(pullOf({ base: {}, head: ignored, history: 'full' }))
    expect(run.ending).toEqual(blocked)
    expect(run.notes).toEqual([
      'notice: .slipway-ignore.yml is not in the base commit of this pull request, so it does not count yet.',
    ])
  })

  test.concurrent('with a shallow checkout the file is read from GitHub', async () => {
    const pull = pullOf({ base: ignored, head: {}, history: 'shallow' })
    world.slipway.local.api.setFile(pull.base, byDefault, ignored[byDefault] ?? '')
    const run = await judgePull(pull)
    expect(run.ending).toEqual(candidate)
    expect(askedOf(pull)).toEqual([expect.objectContaining({ method: 'GET', status: 200 })])
    expect(run.notes).toEqual([])
  })

  test.concurrent('without a token the file at hand decides, and the summary says so above the findings', async () => {
    const pull = pullOf({ base: {}, head: ignored, history: 'shallow' })
    const run = await judgePull(pull, { 'github-token': '' }, { token: '' })
    expect(run.ending).toEqual(candidate)
    const note =
      '.slipway-ignore.yml is that of the checkout and not of the base commit, which could not be read: '
    const { summary } = run.result
    const at = summary.indexOf(note.slice(1, 40))
    expect(at).toBeGreaterThan(0)
    expect(at).toBeLessThan(summary.indexOf('Ignored: 1'))
    expect(run.result.log).toContain(note)
    expect(run.result.log).toContain('there is no github-token')
  })

  test.concurrent('a file of another repository in the workspace, and one from outside, are read as they are', async () => {
    const elsewhere = join(folderOf({ 'shared.yml': ignoring('CVE-2026-2') }), 'shared.yml')
    // actions/checkout puts nothing outside of the workspace.
    const policies = otherRepository('https://github.com/acme/policies', ignored)
    const pull = pullOf({ base: {}, head: {}, history: 'full' })
    cpSync(policies, join(pull.options.workspace ?? '', 'policies'), { recursive: true })
    const inputs = { 'ignore-file': `policies/${byDefault}\n${elsewhere}` }
    expect((await judgePull(pull, inputs, {}, two)).ending).toEqual(candidate)
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

  test.concurrent('a link to the file from outside is no way around that', async () => {
    const pull = pullOf({ base: {}, head: ignored, history: 'full' })
    const workspace = pull.options.workspace ?? ''
    const link = join(folderOf({}), 'link')
    execFileSync('ln', ['-s', workspace, link])
    const run = await judgePull(pull, {}, { workspace: link })
    expect(run.ending).toEqual(blocked)
  })
})
