import { describe, expect, test } from '@jest/globals'
import { lookAt } from '../../src/scan/read.ts'
import { scriptedEcr } from '../support/ecr.ts'
import { failing } from '../support/failure.ts'
import { account, digest, givenBasic, givenRepository } from '../support/given.ts'
import { type Answer, refusing } from '../support/scripted-aws.ts'

async function looking(...pages: readonly Answer[]) {
  const { ecr, calls } = await scriptedEcr({
    DescribeImageScanFindings: (_, all) => pages[Math.min(all.length, pages.length) - 1] ?? {},
  })
  return { look: await lookAt(ecr, givenRepository(), digest), calls }
}

function scan(status: string | undefined, findings?: object, more: object = {}): Answer {
  return {
    body: { imageScanStatus: { status, description: 'some words' }, imageScanFindings: findings, ...more },
  }
}

const high = givenBasic('CVE-2026-0001', 'HIGH')
const low = givenBasic('CVE-2026-0002', 'LOW')

describe('a scan that is complete', () => {
  test('with what was found', async () => {
    const { look, calls } = await looking(
      scan('COMPLETE', { findings: [high], imageScanCompletedAt: 1763627400 }),
    )
    expect(look).toEqual({ kind: 'complete', findings: [high], completedAt: new Date(1763627400_000) })
    expect(calls[0]?.input).toEqual({
      registryId: account,
      repositoryName: 'shop',
      imageId: { imageDigest: digest },
      maxResults: 1000,
    })
  })

  test('with nothing found: an empty list', async () => {
    const { look } = await looking(scan('COMPLETE', { findings: [], imageScanCompletedAt: 1763627400 }))
    expect(look).toEqual({ kind: 'complete', findings: [], completedAt: new Date(1763627400_000) })
  })

  test('on several pages', async () => {
    const { look, calls } = await looking(
      scan('COMPLETE', { findings: [high] }, { nextToken: 'a' }),
      scan('COMPLETE', { findings: [] }, { nextToken: 'b' }),
      scan('COMPLETE', { findings: [low] }),
    )
    expect(look).toMatchObject({ findings: [high, low] })
    expect(calls.map(({ input }) => input.nextToken)).toEqual([undefined, 'a', 'b'])
  })
})

describe('never clean by mistake', () => {
  test.each<[string, readonly Answer[]]>([
    ['an empty answer', [{ body: {} }]],
    ['a status without a name', [scan(undefined)]],
    ['complete, without any list', [scan('COMPLETE')]],
    [
      'complete, with a list that never ends',
      [scan('COMPLETE', { findings: [low] }, { nextToken: 'again' })],
    ],
    ['a page without a list', [scan('COMPLETE', { findings: [low] }, { nextToken: 'a' }), scan('COMPLETE')]],
    ['an empty page', [scan('COMPLETE', { findings: [low] }, { nextToken: 'a' }), { body: {} }]],
  ])('%s is an answer that makes no sense', async (_, pages) => {
    const failure = await failing(() => looking(...pages))
    expect({ code: failure.code, sentence: failure.sentence }).toEqual({
      code: 'AWS_BAD_ANSWER',
      sentence: expect.stringContaining(`ecr:DescribeImageScanFindings for the image shop@${digest}`),
    })
  })

  test('complete, with a list member but no list in it', async () => {
    const failure = await failing(() => looking(scan('COMPLETE', {})))
    expect(failure.code).toBe('AWS_BAD_ANSWER')
  })

  test('complete, with an empty list and no time: the findings may still come', async () => {
    const { look } = await looking(scan('COMPLETE', { findings: [] }))
    expect(look).toMatchObject({ kind: 'wait', scanMissing: false })
  })

  test('complete, with findings of the other kind of scan', async () => {
    const { look } = await looking(scan('COMPLETE', { enhancedFindings: [{ severity: 'CRITICAL' }] }))
    expect(look).toMatchObject({ kind: 'unavailable', reason: 'enhanced' })
  })

  test('a page that is denied in the middle', async () => {
    const denied = refusing(
      'AccessDeniedException',
      'User: x is not authorized to perform: ecr:DescribeImageScanFindings on resource: y',
    )
    const pages = [scan('COMPLETE', { findings: [low] }, { nextToken: 'a' }), denied]
    expect((await failing(() => looking(...pages))).code).toBe('AWS_ACCESS_DENIED')
  })
})

describe('a scan that is not complete', () => {
  test.each<[string, Answer, object]>([
    ['pending', scan('PENDING'), { kind: 'wait', state: 'PENDING (some words)', scanMissing: false }],
    ['in progress', scan('IN_PROGRESS', { findings: [high] }), { kind: 'wait', scanMissing: false }],
    [
      'in a state that nobody knows',
      scan('SOMETHING_NEW'),
      { kind: 'wait', state: 'SOMETHING_NEW (some words)' },
    ],
    [
      'not there',
      refusing('ScanNotFoundException'),
      { kind: 'wait', state: 'no scan yet', scanMissing: true },
    ],
    [
      'of an image that is not seen yet',
      refusing('ImageNotFoundException'),
      { kind: 'wait', state: 'image not visible yet', scanMissing: false },
    ],
    ['failed', scan('FAILED'), { kind: 'unavailable', reason: 'failed', detail: 'FAILED (some words)' }],
    ['active', scan('ACTIVE', { enhancedFindings: [] }), { kind: 'unavailable', reason: 'enhanced' }],
  ])('%s', async (_, answer, expected) => {
    expect((await looking(answer)).look).toMatchObject(expected)
  })

  test('and may not be read is an error', async () => {
    const denied = refusing(
      'AccessDeniedException',
      'User: x is not authorized to perform: inspector2:ListFindings on resource: *',
    )
    const failure = await failing(() => looking(denied))
    expect(failure).toMatchObject({
      code: 'AWS_ACCESS_DENIED',
      hint: expect.stringContaining('inspector2:ListFindings'),
    })
  })
})
