import { refuse } from '../protocol/error.ts'
import type { World } from '../world.ts'
import { behaviourOf } from './behaviour.ts'

export type Bucket = Readonly<{ tokens: number; at: number }>

type Limit = Readonly<{ burst: number; perSecond: number; operations: readonly string[] }>

const LIMITS: readonly Limit[] = [
  {
    burst: 50,
    perSecond: 5,
    operations: ['UpdateService', 'StopServiceDeployment', 'ContinueServiceDeployment'],
  },
  { burst: 100, perSecond: 20, operations: ['DescribeServices', 'ListServices'] },
  { burst: 50, perSecond: 20, operations: ['ListServiceDeployments', 'DescribeServiceDeployments'] },
  { burst: 50, perSecond: 20, operations: ['DescribeServiceRevisions'] },
  { burst: 20, perSecond: 1, operations: ['RegisterTaskDefinition', 'DeregisterTaskDefinition'] },
  { burst: 50, perSecond: 20, operations: ['DescribeTaskDefinition', 'ListTaskDefinitions'] },
  { burst: 100, perSecond: 20, operations: ['ListTasks', 'DescribeTasks'] },
  { burst: 20, perSecond: 10, operations: ['TagResource', 'ListTagsForResource'] },
]

/**
 * Takes a token out of the bucket that an operation has in this account and region, where calls are counted at all.
 * @throws ThrottlingException where none is left
 */
export function throttle(world: World, operation: string, now: number): void {
  const limit = LIMITS.find(({ operations }) => operations.includes(operation))
  if (!limit || !behaviourOf(world).throttled) return
  const { burst, perSecond } = limit
  const key = limit.operations.join()
  const { tokens, at } = world.ecs.buckets.get(key) ?? { tokens: burst, at: now }
  const left = Math.min(burst, tokens + ((now - at) / 1000) * perSecond * world.settings.pace)
  world.ecs.buckets.set(key, { tokens: left < 1 ? left : left - 1, at: now })
  if (left < 1) throw refuse('throttled', 'Rate exceeded')
}
