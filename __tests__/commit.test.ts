import { describe, expect, test } from '@jest/globals'
import { commitFacts } from '../src/commit.ts'
import { cancelled } from '../src/errors.ts'
import type { GitEvent } from '../src/event.ts'
import { parseTagRules } from '../src/image/tag-rules.ts'
import type { Inputs } from '../src/inputs/inputs.ts'
import { failing } from './support/failure.ts'
import { givenEvent, givenInputs, sha } from './support/given.ts'
import { type Reply, scriptedGitHub } from './support/scripted-github.ts'
import { written } from './support/stdout.ts'

const told = '2026-11-20T08:30:00Z'
const timeless = { commitTime: undefined, defaultBranch: 'main' } as const
const nothingKnown = { commitTime: undefined, defaultBranch: undefined } as const

function rules(text: string): Pick<Inputs, 'tags'> {
  return { tags: { ...givenInputs().tags, rules: parseTagRules(text).rules } }
}

function image(overrides: Partial<Inputs['image']>): Pick<Inputs, 'image'> {
  return { image: { ...givenInputs().image, ...overrides } }
}

type Circumstances = Readonly<{
  event?: Partial<GitEvent>
  env?: Readonly<Record<string, string>>
  reply?: (path: string) => Reply
  signal?: AbortSignal
}>

function answer(path: string): Reply {
  return path.includes('/commits/')
    ? { body: { commit: { committer: { date: told } } } }
    : { body: { default_branch: 'trunk' } }
}

/** What is known of a commit where a token is given, and what GitHub was asked for. */
async function learning(inputs: Partial<Inputs>, { event, env, reply = answer, signal }: Circumstances = {}) {
  const { url, asked } = await scriptedGitHub(({ path }) => reply(path))
  const given = givenInputs({ githubToken: 'ghs_x', tags: { ...givenInputs().tags, rules: [] }, ...inputs })
  const { value, log } = await written(() =>
    commitFacts(given, givenEvent(event), {
      env: { GITHUB_API_URL: url, ...env },
      signal: signal ?? new AbortController().signal,
      pace: 60,
    }),
  )
  return { ...value, time: value.time?.toISOString(), log, asked: asked.map(({ path }) => path) }
}

const commitPath = `GET /repos/acme/shop/commits/${sha}`
const repositoryPath = 'GET /repos/acme/shop'

describe('what the event tells is not asked for', () => {
  test('on a push', async () => {
    const facts = await learning(rules("type=raw,value={{commit_date 'YYYY'}}-{{is_default_branch}}"))
    expect(facts).toEqual({ time: '2026-11-20T08:30:00.000Z', defaultBranch: 'main', log: '', asked: [] })
  })

  test('with the time of SOURCE_DATE_EPOCH', async () => {
    const facts = await learning({}, { event: timeless, env: { SOURCE_DATE_EPOCH: '1700000000' } })
    expect(facts).toMatchObject({ time: '2023-11-14T22:13:20.000Z', asked: [] })
  })
})

describe('GitHub is asked for the time of the commit', () => {
  test.each<[string, Partial<Inputs>]>([
    ['where an image is to be pushed, for its label', {}],
    ['where a candidate is', { intent: 'candidate' }],
    ['where a tag needs it', { intent: 'build', ...rules("type=raw,value={{commit_date 'YYYYMMDD'}}") }],
    ['where a label needs it', { intent: 'build', ...image({ labels: ["day={{commit_date 'YYYY'}}"] }) }],
    [
      'where an annotation needs it',
      { intent: 'build', ...image({ annotations: ["day={{commit_date 'YYYY'}}"] }) },
    ],
    [
      'where the tag of the input image needs it',
      {
        intent: 'build',
        source: {
          kind: 'stored',
          image: {
            kind: 'tag',
            text: ':x',
            host: undefined,
            rules: rules("type=raw,value={{commit_date 'YYYYMMDD'}}").tags.rules,
          },
        },
      },
    ],
  ])('%s', async (_, inputs) => {
    const facts = await learning(inputs, { event: timeless })
    expect(facts).toEqual({
      time: '2026-11-20T08:30:00.000Z',
      defaultBranch: 'main',
      log: '',
      asked: [commitPath],
    })
  })

  test('that is released, which need not be the event’s', async () => {
    const other = 'a'.repeat(40)
    const { asked } = await learning({ sha: other })
    expect(asked).toEqual([`GET /repos/acme/shop/commits/${other}`])
  })
})

describe('GitHub is asked for the default branch', () => {
  test.each(['type=edge', 'type=raw,value=x,enable={{is_default_branch}}'])(
    'where a rule needs it: %s',
    async (rule) => {
      const facts = await learning({ intent: 'build', ...rules(rule) }, { event: nothingKnown })
      expect(facts).toMatchObject({ defaultBranch: 'trunk', asked: [repositoryPath] })
    },
  )

  test('and for the time, where both are needed', async () => {
    const facts = await learning(rules('type=edge'), { event: nothingKnown })
    expect(facts).toMatchObject({
      time: '2026-11-20T08:30:00.000Z',
      defaultBranch: 'trunk',
      asked: [commitPath, repositoryPath],
    })
  })
})

describe('GitHub is not asked', () => {
  test.each<[string, Partial<Inputs>]>([
    ['without a token', { githubToken: undefined, ...rules('type=edge') }],
    ['where nothing is pushed and nothing needs it', { intent: 'build', ...rules('type=sha') }],
    [
      'where the image is there already',
      { source: { kind: 'local', reference: 'shop' }, ...rules('type=sha') },
    ],
  ])('%s', async (_, inputs) => {
    expect(await learning(inputs, { event: nothingKnown })).toEqual({
      time: undefined,
      defaultBranch: undefined,
      log: '',
      asked: [],
    })
  })
})

describe('what GitHub does not tell stays unknown: a notice', () => {
  test('of each of both', async () => {
    const reply = (): Reply => ({ status: 403, body: { message: 'Resource not accessible by integration' } })
    const facts = await learning(rules('type=edge'), { event: nothingKnown, reply })
    expect(facts).toMatchObject({ time: undefined, defaultBranch: undefined })
    expect(facts.log).toMatch(
      /^::notice::The time of the commit is not known: [^\n]* answered with status 403: Resource[^\n]*\n::notice::The default branch is not known: [^\n]*\n$/,
    )
  })

  test('and the other one is told all the same', async () => {
    const reply = (path: string): Reply => (path.includes('/commits/') ? { status: 404 } : answer(path))
    const facts = await learning(rules('type=edge'), { event: nothingKnown, reply })
    expect(facts).toMatchObject({ time: undefined, defaultBranch: 'trunk' })
  })

  test('but a cancelled run ends', async () => {
    const signal = AbortSignal.abort(cancelled())
    const failure = await failing(() => learning({}, { event: timeless, signal }))
    expect(failure.code).toBe('CANCELLED')
  })
})
