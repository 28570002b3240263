import { warning } from '@actions/core'
import { type ECRClient, StartImageScanCommand } from '@aws-sdk/client-ecr'
import { errorMessage } from '../lib/error-text.ts'
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
/** A scan on push that is slow begins within this time; where none can be started, waiting longer is of no use. */
const giveUpAfterMs = 120_000

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
  const silent: readonly string[] = ['timed-out', 'not-started']
  const answered = platforms.some((scan) => scan.kind === 'complete' || !silent.includes(scan.reason))
  const mode = enhanced ? 'enhanced' : answered ? 'basic' : undefined
  return { mode, platforms, seconds: Math.round(((performance.now() - started) * pace) / 1000) }
}

async function awaitOne(
  ecr: ECRClient,
  repository: Repository,
  target: ScanTarget,
  wait: ScanWait,
): Promise<PlatformScan> {
  let state = ''
  let start: Start | undefined
  let scanMissing = false
  const result = await poll(
    async (elapsedMs) => {
      const look = await lookAt(ecr, repository, target.digest)
      if (look.kind !== 'wait') return look
      if (look.state !== state) say(`${target.platform}: ${look.state}, ${seconds(elapsedMs)} s`)
      state = look.state
      scanMissing = look.scanMissing
      if (scanMissing && elapsedMs >= startAfterMs) start ??= await startScan(ecr, repository, target)
      if (start?.kind === 'unavailable') return start
      if (start?.kind === 'refused' && scanMissing && elapsedMs >= giveUpAfterMs)
        return notStarted(start.reason)
      return undefined
    },
    { delayMs: nextDelay, limitMs: wait.timeoutMinutes * 60_000, signal: wait.signal, pace: wait.pace },
  )
  if (result.kind === 'done') return conclude(target, result.value, result.elapsedMs)
  if (start?.kind === 'refused' && scanMissing) return { ...target, ...notStarted(start.reason) }
  const detail = `after ${wait.timeoutMinutes} min its state was: ${state}`
  return { ...target, kind: 'unavailable', reason: 'timed-out', detail }
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
  say(
    `${target.platform}: scan complete with ${findings.length} finding${findings.length === 1 ? '' : 's'}, ${seconds(elapsedMs)} s`,
  )
  return { ...target, kind: 'complete', findings, completedAt: look.completedAt }
}

type Unavailable = Extract<Look, { kind: 'unavailable' }>

type Start = Unavailable | Readonly<{ kind: 'started' }> | Readonly<{ kind: 'refused'; reason: string }>

async function startScan(ecr: ECRClient, repository: Repository, target: ScanTarget): Promise<Start> {
  say(`${target.platform}: no scan began by itself, so it is started now`)
  const { account: registryId, name: repositoryName } = repository
  const imageId = { imageDigest: target.digest }
  try {
    await ecr.send(withoutRetry(new StartImageScanCommand({ registryId, repositoryName, imageId })))
    return { kind: 'started' }
  } catch (error) {
    return readRefusal(error, `the image ${repository.name}@${target.digest}`)
  }
}

const scannedToday = 'ScannedToday'

/** ECR says "scanned already" by a name that the SDK takes for throttling and would ask again for. */
function withoutRetry(command: StartImageScanCommand): StartImageScanCommand {
  command.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args)
      } catch (error) {
        if (error instanceof Error && error.name === 'LimitExceededException') error.name = scannedToday
        throw error
      }
    },
    { step: 'deserialize', priority: 'high', name: 'scannedToday' },
  )
  return command
}

function readRefusal(error: unknown, subject: string): Start {
  const name = errorName(error)
  const detail = errorMessage(error)
  // One scan a day and image: it was made or is on its way, so its findings will be there.
  if (name === scannedToday) return { kind: 'started' }
  if (name === 'UnsupportedImageTypeException') return { kind: 'unavailable', reason: 'unsupported', detail }
  // Enhanced registries refuse to be asked for a basic scan (containers-roadmap 2656).
  if (name === 'ValidationException' && /disabled/.test(detail))
    return { kind: 'unavailable', reason: 'enhanced', detail }
  const { message } = explain(error, subject)
  warning(`${message} Waiting for a scan that something else starts.`)
  return { kind: 'refused', reason: message }
}

function notStarted(reason: string): Unavailable {
  return {
    kind: 'unavailable',
    reason: 'not-started',
    detail: `no scan began, and it could not be started: ${reason}`,
  }
}

/** Often at first and rarer later: never later than a sixth of the time that the scan took, and never over 10 s. */
function nextDelay(elapsedMs: number): number {
  return jitter(Math.min(Math.max(elapsedMs * 0.15, 1_000), 10_000))
}

function seconds(ms: number): number {
  return Math.round(ms / 1000)
}
