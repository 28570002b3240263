import type { Manifest } from '../ecr/manifest.ts'
import { coverage } from '../ecr/scanning-rules.ts'
import type { Image, Repository } from '../ecr/store.ts'
import type { World } from '../world.ts'
import { usualOutcome } from './outcome.ts'
import { type ScanResult, scanImage } from './scanner.ts'
import { type Shown, show } from './shown.ts'
import { type ScanScript, type ScanStep, stepAt, usualSteps } from './timeline.ts'

export type Scan = {
  readonly startedAt: number
  readonly byHand: boolean // known at once
  result?: ScanResult // once the layers are read, whatever the timeline shows meanwhile
}

export function startScan(
  repository: Repository,
  digest: string,
  manifest: Manifest,
  how: Readonly<{ byHand: boolean }>,
): void {
  const scan: Scan = { startedAt: Date.now(), byHand: how.byHand }
  repository.scans.set(digest, scan)
  void scanImage(manifest, (layer) => repository.layers.get(layer)).then((result) => {
    scan.result = result
  })
}

/** What was told in advance of this image's scan: by its digest, else by its repository. */
export function scriptOf(world: World, repository: Repository, digest: string): ScanScript | undefined {
  return world.scripts.get(digest) ?? world.scripts.get(repository.name)
}

/** What a scan shows now, `ABSENT` included; nothing when none was ever meant to be. */
export function scanStep(world: World, repository: Repository, image: Image): Shown | undefined {
  const scan = repository.scans.get(image.digest)
  const script = scriptOf(world, repository, image.digest)
  if (!scan && !script?.steps) return undefined
  const covered = coverage(world, repository)
  const { pace, scan: times } = world.settings
  const steps = toldSteps(scan, script) ?? [
    ...usualSteps(times, scan?.byHand ?? false),
    usualOutcome(scan?.result, script, covered),
  ]
  const startedAt = beginning(world, scan, script, image)
  const now = stepAt(steps, (Date.now() - startedAt) * pace)
  return now && show(now.step, { beganAt: startedAt + now.since / pace, pace, covered, result: scan?.result })
}

/** When an image was scanned for the last time: once a day is the limit. */
export function lastScanAt(world: World, repository: Repository, image: Image): number | undefined {
  const scan = repository.scans.get(image.digest)
  const script = scriptOf(world, repository, image.digest)
  if (!scan && script?.scannedAgoMs === undefined) return undefined
  // A script that knows what follows on a start by hand means that nothing began by itself.
  const began = !script?.rescan || scanStep(world, repository, image)?.status !== 'ABSENT'
  return began ? beginning(world, scan, script, image) : undefined
}

function toldSteps(scan: Scan | undefined, script: ScanScript | undefined): readonly ScanStep[] | undefined {
  return (scan?.byHand ? script?.rescan : undefined) ?? script?.steps
}

function beginning(
  { settings }: World,
  scan: Scan | undefined,
  script: ScanScript | undefined,
  image: Image,
): number {
  const age = scan?.byHand ? 0 : (script?.scannedAgoMs ?? 0)
  return (scan?.startedAt ?? image.pushedAt) - age / settings.pace
}
