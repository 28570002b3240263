import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { parsePairs } from '../../local/github/file-commands.ts'
import { actionNode } from '../../local/start.ts'
import { type EventTitle, runnerOf } from '../support/events.ts'
import { givenVariables, sha } from '../support/given.ts'
import { root } from '../support/slipway.ts'

// Tags, labels and json of a dry run whose process is started with inputs, GITHUB_* and an event file, and nothing else:
// no AWS, no Docker, no git, not even a PATH or a HOME.

type Texts = Readonly<Record<string, string>>
type Ended = Readonly<{ exitCode: number | null; log: string; outputs: Texts }>

const folder = mkdtempSync(join(tmpdir(), 'slipway-offline-'))
// One key for main's mark in the temporary folder, which is the machine's here: the post step removes it.
const job = { GITHUB_RUN_ID: `offline-${process.pid}` }
let runs = 0

afterAll(async () => {
  await start('post.js', runnerOf('push to a branch'))
  rmSync(folder, { recursive: true })
})

function start(script: string, env: Texts): Promise<Pick<Ended, 'exitCode' | 'log'>> {
  const child = spawn(actionNode(root), [join(root, 'dist', script)], {
    cwd: folder,
    env: { ...job, ...env },
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      log += data.toString()
    })
  }
  return new Promise((resolve) => child.once('close', (exitCode) => resolve({ exitCode, log })))
}

async function run(inputs: Texts, github: Texts = runnerOf('push to a branch')): Promise<Ended> {
  const own = join(folder, String(++runs))
  mkdirSync(own)
  const [GITHUB_OUTPUT, GITHUB_STATE] = [join(own, 'output'), join(own, 'state')]
  writeFileSync(GITHUB_OUTPUT, '')
  const given = givenVariables({ repository: 'shop', 'dry-run': 'true', ...inputs })
  const ended = await start('index.js', { ...github, ...given, GITHUB_OUTPUT, GITHUB_STATE })
  const state = Object.fromEntries(parsePairs(readFileSync(GITHUB_STATE, 'utf8')))
  expect(existsSync(state.folder ?? '.')).toBe(false)
  return { ...ended, outputs: Object.fromEntries(parsePairs(readFileSync(GITHUB_OUTPUT, 'utf8'))) }
}

/** A push to this branch, whose name may be anything that git takes, and more. */
function pushTo(branch: string): Texts {
  const file = join(folder, `event-${++runs}.json`)
  writeFileSync(file, JSON.stringify({ ref: `refs/heads/${branch}`, repository: { full_name: 'acme/shop' } }))
  const github = { ...runnerOf('push to a branch'), GITHUB_REF: `refs/heads/${branch}` }
  return { ...github, GITHUB_EVENT_PATH: file }
}

const labelsOf = ({ outputs }: Ended): Texts =>
  Object.fromEntries((outputs.labels ?? '').split('\n').map((line) => line.split(/=(.*)/s).slice(0, 2)))
const warningsOf = ({ log }: Ended) =>
  [...log.matchAll(/^::warning::(.*)$/gm)]
    .map(([, text]) => text)
    .filter((text) => !/Dockerfile/.test(text ?? ''))
const errorOf = ({ log }: Ended) => /^::error .*?::(.*)$/m.exec(log)?.[1]?.replaceAll('%25', '%')

describe('a dry run with no more than inputs and event', () => {
  const rules = `
    type=schedule
    type=ref,event=branch
    type=ref,event=tag
    type=ref,event=pr
    type=semver,pattern={{major}}.{{minor}}
    type=sha
    type=raw,value=stable,enable={{is_default_branch}}`
  const short = `sha-${sha.slice(0, 7)}`
  const head = 'c4b8d7e6f5a4938271605f4e3d2c1b0a99887766'

  test.concurrent.each<readonly [EventTitle, Texts, string, string, string | undefined]>([
    ['push to a branch', {}, `main stable ${short}`, sha, '2026-11-20T08:30:00.000Z'],
    ['push of a tag', {}, `1.2 v1.2.3 ${short} latest`, sha, '2026-11-20T08:30:00.000Z'],
    ['pull_request', { 'pr-head-sha': 'true' }, 'pr-12 sha-c4b8d7e', head, undefined],
    ['pull_request', {}, `pr-12 ${short}`, sha, undefined],
    ['schedule', {}, `nightly main stable ${short}`, sha, undefined],
  ])('on %s %j gives %s', async (title, inputs, names, revision, created) => {
    const ended = await run({ tags: rules, ...inputs }, runnerOf(title))
    const tags = names.split(' ')
    expect(ended.exitCode).toBe(0)
    expect(ended.outputs).toMatchObject({
      version: tags[0],
      'tag-names': tags.join('\n'),
      built: 'false',
      released: 'false',
    })
    const labels = labelsOf(ended)
    expect(labels).toEqual({
      ...(created && { 'org.opencontainers.image.created': created }),
      'org.opencontainers.image.description': 'Sells things',
      'org.opencontainers.image.licenses': 'MIT',
      'org.opencontainers.image.revision': revision,
      'org.opencontainers.image.source': 'https://github.com/acme/shop',
      'org.opencontainers.image.title': 'shop',
      'org.opencontainers.image.url': 'https://github.com/acme/shop',
      'org.opencontainers.image.version': tags[0],
    })
    expect(JSON.parse(ended.outputs.json ?? '')).toEqual({
      ...{ tags, 'tag-names': tags, labels },
      annotations: Object.entries(labels).map(([key, value]) => `manifest:${key}=${value}`),
    })
  })
})

describe('what the event does not tell', () => {
  const onSchedule = { ...runnerOf('schedule'), GITHUB_API_URL: 'http://127.0.0.1:9' }

  test.concurrent('stays unknown, with a notice, where GitHub is not to be reached', async () => {
    const ended = await run({ 'github-token': 'of the job', tags: 'type=sha' }, onSchedule)
    expect(ended.exitCode).toBe(0)
    expect(ended.log).toMatch(/^::notice::The time of the commit is not known: 127\.0\.0\.1:9: /m)
    expect(labelsOf(ended)).not.toHaveProperty(['org.opencontainers.image.created'])
  })

  test.concurrent('ends a rule that cannot do without', async () => {
    const ended = await run({ tags: "type=raw,value={{commit_date 'YYYYMMDD'}}" }, onSchedule)
    expect(ended.exitCode).toBe(1)
    expect(ended.outputs['failure-code']).toBe('COMMIT_TIME_UNKNOWN')
  })
})

describe('a branch named', () => {
  const hostile: readonly (readonly [what: string, branch: string, tag: string])[] = [
    ['with 300 characters', 'a'.repeat(300), 'a'.repeat(128)],
    ['with an emoji', 'feature/🚀-start', 'feature--start'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell would read it
    ['for a shell', '$(touch${IFS}x);`id`&&"a"|\'b\'>c!', 'touch-IFS-x-id-a-b-c-'],
    ['with control characters', 'a\u0001\u001b[31mb\u007f\u0085c\rd', 'a-31mb-c-d'],
    ['as a workflow command', '::error::a##[group]b', 'error-a-group-b'],
    ['as a path', '../../etc/passwd', 'etc-passwd'],
    ['as an expression', '{{sha}}%0A::x', 'sha-0A-x'],
    ['with what turns text around', 'a\u202eb\u2028c', 'a-b-c'],
  ]

  test.concurrent.each(hostile)(
    '%s gives a valid tag, and reaches the log as no command',
    async (what, branch, tag) => {
      const ended = await run({ tags: 'type=ref,event=branch' }, pushTo(branch))
      expect(ended.exitCode).toBe(0)
      expect(ended.outputs).toMatchObject({ version: tag, 'tag-names': tag })
      expect(labelsOf(ended)).toMatchObject({ 'org.opencontainers.image.version': tag })
      const cut = "The tag rule 'type=ref,event=branch': the tag is longer than 128 characters and was cut."
      expect(warningsOf(ended)).toEqual(what === 'with 300 characters' ? [cut] : [])
      expectTame(ended)
    },
  )

  test('only with what no tag can hold gives none, and the name is told on one line', async () => {
    const { exitCode, ...ended } = await run({ tags: 'type=ref,event=branch' }, pushTo('🚀\u001b\r::🚀'))
    expect(exitCode).toBe(1)
    expect(ended.outputs['failure-code']).toBe('NO_TAGS')
    expect(ended.outputs['failure-reason']).toContain("on branch '🚀 ::🚀'")
    expectTame({ exitCode, ...ended })
    const others = await run({ tags: 'type=ref,event=branch\ntype=sha' }, pushTo('🚀'))
    expect(others.outputs['tag-names']).toBe(`sha-${sha.slice(0, 7)}`)
  })

  /** Commands of the log are ours alone, and nothing in it moves a terminal. */
  function expectTame({ log }: Ended): void {
    const commands = log.split(/[\r\n]/).filter((line) => line.startsWith('::'))
    expect(
      commands.filter((line) => !/^::(debug|warning|notice|group|endgroup|error title=Slipway)/.test(line)),
    ).toEqual([])
    expect(log).not.toContain('##[')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(log).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
  }
})

describe('a tag', () => {
  test.concurrent.each([
    [128, []],
    [
      129,
      [expect.stringMatching(/^The tag rule '.*': the tag is longer than 128 characters and was cut\.$/)],
    ],
  ])('of %i characters is as long as a tag can be', async (length, warnings) => {
    const ended = await run({ tags: `type=raw,value=${'x'.repeat(length)}` })
    expect(ended.exitCode).toBe(0)
    expect(ended.outputs['tag-names']).toBe('x'.repeat(128))
    expect(warningsOf(ended)).toEqual(warnings)
  })

  test('is cut in front of its suffix', async () => {
    const ended = await run({ tags: `type=raw,value=${'x'.repeat(126)},suffix=-arm` })
    expect(ended.outputs['tag-names']).toBe(`${'x'.repeat(124)}-arm`)
  })
})

test('rules that cannot be read are told all at once, each with its line and its part', async () => {
  const tags = [
    'type=sha',
    '# of versions',
    '',
    'type=semver',
    'type=ref,event=branches',
    'type=raw,value={{branch',
    'type=what',
    'type=raw,value=a,priority=first',
    'type=match,pattern=/(/',
    'type=raw,"value=a',
  ]
  const ended = await run({ tags: tags.join('\n'), flavor: 'latest=perhaps' })
  expect(ended.exitCode).toBe(1)
  expect(ended.outputs).toEqual({
    ...{ built: 'false', released: 'false', 'failure-code': 'INPUT_INVALID' },
    'failure-reason': expect.stringMatching(/^2 inputs are wrong: /),
  })
  const parts = [
    "type=semver needs a pattern, such as pattern={{version}} (line 4, 'type=semver')",
    "type=ref needs event=branch, event=tag or event=pr (line 5, 'type=ref,event=branches')",
    "'{{branch' is not closed (line 6, 'type=raw,value={{branch')",
    "type 'what' is not one of schedule, semver, pep440, match, edge, ref, raw, sha (line 7, 'type=what')",
    "priority 'first' is not a number (line 8, 'type=raw,value=a,priority=first')",
    "(line 9, 'type=match,pattern=/(/')",
    "a double quote is not closed (line 10, 'type=raw,value=a')",
  ]
  for (const part of parts) expect(errorOf(ended)).toContain(part)
  expect(errorOf(ended)).toContain('flavor: ')
  expect(ended.log.match(/^::error/gm)).toHaveLength(1)
})

describe('rules that give no tag', () => {
  const none = { tags: 'type=ref,event=tag' }

  test.concurrent.each([
    ['a dry run', {}],
    ['a release', { 'dry-run': 'false', 'aws-region': 'eu-west-1' }],
    [
      'a release with a role',
      { 'dry-run': 'false', 'aws-region': 'eu-west-1', 'role-to-assume': roleOf('release') },
    ],
  ])('end %s before anything is looked at', async (_, inputs: Texts) => {
    const ended = await run({ ...none, ...inputs })
    expect(ended.exitCode).toBe(1)
    expect(ended.outputs['failure-code']).toBe('NO_TAGS')
    expect(ended.outputs['failure-reason']).toBe(
      "The input tags gives no tag for the event push on branch 'main'.",
    )
    // No group, no warning of the Dockerfile that is not there: the error is all there is.
    expect(
      ended.log
        .trim()
        .split('\n')
        .filter((line) => !line.startsWith('::debug::')),
    ).toEqual([expect.stringMatching(/^::error title=Slipway%3A NO_TAGS::/)])
  })

  test.concurrent.each([
    ['tags: none', { tags: 'none' }, 'push to a branch'],
    ['push: candidate', { ...none, push: 'candidate' }, 'push to a branch'],
    ['a pull request', none, 'pull_request'],
  ] as const)('are none that is missed with %s', async (_, inputs, title) => {
    const ended = await run(inputs, runnerOf(title))
    expect(ended.exitCode).toBe(0)
    expect(ended.outputs['tag-names']).toBe('')
    expect(ended.outputs).not.toHaveProperty('version')
  })

  function roleOf(name: string): string {
    return `arn:aws:iam::123456789012:role/${name}`
  }
})
