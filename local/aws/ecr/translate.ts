import { digestOf } from './digest.ts'
import { DOCKER_IMAGE, OCI_IMAGE } from './manifest.ts'
import type { Image, ImageId } from './store.ts'

const PAIRS: readonly (readonly [docker: string, oci: string])[] = [
  [DOCKER_IMAGE, OCI_IMAGE],
  ['application/vnd.docker.container.image.v1+json', 'application/vnd.oci.image.config.v1+json'],
  ['application/vnd.docker.image.rootfs.diff.tar.gzip', 'application/vnd.oci.image.layer.v1.tar+gzip'],
]

/**
 * An image asked for by tag comes in the caller's format where that is not the stored one, and so with another
 * digest: a caller that forgets to accept a media type gets what it did not push. By digest nothing is translated.
 */
export function translated(image: Image, id: ImageId, accepted: readonly string[] | undefined): Image {
  if (!accepted || accepted.includes(image.mediaType) || id.imageDigest !== undefined) return image
  const target = counterpart(image.mediaType)
  if (target === undefined || !accepted.includes(target)) return image
  const manifest = Buffer.from(renamed(image.manifest.toString(), target))
  return { ...image, manifest, mediaType: target, digest: digestOf(manifest) }
}

function renamed(manifest: string, mediaType: string): string {
  const value: unknown = JSON.parse(manifest, (key, child: unknown) =>
    key === 'mediaType' && typeof child === 'string' ? (counterpart(child) ?? child) : child,
  )
  return JSON.stringify({ ...(value as object), mediaType })
}

function counterpart(mediaType: string): string | undefined {
  const pair = PAIRS.find((types) => types.includes(mediaType))
  return pair?.find((type) => type !== mediaType)
}
