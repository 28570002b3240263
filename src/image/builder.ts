import { getExecOutput } from '@actions/exec'
import { ActionError } from '../errors.ts'
import { type DockerResult, docker } from '../lib/docker.ts'
import { errorMessage } from '../lib/error-text.ts'
import { say } from '../lib/log.ts'
import { within } from '../lib/poll.ts'
import type { BuildPlan } from './arguments.ts'
import { createBuilder } from './created-builder.ts'
import { lackOf, type Wanted } from './features.ts'

export type Access = Readonly<{
  env: Readonly<Record<string, string>>
  signal: AbortSignal
  /** Divides pauses between tries. */
  pace?: number
}>

const probeLimitMs = 20_000

type Planned = Wanted & Pick<BuildPlan, 'builder' | 'createsBuilder' | 'allow'>

/**
 * Asks for what the build will need before it starts: docker, buildx, an engine that answers where the builder is
 * the engine's own, and a builder that can do what is asked; one that is to be made is made here.
 * @returns whether the builder keeps a copy of what it pushes in the engine's image store
 * @throws ActionError DOCKER_MISSING, BUILDX_MISSING, BUILDER_FAILED, BUILDER_NOT_FOUND, DOCKER_UNREACHABLE,
 * DOCKER_WINDOWS_ENGINE or BUILDER_LACKS_FEATURE
 */
export async function checkBuilder(plan: Planned, access: Access): Promise<boolean> {
  const { builder } = plan
  const version = await buildxVersion(access)
  if (plan.createsBuilder && builder !== undefined)
    await createBuilder({ name: builder, allow: plan.allow }, access)
  const inspected = await probe(['buildx', 'inspect', ...(builder === undefined ? [] : [builder])], access)
  if (inspected.kind === 'ended' && inspected.lines.some((line) => /no builder .* found/.test(line))) {
    throw builderMissing(builder, lastLine(inspected.lines))
  }
  const named = builder === undefined ? '' : ` builder ${builder},`
  const driver = fieldOf('Driver', inspected)
  if (driver !== undefined && driver !== 'docker') {
    say(`Building with ${version},${named} driver ${driver}.`)
    return false
  }
  const store = await checkEngine(access, builder && fieldOf('Endpoint', inspected))
  say(`Building with ${version},${named} driver docker, ${store} image store.`)
  const lack = lackOf(store, plan)
  if (lack !== undefined) throw lack
  return true
}

/** The client alone answers this one, so the toolkit's exec will do; what hangs all the same is ended by the post step. */
async function buildxVersion({ env, signal }: Access): Promise<string> {
  const options = { env: { ...env }, silent: true, ignoreReturnCode: true }
  const probing = getExecOutput('docker', ['buildx', 'version'], options)
  const result = await within(probing, probeLimitMs, signal).catch((cause: unknown) => {
    signal.throwIfAborted()
    throw dockerMissing(cause)
  })
  if (result.exitCode !== 0) throw buildxMissing(result.stderr)
  return `buildx ${/v?\d+\.\d+\.\S+/.exec(result.stdout)?.[0] ?? 'of unknown version'}`
}

/** @param context of the engine whose own builder was named, which need not be the current one */
async function checkEngine(access: Access, context: string | undefined): Promise<'classic' | 'containerd'> {
  const engine = context === undefined || context === 'default' ? [] : ['--context', context]
  const result = await probe([...engine, 'info', '--format', '{{json .}}'], access)
  const info = parseInfo(text(result))
  if (info === undefined || result.kind !== 'ended' || result.exitCode !== 0) throw unreachable(result)
  if (info.OSType === 'windows') throw windowsEngine()
  return JSON.stringify(info.DriverStatus ?? '').includes('io.containerd.snapshotter')
    ? 'containerd'
    : 'classic'
}

type Info = Readonly<{ OSType?: unknown; DriverStatus?: unknown; ServerVersion?: unknown }>

/** Without an engine `docker info` still prints JSON, about the client alone. */
function parseInfo(json: string): Info | undefined {
  try {
    const parsed: unknown = JSON.parse(json)
    const info: Info = typeof parsed === 'object' && parsed !== null ? parsed : {}
    return typeof info.ServerVersion === 'string' && info.ServerVersion !== '' ? info : undefined
  } catch {
    return undefined
  }
}

function probe(args: readonly string[], { env, signal }: Access): Promise<DockerResult> {
  return docker(args, { env, signal, limitMs: probeLimitMs })
}

/** What `buildx inspect` says of the builder, or of its first machine. */
function fieldOf(key: 'Driver' | 'Endpoint', inspected: DockerResult): string | undefined {
  return new RegExp(`^${key}:[ \\t]*(\\S+)`, 'm').exec(text(inspected))?.[1]
}

function text(result: DockerResult): string {
  return result.kind === 'ended' ? result.stdout : ''
}

function dockerMissing(cause: unknown): ActionError {
  return new ActionError(
    {
      code: 'DOCKER_MISSING',
      sentence: /no answer within/.test(errorMessage(cause))
        ? `The docker on the PATH of this runner does not answer: ${errorMessage(cause)}.`
        : 'There is no `docker` on the PATH of this runner.',
      hint: 'Use a runner that has Docker (ubuntu-latest does, ubuntu-slim does not), or install it in an earlier step.',
    },
    { cause },
  )
}

function buildxMissing(stderr: string): ActionError {
  return new ActionError({
    code: 'BUILDX_MISSING',
    sentence: `docker has no working buildx plugin: ${firstLine(stderr.split('\n'))}`,
    hint: 'Install docker-buildx-plugin (Docker) or docker-buildx (Debian, Ubuntu) on the runner.',
  })
}

function builderMissing(name: string | undefined, said: string): ActionError {
  const [who, otherwise] =
    name === undefined
      ? ['BUILDX_BUILDER or the current context', 'leave BUILDX_BUILDER unset']
      : ['the input builder', 'leave builder out for the current one, or give `builder: create`']
  return new ActionError({
    code: 'BUILDER_NOT_FOUND',
    sentence: `The builder that ${who} names is not there: ${said}`,
    hint: `Make the builder in an earlier step of the job, or ${otherwise}.`,
  })
}

function unreachable(result: DockerResult): ActionError {
  const reason =
    result.kind === 'too-slow'
      ? `no answer within ${probeLimitMs / 1000} s`
      : lastLine(result.kind === 'ended' ? result.lines : [])
  return new ActionError({
    code: 'DOCKER_UNREACHABLE',
    sentence: `The Docker engine does not answer: ${reason}`,
    hint: 'Start the engine, check DOCKER_HOST and the permission on its socket, or make a remote builder the current one.',
  })
}

function windowsEngine(): ActionError {
  return new ActionError({
    code: 'DOCKER_WINDOWS_ENGINE',
    sentence:
      'The Docker engine of this runner builds Windows containers, and Slipway builds with BuildKit for Linux.',
    hint: 'Use a Linux runner, or switch the engine to Linux containers.',
  })
}

/** Docker says what is wrong first, and how to get help after it. */
function firstLine(lines: readonly string[]): string {
  return (
    lines
      .find((one) => one.trim() !== '')
      ?.trim()
      .slice(0, 300) ?? 'no reason given'
  )
}

function lastLine(lines: readonly string[]): string {
  const line = lines.findLast((one) => one.trim() !== '' && !one.startsWith('{'))
  return line?.trim().slice(0, 300) ?? 'no reason given'
}
