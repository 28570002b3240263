import type { Principal } from '../iam/authorize.ts'
import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { encryptionInput, encryptionOf, encryptionShape } from './encryption.ts'
import { flag, invalidParameter, optionalList, REPOSITORY_NAME, record, text } from './input.ts'
import { mutability, mutabilityShape } from './mutability.ts'
import { authorizeOn, inRepository, type Operation, timestamp } from './operation.ts'
import { page } from './page.ts'
import { addRepository, getRepository, type Repository, type RepositorySettings } from './store.ts'
import { tagsInput } from './tags.ts'

export const repositoryOperations: Readonly<Record<string, Operation>> = {
  CreateRepository: { on: 'repository', run: createRepository },
  DescribeRepositories: { on: 'repository', run: describeRepositories },
  PutImageTagMutability: inRepository(putImageTagMutability),
  PutImageScanningConfiguration: inRepository(putImageScanningConfiguration),
}

// Tags need a permission of their own, and a key the caller's permission to have ECR use it.
function createRepository(world: World, input: Input, principal: Principal) {
  const name = newName(input)
  const tags = tagsInput(input, 'tags')
  if (tags.length > 0) authorizeOn(world, name, principal, 'ecr:TagResource')
  const scanOnPush = flag(record(input, 'imageScanningConfiguration') ?? {}, 'scanOnPush') ?? false
  const settings = { ...mutability(input), scanOnPush }
  const encryption = encryptionOf(world, encryptionInput(input), principal)
  const repository = addRepository(world, name, settings, encryption)
  for (const { Key, Value } of tags) repository.resourceTags.set(Key, Value)
  return { repository: describe(world, repository) }
}

export function newName(input: Input): string {
  const name = text(input, 'repositoryName', REPOSITORY_NAME)
  if (name.length >= 2 && name.length <= 256) return name
  throw invalidParameter('repositoryName', 'length must be 2 to 256')
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
    ...mutabilityShape(repository.settings.current),
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

function describe(world: World, repository: Repository) {
  return {
    repositoryArn: repository.arn,
    registryId: world.settings.account,
    repositoryName: repository.name,
    repositoryUri: `${new URL(world.origin.url).host}/${repository.name}`,
    createdAt: timestamp(repository.createdAt),
    ...mutabilityShape(repository.settings.current),
    imageScanningConfiguration: { scanOnPush: repository.settings.current.scanOnPush },
    encryptionConfiguration: encryptionShape(repository.encryption),
  }
}
