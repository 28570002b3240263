import { warning } from '@actions/core'
import type { ECSClient } from '@aws-sdk/client-ecs'
import { latestOf } from './deploy/base.ts'
import { markOf } from './deploy/mark.ts'
import type { DeployOrder } from './deploy/order.ts'
import { isInFlight, type Prepared } from './deploy/prepare.ts'
import { revisionOf } from './deploy/rollout.ts'
import type { Registry } from './entrance.ts'
import { say } from './lib/log.ts'
import { mayPull } from './registry/pull-access.ts'

// What is said of a deploy before the build: it is possible, and yet should be looked at.

export async function foretell(ecs: ECSClient, order: DeployOrder, one: Prepared): Promise<void> {
  const { service, state, base } = one
  const names = order.edits.containers.map(({ name }) => name ?? order.containerName ?? 'the only container')
  say(`${service} runs ${revisionOf(one.running)}; edited in ${base.name}: ${names.join(', ')}`)
  if (state.desiredCount === 0 && !order.desiredCount)
    warning(`The service ${service} wants 0 tasks: a deployment starts none, and its success proves nothing.`)
  if (isInFlight(state) && order.onInFlight === 'replace')
    warning(
      `A deployment of the service ${service} is under way (${state.primary?.id}); this run's takes its place.`,
    )
  if (!state.shape.isWatched)
    say(`${service} has no deployment circuit breaker: ECS itself does not give up on a bad release.`)
  if (order.source.kind === 'running') await warnOfDrift(ecs, order, one)
}

/** Somebody registered a revision and did not deploy it: what is in it would not ship with what runs as the base. */
async function warnOfDrift(
  ecs: ECSClient,
  { mark }: DeployOrder,
  { service, running, base }: Prepared,
): Promise<void> {
  const [latest] = await latestOf(ecs, base.definition).catch(() => [])
  if (latest === undefined || numberOf(latest.arn) <= numberOf(running)) return
  // A release of this repository that was rolled back, or another service's: nobody's change is lost.
  if (mark !== undefined && markOf(latest.definition)?.repository === mark.repository) return
  warning(
    `The newest revision is ${revisionOf(latest.arn)}, and the service ${service} runs ${revisionOf(running)}, which is the base of this release: what only the newest one says does not ship. Give task-definition to start from it.`,
  )
}

function numberOf(arn: string): number {
  return Number(arn.slice(arn.lastIndexOf(':') + 1))
}

/** Only what can be read is known: a policy of the whole registry may let the account pull, too. */
export async function foretellPull(registry: Registry, [first]: readonly Prepared[]): Promise<void> {
  if (first === undefined || registry.kind === 'public') return
  const { repository, ecr } = registry
  const { account: owner } = repository
  const account = first.state.arn.split(':')[4] ?? ''
  if (owner === '' || account === '' || owner === account) return
  const answer = await mayPull(ecr, repository, account)
  if (answer === 'unknown')
    say(`Whether the account ${account} may pull from ${repository.name} of ${owner} is not known.`)
  if (answer !== 'no') return
  const Action = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer']
  const statement = JSON.stringify({ Effect: 'Allow', Principal: { AWS: account }, Action })
  warning(
    `The tasks may not be able to pull the image: the policy of the repository ${repository.name} in the account ${owner} lets nobody of the account ${account} pull. Add this statement to it, unless the policy of the registry does: ${statement}`,
  )
}
