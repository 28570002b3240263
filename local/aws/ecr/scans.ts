import type { Principal } from '../iam/authorize.ts'
import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import { vulnerabilitySourceUpdatedAt } from '../scan/advisories.ts'
import { lastScanAt, scanStep, scriptOf, startScan } from '../scan/scan.ts'
import type { Shown } from '../scan/shown.ts'
import type { World } from '../world.ts'
import { enhancedFindings, inspects, severityCounts } from './enhanced.ts'
import { REPOSITORY_NAME, requiredImageId, text } from './input.ts'
import { isContainerImage, parseManifest } from './manifest.ts'
import { inRepository, type Operation, timestamp } from './operation.ts'
import { page } from './page.ts'
import { coverage } from './scanning-rules.ts'
import { getImage, getRepository, type Image, type ImageId, type Repository } from './store.ts'

const DAY_MS = 24 * 3_600_000
const INSPECTOR_PAGE = 100
const SOURCE_UPDATED_AT = timestamp(vulnerabilitySourceUpdatedAt)

export const scanOperations: Readonly<Record<string, Operation>> = {
  StartImageScan: inRepository(startImageScan),
  DescribeImageScanFindings: { on: 'repository', run: describeImageScanFindings },
}

function startImageScan(world: World, repository: Repository, input: Input) {
  if (coverage(world, repository).scanType === 'ENHANCED') {
    throw new AwsError('ValidationException', 'This feature is disabled')
  }
  const id = requiredImageId(input)
  const image = getImage(world, repository, id)
  const manifest = parseManifest(image.manifest, image.mediaType)
  if (!isContainerImage(manifest)) {
    throw new AwsError(
      'UnsupportedImageTypeException',
      `An artifact with media type '${image.mediaType}' cannot be scanned`,
    )
  }
  const last = lastScanAt(world, repository, image)
  if (last !== undefined && Date.now() - last < DAY_MS / world.settings.pace) {
    throw new AwsError(
      'LimitExceededException',
      'The scan quota per image has been exceeded. Wait and try again.',
    )
  }
  startScan(repository, image.digest, manifest, { byHand: true })
  return {
    ...identity(world, repository, { ...id, imageDigest: image.digest }),
    imageScanStatus: { status: 'PENDING' },
  }
}

function describeImageScanFindings(world: World, input: Input, principal: Principal) {
  const repository = getRepository(world, text(input, 'repositoryName', REPOSITORY_NAME))
  const id = requiredImageId(input)
  const image = getImage(world, repository, id)
  const covered = coverage(world, repository)
  const isVisible = covered.scanType === 'BASIC' || inspects(world, covered, principal)
  const step = isVisible ? scanStep(world, repository, image) : undefined
  if (!step || step.status === 'ABSENT') throw scanNotFound(world, repository, id)
  const { status, description } = step
  const { nextToken, ...findings } = findingsPage(world, repository, image, step, input)
  return {
    ...identity(world, repository, { ...id, imageDigest: image.digest }),
    imageScanStatus: { status, description },
    ...(Object.keys(findings).length > 0
      ? { imageScanFindings: { ...findings, vulnerabilitySourceUpdatedAt: SOURCE_UPDATED_AT } }
      : {}),
    nextToken,
  }
}

// Inspector gives no more than 100 findings a page, and counts those of the page; basic scanning counts all.
function findingsPage(world: World, repository: Repository, image: Image, step: Shown, input: Input) {
  const odd = scriptOf(world, repository, image.digest)?.paging
  const all = step.enhanced && enhancedFindings(world, repository, image, step.enhanced)
  const sizes = { odd, ...(all ? { most: INSPECTOR_PAGE } : {}) }
  const enhanced = all && page(input, all, sizes)
  const basic = step.findings && page(input, step.findings, sizes)
  const counted = enhanced?.items ?? step.findings
  const counts = 'counts' in step ? step.counts : counted && severityCounts(counted)
  return {
    ...(basic ? { findings: basic.items } : {}),
    ...(enhanced ? { enhancedFindings: enhanced.items } : {}),
    ...(counts ? { findingSeverityCounts: counts } : {}),
    ...(step.completedAt === undefined ? {} : { imageScanCompletedAt: timestamp(step.completedAt) }),
    nextToken: enhanced?.nextToken ?? basic?.nextToken,
  }
}

function identity(world: World, repository: Repository, imageId: ImageId) {
  return { registryId: world.settings.account, repositoryName: repository.name, imageId }
}

function scanNotFound(world: World, repository: Repository, id: ImageId): AwsError {
  return new AwsError(
    'ScanNotFoundException',
    `Image scan does not exist for the image with '{imageDigest:'${id.imageDigest ?? 'null'}', imageTag:'${id.imageTag ?? 'null'}'}' in the repository with name '${repository.name}' in the registry with id '${world.settings.account}'`,
  )
}
