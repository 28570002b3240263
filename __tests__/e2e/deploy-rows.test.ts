import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import type { Rollout } from '../../local/aws/aws.ts'
import { arnOf, cluster } from '../fixtures/deploy/deploying.ts'
import { type Row, rows, type Told } from '../fixtures/deploy/rows.ts'
import {
  onlyOurs,
  type Rolled,
  type RollingWorld,
  rolled,
  rollingWorld,
  ways,
} from '../fixtures/deploy/world.ts'

// Every state in which ECS can show a deployment, with ECS's own record of it and without: verdict, outputs, exit code and
// sentence, and what is true of the service. What is said in each case stands in fixtures/deploy/rows.ts.

jest.setTimeout(120_000)
let world: RollingWorld
beforeAll(async () => {
  world = await rollingWorld()
})
afterAll(() => world.slipway.close())

const filled = (pattern: RegExp, service: string) =>
  new RegExp(pattern.source.replaceAll('{name}', service), pattern.flags)

function expectTold(run: Rolled, told: Told, region: string): void {
  const { service, result, outputs, truth, headline, error } = run
  const { code, status } = told
  expect(code === undefined ? headline : error.replace(` [${code}]`, '')).toMatch(filled(told.says, service))
  expect(result.main.exitCode).toBe(code === undefined ? 0 : 1)
  expect(result.conclusion).toBe(code === undefined ? 'success' : 'failure')
  expect([outputs['failure-code'], outputs['deployment-status']]).toEqual([code, status])
  const [own] = truth.history.filter(({ id }) => id === outputs['deployment-id'])
  expect(own?.calls[0]?.operation).toBe('UpdateService')
  const revision = `${service}:2`
  expect(outputs).toMatchObject({
    'task-definition-arn': arnOf(world.slipway, revision).replace(ways.api.region, region),
    'task-definition-revision': revision,
    'task-definition-changed': 'true',
    released: String(told.released),
    digest: world.digest,
  })
  expect(outputs['previous-task-definition-arn']).toMatch(new RegExp(`/${service}:1$`))
  expect(outputs['console-url']).toContain(`/clusters/${cluster}/services/${service}/`)
  const entry = { cluster, service, revision, previous: `${service}:1`, changed: true, digest: world.digest }
  expect(JSON.parse(outputs.services ?? '')).toEqual([
    expect.objectContaining({ ...entry, ...(status && { status }), deploymentId: outputs['deployment-id'] }),
  ])
  // A success is one in truth, and nothing else is told as one.
  expect(told.status === 'successful').toBe(own?.status === 'SUCCESSFUL')
}

for (const row of rows) {
  const { what, rollout, settings = {}, inputs = {}, record, list = record, way, warnings = [] } = row
  test.concurrent(`${what}, by its own record`, async () => {
    const run = await rolled(world, { rollout, settings, inputs })
    expectTold(run, record, ways.api.region)
    expect(run.notes).toEqual(warnings.map((one) => expect.stringMatching(filled(one, run.service))))
    expect(run.calls).toEqual(onlyOurs)
  })

  if (way === undefined) continue
  test.concurrent(`${what}, by the list of the service (${way})`, async () => {
    const run = await rolled(world, { rollout, settings, inputs, way })
    expectTold(run, list, ways[way].region)
    expect(
      run.notes.filter((one) => /^notice: The services' own lists of deployments decide/.test(one)),
    ).toHaveLength(1)
    expect(run.calls).toEqual([...onlyOurs, ...remedyOf(row)])
  })
}

function remedyOf({ remedy }: Row): readonly string[] {
  return remedy === undefined ? [] : [remedy]
}

const begun: Rollout = [
  { afterMs: 0, status: 'PENDING' },
  { afterMs: 1000, status: 'IN_PROGRESS', pending: 'all' },
]

test.concurrent('a deployment that may end early succeeds, and what is missing then is told', async () => {
  const rollout: Rollout = [
    ...begun,
    { afterMs: 4000, running: 1, pending: 1 },
    { afterMs: 6000, status: 'SUCCESSFUL' },
    { afterMs: 3_000_000, running: 'all', pending: 0, old: 0 },
  ]
  const earlySuccessCriteria = { enable: true, healthyPercent: 50 }
  const run = await rolled(world, {
    rollout,
    settings: { deploymentConfiguration: { earlySuccessCriteria } },
  })
  const note =
    'only 1 of 2 tasks run now, since earlySuccessCriteria lets it end early and nothing watches the rest'
  expect(run.outputs).toMatchObject({ 'deployment-status': 'successful', released: 'true' })
  expect(run.notes).toEqual([`warning: The service ${run.service}: ${note}.`])
  expect(run.headline.endsWith(`, but ${note}.`)).toBe(true)
})

test.concurrent('a deployment that is on its way back when the time is over is told as that', async () => {
  const rollout: Rollout = [...begun, { afterMs: 4000, status: 'ROLLBACK_IN_PROGRESS', pending: 0 }]
  const run = await rolled(world, { rollout, inputs: { 'deploy-timeout-minutes': '1' } })
  expect(run.error).toMatch(
    / was not done after 1 min; its last state was ROLLBACK_IN_PROGRESS: .*\. ECS is rolling it back, and was not done with it: look at the service\. \[DEPLOYMENT_TIMED_OUT\]$/,
  )
  expect(run.result.log).toContain(`${run.service}: the release looks bad; gathering why\n`)
  expect(run.calls).toEqual(onlyOurs)
})

test.concurrent('a paused deployment that somebody answers goes on to its end', async () => {
  const rollout: Rollout = [
    ...begun,
    { afterMs: 5000, running: 'all', pending: 0 },
    { afterMs: 6000, pause: { answered: { afterMs: 30_000, action: 'CONTINUE' } } },
    { afterMs: 8000, status: 'SUCCESSFUL', old: 0 },
  ]
  const run = await rolled(world, { rollout })
  expect(run.outputs).toMatchObject({ 'deployment-status': 'successful', released: 'true' })
  expect(run.notes).toEqual([expect.stringMatching(/^warning: .* is paused at the hook /)])
})

test.concurrent('each pause of a canary is told of, and both are waited for', async () => {
  const paused = (afterMs: number) => ({
    afterMs,
    lifecycleStage: 'PRE_PRODUCTION_TRAFFIC_SHIFT',
    pause: { answered: { afterMs: 60_000, action: 'CONTINUE' as const } },
  })
  const rollout: Rollout = [
    ...begun,
    { afterMs: 3000, running: 'all', pending: 0, weight: 0 },
    paused(5000),
    { afterMs: 5500, lifecycleStage: 'PRODUCTION_TRAFFIC_SHIFT', weight: 5 },
    paused(12_000),
    { afterMs: 13_000, weight: 100, lifecycleStage: 'PRODUCTION_TRAFFIC_SHIFT' },
    { afterMs: 20_000, status: 'SUCCESSFUL', old: 0 },
  ]
  const run = await rolled(world, { rollout, settings: { deploymentConfiguration: { strategy: 'CANARY' } } })
  expect(run.outputs['deployment-status']).toBe('successful')
  expect(run.notes).toEqual(Array(2).fill(expect.stringMatching(/ is paused at the hook /)))
  expect(new Set(run.notes).size).toBe(2)
  expect(run.result.log).toMatch(/ 5 % of the traffic/)
  expect(JSON.parse(run.outputs.services ?? '')).toEqual([expect.objectContaining({ strategy: 'CANARY' })])
})
