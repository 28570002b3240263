import { warning } from '@actions/core'
import { buildAndPush, pushLocal } from './candidate.ts'
import type { Run } from './context.ts'
import { authorizeAt, type Registry } from './entrance.ts'
import { ActionError } from './errors.ts'
import { readLabels } from './image/config.ts'
import { revisionLabel } from './image/fingerprint.ts'
import { type Existing, twinOf } from './image/kinship.ts'
import type { Labels } from './image/labels.ts'
import { checkLocalImage } from './image/local.ts'
import { freshPushMs, type Image, type Pushed, readPushed } from './image/pushed.ts'
import type { StoredReference } from './inputs/source.ts'
import type { ImageId } from './lib/images.ts'
import { say, stage } from './lib/log.ts'
import type { Learn } from './outcome.ts'
import { type Digest, hostOf } from './registry/reference.ts'
import { isImmutable } from './registry/settings.ts'
import { type Docker, prepareBuild, prepareClient } from './steps.ts'

/** An image that is not fresh is there at once, or not at all; one that an earlier job pushed just now may take a moment. */
const storedMs = 6_000

/** The image of this run: one that is proven to be the same, one that ECR or the engine has, or a new one. */
export async function obtain(
  run: Run,
  registry: Registry,
  existing: readonly Existing[],
  learn: Learn,
): Promise<Image> {
  const { source } = run.inputs
  const image = await imageFrom(run, registry, existing, learn)
  learn({ image, digest: image.manifest.digest })
  // What a service runs is of another commit than the one at hand, as a rule.
  const isDeployed = source.kind === 'stored' && source.image.kind === 'deployed'
  if (source.kind !== 'build' && !isDeployed) warnOfOtherCommit(run, image)
  run.signal.throwIfAborted()
  return image
}

function imageFrom(
  run: Run,
  registry: Registry,
  existing: readonly Existing[],
  learn: Learn,
): Promise<Image> {
  const { source } = run.inputs
  switch (source.kind) {
    case 'stored':
      return readStored(run, registry, source.image)
    case 'local':
      return localImage(run, registry, source.reference, learn)
    case 'build': {
      const twin = reusable(run, registry, existing)
      return twin === undefined
        ? builtImage(run, registry, learn)
        : readTwin(run, registry, { ...twin, origin: 'reused' })
    }
  }
}

/** The image of an earlier run that makes a build needless. */
export function reusable(run: Run, registry: Registry, existing: readonly Existing[]): Existing | undefined {
  if (registry.kind === 'public' || !run.plan.allowsReuse) return undefined
  const { settings } = registry
  return twinOf(existing, run.plan.build.labels, {
    putOrder: run.plan.putOrder,
    isImmutable: (tag) => settings !== undefined && isImmutable(settings.mutability, tag),
  })
}

type Twin = Readonly<{ tag: string; digest: Digest; origin: 'reused' | 'adopted' }>

/** Takes another run's image of the same commit and the same inputs. */
export function readTwin(run: Run, registry: Registry, { tag, digest, origin }: Twin): Promise<Image> {
  const { name } = registry.repository
  return stage(`Take ${name}@${digest}`, async () => {
    const why = origin === 'reused' ? 'nothing is built' : 'another run was faster, and its image is taken'
    say(`${name}:${tag} is of this commit and was built from the same inputs: ${why}.`)
    const pushed = await readIn(run, registry, { imageDigest: digest }, { withinMs: storedMs })
    // They are what proved that it is the same.
    const labels = registry.kind === 'private' ? registry.known.get(digest) : undefined
    return { ...pushed, origin, labels: labels ?? run.plan.build.labels, candidateTag: undefined }
  })
}

async function builtImage(run: Run, registry: Registry, learn: Learn): Promise<Image> {
  const login = await authorizeAt(registry)
  const docker = await prepareBuild(run, { login, credentials: registry.credentials })
  const { digest, candidateTag } = await buildAndPush(run, registry, docker, learn)
  const platform = run.plan.build.platforms[0] ?? 'the image'
  const pushed = await readFresh(run, registry, docker, { digest, platform, learn })
  return { ...pushed, origin: 'built', labels: run.plan.build.labels, candidateTag }
}

async function localImage(run: Run, registry: Registry, reference: string, learn: Learn): Promise<Image> {
  const docker = await prepareClient(run, await authorizeAt(registry))
  const { platform, isNamed } = await checkLocalImage(reference, { ...docker, signal: run.signal })
  const local = { reference, isNamed, docker }
  const { digest, candidateTag } = await pushLocal(run, registry, local, learn)
  const pushed = await readFresh(run, registry, docker, { digest, platform, learn })
  return { ...pushed, origin: 'local', labels: await labelsOf(run, registry, pushed), candidateTag }
}

async function readFresh(
  run: Run,
  registry: Registry,
  docker: Docker,
  { digest, platform, learn }: Readonly<{ digest: Digest; platform: string; learn: Learn }>,
): Promise<Pushed> {
  learn({ digest })
  say(`Pushed ${registry.repository.uri}@${digest}`)
  if (registry.kind === 'private')
    return readIn(run, registry, { imageDigest: digest }, { withinMs: freshPushMs, platform })
  const { readPublicPushed } = await import('./image/public.ts')
  return readPublicPushed(registry.repository, { digest, platform }, { ...run, ...docker })
}

/** Finds the image that the input image names. @throws ActionError IMAGE_NOT_FOUND, REPOSITORY_MISMATCH */
export function readStored(run: Run, registry: Registry, image: StoredReference): Promise<Image> {
  const { repository } = registry
  return stage(`Find the image ${nameOf(run, image, repository.name)}`, async () => {
    const id = await idOf(run, registry, image)
    if (hostOf(image.host, repository.host) === undefined)
      throw otherRegistry(image.host ?? '', repository.uri)
    const pushed = await readIn(run, registry, id, { withinMs: storedMs })
    say(`It is ${repository.uri}@${pushed.manifest.digest}`)
    const labels = await labelsOf(run, registry, pushed)
    return { ...pushed, origin: 'stored', labels, candidateTag: undefined }
  })
}

function nameOf({ inputs, plan }: Run, image: StoredReference, repository: string): string {
  switch (image.kind) {
    case 'digest':
      return `${repository}@${image.digest}`
    case 'tag':
      return `${repository}:${plan.storedTag}`
    case 'deployed':
      return `of ${repository} that the service ${inputs.running?.service} runs`
  }
}

/** @throws ActionError IMAGE_NOT_FOUND where it is not known what the service runs */
async function idOf(run: Run, registry: Registry, image: StoredReference): Promise<ImageId> {
  if (image.kind === 'digest') return { imageDigest: image.digest }
  if (image.kind === 'tag') return { imageTag: run.plan.storedTag ?? '' }
  const { runningImage } = await import('./deployment.ts')
  const running = await runningImage(run, registry)
  if (running.kind === 'found') return { imageDigest: running.digest }
  throw new ActionError({
    code: 'IMAGE_NOT_FOUND',
    sentence: `Which image the service ${run.inputs.running?.service} runs is not known: ${running.reason}.`,
    hint: 'Check service, cluster, container-name and repository, or name the image by its digest or tag.',
  })
}

/** ECR Public hands out no manifests, so the inputs refuse everything there that would need one. */
function readIn(
  run: Run,
  registry: Registry,
  id: ImageId,
  { withinMs, platform = 'the image' }: Readonly<{ withinMs: number; platform?: string }>,
): Promise<Pushed> {
  if (registry.kind === 'public') throw new Error('images of ECR Public are not read through its API')
  return readPushed(registry.ecr, registry.repository, { id, platform, withinMs }, run)
}

/** What an image says of itself decides only what is warned of, so not being able to read it is no failure. */
async function labelsOf(run: Run, registry: Registry, { manifest }: Pushed): Promise<Labels> {
  if (registry.kind === 'public') return {}
  try {
    return await readLabels(registry.ecr, registry.repository, manifest, run.signal)
  } catch (error) {
    run.signal.throwIfAborted()
    warning(
      `Of which commit the image is could not be read: ${error instanceof Error ? error.message : String(error)}`,
    )
    return {}
  }
}

function warnOfOtherCommit({ plan }: Run, { labels, manifest }: Image): void {
  const commit = labels[revisionLabel]
  if (commit === undefined || commit === '' || commit === plan.sha) return
  warning(
    `The image ${manifest.digest} says that it is of the commit ${JSON.stringify(commit.slice(0, 80))}, and this run is for ${plan.sha}. If that is meant, name its commit in the input sha.`,
  )
}

function otherRegistry(host: string, uri: string): ActionError {
  return new ActionError({
    code: 'REPOSITORY_MISMATCH',
    sentence: `The input image is on ${host}, and the repository is ${uri}.`,
    hint: 'An image is tagged in its own repository: name that in repository, with registry-id and aws-region.',
  })
}
