import {
  ContinueServiceDeploymentCommand,
  DescribeServiceDeploymentsCommand,
  type ECSClient,
  type ServiceDeployment,
  StopServiceDeploymentCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs'
import { describe, expect, test } from '@jest/globals'
import type { LocalAws, LocalServiceOptions, Rollout, RolloutName } from '../../../local/aws/aws.ts'
import { addService, definition, deploy, describeService, ecsClient, follow } from './ecs-support.ts'
import { assume, refusal, withAws } from './support.ts'

// Whoever acts on a deployment that is under way: a call, a person, the time.

type Begun = Readonly<{ aws: LocalAws; ecs: ECSClient; number: string; arn: string }>

/** A service with a deployment that is told in advance. */
async function begun(
  rollout: Rollout | RolloutName,
  run: (begun: Begun) => Promise<void>,
  settings: Readonly<{ service?: Partial<LocalServiceOptions>; aws?: object }> = {},
): Promise<void> {
  await withAws({ pace: 60, ecs: { listedMs: 0 }, ...settings.aws }, async (aws) => {
    const ecs = ecsClient(aws)
    addService(aws, settings.service)
    aws.setRollout('web', rollout)
    const number = await deploy(ecs)
    const arn = aws.service('web').history[0]?.arn ?? ''
    await run({ aws, ecs, number, arn })
  })
}

async function read(ecs: ECSClient, arn: string): Promise<ServiceDeployment> {
  const command = new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] })
  const { serviceDeployments } = await ecs.send(command)
  if (!serviceDeployments?.[0]) throw new Error(`There is no ${arn}.`)
  return serviceDeployments[0]
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let i = 0; i < 800; i++) {
    const seen = await look()
    if (seen !== undefined) return seen
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error('It never came.')
}

/** The hook that waits; at most one does. */
function waiting({ lifecycleHookDetails = [] }: ServiceDeployment) {
  return lifecycleHookDetails.find(({ status }) => status === 'AWAITING_ACTION')
}

const paused = ({ ecs, arn }: Begun, not = '') =>
  until(async () => {
    const hook = waiting(await read(ecs, arn))
    return hook && hook.hookId !== not ? hook : undefined
  })

const goOn = ({ ecs, arn }: Begun, hookId = '', action?: 'CONTINUE' | 'ROLLBACK') =>
  ecs.send(new ContinueServiceDeploymentCommand({ serviceDeploymentArn: arn, hookId, action }))

const stop = ({ ecs, arn }: Begun) =>
  ecs.send(new StopServiceDeploymentCommand({ serviceDeploymentArn: arn, stopType: 'ROLLBACK' }))

const end = async ({ ecs, arn }: Begun) =>
  until(async () => {
    const { finishedAt, status } = await read(ecs, arn)
    return finishedAt && status
  })

describe('a paused deployment', () => {
  test('waits, at a hook with an end that it has from its configuration, and goes on when it is told to', async () => {
    await begun('paused', async (one) => {
      const hook = await paused(one)
      expect(hook).toMatchObject({ targetType: 'PAUSE', timeoutAction: 'ROLLBACK' })
      expect(hook.hookId).toMatch(/^ecs-pause-[\w-]{43}$/)
      const aDay = 86_400_000 / 60
      expect(Math.abs((hook.expiresAt?.getTime() ?? 0) - Date.now() - aDay)).toBeLessThan(aDay / 10)
      // Far longer than the rest of the script would take.
      await new Promise((resolve) => setTimeout(resolve, 400))
      expect(await read(one.ecs, one.arn)).toMatchObject({
        status: 'IN_PROGRESS',
        lifecycleStage: 'POST_SCALE_UP',
      })
      expect(await goOn(one, hook.hookId)).toMatchObject({ serviceDeploymentArn: one.arn })
      expect(waiting(await read(one.ecs, one.arn))).toBeUndefined()
      expect(await end(one)).toBe('SUCCESSFUL')
      expect((await read(one.ecs, one.arn)).lifecycleHookDetails).toMatchObject([{ status: 'SUCCEEDED' }])
    })
  })

  test('goes back when it is told to, and has no second answer', async () => {
    await begun('paused', async (one) => {
      const { hookId } = await paused(one)
      await goOn(one, hookId, 'ROLLBACK')
      const again = await refusal(goOn(one, hookId))
      expect(again).toEqual({
        name: 'InvalidParameterException',
        message: 'The lifecycle hook is not awaiting an action.',
        status: 400,
      })
      expect(await end(one)).toBe('ROLLBACK_SUCCESSFUL')
      const { history, taskDefinition } = one.aws.service('web')
      expect(taskDefinition).toMatch(/web:1$/)
      expect(history.map(({ status, runs }) => [status, runs])).toEqual([
        ['ROLLBACK_SUCCESSFUL', false],
        ['SUCCESSFUL', true],
      ])
    })
  })

  test('has a hook of its own before each step', async () => {
    await begun('paused-steps', async (one) => {
      const first = await paused(one)
      expect((await refusal(goOn(one, 'ecs-pause-of-another'))).name).toBe('InvalidParameterException')
      await goOn(one, first.hookId, 'CONTINUE')
      const second = await paused(one, first.hookId)
      const weight = async () =>
        (await read(one.ecs, one.arn)).targetServiceRevision?.requestedProductionTrafficWeight
      expect(await weight()).toBe(5)
      expect((await refusal(goOn(one, first.hookId))).name).toBe('InvalidParameterException')
      await goOn(one, second.hookId, 'CONTINUE')
      expect(await end(one)).toBe('SUCCESSFUL')
      expect(await weight()).toBe(100)
    })
  })

  test.each<['CONTINUE' | 'ROLLBACK', string]>([
    ['CONTINUE', 'SUCCESSFUL'],
    ['ROLLBACK', 'ROLLBACK_SUCCESSFUL'],
  ])('takes what was agreed when its time is over: %s', async (timeoutAction, status) => {
    const rollout: Rollout = [
      { afterMs: 0, status: 'IN_PROGRESS', running: 'all' },
      { afterMs: 1000, pause: { timeoutMs: 12_000, timeoutAction } },
      { afterMs: 2000, status: 'SUCCESSFUL', old: 0 },
    ]
    await begun(rollout, async (one) => {
      const { expiresAt } = await paused(one)
      expect(await end(one)).toBe(status)
      const { lifecycleHookDetails, finishedAt } = await read(one.ecs, one.arn)
      expect(lifecycleHookDetails).toMatchObject([{ status: 'TIMED_OUT', timeoutAction }])
      expect(finishedAt?.getTime()).toBeGreaterThanOrEqual(expiresAt?.getTime() ?? 0)
    })
  })

  test('is answered by somebody else, in the script or past it', async () => {
    const scripted: Rollout = [
      { afterMs: 0, status: 'IN_PROGRESS', running: 'all' },
      { afterMs: 1000, pause: { answered: { afterMs: 6000, action: 'CONTINUE' } } },
      { afterMs: 1000, lifecycleStage: 'BAKE_TIME', pause: {} },
      { afterMs: 2000, status: 'SUCCESSFUL', old: 0 },
    ]
    await begun(scripted, async (one) => {
      const first = await paused(one)
      await paused(one, first.hookId)
      one.aws.continueDeployment('web', 'CONTINUE')
      expect(await end(one)).toBe('SUCCESSFUL')
      expect(() => one.aws.continueDeployment('web', 'CONTINUE')).toThrow('not awaiting an action')
    })
  })

  test.each([false, true])(
    'is not rolled back by StopServiceDeployment, but where that is so: %s',
    async (stopsPaused) => {
      const settings = { aws: { ecs: { listedMs: 0, stopsPaused } } }
      const run = async (one: Begun) => {
        await paused(one)
        if (!stopsPaused) return expect((await refusal(stop(one))).name).toBe('ConflictException')
        await stop(one)
        expect(waiting(await read(one.ecs, one.arn))).toBeUndefined()
        expect(await end(one)).toBe('ROLLBACK_SUCCESSFUL')
      }
      await begun('paused', run, settings)
    },
  )

  test('cannot be continued where there is none', async () => {
    await begun('never-stable', async (one) => {
      expect((await refusal(goOn(one, 'x'))).name).toBe('InvalidParameterException')
      const nothing = { ...one, arn: `${one.arn}x` }
      expect((await refusal(goOn(nothing, 'x'))).name).toBe('ServiceDeploymentNotFoundException')
    })
  })
})

describe('other people', () => {
  test('stop a deployment in the middle of it', async () => {
    await begun('stopped-by-somebody', async (one) => {
      const { last } = await follow(one.ecs, one.number)
      expect([last?.status, last?.statusReason]).toEqual([
        'ROLLBACK_SUCCESSFUL',
        'Service deployment rolled back by user.',
      ])
      expect(last?.rollback).toMatchObject({ reason: 'Service deployment rolled back by user.' })
      const calls = one.aws
        .service('web')
        .history[0]?.calls.map(({ operation, principal }) => [operation, principal])
      expect(calls).toEqual([
        ['UpdateService', 'arn:aws:iam::123456789012:user/administrator'],
        ['StopServiceDeployment', 'arn:aws:iam::123456789012:user/somebody-else'],
      ])
    })
  })

  test('deploy the same definition again, or another, and are told apart by their deployments', async () => {
    const other = (replacedBy: object): Rollout => [
      { afterMs: 0, status: 'IN_PROGRESS', pending: 'all' },
      { afterMs: 3000, replacedBy },
    ]
    await begun(other({ sameDefinition: true, rollout: 'slow-success' }), async (one) => {
      expect(await end(one)).toBe('STOPPED')
      expect((await read(one.ecs, one.arn)).statusReason).toBe('Replaced by a new service deployment.')
      const [newest] = one.aws.service('web').history
      expect(newest?.taskDefinition).toMatch(/web:2$/)
      expect(newest?.number).not.toBe(one.number)
    })
    await begun(
      other({ taskDefinition: 'web:1', rollout: [{ afterMs: 0, status: 'REHEARSING' }] }),
      async (one) => {
        expect(await end(one)).toBe('STOPPED')
        expect(one.aws.service('web').history[0]).toMatchObject({ status: 'REHEARSING' })
      },
    )
  })

  test('stop nothing that is over, and nothing that stops already', async () => {
    const rollout: Rollout = [
      { afterMs: 0, status: 'SUCCESSFUL', running: 'all', old: 0 },
      { afterMs: 1000, stoppedBy: 'ROLLBACK' },
    ]
    await begun(rollout, async (one) => {
      await new Promise((resolve) => setTimeout(resolve, 100))
      expect((await read(one.ecs, one.arn)).status).toBe('SUCCESSFUL')
      expect(() => one.aws.stopDeployment('web')).toThrow('The service deployment is SUCCESSFUL.')
    })
    await begun('never-stable', async (one) => {
      for (let i = 0; i < 2; i++) one.aws.stopDeployment('web')
      expect(await end(one)).toBe('ROLLBACK_SUCCESSFUL')
      expect(one.aws.service('web').history[0]?.calls.length).toBe(3)
    })
  })

  test('replace what was already over without changing how it ended', async () => {
    const rollout: Rollout = [
      { afterMs: 0, status: 'SUCCESSFUL', running: 'all', old: 0 },
      { afterMs: 3000, replacedBy: {} },
    ]
    await begun(rollout, async (one) => {
      await until(async () => (one.aws.service('web').history.length > 2 ? true : undefined))
      expect((await read(one.ecs, one.arn)).status).toBe('SUCCESSFUL')
      await follow(one.ecs, one.aws.service('web').history[0]?.number ?? '')
      expect(one.aws.service('web').history.map(({ runs }) => runs)).toEqual([true, false, false])
    })
  })

  test('act past every permission: an update replaces what is in flight, and leaves what was told for ours', async () => {
    await withAws({ pace: 1, ecs: { listedMs: 0 } }, async (aws) => {
      const ecs = ecsClient(aws)
      addService(aws)
      const theirs = aws.registerTaskDefinition({
        family: 'web',
        containerDefinitions: [{ name: 'app', image: 'images.example/web:theirs' }],
      })
      aws.setRollout('web', 'never-stable')
      const first = aws.updateService('web', { taskDefinition: theirs })
      const second = await deploy(ecs)
      const third = aws.updateService('web', { forceNewDeployment: true, rollout: 'slow-success' })
      expect(new Set([first, second, third]).size).toBe(3)
      const [newest, ours, earlier] = aws.service('web').history
      expect(newest).toMatchObject({ number: third, status: 'PENDING' })
      expect([ours?.status, earlier?.status]).toEqual(['STOPPED', 'STOPPED'])
      aws.stopDeployment('web')
      expect(aws.service('web').history[0]?.status).toBe('ROLLBACK_REQUESTED')
      expect(newest?.taskDefinition).toBe(ours?.taskDefinition)
    })
  })
})

describe('what ECS accepted is on record', () => {
  test('with who asked for it, and not what it refused', async () => {
    const policy = { Statement: { Effect: 'Allow', Action: 'ecs:*', Resource: '*' } } as const
    const trust = { Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' } } as const
    const settings = { aws: { ecs: { listedMs: 0 }, roles: [{ name: 'deployer', trust, policy }] } }
    const run = async (one: Begun) => {
      const mine = { ...one, ecs: ecsClient(one.aws, await assume(one.aws)) }
      const { hookId } = await paused(one)
      await refusal(stop(mine))
      await refusal(goOn(mine, 'x'))
      await goOn(mine, hookId, 'ROLLBACK')
      const [, ...calls] = one.aws.service('web').history[0]?.calls ?? []
      expect(calls).toEqual([
        {
          operation: 'ContinueServiceDeployment',
          at: expect.any(Number),
          principal: 'arn:aws:sts::123456789012:assumed-role/deployer/session',
          action: 'ROLLBACK',
        },
      ])
    }
    await begun('paused', run, settings)
  })

  test('of two clients that ask for the same at one moment, one begins a deployment, and both are told of it', async () => {
    await begun('success', async ({ aws, number }) => {
      const taskDefinition = aws.registerTaskDefinition(definition('images.example/web:twice'))
      const ask = () => ecsClient(aws).send(new UpdateServiceCommand({ service: 'web', taskDefinition }))
      const answers = await Promise.all([ask(), ask()])
      const ids = answers.map(({ service }) => service?.deployments?.[0]?.id)
      const [newest, before] = aws.service('web').history
      expect(ids).toEqual([newest?.id, newest?.id])
      expect([newest?.calls.length, before?.number]).toEqual([2, number])
    })
  })

  test('also where it began nothing', async () => {
    await begun('success', async ({ aws, ecs, number }) => {
      aws.updateService('web', { desiredCount: 3 })
      const [newest] = aws.service('web').history
      expect(newest?.number).toBe(number)
      expect(newest?.calls.map(({ operation }) => operation)).toEqual(['UpdateService', 'UpdateService'])
      expect((await describeService(ecs)).desiredCount).toBe(3)
    })
  })
})

describe('the service itself goes away', () => {
  test('it drains, is inactive, and takes no update', async () => {
    await begun('service-draining', async ({ aws, ecs }) => {
      const status = (wanted: string) =>
        until(async () => ((await describeService(ecs)).status === wanted ? true : undefined))
      await status('DRAINING')
      await status('INACTIVE')
      expect((await describeService(ecs)).deployments).toEqual([])
      expect((await refusal(deploy(ecs))).name).toBe('ServiceNotActiveException')
      expect(aws.service('web')).toMatchObject({ status: 'INACTIVE', runningImages: [] })
    })
  })

  test('it is not there any more', async () => {
    await begun('service-deleted', async (one) => {
      await until(async () =>
        describeService(one.ecs).then(
          () => undefined,
          () => true,
        ),
      )
      const command = new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [one.arn] })
      expect((await one.ecs.send(command)).failures).toMatchObject([{ reason: 'MISSING' }])
      expect((await refusal(deploy(one.ecs))).name).toBe('ServiceNotFoundException')
      expect((await refusal(stop(one))).name).toBe('ServiceDeploymentNotFoundException')
      expect(one.aws.service('web').status).toBe('MISSING')
    })
  })
})
