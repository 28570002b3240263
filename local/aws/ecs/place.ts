import type { World } from '../world.ts'
import { type EcsBehaviour, setBehaviour } from './behaviour.ts'
import {
  createService,
  type LocalServiceOptions,
  registeredRequests,
  registerTaskDefinition,
} from './control.ts'
import { continueByOthers, type LocalUpdate, stopByOthers, updateByOthers } from './others.ts'
import type { Rollout, RolloutName } from './rollout.ts'
import type { HookAction } from './rollout-parts.ts'
import { type LocalService, trueService } from './truth.ts'

type Request = Readonly<Record<string, unknown>>

/** ECS in one account and region, past every permission. */
export type EcsPlace = Readonly<{
  createCluster: (name: string) => void
  createService: (options: LocalServiceOptions) => void
  /** Tells the next deployment of that service in advance. */
  setRollout: (service: string, rollout: Rollout | RolloutName) => void
  /** How ECS behaves here from now on. */
  setEcs: (changes: Partial<EcsBehaviour>) => void
  /** A revision that somebody else registers; gives its ARN. */
  registerTaskDefinition: (request: Request) => string
  /** Somebody else's UpdateService; gives the number of the newest deployment. */
  updateService: (name: string, update: LocalUpdate, cluster?: string) => string
  /** Somebody else's StopServiceDeployment for the newest deployment of a service. */
  stopDeployment: (service: string, cluster?: string) => void
  /** Somebody else's ContinueServiceDeployment for the newest deployment of a service. */
  continueDeployment: (service: string, action: HookAction, cluster?: string) => void
  /** What is true of a service now. */
  service: (name: string, cluster?: string) => LocalService
  /** The requests that registered this family's revisions, in order. */
  taskDefinitions: (family: string) => readonly Request[]
}>

export function ecsPlace(world: World): EcsPlace {
  return {
    createCluster: (name) => void world.ecs.clusters.add(name),
    createService: (service) => createService(world, service),
    setRollout: (service, rollout) => void world.ecs.rollouts.set(service, rollout),
    setEcs: (changes) => setBehaviour(world, changes),
    registerTaskDefinition: (request) => registerTaskDefinition(world, request),
    updateService: (name, update, cluster) => updateByOthers(world, name, update, cluster),
    stopDeployment: (service, cluster) => stopByOthers(world, service, cluster),
    continueDeployment: (service, action, cluster) => continueByOthers(world, service, action, cluster),
    service: (name, cluster) => trueService(world, name, cluster),
    taskDefinitions: (family) => registeredRequests(world, family),
  }
}
