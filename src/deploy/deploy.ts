import type { ECSClient } from '@aws-sdk/client-ecs'
import { ActionError } from '../errors.ts'
import { type EcsClients, whenThrottled } from '../lib/ecs.ts'
import { badAnswer } from '../lib/explain.ts'
import { say } from '../lib/log.ts'
import { type Base, type BaseSource, readBase } from './base.ts'
import { consoleUrl } from './console.ts'
import { isSame, withImage, withoutReadOnly } from './definition.ts'
import { diagnose } from './diagnosis.ts'
import { diffOf } from './diff.ts'
import { deploymentNotListed, deploymentUnknown, type Place, registerFailed } from './errors.ts'
import { type Followed, type Following, follow } from './follow.ts'
import { registerRaw } from './raw.ts'
import { type Rollout, revisionOf } from './rollout.ts'
import { isSteady, type Primary, readService, type ServiceState } from './service.ts'
import { findDeployment, updateService } from './update.ts'

export type DeployOrder = Place &
  Readonly<{ source: BaseSource; containerName: string | undefined; wait: boolean }> &
  Following

/** What a deploy will work with, read before the build so that what cannot work fails in seconds. */
export type Prepared = Readonly<{ state: ServiceState; base: Base }>

export async function prepareDeploy(ecs: ECSClient, order: DeployOrder): Promise<Prepared> {
  const state = await readService(ecs, order)
  const base = await readBase(ecs, order.source, state.taskDefinition, order.containerName)
  return { state, base }
}

/**
 * Brings an image to a service: a new revision unless nothing changes, one UpdateService, and the deployment that it
 * made followed to its end. Service and base are read again, since the build may have taken long.
 * @param learn is told what is known as soon as it is: when something fails later, the deployment is still known
 * @throws ActionError where the deploy could not be started, and DEPLOYMENT_UNKNOWN where it could not be followed
 */
export async function deploy(
  clients: EcsClients,
  order: DeployOrder,
  image: string,
  learn: (rollout: Rollout) => void,
): Promise<void> {
  const started = performance.now()
  const ecs = clients.reads
  const { state, base } = await prepareDeploy(ecs, order)
  const revision = await reviseDefinition(clients, order, { running: state.taskDefinition, base, image })
  let rollout: Rollout = {
    cluster: order.cluster,
    service: order.service,
    previous: state.taskDefinition,
    ...revision,
    deploymentId: undefined,
    ending: undefined,
    seconds: 0,
    evidence: { tasks: [], events: [] },
    diagnosis: undefined,
    runs: undefined,
    note: undefined,
    consoleUrl: consoleUrl(state.arn, order.cluster, order.service),
  }
  const tell = (news: Partial<Rollout>) => {
    const seconds = Math.round(((performance.now() - started) * order.pace) / 1000)
    rollout = { ...rollout, ...news, seconds }
    learn(rollout)
  }
  tell({})
  if (revision.taskDefinition === state.taskDefinition && isSteady(state)) {
    say(`The service runs ${revisionOf(revision.taskDefinition)} already`)
    return tell({ ending: { kind: 'no-change' }, note: noteOn(state, undefined) })
  }
  const primary = await updateService(clients, order, revision.taskDefinition)
  say(`Told ${order.service} to run ${revisionOf(revision.taskDefinition)}: deployment ${primary.id}`)
  tell({ deploymentId: primary.id })
  if (!order.wait) return tell({ ending: { kind: 'not-waited' } })
  const isOurs = primary.id !== state.primary?.id
  const followed = await followToEnd(ecs, order, { primary, isOurs })
  tell({ ...followed, diagnosis: diagnosisOf(followed) })
}

/** What somebody else stopped or replaced needs none. */
function diagnosisOf({ ending, evidence }: Followed): Rollout['diagnosis'] {
  return ending.kind === 'superseded' || ending.kind === 'stopped' ? undefined : diagnose(evidence)
}

/** What is true although the rollout ended well, and makes its success worth less than it sounds. */
function noteOn(
  { desiredCount, primary }: ServiceState,
  deploymentId: string | undefined,
): string | undefined {
  if (desiredCount === 0) return 'the service wants 0 tasks, so nothing was started and nothing is proved'
  if (deploymentId !== undefined && primary !== undefined && primary.id !== deploymentId) {
    return `a newer deployment (${primary.id}) has begun since`
  }
  if (primary !== undefined && primary.running < desiredCount)
    return `only ${primary.running} of ${desiredCount} tasks run now`
  return undefined
}

type Revision = Pick<Rollout, 'taskDefinition' | 'changed' | 'diff'>

type Revising = Readonly<{ running: string; base: Base; image: string }>

async function reviseDefinition(
  { writes }: EcsClients,
  order: DeployOrder,
  { running, base, image }: Revising,
): Promise<Revision> {
  const wanted = withImage(withoutReadOnly(base.definition), base.container, image)
  if (isSame(base.current, wanted)) return { taskDefinition: running, changed: false, diff: [] }
  const diff = diffOf(base.current, wanted)
  for (const line of diff) say(`  ${line}`)
  const family = String(wanted.family)
  const answer = await whenThrottled(() => registerRaw(writes, wanted), order).catch((error: unknown) => {
    throw registerFailed(error, family)
  })
  const taskDefinition = answer.taskDefinition?.taskDefinitionArn
  if (!taskDefinition)
    throw badAnswer(`ecs:RegisterTaskDefinition for the family ${family}`, 'without an ARN')
  say(`Registered ${revisionOf(taskDefinition)} from ${base.name}`)
  return { taskDefinition, changed: true, diff }
}

async function followToEnd(
  ecs: ECSClient,
  order: DeployOrder,
  { primary, isOurs }: Readonly<{ primary: Primary; isOurs: boolean }>,
): Promise<Followed & Readonly<{ note: string | undefined }>> {
  try {
    const arn = await findDeployment(ecs, order, primary, order)
    if (arn === undefined) throw deploymentNotListed(order)
    const followed = await follow(ecs, order, { arn, primary, isOurs }, order)
    const isGood = followed.ending.kind === 'successful'
    const now = isGood ? await readService(ecs, order).catch(() => undefined) : undefined
    return { ...followed, note: now && noteOn(now, primary.id) }
  } catch (error) {
    order.signal.throwIfAborted()
    if (error instanceof ActionError && error.code === 'SERVICE_INACTIVE') throw error
    throw deploymentUnknown(order, primary.id, error)
  }
}
