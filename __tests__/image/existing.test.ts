import { describe, expect, test } from '@jest/globals'
import { cancelled } from '../../src/errors.ts'
import { type KnownLabels, readExisting } from '../../src/image/existing.ts'
import type { StoredManifest } from '../../src/registry/reference.ts'
import { indexOf, type Labelled, labelled, labellingEcr, scriptedEcr, storing } from '../support/ecr.ts'
import { failing } from '../support/failure.ts'
import { account, givenRepository } from '../support/given.ts'
import { type Answer, type Call, refusing } from '../support/scripted-aws.ts'
import { written } from '../support/stdout.ts'

type Options = Readonly<{
  tags?: readonly string[]
  others?: readonly StoredManifest[]
  answers?: Readonly<Record<string, Answer | ((call: Call) => Answer)>>
  known?: KnownLabels
  signal?: AbortSignal
}>

/** Reads what tags name, where these images have these tags. */
async function reading(named: Readonly<Record<string, StoredManifest>>, options: Options = {}) {
  const { tags = Object.keys(named), others, answers = {}, known = new Map() } = options
  const given = Object.entries(answers).map(([name, answer]) => [
    name,
    typeof answer === 'function' ? answer : () => answer,
  ])
  const { ecr, calls } = await scriptedEcr({ ...labellingEcr(named, others), ...Object.fromEntries(given) })
  const signal = options.signal ?? new AbortController().signal
  const { value, log } = await written(() => readExisting(ecr, givenRepository(), tags, { known, signal }))
  return { existing: value, log, calls, operations: calls.map(({ operation }) => operation || 'GET'), known }
}

const mine = labelled('mine', { team: 'checkout' })

test('without tags nothing is asked', async () => {
  const { existing, operations } = await reading({}, { tags: [] })
  expect({ existing, operations }).toEqual({ existing: [], operations: [] })
})

describe('what tags name', () => {
  test('is nothing: one call', async () => {
    const { existing, calls } = await reading({}, { tags: ['v1', 'sha-5f3c0e9'] })
    expect(existing).toEqual([])
    expect(calls.map(({ operation }) => operation)).toEqual(['BatchGetImage'])
    expect(calls[0]?.input).toMatchObject({
      registryId: account,
      repositoryName: 'shop',
      imageIds: [{ imageTag: 'v1' }, { imageTag: 'sha-5f3c0e9' }],
    })
  })

  test('is an image, with the labels that it has', async () => {
    const { existing, log, operations } = await reading({ v1: mine })
    expect(existing).toEqual([
      { tag: 'v1', digest: mine.digest, isImage: true, labels: { team: 'checkout' } },
    ])
    expect(operations).toEqual(['BatchGetImage', 'GetDownloadUrlForLayer', 'GET'])
    expect(log).toBe('')
  })

  test('is an index: its first platform tells', async () => {
    const index = indexOf({ 'linux/amd64': mine, 'linux/arm64': labelled('arm64', {}) })
    const { existing, operations } = await reading({ v1: index }, { others: [mine] })
    expect(existing).toEqual([
      { tag: 'v1', digest: index.digest, isImage: true, labels: { team: 'checkout' } },
    ])
    expect(operations).toEqual(['BatchGetImage', 'BatchGetImage', 'GetDownloadUrlForLayer', 'GET'])
  })

  test('is no image but an artifact, whose labels nobody asks for', async () => {
    const chart = storing(
      JSON.stringify({ config: { mediaType: 'application/vnd.cncf.helm.config.v1+json' } }),
    )
    const { existing, operations } = await reading({ v1: chart })
    expect(existing).toMatchObject([{ tag: 'v1', digest: chart.digest, isImage: false }])
    expect(operations).toEqual(['BatchGetImage'])
  })

  test('is the same image twice, which is read once', async () => {
    const { existing, operations } = await reading({ v1: mine, 'v1.2': mine })
    expect(existing.map(({ tag, labels }) => [tag, labels])).toEqual([
      ['v1', { team: 'checkout' }],
      ['v1.2', { team: 'checkout' }],
    ])
    expect(operations).toEqual(['BatchGetImage', 'GetDownloadUrlForLayer', 'GET'])
  })

  test('is asked anew at every look, and the labels of a digest once a run', async () => {
    const known: KnownLabels = new Map()
    await reading({ v1: mine }, { known })
    const other = labelled('other', { team: 'search' })
    const second = await reading({ v1: mine, v2: other }, { known })
    expect(second.existing.map(({ labels }) => labels)).toEqual([{ team: 'checkout' }, { team: 'search' }])
    expect(second.operations).toEqual(['BatchGetImage', 'GetDownloadUrlForLayer', 'GET'])
    expect([...known.keys()]).toEqual([mine.digest, other.digest])
  })

  test('is very much: a hundred tags a call, and the labels of ten images at most', async () => {
    const images = Array.from({ length: 250 }, (_, number) => labelled(`image-${number}`, { number }))
    const named = Object.fromEntries(images.map((image, number): [string, Labelled] => [`v${number}`, image]))
    const { existing, operations } = await reading(named)
    expect(existing).toHaveLength(250)
    expect(existing.filter(({ labels }) => labels !== undefined)).toHaveLength(10)
    expect(existing[9]).toMatchObject({ tag: 'v9', labels: { number: '9' } })
    expect(operations.filter((one) => one === 'BatchGetImage')).toHaveLength(3)
  })
})

describe('labels that cannot be read are not known: a notice', () => {
  const denied = refusing(
    'AccessDeniedException',
    'User: x is not authorized to perform: ecr:GetDownloadUrlForLayer on resource: y',
  )

  test.each<[string, Readonly<Record<string, Answer>>, RegExp]>([
    ['a denied address', { GetDownloadUrlForLayer: denied }, /ecr:GetDownloadUrlForLayer/],
    ['no address', { GetDownloadUrlForLayer: { body: {} } }, /without an address/],
    ['a refused download', { '': { status: 403, type: 'text/xml', body: '<Error/>' } }, /HTTP status 403/],
    ['a download that is no JSON', { '': { type: 'text/html', body: '<html>' } }, /AWS answer/],
  ])('%s', async (_, answers, reason) => {
    const { existing, log } = await reading({ v1: mine }, { answers })
    expect(existing).toEqual([{ tag: 'v1', digest: mine.digest, isImage: true, labels: undefined }])
    expect(log).toMatch(/^::notice::What the image of the tag v1 says of itself could not be read: [^\n]*\n$/)
    expect(log).toMatch(reason)
    expect(log).not.toContain('canary')
  })

  test('once for each image, however often it is looked at', async () => {
    const known: KnownLabels = new Map()
    const answers = { GetDownloadUrlForLayer: denied }
    const first = await reading({ v1: mine, v2: mine }, { answers, known })
    expect(first.log.match(/::notice::/g)).toHaveLength(1)
    expect(first.existing.map(({ labels }) => labels)).toEqual([undefined, undefined])
    const second = await reading({ v1: mine }, { answers, known })
    expect({ log: second.log, operations: second.operations }).toEqual({
      log: '',
      operations: ['BatchGetImage'],
    })
  })

  test('said once where a denial is for all images alike, and none of them is asked for again', async () => {
    const named = { v0: labelled('first', {}), v1: mine, v2: labelled('third', {}) }
    const { existing, log, operations } = await reading(named, {
      answers: { GetDownloadUrlForLayer: denied },
    })
    expect(existing.map(({ labels }) => labels)).toEqual([undefined, undefined, undefined])
    expect(log.match(/::notice::/g)).toHaveLength(1)
    expect(operations).toEqual(['BatchGetImage', 'GetDownloadUrlForLayer'])
  })

  test('and those of other images are read all the same where one image alone is at fault', async () => {
    const images = labellingEcr({ v1: mine })
    const gone = refusing('LayersNotFoundException', 'none')
    const answers = {
      GetDownloadUrlForLayer: (call: Call) =>
        call.input.layerDigest === 'sha256:config-of-broken'
          ? gone
          : (images.GetDownloadUrlForLayer?.(call) ?? gone),
      '': (call: Call) => images['']?.(call) ?? gone,
    }
    const { existing, log } = await reading({ v0: labelled('broken', {}), v1: mine }, { answers })
    expect(existing.map(({ labels }) => labels)).toEqual([undefined, { team: 'checkout' }])
    expect(log).toContain('the image of the tag v0')
  })
})

describe('anything else that fails is an error', () => {
  test.each<[string, Answer, string]>([
    [
      'a denial',
      refusing(
        'AccessDeniedException',
        'User: x is not authorized to perform: ecr:BatchGetImage on resource: y',
      ),
      'AWS_ACCESS_DENIED',
    ],
    ['a fault', refusing('ServerException', 'oops', 500), 'AWS_ERROR'],
    ['an empty answer', { body: {} }, 'AWS_BAD_ANSWER'],
  ])('%s', async (_, answer, code) => {
    const failure = await failing(() =>
      reading({ v1: mine, v2: mine }, { answers: { BatchGetImage: answer } }),
    )
    expect(failure.code).toBe(code)
    expect(failure.sentence).toContain('ecr:BatchGetImage for the tags of shop')
  })

  test('a cancelled run', async () => {
    const signal = AbortSignal.abort(cancelled())
    expect((await failing(() => reading({ v1: mine }, { signal }))).code).toBe('CANCELLED')
  })
})
