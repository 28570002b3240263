import { type ECSClient, ListServiceDeploymentsCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs'
import { type EcsClients, whenThrottled } from '../lib/ecs.ts'
import { badAnswer, explain, isAnswer } from '../lib/explain.ts'
import { type Place, placeName, startUnknown } from './errors.ts'
import { stateOf } from './service.ts'
import type { ListedDeployment } from './sight.ts'

export type Waiting = Readonly<{ signal: AbortSignal; pace: number }>

/** What one UpdateService says, and nothing else: what is not asked for is not sent, since others may own it. */
export type Wish = Readonly<{
  taskDefinition: string
  desiredCount?: number | undefined
  forceNewDeployment?: boolean | undefined
}>

/** Clocks differ, and ECS may date a service deployment a little before the deployment that it belongs to. */
const beforeMs = 60_000
/** ECS keeps service deployments for 90 days, and refuses to be asked for what is much older. */
const oldestMs = 85 * 86_400_000

/**
 * Moves the service to a revision by one call.
 * @returns the deployment that ECS made of it (or the one there was, when ECS saw nothing to do)
 * @throws ActionError DEPLOYMENT_UNKNOWN where ECS may have heard it all the same, or what it refused the call with
 */
export async function updateService(
  { writes }: EcsClients,
  place: Place & Waiting,
  { taskDefinition, desiredCount, forceNewDeployment }: Wish,
): Promise<ListedDeployment> {
  const input = {
    ...{ cluster: place.cluster, service: place.service, taskDefinition },
    ...(desiredCount === undefined ? {} : { desiredCount }),
    ...(forceNewDeployment ? { forceNewDeployment } : {}),
  }
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

type ServiceDeployments = Readonly<{ own: string | undefined; hasSuccessor: boolean }>

/**
 * Finds the service deployment that belongs to a deployment: ECS numbers both alike, `ecs-svc/<number>` and
 * `…/<number>` of its target revision. UpdateService does not give its ARN (containers-roadmap 2709), and the service's
 * own `currentServiceDeployment` can be that of the last one for a while.
 * @returns its ARN, where ECS lists it by now, and whether somebody made a newer one
 */
export async function findDeployment(
  ecs: ECSClient,
  { cluster, service }: Place,
  { id, createdAt }: Pick<ListedDeployment, 'id' | 'createdAt'>,
): Promise<ServiceDeployments> {
  const after = new Date(Math.max(createdAt.getTime() - beforeMs, Date.now() - oldestMs))
  // The newest hundred are more than anybody makes in that time.
  const command = new ListServiceDeploymentsCommand({
    cluster,
    service,
    createdAt: { after },
    maxResults: 100,
  })
  const { serviceDeployments: listed } = await ecs.send(command)
  if (listed === undefined)
    throw badAnswer(`ecs:ListServiceDeployments for the service ${service}`, 'without a list')
  const suffix = id.replace(/^ecs-svc/, '')
  const own = listed.find(({ targetServiceRevisionArn: revision }) => revision?.endsWith(suffix))
  const [ownAt, arn] = [own?.createdAt, own?.serviceDeploymentArn]
  const hasSuccessor =
    ownAt !== undefined &&
    listed.some(
      (one) => one.serviceDeploymentArn !== arn && one.createdAt !== undefined && one.createdAt > ownAt,
    )
  return { own: arn, hasSuccessor }
}
