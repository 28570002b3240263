import {
  DescribeTargetHealthCommand,
  type ElasticLoadBalancingV2Client,
  type TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { badAnswer } from '../lib/explain.ts'
import type { TargetHealth } from './rollout.ts'

const mostGroups = 5
const mostTargets = 10
const longest = 1_000

/** What speaks against the new tasks first; targets that drain are mostly those of tasks that are gone. */
const order: readonly string[] = [
  'unhealthy',
  'unavailable',
  'unhealthy.draining',
  'initial',
  'unused',
  'draining',
]

/** Whether events or reasons speak of the health checks of a load balancer. */
export function namesHealthChecks(texts: readonly string[]): boolean {
  return texts.some((text) => /ELB health check|unhealthy in /i.test(text))
}

/**
 * The target groups to ask: of those of the service the ones that the texts name, else all.
 * @param texts events and reasons
 */
export function groupsToAsk(groups: readonly string[], texts: readonly string[]): readonly string[] {
  const named = groups.filter((group) => texts.some((text) => text.includes(group)))
  return (named.length > 0 ? named : groups).slice(0, mostGroups)
}

/**
 * Reads which targets of these groups are not healthy, and why, in the load balancer's own words.
 * @throws what a call failed with
 */
export async function sickTargets(
  elb: ElasticLoadBalancingV2Client,
  groups: readonly string[],
): Promise<readonly TargetHealth[]> {
  const answers = await Promise.all(groups.map((group) => readGroup(elb, group)))
  const rank = ({ state }: TargetHealth) => order.indexOf(state) + 1 || order.length + 1
  return answers
    .flat()
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, mostTargets)
}

async function readGroup(
  elb: ElasticLoadBalancingV2Client,
  TargetGroupArn: string,
): Promise<readonly TargetHealth[]> {
  const { TargetHealthDescriptions: found } = await elb.send(
    new DescribeTargetHealthCommand({ TargetGroupArn }),
  )
  const name = groupName(TargetGroupArn)
  if (found === undefined)
    throw badAnswer(`elasticloadbalancing:DescribeTargetHealth for ${name}`, 'without targets')
  return found.filter(({ TargetHealth: health }) => health?.State !== 'healthy').map(toTarget(name))
}

function toTarget(group: string): (found: TargetHealthDescription) => TargetHealth {
  return ({ Target: target, TargetHealth: health }) => {
    const port = target?.Port === undefined ? '' : `:${target.Port}`
    const words = health?.Description || health?.Reason
    return {
      target: `${target?.Id ?? 'a target'}${port} in ${group}`,
      state: health?.State ?? 'not told',
      reason: words?.slice(0, longest),
    }
  }
}

/** `arn:…:targetgroup/<name>/<id>` */
function groupName(arn: string): string {
  return arn.split('/')[1] ?? arn
}
