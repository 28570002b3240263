import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { RunOptions } from '../../local/github/records.ts'
import {
  arnOf,
  cluster,
  type Deployed,
  deploy,
  type Given,
  realDocker,
  release,
} from '../fixtures/deploy/deploying.ts'
import { describeWithDocker, errorOf, root, type Slipway, startSlipway } from '../support/slipway.ts'

// On which events a service that is named is deployed to, and what a dry run says of it.

jest.setTimeout(30_000)
let slipway: Slipway
let services = 0
/** A PATH without anything on it: a docker that is started is told as missing. */
const noDocker = { PATH: join(root, 'no-such-folder') }

beforeAll(async () => {
  slipway = await startSlipway('__tests__/fixtures/e2e-gate', { pace: 60 })
})
afterAll(() => slipway.close())

async function given(what: Omit<Given, 'service'>): Promise<Readonly<{ service: string }> & Deployed> {
  const service = `shop-${++services}`
  return { service, ...(await release(slipway, { service, ...what, run: { ...realDocker, ...what.run } })) }
}

const pullRequest: Partial<RunOptions> = {
  github: { EVENT_NAME: 'pull_request', REF: 'refs/pull/12/merge' },
  event: {
    pull_request: {
      number: 12,
      head: { repo: { full_name: 'acme/shop' } },
      base: { repo: { full_name: 'acme/shop' } },
    },
  },
}
const target: Partial<RunOptions> = {
  ...pullRequest,
  github: { EVENT_NAME: 'pull_request_target', REF: 'refs/heads/main' },
}

describeWithDocker('on a pull request', () => {
  test('a service that is named is not touched', async () => {
    const { result, asked } = await given({ run: pullRequest })
    expect(result.conclusion).toBe('success')
    expect(result.main.annotations).toEqual([])
    expect(asked).toEqual([])
  })

  test('deploy: true is refused', async () => {
    const { result, asked } = await given({ run: pullRequest, inputs: { deploy: 'true' } })
    expect(errorOf(result)).toMatch(
      /^An input is wrong: deploy: `true` is not for the event 'pull_request': it is deployed after the merge\. .*\[INPUT_INVALID\]$/,
    )
    expect(asked).toEqual([])
  })

  test('of pull_request_target, push alone deploys nothing', async () => {
    const { result, asked } = await given({ run: target, inputs: { push: 'true' } })
    expect(result.outputs.released).toBe('true')
    expect(asked).toEqual([])
  })

  test('of pull_request_target, push and deploy do it, with a warning', async () => {
    const { result, service } = await given({ run: target, inputs: { push: 'true', deploy: 'true' } })
    expect(result.main.annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      'warning: deploy: `true` on pull_request_target may deploy code that nobody of the repository has merged.',
    ])
    expect(result.outputs['deployment-status']).toBe('successful')
    expect(slipway.local.aws.service(service, cluster).taskDefinition).toBe(arnOf(slipway, `${service}:2`))
  })
})

describeWithDocker('without a service', () => {
  test('what has nothing to act on is a notice', async () => {
    const inputs = { cluster, wait: 'true', 'deploy-timeout-minutes': '5', 'container-name': 'app' }
    const { result, asked } = await deploy(slipway, { service: '', inputs })
    expect(result.main.annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual(
      Object.keys(inputs).map((name) => `notice: ${name} has nothing to act on: no service is given.`),
    )
    expect(result.outputs.released).toBe('true')
    expect(asked).toEqual([])
  })
})

describe('a dry run', () => {
  const dry = { 'dry-run': 'true' }

  test('reads the service and what it runs, and changes nothing', async () => {
    const { result, asked, service } = await given({ inputs: dry, run: { env: noDocker } })
    expect(result.conclusion).toBe('success')
    expect(asked.map(({ operation }) => operation)).toEqual([
      'DescribeServices',
      'DescribeTaskDefinition',
      'DescribeTaskDefinition',
    ])
    expect(result.log).toContain(`${service} runs ${service}:1; edited in ${service}:1: the only container`)
    expect(result.log).toContain(`Deploy it to the service ${service} in demo`)
    expect(result.outputs).not.toHaveProperty('task-definition-arn')
  })

  test('tells what a real run would fail with', async () => {
    const inputs = { ...dry, 'container-name': 'wbe' }
    const { result } = await given({ inputs, run: { env: noDocker } })
    expect(result.outputs['failure-code']).toBe('CONTAINER_NOT_FOUND')
  })

  test('of a release that is told not to deploy does not speak of it', async () => {
    const { result, asked } = await given({ inputs: { ...dry, deploy: 'false' }, run: { env: noDocker } })
    expect(asked).toEqual([])
    expect(result.log).not.toContain('Deploy it')
  })
})
