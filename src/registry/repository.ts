import { DescribeRepositoriesCommand, type ECRClient } from '@aws-sdk/client-ecr'
import { ActionError } from '../errors.ts'
import { badAnswer, errorName, explain } from '../lib/explain.ts'
import { hostOf, type PrivateReference } from './reference.ts'
import { type RepositorySettings, settingsOf } from './settings.ts'

/** A repository as ECR describes it. */
export type Repository = Readonly<{
  name: string
  /** host/name, as docker takes it. */
  uri: string
  host: string
  account: string
  /** Missing for a repository that the push will make. */
  arn?: string | undefined
}>

/** `settings` is missing for a repository that the push will make. */
export type FoundRepository = Readonly<{ repository: Repository; settings: RepositorySettings | undefined }>

/**
 * Reads the repository before anything is built, so that a wrong name fails in seconds.
 * @returns undefined where there is none
 * @throws ActionError REPOSITORY_MISMATCH, or what the call failed with
 */
export async function describeRepository(
  ecr: ECRClient,
  wanted: PrivateReference,
  region: string,
): Promise<FoundRepository | undefined> {
  const subject = `the repository ${wanted.name} in ${region}`
  const command = new DescribeRepositoriesCommand({
    repositoryNames: [wanted.name],
    registryId: wanted.account,
  })
  const answer = await ecr.send(command).catch((error: unknown) => {
    if (errorName(error) === 'RepositoryNotFoundException') return undefined
    throw explain(error, subject)
  })
  if (answer === undefined) return undefined
  const found = answer.repositories?.[0]
  if (!found?.repositoryUri || !found.registryId)
    throw badAnswer(`ecr:DescribeRepositories for ${subject}`, 'without a repository')
  const told = found.repositoryUri.slice(0, -wanted.name.length - 1)
  const host = hostOf(wanted.host, told)
  if (host === undefined) throw mismatch(wanted.host ?? '', found.repositoryUri)
  const { registryId: account, repositoryArn: arn } = found
  const repository = { name: wanted.name, uri: `${host}/${wanted.name}`, host, account, arn }
  return { repository, settings: settingsOf(found) }
}

export function notFound({ name, account }: PrivateReference, region: string): ActionError {
  return new ActionError({
    code: 'REPOSITORY_NOT_FOUND',
    sentence: `There is no repository ${name} in ${region} of ${account ?? 'the account of these credentials'}.`,
    hint: `Check repository, registry-id and aws-region; or create it: \`create-repository: true\`, or aws ecr create-repository --repository-name ${name} --region ${region}`,
  })
}

export function mismatch(wanted: string, uri: string): ActionError {
  return new ActionError({
    code: 'REPOSITORY_MISMATCH',
    sentence: `The input repository names the host ${wanted}, but ECR says that the repository is ${uri}.`,
    hint: 'Give the name alone, or the URI that ECR gives.',
  })
}
