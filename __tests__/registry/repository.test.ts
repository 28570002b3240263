import { describe, expect, test } from '@jest/globals'
import type { PrivateReference } from '../../src/registry/reference.ts'
import { describeRepository, notFound } from '../../src/registry/repository.ts'
import { scriptedEcr } from '../support/ecr.ts'
import { failing } from '../support/failure.ts'
import { account, givenReference, givenSettings, host } from '../support/given.ts'
import { type Answer, refusing } from '../support/scripted-aws.ts'

const described = { repositoryName: 'team/shop', repositoryUri: `${host}/team/shop`, registryId: account }

function answering(more: object = {}): Answer {
  return { body: { repositories: [{ ...described, ...more }] } }
}

async function describing(wanted: Partial<PrivateReference> = {}, answer = answering()) {
  const { ecr, calls } = await scriptedEcr({ DescribeRepositories: () => answer })
  const reference = givenReference({ name: 'team/shop', ...wanted })
  return { found: await describeRepository(ecr, reference, 'eu-west-1'), calls }
}

test('its host and account are those that ECR says', async () => {
  const { found, calls } = await describing()
  expect(found?.repository).toEqual({ name: 'team/shop', uri: `${host}/team/shop`, host, account })
  expect(calls[0]?.input).toEqual({ repositoryNames: ['team/shop'] })
})

test('one of another account is asked of that account', async () => {
  const { calls } = await describing({ account, host, region: 'eu-west-1' })
  expect(calls[0]?.input).toEqual({ repositoryNames: ['team/shop'], registryId: account })
})

test('its settings come in the same answer', async () => {
  const { found, calls } = await describing(
    {},
    answering({
      repositoryArn: givenSettings().arn,
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: { encryptionType: 'AES256' },
    }),
  )
  expect(found?.settings).toEqual(givenSettings({ mutability: { kind: 'IMMUTABLE', exclusions: [] } }))
  expect(calls).toHaveLength(1)
})

test('the user’s name of the same host is what is pushed to', async () => {
  const fips = host.replace('.ecr.', '.ecr-fips.')
  const { found } = await describing({ account, host: fips, region: 'eu-west-1' })
  expect(found?.repository).toMatchObject({ host: fips, uri: `${fips}/team/shop` })
})

test('a host that a stand-in names is what is pushed to', async () => {
  const told = '127.0.0.1:5000'
  const { found } = await describing({}, answering({ repositoryUri: `${told}/team/shop` }))
  expect(found?.repository).toMatchObject({ host: told, uri: `${told}/team/shop` })
})

test('that there is none is an answer, and no failure yet', async () => {
  expect((await describing({}, refusing('RepositoryNotFoundException'))).found).toBeUndefined()
})

describe('what goes wrong is said before anything is built', () => {
  test.each<[string, Answer, Partial<PrivateReference>, string, RegExp]>([
    [
      'it is elsewhere',
      answering(),
      { host: '127.0.0.1:5000' },
      'REPOSITORY_MISMATCH',
      /127\.0\.0\.1:5000.*123456789012\.dkr/,
    ],
    [
      'the host of the URI is not of AWS',
      answering(),
      { host: `${host}.evil.example`, account },
      'REPOSITORY_MISMATCH',
      /evil\.example/,
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
    ['no account in it', answering({ registryId: undefined }), {}, 'AWS_BAD_ANSWER', /without a repository/],
  ])('%s', async (_, answer, wanted, code, sentence) => {
    const failure = await failing(() => describing(wanted, answer))
    expect({ code: failure.code, sentence: failure.sentence }).toEqual({
      code,
      sentence: expect.stringMatching(sentence),
    })
  })

  test.each([
    [undefined, 'the account of these credentials'],
    [account, account],
  ])('it is missing in the account %s: with both ways to create it', (given, where) => {
    const { code, message, hint } = notFound(
      givenReference({ name: 'team/shop', account: given }),
      'eu-west-1',
    )
    expect(code).toBe('REPOSITORY_NOT_FOUND')
    expect(message).toBe(`There is no repository team/shop in eu-west-1 of ${where}.`)
    expect(hint).toContain('`create-repository: true`')
    expect(hint).toContain('aws ecr create-repository --repository-name team/shop --region eu-west-1')
  })
})
