import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Digest } from '../registry/reference.ts'

export function metadataFile(privateFolder: string): string {
  return join(privateFolder, 'metadata.json')
}

/** What an earlier try wrote must not be taken for the next one's. */
export function forgetMetadata(privateFolder: string): void {
  rmSync(metadataFile(privateFolder), { force: true })
}

/** The digest of what the last build pushed, or why it cannot be told. */
export function digestInMetadata(
  privateFolder: string,
): Readonly<{ digest: Digest | undefined; reason?: string }> {
  let metadata: unknown
  try {
    metadata = JSON.parse(readFileSync(metadataFile(privateFolder), 'utf8'))
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error
    const reason = `the metadata file of buildx ${isMissing ? 'is missing' : 'is not JSON'}`
    return { digest: undefined, reason }
  }
  const members = typeof metadata === 'object' && metadata !== null ? Object.entries(metadata) : []
  const digest: unknown = new Map(members).get('containerimage.digest')
  if (typeof digest === 'string' && /^sha256:[0-9a-f]{64}$/.test(digest)) return { digest }
  return { digest: undefined, reason: 'the metadata file of buildx holds no containerimage.digest' }
}
