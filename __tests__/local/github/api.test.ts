import { request as httpRequest } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type GitHubApi, startApi } from '../../../local/github/api.ts'
import { startLocal } from '../../../local/start.ts'
import { disposeRuns, run, withActionFolder } from './action-folder.ts'

const sha = '6f1c2d3e4b5a69788796a5b4c3d2e1f001122334'

let api: GitHubApi
beforeEach(async () => {
  api = await startApi({ commits: { [sha]: { committedAt: '2026-03-04T05:06:07+02:00' } } })
})
afterEach(async () => {
  await api.close()
  await disposeRuns()
})

const get = (
  path: string,
  authorization: string | undefined = `Bearer ${api.token}`,
  init: RequestInit = {},
) => fetch(api.url + path, { ...init, headers: authorization === '' ? {} : { authorization } })
const shop = (authorization?: string) => get('/repos/acme/shop', authorization)
const commit = (of = sha) => get(`/repos/acme/shop/commits/${of}`)
const told = async (answer: Response) => [answer.status, await answer.json()]

describe('a repository', () => {
  test('with what GitHub knows of it', async () => {
    api.setRepository('acme/shop', { description: undefined, defaultBranch: 'trunk', license: 'Apache-2.0' })
    expect(await told(await shop())).toEqual([
      200,
      expect.objectContaining({
        full_name: 'acme/shop',
        description: null,
        html_url: 'https://github.com/acme/shop',
        default_branch: 'trunk',
        private: true,
        license: expect.objectContaining({ spdx_id: 'Apache-2.0' }),
      }),
    ])
    api.setRepository('acme/shop', { license: undefined, private: false })
    expect(await (await shop()).json()).toMatchObject({ license: null, private: false, visibility: 'public' })
  })

  test('by its name in any case, and by each scheme of tokens', async () => {
    expect((await get('/repos/ACME/Shop', `token ${api.token}`)).status).toBe(200)
    expect((await shop(`bearer ${api.token}`)).status).toBe(200)
  })

  test('that is not there, or no more', async () => {
    const nothing = { message: 'Not Found', documentation_url: expect.any(String), status: '404' }
    expect(await told(await get('/repos/acme/else'))).toEqual([404, nothing])
    expect((await get(`/repos/acme/else/commits/${sha}`)).status).toBe(404)
    api.setRepository('acme/shop', undefined)
    expect(await told(await shop())).toEqual([404, nothing])
    expect((await get('/user')).status).toBe(404)
    expect((await get('/repos/acme/shop', undefined, { method: 'POST' })).status).toBe(404)
  })
})

describe('a commit', () => {
  test('with its times in UTC', async () => {
    expect(await told(await commit())).toEqual([
      200,
      expect.objectContaining({
        sha,
        commit: expect.objectContaining({
          committer: expect.objectContaining({ date: '2026-03-04T03:06:07Z' }),
          author: expect.objectContaining({ date: '2026-03-04T03:06:07Z' }),
        }),
      }),
    ])
    api.setCommit(sha, { committedAt: '2026-01-01T00:00:00Z', authoredAt: '2025-01-01T00:00:00.5Z' })
    expect(await (await commit()).json()).toMatchObject({
      commit: { committer: { date: '2026-01-01T00:00:00Z' }, author: { date: '2025-01-01T00:00:00Z' } },
    })
  })

  test('that is not there', async () => {
    const unknown = '0'.repeat(40)
    expect(await told(await commit(unknown))).toMatchObject([
      422,
      { message: `No commit found for SHA: ${unknown}`, status: '422' },
    ])
  })

  test('is closed to a token without contents: read, and the repository is not', async () => {
    api.setContents('none')
    const answer = await commit()
    expect(answer.headers.get('x-accepted-github-permissions')).toBe('contents=read')
    expect(await told(answer)).toMatchObject([403, { message: 'Resource not accessible by integration' }])
    expect((await shop()).status).toBe(200)
  })
})

describe('nothing', () => {
  test.each([
    ['no token', '', 'Requires authentication'],
    ['another token', 'Bearer ghs_other', 'Bad credentials'],
    ['another scheme', `Basic ${Buffer.from('x:y').toString('base64')}`, 'Bad credentials'],
  ])('with %s', async (_, authorization, message) => {
    expect(await told(await shop(authorization))).toMatchObject([401, { message, status: '401' }])
    expect(api.requests).toEqual([{ method: 'GET', path: '/repos/acme/shop', status: 401 }])
  })

  test('without a User-Agent', async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${api.token}` }
      const sent = httpRequest(`${api.url}/repos/acme/shop`, { headers }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
      sent.once('error', reject).end()
    })
    expect(status).toBe(403)
  })
})

describe('failures', () => {
  test('with an answer', async () => {
    const statuses = []
    for (const kind of ['server-error', 'unavailable', 'html', 'empty'] as const) {
      api.fail(kind)
      const answer = await shop()
      statuses.push([answer.status, answer.headers.get('content-type')?.split(';')[0]])
    }
    expect(statuses).toEqual([
      [502, 'application/json'],
      [503, 'text/html'],
      [200, 'text/html'],
      [200, 'application/json'],
    ])
  })

  test('rate-limited: an hour’s calls are used up', async () => {
    api.fail('rate-limited', 30_000)
    const answer = await shop()
    expect(answer.status).toBe(403)
    expect(answer.headers.get('x-ratelimit-remaining')).toBe('0')
    expect(answer.headers.get('retry-after')).toBe('30')
    const reset = Number(answer.headers.get('x-ratelimit-reset')) - Date.now() / 1000
    expect(Math.abs(reset - 30)).toBeLessThan(3)
  })

  test('secondary-limit: too many calls at a time', async () => {
    api.fail('secondary-limit')
    const answer = await shop()
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '5'])
    expect((await answer.json()) as object).toMatchObject({
      message: expect.stringContaining('secondary rate limit'),
    })
  })

  test('without an answer', async () => {
    api.fail('reset')
    await expect(shop()).rejects.toThrow()
    api.fail('silent')
    const signal = AbortSignal.timeout(300)
    await expect(get('/repos/acme/shop', undefined, { signal })).rejects.toThrow()
    api.fail(undefined)
    expect((await shop()).status).toBe(200)
    expect(api.requests.map(({ status }) => status)).toEqual([0, 0, 200])
  })

  test('slow, and so many times', async () => {
    api.fail('slow', 80, 1)
    const started = Date.now()
    expect((await shop()).status).toBe(200)
    expect(Date.now() - started).toBeGreaterThanOrEqual(75)
    api.fail('server-error', 0, 2)
    const statuses = [await shop(), await shop(), await shop()].map(({ status }) => status)
    expect(statuses).toEqual([502, 502, 200])
  })
})

test('the API of GitHub Enterprise Server has a path', async () => {
  await api.close()
  api = await startApi({ path: '/api/v3/', repositories: { 'o/r': { private: false } } })
  expect(api.url).toMatch(/:\d+\/api\/v3$/)
  expect((await get('/repos/o/r')).status).toBe(200)
  const origin = new URL(api.url).origin
  expect(
    (await fetch(`${origin}/repos/o/r`, { headers: { authorization: `Bearer ${api.token}` } })).status,
  ).toBe(404)
})

describe('an action', () => {
  const inputs = `  github-token: { description: d, default: '\${{ github.token }}' }`
  const main = `
const { GITHUB_API_URL, GITHUB_GRAPHQL_URL, GITHUB_REPOSITORY, GITHUB_SHA } = process.env
const authorization = 'Bearer ' + process.env['INPUT_GITHUB-TOKEN']
const answers = []
for (const path of ['', '/commits/' + GITHUB_SHA]) {
  const answer = await fetch(GITHUB_API_URL + '/repos/' + GITHUB_REPOSITORY + path, { headers: { authorization } })
  const told = await answer.json()
  answers.push([answer.status, told.default_branch ?? told.commit?.committer.date])
}
console.log(authorization)
append('GITHUB_OUTPUT', 'url=' + GITHUB_API_URL + ' ' + GITHUB_GRAPHQL_URL + '\\n')
append('GITHUB_OUTPUT', 'answers=' + JSON.stringify(answers) + '\\n')`

  test('is let in with the token that the default of an input holds, which no log shows', async () => {
    const result = await run({ main, inputs }, { api })
    expect(JSON.parse(result.outputs.answers ?? '')).toEqual([
      [200, 'main'],
      [200, '2026-03-04T03:06:07Z'],
    ])
    expect(result.outputs.url).toBe(`${api.url} ${api.url}/graphql`)
    expect(result.secrets).toContain(api.token)
    expect(result.main.raw).toContain(api.token)
    expect(result.log).not.toContain(api.token)
  })

  test('is not with another token, nor where the job points elsewhere', async () => {
    const result = await run({ main, inputs }, { api, token: 'ghs_other' })
    expect(JSON.parse(result.outputs.answers ?? '')).toEqual([
      [401, null],
      [401, null],
    ])
    const elsewhere = await run(
      { main: "append('GITHUB_OUTPUT', 'url=' + process.env.GITHUB_API_URL)" },
      { api, github: { API_URL: 'http://127.0.0.1:9' } },
    )
    expect(elsewhere.outputs.url).toBe('http://127.0.0.1:9')
  })

  test('finds what its run is of, unless it was said to be missing', async () => {
    const local = await startLocal()
    try {
      const github = { REPOSITORY: 'o/r', SHA: 'a'.repeat(40) }
      const statuses = () =>
        withActionFolder({ main, inputs }, async (folder) => {
          const result = await local.run({ ...folder, github })
          await result.dispose()
          return JSON.parse(result.outputs.answers ?? '').map(([status]: [number]) => status)
        })
      expect(await statuses()).toEqual([200, 200])
      local.api.setCommit('a'.repeat(40), undefined)
      expect(await statuses()).toEqual([200, 422])
      expect(local.api.requests.map(({ path }) => path)).toContain(`/repos/o/r/commits/${'a'.repeat(40)}`)
    } finally {
      await local.close()
    }
  })
})
