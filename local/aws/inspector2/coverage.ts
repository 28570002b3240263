import { timestamp } from '../ecr/operation.ts'
import { coverage } from '../ecr/scanning-rules.ts'
import { type Repository, tagsOf } from '../ecr/store.ts'
import type { Input } from '../protocol/json.ts'
import type { Shown } from '../scan/shown.ts'
import type { CoverageStatus } from '../scan/timeline.ts'
import type { World } from '../world.ts'
import { type Fields, filterOf } from './filters.ts'
import { page } from './input.ts'
import { type Inspected, inspectedImages, inspectedRepositories } from './inspected.ts'

const MOST = 200

type Covered = Readonly<{
  resourceType: string
  resourceId: string
  accountId: string
  scanType: string
  scanStatus: Readonly<{ statusCode: string; reason: string }>
  lastScannedAt?: number
  resourceMetadata: Readonly<{
    ecrRepository: Readonly<{ name: string; scanFrequency: string }>
    ecrImage?: Readonly<{ tags: readonly string[] }>
  }>
}>

const fields: Fields<Covered> = {
  accountId: ({ accountId }) => accountId,
  ecrImageTags: ({ resourceMetadata }) => resourceMetadata.ecrImage?.tags,
  ecrRepositoryName: ({ resourceMetadata }) => resourceMetadata.ecrRepository.name,
  resourceId: ({ resourceId }) => resourceId,
  resourceType: ({ resourceType }) => resourceType,
  scanStatusCode: ({ scanStatus }) => scanStatus.statusCode,
  scanStatusReason: ({ scanStatus }) => scanStatus.reason,
  scanType: ({ scanType }) => scanType,
}

export function listCoverage(world: World, input: Input) {
  const fits = filterOf(input, fields, ['EQUALS', 'NOT_EQUALS'])
  const all = [
    ...inspectedRepositories(world).map((repository) => coveredRepository(world, repository)),
    ...inspectedImages(world).flatMap((inspected) => coveredImage(world, inspected)),
  ]
  const { items, nextToken } = page(input, all.filter(fits), MOST)
  return { coveredResources: items, nextToken }
}

function coveredRepository(world: World, repository: Repository): Covered {
  const isCovered = coverage(world, repository).scanFrequency !== 'MANUAL'
  return {
    resourceType: 'AWS_ECR_REPOSITORY',
    resourceId: repository.arn,
    ...common(world, repository),
    scanStatus: isCovered
      ? { statusCode: 'ACTIVE', reason: 'SUCCESSFUL' }
      : { statusCode: 'INACTIVE', reason: 'SCAN_FREQUENCY_MANUAL' },
  }
}

// What is not registered yet is not listed, unless the script says that it is.
function coveredImage(world: World, inspected: Inspected): readonly Covered[] {
  const { repository, image, step } = inspected
  const status = step?.coverage ?? (step && usualStatus(step, inspected.covered.scanFrequency))
  if (!step || !status) return []
  const { statusCode, reason } = status
  const shared = common(world, repository)
  return [
    {
      resourceType: 'AWS_ECR_CONTAINER_IMAGE',
      resourceId: `${repository.arn}/${image.digest}`,
      ...shared,
      scanStatus: { statusCode, reason },
      ...lastScan(world, step, status),
      resourceMetadata: {
        ...shared.resourceMetadata,
        ecrImage: { tags: tagsOf(repository, image.digest) },
      },
    },
  ]
}

function common(world: World, repository: Repository) {
  const { scanFrequency } = coverage(world, repository)
  return {
    accountId: world.settings.account,
    scanType: 'PACKAGE',
    resourceMetadata: { ecrRepository: { name: repository.name, scanFrequency } },
  }
}

const ENDED: Readonly<Record<string, string>> = {
  FAILED: 'UNSUPPORTED_OS',
  UNSUPPORTED_IMAGE: 'UNSUPPORTED_OS',
  SCAN_ELIGIBILITY_EXPIRED: 'SCAN_ELIGIBILITY_EXPIRED',
  IMAGE_ARCHIVED: 'IMAGE_ARCHIVED',
  FINDINGS_UNAVAILABLE: 'INTERNAL_ERROR',
  LIMIT_EXCEEDED: 'INTERNAL_ERROR',
}

// A scan that was never completed still runs, whatever ECR calls it. An image that is scanned on push alone is not
// looked after any more once it was scanned.
function usualStatus({ status, completedAt }: Shown, scanFrequency: string): CoverageStatus | undefined {
  const reason = ENDED[status]
  if (status === 'ABSENT') return undefined
  if (reason !== undefined) return { statusCode: 'INACTIVE', reason }
  if (status === 'PENDING') return { statusCode: 'ACTIVE', reason: 'PENDING_INITIAL_SCAN' }
  if (completedAt === undefined) return { statusCode: 'ACTIVE', reason: 'SCAN_IN_PROGRESS' }
  return scanFrequency === 'CONTINUOUS_SCAN'
    ? { statusCode: 'ACTIVE', reason: 'SUCCESSFUL' }
    : { statusCode: 'INACTIVE', reason: 'SCAN_FREQUENCY_SCAN_ON_PUSH' }
}

const SCANNED = ['SUCCESSFUL', 'SCAN_FREQUENCY_SCAN_ON_PUSH']

function lastScan(
  { settings }: World,
  { beganAt, completedAt }: Shown,
  { reason, lastScannedAgoMs: ago }: CoverageStatus,
): Readonly<{ lastScannedAt?: number }> {
  if (ago !== undefined) return { lastScannedAt: timestamp(beganAt - ago / settings.pace) }
  return SCANNED.includes(reason) ? { lastScannedAt: timestamp(completedAt ?? beganAt) } : {}
}
