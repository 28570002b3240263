import { describe, expect, test } from '@jest/globals'
import { cancelled } from '../../src/errors.ts'
import { readLabels } from '../../src/image/config.ts'
import type { StoredManifest } from '../../src/registry/reference.ts'
import { imageNamed, indexOf, labelled, labellingEcr, scriptedEcr, storing } from '../support/ecr.ts'
import { failing } from '../support/failure.ts'
import { account, givenRepository } from '../support/given.ts'
import { type Answer, refusing } from '../support/scripted-aws.ts'

type Options = Readonly<{
  others?: readonly StoredManifest[]
  answers?: Readonly<Record<string, Answer>>
  signal?: AbortSignal
}>

async function reading(image: StoredManifest, { others = [], answers = {}, signal }: Options = {}) {
  const given = Object.entries(answers).map(([name, answer]) => [name, () => answer])
  const { ecr, calls } = await scriptedEcr({
    ...labellingEcr({}, [image, ...others]),
    ...Object.fromEntries(given),
  })
  const labels = await readLabels(ecr, givenRepository(), image, signal ?? new AbortController().signal)
  return { labels, calls, operations: calls.map(({ operation }) => operation || 'GET') }
}

describe('the labels of an image', () => {
  test('are read from its configuration', async () => {
    const { labels, calls, operations } = await reading(labelled('a', { team: 'checkout', empty: '' }))
    expect(labels).toEqual({ team: 'checkout', empty: '' })
    expect(operations).toEqual(['GetDownloadUrlForLayer', 'GET'])
    expect(calls[0]?.input).toEqual({
      registryId: account,
      repositoryName: 'shop',
      layerDigest: 'sha256:config-of-a',
    })
  })

  test('of an index are those of its first platform', async () => {
    const [amd64, arm64] = [labelled('amd64', { of: 'amd64' }), labelled('arm64', { of: 'arm64' })]
    const index = indexOf({ 'linux/amd64': amd64, 'linux/arm64': arm64 })
    const { labels, calls, operations } = await reading(index, { others: [arm64, amd64] })
    expect(labels).toEqual({ of: 'amd64' })
    expect(operations).toEqual(['BatchGetImage', 'GetDownloadUrlForLayer', 'GET'])
    expect(calls[0]?.input.imageIds).toEqual([{ imageDigest: amd64.digest }])
  })

  test.each([
    ['null', null],
    ['missing', undefined],
    ['text', 'x'],
    ['a number', 1],
  ])('are none where they are %s', async (_, labels) => {
    expect((await reading(labelled('a', labels))).labels).toEqual({})
  })

  test.each([
    ['no configuration in the blob', {}],
    ['null in the blob', 'null'],
    ['a list in the blob', []],
  ])('are none with %s', async (_, body) => {
    expect((await reading(imageNamed('a'), { answers: { '': { body } } })).labels).toEqual({})
  })

  test('are text, and may be called anything', async () => {
    const labels = JSON.parse('{"__proto__": "x", "constructor": "y", "number": 1}')
    expect(Object.entries((await reading(labelled('a', labels))).labels)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
      ['number', '1'],
    ])
  })

  test('are none of an index whose first platform is gone', async () => {
    expect((await reading(indexOf({ 'linux/amd64': imageNamed('gone') }))).labels).toEqual({})
  })

  test.each<[string, StoredManifest]>([
    ['an index without a platform', indexOf({})],
    ['an index of indexes', indexOf({ 'linux/amd64': indexOf({}) })],
    [
      'a chart',
      storing(JSON.stringify({ config: { mediaType: 'application/vnd.cncf.helm.config.v1+json' } })),
    ],
    ['no manifest', storing('{')],
  ])('are none, without a call, of %s', async (_, image) => {
    expect(await reading(image)).toEqual({ labels: {}, calls: [], operations: [] })
  })
})

describe('labels that cannot be read are an error', () => {
  const about = `the configuration of shop@${imageNamed('a').digest}`

  test.each<[string, Readonly<Record<string, Answer>>, string, RegExp]>([
    [
      'a denied address',
      {
        GetDownloadUrlForLayer: refusing(
          'AccessDeniedException',
          'User: x is not authorized to perform: ecr:GetDownloadUrlForLayer on resource: y',
        ),
      },
      'AWS_ACCESS_DENIED',
      /^ecr:GetDownloadUrlForLayer for the configuration of shop@sha256:\w+ was denied/,
    ],
    ['no address', { GetDownloadUrlForLayer: { body: {} } }, 'AWS_BAD_ANSWER', /without an address/],
    [
      'a layer that is gone',
      { GetDownloadUrlForLayer: refusing('LayersNotFoundException', 'none') },
      'AWS_ERROR',
      /LayersNotFoundException/,
    ],
    [
      'a refused download',
      { '': { status: 403, type: 'text/xml', body: '<Error/>' } },
      'AWS_ERROR',
      /the download failed: it was answered with HTTP status 403/,
    ],
    [
      'a download that is no JSON',
      { '': { type: 'text/html', body: '<html>' } },
      'AWS_BAD_ANSWER',
      /no AWS answer/,
    ],
    ['half a download', { '': { body: '{"config":' } }, 'AWS_BAD_ANSWER', /no AWS answer/],
  ])('%s', async (_, answers, code, words) => {
    const failure = await failing(() => reading(imageNamed('a'), { answers }))
    expect({ code: failure.code, sentence: failure.sentence }).toEqual({
      code,
      sentence: expect.stringMatching(words),
    })
    expect(failure.sentence).toMatch(new RegExp(`${about}|shop@${imageNamed('a').digest}`))
    expect(JSON.stringify(failure)).not.toContain('canary')
  })

  test('a cancelled run', async () => {
    const signal = AbortSignal.abort(cancelled())
    expect((await failing(() => reading(labelled('a', {}), { signal }))).code).toBe('CANCELLED')
  })
})
