import { type ECRClient, GetRepositoryPolicyCommand } from '@aws-sdk/client-ecr'
import { errorName } from '../lib/explain.ts'
import type { Repository } from './repository.ts'

/**
 * Whether the policy of a repository lets another account pull, as far as it can be read. Conditions, and principals that
 * are services or organizations, make it unknown.
 */
export async function mayPull(
  ecr: ECRClient,
  { name, account: registryId }: Repository,
  account: string,
): Promise<'yes' | 'no' | 'unknown'> {
  try {
    const { policyText } = await ecr.send(
      new GetRepositoryPolicyCommand({ registryId, repositoryName: name }),
    )
    return pullsOf(policyText ?? '', account)
  } catch (error) {
    // Without a policy only the repository's own account pulls.
    return errorName(error) === 'RepositoryPolicyNotFoundException' ? 'no' : 'unknown'
  }
}

type Statement = Readonly<Record<string, unknown>>

const pulling = /^(\*|ecr:(\*|Batch\*|BatchGet\*|BatchGetImage))$/i

function pulls({ Action }: Statement): boolean {
  return listOf(Action).some((one) => pulling.test(String(one)))
}

/** Wildcards in other places, and NotAction, may take pulling in: nobody is refused for what is not understood. */
function mayBePulling({ Action, NotAction }: Statement): boolean {
  const [start, wild] = ['ecr:batchgetimage', /[*?]/]
  const fits = (one: string) => wild.test(one) && start.startsWith(one.split(wild)[0] ?? '')
  return NotAction !== undefined || listOf(Action).some((one) => fits(String(one).toLowerCase()))
}

function pullsOf(policy: string, account: string): 'yes' | 'no' | 'unknown' {
  let statements: unknown
  try {
    const { Statement }: Record<string, unknown> = JSON.parse(policy)
    statements = Statement
  } catch {
    return 'unknown'
  }
  const allowing = listOf(statements)
    .map((one) => (typeof one === 'object' && one !== null ? (one as Statement) : {}))
    .filter((one) => one.Effect === 'Allow' && (pulls(one) || mayBePulling(one)))
  if (allowing.length === 0) return 'no'
  const principals = allowing.map(({ Principal }) => JSON.stringify(Principal ?? ''))
  const isNamed = allowing.some(
    (one, index) => one.Condition === undefined && pulls(one) && principals[index]?.includes(account),
  )
  if (isNamed) return 'yes'
  const isOpen = allowing.some(
    (one, index) =>
      !pulls(one) || one.Condition !== undefined || /"\*"|Service|NotPrincipal/.test(principals[index] ?? ''),
  )
  return isOpen || allowing.some(({ Principal }) => Principal === undefined) ? 'unknown' : 'no'
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value]
}
