import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type LocalAws, startAws } from '../../../local/aws/aws.ts'
import { describeWithDocker } from '../../support/slipway.ts'
import { type Docker, givenDocker } from './docker.ts'
import {
  digestOf,
  logIn,
  OCI_IMAGE,
  OCI_INDEX,
  pushBlob,
  pushManifest,
  type Registry,
  withAws,
} from './support.ts'

const CACHE_CONFIG = 'application/vnd.buildkit.cacheconfig.v0'
const LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip'

/** What a BuildKit cache is made of: a layer and the records of its steps. */
async function givenParts(registry: Registry) {
  const part = async (mediaType: string, text: string) => {
    await pushBlob(registry, 'shop', Buffer.from(text))
    return { mediaType, digest: digestOf(text), size: text.length }
  }
  return { layer: await part(LAYER, 'layer'), config: await part(CACHE_CONFIG, '{"layers":[],"records":[]}') }
}

describe('a build cache', () => {
  test.each([
    [OCI_INDEX, LAYER],
    [
      'application/vnd.docker.distribution.manifest.list.v2+json',
      'application/vnd.docker.image.rootfs.diff.tar.gzip',
    ],
  ])('as %s of layers is refused', async (mediaType, child) => {
    await withAws({}, async (aws) => {
      aws.createRepository('shop')
      const registry = await logIn(aws)
      const { layer, config } = await givenParts(registry)
      const manifests = [{ ...layer, mediaType: child }, config]
      const index = JSON.stringify({ schemaVersion: 2, mediaType, manifests })
      const answer = await pushManifest(registry, 'shop', index, 'cache', mediaType)
      expect(answer.status).toBe(400)
      expect(await answer.json()).toMatchObject({
        errors: [{ code: 'MANIFEST_INVALID', message: expect.stringContaining(`may not hold '${child}'`) }],
      })
      expect(aws.images('shop')).toEqual([])
    })
  })

  test('as an image manifest is taken, and never scanned', async () => {
    await withAws({}, async (aws) => {
      aws.createRepository('shop')
      const registry = await logIn(aws)
      const { layer, config } = await givenParts(registry)
      const manifest = { schemaVersion: 2, mediaType: OCI_IMAGE, config, layers: [layer] }
      expect((await pushManifest(registry, 'shop', JSON.stringify(manifest), 'cache')).status).toBe(201)
      expect(aws.images('shop')).toMatchObject([{ mediaType: OCI_IMAGE, tags: ['cache'] }])
    })
  })
})

const describeWithExport = exportsCaches() ? describeWithDocker : describe.skip

describeWithExport('a build cache of buildx', () => {
  let aws: LocalAws
  let docker: Docker
  let image = ''

  beforeAll(async () => {
    aws = await startAws()
    aws.createRepository('shop')
    docker = await givenDocker(aws)
    image = `${aws.host}/shop:one`
  })
  afterAll(async () => {
    await docker.run(['rmi', image])
    docker.remove()
    await aws.close()
  })

  const build = (...more: readonly string[]) =>
    docker.run([
      ...['buildx', 'build', '--progress=plain', '--provenance=false', '--push', '--tag', image],
      ...more,
      docker.folder,
    ])
  const cache = (tag: string) => `type=registry,ref=${aws.host}/shop:${tag}`
  const tags = () => aws.images('shop').flatMap((one) => one.tags)

  test('is refused as an index, after the image was pushed', async () => {
    const { exitCode, output } = await build('--cache-to', `${cache('index')},mode=max,image-manifest=false`)
    expect(exitCode).not.toBe(0)
    expect(output).toMatch(/manifests\/index: 400 Bad Request/)
    expect(tags()).toEqual(['one'])
  })

  test('is taken as an image manifest, and read again', async () => {
    const to = `${cache('cache')},mode=max,image-manifest=true,oci-mediatypes=true`
    expect(await build('--cache-to', to)).toMatchObject({ exitCode: 0 })
    expect(tags()).toEqual(['one', 'cache'])
    const before = aws.requests.length
    expect(await build('--cache-from', cache('cache'))).toMatchObject({ exitCode: 0 })
    const read = aws.requests.slice(before).filter(({ parameters }) => parameters?.reference === 'cache')
    expect(read.map(({ status }) => status)).toContain(200)
  })
})

// The classic image store cannot.
function exportsCaches(): boolean {
  try {
    const options = { encoding: 'utf8', timeout: 20_000 } as const
    const status = execFileSync('docker', ['info', '--format', '{{json .DriverStatus}}'], options)
    return status.includes('containerd.snapshotter')
  } catch {
    return false
  }
}
