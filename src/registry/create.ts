import {
  CreateRepositoryCommand,
  type ECRClient,
  PutLifecyclePolicyCommand,
  SetRepositoryPolicyCommand,
} from '@aws-sdk/client-ecr'
import { ActionError } from '../errors.ts'
import { errorMessage } from '../lib/error-text.ts'
import { errorName, explain } from '../lib/explain.ts'
import { say } from '../lib/log.ts'
import { keyUnusable } from './key.ts'
import type { PrivateReference } from './reference.ts'
import type { WantedSettings } from './settings.ts'

/**
 * Makes the repository with everything that the inputs say of it. One that another run made meanwhile is left as it is.
 * @throws ActionError ENCRYPTION_KEY_UNUSABLE, REPOSITORY_SETTINGS_REFUSED, or what the call failed with
 */
export async function createRepository(
  ecr: ECRClient,
  { name, account }: PrivateReference,
  wanted: WantedSettings,
): Promise<void> {
  const about = { registryId: account, repositoryName: name }
  const isOurs = await create(ecr, about, wanted)
  if (!isOurs) return say(`The repository ${name} was made by somebody else at the same time.`)
  say(`Created the repository ${name}.`)
  const { policy, lifecyclePolicy } = wanted
  if (policy !== undefined) {
    await setPolicy(name, 'repository policy', () =>
      ecr.send(new SetRepositoryPolicyCommand({ ...about, policyText: policy })),
    )
  }
  if (lifecyclePolicy !== undefined) {
    await setPolicy(name, 'lifecycle policy', () =>
      ecr.send(new PutLifecyclePolicyCommand({ ...about, lifecyclePolicyText: lifecyclePolicy })),
    )
  }
}

type About = Readonly<{ registryId: string | undefined; repositoryName: string }>

/** @returns whether this call made it */
async function create(ecr: ECRClient, about: About, wanted: WantedSettings): Promise<boolean> {
  const { mutability, encryption } = wanted
  const tags = Object.entries(wanted.tags).map(([Key, Value]) => ({ Key, Value }))
  const command = new CreateRepositoryCommand({
    ...about,
    imageScanningConfiguration: { scanOnPush: wanted.scanOnPush },
    ...(mutability && { imageTagMutability: mutability.kind }),
    ...(mutability?.exclusions.length && {
      imageTagMutabilityExclusionFilters: mutability.exclusions.map((filter) => ({
        filterType: 'WILDCARD' as const,
        filter,
      })),
    }),
    ...(encryption && {
      encryptionConfiguration: { encryptionType: encryption.type, kmsKey: encryption.key },
    }),
    ...(tags.length > 0 && { tags }),
  })
  try {
    await ecr.send(command)
    return true
  } catch (error) {
    if (errorName(error) === 'RepositoryAlreadyExistsException') return false
    if (errorName(error) === 'KmsException') throw keyUnusable(about.repositoryName, encryption?.key, error)
    throw refusedSettings.has(errorName(error))
      ? settingsRefused(`ECR refused to create the repository ${about.repositoryName}`, creationHint, error)
      : explain(error, `the new repository ${about.repositoryName}`)
  }
}

const refusedSettings: ReadonlySet<string> = new Set([
  'InvalidParameterException',
  'InvalidTagParameterException',
  'TooManyTagsException',
  'LimitExceededException',
  'ValidationException',
])

/** The repository is there by now, which a later run takes as it is: the reader has to know both. */
async function setPolicy(name: string, what: string, set: () => Promise<unknown>): Promise<void> {
  try {
    await set()
    say(`Set its ${what}.`)
  } catch (error) {
    const created = `The repository ${name} was created, but its ${what} could not be set`
    if (refusedSettings.has(errorName(error))) throw settingsRefused(created, existsHint, error)
    const { code, message, hint } = explain(error, `the ${what} of ${name}`)
    throw new ActionError(
      { code, sentence: `${created}: ${message}`, hint: `${hint} ${existsHint}` },
      { cause: error },
    )
  }
}

const creationHint = 'Correct the inputs repository-… that ECR names; nothing was created.'
const existsHint =
  'Settings of a repository that exists are left alone: delete it while it is empty and run the job again, or set the policy by hand.'

function settingsRefused(what: string, hint: string, cause: unknown): ActionError {
  return new ActionError(
    {
      code: 'REPOSITORY_SETTINGS_REFUSED',
      sentence: `${what}: ${errorName(cause)}: ${errorMessage(cause)}`,
      hint,
    },
    { cause },
  )
}
