import type { World } from '../world.ts'
import { timestamp } from './operation.ts'
import { type RolloutState, type Standing, shownId, standings } from './standings.ts'
import { type EcsService, progressOf } from './store.ts'

/** A deployment as a service shows it: the classic view, of which a finished rollback looks like a success. */
export type DeploymentView = Readonly<{
  id: string
  status: Standing['status']
  taskDefinition: string
  desiredCount: number
  pendingCount: number
  runningCount: number
  failedTasks: number
  createdAt: number // epoch seconds
  updatedAt: number
  rolloutState?: RolloutState // none behind a Classic Load Balancer
  rolloutStateReason?: string
}> &
  Launch

type Launch = Readonly<{
  launchType?: string
  capacityProviderStrategy?: readonly unknown[]
  platformVersion?: string
}>

/** The deployments of a service now, the PRIMARY one first. */
export function deploymentViews(world: World, service: EcsService, now: number): readonly DeploymentView[] {
  const updatedAt = progressOf(world, service, service.deployments[0], now).updatedAt
  return standings(world, service, now).map((standing) => ({
    id: shownId(standing.deployment),
    status: standing.status,
    taskDefinition: standing.deployment.taskDefinition,
    desiredCount: standing.desired,
    pendingCount: standing.pending ?? 0,
    runningCount: standing.running,
    failedTasks: standing.failed ?? 0,
    createdAt: timestamp(standing.deployment.at),
    updatedAt: timestamp(updatedAt),
    ...launchOf(service),
    ...stateOf(service, standing),
  }))
}

/** What a service, its deployments, revisions and tasks run on: a launch type or capacity providers, never both. */
export function launchOf({ members }: EcsService): Launch {
  const { launchType = 'FARGATE', capacityProviderStrategy } = members
  const platformVersion = String(members.platformVersion ?? 'LATEST')
  if (Array.isArray(capacityProviderStrategy)) return { capacityProviderStrategy, platformVersion }
  return launchType === 'FARGATE' ? { launchType, platformVersion } : { launchType: String(launchType) }
}

function stateOf(service: EcsService, { state: [rolloutState, rolloutStateReason] }: Standing) {
  return service.showsRolloutState ? { rolloutState, rolloutStateReason } : {}
}
