import { warning } from '@actions/core'
import { deployIdentity } from './access.ts'
import type { Run } from './context.ts'
import type { Base } from './deploy/base.ts'
import { withImage } from './deploy/definition.ts'
import { type DeployOrder, deploy, prepareDeploy } from './deploy/deploy.ts'
import { diffOf } from './deploy/diff.ts'
import type { Ending } from './deploy/rollout.ts'
import { type Running, readRunning } from './deploy/running.ts'
import type { Registry } from './entrance.ts'
import type { Pushed } from './image/pushed.ts'
import { type EcsClients, ecsClients } from './lib/ecs.ts'
import { say, stage } from './lib/log.ts'
import type { Learn } from './outcome.ts'

// The steps of a deploy, loaded only when there is one.

/** A deploy that was found possible, ready to be started. */
export type Deployment = Readonly<{ ecs: EcsClients; order: DeployOrder; base: Base }>

type EndingKind = Ending['kind']

const known = new WeakMap<Run, Promise<EcsClients>>()

/** One session of the deploy role serves all that a run asks of ECS. */
function clientsOf(run: Run, registry: Registry): Promise<EcsClients> {
  const make = async () => {
    const credentials = await deployIdentity(run, registry.credentials)
    return ecsClients({ ...run, region: run.inputs.identity.deploy.region ?? '', credentials })
  }
  const clients = known.get(run) ?? make()
  known.set(run, clients)
  return clients
}

/** The image of our repository that the named service runs. @throws ActionError what a call failed with */
export async function runningImage(run: Run, registry: Registry): Promise<Running> {
  const { running, identity } = run.inputs
  if (running === undefined) return { kind: 'unknown', reason: 'no service is named' }
  const region = identity.deploy.region ?? ''
  const { reads } = await clientsOf(run, registry)
  return readRunning(reads, { ...running, region, repositoryUri: registry.repository.uri })
}

/** Reads service and base before the build, so that what cannot work fails in seconds. */
export async function prepare(run: Run, registry: Registry): Promise<Deployment | undefined> {
  const { deploy: wanted, identity } = run.inputs
  if (wanted.kind === 'none') return undefined
  const region = identity.deploy.region ?? ''
  const { source: given } = wanted
  const source = given.kind === 'file' ? { ...given, path: run.resolve(given.path) } : given
  const order: DeployOrder = { ...wanted, source, region, signal: run.signal, pace: run.pace }
  return stage(`Look at the service ${order.service} in the cluster ${order.cluster}`, async () => {
    const ecs = await clientsOf(run, registry)
    const { state, base } = await prepareDeploy(ecs.reads, order)
    say(`The image goes into the container ${base.container} of ${base.name}.`)
    if (state.desiredCount === 0) {
      warning(
        `The service ${order.service} wants 0 tasks: a deployment starts none, and its success proves nothing.`,
      )
    }
    if (state.primary?.rolloutState === 'IN_PROGRESS') {
      warning(
        `A deployment of the service ${order.service} is under way (${state.primary.id}); this run's takes its place.`,
      )
    }
    return { ecs, order, base }
  })
}

/** @returns how it ended, where that is known */
export function rollOut(
  { ecs, order }: Deployment,
  registry: Registry,
  pushed: Pushed,
  learn: Learn,
): Promise<EndingKind | undefined> {
  const image = `${registry.repository.uri}@${pushed.manifest.digest}`
  return stage(`Deploy to ${order.service} in ${order.cluster}`, async () => {
    let ending: EndingKind | undefined
    await deploy(ecs, order, image, (rollout) => {
      ending = rollout.ending?.kind
      learn({ rollout })
    })
    return ending
  })
}

/** For a dry run: what would change, with a word in place of the digest that only a build can give. */
export function foreseeDiff({ base, order }: Deployment, registry: Registry): Promise<void> {
  const image = `${registry.repository.uri}@(the digest of the build)`
  return stage(`What would change in the task definition of ${order.service}`, async () => {
    for (const line of diffOf(base.current, withImage(base.definition, base.container, image))) say(line)
  })
}
