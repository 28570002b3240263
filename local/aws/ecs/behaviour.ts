import type { World } from '../world.ts'

/** How ECS behaves in an account and region, whatever is rolled out. Times are milliseconds at pace 1. */
export type EcsBehaviour = Readonly<{
  listedMs: number // until ListServiceDeployments shows a new deployment
  currentMs: number // until a service's currentServiceDeployment names it
  staleMs: number // so long after a change DescribeServices answers as before it
  staleEvery: number // of the reads in that time: 1 every one, 2 every other one
  deploymentLagMs: number // DescribeServiceDeployments tells what was so long ago
  reasonsMs: number // from a task's end until its containers say how it came
  replacedMs: number // so long a deployment that is replaced is STOP_REQUESTED before it is STOPPED
  inactiveMs: number // so long a deployment that is over is still shown in deployments[], as INACTIVE
  stopsPaused: boolean // StopServiceDeployment takes a paused deployment too
  missesStopped: boolean // ListTasks with a service's name does not find stopped tasks
  throttled: boolean // with the buckets that AWS has for each account and region
  serviceDeployments: 'there' | 'missing' | 'html' | 'unsupported' // the API of service deployments and revisions
}>

export const usualBehaviour: EcsBehaviour = {
  listedMs: 1500,
  currentMs: 3000,
  staleMs: 0,
  staleEvery: 1,
  deploymentLagMs: 0,
  reasonsMs: 0,
  replacedMs: 0,
  inactiveMs: 0,
  stopsPaused: false,
  missesStopped: false,
  throttled: false,
  serviceDeployments: 'there',
}

/** How ECS behaves here: as the settings say, but for what was changed since. */
export function behaviourOf(world: World): EcsBehaviour {
  return { ...world.settings.ecs, ...Object.fromEntries(world.ecs.behaviour) }
}

export function setBehaviour(world: World, changes: Partial<EcsBehaviour>): void {
  for (const [name, value] of Object.entries(changes))
    world.ecs.behaviour.set(name as keyof EcsBehaviour, value)
}

/** One of the times of `behaviourOf`, in real milliseconds. */
export function realMs(world: World, name: keyof EcsBehaviour): number {
  return Number(behaviourOf(world)[name]) / world.settings.pace
}
