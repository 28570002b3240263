import { setTimeout as delay } from 'node:timers/promises'
import {
  BatchGetRepositoryScanningConfigurationCommand,
  DescribeImageScanFindingsCommand,
  type DescribeImageScanFindingsResponse,
  GetRegistryScanningConfigurationCommand,
  PutRegistryScanningConfigurationCommand,
  type PutRegistryScanningConfigurationRequest,
  type RegistryScanningRule,
  type ScanFrequency,
  StartImageScanCommand,
} from '@aws-sdk/client-ecr'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type LocalAws, startAws } from '../../../local/aws/aws.ts'
import { assume, ecrClient, gzipLayer, type Keys, logIn, pushImage, refusal } from './support.ts'

const DEBIAN = 'ID=debian\nVERSION_ID="12"\n'
const PACKAGES = [
  'Package: libcurl4\nStatus: install ok installed\nSource: curl\nVersion: 7.88.1-10+deb12u3\n',
  'Package: coreutils\nStatus: install ok installed\nVersion: 9.1-1\n',
].join('\n')

let aws: LocalAws

beforeEach(async () => {
  aws = await startAws({ scan: { registerMs: 0, pendingMs: 0, inProgressMs: 0 } })
})
afterEach(() => aws.close())

const rule = (scanFrequency: ScanFrequency, ...filters: string[]): RegistryScanningRule => ({
  scanFrequency,
  repositoryFilters: filters.map((filter) => ({ filter, filterType: 'WILDCARD' })),
})
const configure = (given: PutRegistryScanningConfigurationRequest) =>
  ecrClient(aws).send(new PutRegistryScanningConfigurationCommand(given))
const enhanced = (...rules: RegistryScanningRule[]) => configure({ scanType: 'ENHANCED', rules })

async function image(repositoryName: string, osRelease = DEBIAN): Promise<string> {
  aws.createRepository(repositoryName, { scanOnPush: false })
  const bytes = await gzipLayer({ 'etc/os-release': osRelease, 'var/lib/dpkg/status': PACKAGES })
  return pushImage(await logIn(aws), repositoryName, 'one', [{ bytes }])
}

function findings(
  repositoryName: string,
  given: { registryId?: string; maxResults?: number; nextToken?: string } = {},
  keys: Keys = aws.keys,
): Promise<DescribeImageScanFindingsResponse> {
  const imageId = { imageTag: 'one' }
  return ecrClient(aws, keys).send(
    new DescribeImageScanFindingsCommand({ repositoryName, imageId, ...given }),
  )
}

async function settled(repositoryName: string): Promise<DescribeImageScanFindingsResponse> {
  for (;;) {
    const answer = await findings(repositoryName)
    if (!['PENDING', 'IN_PROGRESS'].includes(answer.imageScanStatus?.status ?? '')) return answer
    await delay(5)
  }
}

describe('the configuration', () => {
  test('is basic without rules at first, and then what was put', async () => {
    const get = async () =>
      (await ecrClient(aws).send(new GetRegistryScanningConfigurationCommand({}))).scanningConfiguration
    expect(await get()).toEqual({ scanType: 'BASIC', rules: [] })
    const put = {
      scanType: 'ENHANCED' as const,
      rules: [rule('CONTINUOUS_SCAN', 'prod'), rule('SCAN_ON_PUSH', '*')],
    }
    expect((await configure(put)).registryScanningConfiguration).toEqual(put)
    expect(await get()).toEqual(put)
  })

  test.each<[string, PutRegistryScanningConfigurationRequest, string]>([
    ['an unknown type', { scanType: 'DEEP' as 'BASIC' }, 'InvalidParameterException'],
    ['a basic rule that is continuous', { rules: [rule('CONTINUOUS_SCAN', '*')] }, 'ValidationException'],
    [
      'a rule for scans by hand',
      { scanType: 'ENHANCED', rules: [rule('MANUAL', '*')] },
      'ValidationException',
    ],
    ['a rule without filters', { rules: [rule('SCAN_ON_PUSH')] }, 'InvalidParameterException'],
    ['a bad filter', { rules: [rule('SCAN_ON_PUSH', 'Prod')] }, 'InvalidParameterException'],
    [
      'three rules',
      { rules: ['a', 'b', 'c'].map((filter) => rule('SCAN_ON_PUSH', filter)) },
      'InvalidParameterException',
    ],
    ['a frequency twice', { rules: ['a', 'b'].map((f) => rule('SCAN_ON_PUSH', f)) }, 'ValidationException'],
  ])('%s is refused', async (_, given, name) => {
    expect(await refusal(configure(given))).toMatchObject({ name, status: 400 })
  })

  test('decides for each repository', async () => {
    for (const name of ['prod/app', 'my-prod', 'other', 'app/x'])
      aws.createRepository(name, { scanOnPush: true })
    const frequencies = async (...repositoryNames: string[]) => {
      const command = new BatchGetRepositoryScanningConfigurationCommand({ repositoryNames })
      const { scanningConfigurations = [], failures } = await ecrClient(aws).send(command)
      return [
        scanningConfigurations.map((one) => [
          one.scanFrequency,
          one.scanOnPush,
          one.appliedScanFilters?.map((f) => f.filter),
        ]),
        failures?.map((one) => [one.repositoryName, one.failureCode]),
      ]
    }
    expect(await frequencies('other')).toEqual([[['SCAN_ON_PUSH', true, []]], []])
    aws.setScanning({ scanType: 'BASIC', rules: [] })
    aws.createRepository('quiet', { scanOnPush: false })
    expect(await frequencies('other', 'quiet')).toEqual([
      [
        ['SCAN_ON_PUSH', true, []],
        ['MANUAL', false, []],
      ],
      [],
    ])
    aws.setScanning({
      scanType: 'BASIC',
      rules: [
        { scanFrequency: 'SCAN_ON_PUSH', repositoryFilters: [{ filter: 'quiet', filterType: 'WILDCARD' }] },
      ],
    })
    expect(await frequencies('quiet')).toEqual([[['SCAN_ON_PUSH', true, ['quiet']]], []])
    await enhanced(rule('CONTINUOUS_SCAN', 'prod'), rule('SCAN_ON_PUSH', 'app*', 'prod*'))
    expect(await frequencies('prod/app', 'my-prod', 'other', 'app/x', 'none')).toEqual([
      [
        ['CONTINUOUS_SCAN', true, ['prod']],
        ['CONTINUOUS_SCAN', true, ['prod']],
        ['MANUAL', false, []],
        ['SCAN_ON_PUSH', true, ['app*']],
      ],
      [['none', 'REPOSITORY_NOT_FOUND']],
    ])
    const many = Array.from({ length: 26 }, (_, i) => `app${i}`)
    expect(await refusal(frequencies(...many))).toMatchObject({ name: 'InvalidParameterException' })
  })

  test('a basic rule scans what its own setting does not', async () => {
    await configure({ rules: [rule('SCAN_ON_PUSH', '*')] })
    await image('app')
    expect((await settled('app')).imageScanFindings?.findings).toHaveLength(2)
  })
})

describe('enhanced scanning', () => {
  test('goes on for ever, and knows the fix', async () => {
    await enhanced(rule('CONTINUOUS_SCAN', '*'))
    const digest = await image('app')
    const answer = await settled('app')
    expect(answer.imageScanStatus).toEqual({
      status: 'ACTIVE',
      description: 'Continuous scan is selected for image.',
    })
    const { findings: basic, enhancedFindings = [], findingSeverityCounts } = answer.imageScanFindings ?? {}
    expect([basic, findingSeverityCounts]).toEqual([undefined, { CRITICAL: 1, LOW: 1 }])
    expect(enhancedFindings[0]).toMatchObject({
      awsAccountId: '123456789012',
      findingArn: expect.stringMatching(/^arn:aws:inspector2:eu-west-1:123456789012:finding\/[0-9a-f]{32}$/),
      title: 'CVE-2023-38545 - libcurl4',
      severity: 'CRITICAL',
      status: 'ACTIVE',
      type: 'PACKAGE_VULNERABILITY',
      score: 9.8,
      scoreDetails: { cvss: { score: 9.8, version: '3.1' } },
      fixAvailable: 'YES',
      exploitAvailable: 'YES',
      packageVulnerabilityDetails: {
        vulnerabilityId: 'CVE-2023-38545',
        vulnerablePackages: [
          {
            name: 'libcurl4',
            epoch: 0,
            version: '7.88.1',
            release: '10+deb12u3',
            packageManager: 'OS',
            fixedInVersion: '0:7.88.1-10+deb12u4',
          },
        ],
      },
      resources: [
        {
          id: `arn:aws:ecr:eu-west-1:123456789012:repository/app/${digest}`,
          details: {
            awsEcrContainerImage: {
              architecture: 'amd64',
              imageHash: digest,
              imageTags: ['one'],
              repositoryName: 'app',
            },
          },
        },
      ],
    })
    expect(enhancedFindings[1]).toMatchObject({
      title: 'CVE-2016-2781 - coreutils',
      fixAvailable: 'NO',
      exploitAvailable: 'NO',
      packageVulnerabilityDetails: { vulnerablePackages: [{ fixedInVersion: 'NotAvailable' }] },
    })
  })

  test('the counts are those of a page', async () => {
    await enhanced(rule('CONTINUOUS_SCAN', '*'))
    await image('app')
    await settled('app')
    const first = await findings('app', { maxResults: 1 })
    const second = await findings('app', { nextToken: first.nextToken ?? '' })
    expect([first, second].map((page) => page.imageScanFindings?.findingSeverityCounts)).toEqual([
      { CRITICAL: 1 },
      { LOW: 1 },
    ])
  })

  test('tells of all packages of a vulnerability at once, where basic scanning tells of each apart', async () => {
    await configure({ rules: [rule('SCAN_ON_PUSH', '*')] })
    aws.createRepository('app')
    const packages = [PACKAGES, PACKAGES.replace('libcurl4', 'curl')].join('\n')
    const bytes = await gzipLayer({ 'etc/os-release': DEBIAN, 'var/lib/dpkg/status': packages })
    await pushImage(await logIn(aws), 'app', 'one', [{ bytes }])
    expect((await settled('app')).imageScanFindings?.findings).toHaveLength(4)
    await enhanced(rule('CONTINUOUS_SCAN', '*'))
    expect((await settled('app')).imageScanFindings?.enhancedFindings?.map(({ title }) => title)).toEqual([
      'CVE-2023-38545 - libcurl4, curl',
      'CVE-2016-2781 - coreutils, coreutils',
    ])
  })

  test('on push alone it comes to an end', async () => {
    await enhanced(rule('SCAN_ON_PUSH', 'app'))
    await image('app')
    const answer = await settled('app')
    expect(answer.imageScanStatus?.status).toBe('COMPLETE')
    expect(answer.imageScanFindings?.enhancedFindings).toHaveLength(2)
  })

  test('covers at once what is in a repository already, and hides what basic scanning found', async () => {
    await configure({ rules: [rule('SCAN_ON_PUSH', '*')] })
    await image('app')
    await settled('app')
    await enhanced(rule('CONTINUOUS_SCAN', '*'))
    expect((await settled('app')).imageScanStatus?.status).toBe('ACTIVE')
    await configure({ scanType: 'BASIC', rules: [] })
    expect(await refusal(findings('app'))).toMatchObject({ name: 'ScanNotFoundException' })
  })

  test('an image that it does not support', async () => {
    await enhanced(rule('CONTINUOUS_SCAN', '*'))
    await image('app', 'ID=plan9\nVERSION_ID="4"\n')
    expect((await settled('app')).imageScanStatus?.status).toBe('UNSUPPORTED_IMAGE')
  })

  test('before the first result there is an empty list', async () => {
    await enhanced(rule('CONTINUOUS_SCAN', '*'))
    await image('app')
    aws.setScan('app', { steps: [{ status: 'PENDING' }] })
    const answer = await findings('app')
    expect(answer.imageScanStatus).toEqual({
      status: 'PENDING',
      description: 'Pending start of the image scan.',
    })
    expect(answer.imageScanFindings?.enhancedFindings).toEqual([])
  })

  test('what no filter covers is not scanned, not even by hand', async () => {
    await enhanced(rule('CONTINUOUS_SCAN', 'prod'))
    await image('app')
    const notFound = {
      name: 'ScanNotFoundException',
      message: expect.stringMatching(/^Image scan does not exist/),
    }
    expect(await refusal(findings('app'))).toMatchObject(notFound)
    const start = new StartImageScanCommand({ repositoryName: 'app', imageId: { imageTag: 'one' } })
    expect(await refusal(ecrClient(aws).send(start))).toEqual({
      name: 'ValidationException',
      message: 'This feature is disabled',
      status: 400,
    })
  })

  test('another account does not see it', async () => {
    await enhanced(rule('CONTINUOUS_SCAN', '*'))
    const Statement = [{ Effect: 'Allow', Principal: '*', Action: 'ecr:DescribeImageScanFindings' }] as const
    await image('app')
    aws.createRepository('shared', { policy: { Statement } })
    const bytes = await gzipLayer({ 'etc/os-release': DEBIAN })
    await pushImage(await logIn(aws), 'shared', 'one', [{ bytes }])
    expect((await settled('shared')).imageScanStatus?.status).toBe('ACTIVE')
    const { keys } = aws.in({ account: '210987654321' })
    const call = () => findings('shared', { registryId: '123456789012' }, keys)
    expect(await refusal(call())).toMatchObject({ name: 'ScanNotFoundException' })
    await configure({ scanType: 'BASIC', rules: [rule('SCAN_ON_PUSH', '*')] })
    await pushImage(await logIn(aws), 'shared', 'one', [{ bytes }], '{"os":"linux"}')
    expect((await call()).imageScanStatus?.status).toBeDefined()
  })

  test("takes the caller's permissions at Inspector", async () => {
    const Statement = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' } as const
    const policy = {
      Statement: { Effect: 'Allow', Action: ['ecr:*', 'inspector2:ListCoverage'], Resource: '*' },
    } as const
    aws.addRole({ name: 'deployer', trust: { Statement }, policy })
    await enhanced(rule('CONTINUOUS_SCAN', '*'))
    await image('app')
    expect(await refusal(findings('app', {}, await assume(aws)))).toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringMatching(/is not authorized to perform: inspector2:ListFindings on resource/),
    })
  })
})
