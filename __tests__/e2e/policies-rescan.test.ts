import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { ScanScript } from '../../local/aws/aws.ts'
import { optionalOfRescan, rescanning } from '../fixtures/e2e/policies.ts'
import { rated } from '../fixtures/e2e/scans.ts'
import { logIn, pushImage } from '../local/aws/support.ts'
import { scanEnhanced } from '../support/admin.ts'
import { beyond, deploying, type How, permitted, permittingWorld } from '../support/permitted.ts'
import { optional, required, statementsOf } from '../support/policies.ts'
import type { Slipway } from '../support/slipway.ts'
import { withoutDocker } from '../support/traced.ts'

// docs/policies/rescan.json: what it takes to judge every night what a service runs. Nothing is pushed, tagged or deployed.

jest.setTimeout(60_000)

const statements = statementsOf('rescan')
const old: ScanScript = { ...rated('low'), scannedAgoMs: 40 * 3_600_000 }
/** What a rescan of an old scan takes: it is asked for again. */
const oldAgain: ScanScript = {
  ...{ steps: [{ status: 'COMPLETE', findings: [] }], scannedAgoMs: 40 * 3_600_000 },
  rescan: [{ status: 'COMPLETE', findings: [] }],
}
const maxAge = { 'max-scan-age-hours': '24' }
const exploits = { 'fail-on-known-exploited': 'true', 'min-epss': '0.9' }

type World = Readonly<{ slipway: Slipway; digest: string }>

/** A world whose service runs an image of ours, named by its digest or by its tag. */
async function worldOf(
  mode: 'basic' | 'enhanced',
  scan: ScanScript,
  by: 'digest' | 'tag' = 'digest',
): Promise<World> {
  const slipway = await permittingWorld()
  const { aws } = slipway.local
  if (mode === 'enhanced') await scanEnhanced(aws, '*')
  const digest = await pushImage(await logIn(aws), 'shop', 'live')
  aws.setScan(digest, scan)
  const image = `${aws.host}/shop${by === 'tag' ? ':live' : `@${digest}`}`
  const { cluster, service: name } = deploying
  aws.createService({
    cluster,
    name,
    taskDefinition: { family: 'shop', containerDefinitions: [{ name: 'app', image }] },
  })
  return { slipway, digest }
}

let basic: World
let enhanced: World
let tagged: World
beforeAll(async () => {
  basic = await worldOf('basic', rated('low'))
  // Completed just now, so that Inspector is asked whether it is done.
  const [step] = rated('low', 'enhanced').steps ?? []
  enhanced = await worldOf('enhanced', { steps: [{ status: 'COMPLETE', ...step, completedAgoMs: 0 }] })
  tagged = await worldOf('basic', rated('low'), 'tag')
})
afterAll(async () => {
  for (const { slipway } of [basic, enhanced, tagged]) await slipway.close()
})

function rescan(world: World, without: readonly string[], inputs: How['inputs'] = {}) {
  const given = { ...deploying, deploy: 'false', image: 'deployed', tags: '', ...inputs }
  return permitted(statements, without, { env: withoutDocker, world: world.slipway, inputs: given })
}

test('has no action that is not tried', () => {
  expect(new Set(required('rescan'))).toEqual(new Set(Object.keys(rescanning)))
  expect(new Set(optional('rescan'))).toEqual(new Set(optionalOfRescan))
})

describe('is enough', () => {
  test.concurrent('with basic scanning', async () => {
    const run = await rescan(basic, [])
    expect(run.outputs).toMatchObject({ verdict: 'passed', digest: basic.digest, built: 'false' })
    expect(run.notes).toEqual([])
    expect(beyond(run, statements)).toEqual([])
  })

  test.concurrent('with enhanced scanning, and for what is exploited', async () => {
    const run = await rescan(enhanced, [], exploits)
    expect(run.outputs).toMatchObject({ verdict: 'passed', 'scan-mode': 'enhanced' })
    expect(run.notes).toEqual([])
    expect(beyond(run, statements)).toEqual([])
    expect(new Set(run.asked.filter((one) => one.startsWith('inspector2:')))).toEqual(
      new Set(['inspector2:ListCoverage', 'inspector2:ListFindings', 'inspector2:BatchGetFindingDetails']),
    )
  })

  test.concurrent('where the task definition names a tag', async () => {
    const run = await rescan(tagged, [])
    expect(run.outputs).toMatchObject({ verdict: 'passed', digest: tagged.digest })
    expect(run.asked).toEqual(expect.arrayContaining(['ecs:ListTasks', 'ecs:DescribeTasks']))
    expect(beyond(run, statements)).toEqual([])
  })

  test.concurrent('to renew a scan that is too old', async () => {
    const world = await worldOf('basic', oldAgain)
    const run = await rescan(world, [], maxAge)
    expect(run.outputs).toMatchObject({ verdict: 'passed' })
    expect(run.asked).toContain('ecr:StartImageScan')
    expect(beyond(run, statements)).toEqual([])
    await world.slipway.close()
  })
})

describe('a required action', () => {
  for (const [action, { code }] of Object.entries(rescanning)) {
    test.concurrent(`${action}: without it ${code}`, async () => {
      const run = await rescan(action.startsWith('inspector2:') ? enhanced : basic, [action])
      expect(run.code).toBe(code)
      expect(run.error).toContain(action)
      expect(run.outputs).not.toHaveProperty('verdict')
      expect(run.result.main.exitCode).toBe(1)
    })
  }
})

describe('an optional action', () => {
  const tasks = ['ecs:ListTasks', 'ecs:DescribeTasks']
  const rule = 'ecr:BatchGetRepositoryScanningConfiguration'
  test.concurrent('is missed by nobody with a digest, basic scanning and a scan that is young enough', async () => {
    const run = await rescan(basic, [...tasks, 'ecr:StartImageScan', rule], maxAge)
    expect(run.outputs.verdict).toBe('passed')
    expect(run.notes).toEqual([])
  })

  test.concurrent.each(tasks)('%s is required where it names a tag', async (action) => {
    const run = await rescan(tagged, [action])
    expect(run.code).toBe('AWS_ACCESS_DENIED')
    expect(run.error).toContain(action)
  })

  test.concurrent('ecr:StartImageScan is missed where a scan is too old', async () => {
    const world = await worldOf('basic', old)
    const run = await rescan(world, ['ecr:StartImageScan'], maxAge)
    expect(run.code).toBe('IMAGE_UNSCANNED')
    expect(run.error).toContain('ecr:StartImageScan')
    await world.slipway.close()
  })

  test.concurrent('inspector2:BatchGetFindingDetails is required with fail-on-known-exploited', async () => {
    const action = 'inspector2:BatchGetFindingDetails'
    const run = await rescan(enhanced, [action], exploits)
    expect(run.code).toBe('AWS_ACCESS_DENIED')
    expect(run.error).toContain(action)
    expect((await rescan(enhanced, [action])).outputs.verdict).toBe('passed')
  })

  test.concurrent('is missed with basic scanning by words at most', async () => {
    const run = await rescan(basic, ['ecr:GetRegistryScanningConfiguration', 'ecr:GetDownloadUrlForLayer'])
    expect(run.outputs.verdict).toBe('passed')
    expect(run.notes.toSorted()).toEqual([
      expect.stringMatching(
        /^notice: Whether scans cover the repository shows only after the push\. .*ecr:GetRegistryScanning/,
      ),
      expect.stringMatching(
        /^warning: Of which commit the image is could not be read: .*ecr:GetDownloadUrlForLayer/,
      ),
    ])
  })
})

test('deploy.json has what a baseline of what is deployed takes', async () => {
  const both = statementsOf('push-and-gate', 'deploy')
  const inputs = { ...deploying, deploy: 'false', image: ':live', tags: '', baseline: 'deployed' }
  const run = await permitted(both, [], { env: withoutDocker, world: tagged.slipway, inputs })
  expect(run.outputs.verdict).toBe('passed')
  expect(run.notes).toEqual([])
  expect(run.asked).toEqual(expect.arrayContaining(['ecs:DescribeTaskDefinition', 'ecs:DescribeTasks']))
  expect(beyond(run, both)).toEqual([])
})
