import { randomUUID } from 'node:crypto'
import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { DIGEST, requiredList, text } from './input.ts'
import { inRepository, type Operation } from './operation.ts'
import type { Repository } from './store.ts'

export const layerOperations: Readonly<Record<string, Operation>> = {
  BatchCheckLayerAvailability: inRepository(batchCheckLayerAvailability),
  GetDownloadUrlForLayer: inRepository(getDownloadUrlForLayer),
}

function batchCheckLayerAvailability(_world: World, repository: Repository, input: Input) {
  const digests = requiredList<string>(input, 'layerDigests', 100)
  const invalid = digests.filter((digest) => !DIGEST.test(digest))
  return {
    layers: digests.filter((digest) => DIGEST.test(digest)).map((digest) => availability(repository, digest)),
    failures: invalid.map((layerDigest) => ({
      layerDigest,
      failureCode: 'InvalidLayerDigest',
      failureReason: `Invalid layer digest '${layerDigest}'`,
    })),
  }
}

function availability(repository: Repository, layerDigest: string) {
  const layer = repository.layers.get(layerDigest)
  return layer
    ? { layerDigest, layerAvailability: 'AVAILABLE', layerSize: layer.length }
    : { layerDigest, layerAvailability: 'UNAVAILABLE' }
}

// The address needs no credentials, as a presigned one; it is as hard to guess.
function getDownloadUrlForLayer(world: World, repository: Repository, input: Input) {
  const layerDigest = text(input, 'layerDigest', DIGEST)
  const layer = repository.layers.get(layerDigest)
  if (!layer) {
    throw new AwsError(
      'LayersNotFoundException',
      `The layer with digest '${layerDigest}' does not exist in the repository with name '${repository.name}' in the registry with id '${world.settings.account}'`,
    )
  }
  const path = `/downloads/${randomUUID()}`
  world.downloads.set(path, layer)
  return { downloadUrl: `${world.origin.url}${path}`, layerDigest }
}
