import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { cancelled } from '../../src/errors.ts'
import { identify, roleOf } from '../../src/identity/identity.ts'
import { failing } from '../support/failure.ts'
import { givenEvent } from '../support/given.ts'
import { type Answer, type Call, scriptedAws } from '../support/scripted-aws.ts'
import { written } from '../support/stdout.ts'

const asked = {
  arn: 'arn:aws:iam::123456789012:role/release',
  sessionName: undefined,
  durationSeconds: 3600,
  audience: 'sts.amazonaws.com',
}

function nameFor(fullName: string, id = '19876543210'): string {
  const { repository, run } = givenEvent()
  return roleOf(asked, { repository: { ...repository, fullName }, run: { ...run, id } }).sessionName
}

describe('the name of a role session', () => {
  test('tells repository and run', () => {
    expect(nameFor('acme/shop')).toBe('acme-shop-19876543210')
  })

  test('is the given one where one is given', () => {
    expect(roleOf({ ...asked, sessionName: 'mine' }, givenEvent())).toEqual({ ...asked, sessionName: 'mine' })
  })

  test('keeps the run where the repository’s name is long', () => {
    const name = nameFor(`${'a'.repeat(39)}/${'b'.repeat(100)}`)
    expect(name).toHaveLength(64)
    expect(name).toMatch(/-19876543210$/)
  })

  test('is one that STS takes, whatever the repository is called', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 150 }),
        fc.integer({ min: 1, max: 1e12 }),
        (fullName, id) => {
          expect(nameFor(fullName, String(id))).toMatch(/^[\w+=,.@-]{2,64}$/)
        },
      ),
    )
  })
})

describe('a role by OIDC', () => {
  const claims = {
    iss: 'https://token.actions.githubusercontent.com',
    aud: 'sts.amazonaws.com',
    sub: 'repo:acme/shop:ref:refs/heads/main',
    jti: 'not-shown',
  }
  const token = ['{}', JSON.stringify(claims), 'x']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.')
  const keys = xml(
    '<Credentials><AccessKeyId>KEY</AccessKeyId><SecretAccessKey>secret-key</SecretAccessKey><SessionToken>session-token</SessionToken><Expiration>2026-11-20T10:00:00Z</Expiration></Credentials>',
  )

  function xml(result: string): Answer {
    const name = 'AssumeRoleWithWebIdentity'
    const body = `<${name}Response><${name}Result>${result}</${name}Result></${name}Response>`
    return { type: 'text/xml', body }
  }

  function refused(code: string, message: string, status = 403): Answer {
    const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`
    return { status, type: 'text/xml', body }
  }

  /** Identifies against a runner that gives this token and an STS that answers so. */
  async function identifying(
    sts: Answer,
    runner: Answer = { type: 'application/json', body: { value: token } },
  ) {
    const { url, calls } = await scriptedAws(({ operation }) => (operation === '' ? runner : sts))
    const env = {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
    }
    Object.assign(process.env, env)
    const options = { region: 'eu-west-1', env, signal: new AbortController().signal, pace: 1 }
    const role = { ...asked, sessionName: 'acme-shop-42' }
    const { value, log } = await written(() => identify({ ...options, role }))
    return { source: value, log, calls }
  }

  test('is assumed with a fresh token, and its secrets are masked', async () => {
    const { source, log, calls } = await identifying(keys)
    expect(await source.provide()).toMatchObject({ accessKeyId: 'KEY', sessionToken: 'session-token' })
    expect(calls.map(({ operation }: Call) => operation)).toEqual(['', 'AssumeRoleWithWebIdentity'])
    expect(calls[1]?.input).toMatchObject({
      RoleArn: asked.arn,
      RoleSessionName: 'acme-shop-42',
      DurationSeconds: '3600',
      WebIdentityToken: token,
    })
    for (const secret of [token, 'secret-key', 'session-token'])
      expect(log).toContain(`::add-mask::${secret}\n`)
    expect(log).toMatch(/Assumed arn:aws:iam::123456789012:role\/release through GitHub OIDC\.\n$/)
  })

  test.each([
    ['AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity'],
    ['InvalidIdentityToken', 'No OpenIDConnect provider found in your account'],
    ['IDPRejectedClaim', 'The audience is not known'],
    ['ExpiredTokenException', 'Token expired'],
  ])(
    'is refused with %s: the claims are shown next to the condition that would match',
    async (code, message) => {
      const failure = await failing(() => identifying(refused(code, message)))
      expect(failure.code).toBe('ROLE_REFUSED')
      expect(failure.sentence).toContain(asked.arn)
      expect(failure.sentence).toContain(message)
      expect(failure.hint).toContain(
        '"token.actions.githubusercontent.com:sub":"repo:acme/shop:ref:refs/heads/main"',
      )
      expect(failure.hint).toContain('sub=repo:acme/shop:ref:refs/heads/main')
      expect(failure.hint).not.toContain('not-shown')
      expect(failure.hint).not.toContain(token)
    },
  )

  test('is refused for what was asked: the inputs are named', async () => {
    const failure = await failing(() =>
      identifying(
        refused('ValidationError', 'The requested DurationSeconds exceeds the MaxSessionDuration', 400),
      ),
    )
    expect(failure).toMatchObject({
      code: 'ROLE_REFUSED',
      hint: expect.stringContaining('role-duration-seconds (3600 s)'),
    })
  })

  test('is not had from an answer without keys', async () => {
    expect((await failing(() => identifying(xml('<Credentials></Credentials>')))).code).toBe('AWS_BAD_ANSWER')
  })

  test('cannot be assumed where the runner gives no token, after three tries', async () => {
    const failure = await failing(() =>
      identifying(keys, { status: 400, type: 'application/json', body: {} }),
    )
    expect(failure.code).toBe('ID_TOKEN_UNAVAILABLE')
    expect(failure.sentence).toContain('in 3 tries')
    expect(failure.sentence).not.toMatch(/\p{Cc}/u)
  }, 15_000)

  const unavailable = { region: 'eu-west-1', role: { ...asked, sessionName: 's' }, env: {}, pace: 1 }

  test('cannot be assumed without the permission: nothing is tried', async () => {
    const failure = await failing(() => identify({ ...unavailable, signal: new AbortController().signal }))
    expect(failure.code).toBe('ID_TOKEN_PERMISSION_MISSING')
    expect(failure.sentence).toContain(asked.arn)
    expect(failure.hint).toContain('id-token: write')
  })

  test('is not waited for by a cancelled run', async () => {
    const { url } = await scriptedAws(() => 'silence')
    const env = { ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/token?x=1`, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 't' }
    Object.assign(process.env, env)
    const controller = new AbortController()
    const running = failing(() => identify({ ...unavailable, env, signal: controller.signal }))
    setTimeout(() => controller.abort(cancelled()), 50)
    const began = performance.now()
    expect((await running).code).toBe('CANCELLED')
    expect(performance.now() - began).toBeLessThan(2_000)
  })
})
