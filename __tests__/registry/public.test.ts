import { describe, expect, test } from '@jest/globals'
import { ecrPublicClient } from '../../src/lib/ecr-public.ts'
import {
  authorizePublic,
  describePublic,
  promotePublic,
  publicDigestOf,
  removePublicCandidate,
} from '../../src/registry/public.ts'
import type { PublicReference } from '../../src/registry/reference.ts'
import { failing } from '../support/failure.ts'
import { account, digest, givenPushed } from '../support/given.ts'
import { type Answer, type Call, refusing, scriptedAws } from '../support/scripted-aws.ts'
import { written } from '../support/stdout.ts'

const other = `sha256:${'2'.repeat(64)}`
const host = 'public.ecr.aws'
const wanted: PublicReference = { kind: 'public', host, alias: 'acme', name: 'team/shop' }
const repository = { name: 'team/shop', uri: `${host}/acme/team/shop`, host, account }
const { manifest } = givenPushed()

/** ECR Public, whose API is asked in its own region, answering as the test says. */
async function scripted(answers: Readonly<Record<string, (call: Call) => Answer>>) {
  const { calls } = await scriptedAws(
    (call) => answers[call.operation]?.(call) ?? refusing('Unexpected', call.operation),
  )
  const credentials = {
    provide: async () => ({ accessKeyId: 'K', secretAccessKey: 's' }),
    renew: async () => undefined,
  }
  const signal = new AbortController().signal
  return { api: ecrPublicClient({ credentials, signal, pace: 10 }), calls }
}

describe('the repository', () => {
  const answering = (more: object = {}): Answer => ({
    body: { repositories: [{ repositoryUri: repository.uri, registryId: account, ...more }] },
  })

  async function describing(answer = answering()) {
    const { api, calls } = await scripted({ DescribeRepositories: () => answer })
    return { found: await describePublic(api, wanted), calls }
  }

  test('is found in one call, in us-east-1', async () => {
    const { found, calls } = await describing()
    expect(found).toEqual(repository)
    expect(calls).toHaveLength(1)
    expect(calls[0]).toMatchObject({
      input: { repositoryNames: ['team/shop'] },
      authorization: expect.stringContaining('/us-east-1/ecr-public/'),
    })
  })

  test.each<[string, Answer, string, RegExp]>([
    [
      'there is none',
      refusing('RepositoryNotFoundException'),
      'REPOSITORY_NOT_FOUND',
      /^There is no public repository team\/shop in the account of these credentials\.$/,
    ],
    [
      'it is under another alias',
      answering({ repositoryUri: `${host}/other/team/shop` }),
      'REPOSITORY_MISMATCH',
      /public\.ecr\.aws\/acme\/team\/shop.*public\.ecr\.aws\/other\/team\/shop/,
    ],
    [
      'it has an alias that begins like ours',
      answering({ repositoryUri: `${host}/acme2/team/shop` }),
      'REPOSITORY_MISMATCH',
      /acme2/,
    ],
    [
      'it may not be read',
      refusing(
        'AccessDeniedException',
        'User: x is not authorized to perform: ecr-public:DescribeRepositories on resource: y',
      ),
      'AWS_ACCESS_DENIED',
      /^ecr-public:DescribeRepositories for the public repository acme\/team\/shop was denied/,
    ],
    ['an empty answer', { body: {} }, 'AWS_BAD_ANSWER', /without a repository/],
    ['no account in it', answering({ registryId: '' }), 'AWS_BAD_ANSWER', /without a repository/],
  ])('%s', async (_, answer, code, sentence) => {
    const failure = await failing(() => describing(answer))
    expect({ code: failure.code, sentence: failure.sentence }).toEqual({
      code,
      sentence: expect.stringMatching(sentence),
    })
  })

  test('that is missing comes with the command that creates it, in the region of ECR Public', async () => {
    const { hint } = await failing(() => describing(refusing('RepositoryNotFoundException')))
    expect(hint).toContain('aws ecr-public create-repository --region us-east-1 --repository-name team/shop')
    expect(hint).toContain('acme')
  })

  test('by its dual-stack host is pushed to by that', async () => {
    const { api } = await scripted({ DescribeRepositories: () => answering() })
    const found = await describePublic(api, { ...wanted, host: 'ecr-public.aws.com' })
    expect(found.uri).toMatch(/^(ecr-public\.aws\.com|public\.ecr\.aws)\/acme\/team\/shop$/)
    expect(found.host).toBe(found.uri.split('/')[0])
  })
})

describe('the password', () => {
  const token = Buffer.from('AWS:hunter22').toString('base64')

  async function authorizing(answer: Answer) {
    const { api, calls } = await scripted({ GetAuthorizationToken: () => answer })
    return { ...(await written(() => authorizePublic(api, host))), calls }
  }

  test('is masked in both its forms', async () => {
    const { value, log, calls } = await authorizing({
      body: { authorizationData: { authorizationToken: token } },
    })
    expect(value).toEqual({ host, token })
    expect(log).toBe(`::add-mask::${token}\n::add-mask::hunter22\n`)
    expect(calls[0]?.authorization).toContain('/us-east-1/ecr-public/')
  })

  test.each<[string, Answer, string]>([
    ['an empty answer', { body: {} }, 'AWS_BAD_ANSWER'],
    ['no token', { body: { authorizationData: {} } }, 'AWS_BAD_ANSWER'],
    [
      'a denial of the service token',
      refusing(
        'AccessDeniedException',
        'User: x is not authorized to perform: sts:GetServiceBearerToken on resource: *',
      ),
      'AWS_ACCESS_DENIED',
    ],
  ])('%s is an error', async (_, answer, code) => {
    const failure = await failing(() => authorizing(answer))
    expect(failure.code).toBe(code)
    expect(failure.sentence).toContain('ecr-public:GetAuthorizationToken for the registry public.ecr.aws')
  })

  test('that is denied names the action that ECR Public needs besides its own', async () => {
    const message = 'User: x is not authorized to perform: sts:GetServiceBearerToken on resource: *'
    const { hint } = await failing(() => authorizing(refusing('AccessDeniedException', message)))
    expect(hint).toContain('sts:GetServiceBearerToken')
  })
})

describe('tags are put', () => {
  async function promoting(tags: readonly string[], answers: Readonly<Record<string, Answer>> = {}) {
    const { api, calls } = await scripted({
      PutImage: ({ input }) =>
        answers[String(input.imageTag)] ?? { body: { image: { imageId: { imageDigest: digest } } } },
    })
    const { value, log } = await written(() => promotePublic(api, repository, manifest, tags))
    return { promotion: value, log, calls }
  }

  test('in order, with the very bytes, media type and digest', async () => {
    const { promotion, calls, log } = await promoting(['v1', 'latest'])
    expect(promotion).toEqual({ put: ['v1', 'latest'], existing: [], refused: undefined, untried: [] })
    expect(calls.map(({ input }) => input)).toEqual(
      ['v1', 'latest'].map((imageTag) => ({
        registryId: account,
        repositoryName: 'team/shop',
        imageTag,
        imageManifest: manifest.text,
        imageManifestMediaType: manifest.mediaType,
        imageDigest: digest,
      })),
    )
    expect(log).toBe(`Put ${repository.uri}:v1\nPut ${repository.uri}:latest\n`)
  })

  test('and one that names this image already counts', async () => {
    const { promotion } = await promoting(['v1', 'latest'], { v1: refusing('ImageAlreadyExistsException') })
    expect(promotion).toEqual({ put: ['latest'], existing: ['v1'], refused: undefined, untried: [] })
  })

  test.each<[string, Answer, RegExp, boolean]>([
    [
      'a denial',
      refusing(
        'AccessDeniedException',
        'User: x is not authorized to perform: ecr-public:PutImage on resource: y',
      ),
      /^ecr-public:PutImage for team\/shop:b was denied/,
      true,
    ],
    [
      'another digest',
      { body: { image: { imageId: { imageDigest: other } } } },
      /^ECR answered with sha256:2/,
      false,
    ],
    ['an empty answer', { body: {} }, /^ECR answered with no digest$/, false],
    ['a fault without end', refusing('ServerException', 'oops', 500), /oops$/, false],
  ])('until one is refused: %s', async (_, answer, reason, certain) => {
    const { promotion } = await promoting(['a', 'b', 'c'], { b: answer })
    expect(promotion).toMatchObject({
      put: ['a'],
      refused: { tag: 'b', reason: expect.stringMatching(reason), certain },
      untried: ['c'],
    })
  })
})

describe('the candidate tag', () => {
  const candidateTag = 'candidate-42-1-beef'

  async function removing(imageTags: readonly string[] | undefined, remove: Answer = { body: {} }) {
    const { api, calls } = await scripted({
      DescribeImages: () =>
        imageTags === undefined
          ? refusing('ImageNotFoundException', 'none')
          : { body: { imageDetails: [{ imageDigest: digest, imageTags }] } },
      BatchDeleteImage: () => remove,
    })
    const image = { digest, candidateTag, tags: ['v1', 'latest'] }
    const { value, log } = await written(() => removePublicCandidate(api, repository, image, manifest))
    return { isGone: value, log, calls }
  }

  test('is removed by tag once another one names the image', async () => {
    const { isGone, calls } = await removing([candidateTag, 'v1'])
    expect(isGone).toBe(true)
    const about = { registryId: account, repositoryName: 'team/shop' }
    expect(calls.map(({ operation, input }) => [operation, input])).toEqual([
      ['DescribeImages', { ...about, imageIds: [{ imageDigest: digest }] }],
      ['BatchDeleteImage', { ...about, imageIds: [{ imageTag: candidateTag }] }],
      ['DescribeImages', { ...about, imageIds: [{ imageDigest: digest }] }],
    ])
  })

  test.each([
    ['where it is the only tag', [candidateTag], false],
    ['where the others are of somebody else', [candidateTag, 'x'], false],
    ['where it is gone', ['v1'], true],
    ['where no tag names the image', [], true],
  ])('is left alone %s', async (_, tags, gone) => {
    const { isGone, calls } = await removing(tags)
    expect(isGone).toBe(gone)
    expect(calls.map(({ operation }) => operation)).toEqual(['DescribeImages'])
  })

  test.each([
    ['the image cannot be read', undefined, undefined, 'ImageNotFoundException'],
    [
      'the removal is denied',
      [candidateTag, 'v1'],
      refusing(
        'AccessDeniedException',
        'User: x is not authorized to perform: ecr-public:BatchDeleteImage on resource: y',
      ),
      'ecr-public:BatchDeleteImage',
    ],
    [
      'the removal is answered with a failure',
      [candidateTag, 'v1'],
      { body: { failures: [{ failureCode: 'ImageReferencedByManifestList', failureReason: 'in use' }] } },
      'ImageReferencedByManifestList: in use',
    ],
  ])('stays, with a notice, where %s', async (_, tags, answer, reason) => {
    const { isGone, log } = await removing(tags, answer)
    expect(isGone).toBe(false)
    expect(log).toMatch(
      /^::notice::The candidate tag candidate-42-1-beef stays beside the release tags: [^\n]*\n$/,
    )
    expect(log).toContain(reason)
  })
})

describe('what a tag names', () => {
  async function asking(answer: Answer) {
    const { api, calls } = await scripted({ DescribeImages: () => answer })
    return { named: await publicDigestOf(api, repository, 'v1'), calls }
  }

  test('is asked for by the tag', async () => {
    const { named, calls } = await asking({
      body: { imageDetails: [{ imageDigest: digest, imageTags: ['v1'] }] },
    })
    expect(named).toBe(digest)
    expect(calls.map(({ input }) => input)).toEqual([
      { registryId: account, repositoryName: 'team/shop', imageIds: [{ imageTag: 'v1' }] },
    ])
  })

  test('is nothing where there is no such tag', async () => {
    expect((await asking(refusing('ImageNotFoundException', 'none'))).named).toBeUndefined()
  })

  test.each<[string, Answer, string]>([
    ['an empty answer', { body: {} }, 'AWS_BAD_ANSWER'],
    ['an answer without a digest', { body: { imageDetails: [{ imageTags: ['v1'] }] } }, 'AWS_BAD_ANSWER'],
    ['no repository', refusing('RepositoryNotFoundException', 'none'), 'AWS_ERROR'],
    [
      'a denial',
      refusing(
        'AccessDeniedException',
        'User: x is not authorized to perform: ecr-public:DescribeImages on resource: y',
      ),
      'AWS_ACCESS_DENIED',
    ],
  ])('is not known after %s', async (_, answer, code) => {
    const failure = await failing(() => asking(answer))
    expect(failure.code).toBe(code)
    expect(failure.sentence).toContain('the tag team/shop:v1')
  })
})
