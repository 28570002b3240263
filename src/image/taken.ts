import { notice } from '@actions/core'
import { BatchGetImageCommand, type ECRClient, GetDownloadUrlForLayerCommand } from '@aws-sdk/client-ecr'
import { ActionError } from '../errors.ts'
import { download } from '../lib/download.ts'
import { badAnswer, explain } from '../lib/explain.ts'
import { quoted } from '../quoted.ts'
import type { Digest } from '../registry/reference.ts'
import type { Repository } from '../registry/repository.ts'
import type { Labels } from './labels.ts'
import { manifestTypes, readContent } from './manifest.ts'

/** The tags of the plan that are immutable in the repository, and the labels that our image will have. */
export type Planned = Readonly<{ immutableTags: readonly string[]; labels: Labels }>

/**
 * Fails before the build where an immutable tag is another commit's: an image whose label names another one cannot have
 * the digest of ours. Where no such labels are there, or the commit is the same, the digests decide after the push.
 * @throws ActionError IMMUTABLE_TAG_TAKEN, or what the call failed with
 */
export async function checkTaken(
  ecr: ECRClient,
  repository: Repository,
  planned: Planned,
  signal: AbortSignal,
): Promise<void> {
  // One call takes no more, and nobody puts as many.
  const tags = planned.immutableTags.slice(0, 100)
  if (tags.length === 0) return
  const found = await read(
    ecr,
    repository,
    tags.map((imageTag) => ({ imageTag })),
  )
  const labelsOf = new Map<Digest, Labels | undefined>()
  for (const image of found) {
    if (readContent(image).kind === 'other') throw taken(repository, image, undefined)
    if (!labelsOf.has(image.digest)) labelsOf.set(image.digest, await labels(ecr, repository, image, signal))
    const existing = labelsOf.get(image.digest) ?? {}
    const isOurKind = Object.keys(planned.labels).some((key) => existing[key] !== undefined)
    if (isOurKind && existing[revision] !== planned.labels[revision])
      throw taken(repository, image, existing[revision])
  }
}

const revision = 'org.opencontainers.image.revision'

type Found = Readonly<{ tag: string; digest: Digest; text: string; mediaType: string }>

async function read(
  ecr: ECRClient,
  { account: registryId, name: repositoryName }: Repository,
  imageIds: readonly Readonly<{ imageTag?: string; imageDigest?: string }>[],
): Promise<readonly Found[]> {
  const command = new BatchGetImageCommand({
    registryId,
    repositoryName,
    imageIds: [...imageIds],
    acceptedMediaTypes: [...manifestTypes],
  })
  const { images = [] } = await ecr.send(command).catch((error: unknown) => {
    throw explain(error, `the tags of ${repositoryName}`)
  })
  return images.flatMap(({ imageId, imageManifest: text = '', imageManifestMediaType: mediaType = '' }) => {
    const digest = imageId?.imageDigest
    return digest ? [{ tag: imageId.imageTag ?? '', digest, text, mediaType }] : []
  })
}

/** The labels of an image, or of the first platform of an index; undefined where they cannot be read. */
async function labels(
  ecr: ECRClient,
  repository: Repository,
  image: Found,
  signal: AbortSignal,
): Promise<Labels | undefined> {
  try {
    const content = readContent(image)
    const [first] = content.kind === 'index' ? content.images : []
    const [manifest] = first ? await read(ecr, repository, [{ imageDigest: first.digest }]) : [image]
    return manifest && (await configLabels(ecr, repository, manifest, signal))
  } catch (error) {
    signal.throwIfAborted()
    const { message } = explain(error, `the image ${repository.name}:${image.tag}`)
    notice(
      `The tag ${image.tag} is immutable and names an image already; whether it is this commit's shows only after the build. ${message}`,
    )
    return undefined
  }
}

async function configLabels(
  ecr: ECRClient,
  { account: registryId, name: repositoryName }: Repository,
  { text, digest }: Found,
  signal: AbortSignal,
): Promise<Labels> {
  const layerDigest = String(object(object(JSON.parse(text)).config).digest)
  const about = `ecr:GetDownloadUrlForLayer for ${repositoryName}@${digest}`
  const { downloadUrl } = await ecr.send(
    new GetDownloadUrlForLayerCommand({ registryId, repositoryName, layerDigest }),
  )
  if (!downloadUrl) throw badAnswer(about, 'without an address')
  const config = object(JSON.parse(await download(downloadUrl, signal)))
  const found = Object.entries(object(object(config.config).Labels))
  return Object.fromEntries(found.map(([key, value]) => [key, String(value)]))
}

function object(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function taken(repository: Repository, image: Found, commit: string | undefined): ActionError {
  const whose =
    commit === undefined ? 'does not say of which commit it is' : `is of the commit ${quoted(commit)}`
  return new ActionError({
    code: 'IMMUTABLE_TAG_TAKEN',
    sentence: `The tag ${image.tag} of ${repository.name} is immutable and names another image, ${image.digest}, which ${whose}; nothing was built.`,
    hint: "Release under tags that are this commit's alone, such as type=sha, or exclude this tag from the immutability of the repository.",
  })
}
