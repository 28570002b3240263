import { type AwsError, type Codes, named } from '../protocol/error.ts'
import type { Answer } from '../protocol/http.ts'

const codes: Codes = {
  'missing-token': ['UNAUTHORIZED', 401],
  'incomplete-signature': ['DENIED', 400],
  'unknown-key': ['DENIED', 400],
  'expired-token': ['DENIED', 403],
  'bad-signature': ['DENIED', 400],
  'access-denied': ['DENIED', 403],
  throttled: ['TOOMANYREQUESTS', 429],
  failed: ['UNKNOWN', 500],
}

// What the API calls by an exception's name, the registry calls by a code of the distribution specification.
const exceptions: Readonly<Record<string, readonly [code: string, status: number]>> = {
  RepositoryNotFoundException: ['NAME_UNKNOWN', 404],
  ImageNotFoundException: ['MANIFEST_UNKNOWN', 404],
  LayersNotFoundException: ['MANIFEST_BLOB_UNKNOWN', 400],
  ReferencedImagesNotFoundException: ['MANIFEST_BLOB_UNKNOWN', 400],
  ImageTagAlreadyExistsException: ['TAG_INVALID', 400],
  ImageDigestDoesNotMatchException: ['MANIFEST_INVALID', 400],
  InvalidParameterException: ['MANIFEST_INVALID', 400],
  KmsException: ['DENIED', 403],
}

export function registryError(error: AwsError, url: string): Answer {
  const [code, status] = exceptions[error.code] ?? named(error, codes)
  return {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'docker-distribution-api-version': 'registry/2.0',
      ...(status === 401 ? { 'www-authenticate': `Basic realm="${url}/",service="ecr.amazonaws.com"` } : {}),
    },
    body: JSON.stringify({ errors: [{ code, message: error.message }] }),
  }
}
