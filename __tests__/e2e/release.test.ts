import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import type { RunResult } from '../../local/github/records.ts'
import { describeWithDocker, errorOf, remains, type Slipway, startSlipway } from '../support/slipway.ts'

// Read this file first: a whole release, from a Dockerfile to tasks that run, as a user's runner does it. Real Docker builds
// and pushes, the registry's scanner reads the layers, ECS rolls out, and what runs here is the bundle in dist/.

jest.setTimeout(30_000)

const place = { cluster: 'demo', service: 'shop' }

/** A world with a service that runs the image of somebody else. */
async function startWithService(source: string): Promise<Slipway> {
  const slipway = await startSlipway(source, { pace: 30 })
  const container = { name: 'app', image: 'images.example/shop:1' }
  const taskDefinition = { family: 'shop', containerDefinitions: [container] }
  slipway.local.aws.createService({ cluster: place.cluster, name: place.service, taskDefinition })
  return slipway
}

function serviceOf({ local }: Slipway) {
  return local.aws.service(place.service, place.cluster)
}

describeWithDocker('a clean image', () => {
  let slipway: Slipway
  let result: RunResult

  beforeAll(async () => {
    slipway = await startWithService('demo/clean')
    result = await slipway.run({ inputs: { ...place, tags: 'type=ref,event=branch\ntype=sha' } })
  })
  afterAll(() => slipway.close())

  test('is released under its tags, and the candidate tag is gone', () => {
    expect(result.conclusion).toBe('success')
    expect(slipway.tags(result.outputs.digest)).toEqual([`sha-${slipway.checkout.sha.slice(0, 7)}`, 'main'])
  })

  test('is what the service runs now, by its digest', () => {
    const { taskDefinition, runningImages } = serviceOf(slipway)
    expect(taskDefinition).toMatch(/task-definition\/shop:2$/)
    expect(runningImages).toEqual([`${slipway.local.aws.host}/shop@${result.outputs.digest}`])
  })

  test('is named by the outputs, with its deployment', () => {
    const { aws } = slipway.local
    const sha = `sha-${slipway.checkout.sha.slice(0, 7)}`
    expect(result.outputs).toMatchObject({
      image: `${aws.host}/shop@${result.outputs.digest}`,
      'image-ref': `shop@${result.outputs.digest}`,
      tags: `${aws.host}/shop:main\n${aws.host}/shop:${sha}`,
      'tag-names': `main\n${sha}`,
      version: 'main',
      registry: aws.host,
      built: 'true',
      released: 'true',
      verdict: 'passed',
      violations: '0',
      'scan-mode': 'basic',
      'task-definition-revision': 'shop:2',
      'task-definition-changed': 'true',
      'deployment-status': 'successful',
      'deployment-id': serviceOf(slipway).deployments[0]?.id,
    })
    expect(result.outputs).not.toHaveProperty('candidate-tag')
    expect(result.outputs).not.toHaveProperty('failure-code')
  })

  test('leads the summary with the verdict', () => {
    expect(result.summary).toMatch(/^## ✅ Slipway: released `shop`\n\nReleased shop/)
  })

  test('leaves nothing on the runner', () => {
    expect(remains(result)).toEqual([])
  })

  test('is released again without a change: tags and task definition are recognised', async () => {
    const again = await slipway.run({ inputs: { ...place, tags: 'type=ref,event=branch\ntype=sha' } })
    expect(again.conclusion).toBe('success')
    expect(again.outputs.digest).toBe(result.outputs.digest)
    expect(again.log).toContain('shop:main names this image already')
    expect(again.outputs['deployment-status']).toBe('no-change')
    expect(serviceOf(slipway).taskDefinition).toMatch(/task-definition\/shop:2$/)
  })
})

describeWithDocker('an image with a vulnerable package', () => {
  let slipway: Slipway
  let result: RunResult

  beforeAll(async () => {
    slipway = await startWithService('demo/vulnerable')
    result = await slipway.run({ inputs: place })
  })
  afterAll(() => slipway.close())

  test('is blocked: no release tag names it, and it stays under its candidate tag', () => {
    expect(result.conclusion).toBe('failure')
    expect(slipway.tags(result.outputs.digest)).toEqual([result.outputs['candidate-tag']])
    expect(result.outputs).toMatchObject({
      released: 'false',
      verdict: 'blocked',
      'failure-code': 'GATE_BLOCKED',
    })
  })

  test('is not deployed: the service runs what it ran', () => {
    expect(serviceOf(slipway).runningImages).toEqual(['images.example/shop:1'])
    expect(result.outputs).not.toHaveProperty('deployment-status')
  })

  test('is explained in one annotation that stands alone', () => {
    expect(errorOf(result)).toMatch(
      /^The gate blocked shop@sha256:\w{12}…: 3 findings at or above high, the worst CVE-2023-38545 \(critical\) in curl .* No release tag was put; .* \[GATE_BLOCKED\]$/,
    )
  })

  test('leaves nothing on the runner', () => {
    expect(remains(result)).toEqual([])
  })
})
