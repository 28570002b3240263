import { parseManifest } from '../ecr/manifest.ts'
import { findImage, type Image, type Repository } from '../ecr/store.ts'
import { registryAt, type World } from '../world.ts'
import { structure } from './input.ts'
import { stableId } from './names.ts'

/** What starting a container from this image comes to. */
export type Pull = Readonly<{
  image: string
  imageDigest?: string
  platformDigest?: string // of the image for one platform, where imageDigest names an index
  missing: boolean
  crashes: boolean
}>

type Reference = Readonly<{ repository: string; tag?: string; digest?: string }>

/** Looks an image up in the registries of this server. Other hosts' are taken for good: nobody here could ask. */
export function pull(world: World, image: string): Pull {
  const registry = registryOf(world, image)
  if (!registry) return { image, imageDigest: foreignDigest(image), missing: false, crashes: false }
  const reference = parse(image.slice(image.indexOf('/') + 1))
  const repository = registry.repositories.get(reference.repository)
  const found = repository && lookUp(repository, reference)
  if (!repository || !found) return { image, missing: true, crashes: false }
  return {
    image,
    imageDigest: found.digest,
    ...platform(found),
    missing: false,
    crashes: crashes(repository, found),
  }
}

/** The registry of this server that an image is in, of whatever account and region. */
export function registryOf(world: World, image: string): World | undefined {
  return registryAt(world, image.split('/')[0])
}

function parse(path: string): Reference {
  const [name = '', digest] = path.split('@')
  const [repository = '', tag] = name.split(':')
  return { repository, ...(digest === undefined ? { tag: tag ?? 'latest' } : { digest }) }
}

function lookUp(repository: Repository, { tag, digest }: Reference): Image | undefined {
  return findImage(repository, {
    ...(digest === undefined ? {} : { imageDigest: digest }),
    ...(tag === undefined ? {} : { imageTag: tag }),
  })
}

// Attestations stand in an index for a platform that nobody has.
function platform(image: Image): Pick<Pull, 'platformDigest'> {
  const manifest = parseManifest(image.manifest, image.mediaType)
  if (manifest.kind !== 'index') return {}
  const ofSystem = (one: object) => structure((one as Record<string, unknown>).platform)?.os !== 'unknown'
  const platformDigest = manifest.manifests.find(ofSystem)?.digest
  return platformDigest === undefined ? {} : { platformDigest }
}

function foreignDigest(image: string): string {
  return image.split('@')[1] ?? `sha256:${stableId(image)}${stableId(image, 'more')}`
}

// The label is how a demo image says that it would crash: nobody runs it here.
function crashes(repository: Repository, image: Image): boolean {
  return labels(repository, image)['slipway.demo.crash'] === 'true'
}

function labels(repository: Repository, image: Image): Readonly<Record<string, unknown>> {
  const manifest = parseManifest(image.manifest, image.mediaType)
  if (manifest.kind === 'index') {
    const children = manifest.manifests.flatMap((child) => repository.images.get(child.digest) ?? [])
    return Object.assign({}, ...children.map((child) => labels(repository, child)))
  }
  const blob = repository.layers.get(manifest.config.digest)
  try {
    const config = structure(structure(JSON.parse(blob?.toString() ?? '{}'))?.config)
    return structure(config?.Labels) ?? {}
  } catch {
    return {} // an artifact's configuration may be anything
  }
}
