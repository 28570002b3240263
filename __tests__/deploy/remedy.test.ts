import { describe, expect, test } from '@jest/globals'
import { type Bad, takeBack } from '../../src/deploy/remedy.ts'
import { cancelled } from '../../src/errors.ts'
import { failing } from '../support/failure.ts'
import { type Answer, refusing } from '../support/scripted-aws.ts'
import { pace, place, scriptedEcs, serviceWith } from '../support/scripted-ecs.ts'
import { written } from '../support/stdout.ts'

const family = 'arn:aws:ecs:eu-west-1:123456789012:task-definition/shop'
const arn = 'arn:aws:ecs:eu-west-1:123456789012:service-deployment/default/shop/abc'
const hook = { id: 'ecs-pause-1', expiresAt: undefined, timeoutAction: undefined }
const bad: Bad = { id: 'ecs-svc/2', arn, hook: undefined, previous: `${family}:1` }

/** What UpdateService answers: a deployment of the revision that it was told. */
const updated: Answer = {
  body: {
    service: {
      ...{
        serviceArn: 'arn:aws:ecs:eu-west-1:123456789012:service/default/shop',
        taskDefinition: `${family}:1`,
      },
      ...{ status: 'ACTIVE', desiredCount: 2 },
      deployments: [
        { id: 'ecs-svc/3', status: 'PRIMARY', taskDefinition: `${family}:1`, createdAt: 1_795_176_100 },
      ],
    },
  },
}

async function taking(one: Partial<Bad>, answers: Readonly<Record<string, (times: number) => Answer>>) {
  const { clients, calls } = await scriptedEcs(
    Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, (_, times) => answer(times)])),
  )
  const waiting = { ...place, signal: new AbortController().signal, pace }
  const { value } = await written(() => takeBack(clients, waiting, { ...bad, ...one }))
  return { back: value, calls: calls.map(({ operation, input }) => ({ operation, input })) }
}

const done = () => ({ body: {} })
const denied = () => refusing('AccessDeniedException', 'User is not authorized')

describe('ECS is asked', () => {
  test('by StopServiceDeployment for a deployment that goes on', async () => {
    const { back, calls } = await taking({}, { StopServiceDeployment: done })
    expect(back).toEqual({ kind: 'asked', by: 'stop' })
    expect(calls).toEqual([
      { operation: 'StopServiceDeployment', input: { serviceDeploymentArn: arn, stopType: 'ROLLBACK' } },
    ])
  })

  test('by ContinueServiceDeployment for one that is paused', async () => {
    const { back, calls } = await taking({ hook }, { ContinueServiceDeployment: done })
    expect(back).toEqual({ kind: 'asked', by: 'continue' })
    expect(calls[0]?.input).toEqual({ serviceDeploymentArn: arn, hookId: hook.id, action: 'ROLLBACK' })
  })

  test('again where it was throttled', async () => {
    const throttled = (times: number) =>
      times < 3 ? refusing('ThrottlingException', 'Rate exceeded') : done()
    const { back, calls } = await taking({}, { StopServiceDeployment: throttled })
    expect([back.kind, calls.length]).toEqual(['asked', 3])
  })

  test.each<[string, Answer]>([
    ['a conflict', refusing('ConflictException', 'The service deployment is paused.')],
    ['a fault of its own', refusing('ServerException', 'Oh no', 500)],
    ['a cut connection', 'reset'],
  ])('once, and %s is for the next look', async (_, answer) => {
    const { back, calls } = await taking({}, { StopServiceDeployment: () => answer })
    expect([back.kind, calls.length]).toEqual(['later', 1])
  })
})

test('nobody is asked where there is nothing to go back to', async () => {
  const { back, calls } = await taking({ previous: undefined }, { StopServiceDeployment: done })
  expect([back.kind, calls]).toEqual(['impossible', []])
})

describe('the previous revision is set', () => {
  const answers = { DescribeServices: () => serviceWith('ecs-svc/2'), UpdateService: () => updated }

  test.each<[string, Partial<Bad>, Readonly<Record<string, () => Answer>>]>([
    ['where there is no record of it', { arn: undefined }, {}],
    ['where ECS may not be asked', {}, { StopServiceDeployment: denied }],
    [
      'where ECS knows no such call',
      {},
      { StopServiceDeployment: () => refusing('UnknownOperationException') },
    ],
    [
      'where ECS does not do it here',
      { hook },
      { ContinueServiceDeployment: () => refusing('UnsupportedFeatureException') },
    ],
  ])('%s', async (_, one, more) => {
    const { back, calls } = await taking(one, { ...answers, ...more })
    expect(back).toMatchObject({
      kind: 'replaced',
      by: 'previous-revision',
      before: 'ecs-svc/2',
      primary: { id: 'ecs-svc/3' },
    })
    expect(calls.at(-2)?.operation).toBe('DescribeServices')
    expect(calls.at(-1)).toEqual({
      operation: 'UpdateService',
      input: { cluster: 'default', service: 'shop', taskDefinition: `${family}:1` },
    })
  })

  test.each<[string, Partial<Bad>, () => Answer]>([
    ['it is being deleted', {}, () => serviceWith('ecs-svc/2', { status: 'DRAINING' })],
    ['the service cannot be read', {}, denied],
    ['what ran before is the same', { previous: `${family}:2` }, () => serviceWith('ecs-svc/2')],
    ['nothing was ever complete', { previous: undefined }, () => serviceWith('ecs-svc/2')],
  ])('never where %s', async (_, one, service) => {
    const { back, calls } = await taking(
      { arn: undefined, ...one },
      { ...answers, DescribeServices: service },
    )
    expect(back.kind).toBe('impossible')
    expect(calls.map(({ operation }) => operation)).not.toContain('UpdateService')
  })

  test.each<[string, () => Answer]>([
    ['somebody else leads', () => serviceWith('ecs-svc/9')],
    ['what ran before leads again', () => serviceWith('ecs-svc/1')],
    ['nothing leads', () => serviceWith('ecs-svc/2', { deployments: [] })],
    ['it is complete by now', () => serviceWith('ecs-svc/2', {}, { rolloutState: 'COMPLETED' })],
    ['the service cannot be read this time', () => refusing('ServerException', 'Oh no', 500)],
  ])('not at this look where %s', async (_, service) => {
    const { back, calls } = await taking({ arn: undefined }, { ...answers, DescribeServices: service })
    expect(back.kind).toBe('later')
    expect(calls.map(({ operation }) => operation)).not.toContain('UpdateService')
  })

  test('once: what came of an answer that was lost is unknown', async () => {
    let asked = 0
    const lost = () => {
      asked++
      return 'reset' as const
    }
    const work = () => taking({ arn: undefined }, { ...answers, UpdateService: lost })
    expect([(await failing(work)).code, asked]).toEqual(['DEPLOYMENT_UNKNOWN', 1])
  })
})

test('a run that is cancelled asks for nothing more', async () => {
  const stopping = new AbortController()
  const { clients, calls } = await scriptedEcs({ StopServiceDeployment: denied }, stopping.signal)
  stopping.abort(cancelled())
  const waiting = { ...place, signal: stopping.signal, pace }
  await expect(takeBack(clients, waiting, bad)).rejects.toThrow(cancelled().message)
  expect(calls).toEqual([])
})
