import type { ECRClient } from '@aws-sdk/client-ecr'
import { ActionError } from '../errors.ts'
import { type ImageId, readManifests } from '../lib/images.ts'
import { poll } from '../lib/poll.ts'
import type { Digest, StoredManifest } from '../registry/reference.ts'
import type { Repository } from '../registry/repository.ts'
import type { Labels } from './labels.ts'
import { type PlatformImage, readContent } from './manifest.ts'

/** The image as it stands in the registry. */
export type Pushed = Readonly<{
  manifest: StoredManifest
  platforms: readonly PlatformImage[]
}>

/** An image that this run releases, and how it came to be in the registry. */
export type Image = Pushed &
  Readonly<{
    /** `reused`: of an earlier run; `adopted`: of one that was faster than this; `stored`: named by the input image. */
    origin: 'built' | 'local' | 'reused' | 'adopted' | 'stored'
    labels: Labels
    /** The tag under which this run pushed it. */
    candidateTag: string | undefined
  }>

export type Waiting = Readonly<{ signal: AbortSignal; pace: number }>

/** Which image is read, by its tag or digest. */
export type Wanted = Readonly<{
  id: ImageId
  /** What a manifest without a platform of its own was built for. */
  platform: string
  /** Milliseconds in which it must show; a fresh push can take some seconds to be seen by every part of ECR. */
  withinMs: number
}>

export const freshPushMs = 30_000
const deepest = 3

/**
 * Reads an image: the manifest's own bytes (from the registry, because the classic image store does not tell) and the
 * platforms in it.
 * @throws ActionError IMAGE_NOT_FOUND, NOT_AN_IMAGE, or what the call failed with
 */
export async function readPushed(
  ecr: ECRClient,
  repository: Repository,
  wanted: Wanted,
  waiting: Waiting,
): Promise<Pushed> {
  const manifest = await readManifest(ecr, repository, wanted, waiting)
  const platforms = await platformsOf(ecr, repository, manifest, { ...waiting, ...wanted, depth: 1 })
  if (platforms.length === 0) throw notAnImage(repository, manifest.digest, 'an index without any platform')
  return { manifest, platforms }
}

async function platformsOf(
  ecr: ECRClient,
  repository: Repository,
  manifest: StoredManifest,
  options: Waiting & Wanted & Readonly<{ depth: number }>,
): Promise<readonly PlatformImage[]> {
  const content = readContent(manifest)
  if (content.kind === 'image') return [{ digest: manifest.digest, platform: options.platform }]
  if (content.kind === 'other') throw notAnImage(repository, manifest.digest, content.what)
  if (options.depth > deepest)
    throw notAnImage(repository, manifest.digest, `an index more than ${deepest} levels deep`)
  const found = [...content.images]
  for (const imageDigest of content.indexes) {
    const inner = await readManifest(ecr, repository, { ...options, id: { imageDigest } }, options)
    found.push(...(await platformsOf(ecr, repository, inner, { ...options, depth: options.depth + 1 })))
  }
  return [...new Map(found.map((one) => [one.digest, one])).values()]
}

async function readManifest(
  ecr: ECRClient,
  repository: Repository,
  { id, withinMs }: Wanted,
  waiting: Waiting,
): Promise<StoredManifest> {
  const result = await poll(async () => (await readManifests(ecr, repository, [id]))[0], {
    delayMs: () => 2_000,
    limitMs: withinMs,
    ...waiting,
  })
  if (result.kind === 'timed-out') throw imageNotFound(repository, { id, withinMs })
  const { digest, mediaType, text } = result.value
  return { digest, mediaType, text }
}

function imageNotFound({ name }: Repository, { id, withinMs }: Pick<Wanted, 'id' | 'withinMs'>): ActionError {
  const image = 'imageTag' in id ? `${name}:${id.imageTag}` : `${name}@${id.imageDigest}`
  if (withinMs < freshPushMs) {
    return new ActionError({
      code: 'IMAGE_NOT_FOUND',
      sentence: `There is no image ${image} in ECR.`,
      hint: 'Check the input image, the repository and its account (registry-id); a lifecycle rule may have removed the image.',
    })
  }
  return new ActionError({
    code: 'IMAGE_NOT_FOUND',
    sentence: `ECR does not know the image ${image} ${withinMs / 1000} s after it was pushed.`,
    hint: 'Something removed it at once (a lifecycle rule, another job), or the push went to another registry.',
  })
}

function notAnImage(repository: Repository, digest: Digest, what: string): ActionError {
  return new ActionError({
    code: 'NOT_AN_IMAGE',
    sentence: `${repository.name}@${digest} is no image that could be scanned: it is ${what}.`,
    hint: 'Slipway releases container images; push other artifacts by other means.',
  })
}
