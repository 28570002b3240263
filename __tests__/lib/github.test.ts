import { afterEach, describe, expect, test } from '@jest/globals'
import { type GitHubApi, startApi } from '../../local/github/api.ts'
import { cancelled } from '../../src/errors.ts'
import { type GitHub, readCommitTime, readDefaultBranch, readFileAt } from '../../src/lib/github.ts'
import { failing } from '../support/failure.ts'
import { sha } from '../support/given.ts'
import { type Asked, type Reply, scriptedGitHub } from '../support/scripted-github.ts'

const token = 'ghs_hunter22'
const time = '2026-11-20T08:30:00Z'
const commit: Reply = { body: { sha, commit: { author: { date: 'x' }, committer: { date: time } } } }

/** Asks an API that answers like this, one reply after the other and then the last one for ever. */
async function asking<T>(
  ask: (github: GitHub) => Promise<T>,
  replies: readonly Reply[],
  signal = new AbortController().signal,
) {
  const { url, asked } = await scriptedGitHub(
    (_, all) => replies[Math.min(all.length, replies.length) - 1] ?? {},
  )
  const github = { apiUrl: url, token, repository: 'acme/shop', signal, pace: 60 }
  const outcome = await ask(github).then(
    (value) => ({ value, error: undefined }),
    (error: unknown) => ({ value: undefined, error }),
  )
  // What Node.js itself throws is no Error of this test's realm.
  const words = outcome.error === undefined ? undefined : (outcome.error as Error).message
  return { ...outcome, words, asked, host: url.replace('http://', '') }
}

function timeOf(replies: readonly Reply[]) {
  return asking((github) => readCommitTime(github, sha), replies)
}

function paths(asked: readonly Asked[]): readonly string[] {
  return asked.map(({ path }) => path)
}

test('the time of a commit is its committer’s', async () => {
  const { value, asked } = await timeOf([commit])
  expect(value).toBe(time)
  expect(paths(asked)).toEqual([`GET /repos/acme/shop/commits/${sha}`])
  expect(asked[0]?.headers).toMatchObject({
    authorization: `Bearer ${token}`,
    'x-github-api-version': '2022-11-28',
    'user-agent': 'slipway',
  })
})

test('the default branch is the repository’s', async () => {
  const { value, asked } = await asking(readDefaultBranch, [{ body: { default_branch: 'trunk' } }])
  expect(value).toBe('trunk')
  expect(paths(asked)).toEqual(['GET /repos/acme/shop'])
})

test('an API below a path is asked there', async () => {
  const { asked } = await asking(
    (github) => readCommitTime({ ...github, apiUrl: `${github.apiUrl}/api/v3` }, sha),
    [commit],
  )
  expect(paths(asked)).toEqual([`GET /api/v3/repos/acme/shop/commits/${sha}`])
})

test('a repository that was renamed is found where it is now', async () => {
  const { url } = await scriptedGitHub(() => commit)
  const { value } = await timeOf([{ status: 301, location: `${url}/repositories/1/commits/${sha}` }])
  expect(value).toBe(time)
})

describe('what passes is asked for again', () => {
  test.each<[string, Reply]>([
    ['a fault', { status: 500, body: { message: 'oops' } }],
    ['a gateway', { status: 502, type: 'text/html', body: '<html>' }],
    ['being throttled', { status: 429, body: { message: 'slow down' } }],
    ['a broken connection', 'reset'],
  ])('%s, and then it is there', async (_, reply) => {
    const { value, asked } = await timeOf([reply, reply, commit])
    expect(value).toBe(time)
    expect(asked).toHaveLength(3)
  })

  test('three times in all', async () => {
    const { words, asked, host } = await timeOf([{ status: 503, body: { message: 'down' } }])
    expect(asked).toHaveLength(3)
    expect(words).toBe(`${host} answered with status 503: down`)
  })

  test('and a connection that breaks for ever is named by its host', async () => {
    const { words, asked, host } = await timeOf(['reset'])
    expect(asked).toHaveLength(3)
    expect(words).toMatch(new RegExp(`^${host}: \\S`))
  })
})

describe('what does not pass is asked for once', () => {
  test.each([
    [401, 'Bad credentials'],
    [403, 'Resource not accessible by integration'],
    [404, 'Not Found'],
    [422, 'No commit found for SHA'],
  ])('%d', async (status, message) => {
    const { words, asked, host } = await timeOf([{ status, body: { message } }])
    expect(asked).toHaveLength(1)
    expect(words).toBe(`${host} answered with status ${status}: ${message}`)
  })
})

describe('an answer that makes no sense is an error in words', () => {
  test.each<[string, Reply]>([
    ['an empty object', { body: {} }],
    ['a list', { body: [] }],
    ['null', { body: 'null' }],
    ['nothing', { body: '' }],
    ['HTML', { type: 'text/html', body: '<html>' }],
    ['a commit without a committer', { body: { commit: { committer: null } } }],
    ['a time that is none', { body: { commit: { committer: { date: 'yesterday' } } } }],
    ['a time that is no text', { body: { commit: { committer: { date: 1 } } } }],
  ])('of a commit: %s', async (_, reply) => {
    const { words, asked } = await timeOf([reply])
    expect(words).toBe('GitHub answered without the time of the commit')
    expect(asked).toHaveLength(1)
  })

  test.each<[string, Reply]>([
    ['an empty object', { body: {} }],
    ['null', { body: { default_branch: null } }],
    ['no name', { body: { default_branch: '' } }],
    ['HTML', { type: 'text/html', body: '<html>' }],
  ])('of a repository: %s', async (_, reply) => {
    const { words } = await asking(readDefaultBranch, [reply])
    expect(words).toBe('GitHub answered without the default branch')
  })
})

describe('a file of a commit', () => {
  const path = '.slipway-ignore.yml'
  const text = 'ignore:\r\n  - reason: é\n'
  const opened: GitHubApi[] = []

  afterEach(async () => {
    for (const api of opened.splice(0)) await api.close()
  })

  async function givenApi() {
    const api = await startApi()
    opened.push(api)
    const signal = new AbortController().signal
    const github: GitHub = { apiUrl: api.url, token: api.token, repository: 'acme/shop', signal, pace: 60 }
    return { api, github }
  }

  const wordsOf = (work: Promise<unknown>) =>
    work.then(
      (value) => `read: ${value}`,
      (error: unknown) => (error as Error).message,
    )

  test('is read as it is', async () => {
    const { api, github } = await givenApi()
    api.setFile(sha, path, text)
    expect(await readFileAt(github, sha, path)).toBe(text)
    expect(api.requests).toEqual([
      { method: 'GET', path: `/repos/acme/shop/contents/${path}?ref=${sha}`, status: 200 },
    ])
  })

  test.each(['a folder/with spaces.yml', 'a#b?c=d&e%20f', 'Ä+:@!.yml', '..dots', '-dash'])(
    'may have any name: %j',
    async (name) => {
      const { api, github } = await givenApi()
      api.setFile(sha, name, text)
      expect(await readFileAt(github, sha, name)).toBe(text)
    },
  )

  test('may be empty', async () => {
    const { api, github } = await givenApi()
    api.setFile(sha, path, '')
    expect(await readFileAt(github, sha, path)).toBe('')
  })

  test('is none where the commit has none, be it that another one has', async () => {
    const { api, github } = await givenApi()
    api.setFile('b'.repeat(40), path, text)
    api.setFile(sha, 'other.yml', text)
    expect(await readFileAt(github, sha, path)).toBeUndefined()
    expect(api.requests.map(({ status }) => status)).toEqual([404])
  })

  test('is an error in words where the job may not read contents: that does not pass', async () => {
    const { api, github } = await givenApi()
    api.setFile(sha, path, text)
    api.setContents('none')
    expect(await wordsOf(readFileAt(github, sha, path))).toBe(
      `${new URL(api.url).host} answered with status 403: Resource not accessible by integration`,
    )
    expect(api.requests).toHaveLength(1)
  })

  test('is an error in words where it is so large that its text is left out', async () => {
    const { api, github } = await givenApi()
    api.setFile(sha, path, 'x'.repeat(1024 * 1024 + 1))
    expect(await wordsOf(readFileAt(github, sha, path))).toBe(
      `GitHub answered without the text of ${path} (1048577 bytes)`,
    )
  })

  test.each(['server-error', 'unavailable', 'secondary-limit', 'reset'] as const)(
    'is asked for again after what passes: %s',
    async (kind) => {
      const { api, github } = await givenApi()
      api.setFile(sha, path, text)
      api.fail(kind, 0, 2)
      expect(await readFileAt(github, sha, path)).toBe(text)
      expect(api.requests).toHaveLength(3)
      api.fail(kind, 0)
      expect(await wordsOf(readFileAt(github, sha, path))).toContain(new URL(api.url).host)
    },
  )

  test.each(['empty', 'html'] as const)(
    'is not missing where the answer makes no sense: %s',
    async (kind) => {
      const { api, github } = await givenApi()
      api.setFile(sha, path, text)
      api.fail(kind)
      expect(await wordsOf(readFileAt(github, sha, path))).toContain('GitHub answered without the text')
    },
  )

  test.each<[string, unknown]>([
    ['text that is no text', { content: 1, encoding: 'base64' }],
    ['an encoding that nobody knows', { content: 'x', encoding: 'rot13' }],
    ['a submodule', { type: 'submodule', content: null, size: 0 }],
  ])('is an error in words where GitHub gives %s', async (_, body) => {
    const { words } = await asking((github) => readFileAt(github, sha, path), [{ body }])
    expect(words).toContain('GitHub answered without the text')
  })
})

test('words of an answer are cut, on one line, and never hold the token', async () => {
  const message = `no\n::error::${'x'.repeat(10_000)}`
  const { words = '' } = await timeOf([{ status: 403, body: { message } }])
  expect(words.length).toBeLessThan(300)
  expect(/\p{Cc}/u.test(words)).toBe(false)
  expect(words).not.toContain(token)
})

test('an address that is none is an error in words', async () => {
  const { words } = await asking((github) => readCommitTime({ ...github, apiUrl: 'nowhere' }, sha), [commit])
  expect(words).toMatch(/nowhere|Invalid URL/)
})

describe('a cancelled run', () => {
  test('does not ask', async () => {
    const { error } = await asking(readDefaultBranch, [commit], AbortSignal.abort(cancelled()))
    expect((await failing(() => Promise.reject(error))).code).toBe('CANCELLED')
  })

  test('does not wait for an answer', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(cancelled()), 100)
    const began = performance.now()
    const { error, asked } = await asking(readDefaultBranch, ['silence'], controller.signal)
    expect((await failing(() => Promise.reject(error))).code).toBe('CANCELLED')
    expect(performance.now() - began).toBeLessThan(3_000)
    expect(asked).toHaveLength(1)
  })
})

test('an API that is silent is not waited for longer than 8 s, and then asked again', async () => {
  const began = performance.now()
  const { value, asked } = await timeOf(['silence', commit])
  expect(value).toBe(time)
  expect(asked).toHaveLength(2)
  expect(performance.now() - began).toBeLessThan(10_000)
}, 15_000)
