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
  return configLabels(ecr, repository, manifest, signal).catch((error: unknown) => {
    signal.throwIfAborted()
    throw explain(error, `the configuration of ${repository.name}@${manifest.digest}`)
  })
}

async function configLabels(
  ecr: ECRClient,
  { account: registryId, name: repositoryName }: Repository,
  { text, digest }: StoredManifest,
  signal: AbortSignal,
): Promise<Labels> {
  const layerDigest = String(object(object(JSON.parse(text)).config).digest)
  const about = `ecr:GetDownloadUrlForLayer for ${repositoryName}@${digest}`
  const { downloadUrl } = await ecr.send(
    new GetDownloadUrlForLayerCommand({ registryId, repositoryName, layerDigest }),
  )
  if (!downloadUrl) throw badAnswer(about, 'without an address')
  const config = object(JSON.parse(await download(downloadUrl, signal)))
  const found = Object.entries(object(object(config.config).Labels))
  return Object.fromEntries(found.map(([key, value]) => [key, String(value)]))
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}
