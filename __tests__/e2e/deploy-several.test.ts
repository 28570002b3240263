import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type Fault, type LocalPlace, type Rollout, type RolloutName, rollouts } from '../../local/aws/aws.ts'
import { cluster, definition, oldImage } from '../fixtures/deploy/deploying.ts'
import {
  newName,
  onlyOurs,
  type Rolled,
  type Rolling,
  type RollingWorld,
  rolled,
  rollingWorld,
} from '../fixtures/deploy/world.ts'
import { open } from '../support/admin.ts'

// Several services in one run, none at all, and what is there before a deploy: other people's deployments, later runs,
// other accounts.

jest.setTimeout(120_000)
const other = '210987654321'
let world: RollingWorld
beforeAll(async () => {
  world = await rollingWorld({ aws: { roles: [{ name: 'there', account: other, trust: open }] } })
})
afterAll(() => world.slipway.close())

const begun: Rollout = [
  { afterMs: 0, status: 'PENDING' },
  { afterMs: 1000, status: 'IN_PROGRESS', pending: 'all' },
]
const home = (): LocalPlace => world.slipway.local.aws

/** Services that each run a definition of their own. */
function createServices(place: LocalPlace, count: number, courses: readonly (Rollout | RolloutName)[] = []) {
  return Array.from({ length: count }, (_, at) => {
    const name = newName()
    place.createService({ name, cluster, taskDefinition: definition(name) })
    const rollout = courses[at]
    if (rollout !== undefined) place.setRollout(name, rollout)
    return name
  })
}

function toAll(names: readonly string[], { inputs, ...given }: Rolling = {}): Rolling {
  return { ...given, service: names[0] ?? '', inputs: { service: names.join('\n'), ...inputs } }
}

const entriesOf = ({ outputs }: Rolled): readonly Readonly<Record<string, unknown>>[] =>
  JSON.parse(outputs.services ?? '[]')

const times = (count: number, call: string): readonly string[] => Array(count).fill(call)

describe('several services', () => {
  test.concurrent('of one base get one revision', async () => {
    const family = `shared-${newName()}`
    home().registerTaskDefinition(definition(family))
    const names = createServices(home(), 3)
    const run = await rolled(world, toAll(names, { inputs: { 'task-definition': family } }))
    expect(run.error).toBe('')
    expect(run.calls).toEqual(['RegisterTaskDefinition', ...times(3, 'UpdateService')])
    expect(run.outputs['task-definition-revision']).toBe(`${family}:2`)
    expect(entriesOf(run)).toEqual(
      names.map((service) =>
        expect.objectContaining({
          ...{
            service,
            status: 'successful',
            revision: `${family}:2`,
            previous: `${service}:1`,
            changed: true,
          },
        }),
      ),
    )
    expect(run.headline).toContain(
      `, and the services ${names[0]}, ${names[1]} and ${names[2]} run ${family}:2.`,
    )
  })

  test.concurrent('that run one revision get one too', async () => {
    const family = `shared-${newName()}`
    const taskDefinition = home().registerTaskDefinition(definition(family))
    const names = createServices(home(), 2)
    for (const name of names) home().updateService(name, { taskDefinition }, cluster)
    const run = await rolled(world, toAll(names))
    expect(run.calls).toEqual(['RegisterTaskDefinition', ...times(2, 'UpdateService')])
    expect(entriesOf(run).map(({ revision }) => revision)).toEqual(times(2, `${family}:2`))
  })

  test.concurrent('of different bases get one each; where one fails, the others are followed to their end', async () => {
    const names = createServices(home(), 3, ['success', 'breaker-rollback', 'slow-success'])
    const [first, bad, last] = names
    const run = await rolled(world, toAll(names))
    expect(run.error).toMatch(
      new RegExp(
        `^ECS rolled the service ${bad} back from ${bad}:2 to ${bad}:1: .*\\)\\. Of the other services, 2 ended well \\(${first} and ${last}\\)\\. Nothing of this release runs\\. .* \\[ROLLED_BACK\\]$`,
      ),
    )
    expect(run.calls).toEqual([...times(3, 'RegisterTaskDefinition'), ...times(3, 'UpdateService')])
    expect(run.result.main.exitCode).toBe(1)
    expect(run.outputs).toMatchObject({ 'deployment-status': 'rolled-back', released: 'false' })
    expect(entriesOf(run).map(({ service, status, revision }) => [service, status, revision])).toEqual([
      [first, 'successful', `${first}:2`],
      [bad, 'rolled-back', `${bad}:2`],
      [last, 'successful', `${last}:2`],
    ])
    // What is told of one alone is told of the worst.
    expect(run.outputs['deployment-id']).toBe(entriesOf(run)[1]?.deploymentId)
    for (const name of names)
      expect(run.place.service(name, cluster).runningImages).toEqual(
        name === bad ? [oldImage] : [run.outputs.image],
      )
    expect(run.result.summary).toContain(bad)
  })

  test.concurrent('are asked for together, and what ECS throttles or finds too early is asked again', async () => {
    const faults: readonly Fault[] = [
      { operation: 'ecs:RegisterTaskDefinition', kind: 'concurrent-revision', times: 2, skip: 3 },
      { operation: 'ecs:RegisterTaskDefinition', kind: 'throttle', times: 1 },
      { operation: 'ecs:UpdateService', kind: 'throttle', times: 2, skip: 5 },
    ]
    const own = await rollingWorld({ aws: { faults, ecs: { listedMs: 0 } } })
    try {
      const names = createServices(own.slipway.local.aws, 12)
      const run = await rolled(own, toAll(names))
      expect(run.error).toBe('')
      const done = run.requests.filter(({ status }) => status === 200)
      const parametersOf = (operation: string) =>
        done.flatMap((one) => (one.operation === operation ? [one.parameters ?? {}] : []))
      expect(parametersOf('RegisterTaskDefinition')).toHaveLength(12)
      expect(parametersOf('UpdateService').map(({ service }) => service)).toEqual(names)
      expect(entriesOf(run).map(({ service, status }) => [service, status])).toEqual(
        names.map((name) => [name, 'successful']),
      )
      // One by one these would be twelve at every look.
      const looks = parametersOf('DescribeServiceDeployments')
      expect(looks.length).toBeLessThan(12)
      expect(looks[0]?.serviceDeploymentArns).toHaveLength(12)
      const pages = parametersOf('DescribeServices').map(({ services }) => (services as string[]).length)
      expect(pages).toEqual(expect.arrayContaining([10, 2]))
      expect(run.headline).toMatch(/; 7 more services stand in the summary\.$/)
      for (const name of names) expect(run.result.summary).toContain(name)
    } finally {
      await own.slipway.close()
    }
  })

  test.concurrent('of a cancelled run get one call each', async () => {
    const names = createServices(home(), 3, [begun, 'paused', begun])
    const cancel = { whenLog: ' paused$', afterMs: 100 }
    const run = await rolled(world, toAll(names, { inputs: { 'on-cancel': 'rollback' }, run: { cancel } }))
    const hint = names.map((name) => `The service ${name}: ECS was asked to roll it back.`).join(' ')
    expect(run.error).toBe(`The run was cancelled. ${hint} [CANCELLED]`)
    const stop = 'StopServiceDeployment'
    const asked = run.calls.slice(6)
    expect(asked).toHaveLength(3)
    expect(asked).toEqual(expect.arrayContaining(['ContinueServiceDeployment', stop]))
    expect(asked.filter((call) => call === stop)).toHaveLength(2)
    expect(entriesOf(run)).toHaveLength(3)
  })

  test.concurrent('of which one does not exist leave all as they are', async () => {
    const [first = ''] = createServices(home(), 1)
    const run = await rolled(world, toAll([first, 'shpo']))
    expect(run.code).toBe('SERVICE_NOT_FOUND')
    expect(run.error).toMatch(/^There is no service shpo in the cluster demo /)
    expect(run.calls).toEqual([])
  })
})

describe('without a service', () => {
  test.concurrent('a revision is registered, and nothing is deployed', async () => {
    const [name = ''] = createServices(home(), 1)
    const inputs = { service: '', cluster: '', 'task-definition': name }
    const first = await rolled(world, { service: name, inputs })
    expect(first.calls).toEqual(['RegisterTaskDefinition'])
    expect(first.headline).toMatch(new RegExp(`: the gate is off\\. Registered ${name}:2 from ${name}:1\\.$`))
    expect(first.outputs).toMatchObject({
      ...{ 'task-definition-revision': `${name}:2`, 'task-definition-changed': 'true', released: 'true' },
    })
    for (const output of ['services', 'deployment-status', 'deployment-id'])
      expect(first.outputs).not.toHaveProperty(output)
    const again = await rolled(world, { service: name, inputs })
    expect(again.calls).toEqual([])
    expect(again.outputs).toMatchObject({
      ...{ 'task-definition-revision': `${name}:2`, 'task-definition-changed': 'false', released: 'true' },
    })
  })
})

describe('a service that runs the image already', () => {
  test.concurrent('is left alone, unless a new deployment or another count is asked for', async () => {
    const { service } = await rolled(world, {})
    const unchanged = await rolled(world, { service })
    expect([unchanged.calls, unchanged.outputs['deployment-status']]).toEqual([[], 'no-change'])
    const inputs = { 'force-new-deployment': 'true', 'desired-count': '3' }
    const forced = await rolled(world, { service, inputs })
    const taskDefinition = forced.outputs['task-definition-arn']
    const wish = { cluster, service, taskDefinition, desiredCount: 3, forceNewDeployment: true }
    expect(forced.written).toEqual([['UpdateService', wish]])
    expect(forced.truth.desiredCount).toBe(3)
    expect(forced.outputs).toMatchObject({ 'deployment-status': 'successful', released: 'true' })
    const none = await rolled(world, { service, inputs: { 'desired-count': '0' } })
    expect(none.written).toEqual([['UpdateService', { cluster, service, taskDefinition, desiredCount: 0 }]])
    const words = 'the service wants 0 tasks, so nothing was started and nothing is proved'
    expect(none.notes).toEqual([`warning: The service ${service}: ${words}.`])
    expect(none.headline.endsWith(`, but ${words}.`)).toBe(true)
  })
})

describe("somebody else's deployment that is under way", () => {
  // So slow that it goes on while a busy machine starts the run.
  const rollout = rollouts['slow-success'].map((step) => ({ ...step, afterMs: step.afterMs * 5 }))
  const before = (place: LocalPlace, service: string) =>
    place.updateService(service, { forceNewDeployment: true, rollout }, cluster)

  test.concurrent('is replaced, with a warning', async () => {
    const run = await rolled(world, { before })
    expect(run.notes).toEqual([
      expect.stringMatching(
        new RegExp(
          `^warning: A deployment of the service ${run.service} is under way \\(ecs-svc/\\d+\\); this run's takes its place\\.$`,
        ),
      ),
    ])
    expect(run.outputs).toMatchObject({ 'deployment-status': 'successful', released: 'true' })
    expect(run.truth.history.map(({ status }) => status)).toEqual(['SUCCESSFUL', 'STOPPED', 'SUCCESSFUL'])
  })

  test.concurrent('is waited for with `on-in-flight: wait`', async () => {
    const run = await rolled(world, { before, inputs: { 'on-in-flight': 'wait' } })
    expect(run.outputs).toMatchObject({ 'deployment-status': 'successful', released: 'true' })
    expect(run.result.log).toMatch(
      new RegExp(`^${run.service}: waiting for ecs-svc/\\d+, which is under way, for 30 min at most$`, 'm'),
    )
    expect(run.truth.history.map(({ status }) => status)).toEqual(times(3, 'SUCCESSFUL'))
  })

  test.concurrent('is a failure with `on-in-flight: fail`', async () => {
    const run = await rolled(world, { before, inputs: { 'on-in-flight': 'fail' } })
    expect(run.error).toMatch(
      new RegExp(
        `^Nothing was deployed to the service ${run.service} in the cluster demo \\(eu-west-1\\): the deployment ecs-svc/\\d+ is under way there\\. .* \\[DEPLOYMENT_IN_FLIGHT\\]$`,
      ),
    )
    expect(run.calls).toEqual([])
  })
})

describe('what is newer than this release', () => {
  test.concurrent('and was brought by a later run stays, unless allow-older is set', async () => {
    const numbered = (RUN_ID: string) => ({ run: { github: { RUN_ID } } })
    const { service } = await rolled(world, numbered('200'))
    const late = { service, inputs: { 'environment-variables': 'LATE=yes' }, ...numbered('100') }
    const refused = await rolled(world, late)
    expect(refused.error).toMatch(
      new RegExp(
        `^Nothing was deployed to the service ${service} in the cluster demo \\(eu-west-1\\): a later run registered ${service}:2, .* \\[OLDER_RELEASE\\]$`,
      ),
    )
    expect(refused.calls).toEqual([])
    const allowed = await rolled(world, { ...late, inputs: { ...late.inputs, 'allow-older': 'true' } })
    expect(allowed.outputs).toMatchObject({ 'deployment-status': 'successful', released: 'true' })
    expect(allowed.calls).toEqual(onlyOurs)
  })

  test.concurrent('as a revision that nobody deployed is told of', async () => {
    const before = (place: LocalPlace, service: string) =>
      place.registerTaskDefinition(definition(service, { name: 'new', image: oldImage }))
    const run = await rolled(world, { before })
    const { service } = run
    expect(run.notes).toEqual([
      `warning: The newest revision is ${service}:2, and the service ${service} runs ${service}:1, which is the base of this release: what only the newest one says does not ship. Give task-definition to start from it.`,
    ])
    expect(run.outputs).toMatchObject({
      ...{ 'deployment-status': 'successful', 'task-definition-revision': `${service}:3` },
    })
  })
})

describe('another account', () => {
  test.concurrent('that may not pull the image is told of before the rollout', async () => {
    const [name = ''] = createServices(home().in({ account: other }), 1)
    home().createService({ name, cluster, taskDefinition: definition(name) })
    const role = `arn:aws:iam::${other}:role/there`
    const inputs = { 'deploy-role-to-assume': role, 'deploy-role-chaining': 'true' }
    const run = await rolled(world, { service: name, inputs })
    // A policy of the whole registry, which nobody may read from here, can let it in all the same.
    expect(run.notes).toEqual([
      `warning: The tasks may not be able to pull the image: the policy of the repository shop in the account 123456789012 lets nobody of the account ${other} pull. Add this statement to it, unless the policy of the registry does: {"Effect":"Allow","Principal":{"AWS":"${other}"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]}`,
    ])
    const warned = run.result.log.indexOf('The tasks may not be able to pull')
    expect(warned).toBeGreaterThan(0)
    expect(warned).toBeLessThan(run.result.log.indexOf('##[group]Deploy to'))
  })

  test.concurrent('in the ARN of a service is not mistaken for this one', async () => {
    const [name = ''] = createServices(home(), 1)
    const service = `arn:aws:ecs:eu-west-1:${other}:service/${cluster}/${name}`
    const run = await rolled(world, { service: name, inputs: { cluster: '', service } })
    expect(run.error).toBe(
      `The service ${name} in the cluster ${cluster} is not the one that was named: these credentials are of another account than the ARN's, ${other}. Name a role of that account in deploy-role-to-assume. [SERVICE_NOT_FOUND]`,
    )
    expect(run.calls).toEqual([])
  })
})
