import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { refuse } from './error.ts'
import { header, type Request } from './http.ts'

export type Key = Readonly<{
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
  expiresAt?: number // real milliseconds
  knownAt?: number // likewise: from when on services other than STS know it
}>

type Scope = Readonly<{ region: string; service: string }>

type Signed = Readonly<{
  accessKeyId: string
  date: string
  scope: Scope
  headers: readonly string[]
  signature: string
}>

const SKEW_MS = 5 * 60_000

/** The key that signed the request, as AWS checks it: who, until when, and then every byte; and for which region. */
export function verify<K extends Key>(
  request: Request,
  find: (accessKeyId: string) => K | undefined,
  service: string,
  now: number,
): Readonly<{ key: K; region: string }> {
  const signed = authorization(request)
  const key = find(signed.accessKeyId)
  if (!key || key.sessionToken !== header(request, 'x-amz-security-token')) {
    throw refuse('unknown-key', 'The security token included in the request is invalid.')
  }
  if (key.expiresAt !== undefined && key.expiresAt <= now) {
    throw refuse('expired-token', 'The security token included in the request is expired')
  }
  checkService(signed.scope, service)
  checkClock(timestamp(request), now)
  if (!equal(signature(request, signed, key.secretAccessKey), signed.signature)) {
    throw refuse(
      'bad-signature',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    )
  }
  return { key, region: signed.scope.region }
}

function authorization(request: Request): Signed {
  const value = header(request, 'authorization')
  if (!value) throw refuse('missing-token', 'Missing Authentication Token')
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, *SignedHeaders=([^,\s]+), *Signature=([0-9a-f]{64})$/.exec(
      value,
    )
  if (!match) throw refuse('incomplete-signature', `Authorization header is not a SigV4 signature.`)
  const [, accessKeyId = '', date = '', region = '', service = '', names = '', signature = ''] = match
  const headers = names.split(';')
  for (const name of ['host', 'x-amz-date']) {
    if (headers.includes(name)) continue
    throw refuse('bad-signature', `'${name}' must be a 'SignedHeader' in the AWS Authorization.`)
  }
  return { accessKeyId, date, scope: { region, service }, headers, signature }
}

function checkService(given: Scope, service: string): void {
  if (given.service === service) return
  throw refuse('bad-signature', `Credential should be scoped to correct service: '${service}'. `)
}

function timestamp(request: Request): string {
  return header(request, 'x-amz-date') ?? ''
}

function checkClock(stamp: string, now: number): void {
  const at = Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  if (Number.isNaN(at))
    throw refuse('incomplete-signature', `Date must be in ISO-8601 'basic format'. Got '${stamp}'.`)
  if (at < now - SKEW_MS) {
    const limit = basicDate(now - SKEW_MS)
    throw refuse(
      'bad-signature',
      `Signature expired: ${stamp} is now earlier than ${limit} (${basicDate(now)} - 5 min.)`,
    )
  }
  if (at > now + SKEW_MS) {
    const limit = basicDate(now + SKEW_MS)
    throw refuse(
      'bad-signature',
      `Signature not yet current: ${stamp} is still later than ${limit} (${basicDate(now)} + 5 min.)`,
    )
  }
}

function basicDate(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')
}

function signature(request: Request, signed: Signed, secret: string): string {
  const scope = `${signed.date}/${signed.scope.region}/${signed.scope.service}/aws4_request`
  const text = [
    'AWS4-HMAC-SHA256',
    timestamp(request),
    scope,
    sha256(canonical(request, signed.headers)),
  ].join('\n')
  const parts = [signed.date, signed.scope.region, signed.scope.service, 'aws4_request']
  const key = parts.reduce<string | Buffer>((previous, part) => hmac(previous, part), `AWS4${secret}`)
  return hmac(key, text).toString('hex')
}

// The payload's hash is always taken from the received bytes: what a header claims about them proves nothing.
function canonical(request: Request, names: readonly string[]): string {
  const path = request.path.split('/').map(encode).join('/')
  const headers = names.map((name) => `${name}:${header(request, name) ?? ''}\n`).join('')
  return [
    request.method,
    path,
    sortedQuery(request.query),
    headers,
    names.join(';'),
    sha256(request.body),
  ].join('\n')
}

function sortedQuery(query: string): string {
  if (!query) return ''
  const pairs = query.split('&').map((pair) => (pair.includes('=') ? pair : `${pair}=`))
  return pairs.sort().join('&')
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function equal(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
