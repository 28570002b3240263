import {
  DescribeServiceRevisionsCommand,
  DescribeTasksCommand,
  type ECSClient,
  ListServiceDeploymentsCommand,
  ListTasksCommand,
  StopServiceDeploymentCommand,
  type Task,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs'
import { describe, expect, test } from '@jest/globals'
import type { LocalAws, RolloutName } from '../../../local/aws/aws.ts'
import {
  addService,
  definition,
  deploy,
  describeService,
  ecsClient,
  follow,
  serviceDeployment,
} from './ecs-support.ts'
import { logIn, pushImage, withAws } from './support.ts'

const BREAKER = 'Service deployment rolled back because the circuit breaker threshold was exceeded.'
const BY_USER = 'Service deployment rolled back by user.'
const NO_CANDIDATE = 'No rollback candidate was found to run the rollback.'
const REPLACED = 'Replaced by a new service deployment.'
const FORWARD = ['PENDING', 'IN_PROGRESS']
const BACK = [...FORWARD, 'ROLLBACK_REQUESTED', 'ROLLBACK_IN_PROGRESS']

type End = Readonly<{
  statuses: readonly string[]
  reason?: string
  shown: readonly (readonly [who: 'ours' | 'first' | 'other', status: string, state: string])[]
  definition: 'web:1' | 'web:2'
}>

const ends: readonly (readonly [RolloutName, End])[] = [
  [
    'success',
    { statuses: [...FORWARD, 'SUCCESSFUL'], shown: [['ours', 'PRIMARY', 'COMPLETED']], definition: 'web:2' },
  ],
  [
    'slow-success',
    { statuses: [...FORWARD, 'SUCCESSFUL'], shown: [['ours', 'PRIMARY', 'COMPLETED']], definition: 'web:2' },
  ],
  [
    'breaker-rollback',
    {
      statuses: [...BACK, 'ROLLBACK_SUCCESSFUL'],
      reason: BREAKER,
      shown: [['first', 'PRIMARY', 'COMPLETED']],
      definition: 'web:1',
    },
  ],
  [
    'rollback-failed',
    {
      statuses: [...FORWARD, 'ROLLBACK_REQUESTED', 'ROLLBACK_FAILED'],
      reason: NO_CANDIDATE,
      shown: [
        ['ours', 'PRIMARY', 'FAILED'],
        ['first', 'ACTIVE', 'COMPLETED'],
      ],
      definition: 'web:2',
    },
  ],
  [
    'superseded',
    {
      statuses: [...FORWARD, 'STOPPED'],
      reason: REPLACED,
      shown: [['other', 'PRIMARY', 'COMPLETED']],
      definition: 'web:1',
    },
  ],
  [
    'stopped',
    {
      statuses: [...FORWARD, 'STOP_REQUESTED', 'STOPPED'],
      shown: [['first', 'PRIMARY', 'COMPLETED']],
      definition: 'web:1',
    },
  ],
]

const atPace60 = (run: (aws: LocalAws, ecs: ECSClient) => Promise<void>) =>
  withAws({ pace: 60 }, (aws) => run(aws, ecsClient(aws)))

describe('a rollout told by name, to its end', () => {
  test.each(ends)(
    '%s',
    async (name, end) => {
      await atPace60(async (aws, ecs) => {
        addService(aws)
        const first = (await describeService(ecs)).deployments?.[0]?.id
        aws.setRollout('web', name)
        const number = await deploy(ecs)
        const { statuses, last, service } = await follow(ecs, number, 8000)
        // A poll may miss a state at this pace, never find one out of order.
        expect(end.statuses.filter((status) => statuses.includes(status))).toEqual(statuses)
        expect([last?.status, last?.statusReason]).toEqual([end.statuses.at(-1), end.reason])
        const who = (id = '') => (id === `ecs-svc/${number}` ? 'ours' : id === first ? 'first' : 'other')
        expect(service.deployments?.map((one) => [who(one.id), one.status, one.rolloutState])).toEqual(
          end.shown,
        )
        expect(service.taskDefinition?.split('/')[1]).toBe(end.definition)
        expect([service.runningCount, service.pendingCount]).toEqual([2, 0])
        expect(aws.service('web').taskDefinition).toBe(service.taskDefinition)
      })
    },
    15_000,
  )

  test('never-stable goes on, with tasks that start and stop', async () => {
    await atPace60(async (aws, ecs) => {
      addService(aws)
      aws.setRollout('web', 'never-stable')
      const { statuses, service } = await follow(ecs, await deploy(ecs), 900)
      expect(statuses.at(-1)).toBe('IN_PROGRESS')
      expect(service.deployments?.[0]).toMatchObject({ status: 'PRIMARY', rolloutState: 'IN_PROGRESS' })
      const failed = service.deployments?.[0]?.failedTasks ?? 0
      expect(failed).toBeGreaterThan(2)
      expect((await stoppedTasks(ecs)).length).toBeGreaterThanOrEqual(failed)
    })
  })
})

describe('what the image decides', () => {
  async function stoppedOf(aws: LocalAws, image: string) {
    const ecs = ecsClient(aws)
    const { last } = await follow(ecs, await deploy(ecs, image))
    return { last, tasks: await stoppedTasks(ecs) }
  }

  test('an image of this registry that is there, by digest and by tag', async () => {
    await atPace60(async (aws, ecs) => {
      aws.createRepository('shop')
      const digest = await pushImage(await logIn(aws), 'shop', 'v1')
      addService(aws)
      for (const image of [
        `${aws.host}/shop@${digest}`,
        `${aws.host}/shop:v1`,
        `${aws.host}/shop:v1@${digest}`,
      ]) {
        const { last } = await follow(ecs, await deploy(ecs, image))
        expect(last?.status).toBe('SUCCESSFUL')
        const arn = last?.targetServiceRevision?.arn ?? ''
        const command = new DescribeServiceRevisionsCommand({ serviceRevisionArns: [arn] })
        const { serviceRevisions } = await ecs.send(command)
        expect(serviceRevisions?.[0]?.containerImages).toEqual([
          { containerName: 'app', image, imageDigest: digest },
        ])
        expect(serviceRevisions?.[0]?.taskDefinition).toBe(aws.service('web').taskDefinition)
        expect(aws.service('web').runningImages).toEqual([`${aws.host}/shop@${digest}`])
      }
    })
  })

  test.each<[string, (aws: LocalAws) => string]>([
    ['a digest', (aws) => `${aws.host}/shop@sha256:${'0'.repeat(64)}`],
    ['a tag', (aws) => `${aws.host}/shop:nothing`],
    ['a repository', (aws) => `${aws.host}/nothing:v1`],
  ])('%s that is not there cannot be pulled, whatever was told', async (_, imageOf) => {
    await atPace60(async (aws) => {
      const image = imageOf(aws)
      aws.createRepository('shop')
      addService(aws)
      aws.setRollout('web', 'success')
      const { last, tasks } = await stoppedOf(aws, image)
      expect([last?.status, last?.statusReason]).toEqual(['ROLLBACK_SUCCESSFUL', BREAKER])
      const reason = `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${image}: ${image}: not found`
      expect(tasks.length).toBe(3)
      expect(tasks[0]).toMatchObject({ stopCode: 'TaskFailedToStart', stoppedReason: reason })
      expect(tasks[0]?.containers?.[0]).toMatchObject({ name: 'app', reason })
      expect(tasks[0]?.containers?.[0]?.exitCode).toBeUndefined()
      expect(aws.service('web').runningImages).toEqual(['images.example/web:1'])
    })
  })

  test('an image whose label says so crashes', async () => {
    await atPace60(async (aws) => {
      aws.createRepository('shop')
      const config = {
        architecture: 'amd64',
        os: 'linux',
        config: { Labels: { 'slipway.demo.crash': 'true' } },
      }
      await pushImage(await logIn(aws), 'shop', 'bad', [], JSON.stringify(config))
      addService(aws)
      const { last, tasks } = await stoppedOf(aws, `${aws.host}/shop:bad`)
      expect(last?.status).toBe('ROLLBACK_SUCCESSFUL')
      expect(last?.deploymentCircuitBreaker).toEqual({ status: 'TRIGGERED', failureCount: 3, threshold: 3 })
      expect(tasks[0]).toMatchObject({
        stopCode: 'EssentialContainerExited',
        stoppedReason: 'Essential container in task exited',
        containers: [{ name: 'app', exitCode: 1 }],
      })
    })
  })

  test.each([
    ['with nothing to go back to the rollback fails', { fresh: true }, 'ROLLBACK_FAILED'],
    ['without a circuit breaker ECS goes on', { circuitBreaker: false }, 'IN_PROGRESS'],
    ['where no task is wanted nothing is tried', { desiredCount: 0 }, 'SUCCESSFUL'],
  ])('%s', async (_, options, status) => {
    await atPace60(async (aws, ecs) => {
      addService(aws, options)
      const { last } = await follow(ecs, await deploy(ecs, `${aws.host}/nothing:v1`), 1000)
      expect(last?.status).toBe(status)
    })
  })
})

describe('a deployment in flight', () => {
  test('is replaced by another UpdateService', async () => {
    await atPace60(async (aws, ecs) => {
      addService(aws)
      aws.setRollout('web', 'never-stable')
      const [first, second] = [await deploy(ecs), await deploy(ecs, 'images.example/web:3')]
      const views = (await describeService(ecs)).deployments?.map(
        ({ status, taskDefinition, rolloutState }) => [
          status,
          taskDefinition?.split(':').at(-1),
          rolloutState,
        ],
      )
      expect(views).toEqual([
        ['PRIMARY', '3', 'IN_PROGRESS'],
        ['ACTIVE', '1', 'COMPLETED'],
        ['ACTIVE', '2', 'IN_PROGRESS'],
      ])
      expect((await follow(ecs, second)).last?.status).toBe('SUCCESSFUL')
      expect(await serviceDeployment(ecs, first)).toMatchObject({ status: 'STOPPED', statusReason: REPLACED })
      expect((await describeService(ecs)).deployments?.length).toBe(1)
    })
  })

  test('stays what it is when the same definition is asked for again', async () => {
    await atPace60(async (aws, ecs) => {
      addService(aws)
      const number = await deploy(ecs)
      await ecs.send(
        new UpdateServiceCommand({ service: 'web', taskDefinition: 'web', volumeConfigurations: [] }),
      )
      expect((await follow(ecs, number)).last?.status).toBe('SUCCESSFUL')
    })
  })

  const stop = (ecs: ECSClient, serviceDeploymentArn = '') =>
    ecs.send(new StopServiceDeploymentCommand({ serviceDeploymentArn, stopType: 'ROLLBACK' }))

  test.each([
    ['rolls back when it is stopped', {}, ['ROLLBACK_SUCCESSFUL', 'web:1', BY_USER]],
    ['cannot be rolled back to nothing', { fresh: true }, ['ROLLBACK_FAILED', 'web:2', NO_CANDIDATE]],
  ])('%s', async (_, options, end) => {
    await atPace60(async (aws, ecs) => {
      addService(aws, options)
      aws.setRollout('web', 'never-stable')
      const number = await deploy(ecs)
      const arn = await eventually(async () => (await serviceDeployment(ecs, number))?.serviceDeploymentArn)
      expect(await stop(ecs, arn)).toMatchObject({ serviceDeploymentArn: arn })
      expect((await serviceDeployment(ecs, number))?.status).toMatch(/^ROLLBACK_/)
      const { last, service } = await follow(ecs, number)
      expect([last?.status, service.taskDefinition?.split('/')[1], last?.statusReason]).toEqual(end)
      await expect(stop(ecs, arn)).rejects.toMatchObject({ name: 'ConflictException' })
    })
  })
})

describe('a rollout told in steps', () => {
  const start = { afterMs: 0, status: 'IN_PROGRESS', pending: 'all' } as const

  test('shows stages, counts and events of its own', async () => {
    await withAws({ ecs: { listedMs: 0 } }, async (aws) => {
      const ecs = ecsClient(aws)
      addService(aws, { desiredCount: 5 })
      const events = ['{service} {deployment} {source} {desired} {unknown}']
      const step = { ...start, lifecycleStage: 'BAKE_TIME', running: 3, failed: 7, old: 4, events }
      aws.setRollout('web', [step])
      const before = (await describeService(ecs)).deployments?.[0]?.id
      const number = await deploy(ecs)
      const service = await describeService(ecs)
      expect(await serviceDeployment(ecs, number)).toMatchObject({
        lifecycleStage: 'BAKE_TIME',
        targetServiceRevision: { requestedTaskCount: 5, runningTaskCount: 3, pendingTaskCount: 2 },
        sourceServiceRevisions: [{ runningTaskCount: 4 }],
      })
      expect(service.deployments).toMatchObject([
        { id: `ecs-svc/${number}`, desiredCount: 5, runningCount: 3, pendingCount: 2, failedTasks: 7 },
        { id: before, desiredCount: 4, runningCount: 4 },
      ])
      expect(service.events?.[0]?.message).toBe(`web ecs-svc/${number} ${before} 5 {unknown}`)
      const living = await ecs.send(new ListTasksCommand({ startedBy: `ecs-svc/${number}` }))
      expect(living.taskArns?.length).toBe(5)
    })
  })

  test('holds for one deployment', async () => {
    await atPace60(async (aws, ecs) => {
      addService(aws)
      aws.setRollout('web', [{ ...start, status: 'SUCCESSFUL', old: 0 }])
      await deploy(ecs)
      expect((await describeService(ecs)).deployments?.length).toBe(1)
      await deploy(ecs)
      expect((await describeService(ecs)).deployments?.length).toBe(2)
    })
  })

  test('keeps the newest hundred events', async () => {
    await withAws({ pace: 60 }, async (aws) => {
      addService(aws)
      const events = Array.from({ length: 120 }, (_, i) => `event ${i}`)
      aws.setRollout('web', [{ ...start, events }])
      const ecs = ecsClient(aws)
      await deploy(ecs)
      const messages = (await describeService(ecs)).events?.map(({ message }) => message)
      expect([messages?.length, messages?.[0], messages?.at(-1)]).toEqual([100, 'event 119', 'event 20'])
    })
  })
})

test('the read side learns of a deployment a little late', async () => {
  await withAws({ ecs: { listedMs: 150, currentMs: 1500 } }, async (aws) => {
    const ecs = ecsClient(aws)
    addService(aws)
    const before = (await describeService(ecs)).currentServiceDeployment
    const number = await deploy(ecs)
    expect(await serviceDeployment(ecs, number)).toBeUndefined()
    const listed = await eventually(() => serviceDeployment(ecs, number))
    expect((await describeService(ecs)).currentServiceDeployment).toBe(before)
    const current = await eventually(async () => {
      const { currentServiceDeployment: now } = await describeService(ecs)
      return now === before ? undefined : now
    })
    expect(current).toBe(listed.serviceDeploymentArn)
  })
})

test('old tasks that are scaled down are stopped, and are no failure', async () => {
  await atPace60(async (aws, ecs) => {
    addService(aws)
    const number = await deploy(ecs)
    await follow(ecs, number)
    const tasks = await stoppedTasks(ecs)
    expect(
      tasks.map(({ stopCode, stoppedReason, taskDefinitionArn }) => [
        stopCode,
        stoppedReason,
        taskDefinitionArn?.at(-1),
      ]),
    ).toEqual(
      Array.from({ length: 2 }, () => [
        'ServiceSchedulerInitiated',
        `Scaling activity initiated by (deployment ecs-svc/${number})`,
        '1',
      ]),
    )
  })
})

test('a service without a history lists no service deployment', async () => {
  await atPace60(async (aws, ecs) => {
    addService(aws, { fresh: true, taskDefinition: definition() })
    const { serviceDeployments } = await ecs.send(new ListServiceDeploymentsCommand({ service: 'web' }))
    const service = await describeService(ecs)
    expect([serviceDeployments, service.currentServiceDeployment]).toEqual([[], undefined])
    expect(service.deployments).toMatchObject([
      { status: 'PRIMARY', rolloutState: 'COMPLETED', runningCount: 2 },
    ])
  })
})

async function stoppedTasks(ecs: ECSClient): Promise<readonly Task[]> {
  const { taskArns } = await ecs.send(new ListTasksCommand({ serviceName: 'web', desiredStatus: 'STOPPED' }))
  if (!taskArns?.length) return []
  return (await ecs.send(new DescribeTasksCommand({ tasks: taskArns }))).tasks ?? []
}

async function eventually<T>(read: () => Promise<T | undefined>): Promise<T> {
  for (let i = 0; i < 400; i++) {
    const value = await read()
    if (value !== undefined) return value
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error('It never came.')
}
