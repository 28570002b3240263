import { describe, expect, test } from '@jest/globals'
import { warnOfDifferences } from '../../src/registry/compare.ts'
import type { RepositorySettings, WantedSettings } from '../../src/registry/settings.ts'
import { scriptedEcr } from '../support/ecr.ts'
import { account, givenRepository, givenSettings, givenWanted } from '../support/given.ts'
import { type Answer, refusing } from '../support/scripted-aws.ts'
import { written } from '../support/stdout.ts'

const policy = '{"Statement":[]}'
const lifecyclePolicy = '{"rules":[]}'
const warns = '::warning::The repository shop exists and was left as it is, though the inputs say otherwise: '

function denied(operation: string): Answer {
  return refusing(
    'AccessDeniedException',
    `User: x is not authorized to perform: ecr:${operation} on resource: y`,
  )
}

async function comparing(
  wanted: Partial<WantedSettings>,
  answers: Readonly<Record<string, Answer>> = {},
  settings: RepositorySettings | undefined = givenSettings(),
) {
  const unexpected = refusing('Unexpected')
  const { ecr, calls } = await scriptedEcr({
    ListTagsForResource: () => answers.ListTagsForResource ?? unexpected,
    GetRepositoryPolicy: () => answers.GetRepositoryPolicy ?? unexpected,
    GetLifecyclePolicy: () => answers.GetLifecyclePolicy ?? unexpected,
  })
  const found = { repository: givenRepository(), settings }
  const { log } = await written(() => warnOfDifferences(ecr, found, givenWanted(wanted)))
  return { log, calls, operations: calls.map(({ operation }) => operation) }
}

test('where the inputs say nothing, nothing is asked and nothing said', async () => {
  expect(await comparing({})).toMatchObject({ log: '', operations: [] })
})

test('of settings that came already, nothing is asked', async () => {
  const { log, operations } = await comparing({ mutability: { kind: 'IMMUTABLE', exclusions: [] } })
  expect(log).toBe(`${warns}tag mutability is MUTABLE, not IMMUTABLE.\n`)
  expect(operations).toEqual([])
})

test('only what was asked for is read, and what is the same is not mentioned', async () => {
  const { log, calls } = await comparing(
    { tags: { team: 'checkout' }, policy, lifecyclePolicy },
    {
      ListTagsForResource: { body: { tags: [{ Key: 'team', Value: 'checkout' }, { Key: 'other' }] } },
      GetRepositoryPolicy: { body: { policyText: '{ "Statement" : [ ] }' } },
      GetLifecyclePolicy: { body: { lifecyclePolicyText: '{"rules":\n[]}' } },
    },
  )
  expect(log).toBe('')
  const about = { registryId: account, repositoryName: 'shop' }
  expect(calls.map(({ operation, input }) => [operation, input])).toEqual([
    ['ListTagsForResource', { resourceArn: givenSettings().arn }],
    ['GetRepositoryPolicy', about],
    ['GetLifecyclePolicy', about],
  ])
})

test('all differences stand in one warning, on one line', async () => {
  const { log } = await comparing(
    {
      mutability: { kind: 'IMMUTABLE_WITH_EXCLUSION', exclusions: ['latest'] },
      encryption: { type: 'KMS', key: undefined },
      scanOnPush: false,
      scanOnPushGiven: true,
      tags: { team: 'checkout', a: 'b' },
      policy,
      lifecyclePolicy,
    },
    {
      ListTagsForResource: { body: { tags: [{ Key: 'team', Value: 'other' }] } },
      GetRepositoryPolicy: { body: { policyText: '{"Statement":[1,2]}' } },
      GetLifecyclePolicy: refusing('LifecyclePolicyNotFoundException'),
    },
  )
  expect(log).toBe(
    `${warns}tag mutability is MUTABLE, not IMMUTABLE_WITH_EXCLUSION latest; encryption is AES256, not KMS; ` +
      'scan on push is true, not false; the resource tags team, a are missing or have other values; ' +
      'its repository policy is another one; it has no lifecycle policy.\n',
  )
})

describe('that there is no policy is an answer', () => {
  test.each([
    ['GetRepositoryPolicy', 'RepositoryPolicyNotFoundException', { policy }, 'it has no repository policy'],
    [
      'GetLifecyclePolicy',
      'LifecyclePolicyNotFoundException',
      { lifecyclePolicy },
      'it has no lifecycle policy',
    ],
  ])('%s: %s', async (operation, name, wanted, difference) => {
    expect((await comparing(wanted, { [operation]: refusing(name) })).log).toBe(`${warns}${difference}.\n`)
  })
})

describe('what may not be read is said, and nothing is concluded from it', () => {
  test.each([
    ['GetRepositoryPolicy', { policy }, 'its repository policy could not be read'],
    ['GetLifecyclePolicy', { lifecyclePolicy }, 'its lifecycle policy could not be read'],
    ['ListTagsForResource', { tags: { a: 'b' } }, 'its resource tags could not be read'],
  ])('%s', async (operation, wanted, words) => {
    const { log } = await comparing(wanted, { [operation]: denied(operation) })
    expect(log).toBe(`${warns}${words}.\n`)
  })

  test('beside differences that are known', async () => {
    const wanted = { policy, mutability: { kind: 'IMMUTABLE', exclusions: [] } } as const
    const { log } = await comparing(wanted, { GetRepositoryPolicy: denied('GetRepositoryPolicy') })
    expect(log).toBe(
      `${warns}tag mutability is MUTABLE, not IMMUTABLE; its repository policy could not be read.\n`,
    )
  })
})

describe('a read that fails otherwise fails no release: the warning says so', () => {
  test.each([
    ['GetRepositoryPolicy', { policy }, 'repository policy'],
    ['GetLifecyclePolicy', { lifecyclePolicy }, 'lifecycle policy'],
    ['ListTagsForResource', { tags: { a: 'b' } }, 'resource tags'],
  ])('%s', async (operation, wanted, words) => {
    const { log } = await comparing(wanted, { [operation]: refusing('ServerException', 'oops', 500) })
    expect(log).toContain(`its ${words} could not be read`)
  })
})

test('a repository that the push will make is compared with nothing', async () => {
  const { ecr, calls } = await scriptedEcr({})
  const wanted = givenWanted({ policy, tags: { a: 'b' } })
  const found = { repository: givenRepository(), settings: undefined }
  expect((await written(() => warnOfDifferences(ecr, found, wanted))).log).toBe('')
  expect(calls).toEqual([])
})
