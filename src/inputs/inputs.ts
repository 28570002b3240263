import { ActionError } from '../errors.ts'
import type { GitEvent } from '../event.ts'
import { type Intent, intentOf, type PushInput } from '../intent.ts'
import { quoted } from '../quoted.ts'
import { type DeployInputs, type RunningService, readDeploy, readRunning } from './deploy.ts'
import { type GateInputs, readGate } from './gate.ts'
import { readGateFiles } from './gate-files.ts'
import { type IdentityInputs, readIdentity } from './identity.ts'
import { type ImageInputs, readImage } from './image.ts'
import { refusePeers } from './peers.ts'
import { createReader, type Reader, type ReadFile } from './reader.ts'
import { type RepositoryInputs, readRepository } from './repository.ts'
import { readSource, type Source } from './source.ts'
import { readTags, type TagInputs } from './tags.ts'

/** The files that are asked for, as the user names them. */
export type Files = Readonly<{ sarif?: string | undefined; report?: string | undefined }>

type Environment = Readonly<Record<string, string | undefined>>

/** What the user asked for: validated, with defaults applied. `''` never leaves this folder. */
export type Inputs = Readonly<{
  intent: Intent
  dryRun: boolean
  /** The commit that is released. */
  sha: string
  /** For GitHub's API, read only. */
  githubToken: string | undefined
  identity: IdentityInputs
  repository: RepositoryInputs
  source: Source
  image: ImageInputs
  tags: TagInputs
  gate: GateInputs
  deploy: DeployInputs
  /** The service that is named, also where nothing is deployed to it. */
  running: RunningService | undefined
}>

export type ReadInputs = Readonly<{ inputs: Inputs; notices: readonly string[]; warnings: readonly string[] }>

const noFile: ReadFile = () => undefined

/** Every name that action.yml must declare: the names that reading asks for. */
export function inputNames(event: GitEvent): ReadonlySet<string> {
  const reader = createReader({}, noFile)
  readAll(reader, event, {})
  return reader.names
}

/**
 * Reads and checks all inputs, and the files that hold some of them.
 * @throws ActionError INPUT_INVALID naming every wrong input with its value and the allowed ones, or
 * FORK_CANNOT_PUSH where a fork's pull request asks to push
 */
export function readInputs(env: Environment, event: GitEvent, file: ReadFile): ReadInputs {
  const reader = createReader(env, file)
  const inputs = readAll(reader, event, env)
  refusePeers(reader, env)
  if (reader.problems.length > 0) throw invalid(reader.problems)
  // Only now: an event that forbids pushing is worth saying when the rest is right.
  return {
    inputs: { ...inputs, intent: intentOf(event.kind, inputs.push) },
    notices: reader.notices,
    warnings: reader.warnings,
  }
}

function readAll(
  reader: Reader,
  event: GitEvent,
  env: Environment,
): Omit<Inputs, 'intent'> & { push: PushInput } {
  const push = reader.choice('push', ['auto', 'true', 'false', 'candidate'], 'auto')
  const dryRun = reader.flag('dry-run', false)
  const intent = event.kind === 'fork' ? 'build' : intentOf(event.kind, push)
  readSummary(reader)
  const identity = readIdentity(reader, env, intent !== 'build' && !dryRun)
  const repository = readRepository(reader, identity.region)
  const source = readSource(reader, repository.reference)
  if (source.kind !== 'build' && intent === 'build')
    reader.notice(
      'Nothing is pushed in this run, and nothing is built: an image that is there already needs no build.',
    )
  const tags = readTags(reader, intent, source.kind === 'stored')
  return {
    ...{ push, dryRun, identity, repository, source, tags },
    sha: readSha(reader, tags.prHeadSha) ?? (tags.prHeadSha ? event.headSha : undefined) ?? event.sha,
    githubToken: reader.text('github-token'),
    image: readImage(reader),
    gate: readGate(reader, intent, repository.reference.kind),
    deploy: readDeploy(reader, event, intent),
    running: readRunning(reader),
  }
}

/** Asked for on its own too: a run whose other inputs are wrong reports as the user wants it. */
export function wantsSummary(env: Environment): boolean {
  return readSummary(createReader(env, noFile)) === 'full'
}

/** Likewise; a path that is none is left out. */
export function wantedFiles(env: Environment): Files {
  const reader = createReader(env, noFile)
  const { sarifFile: sarif, reportFile: report } = readGateFiles(reader)
  return reader.problems.length > 0 ? {} : { sarif, report }
}

function readSummary(reader: Reader): 'full' | 'off' {
  return reader.choice('summary', ['full', 'off'], 'full')
}

function readSha(reader: Reader, prHeadSha: boolean): string | undefined {
  const sha = reader.text('sha')?.toLowerCase()
  if (sha !== undefined && prHeadSha) reader.problem('pr-head-sha', 'contradicts sha; give one of them')
  if (sha !== undefined && !/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(sha)) {
    reader.problem('sha', `${quoted(sha)} is not a full commit id of 40 or 64 hexadecimal digits`)
  }
  return sha
}

/** GitHub cuts an annotation at 4096 characters, and what to do stands at its end. */
const mostProblems = 12

function invalid(problems: readonly string[]): ActionError {
  const different = [...new Set(problems)]
  const names = new Set(different.map((problem) => problem.split(':', 1)[0]))
  const count = names.size === 1 ? 'An input is wrong' : `${names.size} inputs are wrong`
  const more = different.length > mostProblems ? `; and ${different.length - mostProblems} more` : ''
  return new ActionError({
    code: 'INPUT_INVALID',
    sentence: `${count}: ${different.slice(0, mostProblems).join('; ')}${more}.`,
    hint: 'Correct the `with:` block of the step; nothing was built or changed.',
  })
}
