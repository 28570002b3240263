import type { Role } from '../../src/identity/role.ts'
import { type Answer, type Call, scriptedAws } from './scripted-aws.ts'

/** A GitHub token that says this; nobody here checks signatures. */
export function givenToken(claims: Readonly<Record<string, unknown>> = givenClaims): string {
  const parts = ['{}', JSON.stringify(claims), 'x']
  return parts.map((part) => Buffer.from(part).toString('base64url')).join('.')
}

export const givenClaims = {
  iss: 'https://token.actions.githubusercontent.com',
  aud: 'sts.amazonaws.com',
  sub: 'repo:acme/shop:ref:refs/heads/main',
  jti: 'not-shown',
}

export function givenRole(overrides: Partial<Role> = {}): Role {
  return {
    arn: 'arn:aws:iam::123456789012:role/release',
    sessionName: 'acme-shop-42',
    durationSeconds: 3600,
    audience: 'sts.amazonaws.com',
    externalId: undefined,
    policies: { inline: undefined, managed: [] },
    ...overrides,
  }
}

/** Keys as STS hands them out: KEY1, secret-1 and token-1 for the number 1. */
export function handingOut(number: number | string = 1): (call: Call) => Answer {
  return ({ operation }) => {
    const keys = `<AccessKeyId>KEY${number}</AccessKeyId><SecretAccessKey>secret-${number}</SecretAccessKey><SessionToken>token-${number}</SessionToken><Expiration>2026-11-20T10:00:00Z</Expiration>`
    return xml(operation, `<Credentials>${keys}</Credentials>`)
  }
}

/** An answer of STS's query protocol. */
export function xml(operation: string, result: string): Answer {
  const body = `<${operation}Response><${operation}Result>${result}</${operation}Result></${operation}Response>`
  return { type: 'text/xml', body }
}

/** A refusal by its code on the wire, which is not always the SDK's name of it. */
export function stsRefusing(code: string, message = 'refused', status = 400): Answer {
  const text = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${text}</Message></Error></ErrorResponse>`
  return { status, type: 'text/xml', body }
}

export type ScriptedSts = Readonly<{
  /** The runner's token endpoint, as the job sees it. */
  env: Readonly<Record<string, string>>
  /** What was asked of STS alone. */
  calls: readonly Call[]
  tokenRequests: () => number
}>

/** An STS that answers so, beside a runner that hands out tokens, a new one for every request where none is given. */
export async function scriptedSts(
  answer: (call: Call, calls: readonly Call[]) => Answer,
  token?: string | ((number: number) => Answer),
): Promise<ScriptedSts> {
  const calls: Call[] = []
  let requests = 0
  const { url } = await scriptedAws((call) => {
    if (call.operation === '') {
      requests++
      if (typeof token === 'function') return token(requests)
      const value = token ?? givenToken({ ...givenClaims, number: requests })
      return { type: 'application/json', body: { value } }
    }
    calls.push(call)
    return answer(call, calls)
  })
  const env = {
    ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/token?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
  }
  Object.assign(process.env, env)
  return { env, calls, tokenRequests: () => requests }
}
