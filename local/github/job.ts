import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { canary } from './canary.ts'
import { githubVariables, pushPayload } from './context.ts'
import { fileCommandFolder } from './file-commands.ts'
import { createMasker, type Masker } from './masker.ts'
import { trackingVariable } from './orphans.ts'
import type { RunOptions } from './records.ts'

/** What both phases of a run share. The collections grow while the action runs. */
export type Job = Readonly<{
  root: string
  temp: string
  home: string
  tracking: string
  masker: Masker
  secrets: readonly string[]
  /** Set by the runner; nothing the job or the action sets can override them. */
  variables: Readonly<Record<string, string>>
  /** Resolves expressions in defaults: the variables and the token. */
  contexts: Readonly<Record<string, string>>
  outputs: Map<string, string>
  state: Map<string, string>
  env: Map<string, string>
  path: string[]
  summaries: string[]
}>

const eventFolder = '_github_workflow'

export async function prepareJob(options: RunOptions): Promise<Job> {
  const root = await mkdtemp(join(tmpdir(), 'slipway-run-'))
  const folders = { temp: join(root, 'temp'), home: options.home ?? join(root, 'home') }
  const tools = join(root, 'tools')
  const eventPath = join(folders.temp, eventFolder, 'event.json')
  for (const folder of [dirname(eventPath), folders.home, tools]) await mkdir(folder, { recursive: true })
  const github = githubVariables({ ...apiVariables(options), ...options.github }, options.event)
  await writeFile(eventPath, JSON.stringify(options.event ?? pushPayload(github), undefined, 2))
  const tracking = `github_${randomUUID()}`
  const runtimeToken = canary('runtime-')
  const token = options.token ?? options.api?.token ?? canary('ghs_')
  const secrets = [runtimeToken, token, options.issuer?.requestToken, ...(options.secrets ?? [])]
    .filter((secret) => secret !== undefined)
    .filter((secret) => secret !== '')
  const masker = createMasker()
  for (const secret of secrets) masker.add(secret)
  const variables = {
    ...github,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_WORKSPACE: options.workspace,
    ...runnerVariables(options, folders.temp, tools),
    ...serviceVariables(options, runtimeToken),
    [trackingVariable]: tracking,
  }
  return {
    root,
    ...folders,
    tracking,
    masker,
    secrets,
    variables,
    contexts: { ...variables, GITHUB_TOKEN: token },
    outputs: new Map(),
    state: new Map(),
    env: new Map(),
    path: [],
    summaries: [],
  }
}

function apiVariables({ api }: RunOptions): Record<string, string> {
  return api === undefined ? {} : { API_URL: api.url, GRAPHQL_URL: `${api.url}/graphql` }
}

function runnerVariables(options: RunOptions, temp: string, tools: string): Record<string, string> {
  return {
    GITHUB_ACTIONS: 'true',
    RUNNER_ARCH: process.arch === 'arm64' ? 'ARM64' : 'X64',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: 'local/github',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: temp,
    RUNNER_TOOL_CACHE: tools,
    RUNNER_WORKSPACE: dirname(options.workspace),
    ...(options.debug ? { RUNNER_DEBUG: '1' } : {}),
  }
}

/** Nothing answers behind the URLs; Slipway has no business there. */
function serviceVariables({ issuer }: RunOptions, runtimeToken: string): Record<string, string> {
  const none = 'http://127.0.0.1:9/'
  return {
    ACTIONS_RESULTS_URL: none,
    ACTIONS_RUNTIME_TOKEN: runtimeToken,
    ACTIONS_RUNTIME_URL: none,
    ...(issuer === undefined
      ? {}
      : {
          ACTIONS_ID_TOKEN_REQUEST_TOKEN: issuer.requestToken,
          ACTIONS_ID_TOKEN_REQUEST_URL: issuer.tokenUrl,
        }),
  }
}

/** What is in RUNNER_TEMP beside the runner's own files. */
export async function findLeftovers(temp: string): Promise<readonly string[]> {
  const own = new Set([fileCommandFolder, eventFolder])
  const entries = await readdir(temp, { recursive: true }).catch(() => [])
  return entries.filter((entry) => !own.has(entry.split('/')[0] ?? '')).sort()
}

export async function removeJob(root: string): Promise<void> {
  await rm(root, { recursive: true, force: true })
}
