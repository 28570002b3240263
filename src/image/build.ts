import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ActionError } from '../errors.ts'
import { docker } from '../lib/docker.ts'
import { foreign } from '../lib/log.ts'
import type { Digest } from '../registry/reference.ts'
import { type BuildPlan, buildArguments } from './arguments.ts'
import type { Access } from './builder.ts'
import { buildFailure } from './failure.ts'

/**
 * Checks that what is to be built is there, before any engine is asked.
 * @throws ActionError CONTEXT_MISSING or DOCKERFILE_MISSING
 */
export function checkSources(plan: BuildPlan, isRemote: boolean): void {
  if (isRemote) return
  if (!existsSync(plan.context)) {
    throw missing('CONTEXT_MISSING', `The build context ${plan.context} does not exist.`)
  }
  const candidates =
    plan.file === undefined
      ? ['Dockerfile', 'dockerfile'].map((name) => join(plan.context, name))
      : [plan.file]
  if (!candidates.some((path) => existsSync(path))) {
    throw missing('DOCKERFILE_MISSING', `There is no Dockerfile at ${candidates[0]}.`)
  }
}

/** `isPublic`: the registry is ECR Public. */
type BuildAccess = Access & Readonly<{ privateFolder: string; isPublic?: boolean }>

/**
 * Builds, and pushes where a reference is given; the log streams.
 * @throws ActionError BUILD_FAILED or PUSH_FAILED
 */
export async function build(plan: BuildPlan, push: string | undefined, access: BuildAccess): Promise<void> {
  const result = await foreign((write) =>
    docker(buildArguments(plan, push, metadataFile(access.privateFolder)), {
      // The provenance that buildx would add to the metadata holds build arguments in clear.
      env: { ...access.env, BUILDX_METADATA_PROVENANCE: 'disabled' },
      signal: access.signal,
      onLine: write,
    }),
  )
  if (result.kind !== 'ended') throw new Error(`docker ended as ${result.kind}`)
  if (result.exitCode !== 0)
    throw buildFailure(result.lines, push, {
      scopedLogin: scopedLogin(push, access),
      isPublic: access.isPublic ?? false,
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

/**
 * The digest of what the last build of this run pushed.
 * @throws ActionError DIGEST_UNKNOWN
 */
export function pushedDigest(privateFolder: string): Digest {
  const path = metadataFile(privateFolder)
  let digest: unknown
  try {
    const metadata: unknown = JSON.parse(readFileSync(path, 'utf8'))
    digest =
      typeof metadata === 'object' && metadata !== null
        ? new Map(Object.entries(metadata)).get('containerimage.digest')
        : undefined
  } catch (cause) {
    throw digestUnknown('the metadata file of buildx cannot be read', cause)
  }
  if (typeof digest === 'string' && /^sha256:[0-9a-f]{64}$/.test(digest)) return digest
  throw digestUnknown('the metadata file of buildx holds no containerimage.digest')
}

function metadataFile(privateFolder: string): string {
  return join(privateFolder, 'metadata.json')
}

function digestUnknown(reason: string, cause?: unknown): ActionError {
  return new ActionError(
    {
      code: 'DIGEST_UNKNOWN',
      sentence: `The image was pushed, but its digest is not known: ${reason}.`,
      hint: 'Use buildx 0.13 or newer; without the digest nothing can be scanned or tagged safely.',
    },
    { cause },
  )
}

function missing(code: 'CONTEXT_MISSING' | 'DOCKERFILE_MISSING', sentence: string): ActionError {
  const hint =
    'Paths of context and file are relative to the workspace; did actions/checkout run before this step?'
  return new ActionError({ code, sentence, hint })
}
