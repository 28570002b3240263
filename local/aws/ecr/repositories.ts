import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { flag, invalidParameter, optionalList, optionalText, REPOSITORY_NAME, record, text } from './input.ts'
import { inRepository, type Operation, timestamp } from './operation.ts'
import { page } from './page.ts'
import {
  addRepository,
  getRepository,
  type Repository,
  type RepositorySettings,
  type TagMutability,
} from './store.ts'

const MUTABILITIES: readonly TagMutability[] = [
  'MUTABLE',
  'IMMUTABLE',
  'IMMUTABLE_WITH_EXCLUSION',
  'MUTABLE_WITH_EXCLUSION',
]

export const repositoryOperations: Readonly<Record<string, Operation>> = {
  CreateRepository: { on: 'repository', run: createRepository },
  DescribeRepositories: { on: 'repository', run: describeRepositories },
  PutImageTagMutability: inRepository(putImageTagMutability),
  PutImageScanningConfiguration: inRepository(putImageScanningConfiguration),
}

function createRepository(world: World, input: Input) {
  const name = text(input, 'repositoryName', REPOSITORY_NAME)
  if (name.length < 2 || name.length > 256)
    throw invalidParameter('repositoryName', 'length must be 2 to 256')
  const scanOnPush = flag(record(input, 'imageScanningConfiguration') ?? {}, 'scanOnPush') ?? false
  const repository = addRepository(world, name, { ...mutability(input), scanOnPush })
  return { repository: describe(world, repository) }
}

function describeRepositories(world: World, input: Input) {
  const names = optionalList<string>(input, 'repositoryNames', 100)
  if (names) return { repositories: names.map((name) => describe(world, getRepository(world, name))) }
  const { items, ...rest } = page(input, [...world.repositories.values()])
  return { repositories: items.map((repository) => describe(world, repository)), ...rest }
}

function putImageTagMutability(world: World, repository: Repository, input: Input) {
  text(input, 'imageTagMutability')
  change(repository, mutability(input))
  return {
    registryId: world.settings.account,
    repositoryName: repository.name,
    ...mutabilityShape(repository),
  }
}

function putImageScanningConfiguration(world: World, repository: Repository, input: Input) {
  const configuration = record(input, 'imageScanningConfiguration')
  if (!configuration) throw invalidParameter('imageScanningConfiguration', 'must not be null')
  change(repository, { scanOnPush: flag(configuration, 'scanOnPush') ?? false })
  return {
    registryId: world.settings.account,
    repositoryName: repository.name,
    imageScanningConfiguration: { scanOnPush: repository.settings.current.scanOnPush },
  }
}

function change(repository: Repository, settings: Partial<RepositorySettings>): void {
  repository.settings.current = { ...repository.settings.current, ...settings }
}

function mutability(input: Input): Omit<RepositorySettings, 'scanOnPush'> {
  const name = optionalText(input, 'imageTagMutability') ?? 'MUTABLE'
  const tagMutability = MUTABILITIES.find((known) => known === name)
  if (!tagMutability) {
    throw invalidParameter(
      'imageTagMutability',
      `Member must satisfy enum value set: [${MUTABILITIES.join(', ')}]`,
    )
  }
  const filters = optionalList<Input>(input, 'imageTagMutabilityExclusionFilters', 5) ?? []
  if (filters.length > 0 !== tagMutability.endsWith('_WITH_EXCLUSION')) {
    throw invalidParameter('imageTagMutabilityExclusionFilters', `does not go with ${tagMutability}`)
  }
  return { tagMutability, exclusions: filters.map((f) => text(f, 'filter', /^[0-9a-zA-Z._*-]{1,128}$/)) }
}

function describe(world: World, repository: Repository) {
  const { account } = world.settings
  return {
    repositoryArn: repository.arn,
    registryId: account,
    repositoryName: repository.name,
    repositoryUri: `${new URL(world.origin.url).host}/${repository.name}`,
    createdAt: timestamp(repository.createdAt),
    ...mutabilityShape(repository),
    imageScanningConfiguration: { scanOnPush: repository.settings.current.scanOnPush },
    encryptionConfiguration: { encryptionType: 'AES256' },
  }
}

function mutabilityShape(repository: Repository) {
  const { tagMutability, exclusions } = repository.settings.current
  const filters = exclusions.map((filter) => ({ filterType: 'WILDCARD', filter }))
  return {
    imageTagMutability: tagMutability,
    ...(filters.length > 0 ? { imageTagMutabilityExclusionFilters: filters } : {}),
  }
}
