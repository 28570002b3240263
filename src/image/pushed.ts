import { createHash } from 'node:crypto'
import { BatchGetImageCommand, type ECRClient } from '@aws-sdk/client-ecr'
import { ActionError } from '../errors.ts'
import { badAnswer, explain } from '../lib/explain.ts'
import { poll } from '../lib/poll.ts'
import type { Digest, StoredManifest } from '../registry/reference.ts'
import type { Repository } from '../registry/repository.ts'
import { manifestTypes, type PlatformImage, readContent } from './manifest.ts'

/** The image as it stands in the registry. */
export type Pushed = Readonly<{
  manifest: StoredManifest
  platforms: readonly PlatformImage[]
}>

export type Waiting = Readonly<{ signal: AbortSignal; pace: number }>

const visibleWithinMs = 30_000
const deepest = 3

/**
 * Reads back what was pushed: the manifest's own bytes (from the registry, because the classic image store does
 * not tell) and the platforms in it.
 * @param platform what a manifest without a platform of its own was built for
 * @throws ActionError IMAGE_NOT_FOUND, NOT_AN_IMAGE, or what the call failed with
 */
export async function readPushed(
  ecr: ECRClient,
  repository: Repository,
  image: Readonly<{ digest: Digest; platform: string }>,
  waiting: Waiting,
): Promise<Pushed> {
  const manifest = await readManifest(ecr, repository, image.digest, waiting)
  const platforms = await platformsOf(ecr, repository, manifest, {
    ...waiting,
    platform: image.platform,
    depth: 1,
  })
  if (platforms.length === 0) throw notAnImage(repository, image.digest, 'an index without any platform')
  return { manifest, platforms }
}

async function platformsOf(
  ecr: ECRClient,
  repository: Repository,
  manifest: StoredManifest,
  options: Waiting & Readonly<{ platform: string; depth: number }>,
): Promise<readonly PlatformImage[]> {
  const content = readContent(manifest)
  if (content.kind === 'image') return [{ digest: manifest.digest, platform: options.platform }]
  if (content.kind === 'other') throw notAnImage(repository, manifest.digest, content.what)
  if (options.depth > deepest)
    throw notAnImage(repository, manifest.digest, `an index more than ${deepest} levels deep`)
  const found = [...content.images]
  for (const digest of content.indexes) {
    const inner = await readManifest(ecr, repository, digest, options)
    found.push(...(await platformsOf(ecr, repository, inner, { ...options, depth: options.depth + 1 })))
  }
  return [...new Map(found.map((one) => [one.digest, one])).values()]
}

/** A fresh push can take some seconds to be seen by every part of ECR. */
async function readManifest(
  ecr: ECRClient,
  repository: Repository,
  digest: Digest,
  waiting: Waiting,
): Promise<StoredManifest> {
  const result = await poll(() => getManifest(ecr, repository, digest), {
    delayMs: () => 2_000,
    limitMs: visibleWithinMs,
    ...waiting,
  })
  if (result.kind === 'done') return result.value
  throw new ActionError({
    code: 'IMAGE_NOT_FOUND',
    sentence: `ECR does not know the image ${repository.name}@${digest} ${visibleWithinMs / 1000} s after it was pushed.`,
    hint: 'Something removed it at once (a lifecycle rule, another job), or the push went to another registry.',
  })
}

async function getManifest(
  ecr: ECRClient,
  repository: Repository,
  digest: Digest,
): Promise<StoredManifest | undefined> {
  const subject = `the image ${repository.name}@${digest}`
  const command = new BatchGetImageCommand({
    registryId: repository.account,
    repositoryName: repository.name,
    imageIds: [{ imageDigest: digest }],
    acceptedMediaTypes: [...manifestTypes],
  })
  const { images, failures } = await ecr.send(command).catch((error: unknown) => {
    throw explain(error, subject)
  })
  const failure = failures?.[0]
  if (failure?.failureCode === 'ImageNotFound') return undefined
  const about = `ecr:BatchGetImage for ${subject}`
  if (failure !== undefined)
    throw badAnswer(about, `a refusal: ${failure.failureCode}: ${failure.failureReason}`)
  const text = images?.[0]?.imageManifest
  if (text === undefined) throw badAnswer(about, 'without a manifest')
  if (`sha256:${createHash('sha256').update(text).digest('hex')}` !== digest) {
    throw badAnswer(about, 'a manifest whose bytes are not those of the digest')
  }
  return { digest, text, mediaType: images?.[0]?.imageManifestMediaType ?? mediaTypeIn(text) }
}

/** Older manifests carry no type beside them, and some not even inside. */
function mediaTypeIn(text: string): string {
  const type = /"mediaType"\s*:\s*"([^"]+)"/.exec(text)?.[1]
  return manifestTypes.find((one) => one === type) ?? manifestTypes[2]
}

function notAnImage(repository: Repository, digest: Digest, what: string): ActionError {
  return new ActionError({
    code: 'NOT_AN_IMAGE',
    sentence: `${repository.name}@${digest} is no image that could be scanned: it is ${what}.`,
    hint: 'Slipway releases container images; push other artifacts by other means.',
  })
}
