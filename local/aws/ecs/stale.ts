import type { World } from '../world.ts'
import { behaviourOf, realMs } from './behaviour.ts'
import type { EcsService } from './store.ts'

/** What a read of a service finds, and of when that is: shortly after a change it may be what was before. */
export function asRead(
  world: World,
  service: EcsService,
  now: number,
): Readonly<{ read: EcsService; at: number }> {
  const { earlier } = service
  if (!earlier || now - earlier.until >= realMs(world, 'staleMs')) return { read: service, at: now }
  const reads = world.ecs.staleReads.get(service.arn) ?? 0
  world.ecs.staleReads.set(service.arn, reads + 1)
  const isStale = reads % behaviourOf(world).staleEvery === 0
  return isStale ? { read: earlier.service, at: earlier.until } : { read: service, at: now }
}
