import { randomUUID } from 'node:crypto'
import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { digestOf } from './digest.ts'
import { checkEncryption } from './encryption.ts'
import { DIGEST, invalidParameter, requiredList, text } from './input.ts'
import { inRepository, type Operation } from './operation.ts'
import type { Repository } from './store.ts'

const PART_BYTES = 10 * 1024 * 1024
const SMALLEST_LAYER = 5 * 1024 * 1024

export const uploadOperations: Readonly<Record<string, Operation>> = {
  InitiateLayerUpload: inRepository(initiateLayerUpload),
  UploadLayerPart: inRepository(uploadLayerPart),
  CompleteLayerUpload: inRepository(completeLayerUpload),
}

function initiateLayerUpload(_world: World, repository: Repository) {
  checkEncryption(repository)
  const uploadId = randomUUID()
  repository.uploads.set(uploadId, [])
  return { uploadId, partSize: PART_BYTES }
}

function uploadLayerPart(world: World, repository: Repository, input: Input) {
  checkEncryption(repository)
  const { uploadId, chunks } = upload(world, repository, input)
  const part = Buffer.from(text(input, 'layerPartBlob'), 'base64')
  const received = size(chunks)
  const { partFirstByte, partLastByte } = input
  if (partFirstByte !== received || partLastByte !== received + part.length - 1) {
    throw invalidPart(world, repository, uploadId, received)
  }
  chunks.push(part)
  return { ...identity(world, repository), uploadId, lastByteReceived: partLastByte }
}

function completeLayerUpload(world: World, repository: Repository, input: Input) {
  checkEncryption(repository)
  const { uploadId, chunks } = upload(world, repository, input)
  const wanted = requiredList<string>(input, 'layerDigests', 100)
  if (!wanted.every((digest) => DIGEST.test(digest)))
    throw invalidParameter('layerDigests', `must be digests`)
  const parts = chunks.slice(0, -1)
  if (chunks.length === 0) throw new AwsError('EmptyUploadException', `Layer upload '${uploadId}' is empty`)
  if (parts.some((part) => part.length < SMALLEST_LAYER)) {
    throw new AwsError('LayerPartTooSmallException', 'Layer parts must be at least 5 MiB in size.')
  }
  const layerDigest = checkedDigest(repository, Buffer.concat(chunks), wanted)
  repository.layers.set(layerDigest, Buffer.concat(chunks))
  repository.uploads.delete(uploadId)
  return { ...identity(world, repository), uploadId, layerDigest }
}

function checkedDigest(repository: Repository, layer: Buffer, wanted: readonly string[]): string {
  const digest = digestOf(layer)
  if (!wanted.includes(digest)) {
    throw new AwsError('InvalidLayerException', `The layer digest '${digest}' is not the one that was given`)
  }
  if (!repository.layers.has(digest)) return digest
  throw new AwsError(
    'LayerAlreadyExistsException',
    `The layer with digest '${digest}' already exists in the repository with name '${repository.name}'`,
  )
}

function upload(world: World, repository: Repository, input: Input) {
  const uploadId = text(input, 'uploadId')
  const chunks = repository.uploads.get(uploadId)
  if (chunks) return { uploadId, chunks }
  throw new AwsError(
    'UploadNotFoundException',
    `Unable to find the upload '${uploadId}' in the repository with name '${repository.name}' in the registry with id '${world.settings.account}'`,
  )
}

function invalidPart(world: World, repository: Repository, uploadId: string, received: number): AwsError {
  return new AwsError('InvalidLayerPartException', 'The layer part is not the next one of the upload', 400, {
    ...identity(world, repository),
    uploadId,
    lastValidByteReceived: received - 1,
  })
}

function identity(world: World, repository: Repository) {
  return { registryId: world.settings.account, repositoryName: repository.name }
}

function size(chunks: readonly Buffer[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.length, 0)
}
