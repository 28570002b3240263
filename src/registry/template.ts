import { notice } from '@actions/core'
import {
  DescribeRepositoryCreationTemplatesCommand,
  type ECRClient,
  type RepositoryCreationTemplate,
} from '@aws-sdk/client-ecr'
import { errorName, explain } from '../lib/explain.ts'

const mostPages = 20

/**
 * Looks for a creation template by which a push makes the repository. Templates work in the account of the credentials
 * only. Being denied the look is a notice: then a repository that is not there is missing.
 * @returns the account whose template applies
 */
export async function templateAccount(ecr: ECRClient, name: string): Promise<string | undefined> {
  let nextToken: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const command = new DescribeRepositoryCreationTemplatesCommand({ maxResults: 100, nextToken })
    const answer = await ecr.send(command).catch((error: unknown) => {
      const { message } = explain(error, `a template for the repository ${name}`)
      if (!/^AccessDenied/.test(errorName(error)))
        throw explain(error, `a template for the repository ${name}`)
      notice(`Whether a creation template makes the repository ${name} on push is not known. ${message}`)
      return undefined
    })
    if (answer === undefined) return undefined
    if (answer.repositoryCreationTemplates?.some((template) => applies(template, name)))
      return answer.registryId
    nextToken = answer.nextToken
    if (nextToken === undefined) return undefined
  }
  return undefined
}

/** A prefix stands for whole path parts; ROOT is the template of everything else. */
function applies({ prefix = '', appliedFor = [] }: RepositoryCreationTemplate, name: string): boolean {
  if (!appliedFor.includes('CREATE_ON_PUSH')) return false
  return prefix === 'ROOT' || name.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`)
}
