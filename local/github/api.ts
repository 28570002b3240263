import type { IncomingMessage, ServerResponse } from 'node:http'
import { type ApiFailure, failed, limits, refusal } from './api-refusals.ts'
import { canary } from './canary.ts'
import {
  type CommitTimes,
  commitAnswer,
  type RepositoryFacts,
  repositoryAnswer,
  someRepository,
  someTimes,
} from './facts.ts'
import { type Answer, asPath, deliver, json, openServer } from './loopback.ts'

export type ApiOptions = Readonly<{
  port?: number
  /** Of the API's address: `api/v3` on GitHub Enterprise Server. */
  path?: string
  /** By `owner/name`; what is not said is as for acme/shop, which is all there is without them. */
  repositories?: Readonly<Record<string, Partial<RepositoryFacts>>>
  /** By SHA, in every repository. */
  commits?: Readonly<Record<string, CommitTimes>>
  /** What the job's `permissions` say of `contents`. */
  contents?: Contents
}>

export type Contents = 'read' | 'none'

/** Status 0 = left without an answer. */
export type ApiRequest = Readonly<{ method: string; path: string; status: number }>

export type GitHubApi = Readonly<{
  /** GITHUB_API_URL. */
  url: string
  /** The one token that is good here: what `${{ github.token }}` is in the job. */
  token: string
  requests: readonly ApiRequest[]
  /** Undefined: such a repository is not to be seen, from now on. */
  setRepository(name: string, facts: Partial<RepositoryFacts> | undefined): void
  setCommit(sha: string, times: CommitTimes | undefined): void
  setContents(contents: Contents): void
  /** A text file of a commit, in every repository; undefined takes it away. */
  setFile(sha: string, path: string, text: string | undefined): void
  /** A repository and a commit that are there, if nothing was said of them so far. */
  know(repository: string, sha: string): void
  /** @param ms how late `slow` is, and after how long a limit says to come back */
  fail(kind: ApiFailure | undefined, ms?: number, times?: number): void
  close(): Promise<void>
}>

/** The few calls of GitHub's REST API that an action makes with its job's token, on loopback. */
export async function startApi(options: ApiOptions = {}): Promise<GitHubApi> {
  const state: State = {
    base: asPath(options.path),
    token: canary('ghs_'),
    requests: [],
    repositories: new Map(),
    commits: new Map(Object.entries(options.commits ?? {})),
    files: new Map(),
    contents: options.contents ?? 'read',
    failure: { kind: undefined, ms: 0, times: 0 },
  }
  for (const [name, facts] of Object.entries(options.repositories ?? { 'acme/shop': {} })) {
    setRepository(state, name, facts)
  }
  const { origin, close } = await openServer(
    (request, response) => answer(state, request, response),
    options.port,
  )
  return { url: origin + state.base, token: state.token, requests: state.requests, ...controls(state), close }
}

type State = Readonly<{
  base: string
  token: string
  requests: ApiRequest[]
  /** By names in small letters: GitHub does not tell the case of names apart. */
  repositories: Map<string, Named | undefined>
  commits: Map<string, CommitTimes | undefined>
  /** By `sha:path`. */
  files: Map<string, string>
}> & { contents: Contents; failure: Readonly<{ kind: ApiFailure | undefined; ms: number; times: number }> }

type Named = Readonly<{ name: string; facts: RepositoryFacts }>

function controls(state: State) {
  return {
    setRepository: (name: string, facts: Partial<RepositoryFacts> | undefined) =>
      setRepository(state, name, facts),
    setCommit: (sha: string, times: CommitTimes | undefined) => void state.commits.set(sha, times),
    setContents(contents: Contents) {
      state.contents = contents
    },
    setFile(sha: string, path: string, text: string | undefined) {
      if (text === undefined) state.files.delete(`${sha}:${path}`)
      else state.files.set(`${sha}:${path}`, text)
    },
    know(repository: string, sha: string) {
      if (!state.repositories.has(repository.toLowerCase())) setRepository(state, repository, {})
      if (!state.commits.has(sha)) state.commits.set(sha, someTimes)
    },
    fail(kind: ApiFailure | undefined, ms = 5000, times = Number.POSITIVE_INFINITY) {
      state.failure = { kind, ms, times }
    },
  }
}

function setRepository(state: State, name: string, facts: Partial<RepositoryFacts> | undefined): void {
  state.repositories.set(name.toLowerCase(), facts && { name, facts: { ...someRepository, ...facts } })
}

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = '', url: path = '/' } = request
  const { kind, ms } = nextFailure(state)
  const reply = kind === undefined || kind === 'slow' ? judge(state, request) : failed(kind, ms)
  state.requests.push({ method, path, status: reply?.status ?? 0 })
  await deliver(response, reply, kind, ms)
}

function nextFailure(state: State): State['failure'] {
  const { failure } = state
  if (failure.times <= 0) return { ...failure, kind: undefined }
  state.failure = { ...failure, times: failure.times - 1 }
  return failure
}

function judge(state: State, request: IncomingMessage): Answer {
  if (!request.headers['user-agent']) return refusal('no-user-agent')
  const { authorization } = request.headers
  if (authorization === undefined) return refusal('no-token')
  const [scheme = '', token] = authorization.split(' ')
  if (!/^(bearer|token)$/i.test(scheme) || token !== state.token) return refusal('bad-token')
  return route(state, request)
}

const pattern = /^\/repos\/([^/]+\/[^/]+)(?:\/(commits|contents)\/(.+))?$/

function route(state: State, { method, url = '/' }: IncomingMessage): Answer {
  const { pathname, searchParams } = new URL(url, 'http://api')
  const [, name = '', kind, what = ''] = pattern.exec(pathname.slice(state.base.length)) ?? []
  const repository = state.repositories.get(name.toLowerCase())
  if (method !== 'GET' || !pathname.startsWith(state.base) || !repository) return refusal('not-found')
  if (kind === undefined) return ok(repositoryAnswer(repository.name, repository.facts))
  return kind === 'commits'
    ? commit(state, repository, what)
    : file(state, decodeURIComponent(what), searchParams.get('ref') ?? 'HEAD')
}

// Every token may read what a repository is, and only one with `contents` what is in it.
function commit({ contents, commits }: State, { name }: Named, sha: string): Answer {
  if (contents === 'none') return refusal('forbidden')
  const times = commits.get(sha)
  return times ? ok(commitAnswer(name, sha, times)) : refusal('no-commit', sha)
}

const mostInline = 1024 * 1024

function file({ contents, files }: State, path: string, ref: string): Answer {
  if (contents === 'none') return refusal('forbidden')
  const text = files.get(`${ref}:${path}`)
  if (text === undefined) return refusal('not-found')
  const size = Buffer.byteLength(text)
  const inline = size <= mostInline
  const content = inline ? Buffer.from(text).toString('base64').replace(/.{60}/g, '$&\n') : ''
  return ok({ type: 'file', path, size, encoding: inline ? 'base64' : 'none', content })
}

function ok(body: unknown): Answer {
  return json(200, body, limits(999))
}
