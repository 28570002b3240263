import { setTimeout as delay } from 'node:timers/promises'
import {
  DescribeImageScanFindingsCommand,
  type DescribeImageScanFindingsResponse,
  PutImageScanningConfigurationCommand,
  StartImageScanCommand,
} from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type LocalAws, startAws } from '../../../../local/aws/aws.ts'
import {
  ecrClient,
  gzipLayer,
  indexOf,
  type Layer,
  logIn,
  OCI_INDEX,
  pushImage,
  pushManifest,
  type Registry,
  refusal,
  tarLayer,
  withAws,
} from '../support.ts'

const OS = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\n'
const CURL = 'Package: libcurl4\nStatus: install ok installed\nSource: curl\nVersion: 7.88.1-10+deb12u3\n'
const FIXED = CURL.replace('deb12u3', 'deb12u4')
const DPKG = 'var/lib/dpkg/status'
const ALPINE = 'ID=alpine\nVERSION_ID=3.19.1\n'
const APK = 'lib/apk/db/installed'
const LIBEXPAT = 'P:libexpat\nV:2.6.2-r0\nA:x86_64\no:expat\n'
const LIBCRYPTO = 'P:libcrypto3\nV:3.1.4-r5\nA:x86_64\no:openssl\n'

let aws: LocalAws
let registry: Registry
let number = 0

beforeAll(async () => {
  aws = await startAws({ scan: { registerMs: 0, pendingMs: 0, inProgressMs: 0 } })
  registry = await logIn(aws)
})
afterAll(() => aws.close())

function repository(scanOnPush = true): string {
  number += 1
  aws.createRepository(`app${number}`, { scanOnPush })
  return `app${number}`
}

async function findings(
  repositoryName: string,
  imageDigest: string,
): Promise<DescribeImageScanFindingsResponse> {
  return ecrClient(aws).send(
    new DescribeImageScanFindingsCommand({ repositoryName, imageId: { imageDigest } }),
  )
}

async function completed(name: string, digest: string): Promise<DescribeImageScanFindingsResponse> {
  for (;;) {
    const answer = await findings(name, digest)
    if (!['PENDING', 'IN_PROGRESS'].includes(answer.imageScanStatus?.status ?? '')) return answer
    await delay(5)
  }
}

async function scanned(
  layers: readonly Layer[],
  config?: string,
): Promise<DescribeImageScanFindingsResponse> {
  const name = repository()
  return completed(name, await pushImage(registry, name, undefined, layers, config))
}

function names(answer: DescribeImageScanFindingsResponse): readonly (string | undefined)[] {
  return answer.imageScanFindings?.findings?.map((finding) => finding.name) ?? []
}

describe('what is in the layers decides', () => {
  const gz = async (...layers: Record<string, string>[]) =>
    Promise.all(layers.map(async (files) => ({ bytes: await gzipLayer(files) })))

  test.each([
    ['a vulnerable package', [{ 'etc/os-release': OS, [DPKG]: CURL }], ['CVE-2023-38545']],
    ['the fixed package', [{ 'etc/os-release': OS, [DPKG]: FIXED }], []],
    ['names with a leading dot', [{ './etc/os-release': OS, [`./${DPKG}`]: CURL }], ['CVE-2023-38545']],
    ['os-release in usr/lib', [{ 'usr/lib/os-release': OS, [DPKG]: CURL }], ['CVE-2023-38545']],
    [
      'a database in status.d',
      [{ 'etc/os-release': OS, 'var/lib/dpkg/status.d/libcurl4': CURL }],
      ['CVE-2023-38545'],
    ],
    ['no package at all', [{ 'etc/os-release': OS }], []],
    [
      "packages of Alpine, by apk's versions",
      [{ 'etc/os-release': ALPINE, [APK]: `${LIBCRYPTO}\n${LIBEXPAT}` }],
      ['CVE-2024-45491', 'CVE-2024-6119'],
    ],
    ["apk's database in usr", [{ 'etc/os-release': ALPINE, [`usr/${APK}`]: LIBEXPAT }], ['CVE-2024-45491']],
    [
      'a fixed package of Alpine',
      [{ 'etc/os-release': ALPINE, [APK]: LIBEXPAT.replace('2.6.2-r0', '2.6.10-r0') }],
      [],
    ],
    ["a database that is not the system's own", [{ 'etc/os-release': ALPINE, [DPKG]: CURL }], []],
    ['a fix in a later layer', [{ 'etc/os-release': OS, [DPKG]: CURL }, { [DPKG]: FIXED }], []],
    [
      'a whiteout of the file',
      [{ 'etc/os-release': OS, [DPKG]: CURL }, { 'var/lib/dpkg/.wh.status': '' }],
      [],
    ],
    ['a whiteout of a folder', [{ 'etc/os-release': OS, [DPKG]: CURL }, { 'var/.wh.lib': '' }], []],
    [
      'an opaque folder, which hides only lower layers',
      [
        { 'etc/os-release': OS, [DPKG]: FIXED },
        { 'var/lib/dpkg/.wh..wh..opq': '', 'var/lib/dpkg/status.d/c': CURL },
      ],
      ['CVE-2023-38545'],
    ],
  ])('%s', async (_, layers, expected) => {
    const answer = await scanned(await gz(...layers))
    expect(answer.imageScanStatus).toEqual({
      status: 'COMPLETE',
      description: 'The scan was completed successfully.',
    })
    expect(names(answer)).toEqual(expected)
  })

  test('a layer that is not compressed', async () => {
    const bytes = await tarLayer({ 'etc/os-release': OS, [DPKG]: CURL })
    expect(
      names(await scanned([{ bytes, mediaType: 'application/vnd.oci.image.layer.v1.tar' }])),
    ).toHaveLength(1)
  })

  const unsupported = 'UnsupportedImageError: The operating system and/or package manager are not supported.'
  test.each<[string, () => Promise<Layer[]>, string]>([
    ['no operating system', () => gz({ hello: 'world' }), unsupported],
    ['no layer', async () => [], unsupported],
    [
      'an unknown operating system',
      () => gz({ 'etc/os-release': "ID='arch'\nVERSION_ID=1\n" }),
      "UnsupportedImageError: The operating system 'arch' version '1' is not supported.",
    ],
    [
      'a release of Alpine that came out later',
      () => gz({ 'etc/os-release': 'ID=alpine\nVERSION_ID=3.99.0\n', [APK]: LIBEXPAT }),
      "UnsupportedImageError: The operating system 'alpine' version 'v3.99' is not supported.",
    ],
    [
      'a broken tar',
      async () => [{ bytes: Buffer.alloc(2048, 'x') }],
      'UnsupportedImageError: A layer of the image could not be read.',
    ],
    [
      'a broken gzip',
      async () => [{ bytes: (await gzipLayer({ 'etc/os-release': OS })).subarray(0, 60) }],
      'UnsupportedImageError: A layer of the image could not be read.',
    ],
    [
      'zstd',
      async () => [
        { bytes: Buffer.from('28b52ffd00', 'hex'), mediaType: 'application/vnd.oci.image.layer.v1.tar+zstd' },
      ],
      'UnsupportedImageError: Layers compressed with zstd are not supported.',
    ],
    [
      'an attestation',
      async () => [{ bytes: Buffer.from('{}'), mediaType: 'application/vnd.in-toto+json' }],
      unsupported,
    ],
  ])('%s', async (_, layers, description) => {
    const answer = await scanned(await layers())
    expect(answer.imageScanStatus).toEqual({ status: 'FAILED', description })
    expect(answer.imageScanFindings).toBeUndefined()
  })
})

test('a finding in the basic shape, one per binary package, the worst first', async () => {
  const status = `Package: libc6\nSource: glibc\nStatus: install ok installed\nVersion: 2.36-9\n\n${CURL}\n${CURL.replace('libcurl4', 'curl')}`
  const answer = await scanned([{ bytes: await gzipLayer({ 'etc/os-release': OS, [DPKG]: status }) }])
  expect(names(answer)).toEqual(['CVE-2023-38545', 'CVE-2023-38545', 'CVE-2023-4911', 'CVE-2019-9192'])
  expect(answer.imageScanFindings?.findingSeverityCounts).toEqual({ CRITICAL: 2, HIGH: 1, INFORMATIONAL: 1 })
  expect(answer.imageScanFindings?.imageScanCompletedAt).toBeInstanceOf(Date)
  expect(answer.imageScanFindings?.findings?.[0]).toMatchObject({
    uri: 'https://security-tracker.debian.org/tracker/CVE-2023-38545',
    severity: 'CRITICAL',
    attributes: [
      { key: 'package_version', value: '7.88.1-10+deb12u3' },
      { key: 'package_name', value: 'libcurl4' },
      { key: 'CVSS3_VECTOR', value: expect.stringMatching(/^CVSS:3/) },
      { key: 'CVSS3_SCORE', value: '9.8' },
    ],
  })
})

test('findings come in pages', async () => {
  const name = repository()
  const status = [CURL, CURL.replace('libcurl4', 'curl'), CURL.replace('libcurl4', 'libcurl3')].join('\n')
  const layers = [{ bytes: await gzipLayer({ 'etc/os-release': OS, [DPKG]: status }) }]
  const imageId = { imageDigest: await pushImage(registry, name, undefined, layers) }
  await completed(name, imageId.imageDigest)
  const ask = (nextToken?: string) =>
    ecrClient(aws).send(
      new DescribeImageScanFindingsCommand({
        repositoryName: name,
        imageId,
        maxResults: 2,
        ...(nextToken ? { nextToken } : {}),
      }),
    )
  const first = await ask()
  const second = await ask(first.nextToken)
  expect([names(first).length, names(second).length, second.nextToken]).toEqual([2, 1, undefined])
})

test('statuses follow the timeline, divided by the pace', async () => {
  const times = { registerMs: 1000, pendingMs: 1000, inProgressMs: 1000 }
  await withAws({ pace: 10, scan: times }, async (slow) => {
    slow.createRepository('app')
    const imageDigest = await pushImage(await logIn(slow), 'app', undefined)
    const command = new DescribeImageScanFindingsCommand({ repositoryName: 'app', imageId: { imageDigest } })
    const seen = new Set<string>()
    for (const started = Date.now(); Date.now() - started < 400; await delay(10)) {
      const status = await ecrClient(slow)
        .send(command)
        .then(
          (answer) => answer.imageScanStatus?.status ?? 'none',
          (error: Error) => error.name,
        )
      seen.add(status)
    }
    expect([...seen]).toEqual(['ScanNotFoundException', 'PENDING', 'IN_PROGRESS', 'FAILED'])
  })
})

test('an index is never scanned, its images are', async () => {
  const name = repository()
  const layers = [{ bytes: await gzipLayer({ 'etc/os-release': OS, [DPKG]: CURL }) }]
  const child = await pushImage(registry, name, undefined, layers)
  const index = indexOf([child])
  await pushManifest(registry, name, index, 'multi', OCI_INDEX)
  const imageId = { imageTag: 'multi' }
  expect(
    await refusal(
      ecrClient(aws).send(new DescribeImageScanFindingsCommand({ repositoryName: name, imageId })),
    ),
  ).toMatchObject({
    name: 'ScanNotFoundException',
  })
  expect(
    await refusal(ecrClient(aws).send(new StartImageScanCommand({ repositoryName: name, imageId }))),
  ).toMatchObject({
    name: 'UnsupportedImageTypeException',
    message: `An artifact with media type '${OCI_INDEX}' cannot be scanned`,
  })
  expect(names(await completed(name, child))).toHaveLength(1)
})

test('without scan on push a scan is started by hand, once a day', async () => {
  const name = repository(false)
  const imageId = { imageDigest: await pushImage(registry, name, 'one') }
  const start = () => ecrClient(aws).send(new StartImageScanCommand({ repositoryName: name, imageId }))
  expect(await refusal(findings(name, imageId.imageDigest))).toMatchObject({ name: 'ScanNotFoundException' })
  expect((await start()).imageScanStatus).toEqual({ status: 'PENDING' })
  expect((await completed(name, imageId.imageDigest)).imageScanStatus?.status).toBe('FAILED')
  expect(await refusal(start())).toMatchObject({ name: 'LimitExceededException', status: 400 })
})

test('switching scan on push on does not scan what is there', async () => {
  const name = repository(false)
  const digest = await pushImage(registry, name, 'one')
  const imageScanningConfiguration = { scanOnPush: true }
  await ecrClient(aws).send(
    new PutImageScanningConfigurationCommand({ repositoryName: name, imageScanningConfiguration }),
  )
  expect(await refusal(findings(name, digest))).toMatchObject({ name: 'ScanNotFoundException' })
})

describe('a scripted scan', () => {
  const finding = { name: 'CVE-2026-0001', severity: 'HIGH', attributes: [] } as const

  test('other findings on the usual timeline', async () => {
    const name = repository()
    aws.setScan(name, { findings: [finding] })
    expect(names(await completed(name, await pushImage(registry, name, 'one')))).toEqual(['CVE-2026-0001'])
  })

  test('steps of its own, each with its findings', async () => {
    const name = repository()
    aws.setScan(name, {
      steps: [
        { status: 'COMPLETE', findings: [], ms: 150 },
        { status: 'ACTIVE', findings: [finding] },
      ],
    })
    const digest = await pushImage(registry, name, 'one')
    expect(names(await findings(name, digest))).toEqual([])
    await delay(200)
    const later = await findings(name, digest)
    expect([later.imageScanStatus?.status, names(later)]).toEqual(['ACTIVE', ['CVE-2026-0001']])
  })

  test('a scan that never comes', async () => {
    const name = repository()
    const digest = await pushImage(registry, name, 'one')
    aws.setScan(digest, { steps: [{ status: 'ABSENT' }] })
    expect(await refusal(findings(name, digest))).toMatchObject({ name: 'ScanNotFoundException' })
  })
})
