import {
  BatchCheckLayerAvailabilityCommand,
  BatchDeleteImageCommand,
  BatchGetImageCommand,
  BatchGetRepositoryScanningConfigurationCommand,
  CreateRepositoryCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  type ECRClient,
  GetAuthorizationTokenCommand,
  GetDownloadUrlForLayerCommand,
  GetRegistryScanningConfigurationCommand,
  ListImagesCommand,
  PutImageCommand,
  type PutImageRequest,
  PutImageTagMutabilityCommand,
} from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { type LocalAws, startAws } from '../../../local/aws/aws.ts'
import {
  digestOf,
  ecrClient,
  indexOf,
  logIn,
  OCI_CONFIG,
  OCI_IMAGE,
  OCI_INDEX,
  pushBlob,
  pushImage,
  pushManifest,
  type Registry,
  refusal,
  uploadImage,
} from './support.ts'

const DOCKER_IMAGE = 'application/vnd.docker.distribution.manifest.v2+json'

let aws: LocalAws
let ecr: ECRClient
let registry: Registry
let repositoryName = ''
let number = 0

beforeAll(async () => {
  aws = await startAws()
  ecr = ecrClient(aws)
  registry = await logIn(aws)
})
afterAll(() => aws.close())
beforeEach(() => {
  number += 1
  repositoryName = `team/app${number}`
  aws.createRepository(repositoryName)
})

const put = (given: Partial<PutImageRequest> & { imageManifest: string }) =>
  ecr.send(new PutImageCommand({ repositoryName, ...given }))
const images = () => aws.images(repositoryName)
const image = (architecture = 'amd64') =>
  uploadImage(registry, repositoryName, [], JSON.stringify({ architecture, os: 'linux' }))

describe('PutImage', () => {
  test('gives another tag to the same bytes, and answers with the image', async () => {
    const digest = await pushImage(registry, repositoryName, 'candidate-1')
    const imageManifest = await image()
    const answer = await put({ imageManifest, imageTag: '1.0', imageDigest: digest })
    expect(answer.image).toEqual({
      registryId: '123456789012',
      repositoryName,
      imageId: { imageDigest: digest, imageTag: '1.0' },
      imageManifest,
      imageManifestMediaType: OCI_IMAGE,
    })
    expect(images()).toEqual([{ digest, mediaType: OCI_IMAGE, tags: ['candidate-1', '1.0'] }])
  })

  test('keeps the bytes: a newline at the end is another image', async () => {
    const manifest = await image()
    await put({ imageManifest: manifest })
    await put({ imageManifest: `${manifest}\n` })
    expect(images().map((i) => i.digest)).toEqual([digestOf(manifest), digestOf(`${manifest}\n`)])
  })

  test('moves a tag, and leaves the image that had it without one', async () => {
    const first = await pushImage(registry, repositoryName, 'latest')
    await put({ imageManifest: await image('arm64'), imageTag: 'latest' })
    expect(images().map(({ digest, tags }) => [digest === first, tags])).toEqual([
      [true, []],
      [false, ['latest']],
    ])
  })

  test('a retag does not change when the image was pushed', async () => {
    const digest = await pushImage(registry, repositoryName, 'one')
    const pushedAt = async () => {
      const { imageDetails } = await ecr.send(
        new DescribeImagesCommand({ repositoryName, imageIds: [{ imageDigest: digest }] }),
      )
      return imageDetails?.[0]?.imagePushedAt
    }
    const before = await pushedAt()
    await put({ imageManifest: await image(), imageTag: 'two' })
    expect(await pushedAt()).toEqual(before)
  })

  test('the same digest under the same tag', async () => {
    const digest = await pushImage(registry, repositoryName, 'one')
    expect(await refusal(put({ imageManifest: await image(), imageTag: 'one' }))).toEqual({
      name: 'ImageAlreadyExistsException',
      message: `Image with digest '${digest}' and tag 'one' already exists in the repository with name '${repositoryName}' in registry with id '123456789012'`,
      status: 400,
    })
  })

  const descriptor = { mediaType: OCI_CONFIG, digest: digestOf('nothing'), size: 7 }
  const image2 = { schemaVersion: 2, mediaType: OCI_IMAGE, config: descriptor, layers: [] }
  test.each<[string, Partial<PutImageRequest> & { imageManifest: string }, string, RegExp]>([
    [
      'a missing layer',
      { imageManifest: JSON.stringify(image2) },
      'LayersNotFoundException',
      /^Layers with digests '\[sha256:.{64}\]' required for pushing image/,
    ],
    [
      'a missing child',
      { imageManifest: indexOf([descriptor.digest]) },
      'ReferencedImagesNotFoundException',
      /^Images with digests '\[sha256:.{64}\]' required for pushing image/,
    ],
    [
      'another digest',
      { imageManifest: JSON.stringify(image2), imageDigest: descriptor.digest },
      'ImageDigestDoesNotMatchException',
      /does not match the image digest that Amazon ECR has calculated/,
    ],
    [
      'no media type',
      { imageManifest: JSON.stringify({ ...image2, mediaType: undefined }) },
      'InvalidParameterException',
      /'Invalid JSON syntax'$/,
    ],
    [
      'two media types',
      { imageManifest: JSON.stringify(image2), imageManifestMediaType: DOCKER_IMAGE },
      'InvalidParameterException',
      /^Invalid parameter at 'ImageManifestMediaType'/,
    ],
    [
      'an unknown media type',
      { imageManifest: JSON.stringify({ ...image2, mediaType: 'text/plain' }) },
      'InvalidParameterException',
      /'text\/plain' is not supported/,
    ],
    ['no JSON', { imageManifest: 'FROM scratch' }, 'InvalidParameterException', /Invalid JSON syntax/],
    [
      'a bad tag',
      { imageManifest: JSON.stringify(image2), imageTag: 'a tag' },
      'InvalidParameterException',
      /^Invalid parameter at 'imageTag' failed to satisfy constraint: 'must satisfy regular expression/,
    ],
    [
      'too much',
      { imageManifest: JSON.stringify({ ...image2, annotations: { x: 'x'.repeat(4 * 1024 * 1024) } }) },
      'InvalidParameterException',
      /length less than or equal to 4194304/,
    ],
  ])('%s is refused', async (_, given, name, message) => {
    expect(await refusal(put(given))).toEqual({ name, message: expect.stringMatching(message), status: 400 })
    expect(images()).toEqual([])
  })

  test('a manifest without a media type of its own takes the given one', async () => {
    const manifest = JSON.stringify({ ...JSON.parse(await image()), mediaType: undefined })
    await put({ imageManifest: manifest, imageManifestMediaType: OCI_IMAGE })
    expect(images()).toEqual([{ digest: digestOf(manifest), mediaType: OCI_IMAGE, tags: [] }])
  })
})

describe('immutable tags', () => {
  const taken = (tag: string) => ({
    name: 'ImageTagAlreadyExistsException',
    message: `The image tag '${tag}' already exists in the '${repositoryName}' repository and cannot be overwritten because the tag is immutable.`,
    status: 400,
  })
  const change = (
    imageTagMutability: 'IMMUTABLE' | 'IMMUTABLE_WITH_EXCLUSION' | 'MUTABLE_WITH_EXCLUSION',
    ...filters: string[]
  ) =>
    ecr.send(
      new PutImageTagMutabilityCommand({
        repositoryName,
        imageTagMutability,
        ...(filters.length > 0
          ? {
              imageTagMutabilityExclusionFilters: filters.map((filter) => ({
                filterType: 'WILDCARD' as const,
                filter,
              })),
            }
          : {}),
      }),
    )

  test('are refused for another digest and for the same one', async () => {
    await change('IMMUTABLE')
    await pushImage(registry, repositoryName, '1.0')
    const same = await image()
    const other = await image('arm64')
    expect(await refusal(put({ imageManifest: other, imageTag: '1.0' }))).toEqual(taken('1.0'))
    expect(await refusal(put({ imageManifest: same, imageTag: '1.0' }))).toEqual(taken('1.0'))
    await put({ imageManifest: same, imageTag: '1.1' })
  })

  test('a push through the registry is refused in the same words', async () => {
    await change('IMMUTABLE')
    await pushImage(registry, repositoryName, '1.0')
    const answer = await pushManifest(registry, repositoryName, await image('arm64'), '1.0')
    expect(answer.status).toBe(400)
    expect(await answer.json()).toEqual({ errors: [{ code: 'TAG_INVALID', message: taken('1.0').message }] })
  })

  test.each([
    ['IMMUTABLE_WITH_EXCLUSION', 'latest*', 'latest-1', '1.0'],
    ['MUTABLE_WITH_EXCLUSION', 'v*', '1.0', 'v1'],
  ] as const)('%s %s', async (mutability, filter, free, fixed) => {
    await change(mutability, filter)
    for (const imageTag of [free, fixed]) await put({ imageManifest: await image(), imageTag })
    const other = await image('arm64')
    await put({ imageManifest: other, imageTag: free })
    expect(await refusal(put({ imageManifest: other, imageTag: fixed }))).toEqual(taken(fixed))
    const { repositories } = await ecr.send(
      new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] }),
    )
    expect(repositories?.[0]).toMatchObject({
      imageTagMutability: mutability,
      imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter }],
    })
  })

  test('filters without an exclusion are refused', async () => {
    expect(await refusal(change('IMMUTABLE', 'x'))).toMatchObject({ name: 'InvalidParameterException' })
  })
})

describe('BatchGetImage', () => {
  const get = (imageIds: { imageTag?: string; imageDigest?: string }[], acceptedMediaTypes?: string[]) =>
    ecr.send(
      new BatchGetImageCommand({
        repositoryName,
        imageIds,
        ...(acceptedMediaTypes ? { acceptedMediaTypes } : {}),
      }),
    )

  test('by tag and by digest, with the bytes as they were put', async () => {
    const imageManifest = `${await image()}\n`
    await put({ imageManifest, imageTag: 'one' })
    const imageDigest = digestOf(imageManifest)
    const answer = await get([{ imageTag: 'one' }, { imageDigest }], [OCI_IMAGE])
    expect(answer.images?.map((i) => [i.imageId, i.imageManifest, i.imageManifestMediaType])).toEqual([
      [{ imageDigest, imageTag: 'one' }, imageManifest, OCI_IMAGE],
      [{ imageDigest }, imageManifest, OCI_IMAGE],
    ])
  })

  test('failures', async () => {
    const imageDigest = await pushImage(registry, repositoryName, 'one')
    const other = await pushManifest(registry, repositoryName, await image('arm64'), 'two')
    expect(other.status).toBe(201)
    const answer = await get([
      { imageTag: 'free' },
      {},
      { imageDigest: 'sha256:1' },
      { imageDigest, imageTag: 'two' },
      { imageDigest: digestOf('x') },
    ])
    expect(answer.images).toEqual([])
    expect(answer.failures?.map((f) => f.failureCode)).toEqual([
      'ImageNotFound',
      'MissingDigestAndTag',
      'InvalidImageDigest',
      'ImageTagDoesNotMatchDigest',
      'ImageNotFound',
    ])
  })

  test('a media type that is not accepted is translated by tag, and so has another digest; not by digest', async () => {
    const imageDigest = await pushImage(registry, repositoryName, 'one')
    const byTag = (await get([{ imageTag: 'one' }], [DOCKER_IMAGE])).images?.[0]
    const byDigest = (await get([{ imageDigest }], [DOCKER_IMAGE])).images?.[0]
    expect(byTag?.imageManifestMediaType).toBe(DOCKER_IMAGE)
    expect(byTag?.imageId?.imageDigest).toBe(digestOf(byTag?.imageManifest ?? ''))
    expect(byTag?.imageId?.imageDigest).not.toBe(imageDigest)
    expect(byDigest).toMatchObject({ imageManifestMediaType: OCI_IMAGE, imageId: { imageDigest } })
  })
})

describe('BatchDeleteImage', () => {
  const remove = (...imageIds: { imageTag?: string; imageDigest?: string }[]) =>
    ecr.send(new BatchDeleteImageCommand({ repositoryName, imageIds }))

  test('removing a tag leaves the image, removing the last one does not', async () => {
    const imageDigest = await pushImage(registry, repositoryName, 'one')
    await put({ imageManifest: await image(), imageTag: 'two' })
    expect((await remove({ imageTag: 'one' })).imageIds).toEqual([{ imageDigest, imageTag: 'one' }])
    expect(images()).toMatchObject([{ tags: ['two'] }])
    await remove({ imageTag: 'two' })
    expect(images()).toEqual([])
  })

  test('a digest takes all tags with it', async () => {
    const imageDigest = await pushImage(registry, repositoryName, 'one')
    await put({ imageManifest: await image(), imageTag: 'two' })
    expect((await remove({ imageDigest })).imageIds).toEqual([
      { imageDigest, imageTag: 'one' },
      { imageDigest, imageTag: 'two' },
    ])
    expect(images()).toEqual([])
  })

  test('an image that an index refers to stays; its tags but the last may go', async () => {
    const imageDigest = await pushImage(registry, repositoryName, 'one')
    await put({ imageManifest: await image(), imageTag: 'two' })
    await put({ imageManifest: indexOf([imageDigest]), imageTag: 'index' })
    expect((await remove({ imageDigest })).failures?.[0]).toMatchObject({
      failureCode: 'ImageReferencedByManifestList',
    })
    await remove({ imageTag: 'one' })
    expect((await remove({ imageTag: 'two' })).failures?.[0]).toMatchObject({
      failureCode: 'ImageReferencedByManifestList',
    })
    await remove({ imageTag: 'index' })
    expect((await remove({ imageTag: 'two' })).failures).toEqual([])
    expect(images()).toEqual([])
  })

  test('what is not there', async () => {
    expect((await remove({ imageTag: 'free' })).failures).toEqual([
      {
        imageId: { imageTag: 'free' },
        failureCode: 'ImageNotFound',
        failureReason: 'Requested image not found',
      },
    ])
  })
})

describe('DescribeImages and ListImages', () => {
  test('details', async () => {
    const manifest = await image()
    await pushManifest(registry, repositoryName, manifest, 'one')
    const index = indexOf([digestOf(manifest)])
    await put({ imageManifest: index, imageTag: 'index' })
    const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName }))
    expect(imageDetails).toEqual([
      {
        registryId: '123456789012',
        repositoryName,
        imageDigest: digestOf(manifest),
        imageTags: ['one'],
        imageSizeInBytes: JSON.parse(manifest).config.size,
        imagePushedAt: expect.any(Date),
        imageManifestMediaType: OCI_IMAGE,
        artifactMediaType: OCI_CONFIG,
        imageStatus: 'ACTIVE',
      },
      expect.objectContaining({ imageDigest: digestOf(index), imageManifestMediaType: OCI_INDEX }),
    ])
  })

  test('filters and pages', async () => {
    for (const architecture of ['a', 'b', 'c', 'd']) await put({ imageManifest: await image(architecture) })
    for (const architecture of ['a', 'b', 'c'])
      await put({ imageManifest: await image(architecture), imageTag: architecture })
    const tagged = { repositoryName, maxResults: 2, filter: { tagStatus: 'TAGGED' as const } }
    const first = await ecr.send(new ListImagesCommand(tagged))
    const second = await ecr.send(new ListImagesCommand({ ...tagged, nextToken: first.nextToken }))
    expect([first, second].map((page) => page.imageIds?.map((id) => id.imageTag))).toEqual([
      ['a', 'b'],
      ['c'],
    ])
    expect(second.nextToken).toBeUndefined()
    const untagged = await ecr.send(
      new DescribeImagesCommand({ repositoryName, filter: { tagStatus: 'UNTAGGED' } }),
    )
    expect(untagged.imageDetails).toHaveLength(1)
  })

  test.each([
    ['an unknown tag', { imageIds: [{ imageTag: 'free' }] }, 'ImageNotFoundException'],
    [
      'ids and pages at once',
      { imageIds: [{ imageTag: 'free' }], maxResults: 5 },
      'InvalidParameterException',
    ],
    ['an invented token', { nextToken: 'x' }, 'InvalidParameterException'],
    ['too large a page', { maxResults: 1001 }, 'InvalidParameterException'],
  ])('%s', async (_, given, name) => {
    expect(await refusal(ecr.send(new DescribeImagesCommand({ repositoryName, ...given })))).toMatchObject({
      name,
      status: 400,
    })
  })
})

describe('layers', () => {
  test('availability', async () => {
    const digest = await pushBlob(registry, repositoryName, Buffer.from('layer'))
    const command = new BatchCheckLayerAvailabilityCommand({
      repositoryName,
      layerDigests: [digest, digestOf('other'), 'x'],
    })
    const answer = await ecr.send(command)
    expect(answer.layers).toEqual([
      { layerDigest: digest, layerAvailability: 'AVAILABLE', layerSize: 5 },
      { layerDigest: digestOf('other'), layerAvailability: 'UNAVAILABLE' },
    ])
    expect(answer.failures).toMatchObject([{ layerDigest: 'x', failureCode: 'InvalidLayerDigest' }])
  })

  test('a download address that needs no credentials', async () => {
    const layerDigest = await pushBlob(registry, repositoryName, Buffer.from('config'))
    const { downloadUrl = '' } = await ecr.send(
      new GetDownloadUrlForLayerCommand({ repositoryName, layerDigest }),
    )
    expect(await (await fetch(downloadUrl)).text()).toBe('config')
    expect((await fetch(`${downloadUrl}x`)).status).toBe(403)
    const missing = new GetDownloadUrlForLayerCommand({ repositoryName, layerDigest: digestOf('other') })
    expect(await refusal(ecr.send(missing))).toMatchObject({ name: 'LayersNotFoundException' })
  })
})

describe('repositories', () => {
  test('created, described, and not created twice', async () => {
    const create = (name: string) =>
      ecr.send(new CreateRepositoryCommand({ repositoryName: name, imageTagMutability: 'IMMUTABLE' }))
    const { repository } = await create(`new${number}`)
    expect(repository).toMatchObject({
      repositoryArn: `arn:aws:ecr:eu-west-1:123456789012:repository/new${number}`,
      repositoryUri: `${aws.host}/new${number}`,
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: false },
    })
    expect(await refusal(create(`new${number}`))).toMatchObject({ name: 'RepositoryAlreadyExistsException' })
    expect(await refusal(create('Upper'))).toMatchObject({ name: 'InvalidParameterException' })
  })

  test('one that does not exist', async () => {
    const command = new DescribeRepositoriesCommand({ repositoryNames: ['nothing'] })
    expect(await refusal(ecr.send(command))).toEqual({
      name: 'RepositoryNotFoundException',
      message: "The repository with name 'nothing' does not exist in the registry with id '123456789012'",
      status: 400,
    })
  })

  test("another account's are closed to us", async () => {
    const command = new DescribeImagesCommand({ repositoryName, registryId: '210987654321' })
    expect(await refusal(ecr.send(command))).toMatchObject({
      name: 'AccessDeniedException',
      message: `User: arn:aws:iam::123456789012:user/administrator is not authorized to perform: ecr:DescribeImages on resource: arn:aws:ecr:eu-west-1:210987654321:repository/${repositoryName} because no resource-based policy allows the ecr:DescribeImages action`,
    })
  })

  test('how they are scanned', async () => {
    const registryWide = await ecr.send(new GetRegistryScanningConfigurationCommand({}))
    expect(registryWide.scanningConfiguration).toEqual({ scanType: 'BASIC', rules: [] })
    aws.createRepository(`manual${number}`, { scanOnPush: false })
    const repositoryNames = [repositoryName, `manual${number}`, 'nothing']
    const answer = await ecr.send(new BatchGetRepositoryScanningConfigurationCommand({ repositoryNames }))
    expect(answer.scanningConfigurations?.map((c) => c.scanFrequency)).toEqual(['SCAN_ON_PUSH', 'MANUAL'])
    expect(answer.failures).toMatchObject([
      { repositoryName: 'nothing', failureCode: 'REPOSITORY_NOT_FOUND' },
    ])
  })
})

test('the authorization token: long, for twelve hours, and known as a secret', async () => {
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand({}))
  const { authorizationToken = '', expiresAt, proxyEndpoint } = authorizationData?.[0] ?? {}
  const [user, password = ''] = Buffer.from(authorizationToken, 'base64').toString().split(':')
  expect([user, proxyEndpoint]).toEqual(['AWS', aws.url])
  expect(password.length).toBeGreaterThan(1900)
  expect(Math.round(((expiresAt?.getTime() ?? 0) - Date.now()) / 60_000)).toBe(720)
  expect(aws.secrets()).toEqual(expect.arrayContaining([authorizationToken, password]))
})

test('an operation that is not known', async () => {
  const client = ecrClient(aws)
  client.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { headers: Record<string, string> }
      request.headers['x-amz-target'] = 'AmazonEC2ContainerRegistry_V20150921.ToString'
      return next(args)
    },
    { step: 'build', priority: 'low' },
  )
  expect(await refusal(client.send(new DescribeRepositoriesCommand({})))).toMatchObject({
    name: 'UnknownOperationException',
    status: 400,
  })
})
