import {
  CloudWatchLogsClient,
  GetLogEventsCommand,
  type GetLogEventsCommandInput,
} from '@aws-sdk/client-cloudwatch-logs'
import { DescribeTasksCommand, type ECSClient, ListTasksCommand, type Task } from '@aws-sdk/client-ecs'
import { describe, expect, test } from '@jest/globals'
import type { LocalAws, LocalPlace, Rollout } from '../../../local/aws/aws.ts'
import type { Statement } from '../../../local/aws/iam/policy.ts'
import { addService, deploy, ecsClient } from './ecs-support.ts'
import { assume, type Keys, refusal, withAws } from './support.ts'

const options = {
  'awslogs-group': '/shop/web',
  'awslogs-region': 'eu-west-1',
  'awslogs-stream-prefix': 'ecs',
}
const logging = (more: object = {}, logDriver = 'awslogs') => ({
  logConfiguration: { logDriver, options: { ...options, ...more } },
})

const lines = (count: number, length = 20) =>
  Array.from({ length: count }, (_, i) => `line ${i}`.padEnd(length, '.'))

type Told = Readonly<{ log?: readonly string[]; sidecar?: readonly string[]; exitCode?: number }>

/** One task that runs, and one that stopped. */
function rollout({ log, sidecar, exitCode = 1 }: Told): Rollout {
  const stopped = {
    ...{ stopCode: 'EssentialContainerExited', stoppedReason: 'Essential container in task exited' },
    ...(log ? { log } : {}),
    containers: [{ exitCode }, ...(sidecar ? [{ name: 'sidecar', exitCode: 0, log: sidecar }] : [])],
  }
  return [{ afterMs: 0, status: 'IN_PROGRESS', running: 1, log: ['listening'], stoppedTasks: [stopped] }]
}

function logsClient(aws: LocalPlace, credentials: Keys = aws.keys): CloudWatchLogsClient {
  return new CloudWatchLogsClient({ endpoint: aws.url, region: aws.region, credentials, maxAttempts: 1 })
}

const read = (logs: CloudWatchLogsClient, more: Partial<GetLogEventsCommandInput>) =>
  logs.send(new GetLogEventsCommand({ logGroupName: '/shop/web', logStreamName: undefined, ...more }))

const messages = (answer: Awaited<ReturnType<typeof read>>) => answer.events?.map(({ message }) => message)

type Given = Readonly<{
  aws: LocalAws
  ecs: ECSClient
  logs: CloudWatchLogsClient
  stopped: Task
  running: Task
}>

/** A deployment with such logs, in the middle of it. */
async function given(
  told: Told,
  run: (given: Given) => Promise<void>,
  settings: Readonly<{ container?: object; aws?: object }> = {},
) {
  await withAws({ pace: 60, ...settings.aws }, async (aws) => {
    const ecs = ecsClient(aws)
    const [app, sidecar] = ['app', 'sidecar'].map((name) => ({ name, image: 'images.example/web:1' }))
    const containerDefinitions = [
      { ...app, ...logging(), ...settings.container },
      { ...sidecar, ...logging() },
    ]
    addService(aws, { taskDefinition: { family: 'web', containerDefinitions } })
    aws.updateService('web', { taskDefinition: 'web', forceNewDeployment: true, rollout: rollout(told) })
    const startedBy = aws.service('web').history[0]?.id
    const one = async (desiredStatus: 'RUNNING' | 'STOPPED') => {
      const { taskArns: tasks } = await ecs.send(new ListTasksCommand({ serviceName: 'web', desiredStatus }))
      const found = (await ecs.send(new DescribeTasksCommand({ tasks }))).tasks ?? []
      return found.find((task) => task.startedBy === startedBy) ?? {}
    }
    const [stopped, running] = [await one('STOPPED'), await one('RUNNING')]
    await run({ aws, ecs, logs: logsClient(aws), stopped, running })
  })
}

const idOf = ({ taskArn = '' }: Task) => taskArn.split('/').at(-1) ?? ''
const streamOf = (task: Task, container = 'app') => `ecs/${container}/${idOf(task)}`

describe('GetLogEvents', () => {
  test('tells what a container wrote, up to its end', async () => {
    const log = ['starting', '', 'Error: no database ::error::x']
    await given({ log }, async ({ logs, stopped, running }) => {
      const answer = await read(logs, { logStreamName: streamOf(stopped) })
      expect(messages(answer)).toEqual(log)
      const times = answer.events?.map(({ timestamp = 0 }) => timestamp) ?? []
      expect(times).toEqual([...times].sort((a, b) => a - b))
      expect(times.at(-1)).toBeLessThanOrEqual(stopped.stoppedAt?.getTime() ?? 0)
      expect(messages(await read(logs, { logStreamName: streamOf(running) }))).toEqual(['listening'])
    })
  })

  test('the newest lines by default, the oldest from the head, and the others by token', async () => {
    await given({ log: lines(10) }, async ({ logs, stopped }) => {
      const page = async (more: object) => {
        const answer = await read(logs, { logStreamName: streamOf(stopped), limit: 3, ...more })
        return { numbers: messages(answer)?.map((line = '') => Number(/\d+/.exec(line)?.[0])), ...answer }
      }
      const last = await page({})
      expect(last.numbers).toEqual([7, 8, 9])
      expect((await page({ nextToken: last.nextBackwardToken })).numbers).toEqual([4, 5, 6])
      const end = await page({ nextToken: last.nextForwardToken })
      expect([end.numbers, end.nextForwardToken]).toEqual([[], last.nextForwardToken])
      const head = await page({ startFromHead: true })
      expect(head.numbers).toEqual([0, 1, 2])
      expect((await page({ nextToken: head.nextForwardToken })).numbers).toEqual([3, 4, 5])
      const startTime = last.events?.[1]?.timestamp
      expect((await page({ startTime })).numbers).toEqual([8, 9])
      expect((await page({ endTime: startTime })).numbers).toEqual([5, 6, 7])
    })
  })

  test('no more than a megabyte at a time', async () => {
    await given({ log: lines(40, 100_000) }, async ({ logs, stopped }) => {
      const answer = await read(logs, { logStreamName: streamOf(stopped) })
      expect(answer.events?.length).toBe(10)
      expect(answer.events?.at(-1)?.message).toMatch(/^line 39/)
    })
  })

  test('each container has a stream of its own, in the region and under the name that its driver says', async () => {
    const container = logging({ 'awslogs-region': 'us-east-1', 'awslogs-group': 'elsewhere' })
    await given(
      { log: ['far'], sidecar: ['near'] },
      async ({ aws, logs, stopped }) => {
        expect(messages(await read(logs, { logStreamName: streamOf(stopped, 'sidecar') }))).toEqual(['near'])
        const there = logsClient(aws.in({ region: 'us-east-1' }))
        const elsewhere = { logGroupName: 'elsewhere', logStreamName: streamOf(stopped) }
        expect(messages(await read(there, elsewhere))).toEqual(['far'])
        expect((await refusal(read(logs, elsewhere))).message).toBe('The specified log group does not exist.')
      },
      { container },
    )
  })

  test('without a prefix the stream is named as the container at run time', async () => {
    const container = {
      logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': '/shop/web' } },
    }
    await given(
      { log: ['bare'] },
      async ({ logs, stopped }) => {
        const logStreamName = stopped.containers?.find(({ name }) => name === 'app')?.runtimeId
        expect(messages(await read(logs, { logStreamName }))).toEqual(['bare'])
      },
      { container },
    )
  })

  test('a group goes by its ARN too', async () => {
    await given({ log: ['x'] }, async ({ logs, stopped }) => {
      const logGroupIdentifier = 'arn:aws:logs:eu-west-1:123456789012:log-group:/shop/web'
      const named = { logGroupName: undefined, logGroupIdentifier, logStreamName: streamOf(stopped) }
      expect(messages(await read(logs, named))).toEqual(['x'])
      expect((await refusal(read(logs, { ...named, logGroupName: '/shop/web' }))).name).toBe(
        'InvalidParameterException',
      )
    })
  })

  const NO_STREAM = {
    name: 'ResourceNotFoundException',
    message: 'The specified log stream does not exist.',
    status: 400,
  }

  test('a container that never ran, or has another driver, has no stream', async () => {
    await given({}, async ({ aws, ecs, logs }) => {
      const stoppedReason = 'CannotPullContainerError: not found'
      const never = { stopCode: 'TaskFailedToStart', stoppedReason, log: ['never'] }
      const rollout: Rollout = [{ afterMs: 0, status: 'IN_PROGRESS', stoppedTasks: [never] }]
      aws.updateService('web', { forceNewDeployment: true, rollout })
      const { taskArns: all } = await ecs.send(new ListTasksCommand({ desiredStatus: 'STOPPED' }))
      const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ tasks: all }))
      const task = tasks.find((one) => one.stoppedReason === stoppedReason) ?? {}
      expect(task.containers?.[0]?.runtimeId).toBeUndefined()
      expect(await refusal(read(logs, { logStreamName: streamOf(task) }))).toEqual(NO_STREAM)
      expect((await refusal(read(logs, { logStreamName: undefined }))).name).toBe('InvalidParameterException')
    })
    await given(
      { log: ['x'] },
      async ({ logs, stopped }) => {
        expect(await refusal(read(logs, { logStreamName: streamOf(stopped) }))).toEqual(NO_STREAM)
      },
      { container: logging({}, 'splunk') },
    )
  })

  test.each([0, 10_001, 1.5])('a limit of %d is refused', async (limit) => {
    await given({ log: ['x'] }, async ({ logs, stopped }) => {
      const refused = await refusal(read(logs, { logStreamName: streamOf(stopped), limit }))
      expect(refused.name).toBe('InvalidParameterException')
      expect((await refusal(read(logs, { logStreamName: streamOf(stopped), nextToken: 'x' }))).name).toBe(
        'InvalidParameterException',
      )
    })
  })
})

describe('permissions', () => {
  const group = 'arn:aws:logs:eu-west-1:123456789012:log-group:/shop/web'
  const allow = (Action: string, Resource: string): Statement => ({ Effect: 'Allow', Action, Resource })
  const roles = (Statement: readonly Statement[]) => {
    const trust = { Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' } } as const
    return { aws: { roles: [{ name: 'deployer', trust, policy: { Statement } }] } }
  }

  test.each<[string, Statement, boolean]>([
    ['the streams of the group', allow('logs:GetLogEvents', `${group}:log-stream:ecs/app/*`), true],
    ['everything in the group', allow('logs:GetLogEvents', `${group}:*`), true],
    ['the group alone', allow('logs:GetLogEvents', group), false],
    ['another container’s streams', allow('logs:GetLogEvents', `${group}:log-stream:ecs/sidecar/*`), false],
    ['another action', allow('logs:FilterLogEvents', '*'), false],
  ])('%s', async (_, statement, isAllowed) => {
    await given(
      { log: ['x'] },
      async ({ aws, stopped }) => {
        const call = read(logsClient(aws, await assume(aws)), { logStreamName: streamOf(stopped) })
        if (isAllowed) return void expect(messages(await call)).toEqual(['x'])
        const refused = await refusal(call)
        expect(refused.name).toBe('AccessDeniedException')
        expect(refused.message).toContain(
          `not authorized to perform: logs:GetLogEvents on resource: ${group}:log-stream:${streamOf(stopped)} because`,
        )
      },
      roles([statement]),
    )
  })

  test('calls are on record and can be made to fail', async () => {
    const faults = [{ operation: 'logs:GetLogEvents', times: 1, kind: 'throttle' }]
    await given(
      { log: ['x'] },
      async ({ aws, ecs, logs, stopped }) => {
        const refused = await refusal(read(logs, { logStreamName: streamOf(stopped) }))
        expect(refused.name).toBe('ThrottlingException')
        await deploy(ecs)
        expect(messages(await read(logs, { logStreamName: streamOf(stopped) }))).toEqual(['x'])
        const own = aws.requests.filter(({ service }) => service === 'logs')
        expect(own.map(({ operation, status }) => [operation, status])).toEqual([
          ['GetLogEvents', 400],
          ['GetLogEvents', 200],
        ])
      },
      { aws: { faults } },
    )
  })
})
