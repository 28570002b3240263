import { type ECRClient, PutImageCommand } from '@aws-sdk/client-ecr'
import { errorName, explain, isAnswer } from '../lib/explain.ts'
import { digestsOf } from '../lib/images.ts'
import { say } from '../lib/log.ts'
import type { Digest, StoredManifest } from './reference.ts'
import type { Repository } from './repository.ts'

/** What became of each tag, in the order in which they were tried. */
export type Promotion = Readonly<{
  put: readonly string[]
  /** Tags that named this very image before. */
  existing: readonly string[]
  /** The tag that could not be put; those after it were not tried, so that no moving tag goes ahead of it. */
  refused: Readonly<{ tag: string } & Refusal> | undefined
  untried: readonly string[]
  /** Tags that were left alone, because they name an image of a later commit. */
  kept?: readonly string[]
}>

/**
 * `certain` is false where no answer came: then the tag may have been put all the same.
 * `names` is the image of an immutable tag that keeps it from being put.
 */
type Refusal = Readonly<{ reason: string; hint: string; certain: boolean; names?: Digest | undefined }>

/** All tags that name the image now. */
export function tagged(promotion: Promotion): readonly string[] {
  return [...promotion.existing, ...promotion.put]
}

/** What became of one tag. */
export type PutResult = Readonly<{ kind: 'put' | 'existing' }> | (Readonly<{ kind: 'refused' }> & Refusal)

/**
 * Gives the image its tags by putting the same manifest bytes again: no upload, the same digest. One after the
 * other, because ECR allows 10 PutImage calls a second in a region. Never throws for a tag: what was put must be known.
 */
export function promote(
  ecr: ECRClient,
  repository: Repository,
  manifest: StoredManifest,
  tags: readonly string[],
): Promise<Promotion> {
  return putAll(repository, tags, (tag) => putTag(ecr, repository, manifest, tag))
}

/** Puts tag after tag, until one is refused. */
export async function putAll(
  repository: Repository,
  tags: readonly string[],
  putOne: (tag: string) => Promise<PutResult>,
): Promise<Promotion> {
  const put: string[] = []
  const existing: string[] = []
  for (const [index, tag] of tags.entries()) {
    const result = await putOne(tag)
    if (result.kind === 'refused') {
      const { kind: _, ...refused } = result
      return { put, existing, refused: { tag, ...refused }, untried: tags.slice(index + 1) }
    }
    say(
      result.kind === 'put'
        ? `Put ${repository.uri}:${tag}`
        : `${repository.uri}:${tag} names this image already`,
    )
    if (result.kind === 'put') put.push(tag)
    else existing.push(tag)
  }
  return { put, existing, refused: undefined, untried: [] }
}

/** Puts one tag; never throws. */
export async function putTag(
  ecr: ECRClient,
  repository: Repository,
  manifest: StoredManifest,
  tag: string,
): Promise<PutResult> {
  const command = new PutImageCommand({
    registryId: repository.account,
    repositoryName: repository.name,
    imageTag: tag,
    imageManifest: manifest.text,
    imageManifestMediaType: manifest.mediaType,
    imageDigest: manifest.digest,
  })
  try {
    const answer = await ecr.send(command)
    return accepted(answer.image?.imageId?.imageDigest, manifest)
  } catch (error) {
    if (errorName(error) === 'ImageAlreadyExistsException') return { kind: 'existing' }
    if (errorName(error) === 'ImageTagAlreadyExistsException')
      return immutable(ecr, repository, manifest.digest, tag)
    return failed(error, `${repository.name}:${tag}`, isAnswer(error))
  }
}

/** Reads the answer to a PutImage: only our own digest in it is a tag that was put. */
export function accepted(digest: string | undefined, manifest: StoredManifest): PutResult {
  if (digest === manifest.digest) return { kind: 'put' }
  const hint = 'Look at what the tag names, and run the job again.'
  return refusal(`ECR answered with ${digest ?? 'no digest'}`, hint, false)
}

/** An immutable repository refuses even the same digest (containers-roadmap 2380), so the tag is read to tell them apart. */
async function immutable(
  ecr: ECRClient,
  repository: Repository,
  digest: Digest,
  tag: string,
): Promise<PutResult> {
  try {
    const named = (await digestsOf(ecr, repository, [tag])).get(tag)
    if (named === digest) return { kind: 'existing' }
    return { kind: 'refused', ...immutableTag(named) }
  } catch (error) {
    return failed(error, `${repository.name}:${tag}`, true)
  }
}

/** @param names the other image that an immutable tag names */
export function immutableTag(names: Digest | undefined): Refusal {
  const reason = `the tag is immutable and names another image (${names ?? 'unknown'})`
  const hint = 'Release under a new tag, or exclude this one from immutability.'
  return { reason, hint, certain: true, names }
}

function refusal(reason: string, hint: string, certain: boolean): PutResult {
  return { kind: 'refused', reason: reason.replace(/\.$/, ''), hint, certain }
}

/** @param certain whether the tag was certainly not put */
export function failed(error: unknown, subject: string, certain: boolean): PutResult {
  const { message, hint } = explain(error, subject)
  return refusal(message, hint, certain)
}
