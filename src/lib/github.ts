import { HttpClient, HttpClientError } from '@actions/http-client'
import { errorMessage } from './error-text.ts'
import { jitter, pause, within } from './poll.ts'

/** GitHub's REST API as the job's token sees it. */
export type GitHub = Readonly<{
  apiUrl: string
  token: string
  /** owner/name */
  repository: string
  signal: AbortSignal
  pace: number
}>

type Json = Readonly<Record<string, unknown>>

const tries = 3
const limitMs = 8_000
const pauseMs = 1_000

/**
 * When a commit was made, ISO 8601.
 * @throws Error in words for a sentence, after three tries of 8 s each
 */
export async function readCommitTime(github: GitHub, sha: string): Promise<string> {
  const answer = await get(github, `/commits/${sha}`)
  const date = object(object(answer.commit).committer).date
  if (typeof date !== 'string' || Number.isNaN(Date.parse(date)))
    throw new Error('GitHub answered without the time of the commit')
  return date
}

/** @throws Error in words for a sentence, after three tries of 8 s each */
export async function readDefaultBranch(github: GitHub): Promise<string> {
  const branch = (await get(github, '')).default_branch
  if (typeof branch !== 'string' || branch === '')
    throw new Error('GitHub answered without the default branch')
  return branch
}

/**
 * Reads a text file of a commit.
 * @returns undefined where the commit has no such file, and where the token may not see it: GitHub does not tell these apart
 * @throws Error in words for a sentence, after three tries of 8 s each
 */
export async function readFileAt(github: GitHub, sha: string, path: string): Promise<string | undefined> {
  const at = path.split('/').map(encodeURIComponent).join('/')
  const answer = await get(github, `/contents/${at}?ref=${sha}`).catch((error: unknown) => {
    if (error instanceof NotFound) return undefined
    throw error
  })
  if (answer === undefined) return undefined
  const { content, encoding, size } = answer
  // Above 1 MB the content is left out.
  if (typeof content !== 'string' || encoding !== 'base64')
    throw new Error(`GitHub answered without the text of ${path} (${size} bytes)`)
  return Buffer.from(content, 'base64').toString('utf8')
}

/** In the words of a sentence. */
class NotFound extends Error {}

async function get(github: GitHub, path: string): Promise<Json> {
  const { apiUrl, repository, signal, pace } = github
  const url = `${apiUrl}/repos/${repository}${path}`
  for (let left = tries; ; left--) {
    signal.throwIfAborted()
    try {
      return await within(ask(url, github.token), limitMs, signal)
    } catch (error) {
      signal.throwIfAborted()
      const status = error instanceof HttpClientError ? error.statusCode : 0
      const isFinal = status >= 400 && status < 500 && status !== 429
      if (left === 1 || isFinal) throw inWords(error, status, url)
      await pause(jitter(pauseMs) / pace, signal)
    }
  }
}

async function ask(url: string, token: string): Promise<Json> {
  const client = new HttpClient('slipway', [], { socketTimeout: limitMs })
  try {
    const { result, statusCode } = await client.getJson<unknown>(url, {
      authorization: `Bearer ${token}`,
      'x-github-api-version': '2022-11-28',
    })
    // The client gives 404 as an answer without a result.
    if (statusCode !== 200) throw new HttpClientError('Not Found', statusCode)
    return object(result)
  } finally {
    client.dispose()
  }
}

function inWords(error: unknown, status: number, url: string): Error {
  const { host } = new URL(url)
  const said = errorMessage(error).slice(0, 200)
  const Kind = status === 404 ? NotFound : Error
  return new Kind(status === 0 ? `${host}: ${said}` : `${host} answered with status ${status}: ${said}`)
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}
