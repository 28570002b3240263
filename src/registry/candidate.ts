import { notice } from '@actions/core'
import { BatchDeleteImageCommand, type ECRClient } from '@aws-sdk/client-ecr'
import { explain } from '../lib/explain.ts'
import { digestsOf } from '../lib/images.ts'
import { say } from '../lib/log.ts'
import type { Digest } from './reference.ts'
import type { Repository } from './repository.ts'

/** A pushed image, its candidate tag and the release tags that it has. */
export type TaggedImage = Readonly<{ digest: Digest; candidateTag: string; tags: readonly string[] }>

type Failure = Readonly<{ failureCode?: string | undefined; failureReason?: string | undefined }>

/** How a registry's API reads what tags name, and takes one away. */
export type Untagging = Readonly<{
  read: (tags: readonly string[]) => Promise<ReadonlyMap<string, Digest>>
  remove: (tag: string) => Promise<readonly Failure[]>
}>

/**
 * Takes the candidate tag away once other tags name the image. ECR deletes an image with its last tag, so the
 * tags are read afresh, and the removal goes by tag, never by digest. Being denied that costs nothing but tidiness.
 * @returns whether the tag no longer names the image
 */
export async function removeCandidate(image: TaggedImage, { read, remove }: Untagging): Promise<boolean> {
  const { candidateTag, digest } = image
  try {
    // Any one of the other tags keeps the image alive; 99 of them are more than enough to ask for.
    const named = await read([candidateTag, ...image.tags.slice(0, 99)])
    const others = image.tags.filter((tag) => named.get(tag) === digest)
    if (others.length === 0 || named.get(candidateTag) !== digest) return named.get(candidateTag) !== digest
    const [failure] = await remove(candidateTag)
    if (failure !== undefined) throw new Error(`${failure.failureCode}: ${failure.failureReason}`)
    say(`Removed the candidate tag ${candidateTag}`)
    return true
  } catch (error) {
    const reason = explain(error, `the candidate tag ${candidateTag}`).message
    notice(`The candidate tag ${candidateTag} stays beside the release tags: ${reason}`)
    return false
  }
}

export function untaggingIn(ecr: ECRClient, repository: Repository): Untagging {
  return {
    read: (tags) => digestsOf(ecr, repository, tags),
    remove: async (imageTag) => {
      const { account: registryId, name: repositoryName } = repository
      const command = new BatchDeleteImageCommand({ registryId, repositoryName, imageIds: [{ imageTag }] })
      return (await ecr.send(command)).failures ?? []
    },
  }
}
