import { describe, expect, test } from '@jest/globals'
import { freshPushMs, readPushed, type Wanted } from '../../src/image/pushed.ts'
import type { StoredManifest } from '../../src/registry/reference.ts'
import { imageNamed, indexOf, scriptedEcr, storing, tagsNaming } from '../support/ecr.ts'
import { failing } from '../support/failure.ts'
import { account, givenRepository } from '../support/given.ts'
import { type Answer, type Call, refusing } from '../support/scripted-aws.ts'

const index = 'application/vnd.oci.image.index.v1+json'
const manifest = 'application/vnd.oci.image.manifest.v1+json'

/** An index of children as they are given. */
function indexText(...manifests: readonly object[]): StoredManifest {
  return storing(JSON.stringify({ schemaVersion: 2, mediaType: index, manifests }), index)
}

function child({ digest, mediaType }: StoredManifest, architecture: string): object {
  return { mediaType, digest, platform: { os: 'linux', architecture } }
}

const signal = new AbortController().signal

type Asking = Readonly<{
  answer?: ((call: Call, all: readonly Call[]) => Answer | undefined) | undefined
  wanted?: Partial<Wanted>
  tags?: Readonly<Record<string, StoredManifest>>
}>

/** Reads the first of these images back from a registry that has all of them. */
async function reading(images: readonly StoredManifest[], { answer, wanted, tags = {} }: Asking = {}) {
  const { ecr, calls } = await scriptedEcr({
    BatchGetImage: (call, all) => answer?.(call, all) ?? tagsNaming(tags, images)(call),
  })
  const digest = images[0]?.digest ?? ''
  const id = { imageDigest: digest }
  const pushed = await readPushed(
    ecr,
    givenRepository(),
    { id, platform: 'linux/amd64', withinMs: freshPushMs, ...wanted },
    { signal, pace: 60 },
  )
  return { pushed, digest, calls }
}

const missing: Answer = {
  body: { images: [], failures: [{ failureCode: 'ImageNotFound', failureReason: 'none' }] },
}

describe('an image is read', () => {
  test('as a single one, with its very bytes', async () => {
    const image = imageNamed('a')
    const { pushed, digest, calls } = await reading([image])
    expect(pushed).toEqual({ manifest: image, platforms: [{ digest, platform: 'linux/amd64' }] })
    expect(calls[0]?.input).toMatchObject({
      registryId: account,
      repositoryName: 'shop',
      imageIds: [{ imageDigest: digest }],
      acceptedMediaTypes: expect.arrayContaining([index, manifest]),
    })
  })

  test('by its tag, and is what the tag names then', async () => {
    const image = imageNamed('a')
    const { pushed, calls } = await reading([], { wanted: { id: { imageTag: 'v1' } }, tags: { v1: image } })
    expect(pushed).toEqual({
      manifest: image,
      platforms: [{ digest: image.digest, platform: 'linux/amd64' }],
    })
    expect(calls.map(({ input }) => input.imageIds)).toEqual([[{ imageTag: 'v1' }]])
  })

  test('as an index, with its platforms', async () => {
    const [amd64, arm64] = [imageNamed('a'), imageNamed('b')]
    const attestation = {
      ...child(imageNamed('x'), ''),
      platform: { os: 'unknown', architecture: 'unknown' },
    }
    const outer = indexText(child(amd64, 'amd64'), attestation, child(arm64, 'arm64'))
    const { pushed, calls } = await reading([outer, amd64, arm64])
    expect(pushed).toEqual({
      manifest: outer,
      platforms: [
        { digest: amd64.digest, platform: 'linux/amd64' },
        { digest: arm64.digest, platform: 'linux/arm64' },
      ],
    })
    expect(calls).toHaveLength(1)
  })

  test('as an index of an index', async () => {
    const amd64 = imageNamed('a')
    const inner = indexOf({ 'linux/amd64': amd64 })
    const { pushed } = await reading([indexText(child(inner, 'x'), child(amd64, 'amd64')), inner, amd64])
    expect(pushed.platforms).toEqual([{ digest: amd64.digest, platform: 'linux/amd64' }])
  })

  test('as an index of three levels', async () => {
    const amd64 = imageNamed('a')
    const inner = indexOf({ 'linux/amd64': amd64 })
    const middle = indexText(child(inner, 'x'))
    const { pushed } = await reading([indexText(child(middle, 'x')), middle, inner, amd64])
    expect(pushed.platforms).toEqual([{ digest: amd64.digest, platform: 'linux/amd64' }])
  })

  test('by a tag of an index of an index, whose inner one is asked for by its digest', async () => {
    const amd64 = imageNamed('a')
    const inner = indexOf({ 'linux/amd64': amd64 })
    const outer = indexText(child(inner, 'x'))
    const { pushed, calls } = await reading([inner, amd64], {
      wanted: { id: { imageTag: 'v1' } },
      tags: { v1: outer },
    })
    expect(pushed.manifest.digest).toBe(outer.digest)
    expect(calls.map(({ input }) => input.imageIds)).toEqual([
      [{ imageTag: 'v1' }],
      [{ imageDigest: inner.digest }],
    ])
  })

  test('when ECR has come to know it', async () => {
    const { pushed, calls } = await reading([imageNamed('a')], {
      answer: (_, all) => (all.length < 4 ? missing : undefined),
    })
    expect(pushed.platforms).toHaveLength(1)
    expect(calls).toHaveLength(4)
  })
})

describe('an image that is not there', () => {
  test('after a push is waited for, and then the push went wrong', async () => {
    const failure = await failing(() => reading([imageNamed('a')], { answer: () => missing }))
    expect(failure).toEqual({
      code: 'IMAGE_NOT_FOUND',
      sentence: `ECR does not know the image shop@${imageNamed('a').digest} 30 s after it was pushed.`,
      hint: expect.stringContaining('lifecycle rule'),
    })
  })

  test.each<[string, Wanted['id'], string]>([
    ['by its tag', { imageTag: 'v1' }, 'shop:v1'],
    ['by its digest', { imageDigest: imageNamed('a').digest }, `shop@${imageNamed('a').digest}`],
  ])('and was named %s: the name is wrong', async (_, id, name) => {
    let asked = 0
    const answer = () => {
      asked++
      return missing
    }
    const failure = await failing(() => reading([], { answer, wanted: { id, withinMs: 6_000 } }))
    expect(failure).toEqual({
      code: 'IMAGE_NOT_FOUND',
      sentence: `There is no image ${name} in ECR.`,
      hint: expect.stringContaining('registry-id'),
    })
    expect(asked).toBeGreaterThan(1)
    expect(asked).toBeLessThan(6)
  })
})

describe('what is read and cannot be', () => {
  const deep = (levels: number): StoredManifest[] => {
    const [outer = imageNamed('a'), ...others] = levels === 0 ? [] : deep(levels - 1)
    return levels === 0
      ? [indexOf({ 'linux/amd64': outer })]
      : [indexText(child(outer, 'x')), outer, ...others]
  }

  test.each<[string, readonly StoredManifest[], Asking['answer'], string, RegExp]>([
    [
      'a chart',
      [storing(JSON.stringify({ config: { mediaType: 'application/vnd.cncf.helm.config.v1+json' } }))],
      undefined,
      'NOT_AN_IMAGE',
      /helm/,
    ],
    ['an index without an image', [indexText()], undefined, 'NOT_AN_IMAGE', /without any platform/],
    ['an index of four levels', deep(3), undefined, 'NOT_AN_IMAGE', /more than 3 levels deep/],
    ['no manifest', [storing('{')], undefined, 'NOT_AN_IMAGE', /not JSON/],
    [
      'other bytes than its digest',
      [imageNamed('a')],
      () => ({
        body: {
          images: [
            { imageId: { imageDigest: imageNamed('a').digest }, imageManifest: imageNamed('other').text },
          ],
        },
      }),
      'AWS_BAD_ANSWER',
      /not those of the digest/,
    ],
    [
      'an empty answer',
      [imageNamed('a')],
      () => ({ body: {} }),
      'AWS_BAD_ANSWER',
      /neither an image nor a failure/,
    ],
    [
      'another refusal',
      [imageNamed('a')],
      () => ({ body: { failures: [{ failureCode: 'KmsError', failureReason: 'no key' }] } }),
      'AWS_BAD_ANSWER',
      /KmsError: no key/,
    ],
    [
      'denied',
      [imageNamed('a')],
      () =>
        refusing(
          'AccessDeniedException',
          'User: x is not authorized to perform: ecr:BatchGetImage on resource: y',
        ),
      'AWS_ACCESS_DENIED',
      /ecr:BatchGetImage/,
    ],
  ])(
    '%s',
    async (_, images, answer, code, words) => {
      const failure = await failing(() => reading(images, { answer }))
      expect({ code: failure.code, sentence: failure.sentence }).toEqual({
        code,
        sentence: expect.stringMatching(words),
      })
    },
    15_000,
  )

  test('another image than the one whose digest was asked for', async () => {
    const other = imageNamed('other')
    const body = { images: [{ imageId: { imageDigest: other.digest }, imageManifest: other.text }] }
    const failure = await failing(() => reading([imageNamed('a')], { answer: () => ({ body }) }))
    expect(failure.code).toBe('AWS_BAD_ANSWER')
  })
})
