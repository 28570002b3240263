import { describe, expect, test } from '@jest/globals'
import { cancelled } from '../../src/errors.ts'
import { inspectorClient } from '../../src/lib/inspector.ts'
import type { Finding, PlatformScan } from '../../src/scan/findings.ts'
import { needsExploits, readCoverage, withExploits } from '../../src/scan/inspector.ts'
import type { GatePolicy } from '../../src/scan/policy.ts'
import { failing } from '../support/failure.ts'
import { account, digest, givenFinding, givenPolicy, givenRepository, givenScan } from '../support/given.ts'
import { type Answer, type Call, refusing, scriptedAws } from '../support/scripted-aws.ts'
import { written } from '../support/stdout.ts'

const repository = givenRepository({ arn: `arn:aws:ecr:eu-west-1:${account}:repository/shop` })

const paths = {
  coverage: '/coverage/list',
  findings: '/findings/list',
  details: '/findings/details/batch/get',
} as const

type Answers = Readonly<Partial<Record<keyof typeof paths, (call: Call, number: number) => Answer>>>

/** A client of an Inspector that answers as the test says; any other call is a fault of the test. */
async function scriptedInspector(answers: Answers, signal = new AbortController().signal) {
  const counts = new Map<string, number>()
  const { calls } = await scriptedAws((call) => {
    const number = (counts.get(call.path) ?? 0) + 1
    counts.set(call.path, number)
    const [name] = Object.entries(paths).find(([, path]) => path === call.path) ?? []
    const answer = answers[name as keyof typeof paths]
    const given = answer?.(call, number) ?? refusing('Unexpected', call.path)
    return typeof given === 'string' ? given : { type: 'application/json', ...given }
  })
  const credentials = {
    provide: async () => ({ accessKeyId: 'K', secretAccessKey: 's' }),
    renew: async () => undefined,
  }
  return { inspector: inspectorClient({ region: 'eu-west-1', credentials, signal, pace: 60 }), calls }
}

function deniedTo(action: string): Answer {
  return refusing(
    'AccessDeniedException',
    `User: x is not authorized to perform: inspector2:${action} on resource: *`,
    403,
  )
}

const fault = refusing('InternalServerException', 'oops', 500)

describe('Inspector’s word on the scan of an image', () => {
  async function covering(answer: Answer) {
    const { inspector, calls } = await scriptedInspector({ coverage: () => answer })
    const { value, log } = await written(() => readCoverage(inspector, repository, digest))
    return { witness: value, log, calls }
  }

  const covered = (reason: string | undefined, lastScannedAt?: number): Answer => ({
    body: { coveredResources: [{ scanStatus: { statusCode: 'ACTIVE', reason }, lastScannedAt }] },
  })

  test('is asked for by the ARN of its manifest, in one call', async () => {
    const { witness, log, calls } = await covering(covered('SUCCESSFUL', 1763627400))
    expect({ witness, log }).toEqual({ witness: { kind: 'done', reason: 'SUCCESSFUL' }, log: '' })
    expect(calls.map(({ path, input }) => ({ path, input }))).toEqual([
      {
        path: paths.coverage,
        input: {
          filterCriteria: {
            resourceType: [{ comparison: 'EQUALS', value: 'AWS_ECR_CONTAINER_IMAGE' }],
            resourceId: [
              {
                comparison: 'EQUALS',
                value: `arn:aws:ecr:eu-west-1:${account}:repository/shop/${digest}`,
              },
            ],
          },
        },
      },
    ])
  })

  test.each<[string, Answer, object]>([
    ['that is still going on', covered('SCAN_IN_PROGRESS'), { kind: 'pending' }],
    ['that was never made', covered('SUCCESSFUL'), { kind: 'pending' }],
    [
      'that is impossible',
      covered('ACCESS_DENIED_TO_ENCRYPTION_KEY'),
      { kind: 'unavailable', because: 'denied' },
    ],
    ['that nobody knows', covered('SOMETHING_NEW', 1763627400), { kind: 'silent' }],
  ])('%s', async (_, answer, expected) => {
    expect((await covering(answer)).witness).toMatchObject(expected)
  })

  test.each<[string, Answer]>([
    ['nothing', { body: {} }],
    ['an empty list', { body: { coveredResources: [] } }],
    ['a resource without a status', { body: { coveredResources: [{}] } }],
    ['a status without a reason', covered(undefined)],
  ])('is none where Inspector tells %s', async (_, answer) => {
    expect(await covering(answer)).toMatchObject({ witness: undefined, log: '' })
  })

  test('is no matter of life and death: where it is denied, that is all', async () => {
    expect(await covering(deniedTo('ListCoverage'))).toMatchObject({ witness: 'denied', log: '' })
  })

  test.each<[string, Answer]>([
    ['a fault', fault],
    ['throttling', refusing('ThrottlingException', 'Rate exceeded', 429)],
    ['HTML', { type: 'text/html', body: '<html>' }],
    ['a broken connection', 'reset'],
  ])('is none after %s, and a notice', async (_, answer) => {
    const { witness, log } = await covering(answer)
    expect(witness).toBeUndefined()
    expect(log).toMatch(
      /^::notice::Inspector could not be asked about the scan\. [^\n]*inspector2:ListCoverage [^\n]*\n$/,
    )
  })

  test('ends with the run', async () => {
    const { inspector, calls } = await scriptedInspector({}, AbortSignal.abort(cancelled()))
    expect((await failing(() => readCoverage(inspector, repository, digest))).code).toBe('CANCELLED')
    expect(calls).toEqual([])
  })
})

const arnOf = (id: string) => `arn:aws:inspector2:eu-west-1:${account}:finding/${id}`

function listed(id: string, overrides: Partial<Finding> = {}): Finding {
  return givenFinding({ id, arn: arnOf(id), ...overrides })
}

function scanOf(...findings: readonly Finding[]): PlatformScan {
  return { ...givenScan(findings), mode: 'enhanced' } as PlatformScan
}

async function asking(policy: Partial<GatePolicy>, scan: PlatformScan, answers: Answers) {
  const { inspector, calls } = await scriptedInspector(answers)
  const result = await withExploits(inspector, repository, scan, givenPolicy(policy))
  const findings = result.kind === 'complete' ? result.findings : []
  return { result, findings, calls }
}

test.each([
  [{}, false],
  [{ failOnExploitable: true }, false],
  [{ minEpss: 0 }, true],
  [{ failOnKnownExploited: true }, true],
])('Inspector is asked where the policy needs it: %j', (policy, isAsked) => {
  expect(needsExploits(givenPolicy(policy))).toBe(isAsked)
})

describe('nothing is asked', () => {
  const policy = { minEpss: 0.5, failOnKnownExploited: true }

  test.each<[string, Partial<GatePolicy>, PlatformScan]>([
    ['where nothing was found', policy, scanOf()],
    ['of basic scanning', policy, givenScan([givenFinding()])],
    [
      'where there is no scan',
      policy,
      { digest, platform: 'p', kind: 'unavailable', reason: 'failed', detail: 'x' },
    ],
    ['where the policy does not ask', {}, scanOf(listed('a'))],
  ])('%s', async (_, asked, scan) => {
    const { result, calls } = await asking(asked, scan, {})
    expect({ result, calls }).toEqual({ result: scan, calls: [] })
  })
})

describe('the probability of an exploit', () => {
  const scores = (...all: readonly (readonly [id: string, score?: number])[]) =>
    all.map(([id, score]) => ({
      findingArn: arnOf(id),
      ...(score === undefined ? {} : { epss: { score } }),
    }))

  test('is that of the finding with the same ARN', async () => {
    const twoPackages = [listed('a', { packageName: 'x' }), listed('a', { packageName: 'y' })]
    const { findings, calls } = await asking(
      { minEpss: 0.5 },
      scanOf(...twoPackages, listed('b'), listed('c')),
      { findings: () => ({ body: { findings: scores(['b', 0.1], ['a', 0.97], ['c'], ['d', 1]) } }) },
    )
    expect(findings.map(({ id, epss, knownExploited }) => [id, epss, knownExploited])).toEqual([
      ['a', 0.97, undefined],
      ['a', 0.97, undefined],
      ['b', 0.1, undefined],
      ['c', undefined, undefined],
    ])
    expect(calls.map(({ path, input }) => ({ path, input }))).toEqual([
      {
        path: paths.findings,
        input: {
          filterCriteria: {
            ecrImageHash: [{ comparison: 'EQUALS', value: digest }],
            ecrImageRepositoryName: [{ comparison: 'EQUALS', value: 'shop' }],
          },
          maxResults: 100,
        },
      },
    ])
  })

  test('of zero is one', async () => {
    const answers = { findings: () => ({ body: { findings: scores(['a', 0]) } }) }
    expect((await asking({ minEpss: 0 }, scanOf(listed('a')), answers)).findings[0]?.epss).toBe(0)
  })

  test('is read from all pages', async () => {
    const pages = [
      { findings: scores(['a', 0.1]), nextToken: 'x' },
      { findings: [], nextToken: 'y' },
    ]
    const { findings, calls } = await asking({ minEpss: 0.5 }, scanOf(listed('a'), listed('b')), {
      findings: (_, number) => ({ body: pages[number - 1] ?? { findings: scores(['b', 0.9]) } }),
    })
    expect(findings.map(({ epss }) => epss)).toEqual([0.1, 0.9])
    expect(calls.map(({ input }) => input.nextToken)).toEqual([undefined, 'x', 'y'])
  })

  test.each<[string, readonly Answer[], string]>([
    ['no list', [{ body: {} }], 'AWS_BAD_ANSWER'],
    ['HTML', [{ type: 'text/html', body: '<html>' }], 'AWS_BAD_ANSWER'],
    ['a list that never ends', [{ body: { findings: [], nextToken: 'again' } }], 'AWS_BAD_ANSWER'],
    [
      'a second page without a list',
      [{ body: { findings: [], nextToken: 'x' } }, { body: {} }],
      'AWS_BAD_ANSWER',
    ],
    ['an empty list, though there are findings', [{ body: { findings: [] } }], 'AWS_BAD_ANSWER'],
    ['a fault', [fault], 'AWS_ERROR'],
    ['throttling', [refusing('ThrottlingException', 'Rate exceeded', 429)], 'AWS_THROTTLED'],
    ['a denial', [deniedTo('ListFindings')], 'AWS_ACCESS_DENIED'],
  ])('that cannot be known is an error: %s', async (_, pages, code) => {
    const failure = await failing(() =>
      asking({ minEpss: 0.5 }, scanOf(listed('a')), {
        findings: (_call, number) => pages[Math.min(number, pages.length) - 1] ?? {},
      }),
    )
    expect(failure).toMatchObject({ code, sentence: expect.stringContaining('inspector2:ListFindings for') })
  })
})

describe('whether a vulnerability is exploited', () => {
  type Details = Readonly<Record<string, unknown>>
  const exploited = { cisaData: { dateAdded: 1763627400, action: 'Apply updates.' } }
  const details = (...all: readonly (readonly [id: string, more?: Details])[]) =>
    all.map(([id, more = {}]) => ({ findingArn: arnOf(id), ...more }))
  const idsIn = ({ input }: Call) =>
    (input.findingArns as readonly string[]).map((arn) => arn.slice(arn.lastIndexOf('/') + 1))
  const policy = { failOnKnownExploited: true }

  test('is what CISA’s catalogue says of it', async () => {
    const { findings, calls } = await asking(policy, scanOf(listed('a'), listed('b')), {
      details: () => ({
        body: { findingDetails: details(['b', exploited], ['a', { epssScore: 1 }]), errors: [] },
      }),
    })
    expect(findings.map(({ id, knownExploited, epss }) => [id, knownExploited, epss])).toEqual([
      ['a', false, undefined],
      ['b', true, undefined],
    ])
    expect(calls.map(({ path }) => path)).toEqual([paths.details])
  })

  test('is asked for once, in tens, and not of what is suppressed or closed', async () => {
    const ids = Array.from({ length: 23 }, (_, at) => `CVE-${at}`)
    const findings = [
      ...ids.flatMap((id) => [listed(id, { packageName: 'x' }), listed(id, { packageName: 'y' })]),
      listed('gone', { standing: 'closed' }),
      listed('waived', { standing: 'suppressed' }),
    ]
    const { findings: told, calls } = await asking(policy, scanOf(...findings), {
      details: (call) => ({
        body: { findingDetails: details(...idsIn(call).map((id) => [id, exploited] as const)) },
      }),
    })
    expect(calls.map((call) => idsIn(call).length)).toEqual([10, 10, 3])
    expect(new Set(calls.flatMap(idsIn))).toEqual(new Set(ids))
    expect(told.filter(({ knownExploited }) => knownExploited)).toHaveLength(46)
  })

  test('is known by the id: a vulnerability has several findings', async () => {
    const two = [listed('a', { arn: arnOf('one') }), listed('a', { arn: arnOf('two'), packageName: 'y' })]
    const { findings, calls } = await asking(policy, scanOf(...two), {
      details: (call) => ({
        body: {
          findingDetails: details(...idsIn(call).map((id) => [id, id === 'one' ? exploited : {}] as const)),
        },
      }),
    })
    // The other one may be the one that has the details.
    expect(calls.flatMap(idsIn)).toEqual(['one', 'two'])
    expect(findings.map(({ knownExploited }) => knownExploited)).toEqual([true, true])
  })

  test('is no where Inspector has no details of it', async () => {
    const errors = [{ findingArn: arnOf('a'), errorCode: 'FINDING_DETAILS_NOT_FOUND', errorMessage: 'none' }]
    const { findings } = await asking(policy, scanOf(listed('a'), listed('b')), {
      details: () => ({ body: { findingDetails: details(['b', exploited]), errors } }),
    })
    expect(findings.map(({ knownExploited }) => knownExploited)).toEqual([false, true])
  })

  const refusal = (errorCode: string) => ({ findingArn: arnOf('a'), errorCode, errorMessage: 'in words' })

  test.each<[string, object]>([
    ['no answer', {}],
    ['an answer without one of them', { findingDetails: details(['a']), errors: [] }],
    ['an answer with one of them twice', { findingDetails: details(['a'], ['a']) }],
    ['an answer on others', { findingDetails: details(['x'], ['y']) }],
    ['an error in its place', { findingDetails: details(['b']), errors: [refusal('INTERNAL_ERROR')] }],
    ['a denial in its place', { findingDetails: details(['b']), errors: [refusal('ACCESS_DENIED')] }],
    ['not the finding', { findingDetails: details(['b']), errors: [refusal('INVALID_FINDING_ARN')] }],
  ])('cannot be known from %s', async (_, body) => {
    const failure = await failing(() =>
      asking(policy, scanOf(listed('a'), listed('b')), { details: () => ({ body }) }),
    )
    expect(failure).toMatchObject({
      code: 'AWS_BAD_ANSWER',
      sentence: expect.stringContaining(`inspector2:BatchGetFindingDetails for the image shop@${digest}`),
    })
  })

  test('cannot be known of a finding without an ARN', async () => {
    const failure = await failing(() => asking(policy, scanOf(listed('a', { arn: undefined })), {}))
    expect(failure).toMatchObject({
      code: 'AWS_BAD_ANSWER',
      sentence: expect.stringContaining('a finding without an ARN'),
    })
  })

  test('cannot be known where it is denied: the error prints the statement', async () => {
    const answers = { details: () => deniedTo('BatchGetFindingDetails') }
    expect(await failing(() => asking(policy, scanOf(listed('a')), answers))).toMatchObject({
      code: 'AWS_ACCESS_DENIED',
      hint: expect.stringContaining(
        '{"Effect":"Allow","Action":"inspector2:BatchGetFindingDetails","Resource":"*"}',
      ),
    })
  })

  test('is not asked of more vulnerabilities than can be asked for in time', async () => {
    const many = Array.from({ length: 5_001 }, (_, at) => listed(`CVE-${at}`))
    const failure = await failing(() => asking(policy, scanOf(...many), {}))
    expect(failure).toMatchObject({
      sentence: expect.stringContaining('has 5001 findings'),
      hint: expect.stringContaining('fail-on-known-exploited'),
    })
  })
})

test('both are asked for where the policy needs both', async () => {
  const { findings } = await asking({ minEpss: 0.5, failOnKnownExploited: true }, scanOf(listed('a')), {
    findings: () => ({ body: { findings: [{ findingArn: arnOf('a'), epss: { score: 0.4 } }] } }),
    details: () => ({ body: { findingDetails: [{ findingArn: arnOf('a'), cisaData: {} }] } }),
  })
  expect(findings).toMatchObject([{ epss: 0.4, knownExploited: true }])
})

test('a cancelled run asks nothing', async () => {
  const { inspector, calls } = await scriptedInspector({}, AbortSignal.abort(cancelled()))
  const policy = givenPolicy({ minEpss: 0.5 })
  const failure = await failing(() => withExploits(inspector, repository, scanOf(listed('a')), policy))
  expect({ code: failure.code, calls }).toEqual({ code: 'CANCELLED', calls: [] })
})
