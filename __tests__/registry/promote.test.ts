import { describe, expect, test } from '@jest/globals'
import { promote, tagged } from '../../src/registry/promote.ts'
import type { StoredManifest } from '../../src/registry/reference.ts'
import { imageNamed, scriptedEcr, tagsNaming } from '../support/ecr.ts'
import { account, givenRepository, host } from '../support/given.ts'
import { type Answer, type Call, refusing } from '../support/scripted-aws.ts'
import { written } from '../support/stdout.ts'

const manifest = imageNamed('mine')
const { digest } = manifest
const other = imageNamed('other')

/** Puts tags into a registry that answers PutImage by tag, and where these tags name these images. */
async function promoting(
  tags: readonly string[],
  answers: Readonly<Record<string, Answer>> = {},
  named: Readonly<Record<string, StoredManifest>> = {},
) {
  const { ecr, calls } = await scriptedEcr({
    PutImage: ({ input }) =>
      answers[String(input.imageTag)] ?? {
        body: { image: { imageId: { imageDigest: digest, imageTag: input.imageTag } } },
      },
    BatchGetImage: (call) => answers.BatchGetImage ?? tagsNaming(named)(call),
  })
  const { value, log } = await written(() => promote(ecr, givenRepository(), manifest, tags))
  const called = (name: string) => calls.filter(({ operation }) => operation === name)
  return { promotion: value, log, puts: called('PutImage'), reads: called('BatchGetImage') }
}

function tagOf({ input }: Call): unknown {
  return input.imageTag
}

test('each tag is put in order, with the very bytes, media type and digest', async () => {
  const { promotion, puts, log } = await promoting(['v1', 'latest'])
  expect(promotion).toEqual({ put: ['v1', 'latest'], existing: [], refused: undefined, untried: [] })
  expect(puts.map(({ input }) => input)).toEqual(
    ['v1', 'latest'].map((imageTag) => ({
      registryId: account,
      repositoryName: 'shop',
      imageTag,
      imageManifest: manifest.text,
      imageManifestMediaType: manifest.mediaType,
      imageDigest: digest,
    })),
  )
  expect(log).toBe(`Put ${host}/shop:v1\nPut ${host}/shop:latest\n`)
})

test('no tag at all is no call', async () => {
  expect((await promoting([])).puts).toEqual([])
})

describe('running it again is safe', () => {
  test('a tag that names this image already counts as put', async () => {
    const exists = refusing('ImageAlreadyExistsException')
    const { promotion, log } = await promoting(['v1', 'latest'], { v1: exists })
    expect(promotion).toEqual({ put: ['latest'], existing: ['v1'], refused: undefined, untried: [] })
    expect(log).toContain(`${host}/shop:v1 names this image already`)
  })

  test('so does an immutable one that names it', async () => {
    const immutable = refusing('ImageTagAlreadyExistsException')
    const { promotion } = await promoting(['v1', 'latest'], { v1: immutable }, { v1: manifest })
    expect(promotion).toEqual({ put: ['latest'], existing: ['v1'], refused: undefined, untried: [] })
  })
})

describe('a tag that cannot be put ends it there: no later one goes ahead, and nothing is thrown', () => {
  test.each<[string, Answer, Readonly<Record<string, StoredManifest>>, RegExp, boolean]>([
    [
      'an immutable tag of another image',
      refusing('ImageTagAlreadyExistsException'),
      { b: other },
      new RegExp(`^the tag is immutable and names another image \\(${other.digest}\\)$`),
      true,
    ],
    [
      'an immutable tag that cannot be read',
      refusing('ImageTagAlreadyExistsException'),
      {},
      /^the tag is immutable and names another image \(unknown\)$/,
      true,
    ],
    [
      'a denial',
      refusing('AccessDeniedException', 'User: x is not authorized to perform: ecr:PutImage on resource: y'),
      {},
      /^ecr:PutImage for shop:b was denied: .*ecr:PutImage on resource: y$/,
      true,
    ],
    [
      'an answer about another digest',
      { body: { image: { imageId: { imageDigest: other.digest } } } },
      {},
      new RegExp(`^ECR answered with ${other.digest}$`),
      false,
    ],
    ['an empty answer', { body: {} }, {}, /^ECR answered with no digest$/, false],
    ['a fault without end', refusing('ServerException', 'oops.', 500), {}, /oops$/, false],
  ])(
    '%s',
    async (_, answer, named, reason, certain) => {
      const { promotion, puts } = await promoting(['a', 'b', 'c', 'd'], { b: answer }, named)
      expect(promotion).toEqual({
        put: ['a'],
        existing: [],
        refused: {
          tag: 'b',
          reason: expect.stringMatching(reason),
          hint: expect.stringMatching(/\S/),
          certain,
          names: named.b?.digest,
        },
        untried: ['c', 'd'],
      })
      expect(new Set(puts.map(tagOf))).toEqual(new Set(['a', 'b']))
    },
    30_000,
  )
})

describe('an immutable tag that is refused says what it names, so that its image can be looked at', () => {
  const immutable = refusing('ImageTagAlreadyExistsException')

  test('and reads nothing but that tag', async () => {
    const { promotion, reads } = await promoting(['a', 'b'], { b: immutable }, { b: other })
    expect(promotion.refused).toMatchObject({ tag: 'b', names: other.digest, certain: true })
    expect(reads.map(({ input }) => input.imageIds)).toEqual([[{ imageTag: 'b' }]])
  })

  test('but not where it is gone, or cannot be read', async () => {
    const gone = await promoting(['a'], { a: immutable })
    expect(gone.promotion.refused?.names).toBeUndefined()
    const denied = refusing(
      'AccessDeniedException',
      'User: x is not authorized to perform: ecr:BatchGetImage on resource: y',
    )
    const unread = await promoting(['a'], { a: immutable, BatchGetImage: denied })
    expect(unread.promotion.refused).toEqual({
      tag: 'a',
      reason: expect.stringMatching(/^ecr:BatchGetImage for the image shop:a was denied/),
      hint: expect.stringContaining('ecr:BatchGetImage'),
      certain: true,
    })
  })

  test('and no other refusal names one', async () => {
    const { promotion } = await promoting(['a'], { a: refusing('LimitExceededException') }, { a: other })
    expect(promotion.refused?.names).toBeUndefined()
  })
})

test('the tags of an image are those that it had and those that were put', () => {
  const promotion = { put: ['c', 'a'], existing: ['b'], refused: undefined, untried: ['d'], kept: ['e'] }
  expect(tagged(promotion)).toEqual(['b', 'c', 'a'])
})
