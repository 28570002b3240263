import type { UnavailableReason } from './findings.ts'

/** What Inspector's ListCoverage says of the scan of one image. */
export type Witness =
  | Readonly<{ kind: 'pending' | 'done' | 'silent'; reason: string }>
  /** No findings will come. */
  | Readonly<{ kind: 'unavailable'; reason: string; because: UnavailableReason }>

const pending = ['PENDING_INITIAL_SCAN', 'PENDING_REVIVAL_SCAN', 'SCAN_IN_PROGRESS']
const ends: Readonly<Record<string, UnavailableReason>> = {
  UNSUPPORTED_OS: 'unsupported',
  UNSUPPORTED_MEDIA_TYPE: 'unsupported',
  ACCESS_DENIED: 'denied',
  ACCESS_DENIED_TO_ENCRYPTION_KEY: 'denied',
  SCAN_ELIGIBILITY_EXPIRED: 'stale',
  IMAGE_SIZE_EXCEEDED: 'unsupported',
  IMAGE_ARCHIVED: 'failed',
  RESOURCE_TERMINATED: 'failed',
}

/**
 * Reads a reason of Inspector. One that is not known, and those that name no state of this scan, say nothing.
 * @param lastScannedAt when it was scanned last: a success without it is none
 */
export function readWitness(reason: string, lastScannedAt: Date | undefined): Witness {
  if (pending.includes(reason)) return { kind: 'pending', reason }
  if (reason === 'SUCCESSFUL') return { kind: lastScannedAt === undefined ? 'pending' : 'done', reason }
  const because = Object.hasOwn(ends, reason) ? ends[reason] : undefined
  return because === undefined ? { kind: 'silent', reason } : { kind: 'unavailable', reason, because }
}
