import { type ECRClient, InitiateLayerUploadCommand } from '@aws-sdk/client-ecr'
import { ActionError } from '../errors.ts'
import { errorMessage } from '../lib/error-text.ts'
import { errorName, explain } from '../lib/explain.ts'
import type { Repository } from './repository.ts'
import type { RepositorySettings } from './settings.ts'

/**
 * Whether ECR can use the key of an encrypted repository. Only an upload tells, so one is begun, which leaves nothing
 * behind: ECR forgets uploads that never end.
 * @throws ActionError ENCRYPTION_KEY_UNUSABLE, or what the call failed with
 */
export async function checkKey(
  ecr: ECRClient,
  repository: Repository,
  { encryption }: RepositorySettings,
): Promise<void> {
  if (encryption.type === 'AES256') return
  const { account: registryId, name: repositoryName } = repository
  try {
    await ecr.send(new InitiateLayerUploadCommand({ registryId, repositoryName }))
  } catch (error) {
    throw errorName(error) === 'KmsException'
      ? keyUnusable(repositoryName, encryption.key, error)
      : explain(error, `an upload to the repository ${repositoryName}`)
  }
}

export function keyUnusable(name: string, key: string | undefined, cause: unknown): ActionError {
  const which = key === undefined ? 'the AWS managed key' : `the key ${key}`
  const kms =
    typeof cause === 'object' && cause !== null && 'kmsError' in cause && typeof cause.kmsError === 'string'
      ? ` (${cause.kmsError})`
      : ''
  return new ActionError(
    {
      code: 'ENCRYPTION_KEY_UNUSABLE',
      sentence: `ECR cannot use ${which} of the repository ${name}: ${errorMessage(cause)}${kms}`,
      hint: 'The key must be enabled, in the region of the repository, and its policy must let ECR and this role use it (kms:CreateGrant and kms:DescribeKey for a new repository).',
    },
    { cause },
  )
}
