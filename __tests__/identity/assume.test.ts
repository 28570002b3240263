import { describe, expect, test } from '@jest/globals'
import { cancelled } from '../../src/errors.ts'
import { assumeByKeys, assumeByToken } from '../../src/identity/assume.ts'
import type { Role } from '../../src/identity/role.ts'
import { type CredentialSource, stsClient } from '../../src/lib/aws.ts'
import { failing } from '../support/failure.ts'
import type { Answer, Call } from '../support/scripted-aws.ts'
import { written } from '../support/stdout.ts'
import { givenRole, handingOut, type ScriptedSts, scriptedSts, stsRefusing, xml } from '../support/sts.ts'

type Answering = (call: Call, calls: readonly Call[]) => Answer

const never = new AbortController().signal
const region = 'eu-west-1'
const pace = 60

async function byToken(answer: Answering, role = givenRole(), signal = never) {
  const sts = await scriptedSts(answer)
  return assuming(sts, (options) => assumeByToken(stsClient(options), role, options), signal)
}

function givenSource(overrides: Partial<CredentialSource> = {}): CredentialSource {
  return {
    provide: async () => ({ accessKeyId: 'OUTER', secretAccessKey: 'outer-secret' }),
    renew: async () => undefined,
    ...overrides,
  }
}

async function byKeys(answer: Answering, role: Role = givenRole(), credentials = givenSource()) {
  const sts = await scriptedSts(answer)
  return assuming(sts, (options) =>
    assumeByKeys(stsClient({ ...options, credentials }), role, 'the first role', options),
  )
}

async function assuming<T>(
  sts: ScriptedSts,
  work: (options: { region: string; signal: AbortSignal; pace: number }) => Promise<T>,
  signal = never,
) {
  const { value, log } = await written(() =>
    work({ region, signal, pace }).then(
      (keys) => ({ keys, error: undefined }),
      (error: unknown) => ({ keys: undefined, error }),
    ),
  )
  return { ...value, ...sts, log }
}

/** What the role was refused with. */
function refusal({ error }: Readonly<{ error: unknown }>) {
  return failing(() => {
    throw error ?? new Error('It was not refused.')
  })
}

const denied = stsRefusing('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity', 403)

describe('a role by token', () => {
  test('is asked for in one call, with one token, unsigned', async () => {
    const { keys, calls, tokenRequests } = await byToken(handingOut())
    expect(keys).toEqual({ accessKeyId: 'KEY1', secretAccessKey: 'secret-1', sessionToken: 'token-1' })
    expect(calls).toHaveLength(1)
    expect(tokenRequests()).toBe(1)
    expect(calls[0]).toMatchObject({ operation: 'AssumeRoleWithWebIdentity', authorization: '' })
    expect(calls[0]?.input).toMatchObject({
      RoleArn: givenRole().arn,
      RoleSessionName: 'acme-shop-42',
      DurationSeconds: '3600',
    })
  })

  test('is asked for without an external id, which it does not know', async () => {
    const { calls } = await byToken(handingOut(), givenRole({ externalId: 'x1' }))
    expect(calls[0]?.input).not.toHaveProperty('ExternalId')
  })

  test('is narrowed by session policies, and by none where none are given', async () => {
    const managed = ['arn:aws:iam::aws:policy/A', 'arn:aws:iam::aws:policy/B']
    const { calls } = await byToken(
      handingOut(),
      givenRole({ policies: { inline: '{"Statement":[]}', managed } }),
    )
    expect(calls[0]?.input).toMatchObject({
      Policy: '{"Statement":[]}',
      'PolicyArns.member.1.arn': managed[0],
      'PolicyArns.member.2.arn': managed[1],
    })
    const plain = await byToken(handingOut())
    expect(Object.keys(plain.calls[0]?.input ?? {}).filter((name) => name.startsWith('Policy'))).toEqual([])
  })

  test('has its secrets masked', async () => {
    const { log } = await byToken(handingOut())
    for (const secret of ['secret-1', 'token-1']) expect(log).toContain(`::add-mask::${secret}\n`)
  })
})

describe('a role that was just made is asked for again', () => {
  test('with a fresh token at every try', async () => {
    const { keys, calls, log } = await byToken((call, all) => (all.length < 3 ? denied : handingOut()(call)))
    expect(keys).toMatchObject({ accessKeyId: 'KEY1' })
    expect(new Set(calls.map(({ input }) => input.WebIdentityToken)).size).toBe(3)
    expect(log).toMatch(/does not hand out arn:\S+ yet; asking again in 2 s\..*asking again in 4 s\./s)
  })

  test('three times at most where it stays denied', async () => {
    const outcome = await byToken(() => denied)
    expect((await refusal(outcome)).code).toBe('ROLE_REFUSED')
    expect(outcome.calls).toHaveLength(3)
    expect(outcome.tokenRequests()).toBe(3)
  })

  test('also where it is asked for with keys', async () => {
    const outcome = await byKeys(() => denied)
    expect((await refusal(outcome)).code).toBe('ROLE_REFUSED')
    expect(outcome.calls).toHaveLength(3)
    const later = await byKeys((call, all) => (all.length < 3 ? denied : handingOut()(call)))
    expect(later.keys).toMatchObject({ accessKeyId: 'KEY1' })
  })

  test('not by a cancelled run', async () => {
    const controller = new AbortController()
    const began = performance.now()
    const sts = await scriptedSts(() => {
      setTimeout(() => controller.abort(cancelled()), 20)
      return denied
    })
    const options = { region, signal: controller.signal, pace: 1 }
    const { value } = await written(() =>
      failing(() => assumeByToken(stsClient(options), givenRole(), options)),
    )
    expect(value.code).toBe('CANCELLED')
    expect(sts.calls).toHaveLength(1)
    expect(performance.now() - began).toBeLessThan(1_500)
  })
})

/** By the codes on the wire, some of which the SDK calls otherwise. */
const refusedForGood: readonly (readonly [code: string, wire: string, message: string])[] = [
  ['AUDIENCE_REFUSED', 'InvalidIdentityToken', 'Incorrect token audience'],
  ['OIDC_PROVIDER_MISSING', 'InvalidIdentityToken', 'No OpenIDConnect provider found in your account for x'],
  ['ROLE_REFUSED', 'InvalidIdentityToken', 'The ID Token provided is not a valid JWT'],
  ['ROLE_REFUSED', 'IDPRejectedClaim', 'The claim was rejected'],
  ['SESSION_POLICY_REFUSED', 'MalformedPolicyDocument', 'Syntax errors in policy.'],
  ['SESSION_POLICY_REFUSED', 'PackedPolicyTooLarge', 'Packed policy consumes 110% of allotted space'],
  ['REGION_DISABLED', 'RegionDisabledException', 'STS is not activated in this region'],
  [
    'ROLE_DURATION_REFUSED',
    'ValidationError',
    'The requested DurationSeconds exceeds the MaxSessionDuration',
  ],
  ['ROLE_REFUSED', 'ValidationError', 'Request ARN is invalid'],
]

describe('what asking again cannot help is asked once', () => {
  test.each(refusedForGood)('%s: %s: %s', async (code, wire, message) => {
    for (const ask of [byToken, byKeys]) {
      const outcome = await ask(() => stsRefusing(wire, message))
      const failure = await refusal(outcome)
      expect({ code: failure.code, calls: outcome.calls.length }).toEqual({ code, calls: 1 })
      expect(failure.sentence).toContain(message)
    }
  })
})

describe('what passes is asked again', () => {
  const passing: readonly (readonly [string, Answer, string])[] = [
    ['throttling', stsRefusing('Throttling', 'Rate exceeded'), 'AWS_THROTTLED'],
    ['a fault of STS', stsRefusing('InternalFailure', 'oops', 500), 'AWS_ERROR'],
    ['a reset', 'reset', 'AWS_UNREACHABLE'],
    [
      'an issuer that STS does not reach',
      stsRefusing('IDPCommunicationError', 'An error occurred when calling the IdP.'),
      'OIDC_PROVIDER_UNREACHABLE',
    ],
    [
      'an issuer whose keys STS does not get',
      stsRefusing('InvalidIdentityToken', "Couldn't retrieve verification key from your identity provider"),
      'OIDC_PROVIDER_UNREACHABLE',
    ],
    ['a token that is too old', stsRefusing('ExpiredTokenException', 'Token expired'), 'ROLE_REFUSED'],
  ]

  test.each(passing)('%s', async (_, answer) => {
    const { keys, calls } = await byToken((call, all) => (all.length < 2 ? answer : handingOut()(call)))
    expect(keys).toMatchObject({ accessKeyId: 'KEY1' })
    expect(calls).toHaveLength(2)
  })

  test.each(passing.filter(([, answer]) => answer !== 'reset'))(
    '%s, but not for ever: 5 calls at most',
    async (_, answer, code) => {
      const outcome = await byToken(() => answer)
      expect((await refusal(outcome)).code).toBe(code)
      expect(outcome.calls.length).toBeLessThanOrEqual(5)
    },
    30_000,
  )
})

describe('an answer that is none', () => {
  test.each<[string, Answer, string, number]>([
    ['an empty 200', { type: 'text/xml', body: '' }, 'AWS_BAD_ANSWER', 4],
    ['HTML', { type: 'text/html', body: '<html><p>Welcome</html>' }, 'AWS_BAD_ANSWER', 4],
    ['HTML with 403', { status: 403, type: 'text/html', body: '<html>Blocked</html>' }, 'AWS_BAD_ANSWER', 4],
    [
      'HTML with 502',
      { status: 502, type: 'text/html', body: '<html>Bad gateway</html>' },
      'AWS_BAD_ANSWER',
      4,
    ],
    ['a fault', stsRefusing('InternalFailure', 'oops', 500), 'AWS_ERROR', 4],
    ['no credentials', xml('AssumeRoleWithWebIdentity', ''), 'AWS_BAD_ANSWER', 1],
    [
      'empty credentials',
      xml('AssumeRoleWithWebIdentity', '<Credentials></Credentials>'),
      'AWS_BAD_ANSWER',
      1,
    ],
    [
      'credentials without a session token',
      xml(
        'AssumeRoleWithWebIdentity',
        '<Credentials><AccessKeyId>K</AccessKeyId><SecretAccessKey>s</SecretAccessKey></Credentials>',
      ),
      'AWS_BAD_ANSWER',
      1,
    ],
  ])('%s is an error, soon', async (_, answer, code, most) => {
    const outcome = await byToken(() => answer)
    const failure = await refusal(outcome)
    expect(failure.code).toBe(code)
    expect(failure.sentence).toContain(givenRole().arn)
    expect(outcome.calls.length).toBeLessThanOrEqual(most)
  })

  test('of the runner is an error of its own, and STS is not asked', async () => {
    const sts = await scriptedSts(handingOut(), () => ({ status: 400, type: 'application/json', body: {} }))
    const outcome = await assuming(sts, (options) => assumeByToken(stsClient(options), givenRole(), options))
    expect((await refusal(outcome)).code).toBe('ID_TOKEN_UNAVAILABLE')
    expect(outcome.calls).toEqual([])
    expect(outcome.tokenRequests()).toBe(3)
  })
})

describe('a role by keys', () => {
  test('is asked for in one call that these keys sign, with the external id', async () => {
    const { keys, calls, tokenRequests } = await byKeys(handingOut(), givenRole({ externalId: 'x1' }))
    expect(keys).toMatchObject({ accessKeyId: 'KEY1' })
    expect(calls).toHaveLength(1)
    expect(calls[0]).toMatchObject({
      operation: 'AssumeRole',
      authorization: expect.stringContaining('Credential=OUTER/'),
      input: { RoleArn: givenRole().arn, RoleSessionName: 'acme-shop-42', ExternalId: 'x1' },
    })
    expect(tokenRequests()).toBe(0)
  })

  test('is asked for without an external id where none is given', async () => {
    const { calls } = await byKeys(handingOut())
    expect(calls[0]?.input).not.toHaveProperty('ExternalId')
  })

  test('names whose keys were refused', async () => {
    const failure = await refusal(await byKeys(() => denied))
    expect(failure.hint).toContain('sts:AssumeRole to the first role')
  })

  test('whose keys have expired is asked for again once they are renewed', async () => {
    let renewals = 0
    const credentials = givenSource({
      provide: async () => ({
        accessKeyId: `OUTER${renewals}`,
        secretAccessKey: 's',
        expiration: new Date(0),
      }),
      renew: async () => {
        renewals++
      },
    })
    const expired = stsRefusing('ExpiredToken', 'The security token included in the request is expired', 403)
    const { keys, calls } = await byKeys(
      (call) => (call.authorization.includes('OUTER0') ? expired : handingOut()(call)),
      givenRole(),
      credentials,
    )
    expect(keys).toMatchObject({ accessKeyId: 'KEY1' })
    expect({ renewals, calls: calls.length }).toEqual({ renewals: 1, calls: 2 })
  })

  test('whose keys stay expired is refused after 5 calls at most', async () => {
    const outcome = await byKeys(() =>
      stsRefusing('ExpiredToken', 'The security token included in the request is expired', 403),
    )
    expect((await refusal(outcome)).hint).toContain('give fresh ones')
    expect(outcome.calls.length).toBeLessThanOrEqual(5)
  })
})
