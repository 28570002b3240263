import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import type { AwsOptions, LocalAws, LocalServiceOptions, Rollout, RolloutName } from '../../local/aws/aws.ts'
import type { Rollout as Told } from '../../src/deploy/rollout.ts'
import { cancelled } from '../../src/errors.ts'
import { withAws } from '../local/aws/support.ts'
import { definitionOf, deploy, type Wishes } from '../support/deploying.ts'
import { ourCalls } from '../support/interleaved.ts'
import { written } from '../support/stdout.ts'

const pace = 60

type World = Wishes &
  Readonly<{
    rollouts: Readonly<Record<string, RolloutName | Rollout>>
    service?: Partial<LocalServiceOptions>
    aws?: AwsOptions
    prepare?: (aws: LocalAws) => void
  }>

/** Deploys to these services, each with its rollout, in an AWS of its own. */
async function following({ rollouts, service, prepare, aws: options, ...wishes }: World) {
  return withAws({ pace, ...options }, async (aws) => {
    for (const [name, rollout] of Object.entries(rollouts)) {
      aws.createService({ name, taskDefinition: definitionOf(name), ...service })
      aws.setRollout(name, rollout)
    }
    prepare?.(aws)
    const work = () => deploy(aws, pace, Object.keys(rollouts), wishes).catch((error: Error) => error)
    const { value, log } = await written(work)
    const told = Array.isArray(value) ? (value as readonly Told[]) : []
    const histories = Object.keys(rollouts).map((name) => aws.service(name).history)
    const calls = histories.map((history) => ourCalls(history).map(({ operation }) => operation))
    return {
      told,
      error: value instanceof Error ? value : undefined,
      log,
      calls,
      requests: [...aws.requests],
    }
  })
}

const kindsOf = (told: readonly Told[]) => told.map(({ ending, failure }) => failure?.code ?? ending?.kind)
const named = (count: number, rollout: RolloutName) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`service-${index}`, rollout]))

describe('several services', () => {
  test('are read in batches, ten and twenty at a time', async () => {
    const { told, requests } = await following({ rollouts: named(12, 'success') })
    expect(kindsOf(told)).toEqual(Array(12).fill('successful'))
    const sizes = (operation: string, member: string) =>
      requests
        .filter((one) => one.operation === operation)
        .map(({ parameters }) => (parameters as Readonly<Record<string, unknown[]>>)[member]?.length)
    expect(sizes('DescribeServices', 'services')).toEqual(expect.arrayContaining([10, 2]))
    expect(Math.max(...sizes('DescribeServiceDeployments', 'serviceDeploymentArns').map(Number))).toBe(12)
  })

  test('have verdicts of their own, each told as soon as it is known', async () => {
    const heard: string[] = []
    const { told } = await following({
      rollouts: { slow: 'slow-success', bad: 'breaker-rollback', gone: 'service-deleted', good: 'success' },
      heard: (name, { ending, failure }) => void ((ending ?? failure) ? heard.push(name) : undefined),
    })
    expect(kindsOf(told)).toEqual(['successful', 'rolled-back', 'SERVICE_INACTIVE', 'successful'])
    expect([heard.toSorted((a, b) => (a < b ? -1 : 1)), heard.at(-1)]).toEqual([
      ['bad', 'gone', 'good', 'slow'],
      'slow',
    ])
    expect(told[1]?.evidence.tasks).not.toEqual([])
  })

  test('are not given up for reads of records that fail at one look of all of them', async () => {
    const throttled = { operation: 'ecs:ListServiceDeployments', kind: 'throttle', times: 40 } as const
    const { told } = await following({
      rollouts: named(12, 'baking'),
      prepare: (aws) => aws.addFault(throttled),
    })
    expect(kindsOf(told)).toEqual(Array(12).fill('successful'))
  })
})

describe('the log', () => {
  test('tells changes, and events once, but none of before', async () => {
    const { log } = await following({ rollouts: { shop: 'slow-success' } })
    const lines = log.split('\n')
    const shown = lines
      .filter((line) => / shop (PENDING|IN_PROGRESS|SUCCESSFUL)/.test(line))
      .map((line) => line.slice(6))
    expect(shown).toEqual([...new Set(shown)])
    expect(shown.length).toBeGreaterThan(2)
    expect(lines.filter((line) => line.includes('has started 2 tasks'))).toHaveLength(1)
    const steady = lines.filter((line) => line.includes('has reached a steady state'))
    expect(steady.length).toBeLessThan(2)
  })

  test('says once that a deployment is paused', async () => {
    const wait: Rollout = [
      { afterMs: 0, status: 'IN_PROGRESS', running: 'all' },
      { afterMs: 1_000, pause: { timeoutMs: 60_000, timeoutAction: 'CONTINUE' } },
      { afterMs: 2_000, status: 'SUCCESSFUL', old: 0 },
    ]
    const { told, log } = await following({ rollouts: { shop: wait } })
    expect(kindsOf(told)).toEqual(['successful'])
    expect(log.match(/::warning::The deployment of shop is paused/g)).toHaveLength(1)
  })
})

describe('an end', () => {
  const short = { timeoutMinutes: 0.5 }
  const elsewhere = { ecs: { serviceDeployments: 'unsupported' } } as const
  const nobody = { circuitBreaker: false } as const
  const other: Rollout = [{ afterMs: 1_000, status: 'SUCCESSFUL', running: 'all', old: 0, resolved: 'other' }]
  const stops = ['UpdateService', 'StopServiceDeployment']
  test.each<
    [
      string,
      string,
      Omit<World, 'rollouts'> & Readonly<{ rollout: RolloutName | Rollout }>,
      readonly string[],
    ]
  >([
    [
      'timed-out',
      'is not waited for beyond the limit',
      { rollout: 'never-known', following: short },
      ['UpdateService'],
    ],
    [
      'rolled-back',
      'is made where on-timeout asks for it',
      { rollout: 'never-known', following: { ...short, onTimeout: 'rollback' } },
      stops,
    ],
    ['rolled-back', 'is made without a breaker', { rollout: 'never-stable', service: nobody }, stops],
    [
      'failed',
      'is left where on-deploy-failure says so',
      { rollout: 'never-stable', service: nobody, following: { onDeployFailure: 'leave' } },
      ['UpdateService'],
    ],
    [
      'rolled-back',
      'is made by the revision before where there is no other way',
      { rollout: 'never-stable', service: nobody, aws: elsewhere },
      ['UpdateService', 'UpdateService'],
    ],
    [
      'rollback-failed',
      'is that where ECS has nothing to go back to',
      { rollout: 'never-stable', service: { ...nobody, fresh: true } },
      stops,
    ],
    [
      'paused',
      'is for a person where on-pause returns',
      { rollout: 'paused', following: { onPause: 'return' } },
      ['UpdateService'],
    ],
    ['mismatched', 'is no success with another image', { rollout: other }, ['UpdateService']],
    ['stopped', 'may be made by a person', { rollout: 'stopped' }, ['UpdateService']],
    ['rolled-back', 'is what a person asked ECS for', { rollout: 'stopped-by-somebody' }, ['UpdateService']],
  ])('%s %s', async (kind, _, { rollout, ...world }, made) => {
    const { told, calls } = await following({ ...world, rollouts: { shop: rollout } })
    expect([kindsOf(told), calls]).toEqual([[kind], [made]])
  })

  test.each([
    ['fail', false],
    ['warn', true],
  ] as const)('superseded is tolerated as on-superseded says: %s', async (onSuperseded, isTolerated) => {
    const { told } = await following({ rollouts: { shop: 'superseded' }, following: { onSuperseded } })
    expect(told[0]?.ending).toMatchObject({ kind: 'superseded', isTolerated })
  })

  test('is unknown where nothing can be read any more', async () => {
    const denied = { operation: 'ecs:Describe*', kind: 'access-denied', times: 'always', skip: 9 } as const
    const { told } = await following({
      rollouts: { shop: 'never-known', web: 'never-known' },
      prepare: (aws) => aws.addFault(denied),
    })
    expect(kindsOf(told)).toEqual(['DEPLOYMENT_UNKNOWN', 'DEPLOYMENT_UNKNOWN'])
  })
})

test('the stages are those that the deployment went through, one after the other', async () => {
  const { told } = await following({ rollouts: { shop: 'blue-green' } })
  const stages = told[0]?.stages ?? []
  expect(stages.map(({ name }) => name)).toEqual(expect.arrayContaining(['BAKE_TIME']))
  expect(stages[0]?.from).toBe(0)
  for (const [index, { from }] of stages.slice(1).entries()) expect(from).toBe(stages[index]?.to)
})

describe('a run that is cancelled', () => {
  /** Cancels when three more looks were made after so many milliseconds at pace 1, in which it comes to where it stays. */
  async function cancelling(rollout: RolloutName | Rollout, world: Partial<World>) {
    const stopping = new AbortController()
    let aws: LocalAws | undefined
    const looks = () => aws?.requests.filter(({ operation }) => operation === 'DescribeServices').length ?? 0
    const cancel = async () => {
      await sleep(8_000 / pace)
      for (const enough = looks() + 3; looks() < enough; ) await sleep(5)
      stopping.abort(cancelled())
    }
    const between = () => void cancel()
    const prepare = (one: LocalAws) => {
      aws = one
    }
    return following({ rollouts: { shop: rollout }, signal: stopping.signal, between, prepare, ...world })
  }

  const rollback = { following: { onCancel: 'rollback' } } as const
  test.each<[string, RolloutName, Partial<World>, readonly string[]]>([
    ['asks for one rollback', 'never-known', rollback, ['UpdateService', 'StopServiceDeployment']],
    [
      'answers the pause that it waits at',
      'paused',
      rollback,
      ['UpdateService', 'ContinueServiceDeployment'],
    ],
    ['leaves the deployment alone where nobody asked for more', 'never-known', {}, ['UpdateService']],
    [
      'has nothing to ask for without a record',
      'never-known',
      { ...rollback, aws: { ecs: { serviceDeployments: 'unsupported' } } },
      ['UpdateService'],
    ],
  ])('%s', async (_, rollout, world, made) => {
    const { error, calls } = await cancelling(rollout, world)
    expect([error?.message, calls]).toEqual([cancelled().message, [made]])
  })

  test('leaves one that ECS rolls back already', async () => {
    const turning: Rollout = [
      { afterMs: 0, status: 'IN_PROGRESS' },
      { afterMs: 1_000, status: 'ROLLBACK_IN_PROGRESS' },
    ]
    const { error, calls } = await cancelling(turning, rollback)
    expect([error?.message, calls]).toEqual([cancelled().message, [['UpdateService']]])
  })
})
