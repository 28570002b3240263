import { type ECSClient, ListServiceDeploymentsCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs'
import { type EcsClients, whenThrottled } from '../lib/ecs.ts'
import { badAnswer, explain, isAnswer } from '../lib/explain.ts'
import { poll } from '../lib/poll.ts'
import { type Place, placeName, startUnknown } from './errors.ts'
import { patience } from './patience.ts'
import { type Primary, stateOf } from './service.ts'

type Waiting = Readonly<{ signal: AbortSignal; pace: number }>

const visibleWithinMs = 60_000
/** Longer than the above, so that lists which could not be read do not count as lists without it. */
const searchMs = 300_000
/** Clocks differ, and ECS may date a service deployment a little before the deployment that it belongs to. */
export const beforeMs = 60_000

/**
 * Moves the service to a revision: one call, holding nothing else.
 * @returns the deployment that ECS made of it (or the one there was, when ECS saw nothing to do)
 */
export async function updateService(
  { writes }: EcsClients,
  place: Place & Waiting,
  taskDefinition: string,
): Promise<Primary> {
  const input = { cluster: place.cluster, service: place.service, taskDefinition }
  const { service } = await whenThrottled(() => writes.send(new UpdateServiceCommand(input)), place).catch(
    (error: unknown) => {
      throw isAnswer(error) ? explain(error, placeName(place)) : startUnknown(place, error)
    },
  )
  const about = `ecs:UpdateService for ${placeName(place)}`
  if (service === undefined) throw startUnknown(place, badAnswer(about, 'without a service'))
  const { primary } = stateOf(service, place)
  if (primary?.taskDefinition !== taskDefinition) {
    throw startUnknown(place, badAnswer(about, 'without a deployment of the new revision'))
  }
  return primary
}

/**
 * Finds the service deployment that belongs to a deployment: ECS numbers both alike, `ecs-svc/<number>` and
 * `…/<number>` of its target revision. UpdateService does not give its ARN (containers-roadmap 2709), and the service's
 * own `currentServiceDeployment` can be that of the last one for a while.
 * @returns its ARN, or undefined where ECS does not list it within a minute
 */
export async function findDeployment(
  ecs: ECSClient,
  place: Place,
  primary: Primary,
  waiting: Waiting,
): Promise<string | undefined> {
  const suffix = primary.id.replace(/^ecs-svc/, '')
  const after = new Date(primary.createdAt.getTime() - beforeMs)
  const patient = patience(place)
  let askedSinceMs: number | undefined
  const result = await poll(
    async (elapsedMs) => {
      const listed = await patient(listDeployments(ecs, place, after))
      if (listed === undefined) return undefined
      const found = listed.find(({ revision }) => revision.endsWith(suffix))
      if (found !== undefined) return found
      askedSinceMs ??= elapsedMs
      return elapsedMs - askedSinceMs >= visibleWithinMs ? 'unlisted' : undefined
    },
    { delayMs: () => 2_000, limitMs: searchMs, ...waiting },
  )
  return result.kind === 'done' && result.value !== 'unlisted' ? result.value.arn : undefined
}

export type ListedDeployment = Readonly<{ arn: string; revision: string; createdAt: Date }>

/** The service deployments made since a moment, newest first; the newest hundred are more than anybody makes. */
export async function listDeployments(
  ecs: ECSClient,
  place: Place,
  after: Date,
): Promise<readonly ListedDeployment[]> {
  const { cluster, service } = place
  const { serviceDeployments = [] } = await ecs.send(
    new ListServiceDeploymentsCommand({ cluster, service, createdAt: { after }, maxResults: 100 }),
  )
  return serviceDeployments.map(({ serviceDeploymentArn, targetServiceRevisionArn, createdAt }) => ({
    arn: serviceDeploymentArn ?? '',
    revision: targetServiceRevisionArn ?? '',
    createdAt: createdAt ?? new Date(0),
  }))
}
