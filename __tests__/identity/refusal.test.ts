import {
  ExpiredTokenException,
  IDPCommunicationErrorException,
  IDPRejectedClaimException,
  InvalidIdentityTokenException,
  MalformedPolicyDocumentException,
  PackedPolicyTooLargeException,
  RegionDisabledException,
  STSServiceException,
} from '@aws-sdk/client-sts'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { failureOf } from '../../src/errors.ts'
import { readClaims } from '../../src/identity/claims.ts'
import { type Asked, classify, isPassing, type Reason, refusal } from '../../src/identity/refusal.ts'
import type { Role } from '../../src/identity/role.ts'
import { givenClaims, givenRole, givenToken } from '../support/sts.ts'

const $metadata = { httpStatusCode: 400 }

/** An error that STS's model does not name. */
function sts(name: string, message = 'refused'): Error {
  return new STSServiceException({ name, message, $fault: 'client', $metadata })
}

const notAuthorized = 'Not authorized to perform sts:AssumeRoleWithWebIdentity'
const noProvider =
  'No OpenIDConnect provider found in your account for https://token.actions.githubusercontent.com'
const noKey =
  "Couldn't retrieve verification key from your identity provider, please reference AssumeRoleWithWebIdentity documentation for requirements"
const tooLong = 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.'
const chainedTooLong =
  'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.'
const notInRange =
  "1 validation error detected: Value '43201' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200"
const badName =
  "1 validation error detected: Value 'a b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*"
const badPolicy =
  "1 validation error detected: Value at 'policy' failed to satisfy constraint: Member must have length less than or equal to 2048"

/** Every refusal that AssumeRole and AssumeRoleWithWebIdentity know, as the SDK gives it. */
const refusals: readonly (readonly [reason: Reason, code: string, error: Error])[] = [
  ['not-trusted', 'ROLE_REFUSED', sts('AccessDenied', notAuthorized)],
  ['not-trusted', 'ROLE_REFUSED', sts('AccessDeniedException', notAuthorized)],
  ['token-expired', 'ROLE_REFUSED', new ExpiredTokenException({ message: 'Token expired', $metadata })],
  [
    'token-expired',
    'ROLE_REFUSED',
    sts('ExpiredToken', 'The security token included in the request is expired'),
  ],
  [
    'audience',
    'AUDIENCE_REFUSED',
    new InvalidIdentityTokenException({ message: 'Incorrect token audience', $metadata }),
  ],
  [
    'no-provider',
    'OIDC_PROVIDER_MISSING',
    new InvalidIdentityTokenException({ message: noProvider, $metadata }),
  ],
  [
    'provider-unreachable',
    'OIDC_PROVIDER_UNREACHABLE',
    new InvalidIdentityTokenException({ message: noKey, $metadata }),
  ],
  [
    'provider-unreachable',
    'OIDC_PROVIDER_UNREACHABLE',
    new IDPCommunicationErrorException({ message: 'x', $metadata }),
  ],
  [
    'token',
    'ROLE_REFUSED',
    new InvalidIdentityTokenException({ message: 'The ID Token provided is not a valid JWT', $metadata }),
  ],
  ['token', 'ROLE_REFUSED', new IDPRejectedClaimException({ message: 'x', $metadata })],
  [
    'session-policy',
    'SESSION_POLICY_REFUSED',
    new MalformedPolicyDocumentException({ message: 'Syntax errors in policy.', $metadata }),
  ],
  [
    'session-policy',
    'SESSION_POLICY_REFUSED',
    new PackedPolicyTooLargeException({ message: 'Packed size is 110%', $metadata }),
  ],
  ['session-policy', 'SESSION_POLICY_REFUSED', sts('ValidationError', badPolicy)],
  ['region-disabled', 'REGION_DISABLED', new RegionDisabledException({ message: 'x', $metadata })],
  ['duration', 'ROLE_DURATION_REFUSED', sts('ValidationError', tooLong)],
  ['duration', 'ROLE_DURATION_REFUSED', sts('ValidationError', chainedTooLong)],
  ['duration', 'ROLE_DURATION_REFUSED', sts('ValidationError', notInRange)],
  ['settings', 'ROLE_REFUSED', sts('ValidationError', badName)],
  ['settings', 'ROLE_REFUSED', sts('ValidationError', 'Request ARN is invalid')],
]

const titled = refusals.map(([reason, code, error]) => [error.name, reason, code, error] as const)
const byToken: Asked = { kind: 'token', claims: readClaims(givenToken()) }
const byKeys: Asked = { kind: 'keys', who: 'the credentials of the environment' }

function refused(error: Error, asked: Asked = byToken, role: Role = givenRole()) {
  return failureOf(refusal(error, role, 'eu-west-1', asked))
}

describe('each refusal of STS has its reason and its code', () => {
  test.each(titled)('%s: %s, %s', (_, reason, code, error) => {
    expect(classify(error)).toBe(reason)
    for (const asked of [byToken, byKeys]) {
      const failure = refused(error, asked)
      expect(failure.code).toBe(code)
      expect(failure.sentence).toBe(
        `STS refused to hand out ${givenRole().arn}: ${error.name}: ${error.message}`,
      )
      expect(failure.hint).toMatch(/\S{3}/)
    }
  })

  test.each([
    ['Throttling', 'AWS_THROTTLED'],
    ['ThrottlingException', 'AWS_THROTTLED'],
    ['InternalFailure', 'AWS_ERROR'],
    ['ServiceUnavailable', 'AWS_ERROR'],
    ['InvalidClientTokenId', 'CREDENTIALS_REFUSED'],
    ['SignatureDoesNotMatch', 'CREDENTIALS_REFUSED'],
    ['IncompleteSignature', 'CREDENTIALS_REFUSED'],
    ['RequestExpired', 'CREDENTIALS_REFUSED'],
  ])('%s is none of the role: %s', (name, code) => {
    expect(classify(sts(name))).toBeUndefined()
    expect(refused(sts(name)).code).toBe(code)
  })

  test('the cause is kept', () => {
    const error = sts('AccessDenied')
    expect(refusal(error, givenRole(), 'eu-west-1', byToken).cause).toBe(error)
  })

  test.each(['x', undefined, null, new Error('x')])('what is no answer of STS is none: %p', (error) => {
    expect(classify(error)).toBeUndefined()
  })
})

test('asked again is only where the same request can succeed seconds later', () => {
  const passing = (asked: Asked) => [
    ...new Set(refusals.filter(([, , error]) => isPassing(error, asked)).map(([reason]) => reason)),
  ]
  expect(passing(byToken)).toEqual(['not-trusted', 'token-expired', 'provider-unreachable'])
  // Expired keys are renewed by whoever holds them; asking with them again is of no use.
  expect(passing({ kind: 'keys', who: 'somebody' })).toEqual(['not-trusted', 'provider-unreachable'])
  // The SDK has asked four times by then.
  expect(isPassing(new IDPCommunicationErrorException({ message: 'x', $metadata }), byToken)).toBe(false)
  expect(isPassing(undefined, byToken)).toBe(false)
})

describe('the trust condition in the hint is the one for this very token', () => {
  function hintFor(claims: Readonly<Record<string, unknown>>): string {
    const asked = { kind: 'token', claims: readClaims(givenToken(claims)) } as const
    return refused(sts('AccessDenied', notAuthorized), asked).hint
  }

  const github = 'token.actions.githubusercontent.com'

  test.each([
    ['a branch', github, 'repo:acme/shop:ref:refs/heads/main'],
    ['an environment', github, 'repo:acme/shop:environment:prod'],
    ['a tag', github, 'repo:acme/shop:ref:refs/tags/v1.2.3'],
    ['an immutable sub', github, 'repo:acme@1234567/shop@7654321:ref:refs/heads/main'],
    [
      'a customised sub',
      github,
      'repository_owner_id:1234567:job_workflow_ref:acme/ci/.github/workflows/release.yml@refs/heads/main:environment:prod',
    ],
    ['quotes in it', github, 'repo:acme/shop:ref:refs/heads/a"b\\c'],
    ['an enterprise’s issuer', `${github}/acme-corp`, 'repo:acme/shop:ref:refs/heads/main'],
    ['a server of its own', 'github.example.com/_services/token', 'repo:acme/shop:environment:prod'],
  ])('%s', (_, provider, sub) => {
    const hint = hintFor({ ...givenClaims, iss: `https://${provider}`, sub })
    const condition = /under (\{.*?\}\})\./.exec(hint)?.[1] ?? 'none'
    expect(JSON.parse(condition)).toEqual({
      StringEquals: { [`${provider}:aud`]: 'sts.amazonaws.com', [`${provider}:sub`]: sub },
    })
    expect(hint).toContain(`sub=${sub}`)
    expect(hint).not.toContain('not-shown')
  })

  test.each([
    ['iss', 'https://github.example.com/_services/token'],
    ['iss', undefined],
  ])('no provider for it: the URL of the issuer', (_, iss) => {
    const claims = iss === undefined ? {} : { iss }
    const error = new InvalidIdentityTokenException({ message: noProvider, $metadata })
    const { hint } = refused(error, { kind: 'token', claims })
    expect(hint).toContain(
      `the URL ${iss ?? 'https://token.actions.githubusercontent.com'} and the client id`,
    )
  })
})

describe('a token of 10 kB', () => {
  const long = 'x'.repeat(10_000)

  test('leaves the condition whole where only its other claims are long', () => {
    const names = ['repository', 'ref', 'environment', 'event_name', 'job_workflow_ref']
    const others = Object.fromEntries(names.map((name) => [name, long]))
    const claims = readClaims(givenToken({ ...others, ...givenClaims }))
    const { hint } = refused(sts('AccessDenied'), { kind: 'token', claims })
    expect(hint).toContain(`"token.actions.githubusercontent.com:sub":"${givenClaims.sub}"}}`)
    expect(hint).toContain(`sub=${givenClaims.sub}`)
    expect(hint.length).toBeLessThanOrEqual(3_900)
  })

  test.each(titled)('stays within what GitHub shows: %s (%s)', (_, __, ___, error) => {
    const claims = Object.fromEntries(
      ['iss', 'aud', 'sub', 'repository', 'ref'].map((name) => [name, `\u001b[2J\n::error::${long}`]),
    )
    const failure = refused(error, { kind: 'token', claims }, givenRole({ audience: long }))
    // GitHub cuts an annotation at 4096 characters, and the code stands at its end.
    expect(failure.hint.length + failure.sentence.length).toBeLessThanOrEqual(3_900)
    expect(failure.sentence.length).toBeLessThanOrEqual(2_500)
    expect(/\p{Cc}/u.test(failure.hint + failure.sentence)).toBe(false)
  })

  test('whatever it says, nothing is thrown', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'binary' })), (claims) => {
        expect(refused(sts('AccessDenied'), { kind: 'token', claims }).code).toBe('ROLE_REFUSED')
      }),
    )
  })
})

describe('what to do', () => {
  const invalid = (message: string) => new InvalidIdentityTokenException({ message, $metadata })

  test.each<[string, Error, Asked, RegExp]>([
    ['about a trust policy', sts('AccessDenied'), byToken, /sts:AssumeRoleWithWebIdentity under \{/],
    [
      'about a trust policy for keys',
      sts('AccessDenied'),
      byKeys,
      /sts:AssumeRole to the credentials of the environment.*no role-external-id was given/,
    ],
    ['about an old token', sts('ExpiredTokenException'), byToken, /clock is wrong: run the job again/],
    ['about old keys', sts('ExpiredToken'), byKeys, /give fresh ones/],
    ['about the audience', invalid('Incorrect token audience'), byToken, /audience sts\.amazonaws\.com/],
    ['about a provider', invalid(noProvider), byToken, /identity provider with the URL https:\/\/token\./],
    ['about an unreachable provider', invalid(noKey), byToken, /run the job again/],
    ['about another fault of a token', invalid('not a valid JWT'), byToken, /It says: iss=.*sub=repo:acme/],
    ['about session policies', sts('ValidationError', badPolicy), byToken, /inline-session-policy.*managed/],
    ['about a region', sts('RegionDisabledException'), byToken, /eu-west-1/],
    ['about the duration', sts('ValidationError', tooLong), byToken, /role-duration-seconds \(3600 s\)/],
    ['about other settings', sts('ValidationError', badName), byToken, /role-session-name/],
  ])('%s', (_, error, asked, hint) => {
    expect(refused(error, asked).hint).toMatch(hint)
  })

  test('about an external id, without showing it', () => {
    const { hint, sentence } = refused(sts('AccessDenied'), byKeys, givenRole({ externalId: 'kept-quiet' }))
    expect(hint).toContain('the role-external-id was given')
    expect(hint + sentence).not.toContain('kept-quiet')
  })
})
