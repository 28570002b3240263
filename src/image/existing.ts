import { notice } from '@actions/core'
import type { ECRClient } from '@aws-sdk/client-ecr'
import { explain } from '../lib/explain.ts'
import { type FoundManifest, readManifests } from '../lib/images.ts'
import type { Digest } from '../registry/reference.ts'
import type { Repository } from '../registry/repository.ts'
import { readLabels } from './config.ts'
import type { Existing } from './kinship.ts'
import type { Labels } from './labels.ts'
import { readContent } from './manifest.ts'

/** Labels never change with the digest, so one run reads them once. */
export type KnownLabels = Map<Digest, Labels | undefined>

/** Every further image costs two calls; more than so many different ones under one run's tags tell nothing new. */
const mostImages = 10

/**
 * Reads what the tags of a plan name now, with the labels of those images.
 * @param known filled with the labels that were read
 * @throws ActionError what ecr:BatchGetImage failed with; labels that cannot be read are undefined, with a notice
 */
export async function readExisting(
  ecr: ECRClient,
  repository: Repository,
  tags: readonly string[],
  { known, signal }: Readonly<{ known: KnownLabels; signal: AbortSignal }>,
): Promise<readonly Existing[]> {
  const ids = tags.map((imageTag) => ({ imageTag }))
  const found = ids.length === 0 ? [] : await readManifests(ecr, repository, ids)
  await readUnknown(ecr, repository, found, { known, signal })
  return found.map((image) => ({
    tag: image.tag ?? '',
    digest: image.digest,
    isImage: readContent(image).kind !== 'other',
    labels: known.get(image.digest),
  }))
}

async function readUnknown(
  ecr: ECRClient,
  repository: Repository,
  found: readonly FoundManifest[],
  { known, signal }: Readonly<{ known: KnownLabels; signal: AbortSignal }>,
): Promise<void> {
  let left = mostImages
  for (const image of found) {
    if (known.has(image.digest) || left-- <= 0) continue
    const { labels, isDenied } = await tryToReadLabels(ecr, repository, image, signal)
    known.set(image.digest, labels)
    // A permission that is missing is missing for all of them, and is said once.
    if (isDenied) return forgo(found, known)
  }
}

function forgo(found: readonly FoundManifest[], known: KnownLabels): void {
  for (const { digest } of found) known.set(digest, known.get(digest))
}

type Tried = Readonly<{ labels: Labels | undefined; isDenied: boolean }>

async function tryToReadLabels(
  ecr: ECRClient,
  repository: Repository,
  image: FoundManifest,
  signal: AbortSignal,
): Promise<Tried> {
  try {
    return { labels: await readLabels(ecr, repository, image, signal), isDenied: false }
  } catch (error) {
    signal.throwIfAborted()
    const { message, code } = explain(error, `the image ${repository.name}:${image.tag}`)
    notice(
      `What the image of the tag ${image.tag} says of itself could not be read: nothing is reused, and no tag is spared for a later commit. ${message}`,
    )
    return { labels: undefined, isDenied: code === 'AWS_ACCESS_DENIED' }
  }
}
