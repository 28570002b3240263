import { invalidParameter } from './input.ts'

export const DOCKER_IMAGE = 'application/vnd.docker.distribution.manifest.v2+json'
export const DOCKER_LIST = 'application/vnd.docker.distribution.manifest.list.v2+json'
export const OCI_IMAGE = 'application/vnd.oci.image.manifest.v1+json'
export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json'

const MANIFESTS = [DOCKER_IMAGE, DOCKER_LIST, OCI_IMAGE, OCI_INDEX]

export type Descriptor = Readonly<{ digest: string; size: number; mediaType?: string }>

export type Manifest = Readonly<{ mediaType: string; artifactType?: string }> &
  (
    | Readonly<{ kind: 'image'; config: Descriptor; layers: readonly Descriptor[] }>
    | Readonly<{ kind: 'index'; manifests: readonly Descriptor[] }>
  )

type Body = Readonly<{
  mediaType?: string
  artifactType?: string
  config?: Descriptor
  layers?: readonly Descriptor[]
  manifests?: readonly Descriptor[]
}>

/** Reads a manifest. The media type comes from the caller or the JSON, and where both speak they must agree. */
export function parseManifest(bytes: Buffer, given: string | undefined): Manifest {
  const body = parseBody(bytes)
  const mediaType = given ?? body.mediaType
  if (mediaType === undefined) throw invalidParameter('ImageManifest', 'Invalid JSON syntax')
  if (body.mediaType !== undefined && body.mediaType !== mediaType) {
    throw invalidParameter('ImageManifestMediaType', `must be the manifest's own '${body.mediaType}'`)
  }
  if (mediaType === DOCKER_IMAGE || mediaType === OCI_IMAGE) return image(mediaType, body)
  if (mediaType === DOCKER_LIST || mediaType === OCI_INDEX) return index(mediaType, body)
  throw invalidParameter('ImageManifestMediaType', `'${mediaType}' is not supported`)
}

/** True for what a scanner can read: an image, and not an artifact that only has an image's form. */
export function isContainerImage(manifest: Manifest): boolean {
  const config = manifest.kind === 'image' ? manifest.config.mediaType : undefined
  return (
    config === 'application/vnd.oci.image.config.v1+json' ||
    config === 'application/vnd.docker.container.image.v1+json'
  )
}

function parseBody(bytes: Buffer): Body {
  try {
    const value: unknown = JSON.parse(bytes.toString())
    if (typeof value === 'object' && value !== null) return value as Body
  } catch {
    // answered below
  }
  throw invalidParameter('ImageManifest', 'Invalid JSON syntax')
}

function image(mediaType: string, body: Body): Manifest {
  const { config, layers } = body
  if (!isDescriptor(config) || !Array.isArray(layers) || !layers.every(isDescriptor)) {
    throw invalidParameter('ImageManifest', 'Invalid image manifest')
  }
  return { kind: 'image', mediaType, config, layers, ...artifact(body.artifactType ?? config.mediaType) }
}

function index(mediaType: string, body: Body): Manifest {
  const { manifests } = body
  if (!Array.isArray(manifests) || !manifests.every(isDescriptor)) {
    throw invalidParameter('ImageManifest', 'Invalid image index')
  }
  // BuildKit's cache in its old form: an index of layers.
  const strange = manifests.find((child) => !MANIFESTS.includes(child.mediaType ?? OCI_IMAGE))
  if (strange) throw invalidParameter('ImageManifest', `an index may not hold '${strange.mediaType}'`)
  return { kind: 'index', mediaType, manifests, ...artifact(body.artifactType) }
}

function artifact(artifactType: string | undefined) {
  return artifactType === undefined ? {} : { artifactType }
}

function isDescriptor(value: unknown): value is Descriptor {
  const { digest, size } = (value ?? {}) as Partial<Descriptor>
  return typeof digest === 'string' && typeof size === 'number'
}
