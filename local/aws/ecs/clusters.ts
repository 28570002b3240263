import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { optionalTexts } from './input.ts'
import { arnOf, shortName } from './names.ts'
import { type Operation, onClusters, onEverything } from './operation.ts'
import { page } from './page.ts'

export const clusterOperations: Readonly<Record<string, Operation>> = {
  DescribeClusters: { on: onClusters('clusters'), run: describeClusters },
  ListClusters: { on: onEverything, run: listClusters },
}

function describeClusters(world: World, input: Input) {
  const names = (optionalTexts(input, 'clusters') ?? ['default']).map(shortName)
  const known = (name: string) => world.ecs.clusters.has(name)
  return {
    clusters: names.filter(known).map((name) => view(world, name)),
    failures: names
      .filter((name) => !known(name))
      .map((name) => ({ arn: arnOf(world, 'cluster', name), reason: 'MISSING' })),
  }
}

function listClusters(world: World, input: Input) {
  const { items, ...rest } = page(
    input,
    [...world.ecs.clusters].map((name) => arnOf(world, 'cluster', name)),
  )
  return { clusterArns: items, ...rest }
}

function view(world: World, name: string) {
  const services = [...world.ecs.services.values()].filter((service) => service.cluster === name)
  return {
    clusterArn: arnOf(world, 'cluster', name),
    clusterName: name,
    status: 'ACTIVE',
    activeServicesCount: services.filter((service) => service.status === 'ACTIVE').length,
    registeredContainerInstancesCount: 0,
    statistics: [],
    tags: [],
    settings: [],
    capacityProviders: [],
    defaultCapacityProviderStrategy: [],
  }
}
