import { notice, warning } from '@actions/core'
import { BatchDeleteImageCommand, type ECRClient } from '@aws-sdk/client-ecr'
import { explain } from '../lib/explain.ts'
import { digestsOf } from '../lib/images.ts'
import { say } from '../lib/log.ts'
import { type PutResult, putTag } from './promote.ts'
import type { Digest, StoredManifest } from './reference.ts'
import type { Repository } from './repository.ts'

/** A pushed image, its candidate tag and the release tags that it has. */
export type TaggedImage = Readonly<{ digest: Digest; candidateTag: string; tags: readonly string[] }>

type Failure = Readonly<{ failureCode?: string | undefined; failureReason?: string | undefined }>

/** How a registry's API reads what tags name, takes one away, and gives it back. */
export type Untagging = Readonly<{
  read: (tags: readonly string[]) => Promise<ReadonlyMap<string, Digest>>
  remove: (tag: string) => Promise<readonly Failure[]>
  restore: (tag: string) => Promise<PutResult>
}>

/**
 * Takes the candidate tag away once other tags name the image. ECR deletes an image with its last tag, so the tags are
 * read afresh, and the removal goes by tag, never by digest. Being denied that costs nothing but tidiness.
 * @returns whether the tag no longer names the image
 */
export async function removeCandidate(image: TaggedImage, untagging: Untagging): Promise<boolean> {
  const { candidateTag, digest } = image
  try {
    // Any one of the other tags keeps the image alive; 99 of them are more than enough to ask for.
    const named = await untagging.read([candidateTag, ...image.tags.slice(0, 99)])
    const others = image.tags.filter((tag) => named.get(tag) === digest)
    if (others.length === 0 || named.get(candidateTag) !== digest) return named.get(candidateTag) !== digest
    const [failure] = await untagging.remove(candidateTag)
    if (failure !== undefined) throw new Error(`${failure.failureCode}: ${failure.failureReason}`)
  } catch (error) {
    const reason = explain(error, `the candidate tag ${candidateTag}`).message
    notice(`The candidate tag ${candidateTag} stays beside the release tags: ${reason}`)
    return false
  }
  return isStillTagged(image, untagging)
}

/**
 * No call of ECR removes a tag on a condition. Where another run moved all other tags between our look and the removal,
 * the image went with its last tag; it may be deployed by then, so it gets the tag back, and with it its life.
 */
async function isStillTagged({ candidateTag, digest, tags }: TaggedImage, untagging: Untagging) {
  const named = await untagging.read(tags.slice(0, 100)).catch(() => new Map<string, Digest>())
  if (tags.some((tag) => named.get(tag) === digest)) {
    say(`Removed the candidate tag ${candidateTag}`)
    return true
  }
  const restored = await untagging.restore(candidateTag)
  if (restored.kind === 'refused')
    warning(`No tag keeps the image ${digest} in the registry any more: ${restored.reason}. ${restored.hint}`)
  else notice(`The candidate tag ${candidateTag} stays: another run moved the other tags meanwhile.`)
  return restored.kind === 'refused'
}

export function untaggingIn(ecr: ECRClient, repository: Repository, manifest: StoredManifest): Untagging {
  return {
    read: (tags) => digestsOf(ecr, repository, tags),
    restore: (tag) => putTag(ecr, repository, manifest, tag),
    remove: async (imageTag) => {
      const { account: registryId, name: repositoryName } = repository
      const command = new BatchDeleteImageCommand({ registryId, repositoryName, imageIds: [{ imageTag }] })
      return (await ecr.send(command)).failures ?? []
    },
  }
}
