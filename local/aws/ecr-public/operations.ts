import { describeImages } from '../ecr/images.ts'
import { optionalList, record } from '../ecr/input.ts'
import { layerOperations } from '../ecr/layers.ts'
import { manifestOperations } from '../ecr/manifests.ts'
import { inRegistry, inRepository, type Operation, timestamp } from '../ecr/operation.ts'
import { page } from '../ecr/page.ts'
import { newName } from '../ecr/repositories.ts'
import { getImage, getRepository, type Repository } from '../ecr/store.ts'
import { tagOperations, tagsInput } from '../ecr/tags.ts'
import { uploadOperations } from '../ecr/uploads.ts'
import { authorize, type Principal } from '../iam/authorize.ts'
import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { publicUrl } from './host.ts'
import { addPublicRepository, publicArn, publicName, publicRegistry } from './store.ts'
import { issueToken } from './tokens.ts'

const { PutImage, BatchDeleteImage } = manifestOperations
const { BatchCheckLayerAvailability } = layerOperations

/** ECR Public reads no manifests, scans nothing and knows no immutable tags. */
export const publicOperations: Readonly<Record<string, Operation | undefined>> = {
  GetAuthorizationToken: inRegistry(getAuthorizationToken),
  DescribeRegistries: inRegistry(describeRegistries),
  CreateRepository: { on: 'repository', run: createRepository },
  DescribeRepositories: { on: 'repository', run: describeRepositories },
  DescribeImages: inRepository(describePublicImages),
  DescribeImageTags: inRepository(describeImageTags),
  PutImage,
  BatchDeleteImage,
  BatchCheckLayerAvailability,
  ...uploadOperations,
  ...tagOperations,
}

// The token is a service's bearer token, which needs a permission of STS as well.
function getAuthorizationToken(world: World, _input: Input, principal: Principal) {
  authorize(principal, 'sts:GetServiceBearerToken', '*')
  if (world.settings.region !== 'us-east-1') {
    throw new AwsError(
      'UnsupportedCommandException',
      'GetAuthorizationToken command is only supported in us-east-1.',
    )
  }
  const { token, expiresAt } = issueToken(world, principal)
  return { authorizationData: { authorizationToken: token, expiresAt: timestamp(expiresAt) } }
}

function describeRegistries(world: World, input: Input) {
  const { account, alias } = publicRegistry(world)
  const registry = {
    registryId: account,
    registryArn: `arn:aws:ecr-public::${account}:registry/${account}`,
    registryUri: `${new URL(publicUrl(world)).host}/${alias}`,
    verified: false,
    aliases: [{ name: alias, status: 'ACTIVE', primaryRegistryAlias: true, defaultRegistryAlias: true }],
  }
  const { items, ...rest } = page(input, [registry])
  return { registries: items, ...rest }
}

function createRepository(world: World, input: Input, principal: Principal) {
  const name = newName(input)
  const tags = tagsInput(input, 'tags')
  if (tags.length > 0) authorize(principal, 'ecr-public:TagResource', publicArn(publicRegistry(world), name))
  const repository = addPublicRepository(world, name)
  for (const { Key, Value } of tags) repository.resourceTags.set(Key, Value)
  const { logoImageBlob: _, ...catalogData } = record(input, 'catalogData') ?? {}
  return { repository: describe(world, repository), catalogData }
}

function describeRepositories(world: World, input: Input) {
  const names = optionalList<string>(input, 'repositoryNames', 100)
  if (names) return { repositories: names.map((name) => describe(world, getRepository(world, name))) }
  const { items, ...rest } = page(input, [...world.repositories.values()])
  return { repositories: items.map((repository) => describe(world, repository)), ...rest }
}

function describePublicImages(world: World, repository: Repository, { filter: _, ...input }: Input) {
  const { imageDetails, ...rest } = describeImages(world, repository, input)
  return { imageDetails: imageDetails.map(({ imageStatus: _status, ...detail }) => detail), ...rest }
}

function describeImageTags(world: World, repository: Repository, input: Input) {
  const { items, ...rest } = page(input, [...repository.tags.keys()])
  return { imageTagDetails: items.map((imageTag) => tagDetail(world, repository, imageTag)), ...rest }
}

function tagDetail(world: World, repository: Repository, imageTag: string) {
  const image = getImage(world, repository, { imageTag })
  const imagePushedAt = timestamp(image.pushedAt)
  return {
    imageTag,
    createdAt: imagePushedAt,
    imageDetail: {
      imageDigest: image.digest,
      imageSizeInBytes: image.size,
      imagePushedAt,
      imageManifestMediaType: image.mediaType,
      ...(image.artifactType === undefined ? {} : { artifactMediaType: image.artifactType }),
    },
  }
}

function describe(world: World, repository: Repository) {
  return {
    repositoryArn: repository.arn,
    registryId: publicRegistry(world).account,
    repositoryName: repository.name,
    repositoryUri: publicName(world, repository),
    createdAt: timestamp(repository.createdAt),
  }
}
