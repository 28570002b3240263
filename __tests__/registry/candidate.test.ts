import { describe, expect, test } from '@jest/globals'
import { removeCandidate, untaggingIn } from '../../src/registry/candidate.ts'
import type { StoredManifest } from '../../src/registry/reference.ts'
import { imageNamed, scriptedEcr, tagsNaming } from '../support/ecr.ts'
import { account, givenRepository } from '../support/given.ts'
import { type Answer, refusing } from '../support/scripted-aws.ts'
import { written } from '../support/stdout.ts'

const mine = imageNamed('mine')
const other = imageNamed('other')
const { digest } = mine
const candidateTag = 'candidate-42-1-beef'

async function removing(
  named: Readonly<Record<string, StoredManifest>>,
  tags: readonly string[] = ['v1', 'latest'],
  answers: Readonly<{ remove?: Answer; read?: Answer }> = {},
) {
  const { ecr, calls } = await scriptedEcr({
    BatchGetImage: (call) => answers.read ?? tagsNaming(named)(call),
    BatchDeleteImage: () => answers.remove ?? { body: { imageIds: [], failures: [] } },
  })
  const { value, log } = await written(() =>
    removeCandidate({ digest, candidateTag, tags }, untaggingIn(ecr, givenRepository(), mine)),
  )
  const removals = calls.filter(({ operation }) => operation === 'BatchDeleteImage')
  return { isGone: value, log, removals: removals.map(({ input }) => input) }
}

describe('the candidate tag is removed', () => {
  test('by tag and never by digest, when another tag names the image', async () => {
    const { isGone, removals } = await removing({ [candidateTag]: mine, v1: mine, latest: mine })
    expect(isGone).toBe(true)
    expect(removals).toEqual([
      { registryId: account, repositoryName: 'shop', imageIds: [{ imageTag: candidateTag }] },
    ])
  })

  test('when one of several other tags still names the image', async () => {
    const { removals } = await removing({ [candidateTag]: mine, v1: mine, latest: other })
    expect(removals).toHaveLength(1)
  })
})

describe('a tag that another run moves between the look and the removal', () => {
  async function overtaken(put: Answer) {
    let looks = 0
    const { ecr, calls } = await scriptedEcr({
      BatchGetImage: (call) =>
        tagsNaming(looks++ === 0 ? { [candidateTag]: mine, v1: mine } : { v1: other })(call),
      BatchDeleteImage: () => ({ body: { imageIds: [], failures: [] } }),
      PutImage: () => put,
    })
    const untagging = untaggingIn(ecr, givenRepository(), mine)
    const run = await written(() => removeCandidate({ digest, candidateTag, tags: ['v1'] }, untagging))
    return { ...run, puts: calls.filter(({ operation }) => operation === 'PutImage') }
  }

  test('leaves the image no tag: it gets the candidate tag back, with the same bytes', async () => {
    const { value, log, puts } = await overtaken({ body: { image: { imageId: { imageDigest: digest } } } })
    expect(value).toBe(false)
    expect(puts.map(({ input }) => input)).toMatchObject([
      { imageTag: candidateTag, imageManifest: mine.text },
    ])
    expect(log).toContain(`::notice::The candidate tag ${candidateTag} stays`)
  })

  test('is a warning where it cannot be given back', async () => {
    const { value, log } = await overtaken(refusing('AccessDeniedException', 'not you'))
    expect(value).toBe(true)
    expect(log).toContain(`::warning::No tag keeps the image ${digest} in the registry any more: `)
  })
})

describe('the candidate tag is left alone', () => {
  test.each<[string, Readonly<Record<string, StoredManifest>>, readonly string[], boolean]>([
    ['when it is the only tag: the image would be deleted with it', { [candidateTag]: mine }, [], false],
    ['when the other tags are gone', { [candidateTag]: mine }, ['v1'], false],
    ['when the other tags name another image by now', { [candidateTag]: mine, v1: other }, ['v1'], false],
    ['when it names another image by now', { [candidateTag]: other, v1: mine }, ['v1'], true],
    ['when it is gone already', { v1: mine }, ['v1'], true],
  ])('%s', async (_, named, tags, gone) => {
    const { isGone, removals } = await removing(named, tags)
    expect(removals).toEqual([])
    expect(isGone).toBe(gone)
  })
})

describe('being refused costs a notice, and no failure', () => {
  const named = { [candidateTag]: mine, v1: mine }

  test.each<[string, Readonly<{ remove?: Answer; read?: Answer }>, string]>([
    [
      'the removal is denied',
      {
        remove: refusing(
          'AccessDeniedException',
          'User: x is not authorized to perform: ecr:BatchDeleteImage on resource: y',
        ),
      },
      'ecr:BatchDeleteImage',
    ],
    [
      'the reading is denied',
      {
        read: refusing(
          'AccessDeniedException',
          'User: x is not authorized to perform: ecr:BatchGetImage on resource: y',
        ),
      },
      'ecr:BatchGetImage',
    ],
    [
      'the removal is answered with a failure',
      {
        remove: {
          body: { failures: [{ failureCode: 'ImageReferencedByManifestList', failureReason: 'in use' }] },
        },
      },
      'ImageReferencedByManifestList: in use',
    ],
  ])('%s', async (_, answers, reason) => {
    const { isGone, log } = await removing(named, ['v1'], answers)
    expect(isGone).toBe(false)
    expect(log).toMatch(
      /^::notice::The candidate tag candidate-42-1-beef stays beside the release tags: [^\n]*\n$/,
    )
    expect(log).toContain(reason)
  })
})

test('of very many tags as many are asked for as one call may', async () => {
  const tags = Array.from({ length: 250 }, (_, number) => `v${number}`)
  const { ecr, calls } = await scriptedEcr({
    BatchGetImage: tagsNaming({ [candidateTag]: mine, v0: mine }),
    BatchDeleteImage: () => ({}),
  })
  await written(() =>
    removeCandidate({ digest, candidateTag, tags }, untaggingIn(ecr, givenRepository(), mine)),
  )
  expect(calls[0]?.input.imageIds).toHaveLength(100)
  expect(calls.map(({ operation }) => operation)).toEqual([
    'BatchGetImage',
    'BatchDeleteImage',
    'BatchGetImage',
  ])
  expect(calls[2]?.input.imageIds).toHaveLength(100)
})
