import { deployIdentity } from './access.ts'
import type { Run } from './context.ts'
import { markFor } from './deploy/mark.ts'
import type { DeployOrder } from './deploy/order.ts'
import { type Prepared, prepareAlone, prepareDeploy } from './deploy/prepare.ts'
import { type Running, readRunning } from './deploy/running.ts'
import type { Registry } from './entrance.ts'
import { foretell, foretellPull } from './foretelling.ts'
import type { DeployInputs } from './inputs/deploy.ts'
import type { AwsSettings } from './lib/aws.ts'
import { type EcsClients, ecsClients } from './lib/ecs.ts'
import { stage } from './lib/log.ts'

// What a deploy needs before the build; loaded only when there is one.

type Wanted = Exclude<DeployInputs, { kind: 'none' }>

/** What serves a deploy: `settings` for the clients that few of them need. */
export type Clients = EcsClients & Readonly<{ settings: AwsSettings }>

/** A deploy that was found possible, ready to be started. Without services only a revision is registered. */
export type Deployment = Readonly<{ clients: Clients; order: DeployOrder; prepared: readonly Prepared[] }>

const known = new WeakMap<Run, Promise<Clients>>()

/** One session of the deploy role serves all that a run asks of ECS. */
function clientsOf(run: Run, registry: Registry): Promise<Clients> {
  const make = async () => {
    const credentials = await deployIdentity(run, registry.credentials)
    const settings = { ...run, region: run.inputs.identity.deploy.region ?? '', credentials }
    return { ...ecsClients(settings), settings }
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

/** Reads services and bases before the build, so that what cannot work fails in seconds. */
export async function prepare(run: Run, registry: Registry): Promise<Deployment | undefined> {
  const { deploy: wanted } = run.inputs
  if (wanted.kind === 'none') return undefined
  return stage('Look at what is deployed', async () => {
    const clients = await clientsOf(run, registry)
    const order = orderOf(run, wanted)
    const prepared = await prepareDeploy(clients.reads, order)
    if (order.services.length === 0) await prepareAlone(clients.reads, order, undefined)
    for (const one of prepared) await foretell(clients.reads, order, one)
    await foretellPull(registry, prepared)
    return { clients, order, prepared }
  })
}

function orderOf(run: Run, deploy: Wanted): DeployOrder {
  const { inputs, signal, pace, env } = run
  const { source, edits } = deploy.definition
  const services = deploy.kind === 'services' ? deploy : undefined
  return {
    ...{ signal, pace, edits },
    cluster: services?.cluster ?? '',
    services: services?.services ?? [],
    account: services?.account,
    region: inputs.identity.deploy.region ?? '',
    source: source.kind === 'file' ? { ...source, path: run.resolve(source.path) } : source,
    containerName: inputs.running?.containerName,
    desiredCount: services?.update.desiredCount,
    forceNewDeployment: services?.update.forceNewDeployment ?? false,
    onInFlight: services?.following.onInFlight ?? 'replace',
    wait: services?.following.wait ?? true,
    timeoutMinutes: services?.following.timeoutMinutes,
    mark: markFor(env),
    allowOlder: inputs.tags.allowOlder,
  }
}
