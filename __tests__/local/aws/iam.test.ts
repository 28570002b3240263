import { describe, expect, test } from '@jest/globals'
import { authorize, type Principal } from '../../../local/aws/iam/authorize.ts'
import { evaluate, everything, type Statement } from '../../../local/aws/iam/policy.ts'
import { trusts } from '../../../local/aws/iam/trust.ts'

const APP = 'arn:aws:ecr:eu-west-1:123456789012:repository/app'

describe('what a policy says about ecr:PutImage on the repository app', () => {
  test.each<[string, Statement[], 'allow' | 'deny' | 'none']>([
    ['the very action', [{ Effect: 'Allow', Action: 'ecr:PutImage', Resource: APP }], 'allow'],
    ['a list', [{ Effect: 'Allow', Action: ['s3:*', 'ecr:Put*'], Resource: ['x', APP] }], 'allow'],
    ['an action in other letters', [{ Effect: 'Allow', Action: 'ECR:putimage', Resource: '*' }], 'allow'],
    [
      'wildcards',
      [{ Effect: 'Allow', Action: 'ecr:*', Resource: 'arn:aws:ecr:*:*:repository/a?p' }],
      'allow',
    ],
    ['a resource in other letters', [{ Effect: 'Allow', Action: '*', Resource: APP.toUpperCase() }], 'none'],
    ['another repository', [{ Effect: 'Allow', Action: '*', Resource: `${APP}2` }], 'none'],
    ['a name that only begins alike', [{ Effect: 'Allow', Action: 'ecr:Put', Resource: '*' }], 'none'],
    ['a dot is no wildcard', [{ Effect: 'Allow', Action: 'ecr.PutImage', Resource: '*' }], 'none'],
    ['no resource', [{ Effect: 'Allow', Action: '*' }], 'none'],
    ['all but another action', [{ Effect: 'Allow', NotAction: 'ecr:Delete*', Resource: '*' }], 'allow'],
    ['all but this action', [{ Effect: 'Allow', NotAction: 'ecr:Put*', Resource: '*' }], 'none'],
    ['all but this repository', [{ Effect: 'Allow', Action: '*', NotResource: APP }], 'none'],
    ['nothing', [], 'none'],
    [
      'a denial, wherever it stands',
      [
        { Effect: 'Deny', Action: 'ecr:PutImage', Resource: '*' },
        { Effect: 'Allow', Action: '*', Resource: '*' },
      ],
      'deny',
    ],
  ])('%s', (_, Statement, effect) => {
    expect(evaluate({ Statement }, 'ecr:PutImage', APP)).toBe(effect)
  })
})

describe('refusals', () => {
  const arn = 'arn:aws:sts::123456789012:assumed-role/deployer/session'
  const principal: Principal = { kind: 'role', arn, userId: 'AROA:session', policy: everything }
  const nothing = { Statement: [] }
  const deny = { Statement: { Effect: 'Deny', Action: '*', Resource: '*' } } as const
  const begin = `User: ${arn} is not authorized to perform: ecr:PutImage on resource: ${APP} `

  test.each<[string, Partial<Principal>, string]>([
    [
      'nothing allows',
      { policy: nothing },
      'because no identity-based policy allows the ecr:PutImage action',
    ],
    ['a denial', { policy: deny }, 'with an explicit deny in an identity-based policy'],
    [
      'the session allows less',
      { sessionPolicy: nothing },
      'because no session policy allows the ecr:PutImage action',
    ],
    ['the session denies', { sessionPolicy: deny }, 'with an explicit deny in a session policy'],
  ])('%s', (_, given, end) => {
    expect(() => authorize({ ...principal, ...given }, 'ecr:PutImage', APP)).toThrow(begin + end)
  })

  test('a session policy gives nothing that the role does not have', () => {
    const session = { ...principal, policy: nothing, sessionPolicy: everything }
    expect(() => authorize(session, 'ecr:PutImage', APP)).toThrow('no identity-based policy')
    expect(() => authorize({ ...principal, sessionPolicy: everything }, 'ecr:PutImage', APP)).not.toThrow()
  })
})

describe('trust', () => {
  const action = 'sts:AssumeRoleWithWebIdentity'
  const provider = 'arn:aws:iam::123456789012:oidc-provider/host'
  const asker = { kind: 'Federated', names: [provider] } as const
  const keys = { 'host:sub': 'repo:acme/shop:ref:refs/heads/main', 'host:aud': 'sts.amazonaws.com' }
  const statement: Statement = { Effect: 'Allow', Principal: { Federated: provider }, Action: action }
  const given = (more: Partial<Statement>) =>
    trusts({ name: 'role', trust: { Statement: { ...statement, ...more } } }, action, asker, keys)

  test.each<[string, NonNullable<Statement['Condition']>, boolean]>([
    ['the same subject', { StringEquals: { 'host:sub': keys['host:sub'] } }, true],
    ['one of several', { StringEquals: { 'host:sub': ['x', keys['host:sub']] } }, true],
    ['a key in other letters', { StringEquals: { 'HOST:Sub': keys['host:sub'] } }, true],
    ['a wildcard', { StringLike: { 'host:sub': 'repo:acme/*:ref:refs/heads/mai?' } }, true],
    ['a wildcard where none counts', { StringEquals: { 'host:sub': 'repo:acme/*' } }, false],
    ['all conditions', { StringLike: { 'host:sub': '*', 'host:aud': 'other' } }, false],
    ['all operators', { StringLike: { 'host:sub': '*' }, StringEquals: { 'host:aud': 'other' } }, false],
    ['a key that is not there', { StringLike: { 'host:actor': '*' } }, false],
    ['not another', { StringNotEquals: { 'host:sub': 'x' } }, true],
    ['not this', { StringNotLike: { 'host:sub': 'repo:acme/*' } }, false],
    ['any value', { 'ForAnyValue:StringLike': { 'host:sub': 'repo:*' } }, true],
    ['other letters', { StringEqualsIgnoreCase: { 'host:sub': keys['host:sub'].toUpperCase() } }, true],
    ['an unknown operator', { ArnLike: { 'host:sub': '*' } }, false],
  ])('%s', (_, Condition, trusted) => {
    expect(given({ Condition })).toBe(trusted)
  })

  test.each<[string, Partial<Statement>, boolean]>([
    ['nobody', { Principal: {} }, false],
    ['everybody', { Principal: '*' }, true],
    ['the right provider of another kind', { Principal: { AWS: provider } }, false],
    ['another action', { Action: 'sts:AssumeRole' }, false],
    ['a denial', { Effect: 'Deny' }, false],
  ])('%s', (_, more, trusted) => {
    expect(given(more)).toBe(trusted)
  })
})
