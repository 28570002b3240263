import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { clusterName, text, texts } from './input.ts'
import { currentService } from './launch.ts'
import { shortName } from './names.ts'
import { inCluster, type Operation, onEverything } from './operation.ts'
import { page } from './page.ts'
import { serviceView } from './service-view.ts'
import { asRead } from './stale.ts'
import { type EcsService, requireCluster, serviceArn } from './store.ts'
import { updateService } from './update.ts'

export const serviceOperations: Readonly<Record<string, Operation>> = {
  DescribeServices: { on: inCluster('service', 'services'), run: describeServices },
  ListServices: { on: onEverything, run: listServices },
  UpdateService: {
    on: inCluster('service', 'service'),
    run: (world, input, { arn }) => updateService(world, requireService(world, input), input, arn),
  },
}

/** The service that a call names by name or ARN, which has to exist. */
export function requireService(world: World, input: Input): EcsService {
  const cluster = requireCluster(world, clusterName(input))
  const service = find(world, cluster, text(input, 'service'))
  if (service) return service
  throw new AwsError('ServiceNotFoundException', 'Service not found.')
}

function describeServices(world: World, input: Input) {
  const cluster = requireCluster(world, clusterName(input))
  const found = texts(input, 'services', 10).map((given) => ({ given, service: find(world, cluster, given) }))
  return {
    services: found.flatMap(({ service }) => (service ? view(world, service) : [])),
    failures: found
      .filter(({ service }) => !service)
      .map(({ given }) => ({
        arn: given.startsWith('arn:') ? given : serviceArn(world, cluster, given),
        reason: 'MISSING',
      })),
  }
}

function listServices(world: World, input: Input) {
  const cluster = requireCluster(world, clusterName(input))
  const all = [...world.ecs.services.values()]
    .filter((service) => service.cluster === cluster)
    .flatMap(({ name }) => currentService(world, cluster, name) ?? [])
    .filter(({ status }) => status === 'ACTIVE' || status === 'DRAINING')
  const { items, ...rest } = page(
    input,
    all.map((service) => service.arn),
    10,
  )
  return { serviceArns: items, ...rest }
}

// An ARN of another cluster, account or region names no service of this one.
function find(world: World, cluster: string, given: string): EcsService | undefined {
  const name = shortName(given)
  if (given.startsWith('arn:') && given !== serviceArn(world, cluster, name)) return undefined
  const service = currentService(world, cluster, name)
  return service?.status === 'MISSING' ? undefined : service
}

function view(world: World, service: EcsService) {
  const { read, at } = asRead(world, service, Date.now())
  return serviceView(world, read, at)
}
