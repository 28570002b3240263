import { begin, STARTED, STEADY, successful, up } from './preset-parts.ts'
import type { Rollout, RolloutName } from './rollout.ts'

type Good = 'baking' | 'early-success' | 'blue-green' | 'linear' | 'canary' | 'paused' | 'paused-steps'

// Blue, green and what is between them, up to the shift of the traffic.
const twoSizes: Rollout = [
  { afterMs: 0, status: 'PENDING' },
  { afterMs: 500, status: 'IN_PROGRESS', lifecycleStage: 'PRE_SCALE_UP', weight: 0, testWeight: 0 },
  { afterMs: 1000, lifecycleStage: 'SCALE_UP', pending: 'all', events: [STARTED] },
  { afterMs: 5000, lifecycleStage: 'POST_SCALE_UP', pending: 0, running: 'all' },
  { afterMs: 5500, lifecycleStage: 'TEST_TRAFFIC_SHIFT', testWeight: 100 },
  { afterMs: 6000, lifecycleStage: 'POST_TEST_TRAFFIC_SHIFT' },
]

const baked: Rollout = [
  { afterMs: 16_000, lifecycleStage: 'POST_PRODUCTION_TRAFFIC_SHIFT' },
  { afterMs: 17_000, lifecycleStage: 'BAKE_TIME' },
  { afterMs: 23_000, lifecycleStage: 'CLEAN_UP', testWeight: 0 },
  { afterMs: 25_000, status: 'SUCCESSFUL', old: 0, events: [STEADY] },
]

function shift(...weights: readonly (readonly [afterMs: number, weight: number])[]): Rollout {
  return weights.map(([afterMs, weight]) => ({ afterMs, lifecycleStage: 'PRODUCTION_TRAFFIC_SHIFT', weight }))
}

/** Rollouts that end well, if nobody comes between. */
export const goodEnds: Readonly<Record<Good & RolloutName, Rollout>> = {
  // Alarms are watched for a while after the old tasks are gone.
  baking: [
    ...begin,
    up,
    { afterMs: 9000, old: 0, alarms: { status: 'MONITORING' } },
    {
      ...{ afterMs: 29_000, status: 'SUCCESSFUL', events: [STEADY] },
      alarms: { status: 'MONITORING_COMPLETE' },
      circuitBreaker: { status: 'MONITORING_COMPLETE', failureCount: 0, threshold: 3 },
    },
  ],

  // Nothing watches over the tasks that come later.
  'early-success': [
    ...begin,
    { afterMs: 5000, running: 1 },
    {
      ...{ afterMs: 6000, status: 'SUCCESSFUL' },
      circuitBreaker: { status: 'MONITORING_COMPLETE', failureCount: 0, threshold: 3 },
    },
    { afterMs: 12_000, pending: 0, running: 'all' },
    { afterMs: 16_000, old: 0, events: [STEADY] },
  ],

  'blue-green': [...twoSizes, ...shift([8000, 100]), ...baked],
  linear: [...twoSizes, ...shift([7000, 25], [9000, 50], [11_000, 75], [13_000, 100]), ...baked],
  canary: [...twoSizes, ...shift([7000, 5], [13_000, 100]), ...baked],

  paused: [
    ...begin,
    up,
    { afterMs: 6000, lifecycleStage: 'POST_SCALE_UP', pause: {} },
    ...successful(10_000),
  ],

  'paused-steps': [
    ...twoSizes,
    { afterMs: 6500, lifecycleStage: 'PRE_PRODUCTION_TRAFFIC_SHIFT', pause: {} },
    ...shift([7000, 5]),
    { afterMs: 12_000, lifecycleStage: 'PRE_PRODUCTION_TRAFFIC_SHIFT', pause: {} },
    ...shift([13_000, 100]),
    ...baked,
  ],
}
