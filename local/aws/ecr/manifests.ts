import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { idsOf, requiredImageIds } from './images.ts'
import { DIGEST, optionalList, optionalText, TAG, text } from './input.ts'
import { parseManifest } from './manifest.ts'
import { inRepository, type Operation } from './operation.ts'
import { putImage } from './put.ts'
import { findImage, type Image, type ImageId, type Repository } from './store.ts'
import { translated } from './translate.ts'

export const manifestOperations: Readonly<Record<string, Operation>> = {
  BatchGetImage: inRepository(batchGetImage),
  PutImage: inRepository(putImageOperation),
  BatchDeleteImage: inRepository(batchDeleteImage),
}

type Failure = Readonly<{ imageId: ImageId; failureCode: string; failureReason: string }>

function batchGetImage(world: World, repository: Repository, input: Input) {
  const accepted = optionalList<string>(input, 'acceptedMediaTypes', 100)
  const failures: Failure[] = []
  const images = requiredImageIds(input).flatMap((id) => {
    const failure = lookUpFailure(repository, id) ?? sealed(repository, id)
    if (failure) failures.push(failure)
    const image = failure ? undefined : findImage(repository, id)
    return image ? [shape(world, repository, id, translated(image, id, accepted))] : []
  })
  return { images, failures }
}

function putImageOperation(world: World, repository: Repository, input: Input) {
  const tag = optionalText(input, 'imageTag', TAG)
  const digest = optionalText(input, 'imageDigest', DIGEST)
  const mediaType = optionalText(input, 'imageManifestMediaType')
  const given = {
    manifest: Buffer.from(text(input, 'imageManifest')),
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
    ...(mediaType === undefined ? {} : { mediaType }),
  }
  const image = putImage(world, repository, given, 'refuse')
  return { image: shape(world, repository, tag === undefined ? {} : { imageTag: tag }, image) }
}

function batchDeleteImage(_world: World, repository: Repository, input: Input) {
  const failures: Failure[] = []
  const imageIds = requiredImageIds(input).flatMap((id) => {
    const failure = lookUpFailure(repository, id) ?? inUse(repository, id)
    if (failure) failures.push(failure)
    return failure ? [] : remove(repository, id)
  })
  return { imageIds, failures }
}

// Removing the last tag removes the image; a digest takes all its tags with it.
function remove(repository: Repository, id: ImageId): readonly ImageId[] {
  const digest = findImage(repository, id)?.digest
  if (digest === undefined) return []
  const named = idsOf(repository, digest)
  const removed = id.imageTag === undefined ? named : [{ imageDigest: digest, imageTag: id.imageTag }]
  for (const { imageTag } of removed) if (imageTag !== undefined) repository.tags.delete(imageTag)
  if (removed.length === named.length) {
    repository.images.delete(digest)
    repository.scans.delete(digest)
  }
  return removed
}

function inUse(repository: Repository, id: ImageId): Failure | undefined {
  const digest = findImage(repository, id)?.digest
  const tagRemains = id.imageTag !== undefined && digest !== undefined && idsOf(repository, digest).length > 1
  const lists = tagRemains ? [] : [...repository.images.values()].filter((image) => refersTo(image, digest))
  if (lists.length === 0) return undefined
  const names = lists.map((list) => list.digest).join(', ')
  return failure(
    id,
    'ImageReferencedByManifestList',
    `Requested image referenced by manifest list: [${names}]`,
  )
}

function refersTo(image: Image, digest: string | undefined): boolean {
  const manifest = parseManifest(image.manifest, image.mediaType)
  return manifest.kind === 'index' && manifest.manifests.some((child) => child.digest === digest)
}

function lookUpFailure(repository: Repository, id: ImageId): Failure | undefined {
  const { imageDigest, imageTag } = id
  if (imageDigest === undefined && imageTag === undefined) {
    return failure(
      id,
      'MissingDigestAndTag',
      'Invalid request parameters: both tag and digest cannot be null',
    )
  }
  if (imageDigest !== undefined && !DIGEST.test(imageDigest)) {
    return failure(
      id,
      'InvalidImageDigest',
      `Invalid request parameters: image digest should satisfy the regex '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'`,
    )
  }
  if (findImage(repository, id)) return undefined
  const known = imageDigest !== undefined && repository.images.has(imageDigest)
  return known && imageTag !== undefined && repository.tags.has(imageTag)
    ? failure(id, 'ImageTagDoesNotMatchDigest', 'Requested image tag does not match the digest')
    : failure(id, 'ImageNotFound', 'Requested image not found')
}

// A manifest is encrypted too.
function sealed(repository: Repository, id: ImageId): Failure | undefined {
  const { key } = repository.encryption
  return key && !key.state.enabled ? failure(id, 'KmsError', `${key.arn} is disabled.`) : undefined
}

function failure(imageId: ImageId, failureCode: string, failureReason: string): Failure {
  return { imageId, failureCode, failureReason }
}

function shape(world: World, repository: Repository, id: ImageId, image: Image) {
  return {
    registryId: world.settings.account,
    repositoryName: repository.name,
    imageId: { imageDigest: image.digest, ...(id.imageTag === undefined ? {} : { imageTag: id.imageTag }) },
    imageManifest: image.manifest.toString(),
    imageManifestMediaType: image.mediaType,
  }
}
