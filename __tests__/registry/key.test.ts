import { describe, expect, test } from '@jest/globals'
import { checkKey } from '../../src/registry/key.ts'
import type { Encryption } from '../../src/registry/settings.ts'
import { scriptedEcr } from '../support/ecr.ts'
import { failing } from '../support/failure.ts'
import { account, givenRepository, givenSettings } from '../support/given.ts'
import { type Answer, refusing } from '../support/scripted-aws.ts'

const key = `arn:aws:kms:eu-west-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`

async function checking(encryption: Encryption, answer: Answer = { body: { uploadId: 'x', partSize: 1 } }) {
  const { ecr, calls } = await scriptedEcr({ InitiateLayerUpload: () => answer })
  const running = checkKey(ecr, givenRepository(), givenSettings({ encryption }))
  return { running, calls }
}

test('a repository without a key of KMS is not asked', async () => {
  const { running, calls } = await checking({ type: 'AES256', key: undefined }, refusing('KmsException'))
  await running
  expect(calls).toEqual([])
})

test.each(['KMS', 'KMS_DSSE'] as const)(
  'a key of %s is tried with the beginning of an upload',
  async (type) => {
    const { running, calls } = await checking({ type, key })
    await running
    expect(calls.map(({ operation, input }) => [operation, input])).toEqual([
      ['InitiateLayerUpload', { registryId: account, repositoryName: 'shop' }],
    ])
  },
)

describe('a key that ECR cannot use', () => {
  const kms = (kmsError?: string): Answer => ({
    status: 400,
    body: { __type: 'KmsException', message: 'The key is disabled.', kmsError },
  })

  test.each<[Encryption, Answer, string]>([
    [
      { type: 'KMS', key },
      kms(),
      `ECR cannot use the key ${key} of the repository shop: The key is disabled.`,
    ],
    [
      { type: 'KMS', key },
      kms('DisabledException'),
      `ECR cannot use the key ${key} of the repository shop: The key is disabled. (DisabledException)`,
    ],
    [
      { type: 'KMS', key: undefined },
      kms(),
      'ECR cannot use the AWS managed key of the repository shop: The key is disabled.',
    ],
  ])('%j', async (encryption, answer, sentence) => {
    const failure = await failing(async () => (await checking(encryption, answer)).running)
    expect(failure).toMatchObject({ code: 'ENCRYPTION_KEY_UNUSABLE', sentence })
  })

  test.each([
    [
      refusing(
        'AccessDeniedException',
        'User: x is not authorized to perform: ecr:InitiateLayerUpload on resource: y',
      ),
      'AWS_ACCESS_DENIED',
    ],
    [refusing('RepositoryNotFoundException', 'gone'), 'AWS_ERROR'],
    [refusing('ServerException', 'oops', 500), 'AWS_ERROR'],
  ])('is not what else can go wrong: %j', async (answer, code) => {
    const failure = await failing(async () => (await checking({ type: 'KMS', key }, answer)).running)
    expect(failure.code).toBe(code)
    expect(failure.sentence).toContain('ecr:InitiateLayerUpload for an upload to the repository shop')
  })
})
