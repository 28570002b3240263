import type { Manifest } from '../ecr/manifest.ts'
import type { Image, Repository } from '../ecr/store.ts'
import type { World } from '../world.ts'
import { type ScanResult, scanImage } from './scanner.ts'
import { type ScanScript, type ScanStep, stepAt, usualSteps } from './timeline.ts'

export type Scan = {
  readonly startedAt: number
  readonly registered: boolean // started by hand: known at once
  result?: ScanResult // once the layers are read, whatever the timeline shows meanwhile
}

type Shown = ScanStep & Readonly<{ status: Exclude<ScanStep['status'], 'ABSENT'> }>

export function startScan(
  repository: Repository,
  digest: string,
  manifest: Manifest,
  how: Readonly<{ registered: boolean }>,
): void {
  const scan: Scan = { startedAt: Date.now(), registered: how.registered }
  repository.scans.set(digest, scan)
  void scanImage(manifest, (layer) => repository.layers.get(layer)).then((result) => {
    scan.result = result
  })
}

/** What DescribeImageScanFindings shows now; nothing when there is no scan to show. */
export function scanStep(world: World, repository: Repository, image: Image): Shown | undefined {
  const scan = repository.scans.get(image.digest)
  const script = world.scripts.get(image.digest) ?? world.scripts.get(repository.name)
  if (!scan && !script?.steps) return undefined
  const startedAt = scan?.startedAt ?? image.pushedAt
  const steps = script?.steps ?? [
    ...usualSteps(world.settings.scan, scan?.registered ?? false),
    outcome(scan, script),
  ]
  const now = stepAt(steps, (Date.now() - startedAt) * world.settings.pace)
  if (!now || now.step.status === 'ABSENT') return undefined
  const completedAt = startedAt + now.since / world.settings.pace
  return { ...withFindings(now.step, scan, completedAt), status: now.step.status }
}

function outcome(scan: Scan | undefined, script: ScanScript | undefined): ScanStep {
  if (script?.findings) {
    return {
      status: 'COMPLETE',
      description: 'The scan was completed successfully.',
      findings: script.findings,
    }
  }
  return scan?.result ?? { status: 'IN_PROGRESS' }
}

// A scripted step that is complete and names no findings shows the real ones.
function withFindings(step: ScanStep, scan: Scan | undefined, completedAt: number): ScanStep {
  if (step.status !== 'COMPLETE') return step
  const real = scan?.result?.status === 'COMPLETE' ? scan.result.findings : []
  return { completedAt, findings: real, ...step }
}
