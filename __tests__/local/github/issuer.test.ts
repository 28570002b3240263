import { createPublicKey, type JsonWebKey, verify } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type Issuer, startIssuer } from '../../../local/github/issuer.ts'
import { disposeRuns, run } from './action-folder.ts'

let issuer: Issuer
beforeEach(async () => {
  issuer = await startIssuer()
})
afterEach(async () => {
  await issuer.close()
  await disposeRuns()
})

async function request(audience?: string, token = issuer.requestToken) {
  const query = audience === undefined ? '' : `&audience=${encodeURIComponent(audience)}`
  return fetch(issuer.tokenUrl + query, { headers: { authorization: `Bearer ${token}` } })
}

async function claims(audience?: string): Promise<Record<string, unknown>> {
  const { value } = (await (await request(audience)).json()) as { value: string }
  const [header = '', payload = '', signature = ''] = value.split('.')
  const decode = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString())
  const configuration = await fetch(`${issuer.issuer}/.well-known/openid-configuration`)
  const { jwks_uri } = (await configuration.json()) as { jwks_uri: string }
  const { keys } = (await (await fetch(jwks_uri)).json()) as { keys: (JsonWebKey & { kid: string })[] }
  const jwk = keys.find(({ kid }) => kid === decode(header).kid)
  if (jwk === undefined) throw new Error('no key')
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  const valid = verify(
    'sha256',
    Buffer.from(`${header}.${payload}`),
    key,
    Buffer.from(signature, 'base64url'),
  )
  expect(valid).toBe(true)
  expect(issuer.secrets()).toContain(value)
  return decode(payload)
}

describe('a token', () => {
  test('is signed with a published key and carries GitHub’s claims', async () => {
    const token = await claims('sts.amazonaws.com')
    expect(token).toMatchObject({
      iss: issuer.issuer,
      aud: 'sts.amazonaws.com',
      sub: 'repo:acme/shop:ref:refs/heads/main',
      repository: 'acme/shop',
      repository_owner: 'acme',
      event_name: 'push',
    })
    expect(Number(token.exp) - Number(token.iat)).toBe(300)
    expect(Math.abs(Number(token.iat) - Date.now() / 1000)).toBeLessThan(5)
    expect(issuer.requests).toEqual([{ audience: 'sts.amazonaws.com', status: 200 }])
  })

  test('is for the owner’s page when no audience is named', async () => {
    expect((await claims()).aud).toBe('https://github.com/acme')
  })

  test.each([
    [{ environment: 'prod' }, 'repo:acme/shop:environment:prod'],
    [{ event_name: 'pull_request', ref: 'refs/pull/7/merge' }, 'repo:acme/shop:pull_request'],
    [{ repository: 'o/r', ref: 'refs/tags/v1' }, 'repo:o/r:ref:refs/tags/v1'],
    [{ sub: 'else' }, 'else'],
  ])('with %j', async (given, sub) => {
    issuer.setClaims(given)
    expect(await claims()).toMatchObject({ ...given, sub })
  })

  test('has the immutable subject where that is asked for, and a subject of one’s own before it', async () => {
    await issuer.close()
    issuer = await startIssuer({ immutableSubject: true })
    expect((await claims()).sub).toBe('repo:acme@9919/shop@74012345:ref:refs/heads/main')
    issuer.setClaims({ environment: 'prod', repository_id: '7' })
    expect((await claims()).sub).toBe('repo:acme@9919/shop@7:environment:prod')
    issuer.setClaims({ sub: 'repository_id:7:workflow:Release' })
    expect((await claims()).sub).toBe('repository_id:7:workflow:Release')
  })

  test.each(['_services/token', '/acme/'])('is issued under the path %s', async (path) => {
    await issuer.close()
    issuer = await startIssuer({ path })
    const expected = `${new URL(issuer.tokenUrl).origin}/${path.replace(/^\/|\/$/g, '')}`
    expect(issuer.issuer).toBe(expected)
    expect((await claims()).iss).toBe(expected)
    expect((await fetch(`${new URL(expected).origin}/.well-known/jwks`)).status).toBe(404)
  })

  test('is as long as it has to be', async () => {
    await issuer.close()
    issuer = await startIssuer({ padTo: 25_000 })
    const { value } = (await (await request()).json()) as { value: string }
    expect(value.length).toBeGreaterThanOrEqual(25_000)
    expect(value.length).toBeLessThan(25_100)
    await claims()
  })

  test('is never the same twice', async () => {
    expect((await claims()).jti).not.toBe((await claims()).jti)
  })
})

describe('no token', () => {
  test('without the request token', async () => {
    expect((await request('a', 'wrong')).status).toBe(401)
    expect((await fetch(issuer.tokenUrl)).status).toBe(401)
    expect(issuer.requests.map(({ status }) => status)).toEqual([401, 401])
  })

  test('by another method or path', async () => {
    expect((await fetch(issuer.tokenUrl, { method: 'POST' })).status).toBe(405)
    expect((await fetch(`${issuer.issuer}/else`)).status).toBe(404)
  })

  test('when told to fail', async () => {
    issuer.fail('server-error')
    expect((await request()).status).toBe(500)
    issuer.fail('html')
    const page = await request()
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html'])
    issuer.fail('silent')
    const silence = fetch(issuer.tokenUrl, { signal: AbortSignal.timeout(500) })
    await expect(silence).rejects.toThrow()
    issuer.fail('forbidden')
    expect((await request()).status).toBe(403)
    issuer.fail('empty')
    expect(await (await request()).json()).toEqual({})
    issuer.fail('reset')
    await expect(request()).rejects.toThrow()
    issuer.fail(undefined)
    expect((await request()).status).toBe(200)
    expect(issuer.requests.map(({ status }) => status)).toEqual([500, 200, 0, 403, 200, 0, 200])
  })

  test('for some time, when told to be slow', async () => {
    issuer.fail('slow', 80)
    const started = Date.now()
    expect((await request()).status).toBe(200)
    expect(Date.now() - started).toBeGreaterThanOrEqual(75)
  })
})

test('the toolkit gets a token through the runner', async () => {
  const core = import.meta.resolve('@actions/core')
  const main = `
const core = await import(${JSON.stringify(core)})
const token = await core.getIDToken('sts.amazonaws.com')
console.log('got ' + token)
core.setOutput('length', token.length)
core.saveState('a', 'b')
await core.summary.addRaw('sum', true).write()
core.setFailed('no more')`
  const result = await run({ main }, { issuer })
  expect(result.main.log).toContain('got ***\n##[error]no more\n')
  expect(result.outputs.length).toMatch(/^\d+$/)
  expect(result.state).toEqual({ a: 'b' })
  expect(result.summary).toBe('sum\n')
  expect(result.main.exitCode).toBe(1)
})
