import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  type AssumeRoleWithWebIdentityRequest,
  GetCallerIdentityCommand,
} from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type LocalAws, type PolicyDocument, startAws } from '../../../local/aws/aws.ts'
import { type Issuer, startIssuer } from '../../../local/github/issuer.ts'
import { type Keys, refusal, stsClient, withAws } from './support.ts'

const ACCOUNT = '123456789012'
const DENIED = 'Not authorized to perform sts:AssumeRoleWithWebIdentity'

let issuer: Issuer
let stranger: Issuer
let aws: LocalAws

beforeAll(async () => {
  issuer = await startIssuer()
  stranger = await startIssuer()
  aws = await startAws({
    issuers: [issuer.issuer],
    roles: [
      {
        name: 'main',
        trust: trust({
          StringEquals: { sub: 'repo:acme/shop:ref:refs/heads/main', aud: 'sts.amazonaws.com' },
        }),
        maxDurationSeconds: 7200,
      },
      { name: 'any-branch', trust: trust({ StringLike: { sub: 'repo:acme/shop:ref:refs/heads/*' } }) },
      { name: 'wildcard-in-equals', trust: trust({ StringEquals: { sub: 'repo:acme/shop:*' } }) },
      {
        name: 'other-repository',
        trust: trust({ StringEquals: { sub: 'repo:acme/other:ref:refs/heads/main' } }),
      },
      { name: 'other-provider', trust: trust({}, 'arn:aws:iam::123456789012:oidc-provider/example.com') },
      {
        name: 'production',
        trust: allow(
          { AWS: `arn:aws:iam::${ACCOUNT}:role/main` },
          { StringEquals: { 'sts:ExternalId': 'secret' } },
        ),
        maxDurationSeconds: 7200,
      },
    ],
  })
})
afterAll(() => Promise.all([aws.close(), issuer.close(), stranger.close()]))

function allow(Principal: Record<string, string>, Condition: PolicyCondition): PolicyDocument {
  return { Statement: { Effect: 'Allow', Principal, Action: 'sts:AssumeRole*', Condition } }
}

type PolicyCondition = Record<string, Record<string, string>>

function trust(condition: PolicyCondition, provider?: string): PolicyDocument {
  const host = issuer.issuer.replace('http://', '')
  const keyed = Object.entries(condition).map(([operator, tests]) => [
    operator,
    Object.fromEntries(Object.entries(tests).map(([key, value]) => [`${host}:${key}`, value])),
  ])
  const Federated = provider ?? `arn:aws:iam::${ACCOUNT}:oidc-provider/${host}`
  return allow({ Federated }, Object.fromEntries(keyed))
}

async function token(from = issuer, audience = 'sts.amazonaws.com'): Promise<string> {
  const headers = { authorization: `Bearer ${from.requestToken}` }
  const answer = await fetch(`${from.tokenUrl}&audience=${audience}`, { headers })
  return ((await answer.json()) as { value: string }).value
}

async function assume(role: string, given: Partial<AssumeRoleWithWebIdentityRequest> = {}) {
  const WebIdentityToken = given.WebIdentityToken ?? (await token())
  const RoleArn = `arn:aws:iam::${ACCOUNT}:role/${role}`
  const command = new AssumeRoleWithWebIdentityCommand({
    RoleArn,
    RoleSessionName: 'run-1',
    ...given,
    WebIdentityToken,
  })
  // Unsigned: these keys would be refused.
  return stsClient(aws, { accessKeyId: 'none', secretAccessKey: 'none' }).send(command)
}

async function keysOf(role: string, given?: Partial<AssumeRoleWithWebIdentityRequest>): Promise<Keys> {
  const { Credentials: keys } = await assume(role, given)
  return {
    accessKeyId: keys?.AccessKeyId ?? '',
    secretAccessKey: keys?.SecretAccessKey ?? '',
    sessionToken: keys?.SessionToken ?? '',
  }
}

describe('AssumeRoleWithWebIdentity', () => {
  test('answers as STS does', async () => {
    const host = issuer.issuer.replace('http://', '')
    const before = Date.now()
    const answer = await assume('main', { DurationSeconds: 7200 })
    expect(answer).toMatchObject({
      Credentials: {
        AccessKeyId: expect.stringMatching(/^ASIA[A-Z2-7]{16}$/),
        SecretAccessKey: expect.stringMatching(/^.{40}$/),
        SessionToken: expect.any(String),
      },
      AssumedRoleUser: {
        AssumedRoleId: expect.stringMatching(/^AROA[A-Z2-7]{16}:run-1$/),
        Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/main/run-1`,
      },
      SubjectFromWebIdentityToken: 'repo:acme/shop:ref:refs/heads/main',
      Audience: 'sts.amazonaws.com',
      Provider: `arn:aws:iam::${ACCOUNT}:oidc-provider/${host}`,
    })
    const life = (answer.Credentials?.Expiration?.getTime() ?? 0) - before
    expect(Math.abs(life - 7_200_000)).toBeLessThan(5000)
  })

  test('the keys work, and are known as secrets', async () => {
    const keys = await keysOf('any-branch')
    expect((await stsClient(aws, keys).send(new GetCallerIdentityCommand({}))).Account).toBe(ACCOUNT)
    expect(aws.secrets()).toEqual(expect.arrayContaining([keys.secretAccessKey, keys.sessionToken]))
  })

  test.each(['wildcard-in-equals', 'other-repository', 'other-provider', 'does-not-exist'])(
    'the role %s is denied',
    async (role) => {
      expect(await refusal(assume(role))).toEqual({ name: 'AccessDenied', message: DENIED, status: 403 })
    },
  )

  test('the token decides, not the caller', async () => {
    issuer.setClaims({ ref: 'refs/heads/feature' })
    const onBranch = await token()
    issuer.setClaims({})
    expect(await refusal(assume('main', { WebIdentityToken: onBranch }))).toMatchObject({
      name: 'AccessDenied',
    })
    expect(await assume('any-branch', { WebIdentityToken: onBranch })).toMatchObject({
      SubjectFromWebIdentityToken: 'repo:acme/shop:ref:refs/heads/feature',
    })
  })

  const invalidToken: [string, () => Promise<string>, string][] = [
    [
      'no JWT',
      async () => 'nonsense',
      'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
    ],
    ['an unknown issuer', () => token(stranger), 'No OpenIDConnect provider found in your account for '],
    ['another audience', () => token(issuer, 'someone.else'), 'Incorrect token audience'],
    [
      'claims changed after signing',
      async () => {
        const [header = '', claims = '', signature = ''] = (await token()).split('.')
        const other = {
          ...JSON.parse(Buffer.from(claims, 'base64url').toString()),
          sub: 'repo:acme/shop:ref:refs/heads/x',
        }
        return [header, Buffer.from(JSON.stringify(other)).toString('base64url'), signature].join('.')
      },
      'Token signature is invalid',
    ],
    [
      'no algorithm',
      async () => {
        const [, claims] = (await token()).split('.')
        return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`
      },
      'Token signature is invalid',
    ],
    [
      "a stranger's signature",
      async () => {
        stranger.setClaims({ iss: issuer.issuer })
        return token(stranger)
      },
      'Token signature is invalid',
    ],
  ]
  test.each(invalidToken)('a token with %s', async (_, given, message) => {
    const answer = await refusal(assume('main', { WebIdentityToken: await given() }))
    expect(answer).toEqual({
      name: 'InvalidIdentityTokenException',
      message: expect.stringContaining(message),
      status: 400,
    })
  })

  test('an expired token', async () => {
    issuer.setClaims({ exp: 1_700_000_000 })
    const expired = await token()
    issuer.setClaims({})
    expect(await refusal(assume('main', { WebIdentityToken: expired }))).toEqual({
      name: 'ExpiredTokenException',
      message: expect.stringMatching(
        /^Token expired: current date\/time \d+ must be before the expiration date\/time 1700000000$/,
      ),
      status: 400,
    })
  })

  test.each<[string, Partial<AssumeRoleWithWebIdentityRequest>, string]>([
    [
      'a short life',
      { DurationSeconds: 899 },
      "Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    ],
    ['a long life', { DurationSeconds: 43_201 }, 'Member must have value less than or equal to 43200'],
    [
      "more than the role's",
      { DurationSeconds: 7201 },
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    ],
    [
      'a session name with blanks',
      { RoleSessionName: 'run 1' },
      'Member must satisfy regular expression pattern: [\\w+=,.@-]*',
    ],
    ['no role ARN', { RoleArn: 'main' }, "Value 'main' at 'roleArn'"],
  ])('%s', async (_, given, message) => {
    expect(await refusal(assume('main', given))).toEqual({
      name: 'ValidationError',
      message: expect.stringContaining(message),
      status: 400,
    })
  })

  test('a default life of an hour, and a role without a maximum gives no more', async () => {
    await assume('any-branch', { DurationSeconds: 3600 })
    expect(await refusal(assume('any-branch', { DurationSeconds: 3601 }))).toMatchObject({
      name: 'ValidationError',
    })
  })

  test('an unreachable issuer', async () => {
    const gone = await startIssuer()
    const WebIdentityToken = await token(gone)
    await gone.close()
    await withAws({ issuers: [gone.issuer] }, async (local) => {
      const RoleArn = `arn:aws:iam::${ACCOUNT}:role/slipway`
      const command = new AssumeRoleWithWebIdentityCommand({
        RoleArn,
        RoleSessionName: 'me',
        WebIdentityToken,
      })
      expect((await refusal(stsClient(local).send(command))).message).toContain(
        "Couldn't retrieve verification key from your identity provider",
      )
    })
  })

  test('the token is not kept with the requests', () => {
    expect(JSON.stringify(aws.requests)).not.toContain('eyJ')
  })
})

describe('AssumeRole', () => {
  const command = (more = {}) =>
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${ACCOUNT}:role/production`,
      RoleSessionName: 'run-1',
      ExternalId: 'secret',
      ...more,
    })

  test('from the role that is trusted', async () => {
    const answer = await stsClient(aws, await keysOf('main')).send(command())
    expect(answer.AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${ACCOUNT}:assumed-role/production/run-1`)
  })

  test.each([
    ['another role', 'any-branch', {}],
    ['a wrong external id', 'main', { ExternalId: 'guess' }],
    ['a role that does not exist', 'main', { RoleArn: `arn:aws:iam::${ACCOUNT}:role/nothing` }],
  ])('%s is denied', async (_, role, more) => {
    const answer = await refusal(stsClient(aws, await keysOf(role)).send(command(more)))
    expect(answer).toEqual({
      name: 'AccessDenied',
      message: expect.stringMatching(
        /^User: arn:aws:sts::123456789012:assumed-role\/.+\/run-1 is not authorized to perform: sts:AssumeRole on resource: arn:/,
      ),
      status: 403,
    })
  })

  test('a chained session lives an hour at most', async () => {
    const answer = await refusal(
      stsClient(aws, await keysOf('main')).send(command({ DurationSeconds: 7200 })),
    )
    expect(answer).toMatchObject({
      name: 'ValidationError',
      message:
        'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    })
  })
})

test('an operation that STS does not have', async () => {
  const body = 'Action=GetCredentialReport&Version=2011-06-15'
  const answer = await fetch(aws.url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  expect(answer.status).toBe(400)
  expect(await answer.text()).toMatch(
    /<Code>InvalidAction<\/Code>\s*<Message>Could not find operation GetCredentialReport for version 2011-06-15<\/Message>/,
  )
})
