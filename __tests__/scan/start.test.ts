import { describe, expect, test } from '@jest/globals'
import { cancelled } from '../../src/errors.ts'
import { startScan } from '../../src/scan/start.ts'
import { scriptedEcr } from '../support/ecr.ts'
import { account, digest, givenRepository } from '../support/given.ts'
import { type Answer, refusing } from '../support/scripted-aws.ts'
import { written } from '../support/stdout.ts'

async function starting(answer: Answer) {
  const { ecr, calls } = await scriptedEcr({ StartImageScan: () => answer })
  const { value, log } = await written(() =>
    startScan(ecr, givenRepository(), { digest, platform: 'linux/amd64' }),
  )
  return { start: value, log, calls }
}

test('a scan is asked for, of the manifest', async () => {
  const { start, log, calls } = await starting({ body: { imageScanStatus: { status: 'IN_PROGRESS' } } })
  expect({ start, log }).toEqual({ start: { kind: 'started' }, log: '' })
  expect(calls.map(({ input }) => input)).toEqual([
    { registryId: account, repositoryName: 'shop', imageId: { imageDigest: digest } },
  ])
})

describe('what says more than no, without a word in the log', () => {
  test('the limit of one scan in 24 hours, which the SDK would take for throttling: one call', async () => {
    const { start, log, calls } = await starting(
      refusing('LimitExceededException', 'The scan quota is used up'),
    )
    expect(start).toEqual({ kind: 'too-early', reason: expect.stringContaining('24 hours') })
    expect({ log, calls: calls.length }).toEqual({ log: '', calls: 1 })
  })

  test('an index, and what else cannot be scanned', async () => {
    const reason = "An artifact with media type 'application/vnd.oci.image.index.v1+json' cannot be scanned"
    const { start, log } = await starting(refusing('UnsupportedImageTypeException', reason))
    expect({ start, log }).toEqual({ start: { kind: 'unsupported', reason }, log: '' })
  })

  test('enhanced scanning', async () => {
    const { start, log } = await starting(refusing('ValidationException', 'This feature is disabled'))
    expect({ start, log }).toEqual({ start: { kind: 'enhanced' }, log: '' })
  })
})

describe('any other refusal is a warning, and the reason stays known', () => {
  const about = `ecr:StartImageScan for the image shop@${digest}`

  test.each<[string, Answer]>([
    ['a denial', refusing('AccessDeniedException', 'not authorized to perform: ecr:StartImageScan')],
    ['another validation', refusing('ValidationException', 'Invalid digest')],
    ['an archived image', refusing('ImageArchivedException', 'x')],
  ])('%s', async (_, answer) => {
    const { start, log } = await starting(answer)
    expect(start).toEqual({ kind: 'refused', reason: expect.stringContaining(about) })
    expect(log).toMatch(/^::warning::[^\n]*\. [^\n]* Waiting for a scan that something else starts\.\n$/)
  })

  test.each<[string, Answer]>([
    ['an image that is not seen', refusing('ImageNotFoundException', 'x')],
    ['a fault', refusing('ServerException', 'oops', 500)],
    ['throttling', refusing('ThrottlingException', 'Rate exceeded')],
    ['HTML', { type: 'text/html', body: '<html>' }],
    ['a broken connection', 'reset'],
  ])('but for what may pass by itself, which is asked for again: %s', async (_, answer) => {
    const { start, log } = await starting(answer)
    expect({ start, log }).toEqual({
      start: { kind: 'later', reason: expect.stringContaining(about) },
      log: '',
    })
  })
})

test('a cancelled run neither asks nor says that it waits', async () => {
  const { ecr, calls } = await scriptedEcr({}, AbortSignal.abort(cancelled()))
  const target = { digest, platform: 'linux/amd64' }
  const { log } = await written(() => startScan(ecr, givenRepository(), target).catch(() => undefined))
  expect({ log, calls }).toEqual({ log: '', calls: [] })
})
