import { setTimeout as delay } from 'node:timers/promises'
import {
  DescribeImageScanFindingsCommand,
  type DescribeImageScanFindingsResponse,
  StartImageScanCommand,
} from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import {
  type EnhancedFinding,
  type Finding,
  type LocalAws,
  type ScanScript,
  type ScanStep,
  startAws,
} from '../../../../local/aws/aws.ts'
import { ecrClient, gzipLayer, logIn, pushImage, refusal } from '../support.ts'

const DAY_MS = 24 * 3_600_000
const everywhere = { repositoryFilters: [{ filter: '*', filterType: 'WILDCARD' }] } as const
const modes = {
  BASIC: { scanType: 'BASIC', rules: [{ scanFrequency: 'SCAN_ON_PUSH', ...everywhere }] },
  ENHANCED: { scanType: 'ENHANCED', rules: [{ scanFrequency: 'CONTINUOUS_SCAN', ...everywhere }] },
} as const

const basic: Finding = {
  name: 'CVE-2026-0007',
  severity: 'HIGH',
  attributes: [
    { key: 'package_name', value: 'openssl' },
    { key: 'package_version', value: '3.0.1' },
  ],
}

let aws: LocalAws
let number = 0

beforeAll(async () => {
  aws = await startAws({ scan: { registerMs: 0, pendingMs: 0, inProgressMs: 0 } })
})
afterAll(() => aws.close())
beforeEach(() => aws.setScanning(modes.ENHANCED))

type Mode = keyof typeof modes
type Place = Readonly<{ name: string; digest: string; at?: LocalAws }>

async function image(script: ScanScript, mode: Mode = 'ENHANCED', at = aws): Promise<Place> {
  at.setScanning(modes[mode])
  const name = `app${++number}`
  at.createRepository(name)
  at.setScan(name, script)
  // No two of them are the same image.
  const bytes = await gzipLayer({ name, 'etc/os-release': 'ID=debian\nVERSION_ID=12\n' })
  return { name, at, digest: await pushImage(await logIn(at), name, 'one', [{ bytes }]) }
}

function describeFindings(
  { name, digest, at = aws }: Place,
  given: { maxResults?: number; nextToken?: string } = {},
): Promise<DescribeImageScanFindingsResponse> {
  const imageId = { imageDigest: digest }
  return ecrClient(at).send(new DescribeImageScanFindingsCommand({ repositoryName: name, imageId, ...given }))
}

const start = ({ name, digest, at = aws }: Place) =>
  ecrClient(at).send(new StartImageScanCommand({ repositoryName: name, imageId: { imageDigest: digest } }))

async function shown(step: ScanStep, mode: Mode = 'ENHANCED') {
  const { imageScanFindings } = await describeFindings(await image({ steps: [step] }, mode))
  return imageScanFindings
}

const enhanced = async (given: EnhancedFinding) =>
  (await shown({ status: 'COMPLETE', enhanced: [given] }))?.enhancedFindings?.[0]

describe('an enhanced finding', () => {
  test('of which nothing is told has all that Inspector tells', async () => {
    expect(await enhanced({})).toEqual({
      awsAccountId: aws.account,
      findingArn: expect.stringMatching(/^arn:aws:inspector2:eu-west-1:123456789012:finding\/[0-9a-f]{32}$/),
      title: 'CVE-2026-0001 - example',
      description: 'A vulnerability of example.',
      severity: 'MEDIUM',
      status: 'ACTIVE',
      type: 'PACKAGE_VULNERABILITY',
      score: 5.3,
      fixAvailable: 'NO',
      exploitAvailable: 'NO',
      firstObservedAt: expect.any(Date),
      lastObservedAt: expect.any(Date),
      updatedAt: expect.any(Date),
      remediation: { recommendation: { text: 'None Provided' } },
      packageVulnerabilityDetails: expect.objectContaining({
        vulnerabilityId: 'CVE-2026-0001',
        source: 'NVD',
      }),
      resources: [expect.objectContaining({ id: expect.stringMatching(/:repository\/app\d+\/sha256:/) })],
    })
  })

  test('is shown as it is told, however odd', async () => {
    const given = {
      title: 'a|b\n::error::c',
      severity: 'UNTRIAGED',
      status: 'SUPPRESSED',
      score: 11,
      fixAvailable: 'MAYBE',
      exploitAvailable: 'YES',
      scoreDetails: { cvss: { score: 9.1, scoreSource: 'NVD', version: '3.1', adjustments: [] } },
      packageVulnerabilityDetails: {
        vulnerabilityId: 'GHSA-aaaa-bbbb-cccc',
        vulnerablePackages: [
          { name: 'left-pad', version: '1', packageManager: 'NPM', filePath: 'app/package.json' },
        ],
      },
    }
    expect(await enhanced(given)).toMatchObject(given)
  })

  test('lacks what is told as undefined', async () => {
    const details = { vulnerabilityId: undefined, vulnerablePackages: undefined }
    const given = {
      title: undefined,
      score: undefined,
      severity: undefined,
      packageVulnerabilityDetails: details,
    }
    const finding = await enhanced(given)
    expect(finding?.description).toBe('A vulnerability of .')
    for (const key of ['title', 'score', 'severity']) expect(finding).not.toHaveProperty(key)
    for (const key of Object.keys(details))
      expect(finding?.packageVulnerabilityDetails).not.toHaveProperty(key)
    expect(await enhanced({ packageVulnerabilityDetails: undefined })).not.toHaveProperty(
      'packageVulnerabilityDetails',
    )
  })

  test.each([
    ['YES', ['1.1', '2.1']],
    ['PARTIAL', ['1.1', 'NotAvailable']],
    ['NO', ['NotAvailable', undefined]],
  ])('has the fix %s of packages that are fixed in %j', async (fix, versions) => {
    const vulnerablePackages = versions.map((fixedInVersion, i) => ({
      name: `p${i}`,
      version: '1',
      fixedInVersion,
    }))
    const finding = await enhanced({ packageVulnerabilityDetails: { vulnerablePackages } })
    expect([finding?.fixAvailable, finding?.title]).toEqual([fix, 'CVE-2026-0001 - p0, p1'])
  })

  test('keeps its name from step to step, and shares it with no other', async () => {
    const [one, two] = ['1', '2'].map((version): EnhancedFinding => {
      return { packageVulnerabilityDetails: { vulnerablePackages: [{ name: 'a', version }] } }
    }) as [EnhancedFinding, EnhancedFinding]
    const place = await image({ steps: [{ status: 'COMPLETE', enhanced: [one] }] })
    const arns = async () =>
      (await describeFindings(place)).imageScanFindings?.enhancedFindings?.map(({ findingArn }) => findingArn)
    const [first] = (await arns()) ?? []
    aws.setScan(place.name, { steps: [{ status: 'COMPLETE', enhanced: [two, one] }] })
    const later = await arns()
    expect(later).toEqual([expect.anything(), first])
    expect(new Set(later).size).toBe(2)
  })
})

describe('the lists of a step', () => {
  const given: EnhancedFinding = { severity: 'LOW' }
  const counts = {
    findings: 'findings',
    enhancedFindings: 'enhanced',
    findingSeverityCounts: 'counts',
  } as const

  test.each<[string, Mode, Partial<ScanStep>, object]>([
    ['basic', 'BASIC', { findings: [basic] }, { findings: 1, counts: { HIGH: 1 } }],
    [
      'basic in an enhanced registry',
      'ENHANCED',
      { findings: [basic] },
      { enhanced: 1, counts: { HIGH: 1 } },
    ],
    ['enhanced', 'ENHANCED', { enhanced: [given] }, { enhanced: 1, counts: { LOW: 1 } }],
    ['enhanced in a basic registry', 'BASIC', { enhanced: [given] }, { enhanced: 1, counts: { LOW: 1 } }],
    [
      'both',
      'ENHANCED',
      { findings: [basic], enhanced: [given] },
      { findings: 1, enhanced: 1, counts: { LOW: 1 } },
    ],
    ['both and empty', 'ENHANCED', { findings: [], enhanced: [] }, { findings: 0, enhanced: 0, counts: {} }],
    ['empty, without counts', 'BASIC', { findings: [], counts: undefined }, { findings: 0 }],
    [
      'with counts that are wrong',
      'BASIC',
      { findings: [], counts: { HIGH: 7 } },
      { findings: 0, counts: { HIGH: 7 } },
    ],
    ['none, but a time', 'BASIC', { findings: undefined }, {}],
    ["what is in the image, in the registry's shape", 'ENHANCED', {}, { enhanced: 0, counts: {} }],
  ])('are %s', async (_, mode, step, expected) => {
    const { imageScanCompletedAt, ...findings } = (await shown({ status: 'COMPLETE', ...step }, mode)) ?? {}
    expect(imageScanCompletedAt).toBeInstanceOf(Date)
    const sizes = Object.entries(findings).flatMap(([key, value]) =>
      key in counts
        ? [[counts[key as keyof typeof counts], Array.isArray(value) ? value.length : value]]
        : [],
    )
    expect(Object.fromEntries(sizes)).toEqual(expected)
  })

  test('a step with neither lists nor a time has no findings at all', async () => {
    expect(await shown({ status: 'COMPLETE', findings: undefined, completedAt: undefined })).toBeUndefined()
    expect(await shown({ status: 'ACTIVE' })).toBeUndefined()
  })
})

describe('the time of completion', () => {
  test.each<[string, Partial<ScanStep>, (pushedAt: number) => number | undefined]>([
    ['as told', { completedAt: 1_700_000_000_000 }, () => 1_700_000_000_000],
    ['long before the step began', { completedAgoMs: 40 * DAY_MS }, (pushedAt) => pushedAt - 4 * DAY_MS],
    ['when a complete step began', {}, (pushedAt) => pushedAt],
    ['absent', { completedAt: undefined }, () => undefined],
  ])('is %s, at pace 10', async (_, step, expected) => {
    const at = await startAws({ pace: 10 })
    try {
      const before = Date.now()
      const place = await image({ steps: [{ status: 'COMPLETE', findings: [], ...step }] }, 'BASIC', at)
      const { imageScanFindings } = await describeFindings(place)
      const time = imageScanFindings?.imageScanCompletedAt?.getTime()
      const [earliest, latest] = [expected(before), expected(Date.now())]
      if (earliest === undefined || latest === undefined) expect(time).toBeUndefined()
      else expect(time).toBeGreaterThanOrEqual(earliest)
      if (latest !== undefined) expect(time).toBeLessThanOrEqual(latest)
    } finally {
      await at.close()
    }
  })
})

describe.each<Mode>(['BASIC', 'ENHANCED'])('in a %s registry', (mode) => {
  test.each([
    'PENDING',
    'IN_PROGRESS',
    'COMPLETE',
    'FAILED',
    'UNSUPPORTED_IMAGE',
    'ACTIVE',
    'SCAN_ELIGIBILITY_EXPIRED',
    'FINDINGS_UNAVAILABLE',
    'LIMIT_EXCEEDED',
    'IMAGE_ARCHIVED',
    'QUEUED_ELSEWHERE',
  ])('a scan can be %s', async (status) => {
    const place = await image({ steps: [{ status, description: 'In its own words.' }] }, mode)
    expect((await describeFindings(place)).imageScanStatus).toEqual({
      status,
      description: 'In its own words.',
    })
  })

  test('findings trickle in, step by step', async () => {
    const steps = [0, 1, 3].map((n): ScanStep => {
      const some = Array.from({ length: n }, () => (mode === 'BASIC' ? basic : {}))
      return { status: 'COMPLETE', [mode === 'BASIC' ? 'findings' : 'enhanced']: some, ms: 60_000 }
    })
    const place = await image({ steps }, mode)
    const seen: unknown[] = []
    for (const minutes of [0, 1, 2, 9]) {
      aws.setScan(place.name, { steps, scannedAgoMs: minutes * 60_000 })
      const { findings, enhancedFindings } = (await describeFindings(place)).imageScanFindings ?? {}
      seen.push((findings ?? enhancedFindings)?.length)
    }
    expect(seen).toEqual([0, 1, 3, 3])
    const truth = aws.scanTruth(place.name)
    expect([...truth.findings, ...truth.enhanced]).toHaveLength(3)
  })
})

describe('a scan by hand', () => {
  const done = (findings: readonly Finding[]): ScanStep => ({ status: 'COMPLETE', findings })

  test('is refused within a day of the last one, and begins the script anew after that', async () => {
    const script = { steps: [done([basic])] }
    const fresh = await image({ ...script, scannedAgoMs: 3 * 3_600_000 }, 'BASIC')
    expect(await refusal(start(fresh))).toMatchObject({ name: 'LimitExceededException' })
    const old = await image({ ...script, scannedAgoMs: 40 * DAY_MS }, 'BASIC')
    const age = async () =>
      Date.now() - ((await describeFindings(old)).imageScanFindings?.imageScanCompletedAt?.getTime() ?? 0)
    expect(await age()).toBeGreaterThanOrEqual(40 * DAY_MS)
    await start(old)
    expect(await age()).toBeLessThan(DAY_MS)
    expect(await refusal(start(old))).toMatchObject({ name: 'LimitExceededException' })
  })

  test('goes its own way where the script says so, and counts from then on', async () => {
    const rescan: ScanStep[] = [{ status: 'IN_PROGRESS', ms: 1000 }, done([basic, basic])]
    const place = await image({ steps: [done([])], rescan, scannedAgoMs: 2 * DAY_MS }, 'BASIC')
    const look = async () => {
      const { imageScanStatus, imageScanFindings } = await describeFindings(place)
      return [imageScanStatus?.status, imageScanFindings?.findings?.length]
    }
    expect(await look()).toEqual(['COMPLETE', 0])
    await start(place)
    expect(await look()).toEqual(['IN_PROGRESS', undefined])
    while ((await look())[0] === 'IN_PROGRESS') await delay(20)
    expect(await look()).toEqual(['COMPLETE', 2])
  })

  test('helps a scan on push that never began', async () => {
    const place = await image({ steps: [{ status: 'ABSENT' }], rescan: [done([basic])] }, 'BASIC')
    expect(await refusal(describeFindings(place))).toMatchObject({ name: 'ScanNotFoundException' })
    await start(place)
    expect((await describeFindings(place)).imageScanStatus?.status).toBe('COMPLETE')
  })

  test('of an image that was really scanned long ago shows what is in it', async () => {
    const place = await image({ scannedAgoMs: 2 * DAY_MS }, 'BASIC')
    while ((await describeFindings(place)).imageScanStatus?.status !== 'COMPLETE') await delay(5)
    await start(place)
    expect(await refusal(start(place))).toMatchObject({ name: 'LimitExceededException' })
  })
})

describe('pages', () => {
  const many = (n: number): EnhancedFinding[] =>
    Array.from({ length: n }, (_, i) => ({
      severity: i < 100 ? 'HIGH' : 'LOW',
      packageVulnerabilityDetails: { vulnerabilityId: `CVE-2026-${1000 + i}` },
    }))

  test('of enhanced findings have 100 at most, and count themselves', async () => {
    const place = await image({ enhanced: many(150) })
    const first = await describeFindings(place, { maxResults: 1000 })
    const second = await describeFindings(place, { maxResults: 1000, nextToken: first.nextToken ?? '' })
    expect([first, second].map(({ imageScanFindings: page }) => page?.findingSeverityCounts)).toEqual([
      { HIGH: 100 },
      { LOW: 50 },
    ])
    expect(second.nextToken).toBeUndefined()
  })

  test('of basic findings are as large as asked for, and count all', async () => {
    const place = await image({ findings: Array.from({ length: 250 }, () => basic) }, 'BASIC')
    const { imageScanFindings: all, nextToken } = await describeFindings(place, { maxResults: 1000 })
    expect([all?.findings?.length, nextToken]).toEqual([250, undefined])
    const { imageScanFindings: some } = await describeFindings(place, { maxResults: 3 })
    expect([some?.findings?.length, some?.findingSeverityCounts]).toEqual([3, { HIGH: 250 }])
  })

  test('can be the same one for ever, with the same token', async () => {
    const place = await image({ enhanced: many(2), paging: 'repeats-token' })
    const first = await describeFindings(place)
    const second = await describeFindings(place, { nextToken: first.nextToken ?? '' })
    expect(second.nextToken).toBe(first.nextToken)
    expect(second.imageScanFindings?.enhancedFindings).toEqual(first.imageScanFindings?.enhancedFindings)
  })

  test('can go on without end, empty and with new tokens', async () => {
    const place = await image({ enhanced: many(2), paging: 'endless' })
    const first = await describeFindings(place)
    const second = await describeFindings(place, { nextToken: first.nextToken ?? '' })
    expect(second.imageScanFindings?.enhancedFindings).toEqual([])
    expect(second.nextToken).not.toBe(first.nextToken)
    expect(second.nextToken).toBeDefined()
  })

  test.each(['not-json', 'empty', 'html-200'] as const)('after the first one can be %s', async (kind) => {
    const place = await image({ enhanced: many(150) })
    const { nextToken = '' } = await describeFindings(place)
    aws.addFault({ operation: 'ecr:DescribeImageScanFindings', times: 1, skip: 1, kind })
    expect((await describeFindings(place)).imageScanFindings?.enhancedFindings).toHaveLength(100)
    const second = describeFindings(place, { nextToken }).catch(({ name }: Error) => name)
    expect(await second).toEqual(
      kind === 'empty'
        ? expect.not.objectContaining({ imageScanFindings: expect.anything() })
        : 'SyntaxError',
    )
    expect((await describeFindings(place, { nextToken })).imageScanFindings?.enhancedFindings).toHaveLength(
      50,
    )
  })
})

describe('the truth', () => {
  test('is what the last step ends with, or the whole script', async () => {
    const steps: ScanStep[] = [
      { status: 'COMPLETE', findings: [] },
      { status: 'ACTIVE', enhanced: [{}, {}] },
    ]
    aws.setScan('steps', { steps })
    aws.setScan('list', { findings: [basic] })
    expect(aws.scanTruth('steps')).toEqual({ findings: [], enhanced: [{}, {}] })
    expect(aws.scanTruth('list')).toEqual({ findings: [basic], enhanced: [] })
  })

  test('is what is in the image where nothing was told', async () => {
    aws.setScanning(modes.BASIC)
    aws.createRepository('plain')
    const status =
      'Package: libcurl4\nStatus: install ok installed\nSource: curl\nVersion: 7.88.1-10+deb12u3\n'
    const bytes = await gzipLayer({
      'etc/os-release': 'ID=debian\nVERSION_ID=12\n',
      'var/lib/dpkg/status': status,
    })
    const digest = await pushImage(await logIn(aws), 'plain', 'one', [{ bytes }])
    while ((await describeFindings({ name: 'plain', digest })).imageScanStatus?.status !== 'COMPLETE')
      await delay(5)
    for (const key of ['plain', digest]) {
      const { findings, enhanced: told } = aws.scanTruth(key)
      expect([findings.map(({ name }) => name), told.map(({ severity }) => severity)]).toEqual([
        ['CVE-2023-38545'],
        ['CRITICAL'],
      ])
    }
  })
})
