import type { UnavailableReason } from './findings.ts'

/** What a scan status means for somebody who waits for findings. */
export type Reading =
  | Readonly<{ kind: 'wait' }>
  | Readonly<{ kind: 'complete' }>
  | Readonly<{ kind: 'unavailable'; reason: UnavailableReason }>
  | Readonly<{ kind: 'unknown' }>

const readings: Readonly<Record<string, Reading>> = {
  PENDING: { kind: 'wait' },
  IN_PROGRESS: { kind: 'wait' },
  COMPLETE: { kind: 'complete' },
  FAILED: { kind: 'unavailable', reason: 'failed' },
  UNSUPPORTED_IMAGE: { kind: 'unavailable', reason: 'unsupported' },
  // Only a registry with enhanced scanning answers so, and its findings may still trickle in.
  ACTIVE: { kind: 'unavailable', reason: 'enhanced' },
  SCAN_ELIGIBILITY_EXPIRED: { kind: 'unavailable', reason: 'failed' },
  FINDINGS_UNAVAILABLE: { kind: 'wait' },
  LIMIT_EXCEEDED: { kind: 'unavailable', reason: 'failed' },
  IMAGE_ARCHIVED: { kind: 'unavailable', reason: 'failed' },
}

/** A status that AWS adds one day is waited for, within the limit, and never taken for an end. */
export function readStatus(status: string, description: string): Reading {
  // Basic scanning calls an unsupported system a failure, and says which in words only.
  if (status === 'FAILED' && /UnsupportedImage/.test(description))
    return { kind: 'unavailable', reason: 'unsupported' }
  return (Object.hasOwn(readings, status) ? readings[status] : undefined) ?? { kind: 'unknown' }
}
