import type { Input } from '../protocol/json.ts'
import type { EnhancedFinding } from '../scan/finding.ts'
import type { ScanScript } from '../scan/timeline.ts'
import type { World } from '../world.ts'
import { invalid, list } from './input.ts'
import { findingsOf, inspectedImages, intelligence } from './inspected.ts'

const MOST = 10

export function batchGetFindingDetails(world: World, input: Input) {
  const wanted = list<string>(input.findingArns, 'findingArns', MOST)
  if (!wanted) throw invalid('findingArns', 'Member must not be null')
  const known = new Map(
    inspectedImages(world).flatMap((inspected) =>
      findingsOf(world, inspected)
        .filter(({ findingArn }) => wanted.includes(findingArn ?? ''))
        .map((finding) => [finding.findingArn, { finding, script: inspected.script }] as const),
    ),
  )
  const answers = wanted.map((findingArn) => {
    const one = known.get(findingArn)
    return one ? detail(findingArn, one.finding, one.script) : notFound(findingArn)
  })
  return {
    findingDetails: answers.filter((one) => !('errorCode' in one)),
    errors: answers.filter((one) => 'errorCode' in one),
  }
}

function detail(findingArn: string, finding: EnhancedFinding, script: ScanScript | undefined) {
  const { epss, cisa, hasDetails } = intelligence(script, finding)
  if (!hasDetails) return notFound(findingArn)
  return {
    findingArn,
    ...(epss === undefined ? {} : { epssScore: epss }),
    ...(cisa ? { cisaData: cisaData(cisa) } : {}),
    riskScore: Math.round((finding.score ?? 0) * 10),
    cwes: [],
    evidences: [],
    referenceUrls: finding.packageVulnerabilityDetails?.referenceUrls ?? [],
    tools: [],
    ttps: [],
  }
}

function cisaData({ dateAdded, dateDue }: Readonly<{ dateAdded: string; dateDue: string }>) {
  return {
    dateAdded: Date.parse(dateAdded) / 1000,
    dateDue: Date.parse(dateDue) / 1000,
    action: "Apply mitigations per the vendor's instructions.",
  }
}

function notFound(findingArn: string) {
  return {
    findingArn,
    errorCode: 'FINDING_DETAILS_NOT_FOUND',
    errorMessage: 'The details of this finding were not found.',
  }
}
