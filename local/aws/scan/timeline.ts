import type { EnhancedFinding, Finding } from './finding.ts'
import type { OddPaging } from './paging.ts'

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

/** Any text: AWS may add words to its lists. */
export type Later = string & Readonly<Record<never, never>>

/** What Inspector's ListCoverage says of an image. */
export type CoverageStatus = Readonly<{
  statusCode: 'ACTIVE' | 'INACTIVE' | Later
  reason: string
  lastScannedAgoMs?: number // at pace 1, before the step began
}>

/**
 * What a scan shows for a while. `ABSENT` is a scan that is not registered yet, or never: ScanNotFoundException.
 *
 * Lists are shown as given: `findings` as basic ones, `enhanced` as enhanced ones, both where both are given. `findings`
 * alone are shown in the registry's own shape, and a COMPLETE step without lists shows what is in the image. What is given
 * as undefined (lists, `counts`, `completedAt`) is absent.
 */
export type ScanStep = Readonly<{
  status: ScanStatus | 'ABSENT' | Later
  description?: string | undefined
  findings?: readonly Finding[] | undefined
  enhanced?: readonly EnhancedFinding[] | undefined
  counts?: Readonly<Record<string, number>> | undefined // by default those of the list, or of the page
  completedAt?: number | undefined // real milliseconds since 1970; of a COMPLETE step by default when it began
  completedAgoMs?: number // instead: at pace 1, before the step began
  coverage?: CoverageStatus // by default what follows from the status
  ms?: number // at pace 1; the last step stays
}>

/** A scan told in advance: its steps, or the usual ones with other findings. */
export type ScanScript = Readonly<{
  steps?: readonly ScanStep[]
  findings?: readonly Finding[]
  enhanced?: readonly EnhancedFinding[]
  rescan?: readonly ScanStep[] // from a StartImageScan on; without it that begins `steps` anew
  scannedAgoMs?: number // the age of the first scan when its image was pushed, at pace 1; its steps began as long ago
  paging?: OddPaging
  epss?: Readonly<Record<string, number>> // by vulnerability id, 0 to 1
  knownExploited?: readonly string[] // vulnerability ids that CISA lists
  withoutDetails?: readonly string[] // vulnerability ids whose details Inspector does not find
}>

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
