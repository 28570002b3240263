import type { World } from '../world.ts'
import { behaviourOf, realMs } from './behaviour.ts'
import { shownConfiguration } from './configuration.ts'
import { deploymentViews, launchOf } from './deployments-view.ts'
import { serviceEvents } from './events.ts'
import { arnOf } from './names.ts'
import { timestamp } from './operation.ts'
import type { EcsService } from './store.ts'

/** A service as DescribeServices and UpdateService answer it. */
export function serviceView(world: World, service: EcsService, now: number) {
  const views = deploymentViews(world, service, now)
  const sum = (count: 'runningCount' | 'pendingCount') => views.reduce((all, view) => all + view[count], 0)
  const own = service.controller === undefined || service.controller === 'ECS'
  const { controller } = service
  return {
    loadBalancers: [],
    serviceRegistries: [],
    schedulingStrategy: 'REPLICA',
    enableECSManagedTags: false,
    propagateTags: 'NONE',
    enableExecuteCommand: false,
    ...launchOf(service),
    ...service.members,
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: arnOf(world, 'cluster', service.cluster),
    status: service.status,
    desiredCount: service.desiredCount,
    runningCount: sum('runningCount'),
    pendingCount: sum('pendingCount'),
    platformFamily: 'Linux',
    taskDefinition: currentDefinition(service, views),
    deploymentConfiguration: shownConfiguration(service),
    // A service that was made without naming a controller does not show one; it is ECS all the same.
    ...(controller === undefined ? {} : { deploymentController: { type: controller } }),
    // Others' deployments are task sets, which nobody here rolls out.
    ...(own
      ? { deployments: service.status === 'INACTIVE' ? [] : views }
      : { deployments: [], taskSets: [] }),
    events: serviceEvents(world, service, now),
    createdAt: timestamp(service.createdAt),
    placementConstraints: [],
    placementStrategy: [],
    ...(own && behaviourOf(world).serviceDeployments === 'there' ? current(world, service, now) : {}),
  }
}

/** After a rollback it is the old one again, whatever UpdateService asked for. */
export function currentDefinition(service: EcsService, views: ReturnType<typeof deploymentViews>): string {
  return views[0]?.taskDefinition ?? service.deployments[0].taskDefinition
}

// It learns of a new deployment a little late, as in AWS: what it names is not always the newest.
function current(world: World, service: EcsService, now: number) {
  const late = realMs(world, 'currentMs')
  const known = service.deployments.find((one) => one.recorded && now - one.at >= late)
  if (!known) return {}
  return {
    currentServiceDeployment: arnOf(world, 'service-deployment', service.cluster, service.name, known.id),
    currentServiceRevisions: deploymentViews(world, service, now).map((view) => ({
      arn: arnOf(world, 'service-revision', service.cluster, service.name, view.id.replace('ecs-svc/', '')),
      requestedTaskCount: view.desiredCount,
      runningTaskCount: view.runningCount,
      pendingTaskCount: view.pendingCount,
    })),
  }
}
