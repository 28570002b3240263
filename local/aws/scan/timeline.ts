import type { Finding } from './match.ts'

/** How long each state of a scan lasts, in milliseconds at pace 1. */
export type ScanTimeline = Readonly<{ registerMs: number; pendingMs: number; inProgressMs: number }>

export type ScanStatus =
  | 'PENDING'
  | 'IN_PROGRESS'
  | 'COMPLETE'
  | 'FAILED'
  | 'UNSUPPORTED_IMAGE'
  | 'ACTIVE'
  | 'SCAN_ELIGIBILITY_EXPIRED'
  | 'FINDINGS_UNAVAILABLE'
  | 'LIMIT_EXCEEDED'
  | 'IMAGE_ARCHIVED'

/** `ABSENT` is a scan that is not registered yet, or never: ScanNotFoundException. */
export type ScanStep = Readonly<{
  status: ScanStatus | 'ABSENT'
  description?: string
  findings?: readonly Finding[]
  completedAt?: number
  ms?: number // at pace 1; the last step stays
}>

/** A scan told in advance: its steps, or the usual ones with other findings. */
export type ScanScript = Readonly<{ steps?: readonly ScanStep[]; findings?: readonly Finding[] }>

export function usualSteps(times: ScanTimeline, registered: boolean): readonly ScanStep[] {
  return [
    { status: 'ABSENT', ms: registered ? 0 : times.registerMs },
    { status: 'PENDING', ms: times.pendingMs },
    { status: 'IN_PROGRESS', ms: times.inProgressMs },
  ]
}

/** The step that holds after this time, and when it began. */
export function stepAt(
  steps: readonly ScanStep[],
  elapsed: number,
): Readonly<{ step: ScanStep; since: number }> | undefined {
  let since = 0
  for (const [i, step] of steps.entries()) {
    const end = since + (step.ms ?? 0)
    if (elapsed < end || i === steps.length - 1) return { step, since }
    since = end
  }
  return undefined
}
