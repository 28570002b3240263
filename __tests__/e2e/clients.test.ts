import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { RunResult } from '../../local/github/records.ts'
import { awsCli, client } from '../support/client.ts'
import { describeWithDocker, type Slipway, startSlipway } from '../support/slipway.ts'

// Programs that know nothing of Slipway look at the release: were Slipway and local/aws to share a mistake, they would not.

jest.setTimeout(60_000)

const describeWithTools = process.env.SLIPWAY_TEST_TOOLS === 'no' ? describe.skip : describeWithDocker

describeWithTools('independent clients agree with the outputs', () => {
  let slipway: Slipway
  let released: RunResult
  let image: string
  let digest: string
  let password: string
  let dockerConfig: string

  beforeAll(async () => {
    dockerConfig = mkdtempSync(join(tmpdir(), 'slipway-docker-'))
    slipway = await startSlipway('demo/clean', { pace: 30 })
    const container = { name: 'app', image: 'images.example/shop:1' }
    const taskDefinition = { family: 'shop', containerDefinitions: [container] }
    slipway.local.aws.createService({ cluster: 'demo', name: 'shop', taskDefinition })
    released = await slipway.run({ inputs: { tags: 'v1\nstable', cluster: 'demo', service: 'shop' } })
    image = `${slipway.local.aws.host}/shop`
    digest = released.outputs.digest ?? ''
    password = (await aws('ecr', 'get-login-password')).trim()
  })
  afterAll(async () => {
    await docker('image', 'rm', '--force', `${image}:v1`, `${image}@${digest}`).catch(() => undefined)
    rmSync(dockerConfig, { recursive: true, force: true })
    await slipway.close()
  })

  async function aws(...args: readonly string[]): Promise<string> {
    const { url, region, keys } = slipway.local.aws
    const env = {
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
      AWS_REGION: region,
    }
    const options = ['--endpoint-url', url, '--region', region, '--output', 'json']
    return client(await awsCli(), [...options, ...args], { env })
  }
  function docker(...args: readonly string[]): Promise<string> {
    return client('docker', args, { env: { DOCKER_CONFIG: dockerConfig }, input: password })
  }
  function skopeo(...args: readonly string[]): Promise<string> {
    return client('skopeo', [
      ...args.slice(0, 1),
      '--tls-verify=false',
      '--creds',
      `AWS:${password}`,
      ...args.slice(1),
    ])
  }

  test('docker pulls it by tag and by digest', async () => {
    await docker('login', '--username', 'AWS', '--password-stdin', slipway.local.aws.host)
    expect(await docker('pull', `${image}:v1`)).toContain(`Digest: ${digest}`)
    expect(await docker('pull', `${image}@${digest}`)).toContain(`Digest: ${digest}`)
  })

  test('skopeo inspects it by tag and by digest', async () => {
    for (const reference of [`${image}:stable`, `${image}@${digest}`]) {
      expect(JSON.parse(await skopeo('inspect', `docker://${reference}`))).toMatchObject({ Digest: digest })
    }
    const labels = JSON.parse(await skopeo('inspect', '--config', `docker://${image}:v1`)).config.Labels
    expect(labels['org.opencontainers.image.revision']).toBe(slipway.checkout.sha)
  })

  test('the AWS CLI lists it with its tags', async () => {
    const { imageDetails } = JSON.parse(await aws('ecr', 'describe-images', '--repository-name', 'shop'))
    expect(imageDetails).toHaveLength(1)
    expect(imageDetails[0]).toMatchObject({ imageDigest: digest, imageTags: ['v1', 'stable'] })
    const { imageIds } = JSON.parse(await aws('ecr', 'list-images', '--repository-name', 'shop'))
    expect(imageIds).toContainEqual({ imageDigest: digest, imageTag: 'stable' })
  })

  test('the AWS CLI describes the service, which runs the new task definition with the image by its digest', async () => {
    const described = JSON.parse(
      await aws('ecs', 'describe-services', '--cluster', 'demo', '--services', 'shop'),
    )
    expect(described).toMatchObject({ failures: [], services: [{ serviceName: 'shop', runningCount: 2 }] })
    const [service] = described.services
    expect(service.taskDefinition).toBe(released.outputs['task-definition-arn'])
    expect(service.deployments).toMatchObject([
      { id: released.outputs['deployment-id'], status: 'PRIMARY', rolloutState: 'COMPLETED' },
    ])
    const { taskDefinition } = JSON.parse(
      await aws('ecs', 'describe-task-definition', '--task-definition', service.taskDefinition),
    )
    expect(`${taskDefinition.family}:${taskDefinition.revision}`).toBe(
      released.outputs['task-definition-revision'],
    )
    expect(taskDefinition.containerDefinitions).toMatchObject([{ name: 'app', image: `${image}@${digest}` }])
  })
})
