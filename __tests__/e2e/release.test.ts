import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { RunResult } from '../../local/github/records.ts'
import { describeWithDocker, errorOf, remains, type Slipway, startSlipway } from '../support/slipway.ts'

// Read this file first: a whole release, from a Dockerfile to tags, as a user's runner does it. Real Docker builds and
// pushes, the registry's scanner reads the layers, and what runs is the bundle in dist/.

describeWithDocker('a clean image', () => {
  let slipway: Slipway
  let result: RunResult

  beforeAll(async () => {
    slipway = await startSlipway('demo/clean')
    result = await slipway.run({ inputs: { tags: 'type=ref,event=branch\ntype=sha' } })
  })
  afterAll(() => slipway.close())

  test('is released under its tags, and the candidate tag is gone', () => {
    expect(result.conclusion).toBe('success')
    expect(slipway.tags(result.outputs.digest)).toEqual([`sha-${slipway.checkout.sha.slice(0, 7)}`, 'main'])
  })

  test('is named by the outputs', () => {
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

  test('is released again without a change: the tags are recognised', async () => {
    const again = await slipway.run({ inputs: { tags: 'type=ref,event=branch\ntype=sha' } })
    expect(again.conclusion).toBe('success')
    expect(again.outputs.digest).toBe(result.outputs.digest)
    expect(again.log).toContain('shop:main names this image already')
  })
})

describeWithDocker('an image with a vulnerable package', () => {
  let slipway: Slipway
  let result: RunResult

  beforeAll(async () => {
    slipway = await startSlipway('demo/vulnerable')
    result = await slipway.run()
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

  test('is explained in one annotation that stands alone', () => {
    expect(errorOf(result)).toMatch(
      /^The gate blocked shop@sha256:\w{12}…: 3 findings at or above high, the worst CVE-2023-38545 \(critical\) in curl .* No release tag was put; .* \[GATE_BLOCKED\]$/,
    )
  })

  test('leaves nothing on the runner', () => {
    expect(remains(result)).toEqual([])
  })
})
