/** The claims of an OIDC token that decide whether a trust policy matches. None of them is secret. */
export type Claims = Readonly<Record<string, string>>

const shown = [
  'iss',
  'aud',
  'sub',
  'repository',
  'ref',
  'environment',
  'event_name',
  'job_workflow_ref',
] as const

/** Reads the payload of a JWT without judging it: that is STS's part. */
export function readClaims(token: string): Claims {
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
    const members =
      typeof payload === 'object' && payload !== null
        ? new Map<string, unknown>(Object.entries(payload))
        : new Map()
    const known = shown.flatMap((name) => {
      const value = members.get(name)
      return typeof value === 'string' ? [[name, value] as const] : []
    })
    return Object.fromEntries(known)
  } catch {
    return {}
  }
}

/** The condition of a trust policy that would match this very token. */
export function trustCondition(claims: Claims): string {
  const provider = (claims.iss ?? 'https://token.actions.githubusercontent.com').replace(/^https?:\/\//, '')
  return JSON.stringify({
    StringEquals: { [`${provider}:aud`]: claims.aud ?? '', [`${provider}:sub`]: claims.sub ?? '' },
  })
}

const longest = 200

/** `name=value` of every claim that is there, for one line of text. */
export function describeClaims(claims: Claims): string {
  return Object.entries(claims)
    .map(([name, value]) => `${name}=${value.length > longest ? `${value.slice(0, longest)}…` : value}`)
    .join(', ')
}
