import { setTimeout as delay } from 'node:timers/promises'
import {
  BatchGetFindingDetailsCommand,
  Inspector2Client,
  ListCoverageCommand,
  type ListCoverageRequest,
  ListFindingsCommand,
  type ListFindingsRequest,
  type StringComparison,
} from '@aws-sdk/client-inspector2'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  type CoverageStatus,
  type EnhancedFinding,
  type FaultKind,
  type LocalAws,
  type LocalPlace,
  type ScanScript,
  type ScanStep,
  startAws,
} from '../../../local/aws/aws.ts'
import {
  assume,
  gzipLayer,
  indexOf,
  type Keys,
  logIn,
  OCI_INDEX,
  pushImage,
  pushManifest,
  refusal,
} from './support.ts'

const PACKAGES =
  'Package: libc6\nStatus: install ok installed\nArchitecture: amd64\nSource: glibc\nVersion: 2.36-9+deb12u1\n'

let aws: LocalAws

beforeEach(async () => {
  aws = await startAws({ scan: { registerMs: 0, pendingMs: 0, inProgressMs: 0 } })
  scanning('CONTINUOUS_SCAN')
})
afterEach(() => aws.close())

function scanning(
  scanFrequency: 'CONTINUOUS_SCAN' | 'SCAN_ON_PUSH',
  filter = '*',
  place: LocalPlace = aws,
): void {
  const repositoryFilters = [{ filter, filterType: 'WILDCARD' }] as const
  place.setScanning({ scanType: 'ENHANCED', rules: [{ scanFrequency, repositoryFilters }] })
}

function inspector(credentials: Keys = aws.keys, place: LocalPlace = aws): Inspector2Client {
  return new Inspector2Client({ endpoint: place.url, region: place.region, credentials, maxAttempts: 1 })
}

async function push(repository: string, script: ScanScript): Promise<string> {
  aws.createRepository(repository)
  aws.setScan(repository, script)
  const bytes = await gzipLayer({
    repository,
    'etc/os-release': 'ID=debian\nVERSION_ID=12\n',
    'var/lib/dpkg/status': PACKAGES,
  })
  return pushImage(await logIn(aws), repository, 'one', [{ bytes }])
}

const vulnerability = (vulnerabilityId: string, more: EnhancedFinding = {}): EnhancedFinding => ({
  ...more,
  packageVulnerabilityDetails: { vulnerabilityId },
})

const is = (value: string, comparison: StringComparison = 'EQUALS') => ({ comparison, value })
const list = (given: ListFindingsRequest = {}, keys?: Keys) =>
  inspector(keys).send(new ListFindingsCommand(given))
const details = (findingArns: string[]) =>
  inspector().send(new BatchGetFindingDetailsCommand({ findingArns }))
const coverage = (given: ListCoverageRequest = {}) => inspector().send(new ListCoverageCommand(given))

async function ids(filterCriteria: ListFindingsRequest['filterCriteria']) {
  const { findings } = await list({ filterCriteria })
  return findings?.map(({ packageVulnerabilityDetails: one }) => one?.vulnerabilityId)
}

describe('ListFindings', () => {
  test('tells of a real scan, with the odds of an exploit', async () => {
    const digest = await push('app', {})
    const filterCriteria = { ecrImageHash: [is(digest)], ecrImageRepositoryName: [is('app')] }
    let { findings = [] } = await list({ filterCriteria })
    for (; findings.length === 0; findings = (await list({ filterCriteria })).findings ?? []) await delay(5)
    expect(findings[0]).toMatchObject({
      awsAccountId: aws.account,
      severity: 'HIGH',
      status: 'ACTIVE',
      inspectorScore: 7.8,
      inspectorScoreDetails: { adjustedCvss: { score: 7.8, version: '3.1' } },
      exploitAvailable: 'YES',
      fixAvailable: 'YES',
      epss: { score: expect.any(Number) },
      resources: [
        {
          type: 'AWS_ECR_CONTAINER_IMAGE',
          id: `arn:aws:ecr:eu-west-1:${aws.account}:repository/app/${digest}`,
        },
      ],
      packageVulnerabilityDetails: {
        vulnerabilityId: 'CVE-2023-4911',
        vulnerablePackages: [
          {
            name: 'libc6',
            version: '2.36',
            release: '9+deb12u1',
            epoch: 0,
            arch: 'AMD64',
            packageManager: 'OS',
            fixedInVersion: '0:2.36-9+deb12u3',
          },
        ],
      },
    })
    expect(findings[0]).not.toHaveProperty('score')
    const { findingDetails } = await details([findings[0]?.findingArn ?? ''])
    expect(findingDetails?.[0]?.cisaData).toMatchObject({ dateAdded: new Date('2023-11-21') })
  })

  test('shows what the step of the scan shows, and the same findings as ECR', async () => {
    await push('app', {
      steps: [
        { status: 'ACTIVE', enhanced: [vulnerability('CVE-1')], ms: 60_000 },
        { status: 'ACTIVE', enhanced: [] },
      ],
    })
    expect(await ids({})).toEqual(['CVE-1'])
    aws.setScan('app', { steps: [{ status: 'ABSENT' }] })
    expect(await ids({})).toEqual([])
  })

  test.each<[string, ListFindingsRequest['filterCriteria'], string[]]>([
    ['one of several values', { vulnerabilityId: [is('CVE-1'), is('CVE-3')] }, ['CVE-1', 'CVE-3']],
    ['a beginning', { vulnerabilityId: [is('CVE', 'PREFIX')] }, ['CVE-1', 'CVE-2', 'CVE-3']],
    [
      'none of these',
      { vulnerabilityId: [is('CVE-1', 'NOT_EQUALS'), is('CVE-2', 'NOT_EQUALS')] },
      ['CVE-3', 'GHSA-4'],
    ],
    ['all of several filters', { severity: [is('HIGH')], findingStatus: [is('ACTIVE')] }, ['CVE-1']],
    ['suppressed ones', { findingStatus: [is('SUPPRESSED')] }, ['CVE-2']],
    ['a known exploit', { exploitAvailable: [is('YES')] }, ['CVE-3']],
    ['another repository', { ecrImageRepositoryName: [is('other')] }, []],
  ])('finds %s', async (_, filterCriteria, expected) => {
    await push('app', {
      enhanced: [
        vulnerability('CVE-1', { severity: 'HIGH' }),
        vulnerability('CVE-2', { severity: 'HIGH', status: 'SUPPRESSED' }),
        vulnerability('CVE-3', { exploitAvailable: 'YES' }),
        vulnerability('GHSA-4'),
      ],
    })
    expect(await ids(filterCriteria)).toEqual(expected)
  })

  test('tells nothing of what no filter of the registry covers, nor of basic scanning', async () => {
    await push('app', { enhanced: [{}] })
    expect((await list()).findings).toHaveLength(1)
    scanning('CONTINUOUS_SCAN', 'prod')
    expect((await list()).findings).toEqual([])
    aws.setScanning({ scanType: 'BASIC', rules: [] })
    expect((await list()).findings).toEqual([])
  })

  test('has pages', async () => {
    await push('app', { enhanced: Array.from({ length: 150 }, (_, i) => vulnerability(`CVE-${i}`)) })
    const first = await list({ maxResults: 100 })
    const second = await list({ maxResults: 100, nextToken: first.nextToken })
    expect([first.findings?.length, second.findings?.length, second.nextToken]).toEqual([100, 50, undefined])
    aws.setScan('app', { enhanced: [vulnerability('CVE-1')], paging: 'repeats-token' })
    const odd = await list()
    expect(odd.nextToken).toBeDefined()
    expect((await list({ nextToken: odd.nextToken })).nextToken).toBe(odd.nextToken)
  })

  test("gives the script's odds, and none where nobody knows them", async () => {
    await push('app', { enhanced: [vulnerability('CVE-1'), vulnerability('CVE-2')], epss: { 'CVE-1': 0.97 } })
    expect((await list()).findings?.map(({ epss }) => epss?.score)).toEqual([0.97, undefined])
  })

  test.each<[string, ListFindingsRequest]>([
    ['more than 100 a page', { maxResults: 101 }],
    ['a token of its own making', { nextToken: 'next' }],
    ['a filter that is not known', { filterCriteria: { ec2InstanceVpcId: [is('vpc')] } }],
    ['a comparison that is not known', { filterCriteria: { title: [is('a', 'LIKE' as 'EQUALS')] } }],
    ['more than 10 values', { filterCriteria: { title: Array.from({ length: 11 }, () => is('a')) } }],
  ])('refuses %s', async (_, given) => {
    expect(await refusal(list(given))).toMatchObject({ name: 'ValidationException', status: 400 })
  })
})

describe('BatchGetFindingDetails', () => {
  test('tells what CISA lists, the odds, and what is not known', async () => {
    await push('app', {
      enhanced: ['CVE-1', 'CVE-2', 'CVE-3'].map((id) => vulnerability(id, { score: 9.8 })),
      epss: { 'CVE-2': 0.5 },
      knownExploited: ['CVE-1'],
      withoutDetails: ['CVE-3'],
    })
    const arns = (await list()).findings?.map(({ findingArn }) => findingArn ?? '') ?? []
    const strange = `${arns[0]?.slice(0, -1)}x`
    const { findingDetails, errors } = await details([...arns, strange])
    expect(findingDetails).toMatchObject([
      {
        findingArn: arns[0],
        riskScore: 98,
        cisaData: { dateDue: expect.any(Date), action: expect.any(String) },
      },
      { findingArn: arns[1], riskScore: 98, epssScore: 0.5 },
    ])
    expect(findingDetails?.map(({ cisaData }) => cisaData !== undefined)).toEqual([true, false])
    expect(errors?.map(({ findingArn, errorCode }) => [findingArn, errorCode])).toEqual([
      [arns[2], 'FINDING_DETAILS_NOT_FOUND'],
      [strange, 'FINDING_DETAILS_NOT_FOUND'],
    ])
  })

  test.each([0, 11])('refuses %d names', async (length) => {
    const arns = Array.from({ length }, (_, i) => `arn:aws:inspector2:eu-west-1:123456789012:finding/${i}`)
    expect(await refusal(details(arns))).toMatchObject({ name: 'ValidationException' })
  })
})

describe('ListCoverage', () => {
  const images = { resourceType: [is('AWS_ECR_CONTAINER_IMAGE')] } as ListCoverageRequest['filterCriteria']

  async function covered(step: ScanStep) {
    await push('app', { steps: [step] })
    const { coveredResources: [one] = [] } = await coverage({ filterCriteria: images })
    return one
  }

  test('names images and repositories, each by its ARN', async () => {
    const digest = await push('app', {})
    await push('aside', {})
    scanning('CONTINUOUS_SCAN', 'app')
    const { coveredResources = [] } = await coverage({
      filterCriteria: { ecrRepositoryName: [is('app')] } as object,
    })
    const resourceId = `arn:aws:ecr:eu-west-1:${aws.account}:repository/app`
    expect(coveredResources).toMatchObject([
      { resourceType: 'AWS_ECR_REPOSITORY', resourceId, scanStatus: { reason: 'SUCCESSFUL' } },
      {
        resourceType: 'AWS_ECR_CONTAINER_IMAGE',
        resourceId: `${resourceId}/${digest}`,
        accountId: aws.account,
        scanType: 'PACKAGE',
        resourceMetadata: {
          ecrImage: { tags: ['one'] },
          ecrRepository: { name: 'app', scanFrequency: 'CONTINUOUS_SCAN' },
        },
      },
    ])
    const aside = await coverage({ filterCriteria: { ecrRepositoryName: [is('aside')] } as object })
    expect(aside.coveredResources?.map(({ scanStatus }) => scanStatus)).toEqual([
      { statusCode: 'INACTIVE', reason: 'SCAN_FREQUENCY_MANUAL' },
    ])
  })

  test.each<[string, ScanStep, string, boolean]>([
    ['a scan that is pending', { status: 'PENDING' }, 'ACTIVE PENDING_INITIAL_SCAN', false],
    ['a scan that runs', { status: 'IN_PROGRESS' }, 'ACTIVE SCAN_IN_PROGRESS', false],
    ['an active one without a result', { status: 'ACTIVE', enhanced: [] }, 'ACTIVE SCAN_IN_PROGRESS', false],
    [
      'an active one with a result',
      { status: 'ACTIVE', enhanced: [], completedAgoMs: 0 },
      'ACTIVE SUCCESSFUL',
      true,
    ],
    ['a complete one', { status: 'COMPLETE' }, 'ACTIVE SUCCESSFUL', true],
    ['an unsupported image', { status: 'UNSUPPORTED_IMAGE' }, 'INACTIVE UNSUPPORTED_OS', false],
    ['an old image', { status: 'SCAN_ELIGIBILITY_EXPIRED' }, 'INACTIVE SCAN_ELIGIBILITY_EXPIRED', false],
    ['an archived image', { status: 'IMAGE_ARCHIVED' }, 'INACTIVE IMAGE_ARCHIVED', false],
    ['a status that AWS does not have yet', { status: 'QUEUED' }, 'ACTIVE SCAN_IN_PROGRESS', false],
  ])('follows %s', async (_, step, status, isScanned) => {
    const one = await covered(step)
    expect(`${one?.scanStatus?.statusCode} ${one?.scanStatus?.reason}`).toBe(status)
    expect(one?.lastScannedAt !== undefined).toBe(isScanned)
  })

  test.each<[string, ScanStep['status'], CoverageStatus, boolean]>([
    ['ahead of the findings', 'PENDING', { statusCode: 'ACTIVE', reason: 'SUCCESSFUL' }, true],
    ['behind the findings', 'COMPLETE', { statusCode: 'ACTIVE', reason: 'PENDING_INITIAL_SCAN' }, false],
    ['of no use', 'ABSENT', { statusCode: 'INACTIVE', reason: 'ACCESS_DENIED_TO_ENCRYPTION_KEY' }, false],
  ])('can be %s', async (_, status, told, isScanned) => {
    const one = await covered({ status, coverage: told })
    expect(one?.scanStatus).toEqual(told)
    expect(one?.lastScannedAt !== undefined).toBe(isScanned)
  })

  test('can be of a scan long ago', async () => {
    const before = Date.now()
    const told = { statusCode: 'ACTIVE', reason: 'SUCCESSFUL', lastScannedAgoMs: 60_000 }
    const one = await covered({ status: 'ACTIVE', coverage: told })
    expect(one?.lastScannedAt?.getTime()).toBeGreaterThanOrEqual(before - 60_000)
    expect(one?.lastScannedAt?.getTime()).toBeLessThanOrEqual(Date.now() - 60_000)
  })

  test('ends with the scan where images are scanned on push alone', async () => {
    scanning('SCAN_ON_PUSH')
    const one = await covered({ status: 'COMPLETE' })
    expect(one?.scanStatus).toEqual({ statusCode: 'INACTIVE', reason: 'SCAN_FREQUENCY_SCAN_ON_PUSH' })
    expect(one?.lastScannedAt).toBeDefined()
  })

  test('knows the images of an index and not the index, and no scan that is not registered', async () => {
    const digest = await push('app', {})
    const answer = await pushManifest(await logIn(aws), 'app', indexOf([digest]), 'multi', OCI_INDEX)
    expect(answer.status).toBe(201)
    const { coveredResources } = await coverage({ filterCriteria: images })
    expect(coveredResources?.map(({ resourceId }) => resourceId?.split('/').at(-1))).toEqual([digest])
    aws.setScan('app', { steps: [{ status: 'ABSENT' }] })
    expect((await coverage({ filterCriteria: images })).coveredResources).toEqual([])
  })

  test('refuses more than 200 a page and beginnings of names', async () => {
    const name = 'ValidationException'
    expect(await refusal(coverage({ maxResults: 201 }))).toMatchObject({ name })
    const filterCriteria = { resourceId: [is('arn', 'PREFIX')] } as object
    expect(await refusal(coverage({ filterCriteria }))).toMatchObject({ name })
  })
})

describe('callers', () => {
  const calls: readonly [string, string, (keys: Keys) => Promise<unknown>][] = [
    ['ListFindings', '/findings/list', (keys) => list({}, keys)],
    ['ListCoverage', '/coverage/list', (keys) => inspector(keys).send(new ListCoverageCommand({}))],
    [
      'BatchGetFindingDetails',
      '/findings/details/batch/get',
      (keys) => inspector(keys).send(new BatchGetFindingDetailsCommand({ findingArns: ['arn'] })),
    ],
  ]

  test.each(calls)('need their own permission for %s', async (action, path, call) => {
    const Statement = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' } as const
    const trust = { Statement }
    aws.addRole({
      name: 'deployer',
      trust,
      policy: { Statement: { Effect: 'Allow', Action: 'ecr:*', Resource: '*' } },
    })
    const keys = await assume(aws)
    expect(await refusal(call(keys))).toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(
        `is not authorized to perform: inspector2:${action} on resource: arn:aws:inspector2:eu-west-1:${aws.account}:${path} because`,
      ),
      status: 403,
    })
    aws.setRole('deployer', {
      policy: { Statement: { Effect: 'Allow', Action: `inspector2:${action}`, Resource: '*' } },
    })
    await call(keys)
    expect(
      aws.requests.slice(-2).map(({ service, operation, status }) => [service, operation, status]),
    ).toEqual([
      ['inspector2', action, 403],
      ['inspector2', action, 200],
    ])
  })

  test('have to sign with keys that exist', async () => {
    const keys = { ...aws.keys, secretAccessKey: 'wrong' }
    expect(await refusal(list({}, keys))).toMatchObject({ name: 'InvalidSignatureException', status: 403 })
    expect(await refusal(list({}, { ...keys, accessKeyId: 'AKIANONE' }))).toMatchObject({
      name: 'UnrecognizedClientException',
      status: 403,
    })
  })

  test('see their own account and region only', async () => {
    await push('app', { enhanced: [{}] })
    for (const place of [{ account: '210987654321' }, { region: 'us-east-1' }]) {
      const there = aws.in(place)
      scanning('CONTINUOUS_SCAN', '*', there)
      expect((await inspector(there.keys, there).send(new ListFindingsCommand({}))).findings).toEqual([])
    }
  })

  test.each<[FaultKind, string, number]>([
    ['throttle', 'ThrottlingException', 429],
    ['server-error', 'InternalServerException', 500],
    ['expired-token', 'ExpiredTokenException', 403],
    ['not-json', 'SyntaxError', 200],
    ['html', 'SyntaxError', 503],
  ])('meet faults: %s', async (kind, name, status) => {
    aws.addFault({ operation: 'inspector2:ListFindings', times: 1, kind })
    expect(await refusal(list())).toMatchObject({ name, status })
    expect((await list()).findings).toEqual([])
  })
})
