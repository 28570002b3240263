import {
  CreateRepositoryCreationTemplateCommand,
  type CreateRepositoryCreationTemplateRequest,
  DeleteRepositoryCreationTemplateCommand,
  DescribeRepositoriesCommand,
  DescribeRepositoryCreationTemplatesCommand,
  GetLifecyclePolicyCommand,
  GetRepositoryPolicyCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-ecr'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type LocalAws, startAws } from '../../../local/aws/aws.ts'
import { assume, ecrClient, logIn, pushImage, pushManifest, refusal } from './support.ts'

let aws: LocalAws

const push = ['InitiateLayerUpload', 'UploadLayerPart', 'CompleteLayerUpload', 'PutImage']
const Statement = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' } as const
const policy = (...actions: readonly string[]) =>
  ({
    Statement: { Effect: 'Allow', Action: actions.map((action) => `ecr:${action}`), Resource: '*' },
  }) as const

beforeEach(async () => {
  aws = await startAws({
    roles: [{ name: 'deployer', trust: { Statement }, policy: policy('GetAuthorizationToken', ...push) }],
  })
})
afterEach(() => aws.close())

const create = (given: Partial<CreateRepositoryCreationTemplateRequest> = {}) =>
  ecrClient(aws).send(
    new CreateRepositoryCreationTemplateCommand({ prefix: 'team', appliedFor: ['CREATE_ON_PUSH'], ...given }),
  )
const described = async (name: string) => {
  const command = new DescribeRepositoriesCommand({ repositoryNames: [name] })
  return (await ecrClient(aws).send(command)).repositories?.[0]
}
const repositoryPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 'ecr:BatchGetImage' }],
})
const lifecyclePolicy = JSON.stringify({
  rules: [
    {
      rulePriority: 1,
      selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 9 },
      action: { type: 'expire' },
    },
  ],
})

describe('templates', () => {
  test('are described as they were made', async () => {
    const settings = {
      description: 'for the team',
      imageTagMutability: 'IMMUTABLE' as const,
      encryptionConfiguration: { encryptionType: 'KMS' as const, kmsKey: 'alias/images' },
      resourceTags: [{ Key: 'team', Value: 'shop' }],
      lifecyclePolicy,
      customRoleArn: 'arn:aws:iam::123456789012:role/templates',
      appliedFor: ['CREATE_ON_PUSH' as const, 'REPLICATION' as const],
    }
    const answer = await create({ ...settings, repositoryPolicy })
    expect(answer).toMatchObject({ registryId: '123456789012' })
    const { repositoryPolicy: text, ...rest } = answer.repositoryCreationTemplate ?? {}
    expect(rest).toEqual({
      prefix: 'team',
      ...settings,
      createdAt: expect.any(Date),
      updatedAt: expect.any(Date),
    })
    expect(JSON.parse(text ?? '')).toEqual(JSON.parse(repositoryPolicy))
  })

  test('by pages and by prefixes', async () => {
    for (const prefix of ['a', 'b/c', 'ROOT']) await create({ prefix })
    const describe = async (given: { prefixes?: string[]; maxResults?: number; nextToken?: string }) => {
      const answer = await ecrClient(aws).send(new DescribeRepositoryCreationTemplatesCommand(given))
      return { names: answer.repositoryCreationTemplates?.map((one) => one.prefix), next: answer.nextToken }
    }
    const first = await describe({ maxResults: 2 })
    expect(first.names).toEqual(['a', 'b/c'])
    expect(await describe({ nextToken: first.next ?? '' })).toEqual({ names: ['ROOT'], next: undefined })
    expect((await describe({ prefixes: ['ROOT', 'none'] })).names).toEqual(['ROOT'])
    await ecrClient(aws).send(new DeleteRepositoryCreationTemplateCommand({ prefix: 'ROOT' }))
    expect((await describe({})).names).toEqual(['a', 'b/c'])
  })

  test.each<[string, Partial<CreateRepositoryCreationTemplateRequest>, string]>([
    ['a bad prefix', { prefix: 'Team' }, 'InvalidParameterException'],
    ['no occasion', { appliedFor: [] }, 'InvalidParameterException'],
    ['an unknown occasion', { appliedFor: ['PULL' as 'REPLICATION'] }, 'InvalidParameterException'],
    ['a bad policy', { repositoryPolicy: '{}' }, 'InvalidParameterException'],
    ['a bad lifecycle', { lifecyclePolicy: '{}' }, 'InvalidParameterException'],
    [
      'filters without a need for them',
      { imageTagMutability: 'MUTABLE_WITH_EXCLUSION' },
      'InvalidParameterException',
    ],
  ])('%s is refused', async (_, given, name) => {
    expect(await refusal(create(given))).toMatchObject({ name, status: 400 })
  })

  test('one of each prefix', async () => {
    await create()
    expect(await refusal(create())).toMatchObject({ name: 'TemplateAlreadyExistsException' })
    const other = new DeleteRepositoryCreationTemplateCommand({ prefix: 'other' })
    expect(await refusal(ecrClient(aws).send(other))).toMatchObject({ name: 'TemplateNotFoundException' })
  })
})

describe('create on push', () => {
  test('with all the settings of the template', async () => {
    const key = aws.createKey()
    await create({
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'latest' }],
      encryptionConfiguration: { encryptionType: 'KMS', kmsKey: key },
      resourceTags: [{ Key: 'team', Value: 'shop' }],
      repositoryPolicy,
      lifecyclePolicy,
    })
    await pushImage(await logIn(aws), 'team/app', 'one')
    const repository = await described('team/app')
    expect(repository).toMatchObject({
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'latest' }],
      encryptionConfiguration: { encryptionType: 'KMS', kmsKey: key },
    })
    const ecr = ecrClient(aws)
    const named = { repositoryName: 'team/app' }
    expect((await ecr.send(new GetLifecyclePolicyCommand(named))).lifecyclePolicyText).toBe(lifecyclePolicy)
    expect(JSON.parse((await ecr.send(new GetRepositoryPolicyCommand(named))).policyText ?? '')).toEqual(
      JSON.parse(repositoryPolicy),
    )
    const tags = new ListTagsForResourceCommand({ resourceArn: repository?.repositoryArn })
    expect((await ecr.send(tags)).tags).toEqual([{ Key: 'team', Value: 'shop' }])
    expect(aws.images('team/app')).toMatchObject([{ tags: ['one'] }])
  })

  test('the longest prefix decides, and ROOT last', async () => {
    await create({ prefix: 'ROOT', imageTagMutability: 'IMMUTABLE' })
    await create({ prefix: 'team', encryptionConfiguration: { encryptionType: 'KMS' } })
    await create({ prefix: 'team/shop/', encryptionConfiguration: { encryptionType: 'KMS_DSSE' } })
    const registry = await logIn(aws)
    const made = async (name: string) => {
      await pushImage(registry, name, undefined)
      const { imageTagMutability, encryptionConfiguration } = (await described(name)) ?? {}
      return [imageTagMutability, encryptionConfiguration?.encryptionType]
    }
    expect(await made('team/shop/app')).toEqual(['MUTABLE', 'KMS_DSSE'])
    expect(await made('team/shopping')).toEqual(['MUTABLE', 'KMS'])
    expect(await made('teams')).toEqual(['IMMUTABLE', 'AES256'])
  })

  test.each<[string, Partial<CreateRepositoryCreationTemplateRequest>, string]>([
    ['for another occasion', { appliedFor: ['PULL_THROUGH_CACHE'] }, 'team/app'],
    ['for another prefix', {}, 'teams'],
  ])('a template %s makes none', async (_, given, name) => {
    await create(given)
    const answer = await (await logIn(aws))('POST', `${name}/blobs/uploads/`)
    expect([answer.status, await answer.json()]).toMatchObject([404, { errors: [{ code: 'NAME_UNKNOWN' }] }])
  })

  test('takes the permission to create repositories', async () => {
    await create()
    const start = async () => (await logIn(aws, await assume(aws)))('POST', 'team/app/blobs/uploads/')
    const refused = await start()
    expect([refused.status, await refused.json()]).toMatchObject([
      404,
      { errors: [{ code: 'NAME_UNKNOWN' }] },
    ])
    aws.setRole('deployer', { policy: policy('GetAuthorizationToken', 'CreateRepository', ...push) })
    expect((await start()).status).toBe(202)
  })

  test('a manifest starts it too, a look does not', async () => {
    await create()
    const registry = await logIn(aws)
    expect((await registry('GET', 'team/app/manifests/one')).status).toBe(404)
    expect(await refusal(described('team/app'))).toMatchObject({ name: 'RepositoryNotFoundException' })
    const answer = await pushManifest(registry, 'team/app', '{}', 'one')
    expect([answer.status, (await described('team/app'))?.repositoryName]).toEqual([400, 'team/app'])
  })

  test('a key that cannot be used', async () => {
    await create({ encryptionConfiguration: { encryptionType: 'KMS', kmsKey: 'alias/none' } })
    const answer = await (await logIn(aws))('POST', 'team/app/blobs/uploads/')
    expect([answer.status, await answer.json()]).toMatchObject([403, { errors: [{ code: 'DENIED' }] }])
  })

  test("another account's push makes no repository", async () => {
    await create()
    const other = await logIn(aws, aws.in({ account: '210987654321' }).keys)
    expect((await other('POST', 'team/app/blobs/uploads/')).status).toBe(403)
    expect(await refusal(described('team/app'))).toMatchObject({ name: 'RepositoryNotFoundException' })
  })
})
