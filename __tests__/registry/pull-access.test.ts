import { expect, test } from '@jest/globals'
import { mayPull } from '../../src/registry/pull-access.ts'
import { scriptedEcr } from '../support/ecr.ts'
import { givenRepository, account as owner } from '../support/given.ts'
import { type Answer, refusing } from '../support/scripted-aws.ts'

const account = '210987654321'
const pulling = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer']

async function asking(answer: Answer) {
  const { ecr, calls } = await scriptedEcr({ GetRepositoryPolicy: () => answer })
  return { may: await mayPull(ecr, givenRepository({ name: 'shop' }), account), calls }
}

const policy = (...Statement: readonly object[]): Answer => ({
  body: { policyText: JSON.stringify({ Version: '2012-10-17', Statement }) },
})
const allow = (Principal: unknown, more: object = {}) => ({
  ...{ Effect: 'Allow', Principal, Action: pulling, ...more },
})
const ours = { AWS: `arn:aws:iam::${account}:root` }
const organization = { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }

test.each<['yes' | 'no' | 'unknown', string, Answer]>([
  ['yes', 'names the account by its root', policy(allow(ours))],
  ['yes', 'names the account by its number', policy(allow({ AWS: account }))],
  ['yes', 'names it among others', policy(allow({ AWS: ['333333333333', account] }))],
  ['yes', 'allows everything to it', policy(allow(ours, { Action: '*' }))],
  ['yes', 'allows everything of ECR to it', policy(allow(ours, { Action: 'ecr:*' }))],
  ['yes', 'says it with a wildcard', policy(allow(ours, { Action: ['ecr:BatchGet*'] }))],
  ['yes', 'says it in the second statement', policy(allow({ AWS: '333333333333' }), allow(ours))],
  [
    'yes',
    'is one statement and no list',
    { body: { policyText: JSON.stringify({ Statement: allow(ours) }) } },
  ],
  ['no', 'names another account', policy(allow({ AWS: '333333333333' }))],
  ['no', 'allows it to push only', policy(allow(ours, { Action: ['ecr:PutImage'] }))],
  ['no', 'denies it', policy({ ...allow(ours), Effect: 'Deny' })],
  ['no', 'says nothing', policy()],
  ['no', 'is not there', refusing('RepositoryPolicyNotFoundException')],
  ['unknown', 'names everybody', policy(allow('*'))],
  ['unknown', 'names everybody with a condition', policy(allow('*', { Condition: organization }))],
  ['unknown', 'names the account with a condition', policy(allow(ours, { Condition: organization }))],
  ['unknown', 'names a service', policy(allow({ Service: 'codebuild.amazonaws.com' }))],
  ['unknown', 'names who may not', policy({ ...allow(undefined), NotPrincipal: { AWS: '333333333333' } })],
  ['unknown', 'has a wildcard in another place', policy(allow(ours, { Action: 'ecr:B*Image' }))],
  [
    'unknown',
    'names what may not be done',
    policy({ ...allow(ours), Action: undefined, NotAction: 'ecr:PutImage' }),
  ],
  ['no', 'has a wildcard that leaves pulling out', policy(allow(ours, { Action: 'ecr:Put*' }))],
  ['unknown', 'is no JSON', { body: { policyText: '{' } }],
  ['unknown', 'is null', { body: { policyText: 'null' } }],
  ['unknown', 'is empty', { body: { policyText: '' } }],
  ['unknown', 'may not be read', refusing('AccessDeniedException')],
  ['unknown', 'cannot be read', { status: 200, type: 'text/html', body: '<html>' }],
])('%s where the policy %s', async (expected, _, answer) => {
  expect((await asking(answer)).may).toBe(expected)
})

test('the policy is asked for in the account that has the repository', async () => {
  const { calls } = await asking(policy(allow(ours)))
  expect(calls.map(({ input }) => input)).toEqual([{ repositoryName: 'shop', registryId: owner }])
})
