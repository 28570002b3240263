import fc from 'fast-check'
import type { Rollout, RolloutStep } from '../../local/aws/aws.ts'

// Rollouts that nobody thought of.

const crash = {
  ...{ stopCode: 'EssentialContainerExited', stoppedReason: 'Essential container in task exited' },
  containers: [{ exitCode: 1 }],
}

const change = fc.oneof(
  fc.record({ running: fc.constantFrom<(number | 'all')[]>(0, 1, 2, 'all') }),
  fc.record({ pending: fc.constantFrom<(number | 'all')[]>(0, 1, 'all') }),
  fc.record({ stoppedTasks: fc.constantFrom([crash], [crash, crash]) }),
  fc.record({ lifecycleStage: fc.constantFrom('SCALE_UP', 'POST_SCALE_UP', 'BAKE_TIME', 'A_NEW_STAGE') }),
  fc.record({ weight: fc.constantFrom(0, 10, 100) }),
  fc.record({ old: fc.constantFrom<(number | 'all')[]>(0, 1, 'all') }),
  fc.record({ status: fc.constantFrom('IN_PROGRESS', 'REHEARSING') }),
  fc.record({
    pause: fc.record({
      timeoutMs: fc.constantFrom(8_000, 40_000),
      timeoutAction: fc.constantFrom('CONTINUE', 'ROLLBACK'),
    }),
  }),
)

const triggered = { status: 'TRIGGERED', failureCount: 3, threshold: 3 } as const
const ends: readonly (readonly Omit<RolloutStep, 'afterMs'>[])[] = [
  [{ status: 'SUCCESSFUL', running: 'all', pending: 0 }, { old: 0 }],
  [{ status: 'SUCCESSFUL', running: 'all', pending: 0, old: 0, resolved: 'other' }],
  [
    { status: 'ROLLBACK_REQUESTED', circuitBreaker: triggered },
    { status: 'ROLLBACK_IN_PROGRESS' },
    { status: 'ROLLBACK_SUCCESSFUL', running: 0, pending: 0, old: 'all' },
  ],
  [{ status: 'ROLLBACK_REQUESTED' }, { status: 'ROLLBACK_FAILED', running: 0, old: 'all' }],
  [
    { status: 'STOP_REQUESTED', circuitBreaker: triggered, primary: 'own' },
    { status: 'STOPPED', running: 0 },
  ],
  [{ status: 'STOP_REQUESTED' }, { status: 'STOPPED', running: 0, old: 'all' }],
  [],
]

/** Any steps, one after the other, to any end. */
export const anyRollout = fc
  .record({
    changes: fc.array(change, { maxLength: 5 }),
    gaps: fc.array(fc.integer({ min: 500, max: 12_000 }), { minLength: 10, maxLength: 10 }),
    end: fc.constantFrom(...ends),
  })
  .map(({ changes, gaps, end }): Rollout => {
    let afterMs = 0
    const steps = [
      { status: 'PENDING' },
      { status: 'IN_PROGRESS', pending: 'all' as const },
      ...changes,
      ...end,
    ]
    return steps.map((step, index) => {
      afterMs += index === 0 ? 0 : (gaps[index] ?? 1_000)
      return { afterMs, ...step } as RolloutStep
    })
  })

/** A release that fails once or twice before it comes up: nothing that speaks against it. */
export const recovering = fc
  .record({ crashes: fc.constantFrom(1, 2), upMs: fc.integer({ min: 35_000, max: 60_000 }) })
  .map(
    ({ crashes, upMs }): Rollout => [
      { afterMs: 0, status: 'PENDING' },
      { afterMs: 1_000, status: 'IN_PROGRESS', pending: 'all' },
      { afterMs: 5_000, stoppedTasks: Array(crashes).fill(crash) },
      { afterMs: upMs, running: 'all', pending: 0 },
      { afterMs: upMs + 4_000, status: 'SUCCESSFUL', old: 0 },
    ],
  )
