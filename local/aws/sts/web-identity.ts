import { trusts } from '../iam/trust.ts'
import { issuerHost, type Settings } from '../options.ts'
import { AwsError } from '../protocol/error.ts'
import { issuerKeys, type Jwt, parseJwt, signedBy } from '../protocol/jwt.ts'
import type { XmlValue } from '../protocol/query.ts'
import type { World } from '../world.ts'
import {
  checkDuration,
  constrained,
  credentialAnswer,
  findRole,
  openSession,
  sessionRequest,
} from './sessions.ts'

const ACTION = 'sts:AssumeRoleWithWebIdentity'

export async function assumeRoleWithWebIdentity(world: World, form: URLSearchParams): Promise<XmlValue> {
  const request = sessionRequest(form)
  const token = constrained(
    form,
    'WebIdentityToken',
    /^.{4,}$/s,
    'Member must have length greater than or equal to 4',
  )
  const { issuer, audience, subject } = await identify(world.settings, token)
  const provider = `arn:aws:iam::${world.settings.account}:oidc-provider/${issuerHost(issuer)}`
  const role = findRole(world, request.roleArn)
  const keys = { [`${issuerHost(issuer)}:sub`]: subject, [`${issuerHost(issuer)}:aud`]: audience }
  // A role that does not exist and one that does not trust look the same from outside, in AWS too.
  if (!role || !trusts(role, ACTION, { kind: 'Federated', names: [provider] }, keys)) {
    throw new AwsError('AccessDenied', `Not authorized to perform ${ACTION}`, 403)
  }
  checkDuration(role, request)
  return {
    ...credentialAnswer(openSession(world, role, request)),
    SubjectFromWebIdentityToken: subject,
    Audience: audience,
    Provider: provider,
  }
}

type Identity = Readonly<{ issuer: string; audience: string; subject: string }>

async function identify(settings: Settings, token: string): Promise<Identity> {
  const jwt = parseJwt(token)
  const { iss, sub, exp, aud } = jwt?.claims ?? {}
  if (!jwt || typeof iss !== 'string' || typeof sub !== 'string' || typeof exp !== 'number') {
    throw bad(
      'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
    )
  }
  const issuer = settings.issuers.find((known) => issuerHost(known) === issuerHost(iss))
  if (!issuer) throw bad(`No OpenIDConnect provider found in your account for ${iss}`)
  await checkSignature(jwt, issuer)
  checkExpiry(exp)
  const audience = [aud].flat().find((one) => one === settings.audience)
  if (typeof audience !== 'string') throw bad('Incorrect token audience')
  return { issuer: iss, audience, subject: sub }
}

async function checkSignature(jwt: Jwt, issuer: string): Promise<void> {
  const keys = await issuerKeys(issuer).catch(() => {
    throw bad(
      "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
    )
  })
  if (!signedBy(jwt, keys)) throw bad('Token signature is invalid')
}

function checkExpiry(exp: number): void {
  const now = Math.floor(Date.now() / 1000)
  if (now < exp) return
  throw new AwsError(
    'ExpiredTokenException',
    `Token expired: current date/time ${now} must be before the expiration date/time ${exp}`,
  )
}

function bad(message: string): AwsError {
  return new AwsError('InvalidIdentityToken', message)
}
