import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import { vulnerabilitySourceUpdatedAt } from '../scan/advisories.ts'
import type { Finding } from '../scan/match.ts'
import { scanStep, startScan } from '../scan/scan.ts'
import type { World } from '../world.ts'
import { requiredImageId, requiredList } from './input.ts'
import { isContainerImage, parseManifest } from './manifest.ts'
import { inRegistry, inRepository, type Operation, timestamp } from './operation.ts'
import { page } from './page.ts'
import { getImage, type ImageId, type Repository } from './store.ts'

const DAY_MS = 24 * 3_600_000

export const scanOperations: Readonly<Record<string, Operation>> = {
  StartImageScan: inRepository(startImageScan),
  DescribeImageScanFindings: inRepository(describeImageScanFindings),
  GetRegistryScanningConfiguration: inRegistry((world) => ({
    registryId: world.settings.account,
    scanningConfiguration: { scanType: 'BASIC', rules: [] },
  })),
  BatchGetRepositoryScanningConfiguration: { on: 'repository', run: batchGetRepositoryScanningConfiguration },
}

function startImageScan(world: World, repository: Repository, input: Input) {
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

function describeImageScanFindings(world: World, repository: Repository, input: Input) {
  const id = requiredImageId(input)
  const image = getImage(world, repository, id)
  const step = scanStep(world, repository, image)
  if (!step) throw scanNotFound(world, repository, id)
  const { status, description, findings, completedAt } = step
  const answer = {
    ...identity(world, repository, { ...id, imageDigest: image.digest }),
    imageScanStatus: { status, ...(description === undefined ? {} : { description }) },
  }
  if (!findings) return answer
  const { items, ...rest } = page(input, findings)
  return { ...answer, imageScanFindings: findingsShape(findings, items, completedAt), ...rest }
}

function findingsShape(all: readonly Finding[], onPage: readonly Finding[], completedAt: number | undefined) {
  const counts: Record<string, number> = {}
  for (const { severity } of all) counts[severity] = (counts[severity] ?? 0) + 1
  return {
    findings: onPage,
    ...(completedAt === undefined ? {} : { imageScanCompletedAt: timestamp(completedAt) }),
    vulnerabilitySourceUpdatedAt: timestamp(vulnerabilitySourceUpdatedAt),
    findingSeverityCounts: counts,
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

function batchGetRepositoryScanningConfiguration(world: World, input: Input) {
  const names = requiredList<string>(input, 'repositoryNames', 25)
  const known = names.flatMap((name) => world.repositories.get(name) ?? [])
  return {
    scanningConfigurations: known.map((repository) => scanningConfiguration(repository)),
    failures: names
      .filter((name) => !world.repositories.has(name))
      .map((repositoryName) => ({
        repositoryName,
        failureCode: 'REPOSITORY_NOT_FOUND',
        failureReason: `The repository with name '${repositoryName}' does not exist`,
      })),
  }
}

function scanningConfiguration(repository: Repository) {
  const { scanOnPush } = repository.settings.current
  return {
    repositoryArn: repository.arn,
    repositoryName: repository.name,
    scanOnPush,
    scanFrequency: scanOnPush ? 'SCAN_ON_PUSH' : 'MANUAL',
    appliedScanFilters: [],
  }
}
