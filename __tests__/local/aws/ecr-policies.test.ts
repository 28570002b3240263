import {
  DeleteLifecyclePolicyCommand,
  DeleteRepositoryPolicyCommand,
  type ECRClient,
  GetLifecyclePolicyCommand,
  GetRepositoryPolicyCommand,
  PutLifecyclePolicyCommand,
  SetRepositoryPolicyCommand,
} from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { type LocalAws, startAws } from '../../../local/aws/aws.ts'
import { ecrClient, refusal } from './support.ts'

let aws: LocalAws
let ecr: ECRClient
let repositoryName = ''
let number = 0

beforeAll(async () => {
  aws = await startAws()
  ecr = ecrClient(aws)
})
afterAll(() => aws.close())
beforeEach(() => {
  number += 1
  repositoryName = `app${number}`
  aws.createRepository(repositoryName)
})

describe('repository policies', () => {
  const statement = {
    Sid: 'pull',
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::210987654321:root' },
    Action: ['ecr:BatchGetImage'],
  }
  const set = (policyText: string) => ecr.send(new SetRepositoryPolicyCommand({ repositoryName, policyText }))
  const get = () => ecr.send(new GetRepositoryPolicyCommand({ repositoryName }))
  const missing = () => ({
    name: 'RepositoryPolicyNotFoundException',
    message: `Repository policy does not exist for the repository with name '${repositoryName}' in the registry with id '123456789012'`,
    status: 400,
  })

  test('set, got and deleted; the text is not as it was written', async () => {
    expect(await refusal(get())).toEqual(missing())
    const policy = { Version: '2008-10-17', Statement: [statement] }
    const answer = await set(JSON.stringify(policy))
    expect(answer).toMatchObject({ registryId: '123456789012', repositoryName })
    expect(answer.policyText).not.toBe(JSON.stringify(policy))
    expect(JSON.parse((await get()).policyText ?? '')).toEqual(policy)
    const removed = await ecr.send(new DeleteRepositoryPolicyCommand({ repositoryName }))
    expect(JSON.parse(removed.policyText ?? '')).toEqual(policy)
    expect(await refusal(ecr.send(new DeleteRepositoryPolicyCommand({ repositoryName })))).toEqual(missing())
  })

  test.each<[string, unknown]>([
    ['no principal', { ...statement, Principal: undefined }],
    ['no action', { ...statement, Action: undefined }],
    ['no effect', { ...statement, Effect: undefined }],
    ['an unknown kind of principal', { ...statement, Principal: { User: 'x' } }],
    ['no statement', []],
  ])('%s is refused', async (_, Statement) => {
    const policies = [JSON.stringify({ Version: '2012-10-17', Statement }), '{', '[]', '{}']
    for (const policyText of policies) {
      expect(await refusal(set(policyText))).toEqual({
        name: 'InvalidParameterException',
        message:
          "Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Invalid repository policy provided'",
        status: 400,
      })
    }
    expect(await refusal(get())).toEqual(missing())
  })

  test("lets another account's role in", async () => {
    const other = aws.in({ account: '210987654321' })
    const client = ecrClient(aws, other.keys)
    const command = new GetRepositoryPolicyCommand({ repositoryName, registryId: aws.account })
    expect(await refusal(client.send(command))).toMatchObject({ name: 'AccessDeniedException' })
    await set(JSON.stringify({ Statement: { ...statement, Action: 'ecr:GetRepositoryPolicy' } }))
    expect((await client.send(command)).repositoryName).toBe(repositoryName)
  })
})

describe('lifecycle policies', () => {
  const put = (lifecyclePolicyText: string) =>
    ecr.send(new PutLifecyclePolicyCommand({ repositoryName, lifecyclePolicyText }))
  const get = () => ecr.send(new GetLifecyclePolicyCommand({ repositoryName }))
  const action = { type: 'expire' }
  const old = { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 14 }
  const tagged = {
    tagStatus: 'tagged',
    tagPrefixList: ['v'],
    countType: 'imageCountMoreThan',
    countNumber: 10,
  }
  const rule = (rulePriority: unknown, selection: object, more = {}) => ({
    rulePriority,
    selection,
    action,
    ...more,
  })

  test('put, got and deleted', async () => {
    const missing = {
      name: 'LifecyclePolicyNotFoundException',
      message: `Lifecycle policy does not exist for the repository with name '${repositoryName}' in the registry with id '123456789012'`,
      status: 400,
    }
    expect(await refusal(get())).toEqual(missing)
    const any = { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 100 }
    const patterns = { ...tagged, tagPrefixList: undefined, tagPatternList: ['v*'] }
    const policy = {
      rules: [rule(1, old, { description: 'old' }), rule(2, tagged), rule(3, patterns), rule(9, any)],
    }
    const written = JSON.parse(JSON.stringify(policy)) as unknown
    await put(JSON.stringify(policy, undefined, 2))
    const { lifecyclePolicyText, lastEvaluatedAt } = await get()
    expect([JSON.parse(lifecyclePolicyText ?? ''), lastEvaluatedAt]).toEqual([written, expect.any(Date)])
    const removed = await ecr.send(new DeleteLifecyclePolicyCommand({ repositoryName }))
    expect(removed.lifecyclePolicyText).toBe(JSON.stringify(written))
    expect(await refusal(get())).toEqual(missing)
  })

  test.each<[string, readonly unknown[] | string, RegExp]>([
    ['no JSON', '{', /Could not map policyString into LifecyclePolicy\./],
    ['no rules', [], /missing required properties \(\["rules"\]\)/],
    ['a rule that is no object', [1], /instance type does not match/],
    ['no selection', [{ rulePriority: 1, action }], /missing required properties \(\["selection"\]\)/],
    ['a strange property', [rule(1, old, { colour: 'red' })], /not allowed by the schema: \(\["colour"\]\)/],
    ['priority 0', [rule(0, old)], /lower than the required minimum \(minimum: 1, found: 0\)/],
    ['half a priority', [rule(1.5, old)], /instance type does not match/],
    ['one priority twice', [rule(1, old), rule(1, tagged)], /priorities must be unique/],
    [
      'a strange status',
      [rule(1, { ...old, tagStatus: 'TAGGED' })],
      /instance value \("TAGGED"\) not found in enum/,
    ],
    [
      'tagged without tags',
      [rule(1, { ...tagged, tagPrefixList: undefined })],
      /Must specify tagPrefixList or/,
    ],
    ['untagged with tags', [rule(1, { ...old, tagPrefixList: ['v'] })], /only be used when tagStatus=TAGGED/],
    ['both lists', [rule(1, { ...tagged, tagPatternList: ['v*'] })], /cannot be used together/],
    ['days without a unit', [rule(1, { ...old, countUnit: undefined })], /exactly one schema/],
    ['a unit for a number', [rule(1, { ...tagged, countUnit: 'days' })], /exactly one schema/],
    ['weeks', [rule(1, { ...old, countUnit: 'weeks' })], /\("weeks"\) not found in enum/],
    ['a strange count', [rule(1, { ...old, countType: 'size' })], /\("size"\) not found in enum/],
    ['number 0', [rule(1, { ...old, countNumber: 0 })], /minimum: 1, found: 0/],
    ['another action', [rule(1, old, { action: { type: 'keep' } })], /\("keep"\) not found in enum/],
    ['untagged twice', [rule(1, old), rule(2, old)], /Only one rule can select Untagged/],
    [
      'any before others',
      [rule(1, { ...old, tagStatus: 'any' }), rule(2, tagged)],
      /tagStatus=ANY must have the lowest priority/,
    ],
  ])('%s is refused', async (_, rules, reason) => {
    const text = typeof rules === 'string' ? rules : JSON.stringify({ rules })
    const { name, message } = await refusal(put(text))
    expect(name).toBe('InvalidParameterException')
    expect(message).toMatch(
      /^Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure: .+'$/,
    )
    expect(message).toMatch(reason)
    expect(await refusal(get())).toMatchObject({ name: 'LifecyclePolicyNotFoundException' })
  })
})
