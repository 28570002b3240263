import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import type { Rollout, RolloutStep } from '../../local/aws/aws.ts'
import {
  arnOf,
  asRole,
  cluster,
  type Deployed,
  deploy,
  type Given,
  realDocker,
  release,
  roleWithout,
  writes,
} from '../fixtures/deploy/deploying.ts'
import { pending } from '../fixtures/deploy/verdicts.ts'
import { describeWithDocker, errorOf, remains, type Slipway, startSlipway } from '../support/slipway.ts'

// While ECS rolls out: what of ours fails then never decides how the release ended, and nothing more is written.

jest.setTimeout(60_000)
let slipway: Slipway
let services = 0

const describing = 'ecs:DescribeServiceDeployments'
const listing = 'ecs:ListServiceDeployments'

beforeAll(async () => {
  const roles = [
    roleWithout('slipway'),
    roleWithout('blind', describing, listing),
    roleWithout('half-blind', describing),
    roleWithout('reads-no-tasks', 'ecs:ListTasks'),
  ]
  slipway = await startSlipway('__tests__/fixtures/e2e-gate', { pace: 60, aws: { roles } })
})
afterAll(() => slipway.close())

function given(what: Omit<Given, 'service'>): Promise<Readonly<{ service: string }> & Deployed> {
  const service = `shop-${++services}`
  return release(slipway, { service, ...what, run: { ...realDocker, ...what.run } }).then((deployed) => ({
    service,
    ...deployed,
  }))
}

const updates = ({ written }: Deployed) => written.map(([operation]) => operation)
const onlyOurs = ['RegisterTaskDefinition', 'UpdateService']

describeWithDocker(
  'where the records of deployments may not be read, the list of the service decides:',
  () => {
    test.each([
      ['blind', 'ListServiceDeployments'],
      ['half-blind', 'DescribeServiceDeployments'],
    ])('for the role %s', async (role, action) => {
      const inputs = asRole(slipway, role)
      const deployed = await given({ rollout: 'slow-success', inputs })
      const { result, service } = deployed
      expect(errorOf(result)).toBe('')
      expect(result.outputs).toMatchObject({ 'deployment-status': 'successful', released: 'true' })
      const [{ level, message } = { level: '', message: '' }, ...others] = result.main.annotations
      expect([level, others]).toEqual(['notice', []])
      // What is missing can be added by the next reader of this line alone.
      expect(message).toMatch(
        new RegExp(
          `^The services' own lists of deployments decide, .*: ecs:${action} for .* was denied: User: `,
        ),
      )
      expect(message).toMatch(
        /They need ecs:ListServiceDeployments, ecs:DescribeServiceDeployments and ecs:DescribeServiceRevisions\.$/,
      )
      expect(updates(deployed)).toEqual(onlyOurs)
      expect(result.log).toMatch(/^\d\d:\d\d shop-\d+ COMPLETED: 2 of 2 new tasks run/m)
      expect(slipway.local.aws.service(service, cluster).taskDefinition).toBe(arnOf(slipway, `${service}:2`))
      expect(remains(result)).toEqual([])
    })
  },
)

describeWithDocker('a deployment', () => {
  test('whose stopped tasks may not be read has the same verdict, with the events', async () => {
    const inputs = asRole(slipway, 'reads-no-tasks')
    const { result, service } = await given({ rollout: 'breaker-rollback', inputs })
    expect(result.outputs['failure-code']).toBe('ROLLED_BACK')
    expect(result.log).toMatch(/^The stopped tasks could not be read: ecs:ListTasks for .* was denied: /m)
    expect(result.summary).toContain(`(service ${service}) `)
  })

  const unknown = { afterMs: 5000, status: 'VALIDATING' } as unknown as RolloutStep

  test('with a status that nobody knows yet is followed to its end', async () => {
    const rollout: Rollout = [
      ...pending,
      unknown,
      { afterMs: 20_000, status: 'SUCCESSFUL', running: 'all', old: 0 },
    ]
    const { result } = await given({ rollout })
    expect(result.log).toMatch(/^\d\d:\d\d shop-\d+ VALIDATING: /m)
    expect(result.outputs['deployment-status']).toBe('successful')
  })

  test('that times out while ECS rolls it back is not told as one that goes on', async () => {
    const rollout: Rollout = [
      ...pending,
      { afterMs: 5000, status: 'ROLLBACK_IN_PROGRESS', running: 0, pending: 0 },
    ]
    const { result } = await given({ rollout, inputs: { 'deploy-timeout-minutes': '1' } })
    expect(result.outputs['failure-code']).toBe('DEPLOYMENT_TIMED_OUT')
    expect(errorOf(result)).toContain('its last state was ROLLBACK_IN_PROGRESS')
    expect(errorOf(result)).not.toContain('nothing was rolled back')
  })

  test('that is rolled back past a revision which never worked is told with the one that runs', async () => {
    const service = `shop-${++services}`
    const { aws } = slipway.local
    await release(slipway, { service, rollout: pending, inputs: { wait: 'false' }, run: realDocker })
    // Ours takes the place of one that is still under way.
    aws.setRollout(service, 'breaker-rollback')
    const { result } = await deploy(slipway, {
      ...{ service, run: realDocker },
      inputs: { 'build-args': 'PACKAGES=informational' },
    })
    expect(aws.service(service, cluster).taskDefinition).toBe(arnOf(slipway, `${service}:1`))
    expect(errorOf(result)).toMatch(
      new RegExp(`^ECS rolled the service ${service} back from ${service}:3 to ${service}:1: `),
    )
  })
})

describeWithDocker('a run that is cancelled in the middle of a rollout', () => {
  test.each([
    ['', false],
    [', in a container job', true],
  ])('ends at once, names the deployment, and writes nothing more%s', async (_, container) => {
    const cancel = { whenLog: 'IN_PROGRESS: 0 of 2', afterMs: 100 }
    const { result, service } = await given({ rollout: pending, run: { cancel, container } })
    expect(result.conclusion).toBe('cancelled')
    const { requests } = slipway.local.aws
    const own = requests.filter(({ parameters }) => JSON.stringify(parameters ?? {}).includes(service))
    expect(writes(own).map(([operation]) => operation)).toEqual(onlyOurs)
    expect(slipway.local.aws.service(service, cluster).taskDefinition).toBe(arnOf(slipway, `${service}:2`))
    expect(remains(result)).toEqual([])
    if (container) return
    expect(result.main.ms).toBeLessThan(7_500)
    expect(result.outputs).toMatchObject({
      'failure-code': 'CANCELLED',
      'deployment-id': expect.stringMatching(/^ecs-svc\/\d+$/),
      'task-definition-revision': `${service}:2`,
      released: 'false',
    })
    expect(result.outputs).not.toHaveProperty('deployment-status')
    expect(errorOf(result)).toMatch(/^The run was cancelled\. .* \[CANCELLED\]$/)
    expect(result.summary).toContain(`| Deployment | \`${result.outputs['deployment-id']}\` |`)
  })
})

describeWithDocker('what is not released is not deployed:', () => {
  test('an image that the gate blocked', async () => {
    const { result, written, service } = await given({ inputs: { 'build-args': 'PACKAGES=critical' } })
    expect(result.outputs).toMatchObject({
      verdict: 'blocked',
      released: 'false',
      'failure-code': 'GATE_BLOCKED',
    })
    expect(result.outputs).not.toHaveProperty('task-definition-arn')
    expect(written).toEqual([])
    expect(result.summary).not.toContain('### Deploy')
    expect(slipway.local.aws.service(service, cluster).taskDefinition).toBe(arnOf(slipway, `${service}:1`))
  })

  test('an image whose tag was refused', async () => {
    const repository = 'immutable'
    slipway.local.aws.createRepository(repository, { tagMutability: 'IMMUTABLE' })
    const first = await given({ inputs: { repository, tags: 'v1' } })
    expect(first.result.outputs.released).toBe('true')
    const other = await given({ inputs: { repository, tags: 'v2', 'build-args': 'PACKAGES=informational' } })
    const inputs = { repository, tags: 'v1', image: `@${other.result.outputs.digest}` }
    const { result, written } = await given({ inputs })
    expect(result.outputs).toMatchObject({ released: 'false', 'failure-code': 'TAGS_NOT_PUT' })
    expect(written).toEqual([])
  })

  test('a candidate', async () => {
    const { result, asked } = await given({ inputs: { push: 'candidate' } })
    expect(result.outputs.verdict).toBe('passed')
    expect(asked).toEqual([])
  })
})
