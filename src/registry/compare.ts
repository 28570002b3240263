import { warning } from '@actions/core'
import {
  type ECRClient,
  GetLifecyclePolicyCommand,
  GetRepositoryPolicyCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-ecr'
import { ActionError } from '../errors.ts'
import { errorName } from '../lib/explain.ts'
import type { FoundRepository } from './repository.ts'
import { differences, type Extras, type WantedSettings } from './settings.ts'

/** A repository that exists is left as it is: where it is not what the inputs say, one warning lists it all. */
export async function warnOfDifferences(
  ecr: ECRClient,
  { repository, settings }: FoundRepository,
  wanted: WantedSettings,
): Promise<void> {
  if (settings === undefined) return
  const about = { registryId: repository.account, repositoryName: repository.name }
  const unread: string[] = []
  const read = <T>(what: string, isAsked: boolean, call: () => Promise<T>): Promise<T | undefined> =>
    isAsked ? call().catch((error: unknown) => missing(error, what, unread)) : Promise.resolve(undefined)
  const tags = await read('resource tags', Object.keys(wanted.tags).length > 0, () =>
    ecr.send(new ListTagsForResourceCommand({ resourceArn: settings.arn })),
  )
  const policy = await read('repository policy', wanted.policy !== undefined, () =>
    ecr.send(new GetRepositoryPolicyCommand(about)),
  )
  const lifecycle = await read('lifecycle policy', wanted.lifecyclePolicy !== undefined, () =>
    ecr.send(new GetLifecyclePolicyCommand(about)),
  )
  const extras: Extras = {
    tags: tags && Object.fromEntries((tags.tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
    policy: policy?.policyText,
    lifecyclePolicy: lifecycle?.lifecyclePolicyText,
  }
  const known = differences(settings, extras, withoutUnread(wanted, unread))
  const found = [...known, ...unread.map((what) => `its ${what} could not be read`)]
  if (found.length === 0) return
  warning(
    `The repository ${repository.name} exists and was left as it is, though the inputs say otherwise: ${found.join('; ')}.`,
  )
}

function withoutUnread(wanted: WantedSettings, unread: readonly string[]): WantedSettings {
  return {
    ...wanted,
    policy: unread.includes('repository policy') ? undefined : wanted.policy,
    lifecyclePolicy: unread.includes('lifecycle policy') ? undefined : wanted.lifecyclePolicy,
  }
}

/** That there is none is an answer; that it cannot be read is said in the warning, and fails nothing. */
function missing(error: unknown, what: string, unread: string[]): undefined {
  if (error instanceof ActionError) throw error
  if (!/PolicyNotFoundException$/.test(errorName(error))) unread.push(what)
  return undefined
}
