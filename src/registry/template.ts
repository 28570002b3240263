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
  const found: RepositoryCreationTemplate[] = []
  let nextToken: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const answer = await read(ecr, name, nextToken)
    if (answer === undefined) return undefined
    found.push(...(answer.repositoryCreationTemplates ?? []).filter(({ prefix }) => covers(prefix, name)))
    nextToken = answer.nextToken
    // The most specific template is the one that ECR uses, and no other.
    if (nextToken === undefined) {
      const [first] = found.toSorted((one, other) => rank(other) - rank(one))
      return first?.appliedFor?.includes('CREATE_ON_PUSH') ? answer.registryId : undefined
    }
  }
  return undefined
}

async function read(ecr: ECRClient, name: string, nextToken: string | undefined) {
  const command = new DescribeRepositoryCreationTemplatesCommand({ maxResults: 100, nextToken })
  try {
    return await ecr.send(command)
  } catch (error) {
    const explained = explain(error, `a template for the repository ${name}`)
    if (!/^AccessDenied/.test(errorName(error))) throw explained
    notice(
      `Whether a creation template makes the repository ${name} on push is not known. ${explained.message}`,
    )
    return undefined
  }
}

/** A prefix stands for whole path parts; ROOT is the template of everything else. */
function covers(prefix = '', name: string): boolean {
  return prefix === 'ROOT' || name.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`)
}

function rank({ prefix = '' }: RepositoryCreationTemplate): number {
  return prefix === 'ROOT' ? 0 : prefix.length
}
