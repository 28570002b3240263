import { DescribeRepositoriesCommand } from '@aws-sdk/client-ecr'
import { beforeEach, describe, expect, test } from '@jest/globals'
import { cancelled } from '../../src/errors.ts'
import { type IdentityOptions, identify, type Way, wayOf } from '../../src/identity/identity.ts'
import { type CredentialSource, ecrClient } from '../../src/lib/aws.ts'
import { failing } from '../support/failure.ts'
import { type Answer, type Call, refusing, scriptedAws } from '../support/scripted-aws.ts'
import { written } from '../support/stdout.ts'
import { givenRole, givenToken, handingOut, scriptedSts, stsRefusing, xml } from '../support/sts.ts'

type Texts = Readonly<Record<string, string>>

const keys = { AWS_ACCESS_KEY_ID: 'OUTER', AWS_SECRET_ACCESS_KEY: 'outer-secret', AWS_SESSION_TOKEN: 'outer' }

/** A machine on which the SDK's chain finds nothing. */
const nothing = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
  AWS_CONFIG_FILE: '/nonexistent/config',
}

beforeEach(() => {
  for (const name of Object.keys(process.env)) {
    if (/^(AWS_|ACTIONS_ID_TOKEN_)/.test(name) && name !== 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED')
      delete process.env[name]
  }
  Object.assign(process.env, nothing)
})

function optionsWith(overrides: Partial<IdentityOptions> = {}): IdentityOptions {
  return {
    region: 'eu-west-1',
    allowedAccounts: [],
    env: {},
    signal: new AbortController().signal,
    pace: 60,
    ...overrides,
  }
}

type Answering = (call: Call, calls: readonly Call[]) => Answer

/** Identifies against an STS that answers so, beside a runner that offers tokens unless `env` says otherwise. */
async function identifying(
  way: Way,
  answer: Answering = handingOut(),
  overrides: Partial<IdentityOptions> = {},
) {
  const sts = await scriptedSts(answer, givenToken())
  const { value: outcome, log } = await written(() =>
    identify(way, optionsWith({ env: sts.env, ...overrides })).then(
      (source) => ({ source, error: undefined }),
      (error: unknown) => ({ source: undefined, error }),
    ),
  )
  return { ...outcome, ...sts, log }
}

function refusal({ error }: Readonly<{ error: unknown }>) {
  return failing(() => {
    throw error ?? new Error('It was not refused.')
  })
}

async function keyOf(source: CredentialSource | undefined): Promise<string | undefined> {
  return (await source?.provide())?.accessKeyId
}

describe('the way to credentials', () => {
  const role = givenRole()
  const offering = { ACTIONS_ID_TOKEN_REQUEST_URL: 'u', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 't' }

  test.each(['auto', 'oidc', 'ambient'] as const)('without a role is the environment: %s', (identity) => {
    expect(wayOf(undefined, identity, offering)).toEqual({ kind: 'environment' })
  })

  test.each<['auto' | 'oidc' | 'ambient', Texts, Way]>([
    ['auto', offering, { kind: 'oidc', role }],
    ['auto', {}, { kind: 'from-environment', role, isFallback: true }],
    [
      'auto',
      { ...offering, ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' },
      { kind: 'from-environment', role, isFallback: true },
    ],
    ['oidc', offering, { kind: 'oidc', role }],
    ['oidc', {}, { kind: 'oidc', role }],
    ['ambient', offering, { kind: 'from-environment', role, isFallback: false }],
    ['ambient', {}, { kind: 'from-environment', role, isFallback: false }],
  ])('with a role and identity: %s on a runner with %j', (identity, env, way) => {
    expect(wayOf(role, identity, env)).toEqual(way)
  })
})

describe('a role by OIDC', () => {
  const way = { kind: 'oidc', role: givenRole({ externalId: 'x1' }) } as const

  test('is assumed once, and kept', async () => {
    const { source, calls, log, tokenRequests } = await identifying(way)
    expect([await keyOf(source), await keyOf(source)]).toEqual(['KEY1', 'KEY1'])
    expect(calls.map(({ operation }) => operation)).toEqual(['AssumeRoleWithWebIdentity'])
    expect(calls[0]?.input).toMatchObject({ WebIdentityToken: givenToken(), DurationSeconds: '3600' })
    expect(calls[0]?.input).not.toHaveProperty('ExternalId')
    expect(tokenRequests()).toBe(1)
    for (const secret of [givenToken(), 'secret-1', 'token-1'])
      expect(log).toContain(`::add-mask::${secret}\n`)
    expect(log).toMatch(/Assumed arn:aws:iam::123456789012:role\/release through GitHub OIDC\.\n$/)
  })

  test('is assumed by OIDC even where the environment has credentials', async () => {
    Object.assign(process.env, keys)
    const { calls } = await identifying(way)
    expect(calls[0]).toMatchObject({ operation: 'AssumeRoleWithWebIdentity', authorization: '' })
  })

  test('of longer sessions is asked for as long', async () => {
    const role = givenRole({ durationSeconds: 43_200 })
    const { calls } = await identifying({ kind: 'oidc', role })
    expect(calls[0]?.input.DurationSeconds).toBe('43200')
  })

  test('that is denied says what the token claims, and the condition that would match', async () => {
    const outcome = await identifying(way, () => stsRefusing('AccessDenied', 'Not authorized', 403))
    const { code, hint } = await refusal(outcome)
    expect(code).toBe('ROLE_REFUSED')
    expect(hint).toContain('"token.actions.githubusercontent.com:sub":"repo:acme/shop:ref:refs/heads/main"')
    expect(hint).toContain('sub=repo:acme/shop:ref:refs/heads/main')
    expect(hint).not.toContain(givenToken())
    expect(outcome.calls).toHaveLength(3)
  })

  test('cannot be assumed without the permission: nothing is tried', async () => {
    Object.assign(process.env, keys)
    const outcome = await identifying(way, undefined, { env: {} })
    const failure = await refusal(outcome)
    expect(failure).toEqual({
      code: 'ID_TOKEN_PERMISSION_MISSING',
      sentence: `The role ${way.role.arn} cannot be assumed: the runner offers this job no OIDC token.`,
      hint: expect.stringContaining('id-token: write'),
    })
    expect({ calls: outcome.calls, tokens: outcome.tokenRequests() }).toEqual({ calls: [], tokens: 0 })
  })

  test('cannot be assumed where the runner gives no token, after three tries', async () => {
    const sts = await scriptedSts(handingOut(), () => ({ status: 400, type: 'application/json', body: {} }))
    const { value } = await written(() => failing(() => identify(way, optionsWith({ env: sts.env }))))
    expect(value.code).toBe('ID_TOKEN_UNAVAILABLE')
    expect(value.sentence).toContain('in 3 tries')
    expect(value.sentence).not.toMatch(/\p{Cc}/u)
    expect(sts.tokenRequests()).toBe(3)
    expect(sts.calls).toEqual([])
  })

  test('is not waited for by a cancelled run', async () => {
    const { url } = await scriptedAws(() => 'silence')
    const env = { ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/token?x=1`, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 't' }
    Object.assign(process.env, env)
    const controller = new AbortController()
    const running = failing(() => identify(way, optionsWith({ env, signal: controller.signal })))
    setTimeout(() => controller.abort(cancelled()), 50)
    const began = performance.now()
    expect((await running).code).toBe('CANCELLED')
    expect(performance.now() - began).toBeLessThan(2_000)
  })
})

describe('a role from the credentials of the environment', () => {
  const role = givenRole({ externalId: 'x1', durationSeconds: 7200 })
  const asked = { kind: 'from-environment', role, isFallback: false } as const

  test('is assumed with them, with the external id, and for as long as was asked', async () => {
    Object.assign(process.env, keys)
    const { source, calls, log, tokenRequests } = await identifying(asked)
    expect(await keyOf(source)).toBe('KEY1')
    expect(calls).toHaveLength(1)
    expect(calls[0]).toMatchObject({
      operation: 'AssumeRole',
      authorization: expect.stringContaining('Credential=OUTER/'),
      input: { RoleArn: role.arn, ExternalId: 'x1', DurationSeconds: '7200' },
    })
    expect(tokenRequests()).toBe(0)
    expect(log).toMatch(/Assumed arn:\S+ from the AWS credentials of the environment\.\n$/)
  })

  test('where OIDC would have been the way is assumed all the same', async () => {
    Object.assign(process.env, keys)
    const { source } = await identifying({ ...asked, isFallback: true }, handingOut(), { env: {} })
    expect(await keyOf(source)).toBe('KEY1')
  })

  test('where there is neither a token nor credentials is told of the permission', async () => {
    const outcome = await identifying({ ...asked, isFallback: true }, undefined, { env: {} })
    expect(await refusal(outcome)).toEqual({
      code: 'ID_TOKEN_PERMISSION_MISSING',
      sentence: `The role ${role.arn} cannot be assumed: the runner offers this job no OIDC token, and its environment holds no AWS credentials.`,
      hint: expect.stringContaining('id-token: write'),
    })
    expect(outcome.calls).toEqual([])
  })

  test('where there are none, as `identity: ambient` wants them', async () => {
    const outcome = await identifying(asked)
    expect((await refusal(outcome)).code).toBe('CREDENTIALS_MISSING')
    expect({ calls: outcome.calls, tokens: outcome.tokenRequests() }).toEqual({ calls: [], tokens: 0 })
  })

  test('that is denied names the external id’s condition and whose credentials they are', async () => {
    Object.assign(process.env, keys)
    const outcome = await identifying(asked, () => stsRefusing('AccessDenied', 'Not authorized', 403))
    const { code, hint } = await refusal(outcome)
    expect(code).toBe('ROLE_REFUSED')
    expect(hint).toMatch(/sts:AssumeRole to the credentials of the environment.*sts:ExternalId/)
    expect(outcome.calls).toHaveLength(3)
  })

  test('with keys that STS does not know is no refusal of the role', async () => {
    Object.assign(process.env, keys)
    const unknown = stsRefusing('InvalidClientTokenId', 'The security token included is invalid', 403)
    const outcome = await identifying(asked, () => unknown)
    expect((await refusal(outcome)).code).toBe('CREDENTIALS_REFUSED')
    expect(outcome.calls).toHaveLength(1)
  })
})

describe('a role that is assumed from another one', () => {
  const from: CredentialSource = {
    provide: async () => ({ accessKeyId: 'FIRST', secretAccessKey: 'first-secret', sessionToken: 'first' }),
    renew: async () => undefined,
  }
  const chained = (durationSeconds: number): Way => ({
    kind: 'chained',
    role: givenRole({ durationSeconds, externalId: 'x1' }),
    from,
    who: 'arn:aws:iam::123456789012:role/build',
  })

  test('is asked for with the keys of that one, and with the external id', async () => {
    const { source, calls, log } = await identifying(chained(900))
    expect(await keyOf(source)).toBe('KEY1')
    expect(calls).toHaveLength(1)
    expect(calls[0]).toMatchObject({
      operation: 'AssumeRole',
      authorization: expect.stringContaining('Credential=FIRST/'),
      input: { ExternalId: 'x1', DurationSeconds: '900' },
    })
    expect(log).toMatch(/Assumed arn:\S+ from arn:aws:iam::123456789012:role\/build\.\n$/)
  })

  test.each([3600, 7200, 43_200])('is asked for an hour at most, of %i seconds', async (asked) => {
    const { calls } = await identifying(chained(asked))
    expect(calls[0]?.input.DurationSeconds).toBe('3600')
  })

  test('that is denied names the first one', async () => {
    const outcome = await identifying(chained(900), () => stsRefusing('AccessDenied', 'Not authorized', 403))
    expect((await refusal(outcome)).hint).toContain('sts:AssumeRole to arn:aws:iam::123456789012:role/build')
  })

  test('fails as the first one does', async () => {
    const broken = { ...from, provide: () => Promise.reject(new Error('no first keys')) }
    const outcome = await identifying({ ...chained(900), from: broken } as Way)
    expect((await refusal(outcome)).sentence).toContain('no first keys')
    expect(outcome.calls).toEqual([])
  })

  test('follows the keys of the first one when they change', async () => {
    let number = 0
    const provide = async () => ({
      accessKeyId: `FIRST${++number}`,
      secretAccessKey: 's',
      expiration: new Date(0),
    })
    const changing = { ...from, provide }
    const { source, calls } = await identifying({ ...chained(900), from: changing } as Way)
    await source?.renew(performance.now())
    const signers = calls.map(({ authorization }) => /FIRST\d+/.exec(authorization)?.[0])
    expect(calls).toHaveLength(2)
    expect(new Set(signers).size).toBe(2)
  })
})

describe('the credentials of the environment', () => {
  const way = { kind: 'environment' } as const
  const caller = (arn?: string) => xml('GetCallerIdentity', arn === undefined ? '' : `<Arn>${arn}</Arn>`)
  const allowedAccounts = ['123456789012']

  test('are used as they are, and STS is not asked', async () => {
    Object.assign(process.env, keys)
    const { source, calls, log, tokenRequests } = await identifying(way)
    expect(await keyOf(source)).toBe('OUTER')
    expect({ calls, tokens: tokenRequests() }).toEqual({ calls: [], tokens: 0 })
    expect(log).toBe('Using the AWS credentials of the environment.\n')
  })

  test('are missing', async () => {
    const outcome = await identifying(way)
    expect(await refusal(outcome)).toMatchObject({
      code: 'CREDENTIALS_MISSING',
      hint: expect.stringContaining('role-to-assume'),
    })
    expect(outcome.calls).toEqual([])
  })

  test('are asked for anew when a service calls them expired', async () => {
    let asked = 0
    const { url, calls } = await scriptedAws(({ operation, authorization }) => {
      if (operation !== '')
        return authorization.includes('BOX1')
          ? refusing('ExpiredTokenException')
          : { body: { repositories: [] } }
      const Expiration = new Date(Date.now() + 3_600_000).toISOString()
      const body = { AccessKeyId: `BOX${++asked}`, SecretAccessKey: 's', Token: 't', Expiration }
      return { type: 'application/json', body }
    })
    process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI = `${url}/credentials`
    const options = optionsWith()
    const { value: credentials } = await written(() => identify(way, options))
    const ecr = ecrClient({ ...options, credentials })
    await expect(ecr.send(new DescribeRepositoriesCommand({}))).resolves.toMatchObject({ repositories: [] })
    const signers = calls.flatMap(({ authorization }) => /BOX\d/.exec(authorization)?.[0] ?? [])
    expect(signers).toEqual(['BOX1', 'BOX2'])
  })

  test('are asked after where only some accounts are allowed', async () => {
    Object.assign(process.env, keys)
    const answer = () => caller('arn:aws:sts::123456789012:assumed-role/build/x')
    const { source, calls } = await identifying(way, answer, { allowedAccounts })
    expect(await keyOf(source)).toBe('OUTER')
    expect(calls.map(({ operation }) => operation)).toEqual(['GetCallerIdentity'])
    expect(calls[0]?.authorization).toContain('Credential=OUTER/')
  })

  test.each<[string, Answer, string]>([
    ['of another account', caller('arn:aws:iam::210987654321:user/ada'), 'ACCOUNT_NOT_ALLOWED'],
    ['of an account that cannot be read', caller('arn'), 'ACCOUNT_NOT_ALLOWED'],
    ['of nobody', caller(), 'AWS_BAD_ANSWER'],
    ['that STS does not know', stsRefusing('InvalidClientTokenId', 'x', 403), 'CREDENTIALS_REFUSED'],
    ['that are expired', stsRefusing('ExpiredToken', 'x', 403), 'CREDENTIALS_REFUSED'],
    ['that an explicit denial stops', stsRefusing('AccessDenied', 'x', 403), 'AWS_ACCESS_DENIED'],
  ])('%s are not used', async (_, answer, code) => {
    Object.assign(process.env, keys)
    const outcome = await identifying(way, () => answer, { allowedAccounts })
    expect((await refusal(outcome)).code).toBe(code)
    expect(outcome.calls.length).toBeLessThanOrEqual(2)
  })
})

describe('what needs no call is refused without one', () => {
  const role = givenRole()
  const ways: readonly Way[] = [
    { kind: 'oidc', role },
    { kind: 'from-environment', role, isFallback: false },
    { kind: 'from-environment', role, isFallback: true },
    {
      kind: 'chained',
      role,
      from: {
        provide: async () => ({ accessKeyId: 'K', secretAccessKey: 's' }),
        renew: async () => undefined,
      },
      who: 'x',
    },
  ]
  const cases = ways.map((way) => [way.kind, way] as const)

  test.each(cases)('a role of an account that is not allowed: %s', async (_, way) => {
    Object.assign(process.env, keys)
    const outcome = await identifying(way, undefined, { allowedAccounts: ['210987654321'] })
    expect((await refusal(outcome)).code).toBe('ACCOUNT_NOT_ALLOWED')
    expect({ calls: outcome.calls, tokens: outcome.tokenRequests() }).toEqual({ calls: [], tokens: 0 })
  })

  test.each(cases)('a role of another partition: %s', async (_, way) => {
    Object.assign(process.env, keys)
    const outcome = await identifying(way, undefined, { region: 'us-gov-west-1' })
    expect((await refusal(outcome)).code).toBe('PARTITION_MISMATCH')
    expect({ calls: outcome.calls, tokens: outcome.tokenRequests() }).toEqual({ calls: [], tokens: 0 })
  })
})
