import type { PolicyDocument } from '../iam/policy.ts'
import { AwsError } from '../protocol/error.ts'
import type { Scan } from '../scan/scan.ts'
import type { World } from '../world.ts'
import { aes256, type Encryption } from './encryption.ts'

export type TagMutability = 'MUTABLE' | 'IMMUTABLE' | 'IMMUTABLE_WITH_EXCLUSION' | 'MUTABLE_WITH_EXCLUSION'

export type Image = Readonly<{
  digest: string
  mediaType: string
  manifest: Buffer // the bytes as they were put
  pushedAt: number
  size: number
  artifactType?: string
}>

export type RepositorySettings = Readonly<{
  tagMutability: TagMutability
  exclusions: readonly string[]
  scanOnPush: boolean
}>

export type Repository = Readonly<{
  name: string
  arn: string
  createdAt: number
  settings: { current: RepositorySettings }
  encryption: Encryption
  resourceTags: Map<string, string>
  policy: { text: string | undefined }
  lifecycle: { text: string | undefined }
  images: Map<string, Image>
  tags: Map<string, string> // tag -> digest
  layers: Map<string, Buffer>
  uploads: Map<string, Buffer[]>
  scans: Map<string, Scan>
}>

export type ImageId = Readonly<{ imageDigest?: string; imageTag?: string }>

export function repositoryArn(world: World, name: string): string {
  const { region, account } = world.settings
  return `arn:aws:ecr:${region}:${account}:repository/${name}`
}

export function addRepository(
  world: World,
  name: string,
  settings: RepositorySettings,
  encryption: Encryption = aes256,
): Repository {
  if (world.repositories.has(name)) {
    throw new AwsError(
      'RepositoryAlreadyExistsException',
      `The repository with name '${name}' already exists in the registry with id '${world.settings.account}'`,
    )
  }
  const repository: Repository = {
    name,
    arn: repositoryArn(world, name),
    createdAt: Date.now(),
    settings: { current: settings },
    encryption,
    resourceTags: new Map(),
    policy: { text: undefined },
    lifecycle: { text: undefined },
    images: new Map(),
    tags: new Map(),
    layers: new Map(),
    uploads: new Map(),
    scans: new Map(),
  }
  world.repositories.set(name, repository)
  return repository
}

export function getRepository(world: World, name: string): Repository {
  const repository = world.repositories.get(name)
  if (repository) return repository
  throw new AwsError(
    'RepositoryNotFoundException',
    `The repository with name '${name}' does not exist in the registry with id '${world.settings.account}'`,
  )
}

/** What the repository itself says about who may use it. */
export function repositoryPolicy({ policy }: Repository): PolicyDocument | undefined {
  return policy.text === undefined ? undefined : (JSON.parse(policy.text) as PolicyDocument)
}

export function tagsOf(repository: Repository, digest: string): readonly string[] {
  return [...repository.tags].filter(([, named]) => named === digest).map(([tag]) => tag)
}

export function findImage(repository: Repository, id: ImageId): Image | undefined {
  const byTag = id.imageTag === undefined ? undefined : repository.tags.get(id.imageTag)
  const digest = id.imageDigest ?? byTag
  if (digest === undefined || (id.imageTag !== undefined && byTag !== digest)) return undefined
  return repository.images.get(digest)
}

export function getImage(world: World, repository: Repository, id: ImageId): Image {
  const image = findImage(repository, id)
  if (image) return image
  throw new AwsError(
    'ImageNotFoundException',
    `The image with imageId {imageDigest:'${id.imageDigest ?? 'null'}', imageTag:'${id.imageTag ?? 'null'}'} does not exist within the repository with name '${repository.name}' in the registry with id '${world.settings.account}'`,
  )
}
