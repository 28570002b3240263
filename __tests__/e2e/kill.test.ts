import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import { type Fault, rollouts } from '../../local/aws/aws.ts'
import type { RunOptions, RunResult } from '../../local/github/records.ts'
import { client } from '../support/client.ts'
import { copiesOf, describeStores } from '../support/engines.ts'
import { errorOf, remains, type Slipway, startSlipway } from '../support/slipway.ts'
import { type SlowServer, startSlowServer } from '../support/slow-server.ts'
import { pushing } from '../support/traced.ts'
import { givenService, inWorld, toService } from '../support/worlds.ts'

// SIGKILL at every step, as when a machine's memory runs out or a runner is lost: the post step tidies up, and when the
// job is run again it ends as if nothing had been. Under immutable tags, where nothing can be put right afterwards.

const release = { tags: 'type=raw,value=edge,priority=1\ntype=raw,value=1.2.3' }

type Moment = Readonly<{ operation: string; count?: number; signal?: NodeJS.Signals }>

/** Runs until this is asked for the nth time, and gets the signal there. */
async function killedAt(
  slipway: Slipway,
  { operation, count = 1, signal = 'SIGKILL' }: Moment,
  options: Partial<RunOptions>,
): Promise<RunResult> {
  const { requests } = slipway.local.aws
  const asked = () => requests.filter((one) => `${one.service}:${one.operation}` === operation).length
  const before = asked()
  let pid = 0
  const run = slipway.run({
    ...options,
    onMainStart: (main) => {
      pid = main
    },
  })
  const ended = run.then((result) => result)
  while (asked() - before < count) {
    const early = await Promise.race([ended, sleep(5, undefined)])
    if (early !== undefined) throw new Error(`it ended before ${operation}: ${early.log}`)
  }
  process.kill(pid, signal)
  return run
}

/** The killed run left nothing on the machine. */
function expectTidied(run: RunResult): void {
  expect(run.main.exitCode).not.toBe(0)
  expect(run.post?.exitCode).toBe(0)
  expect(remains(run)).toEqual([])
}

/** What every tag of the repository names. */
function named({ local }: Slipway): Readonly<Record<string, string>> {
  const images = local.aws.images('shop')
  return Object.fromEntries(images.flatMap((one) => one.tags.map((name) => [name, one.digest])))
}

/** Both tags name one image, and beside them are candidate tags only. */
function expectReleased(slipway: Slipway, run: RunResult): void {
  expect(errorOf(run)).toBe('')
  expect(run.outputs).toMatchObject({ released: 'true', 'tag-names': '1.2.3\nedge' })
  expect(remains(run)).toEqual([])
  const { '1.2.3': version, edge, ...others } = named(slipway)
  expect([version, edge]).toEqual([run.outputs.digest, run.outputs.digest])
  expect(Object.keys(others).filter((name) => !/^candidate-\d+-[12]-\w+$/.test(name))).toEqual([])
}

async function inPlace(use: (slipway: Slipway) => Promise<void>): Promise<void> {
  await inWorld({ repositories: [] }, async (slipway) => {
    slipway.local.aws.createRepository('shop', { tagMutability: 'IMMUTABLE' })
    await use(slipway)
  })
}

/** The same job once more; what it builds is never the same twice. */
function again(slipway: Slipway, options: Partial<RunOptions> = {}): Promise<RunResult> {
  const env = { ...pushing, FAKE_DOCKER_CONTENT: 'again' }
  return slipway.run({ inputs: release, env, ...options, github: { RUN_ATTEMPT: '2' } })
}

type Step = Readonly<{
  /** What the run waits for when it is killed, and how often it had asked for it. */
  operation: string
  count?: number
  /** Whether the image of the killed run is there to be taken. */
  reused: boolean
}>

describe('a run that is killed', () => {
  const steps: readonly (readonly [when: string, step: Step])[] = [
    ['while it pushes a layer', { operation: 'registry:PATCH upload', reused: false }],
    ['while it pushes the manifest', { operation: 'registry:PUT manifest', reused: false }],
    ['after the push and before the scan', { operation: 'ecr:BatchGetImage', count: 2, reused: false }],
    ['while it waits for the scan', { operation: 'ecr:DescribeImageScanFindings', reused: false }],
    ['before the first tag', { operation: 'ecr:PutImage', reused: false }],
    ['between two tags', { operation: 'ecr:PutImage', count: 2, reused: true }],
    ['before the candidate tag is removed', { operation: 'ecr:BatchDeleteImage', reused: true }],
  ]
  test.concurrent.each(steps)('%s', async (_, { operation, count = 1, reused }) => {
    await inPlace(async (slipway) => {
      const stall: Fault = { operation, kind: 'stall', skip: count - 1, times: 1 }
      slipway.local.aws.addFault(stall)
      const killed = await killedAt(slipway, { operation, count }, { inputs: release, env: pushing })
      expectTidied(killed)
      const before = Object.values(named(slipway))
      const second = await again(slipway)
      expectReleased(slipway, second)
      expect(second.outputs.built).toBe(String(!reused))
      if (reused) expect(before).toContain(second.outputs.digest)
      else expect(before).not.toContain(second.outputs.digest)
    })
  })

  const deploying = { ...release, ...toService }

  test.concurrent('before the service is told: it is told then', async () => {
    await inPlace(async (slipway) => {
      const { aws } = slipway.local
      givenService(slipway.local)
      const operation = 'ecs:UpdateService'
      aws.addFault({ operation, kind: 'stall', times: 1 })
      expectTidied(await killedAt(slipway, { operation }, { inputs: deploying, env: pushing }))
      const second = await again(slipway, { inputs: deploying })
      expectReleased(slipway, second)
      expect(second.outputs).toMatchObject({ built: 'false', 'deployment-status': 'successful' })
      expect(aws.service('shop', 'demo').runningImages).toEqual([`${aws.host}/shop@${second.outputs.digest}`])
    })
  })

  test.concurrent('while ECS rolls out an image that is no good: that is seen the second time', async () => {
    await inPlace(async (slipway) => {
      const { aws } = slipway.local
      givenService(slipway.local)
      // Six seconds of this machine, which is more than the killed run takes.
      const rollsBack = rollouts['breaker-rollback'].map((one) => ({
        ...one,
        afterMs: one.afterMs + (one.afterMs > 1000 ? 360_000 : 0),
      }))
      aws.setRollout('shop', rollsBack)
      const operation = 'ecs:DescribeServiceDeployments'
      expectTidied(await killedAt(slipway, { operation }, { inputs: deploying, env: pushing }))
      const second = await again(slipway, { inputs: deploying })
      expect(second.outputs).toMatchObject({
        ...{ 'failure-code': 'ROLLED_BACK', 'deployment-status': 'rolled-back' },
        ...{ released: 'false', built: 'false', 'task-definition-changed': 'false' },
      })
      expect(aws.service('shop', 'demo').runningImages).toEqual(['images.example/shop:1'])
      expect(remains(second)).toEqual([])
    })
  })

  test.concurrent('while ECS rolls out: the deployment is found again, and its image runs', async () => {
    await inPlace(async (slipway) => {
      const { aws } = slipway.local
      givenService(slipway.local)
      aws.setRollout('shop', 'slow-success')
      const operation = 'ecs:DescribeServiceDeployments'
      const moment = { operation, count: 2 }
      expectTidied(await killedAt(slipway, moment, { inputs: deploying, env: pushing }))
      const second = await again(slipway, { inputs: deploying })
      expectReleased(slipway, second)
      expect(second.outputs).toMatchObject({ built: 'false', 'task-definition-changed': 'false' })
      const { runningImages, taskDefinition } = aws.service('shop', 'demo')
      expect(runningImages).toEqual([`${aws.host}/shop@${second.outputs.digest}`])
      expect(taskDefinition).toMatch(/:2$/)
    })
  })
})

describeStores(['classic', 'containerd'], 'a run with real docker that ends in the middle of', (engine) => {
  async function inBuild(use: (slipway: Slipway, gate: SlowServer) => Promise<void>): Promise<void> {
    const gate = await startSlowServer()
    const slipway = await startSlipway('__tests__/fixtures/slow-build', { pace: 60 })
    const copies = () => copiesOf(slipway.local.aws.host, engine)
    try {
      await use(slipway, gate)
      expect(await copies()).toEqual([])
    } finally {
      for (const copy of await copies()) await client('docker', ['image', 'rm', copy], { env: engine })
      await Promise.all([slipway.close(), gate.close()])
    }
  }

  function options({ url }: SlowServer): Partial<RunOptions> {
    return { inputs: { ...release, 'build-args': `SLOW=${url}`, gate: 'off' }, env: engine }
  }

  test.concurrent('its build, killed', async () => {
    await inBuild(async (slipway, gate) => {
      let pid = 0
      const onMainStart = (main: number) => {
        pid = main
      }
      const running = slipway.run({ ...options(gate), onMainStart })
      await gate.waiting(1)
      process.kill(pid, 'SIGKILL')
      expectTidied(await running)
      expect(slipway.local.aws.images('shop')).toEqual([])
      gate.open()
      expectReleased(slipway, await again(slipway, options(gate)))
    })
  })

  const signals = { killed: 'SIGKILL', cancelled: 'SIGINT' } as const
  test.concurrent.each(Object.entries(signals))('its push, %s', async (_, signal) => {
    await inBuild(async (slipway, gate) => {
      gate.open()
      const operation = 'registry:PUT manifest'
      slipway.local.aws.addFault({ operation, kind: 'stall', times: 1 })
      expectTidied(await killedAt(slipway, { operation, signal }, options(gate)))
      expectReleased(slipway, await again(slipway, options(gate)))
    })
  })
})
