import { DescribeRepositoriesCommand, ListImagesCommand } from '@aws-sdk/client-ecr'
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  AssumeRoleWithWebIdentityCommand,
  type AssumeRoleWithWebIdentityCommandInput,
  type Credentials,
  GetCallerIdentityCommand,
} from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { AwsOptions, LocalAws, PolicyDocument, Role } from '../../../local/aws/aws.ts'
import { type Issuer, startIssuer } from '../../../local/github/issuer.ts'
import { ecrClient, type Keys, refusal, stsClient, withAws } from './support.ts'

const HOME = '123456789012'
const OTHER = '210987654321'
const DEPLOYER = `arn:aws:iam::${HOME}:role/deployer`
const READ = `arn:aws:iam::${HOME}:policy/read`

function allow(Principal: Record<string, string>, Condition = {}): PolicyDocument {
  return { Statement: { Effect: 'Allow', Principal, Action: 'sts:*', Condition } }
}

function may(...actions: readonly string[]): PolicyDocument {
  return { Statement: { Effect: 'Allow', Action: actions, Resource: '*' } }
}

const anybody = allow({ AWS: '*' })

async function assume(
  aws: LocalAws,
  given: Partial<AssumeRoleCommandInput> = {},
  keys?: Keys,
): Promise<Keys> {
  const command = new AssumeRoleCommand({ RoleArn: DEPLOYER, RoleSessionName: 'run', ...given })
  return keysOf((await stsClient(aws, keys).send(command)).Credentials)
}

function keysOf(given: Credentials | undefined): Keys {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = given ?? {}
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
}

const whoAmI = async (aws: LocalAws, keys: Keys) =>
  (await stsClient(aws, keys).send(new GetCallerIdentityCommand({}))).Arn

describe('a role of another account', () => {
  const target = (trust: PolicyDocument): Role => ({ name: 'team/target', account: OTHER, trust })
  const RoleArn = `arn:aws:iam::${OTHER}:role/team/target`
  const bySession = { AWS: `arn:aws:sts::${HOME}:assumed-role/deployer/run` }

  test.each<[string, PolicyDocument, PolicyDocument, boolean]>([
    ['with the word of both accounts', may('sts:AssumeRole'), allow({ AWS: HOME }), true],
    ['without that of one’s own', may('ecr:*'), allow(bySession), false],
    ['without that of the other', may('sts:AssumeRole'), allow({ AWS: OTHER }), false],
    [
      'with a condition on who asks',
      may('sts:AssumeRole'),
      allow({ AWS: '*' }, { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${HOME}:role/deploy*` } }),
      true,
    ],
    [
      'with a condition that does not hold',
      may('sts:AssumeRole'),
      allow({ AWS: '*' }, { StringEquals: { 'aws:PrincipalAccount': OTHER } }),
      false,
    ],
  ])('%s', async (_, policy, trust, isAllowed) => {
    await withAws({ roles: [{ name: 'deployer', trust: anybody, policy }, target(trust)] }, async (aws) => {
      const keys = await assume(aws)
      const ask = assume(aws, { RoleArn }, keys)
      if (!isAllowed) {
        expect(await refusal(ask)).toMatchObject({
          name: 'AccessDenied',
          message: `User: arn:aws:sts::${HOME}:assumed-role/deployer/run is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
        })
        return
      }
      expect(await stsClient(aws, await ask).send(new GetCallerIdentityCommand({}))).toMatchObject({
        Account: OTHER,
        Arn: `arn:aws:sts::${OTHER}:assumed-role/target/run`,
      })
    })
  })

  test.each<[string, Record<string, string>, boolean]>([
    ['that names the caller suffices at home', { AWS: DEPLOYER }, true],
    ['that names the account leaves it to the caller’s policy', { AWS: HOME }, false],
  ])('a trust policy %s', async (_, principal, isAllowed) => {
    const roles = [
      { name: 'deployer', trust: anybody, policy: may('ecr:*') },
      { name: 'next', trust: allow(principal) },
    ]
    await withAws({ roles }, async (aws) => {
      const ask = assume(aws, { RoleArn: `arn:aws:iam::${HOME}:role/next` }, await assume(aws))
      if (isAllowed) await ask
      else expect(await refusal(ask)).toMatchObject({ name: 'AccessDenied' })
    })
  })
})

describe('session policies', () => {
  const options: AwsOptions = {
    roles: [{ name: 'deployer', trust: anybody, policy: may('ecr:List*', 'ecr:Describe*') }],
    managedPolicies: {
      [READ]: may('ecr:DescribeRepositories'),
      [`arn:aws:iam::${OTHER}:policy/read`]: may('*'),
    },
  }
  const list = new ListImagesCommand({ repositoryName: 'app' })
  const describeAll = new DescribeRepositoriesCommand({})

  test('narrow what the role may, all of them together', async () => {
    await withAws(options, async (aws) => {
      aws.createRepository('app')
      const inline = JSON.stringify(may('ecr:ListImages', 'ecr:PutImage'))
      const managed = [{ arn: READ }]
      const both = ecrClient(aws, await assume(aws, { Policy: inline, PolicyArns: managed }))
      await both.send(list)
      await both.send(describeAll)
      const one = ecrClient(aws, await assume(aws, { Policy: inline }))
      await one.send(list)
      expect((await refusal(one.send(describeAll))).message).toMatch(
        /because no session policy allows the ecr:DescribeRepositories action$/,
      )
      const other = ecrClient(aws, await assume(aws, { PolicyArns: managed }))
      expect((await refusal(other.send(list))).message).toContain('because no session policy allows')
    })
  })

  test('tell how much room they take', async () => {
    await withAws(options, async (aws) => {
      const command = new AssumeRoleCommand({
        RoleArn: DEPLOYER,
        RoleSessionName: 'run',
        PolicyArns: [{ arn: READ }],
      })
      const { PackedPolicySize } = await stsClient(aws).send(command)
      expect(PackedPolicySize).toBeGreaterThan(0)
      expect(PackedPolicySize).toBeLessThan(50)
    })
  })

  const noise = [...Array(300).keys()].map((i) => (i * 7919 * 104_729).toString(36)).join('')

  test.each<[string, Partial<AssumeRoleCommandInput>, string, string]>([
    [
      'too long a text',
      { Policy: JSON.stringify(may('x'.repeat(2048))) },
      'ValidationError',
      "at 'policy' failed to satisfy constraint: Member must have length less than or equal to 2048",
    ],
    ['no JSON', { Policy: '{' }, 'MalformedPolicyDocumentException', 'This policy contains invalid Json'],
    ['no statement', { Policy: '{}' }, 'MalformedPolicyDocumentException', 'Syntax errors in policy.'],
    [
      'a principal',
      { Policy: JSON.stringify(anybody) },
      'MalformedPolicyDocumentException',
      'Policy document should not specify a principal.',
    ],
    [
      'no resource',
      { Policy: JSON.stringify({ Statement: { Effect: 'Allow', Action: '*' } }) },
      'MalformedPolicyDocumentException',
      'Policy statement must contain resources.',
    ],
    [
      'too much when packed',
      { Policy: JSON.stringify(may(noise.slice(0, 1900))) },
      'PackedPolicyTooLargeException',
      '% of allotted space, please use smaller policy.',
    ],
    [
      'an unknown managed policy',
      { PolicyArns: [{ arn: `${READ}er` }] },
      'ValidationError',
      `Policy ${READ}er does not exist or is not attachable.`,
    ],
    [
      'a managed policy of another account',
      { PolicyArns: [{ arn: `arn:aws:iam::${OTHER}:policy/read` }] },
      'ValidationError',
      'does not exist',
    ],
    [
      'eleven managed policies',
      { PolicyArns: Array(11).fill({ arn: READ }) },
      'ValidationError',
      "at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to 10",
    ],
  ])('%s', async (_, given, name, message) => {
    await withAws(options, async (aws) => {
      expect(await refusal(assume(aws, given))).toEqual({
        name,
        message: expect.stringContaining(message),
        status: 400,
      })
    })
  })
})

describe('roles that change', () => {
  const roles = [{ name: 'deployer', trust: anybody, policy: may('ecr:*') }]

  test('trust from the next call on, and permissions of sessions that there are', async () => {
    await withAws({ roles }, async (aws) => {
      const keys = await assume(aws)
      aws.setRole('deployer', { trust: allow({ AWS: OTHER }), policy: may('ecs:*') })
      expect(await refusal(assume(aws))).toMatchObject({ name: 'AccessDenied' })
      expect(await refusal(ecrClient(aws, keys).send(new DescribeRepositoriesCommand({})))).toMatchObject({
        name: 'AccessDeniedException',
      })
      aws.setRole(DEPLOYER, { trust: anybody })
      await assume(aws)
    })
  })

  test('a role that is removed takes its sessions along, and a new one of its name does not bring them back', async () => {
    await withAws({ roles }, async (aws) => {
      const keys = await assume(aws)
      aws.removeRole('deployer')
      expect(aws.roles()).toEqual([])
      expect(await refusal(assume(aws))).toMatchObject({ name: 'AccessDenied' })
      aws.addRole({ name: 'deployer', trust: anybody })
      expect(await refusal(whoAmI(aws, keys))).toMatchObject({ name: 'InvalidClientTokenId' })
      expect(() => aws.removeRole('nobody')).toThrow('There is no role')
    })
  })

  test('a new role is not known for a while', async () => {
    await withAws({ roles: [] }, async (aws) => {
      aws.addRole({ name: 'deployer', trust: anybody, readyAfterCalls: 2 })
      expect(await refusal(assume(aws))).toMatchObject({ name: 'AccessDenied' })
      expect(await refusal(assume(aws))).toMatchObject({ name: 'AccessDenied' })
      await assume(aws)
    })
  })

  test('new keys are known to STS at once, to the others after a while', async () => {
    await withAws({ roles, newKeysMs: 60_000 }, async (aws) => {
      const keys = await assume(aws)
      expect(await whoAmI(aws, keys)).toBe(`arn:aws:sts::${HOME}:assumed-role/deployer/run`)
      const ask = () => ecrClient(aws, keys).send(new DescribeRepositoriesCommand({}))
      expect(await refusal(ask())).toEqual({
        name: 'UnrecognizedClientException',
        message: 'The security token included in the request is invalid.',
        status: 400,
      })
      const now = Date.now
      try {
        Date.now = () => now() + 60_000
        await ask()
      } finally {
        Date.now = now
      }
    })
  })
})

describe('a token', () => {
  let issuer: Issuer
  beforeAll(async () => {
    issuer = await startIssuer({ path: '_services/token' })
  })
  afterAll(() => issuer.close())

  const host = () => issuer.issuer.replace('http://', '')
  const trust = (account: string, condition = {}): PolicyDocument =>
    allow({ Federated: `arn:aws:iam::${account}:oidc-provider/${host()}` }, condition)

  async function token(audience = 'sts.amazonaws.com'): Promise<string> {
    const headers = { authorization: `Bearer ${issuer.requestToken}` }
    const answer = await fetch(`${issuer.tokenUrl}&audience=${audience}`, { headers })
    return ((await answer.json()) as { value: string }).value
  }

  async function byToken(
    aws: LocalAws,
    given: Partial<AssumeRoleWithWebIdentityCommandInput> = {},
  ): Promise<string | undefined> {
    const WebIdentityToken = given.WebIdentityToken ?? (await token())
    const input = { RoleArn: DEPLOYER, RoleSessionName: 'run', ...given, WebIdentityToken }
    const answer = await stsClient(aws).send(new AssumeRoleWithWebIdentityCommand(input))
    return answer.Provider
  }

  test('is of a provider that the account of the role has, for any of its audiences', async () => {
    const options = {
      providers: [{ issuer: issuer.issuer, account: OTHER, audiences: ['one', 'two'] }],
      roles: [
        { name: 'deployer', trust: trust(HOME) },
        { name: 'deployer', account: OTHER, trust: trust(OTHER) },
      ],
    }
    await withAws(options, async (aws) => {
      const RoleArn = `arn:aws:iam::${OTHER}:role/deployer`
      expect(await byToken(aws, { RoleArn, WebIdentityToken: await token('two') })).toBe(
        `arn:aws:iam::${OTHER}:oidc-provider/${host()}`,
      )
      expect(await refusal(byToken(aws, { RoleArn }))).toMatchObject({
        name: 'InvalidIdentityTokenException',
        message: 'Incorrect token audience',
      })
      expect(await refusal(byToken(aws))).toMatchObject({
        name: 'InvalidIdentityTokenException',
        message: `No OpenIDConnect provider found in your account for ${issuer.issuer}`,
      })
    })
  })

  test('has keys for the claims that are texts', async () => {
    const keys = { repository: 'acme/shop', actor: 'octocat', ref: 'refs/heads/main', job_workflow_ref: '*' }
    const named = (entries: object) =>
      Object.fromEntries(Object.entries(entries).map(([key, value]) => [`${host()}:${key}`, value]))
    const roles = [
      { name: 'deployer', trust: trust(HOME, { StringLike: named(keys) }) },
      { name: 'nobody', trust: trust(HOME, { StringLike: named({ environment: '*' }) }) },
    ]
    await withAws({ issuers: [issuer.issuer], roles }, async (aws) => {
      await byToken(aws)
      const RoleArn = `arn:aws:iam::${HOME}:role/nobody`
      expect(await refusal(byToken(aws, { RoleArn }))).toMatchObject({ name: 'AccessDenied' })
    })
  })

  test('may come with session policies, which hold', async () => {
    const roles = [{ name: 'deployer', trust: trust(HOME) }]
    await withAws({ issuers: [issuer.issuer], roles }, async (aws) => {
      const WebIdentityToken = await token()
      const Policy = JSON.stringify(may('ecs:*'))
      const input = { RoleArn: DEPLOYER, RoleSessionName: 'run', WebIdentityToken, Policy }
      const answer = await stsClient(aws).send(new AssumeRoleWithWebIdentityCommand(input))
      expect(answer.PackedPolicySize).toBeGreaterThan(0)
      const ecr = ecrClient(aws, keysOf(answer.Credentials))
      expect((await refusal(ecr.send(new DescribeRepositoriesCommand({})))).message).toContain(
        'because no session policy allows',
      )
    })
  })

  test('has 20000 characters at most', async () => {
    const WebIdentityToken = 'x'.repeat(20_001)
    await withAws({ issuers: [issuer.issuer] }, async (aws) => {
      expect(await refusal(byToken(aws, { WebIdentityToken }))).toEqual({
        name: 'ValidationError',
        message:
          "1 validation error detected: Value at 'webIdentityToken' failed to satisfy constraint: Member must have length less than or equal to 20000",
        status: 400,
      })
    })
  })

  test('is refused in a region that is not enabled: the call is not signed, and so its address counts', async () => {
    const options = { issuers: [issuer.issuer], roles: [{ name: 'deployer', trust: trust(HOME) }] }
    await withAws(options, async (aws) => {
      const { url } = aws.in({ region: 'eu-central-1' })
      expect(await refusal(byToken({ ...aws, url }))).toMatchObject({
        name: 'RegionDisabledException',
        status: 403,
      })
    })
  })
})
