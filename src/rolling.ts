import type { Run } from './context.ts'
import { latestOf } from './deploy/base.ts'
import { onCancel } from './deploy/cancel.ts'
import { startDeploy } from './deploy/deploy.ts'
import { diffOf } from './deploy/diff.ts'
import type { EvidenceClients } from './deploy/evidence.ts'
import { followAll } from './deploy/follow.ts'
import { withoutMark } from './deploy/mark.ts'
import { prepareAlone } from './deploy/prepare.ts'
import { reviseDefinition } from './deploy/register.ts'
import { reviseBase } from './deploy/revise.ts'
import type { Rollout } from './deploy/rollout.ts'
import { showEvidence } from './deploy/shown-evidence.ts'
import { type Following, type Subject, watchOf } from './deploy/watch.ts'
import type { Clients, Deployment } from './deployment.ts'
import type { Registry } from './entrance.ts'
import type { Pushed } from './image/pushed.ts'
import { errorMessage } from './lib/error-text.ts'
import { say, stage } from './lib/log.ts'
import { saveRollouts } from './lib/state.ts'
import type { Learn } from './outcome.ts'
import type { Digest } from './registry/reference.ts'

// The deploy itself, from the image to the end of every rollout.

type Ours = Readonly<{ image: string; digests: ReadonlySet<Digest> }>

/**
 * Deploys an image, or registers a revision with it where no service is named.
 * @returns whether everything that was asked for is there: every service runs it, or the revision is registered
 */
export async function rollOut(
  run: Run,
  deployment: Deployment,
  registry: Registry,
  image: Pushed,
  learn: Learn,
): Promise<Deployed> {
  const name = `${registry.repository.uri}@${image.manifest.digest}`
  const digests = new Set([image.manifest.digest, ...image.platforms.map(({ digest }) => digest)])
  const { order } = deployment
  if (order.services.length === 0) return registerAlone(deployment, name, learn)
  const where = `${order.services.slice(0, 5).join(', ')} in ${order.cluster}`
  const rollouts = await stage(`Deploy to ${where}`, () =>
    deployAll(run, deployment, { image: name, digests }, learn),
  )
  // The runner has no groups within groups.
  for (const { service, evidence } of rollouts) await showEvidence(evidence, `the service ${service}`)
  return deployedOf(rollouts)
}

async function deployAll(
  run: Run,
  { clients, order }: Deployment,
  ours: Ours,
  learn: Learn,
): Promise<readonly Rollout[]> {
  // Each from its own UpdateService on: what came before is no part of its rollout.
  const started = new Map<string, number>()
  const rollouts = new Map<string, Rollout>()
  const tell = (service: string, news: Partial<Rollout>) => {
    const known = rollouts.get(service)
    if (known === undefined) return
    if (news.deploymentId !== undefined) started.set(service, performance.now())
    const sinceMs = performance.now() - (started.get(service) ?? performance.now())
    const seconds = Math.round((sinceMs * order.pace) / 1000)
    rollouts.set(service, { ...known, ...news, seconds })
    const all = [...rollouts.values()]
    remember(order.cluster, all)
    learn({ rollouts: all })
  }
  const begin = (rollout: Rollout) => {
    rollouts.set(rollout.service, rollout)
    learn({ rollouts: [...rollouts.values()] })
  }
  const following = followingOf(run, clients)
  const subjects: Subject[] = []
  try {
    await startDeploy(clients, order, ours, begin, tell, (subject) => subjects.push(subject))
  } catch (error) {
    await onCancel(
      subjects.map((subject) => watchOf(subject, following)),
      following,
    )
    throw error
  }
  if (subjects.length > 0) await followAll(order.cluster, subjects, following)
  return [...rollouts.values()]
}

/** For the post step: a run that is cancelled or killed does not see the end. */
function remember(cluster: string, rollouts: readonly Rollout[]): void {
  const open = rollouts.flatMap(({ service, deploymentId: id, deploymentArn: arn, ending }) =>
    id === undefined || ending !== undefined ? [] : [{ service, id, arn }],
  )
  try {
    saveRollouts({ cluster, open })
  } catch (error) {
    say(`The post step cannot be told of the rollout: ${errorMessage(error)}`)
  }
}

/** `done`: every service runs it. `unknown`: not waited for, or waiting for a person. */
export type Deployed = 'done' | 'unknown' | 'failed'

function deployedOf(rollouts: readonly Rollout[]): Deployed {
  const kinds = rollouts.map(({ ending, failure }) => (failure === undefined ? ending?.kind : undefined))
  if (kinds.every((kind) => kind === 'successful' || kind === 'no-change')) return 'done'
  const isOpen = (kind: string | undefined) => kind === 'not-waited' || kind === 'paused'
  return kinds.some((kind) => kind !== 'successful' && kind !== 'no-change' && !isOpen(kind))
    ? 'failed'
    : 'unknown'
}

function followingOf(run: Run, clients: Clients): Following {
  const { deploy } = run.inputs
  if (deploy.kind !== 'services') throw new Error('Nothing is deployed, so nothing is followed.')
  const { settings, ...ecs } = clients
  return {
    ...deploy.following,
    signal: run.signal,
    pace: run.pace,
    clients: ecs,
    evidence: evidenceClients(clients),
  }
}

function evidenceClients({ reads, settings }: Clients): EvidenceClients {
  return {
    ecs: reads,
    logs: async (region) => (await import('./lib/logs.ts')).logsClient(settings, region),
    elb: async () => (await import('./lib/elb.ts')).elbClient(settings),
  }
}

/** Without a service: a revision for somebody else to use. */
function registerAlone({ clients, order }: Deployment, image: string, learn: Learn): Promise<Deployed> {
  return stage<Deployed>('Register the task definition', async () => {
    const { base, wanted } = await prepareAlone(clients.reads, order, image)
    const known = await latestOf(clients.reads, wanted)
    const { signal, pace, mark } = order
    const registered = await reviseDefinition(clients, { from: base.name, wanted, known, mark, signal, pace })
    learn({ registered })
    return 'done'
  })
}

/** For a dry run: what would change, with a word in place of the digest that only a build can give. */
export function foreseeDiff({ clients, prepared, order }: Deployment, registry: Registry): Promise<void> {
  const image = `${registry.repository.uri}@(the digest of the build)`
  return stage('What would change in the task definition', async () => {
    if (prepared.length === 0) {
      const { wanted } = await prepareAlone(clients.reads, order, image)
      const [latest] = await latestOf(clients.reads, wanted)
      sayDiff(diffOf(withoutMark(latest?.definition ?? {}), withoutMark(wanted)))
    }
    for (const { service, base, known } of prepared) {
      const wanted = reviseBase(base, order.edits, order.containerName, image)
      const now = known.at(-1)?.definition ?? {}
      say(`${service}:`)
      sayDiff(diffOf(withoutMark(now), withoutMark(wanted)))
    }
  })
}

function sayDiff(lines: readonly string[]): void {
  for (const line of lines.length === 0 ? ['nothing'] : lines) say(`  ${line}`)
}
