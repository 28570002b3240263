import { setMaxListeners } from 'node:events'
import type { ECSClient } from '@aws-sdk/client-ecs'
import type { LocalAws } from '../../local/aws/aws.ts'
import { startDeploy } from '../../src/deploy/deploy.ts'
import { followAll } from '../../src/deploy/follow.ts'
import type { DeployOrder } from '../../src/deploy/order.ts'
import type { Rollout } from '../../src/deploy/rollout.ts'
import type { Following, Subject } from '../../src/deploy/watch.ts'
import { type EcsClients, ecsClients } from '../../src/lib/ecs.ts'
import type { Digest } from '../../src/registry/reference.ts'

// A deploy in this process, from the image on: as a run does it, without the rest of the run.

const image = (letter: string) => `images.example/shop@sha256:${letter.repeat(64)}`

/** The request that registers what a service runs before; `same` is what the deploy would make of it. */
export function definitionOf(name: string, kind: 'before' | 'same' = 'before') {
  return {
    family: name,
    containerDefinitions: [{ name: 'app', image: image(kind === 'same' ? '2' : '1') }],
  }
}

/** Clients of one miniature AWS among several: without the variable that is one for the whole process. */
export function clientsFor({ url, region, keys }: LocalAws, pace: number, signal: AbortSignal): EcsClients {
  const credentials = { provide: async () => keys, renew: async () => undefined }
  setMaxListeners(0, signal)
  const { reads, writes, lastMoment } = ecsClients({ region, credentials, signal, pace })
  const aimed = (client: ECSClient) => aim(client, new URL(url))
  return { reads: aimed(reads), writes: aimed(writes), lastMoment: () => aimed(lastMoment()) }
}

function aim(client: ECSClient, { protocol, hostname, port }: URL): ECSClient {
  client.middlewareStack.add(
    (next) => (args) => {
      Object.assign(args.request as object, { protocol, hostname, port: Number(port) })
      return next(args)
    },
    { step: 'build', name: 'aim', priority: 'high' },
  )
  return client
}

export type Wishes = Readonly<{
  order?: Partial<DeployOrder>
  following?: Partial<Following>
  signal?: AbortSignal
  /** What comes between the start and the following of it. */
  between?: () => void
  /** Told of every piece of news as it comes. */
  heard?: (service: string, news: Partial<Rollout>) => void
}>

/**
 * Deploys to these services and follows them to their ends.
 * @throws what a run would fail with
 */
export async function deploy(
  aws: LocalAws,
  pace: number,
  services: readonly string[],
  wishes: Wishes = {},
): Promise<readonly Rollout[]> {
  const { signal = new AbortController().signal, heard } = wishes
  const clients = clientsFor(aws, pace, signal)
  const rollouts = new Map<string, Rollout>()
  const learn = (service: string, news: Partial<Rollout>) => {
    const known = rollouts.get(service)
    if (known !== undefined) rollouts.set(service, { ...known, ...news })
    heard?.(service, news)
  }
  const order = { ...usualOrder, services, region: aws.region, signal, pace, ...wishes.order }
  const deployed = { image: image('2'), digests: new Set<Digest>([`sha256:${'2'.repeat(64)}`]) }
  const begin = (rollout: Rollout) => void rollouts.set(rollout.service, rollout)
  const subjects: Subject[] = []
  await startDeploy(clients, order, deployed, begin, learn, (subject) => subjects.push(subject))
  wishes.between?.()
  const evidence = { ecs: clients.reads, logs: refuse, elb: refuse }
  const following = { ...usualFollowing, signal, pace, clients, evidence, ...wishes.following }
  if (subjects.length > 0) await followAll(order.cluster, subjects, following)
  return [...rollouts.values()]
}

async function refuse(): Promise<never> {
  throw new Error('nothing to ask here')
}

const usualOrder: Omit<DeployOrder, 'services' | 'region' | 'signal' | 'pace'> = {
  ...{ cluster: 'default', account: undefined, source: { kind: 'running' }, containerName: 'app' },
  ...{ desiredCount: undefined, forceNewDeployment: false, onInFlight: 'replace', wait: true },
  ...{ timeoutMinutes: undefined, mark: undefined, allowOlder: false },
  edits: {
    containers: [
      {
        ...{ name: 'app', image: { kind: 'ours' }, environment: [], environmentFiles: [], secrets: [] },
        ...{ command: undefined, entryPoint: undefined, logDriver: undefined, logOptions: [] },
        dockerLabels: [],
      },
    ],
  },
}

const usualFollowing: Omit<Following, 'signal' | 'pace' | 'clients' | 'evidence'> = {
  ...{ timeoutMinutes: undefined, onDeployFailure: 'rollback', onTimeout: 'leave', onPause: 'wait' },
  ...{ onSuperseded: 'fail', onCancel: 'leave', maxFailedTasks: 3, diagnosticLogLines: 0 },
}
