import { warning } from '@actions/core'
import { type ECRClient, StartImageScanCommand } from '@aws-sdk/client-ecr'
import { errorName, explain } from '../lib/explain.ts'
import { say } from '../lib/log.ts'
import { jitter, poll } from '../lib/poll.ts'
import type { Repository } from '../registry/repository.ts'
import { type PlatformScan, type ScanReport, toFinding } from './findings.ts'
import { type Look, lookAt } from './read.ts'

/** A manifest whose findings are waited for. */
export type ScanTarget = Readonly<{ digest: string; platform: string }>

export type ScanWait = Readonly<{ timeoutMinutes: number; signal: AbortSignal; pace: number }>

const startAfterMs = 15_000

/**
 * Waits for the findings of every platform, all at once. The SDK's own waiter is not used: it hangs on half of the
 * states. A scan that does not begin within 15 s (scan on push is off) is started.
 * @throws ActionError for refusals and senseless answers; a scan that fails or takes too long is part of the report
 */
export async function awaitFindings(
  ecr: ECRClient,
  repository: Repository,
  targets: readonly ScanTarget[],
  wait: ScanWait,
): Promise<ScanReport> {
  const started = performance.now()
  const stop = new AbortController()
  const signal = AbortSignal.any([wait.signal, stop.signal])
  try {
    const platforms = await Promise.all(
      targets.map((target) => awaitOne(ecr, repository, target, { ...wait, signal })),
    )
    return reportOf(platforms, started, wait.pace)
  } finally {
    // Where one platform's answer ended the wait, the others' must not go on behind it.
    stop.abort()
  }
}

function reportOf(platforms: readonly PlatformScan[], started: number, pace: number): ScanReport {
  const enhanced = platforms.some((scan) => scan.kind === 'unavailable' && scan.reason === 'enhanced')
  const mode = enhanced ? 'enhanced' : 'basic'
  return { mode, platforms, seconds: Math.round(((performance.now() - started) * pace) / 1000) }
}

async function awaitOne(
  ecr: ECRClient,
  repository: Repository,
  target: ScanTarget,
  wait: ScanWait,
): Promise<PlatformScan> {
  let state = ''
  let begun = false
  const result = await poll(
    async (elapsedMs) => {
      const look = await lookAt(ecr, repository, target.digest)
      if (look.kind !== 'wait') return look
      if (look.state !== state) say(`${target.platform}: ${look.state}, ${seconds(elapsedMs)} s`)
      state = look.state
      if (look.scanMissing && !begun && elapsedMs >= startAfterMs) {
        begun = true
        return startScan(ecr, repository, target)
      }
      return undefined
    },
    { delayMs: nextDelay, limitMs: wait.timeoutMinutes * 60_000, signal: wait.signal, pace: wait.pace },
  )
  if (result.kind === 'timed-out') {
    const detail = `after ${wait.timeoutMinutes} min its state was: ${state}`
    return { ...target, kind: 'unavailable', reason: 'timed-out', detail }
  }
  return conclude(target, result.value, result.elapsedMs)
}

function conclude(
  target: ScanTarget,
  look: Exclude<Look, { kind: 'wait' }>,
  elapsedMs: number,
): PlatformScan {
  if (look.kind === 'unavailable') {
    say(`${target.platform}: ${look.detail}, ${seconds(elapsedMs)} s`)
    return { ...target, ...look }
  }
  const findings = look.findings.map((finding) => toFinding(finding, target.platform))
  say(`${target.platform}: scan complete with ${findings.length} findings, ${seconds(elapsedMs)} s`)
  return { ...target, kind: 'complete', findings, completedAt: look.completedAt }
}

/** @returns a final look where the image can never be scanned, otherwise undefined: the wait goes on */
async function startScan(
  ecr: ECRClient,
  repository: Repository,
  target: ScanTarget,
): Promise<(Look & { kind: 'unavailable' }) | undefined> {
  say(`${target.platform}: no scan began by itself, so it is started now`)
  const imageId = { imageDigest: target.digest }
  try {
    await ecr.send(
      new StartImageScanCommand({ registryId: repository.account, repositoryName: repository.name, imageId }),
    )
  } catch (error) {
    const name = errorName(error)
    const text = error instanceof Error ? error.message : name
    if (name === 'UnsupportedImageTypeException')
      return { kind: 'unavailable', reason: 'unsupported', detail: text }
    // Enhanced registries refuse to be asked for a basic scan (containers-roadmap 2656).
    if (name === 'ValidationException' && /disabled/.test(text))
      return { kind: 'unavailable', reason: 'enhanced', detail: text }
    // One scan a day and image: it was made or is on its way, so its findings will be there.
    if (name !== 'LimitExceededException')
      warning(`${explain(error, target.digest).message} Waiting for a scan that something else starts.`)
  }
  return undefined
}

/** Often at first and rarer later: never later than a sixth of the time that the scan took, and never over 10 s. */
function nextDelay(elapsedMs: number): number {
  return jitter(Math.min(Math.max(elapsedMs * 0.15, 1_000), 10_000))
}

function seconds(ms: number): number {
  return Math.round(ms / 1000)
}
