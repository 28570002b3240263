import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { RunResult } from '../../local/github/records.ts'
import { describeStores } from '../support/engines.ts'
import { errorOf, remains, type Slipway, startSlipway } from '../support/slipway.ts'

// What the image store of the engine can do, and what it cannot is refused before the build. The forms of what is pushed
// are in manifests.test.ts.

const wants: readonly (readonly [what: string, inputs: Readonly<Record<string, string>>])[] = [
  ['build 2 platforms into one image', { platforms: 'linux/amd64,linux/arm64' }],
  ['attach provenance', { provenance: 'mode=max' }],
  ['export a cache of type local', { 'cache-to': 'type=local,dest=cache' }],
  ['keep annotations', { annotations: 'team=shop' }],
]

let slipway: Slipway
beforeAll(async () => {
  slipway = await startSlipway('__tests__/fixtures/two-platforms', { pace: 60 })
})
afterAll(() => slipway.close())

function run(DOCKER_HOST: string, inputs: Readonly<Record<string, string>>): Promise<RunResult> {
  return slipway.run({ inputs, env: { DOCKER_HOST } })
}

describeStores(['classic', 'containerd'], 'a plain build', ({ DOCKER_HOST }, store) => {
  test('is released from it', async () => {
    const result = await run(DOCKER_HOST, { tags: store })
    expect(result.log).toContain(`${store} image store`)
    expect(result.outputs).toMatchObject({ released: 'true', verdict: 'passed' })
    expect(slipway.tags(result.outputs.digest)).toEqual([store])
    expect(remains(result)).toEqual([])
  })
})

describeStores(['classic'], 'what it cannot do', ({ DOCKER_HOST }) => {
  test.concurrent.each(wants)('%s: refused before the build, with the ways out', async (what, inputs) => {
    const result = await run(DOCKER_HOST, inputs)
    expect(result.outputs).toMatchObject({ 'failure-code': 'BUILDER_LACKS_FEATURE', built: 'false' })
    expect(errorOf(result)).toContain(what)
    expect(errorOf(result)).toContain('`builder: create`')
    expect(remains(result)).toEqual([])
  })
})

describeStores(['containerd'], 'what the other one cannot do', ({ DOCKER_HOST }) => {
  test('is built and released, all at once', async () => {
    const inputs = Object.assign({}, ...wants.map(([, one]) => one))
    const result = await run(DOCKER_HOST, { ...inputs, tags: 'all' })
    expect(errorOf(result)).toBe('')
    expect(slipway.tags(result.outputs.digest)).toEqual(['all'])
    expect(remains(result)).toEqual([])
  })
})
