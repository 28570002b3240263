import { createHash } from 'node:crypto'
import type { Finding } from './findings.ts'

/** How long findings must stay as they are before they are taken for all, in ms. */
export const settleMs = {
  usual: 10_000,
  /** Where nothing was found yet, or nothing tells that the scan is done. */
  doubtful: 20_000,
  /** A scan that was done longer ago than this has nothing to come. */
  waived: 600_000,
} as const

/** What was seen of a scan's findings, and since when they are so. */
export type Sighting = Readonly<{
  key: string
  sinceMs: number
  isBlocking: boolean
  /** Since when there are findings that block. */
  blockingSinceMs: number | undefined
}>

/** Adds a look at the findings to what was seen before. */
export function see(
  before: Sighting | undefined,
  findings: readonly Finding[],
  isBlocking: boolean,
  elapsedMs: number,
): Sighting {
  const key = keyOf(findings)
  return {
    ...{ key, isBlocking },
    sinceMs: before?.key === key ? before.sinceMs : elapsedMs,
    blockingSinceMs: isBlocking ? (before?.blockingSinceMs ?? elapsedMs) : undefined,
  }
}

type Circumstances = Readonly<{ age: number | undefined; isEmpty: boolean; elapsedMs: number }>

/**
 * How long it takes, in ms, until the findings count as all: 0 when they do. What blocks is final with the first look;
 * one more look, whatever it shows, makes the report complete.
 * @param circumstances `age` of the scan's end, undefined where it has none
 */
export function msToSettle(sighting: Sighting, { age, isEmpty, elapsedMs }: Circumstances): number {
  if (isLongOver(age, elapsedMs)) return 0
  if (sighting.blockingSinceMs !== undefined)
    return Math.max(sighting.blockingSinceMs + settleMs.usual - elapsedMs, 0)
  const needed = isEmpty || age === undefined ? settleMs.doubtful : settleMs.usual
  return Math.max(sighting.sinceMs + needed - elapsedMs, 0)
}

/** Whether the scan was done long before the wait began: one that grows old while it is waited for is none. */
export function isLongOver(age: number | undefined, elapsedMs: number): boolean {
  return age !== undefined && age - elapsedMs > settleMs.waived
}

/** Equal for the same findings in whatever order. */
function keyOf(findings: readonly Finding[]): string {
  const keys = findings.map(({ id, packageName, packageVersion, paths, severity, standing, fix, exploit }) =>
    JSON.stringify([id, packageName, packageVersion, paths.toSorted(), severity, standing, fix, exploit]),
  )
  return createHash('sha256').update(keys.sort().join('\n')).digest('hex')
}
