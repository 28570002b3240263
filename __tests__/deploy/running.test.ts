import { describe, expect, test } from '@jest/globals'
import { type Asked, readRunning } from '../../src/deploy/running.ts'
import { cancelled } from '../../src/errors.ts'
import { ecsClients } from '../../src/lib/ecs.ts'
import { failing } from '../support/failure.ts'
import { account, digest, host } from '../support/given.ts'
import { type Answer, type Call, refusing, scriptedAws } from '../support/scripted-aws.ts'

const uri = `${host}/shop`
const other = `sha256:${'2'.repeat(64)}`
const arnOf = (revision: number) => `arn:aws:ecs:eu-west-1:${account}:task-definition/shop:${revision}`
const asked: Asked = {
  ...{ cluster: 'production', service: 'shop', region: 'eu-west-1' },
  ...{ containerName: undefined, repositoryUri: uri },
}

type World = Readonly<{
  asked?: Partial<Asked>
  service?: object
  /** Containers of every revision. */
  containers?: readonly object[]
  /** Digests of the container shop in the running tasks of revision 7. */
  tasks?: readonly object[]
  answers?: Readonly<Record<string, (call: Call) => Answer>>
  signal?: AbortSignal
}>

const completed = (revision: number, more: object = {}) => ({
  ...{ status: 'PRIMARY', rolloutState: 'COMPLETED', taskDefinition: arnOf(revision), ...more },
})

function task(imageDigest: string | undefined, more: object = {}) {
  return { taskDefinitionArn: arnOf(7), containers: [{ name: 'shop', imageDigest }], ...more }
}

/** Asks an ECS whose service runs revision 7, and that has tasks as the test says. */
async function running(world: World = {}) {
  const {
    service,
    containers = [{ name: 'shop', image: `${uri}@${digest}` }],
    tasks = [],
    answers = {},
  } = world
  const whole = { status: 'ACTIVE', taskDefinition: arnOf(7), deployments: [completed(7)], ...service }
  const all: Record<string, (call: Call) => Answer> = {
    DescribeServices: () => ({ body: { services: [whole], failures: [] } }),
    DescribeTaskDefinition: ({ input }) => ({
      body: {
        taskDefinition: { taskDefinitionArn: input.taskDefinition, containerDefinitions: containers },
      },
    }),
    ListTasks: () => ({ body: { taskArns: tasks.map((_, at) => `arn:aws:ecs:task/${at}`) } }),
    DescribeTasks: () => ({ body: { tasks, failures: [] } }),
    ...answers,
  }
  const { calls } = await scriptedAws((call) => all[call.operation]?.(call) ?? refusing('Unexpected'))
  const credentials = {
    provide: async () => ({ accessKeyId: 'K', secretAccessKey: 's' }),
    renew: async () => undefined,
  }
  const signal = world.signal ?? new AbortController().signal
  const { reads } = ecsClients({ region: 'eu-west-1', credentials, signal, pace: 60 })
  const result = await readRunning(reads, { ...asked, ...world.asked })
  return { result, calls, operations: calls.map(({ operation }) => operation) }
}

const found = (revision = 7, of = digest) => ({ kind: 'found', digest: of, revision: `shop:${revision}` })
const unknown = (reason: string) => ({ kind: 'unknown', reason: expect.stringContaining(reason) })

describe('a service whose task definition names the digest', () => {
  test('runs that, which two calls tell', async () => {
    const { result, calls, operations } = await running()
    expect(result).toEqual(found())
    expect(operations).toEqual(['DescribeServices', 'DescribeTaskDefinition'])
    expect(calls[0]?.input).toMatchObject({ cluster: 'production', services: ['shop'] })
    expect(calls[1]?.input).toMatchObject({ taskDefinition: arnOf(7) })
  })

  test('runs that, also where the tag is named beside it', async () => {
    const containers = [{ name: 'shop', image: `${uri}:v1@${digest}` }]
    expect((await running({ containers })).result).toEqual(found())
  })
})

describe('what counts is what was rolled out to its end', () => {
  test.each<[string, object, number]>([
    [
      'not a deployment that may fail yet',
      {
        taskDefinition: arnOf(8),
        deployments: [completed(8, { rolloutState: 'IN_PROGRESS' }), completed(7, { status: 'ACTIVE' })],
      },
      7,
    ],
    [
      'nor one that failed',
      {
        taskDefinition: arnOf(8),
        deployments: [completed(8, { rolloutState: 'FAILED' }), completed(7, { status: 'ACTIVE' })],
      },
      7,
    ],
    [
      'the newer of two, in whatever order they are told',
      { taskDefinition: arnOf(8), deployments: [completed(7, { status: 'ACTIVE' }), completed(8)] },
      8,
    ],
    ['and what the service names, where nothing tells of rollouts', { deployments: [] }, 7],
    [
      'also with other controllers, which tell no state',
      { deployments: [{ status: 'PRIMARY', taskDefinition: arnOf(7) }] },
      7,
    ],
  ])('%s', async (_, service, revision) => {
    expect((await running({ service })).result).toEqual(found(revision))
  })

  const draining = {
    taskDefinition: arnOf(8),
    deployments: [
      completed(8, { rolloutState: 'IN_PROGRESS', id: 'ecs-svc/42' }),
      completed(7, { status: 'ACTIVE', id: 'ecs-svc/41' }),
    ],
  }
  const listing = (...numbers: readonly number[]) => ({
    ListServiceDeployments: () => ({
      body: {
        serviceDeployments: numbers.map((number) => ({
          targetServiceRevisionArn: `arn:aws:ecs:eu-west-1:${account}:service-revision/production/shop/${number}`,
        })),
      },
    }),
  })

  test('also one whose own record says that it is done, while the old tasks drain', async () => {
    const { result, calls } = await running({ service: draining, answers: listing(41, 42) })
    expect(result).toEqual(found(8))
    const list = calls.find(({ operation }) => operation === 'ListServiceDeployments')
    expect(list?.input).toMatchObject({ cluster: 'production', service: 'shop', status: ['SUCCESSFUL'] })
  })

  test.each<[string, World['answers']]>([
    ['only others are done', listing(41, 142)],
    ['none is', listing()],
    ['that may not be read', { ListServiceDeployments: () => refusing('AccessDeniedException') }],
    ['there is no such API', { ListServiceDeployments: () => ({ status: 500, body: '<html>' }) }],
  ])('but not one that may fail yet: %s', async (_, answers = {}) => {
    expect((await running({ service: draining, answers })).result).toEqual(found(7))
  })

  test.each(['IN_PROGRESS', 'FAILED'])(
    'and nothing where the only deployment is not at its end: %s',
    async (rolloutState) => {
      const { result } = await running({ service: { deployments: [completed(7, { rolloutState })] } })
      expect(result.kind).toBe('unknown')
    },
  )

  test('and nothing where there is no task definition', async () => {
    const service = { taskDefinition: undefined, deployments: [], taskSets: [] }
    expect((await running({ service })).result).toEqual(unknown('no task definition'))
  })
})

describe('the container', () => {
  const ours = { name: 'shop', image: `${uri}@${digest}` }
  const sidecar = { name: 'proxy', image: 'public.ecr.aws/envoy:1' }
  const twin = { name: 'worker', image: `${uri}@${other}` }

  test.each<[string, readonly object[], string | undefined, object]>([
    ['is the one with an image of the repository', [sidecar, ours], undefined, found()],
    ['is the one that is named', [sidecar, ours, twin], 'worker', found(7, other)],
    [
      'is not clear where several are of it',
      [ours, twin],
      undefined,
      unknown('has 2 containers with an image of'),
    ],
    [
      'is none where none is of it',
      [sidecar],
      undefined,
      unknown(`has no container with an image of ${uri}`),
    ],
    ['is none where none is named so', [ours], 'web', unknown('has no container web')],
    ['is not ours where its image is another', [sidecar, ours], 'proxy', unknown('is not in')],
    ['is none where there are none', [], undefined, unknown('has no container')],
    ['is none where it has no image', [{ name: 'shop' }], 'shop', unknown('is not in')],
  ])('%s', async (_, containers, containerName, expected) => {
    expect((await running({ containers, asked: { containerName } })).result).toEqual(expected)
  })

  test.each([
    `${host}/shop-admin@${digest}`,
    `${host}/team/shop@${digest}`,
    `shop@${digest}`,
    `210987654321.dkr.ecr.eu-west-1.amazonaws.com/shop@${digest}`,
    `${host}@${digest}`,
  ])('is not one of a repository with a name like ours: %s', async (image) => {
    expect((await running({ containers: [{ name: 'shop', image }] })).result.kind).toBe('unknown')
  })

  test('may be of a registry with a port', async () => {
    const repositoryUri = '127.0.0.1:5000/shop'
    const images = [`${repositoryUri}@${digest}`, repositoryUri, `${repositoryUri}:v1`]
    for (const image of images) {
      const { result } = await running({
        ...{ asked: { repositoryUri }, containers: [{ name: 'shop', image }], tasks: [task(digest)] },
      })
      expect(result).toEqual(found())
    }
  })

  test.each([`${uri}@sha256:${'1'.repeat(63)}`, `${uri}@sha512:${'1'.repeat(128)}`, `${uri}@`])(
    'has no digest that is none: %s',
    async (image) => {
      expect((await running({ containers: [{ name: 'shop', image }] })).result.kind).toBe('unknown')
    },
  )
})

describe('a service whose task definition names a tag', () => {
  const containers = [{ name: 'shop', image: `${uri}:v1` }]

  test('runs what its tasks say', async () => {
    const { result, calls, operations } = await running({ containers, tasks: [task(digest), task(digest)] })
    expect(result).toEqual(found())
    expect(operations).toEqual(['DescribeServices', 'DescribeTaskDefinition', 'ListTasks', 'DescribeTasks'])
    expect(calls[2]?.input).toMatchObject({
      ...{ cluster: 'production', serviceName: 'shop', desiredStatus: 'RUNNING' },
    })
    expect(calls[3]?.input).toMatchObject({ cluster: 'production', tasks: expect.any(Array) })
  })

  test('is not known where nothing runs', async () => {
    const { result, operations } = await running({ containers })
    expect(result).toEqual(unknown('by its tag, and no task runs'))
    expect(operations).not.toContain('DescribeTasks')
  })

  test.each<[string, readonly object[], string]>([
    ['its tasks run different images', [task(digest), task(other)], 'run 2 different images'],
    ['no task says', [task(undefined), task('')], 'no task says its digest'],
    ['its tasks are of another revision', [task(digest, { taskDefinitionArn: arnOf(8) })], 'no task says'],
    [
      'only other containers say',
      [task(undefined, { containers: [{ name: 'proxy', imageDigest: digest }] })],
      'no task says',
    ],
    ['its tasks have no containers', [{ taskDefinitionArn: arnOf(7) }], 'no task says'],
  ])('is not known where %s', async (_, tasks, reason) => {
    expect((await running({ containers, tasks })).result).toEqual(unknown(reason))
  })

  test('is told by the tasks that know it already', async () => {
    const tasks = [task(undefined), task(digest), task(other, { taskDefinitionArn: arnOf(8) })]
    expect((await running({ containers, tasks })).result).toEqual(found())
  })

  test('is told by tasks where the definition names neither tag nor digest', async () => {
    const { result } = await running({ containers: [{ name: 'shop', image: uri }], tasks: [task(other)] })
    expect(result).toEqual(found(7, other))
  })
})

describe('what is not there is an error', () => {
  const failures = (reason: string): Answer => ({ body: { services: [], failures: [{ arn: 'x', reason }] } })

  test.each<[string, Answer, string]>([
    ['no cluster', refusing('ClusterNotFoundException'), 'CLUSTER_NOT_FOUND'],
    ['no service', failures('MISSING'), 'SERVICE_NOT_FOUND'],
    ['no service any more', { body: { services: [{ status: 'INACTIVE' }] } }, 'SERVICE_NOT_FOUND'],
    ['no answer', { body: {} }, 'AWS_BAD_ANSWER'],
    ['another failure', failures('SOMETHING_NEW'), 'AWS_BAD_ANSWER'],
    ['HTML', { type: 'text/html', body: '<html>' }, 'AWS_BAD_ANSWER'],
    [
      'no permission',
      refusing(
        'AccessDeniedException',
        'x is not authorized to perform: ecs:DescribeServices on resource: y',
      ),
      'AWS_ACCESS_DENIED',
    ],
  ])('%s', async (_, answer, code) => {
    const failure = await failing(() => running({ answers: { DescribeServices: () => answer } }))
    expect(failure).toMatchObject({ code, sentence: expect.stringMatching(/shop|production/) })
  })

  test.each<[string, string, Answer, string]>([
    ['no task definition', 'DescribeTaskDefinition', { body: {} }, 'AWS_BAD_ANSWER'],
    [
      'no permission to read it',
      'DescribeTaskDefinition',
      refusing(
        'AccessDeniedException',
        'x is not authorized to perform: ecs:DescribeTaskDefinition on resource: *',
      ),
      'AWS_ACCESS_DENIED',
    ],
    [
      'no permission to list tasks',
      'ListTasks',
      refusing('AccessDeniedException', 'x is not authorized to perform: ecs:ListTasks on resource: *'),
      'AWS_ACCESS_DENIED',
    ],
    ['a fault', 'DescribeTasks', refusing('ServerException', 'oops', 500), 'AWS_ERROR'],
  ])('%s', async (_, operation, answer, code) => {
    const containers = [{ name: 'shop', image: `${uri}:v1` }]
    const failure = await failing(() =>
      running({ containers, tasks: [task(digest)], answers: { [operation]: () => answer } }),
    )
    expect(failure).toMatchObject({ code, sentence: expect.stringContaining(`ecs:${operation} for`) })
  })

  test('a cancelled run asks nothing', async () => {
    const failure = await failing(() => running({ signal: AbortSignal.abort(cancelled()) }))
    expect(failure.code).toBe('CANCELLED')
  })
})
