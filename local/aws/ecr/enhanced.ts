import { createHash } from 'node:crypto'
import { authorize, type Principal } from '../iam/authorize.ts'
import { type Advisory, advisories } from '../scan/advisories.ts'
import { compareVersions } from '../scan/debian-version.ts'
import type { Finding } from '../scan/match.ts'
import type { ScanStep } from '../scan/timeline.ts'
import type { World } from '../world.ts'
import { timestamp } from './operation.ts'
import type { Coverage } from './scanning-rules.ts'
import type { Image, Repository } from './store.ts'

const PERMISSIONS = [
  ['ListCoverage', '/coverage/list'],
  ['ListFindings', '/findings/list'],
] as const

/** Inspector answers in its own account, for what a filter covers, and with the caller's permissions at Inspector. */
export function inspects(world: World, { scanFrequency }: Coverage, principal: Principal): boolean {
  const { account, region } = world.settings
  if (principal.account !== account || scanFrequency === 'MANUAL') return false
  for (const [action, path] of PERMISSIONS) {
    authorize(principal, `inspector2:${action}`, `arn:aws:inspector2:${region}:${account}:${path}`)
  }
  return true
}

/** The state of a scan in Inspector's words: a continuous one never ends. */
export function inspected(step: ScanStep, { scanFrequency }: Coverage): ScanStep {
  if (step.status === 'FAILED') return { ...step, status: 'UNSUPPORTED_IMAGE' }
  if (step.status === 'PENDING')
    return { description: 'Pending start of the image scan.', findings: [], ...step }
  if (step.status !== 'COMPLETE' || scanFrequency !== 'CONTINUOUS_SCAN') return step
  return { ...step, status: 'ACTIVE', description: 'Continuous scan is selected for image.' }
}

/** The counts are those of the page, as Inspector gives them. */
export function enhancedFindings(
  world: World,
  repository: Repository,
  image: Image,
  onPage: readonly Finding[],
) {
  const shown = onPage.map((finding) => enhancedFinding(world, repository, image, finding))
  return { enhancedFindings: shown, findingSeverityCounts: severityCounts(shown) }
}

export function severityCounts(findings: readonly Readonly<{ severity: string }>[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { severity } of findings) counts[severity] = (counts[severity] ?? 0) + 1
  return counts
}

// Inspector knows the fix, which basic scanning does not.
function enhancedFinding(world: World, repository: Repository, image: Image, finding: Finding) {
  const installed = installedPackage(finding)
  const fixedInVersion = fixOf(finding, installed.version)
  return {
    awsAccountId: world.settings.account,
    findingArn: findingArn(world, image, finding, installed.name),
    title: `${finding.name} - ${installed.name}`,
    description: finding.description,
    severity: finding.severity === 'UNDEFINED' ? 'UNTRIAGED' : finding.severity,
    status: 'ACTIVE',
    type: 'PACKAGE_VULNERABILITY',
    fixAvailable: fixedInVersion === undefined ? 'NO' : 'YES',
    packageVulnerabilityDetails: {
      vulnerabilityId: finding.name,
      sourceUrl: finding.uri,
      vulnerablePackages: [
        { ...installed, packageManager: 'OS', fixedInVersion: fixedInVersion ?? 'NotAvailable' },
      ],
    },
    resources: [resource(world, repository, image)],
  }
}

function installedPackage({ attributes }: Finding): Readonly<{ name: string; version: string }> {
  const value = (key: string) => attributes.find((attribute) => attribute.key === key)?.value ?? ''
  return { name: value('package_name'), version: value('package_version') }
}

// A finding does not say which distribution it is about, so that the fix is the advisory's that is still ahead.
function fixOf(finding: Finding, version: string): string | undefined {
  const ahead = ({ id, fixed }: Advisory) =>
    id === finding.name && fixed !== null && compareVersions(version, fixed) < 0
  return advisories.find(ahead)?.fixed ?? undefined
}

// Of 32 hex digits, and the same one for as long as the finding is.
function findingArn(world: World, image: Image, finding: Finding, packageName: string): string {
  const { region, account } = world.settings
  const hash = createHash('md5').update([image.digest, finding.name, packageName].join('\n')).digest('hex')
  return `arn:aws:inspector2:${region}:${account}:finding/${hash}`
}

function resource(world: World, repository: Repository, image: Image) {
  return {
    type: 'AWS_ECR_CONTAINER_IMAGE',
    id: `${repository.arn}/${image.digest}`,
    details: {
      awsEcrContainerImage: {
        imageHash: image.digest,
        pushedAt: timestamp(image.pushedAt),
        registry: world.settings.account,
        repositoryName: repository.name,
      },
    },
  }
}
