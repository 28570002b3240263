import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import { startScan } from '../scan/scan.ts'
import type { World } from '../world.ts'
import { invalidParameter, oneOf, requiredList, text } from './input.ts'
import { isContainerImage, parseManifest } from './manifest.ts'
import { inRegistry, type Operation } from './operation.ts'
import {
  coverage,
  type ScanningConfiguration,
  type ScanningFilter,
  type ScanningRule,
} from './scanning-rules.ts'
import type { Repository } from './store.ts'

export const scanningConfigurationOperations: Readonly<Record<string, Operation>> = {
  GetRegistryScanningConfiguration: inRegistry((world) => ({
    registryId: world.settings.account,
    scanningConfiguration: world.registry.scanning.current,
  })),
  PutRegistryScanningConfiguration: inRegistry(putRegistryScanningConfiguration),
  BatchGetRepositoryScanningConfiguration: { on: 'repository', run: batchGetRepositoryScanningConfiguration },
}

// What one kind of scanning found is out of sight for the other.
export function putRegistryScanningConfiguration(world: World, input: Input) {
  const { scanning } = world.registry
  const before = scanning.current
  const scanType = oneOf(input, 'scanType', ['BASIC', 'ENHANCED']) ?? before.scanType
  scanning.current = { scanType, rules: rulesInput(input, scanType) }
  for (const repository of world.repositories.values()) {
    if (scanType !== before.scanType) repository.scans.clear()
    if (scanType === 'ENHANCED') scanCovered(world, repository)
  }
  return { registryScanningConfiguration: scanning.current }
}

// Inspector scans what is in a repository already as soon as a filter covers it.
function scanCovered(world: World, repository: Repository): void {
  if (coverage(world, repository).scanFrequency === 'MANUAL') return
  for (const { digest, manifest, mediaType } of repository.images.values()) {
    const parsed = parseManifest(manifest, mediaType)
    if (repository.scans.has(digest) || !isContainerImage(parsed)) continue
    startScan(repository, digest, parsed, { byHand: false })
  }
}

function rulesInput(input: Input, scanType: ScanningConfiguration['scanType']): readonly ScanningRule[] {
  const rules: unknown = input.rules ?? []
  if (!Array.isArray(rules)) throw new AwsError('SerializationException', `'rules' must be a list`)
  if (rules.length > 2) throw invalidParameter('rules', 'Member must have length between 0 and 2')
  const given = (rules as readonly Input[]).map((rule) => ruleInput(rule, scanType))
  if (new Set(given.map(({ scanFrequency }) => scanFrequency)).size === given.length) return given
  throw new AwsError('ValidationException', 'A scan frequency can have one rule only.')
}

function ruleInput(rule: Input, scanType: ScanningConfiguration['scanType']): ScanningRule {
  const scanFrequency = oneOf(rule, 'scanFrequency', ['SCAN_ON_PUSH', 'CONTINUOUS_SCAN', 'MANUAL'])
  if (!scanFrequency) throw invalidParameter('scanFrequency', 'must not be null')
  if (scanFrequency === 'MANUAL' || (scanType === 'BASIC' && scanFrequency !== 'SCAN_ON_PUSH')) {
    throw new AwsError(
      'ValidationException',
      `The scan frequency ${scanFrequency} is not supported by the scan type ${scanType}.`,
    )
  }
  return {
    scanFrequency,
    repositoryFilters: requiredList<Input>(rule, 'repositoryFilters', 100).map(filterInput),
  }
}

function filterInput(given: Input): ScanningFilter {
  const filterType = oneOf(given, 'filterType', ['WILDCARD'])
  if (!filterType) throw invalidParameter('filterType', 'must not be null')
  return { filter: text(given, 'filter', /^(?=.{1,255}$)[a-z0-9*](?:[._/-]?[a-z0-9*])*$/), filterType }
}

function batchGetRepositoryScanningConfiguration(world: World, input: Input) {
  const names = requiredList<string>(input, 'repositoryNames', 25)
  const known = names.flatMap((name) => world.repositories.get(name) ?? [])
  return {
    scanningConfigurations: known.map((repository) => shape(world, repository)),
    failures: names
      .filter((name) => !world.repositories.has(name))
      .map((repositoryName) => ({
        repositoryName,
        failureCode: 'REPOSITORY_NOT_FOUND',
        failureReason: `The repository with name '${repositoryName}' does not exist`,
      })),
  }
}

function shape(world: World, repository: Repository) {
  const { scanFrequency, filters } = coverage(world, repository)
  return {
    repositoryArn: repository.arn,
    repositoryName: repository.name,
    scanOnPush: scanFrequency !== 'MANUAL',
    scanFrequency,
    appliedScanFilters: filters,
  }
}
