import { createHash } from 'node:crypto'
import type { Principal } from '../iam/authorize.ts'
import { authorizeInspector } from '../inspector2/permission.ts'
import type { EnhancedFinding, PackageVulnerability, VulnerablePackage } from '../scan/finding.ts'
import type { World } from '../world.ts'
import { parseManifest } from './manifest.ts'
import { timestamp } from './operation.ts'
import type { Coverage } from './scanning-rules.ts'
import { type Image, type Repository, tagsOf } from './store.ts'

const SCORES: Readonly<Record<string, number>> = { CRITICAL: 9.8, HIGH: 7.5, MEDIUM: 5.3, LOW: 3.1 }

/** Inspector answers in its own account, for what a filter covers, and with the caller's permissions at Inspector. */
export function inspects(world: World, { scanFrequency }: Coverage, principal: Principal): boolean {
  if (principal.account !== world.settings.account || scanFrequency === 'MANUAL') return false
  for (const operation of ['ListCoverage', 'ListFindings'] as const) {
    authorizeInspector(world, principal, operation)
  }
  return true
}

// Lists are shown page by page, and of a long one each page would be made anew from all of it.
const kept = new WeakMap<readonly EnhancedFinding[], Map<string, readonly EnhancedFinding[]>>()

/** The findings of an image as Inspector tells them: what is missing in them is filled in, the rest as it is. */
export function enhancedFindings(
  world: World,
  repository: Repository,
  image: Image,
  list: readonly EnhancedFinding[],
): readonly EnhancedFinding[] {
  const byImage = kept.get(list) ?? new Map<string, readonly EnhancedFinding[]>()
  kept.set(list, byImage)
  const key = [repository.arn, image.digest, ...tagsOf(repository, image.digest)].join('\n')
  const shown = byImage.get(key) ?? list.map((given) => complete(world, repository, image, given))
  byImage.set(key, shown)
  return shown
}

export function severityCounts(
  findings: readonly Readonly<{ severity?: string | null | undefined }>[],
): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { severity } of findings) {
    if (severity) counts[severity] = (counts[severity] ?? 0) + 1
  }
  return counts
}

function complete(
  world: World,
  repository: Repository,
  image: Image,
  given: EnhancedFinding,
): EnhancedFinding {
  const details = completeDetails(given.packageVulnerabilityDetails ?? {})
  const packages = details.vulnerablePackages ?? []
  const names = packages.map(({ name }) => name ?? '').join(', ')
  const severity = 'severity' in given ? given.severity : 'MEDIUM'
  const observed = timestamp(image.pushedAt)
  return {
    awsAccountId: world.settings.account,
    findingArn: findingArn(world, repository, image, details),
    title: `${details.vulnerabilityId} - ${names}`,
    description: `A vulnerability of ${names}.`,
    severity,
    status: 'ACTIVE',
    type: 'PACKAGE_VULNERABILITY',
    score: SCORES[severity ?? ''] ?? 0,
    fixAvailable: fixAvailable(packages),
    exploitAvailable: 'NO',
    firstObservedAt: observed,
    lastObservedAt: observed,
    updatedAt: observed,
    remediation: { recommendation: { text: 'None Provided' } },
    resources: [resource(world, repository, image)],
    packageVulnerabilityDetails: details,
    ...given,
    ...(given.packageVulnerabilityDetails ? { packageVulnerabilityDetails: details } : {}),
  }
}

function completeDetails(given: PackageVulnerability): PackageVulnerability {
  const id = 'vulnerabilityId' in given ? given.vulnerabilityId : 'CVE-2026-0001'
  return {
    vulnerabilityId: id,
    source: 'NVD',
    sourceUrl: `https://nvd.nist.gov/vuln/detail/${id}`,
    cvss: [],
    relatedVulnerabilities: [],
    referenceUrls: [],
    vulnerablePackages: [
      { name: 'example', version: '1.0.0', epoch: 0, packageManager: 'OS', fixedInVersion: 'NotAvailable' },
    ],
    ...given,
  }
}

function fixAvailable(packages: readonly VulnerablePackage[]): string {
  const fixed = packages.filter(({ fixedInVersion: fix }) => fix && fix !== 'NotAvailable').length
  if (fixed === 0) return 'NO'
  return fixed === packages.length ? 'YES' : 'PARTIAL'
}

// Of 32 hex digits, and the same one for as long as the finding is.
function findingArn(
  world: World,
  repository: Repository,
  image: Image,
  { vulnerabilityId, vulnerablePackages }: PackageVulnerability,
): string {
  const { region, account } = world.settings
  const places = (vulnerablePackages ?? []).map(({ name, version, filePath }) => [name, version, filePath])
  const text = JSON.stringify([repository.arn, image.digest, vulnerabilityId, places])
  const hash = createHash('md5').update(text).digest('hex')
  return `arn:aws:inspector2:${region}:${account}:finding/${hash}`
}

function resource(world: World, repository: Repository, image: Image) {
  return {
    type: 'AWS_ECR_CONTAINER_IMAGE',
    id: `${repository.arn}/${image.digest}`,
    details: {
      awsEcrContainerImage: {
        architecture: architectureOf(repository, image),
        imageHash: image.digest,
        imageTags: tagsOf(repository, image.digest),
        pushedAt: timestamp(image.pushedAt),
        registry: world.settings.account,
        repositoryName: repository.name,
      },
    },
  }
}

function architectureOf({ layers }: Repository, { manifest, mediaType }: Image): string | undefined {
  const parsed = parseManifest(manifest, mediaType)
  const config = parsed.kind === 'image' ? layers.get(parsed.config.digest)?.toString() : undefined
  try {
    return (JSON.parse(config ?? '{}') as { architecture?: string }).architecture
  } catch {
    return undefined
  }
}
