import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  type AwsOptions,
  type LocalAws,
  type LocalServiceOptions,
  type Rollout,
  rollouts,
  type StoppedTask,
  type TargetHealth,
} from '../../local/aws/aws.ts'
import { diagnose } from '../../src/deploy/diagnosis.ts'
import { type Bad, gatherEvidence } from '../../src/deploy/evidence.ts'
import { countStopped, stoppedTasks } from '../../src/deploy/tasks.ts'
import { cancelled } from '../../src/errors.ts'
import { ecsClients } from '../../src/lib/ecs.ts'
import { elbClient } from '../../src/lib/elb.ts'
import { logsClient } from '../../src/lib/logs.ts'
import { assume, type Keys, withAws } from '../local/aws/support.ts'
import { written } from '../support/stdout.ts'

const pace = 60
const group = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/0123456789abcdef'
const deployer = {
  name: 'deployer',
  trust: { Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' } },
} as const

const awslogs = (more: object = {}) => ({
  logConfiguration: {
    logDriver: 'awslogs',
    options: {
      'awslogs-group': '/shop',
      'awslogs-region': 'eu-west-1',
      'awslogs-stream-prefix': 'ecs',
      ...more,
    },
  },
})
const definition = (app: object = awslogs(), sidecar: object = awslogs()) => ({
  family: 'web',
  containerDefinitions: [
    { name: 'sidecar', image: 'images.example/sidecar:1', essential: false, ...sidecar },
    { name: 'app', image: 'images.example/web:1', ...app },
  ],
})

const crash = (log: readonly string[] = ['starting', 'Error: no database']): StoppedTask => ({
  ...{ stopCode: 'EssentialContainerExited', stoppedReason: 'Essential container in task exited' },
  containers: [
    { name: 'app', exitCode: 1, log },
    { name: 'sidecar', exitCode: 0, log: ['fine'] },
  ],
})

const scaled: StoppedTask = {
  stopCode: 'ServiceSchedulerInitiated',
  stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/1)',
}

/** A rollout in whose middle these tasks have stopped. */
const stopping = (stoppedTasks: readonly StoppedTask[], events: readonly string[] = []): Rollout => [
  { afterMs: 0, status: 'IN_PROGRESS', pending: 'all', stoppedTasks, events },
]

type World = Readonly<{
  rollout?: Rollout
  definition?: LocalServiceOptions['taskDefinition']
  aws?: AwsOptions
  members?: LocalServiceOptions['members']
  targets?: readonly TargetHealth[]
  keys?: (aws: LocalAws) => Promise<Keys>
  lines?: number
  bad?: Partial<Bad>
  signal?: AbortSignal
}>

/** ecs-svc/<number> of the newest one. */
function deploymentOf(aws: LocalAws): string {
  return aws.service('web').history[0]?.id ?? ''
}

/** Deploys in an AWS of its own, and gathers what is to be seen then. */
async function gathered(world: World = {}) {
  return withAws({ pace, ...world.aws }, async (aws) => {
    process.env.AWS_ENDPOINT_URL = aws.url
    const { rollout = stopping([crash(), crash()]), lines = 30, targets } = world
    const taskDefinition = world.definition ?? definition()
    aws.createService({ name: 'web', taskDefinition, ...(world.members && { members: world.members }) })
    if (targets) aws.setTargetHealth(group, targets)
    const since = new Date(Date.now() - 1_000)
    aws.updateService('web', { taskDefinition: 'web', forceNewDeployment: true, rollout })
    const keys = await (world.keys?.(aws) ?? aws.keys)
    const credentials = { provide: async () => keys, renew: async () => undefined }
    const signal = world.signal ?? new AbortController().signal
    const settings = { region: aws.region, credentials, signal, pace }
    const { reads: ecs } = ecsClients(settings)
    const place = { cluster: 'default', service: 'web', region: aws.region }
    const deploymentId = deploymentOf(aws)
    const clients = {
      ecs,
      logs: async (region: string) => logsClient(settings, region),
      elb: async () => elbClient(settings),
    }
    const bad: Bad = { ...place, deploymentId, since, definition: taskDefinition, signs: [], ...world.bad }
    const { value, log } = await written(() => gatherEvidence(clients, bad, lines, { signal, pace }))
    const count = await countStopped(ecs, place, deploymentId).catch(({ name }: Error) => name)
    return { evidence: value, log, count, operations: aws.requests.map((one) => one.operation) }
  })
}

let endpoint: string | undefined
beforeEach(() => {
  endpoint = process.env.AWS_ENDPOINT_URL
})
afterEach(() => {
  if (endpoint === undefined) delete process.env.AWS_ENDPOINT_URL
  else process.env.AWS_ENDPOINT_URL = endpoint
})

/** Keys of a role that may do everything but this. */
const without = (Action: string): Pick<World, 'aws' | 'keys'> => ({
  aws: {
    roles: [
      {
        ...deployer,
        policy: {
          Statement: [
            { Effect: 'Allow', Action: '*', Resource: '*' },
            { Effect: 'Deny', Action, Resource: '*' },
          ],
        },
      },
    ],
  },
  keys: (aws) => assume(aws),
})

describe('stopped tasks', () => {
  test('are those of the deployment, with how their containers ended and what they wrote', async () => {
    const { evidence, count, log } = await gathered()
    expect(evidence.tasks).toHaveLength(2)
    expect(evidence.tasks[0]).toMatchObject({
      ...{ stopCode: 'EssentialContainerExited', reason: 'Essential container in task exited' },
      containers: expect.arrayContaining([
        { name: 'app', exitCode: 1, reason: undefined, health: 'UNKNOWN' },
        { name: 'sidecar', exitCode: 0, reason: undefined, health: 'UNKNOWN' },
      ]),
    })
    // Only the container that failed.
    const lines = ['starting', 'Error: no database']
    expect(evidence.logs).toEqual(
      evidence.tasks.map(({ id }) => ({ task: id, container: 'app', kind: 'lines', lines })),
    )
    expect([count, log]).toEqual([2, ''])
    expect(evidence.runs).toMatch(/task-definition\/web:1$/)
    expect(diagnose(evidence)).toEqual({
      sentence: '2 tasks stopped: Essential container in task exited; app exited with code 1',
      hint: expect.stringContaining('The last log lines of app are shown'),
    })
  })

  test('are found in the whole cluster where the name of the service does not find them', async () => {
    const { evidence, count } = await gathered({ aws: { ecs: { missesStopped: true } } })
    expect([evidence.tasks.length, count]).toEqual([2, 2])
  })

  test('are looked at again where ECS does not tell yet how they ended', async () => {
    await withAws({ pace, ecs: { reasonsMs: 3_600_000 } }, async (aws) => {
      process.env.AWS_ENDPOINT_URL = aws.url
      aws.createService({ name: 'web', taskDefinition: definition() })
      aws.updateService('web', {
        taskDefinition: 'web',
        forceNewDeployment: true,
        rollout: stopping([crash()]),
      })
      const credentials = { provide: async () => aws.keys, renew: async () => undefined }
      const { signal } = new AbortController()
      const { reads } = ecsClients({ region: aws.region, credentials, signal, pace })
      const place = { cluster: 'default', service: 'web', region: aws.region }
      const pauses: number[] = []
      const [task] = await stoppedTasks(reads, place, deploymentOf(aws), async (ms) => {
        pauses.push(ms)
        aws.setEcs({ reasonsMs: 0 })
      })
      expect(pauses).toEqual([2_000])
      expect(task?.containers.find(({ name }) => name === 'app')?.exitCode).toBe(1)
    })
  })

  test('that never started are not: they tell why themselves', async () => {
    const never = { stopCode: 'TaskFailedToStart', stoppedReason: 'ResourceInitializationError: no' }
    const { evidence, operations } = await gathered({ rollout: stopping([never]) })
    expect(evidence.tasks).toHaveLength(1)
    // Once for the evidence and once to count them.
    expect(operations.filter((one) => one === 'DescribeTasks')).toHaveLength(2)
  })

  test('that were only scaled away, or are of no fault of the release, do not count', async () => {
    const spot = { stopCode: 'SpotInterruption', stoppedReason: 'Your Spot Task was interrupted.' }
    const { evidence, count } = await gathered({ rollout: stopping([crash(), scaled, spot]) })
    expect([evidence.tasks.length, count]).toEqual([2, 1])
  })

  test('are at most a hundred, of more than one page', async () => {
    const tasks = [...Array(60).fill(scaled), ...Array(130).fill(crash([]))]
    const { evidence, count } = await gathered({ rollout: stopping(tasks) })
    expect([evidence.tasks.length, count]).toEqual([100, 100])
    expect(evidence.logs).toHaveLength(2)
  })

  test('that cannot be read are said, and the rest is there', async () => {
    const world = { ...without('ecs:DescribeTasks'), rollout: stopping([crash()], ['it did not go well']) }
    const { evidence, log, count } = await gathered(world)
    expect(evidence).toMatchObject({ tasks: [], logs: [], events: ['it did not go well'] })
    expect(log).toMatch(
      /^The stopped tasks could not be read: ecs:DescribeTasks for the service web .* was denied: .*\n$/,
    )
    expect(count).toBe('AccessDeniedException')
  })
})

describe('logs', () => {
  const whys = async (world: World) =>
    (await gathered(world)).evidence.logs.map((one) => (one.kind === 'none' ? one.why : one.lines))

  test('are the last lines, bounded and without what a terminal or the runner would obey', async () => {
    const hostile = [
      'old',
      '\u001b[31mred\u001b[0m',
      '::error::x',
      'a\rb',
      'x'.repeat(5_000),
      '\u202eleft',
      '\u001b]0;t\u0007end',
    ]
    const [lines] = await whys({ rollout: stopping([crash(hostile)]), lines: 7 })
    expect(lines).toEqual(['red', '::error::x', 'a', 'b', 'x'.repeat(1_000), 'left', 'end'])
  })

  test('are not read where none are wanted', async () => {
    const { evidence, operations } = await gathered({ lines: 0 })
    expect(evidence.logs).toEqual([])
    expect(operations).not.toContain('GetLogEvents')
  })

  test('are read in the region where they are', async () => {
    const there = definition(awslogs({ 'awslogs-region': 'us-east-1' }))
    expect((await whys({ definition: there }))[0]).toContain('Error: no database')
  })

  test('are found by the id at run time where there is no prefix', async () => {
    const bare = { logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': '/shop' } } }
    expect((await whys({ definition: definition(bare) }))[0]).toContain('Error: no database')
  })

  const elsewhere = { logConfiguration: { logDriver: 'splunk', options: {} } }
  const nowhere = definition(awslogs({ 'awslogs-group': '/gone' }))
  test.each<[string, World, RegExp]>([
    ['has another driver', { definition: definition(elsewhere) }, /^its log driver is splunk, not awslogs$/],
    ['has no configuration', { definition: definition({}) }, /^it has no logConfiguration$/],
    ['is empty', { rollout: stopping([crash([])]) }, /^it wrote nothing$/],
    [
      'is denied',
      without('logs:GetLogEvents'),
      /^these credentials may not read it: logs:GetLogEvents for the log of app was denied: /,
    ],
    [
      'is of a group that is gone',
      { bad: { definition: nowhere } },
      /^there is no log group \/gone in eu-west-1$/,
    ],
    [
      'has no stream',
      { bad: { definition: definition(awslogs({ 'awslogs-stream-prefix': 'else' })) } },
      /^it has no log stream/,
    ],
    [
      'cannot be had',
      { aws: { faults: [{ operation: 'logs:GetLogEvents', kind: 'html', times: 'always' }] } },
      /logs:GetLogEvents for the log of app was no AWS answer/,
    ],
  ])('of a container that %s are not there, and why is said', async (_, world, why) => {
    const [told] = await whys(world)
    expect(told).toMatch(why)
  })

  test('of containers that never ran are not asked for', async () => {
    const never = { stopCode: 'TaskFailedToStart', stoppedReason: 'CannotPullContainerError: not found' }
    const { evidence, operations } = await gathered({ rollout: stopping([never]) })
    expect([evidence.logs, operations.includes('GetLogEvents')]).toEqual([[], false])
  })

  test('are those of the essential containers first', async () => {
    const { containers = [] } = crash()
    const both = { ...crash(), containers: containers.map((one) => ({ ...one, exitCode: 1 })) }
    const { evidence } = await gathered({ rollout: stopping([both]) })
    expect(evidence.logs.map(({ container }) => container)).toEqual(['app', 'sidecar'])
  })

  test('are those of the essential containers where nothing failed by itself', async () => {
    const ended = (name: string) => ({ name, exitCode: 0, log: [`bye from ${name}`] })
    const unhealthy: StoppedTask = {
      ...{
        stopCode: 'ServiceSchedulerInitiated',
        stoppedReason: `Task failed ELB health checks in (target-group ${group})`,
      },
      containers: [ended('sidecar'), ended('app')],
    }
    expect(await whys({ rollout: stopping([unhealthy]) })).toEqual([['bye from app']])
  })
})

describe('targets', () => {
  const unhealthy = '(service {service}) (task {newest}) failed ELB health checks in (target-group x).'
  const words = 'Health checks failed with these codes: [503]'
  const world: World = {
    rollout: stopping([], [unhealthy]),
    members: { loadBalancers: [{ targetGroupArn: group, containerName: 'app', containerPort: 80 }] },
    targets: [
      { id: '10.0.0.9', state: 'draining', reason: 'Target.DeregistrationInProgress' },
      { id: '10.0.0.8', state: 'healthy' },
      {
        id: '10.0.0.7',
        port: 8080,
        state: 'unhealthy',
        reason: 'Target.ResponseCodeMismatch',
        description: words,
      },
    ],
  }

  test('are read where health checks fail, the sick ones first', async () => {
    const { evidence, log } = await gathered(world)
    expect(evidence.targets).toEqual([
      { target: '10.0.0.7:8080 in web', state: 'unhealthy', reason: words },
      { target: '10.0.0.9:80 in web', state: 'draining', reason: 'Target.DeregistrationInProgress' },
    ])
    expect(diagnose(evidence)?.sentence).toBe(`a target is unhealthy: 10.0.0.7:8080 in web (${words})`)
    expect(log).toBe('')
  })

  test('are not asked for where nothing tells of health checks', async () => {
    const { operations } = await gathered({ ...world, rollout: stopping([crash()]) })
    expect(operations).not.toContain('DescribeTargetHealth')
  })

  test('that may not be read are said once', async () => {
    const { evidence, log } = await gathered({ ...world, ...without('elasticloadbalancing:*') })
    expect(evidence.targets).toEqual([])
    expect(log.match(/could not be read/g)).toHaveLength(1)
    expect(log).toMatch(
      /^The targets of the load balancer could not be read: elasticloadbalancing:DescribeTargetHealth for .* was denied/,
    )
  })
})

test('a whole rollout that the breaker ended: tasks, events and signs', async () => {
  const { evidence } = await gathered({
    rollout: rollouts['breaker-rollback'].map((step) => ({ ...step, afterMs: 0 })),
    bad: { signs: ['the circuit breaker gave up after 3 of 3 failures'] },
  })
  expect(evidence.tasks).toHaveLength(3)
  expect(evidence.events[0]).toMatch(/steady state/)
  expect(evidence.events).toContainEqual(expect.stringContaining('deployment failed: tasks failed to start'))
  expect(evidence.signs).toEqual(['the circuit breaker gave up after 3 of 3 failures'])
})

test('what ends the gathering is a cancelled run alone', async () => {
  const signal = AbortSignal.abort(cancelled())
  await expect(gathered({ signal })).rejects.toMatchObject({ code: 'CANCELLED' })
})
