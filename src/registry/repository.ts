import { DescribeRepositoriesCommand, type ECRClient } from '@aws-sdk/client-ecr'
import { ActionError } from '../errors.ts'
import { badAnswer, errorName, explain } from '../lib/explain.ts'
import type { RepositoryReference } from './reference.ts'

/** A repository as ECR describes it. */
export type Repository = Readonly<{
  name: string
  /** host/name, as docker takes it. */
  uri: string
  host: string
  account: string
}>

/**
 * Reads the repository before anything is built, so that a wrong name fails in seconds.
 * @throws ActionError REPOSITORY_NOT_FOUND, REPOSITORY_MISMATCH, or what the call failed with
 */
export async function describeRepository(
  ecr: ECRClient,
  wanted: RepositoryReference,
  region: string,
): Promise<Repository> {
  const subject = `the repository ${wanted.name} in ${region}`
  const command = new DescribeRepositoriesCommand({
    repositoryNames: [wanted.name],
    registryId: wanted.account,
  })
  const answer = await ecr.send(command).catch((error: unknown) => {
    throw errorName(error) === 'RepositoryNotFoundException'
      ? notFound(wanted, region, error)
      : explain(error, subject)
  })
  const found = answer.repositories?.[0]
  if (!found?.repositoryUri || !found.registryId)
    throw badAnswer(`ecr:DescribeRepositories for ${subject}`, 'without a repository')
  const host = found.repositoryUri.slice(0, -wanted.name.length - 1)
  if (wanted.host !== undefined && wanted.host !== host) throw mismatch(wanted, found.repositoryUri)
  return { name: wanted.name, uri: found.repositoryUri, host, account: found.registryId }
}

function notFound({ name, account }: RepositoryReference, region: string, cause: unknown): ActionError {
  return new ActionError(
    {
      code: 'REPOSITORY_NOT_FOUND',
      sentence: `There is no repository ${name} in ${region} of ${account ?? 'the account of these credentials'}.`,
      hint: `Check repository, aws-region and the account, or create it: aws ecr create-repository --repository-name ${name} --region ${region}`,
    },
    { cause },
  )
}

function mismatch(wanted: RepositoryReference, uri: string): ActionError {
  return new ActionError({
    code: 'REPOSITORY_MISMATCH',
    sentence: `The input repository names the host ${wanted.host}, but ECR says that the repository is ${uri}.`,
    hint: 'Give the name alone, or the URI that ECR gives.',
  })
}
