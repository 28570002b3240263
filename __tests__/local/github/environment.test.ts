import { afterEach, expect, test } from '@jest/globals'
import { disposeRuns, run } from './action-folder.ts'

afterEach(disposeRuns)

const main = `append('GITHUB_OUTPUT', 'env<<X\\n' + JSON.stringify({ ...process.env, cwd: process.cwd() }) + '\\nX\\n')
append('GITHUB_OUTPUT', 'event<<X\\n' + fs.readFileSync(process.env.GITHUB_EVENT_PATH) + '\\nX\\n')`

async function environment(options: Parameters<typeof run>[1]) {
  const result = await run({ main }, options)
  return {
    result,
    env: JSON.parse(String(result.outputs.env)) as Record<string, string>,
    event: JSON.parse(String(result.outputs.event)) as Record<string, unknown>,
  }
}

test('a push to main without further ado', async () => {
  const { env, event, result } = await environment({})
  expect(env).toMatchObject({
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REF_NAME: 'main',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_REPOSITORY_OWNER: 'acme',
    HOME: result.home,
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: result.temp,
    cwd: env.GITHUB_WORKSPACE,
  })
  expect(event).toMatchObject({ ref: 'refs/heads/main', after: env.GITHUB_SHA })
  expect(result.secrets).toContain(env.ACTIONS_RUNTIME_TOKEN)
})

test('nothing of this process reaches the action but PATH', async () => {
  process.env.SLIPWAY_STRAY = 'x'
  const { env } = await environment({ env: { AWS_REGION: 'eu-west-1' } })
  delete process.env.SLIPWAY_STRAY
  const names = Object.keys(env).filter((name) => !/^(GITHUB|RUNNER|ACTIONS)_/.test(name))
  expect(new Set(names)).toEqual(new Set(['AWS_REGION', 'CI', 'HOME', 'LANG', 'PATH', 'cwd']))
  expect(env).not.toHaveProperty('ACTIONS_ID_TOKEN_REQUEST_URL')
  expect(env).not.toHaveProperty('RUNNER_DEBUG')
})

test('the job cannot override what the runner sets', async () => {
  const { env } = await environment({ env: { GITHUB_SHA: 'forged', RUNNER_TEMP: '/forged', CI: 'no' } })
  expect(env.GITHUB_SHA).toMatch(/^[0-9a-f]{40}$/)
  expect(env.RUNNER_TEMP).not.toBe('/forged')
  expect(env.CI).toBe('no')
})

test('a tag', async () => {
  const { env } = await environment({ github: { REF: 'refs/tags/v1.2.3', GITHUB_REPOSITORY: 'o/r' } })
  expect(env).toMatchObject({
    GITHUB_REF_NAME: 'v1.2.3',
    GITHUB_REF_TYPE: 'tag',
    GITHUB_REPOSITORY_OWNER: 'o',
  })
})

test('a pull request', async () => {
  const payload = { number: 7, pull_request: { head: { ref: 'topic' }, base: { ref: 'main' } } }
  const github = { EVENT_NAME: 'pull_request', REF: 'refs/pull/7/merge' }
  const { env, event } = await environment({ github, event: payload })
  expect(env).toMatchObject({
    GITHUB_BASE_REF: 'main',
    GITHUB_HEAD_REF: 'topic',
    GITHUB_REF_NAME: '7/merge',
    GITHUB_REF_TYPE: 'branch',
  })
  expect(event).toEqual(payload)
})

test('the token endpoint stands for `id-token: write`', async () => {
  const issuer = { tokenUrl: 'http://127.0.0.1:1/t?api-version=2.0', requestToken: 'request-canary' }
  const { env, result } = await environment({ issuer, debug: true })
  expect(env).toMatchObject({
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-canary',
    ACTIONS_ID_TOKEN_REQUEST_URL: issuer.tokenUrl,
    RUNNER_DEBUG: '1',
  })
  expect(result.masks).toContain('request-canary')
})
