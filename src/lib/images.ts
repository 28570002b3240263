import { createHash } from 'node:crypto'
import { BatchGetImageCommand, type ECRClient } from '@aws-sdk/client-ecr'
import { badAnswer, explain } from './explain.ts'

export const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
] as const

/** A manifest exactly as the registry holds it, and the tag by which it was asked for. */
export type FoundManifest = Readonly<{
  tag: string | undefined
  digest: string
  mediaType: string
  text: string
}>

export type ImageId = Readonly<{ imageTag: string } | { imageDigest: string }>

type Repository = Readonly<{ account: string; name: string }>

const mostAtOnce = 100

/**
 * Reads manifests by tag or digest; what is not there is left out. Their bytes are checked against the digest.
 * @throws ActionError what the call failed with, and AWS_BAD_ANSWER for an answer that makes no sense
 */
export async function readManifests(
  ecr: ECRClient,
  repository: Repository,
  ids: readonly ImageId[],
): Promise<readonly FoundManifest[]> {
  const found: FoundManifest[] = []
  for (let at = 0; at < ids.length; at += mostAtOnce) {
    found.push(...(await readSome(ecr, repository, ids.slice(at, at + mostAtOnce))))
  }
  return found
}

async function readSome(
  ecr: ECRClient,
  { account: registryId, name: repositoryName }: Repository,
  imageIds: readonly ImageId[],
): Promise<readonly FoundManifest[]> {
  const acceptedMediaTypes = [...manifestTypes]
  const command = new BatchGetImageCommand({
    registryId,
    repositoryName,
    imageIds: [...imageIds],
    acceptedMediaTypes,
  })
  const subject = subjectOf(repositoryName, imageIds)
  const { images = [], failures = [] } = await ecr.send(command).catch((error: unknown) => {
    throw explain(error, subject)
  })
  const about = `ecr:BatchGetImage for ${subject}`
  const failure = failures.find(({ failureCode }) => failureCode !== 'ImageNotFound')
  if (failure !== undefined)
    throw badAnswer(about, `a refusal: ${failure.failureCode}: ${failure.failureReason}`)
  if (images.length + failures.length === 0) throw badAnswer(about, 'neither an image nor a failure')
  const asked = new Set(imageIds.map((id) => ('imageTag' in id ? id.imageTag : id.imageDigest)))
  return images.map(({ imageId, imageManifest: text, imageManifestMediaType }) => {
    const digest = imageId?.imageDigest
    if (!digest || text === undefined) throw badAnswer(about, 'without a manifest')
    if (!asked.has(digest) && !asked.has(imageId.imageTag ?? ''))
      throw badAnswer(about, 'another image than was asked for')
    if (`sha256:${createHash('sha256').update(text).digest('hex')}` !== digest)
      throw badAnswer(about, 'a manifest whose bytes are not those of the digest')
    return { tag: imageId?.imageTag, digest, text, mediaType: imageManifestMediaType ?? mediaTypeIn(text) }
  })
}

function subjectOf(name: string, ids: readonly ImageId[]): string {
  const [first] = ids
  if (ids.length > 1 || first === undefined) return `the tags of ${name}`
  return `the image ${name}${'imageTag' in first ? `:${first.imageTag}` : `@${first.imageDigest}`}`
}

/** Older manifests carry no type beside them, and some not even inside. */
export function mediaTypeIn(text: string): string {
  const manifest = parse(text)
  const known = manifestTypes.find((one) => one === manifest.mediaType)
  return known ?? (Array.isArray(manifest.manifests) ? manifestTypes[0] : manifestTypes[2])
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null ? Object.fromEntries(Object.entries(parsed)) : {}
  } catch {
    return {}
  }
}

/** What tags name now; a tag that names nothing is left out. */
export async function digestsOf(
  ecr: ECRClient,
  repository: Repository,
  tags: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await readManifests(
    ecr,
    repository,
    tags.map((imageTag) => ({ imageTag })),
  )
  return new Map(found.map(({ tag, digest }) => [tag ?? '', digest]))
}
