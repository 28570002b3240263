import { matches } from '../iam/wildcard.ts'
import { AwsError } from '../protocol/error.ts'
import { startScan } from '../scan/scan.ts'
import type { World } from '../world.ts'
import { digestOf } from './digest.ts'
import { checkEncryption } from './encryption.ts'
import { invalidParameter } from './input.ts'
import { isContainerImage, type Manifest, parseManifest } from './manifest.ts'
import { coverage } from './scanning-rules.ts'
import type { Image, Repository } from './store.ts'

export const MANIFEST_LIMIT = 4 * 1024 * 1024

export type NewImage = Readonly<{ manifest: Buffer; mediaType?: string; tag?: string; digest?: string }>

/** Puts a manifest into the repository: what PutImage and a registry push have in common. */
export function putImage(
  world: World,
  repository: Repository,
  given: NewImage,
  repeat: 'refuse' | 'accept',
): Image {
  if (given.manifest.length > MANIFEST_LIMIT) {
    throw invalidParameter('imageManifest', `Member must have length less than or equal to ${MANIFEST_LIMIT}`)
  }
  checkEncryption(repository)
  const manifest = parseManifest(given.manifest, given.mediaType)
  const digest = digestOf(given.manifest)
  if (given.digest !== undefined && given.digest !== digest)
    throw digestMismatch(world, repository, given.digest)
  if (given.tag !== undefined) checkTag(repository, given.tag)
  const known = repository.images.get(digest)
  const nothingNew = known && (given.tag === undefined || repository.tags.get(given.tag) === digest)
  if (nothingNew && repeat === 'refuse') throw alreadyExists(world, repository, digest, given.tag)
  checkReferences(world, repository, manifest)
  const image = known ?? store(world, repository, digest, given.manifest, manifest)
  if (given.tag !== undefined) repository.tags.set(given.tag, digest)
  return image
}

export function isImmutable(repository: Repository, tag: string): boolean {
  const { tagMutability, exclusions } = repository.settings.current
  const excluded = exclusions.some((filter) => matches(filter, tag))
  if (tagMutability === 'IMMUTABLE_WITH_EXCLUSION') return !excluded
  if (tagMutability === 'MUTABLE_WITH_EXCLUSION') return excluded
  return tagMutability === 'IMMUTABLE'
}

// An immutable tag is refused even when it names the same digest already.
function checkTag(repository: Repository, tag: string): void {
  if (!repository.tags.has(tag) || !isImmutable(repository, tag)) return
  throw new AwsError(
    'ImageTagAlreadyExistsException',
    `The image tag '${tag}' already exists in the '${repository.name}' repository and cannot be overwritten because the tag is immutable.`,
  )
}

function checkReferences(world: World, repository: Repository, manifest: Manifest): void {
  if (manifest.kind === 'index') {
    const missing = manifest.manifests.map((m) => m.digest).filter((digest) => !repository.images.has(digest))
    if (missing.length > 0) throw missingParts(world, repository, 'ReferencedImages', 'Images', missing)
    return
  }
  const wanted = [manifest.config, ...manifest.layers.filter((layer) => !isForeign(layer.mediaType))]
  const missing = wanted.map((part) => part.digest).filter((digest) => !repository.layers.has(digest))
  if (missing.length > 0) throw missingParts(world, repository, 'Layers', 'Layers', missing)
}

// Such layers are never pushed: whoever runs the image fetches them from where they were published.
function isForeign(mediaType: string | undefined): boolean {
  return /foreign|nondistributable/.test(mediaType ?? '')
}

function store(
  world: World,
  repository: Repository,
  digest: string,
  bytes: Buffer,
  manifest: Manifest,
): Image {
  const image: Image = {
    digest,
    mediaType: manifest.mediaType,
    manifest: bytes,
    pushedAt: Date.now(),
    size: sizeOf(repository, manifest),
    ...(manifest.artifactType === undefined ? {} : { artifactType: manifest.artifactType }),
  }
  repository.images.set(digest, image)
  if (coverage(world, repository).scanFrequency !== 'MANUAL' && isContainerImage(manifest)) {
    startScan(repository, digest, manifest, { byHand: false })
  }
  return image
}

// The bytes to pull; of an index those of its largest image.
function sizeOf(repository: Repository, manifest: Manifest): number {
  return manifest.kind === 'index'
    ? Math.max(0, ...manifest.manifests.map((child) => repository.images.get(child.digest)?.size ?? 0))
    : [manifest.config, ...manifest.layers].reduce((sum, part) => sum + part.size, 0)
}

function digestMismatch(world: World, repository: Repository, digest: string): AwsError {
  return new AwsError(
    'ImageDigestDoesNotMatchException',
    `The image with digest '${digest}' in repository '${repository.name}' and registry ID '${world.settings.account}' does not match the image digest that Amazon ECR has calculated.`,
  )
}

function alreadyExists(
  world: World,
  repository: Repository,
  digest: string,
  tag: string | undefined,
): AwsError {
  return new AwsError(
    'ImageAlreadyExistsException',
    `Image with digest '${digest}' and tag '${tag ?? 'null'}' already exists in the repository with name '${repository.name}' in registry with id '${world.settings.account}'`,
  )
}

function missingParts(
  world: World,
  repository: Repository,
  code: 'Layers' | 'ReferencedImages',
  what: 'Layers' | 'Images',
  digests: readonly string[],
): AwsError {
  return new AwsError(
    `${code}NotFoundException`,
    `${what} with digests '[${digests.join(', ')}]' required for pushing image into repository with name '${repository.name}' in the registry with id '${world.settings.account}' do not exist`,
  )
}
