import type { Scanning } from './coverage.ts'
import type { Finding, PlatformScan, ScanMode } from './findings.ts'
import type { ScanTarget } from './read.ts'

type IsBlocking = (findings: readonly Finding[]) => boolean

/** An answer on one platform takes nothing from what another shows: what blocks there blocks. */
export function gather(
  targets: readonly ScanTarget[],
  results: readonly PromiseSettledResult<PlatformScan>[],
  isBlocking: IsBlocking,
): readonly PlatformScan[] {
  const done = results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const isBlocked = done.some((scan) => scan.kind === 'complete' && isBlocking(scan.findings))
  return targets.flatMap((target, index): readonly PlatformScan[] => {
    const result = results[index]
    if (result?.status !== 'rejected') return result === undefined ? [] : [result.value]
    if (!isBlocked) throw result.reason
    const detail = result.reason instanceof Error ? result.reason.message : String(result.reason)
    return [{ ...target, kind: 'unavailable', reason: 'failed', detail }]
  })
}

/** Inspector's findings on one platform say what the registry has. */
export function modeOf(platforms: readonly PlatformScan[], scanning: Scanning): ScanMode | undefined {
  const modes = platforms.flatMap((scan) => (scan.kind === 'complete' ? [scan.mode] : []))
  if (modes.includes('enhanced')) return 'enhanced'
  const silent: readonly string[] = ['timed-out', 'not-started']
  const isAnswered = platforms.some((scan) => scan.kind === 'complete' || !silent.includes(scan.reason))
  return modes[0] ?? (isAnswered ? scanning.mode : undefined)
}

/** A look is judged once, however often it is asked about: with tens of thousands of findings that takes a second. */
export function once(isBlocking: IsBlocking): IsBlocking {
  const known = new WeakMap<readonly Finding[], boolean>()
  return (findings) => {
    const answer = known.get(findings) ?? isBlocking(findings)
    known.set(findings, answer)
    return answer
  }
}
