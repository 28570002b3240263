import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2'
import { type AwsSettings, configuration, prepare } from './aws.ts'

/** In a file of its own, since only a rollout that fails its load balancer's health checks needs it. */
export function elbClient(settings: AwsSettings): ElasticLoadBalancingV2Client {
  const client = new ElasticLoadBalancingV2Client(configuration(settings))
  return prepare(client, 'elasticloadbalancing', settings)
}
