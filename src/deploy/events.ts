import { DescribeServicesCommand, type ECSClient, type LoadBalancer } from '@aws-sdk/client-ecs'
import { badAnswer } from '../lib/explain.ts'
import { type Place, placeName, serviceNotFound } from './errors.ts'

/** What a service shows while one of its deployments goes wrong. */
export type Shown = Readonly<{
  /** Newest first. */
  events: readonly string[]
  /** ARN of the task definition that it runs, or is moved to. */
  runs: string | undefined
  /** ARNs of the target groups that its tasks are registered in. */
  targetGroups: readonly string[]
}>

const mostEvents = 20
const longestEvent = 1_000

/**
 * Reads the newest events since a moment, and what tells where to look further. A service that is being deleted tells
 * them too.
 * @throws ActionError SERVICE_NOT_FOUND or AWS_BAD_ANSWER, or what the call failed with
 */
export async function readShown(ecs: ECSClient, place: Place, since: Date): Promise<Shown> {
  const command = new DescribeServicesCommand({ cluster: place.cluster, services: [place.service] })
  const { services, failures } = await ecs.send(command)
  if (failures?.[0]?.reason === 'MISSING') throw serviceNotFound(place)
  const [service] = services ?? []
  if (service === undefined)
    throw badAnswer(`ecs:DescribeServices for ${placeName(place)}`, 'without a service')
  const events = (service.events ?? []).filter(({ createdAt = new Date(0) }) => createdAt >= since)
  return {
    events: events.slice(0, mostEvents).map(({ message = '' }) => message.slice(0, longestEvent)),
    runs: service.taskDefinition,
    targetGroups: [...new Set((service.loadBalancers ?? []).flatMap(groupsOf))],
  }
}

/** With blue/green deployments the new tasks are in one of two groups, by turns. */
function groupsOf({ targetGroupArn, advancedConfiguration }: LoadBalancer): readonly string[] {
  return [targetGroupArn, advancedConfiguration?.alternateTargetGroupArn].flatMap((one) => one || [])
}
