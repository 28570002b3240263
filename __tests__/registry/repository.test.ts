import { describe, expect, test } from '@jest/globals'
import type { RepositoryReference } from '../../src/registry/reference.ts'
import { describeRepository } from '../../src/registry/repository.ts'
import { scriptedEcr } from '../support/ecr.ts'
import { failing } from '../support/failure.ts'
import { account, host } from '../support/given.ts'
import { type Answer, refusing } from '../support/scripted-aws.ts'

const found: Answer = {
  body: {
    repositories: [{ repositoryName: 'team/shop', repositoryUri: `${host}/team/shop`, registryId: account }],
  },
}

async function describing(wanted: Partial<RepositoryReference> = {}, answer = found) {
  const { ecr, calls } = await scriptedEcr({ DescribeRepositories: () => answer })
  const reference = { name: 'team/shop', host: undefined, account: undefined, region: undefined, ...wanted }
  return { repository: await describeRepository(ecr, reference, 'eu-west-1'), calls }
}

test('its host and account are those that ECR says', async () => {
  const { repository, calls } = await describing()
  expect(repository).toEqual({ name: 'team/shop', uri: `${host}/team/shop`, host, account })
  expect(calls[0]?.input).toEqual({ repositoryNames: ['team/shop'] })
})

test('one of another account is asked of that account', async () => {
  const { calls } = await describing({ account, host, region: 'eu-west-1' })
  expect(calls[0]?.input).toEqual({ repositoryNames: ['team/shop'], registryId: account })
})

describe('what goes wrong is said before anything is built', () => {
  test.each<[string, Answer, Partial<RepositoryReference>, string, RegExp]>([
    [
      'it does not exist',
      refusing('RepositoryNotFoundException'),
      {},
      'REPOSITORY_NOT_FOUND',
      /team\/shop in eu-west-1 of the account of these credentials/,
    ],
    [
      'it does not exist in that account',
      refusing('RepositoryNotFoundException'),
      { account },
      'REPOSITORY_NOT_FOUND',
      /team\/shop in eu-west-1 of 123456789012/,
    ],
    [
      'it is elsewhere',
      found,
      { host: '127.0.0.1:5000' },
      'REPOSITORY_MISMATCH',
      /127\.0\.0\.1:5000.*123456789012\.dkr/,
    ],
    [
      'it may not be read',
      refusing(
        'AccessDeniedException',
        'User: x is not authorized to perform: ecr:DescribeRepositories on resource: y',
      ),
      {},
      'AWS_ACCESS_DENIED',
      /the repository team\/shop in eu-west-1/,
    ],
    ['an empty answer', { body: {} }, {}, 'AWS_BAD_ANSWER', /without a repository/],
    ['an empty list', { body: { repositories: [] } }, {}, 'AWS_BAD_ANSWER', /without a repository/],
  ])('%s', async (_, answer, wanted, code, sentence) => {
    const failure = await failing(() => describing(wanted, answer))
    expect({ code: failure.code, sentence: failure.sentence }).toEqual({
      code,
      sentence: expect.stringMatching(sentence),
    })
  })

  test('with the command that creates it', async () => {
    const failure = await failing(() => describing({}, refusing('RepositoryNotFoundException')))
    expect(failure.hint).toContain('aws ecr create-repository --repository-name team/shop --region eu-west-1')
  })
})
