import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ActionError } from '../errors.ts'
import { docker } from '../lib/docker.ts'
import { foreign } from '../lib/log.ts'
import { type BuildPlan, buildArguments } from './arguments.ts'
import type { Access } from './builder.ts'
import { buildFailure } from './failure.ts'
import { splitPair } from './fields.ts'
import { metadataFile } from './metadata.ts'
import { withoutSecrets } from './secrets.ts'
import { dockerfileIn, sourcesOf } from './sources.ts'

type Resolve = (path: string) => string

/**
 * Checks that what is to be built is there, before any engine is asked.
 * @param toPath the path of what is relative to the workspace
 * @throws ActionError CONTEXT_MISSING or DOCKERFILE_MISSING
 */
export function checkSources(plan: BuildPlan, isRemote: boolean, toPath: Resolve = resolve): void {
  for (const { name, value } of plan.buildContexts.map(namedContext)) {
    if (!isFolderName(value) || isFolder(toPath(value))) continue
    throw missing('CONTEXT_MISSING', `The build context ${name} is no folder: ${toPath(value)}.`)
  }
  if (isRemote) return
  if (!isFolder(plan.context)) {
    const what = existsSync(plan.context) ? 'is no folder' : 'does not exist'
    throw missing('CONTEXT_MISSING', `The build context ${plan.context} ${what}.`)
  }
  const candidates =
    plan.file === undefined
      ? ['Dockerfile', 'dockerfile'].map((name) => join(plan.context, name))
      : [plan.file]
  const found = candidates.find((path) => existsSync(path))
  if (found === undefined) throw missing('DOCKERFILE_MISSING', `There is no Dockerfile at ${candidates[0]}.`)
  if (isFolder(found)) throw missing('DOCKERFILE_MISSING', `${found} is a folder and no Dockerfile.`)
}

function namedContext(entry: string): Readonly<{ name: string; value: string }> {
  const [name, value] = splitPair(entry) ?? [entry, '']
  return { name, value }
}

/** Anything else is an image, another target or a repository, of which the builder knows. */
function isFolderName(value: string): boolean {
  return !/^[a-z][a-z0-9+-]*:|^git@|^github\.com\//.test(value)
}

/** What the system cannot even look for, such as a name that is too long, is no folder either. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

type BuildAccess = Access &
  Readonly<{
    privateFolder: string
    /** The registry is ECR Public. */
    isPublic?: boolean
    /** The path of what is relative to the workspace. */
    resolve?: Resolve
  }>

/**
 * Builds, and pushes where a reference is given; the log streams.
 * @throws ActionError BUILD_FAILED, PUSH_FAILED, REGISTRY_UNREACHABLE or CACHE_EXPORT_FAILED
 */
export async function build(plan: BuildPlan, push: string | undefined, access: BuildAccess): Promise<void> {
  const workspace = (access.resolve ?? resolve)('.')
  const result = await foreign((write) =>
    docker(buildArguments(plan, push, metadataFile(access.privateFolder)), {
      // The provenance that buildx would add to the metadata holds build arguments in clear.
      env: {
        ...(plan.sourceDateEpoch === undefined ? {} : { SOURCE_DATE_EPOCH: plan.sourceDateEpoch }),
        ...{ ...access.env, ...plan.secretEnvironment, BUILDX_METADATA_PROVENANCE: 'disabled' },
      },
      ...(isFolder(workspace) && { cwd: workspace }),
      signal: access.signal,
      onLine: write,
    }),
  )
  if (result.kind !== 'ended') throw new Error(`docker ended as ${result.kind}`)
  if (result.exitCode === 0) return
  const isLocal = isFolder(plan.context)
  throw buildFailure(withoutSecrets(result.lines, plan), push, {
    scopedLogin: scopedLogin(push, access),
    isPublic: access.isPublic ?? false,
    sources: isLocal ? sourcesOf(plan, workspace) : undefined,
    fileOf: (name) => (isLocal ? dockerfileIn(plan, name, workspace) : undefined),
  })
}

/** buildx 0.31 and newer look there before they look into the configuration. */
function scopedLogin(push: string | undefined, { env }: Access): string | undefined {
  const folder = join(env.BUILDX_CONFIG ?? '', 'config', push?.split('/', 1)[0] ?? '')
  return push !== undefined && env.BUILDX_CONFIG !== undefined && existsSync(folder) ? folder : undefined
}

const removalMs = 20_000

/**
 * Takes the copy away that the engine's own builder keeps of everything it pushes, failed pushes included: on a
 * machine that lives on, every run would leave one behind. The build cache stays.
 */
export async function removeLocalCopy(reference: string, access: Access): Promise<void> {
  if (access.signal.aborted) return
  await docker(['image', 'rm', '--force', reference], { ...access, limitMs: removalMs })
}

function missing(code: 'CONTEXT_MISSING' | 'DOCKERFILE_MISSING', sentence: string): ActionError {
  const hint =
    'Paths of context and file are relative to the workspace; did actions/checkout run before this step?'
  return new ActionError({ code, sentence, hint })
}
