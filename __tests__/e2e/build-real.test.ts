import { randomUUID } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BatchGetImageCommand } from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { RunResult } from '../../local/github/records.ts'
import { ecrClient } from '../local/aws/support.ts'
import { describeWithDocker, errorOf, type Slipway, startSlipway } from '../support/slipway.ts'

// What the real buildx and BuildKit make of the inputs of a build.

jest.setTimeout(60_000)

describeWithDocker('a build', () => {
  let slipway: Slipway
  beforeAll(async () => {
    slipway = await startSlipway('__tests__/fixtures/build-inputs', { pace: 60 })
  })
  afterAll(() => slipway.close())

  type Inputs = Readonly<Record<string, string>>

  function run(inputs: Inputs, env: Inputs = {}): Promise<RunResult> {
    return slipway.run({
      inputs: { gate: 'off', reuse: 'never', 'build-contexts': 'config=config', ...inputs },
      env,
    })
  }

  /** With a file of the workspace that is there for this run alone. */
  async function runWith(path: string, text: string, inputs: Inputs): Promise<RunResult> {
    const file = join(slipway.checkout.folder, path)
    writeFileSync(file, text)
    try {
      return await run(inputs)
    } finally {
      rmSync(file)
    }
  }

  type Manifest = Readonly<{
    mediaType: string
    annotations?: Inputs
    manifests?: readonly Readonly<{ digest: string }>[]
  }>

  async function manifestOf(imageDigest: string | undefined): Promise<Manifest> {
    const ids = [{ imageDigest }]
    const command = new BatchGetImageCommand({ repositoryName: 'shop', imageIds: ids })
    const { images } = await ecrClient(slipway.local.aws).send(command)
    return JSON.parse(images?.[0]?.imageManifest ?? '{}')
  }

  const outside = { context: 'rootfs', file: 'outside/release.Dockerfile' }

  test('takes a named context and a Dockerfile outside of its context', async () => {
    expect((await run({ tags: 'named' })).outputs).toMatchObject({ released: 'true' })
    expect((await run({ tags: 'outside', ...outside })).outputs).toMatchObject({ released: 'true' })
  })

  test('of one platform is a plain manifest, with annotations too', async () => {
    const { outputs } = await run({ tags: 'annotated', annotations: 'team=checkout' })
    const manifest = await manifestOf(outputs.digest)
    expect(manifest.mediaType).toBe('application/vnd.oci.image.manifest.v1+json')
    expect(manifest.annotations).toMatchObject({ team: 'checkout' })
  })

  test('of two platforms is an index, and annotations go where they are meant to', async () => {
    const annotations = 'index:where=index\nmanifest[linux/arm64]:where=arm64'
    const { outputs } = await run({
      ...outside,
      tags: 'both',
      platforms: 'linux/amd64,linux/arm64',
      annotations,
    })
    const index = await manifestOf(outputs.digest)
    expect(index.mediaType).toBe('application/vnd.oci.image.index.v1+json')
    expect(index.annotations).toMatchObject({ where: 'index' })
    const children = await Promise.all((index.manifests ?? []).map(({ digest }) => manifestOf(digest)))
    expect(children.map(({ annotations: own }) => own?.where)).toEqual([undefined, 'arm64'])
  })

  describe('that needs a secret', () => {
    const inputs = { file: 'outside/secret.Dockerfile', network: 'none', tags: 'secret' }

    test('fails with the way to give it where it is missing', async () => {
      const result = await run(inputs)
      expect(errorOf(result)).toMatch(/secret npm: not found.* Give the secret .* \[BUILD_FAILED\]$/)
    })

    test('gets it', async () => {
      const result = await run({ ...inputs, secrets: 'npm=canary' })
      expect(errorOf(result)).toMatch(/process "\/no-such-command" did not complete successfully/)
      expect(errorOf(result)).not.toContain('not found.')
    })
  })

  describe('that fails', () => {
    function annotationOf(result: RunResult) {
      return result.main.annotations.find(({ level }) => level === 'error')
    }

    test('is an annotation at the line of the Dockerfile', async () => {
      const result = await run({ 'build-contexts': 'config=outside', tags: 'failing' })
      expect(annotationOf(result)).toMatchObject({ file: 'Dockerfile', line: '6' })
      expect(errorOf(result)).toMatch(
        /^The image could not be built: Dockerfile:6 \(COPY --from=config app\.conf .*\): .*"\/app\.conf": not found\. .*--from names\. \[BUILD_FAILED\]$/,
      )
    })

    test('because .dockerignore leaves everything out says so', async () => {
      const result = await runWith('.dockerignore', '# nothing\n*\n', { tags: 'ignored' })
      expect(annotationOf(result)).toMatchObject({ file: 'Dockerfile', line: '3' })
      expect(errorOf(result)).toContain(
        'build context ., not beside the Dockerfile, and .dockerignore leaves everything out',
      )
    })

    test('because its Dockerfile does not parse names the line', async () => {
      const result = await runWith('outside/broken.Dockerfile', 'FROM scratch\n\nCOPPY a b\n', {
        file: 'outside/broken.Dockerfile',
        tags: 'broken',
      })
      expect(annotationOf(result)).toMatchObject({ file: 'outside/broken.Dockerfile', line: '3' })
      expect(errorOf(result)).toContain('unknown instruction: COPPY')
    })
  })

  describe('with a cache in the registry', () => {
    const reference = () => `${slipway.local.aws.host}/shop:cache`
    /** Nobody has built this before, and an engine of its own knows it from the cache alone. */
    const fresh = () => join(slipway.checkout.folder, 'rootfs/fresh')
    const other: Inputs = process.env.SLIPWAY_TEST_CLASSIC
      ? { DOCKER_HOST: process.env.SLIPWAY_TEST_CLASSIC }
      : {}
    beforeAll(() => writeFileSync(fresh(), randomUUID()))
    afterAll(() => rmSync(fresh()))

    test('writes it in the form that ECR takes', async () => {
      const result = await run({ tags: 'cached', 'cache-to': `type=registry,ref=${reference()},mode=max` })
      expect(result.outputs).toMatchObject({ released: 'true' })
      const [image] = slipway.local.aws.images('shop').filter(({ tags }) => tags.includes('cache'))
      expect(image?.mediaType).toBe('application/vnd.oci.image.manifest.v1+json')
    })

    test('reads it', async () => {
      const result = await run({ tags: 'again', 'cache-from': reference() }, other)
      expect(result.outputs).toMatchObject({ released: 'true' })
      expect(result.log).toContain(`importing cache manifest from ${reference()}`)
      expect(result.log).not.toMatch(/^#\d+ ERROR/m)
      expect(result.log).toMatch(/COPY rootfs\/ \/\n(#\d+ sha256:.*\n)*#\d+ CACHED/)
    })

    const away = 'type=registry,ref=127.0.0.1:9/shop:cache'

    test('that cannot be written fails a build, and says that the image is not the reason', async () => {
      const result = await run({ push: 'false', 'cache-to': away })
      expect(errorOf(result)).toMatch(
        /^The image was built, but its cache could not be exported: .*connection refused.*ignore-error=true.* \[CACHE_EXPORT_FAILED\]$/,
      )
    })

    test('that cannot be written is a warning where the image is in the registry all the same', async () => {
      const result = await run({ tags: 'uncached', 'cache-to': away })
      expect(result.outputs).toMatchObject({ released: 'true' })
      const warnings = result.main.annotations.filter(({ level }) => level === 'warning')
      expect(warnings.map(({ message }) => message).join()).toContain('its cache could not be exported')
    })

    test('that may fail does not', async () => {
      const result = await run({ tags: 'careless', 'cache-to': `${away},ignore-error=true` })
      expect(result.outputs).toMatchObject({ released: 'true' })
    })

    test('and one in a folder: relative to the workspace', async () => {
      const result = await run({ tags: 'folder', 'cache-to': 'type=local,dest=.cache/build' })
      expect(result.outputs).toMatchObject({ released: 'true' })
      const again = await run({ tags: 'folder-again', 'cache-from': 'type=local,src=.cache/build' })
      expect(again.log).toContain('importing cache manifest from local:')
      expect(again.log).not.toMatch(/^#\d+ ERROR/m)
    })
  })
})
