import {
  CreateRepositoryCommand,
  DescribeRepositoriesCommand,
  type ECRClient,
  GetAuthorizationTokenCommand,
  ListImagesCommand,
} from '@aws-sdk/client-ecr'
import { ListClustersCommand, RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { describe, expect, test } from '@jest/globals'
import type { AwsOptions, LocalAws, PolicyDocument } from '../../../local/aws/aws.ts'
import { definition, ecsClient } from './ecs-support.ts'
import { assume, ecrClient, type Keys, logIn, pushImage, refusal, stsClient, withAws } from './support.ts'

const HOME = '123456789012'
const OTHER = '210987654321'
const PLACE = `arn:aws:ecr:eu-west-1:${OTHER}:repository`

function allow(Principal: { AWS: string }, actions: readonly string[]): PolicyDocument {
  return { Statement: { Effect: 'Allow', Principal, Action: actions } }
}

function deployer(policy: PolicyDocument): AwsOptions {
  return { roles: [{ name: 'deployer', trust: allow({ AWS: HOME }, ['sts:AssumeRole']), policy }] }
}

const ecrOnly: PolicyDocument = { Statement: { Effect: 'Allow', Action: 'ecr:*', Resource: '*' } }

describe('regions', () => {
  test('each keeps repositories and clusters of its own', async () => {
    await withAws({ regions: ['eu-central-1'] }, async (aws) => {
      const there = aws.in({ region: 'eu-central-1' })
      aws.createRepository('here')
      aws.createCluster('here')
      there.createCluster('there')
      const { repository } = await ecrClient(there).send(
        new CreateRepositoryCommand({ repositoryName: 'there' }),
      )
      expect(repository).toMatchObject({
        repositoryArn: `arn:aws:ecr:eu-central-1:${HOME}:repository/there`,
        repositoryUri: `${there.host}/there`,
      })
      const names = async (ecr: ECRClient) =>
        (await ecr.send(new DescribeRepositoriesCommand({}))).repositories?.map((one) => one.repositoryName)
      expect(await names(ecrClient(aws))).toEqual(['here'])
      expect(await names(ecrClient(there))).toEqual(['there'])
      expect(await ecsClient(there).send(new ListClustersCommand({}))).toMatchObject({
        clusterArns: [`arn:aws:ecs:eu-central-1:${HOME}:cluster/there`],
      })
    })
  })

  test('one that is not enabled is refused, as each service does it', async () => {
    await withAws({ regions: ['eu-central-1'], disabledRegions: ['eu-central-1'] }, async (aws) => {
      const there = aws.in({ region: 'eu-central-1' })
      expect(await refusal(stsClient(there).send(new GetCallerIdentityCommand({})))).toEqual({
        name: 'RegionDisabledException',
        message: `STS is not activated in this region for account:${HOME}. Your account administrator can activate STS in this region using the IAM Console.`,
        status: 403,
      })
      expect(await refusal(ecrClient(there).send(new DescribeRepositoriesCommand({})))).toEqual({
        name: 'UnrecognizedClientException',
        message: 'The security token included in the request is invalid.',
        status: 400,
      })
      expect(await refusal(ecsClient(there).send(new ListClustersCommand({})))).toMatchObject({
        name: 'UnrecognizedClientException',
      })
    })
  })

  test('a policy can be for one region only', async () => {
    const Condition = { StringEquals: { 'aws:RequestedRegion': 'eu-central-1' } }
    const policy = { Statement: { Effect: 'Allow', Action: 'ecr:*', Resource: '*', Condition } } as const
    await withAws({ ...deployer(policy), regions: ['eu-central-1'] }, async (aws) => {
      const keys = await assume(aws)
      const command = new DescribeRepositoriesCommand({})
      const there = aws.in({ region: 'eu-central-1' })
      await ecrClient(there, keys).send(command)
      expect(await refusal(ecrClient(aws, keys).send(command))).toMatchObject({
        name: 'AccessDeniedException',
      })
    })
  })

  test('a registry password is good in its region only', async () => {
    await withAws({ regions: ['eu-central-1'] }, async (aws) => {
      const there = aws.in({ region: 'eu-central-1' })
      const own = await logIn(there)
      const foreign = await logIn(aws, aws.keys, there.url)
      expect([(await own('GET', '')).status, (await foreign('GET', '')).status]).toEqual([200, 400])
    })
  })
})

describe('the API of another account’s registry', () => {
  const command = new ListImagesCommand({ registryId: OTHER, repositoryName: 'shop' })

  async function ask(aws: LocalAws, policy: PolicyDocument | undefined, keys?: Keys): Promise<string> {
    aws.in({ account: OTHER }).createRepository('shop', policy ? { policy } : {})
    try {
      await ecrClient(aws, keys).send(command)
      return ''
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }

  test('needs the repository’s own policy', async () => {
    await withAws({}, async (aws) => {
      expect(await ask(aws, undefined)).toBe(
        `User: arn:aws:iam::${HOME}:user/administrator is not authorized to perform: ecr:ListImages on resource: ${PLACE}/shop because no resource-based policy allows the ecr:ListImages action`,
      )
    })
  })

  test('and the identity’s policy', async () => {
    await withAws(deployer({ Statement: [] }), async (aws) => {
      const policy = allow({ AWS: HOME }, ['ecr:ListImages'])
      expect(await ask(aws, policy, await assume(aws))).toMatch(
        /because no identity-based policy allows the ecr:ListImages action$/,
      )
    })
  })

  test('both suffice', async () => {
    await withAws(deployer(ecrOnly), async (aws) => {
      const policy = allow({ AWS: `arn:aws:iam::${HOME}:root` }, ['ecr:ListImages'])
      expect(await ask(aws, policy, await assume(aws))).toBe('')
    })
  })

  test('a repository that does not exist looks like one that is not allowed', async () => {
    await withAws({}, async (aws) => {
      expect((await refusal(ecrClient(aws).send(command))).message).toContain('no resource-based policy')
    })
  })

  test('in one account the repository’s policy alone suffices, and its denial wins', async () => {
    await withAws(deployer({ Statement: [] }), async (aws) => {
      const role = `arn:aws:iam::${HOME}:role/deployer`
      aws.createRepository('open', { policy: allow({ AWS: role }, ['ecr:ListImages']) })
      aws.createRepository('shut', {
        policy: { Statement: { Effect: 'Deny', Principal: '*', Action: 'ecr:ListImages' } },
      })
      const list = (repositoryName: string) => new ListImagesCommand({ repositoryName })
      await ecrClient(aws, await assume(aws)).send(list('open'))
      expect((await refusal(ecrClient(aws).send(list('shut')))).message).toMatch(
        /with an explicit deny in a resource-based policy$/,
      )
    })
  })
})

describe('another account’s registry', () => {
  const PUSH = ['InitiateLayerUpload', 'UploadLayerPart', 'CompleteLayerUpload', 'PutImage'].map(
    (action) => `ecr:${action}`,
  )

  test('is at an address of its own, for which a password is given out', async () => {
    await withAws({}, async (aws) => {
      const other = aws.in({ account: OTHER })
      const answer = await ecrClient(aws).send(
        new GetAuthorizationTokenCommand({ registryIds: [HOME, OTHER] }),
      )
      expect(other.url).not.toBe(aws.url)
      expect(answer.authorizationData?.map((one) => one.proxyEndpoint)).toEqual([aws.url, other.url])
    })
  })

  test('takes pushes that both accounts allow', async () => {
    await withAws({}, async (aws) => {
      const other = aws.in({ account: OTHER })
      other.createRepository('shop', { policy: allow({ AWS: HOME }, PUSH) })
      other.createRepository('closed')
      const registry = await logIn(aws, aws.keys, other.url)
      const digest = await pushImage(registry, 'shop', '1')
      expect(other.images('shop')).toMatchObject([{ digest, tags: ['1'] }])
      const refused = await registry('POST', 'closed/blobs/uploads/')
      expect([refused.status, await refused.text()]).toEqual([
        403,
        expect.stringContaining('because no resource-based policy allows the ecr:InitiateLayerUpload action'),
      ])
    })
  })

  test('asks for a login under its own address', async () => {
    await withAws({}, async (aws) => {
      const { url } = aws.in({ account: OTHER })
      const answer = await fetch(`${url}/v2/`)
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
        401,
        `Basic realm="${url}/",service="ecr.amazonaws.com"`,
      ])
    })
  })

  test('is where ECS pulls from', async () => {
    await withAws({ pace: 60 }, async (aws) => {
      const other = aws.in({ account: OTHER })
      other.createRepository('shop')
      const digest = await pushImage(await logIn(other), 'shop', '1')
      const service = (name: string, tag: string) =>
        aws.createService({ name, taskDefinition: definition(`${other.host}/shop:${tag}`, name) })
      service('web', '1')
      expect(aws.service('web').runningImages).toEqual([`${other.host}/shop@${digest}`])
    })
  })
})

test('an account has its own administrator, who sees its own things only', async () => {
  await withAws({}, async (aws) => {
    const other = aws.in({ account: OTHER })
    const keys = other.keys
    expect(await stsClient(aws, keys).send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: OTHER,
      Arn: `arn:aws:iam::${OTHER}:user/administrator`,
    })
    other.createRepository('shop')
    const { repositories } = await ecrClient(aws, keys).send(new DescribeRepositoriesCommand({}))
    expect(repositories?.map((one) => one.registryId)).toEqual([OTHER])
    expect(other.in({ account: HOME }).url).toBe(aws.url)
  })
})

test('a task gets only roles that may be passed to ECS', async () => {
  const Condition = { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } }
  const Statement = [
    { Effect: 'Allow', Action: 'ecs:*', Resource: '*' },
    { Effect: 'Allow', Action: 'iam:PassRole', Resource: '*', Condition },
  ] as const
  await withAws(deployer({ Statement }), async (aws) => {
    const register = new RegisterTaskDefinitionCommand({ ...definition(), taskRoleArn: 'task' })
    expect(await refusal(ecsClient(aws, await assume(aws)).send(register))).toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(
        'perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/task',
      ),
    })
  })
})
