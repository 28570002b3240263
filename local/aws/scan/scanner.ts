import type { Descriptor, Manifest } from '../ecr/manifest.ts'
import { installedPackages } from './dpkg.ts'
import { type Files, readLayers, UnreadableLayer } from './layers.ts'
import { type Finding, findVulnerabilities, knowsDistro } from './match.ts'
import { parseOsRelease } from './os-release.ts'

export type ScanResult =
  | Readonly<{ status: 'COMPLETE'; description: string; findings: readonly Finding[] }>
  | Readonly<{ status: 'FAILED'; description: string }>

/** Scans an image by what is in its layers. Never throws: what cannot be read is a failed scan. */
export async function scanImage(
  manifest: Manifest,
  layerOf: (digest: string) => Buffer | undefined,
): Promise<ScanResult> {
  try {
    const layers = manifest.kind === 'image' ? manifest.layers.filter(isFileSystem) : []
    return judge(await readLayers(layers.flatMap((layer) => layerOf(layer.digest) ?? [])))
  } catch (error) {
    const reason =
      error instanceof UnreadableLayer ? error.message : 'A layer of the image could not be read.'
    return { status: 'FAILED', description: `UnsupportedImageError: ${reason}` }
  }
}

function judge(files: Files): ScanResult {
  const os = parseOsRelease(files.get('etc/os-release') ?? files.get('usr/lib/os-release') ?? '')
  if (!os) return unsupported('The operating system and/or package manager are not supported.')
  const distro = `${os.id}:${os.version}`
  if (!knowsDistro(distro)) {
    return unsupported(`The operating system '${os.id}' version '${os.version}' is not supported.`)
  }
  const databases = [...files].filter(([path]) => path.startsWith('var/lib/dpkg/')).map(([, text]) => text)
  return {
    status: 'COMPLETE',
    description: 'The scan was completed successfully.',
    findings: findVulnerabilities(distro, databases.flatMap(installedPackages)),
  }
}

function unsupported(reason: string): ScanResult {
  return { status: 'FAILED', description: `UnsupportedImageError: ${reason}` }
}

// Attestations are images in form only: their layers hold JSON.
function isFileSystem(layer: Descriptor): boolean {
  return /[.+]tar\b|diff\.tar/.test(layer.mediaType ?? '')
}
