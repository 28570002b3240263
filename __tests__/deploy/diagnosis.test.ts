import { describe, expect, test } from '@jest/globals'
import { describeTask, diagnose } from '../../src/deploy/diagnosis.ts'
import type { StoppedTask } from '../../src/deploy/rollout.ts'

type Ended = StoppedTask['containers'][number]

const ended = (exitCode: number | undefined, reason?: string, name = 'app'): Ended => ({
  name,
  exitCode,
  reason,
})

function task(
  reason: string | undefined,
  containers: readonly Ended[] = [],
  more: Partial<StoppedTask> = {},
): StoppedTask {
  return { id: 'a1', stopCode: 'TaskFailedToStart', reason, containers, ...more }
}

function givenEvidence(...tasks: readonly StoppedTask[]) {
  return { tasks, events: [] }
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
    'a secret',
    task('ResourceInitializationError: unable to pull secrets or registry auth'),
    /secrets, log group/,
  ],
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
  ['a health check of the container', task('Task failed container health checks'), /health check fails/],
  ['a health check of the load balancer', task(health, [ended(143)]), /health check fails/],
  ['an application that ends', task(essential, [ended(1)]), /its log says why/],
  ['an application that ends well', task(essential, [ended(0)]), /ended by itself/],
  ['nothing known', task(undefined), /ECS stopped the tasks \(TaskFailedToStart\)/],
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
    expect(diagnose({ tasks: [], events: [unplaced] })?.sentence).toBe(`ECS says: ${unplaced}`)
  })

  test.each(ordinary)('passes over what happens in every rollout: %s', (event) => {
    expect(diagnose({ tasks: [], events: [event, unplaced] })?.sentence).toBe(`ECS says: ${unplaced}`)
    expect(diagnose({ tasks: [], events: [event] })).toBeUndefined()
  })

  test('is not made up', () => {
    expect(diagnose({ tasks: [], events: [] })).toBeUndefined()
  })
})
