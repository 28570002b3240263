import {
  BatchCheckLayerAvailabilityCommand,
  BatchDeleteImageCommand,
  CompleteLayerUploadCommand,
  CreateRepositoryCommand,
  DescribeImagesCommand,
  DescribeImageTagsCommand,
  DescribeRegistriesCommand,
  DescribeRepositoriesCommand,
  ECRPUBLICClient,
  GetAuthorizationTokenCommand,
  InitiateLayerUploadCommand,
  ListTagsForResourceCommand,
  PutImageCommand,
  UploadLayerPartCommand,
} from '@aws-sdk/client-ecr-public'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type LocalAws, type PolicyDocument, startAws } from '../../../local/aws/aws.ts'
import {
  assume,
  digestOf,
  ecrClient,
  indexOf,
  type Keys,
  logIn,
  OCI_CONFIG,
  OCI_IMAGE,
  pushBlob,
  pushImage,
  pushManifest,
  type Registry,
  refusal,
  uploadImage,
} from './support.ts'

const repositoryName = 'shop'

let aws: LocalAws
let name = ''

beforeEach(async () => {
  aws = await startAws({ regions: ['us-west-2'] })
  name = aws.createPublicRepository(repositoryName)
})
afterEach(() => aws.close())

const publicClient = (region = 'us-east-1', credentials: Keys = aws.keys) =>
  new ECRPUBLICClient({ endpoint: aws.url, region, credentials, maxAttempts: 1 })
const host = () => name.split('/')[0] ?? ''
const path = () => name.slice(host().length + 1)

async function token(keys?: Keys): Promise<string> {
  const answer = await publicClient('us-east-1', keys).send(new GetAuthorizationTokenCommand({}))
  return answer.authorizationData?.authorizationToken ?? ''
}

function registryWith(authorization: string | undefined): Registry {
  return (method, at, init = {}) =>
    fetch(`http://${host()}/v2/${at}`, {
      ...init,
      method,
      headers: { ...(init.headers as Record<string, string>), ...(authorization ? { authorization } : {}) },
    })
}

const pusher = async (keys?: Keys) => registryWith(`Bearer ${await token(keys)}`)

async function nobody(): Promise<Registry> {
  const answer = (await (await fetch(`http://${host()}/token/?scope=aws`)).json()) as { token: string }
  return registryWith(`Bearer ${answer.token}`)
}

/** Keys of a role that has just these permissions. */
async function keysWith(policy: PolicyDocument): Promise<Keys> {
  const Statement = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' } as const
  aws.addRole({ name: 'deployer', trust: { Statement }, policy })
  return assume(aws)
}

const allowing = (...Action: readonly string[]): PolicyDocument => ({
  Statement: { Effect: 'Allow', Action, Resource: '*' },
})
const LOGIN = ['ecr-public:GetAuthorizationToken', 'sts:GetServiceBearerToken']

describe('the login', () => {
  test('is one object, for twelve hours, and a secret', async () => {
    const { authorizationData } = await publicClient().send(new GetAuthorizationTokenCommand({}))
    const { authorizationToken = '', expiresAt } = authorizationData ?? {}
    const [user, password = ''] = Buffer.from(authorizationToken, 'base64').toString().split(':')
    expect(user).toBe('AWS')
    expect(Math.round(((expiresAt?.getTime() ?? 0) - Date.now()) / 60_000)).toBe(720)
    expect(aws.secrets()).toEqual(expect.arrayContaining([authorizationToken, password]))
  })

  test('is in us-east-1 only', async () => {
    expect(await refusal(publicClient('us-west-2').send(new GetAuthorizationTokenCommand({})))).toEqual({
      name: 'UnsupportedCommandException',
      message: 'GetAuthorizationToken command is only supported in us-east-1.',
      status: 400,
    })
    expect(await refusal(publicClient('eu-west-1').send(new GetAuthorizationTokenCommand({})))).toMatchObject(
      {
        name: 'InvalidSignatureException',
      },
    )
  })

  test.each(LOGIN.map((action) => [action]))('takes %s', async (action) => {
    const keys = await keysWith(allowing(...LOGIN.filter((other) => other !== action)))
    expect(await refusal(token(keys))).toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringMatching(`not authorized to perform: ${action} on resource: \\* because`),
    })
    aws.setRole('deployer', { policy: allowing(...LOGIN) })
    expect((await token(keys)).length).toBeGreaterThan(1900)
  })

  test('does not open private registries, nor theirs the public one', async () => {
    aws.createRepository('app')
    const headers = { authorization: `Basic ${await token()}` }
    expect((await fetch(`${aws.url}/v2/app/tags/list`, { headers })).status).toBe(400)
    const own = await (await logIn(aws))('GET', '')
    expect(own.status).toBe(200)
    expect((await registryWith('Basic QVdTOng=')('GET', '')).status).toBe(400)
  })
})

describe('the API', () => {
  test('registries and repositories', async () => {
    const ecr = publicClient('us-west-2')
    const { registries } = await ecr.send(new DescribeRegistriesCommand({}))
    const alias = path().split('/')[0]
    expect(registries).toEqual([
      {
        registryId: '123456789012',
        registryArn: 'arn:aws:ecr-public::123456789012:registry/123456789012',
        registryUri: `${host()}/${alias}`,
        verified: false,
        aliases: [{ name: alias, status: 'ACTIVE', primaryRegistryAlias: true, defaultRegistryAlias: true }],
      },
    ])
    const tags = [{ Key: 'team', Value: 'shop' }]
    const created = await ecr.send(new CreateRepositoryCommand({ repositoryName: 'tools/x', tags }))
    expect(created.repository).toEqual({
      repositoryArn: 'arn:aws:ecr-public::123456789012:repository/tools/x',
      registryId: '123456789012',
      repositoryName: 'tools/x',
      repositoryUri: `${host()}/${alias}/tools/x`,
      createdAt: expect.any(Date),
    })
    const { repositories } = await publicClient().send(new DescribeRepositoriesCommand({}))
    expect(repositories?.map((one) => one.repositoryUri)).toEqual([name, `${host()}/${alias}/tools/x`])
    const listTags = new ListTagsForResourceCommand({ resourceArn: created.repository?.repositoryArn })
    expect((await ecr.send(listTags)).tags).toEqual(tags)
    expect(await refusal(ecr.send(new CreateRepositoryCommand({ repositoryName })))).toMatchObject({
      name: 'RepositoryAlreadyExistsException',
    })
    const none = new DescribeRepositoriesCommand({ repositoryNames: ['none'] })
    expect(await refusal(ecr.send(none))).toMatchObject({ name: 'RepositoryNotFoundException' })
  })

  test('images', async () => {
    const imageDigest = await pushImage(await pusher(), path(), 'one')
    const ecr = publicClient()
    const imageManifest = await uploadImage(await pusher(), path())
    await ecr.send(new PutImageCommand({ repositoryName, imageManifest, imageTag: 'two' }))
    await ecr.send(
      new PutImageCommand({ repositoryName, imageManifest: indexOf([imageDigest]), imageTag: 'two' }),
    )
    const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName }))
    expect(imageDetails?.[0]).toEqual({
      registryId: '123456789012',
      repositoryName,
      imageDigest,
      imageTags: ['one'],
      imageSizeInBytes: expect.any(Number),
      imagePushedAt: expect.any(Date),
      imageManifestMediaType: OCI_IMAGE,
      artifactMediaType: OCI_CONFIG,
    })
    const { imageTagDetails } = await ecr.send(new DescribeImageTagsCommand({ repositoryName }))
    expect(imageTagDetails?.map((one) => one.imageTag)).toEqual(['one', 'two'])
    expect(imageTagDetails?.[0]).toMatchObject({ imageDetail: { imageDigest } })
    await ecr.send(new BatchDeleteImageCommand({ repositoryName, imageIds: [{ imageTag: 'two' }] }))
    expect(aws.publicImages(repositoryName)).toEqual([
      { digest: imageDigest, mediaType: OCI_IMAGE, tags: ['one'] },
    ])
  })

  test('an image by its tag, if there is one', async () => {
    const imageDigest = await pushImage(await pusher(), path(), 'candidate-1')
    const of = (imageTag: string) =>
      publicClient().send(new DescribeImagesCommand({ repositoryName, imageIds: [{ imageTag }] }))
    expect((await of('candidate-1')).imageDetails).toMatchObject([
      { imageDigest, imageTags: ['candidate-1'] },
    ])
    expect(await refusal(of('candidate-2'))).toMatchObject({ name: 'ImageNotFoundException', status: 400 })
  })

  test('layers', async () => {
    const ecr = publicClient()
    const { uploadId } = await ecr.send(new InitiateLayerUploadCommand({ repositoryName }))
    const layerPartBlob = Buffer.from('layer')
    const part = { repositoryName, uploadId, partFirstByte: 0, partLastByte: 4, layerPartBlob }
    const late = new UploadLayerPartCommand({ ...part, partFirstByte: 1, partLastByte: 5 })
    expect(await refusal(ecr.send(late))).toMatchObject({ name: 'InvalidLayerPartException' })
    const layerDigests = [digestOf('layer')]
    const complete = new CompleteLayerUploadCommand({ repositoryName, uploadId, layerDigests })
    expect(await refusal(ecr.send(complete))).toMatchObject({ name: 'EmptyUploadException' })
    expect((await ecr.send(new UploadLayerPartCommand(part))).lastByteReceived).toBe(4)
    expect((await ecr.send(complete)).layerDigest).toBe(layerDigests[0])
    expect(await refusal(ecr.send(complete))).toMatchObject({ name: 'UploadNotFoundException' })
    const check = new BatchCheckLayerAvailabilityCommand({ repositoryName, layerDigests })
    expect((await ecr.send(check)).layers).toMatchObject([{ layerAvailability: 'AVAILABLE' }])
  })

  test("another account's repositories are closed", async () => {
    const other = publicClient('us-east-1', aws.in({ account: '210987654321' }).keys)
    const command = new DescribeImagesCommand({ repositoryName, registryId: '123456789012' })
    expect(await refusal(other.send(command))).toMatchObject({ name: 'AccessDeniedException' })
    expect((await other.send(new DescribeRepositoriesCommand({}))).repositories).toEqual([])
  })

  test.each(['BatchGetImage', 'DescribeImageScanFindings', 'PutImageTagMutability'])(
    '%s is not known',
    async (operation) => {
      const client = publicClient()
      client.middlewareStack.add(
        (next) => (args) => {
          const request = args.request as { headers: Record<string, string> }
          request.headers['x-amz-target'] = `SpencerFrontendService.${operation}`
          return next(args)
        },
        { step: 'build', priority: 'low' },
      )
      expect(await refusal(client.send(new DescribeRegistriesCommand({})))).toMatchObject({
        name: 'UnknownOperationException',
      })
    },
  )
})

describe('the registry', () => {
  test('is at a host of its own, and asks for a token that everybody gets', async () => {
    expect(host()).toBe(`127.0.0.9:${new URL(aws.url).port}`)
    const answer = await registryWith(undefined)('GET', '')
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
      401,
      `Bearer realm="http://${host()}/token/",service="public.ecr.aws",scope="aws"`,
    ])
    expect((await (await nobody())('GET', '')).status).toBe(200)
    expect((await fetch(`http://${host()}/token/`, { method: 'POST' })).status).toBe(405)
  })

  test('pulls for everybody, pushes for those who are logged in', async () => {
    const digest = await pushImage(await pusher(), path(), 'one', [{ bytes: Buffer.from('layer') }])
    const anybody = await nobody()
    const manifest = await anybody('GET', `${path()}/manifests/one`)
    expect([manifest.status, manifest.headers.get('docker-content-digest')]).toEqual([200, digest])
    const layer = await anybody('GET', `${path()}/blobs/${digestOf('layer')}`)
    expect(await layer.text()).toBe('layer')
    expect(await (await anybody('GET', `${path()}/tags/list`)).json()).toMatchObject({ tags: ['one'] })
    expect((await registryWith(undefined)('POST', `${path()}/blobs/uploads/`)).status).toBe(401)
    for (const [method, to] of [
      ['POST', 'blobs/uploads/'],
      ['PUT', 'manifests/two'],
    ]) {
      const answer = await anybody(method ?? '', `${path()}/${to}`, { body: '{}' })
      expect([answer.status, await answer.json()]).toMatchObject([403, { errors: [{ code: 'DENIED' }] }])
    }
    expect(aws.publicImages(repositoryName)).toHaveLength(1)
  })

  test('takes the token as Basic, as Bearer, and for a token of its own', async () => {
    const given = await token()
    await pushImage(registryWith(`Basic ${given}`), path(), 'one')
    const headers = { authorization: `Basic ${given}` }
    const answer = await fetch(`http://${host()}/token/?account=AWS&scope=aws`, { headers })
    const exchanged = ((await answer.json()) as { token: string }).token
    await pushImage(registryWith(`Bearer ${exchanged}`), path(), 'two')
    expect(aws.publicImages(repositoryName)).toMatchObject([{ tags: ['one', 'two'] }])
    const made = aws.requests.filter((one) => one.service === 'public-registry').map((one) => one.operation)
    expect(made).toEqual(expect.arrayContaining(['POST uploads', 'PUT upload', 'PUT manifest', 'GET token']))
  })

  test('moves a tag, since none is immutable', async () => {
    const registry = await pusher()
    const first = await pushImage(registry, path(), 'one')
    const second = await pushImage(registry, path(), 'one', [], '{"os":"linux"}')
    expect(aws.publicImages(repositoryName)).toMatchObject([
      { digest: first, tags: [] },
      { digest: second, tags: ['one'] },
    ])
  })

  test.each([
    'ecr-public:BatchCheckLayerAvailability',
    'ecr-public:InitiateLayerUpload',
    'ecr-public:UploadLayerPart',
    'ecr-public:CompleteLayerUpload',
    'ecr-public:PutImage',
  ])('a push takes %s', async (missing) => {
    const Statement = [
      { Effect: 'Allow', Action: ['ecr-public:*', 'sts:*'], Resource: '*' },
      { Effect: 'Deny', Action: missing, Resource: 'arn:aws:ecr-public::123456789012:repository/shop' },
    ] as const
    const registry = await pusher(await keysWith({ Statement }))
    await expect(pushBlob(registry, path(), Buffer.from('x')).then(() => pushOne(registry))).rejects.toThrow()
    aws.setRole('deployer', { policy: allowing('ecr-public:*', 'sts:*') })
    await pushImage(registry, path(), 'one')
  })

  const pushOne = async (registry: Registry) => {
    const answer = await pushManifest(registry, path(), await uploadImage(registry, path()), 'one')
    if (answer.status !== 201) throw new Error(await answer.text())
  }

  test.each(['nobody/shop', 'other'])('%s does not exist', async (repository) => {
    const named = repository === 'other' ? `${path().split('/')[0]}/other` : repository
    const answer = await (await nobody())('GET', `${named}/manifests/one`)
    expect([answer.status, await answer.json()]).toMatchObject([404, { errors: [{ code: 'NAME_UNKNOWN' }] }])
  })

  test('an account does not push to another one', async () => {
    const registry = await pusher(aws.in({ account: '210987654321' }).keys)
    const answer = await registry('POST', `${path()}/blobs/uploads/`)
    expect([answer.status, await answer.json()]).toMatchObject([
      403,
      { errors: [{ code: 'DENIED', message: expect.stringMatching(/no resource-based policy allows/) }] },
    ])
  })

  test('is not the private registry', async () => {
    aws.createRepository('app')
    const answer = await (await nobody())('GET', 'app/tags/list')
    expect(answer.status).toBe(404)
    expect(ecrClient(aws)).toBeDefined()
  })
})
