import type { Descriptor, Manifest } from '../ecr/manifest.ts'
import { basicFindings } from './basic.ts'
import { distributionOf } from './distribution.ts'
import { enhancedFinding } from './enhanced.ts'
import type { EnhancedFinding, Finding } from './finding.ts'
import { type Files, readLayers, UnreadableLayer } from './layers.ts'
import { findVulnerabilities, knowsDistro } from './match.ts'
import { type OperatingSystem, parseOsRelease } from './os-release.ts'

/** What is in an image, in the shapes of both kinds of scanning. */
export type ScanResult =
  | Readonly<{
      status: 'COMPLETE'
      description: string
      findings: readonly Finding[]
      enhanced: readonly EnhancedFinding[]
    }>
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
  const distribution = distributionOf(os)
  if (!knowsDistro(distribution.name)) {
    return unsupported(`The operating system '${os.id}' version '${spelled(os)}' is not supported.`)
  }
  const matches = findVulnerabilities(distribution, distribution.packages(files))
  return {
    status: 'COMPLETE',
    description: 'The scan was completed successfully.',
    findings: matches.flatMap(basicFindings),
    enhanced: matches.map(enhancedFinding),
  }
}

// ECR says it as Alpine's download addresses do: v3.11.
function spelled({ id, version }: OperatingSystem): string {
  return id === 'alpine' ? version.replace(/^(\d+\.\d+).*$/, 'v$1') : version
}

function unsupported(reason: string): ScanResult {
  return { status: 'FAILED', description: `UnsupportedImageError: ${reason}` }
}

// Attestations are images in form only: their layers hold JSON.
function isFileSystem(layer: Descriptor): boolean {
  return /[.+]tar\b|diff\.tar/.test(layer.mediaType ?? '')
}
