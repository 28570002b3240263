import { createPublicKey, type JsonWebKey, verify } from 'node:crypto'

export type Jwt = Readonly<{
  header: Readonly<{ alg?: string; kid?: string }>
  claims: Readonly<Record<string, unknown>>
  signed: string
  signature: Buffer
}>

export function parseJwt(token: string): Jwt | undefined {
  const parts = token.split('.')
  const [header = '', claims = '', signature = ''] = parts
  try {
    return {
      header: decode(header),
      claims: decode(claims),
      signed: `${header}.${claims}`,
      signature: Buffer.from(signature, 'base64url'),
    }
  } catch {
    return undefined
  }
}

export function signedBy(jwt: Jwt, keys: readonly JsonWebKey[]): boolean {
  const key = keys.find((candidate) => candidate.kid === jwt.header.kid)
  if (!key || jwt.header.alg !== 'RS256') return false
  const publicKey = createPublicKey({ key, format: 'jwk' })
  return verify('RSA-SHA256', Buffer.from(jwt.signed), publicKey, jwt.signature)
}

/** The issuer's public keys, asked for each time: an issuer of a test may turn its keys at any moment. */
export async function issuerKeys(issuer: string): Promise<readonly JsonWebKey[]> {
  const base = issuer.replace(/\/$/, '')
  const discovery = (await getJson(`${base}/.well-known/openid-configuration`)) as { jwks_uri?: string }
  const keys = (await getJson(discovery.jwks_uri ?? '')) as { keys?: readonly JsonWebKey[] }
  return keys.keys ?? []
}

async function getJson(url: string): Promise<unknown> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(5000) })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  return answer.json()
}

function decode(part: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
  if (typeof value !== 'object' || value === null) throw new TypeError('not an object')
  return value as Readonly<Record<string, unknown>>
}
