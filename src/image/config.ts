import { type ECRClient, GetDownloadUrlForLayerCommand } from '@aws-sdk/client-ecr'
import { download } from '../lib/download.ts'
import { badAnswer, explain } from '../lib/explain.ts'
import { readManifests } from '../lib/images.ts'
import type { StoredManifest } from '../registry/reference.ts'
import type { Repository } from '../registry/repository.ts'
import type { Labels } from './labels.ts'
import { readContent } from './manifest.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * Reads the labels of an image, or of the first platform of an index, from its configuration blob.
 * @throws ActionError what a call failed with
 */
export async function readLabels(
  ecr: ECRClient,
  repository: Repository,
  image: StoredManifest,
  signal: AbortSignal,
): Promise<Labels> {
  const content = readContent(image)
  const [first] = content.kind === 'index' ? content.images : []
  const [manifest] = first
    ? await readManifests(ecr, repository, [{ imageDigest: first.digest }])
    : [content.kind === 'image' ? image : undefined]
  if (manifest === undefined) return {}
  const { config } = await readConfig(ecr, repository, manifest, signal)
  const found = Object.entries(object(object(config).Labels))
  return Object.fromEntries(found.map(([key, value]) => [key, String(value)]))
}

/**
 * Reads what one image is for, such as linux/arm64, from its configuration blob.
 * @returns undefined where it does not tell
 * @throws ActionError what a call failed with
 */
export async function readPlatform(
  ecr: ECRClient,
  repository: Repository,
  image: StoredManifest,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { os, architecture, variant } = await readConfig(ecr, repository, image, signal)
  const parts = [os, architecture, variant].filter((part) => typeof part === 'string' && part !== '')
  return parts.length < 2 ? undefined : parts.join('/').toLowerCase()
}

async function readConfig(
  ecr: ECRClient,
  { account: registryId, name: repositoryName }: Repository,
  { text, digest }: StoredManifest,
  signal: AbortSignal,
): Promise<Json> {
  const subject = `the configuration of ${repositoryName}@${digest}`
  try {
    const layerDigest = String(object(object(JSON.parse(text)).config).digest)
    const { downloadUrl } = await ecr.send(
      new GetDownloadUrlForLayerCommand({ registryId, repositoryName, layerDigest }),
    )
    if (!downloadUrl)
      throw badAnswer(`ecr:GetDownloadUrlForLayer for ${repositoryName}@${digest}`, 'without an address')
    return object(JSON.parse(await download(downloadUrl, signal)))
  } catch (error) {
    signal.throwIfAborted()
    throw explain(error, subject)
  }
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}
