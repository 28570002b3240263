import {
  createPublicKey,
  generateKeyPair,
  type JsonWebKey,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { canary } from './canary.ts'
import { type Claims, tokenClaims } from './claims.ts'
import { type Answer, asPath, deliver, json, openServer, send, strangePage } from './loopback.ts'

export type IssuerOptions = Readonly<{
  claims?: Claims
  lifeSeconds?: number
  port?: number
  /** Of the issuer's address: `_services/token` on GitHub Enterprise Server, an enterprise's slug on github.com. */
  path?: string
  /** Subjects that carry the ids of owner and repository: `repo:acme@9919/shop@74012345:ref:refs/heads/main`. */
  immutableSubject?: boolean
  /** Tokens have at least so many bytes. */
  padTo?: number
}>

export type TokenRequest = Readonly<{ audience: string | undefined; status: number }>

/**
 * server-error: 500 and JSON; forbidden: 403 and JSON; html: 200 and a page, as a proxy sends it; empty: 200 and `{}`;
 * silent: no answer at all; reset: the connection is cut; slow: the token, but late.
 */
export type IssuerFailure = 'server-error' | 'forbidden' | 'html' | 'empty' | 'silent' | 'reset' | 'slow'

export type Issuer = Readonly<{
  issuer: string
  /** ACTIONS_ID_TOKEN_REQUEST_URL; has a query, so that `&audience=` can be appended. */
  tokenUrl: string
  requestToken: string
  /** Calls of the token endpoint; status 0 = left without an answer. */
  requests: readonly TokenRequest[]
  /** The request token and every JWT handed out. */
  secrets(): readonly string[]
  setClaims(claims: Claims): void
  /** @param ms how late `slow` is */
  fail(kind: IssuerFailure | undefined, ms?: number): void
  close(): Promise<void>
}>

/** GitHub's OIDC issuer and the token endpoint of its runners, on loopback. */
export async function startIssuer(options: IssuerOptions = {}): Promise<Issuer> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const state: State = {
    key: { kid: randomUUID(), privateKey },
    requestToken: canary('request-'),
    lifeSeconds: options.lifeSeconds ?? 300,
    immutableSubject: options.immutableSubject ?? false,
    padTo: options.padTo ?? 0,
    requests: [],
    tokens: [],
    claims: options.claims ?? {},
    failure: undefined,
    slowMs: 0,
    issuer: '',
  }
  const { origin, close } = await openServer(
    (request, response) => answer(state, request, response),
    options.port,
  )
  state.issuer = origin + asPath(options.path)
  return {
    issuer: state.issuer,
    tokenUrl: `${origin}${tokenPath}?api-version=2.0`,
    requestToken: state.requestToken,
    requests: state.requests,
    secrets: () => [state.requestToken, ...state.tokens],
    setClaims(claims) {
      state.claims = claims
    },
    fail(kind, ms = 5000) {
      state.failure = kind
      state.slowMs = ms
    },
    close,
  }
}

type State = Readonly<{
  key: Key
  requestToken: string
  lifeSeconds: number
  immutableSubject: boolean
  padTo: number
  requests: TokenRequest[]
  tokens: string[]
}> & { claims: Claims; failure: IssuerFailure | undefined; slowMs: number; issuer: string }

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', state.issuer)
  if (url.pathname !== tokenPath) {
    discovery(url.pathname, state, response)
    return
  }
  const audience = url.searchParams.get('audience') ?? undefined
  const { failure, slowMs } = state
  const reply =
    failure === undefined || failure === 'slow' ? judge(state, request, audience) : failures[failure]
  state.requests.push({ audience, status: reply?.status ?? 0 })
  await deliver(response, reply, failure, slowMs)
}

const tokenPath = '/idtoken/release/7'

type Key = Readonly<{ kid: string; privateKey: KeyObject }>

const failures: Readonly<Record<Exclude<IssuerFailure, 'slow'>, Answer | undefined>> = {
  'server-error': json(500, { message: 'Internal server error' }),
  forbidden: json(403, { message: 'Resource not accessible by integration' }),
  empty: json(200, {}),
  html: strangePage,
  silent: undefined,
  reset: undefined,
}

function judge(state: State, request: IncomingMessage, audience: string | undefined): Answer {
  if (request.method !== 'GET') return json(405, { message: 'Method not allowed' })
  const [scheme, token] = (request.headers.authorization ?? '').split(' ')
  if (scheme?.toLowerCase() !== 'bearer' || token !== state.requestToken) {
    return json(401, { message: 'Unauthorized' })
  }
  const value = jwt(state.key, tokenClaims(state, audience, state.claims), state.padTo)
  state.tokens.push(value)
  return json(200, { value })
}

function discovery(path: string, { issuer, key }: State, response: ServerResponse): void {
  const base = new URL(issuer).pathname.replace(/\/$/, '')
  if (path === `${base}/.well-known/openid-configuration`) send(response, json(200, configuration(issuer)))
  else if (path === `${base}/.well-known/jwks`) send(response, json(200, { keys: [publicJwk(key)] }))
  else send(response, json(404, { message: 'Not found' }))
}

function configuration(issuer: string): Readonly<Record<string, unknown>> {
  return {
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks`,
    subject_types_supported: ['public', 'pairwise'],
    response_types_supported: ['id_token'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid'],
  }
}

function publicJwk({ kid, privateKey }: Key): JsonWebKey {
  return { ...createPublicKey(privateKey).export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' }
}

function jwt(key: Key, claims: Claims, padTo: number): string {
  const token = signed(key, claims)
  const missing = padTo - token.length
  // Base64 makes four characters of three bytes.
  return missing > 0 ? signed(key, { ...claims, padding: 'x'.repeat(Math.ceil((missing * 3) / 4)) }) : token
}

function signed({ kid, privateKey }: Key, claims: Claims): string {
  const part = (record: unknown) => Buffer.from(JSON.stringify(record)).toString('base64url')
  const content = `${part({ typ: 'JWT', alg: 'RS256', kid })}.${part(claims)}`
  return `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`
}
