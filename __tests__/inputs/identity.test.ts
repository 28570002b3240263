import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readIdentity } from '../../src/inputs/identity.ts'
import { createReader } from '../../src/inputs/reader.ts'
import { givenIdentity, givenVariables } from '../support/given.ts'
import { notices, offering, read, readOnly, refusal } from './reading.ts'

const role = 'arn:aws:iam::123456789012:role/release'
const deployRole = 'arn:aws:iam::210987654321:role/deploy'
const nothing = 'has nothing to act on'

function identity(inputs: Readonly<Record<string, string>>, circumstances = offering) {
  return read(inputs, circumstances).inputs.identity
}

test('all of the group is taken as it is given', () => {
  const { inputs, notices: told } = read({
    identity: 'ambient',
    'role-to-assume': role,
    'role-session-name': 'shop@42',
    'role-duration-seconds': '43200',
    'role-external-id': 'acme:shop/1',
    'inline-session-policy': '{ "Statement": [] }',
    'managed-session-policies': 'arn:aws:iam::aws:policy/A, arn:aws:iam::123456789012:policy/path/B',
    'allowed-account-ids': '123456789012, 210987654321\n000000000001',
    'deploy-role-to-assume': deployRole,
    'deploy-role-chaining': 'true',
    'deploy-region': 'us-east-1',
    service: 'shop',
  })
  expect(told).toEqual([])
  expect(inputs.identity).toEqual({
    region: 'eu-west-1',
    identity: 'ambient',
    role,
    assume: {
      sessionName: 'shop@42',
      durationSeconds: 43_200,
      audience: 'sts.amazonaws.com',
      externalId: 'acme:shop/1',
      policies: {
        inline: '{"Statement":[]}',
        managed: ['arn:aws:iam::aws:policy/A', 'arn:aws:iam::123456789012:policy/path/B'],
      },
    },
    allowedAccounts: ['123456789012', '210987654321', '000000000001'],
    deploy: { role: deployRole, isChained: true, region: 'us-east-1' },
  })
})

test.each(['auto', 'oidc', 'ambient'])('identity: %s', (given) => {
  expect(identity({ identity: given, 'role-to-assume': role }).identity).toBe(given)
})

describe('the deploy side', () => {
  test('is in the region of the run where none is named', () => {
    expect(identity({}).deploy).toEqual({ role: undefined, isChained: false, region: 'eu-west-1' })
    const { deploy } = readOnly({ repository: 'shop' }, { env: { AWS_REGION: 'us-east-2' } }).inputs.identity
    expect(deploy.region).toBe('us-east-2')
  })

  test('may have a region of its own', () => {
    const { region, deploy } = identity({ 'deploy-region': 'us-east-1', service: 'shop' })
    expect([region, deploy.region]).toEqual(['eu-west-1', 'us-east-1'])
  })

  test('may have a role of its own, by OIDC', () => {
    const inputs = { 'deploy-role-to-assume': deployRole, service: 'shop' }
    expect(identity(inputs).deploy).toEqual({ role: deployRole, isChained: false, region: 'eu-west-1' })
    expect(notices(inputs, offering)).toEqual([])
  })
})

describe('a role’s ARN', () => {
  test.each([
    role,
    'arn:aws-cn:iam::123456789012:role/x',
    'arn:aws-us-gov:iam::123456789012:role/path/to/x',
    'arn:aws-eusc:iam::123456789012:role/x',
    'arn:aws-iso-b:iam::123456789012:role/x',
    'arn:aws:iam::123456789012:role/a+b=c,d.e@f-g_h',
  ])('%s', (arn) => {
    expect(identity({ 'role-to-assume': arn }).role).toBe(arn)
    expect(identity({ 'deploy-role-to-assume': arn, service: 'shop' }).deploy.role).toBe(arn)
  })

  test.each([
    'release',
    'arn:aws:iam::123456789012:user/release',
    'arn:aws:iam::12345678901:role/release',
    'arn:aws:iam:eu-west-1:123456789012:role/release',
    'arn:aws:sts::123456789012:assumed-role/release/x',
    'arn:aws:iam::123456789012:role/',
    'arn:aws:iam::123456789012:role/a b',
    'arn:aws:iam::123456789012:role/größe',
    'arn:gcp:iam::123456789012:role/x',
    `${role}\narn:aws:iam::123456789012:role/y`,
  ])('not %j', async (arn) => {
    for (const name of ['role-to-assume', 'deploy-role-to-assume'])
      expect(await refusal({ [name]: arn })).toContain(`${name}: '`)
  })
})

describe('the session', () => {
  test.each(['ab', 'shop@42', 'a_+=,.@-Z9', 'x'.repeat(64)])('is named %s', (name) => {
    expect(identity({ 'role-to-assume': role, 'role-session-name': name }).assume.sessionName).toBe(name)
  })

  test.each(['a', 'x'.repeat(65), 'a b', 'a/b', 'größe', 'a\nb'])('is not named %j', async (name) => {
    expect(await refusal({ 'role-to-assume': role, 'role-session-name': name })).toContain(
      'role-session-name: ',
    )
  })

  test.each([
    ['900', 900],
    ['43200', 43_200],
  ])('lives %s seconds', (given, seconds) => {
    const { assume } = identity({ 'role-to-assume': role, 'role-duration-seconds': given })
    expect(assume.durationSeconds).toBe(seconds)
  })

  test.each(['899', '43201', '1h', '-900', '3600.5'])('does not live %s', async (given) => {
    expect(await refusal({ 'role-to-assume': role, 'role-duration-seconds': given })).toContain(
      'is not a whole number of seconds from 900 to 43200',
    )
  })

  test.each(['ab', 'acme:shop/1', 'x'.repeat(1224)])('has an external id: %s', (id) => {
    const { assume } = identity({ identity: 'ambient', 'role-to-assume': role, 'role-external-id': id })
    expect(assume.externalId).toBe(id)
  })

  test.each(['x', 'x'.repeat(1225), 'kept quiet', 'quiet\nkept'])(
    'has no such external id, which the error does not show: %j',
    async (id) => {
      const sentence = await refusal({ 'role-to-assume': role, 'role-external-id': id })
      expect(sentence).toContain('role-external-id: not 2 to 1224 characters')
      expect(sentence).not.toContain('quiet')
    },
  )
})

describe('session policies', () => {
  function inline(text: string): string | undefined {
    return identity({ 'role-to-assume': role, 'inline-session-policy': text }).assume.policies.inline
  }

  test('go without their white space', () => {
    const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'ecr:*', Resource: '*' }] }
    expect(inline(JSON.stringify(policy, undefined, 4))).toBe(JSON.stringify(policy))
  })

  test('are as long as STS takes, white space left out', () => {
    const statement = (length: number) => JSON.stringify({ Statement: 'x'.repeat(length) })
    const longest = 2048 - statement(0).length
    expect(inline(`${' '.repeat(5_000)}${statement(longest)}`)).toHaveLength(2048)
  })

  test('are no longer than STS takes', async () => {
    const text = JSON.stringify({ Statement: 'x'.repeat(2048) })
    expect(await refusal({ 'role-to-assume': role, 'inline-session-policy': text })).toContain(
      `inline-session-policy: ${text.length} characters without white space, and STS takes 2048`,
    )
  })

  test.each(['{', 'policy.json', '[]', '"text"', 'null', '7', '{}', '{"statement": []}', '<html>'])(
    'are no such text: %s',
    async (text) => {
      expect(await refusal({ 'role-to-assume': role, 'inline-session-policy': text })).toBe(
        `An input is wrong: inline-session-policy: '${text}' is not the JSON object of a policy.`,
      )
    },
  )

  test.each([
    'ReadOnlyAccess',
    'arn:aws:iam::123456789012:role/x',
    'arn:aws:iam::aws:policy/',
    'arn:aws:iam::azure:policy/x',
    'arn:aws:iam:eu-west-1:aws:policy/x',
  ])('by ARN are no such text: %s', async (arn) => {
    const given = `arn:aws:iam::aws:policy/A\n${arn}`
    const sentence = await refusal({ 'role-to-assume': role, 'managed-session-policies': given })
    expect(sentence).toBe(
      `An input is wrong: managed-session-policies: '${arn}' is not a policy's ARN such as arn:aws:iam::123456789012:policy/push.`,
    )
  })

  test('by ARN are ten at most', async () => {
    const arns = (count: number) =>
      Array.from({ length: count }, (_, index) => `arn:aws:iam::aws:policy/P${index}`).join('\n')
    const { assume } = identity({ 'role-to-assume': role, 'managed-session-policies': arns(10) })
    expect(assume.policies.managed).toHaveLength(10)
    expect(await refusal({ 'role-to-assume': role, 'managed-session-policies': arns(11) })).toContain(
      'managed-session-policies: 11 policies, and STS takes 10',
    )
  })
})

describe('allowed accounts', () => {
  test.each([
    ['1234567890123', "'1234567890123' is not an account id of 12 digits"],
    ['acme', "'acme' is not an account id of 12 digits"],
    ['123456789012 210987654321', "'123456789012 210987654321' is not an account id of 12 digits"],
    [
      '12345678901',
      "'12345678901' is not an account id of 12 digits; quote it in YAML, which drops leading zeros of numbers",
    ],
    ['1', "'1' is not an account id of 12 digits; quote it in YAML, which drops leading zeros of numbers"],
  ])('%s', async (given, complaint) => {
    expect(await refusal({ 'allowed-account-ids': given })).toBe(
      `An input is wrong: allowed-account-ids: ${complaint}.`,
    )
  })

  test('are each looked at', async () => {
    const sentence = await refusal({ 'allowed-account-ids': 'a,123456789012,b' })
    expect(sentence.match(/allowed-account-ids: /g)).toHaveLength(2)
  })

  test('hold for the credentials of the environment too: no notice', () => {
    expect(notices({ 'allowed-account-ids': '123456789012' })).toEqual([])
  })
})

describe('a region’s name', () => {
  test.each(['eu-west-1', 'us-gov-west-1', 'eusc-de-east-1', 'us-isob-east-1', 'ap-southeast-12'])(
    '%s',
    (region) => {
      expect(identity({ 'deploy-region': region, service: 'shop' }).deploy.region).toBe(region)
    },
  )

  test.each([
    'eu-west',
    'EU-WEST-1',
    'eu_west_1',
    'west-1.evil.example',
    'eu-west-1a',
    'eu-west-1\nx',
    '../x',
  ])('not %j', async (region) => {
    expect(await refusal({ 'deploy-region': region, service: 'shop' })).toContain('deploy-region: ')
    expect(await refusal({ 'aws-region': region })).toContain('aws-region: ')
  })
})

describe('contradictions', () => {
  test('identity: oidc without a role', async () => {
    expect(await refusal({ identity: 'oidc' })).toBe(
      'An input is wrong: identity: `oidc` needs role-to-assume, which is not given.',
    )
  })

  test('identity: oidc with the deploy role alone is none', () => {
    const { deploy } = identity({ identity: 'oidc', 'deploy-role-to-assume': deployRole, service: 'shop' })
    expect(deploy.role).toBe(deployRole)
  })

  test('chaining without a deploy role', async () => {
    expect(await refusal({ 'deploy-role-chaining': 'true', 'role-to-assume': role })).toContain(
      'deploy-role-chaining: `true` needs deploy-role-to-assume, which is not given',
    )
  })

  test('chaining that is switched off is none', () => {
    expect(identity({ 'deploy-role-chaining': 'false' }).deploy.isChained).toBe(false)
  })
})

describe('an input with nothing to act on is a notice', () => {
  const withoutRole = {
    'role-session-name': 'shop',
    'role-duration-seconds': '900',
    audience: 'sts.amazonaws.com',
    'role-external-id': 'x1',
  }

  test.each(Object.entries(withoutRole))('%s without any role', (name, value) => {
    expect(notices({ [name]: value })).toEqual([`${name} ${nothing}: no role is given.`])
    expect(notices({ [name]: value }, offering)).toEqual([`${name} ${nothing}: no role is given.`])
  })

  const policies = {
    'inline-session-policy': '{"Statement":[]}',
    'managed-session-policies': 'arn:aws:iam::aws:policy/A',
  }

  test.each(Object.entries(policies))('%s without the first role', (name, value) => {
    const told = [`${name} ${nothing}: no role-to-assume is given.`]
    expect(notices({ [name]: value })).toEqual(told)
    expect(
      notices({ [name]: value, 'deploy-role-to-assume': deployRole, service: 'shop' }, offering),
    ).toEqual(told)
    expect(notices({ [name]: value, 'role-to-assume': role })).toEqual([])
  })

  test('audience where no role is assumed through OIDC', () => {
    const told = [`audience ${nothing}: no role is assumed through OIDC.`]
    expect(notices({ audience: 'x', 'role-to-assume': role })).toEqual(told)
    expect(notices({ audience: 'x', 'role-to-assume': role, identity: 'ambient' }, offering)).toEqual(told)
    expect(notices({ audience: 'x', 'role-to-assume': role }, offering)).toEqual([])
    expect(notices({ audience: 'x', 'role-to-assume': role, identity: 'oidc' })).toEqual([])
  })

  test('role-external-id where OIDC is used, and nothing is chained', () => {
    const told = [
      `role-external-id ${nothing}: it is for a role that is assumed from other credentials, and OIDC is used.`,
    ]
    const given = { 'role-external-id': 'x1', 'role-to-assume': role }
    expect(notices(given, offering)).toEqual(told)
    expect(notices({ ...given, identity: 'oidc' })).toEqual(told)
    expect(notices(given)).toEqual([])
    expect(notices({ ...given, identity: 'ambient' }, offering)).toEqual([])
    const chained = { 'deploy-role-to-assume': deployRole, 'deploy-role-chaining': 'true', service: 'shop' }
    expect(notices({ ...given, ...chained }, offering)).toEqual([])
  })

  test.each([
    ['deploy-role-to-assume', deployRole],
    ['deploy-region', 'us-east-1'],
  ])('%s without a service', (name, value) => {
    expect(notices({ [name]: value }, offering)).toEqual([`${name} ${nothing}: no service is given.`])
  })

  test('deploy-role-chaining without a service', () => {
    const given = { 'deploy-role-to-assume': deployRole, 'deploy-role-chaining': 'true' }
    expect(notices(given, offering)).toContain(`deploy-role-chaining ${nothing}: no service is given.`)
  })
})

test('nothing given is what nobody asked for', () => {
  expect(identity({})).toEqual(givenIdentity())
})

describe('whatever is given', () => {
  const names = [
    'aws-region',
    'identity',
    'role-to-assume',
    'role-session-name',
    'role-duration-seconds',
    'audience',
    'role-external-id',
    'inline-session-policy',
    'managed-session-policies',
    'allowed-account-ids',
    'deploy-role-to-assume',
    'deploy-role-chaining',
    'deploy-region',
  ]

  test('nothing is thrown, and a problem quotes little of it on one line', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 })
    fc.assert(
      fc.property(fc.constantFrom(...names), text, (name, value) => {
        const reader = createReader(givenVariables({ [name]: value }), () => undefined)
        readIdentity(reader, {}, true)
        for (const problem of reader.problems) expect(problem).toMatch(/^\P{Cc}{1,250}$/su)
      }),
    )
  })
})
