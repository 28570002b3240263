import { describe, expect, test } from '@jest/globals'
import { findBaseline, readBaseline } from '../src/comparison.ts'
import type { Run } from '../src/context.ts'
import type { PrivateRegistry } from '../src/entrance.ts'
import { cancelled } from '../src/errors.ts'
import type { StoredManifest } from '../src/registry/reference.ts'
import type { BaselineSource } from '../src/scan/baseline-source.ts'
import { imageNamed, indexOf, scriptedEcr, tagsNaming } from './support/ecr.ts'
import { failing } from './support/failure.ts'
import {
  account,
  givenBasic,
  givenEvent,
  givenGate,
  givenInputs,
  givenPlan,
  givenRepository,
  givenSettings,
} from './support/given.ts'
import { type Answer, type Call, refusing } from './support/scripted-aws.ts'
import { written } from './support/stdout.ts'

const old = imageNamed('old')
const arm = imageNamed('old on arm')
const both = indexOf({ 'linux/amd64': old, 'linux/arm64': arm })

const cve = givenBasic('CVE-2025-0001', 'HIGH')
const armCve = givenBasic('CVE-2025-0002', 'LOW')

function scan(status: string, ...findings: readonly object[]): Answer {
  return {
    body: { imageScanStatus: { status }, imageScanFindings: { findings, imageScanCompletedAt: 1763627400 } },
  }
}

type World = Readonly<{
  source: BaselineSource
  tags?: Readonly<Record<string, StoredManifest>>
  stored?: readonly StoredManifest[]
  /** What a look at a digest gives. */
  scans?: Readonly<Record<string, Answer>>
  answers?: Readonly<Record<string, (call: Call) => Answer>>
  running?: Run['inputs']['running']
  signal?: AbortSignal
}>

async function comparing(world: World) {
  const { source, tags = {}, stored = [], scans = {}, answers = {} } = world
  const signal = world.signal ?? new AbortController().signal
  const { ecr, calls } = await scriptedEcr(
    {
      BatchGetImage: tagsNaming(tags, [...stored, old, arm]),
      DescribeImageScanFindings: ({ input }) =>
        scans[(input.imageId as { imageDigest: string }).imageDigest] ?? refusing('ScanNotFoundException'),
      ...answers,
    },
    signal,
  )
  const registry: PrivateRegistry = {
    ...{ kind: 'private', ecr, repository: givenRepository(), settings: givenSettings(), known: new Map() },
    credentials: {
      provide: async () => ({ accessKeyId: 'K', secretAccessKey: 's' }),
      renew: async () => undefined,
    },
    digestOf: async (tag) => tags[tag]?.digest,
  }
  const run: Run = {
    inputs: givenInputs({ gate: givenGate({ baseline: source }), running: world.running }),
    event: givenEvent(),
    plan: givenPlan(),
    ...{ env: {}, privateFolder: '/nowhere', signal, pace: 60, resolve: (path) => path },
  }
  const { value, log } = await written(async () =>
    readBaseline(run, registry, await findBaseline(run, registry)),
  )
  return { baseline: value, log, operations: calls.map(({ operation }) => operation) }
}

const byTag = { kind: 'tag', tag: 'main' } as const
const byDigest = { kind: 'digest', digest: old.digest } as const
const ids = ({ baseline }: Awaited<ReturnType<typeof comparing>>) =>
  baseline?.kind === 'compared' ? baseline.findings.map(({ id }) => id) : baseline

test('nothing is read where nothing is to be compared', async () => {
  const { baseline, log, operations } = await comparing({ source: { kind: 'none' } })
  expect({ baseline, log, operations }).toEqual({ baseline: undefined, log: '', operations: [] })
})

describe('the image of a tag', () => {
  test('is compared with: what its scan found', async () => {
    const { baseline, log, operations } = await comparing({
      ...{ source: byTag, tags: { main: old }, scans: { [old.digest]: scan('COMPLETE', cve) } },
    })
    expect(baseline).toMatchObject({
      ...{ kind: 'compared', name: 'the tag main', digest: old.digest },
      findings: [{ id: 'CVE-2025-0001', packageName: 'openssl', severity: 'high' }],
    })
    expect(log).toBe(`The baseline is the tag main, ${old.digest}, with 1 finding\n`)
    expect(operations).toEqual(['BatchGetImage', 'DescribeImageScanFindings'])
  })

  test('is compared with on all its platforms', async () => {
    const seen = await comparing({
      ...{ source: byTag, tags: { main: both } },
      scans: { [old.digest]: scan('COMPLETE', cve), [arm.digest]: scan('COMPLETE', armCve) },
    })
    expect(seen.baseline).toMatchObject({ digest: both.digest })
    expect(ids(seen)).toEqual(['CVE-2025-0001', 'CVE-2025-0002'])
  })

  test('is compared with on those platforms that are known: the others add nothing', async () => {
    const seen = await comparing({
      ...{ source: byTag, tags: { main: both }, scans: { [arm.digest]: scan('COMPLETE', armCve) } },
    })
    expect(ids(seen)).toEqual(['CVE-2025-0002'])
  })

  test('that found nothing lets nothing off', async () => {
    const seen = await comparing({
      ...{ source: byTag, tags: { main: old }, scans: { [old.digest]: scan('COMPLETE') } },
    })
    expect(ids(seen)).toEqual([])
  })

  test('is absent where there is no such tag', async () => {
    const { baseline, operations } = await comparing({ source: byTag })
    expect(baseline).toEqual({ kind: 'absent', name: 'the tag main', reason: 'shop has no such tag' })
    expect(operations).toEqual([])
  })
})

describe('an image by its digest', () => {
  test('is compared with', async () => {
    const seen = await comparing({ source: byDigest, scans: { [old.digest]: scan('ACTIVE', cve) } })
    expect(seen.baseline).toMatchObject({ name: old.digest, digest: old.digest })
    expect(ids(seen)).toEqual(['CVE-2025-0001'])
  })

  test('is absent where ECR has it not', async () => {
    const source = { kind: 'digest', digest: imageNamed('gone').digest } as const
    const { baseline, log } = await comparing({ source })
    expect(baseline).toMatchObject({ kind: 'absent', name: source.digest })
    expect(log).toMatch(
      /^::warning::There is no baseline, so every finding counts: [^\n]*There is no image [^\n]*\n$/,
    )
  })
})

describe('a baseline that nothing is known of is absent, with a warning: every finding counts', () => {
  const status = (name: string): Answer => ({ body: { imageScanStatus: { status: name } } })

  test.each<[string, Answer, string]>([
    ['never scanned', refusing('ScanNotFoundException'), 'no scan yet'],
    ['unsupported', status('UNSUPPORTED_IMAGE'), 'UNSUPPORTED_IMAGE'],
    ['too old', status('SCAN_ELIGIBILITY_EXPIRED'), 'SCAN_ELIGIBILITY_EXPIRED'],
    ['failed', status('FAILED'), 'FAILED'],
    ['being scanned', status('IN_PROGRESS'), 'IN_PROGRESS'],
    ['throttled', refusing('ThrottlingException', 'Rate exceeded'), 'ECR throttles the calls'],
    ['not told', { body: {} }, 'no answer that can be read'],
    ['HTML', { type: 'text/html', body: '<html>' }, 'no answer that can be read'],
  ])('%s', async (_, answer, reason) => {
    const { baseline, log } = await comparing({ source: byDigest, scans: { [old.digest]: answer } })
    expect(baseline).toEqual({ kind: 'absent', name: old.digest, reason: expect.stringContaining(reason) })
    expect(log).toMatch(/^::warning::There is no baseline, so every finding counts: [^\n]*\n$/)
    expect(log).toContain(reason)
  })

  test.each(['ecr:DescribeImageScanFindings', 'inspector2:ListFindings'])(
    'denied: the warning holds the statement of %s',
    async (action) => {
      const denial = `User: x is not authorized to perform: ${action} on resource: *`
      const { baseline, log } = await comparing({
        source: byDigest,
        scans: { [old.digest]: refusing('AccessDeniedException', denial) },
      })
      expect(baseline?.kind).toBe('absent')
      expect(log).toContain(`{"Effect":"Allow","Action":"${action}","Resource":"*"}`)
    },
  )

  test('no image at all', async () => {
    const chart = {
      ...imageNamed('chart'),
      text: '{"config":{"mediaType":"application/vnd.cncf.helm.config.v1+json"}}',
    }
    const { baseline } = await comparing({ source: byTag, tags: { main: chart } })
    expect(baseline?.kind).toBe('absent')
  })

  test('its words are on one line, whatever they are', async () => {
    const answer: Answer = { body: { imageScanStatus: { status: 'FAILED', description: 'a\n::error::b' } } }
    const { log } = await comparing({ source: byDigest, scans: { [old.digest]: answer } })
    expect(log.trimEnd().split('\n')).toHaveLength(1)
  })
})

describe('what a service runs', () => {
  const source = { kind: 'deployed' } as const
  const running = { cluster: 'production', service: 'shop', containerName: undefined }
  const { uri } = givenRepository()
  const arn = `arn:aws:ecs:eu-west-1:${account}:task-definition/shop:7`

  function serving(image: string): NonNullable<World['answers']> {
    const deployments = [{ status: 'PRIMARY', rolloutState: 'COMPLETED', taskDefinition: arn }]
    const taskDefinition = { taskDefinitionArn: arn, containerDefinitions: [{ name: 'shop', image }] }
    return {
      DescribeServices: () => ({
        body: { services: [{ status: 'ACTIVE', taskDefinition: arn, deployments }], failures: [] },
      }),
      DescribeTaskDefinition: () => ({ body: { taskDefinition } }),
      ListTasks: () => ({ body: { taskArns: [] } }),
    }
  }

  test('is compared with', async () => {
    const seen = await comparing({
      ...{ source, running, answers: serving(`${uri}@${old.digest}`) },
      scans: { [old.digest]: scan('COMPLETE', cve) },
    })
    expect(seen.baseline).toMatchObject({
      ...{ kind: 'compared', name: 'what the service shop runs, shop:7', digest: old.digest },
    })
    expect(ids(seen)).toEqual(['CVE-2025-0001'])
  })

  test.each<[string, World['answers'], string]>([
    ['it is an image of another repository', serving('nginx@sha256:1'), 'no container with an image of'],
    ['it has no task and a tag', serving(`${uri}:v1`), 'no task runs'],
    [
      'there is no such service',
      { DescribeServices: () => ({ body: { services: [], failures: [{ reason: 'MISSING' }] } }) },
      'There is no service shop',
    ],
    [
      'there is no such cluster',
      { DescribeServices: () => refusing('ClusterNotFoundException') },
      'no ECS cluster',
    ],
  ])('is not known where %s', async (_, answers, reason) => {
    const { baseline, log } = await comparing({ source, running, answers: answers ?? {} })
    expect(baseline).toEqual({
      ...{ kind: 'absent', name: 'what the service shop runs' },
      reason: expect.stringContaining(reason),
    })
    expect(log).toMatch(/^::warning::There is no baseline, so every finding counts: [^\n]*\n$/)
  })

  test('is not known where that is denied: the warning holds the statement', async () => {
    const denial = 'User: x is not authorized to perform: ecs:DescribeServices on resource: arn:aws:ecs:x'
    const { baseline, log } = await comparing({
      ...{ source, running },
      answers: { DescribeServices: () => refusing('AccessDeniedException', denial) },
    })
    expect(baseline?.kind).toBe('absent')
    expect(log).toContain('{"Effect":"Allow","Action":"ecs:DescribeServices","Resource":"arn:aws:ecs:x"}')
  })
})

test('a cancelled run compares nothing', async () => {
  const signal = AbortSignal.abort(cancelled())
  const failure = await failing(() => comparing({ source: byDigest, signal }))
  expect(failure.code).toBe('CANCELLED')
})
