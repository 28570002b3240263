import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { readPushed } from '../../src/image/pushed.ts'
import { scriptedEcr } from '../support/ecr.ts'
import { failing } from '../support/failure.ts'
import { account, givenRepository } from '../support/given.ts'
import { type Answer, type Call, refusing } from '../support/scripted-aws.ts'

const index = 'application/vnd.oci.image.index.v1+json'
const manifest = 'application/vnd.oci.image.manifest.v1+json'

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}

function imageText(name: string): string {
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: manifest,
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: name },
    layers: [],
  })
}

function indexText(...children: readonly object[]): string {
  return JSON.stringify({ schemaVersion: 2, mediaType: index, manifests: children })
}

function child(text: string, architecture: string, mediaType = manifest): object {
  return { mediaType, digest: digestOf(text), size: text.length, platform: { os: 'linux', architecture } }
}

const signal = new AbortController().signal

/** Reads the first of these texts back from a registry that has all of them. */
async function reading(
  texts: readonly string[],
  answer?: (call: Call, all: readonly Call[]) => Answer | undefined,
) {
  const stored = new Map(texts.map((text) => [digestOf(text), text]))
  const { ecr, calls } = await scriptedEcr({
    BatchGetImage: (call, all) => {
      const given = answer?.(call, all)
      if (given !== undefined) return given
      const [{ imageDigest = '' } = {}] = call.input.imageIds as { imageDigest?: string }[]
      const text = stored.get(imageDigest)
      if (text === undefined)
        return { body: { images: [], failures: [{ failureCode: 'ImageNotFound', failureReason: 'none' }] } }
      return { body: { images: [{ imageId: { imageDigest }, imageManifest: text }], failures: [] } }
    },
  })
  const digest = digestOf(texts[0] ?? '')
  const pushed = await readPushed(
    ecr,
    givenRepository(),
    { digest, platform: 'linux/amd64' },
    { signal, pace: 60 },
  )
  return { pushed, digest, calls }
}

const missing: Answer = {
  body: { images: [], failures: [{ failureCode: 'ImageNotFound', failureReason: 'none' }] },
}

describe('what was pushed is read back', () => {
  test('as a single image, with its very bytes', async () => {
    const text = imageText('a')
    const { pushed, digest, calls } = await reading([text])
    expect(pushed).toEqual({
      manifest: { digest, mediaType: manifest, text },
      platforms: [{ digest, platform: 'linux/amd64' }],
    })
    expect(calls[0]?.input).toMatchObject({
      registryId: account,
      repositoryName: 'shop',
      imageIds: [{ imageDigest: digest }],
      acceptedMediaTypes: expect.arrayContaining([index, manifest]),
    })
  })

  test('as an index, with its platforms', async () => {
    const [amd64, arm64] = [imageText('a'), imageText('b')]
    const attestation = { ...child('x', 'unknown'), platform: { os: 'unknown', architecture: 'unknown' } }
    const text = indexText(child(amd64, 'amd64'), attestation, child(arm64, 'arm64'))
    const { pushed, calls } = await reading([text, amd64, arm64])
    expect(pushed.platforms).toEqual([
      { digest: digestOf(amd64), platform: 'linux/amd64' },
      { digest: digestOf(arm64), platform: 'linux/arm64' },
    ])
    expect(calls).toHaveLength(1)
  })

  test('as an index of an index', async () => {
    const amd64 = imageText('a')
    const inner = indexText(child(amd64, 'amd64'))
    const { pushed } = await reading([
      indexText(child(inner, 'x', index), child(amd64, 'amd64')),
      inner,
      amd64,
    ])
    expect(pushed.platforms).toEqual([{ digest: digestOf(amd64), platform: 'linux/amd64' }])
  })

  test('when ECR has come to know it', async () => {
    const { pushed, calls } = await reading([imageText('a')], (_, all) =>
      all.length < 4 ? missing : undefined,
    )
    expect(pushed.platforms).toHaveLength(1)
    expect(calls).toHaveLength(4)
  })
})

describe('what is read back and cannot be', () => {
  const deep = (levels: number): string[] => {
    const [outer = ''] = levels === 0 ? [indexText(child(imageText('a'), 'amd64'))] : deep(levels - 1)
    return levels === 0 ? [outer] : [indexText(child(outer, 'x', index)), ...deep(levels - 1)]
  }
  const other = imageText('other')

  test.each<[string, readonly string[], ((call: Call) => Answer | undefined) | undefined, string, RegExp]>([
    ['never known to ECR', [imageText('a')], () => missing, 'IMAGE_NOT_FOUND', /30 s after it was pushed/],
    [
      'a chart',
      [JSON.stringify({ config: { mediaType: 'application/vnd.cncf.helm.config.v1+json' } })],
      undefined,
      'NOT_AN_IMAGE',
      /helm/,
    ],
    ['an index without an image', [indexText()], undefined, 'NOT_AN_IMAGE', /without any platform/],
    ['an index without end', deep(4), undefined, 'NOT_AN_IMAGE', /levels deep/],
    ['no manifest', ['{'], undefined, 'NOT_AN_IMAGE', /not JSON/],
    [
      'other bytes than its digest',
      [imageText('a')],
      () => ({ body: { images: [{ imageManifest: other }] } }),
      'AWS_BAD_ANSWER',
      /not those of the digest/,
    ],
    ['an empty answer', [imageText('a')], () => ({ body: {} }), 'AWS_BAD_ANSWER', /without a manifest/],
    [
      'another refusal',
      [imageText('a')],
      () => ({ body: { failures: [{ failureCode: 'KmsError', failureReason: 'no key' }] } }),
      'AWS_BAD_ANSWER',
      /KmsError: no key/,
    ],
    [
      'denied',
      [imageText('a')],
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
    async (_, texts, answer, code, words) => {
      const failure = await failing(() => reading(texts, answer))
      expect({ code: failure.code, sentence: failure.sentence }).toEqual({
        code,
        sentence: expect.stringMatching(words),
      })
    },
    15_000,
  )
})
