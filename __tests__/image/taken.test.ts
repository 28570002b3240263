import { describe, expect, test } from '@jest/globals'
import { ActionError, cancelled, failureOf } from '../../src/errors.ts'
import { checkTaken } from '../../src/image/taken.ts'
import { scriptedEcr } from '../support/ecr.ts'
import { account, digest, givenRepository, sha } from '../support/given.ts'
import { type Answer, type Call, refusing } from '../support/scripted-aws.ts'
import { written } from '../support/stdout.ts'

const other = `sha256:${'2'.repeat(64)}`
const revision = 'org.opencontainers.image.revision'
const ours = { [revision]: sha, team: 'checkout' }
const manifestType = 'application/vnd.oci.image.manifest.v1+json'
const indexType = 'application/vnd.oci.image.index.v1+json'
const configType = 'application/vnd.oci.image.config.v1+json'

const manifest = JSON.stringify({
  schemaVersion: 2,
  mediaType: manifestType,
  config: { mediaType: configType, digest: 'sha256:c0' },
})

function index(...platforms: readonly string[]): string {
  const manifests = platforms.map((platform, number) => ({
    mediaType: manifestType,
    digest: `sha256:${String(number + 3).repeat(64)}`,
    platform: { os: platform.split('/')[0], architecture: platform.split('/')[1] },
  }))
  return JSON.stringify({ schemaVersion: 2, mediaType: indexType, manifests })
}

type Stored = Readonly<{ digest?: string; text?: string; type?: string }>
type Id = Readonly<{ imageTag?: string; imageDigest?: string }>

type Options = Readonly<{
  tags?: readonly string[]
  labels?: unknown
  config?: Answer
  answers?: Readonly<Record<string, Answer>>
  signal?: AbortSignal
  planned?: Readonly<Record<string, string>>
}>

/** Checks tags in a registry where these images have these tags, and one set of labels. */
async function checking(stored: Readonly<Record<string, Stored>>, options: Options = {}) {
  const { tags = ['v1'], signal } = options
  const config = { config: { Labels: 'labels' in options ? options.labels : ours } }
  const { ecr, calls } = await scriptedEcr({
    BatchGetImage: ({ input }: Call) => {
      const images = (input.imageIds as Id[]).flatMap((id) => {
        const image = id.imageTag === undefined ? { digest: id.imageDigest } : stored[id.imageTag]
        if (image === undefined) return []
        return [
          {
            imageId: { ...id, imageDigest: image.digest ?? digest },
            imageManifest: ('text' in image && image.text) || manifest,
            imageManifestMediaType: ('type' in image && image.type) || manifestType,
          },
        ]
      })
      return options.answers?.BatchGetImage ?? { body: { images, failures: [] } }
    },
    GetDownloadUrlForLayer: () =>
      options.answers?.GetDownloadUrlForLayer ?? {
        body: { downloadUrl: `${process.env.AWS_ENDPOINT_URL}/layer?signature=canary` },
      },
    '': () => options.config ?? { type: 'application/json', body: config },
  })
  const { value: error, log } = await written(() =>
    checkTaken(
      ecr,
      givenRepository(),
      { immutableTags: tags, labels: options.planned ?? ours },
      signal ?? new AbortController().signal,
    ).then(
      () => undefined,
      (thrown: unknown) => thrown,
    ),
  )
  return { error, log, calls, operations: calls.map(({ operation }) => operation || 'GET') }
}

function failureIn({ error }: Readonly<{ error: unknown }>) {
  expect(error).toBeInstanceOf(ActionError)
  return failureOf(error)
}

test('without immutable tags nothing is asked', async () => {
  const { error, operations } = await checking({ v1: {} }, { tags: [] })
  expect({ error, operations }).toEqual({ error: undefined, operations: [] })
})

describe('an immutable tag is fine', () => {
  test('that names nothing: one call', async () => {
    const { error, calls } = await checking({}, { tags: ['v1', 'sha-5f3c0e9'] })
    expect(error).toBeUndefined()
    expect(calls.map(({ operation }) => operation)).toEqual(['BatchGetImage'])
    expect(calls[0]?.input).toMatchObject({
      registryId: account,
      repositoryName: 'shop',
      imageIds: [{ imageTag: 'v1' }, { imageTag: 'sha-5f3c0e9' }],
    })
  })

  test('that names an image with all the labels that ours will have, and more', async () => {
    const { error, operations, log } = await checking({ v1: {} }, { labels: { ...ours, more: 'x' } })
    expect({ error, log }).toEqual({ error: undefined, log: '' })
    expect(operations).toEqual(['BatchGetImage', 'GetDownloadUrlForLayer', 'GET'])
  })

  test('where ours will have no labels: the digests decide later', async () => {
    expect((await checking({ v1: {} }, { planned: {}, labels: null })).error).toBeUndefined()
  })
})

describe('the digests decide after the push', () => {
  test.each([
    ['no labels at all, as of a frontend that takes none', null],
    ['labels of other tools only', { maintainer: 'x' }],
    ['labels of another shape', ['x']],
    ['our commit, and other labels that changed since', { ...ours, 'org.opencontainers.image.version': 'x' }],
  ])('where the image has %s', async (_, labels) => {
    expect((await checking({ v1: {} }, { labels })).error).toBeUndefined()
  })
})

describe('an immutable tag that names another image fails before the build', () => {
  test('which has another commit', async () => {
    const labels = { ...ours, [revision]: 'a'.repeat(40) }
    const failure = failureIn(await checking({ v1: { digest: other } }, { labels }))
    expect(failure).toEqual({
      code: 'IMMUTABLE_TAG_TAKEN',
      sentence: `The tag v1 of shop is immutable and names another image, ${other}, which is of the commit '${'a'.repeat(40)}'; nothing was built.`,
      hint: expect.stringContaining('type=sha'),
    })
  })

  test('which says nothing of a commit, though it has labels like ours', async () => {
    const { [revision]: _, ...others } = ours
    const failure = failureIn(await checking({ v1: {} }, { labels: others }))
    expect(failure.sentence).toContain('which does not say of which commit it is;')
  })

  test('whose label is hostile: on one line, and cut', async () => {
    const labels = { ...ours, [revision]: `\u001b[2J\n::error::${'x'.repeat(10_000)}` }
    const { sentence } = failureIn(await checking({ v1: {} }, { labels }))
    expect(/\p{Cc}/u.test(sentence)).toBe(false)
    expect(sentence.length).toBeLessThan(500)
  })

  test('which is no image but an artifact', async () => {
    const text = JSON.stringify({
      mediaType: manifestType,
      config: { mediaType: 'application/vnd.cncf.helm.config.v1+json' },
    })
    const outcome = await checking({ v1: { text } })
    expect(failureIn(outcome).code).toBe('IMMUTABLE_TAG_TAKEN')
    expect(outcome.operations).toEqual(['BatchGetImage'])
  })

  test('which is an index: its first platform tells', async () => {
    const text = index('linux/amd64', 'linux/arm64')
    const labels = { ...ours, [revision]: 'a'.repeat(40) }
    const outcome = await checking({ v1: { text, type: indexType, digest: other } }, { labels })
    expect(failureIn(outcome).sentence).toContain(other)
    expect(outcome.operations).toEqual(['BatchGetImage', 'BatchGetImage', 'GetDownloadUrlForLayer', 'GET'])
    expect(outcome.calls[1]?.input.imageIds).toEqual([{ imageDigest: `sha256:${'3'.repeat(64)}` }])
  })

  test('and so does the second of two, and an image with two tags is read once', async () => {
    const stored = { v1: {}, 'v1.2': {} }
    const fine = await checking(stored, { tags: ['v1', 'v1.2'] })
    expect(fine.error).toBeUndefined()
    expect(fine.operations).toEqual(['BatchGetImage', 'GetDownloadUrlForLayer', 'GET'])
    const labels = { ...ours, [revision]: 'a' }
    const taken = await checking({ 'v1.2': {} }, { tags: ['v1', 'v1.2'], labels })
    expect(failureIn(taken).sentence).toContain('The tag v1.2 of shop')
  })
})

describe('what cannot be read decides nothing: a notice', () => {
  const denied = (operation: string) =>
    refusing('AccessDeniedException', `User: x is not authorized to perform: ecr:${operation} on resource: y`)

  test.each<[string, Options, RegExp]>([
    [
      'a denied address',
      { answers: { GetDownloadUrlForLayer: denied('GetDownloadUrlForLayer') } },
      /ecr:GetDownloadUrlForLayer/,
    ],
    ['no address', { answers: { GetDownloadUrlForLayer: { body: {} } } }, /without an address/],
    [
      'a refused download',
      { config: { status: 403, type: 'text/xml', body: '<Error/>' } },
      /HTTP status 403/,
    ],
    ['a download that is no JSON', { config: { type: 'text/html', body: '<html>' } }, /./],
  ])('%s', async (_, options, reason) => {
    const { error, log } = await checking({ v1: {} }, options)
    expect(error).toBeUndefined()
    expect(log).toMatch(/^::notice::The tag v1 is immutable and names an image already; [^\n]*\n$/)
    expect(log).toMatch(reason)
    expect(log).not.toContain('canary')
  })

  test('an index without a platform', async () => {
    expect((await checking({ v1: { text: index(), type: indexType } })).error).toBeUndefined()
  })
})

describe('anything else that fails is an error', () => {
  test.each([
    [
      refusing(
        'AccessDeniedException',
        'User: x is not authorized to perform: ecr:BatchGetImage on resource: y',
      ),
      'AWS_ACCESS_DENIED',
    ],
    [refusing('ServerException', 'oops', 500), 'AWS_ERROR'],
  ])('%j', async (answer, code) => {
    const outcome = await checking({ v1: {} }, { answers: { BatchGetImage: answer } })
    const failure = failureIn(outcome)
    expect(failure.code).toBe(code)
    expect(failure.sentence).toContain('ecr:BatchGetImage for the tags of shop')
  })

  test('a cancelled run', async () => {
    const outcome = await checking({ v1: {} }, { signal: AbortSignal.abort(cancelled()) })
    expect(failureIn(outcome).code).toBe('CANCELLED')
  })
})

test('of very many tags as many are asked for as one call may', async () => {
  const tags = Array.from({ length: 250 }, (_, number) => `v${number}`)
  const { calls } = await checking({}, { tags })
  expect(calls.map(({ input }) => (input.imageIds as unknown[]).length)).toEqual([100])
})
