import {
  BatchGetImageCommand,
  CreateRepositoryCommand,
  type CreateRepositoryRequest,
  DescribeRepositoriesCommand,
  type ECRClient,
  InitiateLayerUploadCommand,
  ListTagsForResourceCommand,
  PutImageCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { type LocalAws, type PolicyDocument, startAws } from '../../../local/aws/aws.ts'
import {
  assume,
  ecrClient,
  logIn,
  pushImage,
  type Registry,
  refusal,
  uploadImage,
  withAws,
} from './support.ts'

const ARN = 'arn:aws:ecr:eu-west-1:123456789012:repository'

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
  repositoryName = `settings/app${number}`
})

const create = (given: Partial<CreateRepositoryRequest> = {}, client = ecr) =>
  client.send(new CreateRepositoryCommand({ repositoryName, ...given }))

async function described() {
  const command = new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] })
  return (await ecr.send(command)).repositories?.[0]
}

/** A client with a role that has just these permissions. */
async function clientWith(policy: PolicyDocument): Promise<ECRClient> {
  if (aws.roles().some((role) => role.name === 'deployer')) aws.removeRole('deployer')
  const Statement = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' } as const
  aws.addRole({ name: 'deployer', trust: { Statement }, policy })
  return ecrClient(aws, await assume(aws))
}

describe('CreateRepository', () => {
  test('keeps all settings, and DescribeRepositories tells them', async () => {
    const exclusions = ['latest*', '*-rc.*'].map((filter) => ({ filterType: 'WILDCARD' as const, filter }))
    const settings = {
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION' as const,
      imageTagMutabilityExclusionFilters: exclusions,
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: { encryptionType: 'AES256' as const },
    }
    const { repository } = await create({ ...settings, tags: [{ Key: 'team', Value: 'shop' }] })
    expect(repository).toEqual({
      repositoryArn: `${ARN}/${repositoryName}`,
      registryId: '123456789012',
      repositoryName,
      repositoryUri: `${aws.host}/${repositoryName}`,
      createdAt: expect.any(Date),
      ...settings,
    })
    expect(await described()).toEqual(repository)
  })

  const filters = (...values: string[]) =>
    values.map((filter) => ({ filterType: 'WILDCARD' as const, filter }))
  const excluding = (...values: string[]): Partial<CreateRepositoryRequest> => ({
    imageTagMutability: 'MUTABLE_WITH_EXCLUSION',
    imageTagMutabilityExclusionFilters: filters(...values),
  })
  test.each<[string, Partial<CreateRepositoryRequest>, string, RegExp]>([
    ['no filter at all', excluding(), 'InvalidParameterException', /length between 1 and 5/],
    ['six filters', excluding(...'abcdef'), 'InvalidParameterException', /length between 1 and 5/],
    ['three wildcards', excluding('*a*b*'), 'InvalidParameterException', /at most 2 wildcards/],
    ['a bad filter', excluding('a b'), 'InvalidParameterException', /must satisfy regular expression/],
    [
      'filters without a need for them',
      { imageTagMutability: 'IMMUTABLE', imageTagMutabilityExclusionFilters: filters('a') },
      'InvalidParameterException',
      /does not go with IMMUTABLE/,
    ],
    [
      'an unknown encryption',
      { encryptionConfiguration: { encryptionType: 'ROT13' as 'KMS' } },
      'InvalidParameterException',
      /enum value set: \[AES256, KMS, KMS_DSSE\]/,
    ],
    [
      'a key for AES256',
      { encryptionConfiguration: { encryptionType: 'AES256', kmsKey: 'alias/images' } },
      'InvalidParameterException',
      /^Invalid parameter at 'kmsKey'/,
    ],
    [
      'a tag of AWS',
      { tags: [{ Key: 'aws:team', Value: 'x' }] },
      'InvalidTagParameterException',
      /aws: prefixed tag key names are not allowed/,
    ],
    [
      'a tag twice',
      { tags: [...'aa'].map((Key) => ({ Key, Value: 'x' })) },
      'InvalidTagParameterException',
      /Duplicate tag keys/,
    ],
    [
      'too long a key',
      { tags: [{ Key: 'x'.repeat(129), Value: 'x' }] },
      'InvalidTagParameterException',
      /1 to 128 characters/,
    ],
    [
      'too many tags',
      { tags: Array.from({ length: 51 }, (_, i) => ({ Key: `k${i}`, Value: '' })) },
      'TooManyTagsException',
      /limit of 50 tags/,
    ],
  ])('%s is refused', async (_, given, name, message) => {
    expect(await refusal(create(given))).toEqual({
      name,
      message: expect.stringMatching(message),
      status: 400,
    })
    expect(await refusal(described())).toMatchObject({ name: 'RepositoryNotFoundException' })
  })

  test('one that is there', async () => {
    await create()
    expect(await refusal(create())).toEqual({
      name: 'RepositoryAlreadyExistsException',
      message: `The repository with name '${repositoryName}' already exists in the registry with id '123456789012'`,
      status: 400,
    })
  })

  test("another account's registry is closed", async () => {
    expect(await refusal(create({ registryId: '210987654321' }))).toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringMatching(
        /because no resource-based policy allows the ecr:CreateRepository action$/,
      ),
    })
  })
})

describe('tags', () => {
  const list = async () => {
    const answer = await ecr.send(new ListTagsForResourceCommand({ resourceArn: `${ARN}/${repositoryName}` }))
    return answer.tags
  }

  test('are added, changed and removed', async () => {
    await create({ tags: [{ Key: 'team', Value: 'shop' }] })
    const resourceArn = `${ARN}/${repositoryName}`
    const tags = [
      { Key: 'team', Value: 'till' },
      { Key: 'cost', Value: '' },
    ]
    await ecr.send(new TagResourceCommand({ resourceArn, tags }))
    expect(await list()).toEqual(tags)
    await ecr.send(new UntagResourceCommand({ resourceArn, tagKeys: ['team'] }))
    expect(await list()).toEqual([{ Key: 'cost', Value: '' }])
  })

  test.each([
    ['no ARN', 'shop', 'InvalidParameterException'],
    ['a repository that is not there', `${ARN}/nothing`, 'RepositoryNotFoundException'],
  ])('%s', async (_, resourceArn, name) => {
    expect(await refusal(ecr.send(new ListTagsForResourceCommand({ resourceArn })))).toMatchObject({ name })
  })

  test('need a permission of their own', async () => {
    const Resource = `${ARN}/settings/*`
    const client = await clientWith({
      Statement: { Effect: 'Allow', Action: 'ecr:CreateRepository', Resource },
    })
    const tags = [{ Key: 'team', Value: 'shop' }]
    expect(await refusal(create({ tags }, client))).toMatchObject({
      name: 'AccessDeniedException',
      message: `User: arn:aws:sts::123456789012:assumed-role/deployer/session is not authorized to perform: ecr:TagResource on resource: ${ARN}/${repositoryName} because no identity-based policy allows the ecr:TagResource action`,
    })
    await create({}, client)
    const tagging = await clientWith({ Statement: { Effect: 'Allow', Action: 'ecr:TagResource', Resource } })
    await tagging.send(new TagResourceCommand({ resourceArn: `${ARN}/${repositoryName}`, tags }))
    const other = new TagResourceCommand({ resourceArn: `${ARN}/elsewhere`, tags })
    expect(await refusal(tagging.send(other))).toMatchObject({ name: 'AccessDeniedException' })
  })
})

describe('KMS', () => {
  const encrypted = (kmsKey?: string, client = ecr) =>
    create(
      { encryptionConfiguration: { encryptionType: 'KMS', ...(kmsKey === undefined ? {} : { kmsKey }) } },
      client,
    )
  const kmsError = async (call: Promise<unknown>) => {
    const error = await call.catch((thrown: unknown) => thrown)
    const { name, message, kmsError: code } = error as Error & { kmsError?: string }
    return { name, message, code }
  }

  test('a key by its ARN, its id and its alias', async () => {
    const arn = aws.createKey({ alias: `alias/images${number}` })
    for (const name of [arn, arn.split('/')[1], `alias/images${number}`]) {
      repositoryName = `${repositoryName}x`
      const { repository } = await encrypted(name)
      expect(repository?.encryptionConfiguration).toEqual({ encryptionType: 'KMS', kmsKey: arn })
    }
  })

  test("without a key it is AWS's own", async () => {
    const { repository } = await create({ encryptionConfiguration: { encryptionType: 'KMS_DSSE' } })
    expect(repository?.encryptionConfiguration).toEqual({
      encryptionType: 'KMS_DSSE',
      kmsKey: expect.stringMatching(/^arn:aws:kms:eu-west-1:123456789012:key\/[0-9a-f-]{36}$/),
    })
  })

  test('a key that cannot be used', async () => {
    const off = aws.createKey()
    aws.disableKey(off)
    const strange = aws.createKey({ granted: false })
    const unknown = 'arn:aws:kms:eu-west-1:123456789012:key/none'
    const expected: readonly (readonly [string, string, string | RegExp])[] = [
      [unknown, 'NotFoundException', `Key '${unknown}' does not exist`],
      [
        'alias/none',
        'NotFoundException',
        'Alias arn:aws:kms:eu-west-1:123456789012:alias/none is not found.',
      ],
      [off, 'DisabledException', `${off} is disabled.`],
      [strange, 'AccessDeniedException', /not authorized to perform: kms:DescribeKey on resource/],
    ]
    for (const [key, code, message] of expected) {
      expect(await kmsError(encrypted(key))).toEqual({
        name: 'KmsException',
        code,
        message: typeof message === 'string' ? message : expect.stringMatching(message),
      })
    }
  })

  test("the caller's own permissions are asked for too", async () => {
    const Statement = [{ Effect: 'Allow', Action: ['ecr:*', 'kms:DescribeKey'], Resource: '*' }] as const
    const client = await clientWith({ Statement })
    expect(await kmsError(encrypted(aws.createKey(), client))).toMatchObject({
      code: 'AccessDeniedException',
      message: expect.stringMatching(/because no identity-based policy allows the kms:CreateGrant action$/),
    })
    await encrypted(undefined, client)
  })

  test('a key that is disabled later ends pushes and pulls', async () => {
    const key = aws.createKey()
    await encrypted(key)
    await pushImage(registry, repositoryName, 'one')
    const imageManifest = await uploadImage(registry, repositoryName)
    const upload = await registry('POST', `${repositoryName}/blobs/uploads/`)
    const open = (upload.headers.get('location') ?? '').replace('/v2/', '')
    aws.disableKey(key)
    const disabled = { name: 'KmsException', code: 'DisabledException', message: `${key} is disabled.` }
    const calls = [
      ecr.send(new PutImageCommand({ repositoryName, imageManifest, imageTag: 'two' })),
      ecr.send(new InitiateLayerUploadCommand({ repositoryName })),
    ]
    for (const call of calls) expect(await kmsError(call)).toEqual(disabled)
    const requests: readonly (readonly [string, string])[] = [
      ['POST', `${repositoryName}/blobs/uploads/`],
      ['PATCH', open],
      ['PUT', `${open}?digest=sha256:${'0'.repeat(64)}`],
      ['PUT', `${repositoryName}/manifests/two`],
      ['GET', `${repositoryName}/manifests/one`],
    ]
    for (const [method, path] of requests) {
      const answer = await registry(method, path, method === 'GET' ? {} : { body: imageManifest })
      expect(answer.status).toBe(403)
      expect(await answer.json()).toEqual({ errors: [{ code: 'DENIED', message: disabled.message }] })
    }
    const pull = new BatchGetImageCommand({ repositoryName, imageIds: [{ imageTag: 'one' }] })
    expect((await ecr.send(pull)).failures).toMatchObject([{ failureCode: 'KmsError' }])
  })

  test('a key belongs to its account and region', async () => {
    await withAws({ regions: ['eu-central-1'] }, async (other) => {
      const key = other.in({ region: 'eu-central-1' }).createKey()
      const command = new CreateRepositoryCommand({
        repositoryName,
        encryptionConfiguration: { encryptionType: 'KMS', kmsKey: key },
      })
      expect(await kmsError(ecrClient(other).send(command))).toMatchObject({ code: 'NotFoundException' })
    })
  })
})
