import { issuerHost, type Settings } from '../options.ts'
import { AwsError } from '../protocol/error.ts'
import { issuerKeys, type Jwt, parseJwt, signedBy } from '../protocol/jwt.ts'

export type Identity = Readonly<{
  issuer: string
  audience: string
  subject: string
  claims: Jwt['claims']
}>

/** Whom a token is about, once it is proved: by an identity provider of this account, for one of its audiences. */
export async function identify(settings: Settings, account: string, token: string): Promise<Identity> {
  const jwt = parseJwt(token)
  const { iss, sub, exp, aud } = jwt?.claims ?? {}
  if (!jwt || typeof iss !== 'string' || typeof sub !== 'string' || typeof exp !== 'number') {
    throw bad(
      'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
    )
  }
  const providers = settings.providers.filter(
    (one) => one.account === account && issuerHost(one.issuer) === issuerHost(iss),
  )
  const issuer = providers[0]?.issuer
  if (issuer === undefined) throw bad(`No OpenIDConnect provider found in your account for ${iss}`)
  await checkSignature(jwt, issuer)
  checkExpiry(exp)
  const audiences = providers.flatMap((one) => one.audiences)
  const audience = [aud].flat().find((one) => audiences.includes(one as string))
  if (typeof audience !== 'string') throw bad('Incorrect token audience')
  return { issuer: iss, audience, subject: sub, claims: jwt.claims }
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
