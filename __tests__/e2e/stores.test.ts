import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { RunResult } from '../../local/github/records.ts'
import { errorOf, remains, type Slipway, startSlipway } from '../support/slipway.ts'

// Both image stores of the engine: `classic` is what GitHub's hosted runners have today, `containerd` what comes next.
// script/test names an engine of each, where the machine can have it.

const index = /image\.index\.v1|manifest\.list\.v2/
const engines = { classic: process.env.SLIPWAY_TEST_CLASSIC, containerd: process.env.SLIPWAY_TEST_CONTAINERD }

for (const [store, host] of Object.entries(engines)) {
  const describeStore = host ? describe : describe.skip

  describeStore(`the ${store} image store`, () => {
    let slipway: Slipway
    beforeAll(async () => {
      slipway = await startSlipway('__tests__/fixtures/two-platforms')
    })
    afterAll(() => slipway.close())

    function run(inputs: Readonly<Record<string, string>>): Promise<RunResult> {
      return slipway.run({ inputs, env: { DOCKER_HOST: host ?? '' } })
    }
    function mediaType(result: RunResult): string | undefined {
      return slipway.local.aws.images('shop').find(({ digest }) => digest === result.outputs.digest)
        ?.mediaType
    }

    test('a plain build is released as a single manifest, and its digest is the one in the registry', async () => {
      const result = await run({})
      expect(result.log).toContain(`${store} image store`)
      expect(result.outputs).toMatchObject({ released: 'true', verdict: 'passed' })
      expect(mediaType(result)).toMatch(/manifest\.v[12]\+json$/)
      expect(slipway.tags(result.outputs.digest)).toHaveLength(1)
      expect(remains(result)).toEqual([])
    })

    const many = { platforms: 'linux/amd64,linux/arm64', tags: 'both' }
    const attested = { provenance: 'mode=max', tags: 'attested' }

    if (store === 'containerd') {
      test('two platforms are released as an index, and both are scanned', async () => {
        const result = await run(many)
        expect(result.outputs).toMatchObject({ released: 'true', verdict: 'passed' })
        expect(mediaType(result)).toMatch(index)
        expect(result.log).toMatch(/linux\/amd64: scan complete/)
        expect(result.log).toMatch(/linux\/arm64: scan complete/)
        expect(slipway.tags(result.outputs.digest)).toEqual(['both'])
      })

      test('with provenance the platform is scanned and the attestation is not', async () => {
        const result = await run(attested)
        expect(result.outputs).toMatchObject({ released: 'true', verdict: 'passed' })
        expect(mediaType(result)).toMatch(index)
        expect(result.log.match(/scan complete/g)).toHaveLength(1)
      })
    } else {
      test.each([
        ['two platforms', many, 'build 2 platforms into one image'],
        ['provenance', attested, 'attach provenance'],
      ])('%s: refused before the build, with the ways out', async (_, inputs, what) => {
        const result = await run(inputs)
        expect(result.outputs).toMatchObject({ 'failure-code': 'BUILDER_LACKS_FEATURE', built: 'false' })
        expect(errorOf(result)).toContain(what)
        expect(remains(result)).toEqual([])
      })
    }
  })
}
