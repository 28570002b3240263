import type { Digest, StoredManifest } from '../registry/reference.ts'

const indexTypes: ReadonlySet<unknown> = new Set([
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
])

const configTypes: ReadonlySet<unknown> = new Set([
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.docker.container.image.v1+json',
])

/** One image that runs somewhere: what is scanned. */
export type PlatformImage = Readonly<{ digest: Digest; platform: string }>

/** What a manifest holds. */
export type Content =
  | Readonly<{ kind: 'image' }>
  | Readonly<{ kind: 'index'; images: readonly PlatformImage[]; indexes: readonly Digest[] }>
  | Readonly<{ kind: 'other'; what: string }>

type Json = Readonly<Record<string, unknown>>

/** Reads a manifest; of an index it leaves out what no machine runs: attestations, signatures and other artifacts. */
export function readContent(manifest: Pick<StoredManifest, 'mediaType' | 'text'>): Content {
  const parsed = parse(manifest.text)
  if (parsed === undefined) return { kind: 'other', what: 'text that is not JSON' }
  if (Array.isArray(parsed.manifests)) return indexOf(parsed.manifests.map(object))
  const config = object(parsed.config).mediaType
  if (configTypes.has(config) && parsed.artifactType === undefined) return { kind: 'image' }
  return {
    kind: 'other',
    what: `an artifact of type ${String(parsed.artifactType ?? config ?? manifest.mediaType)}`,
  }
}

function indexOf(descriptors: readonly Json[]): Content {
  const runnable = descriptors
    .filter((one) => !isAttachment(one))
    .map((one) => ({ ...one, digest: String(one.digest) }))
  const isIndex = (one: Json) => indexTypes.has(one.mediaType)
  return {
    kind: 'index',
    images: runnable
      .filter((one) => !isIndex(one))
      .map((one) => ({ digest: one.digest, platform: platformOf(one) })),
    indexes: runnable.filter(isIndex).map((one) => one.digest),
  }
}

function isAttachment(descriptor: Json): boolean {
  const platform = object(descriptor.platform)
  return (
    platform.os === 'unknown' ||
    descriptor.artifactType !== undefined ||
    object(descriptor.annotations)['vnd.docker.reference.type'] !== undefined
  )
}

function platformOf(descriptor: Json): string {
  const { os, architecture, variant } = object(descriptor.platform)
  const parts = [os, architecture, variant].filter((part) => typeof part === 'string' && part !== '')
  return parts.join('/') || 'unnamed platform'
}

function parse(text: string): Json | undefined {
  try {
    return object(JSON.parse(text))
  } catch {
    return undefined
  }
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}
