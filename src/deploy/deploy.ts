import { warning } from '@actions/core'
import { failureOf } from '../errors.ts'
import type { EcsClients } from '../lib/ecs.ts'
import { say } from '../lib/log.ts'
import type { Digest } from '../registry/reference.ts'
import { describeDefinition } from './base.ts'
import { consoleUrl } from './console.ts'
import { containersOf, type TaskDefinition } from './definition.ts'
import { deploymentInFlight, olderRevision } from './errors.ts'
import { isLater, withoutMark } from './mark.ts'
import { type DeployOrder, placeOf } from './order.ts'
import { waitForOthers } from './others.ts'
import { isInFlight, type Prepared, prepareDeploy } from './prepare.ts'
import { reviseDefinition } from './register.ts'
import { reviseBase } from './revise.ts'
import { noEvidence, type Registered, type Rollout, revisionOf } from './rollout.ts'
import { runningRevision } from './running.ts'
import { isSteady, readService, type ServiceState } from './service.ts'
import { updateService } from './update.ts'
import type { Subject } from './watch.ts'

/** Our image: by digest for the task definition, and what ECS may resolve it to. */
export type Deployed = Readonly<{ image: string; digests: ReadonlySet<Digest> }>

/** Told of every service what is known of it, as soon as it is. */
export type Learn = (service: string, news: Partial<Rollout>) => void

type Revised = Prepared & Readonly<{ definition: TaskDefinition; revision: Registered }>

/**
 * Brings an image to services: a new revision for each base that differs unless nothing changes, and one UpdateService each.
 * Everything is read again, since the build may have taken long. What fails for one service is that one's failure.
 * @param started is told of what is to be followed
 * @throws ActionError before any service is touched: what prepareDeploy and reviseDefinition throw
 */
export async function startDeploy(
  clients: EcsClients,
  order: DeployOrder,
  deployed: Deployed,
  begin: (rollout: Rollout) => void,
  learn: Learn,
  started: (subject: Subject) => void,
): Promise<void> {
  // First: what somebody else's deployment brings is a part of the base.
  await Promise.all(order.services.map((service) => waitForOthers(clients, order, service)))
  const revised = await reviseAll(clients, order, deployed, await prepareDeploy(clients.reads, order))
  for (const one of revised) begin(rolloutOf(order, one, deployed.image))
  for (const one of revised) {
    try {
      const subject = await start(clients, order, one, { deployed, learn })
      if (subject !== undefined) started(subject)
    } catch (error) {
      const failure = failureOf(error)
      // ECS may have heard of it although the run was cancelled.
      if (failure.code === 'DEPLOYMENT_UNKNOWN') learn(one.service, { failure })
      order.signal.throwIfAborted()
      learn(one.service, { failure })
    }
  }
}

async function reviseAll(
  clients: EcsClients,
  order: DeployOrder,
  { image }: Deployed,
  prepared: readonly Prepared[],
): Promise<readonly Revised[]> {
  // By what was registered: services may run different revisions, and yet get the same one.
  const done = new Map<string, string>()
  const all: Revised[] = []
  for (const one of prepared) {
    const definition = reviseBase(one.base, order.edits, order.containerName, image)
    const key = JSON.stringify(withoutMark(definition))
    const { signal, pace, mark } = order
    const { name: from } = one.base
    const revising = { ...{ wanted: definition, known: one.known, from, mark }, signal, pace }
    const revision = await reviseDefinition(clients, { ...revising, registered: done.get(key) })
    if (revision.changed) done.set(key, revision.taskDefinition)
    all.push({ ...one, definition, revision })
  }
  return all
}

function rolloutOf(
  { cluster }: DeployOrder,
  { service, state, running, definition, revision }: Revised,
  image: string,
): Rollout {
  const { taskDefinition, changed, diff } = revision
  return {
    ...{ cluster, service, image, taskDefinition, changed, diff },
    container: containersOf(definition).find((one) => one.image === image)?.name,
    previous: running,
    strategy: state.shape.strategy,
    ...{ deploymentId: undefined, deploymentArn: undefined, ending: undefined, failure: undefined },
    ...{ seconds: 0, stages: [], evidence: noEvidence, diagnosis: undefined, runs: undefined, notes: [] },
    consoleUrl: consoleUrl(state.arn, cluster, service),
  }
}

type Starting = Readonly<{ deployed: Deployed; learn: Learn }>

/** @returns undefined where there is nothing to follow */
async function start(
  clients: EcsClients,
  order: DeployOrder,
  one: Revised,
  { deployed, learn }: Starting,
): Promise<Subject | undefined> {
  const { service, definition, revision } = one
  const place = placeOf(order, service)
  const state = await readAgain(clients, order, one)
  const { taskDefinition } = revision
  if (isThere(state, order, taskDefinition)) {
    say(`The service ${service} runs ${revisionOf(taskDefinition)} already`)
    learn(service, { ending: { kind: 'no-change' }, notes: zeroTasks(state) })
    return undefined
  }
  const { desiredCount, forceNewDeployment } = order
  const wish = { taskDefinition, desiredCount, forceNewDeployment }
  const previous = await runningRevision(clients.reads, place, state, state.taskDefinition)
  const calledAt = Date.now()
  const primary = await updateService(clients, { ...order, ...place }, wish)
  say(`Told ${service} to run ${revisionOf(taskDefinition)}: deployment ${primary.id}`)
  learn(service, { deploymentId: primary.id })
  if (!order.wait) {
    learn(service, { ending: { kind: 'not-waited' } })
    return undefined
  }
  const isOld = primary.id === state.primary?.id
  return {
    ...{ place, primary, definition, before: state.primary?.id, shape: state.shape, desiredCount },
    previous,
    since: isOld ? new Date(calledAt) : primary.createdAt,
    containers: containersOf(definition).flatMap((one) => (one.image === deployed.image ? [one.name] : [])),
    digests: deployed.digests,
    learn: (news) => learn(service, news),
  }
}

function isThere(
  state: ServiceState,
  { desiredCount, forceNewDeployment }: DeployOrder,
  taskDefinition: string,
): boolean {
  const isCount = desiredCount === undefined || desiredCount === state.desiredCount
  return taskDefinition === state.primary?.taskDefinition && isSteady(state) && isCount && !forceNewDeployment
}

function zeroTasks({ desiredCount }: ServiceState): readonly string[] {
  return desiredCount === 0 ? ['the service wants 0 tasks, so nothing was started and nothing is proved'] : []
}

/** Right before the service is touched: what somebody did since the base was read is said, and is no part of it. */
async function readAgain(
  { reads }: EcsClients,
  order: DeployOrder,
  { service, state: before, revision }: Revised,
): Promise<ServiceState> {
  const place = placeOf(order, service)
  const state = await readService(reads, place)
  const isOthers = state.taskDefinition !== before.taskDefinition
  if (isOthers && !order.allowOlder) {
    const theirs = await describeDefinition(reads, state.taskDefinition)
    if (isLater(theirs, order.mark)) throw olderRevision(place, state.taskDefinition)
  }
  const isNew = isInFlight(state) && state.primary?.taskDefinition !== revision.taskDefinition
  if ((isOthers || isNew) && order.onInFlight !== 'replace')
    throw deploymentInFlight(place, state.primary?.id ?? '')
  if (isOthers)
    warning(
      `The service ${service} was told to run ${revisionOf(state.taskDefinition)} meanwhile; this run's deployment takes its place, and starts from what ran before.`,
    )
  return state
}
