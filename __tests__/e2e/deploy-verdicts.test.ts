import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { rollouts } from '../../local/aws/aws.ts'
import {
  arnOf,
  cluster,
  type Deployed,
  definition,
  deploy,
  oldImage,
  realDocker,
  release,
} from '../fixtures/deploy/deploying.ts'
import { type Verdict, verdicts } from '../fixtures/deploy/verdicts.ts'
import { describeWithDocker, errorOf, remains, type Slipway, startSlipway } from '../support/slipway.ts'

// How a deployment may end, and that each end is told as what it is: exit code, outputs, the one annotation, the summary,
// and what is true of the service afterwards. What is said in each case stands in fixtures/deploy/verdicts.ts.

jest.setTimeout(30_000)
let slipway: Slipway
let services = 0
beforeAll(async () => {
  slipway = await startSlipway('__tests__/fixtures/e2e-gate', { pace: 60 })
})
afterAll(() => slipway.close())

async function given(verdict: Verdict): Promise<Readonly<{ service: string }> & Deployed> {
  const service = `shop-${++services}`
  const { rollout, inputs = {}, settings, sidecar } = verdict
  const others = sidecar === undefined ? [] : [{ name: 'sidecar', image: filled(sidecar, service) }]
  const taskDefinition = definition(service, ...others)
  return {
    service,
    ...(await release(slipway, {
      ...{ service, rollout, inputs, run: realDocker },
      settings: { taskDefinition, ...settings },
    })),
  }
}

function filled(text: string, service: string): string {
  return text.replaceAll('{name}', service).replaceAll('{host}', slipway.local.aws.host)
}

function expectSaid(said: string, wanted: Verdict['says'], service: string): void {
  if (typeof wanted === 'string') expect(said).toBe(filled(wanted, service))
  else expect(said).toMatch(new RegExp(filled(wanted.source, service)))
}

/** How prose stands in a summary: what Markdown could read is escaped. */
const plain = (summary: string) => summary.replace(/\\(?=[\\`*_{}[\]#|~])/g, '').replaceAll('\u200b', '')

describeWithDocker('a deployment that ends as', () => {
  test.each(verdicts.map((one) => [one.what ?? one.status, one] as const))('%s', async (_, verdict) => {
    const { service, result, written } = await given(verdict)
    const { outputs, main, summary } = result
    const good = verdict.code === undefined
    const revision = `${service}:2`
    const id = outputs['deployment-id'] ?? ''

    expect(main.exitCode).toBe(good ? 0 : 1)
    expect(result.conclusion).toBe(good ? 'success' : 'failure')
    expect(outputs).toMatchObject({
      'deployment-status': verdict.status,
      'deployment-id': expect.stringMatching(/^ecs-svc\/\d+$/),
      'task-definition-arn': arnOf(slipway, revision),
      'task-definition-revision': revision,
      'previous-task-definition-arn': arnOf(slipway, `${service}:1`),
      'task-definition-changed': 'true',
      'tag-names': `sha-${slipway.checkout.sha.slice(0, 7)}`,
      'console-url': `https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/demo/services/${service}/deployments?region=eu-west-1`,
      verdict: 'passed',
      released: String(good),
    })
    expect(JSON.parse(outputs.services ?? '')).toEqual([
      {
        ...{ cluster, service, status: verdict.status, deploymentId: id },
        ...{ revision, previous: `${service}:1`, changed: true, seconds: expect.any(Number) },
        ...{ strategy: 'ROLLING', digest: outputs.digest, consoleUrl: outputs['console-url'] },
      },
    ])
    expect([outputs['failure-code'], remains(result)]).toEqual([verdict.code, []])

    const code = ` [${verdict.code}]`
    expect(main.annotations.map(({ title }) => title)).toEqual(good ? [] : [`Slipway: ${verdict.code}`])
    expect(errorOf(result).endsWith(code)).toBe(!good)
    const headline = result.log.split('\n').find((line) => line.startsWith('Released ')) ?? ''
    expectSaid(good ? headline : errorOf(result).replace(code, ''), verdict.says, service)
    expect(errorOf(result).startsWith(outputs['failure-reason'] ?? '')).toBe(true)

    expect(written).toEqual([
      ['RegisterTaskDefinition', expect.objectContaining({ family: service })],
      ['UpdateService', { cluster, service, taskDefinition: arnOf(slipway, revision) }],
    ])

    const mark = good ? '✅ Slipway: released `shop`' : `❌ Slipway: failed \`shop\` (${verdict.code})`
    expect(summary.startsWith(`## ${mark}\n\n`)).toBe(true)
    expect(plain(summary)).toContain(good ? headline : outputs['failure-reason'])
    expect(summary).toContain(`### Deploy: ${verdict.status}\n\n| Service | [${service}](https://eu-west-1.`)
    expect(summary).toContain(
      `| Cluster | \`demo\` |\n| Task definition | \`${service}:1\` → \`${revision}\` |\n| Deployment | \`${id}\` |`,
    )
    expect(summary.includes('| Stopped task | Reason | Containers |')).toBe(verdict.stopped !== undefined)
    if (verdict.stopped) expect(plain(summary)).toMatch(verdict.stopped)
    expect(summary.includes('Newest events of the service:')).toBe(verdict.event !== undefined)
    expect(plain(summary)).toContain(verdict.event ?? '')

    const truth = slipway.local.aws.service(service, cluster)
    const image = outputs.image ?? ''
    expect(truth.taskDefinition).toBe(arnOf(slipway, `${service}:${verdict.leads}`))
    // Of a rollout that goes on, one or the other may run at this very moment.
    if (verdict.status === 'timed-out') return
    expect(truth.runningImages.includes(image)).toBe(verdict.runs)
    expect(truth.runningImages.includes(oldImage)).toBe(!verdict.runs)
  })
})

describeWithDocker('a service that runs the image already', () => {
  test('is left alone: nothing is registered, and nothing is updated', async () => {
    const service = `shop-${++services}`
    const first = await release(slipway, { service })
    const again = await deploy(slipway, { service })
    expect(again.written).toEqual([])
    expect(again.result.main.exitCode).toBe(0)
    expect(again.result.outputs).toMatchObject({
      'deployment-status': 'no-change',
      'task-definition-arn': arnOf(slipway, `${service}:2`),
      'previous-task-definition-arn': arnOf(slipway, `${service}:2`),
      'task-definition-changed': 'false',
      image: first.result.outputs.image,
      released: 'true',
    })
    expect(again.result.outputs).not.toHaveProperty('deployment-id')
    expect(again.result.log).toContain(`the service ${service} ran ${service}:2 already.`)
    expect(again.result.summary).toContain(`### Deploy: no-change\n`)
    expect(again.result.summary).toContain(`| Task definition | \`${service}:2\`, unchanged |`)
    expect(again.result.main.annotations).toEqual([])
  })

  test('but is still being brought there is followed to its end, without a second update', async () => {
    const service = `shop-${++services}`
    // So long that the second build and scan are over well before it ends, on a busy machine too.
    const rollout = rollouts['slow-success'].map((step) => ({ ...step, afterMs: step.afterMs * 5 }))
    const first = await release(slipway, { service, rollout, inputs: { wait: 'false' } })
    const again = await deploy(slipway, { service })
    expect(again.written.filter(([operation]) => operation === 'RegisterTaskDefinition')).toEqual([])
    expect(again.result.outputs).toMatchObject({
      'deployment-status': 'successful',
      'deployment-id': first.result.outputs['deployment-id'],
      'task-definition-changed': 'false',
      released: 'true',
    })
  })

  test('but is only on its way back to it is no success until it is there', async () => {
    const service = `shop-${++services}`
    await release(slipway, { service })
    slipway.local.aws.setRollout(service, [
      { afterMs: 0, status: 'PENDING' },
      { afterMs: 1000, status: 'IN_PROGRESS', pending: 'all' },
      { afterMs: 2000, status: 'ROLLBACK_REQUESTED', pending: 0 },
      { afterMs: 3000, status: 'ROLLBACK_IN_PROGRESS' },
      { afterMs: 600_000, status: 'ROLLBACK_SUCCESSFUL' },
    ])
    await deploy(slipway, { service, inputs: { wait: 'false', labels: 'another=image', tags: 'another' } })
    const again = await deploy(slipway, { service })
    // The deployment that put it there succeeded long ago: that alone must not count.
    const [primary] = slipway.local.aws.service(service, cluster).deployments
    expect(again.result.outputs).toMatchObject({
      'deployment-status': 'successful',
      'task-definition-changed': 'false',
    })
    expect(primary).toMatchObject({ status: 'PRIMARY', rolloutState: 'COMPLETED' })
    expect(primary?.id).toBe(again.result.outputs['deployment-id'])
  })
})
