import type { Input } from '../protocol/json.ts'
import type { EnhancedFinding } from '../scan/finding.ts'
import type { ScanScript } from '../scan/timeline.ts'
import type { World } from '../world.ts'
import { type Fields, filterOf } from './filters.ts'
import { invalid, page } from './input.ts'
import { findingsOf, type Inspected, inspectedImages, intelligence } from './inspected.ts'

const MOST = 100

type Found = Readonly<{ inspected: Inspected; finding: EnhancedFinding }>

const fields: Fields<Found> = {
  awsAccountId: ({ finding }) => finding.awsAccountId,
  ecrImageHash: ({ inspected }) => inspected.image.digest,
  ecrImageRegistry: ({ finding }) => finding.awsAccountId,
  ecrImageRepositoryName: ({ inspected }) => inspected.repository.name,
  exploitAvailable: ({ finding }) => finding.exploitAvailable,
  findingArn: ({ finding }) => finding.findingArn,
  findingStatus: ({ finding }) => finding.status,
  findingType: ({ finding }) => finding.type,
  fixAvailable: ({ finding }) => finding.fixAvailable,
  resourceId: ({ inspected: { repository, image } }) => `${repository.arn}/${image.digest}`,
  resourceType: () => 'AWS_ECR_CONTAINER_IMAGE',
  severity: ({ finding }) => finding.severity,
  title: ({ finding }) => finding.title,
  vulnerabilityId: ({ finding }) => finding.packageVulnerabilityDetails?.vulnerabilityId,
}

export function listFindings(world: World, input: Input) {
  if (input.sortCriteria !== undefined) throw invalid('sortCriteria', 'Member is not known to this miniature')
  const fits = filterOf(input, fields, ['EQUALS', 'PREFIX', 'NOT_EQUALS'])
  const found = inspectedImages(world).flatMap((inspected) =>
    findingsOf(world, inspected)
      .map((finding) => ({ inspected, finding }))
      .filter(fits),
  )
  const odd = found.find(({ inspected }) => inspected.script?.paging)?.inspected.script?.paging
  const { items, nextToken } = page(input, found, MOST, odd)
  const findings = items.map(({ finding, inspected }) => inspectorFinding(world, finding, inspected.script))
  return { findings, nextToken }
}

// Inspector's own shape: the score has another name than at ECR, and the odds of an exploit are in it.
function inspectorFinding({ settings }: World, finding: EnhancedFinding, script: ScanScript | undefined) {
  const { score, scoreDetails, resources, ...same } = finding
  const { epss } = intelligence(script, finding)
  const cvss = scoreDetails?.cvss
  return {
    ...same,
    inspectorScore: score,
    ...(cvss ? { inspectorScoreDetails: { adjustedCvss: cvss } } : {}),
    resources: resources?.map((one) => ({ partition: 'aws', region: settings.region, ...one })),
    ...(epss === undefined ? {} : { epss: { score: epss } }),
  }
}
