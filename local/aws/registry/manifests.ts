import { checkEncryption } from '../ecr/encryption.ts'
import { DIGEST, TAG } from '../ecr/input.ts'
import { MANIFEST_LIMIT, putImage } from '../ecr/put.ts'
import { getImage, type ImageId, type Repository } from '../ecr/store.ts'
import { translated } from '../ecr/translate.ts'
import { AwsError } from '../protocol/error.ts'
import { type Answer, header, type Request } from '../protocol/http.ts'
import type { World } from '../world.ts'

export function getManifest(
  world: World,
  repository: Repository,
  reference: string,
  request: Request,
): Answer {
  checkEncryption(repository)
  const id = imageIdOf(reference)
  const accepted = acceptedTypes(request)
  const image = translated(getImage(world, repository, id), id, accepted)
  if (accepted && !accepted.includes(image.mediaType)) {
    throw new AwsError(
      'MANIFEST_UNKNOWN',
      `The manifest is a '${image.mediaType}', which the client does not accept.`,
      404,
    )
  }
  return {
    status: 200,
    headers: { 'content-type': image.mediaType, 'docker-content-digest': image.digest },
    body: image.manifest,
  }
}

export function putManifest(
  world: World,
  repository: Repository,
  reference: string,
  request: Request,
): Answer {
  if (request.body.length > MANIFEST_LIMIT) {
    throw new AwsError('MANIFEST_INVALID', `The manifest is larger than ${MANIFEST_LIMIT} bytes.`, 413)
  }
  const id = imageIdOf(reference)
  const mediaType = header(request, 'content-type')?.split(';')[0]?.trim()
  const given = {
    manifest: request.body,
    ...(mediaType === undefined ? {} : { mediaType }),
    ...(id.imageTag === undefined ? {} : { tag: id.imageTag }),
    ...(id.imageDigest === undefined ? {} : { digest: id.imageDigest }),
  }
  const image = putImage(world, repository, given, 'accept')
  return {
    status: 201,
    headers: {
      location: `/v2/${repository.name}/manifests/${image.digest}`,
      'docker-content-digest': image.digest,
    },
  }
}

export function listTags(repository: Repository): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: repository.name, tags: [...repository.tags.keys()].sort(byCodeUnit) }),
  }
}

function imageIdOf(reference: string): ImageId {
  if (DIGEST.test(reference)) return { imageDigest: reference }
  if (TAG.test(reference)) return { imageTag: reference }
  throw new AwsError('TAG_INVALID', `The tag '${reference}' is not valid.`)
}

// No Accept header and a wildcard both mean: as it is.
function acceptedTypes(request: Request): readonly string[] | undefined {
  const types = (header(request, 'accept') ?? '*/*')
    .split(',')
    .map((type) => type.split(';')[0]?.trim() ?? '')
  return types.some((type) => type === '*/*' || type === 'application/*') ? undefined : types
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : 1
}
