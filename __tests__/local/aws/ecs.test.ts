import {
  DeregisterTaskDefinitionCommand,
  DescribeClustersCommand,
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  type ECSClient,
  ListClustersCommand,
  ListServiceDeploymentsCommand,
  ListServicesCommand,
  ListTagsForResourceCommand,
  ListTaskDefinitionsCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  StopServiceDeploymentCommand,
  TagResourceCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type LocalAws, startAws } from '../../../local/aws/aws.ts'
import type { Statement } from '../../../local/aws/iam/policy.ts'
import { awsCli, client } from '../../support/client.ts'
import { addService, definition, deploy, describeService, ecsClient } from './ecs-support.ts'
import { assume, refusal, withAws } from './support.ts'

const ARN = 'arn:aws:ecs:eu-west-1:123456789012'

let aws: LocalAws
let ecs: ECSClient

beforeAll(async () => {
  aws = await startAws({ pace: 60 })
  ecs = ecsClient(aws)
  addService(aws)
  addService(aws, { name: 'gone', status: 'INACTIVE' })
  addService(aws, { name: 'leaving', status: 'DRAINING' })
  addService(aws, { name: 'blue', controller: 'CODE_DEPLOY' })
  addService(aws, { name: 'sets', controller: 'EXTERNAL' })
  addService(aws, { name: 'web', cluster: 'other' })
  aws.createCluster('empty')
})
afterAll(() => aws.close())

/** A call as the SDK would not make it: the very bytes, signed by its own middleware. */
async function raw(input: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>> {
  const command = new RegisterTaskDefinitionCommand({ family: '', containerDefinitions: [] })
  let body = ''
  command.middlewareStack.add(
    (next) => (args) => {
      Object.assign(args.request as object, { body: JSON.stringify(input) })
      return next(args)
    },
    { step: 'serialize', priority: 'low' }, // after the SDK's own body, before its length is taken
  )
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args)
      const response = result.response as { body: AsyncIterable<Uint8Array> }
      const chunks: Uint8Array[] = []
      for await (const chunk of response.body) chunks.push(chunk)
      body = Buffer.concat(chunks).toString()
      Object.assign(response, { body: Buffer.from(body) })
      return result
    },
    { step: 'deserialize', priority: 'low' },
  )
  await ecs.send(command)
  return (JSON.parse(body) as { taskDefinition: Readonly<Record<string, unknown>> }).taskDefinition
}

describe('task definitions', () => {
  const describe_ = (taskDefinition: string, tags = false) =>
    ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition, ...(tags ? { include: ['TAGS'] } : {}) }))

  test('revisions of a family, and what is read back beside the request', async () => {
    const request = { ...definition('images.example/one:1', 'revisions'), tags: [{ key: 'run', value: '7' }] }
    for (let i = 0; i < 2; i++) await ecs.send(new RegisterTaskDefinitionCommand(request))
    const { taskDefinition, tags } = await describe_('revisions', true)
    expect(taskDefinition).toMatchObject({
      family: 'revisions',
      revision: 2,
      status: 'ACTIVE',
      taskDefinitionArn: `${ARN}:task-definition/revisions:2`,
      compatibilities: ['EC2'],
      registeredBy: 'arn:aws:iam::123456789012:user/administrator',
      registeredAt: expect.any(Date),
      requiresAttributes: [{ name: expect.any(String) }],
      volumes: [],
      placementConstraints: [],
    })
    expect(taskDefinition?.containerDefinitions).toEqual([
      {
        name: 'app',
        image: 'images.example/one:1',
        cpu: 0,
        essential: true,
        environment: [],
        mountPoints: [],
        portMappings: [],
        systemControls: [],
        volumesFrom: [],
      },
    ])
    expect(tags).toEqual(request.tags)
    expect((await describe_('revisions:1')).tags).toBeUndefined()
    expect(aws.taskDefinitions('revisions')).toEqual([request, request])
  })

  test('members that nobody here knows are kept, at the top and in containers', async () => {
    const container = { name: 'app', image: 'images.example/one:1', quantumMode: { depth: [1, null] } }
    const request = { family: 'unknown', containerDefinitions: [container], gravity: { enabled: false } }
    expect(await raw(request)).toMatchObject({
      gravity: { enabled: false },
      containerDefinitions: [container],
    })
    expect(aws.taskDefinitions('unknown')).toEqual([request])
  })

  test('awsvpc fills in the host port', async () => {
    const containerDefinitions = [{ name: 'app', image: 'i', portMappings: [{ containerPort: 80 }] }]
    const request = { family: 'ports', networkMode: 'awsvpc', containerDefinitions } as const
    const { taskDefinition } = await ecs.send(new RegisterTaskDefinitionCommand(request))
    const ports = taskDefinition?.containerDefinitions?.[0]?.portMappings
    expect(ports).toEqual([{ containerPort: 80, hostPort: 80, protocol: 'tcp' }])
  })

  test('a revision that is deregistered is described by number, not by family, and runs no more', async () => {
    for (let i = 0; i < 2; i++)
      await ecs.send(new RegisterTaskDefinitionCommand(definition('images.example/one:1', 'old')))
    const command = new DeregisterTaskDefinitionCommand({ taskDefinition: 'old:2' })
    expect((await ecs.send(command)).taskDefinition).toMatchObject({
      status: 'INACTIVE',
      deregisteredAt: expect.any(Date),
    })
    expect((await describe_('old')).taskDefinition?.revision).toBe(1)
    expect((await describe_(`${ARN}:task-definition/old:2`)).taskDefinition?.status).toBe('INACTIVE')
    const update = new UpdateServiceCommand({ service: 'web', taskDefinition: 'old:2' })
    expect(await refusal(ecs.send(update))).toMatchObject({
      name: 'ClientException',
      message: 'TaskDefinition is inactive',
    })
    const { taskDefinitionArns } = await ecs.send(new ListTaskDefinitionsCommand({ familyPrefix: 'old' }))
    expect(taskDefinitionArns).toEqual([`${ARN}:task-definition/old:1`])
  })

  const named = (more: object) => ({
    family: 'bad',
    containerDefinitions: [{ name: 'a', image: 'i', ...more }],
  })
  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['no family', { containerDefinitions: [] }, 'Family should not be null or empty.'],
    ['a strange family', { ...named({}), family: 'a/b' }, 'Family contains invalid characters.'],
    ['no container', { family: 'bad' }, 'Container list cannot be empty.'],
    ['an empty list', { family: 'bad', containerDefinitions: [] }, 'Container list cannot be empty.'],
    ['no name', named({ name: '' }), 'Container.name should not be null or empty.'],
    ['no image', named({ image: null }), 'Container.image should not be null or empty.'],
  ])('%s is refused', async (_, request, message) => {
    expect(await refusal(raw(request))).toMatchObject({ name: 'ClientException', message, status: 400 })
    expect(aws.taskDefinitions('bad')).toEqual([])
  })

  test.each([
    'nothing',
    'web:99',
    `${ARN}:task-definition/web:99`,
    'arn:aws:ecs:us-east-1:1:task-definition/web:1',
  ])('%s cannot be described', async (reference) => {
    expect(await refusal(describe_(reference))).toMatchObject({
      name: 'ClientException',
      message: 'Unable to describe task definition.',
    })
  })
})

describe('services', () => {
  test('as they are described', async () => {
    const service = await describeService(ecs)
    expect(service).toMatchObject({
      serviceArn: `${ARN}:service/default/web`,
      clusterArn: `${ARN}:cluster/default`,
      status: 'ACTIVE',
      desiredCount: 2,
      deploymentConfiguration: {
        deploymentCircuitBreaker: { enable: true, rollback: true },
        strategy: 'ROLLING',
      },
      currentServiceDeployment: expect.stringContaining(':service-deployment/default/web/'),
    })
    expect(service.deploymentController).toBeUndefined()
    const id = service.deployments?.[0]?.id ?? ''
    expect(id).toMatch(/^ecs-svc\/[1-9]\d{18}$/)
    expect(service.currentServiceRevisions?.[0]?.arn).toBe(
      `${ARN}:service-revision/default/web/${id.replace('ecs-svc/', '')}`,
    )
  })

  test.each([
    ['gone', { status: 'INACTIVE', runningCount: 0, deployments: [] }],
    ['leaving', { status: 'DRAINING' }],
    ['blue', { deploymentController: { type: 'CODE_DEPLOY' }, deployments: [] }],
    ['sets', { deploymentController: { type: 'EXTERNAL' }, deployments: [] }],
  ])('%s', async (name, shown) => {
    expect(await describeService(ecs, name)).toMatchObject(shown)
  })

  test('what is not there is a failure, not an error', async () => {
    const elsewhere = `${ARN}:service/other/web`
    const services = ['web', 'nothing', elsewhere]
    const answer = await ecs.send(new DescribeServicesCommand({ services }))
    expect(answer.services?.map((service) => service.serviceName)).toEqual(['web'])
    expect(answer.failures).toEqual([
      { arn: `${ARN}:service/default/nothing`, reason: 'MISSING' },
      { arn: elsewhere, reason: 'MISSING' },
    ])
    const arn = `${ARN}:nothing/default/web/1`
    const tasks = await ecs.send(new DescribeTasksCommand({ tasks: ['1234'] }))
    expect(tasks.failures).toEqual([{ arn: `${ARN}:task/default/1234`, reason: 'MISSING' }])
    const deployments = await ecs.send(
      new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] }),
    )
    expect(deployments).toMatchObject({ serviceDeployments: [], failures: [{ arn, reason: 'MISSING' }] })
    const revisions = await ecs.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: [arn] }))
    expect(revisions).toMatchObject({ serviceRevisions: [], failures: [{ arn, reason: 'MISSING' }] })
    const clusters = await ecs.send(new DescribeClustersCommand({ clusters: ['empty', 'nothing'] }))
    expect(clusters.clusters).toMatchObject([
      { clusterName: 'empty', status: 'ACTIVE', activeServicesCount: 0 },
    ])
    expect(clusters.failures).toEqual([{ arn: `${ARN}:cluster/nothing`, reason: 'MISSING' }])
  })

  const update = (input: ConstructorParameters<typeof UpdateServiceCommand>[0]) =>
    ecs.send(new UpdateServiceCommand(input))
  const many = (count: number) => Array.from({ length: count }, (_, i) => `s${i}`)
  test.each<[string, () => Promise<unknown>, string, string]>([
    [
      'another cluster',
      () => update({ cluster: 'x', service: 'web' }),
      'ClusterNotFoundException',
      'Cluster not found.',
    ],
    ['another service', () => update({ service: 'x' }), 'ServiceNotFoundException', 'Service not found.'],
    [
      'an inactive service',
      () => update({ service: 'gone' }),
      'ServiceNotActiveException',
      'Service was not ACTIVE.',
    ],
    [
      'a draining service',
      () => update({ service: 'leaving' }),
      'ServiceNotActiveException',
      'Service was not ACTIVE.',
    ],
    [
      'a definition that is not there',
      () => update({ service: 'web', taskDefinition: 'x' }),
      'ClientException',
      'TaskDefinition not found.',
    ],
    [
      'a definition for CodeDeploy',
      () => update({ service: 'blue', taskDefinition: 'web' }),
      'InvalidParameterException',
      'Unable to update task definition on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.',
    ],
    [
      'a definition for task sets',
      () => update({ service: 'sets', taskDefinition: 'web' }),
      'InvalidParameterException',
      'Unable to update task definition on services with an EXTERNAL deployment controller. Use task sets instead.',
    ],
    [
      'a negative count',
      () => update({ service: 'web', desiredCount: -1 }),
      'InvalidParameterException',
      'desiredCount must be a whole number that is not negative.',
    ],
    [
      'no service named',
      () => ecs.send(new DescribeServicesCommand({ services: [] })),
      'InvalidParameterException',
      'Services cannot be empty.',
    ],
    [
      'eleven services',
      () => ecs.send(new DescribeServicesCommand({ services: many(11) })),
      'InvalidParameterException',
      'Services cannot have more than 10 elements.',
    ],
    [
      'services of another cluster',
      () => ecs.send(new DescribeServicesCommand({ cluster: 'x', services: ['web'] })),
      'ClusterNotFoundException',
      'Cluster not found.',
    ],
    [
      'deployments of another service',
      () => ecs.send(new ListServiceDeploymentsCommand({ service: 'x' })),
      'ServiceNotFoundException',
      'Service not found.',
    ],
    [
      '21 deployments',
      () => ecs.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: many(21) })),
      'InvalidParameterException',
      'ServiceDeploymentArns cannot have more than 20 elements.',
    ],
    [
      'a deployment to stop that is not there',
      () => ecs.send(new StopServiceDeploymentCommand({ serviceDeploymentArn: 'x' })),
      'ServiceDeploymentNotFoundException',
      'Service deployment not found.',
    ],
    [
      'another way to stop',
      () => ecs.send(new StopServiceDeploymentCommand({ serviceDeploymentArn: 'x', stopType: 'ABORT' })),
      'InvalidParameterException',
      'The stop type ABORT is not supported.',
    ],
    [
      'tasks of another service',
      () => ecs.send(new ListTasksCommand({ serviceName: 'x' })),
      'ServiceNotFoundException',
      'Service not found.',
    ],
    [
      'two filters that do not go together',
      () => ecs.send(new ListTasksCommand({ serviceName: 'web', startedBy: 'x' })),
      'InvalidParameterException',
      'startedBy cannot be combined with serviceName.',
    ],
    [
      '101 tasks',
      () => ecs.send(new DescribeTasksCommand({ tasks: many(101) })),
      'InvalidParameterException',
      'Tasks cannot have more than 100 elements.',
    ],
    [
      'a token of elsewhere',
      () => ecs.send(new ListServicesCommand({ nextToken: 'x' })),
      'InvalidParameterException',
      'Invalid token.',
    ],
  ])('%s is refused', async (_, call, name, message) => {
    expect(await refusal(call())).toEqual({ name, message, status: 400 })
  })
})

describe('UpdateService', () => {
  type Update = Omit<ConstructorParameters<typeof UpdateServiceCommand>[0], 'service'>
  const network = (subnet: string) => ({
    networkConfiguration: { awsvpcConfiguration: { subnets: [subnet] } },
  })
  test.each<[string, Update, boolean]>([
    ['nothing', {}, false],
    ['the same definition', { taskDefinition: 'plain' }, false],
    ['the same definition by force', { taskDefinition: 'plain', forceNewDeployment: true }, true],
    ['force alone', { forceNewDeployment: true }, true],
    ['a count', { desiredCount: 3 }, false],
    ['what needs no new task', { healthCheckGracePeriodSeconds: 5 }, false],
    ['the network', network('subnet-1'), true],
    ['an empty list', { volumeConfigurations: [] }, false],
  ])('%s begins a deployment or not', async (_, given, begins) => {
    await withAws({ pace: 60 }, async (own) => {
      addService(own, { taskDefinition: definition('images.example/web:1', 'plain') })
      const sdk = ecsClient(own)
      const before = (await describeService(sdk)).deployments?.[0]?.id
      const { service } = await sdk.send(new UpdateServiceCommand({ service: 'web', ...given }))
      expect(service?.deployments?.[0]?.id !== before).toBe(begins)
      expect(service?.desiredCount).toBe(given.desiredCount ?? 2)
      if (given.networkConfiguration) expect(service).toMatchObject(network('subnet-1'))
    })
  })
})

describe('lists', () => {
  test('clusters and services, in pages', async () => {
    expect((await ecs.send(new ListClustersCommand({}))).clusterArns).toEqual(
      ['default', 'other', 'empty'].map((name) => `${ARN}:cluster/${name}`),
    )
    const first = await ecs.send(new ListServicesCommand({ maxResults: 3 }))
    const { nextToken } = first
    const second = await ecs.send(new ListServicesCommand({ maxResults: 3, nextToken }))
    const all = [...(first.serviceArns ?? []), ...(second.serviceArns ?? [])]
    expect(all).toEqual(['web', 'leaving', 'blue', 'sets'].map((name) => `${ARN}:service/default/${name}`))
    expect(second.nextToken).toBeUndefined()
  })

  test('service deployments: newest first, by status, by time, in pages', async () => {
    await withAws({ pace: 60, ecs: { listedMs: 0 } }, async (own) => {
      const sdk = ecsClient(own)
      addService(own)
      own.setRollout('web', 'never-stable')
      const before = new Date()
      const numbers = [await deploy(sdk), await deploy(sdk, 'images.example/web:3')].reverse()
      const list = async (more: object) => {
        const answer = await sdk.send(new ListServiceDeploymentsCommand({ service: 'web', ...more }))
        const found = answer.serviceDeployments?.map((one) => one.targetServiceRevisionArn?.split('/').at(-1))
        return { found, nextToken: answer.nextToken }
      }
      expect((await list({ createdAt: { after: before } })).found).toEqual(numbers)
      expect((await list({ createdAt: { before } })).found?.length).toBe(1)
      expect((await list({ status: ['STOPPED'] })).found).toEqual(numbers.slice(1))
      const { found, nextToken } = await list({ maxResults: 2 })
      expect(found).toEqual(numbers)
      expect((await list({ maxResults: 2, nextToken })).found?.length).toBe(1)
    })
  })

  test('tasks by service, by who started them, in pages; a task is described as what it is', async () => {
    const { taskArns, nextToken } = await ecs.send(
      new ListTasksCommand({ serviceName: 'web', maxResults: 1 }),
    )
    expect([taskArns?.length, typeof nextToken]).toEqual([1, 'string'])
    const startedBy = (await describeService(ecs)).deployments?.[0]?.id
    expect((await ecs.send(new ListTasksCommand({ startedBy }))).taskArns).toContain(taskArns?.[0])
    const { tasks } = await ecs.send(new DescribeTasksCommand({ tasks: taskArns }))
    expect(tasks).toMatchObject([
      {
        taskArn: taskArns?.[0],
        startedBy,
        group: 'service:web',
        lastStatus: 'RUNNING',
        desiredStatus: 'RUNNING',
      },
    ])
    expect(tasks?.[0]?.containers).toMatchObject([
      {
        name: 'app',
        image: 'images.example/web:1',
        imageDigest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      },
    ])
  })

  test('tags', async () => {
    const resourceArn = `${ARN}:service/default/web`
    const tag = (key: string, value: string) =>
      ecs.send(new TagResourceCommand({ resourceArn, tags: [{ key, value }] }))
    for (const [key, value] of [
      ['a', '1'],
      ['b', '2'],
      ['a', '3'],
    ] as const)
      await tag(key, value)
    expect((await ecs.send(new ListTagsForResourceCommand({ resourceArn }))).tags).toEqual([
      { key: 'b', value: '2' },
      { key: 'a', value: '3' },
    ])
  })
})

describe('permissions', () => {
  const deployer = (Statement: readonly Statement[]) => ({
    roles: [
      {
        name: 'deployer',
        trust: { Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' } as const },
        policy: { Statement },
      },
    ],
  })
  const allow = (Action: string, Resource = '*'): Statement => ({ Effect: 'Allow', Action, Resource })
  const role = 'arn:aws:iam::123456789012:role/task'
  const request = definition('images.example/web:1', 'app')
  const who = 'User: arn:aws:sts::123456789012:assumed-role/deployer/session'

  test.each<[string, readonly Statement[], object, string | undefined]>([
    ['nothing', [], {}, 'ecs:RegisterTaskDefinition on resource: *'],
    [
      'a resource where AWS knows none',
      [allow('ecs:*', `${ARN}:*`)],
      {},
      'ecs:RegisterTaskDefinition on resource: *',
    ],
    ['the action', [allow('ecs:RegisterTaskDefinition')], {}, undefined],
    ['no PassRole', [allow('ecs:*')], { taskRoleArn: role }, `iam:PassRole on resource: ${role}`],
    [
      'no PassRole, the role by name',
      [allow('ecs:*')],
      { executionRoleArn: 'task' },
      `iam:PassRole on resource: ${role}`,
    ],
    [
      'PassRole for another',
      [allow('ecs:*'), allow('iam:PassRole', `${role}2`)],
      { taskRoleArn: role },
      `iam:PassRole on resource: ${role}`,
    ],
    [
      'PassRole',
      [allow('ecs:*'), allow('iam:PassRole', role)],
      { taskRoleArn: role, executionRoleArn: role },
      undefined,
    ],
    [
      'no TagResource',
      [allow('ecs:RegisterTaskDefinition')],
      { tags: [{ key: 'a', value: 'b' }] },
      `ecs:TagResource on resource: ${ARN}:task-definition/app:*`,
    ],
  ])('%s', async (_, statements, more, denied) => {
    await withAws(deployer(statements), async (own) => {
      const call = ecsClient(own, await assume(own)).send(
        new RegisterTaskDefinitionCommand({ ...request, ...more }),
      )
      if (denied === undefined) return void expect((await call).taskDefinition?.revision).toBe(1)
      const [action = ''] = denied.split(' ')
      expect(await refusal(call)).toEqual({
        name: 'AccessDeniedException',
        message: `${who} is not authorized to perform: ${denied} because no identity-based policy allows the ${action} action`,
        status: 400,
      })
      expect(own.taskDefinitions('app')).toEqual([])
    })
  })

  test('services, deployments and revisions are granted by their ARNs', async () => {
    const statements = [
      allow('ecs:DescribeServices', `${ARN}:service/default/web`),
      allow('ecs:DescribeServiceDeployments', `${ARN}:service-deployment/default/web/*`),
      allow('ecs:DescribeTasks', `${ARN}:task/default/*`),
    ]
    await withAws(deployer(statements), async (own) => {
      addService(own)
      addService(own, { name: 'api' })
      const sdk = ecsClient(own, await assume(own))
      const { currentServiceDeployment: arn = '' } = await describeService(sdk)
      const command = new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] })
      expect((await sdk.send(command)).serviceDeployments?.length).toBe(1)
      expect((await sdk.send(new DescribeTasksCommand({ tasks: ['1'] }))).failures?.length).toBe(1)
      const denied = await refusal(sdk.send(new DescribeServicesCommand({ services: ['web', 'api'] })))
      expect(denied.message).toContain(`ecs:DescribeServices on resource: ${ARN}:service/default/api`)
      const list = await refusal(sdk.send(new ListServiceDeploymentsCommand({ service: 'web' })))
      expect(list.name).toBe('AccessDeniedException')
    })
  })

  test('keys of another service, unknown operations and faults', async () => {
    await withAws(
      { faults: [{ operation: 'ecs:ListServices', times: 1, kind: 'throttle' }] },
      async (own) => {
        addService(own)
        const sdk = ecsClient(own)
        expect((await refusal(sdk.send(new ListServicesCommand({})))).name).toBe('ThrottlingException')
        expect((await sdk.send(new ListServicesCommand({}))).serviceArns?.length).toBe(1)
        const target = { 'x-amz-target': 'AmazonEC2ContainerServiceV20141113.ListServices' }
        const answer = await fetch(own.url, { method: 'POST', headers: target, body: '{}' })
        expect([answer.status, await answer.json()]).toMatchObject([
          400,
          { __type: 'MissingAuthenticationTokenException' },
        ])
        expect(own.requests.map(({ service, operation }) => `${service}:${operation}`)).toEqual(
          Array.from({ length: 3 }, () => 'ecs:ListServices'),
        )
      },
    )
  })
})

test('the AWS CLI describes the service', async () => {
  const { accessKeyId, secretAccessKey } = aws.keys
  const env = {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: aws.region,
    AWS_DEFAULT_REGION: aws.region,
  }
  const args = [
    '--endpoint-url',
    aws.url,
    '--output',
    'json',
    'ecs',
    'describe-services',
    '--services',
    'web',
  ]
  const { services, failures } = JSON.parse(await client(await awsCli(), args, { env }))
  expect(failures).toEqual([])
  expect(services[0]).toMatchObject({ serviceName: 'web', taskDefinition: `${ARN}:task-definition/web:1` })
}, 60_000)
