import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { type GitEvent, readEvent } from '../src/event.ts'
import { type EventTitle, events, runnerOf } from './support/events.ts'
import { failing } from './support/failure.ts'
import { givenFolder } from './support/folder.ts'
import { sha } from './support/given.ts'

const head = 'c4b8d7e6f5a4938271605f4e3d2c1b0a99887766'
const base = '0d2b6c1f4e8a9377c5d1e0b2a4f6983c7d5e1f20'
const ofPull = { headSha: head, baseSha: base, baseRef: 'main' }
const main = { kind: 'branch', name: 'main' } as const
const tag = { kind: 'tag', name: 'v1.2.3' } as const
const pull = { kind: 'pull-request', name: '12/merge' } as const
const queue = { kind: 'branch', name: 'gh-readonly-queue/main/pr-12-0d2b6c1f' } as const
const time = '2026-11-20T09:30:00+01:00'

describe('what GitHub tells of an event', () => {
  type Told = Pick<GitEvent, 'kind' | 'ref'> & Partial<GitEvent>
  const table: readonly (readonly [EventTitle, Told])[] = [
    ['push to a branch', { kind: 'publishing', ref: main, commitTime: time }],
    ['push of a tag', { kind: 'publishing', ref: tag, commitTime: time, baseRef: 'main' }],
    ['release', { kind: 'publishing', ref: tag }],
    ['schedule', { kind: 'publishing', ref: main }],
    ['workflow_dispatch', { kind: 'publishing', ref: main }],
    ['workflow_run', { kind: 'publishing', ref: main, commitTime: '2026-11-20T08:30:00Z' }],
    ['repository_dispatch', { kind: 'publishing', ref: main }],
    ['pull_request', { kind: 'pull-request', ref: pull, ...ofPull, headRepository: 'acme/shop' }],
    ['pull_request from a fork', { kind: 'fork', ref: pull, ...ofPull, headRepository: 'ada/shop' }],
    ['pull_request from a deleted fork', { kind: 'fork', ref: pull, ...ofPull }],
    [
      'pull_request_target',
      { kind: 'pull-request-target', ref: pull, ...ofPull, headRepository: 'ada/shop' },
    ],
    [
      'merge_group',
      {
        ...{ kind: 'merge-group', ref: queue, commitTime: '2026-11-20T08:30:00Z' },
        ...{ headRepository: 'acme/shop', baseSha: '0d2b6c1f4e8a9377c5d1e0b2a4f6983c7d5e1f20' },
      },
    ],
    ['an event that nobody knows', { kind: 'other', ref: main }],
  ]

  test.each(table)('%s', (title, told) => {
    expect(readEvent(runnerOf(title))).toEqual({
      name: events[title][1],
      sha,
      baseRef: undefined,
      defaultBranch: 'main',
      headSha: undefined,
      headRepository: undefined,
      baseSha: undefined,
      commitTime: undefined,
      repository: {
        fullName: 'acme/shop',
        url: 'https://github.com/acme/shop',
        description: 'Sells things',
        license: 'MIT',
      },
      run: { id: '42', attempt: '1', url: 'https://github.com/acme/shop/actions/runs/42' },
      ...told,
    })
  })
})

describe('refs', () => {
  test.each([
    ['refs/heads/feature/basket', { kind: 'branch', name: 'feature/basket' }],
    ['refs/tags/app/v1', { kind: 'tag', name: 'app/v1' }],
    ['refs/pull/7/head', { kind: 'pull-request', name: '7/head' }],
    ['refs/heads/refs/tags/v1', { kind: 'branch', name: 'refs/tags/v1' }],
    ['refs/heads/a\nb', { kind: 'branch', name: 'a\nb' }],
    ['refs/notes/commits', { kind: 'other', name: 'refs/notes/commits' }],
    ['refs/heads/', { kind: 'other', name: 'refs/heads/' }],
    ['main', { kind: 'other', name: 'main' }],
  ])('%j', (ref, expected) => {
    expect(readEvent({ ...runnerOf('push to a branch'), GITHUB_REF: ref }).ref).toEqual(expected)
  })
})

describe('the base', () => {
  function baseRef(ref: string, payload: unknown, name = 'push'): string | undefined {
    const path = join(givenFolder({ 'event.json': JSON.stringify(payload) }), 'event.json')
    return readEvent({
      ...runnerOf('push of a tag'),
      GITHUB_EVENT_NAME: name,
      GITHUB_REF: ref,
      GITHUB_EVENT_PATH: path,
    }).baseRef
  }
  const pulls = { base_ref: 'refs/heads/x', pull_request: { number: 7, base: { ref: 'release/1.2' } } }

  test.each<[string, string, unknown, string | undefined, string?]>([
    ['of a git tag', 'refs/tags/v1', { base_ref: 'refs/heads/release/1.2' }, 'release/1.2'],
    ['of a git tag on no branch', 'refs/tags/v1', { base_ref: null }, undefined],
    ['of a git tag with a payload of another kind', 'refs/tags/v1', pulls, 'x'],
    ['of a branch', 'refs/heads/main', pulls, undefined],
    ['of a pull request', 'refs/pull/7/merge', pulls, 'release/1.2', 'pull_request'],
    ['of a pull request into its base', 'refs/heads/main', pulls, 'release/1.2', 'pull_request_target'],
    ['of a pull request that tells none', 'refs/pull/7/merge', { pull_request: null }, undefined],
    ['of anything else', 'refs/notes/commits', pulls, undefined],
    ['that is no text', 'refs/tags/v1', { base_ref: ['refs/heads/main'] }, undefined],
  ])('%s', (_, ref, payload, expected, name = 'push') => {
    expect(baseRef(ref, payload, name)).toBe(expected)
  })
})

test('commits are compared in lower case', () => {
  const env = { ...runnerOf('push to a branch'), GITHUB_SHA: sha.toUpperCase() }
  expect(readEvent(env)).toMatchObject({ sha, commitTime: time })
})

describe('the commit that a pull request is compared with', () => {
  function baseSha(pullRequest: unknown): string | undefined {
    const path = join(
      givenFolder({ 'event.json': JSON.stringify({ pull_request: pullRequest }) }),
      'event.json',
    )
    return readEvent({ ...runnerOf('pull_request'), GITHUB_EVENT_PATH: path }).baseSha
  }

  test.each<[string, unknown, string | undefined]>([
    ['is that of its target branch', { base: { sha: base } }, base],
    ['is written in lower case', { base: { sha: base.toUpperCase() } }, base],
    ['is none without a base', {}, undefined],
    ['is none where the base is none', { base: null }, undefined],
    ['is none where it is no text', { base: { sha: 1 } }, undefined],
    ['is none where it is empty', { base: { sha: '' } }, undefined],
  ])('%s', (_, pullRequest, expected) => {
    expect(baseSha(pullRequest)).toBe(expected)
  })
})

test('on a server of one’s own, a second attempt', () => {
  const { run } = readEvent({
    ...runnerOf('schedule'),
    GITHUB_SERVER_URL: 'https://git.example.com',
    GITHUB_RUN_ATTEMPT: '2',
  })
  expect(run).toEqual({ id: '42', attempt: '2', url: 'https://git.example.com/acme/shop/actions/runs/42' })
})

describe('without a payload, or with a hostile one', () => {
  function reading(payload: string | undefined, title: EventTitle = 'push to a branch'): GitEvent {
    const path = payload === undefined ? '' : join(givenFolder({ 'event.json': payload }), 'event.json')
    return readEvent({ ...runnerOf(title), GITHUB_EVENT_PATH: path })
  }

  const plain = {
    url: 'https://github.com/acme/shop',
    fullName: 'acme/shop',
    description: undefined,
    license: undefined,
  }

  test.each([
    undefined,
    '{}',
    '[]',
    'null',
    '42',
    '"text"',
    '[[{"repository": 1}]]',
    '{"repository": null, "commits": null, "head_commit": null, "pull_request": null}',
    '{"repository": [], "commits": {}, "head_commit": [], "pull_request": []}',
    '{"repository": {"license": null, "html_url": 7, "description": null}, "commits": [null, 1, "x", [], {}]}',
    '{"repository": {"license": [], "html_url": "", "description": ["x"]}, "commits": [{"id": null, "timestamp": 1}]}',
    `{"head_commit": {"id": "${sha}", "timestamp": {"$date": 1}}}`,
    '{"__proto__": {"head_commit": 1}, "constructor": null}',
  ])('%s is a push with little known about it', (payload) => {
    expect(reading(payload)).toMatchObject({
      kind: 'publishing',
      ref: main,
      sha,
      baseRef: undefined,
      defaultBranch: undefined,
      headSha: undefined,
      headRepository: undefined,
      baseSha: undefined,
      commitTime: undefined,
      repository: plain,
    })
  })

  const repo = '{"full_name": "acme/shop"}'

  test.each([
    '{}',
    '{"pull_request": null}',
    '{"pull_request": []}',
    '{"pull_request": {"head": null, "base": null}}',
    `{"pull_request": {"head": {"repo": null}, "base": {"repo": ${repo}}}}`,
    '{"pull_request": {"head": {"repo": null}, "base": {"repo": null}}}',
    `{"pull_request": {"head": {"repo": [${repo}]}, "base": {"repo": [${repo}]}}}`,
    `{"pull_request": {"head": {"repo": ${repo}}}}`,
    '{"pull_request": {"head": {"repo": {"full_name": 1}}, "base": {"repo": {"full_name": 1}}}}',
    '{"pull_request": {"head": {"repo": {"full_name": ""}}, "base": {"repo": {"full_name": ""}}}}',
  ])('%s is a pull request that counts as foreign', (payload) => {
    expect(reading(payload, 'pull_request').kind).toBe('fork')
  })

  test.each(['{}', '{"pull_request": {"number": "12"}}', '{"pull_request": {"number": null}, "number": []}'])(
    'pull_request_target without a number keeps its ref: %s',
    (payload) => {
      expect(reading(payload, 'pull_request_target')).toMatchObject({
        kind: 'pull-request-target',
        ref: main,
      })
    },
  )

  test.each(['', '{', 'not JSON', '<html>'])('a payload that is no JSON: %j', async (payload) => {
    const failure = await failing(() => reading(payload))
    expect(failure).toMatchObject({
      code: 'EVENT_UNREADABLE',
      sentence: expect.stringMatching(/event\.json/),
    })
  })

  test('a payload that is not there', async () => {
    const failure = await failing(() =>
      readEvent({ ...runnerOf('schedule'), GITHUB_EVENT_PATH: join(givenFolder(), 'none.json') }),
    )
    expect(failure.code).toBe('EVENT_UNREADABLE')
  })
})

test.each(['GITHUB_EVENT_NAME', 'GITHUB_SHA', 'GITHUB_REF', 'GITHUB_REPOSITORY', 'GITHUB_RUN_ID'])(
  'outside of a workflow, without %s',
  async (name) => {
    for (const value of ['', undefined]) {
      const failure = await failing(() => readEvent({ ...runnerOf('schedule'), [name]: value }))
      expect(failure).toMatchObject({ code: 'EVENT_UNREADABLE', sentence: `${name} is not set.` })
    }
  },
)
