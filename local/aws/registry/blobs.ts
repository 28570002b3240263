import { DIGEST } from '../ecr/input.ts'
import type { Repository } from '../ecr/store.ts'
import { AwsError } from '../protocol/error.ts'
import type { Answer } from '../protocol/http.ts'

export function getBlob(repository: Repository, digest: string): Answer {
  if (!DIGEST.test(digest)) throw new AwsError('DIGEST_INVALID', `The digest '${digest}' is not valid.`)
  const blob = repository.layers.get(digest)
  if (!blob) throw new AwsError('BLOB_UNKNOWN', `The layer with digest '${digest}' does not exist.`, 404)
  return {
    status: 200,
    headers: {
      'content-type': 'application/octet-stream',
      'docker-content-digest': digest,
      etag: `"${digest}"`,
    },
    body: blob,
  }
}
