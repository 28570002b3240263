import { describe, expect, test } from '@jest/globals'
import { authorize, type Principal } from '../../../local/aws/iam/authorize.ts'
import { evaluate } from '../../../local/aws/iam/evaluate.ts'
import { everything, type PolicyDocument, type Statement } from '../../../local/aws/iam/policy.ts'
import { type Asker, granted } from '../../../local/aws/iam/resource-policy.ts'

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

describe('conditions', () => {
  const keys = {
    'host:sub': 'repo:acme/shop:ref:refs/heads/main',
    'host:aud': 'sts.amazonaws.com',
    'ecs:cluster': 'arn:aws:ecs:eu-west-1:123456789012:cluster/production',
    'aws:SecureTransport': 'true',
    tags: ['a', 'b'],
  }
  const effect = (Effect: 'Allow' | 'Deny', Condition: NonNullable<Statement['Condition']>) =>
    evaluate({ Statement: { Effect, Action: '*', Resource: '*', Condition } }, 'ecr:PutImage', APP, keys)

  test.each<[string, NonNullable<Statement['Condition']>, boolean]>([
    ['the same text', { StringEquals: { 'host:sub': keys['host:sub'] } }, true],
    ['one of several', { StringEquals: { 'host:sub': ['x', keys['host:sub']] } }, true],
    ['a key in other letters', { StringEquals: { 'HOST:Sub': keys['host:sub'] } }, true],
    ['a wildcard', { StringLike: { 'host:sub': 'repo:acme/*:ref:refs/heads/mai?' } }, true],
    ['a wildcard where none counts', { StringEquals: { 'host:sub': 'repo:acme/*' } }, false],
    ['all keys', { StringLike: { 'host:sub': '*', 'host:aud': 'other' } }, false],
    ['all operators', { StringLike: { 'host:sub': '*' }, StringEquals: { 'host:aud': 'other' } }, false],
    ['a key that is not there', { StringLike: { 'host:actor': '*' } }, false],
    ['not another', { StringNotEquals: { 'host:sub': 'x' } }, true],
    ['none of these', { StringNotEquals: { 'host:sub': ['x', keys['host:sub']] } }, false],
    ['not, of a key that is not there', { StringNotEquals: { 'host:actor': 'x' } }, true],
    ['not like this', { StringNotLike: { 'host:sub': 'repo:acme/*' } }, false],
    ['other letters', { StringEqualsIgnoreCase: { 'host:sub': keys['host:sub'].toUpperCase() } }, true],
    ['not in other letters', { StringNotEqualsIgnoreCase: { 'host:aud': 'STS.amazonaws.com' } }, false],
    ['an ARN', { ArnEquals: { 'ecs:cluster': keys['ecs:cluster'] } }, true],
    [
      'an ARN with wildcards',
      { ArnLike: { 'ecs:cluster': 'arn:aws:ecs:*:123456789012:cluster/prod*' } },
      true,
    ],
    [
      'no wildcard reaches from part to part',
      { ArnLike: { 'ecs:cluster': 'arn:aws:*:cluster/production' } },
      false,
    ],
    ['another ARN', { ArnNotLike: { 'ecs:cluster': 'arn:aws:ecs:*:*:cluster/staging' } }, true],
    ['true', { Bool: { 'aws:SecureTransport': 'True' } }, true],
    ['false', { Bool: { 'aws:SecureTransport': 'false' } }, false],
    ['there is no such key', { Null: { 'host:actor': 'true', 'host:sub': 'false' } }, true],
    ['there is one', { Null: { 'host:sub': 'true' } }, false],
    ['if it exists', { StringEqualsIfExists: { 'host:actor': 'x' } }, true],
    ['if it exists, which it does', { StringEqualsIfExists: { 'host:sub': 'x' } }, false],
    ['any value', { 'ForAnyValue:StringEquals': { tags: ['b', 'c'] } }, true],
    ['any value of none', { 'ForAnyValue:StringEquals': { none: 'b' } }, false],
    ['all values', { 'ForAllValues:StringEquals': { tags: ['a', 'b', 'c'] } }, true],
    ['not all values', { 'ForAllValues:StringEquals': { tags: 'a' } }, false],
    ['all values of none', { 'ForAllValues:StringEquals': { none: 'a' } }, true],
  ])('%s', (_, condition, isHeld) => {
    expect([effect('Allow', condition), effect('Deny', condition)]).toEqual(
      isHeld ? ['allow', 'deny'] : ['none', 'none'],
    )
  })

  test('an unknown operator never allows, and always denies', () => {
    const condition = { NumericLessThan: { 'host:sub': '1' } }
    expect([effect('Allow', condition), effect('Deny', condition)]).toEqual(['none', 'deny'])
  })
})

const arn = 'arn:aws:sts::123456789012:assumed-role/deployer/session'
const roleArn = 'arn:aws:iam::123456789012:role/team/deployer'
const account = '123456789012'
const principal: Principal = {
  kind: 'role',
  account,
  arn,
  roleArn,
  userId: 'AROA:session',
  policy: everything,
}
const nothing: PolicyDocument = { Statement: [] }
const deny: PolicyDocument = { Statement: { Effect: 'Deny', Action: '*', Resource: '*' } }
const begin = `User: ${arn} is not authorized to perform: ecr:PutImage on resource: ${APP} `

describe('refusals', () => {
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

describe('a policy of the resource', () => {
  type Names = Statement['Principal']
  const policy = (Principal: Names, Effect: 'Allow' | 'Deny' = 'Allow'): PolicyDocument => ({
    Statement: { Effect, Principal: Principal ?? '*', Action: 'ecr:PutImage' },
  })
  const root = { AWS: `arn:aws:iam::${account}:root` }
  const home = (document: PolicyDocument) => ({ account, policy: document })
  const abroad = (document: PolicyDocument | undefined) => ({ account: '210987654321', policy: document })
  const missing = (kind: string) => `because no ${kind} policy allows the ecr:PutImage action`

  test.each<[string, Partial<Principal>, ReturnType<typeof abroad>, string]>([
    ['of the same account allows the session', { policy: nothing }, home(policy({ AWS: arn })), ''],
    ['even past its session policy', { sessionPolicy: nothing }, home(policy({ AWS: arn })), ''],
    ['allows the role', { policy: nothing }, home(policy({ AWS: roleArn })), ''],
    [
      'allows the role, but not past the session policy',
      { policy: nothing, sessionPolicy: nothing },
      home(policy({ AWS: roleArn })),
      missing('session'),
    ],
    ['allows everybody', { policy: nothing }, home(policy('*')), ''],
    ['leaves it to the account', { policy: nothing }, home(policy(root)), missing('identity-based')],
    ['denies', {}, home(policy('*', 'Deny')), 'with an explicit deny in a resource-based policy'],
    ['of another account is needed', {}, abroad(undefined), missing('resource-based')],
    ['that names another', {}, abroad(policy({ AWS: '111111111111' })), missing('resource-based')],
    ['that names the account', {}, abroad(policy({ AWS: account })), ''],
    ['that names its root', {}, abroad(policy(root)), ''],
    ['that names the role', {}, abroad(policy({ AWS: roleArn })), ''],
    [
      'of another account is not enough',
      { policy: nothing },
      abroad(policy({ AWS: arn })),
      missing('identity-based'),
    ],
    [
      'of another account denies',
      {},
      abroad(policy('*', 'Deny')),
      'with an explicit deny in a resource-based',
    ],
  ])('%s', (_, given, owner, end) => {
    const ask = () => authorize({ ...principal, ...given }, 'ecr:PutImage', APP, { owner })
    if (end === '') expect(ask).not.toThrow()
    else expect(ask).toThrow(begin + end)
  })

  test('sees who asks and from where', () => {
    const Condition = {
      StringEquals: { 'aws:PrincipalAccount': account, 'aws:RequestedRegion': 'eu-west-1' },
      ArnEquals: { 'aws:PrincipalArn': roleArn },
    }
    const narrow = { Statement: { Effect: 'Allow', Principal: '*', Action: '*', Condition } } as const
    const ask = (region: string) =>
      authorize({ ...principal, region }, 'ecr:PutImage', APP, { owner: abroad(narrow) })
    expect(() => ask('eu-west-1')).not.toThrow()
    expect(() => ask('us-east-1')).toThrow(missing('resource-based'))
  })
})

describe('whom a statement of a trust policy names', () => {
  const action = 'sts:AssumeRoleWithWebIdentity'
  const provider = 'arn:aws:iam::123456789012:oidc-provider/host'
  const asker: Asker = { kind: 'Federated', self: [provider] }
  const statement: Statement = { Effect: 'Allow', Principal: { Federated: provider }, Action: action }

  test.each<[string, Partial<Statement>, string]>([
    ['the provider', {}, 'self'],
    ['nobody', { Principal: {} }, 'none'],
    ['everybody', { Principal: '*' }, 'role'],
    ['the right provider of another kind', { Principal: { AWS: provider } }, 'none'],
    ['another action', { Action: 'sts:AssumeRole' }, 'none'],
    ['a denial', { Effect: 'Deny' }, 'deny'],
    ['a condition that does not hold', { Condition: { StringEquals: { x: 'y' } } }, 'none'],
  ])('%s', (_, more, grant) => {
    expect(granted({ Statement: { ...statement, ...more } }, action, asker, {})).toBe(grant)
  })
})
