import { type Answer, json, strangePage } from './loopback.ts'

/**
 * server-error: 502 and JSON; unavailable: 503 and a page of GitHub's; html: 200 and a page, as a proxy sends it; empty:
 * 200 and `{}`; rate-limited: 403, and nothing is left of this hour's calls; secondary-limit: 429, too many at a time;
 * silent: no answer at all; reset: the connection is cut; slow: the answer, but late.
 */
export type ApiFailure =
  | 'server-error'
  | 'unavailable'
  | 'html'
  | 'empty'
  | 'rate-limited'
  | 'secondary-limit'
  | 'silent'
  | 'reset'
  | 'slow'

type Reason = 'no-user-agent' | 'no-token' | 'bad-token' | 'forbidden' | 'not-found' | 'no-commit'

const page = 'https://docs.github.com/rest'
const commitPage = `${page}/commits/commits#get-a-commit`

/** What GitHub answers to a call that may not be, or is for what is not there. */
export function refusal(reason: Reason, sha = ''): Answer {
  switch (reason) {
    case 'no-user-agent':
      return {
        status: 403,
        type: 'text/html',
        body: 'Request forbidden by administrative rules: no User-Agent.\n',
      }
    case 'no-token':
      return message(401, 'Requires authentication')
    case 'bad-token':
      return message(401, 'Bad credentials')
    case 'forbidden':
      return message(403, 'Resource not accessible by integration', commitPage, {
        ...limits(999),
        'x-accepted-github-permissions': 'contents=read',
      })
    case 'not-found':
      return message(404, 'Not Found', page, limits(999))
    case 'no-commit':
      return message(422, `No commit found for SHA: ${sha}`, commitPage, limits(999))
  }
}

/** @param ms after how long a limit says to come back */
export function failed(kind: Exclude<ApiFailure, 'slow'>, ms: number): Answer | undefined {
  const retry = { 'retry-after': String(Math.ceil(ms / 1000)) }
  switch (kind) {
    case 'server-error':
      return json(502, { message: 'Server Error' })
    case 'unavailable':
      return {
        status: 503,
        type: 'text/html',
        body: '<html><body><p>No server is available.</p></body></html>',
      }
    case 'html':
      return strangePage
    case 'empty':
      return json(200, {})
    case 'rate-limited':
      return message(403, 'API rate limit exceeded for installation ID 7.', page, {
        ...limits(0, ms),
        ...retry,
      })
    case 'secondary-limit':
      return message(429, 'You have exceeded a secondary rate limit.', page, { ...limits(900), ...retry })
    case 'silent':
    case 'reset':
      return undefined
  }
}

/** The headers that say how many of this hour's calls are left, and when there are new ones. */
export function limits(remaining: number, ms = 3_600_000): Readonly<Record<string, string>> {
  return {
    'x-ratelimit-limit': '1000',
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(Math.ceil((Date.now() + ms) / 1000)),
    'x-ratelimit-resource': 'core',
  }
}

function message(
  status: number,
  text: string,
  documentation_url = page,
  headers: Answer['headers'] = {},
): Answer {
  return json(status, { message: text, documentation_url, status: String(status) }, headers)
}
