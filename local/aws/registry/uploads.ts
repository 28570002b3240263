import { randomUUID } from 'node:crypto'
import { digestOf } from '../ecr/digest.ts'
import { checkEncryption } from '../ecr/encryption.ts'
import { DIGEST } from '../ecr/input.ts'
import type { Repository } from '../ecr/store.ts'
import { AwsError } from '../protocol/error.ts'
import { type Answer, header, type Request } from '../protocol/http.ts'

/** Begins an upload, or takes a whole blob at once. A mount is answered like a plain start: ECR does not mount by default. */
export function startUpload(repository: Repository, request: Request): Answer {
  checkEncryption(repository)
  const id = randomUUID()
  repository.uploads.set(id, [])
  const digest = new URLSearchParams(request.query).get('digest')
  return digest === null ? progress(repository, id, 202) : finishUpload(repository, id, request)
}

export function appendUpload(repository: Repository, id: string, request: Request): Answer {
  checkEncryption(repository)
  const chunks = upload(repository, id)
  const start = /^(?:bytes )?(\d+)-\d+/.exec(header(request, 'content-range') ?? '')?.[1]
  if (start !== undefined && Number(start) !== size(chunks)) {
    throw new AwsError('BLOB_UPLOAD_INVALID', `The chunk must begin at ${size(chunks)}, not ${start}.`, 416)
  }
  if (request.body.length > 0) chunks.push(request.body)
  return progress(repository, id, 202)
}

export function finishUpload(repository: Repository, id: string, request: Request): Answer {
  checkEncryption(repository)
  const chunks = upload(repository, id)
  const digest = new URLSearchParams(request.query).get('digest') ?? ''
  if (!DIGEST.test(digest)) throw new AwsError('DIGEST_INVALID', `The digest '${digest}' is not valid.`)
  const blob = Buffer.concat([...chunks, request.body])
  repository.uploads.delete(id)
  if (digestOf(blob) !== digest) {
    throw new AwsError('DIGEST_INVALID', `The uploaded bytes do not have the digest '${digest}'.`)
  }
  repository.layers.set(digest, blob)
  return {
    status: 201,
    headers: { location: `/v2/${repository.name}/blobs/${digest}`, 'docker-content-digest': digest },
  }
}

export function uploadProgress(repository: Repository, id: string): Answer {
  return progress(repository, id, 204)
}

export function cancelUpload(repository: Repository, id: string): Answer {
  upload(repository, id)
  repository.uploads.delete(id)
  return { status: 204 }
}

function progress(repository: Repository, id: string, status: number): Answer {
  const received = size(upload(repository, id))
  return {
    status,
    headers: {
      location: `/v2/${repository.name}/blobs/uploads/${id}`,
      range: `0-${Math.max(0, received - 1)}`,
      'docker-upload-uuid': id,
    },
  }
}

function upload(repository: Repository, id: string): Buffer[] {
  const chunks = repository.uploads.get(id)
  if (chunks) return chunks
  throw new AwsError('BLOB_UPLOAD_UNKNOWN', `The upload '${id}' does not exist.`, 404)
}

function size(chunks: readonly Buffer[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.length, 0)
}
