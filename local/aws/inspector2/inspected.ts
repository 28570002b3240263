import { enhancedFindings } from '../ecr/enhanced.ts'
import { isContainerImage, parseManifest } from '../ecr/manifest.ts'
import { type Coverage, coverage } from '../ecr/scanning-rules.ts'
import type { Image, Repository } from '../ecr/store.ts'
import { advisories } from '../scan/advisories.ts'
import type { EnhancedFinding } from '../scan/finding.ts'
import { scanStep, scriptOf } from '../scan/scan.ts'
import type { Shown } from '../scan/shown.ts'
import type { ScanScript } from '../scan/timeline.ts'
import type { World } from '../world.ts'

/** An image that Inspector looks after, and what its scan shows now. */
export type Inspected = Readonly<{
  repository: Repository
  covered: Coverage
  image: Image
  script: ScanScript | undefined
  step: Shown | undefined
}>

export function inspectedRepositories(world: World): readonly Repository[] {
  return [...world.repositories.values()].filter((one) => coverage(world, one).scanType === 'ENHANCED')
}

/** All images of the place that a filter of the registry covers; of an index those that it names. */
export function inspectedImages(world: World): readonly Inspected[] {
  return inspectedRepositories(world).flatMap((repository) => {
    const covered = coverage(world, repository)
    if (covered.scanFrequency === 'MANUAL') return []
    return [...repository.images.values()]
      .filter(({ manifest, mediaType }) => isContainerImage(parseManifest(manifest, mediaType)))
      .map((image) => ({
        repository,
        covered,
        image,
        script: scriptOf(world, repository, image.digest),
        step: scanStep(world, repository, image),
      }))
  })
}

export function findingsOf(world: World, { repository, image, step }: Inspected): readonly EnhancedFinding[] {
  return step?.enhanced && step.status !== 'ABSENT'
    ? enhancedFindings(world, repository, image, step.enhanced)
    : []
}

/** What is known of a vulnerability beside the finding: the script's word goes before the advisory's. */
export function intelligence(
  script: ScanScript | undefined,
  { packageVulnerabilityDetails }: EnhancedFinding,
) {
  const id = packageVulnerabilityDetails?.vulnerabilityId ?? ''
  const advisory = advisories.find((one) => one.id === id && one.epss !== undefined)
  const listed = advisories.find((one) => one.id === id)?.knownExploited
  const { epss = {}, knownExploited = [], withoutDetails = [] } = script ?? {}
  return {
    epss: Object.hasOwn(epss, id) ? epss[id] : advisory?.epss,
    cisa: knownExploited.includes(id) ? { dateAdded: '2026-01-05', dateDue: '2026-01-26' } : listed,
    hasDetails: !withoutDetails.includes(id),
  }
}
