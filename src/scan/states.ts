import type { UnavailableReason } from './findings.ts'

/** What an answer about a scan means for somebody who waits for its findings. */
export type Reading =
  /** On its way, or not there yet; see watch.ts for how long each is waited for. */
  | Readonly<{ kind: 'wait'; why: WaitReason }>
  /** Findings may be there; `continuous` ones are kept up to date by Inspector. */
  | Readonly<{ kind: 'findings'; continuous: boolean }>
  | Readonly<{ kind: 'unavailable'; reason: UnavailableReason }>

export type WaitReason =
  | 'running'
  /** No scan is registered. */
  | 'absent'
  /** The image is not seen yet by the part of ECR that was asked. */
  | 'hidden'
  /** ECR cannot read findings that are there. */
  | 'unreadable'
  | 'throttled'

const running: Reading = { kind: 'wait', why: 'running' }
const throttled: Reading = { kind: 'wait', why: 'throttled' }
const failed: Reading = { kind: 'unavailable', reason: 'failed' }

/** Every status of ECR, and the errors of DescribeImageScanFindings that are no end of the wait. */
const readings: Readonly<Record<string, Reading>> = {
  PENDING: running,
  IN_PROGRESS: running,
  COMPLETE: { kind: 'findings', continuous: false },
  // It is said before the first result is there, too (aws-cli 6759).
  ACTIVE: { kind: 'findings', continuous: true },
  FAILED: failed,
  UNSUPPORTED_IMAGE: { kind: 'unavailable', reason: 'unsupported' },
  SCAN_ELIGIBILITY_EXPIRED: { kind: 'unavailable', reason: 'stale' },
  FINDINGS_UNAVAILABLE: { kind: 'wait', why: 'unreadable' },
  LIMIT_EXCEEDED: failed,
  IMAGE_ARCHIVED: failed,
  ScanNotFoundException: { kind: 'wait', why: 'absent' },
  ImageNotFoundException: { kind: 'wait', why: 'hidden' },
  ThrottlingException: throttled,
  TooManyRequestsException: throttled,
}

/** A status that AWS adds one day is waited for, within the limit, and never taken for an end. */
export function readStatus(status: string, description: string): Reading {
  // Basic scanning calls an unsupported system a failure, and says which in words only.
  if (status === 'FAILED' && /UnsupportedImage/.test(description))
    return { kind: 'unavailable', reason: 'unsupported' }
  return rowOf(status) ?? running
}

/** @returns undefined for an error that is no state of a scan */
export function readError(name: string): Extract<Reading, { kind: 'wait' }> | undefined {
  const row = /Exception$/.test(name) ? rowOf(name) : undefined
  return row?.kind === 'wait' ? row : undefined
}

function rowOf(name: string): Reading | undefined {
  return Object.hasOwn(readings, name) ? readings[name] : undefined
}
