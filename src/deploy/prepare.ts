import type { ECSClient } from '@aws-sdk/client-ecs'
import { ActionError } from '../errors.ts'
import { explain } from '../lib/explain.ts'
import { type Base, describeDefinition, type Known, readBase } from './base.ts'
import { fits } from './checks.ts'
import type { TaskDefinition } from './definition.ts'
import { accountOther, deploymentInFlight, olderRevision, type Place, placeName } from './errors.ts'
import { isLater } from './mark.ts'
import { type DeployOrder, placeOf } from './order.ts'
import { reviseBase } from './revise.ts'
import { revisionOf } from './rollout.ts'
import { runningRevision } from './running.ts'
import { readService, type ServiceState } from './service.ts'

/** One service of a deploy, with all that was read of it. */
export type Prepared = Readonly<{
  service: string
  state: ServiceState
  /** ARN of what the service runs: of its last complete deployment, where there is one. */
  running: string
  base: Base
  /** What the service was told to run last, and what it runs: where ours is one of them, it is not registered again. */
  known: readonly Known[]
}>

/**
 * Reads what a deploy will work with, before the build, so that what cannot work fails in seconds, and again after it.
 * @throws ActionError for the first service that cannot be deployed to: SERVICE_NOT_FOUND, CONTAINER_NOT_FOUND,
 * TASK_DEFINITION_INVALID, DEPLOYMENT_IN_FLIGHT, OLDER_RELEASE and others
 */
export async function prepareDeploy(ecs: ECSClient, order: DeployOrder): Promise<readonly Prepared[]> {
  const all: Prepared[] = []
  for (const service of order.services) all.push(await prepareOne(ecs, order, service))
  return all
}

async function prepareOne(ecs: ECSClient, order: DeployOrder, service: string): Promise<Prepared> {
  const place = placeOf(order, service)
  const state = await readService(ecs, place).catch((error: unknown) => {
    throw elsewhere(error, place, order.account)
  })
  if (order.account !== undefined && state.arn.split(':')[4] !== order.account)
    throw accountOther(place, order.account)
  if (order.onInFlight === 'fail' && isInFlight(state))
    throw deploymentInFlight(place, state.primary?.id ?? '')
  const running = (await runningRevision(ecs, place, state, state.taskDefinition)) ?? state.taskDefinition
  const arns = [...new Set([state.taskDefinition, running])]
  const known = await Promise.all(
    arns.map(async (arn) => ({ arn, definition: await describeDefinition(ecs, arn) })),
  )
  const later = known.find(({ definition }) => isLater(definition, order.mark))
  if (later !== undefined && !order.allowOlder) throw olderRevision(place, later.arn)
  const base =
    order.source.kind === 'running' ? ofKnown(known, running) : await readBase(ecs, order.source, running)
  const problem = fits(reviseBase(base, order.edits, order.containerName, undefined), state)
  if (problem !== undefined) throw problem(base.name, placeName(place))
  return { service, state, running, base, known }
}

function ofKnown(known: Prepared['known'], running: string): Base {
  const definition = known.find(({ arn }) => arn === running)?.definition ?? {}
  return { name: revisionOf(running), definition }
}

/** What is not found by the name in an ARN of another account needs a role of that account. */
function elsewhere(cause: unknown, place: Place, account: string | undefined): ActionError {
  const error = explain(cause, placeName(place))
  if (account === undefined || !/^(CLUSTER|SERVICE)_NOT_FOUND$/.test(error.code)) return error
  const { code, message: sentence } = error
  const hint = `The ARN names the account ${account}: where these credentials are of another one, name a role of that account in deploy-role-to-assume.`
  return new ActionError({ code, sentence, hint }, { cause })
}

/** For a revision that no service is told to run. @throws ActionError what readBase and reviseBase throw */
export async function prepareAlone(
  ecs: ECSClient,
  { source, edits, containerName }: DeployOrder,
  image: string | undefined,
): Promise<Readonly<{ base: Base; wanted: TaskDefinition }>> {
  const base = await readBase(ecs, source, undefined)
  return { base, wanted: reviseBase(base, edits, containerName, image) }
}

/** Without rollout states (a classic load balancer) a second deployment tells it. */
export function isInFlight({ primary, deployments }: ServiceState): boolean {
  if (primary?.rolloutState === undefined) return deployments.length > 1
  return primary.rolloutState === 'IN_PROGRESS'
}
