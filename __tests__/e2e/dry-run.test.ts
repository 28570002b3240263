import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { RunResult } from '../../local/github/records.ts'
import { runAction } from '../../local/github/runner.ts'
import { actionNode } from '../../local/start.ts'
import { describeWithDocker, errorOf, remains, root, type Slipway, startSlipway } from '../support/slipway.ts'

// A dry run says what a run would do. It needs nothing but inputs and event; what it can read of AWS it reads.

const sha = '6f1c2d3e4b5a69788796a5b4c3d2e1f001122334'
const labels = {
  'org.opencontainers.image.created': '2026-11-20T09:11:12.000Z',
  'org.opencontainers.image.revision': sha,
  'org.opencontainers.image.source': 'https://github.com/acme/shop',
  'org.opencontainers.image.title': 'shop',
  'org.opencontainers.image.url': 'https://github.com/acme/shop',
  'org.opencontainers.image.version': 'main',
  team: 'shoes',
}
/** A PATH without anything on it: no docker, no git. */
const nothingInstalled = { PATH: join(root, 'no-such-folder') }

describe('a dry run on a machine with Node and nothing else', () => {
  const workspace = mkdtempSync(join(tmpdir(), 'slipway-empty-'))
  let result: RunResult

  beforeAll(async () => {
    const inputs = {
      'dry-run': 'true',
      repository: 'shop',
      tags: 'type=ref,event=branch\ntype=sha',
      labels: 'team=shoes',
    }
    result = await runAction({
      action: root,
      node: actionNode(root),
      workspace,
      inputs,
      env: nothingInstalled,
    })
  })
  afterAll(async () => {
    await result.dispose()
    rmSync(workspace, { recursive: true })
  })

  test('gives version, tags, labels and json, and nothing that only a build could know', () => {
    const { json, ...outputs } = result.outputs
    expect(outputs).toEqual({
      version: 'main',
      'tag-names': 'main\nsha-6f1c2d3',
      labels: Object.entries(labels)
        .map(([key, value]) => `${key}=${value}`)
        .join('\n'),
      built: 'false',
      released: 'false',
    })
    const names = ['main', 'sha-6f1c2d3']
    // A label that was given is none of the annotations, which have an input of their own.
    const { team: _, ...generated } = labels
    const annotations = Object.entries(generated).map(([key, value]) => `manifest:${key}=${value}`)
    expect(JSON.parse(json ?? '')).toEqual({ tags: names, 'tag-names': names, labels, annotations })
  })

  test('ends well, leaves nothing and says that AWS was not asked', () => {
    expect(result.conclusion).toBe('success')
    expect(remains(result)).toEqual([])
    expect(result.main.annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      expect.stringMatching(/^warning: The real run would fail: There is no Dockerfile at /),
      'notice: Nothing was read from AWS: no region is given.',
    ])
    expect(result.summary).toMatch(
      /^## ✅ Slipway: dry run\n\nDry run: nothing was built and nothing was changed\./,
    )
  })
})

describe('a dry run with credentials', () => {
  let slipway: Slipway

  beforeAll(async () => {
    slipway = await startSlipway('demo/clean')
  })
  afterAll(() => slipway.close())

  async function rehearse(inputs: Readonly<Record<string, string>> = {}, env = {}) {
    const { requests } = slipway.local.aws
    const before = requests.length
    const result = await slipway.run({
      inputs: { 'dry-run': 'true', ...inputs },
      env: { ...nothingInstalled, ...env },
    })
    expect(remains(result)).toEqual([])
    return {
      result,
      asked: requests.slice(before).map(({ service, operation }) => `${service}:${operation}`),
    }
  }

  const plans = [
    [
      'auto',
      ['Push the candidate {uri}:candidate-', 'Judge it at high', 'Put {uri}:{tag}, which names nothing now'],
    ],
    [
      'candidate',
      ['Push the candidate {uri}:candidate-', 'Judge it at high', 'Put no tag, as the input push says'],
    ],
    ['false', ['Push nothing, as this event or the input push says']],
  ] as const

  test.each(plans)('with push: %s says what would be done', async (push, plan) => {
    const { result } = await rehearse({ push })
    const uri = `${slipway.local.aws.host}/shop`
    const tag = `sha-${slipway.checkout.sha.slice(0, 7)}`
    const said = plan.map((line) => line.replace('{uri}', uri).replace('{tag}', tag))
    const steps = result.log.split('\n').filter((line) => /^(Build|Push|Judge|Put) /.test(line))
    expect(steps.slice(1)).toEqual(said.map((line) => expect.stringContaining(line)))
    expect(result.outputs).toMatchObject({
      registry: slipway.local.aws.host,
      built: 'false',
      released: 'false',
    })
  })

  test.each(['a role', 'keys of the environment'])('of %s only reads', async (whose) => {
    const { accessKeyId, secretAccessKey } = slipway.local.aws.keys
    const keys = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }
    const isRole = whose === 'a role'
    const { result, asked } = await rehearse(isRole ? {} : { 'role-to-assume': '' }, isRole ? {} : keys)
    expect(result.conclusion).toBe('success')
    expect(asked).toEqual([
      ...(isRole ? ['sts:AssumeRoleWithWebIdentity'] : []),
      ...['ecr:DescribeRepositories', 'ecr:BatchGetImage', 'ecr:GetRegistryScanningConfiguration'],
      'ecr:BatchGetRepositoryScanningConfiguration',
    ])
  })

  test('of a role that this job cannot assume still shows the plan', async () => {
    const issuer = { tokenUrl: '', requestToken: '' }
    const result = await slipway.run({ inputs: { 'dry-run': 'true' }, env: nothingInstalled, issuer })
    expect(result.conclusion).toBe('success')
    expect(result.log).toContain('Nothing was read from AWS')
    expect(result.outputs['tag-names']).toBe(`sha-${slipway.checkout.sha.slice(0, 7)}`)
  })

  test('fails where the run would: there is no such repository', async () => {
    const { result } = await rehearse({ repository: 'shoop' })
    expect(result.conclusion).toBe('failure')
    expect(errorOf(result)).toMatch(
      /^There is no repository shoop in eu-west-1 of .* \[REPOSITORY_NOT_FOUND\]$/,
    )
    expect(result.outputs).toMatchObject({
      'tag-names': `sha-${slipway.checkout.sha.slice(0, 7)}`,
      built: 'false',
    })
  })
})

describeWithDocker('a dry run after a release', () => {
  let slipway: Slipway

  beforeAll(async () => {
    slipway = await startSlipway('demo/clean')
  })
  afterAll(() => slipway.close())

  test('shows which image the tags name now, and changes nothing', async () => {
    const { aws } = slipway.local
    const { outputs } = await slipway.run({ inputs: { tags: 'type=ref,event=branch' } })
    const before = aws.images('shop')
    const asked = aws.requests.length
    const inputs = { 'dry-run': 'true', tags: 'type=ref,event=branch\nnext' }
    const result = await slipway.run({ inputs, env: nothingInstalled })
    expect(result.log).toContain(`Put ${aws.host}/shop:main, which names ${outputs.digest} now`)
    expect(result.log).toContain(`Put ${aws.host}/shop:next, which names nothing now`)
    expect(result.outputs).not.toHaveProperty('tags')
    expect(aws.images('shop')).toEqual(before)
    expect(aws.requests.slice(asked).map(({ operation }) => operation)).toEqual([
      'AssumeRoleWithWebIdentity',
      'DescribeRepositories',
      'BatchGetImage',
      'GetDownloadUrlForLayer',
      'GET layer',
      'GetRegistryScanningConfiguration',
      'BatchGetRepositoryScanningConfiguration',
    ])
  })
})
