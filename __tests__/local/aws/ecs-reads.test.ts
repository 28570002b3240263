import {
  ContinueServiceDeploymentCommand,
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  DescribeTasksCommand,
  type ECSClient,
  ListServiceDeploymentsCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  StopServiceDeploymentCommand,
  type Task,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs'
import { describe, expect, test } from '@jest/globals'
import type { EcsBehaviour, LocalAws, LocalServiceOptions, Rollout } from '../../../local/aws/aws.ts'
import {
  addService,
  definition,
  deploy,
  describeService,
  ecsClient,
  follow,
  serviceDeployment,
} from './ecs-support.ts'
import { digestOf, indexOf, logIn, OCI_INDEX, pushImage, pushManifest, refusal, withAws } from './support.ts'

// How late, how incomplete and how unwilling the read side of ECS can be.

const withEcs = (
  ecs: Partial<EcsBehaviour>,
  run: (aws: LocalAws, sdk: ECSClient) => Promise<void>,
  pace = 60,
) => withAws({ pace, ecs: { listedMs: 0, ...ecs } }, (aws) => run(aws, ecsClient(aws)))

const shown = async (ecs: ECSClient) =>
  (await describeService(ecs)).deployments?.map(({ id, status }) => `${id} ${status}`)

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let i = 0; i < 800; i++) {
    const seen = await look()
    if (seen !== undefined) return seen
    await wait(5)
  }
  throw new Error('It never came.')
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('shortly after a change', () => {
  test('a service is described as before it, with its old count, and later as it is', async () => {
    await withEcs({ staleMs: 3_600_000 }, async (aws, ecs) => {
      addService(aws)
      aws.setRollout('web', 'never-stable')
      await deploy(ecs)
      await ecs.send(new UpdateServiceCommand({ service: 'web', desiredCount: 3 }))
      expect((await describeService(ecs)).desiredCount).toBe(2)
      aws.setEcs({ staleMs: 0 })
      const { desiredCount, deployments } = await describeService(ecs)
      expect([desiredCount, deployments?.length]).toEqual([3, 2])
    })
  })

  test('the answer of UpdateService is never stale, and reads may be one after the other', async () => {
    await withEcs({ staleMs: 600_000, staleEvery: 2 }, async (aws, ecs) => {
      addService(aws)
      const before = await shown(ecs)
      const number = await deploy(ecs)
      expect(before?.[0]).not.toContain(number)
      const reads = [await shown(ecs), await shown(ecs), await shown(ecs), await shown(ecs)]
      expect(reads.map((read) => read?.[0]?.includes(number))).toEqual([false, true, false, true])
      expect(reads[0]).toEqual(before)
    })
  })

  test('somebody else’s change is as late', async () => {
    await withEcs({ staleMs: 600_000 }, async (aws, ecs) => {
      addService(aws)
      aws.setRollout('web', 'never-stable')
      const number = await deploy(ecs)
      const theirs = aws.updateService('web', { forceNewDeployment: true })
      expect((await shown(ecs))?.[0]).toBe(`ecs-svc/${number} PRIMARY`)
      expect(aws.service('web').deployments[0]?.id).toBe(`ecs-svc/${theirs}`)
    })
  })

  test('a service deployment is described as it was, or not yet', async () => {
    const rollout: Rollout = [
      { afterMs: 0, status: 'IN_PROGRESS' },
      { afterMs: 48_000, status: 'ROLLBACK_IN_PROGRESS' },
    ]
    await withEcs({ deploymentLagMs: 72_000 }, async (aws, ecs) => {
      addService(aws)
      aws.setRollout('web', rollout)
      await deploy(ecs)
      const arn = aws.service('web').history[0]?.arn ?? ''
      const read = () => ecs.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] }))
      expect((await read()).failures).toEqual([{ arn, reason: 'MISSING' }])
      const first = await until(async () => (await read()).serviceDeployments?.[0]?.status)
      expect([first, aws.service('web').history[0]?.status]).toEqual(['IN_PROGRESS', 'ROLLBACK_IN_PROGRESS'])
      aws.setEcs({ deploymentLagMs: 0 })
      expect((await read()).serviceDeployments).toMatchObject([{ status: 'ROLLBACK_IN_PROGRESS' }])
    })
  })
})

describe('the API of service deployments', () => {
  const arn = 'arn:aws:ecs:eu-west-1:123456789012:service-deployment/default/web/x'
  const calls: readonly (readonly [string, (ecs: ECSClient) => Promise<unknown>])[] = [
    ['ListServiceDeployments', (ecs) => ecs.send(new ListServiceDeploymentsCommand({ service: 'web' }))],
    [
      'DescribeServiceDeployments',
      (ecs) => ecs.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] })),
    ],
    [
      'DescribeServiceRevisions',
      (ecs) => ecs.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: [arn] })),
    ],
    [
      'StopServiceDeployment',
      (ecs) => ecs.send(new StopServiceDeploymentCommand({ serviceDeploymentArn: arn })),
    ],
    [
      'ContinueServiceDeployment',
      (ecs) => ecs.send(new ContinueServiceDeploymentCommand({ serviceDeploymentArn: arn, hookId: 'x' })),
    ],
  ]

  test.each(calls)('%s is missing, a page, or unsupported, in one place at a time', async (name, call) => {
    await withEcs({ serviceDeployments: 'missing' }, async (aws, ecs) => {
      addService(aws)
      expect(await refusal(call(ecs))).toMatchObject({ name: 'UnknownOperationException', status: 400 })
      expect((await describeService(ecs)).currentServiceDeployment).toBeUndefined()
      aws.setEcs({ serviceDeployments: 'unsupported' })
      expect((await refusal(call(ecs))).name).toBe('UnsupportedFeatureException')
      aws.setEcs({ serviceDeployments: 'html' })
      expect((await refusal(call(ecs))).status).toBe(500)
      const raw = await fetch(aws.url, {
        method: 'POST',
        headers: { 'x-amz-target': `AmazonEC2ContainerServiceV20141113.${name}` },
      })
      expect(raw.status).toBe(400) // unsigned: what is not there is not told to everybody
      aws.in({ region: 'us-east-1' }).setEcs({ serviceDeployments: 'there' })
      expect((await refusal(call(ecs))).status).toBe(500)
      aws.setEcs({ serviceDeployments: 'there' })
      expect((await describeService(ecs)).currentServiceDeployment).toBeDefined()
    })
  })

  test('lists nothing from before what AWS keeps', async () => {
    await withEcs({}, async (aws, ecs) => {
      addService(aws)
      const list = (after: Date) =>
        ecs.send(new ListServiceDeploymentsCommand({ service: 'web', createdAt: { after } }))
      expect((await list(new Date(Date.now() - 7_200_000))).serviceDeployments?.length).toBe(1)
      expect((await refusal(list(new Date(0)))).name).toBe('InvalidParameterException')
    })
  })

  test('shows a deployment that is replaced as one that is to stop, for a while', async () => {
    await withEcs({ replacedMs: 60_000 }, async (aws, ecs) => {
      addService(aws)
      aws.setRollout('web', 'never-stable')
      const number = await deploy(ecs)
      aws.updateService('web', { forceNewDeployment: true, rollout: 'slow-success' })
      expect((await serviceDeployment(ecs, number))?.status).toBe('STOP_REQUESTED')
      const ended = await until(async () => {
        const one = await serviceDeployment(ecs, number)
        return one?.finishedAt && one
      })
      expect([ended.status, ended.statusReason]).toEqual(['STOPPED', 'Replaced by a new service deployment.'])
    })
  })
})

describe('tasks', () => {
  const tasksOf = async (ecs: ECSClient, more: object = { serviceName: 'web', desiredStatus: 'STOPPED' }) => {
    const { taskArns = [] } = await ecs.send(new ListTasksCommand(more))
    if (taskArns.length === 0) return []
    return (await ecs.send(new DescribeTasksCommand({ tasks: taskArns }))).tasks ?? []
  }
  const stopped = {
    ...{ stopCode: 'ServiceSchedulerInitiated', stoppedReason: 'Task failed container health checks' },
    containers: [
      {
        exitCode: 137,
        reason: 'OutOfMemoryError: Container killed due to memory usage',
        health: 'UNHEALTHY',
      },
    ],
  } as const
  const rollout: Rollout = [
    { afterMs: 0, status: 'IN_PROGRESS', running: 1, health: 'HEALTHY' },
    { afterMs: 1000, stoppedTasks: [stopped] },
  ]

  test('tell a little later than their end how it came', async () => {
    await withEcs({ reasonsMs: 3_600_000 }, async (aws, ecs) => {
      addService(aws)
      aws.setRollout('web', rollout)
      await deploy(ecs)
      await wait(100)
      const [early] = await tasksOf(ecs)
      expect(early).toMatchObject({ lastStatus: 'STOPPED', stoppedReason: stopped.stoppedReason })
      expect([early?.containers?.[0]?.exitCode, early?.containers?.[0]?.reason]).toEqual([
        undefined,
        undefined,
      ])
      aws.setEcs({ reasonsMs: 0 })
      expect((await tasksOf(ecs))[0]?.containers).toMatchObject([
        {
          exitCode: 137,
          reason: stopped.containers[0].reason,
          healthStatus: 'UNHEALTHY',
          lastStatus: 'STOPPED',
        },
      ])
    })
  })

  test('have a health of their own, each', async () => {
    await withEcs({}, async (aws, ecs) => {
      addService(aws)
      aws.setRollout('web', rollout)
      const number = await deploy(ecs)
      await wait(50)
      const health = ({ healthStatus, startedBy }: Task) => [startedBy === `ecs-svc/${number}`, healthStatus]
      const all = [...(await tasksOf(ecs)), ...(await tasksOf(ecs, { serviceName: 'web' }))]
      expect(all.map(health)).toEqual([
        [true, 'UNHEALTHY'],
        [true, 'HEALTHY'],
        [false, 'UNKNOWN'],
        [false, 'UNKNOWN'],
      ])
    })
  })

  test('that stopped are not always found by their service', async () => {
    await withEcs({ missesStopped: true }, async (aws, ecs) => {
      addService(aws)
      aws.setRollout('web', rollout)
      await deploy(ecs)
      await wait(50)
      expect(await tasksOf(ecs)).toEqual([])
      expect((await tasksOf(ecs, { desiredStatus: 'STOPPED' })).length).toBe(1)
      expect((await tasksOf(ecs, { serviceName: 'web' })).length).toBe(3)
    })
  })

  test.each([{ serviceName: 'web' }, { desiredStatus: 'STOPPED' }, { family: 'web' }] as const)(
    'are listed by who started them alone, not with %j',
    async (other) => {
      await withEcs({}, async (aws, ecs) => {
        addService(aws)
        const [name = ''] = Object.keys(other)
        expect(
          await refusal(ecs.send(new ListTasksCommand({ startedBy: 'ecs-svc/1', ...other }))),
        ).toMatchObject({
          name: 'InvalidParameterException',
          message: `startedBy cannot be combined with ${name}.`,
        })
        const byFamily = async (family: string) => (await tasksOf(ecs, { family })).length
        expect([await byFamily('web'), await byFamily('we')]).toEqual([2, 0])
      })
    },
  )
})

describe('what ECS resolved', () => {
  test.each([
    ['index', 0],
    ['child', 1],
    ['other', 2],
    ['absent', 3],
  ] as const)('%s', async (resolved, which) => {
    await withEcs({}, async (aws, ecs) => {
      aws.createRepository('shop')
      const registry = await logIn(aws)
      const child = await pushImage(registry, 'shop', undefined)
      const index = indexOf([child])
      expect((await pushManifest(registry, 'shop', index, 'v1', OCI_INDEX)).status).toBe(201)
      addService(aws)
      aws.setRollout('web', [{ afterMs: 0, status: 'SUCCESSFUL', running: 'all', old: 0, resolved }])
      const number = await deploy(ecs, `${aws.host}/shop:v1`)
      const arn = `arn:aws:ecs:eu-west-1:123456789012:service-revision/default/web/${number}`
      const { serviceRevisions } = await ecs.send(
        new DescribeServiceRevisionsCommand({ serviceRevisionArns: [arn] }),
      )
      const { taskArns: tasks } = await ecs.send(new ListTasksCommand({ serviceName: 'web' }))
      const running = (await ecs.send(new DescribeTasksCommand({ tasks }))).tasks?.[0]?.containers?.[0]
      const digests = [serviceRevisions?.[0]?.containerImages?.[0]?.imageDigest, running?.imageDigest]
      const expected = [digestOf(index), child, expect.stringMatching(/^sha256:[0-9a-f]{64}$/), undefined][
        which
      ]
      expect(digests).toEqual([expected, expected])
      if (resolved === 'other') expect([digestOf(index), child]).not.toContain(digests[0])
      expect(aws.service('web').runningImages).toEqual([`${aws.host}/shop@${digestOf(index)}`])
    })
  })
})

describe('services that differ', () => {
  const described = async (
    options: Partial<LocalServiceOptions>,
    look: (ecs: ECSClient, aws: LocalAws) => Promise<void>,
  ) =>
    withEcs({}, async (aws, ecs) => {
      addService(aws, options)
      await look(ecs, aws)
    })

  test('behind a Classic Load Balancer no deployment has a rollout state', async () => {
    await described({ rolloutState: false }, async (ecs) => {
      const { last, service } = await follow(ecs, await deploy(ecs), 600)
      expect(last?.status).toBe('SUCCESSFUL')
      expect(
        service.deployments?.map(({ rolloutState, rolloutStateReason }) => [
          rolloutState,
          rolloutStateReason,
        ]),
      ).toEqual(service.deployments?.map(() => [undefined, undefined]))
    })
  })

  test('on instances or capacity providers, in networks and behind target groups', async () => {
    const members = {
      capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }],
      loadBalancers: [
        { targetGroupArn: 'arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/web/1', containerPort: 80 },
      ],
      resourceManagementType: 'ECS',
    }
    await described({ members }, async (ecs) => {
      const service = await describeService(ecs)
      expect(service).toMatchObject(members)
      expect([service.launchType, service.deployments?.[0]?.launchType]).toEqual([undefined, undefined])
    })
    await described({ members: { launchType: 'EC2' } }, async (ecs) => {
      const { launchType, platformVersion, deployments } = await describeService(ecs)
      expect([launchType, platformVersion, deployments?.[0]?.launchType]).toEqual(['EC2', undefined, 'EC2'])
    })
  })

  test('a daemon has no count to set', async () => {
    await described({ members: { schedulingStrategy: 'DAEMON' } }, async (ecs) => {
      const service = await describeService(ecs)
      expect(service.schedulingStrategy).toBe('DAEMON')
      expect(service.deploymentConfiguration).toMatchObject({ maximumPercent: 100, minimumHealthyPercent: 0 })
      const update = ecs.send(new UpdateServiceCommand({ service: 'web', desiredCount: 3 }))
      expect(await refusal(update)).toMatchObject({
        name: 'InvalidParameterException',
        message:
          'The daemon scheduling strategy does not support a desired count for services. Remove the desired count value and try again',
      })
    })
  })

  test.each([
    [
      'CODE_DEPLOY',
      'Unable to force a new deployment on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.',
    ],
    [
      'EXTERNAL',
      'Unable to force a new deployment on services with an EXTERNAL deployment controller. Use task sets instead.',
    ],
  ] as const)('%s takes no forced deployment', async (controller, message) => {
    await described({ controller }, async (ecs) => {
      const update = ecs.send(new UpdateServiceCommand({ service: 'web', forceNewDeployment: true }))
      expect(await refusal(update)).toEqual({ name: 'InvalidParameterException', message, status: 400 })
    })
  })

  test('a configuration that UpdateService changes holds for the next deployment', async () => {
    await described({}, async (ecs) => {
      const deploymentConfiguration = { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 5 } as const
      const before = (await describeService(ecs)).deployments?.[0]?.id
      const { service } = await ecs.send(
        new UpdateServiceCommand({ service: 'web', deploymentConfiguration }),
      )
      expect(service?.deploymentConfiguration).toMatchObject({
        ...deploymentConfiguration,
        deploymentCircuitBreaker: { enable: true, rollback: true },
      })
      expect(service?.deployments?.[0]?.id).toBe(before)
      const number = await deploy(ecs)
      await wait(200)
      expect((await serviceDeployment(ecs, number))?.lifecycleStage).toBe('BAKE_TIME')
    })
  })

  test('what is over is shown as INACTIVE for a while', async () => {
    await withEcs({ inactiveMs: 3_600_000 }, async (aws, ecs) => {
      addService(aws)
      const [first, second] = [await deploy(ecs), 'images.example/web:3']
      await follow(ecs, first)
      expect((await shown(ecs))?.map((one) => one.split(' ')[1])).toEqual(['PRIMARY', 'INACTIVE'])
      aws.setRollout('web', 'breaker-rollback')
      const failed = await deploy(ecs, second)
      await follow(ecs, failed)
      expect(await shown(ecs)).toEqual([`ecs-svc/${first} PRIMARY`, `ecs-svc/${failed} INACTIVE`])
    })
  })
})

describe('limits', () => {
  const atOnce = async (count: number, call: () => Promise<unknown>) => {
    const ends = await Promise.allSettled(Array.from({ length: count }, call))
    return ends.flatMap((end) => (end.status === 'rejected' ? (end.reason as Error) : []))
  }

  test('calls that come too fast are throttled, by what they do, and let through after a while', async () => {
    await withEcs(
      { throttled: true },
      async (aws, ecs) => {
        addService(aws)
        const register = () => ecs.send(new RegisterTaskDefinitionCommand(definition()))
        const refused = await atOnce(40, register)
        expect(refused.length).toBeGreaterThan(0)
        expect(await refusal(Promise.reject(refused[0]))).toEqual({
          ...{ name: 'ThrottlingException', message: 'Rate exceeded', status: 400 },
        })
        expect(aws.taskDefinitions('web').length).toBe(1 + 40 - refused.length)
        expect(await atOnce(40, () => describeService(ecs))).toEqual([])
        await wait(1100)
        expect((await register()).taskDefinition?.revision).toBe(42 - refused.length)
      },
      1,
    )
  })

  test('where nobody counts none is', async () => {
    await withEcs({}, async (aws, ecs) => {
      addService(aws)
      const update = () => ecs.send(new UpdateServiceCommand({ service: 'web', desiredCount: 1 }))
      expect(await atOnce(120, update)).toEqual([])
    })
  })
})
