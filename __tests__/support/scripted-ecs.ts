import { type EcsClients, ecsClients } from '../../src/lib/ecs.ts'
import { type Answer, type Call, scriptedAws } from './scripted-aws.ts'

export type ScriptedEcs = Readonly<{ clients: EcsClients; calls: readonly Call[] }>

export const place = { cluster: 'default', service: 'shop', region: 'eu-west-1' }

/** So fast that pauses between tries cost nothing. */
export const pace = 10_000

/** Clients of an ECS that answers each operation as the test says; any other operation is a fault of the test. */
export async function scriptedEcs(
  answers: Readonly<Record<string, (call: Call, times: number) => Answer>>,
  signal: AbortSignal = new AbortController().signal,
): Promise<ScriptedEcs> {
  const times = new Map<string, number>()
  const { calls } = await scriptedAws((call) => {
    const { operation } = call
    times.set(operation, (times.get(operation) ?? 0) + 1)
    const given = answers[operation]?.(call, times.get(operation) ?? 1)
    return given ?? { status: 400, body: { __type: 'Unexpected', message: operation } }
  })
  const credentials = {
    provide: async () => ({ accessKeyId: 'K', secretAccessKey: 's' }),
    renew: async () => undefined,
  }
  return { clients: ecsClients({ region: place.region, credentials, signal, pace }), calls }
}

/** A service whose newest deployment is this one. */
export function serviceWith(id: string, more: object = {}, deploymentMore: object = {}): Answer {
  const taskDefinition = 'arn:aws:ecs:eu-west-1:123456789012:task-definition/shop:2'
  const deployment = {
    id,
    status: 'PRIMARY',
    taskDefinition,
    rolloutState: 'IN_PROGRESS',
    createdAt: 1_795_176_000,
    ...deploymentMore,
  }
  const service = {
    ...{ serviceName: place.service, status: 'ACTIVE', desiredCount: 2, taskDefinition },
    serviceArn: 'arn:aws:ecs:eu-west-1:123456789012:service/default/shop',
    deployments: [deployment],
    ...more,
  }
  return { body: { services: [service], failures: [] } }
}
