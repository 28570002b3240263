import { createHash } from 'node:crypto'
import { GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ecrClient } from '../local/aws/support.ts'
import { client } from '../support/client.ts'
import { copiesOf, describeStores, type Store } from '../support/engines.ts'
import { type Slipway, startSlipway } from '../support/slipway.ts'
import { type Traced, traced } from '../support/traced.ts'
import { inWorld } from '../support/worlds.ts'

// What real buildx pushes from each of the engine's image stores: that the very same bytes stand behind every tag, that
// all that runs is scanned, and what makes the same digest again.

type Inputs = Readonly<Record<string, string>>
type Child = Readonly<{
  digest: string
  platform: Readonly<{ os: string; architecture: string }>
  annotations?: Readonly<Record<string, string>>
}>
type Manifest = Readonly<{ mediaType: string; layers?: readonly unknown[]; manifests?: readonly Child[] }>

const isImage = /^application\/vnd\.(oci\.image\.manifest\.v1|docker\.distribution\.manifest\.v2)\+json$/
const isIndex = /^application\/vnd\.(oci\.image\.index\.v1|docker\.distribution\.manifest\.list\.v2)\+json$/
const both = 'linux/amd64,linux/arm64'
const attested = { provenance: 'mode=max' }

let slipway: Slipway
let password = ''

beforeAll(async () => {
  slipway = await startSlipway('__tests__/fixtures/two-platforms', { pace: 60 })
  const { authorizationData } = await ecrClient(slipway.local.aws).send(new GetAuthorizationTokenCommand({}))
  const token = authorizationData?.[0]?.authorizationToken ?? ''
  password = Buffer.from(token, 'base64').toString()
})
afterAll(() => slipway.close())

/** A release, to a repository that is there already or is made for it. */
async function release(repository: string, inputs: Inputs, env: Inputs): Promise<Traced> {
  slipway.local.aws.createRepository(repository)
  const tags = 'type=raw,value=edge,priority=1\ntype=raw,value=1.2.3'
  const run = await traced(slipway, { repository, tags, ...inputs }, { env })
  expect([run.error, ...run.notes]).toEqual([''])
  expect(run.outputs).toMatchObject({ released: 'true', verdict: 'passed' })
  return run
}

/** A manifest's bytes, as a program reads them that knows nothing of Slipway; they are what their digest says. */
async function rawOf(repository: string, reference: string): Promise<string> {
  const name = `docker://${slipway.local.aws.host}/${repository}${reference}`
  return client('skopeo', ['inspect', '--raw', '--tls-verify=false', '--creds', password, name])
}

const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`

/** The bytes behind both tags, which are those that were pushed. */
async function releasedBytes(repository: string, { outputs }: Traced): Promise<Manifest> {
  const { digest = '' } = outputs
  const raws = await Promise.all([`@${digest}`, ':1.2.3', ':edge'].map((one) => rawOf(repository, one)))
  for (const raw of raws) expect(digestOf(raw)).toBe(digest)
  return JSON.parse(raws[0] ?? '')
}

/** Which images findings were asked for. */
function scanned({ requests }: Traced): ReadonlySet<unknown> {
  const asked = requests.filter(({ operation }) => operation === 'DescribeImageScanFindings')
  const ids = asked.map(({ parameters }) => parameters?.imageId as { imageDigest?: string } | undefined)
  return new Set(ids.map((id) => id?.imageDigest))
}

const isAttestation = ({ annotations }: Child) =>
  annotations?.['vnd.docker.reference.type'] === 'attestation-manifest'
const platformOf = ({ platform: { os, architecture } }: Child) => `${os}/${architecture}`

function describeForms(stores: readonly Store[], about: string, forms: Parameters<typeof describeStores>[2]) {
  const describeWithTools = process.env.SLIPWAY_TEST_TOOLS === 'no' ? describe.skip : describe
  describeWithTools('what buildx pushes', () => describeStores(stores, about, forms))
}

describeForms(['classic', 'containerd'], 'for one platform', (engine, store) => {
  const plain: readonly (readonly [name: string, inputs: Inputs])[] = [
    ['this-machine', {}],
    ['another', { platforms: 'linux/arm64' }],
  ]
  test.concurrent.each(plain)('is a plain manifest: %s', async (name, inputs) => {
    const run = await release(`${store}-${name}`, inputs, engine)
    const manifest = await releasedBytes(`${store}-${name}`, run)
    expect(manifest.mediaType).toMatch(isImage)
    expect(manifest.layers).toHaveLength(1)
    expect(scanned(run)).toEqual(new Set([run.outputs.digest]))
    expect(slipway.local.aws.images(`${store}-${name}`)).toHaveLength(1)
    expect(await copiesOf(`${slipway.local.aws.host}/${store}-${name}`, engine)).toEqual([])
  })
})

describeForms(['containerd'], 'that is an index', (engine) => {
  const forms: readonly (readonly [
    name: string,
    inputs: Inputs,
    platforms: readonly string[],
    attested: number,
  ])[] = [
    ['attested', attested, ['linux/amd64'], 1],
    ['two-platforms', { platforms: both }, ['linux/amd64', 'linux/arm64'], 0],
    ['two-attested', { platforms: both, ...attested }, ['linux/amd64', 'linux/arm64'], 2],
  ]
  test.concurrent.each(forms)(
    'has its children scanned: %s',
    async (name, inputs, platforms, attestations) => {
      const run = await release(name, inputs, engine)
      const manifest = await releasedBytes(name, run)
      expect(manifest.mediaType).toMatch(isIndex)
      const children = manifest.manifests ?? []
      const runnable = children.filter((child) => !isAttestation(child))
      expect(runnable.map(platformOf)).toEqual(platforms)
      expect(children.filter(isAttestation)).toHaveLength(attestations)
      // And neither the index, which ECR does not scan, nor what no machine runs.
      expect(scanned(run)).toEqual(new Set(runnable.map(({ digest }) => digest)))
      for (const { digest } of children) expect(digestOf(await rawOf(name, `@${digest}`))).toBe(digest)
      expect(slipway.local.aws.images(name)).toHaveLength(children.length + 1)
    },
  )
})

describeStores(['classic', 'containerd'], 'the same commit, built twice from nothing', (engine, store) => {
  const anew = { reuse: 'never', 'no-cache': 'true' }

  async function twice(name: string, env: Inputs): Promise<readonly [Traced, Traced]> {
    const first = await release(`${store}-${name}-1`, anew, { ...engine, ...env })
    return [first, await release(`${store}-${name}-2`, anew, { ...engine, ...env })]
  }

  test.concurrent('has the same labels and the same digest: the commit’s time stands for the clock’s', async () => {
    const [first, second] = await twice('clock', {})
    expect(second.outputs.labels).toBe(first.outputs.labels)
    expect(second.outputs.digest).toBe(first.outputs.digest)
  })

  // The stores have no part in what the time is: one of them shows it.
  if (store === 'containerd') return
  test.concurrent('has the same digest where SOURCE_DATE_EPOCH stands for the time', async () => {
    const [first, second] = await twice('epoch', { SOURCE_DATE_EPOCH: '1763719200' })
    expect(second.outputs.labels).toBe(first.outputs.labels)
    expect(first.outputs.labels).toContain('org.opencontainers.image.created=2025-11-21T10:00:00.000Z')
    expect(second.outputs.digest).toBe(first.outputs.digest)
  })
})

describeStores(['containerd'], 'a build cache in the registry', (engine) => {
  test.concurrent('is written as ECR takes it, and read by the next run', async () => {
    const { aws } = slipway.local
    aws.createRepository('cache')
    const ref = `${aws.host}/cache:main`
    const caches = { 'cache-to': `type=registry,ref=${ref},mode=max`, 'cache-from': ref, reuse: 'never' }
    const cacheReads = () =>
      aws.requests.filter(
        ({ operation, parameters, status }) =>
          operation === 'GET manifest' && parameters?.repository === 'cache' && status === 200,
      ).length
    await release('cached-1', caches, engine)
    expect(aws.images('cache')).toMatchObject([{ tags: ['main'], mediaType: expect.stringMatching(isImage) }])
    expect(cacheReads()).toBe(0)
    const second = await release('cached-2', caches, engine)
    expect(cacheReads()).toBeGreaterThan(0)
    expect(second.result.log).toMatch(/^#\d+ CACHED$/m)
  })

  const refused = {
    operation: 'registry:PUT manifest',
    kind: 'access-denied',
    skip: 1,
    times: 'always',
  } as const
  function withRefusedCache(attributes: string): Promise<Readonly<{ run: Traced; tags: readonly string[] }>> {
    return inWorld(
      { repositories: ['shop', 'cache'], aws: { faults: [refused] } },
      async ({ local, ...rest }) => {
        const inputs = {
          'cache-to': `type=registry,ref=${local.aws.host}/cache:main${attributes}`,
          tags: '1.2.3',
        }
        const run = await traced({ local, ...rest }, inputs, { env: engine })
        return { run, tags: local.aws.images('shop').flatMap((image) => image.tags) }
      },
    )
  }

  test.concurrent('that is refused is a warning, since the image is in the registry by then', async () => {
    const { run, tags } = await withRefusedCache('')
    expect(run.outputs).toMatchObject({ built: 'true', released: 'true' })
    expect(run.notes).toEqual([
      expect.stringMatching(/^warning: The image is in the registry, .* its cache could not be exported: /),
    ])
    expect(tags).toEqual(['1.2.3'])
  })

  test.concurrent('that is refused is passed over with ignore-error=true', async () => {
    const { run, tags } = await withRefusedCache(',ignore-error=true')
    expect(run.outputs).toMatchObject({ released: 'true' })
    expect(run.error).toBe('')
    expect(tags).toEqual(['1.2.3'])
  })
})
