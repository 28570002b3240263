import { describe, expect, test } from '@jest/globals'
import { digestsOf, promote } from '../../src/registry/promote.ts'
import { scriptedEcr, tagsNaming } from '../support/ecr.ts'
import { account, digest, givenPushed, givenRepository, host } from '../support/given.ts'
import { type Answer, type Call, refusing } from '../support/scripted-aws.ts'
import { written } from '../support/stdout.ts'

const other = `sha256:${'2'.repeat(64)}`
const { manifest } = givenPushed()

/** Puts tags into a registry that answers PutImage by tag. */
async function promoting(
  tags: readonly string[],
  answers: Readonly<Record<string, Answer>> = {},
  named: Readonly<Record<string, string>> = {},
) {
  const { ecr, calls } = await scriptedEcr({
    PutImage: ({ input }) =>
      answers[String(input.imageTag)] ?? {
        body: { image: { imageId: { imageDigest: digest, imageTag: input.imageTag } } },
      },
    BatchGetImage: tagsNaming(named),
  })
  const { value, log } = await written(() => promote(ecr, givenRepository(), manifest, tags))
  return { promotion: value, log, puts: calls.filter(({ operation }) => operation === 'PutImage') }
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
    const { promotion } = await promoting(['v1', 'latest'], { v1: immutable }, { v1: digest })
    expect(promotion).toEqual({ put: ['latest'], existing: ['v1'], refused: undefined, untried: [] })
  })
})

describe('a tag that cannot be put ends it there: no later one goes ahead, and nothing is thrown', () => {
  test.each<[string, Answer, Readonly<Record<string, string>>, RegExp, boolean]>([
    [
      'an immutable tag of another image',
      refusing('ImageTagAlreadyExistsException'),
      { b: other },
      /^the tag is immutable and names another image \(sha256:2{64}\)$/,
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
      { body: { image: { imageId: { imageDigest: other } } } },
      {},
      /^ECR answered with sha256:2{64}$/,
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
        },
        untried: ['c', 'd'],
      })
      expect(new Set(puts.map(tagOf))).toEqual(new Set(['a', 'b']))
    },
    30_000,
  )
})

test('what tags name is asked in one call, and a tag that names nothing is left out', async () => {
  const { ecr, calls } = await scriptedEcr({ BatchGetImage: tagsNaming({ a: digest, c: other }) })
  const named = await digestsOf(ecr, givenRepository(), ['a', 'b', 'c'])
  expect([...named]).toEqual([
    ['a', digest],
    ['c', other],
  ])
  expect(calls).toHaveLength(1)
})
