import type { Principal } from '../iam/authorize.ts'
import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import { vulnerabilitySourceUpdatedAt } from '../scan/advisories.ts'
import type { Finding } from '../scan/match.ts'
import { scanStep, startScan } from '../scan/scan.ts'
import type { World } from '../world.ts'
import { enhancedFindings, inspected, inspects, severityCounts } from './enhanced.ts'
import { REPOSITORY_NAME, requiredImageId, text } from './input.ts'
import { isContainerImage, parseManifest } from './manifest.ts'
import { inRepository, type Operation, timestamp } from './operation.ts'
import { page } from './page.ts'
import { coverage } from './scanning-rules.ts'
import { getImage, getRepository, type ImageId, type Repository } from './store.ts'

const DAY_MS = 24 * 3_600_000

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
  const last = repository.scans.get(image.digest)
  if (last && Date.now() - last.startedAt < DAY_MS / world.settings.pace) {
    throw new AwsError(
      'LimitExceededException',
      'The scan quota per image has been exceeded. Wait and try again.',
    )
  }
  startScan(repository, image.digest, manifest, { registered: true })
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
  const basic = covered.scanType === 'BASIC'
  const found = basic || inspects(world, covered, principal) ? scanStep(world, repository, image) : undefined
  if (!found) throw scanNotFound(world, repository, id)
  const { status, description, findings, completedAt } = basic ? found : inspected(found, covered)
  const answer = {
    ...identity(world, repository, { ...id, imageDigest: image.digest }),
    imageScanStatus: { status, ...(description === undefined ? {} : { description }) },
  }
  if (!findings) return answer
  const { items, ...rest } = page(input, findings)
  const shown = basic ? basicFindings(findings, items) : enhancedFindings(world, repository, image, items)
  return { ...answer, imageScanFindings: { ...shown, ...dates(completedAt) }, ...rest }
}

function basicFindings(all: readonly Finding[], onPage: readonly Finding[]) {
  return { findings: onPage, findingSeverityCounts: severityCounts(all) }
}

function dates(completedAt: number | undefined) {
  return {
    ...(completedAt === undefined ? {} : { imageScanCompletedAt: timestamp(completedAt) }),
    vulnerabilitySourceUpdatedAt: timestamp(vulnerabilitySourceUpdatedAt),
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
