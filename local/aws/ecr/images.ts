import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { imageId, invalidParameter, optionalList, optionalText, record, requiredList } from './input.ts'
import { inRepository, type Operation, timestamp } from './operation.ts'
import { page } from './page.ts'
import { getImage, type Image, type ImageId, type Repository, tagsOf } from './store.ts'

export const imageOperations: Readonly<Record<string, Operation>> = {
  DescribeImages: inRepository(describeImages),
  ListImages: inRepository(listImages),
}

export function describeImages(world: World, repository: Repository, input: Input) {
  const ids = optionalList<Input>(input, 'imageIds', 100)?.map(imageId)
  if (ids && (input.maxResults !== undefined || input.nextToken !== undefined)) {
    throw invalidParameter('maxResults', 'cannot be given together with imageIds')
  }
  if (ids)
    return { imageDetails: ids.map((id) => detail(world, repository, getImage(world, repository, id))) }
  const wanted = tagStatus(input)
  const { items, ...rest } = page(
    input,
    [...repository.images.values()].filter((i) => wanted(repository, i)),
  )
  return { imageDetails: items.map((image) => detail(world, repository, image)), ...rest }
}

function listImages(_world: World, repository: Repository, input: Input) {
  const wanted = tagStatus(input)
  const images = [...repository.images.values()].filter((image) => wanted(repository, image))
  const { items, ...rest } = page(
    input,
    images.flatMap((image) => idsOf(repository, image.digest)),
  )
  return { imageIds: items, ...rest }
}

/** One id per tag, or the digest alone for an image without tags. */
export function idsOf(repository: Repository, imageDigest: string): readonly ImageId[] {
  const tags = tagsOf(repository, imageDigest)
  return tags.length === 0 ? [{ imageDigest }] : tags.map((imageTag) => ({ imageDigest, imageTag }))
}

export function requiredImageIds(input: Input): readonly ImageId[] {
  return requiredList<Input>(input, 'imageIds', 100).map(imageId)
}

// The scan's status is left out on purpose: today's basic scanning does not fill it here.
function detail(world: World, repository: Repository, image: Image) {
  const tags = tagsOf(repository, image.digest)
  return {
    registryId: world.settings.account,
    repositoryName: repository.name,
    imageDigest: image.digest,
    ...(tags.length > 0 ? { imageTags: tags } : {}),
    imageSizeInBytes: image.size,
    imagePushedAt: timestamp(image.pushedAt),
    imageManifestMediaType: image.mediaType,
    ...(image.artifactType === undefined ? {} : { artifactMediaType: image.artifactType }),
    imageStatus: 'ACTIVE',
  }
}

function tagStatus(input: Input): (repository: Repository, image: Image) => boolean {
  const status = optionalText(record(input, 'filter') ?? {}, 'tagStatus') ?? 'ANY'
  if (status === 'ANY') return () => true
  if (status !== 'TAGGED' && status !== 'UNTAGGED') {
    throw new AwsError('InvalidParameterException', `Invalid tagStatus '${status}'`)
  }
  return (repository, image) => tagsOf(repository, image.digest).length > 0 === (status === 'TAGGED')
}
