import { describe, expect, test } from '@jest/globals'
import { describeTask, diagnose, groupTasks, isOfRelease } from '../../src/deploy/diagnosis.ts'
import { type Evidence, noEvidence, type StoppedTask, type TargetHealth } from '../../src/deploy/rollout.ts'

type Ended = StoppedTask['containers'][number]

const ended = (exitCode: number | undefined, reason?: string, name = 'app'): Ended => ({
  name,
  exitCode,
  reason,
  health: undefined,
})

function task(
  reason: string | undefined,
  containers: readonly Ended[] = [],
  more: Partial<StoppedTask> = {},
): StoppedTask {
  return { id: 'a1', stopCode: 'TaskFailedToStart', reason, containers, ...more }
}

function givenEvidence(...tasks: readonly StoppedTask[]): Evidence {
  return { ...noEvidence, tasks }
}

const essential = 'Essential container in task exited'
const health =
  'Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/a/b)'

/** The classes of facts/ecs.md 2.7, and what each hint must tell. */
const classes: readonly (readonly [what: string, StoppedTask, hint: RegExp])[] = [
  [
    'no such tag',
    task('CannotPullContainerError: pull image manifest: a/b:1: not found'),
    /cannot pull the image: check that it is there/,
  ],
  ['no route', task('CannotPullContainerError: dial tcp: i/o timeout'), /NAT or VPC endpoints/],
  [
    'an image for another platform',
    task(
      "CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/arm64'",
    ),
    /set platforms or runtimePlatform/,
  ],
  [
    'no permission to pull',
    task('CannotPullContainerError: a/b:1: failed to authorize: 403 Forbidden'),
    /execution role ecr:GetAuthorizationToken/,
  ],
  [
    'no such image at a registry that does not say so',
    task('CannotPullContainerError: pull access denied for a/b, repository does not exist or may require'),
    /check that it is there/,
  ],
  [
    'too many pulls',
    task('CannotPullContainerError: toomanyrequests: You have reached your pull rate limit'),
    /pull through cache/,
  ],
  [
    'no room for the image',
    task('CannotPullContainerError: write /var/lib: no space left on device'),
    /ephemeralStorage/,
  ],
  [
    'a secret',
    task('ResourceInitializationError: unable to pull secrets or registry auth: invalid ssm parameters: /a'),
    /could not get its secrets/,
  ],
  [
    'a secret out of reach',
    task('ResourceInitializationError: unable to pull secrets or registry auth: dial tcp: i/o timeout'),
    /subnets need a route/,
  ],
  [
    'a log group',
    task(
      'ResourceInitializationError: failed to validate logger args: The specified log group does not exist',
    ),
    /create the log group/,
  ],
  [
    'a file system',
    task('ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes'),
    /port 2049/,
  ],
  [
    'a network interface',
    task('ResourceInitializationError: failed to configure ENI: no free addresses in the subnet'),
    /free addresses/,
  ],
  ['something else that was to be prepared', task('ResourceInitializationError: oops'), /secrets, log group/],
  [
    'a command that is not there',
    task('CannotStartContainerError: exec: "serve": not found'),
    /command, entryPoint/,
  ],
  [
    'a container that cannot be made',
    task('CannotCreateContainerError: no space left'),
    /could not be (made|prepared|created)/,
  ],
  [
    'memory, by name',
    task(essential, [ended(137, 'OutOfMemoryError: Container killed due to memory usage')]),
    /raise its memory/,
  ],
  ['memory, by code', task(essential, [ended(137)]), /raise its memory/],
  ['a segmentation fault', task(essential, [ended(139)]), /segmentation fault|crashed/],
  ['a command that is not found', task(essential, [ended(127)]), /command, entryPoint and file modes/],
  ['a command that may not run', task(essential, [ended(126)]), /command, entryPoint and file modes/],
  ['another processor', task(essential, [ended(1, 'exec /app: exec format error')]), /another processor/],
  [
    'a health check of the container',
    task('Task failed container health checks'),
    /health check fails.*startPeriod/,
  ],
  ['a health check of the load balancer', task(health, [ended(143)]), /target group a fails/],
  ['a health check, and no answer to SIGTERM', task(health, [ended(137)]), /health check/],
  [
    'Spot capacity',
    task('Your Spot Task was interrupted.', [ended(143)], { stopCode: 'SpotInterruption' }),
    /says nothing of the release/,
  ],
  ['an application that ends', task(essential, [ended(1)]), /its log says why/],
  ['an application that ends well', task(essential, [ended(0)]), /ended by itself/],
  ['nothing known', task(undefined), /ECS stopped the tasks \(TaskFailedToStart\)/],
  [
    'a person',
    task('Task stopped by user', [], { stopCode: 'UserInitiated' }),
    /^Somebody stopped the tasks/,
  ],
  [
    'nothing at all',
    task(undefined, [], { stopCode: undefined }),
    /^ECS stopped the tasks: see the events of the service\.$/,
  ],
]

test.each(classes)('%s', (_, stopped, hint) => {
  expect(diagnose(givenEvidence(stopped))?.hint).toMatch(hint)
})

describe('in words', () => {
  const pull = 'CannotPullContainerError: a/b:1: not found'
  const cases: readonly (readonly [StoppedTask, words: string])[] = [
    [task(essential, [ended(1)]), `${essential}; app exited with code 1`],
    [task(essential, [ended(0), ended(2, 'why', 'log')]), `${essential}; log exited with code 2 (why)`],
    // The reason of the task is often that of a container too, and long.
    [task(pull, [ended(undefined, pull)]), `${pull}; app never ran`],
    [task(undefined, []), 'TaskFailedToStart'],
    [task(undefined, [], { stopCode: undefined }), 'no reason given'],
  ]
  test.each(cases)('%j', (stopped, words) => {
    expect(describeTask(stopped)).toBe(words)
  })
})

describe('the sentence', () => {
  test('is about what happened most often', () => {
    const tasks = [task('one'), task('two'), task('two', [], { id: 'a2' })]
    expect(diagnose(givenEvidence(...tasks))?.sentence).toBe('2 tasks stopped: two')
  })

  test('counts one as one', () => {
    expect(diagnose(givenEvidence(task('one')))?.sentence).toBe('1 task stopped: one')
  })

  const unplaced =
    '(service shop) was unable to place a task because no container instance met all of its requirements.'
  const ordinary = [
    '(service shop) has started 2 tasks: (task a) (task b).',
    '(service shop) has reached a steady state.',
    '(service shop) has stopped 1 running tasks: (task a).',
    '(service shop) has begun draining connections on 1 tasks.',
    '(service shop) registered 1 targets in (target-group x).',
    '(service shop) deregistered 1 targets in (target-group x).',
    '(service shop) (deployment ecs-svc/1) deployment completed.',
    '(service shop) rolling back to deployment ecs-svc/1.',
  ]

  test('is that of the newest event where no task stopped', () => {
    expect(diagnose({ ...noEvidence, events: [unplaced] })?.sentence).toBe(`ECS says: ${unplaced}`)
  })

  test.each(ordinary)('passes over what happens in every rollout: %s', (event) => {
    expect(diagnose({ ...noEvidence, events: [event, unplaced] })?.sentence).toBe(`ECS says: ${unplaced}`)
    expect(diagnose({ ...noEvidence, events: [event] })).toBeUndefined()
  })

  test('is not made up', () => {
    expect(diagnose(noEvidence)).toBeUndefined()
  })
})

describe('the ways in which tasks stopped', () => {
  const pull = (id: string, at: string) =>
    task(`CannotPullContainerError: ref pull has been retried ${at.length} time(s): dial tcp ${at}: ${id}`)

  test('are one where only ids, addresses and numbers of tries differ', () => {
    const tasks = [
      pull('0123456789abcdef0123456789abcdef', '10.0.0.7:443'),
      pull('fedcba9876543210fedcba9876543210', '10.0.12.34:443'),
    ]
    expect(groupTasks(tasks)).toHaveLength(1)
  })

  test('are one in whatever order ECS tells the containers', () => {
    const [one, other] = [ended(1), ended(2, undefined, 'log')]
    expect(groupTasks([task(essential, [one, other]), task(essential, [other, one])])).toHaveLength(1)
  })

  test('are two where exit codes differ', () => {
    expect(groupTasks([task(essential, [ended(1)]), task(essential, [ended(2)])])).toHaveLength(2)
  })

  test.each([`i-${'0'.repeat(100_000)}g`, `${'f'.repeat(8)}${'-ffff'.repeat(20_000)}g`, '1.'.repeat(50_000)])(
    'are found in long texts too: text %#',
    (reason) => {
      expect(groupTasks([task(reason)])).toHaveLength(1)
    },
  )

  test.each<[string | undefined, string | undefined, boolean]>([
    ['TaskFailedToStart', 'CannotPullContainerError', true],
    ['EssentialContainerExited', essential, true],
    ['ServiceSchedulerInitiated', health, true],
    ['ServiceSchedulerInitiated', 'Task stopped for zone rebalancing', false],
    ['SpotInterruption', 'Your Spot Task was interrupted.', false],
    ['UserInitiated', 'Task stopped by user', false],
    ['TerminationNotice', undefined, false],
    ['InfrastructureHealth', undefined, false],
  ])('speak against the release or not: %s, %s', (stopCode, reason, speaks) => {
    expect(isOfRelease({ id: 'a', stopCode, reason, containers: [] })).toBe(speaks)
  })
})

describe('what is beside the tasks', () => {
  const target = (state: string, reason?: string): TargetHealth => ({
    target: '10.0.0.7:80 in web',
    state,
    reason,
  })
  const lines = (...all: readonly string[]) => ({
    ...{ task: 'a1', container: 'app', kind: 'lines' as const, lines: all },
  })
  const spot = task('Your Spot Task was interrupted.', [], { stopCode: 'SpotInterruption' })
  const unplaced = 'was unable to place a task because no container instance met all of its requirements.'
  const failed = '(service shop) (deployment ecs-svc/1) deployment failed: alarm detected.'

  const cases: readonly (readonly [what: string, Partial<Evidence>, sentence: RegExp, hint: RegExp])[] = [
    [
      'only a log tells that the processor is another one',
      { tasks: [task(essential, [ended(1)])], logs: [lines('exec /app: exec format error')] },
      /^1 task stopped/,
      /another processor/,
    ],
    [
      'a log does not change what ECS knows better',
      { tasks: [task('CannotPullContainerError: a: not found')], logs: [lines('exec format error')] },
      /^1 task stopped/,
      /cannot pull/,
    ],
    [
      'where there is a log, it is said where',
      { tasks: [task(essential, [ended(1)])], logs: [lines('Error')] },
      /exited with code 1$/,
      /its log says why\. The last log lines of app are shown in the summary/,
    ],
    [
      'where there is none, it is not',
      { tasks: [task(essential, [ended(1)])], logs: [{ ...lines(), kind: 'none', why: 'it wrote nothing' }] },
      /exited with code 1$/,
      /its log says why\.$/,
    ],
    [
      'targets say why a health check fails',
      {
        tasks: [task(health)],
        targets: [target('unhealthy', 'Health checks failed with these codes: [503]')],
      },
      /^1 task stopped/,
      /target group a fails.*answers with a status/,
    ],
    [
      'targets alone',
      { targets: [target('unhealthy', 'Request timed out'), target('unhealthy'), target('draining')] },
      /^2 targets are unhealthy: 10\.0\.0\.7:80 in web \(Request timed out\)$/,
      /does not answer in time/,
    ],
    [
      'targets before events',
      { targets: [target('unhealthy')], events: [unplaced] },
      /^a target is/,
      /targets/,
    ],
    [
      'targets that only begin or leave say nothing',
      { targets: [target('initial'), target('draining')], events: [unplaced] },
      /unable to place/,
      /No instance/,
    ],
    [
      'tasks that stopped for reasons of their own come last',
      { tasks: [spot, spot], signs: ['the alarm web-5xx went off'] },
      /^ECS says: the alarm/,
      /metric/,
    ],
    ['and count where there is nothing else', { tasks: [spot, spot] }, /^2 tasks stopped/, /Spot capacity/],
    [
      'the release before what is more frequent',
      { tasks: [spot, spot, task(essential, [ended(1)])] },
      /^1 task stopped: Essential/,
      /ended by itself/,
    ],
    [
      'a sign before what follows from it',
      { events: [failed], signs: ['the alarm web-5xx went off'] },
      /^ECS says: the alarm web-5xx went off$/,
      /metric/,
    ],
    ['what follows, where there is no sign', { events: [failed] }, /deployment failed: alarm/, /events/],
    ['a hook', { signs: ['the lifecycle hook smoke failed'] }, /smoke/, /log of its function/],
    [
      'a pause',
      { signs: ['the pause h1 was answered by nobody in time'] },
      /pause/,
      /ContinueServiceDeployment/,
    ],
  ]
  test.each(cases)('%s', (_, evidence, sentence, hint) => {
    const told = diagnose({ ...noEvidence, ...evidence })
    expect(told?.sentence).toMatch(sentence)
    expect(told?.hint).toMatch(hint)
  })
})

describe('what a cluster lacks is named', () => {
  const why =
    '(service web) was unable to place a task because no container instance met all of its requirements.'
  const closest = 'The closest matching (container-instance 0123) has'
  test.each<[string, RegExp]>([
    [`${why} ${closest} insufficient memory available.`, /too little memory/],
    [`${why} ${closest} insufficient CPU units available.`, /too little CPU/],
    [
      `${why} The closest matching container-instance is already using a port required by your task.`,
      /host port/,
    ],
    [`${why} ${closest} is missing an attribute required by your task.`, /an attribute/],
    [`${why} Reason: No Container Instances were found in your cluster.`, /there is none/],
    [`${why} Reason: RESOURCE:ENI.`, /no network interface/],
    [
      "(service web) was unable to place a task. Reason: You've reached the limit on the number of vCPUs you can run concurrently.",
      /quota of vCPUs/,
    ],
    [
      '(service web) was unable to place a task. Reason: Capacity is unavailable at this time.',
      /no Fargate capacity/,
    ],
  ])('%s', (event, hint) => {
    expect(diagnose({ ...noEvidence, events: [event] })?.hint).toMatch(hint)
  })

  test('a service may be called anything', () => {
    expect(
      diagnose({ ...noEvidence, events: ['(service error-missing) has started 2 tasks: (task a).'] }),
    ).toBeUndefined()
  })
})
