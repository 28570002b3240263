import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { afterThePush, beforeTheBuild, creating, optionalOnes, pushes } from '../fixtures/e2e/policies.ts'
import { rated } from '../fixtures/e2e/scans.ts'
import { scanEnhanced } from '../support/admin.ts'
import { beyond, deploying, type How, permitted, permittingWorld } from '../support/permitted.ts'
import { optional, required, statementsOf } from '../support/policies.ts'
import { describeWithDocker, type Slipway } from '../support/slipway.ts'
import { pushing } from '../support/traced.ts'

// The policies of docs/policies are enough for what docs/iam.md says they are for, and no action in them is there for
// nothing: without a required one the run fails with the code of that page and an error that names the action, and
// without an optional one it goes on and says what is lost. Here what comes with and after the push. The other
// policies-… tests are about what comes before the build, about ECR Public, other accounts and who is trusted.

jest.setTimeout(60_000)

let world: Slipway
beforeAll(async () => {
  world = await permittingWorld()
})
afterAll(() => world.close())

describe('the files', () => {
  test('for a push hold one another: what is proved of the longest is proved of all', () => {
    const [push, gate, enhanced] = ['push', 'push-and-gate', 'push-and-gate-enhanced'].map((one) =>
      statementsOf(one),
    )
    expect(gate).toEqual(expect.arrayContaining([...(push ?? [])]))
    expect(enhanced).toEqual(expect.arrayContaining([...(gate ?? [])]))
  })

  test('have no action that is not tried', () => {
    const files = ['push-and-gate-enhanced', 'create-repository', 'deploy']
    const tried = { ...pushes, ...beforeTheBuild, ...afterThePush, ...creating }
    expect(new Set(required(...files))).toEqual(new Set(Object.keys(tried)))
    expect(new Set(optional(...files))).toEqual(new Set(optionalOnes))
  })
})

// Only the tests of one block go at the same time.
describeWithDocker('with the real docker', () => {
  test.concurrent('push-and-gate and deploy are enough for a release with a deploy', async () => {
    const statements = statementsOf('push-and-gate', 'deploy')
    const run = await permitted(statements, [], { inputs: deploying })
    expect(run.outputs).toMatchObject({ released: 'true', 'deployment-status': 'successful' })
    expect(run.notes).toEqual([])
    expect(beyond(run, statements)).toEqual([])
  })

  for (const [action, { code }] of Object.entries(pushes)) {
    test.concurrent(`${action} is required: without it ${code}`, async () => {
      const run = await permitted(statementsOf('push'), [action], { world, inputs: { gate: 'off' } })
      expect(run.outputs).toMatchObject({ released: 'false', 'failure-code': code })
      // The registry does not tell which action is missing: the error names all that a push takes.
      expect(run.error).toContain(action.replace('ecr:', ''))
      expect(run.isTagged).toBe(false)
      expect(run.asked.some((one) => one.startsWith('registry:'))).toBe(true)
    })
  }
})

describe('after the push', () => {
  const fake: How = { env: pushing }
  const inEnhanced: How = {
    ...fake,
    inputs: { gate: 'report' },
    prepare: ({ local }) => scanEnhanced(local.aws, '*'),
  }
  /** A run that moves the service needs one of its own. */
  const howOf = (action: string): How => {
    if (action.startsWith('inspector2:')) return inEnhanced
    if (action.startsWith('ecr:')) return { ...fake, world }
    const isAlone = action.endsWith('ServiceDeployments')
    return { ...fake, ...(isAlone ? {} : { world }), inputs: { ...deploying, gate: 'off' } }
  }

  test.concurrent('push is enough with gate: off', async () => {
    const run = await permitted(statementsOf('push'), [], { ...fake, world, inputs: { gate: 'off' } })
    expect(run.outputs).toMatchObject({ released: 'true', verdict: 'skipped' })
    expect(run.notes).toEqual([])
    expect(beyond(run, statementsOf('push'))).toEqual([])
  })

  test.concurrent('push-and-gate-enhanced is enough where scanning is enhanced', async () => {
    const statements = statementsOf('push-and-gate-enhanced')
    const run = await permitted(statements, [], inEnhanced)
    expect(run.outputs).toMatchObject({ released: 'true' })
    expect(run.error).toBe('')
    expect(beyond(run, statements)).toEqual([])
  })

  for (const [action, { code, tagged = false }] of Object.entries(afterThePush)) {
    test.concurrent(`${action} is required: without it ${code}`, async () => {
      const run = await permitted(statementsOf('push-and-gate-enhanced', 'deploy'), [action], howOf(action))
      expect(run.outputs).toMatchObject({ released: 'false', 'failure-code': code })
      expect(run.error).toContain(action)
      expect(run.isTagged).toBe(tagged)
    })
  }

  test.concurrent('what is optional is missed by notices and a tag that stays', async () => {
    const missing = [
      ...['ecr:BatchDeleteImage', 'ecr:StartImageScan', 'ecr:GetRegistryScanningConfiguration'],
      'ecr:BatchGetRepositoryScanningConfiguration',
    ]
    const run = await permitted(statementsOf('push-and-gate'), missing, { ...fake, world })
    expect(run.outputs.released).toBe('true')
    expect(run.tags).toEqual([expect.stringMatching(/^candidate-/), run.tag])
    expect(run.notes).toEqual([
      expect.stringMatching(
        /^notice: Whether scans cover the repository shows only after the push\. .*ecr:GetRegistryScanning/,
      ),
      expect.stringMatching(
        /^notice: The candidate tag \S+ stays beside the release tags: .*ecr:BatchDeleteImage/,
      ),
    ])
  })

  test.concurrent('ecr:BatchGetRepositoryScanningConfiguration is missed by nobody where scanning is basic', async () => {
    const missing = ['ecr:BatchGetRepositoryScanningConfiguration']
    const run = await permitted(statementsOf('push-and-gate'), missing, { ...fake, world })
    expect(run.outputs.released).toBe('true')
    expect(run.notes).toEqual([])
    expect(run.asked).toContain(missing[0])
  })

  const exploited = 'inspector2:BatchGetFindingDetails'
  const known: readonly (readonly [asks: boolean, without: readonly string[], code: string | undefined])[] = [
    [true, [], undefined],
    [true, [exploited], 'AWS_ACCESS_DENIED'],
    [false, [exploited], undefined],
  ]
  test.concurrent.each(known)(
    `${exploited} is asked for with fail-on-known-exploited alone: %j, without %j`,
    async (asks, without, code) => {
      const statements = statementsOf('push-and-gate-enhanced')
      const run = await permitted(statements, without, {
        ...fake,
        inputs: { 'min-epss': '0.9', ...(asks && { 'fail-on-known-exploited': 'true' }) },
        prepare: async ({ local }) => {
          await scanEnhanced(local.aws, '*')
          local.aws.setScan('shop', rated('low', 'enhanced'))
        },
      })
      expect(run.code).toBe(code)
      expect(run.isTagged).toBe(code === undefined)
      expect(run.asked.includes(exploited)).toBe(asks)
      if (code !== undefined) expect(run.error).toContain(exploited)
      expect(beyond(run, statements)).toEqual([])
    },
  )

  test.concurrent('ecr:StartImageScan is missed where nothing scans on push', async () => {
    const prepare = ({ local }: Slipway) => local.aws.createRepository('shop', { scanOnPush: false })
    const unscanned: How = { ...fake, repositories: [], prepare }
    const run = await permitted(statementsOf('push-and-gate'), ['ecr:StartImageScan'], unscanned)
    expect(run.code).toBe('IMAGE_UNSCANNED')
    expect(run.notes).toEqual([expect.stringMatching(/^warning: .*ecr:StartImageScan/)])
  })

  for (const action of ['nothing', 'ecs:ListTasks', 'ecs:DescribeTasks']) {
    const isTold = action === 'nothing'
    test.concurrent(`without ${action} a rollback is told${isTold ? ', and why tasks stopped' : ''}`, async () => {
      const prepare = ({ local }: Slipway) => local.aws.setRollout('shop', 'breaker-rollback')
      const statements = statementsOf('push', 'deploy')
      const how = { ...fake, prepare, inputs: { ...deploying, gate: 'off' } }
      const run = await permitted(statements, [action], how)
      expect(run.code).toBe('ROLLED_BACK')
      expect(/3 tasks stopped: .*exited with code 1/.test(run.error)).toBe(isTold)
      expect(run.result.log.includes('The stopped tasks could not be read')).toBe(!isTold)
      expect(run.result.summary).toContain('Newest events of the service')
      expect(beyond(run, statements)).toEqual([])
    })
  }
})
