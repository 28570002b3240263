import type { ECRClient } from '@aws-sdk/client-ecr'
import { describe, expect, test } from '@jest/globals'
import { cancelled } from '../../src/errors.ts'
import { lookAt } from '../../src/scan/read.ts'
import { scriptedEcr } from '../support/ecr.ts'
import { failing } from '../support/failure.ts'
import { account, digest, givenBasic, givenRepository } from '../support/given.ts'
import { type Answer, type Call, refusing } from '../support/scripted-aws.ts'

const target = { digest, platform: 'linux/arm64' }

/** Looks at an ECR that gives these pages, one after the other and then the last one for ever. */
function looking(...pages: readonly Answer[]) {
  return lookingAt((_, all) => pages[Math.min(all.length, pages.length) - 1] ?? {})
}

async function lookingAt(DescribeImageScanFindings: (call: Call, all: readonly Call[]) => Answer) {
  const { ecr, calls } = await scriptedEcr({ DescribeImageScanFindings })
  return { look: await lookAt(ecr, givenRepository(), target), calls }
}

function scan(status: string | undefined, findings?: object, more: object = {}): Answer {
  return {
    body: { imageScanStatus: { status, description: 'some words' }, imageScanFindings: findings, ...more },
  }
}

const high = givenBasic('CVE-2026-0001', 'HIGH')
const low = givenBasic('CVE-2026-0002', 'LOW')
const time = 1763627400
const done = { imageScanCompletedAt: time }

function inspected(id: string, ...names: readonly string[]) {
  const vulnerablePackages = names.map((name) => ({ name, version: '1.0', packageManager: 'OS' }))
  return {
    findingArn: `arn:aws:inspector2:eu-west-1:${account}:finding/${id}`,
    severity: 'HIGH',
    status: 'ACTIVE',
    packageVulnerabilityDetails: { vulnerabilityId: id, vulnerablePackages },
  }
}

const ids = ({ look }: Awaited<ReturnType<typeof looking>>) =>
  look.kind === 'findings' ? look.findings.map(({ id }) => id) : look

describe('a scan that found something', () => {
  test('of basic scanning', async () => {
    const { look, calls } = await looking(scan('COMPLETE', { findings: [high], ...done }))
    expect(look).toEqual({
      kind: 'findings',
      state: 'COMPLETE (some words)',
      mode: 'basic',
      continuous: false,
      findings: [
        expect.objectContaining({ id: 'CVE-2026-0001', severity: 'high', platforms: ['linux/arm64'] }),
      ],
      completedAt: new Date(time * 1_000),
    })
    expect(calls.map(({ input }) => input)).toEqual([
      {
        registryId: account,
        repositoryName: 'shop',
        imageId: { imageDigest: digest },
        maxResults: 1000,
      },
    ])
  })

  test.each(['COMPLETE', 'ACTIVE'])('of enhanced scanning, by its data: %s', async (status) => {
    const { look } = await looking(
      scan(status, { enhancedFindings: [inspected('CVE-2026-0003', 'openssl', 'libssl3')] }),
    )
    expect(look).toMatchObject({
      kind: 'findings',
      mode: 'enhanced',
      continuous: status === 'ACTIVE',
      findings: [
        { id: 'CVE-2026-0003', packageName: 'openssl' },
        { id: 'CVE-2026-0003', packageName: 'libssl3' },
      ],
      completedAt: undefined,
    })
  })

  test('on several pages, some of them empty', async () => {
    const seen = await looking(
      scan('COMPLETE', { findings: [high], ...done }, { nextToken: 'a' }),
      scan('COMPLETE', { findings: [] }, { nextToken: 'b' }),
      scan('COMPLETE', { findings: [low] }),
    )
    expect(ids(seen)).toEqual(['CVE-2026-0001', 'CVE-2026-0002'])
    expect(seen.look).toMatchObject({ completedAt: new Date(time * 1_000) })
    expect(seen.calls.map(({ input }) => input.nextToken)).toEqual([undefined, 'a', 'b'])
  })

  test('whatever the counts say, which are those of a page', async () => {
    const counts = { findingSeverityCounts: { CRITICAL: 7, UNTRIAGED: 3 } }
    const seen = await looking(
      scan(
        'COMPLETE',
        { enhancedFindings: [inspected('CVE-2026-0003', 'x')], ...counts },
        { nextToken: 'a' },
      ),
      scan('COMPLETE', { enhancedFindings: [inspected('CVE-2026-0004', 'x')], findingSeverityCounts: {} }),
    )
    expect(ids(seen)).toEqual(['CVE-2026-0003', 'CVE-2026-0004'])
  })

  test('in both lists: those of Inspector tell the mode, and none is lost', async () => {
    const seen = await looking(
      scan('COMPLETE', { findings: [high], enhancedFindings: [inspected('CVE-2026-0003', 'x')] }),
    )
    expect(seen.look).toMatchObject({ mode: 'enhanced' })
    expect(ids(seen)).toEqual(['CVE-2026-0001', 'CVE-2026-0003'])
  })

  test('by Inspector, on a page after one of the other list', async () => {
    const seen = await looking(
      scan('ACTIVE', { findings: [] }, { nextToken: 'a' }),
      scan('ACTIVE', { enhancedFindings: [inspected('CVE-2026-0003', 'x')] }),
    )
    expect(seen.look).toMatchObject({ mode: 'enhanced' })
    expect(ids(seen)).toEqual(['CVE-2026-0003'])
  })

  test('and does not say what', async () => {
    const { look } = await looking(scan('COMPLETE', { findings: [{}], ...done }))
    expect(look).toMatchObject({ findings: [{ id: 'unnamed finding', severity: 'unknown' }] })
  })
})

describe('a scan that found nothing', () => {
  test.each<[string, object, string | undefined]>([
    ['both lists are empty', { findings: [], enhancedFindings: [] }, undefined],
    ['the one list there is is that of basic scanning, but for all one knows', { findings: [] }, undefined],
    ['the one list there is is Inspector’s', { enhancedFindings: [] }, 'enhanced'],
  ])('%s', async (_, lists, mode) => {
    for (const status of ['COMPLETE', 'ACTIVE'])
      expect((await looking(scan(status, { ...lists, ...done }))).look).toMatchObject({
        ...{ kind: 'findings', mode, findings: [], continuous: status === 'ACTIVE' },
        completedAt: new Date(time * 1_000),
      })
  })

  test('yet has no time', async () => {
    const { look } = await looking(scan('ACTIVE', { findings: [], enhancedFindings: [] }))
    expect(look).toMatchObject({ kind: 'findings', findings: [], completedAt: undefined })
  })
})

describe('never clean by mistake: an answer that makes no sense may pass, and is nothing until then', () => {
  const first = scan('COMPLETE', { findings: [low], ...done }, { nextToken: 'a' })
  const html: Answer = { type: 'text/html', body: '<html>' }

  test.each<[string, readonly Answer[]]>([
    ['an empty answer', [{ body: {} }]],
    ['nothing at all', [{ body: '' }]],
    ['HTML', [html]],
    ['HTML with a status of its own', [{ ...html, status: 403 }]],
    ['half an answer', [{ body: '{"imageScanStatus":{"status":"COMP' }]],
    ['JSON that is no object', [{ body: '[]' }]],
    ['null', [{ body: 'null' }]],
    ['a status without a name', [scan(undefined)]],
    ['complete, without findings', [scan('COMPLETE')]],
    ['complete, with findings but no list in it', [scan('COMPLETE', done)]],
    ['complete, with lists that are null', [scan('COMPLETE', { findings: null, enhancedFindings: null })]],
    ['a list that never ends', [scan('COMPLETE', { findings: [low] }, { nextToken: 'again' })]],
    [
      'a list that goes round in circles',
      ['a', 'b', 'c', 'a', 'b'].map((nextToken) => scan('COMPLETE', { findings: [low] }, { nextToken })),
    ],
    ['a second page without a list', [first, scan('COMPLETE', {})]],
    ['a second page without findings', [first, scan('COMPLETE')]],
    ['an empty second page', [first, { body: {} }]],
    ['a second page of nothing', [first, { body: '' }]],
    ['a second page of HTML', [first, html]],
    ['a second page of half an answer', [first, { body: '{"imageScanFindings":{"findings":[' }]],
    ['a fault of the service', [refusing('ServerException', 'An internal server error has occured', 500)]],
    ['a fault in the middle', [first, refusing('ServerException', 'oops', 500)]],
    ['a gateway', [{ status: 502, type: 'text/html', body: '<html>' }]],
    ['a broken connection', ['reset']],
    ['a broken connection in the middle', [first, 'reset']],
  ])('%s', async (_, pages) => {
    const { look } = await looking(...pages)
    expect(look).toMatchObject({
      kind: 'fault',
      error: {
        message: expect.stringContaining(`ecr:DescribeImageScanFindings for the image shop@${digest}`),
      },
    })
  })

  test.each<[string, Answer, object]>([
    ['throttled', refusing('ThrottlingException', 'Rate exceeded'), { kind: 'wait', why: 'throttled' }],
    ['gone', refusing('ScanNotFoundException'), { kind: 'wait', why: 'absent' }],
    ['of an image that is gone', refusing('ImageNotFoundException'), { kind: 'wait', why: 'hidden' }],
    ['of a scan that began again', scan('IN_PROGRESS', { findings: [] }), { kind: 'wait', why: 'running' }],
  ])('and a second page that is %s leaves nothing of the first', async (_, second, expected) => {
    expect((await looking(first, second)).look).toMatchObject(expected)
  })

  test.each([
    ['ever new pages', 0, 2_000],
    ['pages of very many findings', 60_000, 1],
  ])('not even a list of %s ends the run out of patience or memory', async (_, findings, most) => {
    let pages = 0
    // Without the network: so much over it would take seconds.
    const send = async () => ({
      imageScanStatus: { status: 'COMPLETE' },
      imageScanFindings: { findings: Array(findings).fill({}) },
      nextToken: `${pages++}`,
    })
    const ecr = { send } as unknown as ECRClient
    expect((await lookAt(ecr, givenRepository(), target)).kind).toBe('fault')
    expect(pages).toBeLessThanOrEqual(most + 1)
  })
})

test('all findings of 60 pages are there', async () => {
  let page = 0
  const { look, calls } = await lookingAt(() => {
    const enhancedFindings = Array.from({ length: 100 }, (_, at) => inspected(`CVE-${page}-${at}`, 'x', 'y'))
    page++
    return scan('ACTIVE', { enhancedFindings, ...done }, page < 60 ? { nextToken: `${page}` } : {})
  })
  if (look.kind !== 'findings') throw new Error(look.kind)
  expect(look.findings).toHaveLength(12_000)
  expect(new Set(look.findings.map(({ id }) => id)).size).toBe(6_000)
  expect(calls).toHaveLength(60)
})

describe('a scan that has no findings to show', () => {
  test.each<[string, Answer, object]>([
    ['pending', scan('PENDING'), { kind: 'wait', why: 'running', state: 'PENDING (some words)' }],
    [
      'pending, with the empty lists that ECR gives then',
      scan('PENDING', { findings: [], enhancedFindings: [] }),
      { kind: 'wait', why: 'running' },
    ],
    ['in progress', scan('IN_PROGRESS', { findings: [high], ...done }), { kind: 'wait', why: 'running' }],
    ['unreadable', scan('FINDINGS_UNAVAILABLE'), { kind: 'wait', why: 'unreadable' }],
    ['active before anything else', scan('ACTIVE'), { kind: 'wait', why: 'running' }],
    [
      'in a state that nobody knows',
      scan('SOMETHING_NEW', { findings: [], ...done }),
      { kind: 'wait', why: 'running', state: 'SOMETHING_NEW (some words)' },
    ],
    ['not there', refusing('ScanNotFoundException'), { kind: 'wait', why: 'absent', state: 'no scan yet' }],
    [
      'of an image that is not seen yet',
      refusing('ImageNotFoundException'),
      { kind: 'wait', why: 'hidden', state: 'image not visible yet' },
    ],
    [
      'not told in so many calls',
      refusing('ThrottlingException', 'Rate exceeded'),
      { kind: 'wait', why: 'throttled', state: 'ECR throttles the calls' },
    ],
    [
      'throttled by another name',
      refusing('Throttling', 'Rate exceeded'),
      { kind: 'wait', why: 'throttled' },
    ],
    ['failed', scan('FAILED'), { kind: 'unavailable', reason: 'failed', detail: 'FAILED (some words)' }],
    [
      'unsupported',
      scan('UNSUPPORTED_IMAGE', { findings: [] }),
      { kind: 'unavailable', reason: 'unsupported' },
    ],
    ['too old', scan('SCAN_ELIGIBILITY_EXPIRED', { findings: [] }), { kind: 'unavailable', reason: 'stale' }],
    ['out of quota', scan('LIMIT_EXCEEDED'), { kind: 'unavailable', reason: 'failed' }],
    ['archived', scan('IMAGE_ARCHIVED'), { kind: 'unavailable', reason: 'failed' }],
  ])('%s', async (_, answer, expected) => {
    expect((await looking(answer)).look).toMatchObject(expected)
  })

  test('for a reason in bad words: on one line, and cut', async () => {
    const words = `a\n::error::\u001b[2J${'x'.repeat(10_000)}`
    const answer: Answer = { body: { imageScanStatus: { status: `FAILED`, description: words } } }
    const { look } = await looking(answer)
    const detail = look.kind === 'unavailable' ? look.detail : ''
    expect(detail).toMatch(/^FAILED \(a ::error::/)
    expect(detail.length).toBeLessThan(300)
    expect(/\p{Cc}/u.test(detail)).toBe(false)
  })

  test('and a status in bad words: on one line, and cut', async () => {
    const status = `NEW\n::error::\u001b[2J${'x'.repeat(10_000)}`
    const { look } = await looking({ body: { imageScanStatus: { status } } })
    const state = look.kind === 'wait' ? look.state : ''
    expect(state).toMatch(/^NEW/)
    expect(state.length).toBeLessThan(300)
    expect(/\p{Cc}/u.test(state)).toBe(false)
  })
})

describe('what is refused for good ends the wait', () => {
  const denied = refusing(
    'AccessDeniedException',
    'User: x is not authorized to perform: inspector2:ListFindings on resource: *',
  )

  test('a denial, with the statement that is missing: Inspector’s too', async () => {
    const failure = await failing(() => looking(denied))
    expect(failure).toMatchObject({
      code: 'AWS_ACCESS_DENIED',
      sentence: expect.stringContaining(`for the image shop@${digest}`),
      hint: expect.stringContaining('{"Effect":"Allow","Action":"inspector2:ListFindings","Resource":"*"}'),
    })
  })

  test('a denial in the middle', async () => {
    const first = scan('COMPLETE', { findings: [low] }, { nextToken: 'a' })
    expect((await failing(() => looking(first, denied))).code).toBe('AWS_ACCESS_DENIED')
  })

  test.each([
    ['RepositoryNotFoundException', 'AWS_ERROR'],
    ['InvalidParameterException', 'AWS_ERROR'],
    ['ValidationException', 'AWS_ERROR'],
    ['UnrecognizedClientException', 'CREDENTIALS_REFUSED'],
    ['SomethingNewException', 'AWS_ERROR'],
  ])('%s', async (name, code) => {
    expect((await failing(() => looking(refusing(name, 'in words')))).code).toBe(code)
  })

  test('a cancelled run', async () => {
    const { ecr, calls } = await scriptedEcr({}, AbortSignal.abort(cancelled()))
    expect((await failing(() => lookAt(ecr, givenRepository(), target))).code).toBe('CANCELLED')
    expect(calls).toEqual([])
  })
})
