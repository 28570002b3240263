import {
  BatchDeleteImageCommand,
  DescribeImagesCommand,
  type DescribeImagesCommandOutput,
  DescribeRepositoriesCommand,
  type ECRPUBLICClient,
  GetAuthorizationTokenCommand,
  PutImageCommand,
} from '@aws-sdk/client-ecr-public'
import { ActionError } from '../errors.ts'
import { badAnswer, errorName, explain, isAnswer } from '../lib/explain.ts'
import { removeCandidate, type TaggedImage } from './candidate.ts'
import type { Login } from './docker-config.ts'
import { readLogin } from './login.ts'
import { accepted, failed, type Promotion, type PutResult, putAll } from './promote.ts'
import type { Digest, PublicReference, StoredManifest } from './reference.ts'
import type { Repository } from './repository.ts'

// ECR Public, loaded only where it is used. Its API is a small one: no scans, no immutable tags, no BatchGetImage.

/** @throws ActionError REPOSITORY_NOT_FOUND, REPOSITORY_MISMATCH, or what the call failed with */
export async function describePublic(api: ECRPUBLICClient, wanted: PublicReference): Promise<Repository> {
  const subject = `the public repository ${wanted.alias}/${wanted.name}`
  const command = new DescribeRepositoriesCommand({ repositoryNames: [wanted.name] })
  const answer = await api.send(command).catch((error: unknown) => {
    throw errorName(error) === 'RepositoryNotFoundException'
      ? notFound(wanted, error)
      : explain(error, subject)
  })
  const found = answer.repositories?.[0]
  if (!found?.repositoryUri || !found.registryId)
    throw badAnswer(`ecr-public:DescribeRepositories for ${subject}`, 'without a repository')
  const [host = '', ...path] = found.repositoryUri.split('/')
  if (path.join('/') !== `${wanted.alias}/${wanted.name}`) throw mismatch(wanted, found.repositoryUri)
  return { name: wanted.name, uri: found.repositoryUri, host, account: found.registryId }
}

/** The password for pushes; its service token is what takes sts:GetServiceBearerToken. */
export async function authorizePublic(api: ECRPUBLICClient, host: string): Promise<Login> {
  const subject = `the registry ${host}`
  const answer = await api.send(new GetAuthorizationTokenCommand({})).catch((error: unknown) => {
    throw explain(error, subject)
  })
  return readLogin(host, answer.authorizationData?.authorizationToken, 'ecr-public')
}

export function promotePublic(
  api: ECRPUBLICClient,
  repository: Repository,
  manifest: StoredManifest,
  tags: readonly string[],
): Promise<Promotion> {
  return putAll(repository, tags, (tag) => putPublicTag(api, repository, manifest, tag))
}

async function putPublicTag(
  api: ECRPUBLICClient,
  repository: Repository,
  manifest: StoredManifest,
  imageTag: string,
): Promise<PutResult> {
  const command = new PutImageCommand({
    registryId: repository.account,
    repositoryName: repository.name,
    imageTag,
    imageManifest: manifest.text,
    imageManifestMediaType: manifest.mediaType,
    imageDigest: manifest.digest,
  })
  try {
    return accepted((await api.send(command)).image?.imageId?.imageDigest, manifest)
  } catch (error) {
    if (errorName(error) === 'ImageAlreadyExistsException') return { kind: 'existing' }
    return failed(error, `${repository.name}:${imageTag}`, isAnswer(error))
  }
}

export function removePublicCandidate(
  api: ECRPUBLICClient,
  repository: Repository,
  image: TaggedImage,
  manifest: StoredManifest,
): Promise<boolean> {
  const about = { registryId: repository.account, repositoryName: repository.name }
  return removeCandidate(image, {
    read: async () => tagsOf(await api.send(describeImage(about, image.digest)), image.digest),
    remove: async (imageTag) =>
      (await api.send(new BatchDeleteImageCommand({ ...about, imageIds: [{ imageTag }] }))).failures ?? [],
    restore: (tag) => putPublicTag(api, repository, manifest, tag),
  })
}

/** What a tag names now; undefined where there is no such tag. */
export async function publicDigestOf(
  api: ECRPUBLICClient,
  { account: registryId, name: repositoryName }: Repository,
  imageTag: string,
): Promise<Digest | undefined> {
  const command = new DescribeImagesCommand({ registryId, repositoryName, imageIds: [{ imageTag }] })
  const subject = `the tag ${repositoryName}:${imageTag}`
  try {
    const digest = (await api.send(command)).imageDetails?.[0]?.imageDigest
    if (!digest) throw badAnswer(`ecr-public:DescribeImages for ${subject}`, 'without a digest')
    return digest
  } catch (error) {
    if (errorName(error) === 'ImageNotFoundException') return undefined
    throw explain(error, subject)
  }
}

type About = Readonly<{ registryId: string; repositoryName: string }>

function describeImage(about: About, imageDigest: Digest): DescribeImagesCommand {
  return new DescribeImagesCommand({ ...about, imageIds: [{ imageDigest }] })
}

function tagsOf(
  { imageDetails = [] }: DescribeImagesCommandOutput,
  digest: Digest,
): ReadonlyMap<string, Digest> {
  return new Map(imageDetails.flatMap(({ imageTags = [] }) => imageTags.map((tag) => [tag, digest] as const)))
}

function notFound({ alias, name }: PublicReference, cause: unknown): ActionError {
  return new ActionError(
    {
      code: 'REPOSITORY_NOT_FOUND',
      sentence: `There is no public repository ${name} in the account of these credentials.`,
      hint: `Check repository and the role's account, whose alias must be ${alias}; or create it: aws ecr-public create-repository --region us-east-1 --repository-name ${name}`,
    },
    { cause },
  )
}

function mismatch({ host, alias, name }: PublicReference, uri: string): ActionError {
  return new ActionError({
    code: 'REPOSITORY_MISMATCH',
    sentence: `The input repository is ${host}/${alias}/${name}, but the repository of that name in this account is ${uri}.`,
    hint: 'Give the URI that ECR Public gives, or use a role of the account with that alias.',
  })
}
