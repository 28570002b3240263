import { describe, expect, test } from '@jest/globals'
import { digestsOf, type ImageId, mediaTypeIn, readManifests } from '../../src/lib/images.ts'
import { imageNamed, indexOf, scriptedEcr, storing, tagsNaming } from '../support/ecr.ts'
import { failing } from '../support/failure.ts'
import { account, givenRepository } from '../support/given.ts'
import { type Answer, refusing } from '../support/scripted-aws.ts'

const mine = imageNamed('mine')
const other = imageNamed('other')
const types = {
  index: 'application/vnd.oci.image.index.v1+json',
  list: 'application/vnd.docker.distribution.manifest.list.v2+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  docker: 'application/vnd.docker.distribution.manifest.v2+json',
  config: 'application/vnd.oci.image.config.v1+json',
}

async function registry(answer: Answer | ReturnType<typeof tagsNaming>) {
  return scriptedEcr({ BatchGetImage: (call) => (typeof answer === 'function' ? answer(call) : answer) })
}

async function reading(answer: Answer | ReturnType<typeof tagsNaming>, ids: readonly ImageId[]) {
  const { ecr, calls } = await registry(answer)
  return { found: await readManifests(ecr, givenRepository(), ids), calls }
}

describe('manifests are read', () => {
  test('by tag and by digest, as the registry holds them', async () => {
    const ids = [{ imageTag: 'v1' }, { imageDigest: other.digest }]
    const { found, calls } = await reading(tagsNaming({ v1: mine }, [other]), ids)
    expect(found).toEqual([
      { tag: 'v1', ...mine },
      { tag: undefined, ...other },
    ])
    expect(calls.map(({ input }) => input)).toEqual([
      {
        registryId: account,
        repositoryName: 'shop',
        imageIds: ids,
        acceptedMediaTypes: [types.index, types.list, types.manifest, types.docker],
      },
    ])
  })

  test('of two tags of one image, once for each', async () => {
    const ids = [{ imageTag: 'a' }, { imageTag: 'b' }]
    const { found } = await reading(tagsNaming({ a: mine, b: mine }), ids)
    expect(found.map(({ tag, digest }) => [tag, digest])).toEqual([
      ['a', mine.digest],
      ['b', mine.digest],
    ])
  })

  test('byte by byte, with letters of all kinds', async () => {
    const image = storing(JSON.stringify({ note: 'größe—✓\n' }, undefined, 2))
    const { found } = await reading(tagsNaming({ v1: image }), [{ imageTag: 'v1' }])
    expect(found[0]?.text).toBe(image.text)
  })

  test('and what is not there is left out', async () => {
    const { found } = await reading(tagsNaming({ v1: mine }), [{ imageTag: 'v0' }, { imageTag: 'v1' }])
    expect(found.map(({ tag }) => tag)).toEqual(['v1'])
    expect((await reading(tagsNaming({}), [{ imageTag: 'v0' }])).found).toEqual([])
  })

  test('without a call where nothing is asked for', async () => {
    const { found, calls } = await reading('reset', [])
    expect({ found, calls }).toEqual({ found: [], calls: [] })
  })

  test.each([
    [100, [100]],
    [101, [100, 1]],
    [250, [100, 100, 50]],
  ])('%d of them in calls of a hundred at most', async (number, sizes) => {
    const tags = Array.from({ length: number }, (_, at) => `v${at}`)
    const named = Object.fromEntries(tags.map((tag) => [tag, mine]))
    const ids = tags.map((imageTag) => ({ imageTag }))
    const { found, calls } = await reading(tagsNaming(named), ids)
    expect(calls.map(({ input }) => (input.imageIds as unknown[]).length)).toEqual(sizes)
    expect(found.map(({ tag }) => tag)).toEqual(tags)
  })
})

describe('an answer that makes no sense is an error', () => {
  const answering = (...images: readonly object[]): Answer => ({ body: { images } })
  const imageId = { imageTag: 'v1', imageDigest: mine.digest }

  test.each<[string, Answer, string, RegExp]>([
    ['an empty one', { body: {} }, 'AWS_BAD_ANSWER', /neither an image nor a failure/],
    [
      'empty lists',
      { body: { images: [], failures: [] } },
      'AWS_BAD_ANSWER',
      /neither an image nor a failure/,
    ],
    ['no manifest', answering({ imageId }), 'AWS_BAD_ANSWER', /without a manifest/],
    [
      'no digest',
      answering({ imageId: { imageTag: 'v1' }, imageManifest: mine.text }),
      'AWS_BAD_ANSWER',
      /without a manifest/,
    ],
    [
      'other bytes than those of the digest',
      answering({ imageId, imageManifest: other.text }),
      'AWS_BAD_ANSWER',
      /whose bytes are not those of the digest/,
    ],
    [
      'a byte more',
      answering({ imageId, imageManifest: `${mine.text}\n` }),
      'AWS_BAD_ANSWER',
      /whose bytes are not those of the digest/,
    ],
    [
      'a refusal',
      { body: { failures: [{ failureCode: 'KmsError', failureReason: 'no key' }] } },
      'AWS_BAD_ANSWER',
      /a refusal: KmsError: no key/,
    ],
    [
      'a refusal beside an image',
      {
        body: {
          images: [{ imageId, imageManifest: mine.text }],
          failures: [
            { failureCode: 'ImageNotFound', failureReason: 'none' },
            { failureCode: 'UpstreamUnavailable', failureReason: 'down' },
          ],
        },
      },
      'AWS_BAD_ANSWER',
      /a refusal: UpstreamUnavailable: down/,
    ],
    ['HTML', { type: 'text/html', body: '<html>' }, 'AWS_BAD_ANSWER', /no AWS answer/],
    [
      'a denial',
      refusing(
        'AccessDeniedException',
        'User: x is not authorized to perform: ecr:BatchGetImage on resource: y',
      ),
      'AWS_ACCESS_DENIED',
      /was denied/,
    ],
    ['another error', refusing('RepositoryNotFoundException', 'none'), 'AWS_ERROR', /RepositoryNotFound/],
  ])('%s', async (_, answer, code, words) => {
    const failure = await failing(() => reading(answer, [{ imageTag: 'v1' }]))
    expect({ code: failure.code, sentence: failure.sentence }).toEqual({
      code,
      sentence: expect.stringMatching(words),
    })
    expect(failure.sentence).toContain('ecr:BatchGetImage for the image shop:v1')
  })

  test.each<[readonly ImageId[], string]>([
    [[{ imageDigest: mine.digest }], `the image shop@${mine.digest}`],
    [[{ imageTag: 'a' }, { imageTag: 'b' }], 'the tags of shop'],
  ])('that names what was asked for: %j', async (ids, subject) => {
    const { sentence } = await failing(() => reading({ body: {} }, ids))
    expect(sentence).toContain(`ecr:BatchGetImage for ${subject} was`)
  })

  test.each<[string, ImageId]>([
    ['digest', { imageDigest: mine.digest }],
    ['tag', { imageTag: 'v1' }],
  ])('where it tells of another image than that of the %s', async (_, id) => {
    const image = { imageId: { imageTag: 'v2', imageDigest: other.digest }, imageManifest: other.text }
    expect((await failing(() => reading(answering(image), [id]))).code).toBe('AWS_BAD_ANSWER')
  })

  test('in the second of two calls, too', async () => {
    const tags = Array.from({ length: 101 }, (_, at) => `v${at}`)
    const named = Object.fromEntries(tags.map((tag) => [tag, mine]))
    const answer = (call: Parameters<ReturnType<typeof tagsNaming>>[0]) =>
      (call.input.imageIds as unknown[]).length === 1 ? { body: {} } : tagsNaming(named)(call)
    const ids = tags.map((imageTag) => ({ imageTag }))
    expect((await failing(() => reading(answer, ids))).code).toBe('AWS_BAD_ANSWER')
  })
})

describe('the media type', () => {
  const config = { mediaType: types.config, digest: 'sha256:c' }
  const child = (mediaType: string) => ({ mediaType, digest: mine.digest })

  test.each<[string, object, string]>([
    ['an OCI manifest', { schemaVersion: 2, mediaType: types.manifest, config }, types.manifest],
    ['a Docker manifest', { schemaVersion: 2, mediaType: types.docker, config }, types.docker],
    [
      'an index',
      { schemaVersion: 2, mediaType: types.index, manifests: [child(types.manifest)] },
      types.index,
    ],
    ['a list', { schemaVersion: 2, mediaType: types.list, manifests: [child(types.docker)] }, types.list],
    ['a manifest that does not say', { schemaVersion: 2, config, layers: [] }, types.manifest],
    ['a Docker manifest that says it last', { config, layers: [], mediaType: types.docker }, types.docker],
    ['an index that says it last', { manifests: [child(types.docker)], mediaType: types.index }, types.index],
    ['an index that does not say', { schemaVersion: 2, manifests: [child(types.manifest)] }, types.index],
    ['a type that nobody knows', { mediaType: 'application/json', config }, types.manifest],
  ])('of %s', (_, manifest, type) => {
    expect(mediaTypeIn(JSON.stringify(manifest))).toBe(type)
    expect(mediaTypeIn(JSON.stringify(manifest, undefined, 2))).toBe(type)
  })

  test('is what ECR says, and what the manifest says where ECR does not', async () => {
    const index = indexOf({ 'linux/amd64': mine })
    const imageId = { imageTag: 'v1', imageDigest: index.digest }
    const told = { imageId, imageManifest: index.text, imageManifestMediaType: types.index }
    const { imageManifestMediaType: _, ...untold } = told
    for (const image of [told, untold]) {
      const { found } = await reading({ body: { images: [image] } }, [{ imageTag: 'v1' }])
      expect(found[0]?.mediaType).toBe(types.index)
    }
  })
})

describe('what tags name', () => {
  test('is asked in one call, and a tag that names nothing is left out', async () => {
    const { ecr, calls } = await registry(tagsNaming({ a: mine, c: other }))
    const named = await digestsOf(ecr, givenRepository(), ['a', 'b', 'c'])
    expect([...named]).toEqual([
      ['a', mine.digest],
      ['c', other.digest],
    ])
    expect(calls).toHaveLength(1)
  })

  test('is nothing where no tag is asked for', async () => {
    const { ecr, calls } = await registry('reset')
    expect([...(await digestsOf(ecr, givenRepository(), []))]).toEqual([])
    expect(calls).toEqual([])
  })

  test('is an error where it cannot be read', async () => {
    const { ecr } = await registry({ body: {} })
    const failure = await failing(() => digestsOf(ecr, givenRepository(), ['v1']))
    expect(failure.code).toBe('AWS_BAD_ANSWER')
  })
})
