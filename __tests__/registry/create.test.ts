import { describe, expect, test } from '@jest/globals'
import { createRepository } from '../../src/registry/create.ts'
import type { WantedSettings } from '../../src/registry/settings.ts'
import { scriptedEcr } from '../support/ecr.ts'
import { failing } from '../support/failure.ts'
import { account, givenReference, givenWanted } from '../support/given.ts'
import { type Answer, refusing } from '../support/scripted-aws.ts'
import { written } from '../support/stdout.ts'

const policy = '{"Statement":[]}'
const lifecyclePolicy = '{"rules":[]}'
const key = `arn:aws:kms:eu-west-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`

async function creating(
  wanted: Partial<WantedSettings> = {},
  answers: Readonly<Record<string, Answer>> = {},
  reference = givenReference(),
) {
  const { ecr, calls } = await scriptedEcr({
    CreateRepository: () => answers.CreateRepository ?? { body: { repository: {} } },
    SetRepositoryPolicy: () => answers.SetRepositoryPolicy ?? {},
    PutLifecyclePolicy: () => answers.PutLifecyclePolicy ?? {},
  })
  const { value: error, log } = await written(() =>
    createRepository(ecr, reference, givenWanted(wanted)).then(
      () => undefined,
      (thrown: unknown) => thrown,
    ),
  )
  return { error, log, calls, operations: calls.map(({ operation }) => operation) }
}

function refusal({ error }: Readonly<{ error: unknown }>) {
  return failing(() => {
    throw error ?? new Error('It was not refused.')
  })
}

describe('a repository is made', () => {
  test('in one call, with what nobody chose left to ECR', async () => {
    const { error, calls, log } = await creating()
    expect(error).toBeUndefined()
    expect(calls.map(({ operation, input }) => [operation, input])).toEqual([
      ['CreateRepository', { repositoryName: 'shop', imageScanningConfiguration: { scanOnPush: true } }],
    ])
    expect(log).toBe('Created the repository shop.\n')
  })

  test('with everything that the inputs say, policies last', async () => {
    const { calls, log } = await creating({
      mutability: { kind: 'IMMUTABLE_WITH_EXCLUSION', exclusions: ['latest', 'v*'] },
      encryption: { type: 'KMS_DSSE', key },
      scanOnPush: false,
      tags: { team: 'checkout', empty: '' },
      policy,
      lifecyclePolicy,
    })
    expect(calls.map(({ operation, input }) => [operation, input])).toEqual([
      [
        'CreateRepository',
        {
          repositoryName: 'shop',
          imageScanningConfiguration: { scanOnPush: false },
          imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
          imageTagMutabilityExclusionFilters: [
            { filterType: 'WILDCARD', filter: 'latest' },
            { filterType: 'WILDCARD', filter: 'v*' },
          ],
          encryptionConfiguration: { encryptionType: 'KMS_DSSE', kmsKey: key },
          tags: [
            { Key: 'team', Value: 'checkout' },
            { Key: 'empty', Value: '' },
          ],
        },
      ],
      ['SetRepositoryPolicy', { repositoryName: 'shop', policyText: policy }],
      ['PutLifecyclePolicy', { repositoryName: 'shop', lifecyclePolicyText: lifecyclePolicy }],
    ])
    expect(log).toBe('Created the repository shop.\nSet its repository policy.\nSet its lifecycle policy.\n')
  })

  test('without filters where the kind has none, and without a key where none is named', async () => {
    const { calls } = await creating({
      mutability: { kind: 'IMMUTABLE', exclusions: [] },
      encryption: { type: 'KMS', key: undefined },
    })
    expect(calls[0]?.input).toMatchObject({
      imageTagMutability: 'IMMUTABLE',
      encryptionConfiguration: { encryptionType: 'KMS' },
    })
    expect(calls[0]?.input).not.toHaveProperty('imageTagMutabilityExclusionFilters')
    expect(calls[0]?.input.encryptionConfiguration).not.toHaveProperty('kmsKey')
  })

  test('in the account that was named', async () => {
    const { calls } = await creating({ policy, lifecyclePolicy }, {}, givenReference({ account }))
    expect(calls.map(({ input }) => input.registryId)).toEqual([account, account, account])
  })
})

test('one that another run made meanwhile is left as it is', async () => {
  const exists = refusing('RepositoryAlreadyExistsException', 'exists')
  const { error, operations, log } = await creating({ policy, lifecyclePolicy }, { CreateRepository: exists })
  expect(error).toBeUndefined()
  expect(operations).toEqual(['CreateRepository'])
  expect(log).toMatch(/shop was made by somebody else/)
})

describe('what ECR refuses is said in its own words', () => {
  test.each([
    ['InvalidParameterException', 'Invalid parameter at imageTagMutabilityExclusionFilters'],
    ['InvalidTagParameterException', 'Invalid parameter at tags'],
    ['TooManyTagsException', 'too many'],
    ['LimitExceededException', 'The maximum number of repositories per registry was exceeded'],
    ['ValidationException', 'Invalid encryption type'],
  ])('%s: nothing was made', async (name, message) => {
    const outcome = await creating({ policy }, { CreateRepository: refusing(name, message) })
    const failure = await refusal(outcome)
    expect(failure).toEqual({
      code: 'REPOSITORY_SETTINGS_REFUSED',
      sentence: `ECR refused to create the repository shop: ${name}: ${message}`,
      hint: expect.stringContaining('nothing was created'),
    })
    expect(new Set(outcome.operations)).toEqual(new Set(['CreateRepository']))
  })

  test.each([
    [{ type: 'KMS', key } as const, `the key ${key}`],
    [{ type: 'KMS', key: undefined } as const, 'the AWS managed key'],
  ])('a key that cannot be used: %j', async (encryption, words) => {
    const kms = { status: 400, body: { __type: 'KmsException', message: 'denied', kmsError: 'AccessDenied' } }
    const failure = await refusal(await creating({ encryption }, { CreateRepository: kms }))
    expect(failure.code).toBe('ENCRYPTION_KEY_UNUSABLE')
    expect(failure.sentence).toBe(`ECR cannot use ${words} of the repository shop: denied (AccessDenied)`)
    expect(failure.hint).toContain('kms:CreateGrant')
  })

  test.each([
    [
      refusing(
        'AccessDeniedException',
        'User: x is not authorized to perform: ecr:CreateRepository on resource: y',
      ),
      'AWS_ACCESS_DENIED',
      1,
    ],
    [refusing('ServerException', 'oops', 500), 'AWS_ERROR', 4],
    [refusing('ThrottlingException', 'Rate exceeded'), 'AWS_THROTTLED', 4],
    [{ type: 'text/html', body: '<html>' }, 'AWS_BAD_ANSWER', 4],
  ] as const)('anything else: %j', async (answer, code, most) => {
    const outcome = await creating({}, { CreateRepository: answer })
    const failure = await refusal(outcome)
    expect(failure.code).toBe(code)
    expect(failure.sentence).toContain('ecr:CreateRepository for the new repository shop')
    expect(outcome.operations.length).toBeLessThanOrEqual(most)
  })

  test('a fault of the first try, whose second finds the repository that it made', async () => {
    let tries = 0
    const { ecr } = await scriptedEcr({
      CreateRepository: () =>
        ++tries === 1
          ? refusing('ServerException', 'oops', 500)
          : refusing('RepositoryAlreadyExistsException'),
    })
    await expect(written(() => createRepository(ecr, givenReference(), givenWanted()))).resolves.toBeDefined()
  })
})

describe.each([
  ['SetRepositoryPolicy', 'repository policy', { policy }],
  ['PutLifecyclePolicy', 'lifecycle policy', { lifecyclePolicy }],
] as const)(
  'where %s is refused, the reader learns that the repository is there',
  (operation, what, wanted) => {
    test.each(['InvalidParameterException', 'ValidationException', 'LimitExceededException'])(
      'for what is in it: %s',
      async (name) => {
        const failure = await refusal(
          await creating(wanted, { [operation]: refusing(name, 'Invalid parameter at PolicyText') }),
        )
        expect(failure).toEqual({
          code: 'REPOSITORY_SETTINGS_REFUSED',
          sentence: `The repository shop was created, but its ${what} could not be set: ${name}: Invalid parameter at PolicyText`,
          hint: expect.stringMatching(/left alone.*delete it while it is empty/),
        })
      },
    )

    test.each([
      [
        refusing(
          'AccessDeniedException',
          `User: x is not authorized to perform: ecr:${operation} on resource: y`,
        ),
        'AWS_ACCESS_DENIED',
      ],
      [refusing('ServerException', 'oops', 500), 'AWS_ERROR'],
    ])('for another reason: %j', async (answer, code) => {
      const failure = await refusal(await creating(wanted, { [operation]: answer }))
      expect(failure.code).toBe(code)
      expect(failure.sentence).toMatch(
        new RegExp(
          `^The repository shop was created, but its ${what} could not be set: ecr:${operation} for`,
        ),
      )
      expect(failure.hint).toContain('left alone')
    })
  },
)
