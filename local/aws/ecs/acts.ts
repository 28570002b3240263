import type { World } from '../world.ts'
import { realMs } from './behaviour.ts'
import { happened, later } from './pauses.ts'
import { rollbackOnRequest } from './presets.ts'
import type { Course } from './rollout.ts'
import { type Call, type Deployment, type EcsService, storeService } from './store.ts'

// What calls, and people in a script, do to a deployment that is under way.

/** Only what a service deployment brought up once can be rolled back to. */
export function hasCandidate(service: EcsService, source: string | undefined): boolean {
  return service.deployments.some((one) => one.number === source && one.recorded)
}

/** The rest of a rollout told anew: what has happened stays, the rest comes from these steps, counted from then. */
export function cut(world: World, deployment: Deployment, at: number, steps: Course): Deployment {
  const elapsed = elapsedOf(world, deployment, at)
  const past = happened(deployment.rollout, elapsed, deployment.answers)
  const rest = later(steps, elapsed)
  // Others' acts have come about, or never will.
  const kept = past.map(({ replacedBy: _, stoppedBy: __, ...step }) => step)
  return { ...deployment, rollout: [...kept, ...rest], answers: [] }
}

/** So far a deployment is, in the time of its script. */
export function elapsedOf({ settings }: World, deployment: Deployment, at: number): number {
  return (at - deployment.at) * settings.pace
}

export function calledOn(deployment: Deployment, call: Call): Deployment {
  return { ...deployment, calls: [...deployment.calls, call] }
}

/** StopServiceDeployment, for one that is neither over nor on its way back. */
export function stopDeployment(
  world: World,
  service: EcsService,
  deployment: Deployment,
  call: Call,
): EcsService {
  const way = rollbackOnRequest[hasCandidate(service, deployment.source) ? 'candidate' : 'none']
  return replaceDeployment(world, service, calledOn(cut(world, deployment, call.at, way), call))
}

/** Its end where another deployment takes its place. */
export function replaced(world: World, deployment: Deployment, at: number, replacedBy: string): Deployment {
  const stopped = {
    status: 'STOPPED',
    statusReason: 'Replaced by a new service deployment.',
    running: 0,
    pending: 0,
  } as const
  const ms = realMs(world, 'replacedMs') * world.settings.pace
  const asked: Course = ms > 0 ? [{ afterMs: 0, status: 'STOP_REQUESTED' }] : []
  const end = cut(world, deployment, at, [...asked, { afterMs: ms, ...stopped }])
  return { ...end, replacedBy }
}

export function replaceDeployment(world: World, service: EcsService, changed: Deployment): EcsService {
  const [first, ...others] = service.deployments.map((one) => (one.number === changed.number ? changed : one))
  return storeService(world, { ...service, deployments: [first ?? changed, ...others] })
}
