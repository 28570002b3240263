import { readFileSync } from 'node:fs'
import { ActionError } from './errors.ts'

export type GitRef =
  | Readonly<{ kind: 'branch'; name: string }>
  | Readonly<{ kind: 'tag'; name: string }>
  | Readonly<{ kind: 'pull-request'; name: string }>
  | Readonly<{ kind: 'other'; name: string }>

export type EventKind =
  | 'publishing'
  | 'pull-request'
  | 'fork'
  | 'pull-request-target'
  | 'merge-group'
  | 'other'

/** What happened, read once from GITHUB_* and the event payload. */
export type GitEvent = Readonly<{
  kind: EventKind
  /** The event's name as GitHub gives it, such as `push`. */
  name: string
  ref: GitRef
  /** The branch that a git tag was pushed from or that a pull request is to go into, where the payload tells it. */
  baseRef: string | undefined
  /** The repository's default branch, where the payload tells it. */
  defaultBranch: string | undefined
  /** The commit that the event is about (for a pull request its merge commit). */
  sha: string
  /** The last commit of the pull request's own branch. */
  headSha: string | undefined
  /** owner/name of the repository that a pull request comes from, unless that is gone. */
  headRepository: string | undefined
  /** The commit of the target branch that a pull request, or a group of a merge queue, is compared with. */
  baseSha: string | undefined
  /** When the commit was made, ISO 8601, where the payload tells it. */
  commitTime: string | undefined
  repository: RepositoryFacts
  run: Readonly<{ id: string; attempt: string; url: string }>
}>

export type RepositoryFacts = Readonly<{
  /** owner/name */
  fullName: string
  url: string
  description: string | undefined
  license: string | undefined
}>

type Environment = Readonly<Record<string, string | undefined>>

/** A payload is anybody's JSON: every member may be missing or of another type. */
type Json = Readonly<Record<string, unknown>>

const publishingEvents: ReadonlySet<string> = new Set([
  'push',
  'release',
  'schedule',
  'workflow_dispatch',
  'workflow_run',
  'repository_dispatch',
])

/**
 * Reads the event of this run from the environment and the file that GITHUB_EVENT_PATH names.
 * @throws ActionError EVENT_UNREADABLE where the runner's variables are missing or the payload is not JSON
 */
export function readEvent(env: Environment): GitEvent {
  const name = required(env, 'GITHUB_EVENT_NAME')
  const payload = readPayload(env.GITHUB_EVENT_PATH)
  const sha = required(env, 'GITHUB_SHA').toLowerCase()
  const pullRequest = object(payload.pull_request)
  const ref = refOf(name, required(env, 'GITHUB_REF'), payload)
  return {
    kind: kindOf(name, payload),
    name,
    ref,
    baseRef: baseRefOf(ref, payload),
    defaultBranch: text(object(payload.repository).default_branch),
    sha,
    headSha: text(object(pullRequest.head).sha)?.toLowerCase(),
    headRepository:
      name === 'merge_group' ? env.GITHUB_REPOSITORY : text(object(object(pullRequest.head).repo).full_name),
    baseSha: (
      text(object(pullRequest.base).sha) ?? text(object(payload.merge_group).base_sha)
    )?.toLowerCase(),
    commitTime: commitTimeOf(payload, sha),
    repository: repositoryOf(env, object(payload.repository)),
    run: runOf(env),
  }
}

function kindOf(name: string, payload: Json): EventKind {
  if (publishingEvents.has(name)) return 'publishing'
  if (name === 'pull_request') return isFromFork(payload) ? 'fork' : 'pull-request'
  if (name === 'pull_request_target') return 'pull-request-target'
  if (name === 'merge_group') return 'merge-group'
  return 'other'
}

/** A deleted fork leaves `head.repo: null`: GitHub treats that as foreign, and so do we. */
function isFromFork(payload: Json): boolean {
  const pullRequest = object(payload.pull_request)
  const head = text(object(object(pullRequest.head).repo).full_name)
  const base = text(object(object(pullRequest.base).repo).full_name)
  return head === undefined || head !== base
}

/** `pull_request_target` runs on the base branch, but what it is about is the pull request. */
function refOf(name: string, ref: string, payload: Json): GitRef {
  const number = object(payload.pull_request).number ?? payload.number
  if (name === 'pull_request_target' && typeof number === 'number') {
    return { kind: 'pull-request', name: `${number}/merge` }
  }
  const [, type, rest] = /^refs\/(heads|tags|pull)\/(.+)$/s.exec(ref) ?? []
  if (rest === undefined) return { kind: 'other', name: ref }
  if (type === 'heads') return { kind: 'branch', name: rest }
  return { kind: type === 'tags' ? 'tag' : 'pull-request', name: rest }
}

function baseRefOf(ref: GitRef, payload: Json): string | undefined {
  if (ref.kind === 'tag') return text(payload.base_ref)?.replace(/^refs\/heads\//, '')
  return ref.kind === 'pull-request' ? text(object(object(payload.pull_request).base).ref) : undefined
}

function commitTimeOf(payload: Json, sha: string): string | undefined {
  const commits = Array.isArray(payload.commits) ? payload.commits : []
  const heads = [payload, object(payload.workflow_run), object(payload.merge_group)].map(
    (one) => one.head_commit,
  )
  const commit = [...heads, ...commits].map(object).find((one) => one.id === sha)
  return text(commit?.timestamp)
}

function repositoryOf(env: Environment, repository: Json): RepositoryFacts {
  const fullName = required(env, 'GITHUB_REPOSITORY')
  return {
    fullName,
    url: text(repository.html_url) ?? `${serverUrl(env)}/${fullName}`,
    description: text(repository.description),
    license: text(object(repository.license).spdx_id),
  }
}

function runOf(env: Environment): GitEvent['run'] {
  const id = required(env, 'GITHUB_RUN_ID')
  const url = `${serverUrl(env)}/${required(env, 'GITHUB_REPOSITORY')}/actions/runs/${id}`
  return { id, attempt: env.GITHUB_RUN_ATTEMPT || '1', url }
}

function serverUrl(env: Environment): string {
  return env.GITHUB_SERVER_URL || 'https://github.com'
}

function readPayload(path: string | undefined): Json {
  if (!path) return {}
  try {
    return object(JSON.parse(readFileSync(path, 'utf8')))
  } catch (cause) {
    throw unreadable(`The event payload ${path} cannot be read as JSON.`, overwritten, cause)
  }
}

function required(env: Environment, name: string): string {
  const value = env[name]
  if (!value) throw unreadable(`${name} is not set.`, elsewhere)
  return value
}

const overwritten =
  'An earlier step overwrote the file that GITHUB_EVENT_PATH names; look for it, or run the job again.'
const elsewhere =
  'Slipway runs as a step of a GitHub workflow; to try it elsewhere, use the miniature runner (`npm run demo`).'

function unreadable(sentence: string, hint: string, cause?: unknown): ActionError {
  return new ActionError({ code: 'EVENT_UNREADABLE', sentence, hint }, { cause })
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
