import { describe, expect, test } from '@jest/globals'
import { findBaseline } from '../src/comparison.ts'
import type { Run } from '../src/context.ts'
import type { PrivateRegistry, PublicRegistry } from '../src/entrance.ts'
import { cancelled } from '../src/errors.ts'
import type { Image } from '../src/image/pushed.ts'
import type { GateInputs } from '../src/inputs/gate.ts'
import { type GateSetup, gate } from '../src/judging.ts'
import type { Outcome } from '../src/outcome.ts'
import type { StoredManifest } from '../src/registry/reference.ts'
import { releaseImage } from '../src/release.ts'
import type { IgnoreEntry } from '../src/scan/ignore.ts'
import { imageNamed, labellingEcr, scriptedEcr, tagsNaming } from './support/ecr.ts'
import { failing } from './support/failure.ts'
import {
  account,
  digest,
  givenBasic,
  givenEvent,
  givenGate,
  givenImage,
  givenInputs,
  givenPlan,
  givenPushed,
  givenRepository,
  givenSettings,
} from './support/given.ts'
import { type Answer, type Call, refusing } from './support/scripted-aws.ts'
import { written } from './support/stdout.ts'

const pace = 60
const basic = { mode: 'basic', frequency: 'on-push' } as const
const enhanced = { mode: 'enhanced', frequency: 'on-push' } as const
const unknown = { mode: undefined, frequency: undefined }

function scan(list: object): Answer {
  return {
    body: {
      imageScanStatus: { status: 'COMPLETE' },
      imageScanFindings: { ...list, imageScanCompletedAt: Date.now() / 1_000 },
    },
  }
}

const arnOf = (id: string) => `arn:aws:inspector2:eu-west-1:${account}:finding/${id}`

function inspected(...findings: readonly (readonly [id: string, severity: string, more?: object])[]): Answer {
  return scan({
    enhancedFindings: findings.map(([id, severity, more]) => ({
      ...{ findingArn: arnOf(id), severity, status: 'ACTIVE', fixAvailable: 'YES' },
      packageVulnerabilityDetails: {
        vulnerabilityId: id,
        vulnerablePackages: [{ name: 'openssl', version: '3.0.1', fixedInVersion: '3.0.2' }],
      },
      ...more,
    })),
  })
}

type World = Readonly<{
  policy?: Partial<GateInputs>
  setup?: Partial<GateSetup>
  /** What the n-th look at a digest gives; that at the image of the tag main is told by its digest. */
  look?: (number: number, asked: unknown) => Answer
  /** Inspector's answers, by the path of the call. */
  inspector?: Readonly<Record<string, (call: Call) => Answer>>
  tags?: Readonly<Record<string, StoredManifest>>
  platforms?: readonly string[]
  image?: Partial<Image>
  /** The image's configuration; undefined where it cannot be read. */
  config?: object | undefined
  arn?: string | undefined
  signal?: AbortSignal
}>

const covered: Answer = {
  body: { coveredResources: [{ scanStatus: { reason: 'SUCCESSFUL' }, lastScannedAt: 1763627400 }] },
}

async function gating(world: World) {
  const { policy, setup, look = () => scan({ findings: [] }), inspector = {}, tags = {} } = world
  const signal = world.signal ?? new AbortController().signal
  const looks = new Map<unknown, number>()
  const { ecr, calls } = await scriptedEcr(
    {
      BatchGetImage: tagsNaming(tags),
      DescribeImageScanFindings: ({ input }) => {
        const asked = (input.imageId as { imageDigest: string }).imageDigest
        looks.set(asked, (looks.get(asked) ?? 0) + 1)
        return look(looks.get(asked) ?? 0, asked)
      },
      GetDownloadUrlForLayer: () =>
        world.config === undefined
          ? refusing('AccessDeniedException', 'x')
          : { body: { downloadUrl: `${process.env.AWS_ENDPOINT_URL}/layer` } },
      '': (call) => {
        if (call.path === '/layer') return { type: 'application/json', body: world.config }
        const answers: World['inspector'] = { '/coverage/list': () => covered, ...inspector }
        const answer = answers[call.path]?.(call)
        return typeof answer === 'object' ? { type: 'application/json', ...answer } : (answer ?? {})
      },
    },
    signal,
  )
  const arn = 'arn' in world ? world.arn : givenSettings().arn
  const registry: PrivateRegistry = {
    ...{ kind: 'private', ecr, repository: givenRepository({ arn }), settings: undefined, known: new Map() },
    credentials: {
      provide: async () => ({ accessKeyId: 'K', secretAccessKey: 's' }),
      renew: async () => undefined,
    },
    digestOf: async (tag) => tags[tag]?.digest,
  }
  const learned: Outcome[] = []
  const image = givenImage({ ...givenPushed(...(world.platforms ?? [])), ...world.image })
  const run = givenRun({ policy, signal })
  const { value, log } = await written(async () => {
    try {
      const compared = await findBaseline(run, registry)
      const full = { scanning: basic, ignores: { entries: [], notes: [] }, compared, ...setup }
      return await gate(run, registry, full, image, (news) => void learned.push(news))
    } catch (error) {
      return { kind: 'threw' as const, error }
    }
  })
  const outcome: Outcome = Object.assign({}, ...learned)
  const paths = calls.map(({ operation, path }) => operation || path)
  return { verdict: value, outcome, log, calls, paths }
}

function givenRun({ policy, signal }: Readonly<{ policy: World['policy']; signal: AbortSignal }>): Run {
  return {
    inputs: givenInputs({ gate: givenGate({ scanTimeoutMinutes: 1, ...policy }) }),
    event: givenEvent(),
    plan: givenPlan(),
    ...{ env: {}, privateFolder: '/nowhere', signal, pace, resolve: (path) => path },
  }
}

async function thrownBy(world: World) {
  const { verdict, outcome } = await gating(world)
  if (verdict.kind !== 'threw') throw new Error(`It did not fail: ${verdict.kind}`)
  const { error } = verdict
  return { failure: await failing(() => Promise.reject(error)), outcome }
}

const critical = givenBasic('CVE-2026-0001', 'CRITICAL')
const low = givenBasic('CVE-2026-0002', 'LOW')
const ids = ({ verdict }: Awaited<ReturnType<typeof gating>>) =>
  'violations' in verdict ? verdict.violations.map(({ id }) => id) : verdict

describe('nothing is asked', () => {
  test('with the gate off', async () => {
    const { verdict, outcome, calls, log } = await gating({ policy: { mode: 'off' } })
    expect({ verdict, outcome, calls, log }).toEqual({
      verdict: { kind: 'skipped' },
      outcome: { verdict: { kind: 'skipped' } },
      calls: [],
      log: '',
    })
  })

  test('of ECR Public', async () => {
    const registry = { kind: 'public', repository: givenRepository() } as PublicRegistry
    const run = givenRun({ policy: {}, signal: new AbortController().signal })
    const setup = { scanning: unknown, ignores: { entries: [], notes: [] }, compared: undefined }
    expect(await gate(run, registry, setup, givenImage(), () => undefined)).toEqual({ kind: 'skipped' })
  })
})

describe('an image', () => {
  test('that is clean passes', async () => {
    const { verdict, outcome, log, paths } = await gating({ look: () => scan({ findings: [low] }) })
    expect(verdict).toMatchObject({ kind: 'passed', violations: [], findings: [{ id: 'CVE-2026-0002' }] })
    expect(outcome).toMatchObject({
      ...{ verdict: { kind: 'passed' }, scan: { mode: 'basic' }, baseline: undefined, remarks: [] },
    })
    expect(paths).toEqual(['DescribeImageScanFindings'])
    expect(log).toMatch(/^::group::Wait for the scan of sha256:1+\n.*\n::endgroup::\n$/s)
    expect(log).toContain('Verdict: passed')
  })

  test('that is not is blocked; the log has the worst', async () => {
    const { verdict, log } = await gating({ look: () => scan({ findings: [low, critical] }) })
    expect(verdict).toMatchObject({ kind: 'blocked', violations: [{ id: 'CVE-2026-0001' }] })
    expect(log).toContain('Verdict: blocked')
    expect(log).toContain('  critical CVE-2026-0001 in openssl 3.0.1\n')
    expect(log).not.toContain('CVE-2026-0002')
  })

  test('with the worst of platforms is blocked', async () => {
    const seen = await gating({
      platforms: ['linux/amd64', 'linux/arm64'],
      look: (number) => scan({ findings: [number === 2 ? critical : low] }),
    })
    expect(seen.outcome.scan?.platforms).toHaveLength(2)
    expect(ids(seen)).toEqual(['CVE-2026-0001'])
  })

  test('with hundreds of them: 20 are in the log', async () => {
    const many = Array.from({ length: 300 }, (_, at) => givenBasic(`CVE-2026-${1_000 + at}`, 'HIGH'))
    const { log } = await gating({ look: () => scan({ findings: many }) })
    expect(log.match(/^ {2}high CVE-2026-/gm)).toHaveLength(20)
    expect(log).toContain('  … and 280 more\n')
  })

  test('with names that are commands: none leaves the log', async () => {
    const hostile = givenBasic('CVE\n::error::x##[error]', 'HIGH', { package_name: 'a\n::set-env name=A::b' })
    const { log } = await gating({ look: () => scan({ findings: [hostile] }) })
    const lines = log.split('\n').filter((line) => !/^::(group|endgroup)::/.test(line))
    expect(lines.filter((line) => /^\s*::|##\[/.test(line))).toEqual([])
  })

  test('that nobody scans in time is no pass', async () => {
    const { verdict } = await gating({ look: () => refusing('ScanNotFoundException') })
    expect(verdict).toMatchObject({ kind: 'unscanned', closed: true })
  })

  test('that was seen to be bad is blocked, also where its scan is gone and may be', async () => {
    for (const onUnscanned of ['fail', 'warn'] as const) {
      const seen = await gating({
        ...{ policy: { onUnscanned, onUnsupported: 'warn' }, setup: { scanning: enhanced } },
        look: (number) =>
          number === 1 ? inspected(['CVE-2026-0001', 'CRITICAL']) : refusing('ScanNotFoundException'),
      })
      expect(seen.verdict.kind).toBe('blocked')
    }
  })
})

describe('what takes findings out of the count', () => {
  const entry: IgnoreEntry = {
    ...{ id: 'CVE-2026-0001', packages: [], paths: [], purls: [], platform: undefined, until: undefined },
    ...{ untilFixed: false, reason: 'not reachable', severity: undefined, file: 'a.yml', line: 3 },
  }

  test('entries of ignore files; their notes and remarks are kept for the report', async () => {
    const expired = { ...entry, id: 'CVE-2026-0009', until: '2020-01-01', line: 4 }
    const ignores = { entries: [entry, expired], notes: ['a.yml is that of the checkout.'] }
    const { verdict, outcome } = await gating({
      ...{
        setup: { ignores },
        look: () => scan({ findings: [critical, givenBasic('CVE-2026-0009', 'HIGH')] }),
      },
    })
    expect(verdict).toMatchObject({ kind: 'blocked', violations: [{ id: 'CVE-2026-0009' }] })
    expect(outcome.gateNotes).toEqual(ignores.notes)
    expect(outcome.remarks).toMatchObject([{ level: 'warning', location: { file: 'a.yml', line: 4 } }])
  })

  describe('entries for a platform, where the image is a manifest of its own', () => {
    const manifest = imageNamed('single')
    const ofArm = { entries: [{ ...entry, platform: 'linux/arm64' }], notes: [] }
    const world = (config: object): World => ({
      ...{ setup: { ignores: ofArm }, look: () => scan({ findings: [critical] }) },
      ...{ image: { manifest, platforms: [{ digest: manifest.digest, platform: 'the image' }] } },
      config,
    })

    test.each<[string, object, string]>([
      ['count for what its configuration says', { os: 'linux', architecture: 'arm64' }, 'passed'],
      ['do not count for another', { os: 'linux', architecture: 'amd64' }, 'blocked'],
      ['do not count where it says nothing', {}, 'blocked'],
    ])('%s', async (_, config, kind) => {
      const { verdict, paths } = await gating(world(config))
      expect(verdict.kind).toBe(kind)
      expect(paths).toContain('GetDownloadUrlForLayer')
    })

    test('do not count where it cannot be read, which a warning says', async () => {
      const { verdict, log } = await gating({ ...world({}), config: undefined })
      expect(verdict.kind).toBe('blocked')
      expect(log).toMatch(/^::warning::Entries of ignore files for a platform do not count/m)
    })

    test('are the only reason to read it', async () => {
      const { paths } = await gating({ ...world({}), setup: { ignores: { entries: [entry], notes: [] } } })
      expect(paths).toEqual(['DescribeImageScanFindings'])
    })
  })

  const old = imageNamed('old')

  test('a baseline: what it has already does not count again', async () => {
    const look = (_: number, asked: unknown) =>
      scan({ findings: asked === old.digest ? [critical] : [critical, givenBasic('CVE-2026-0003', 'HIGH')] })
    const policy = { baseline: { kind: 'tag', tag: 'main' } } as const
    const seen = await gating({ policy, tags: { main: old }, look })
    expect(ids(seen)).toEqual(['CVE-2026-0003'])
    expect(seen.outcome.baseline).toMatchObject({ kind: 'compared', digest: old.digest })
  })

  test('but not a baseline that was never scanned', async () => {
    const look = (_: number, asked: unknown) =>
      asked === old.digest ? refusing('ScanNotFoundException') : scan({ findings: [critical] })
    const policy = { baseline: { kind: 'tag', tag: 'main' } } as const
    const seen = await gating({ policy, tags: { main: old }, look })
    expect(ids(seen)).toEqual(['CVE-2026-0001'])
    expect(seen.outcome.baseline).toMatchObject({ kind: 'absent' })
    expect(seen.log).toContain('::warning::There is no baseline')
  })
})

test('an image is compared with what a tag named before the release, also where tags are put first', async () => {
  const old = imageNamed('old')
  const fresh = imageNamed('fresh')
  const tags: Record<string, StoredManifest> = { main: old }
  const { ecr } = await scriptedEcr({
    ...labellingEcr(tags, [old, fresh]),
    PutImage: ({ input }) => {
      tags[String(input.imageTag)] = fresh
      return { body: { image: { imageId: { imageTag: input.imageTag, imageDigest: fresh.digest } } } }
    },
    DescribeImageScanFindings: ({ input }) =>
      scan({
        findings: (input.imageId as { imageDigest: string }).imageDigest === fresh.digest ? [critical] : [],
      }),
  })
  const registry: PrivateRegistry = {
    ...{ kind: 'private', ecr, repository: givenRepository(), settings: givenSettings(), known: new Map() },
    credentials: {
      provide: async () => ({ accessKeyId: 'K', secretAccessKey: 's' }),
      renew: async () => undefined,
    },
    digestOf: async (tag) => tags[tag]?.digest,
  }
  const policy = { baseline: { kind: 'tag', tag: 'main' } } as const
  const run = givenRun({ policy, signal: new AbortController().signal })
  const inputs = { ...run.inputs, tags: { ...run.inputs.tags, tagAfter: 'push' as const } }
  const image = givenImage({
    ...{ manifest: fresh, candidateTag: undefined },
    platforms: [{ digest: fresh.digest, platform: 'linux/amd64' }],
  })
  const learned: Outcome[] = []
  const compared = await findBaseline(run, registry)
  const gateSetup = { scanning: basic, ignores: { entries: [], notes: [] }, compared }
  const learn = (news: Outcome) => void learned.push(news)
  await written(() =>
    releaseImage(
      { ...{ registry, deployment: undefined, gateSetup, learn }, run: { ...run, inputs } },
      image,
    ),
  )
  const outcome: Outcome = Object.assign({}, ...learned)
  expect(outcome.promotion).toMatchObject({ put: ['main'] })
  expect(outcome.verdict).toMatchObject({ kind: 'blocked', violations: [{ id: 'CVE-2026-0001' }] })
})

describe('Inspector', () => {
  const look = () => inspected(['CVE-2026-0001', 'LOW'], ['CVE-2026-0002', 'LOW'])
  const setup = { scanning: enhanced }

  test('is asked whether the scan is done, of each manifest', async () => {
    const platforms = ['linux/amd64']
    const { verdict, calls, paths } = await gating({ setup, look, platforms })
    expect(verdict.kind).toBe('passed')
    expect(paths.filter((path) => path === '/coverage/list')).toHaveLength(1)
    const { input } = calls.find(({ path }) => path === '/coverage/list') ?? {}
    expect(input).toMatchObject({
      filterCriteria: { resourceId: [{ value: `${givenSettings().arn}/${digest}` }] },
    })
  })

  test.each<[string, World]>([
    ['in basic scanning', { look: () => scan({ findings: [low] }) }],
    ['of a repository whose ARN is not known', { setup, look, arn: undefined }],
    ['of what blocks', { setup, look: () => inspected(['CVE-2026-0001', 'CRITICAL']) }],
  ])('is not asked %s', async (_, world) => {
    const { verdict, paths } = await gating(world)
    expect(['passed', 'blocked']).toContain(verdict.kind)
    expect(paths.filter((path) => path.startsWith('/'))).toEqual([])
  })

  test('closes the gate for what will probably be exploited', async () => {
    const seen = await gating({
      ...{ setup, look, policy: { minEpss: 0.5 } },
      inspector: {
        '/findings/list': () => ({
          body: {
            findings: [
              { findingArn: arnOf('CVE-2026-0001'), epss: { score: 0.9 } },
              { findingArn: arnOf('CVE-2026-0002'), epss: { score: 0.1 } },
            ],
          },
        }),
      },
    })
    expect(seen.verdict).toMatchObject({
      kind: 'blocked',
      violations: [{ id: 'CVE-2026-0001', epss: 0.9, decision: { kind: 'violation', why: 'epss' } }],
    })
    expect(seen.outcome.scan).toMatchObject({ platforms: [{ findings: [{ epss: 0.9 }, { epss: 0.1 }] }] })
  })

  test('closes the gate for what is exploited', async () => {
    const details: Readonly<Record<string, (call: Call) => Answer>> = {
      '/findings/details/batch/get': ({ input }) => ({
        body: {
          findingDetails: (input.findingArns as readonly string[]).map((findingArn) => ({
            findingArn,
            ...(findingArn.endsWith('2') ? { cisaData: { action: 'Apply updates.' } } : {}),
          })),
        },
      }),
    }
    const { verdict } = await gating({
      setup,
      look,
      policy: { failOnKnownExploited: true },
      inspector: details,
    })
    expect(verdict).toMatchObject({
      kind: 'blocked',
      violations: [{ id: 'CVE-2026-0002', decision: { why: 'known-exploited' } }],
    })
  })

  test('is not asked of exploits where ECR tells them', async () => {
    const exploited = () => inspected(['CVE-2026-0001', 'LOW', { exploitAvailable: 'YES' }])
    const { verdict, paths } = await gating({ setup, look: exploited, policy: { failOnExploitable: true } })
    expect(verdict).toMatchObject({ kind: 'blocked', violations: [{ decision: { why: 'exploitable' } }] })
    expect(paths).not.toContain('/findings/list')
  })

  test('that refuses what the policy needs is a failure that prints the statement, and the scan stays known', async () => {
    const message = 'User: x is not authorized to perform: inspector2:ListFindings on resource: *'
    const { failure, outcome } = await thrownBy({
      ...{ setup, look, policy: { minEpss: 0.5 } },
      inspector: { '/findings/list': () => refusing('AccessDeniedException', message, 403) },
    })
    expect(failure).toMatchObject({
      code: 'AWS_ACCESS_DENIED',
      hint: expect.stringContaining('{"Effect":"Allow","Action":"inspector2:ListFindings","Resource":"*"}'),
    })
    expect(outcome.scan?.platforms).toHaveLength(1)
    expect(outcome.verdict).toBeUndefined()
  })
})

describe('a policy that needs enhanced scanning, where it shows only now that it is basic', () => {
  const world = { setup: { scanning: unknown }, look: () => scan({ findings: [low] }) }

  test('is a failure', async () => {
    const { failure } = await thrownBy({ ...world, policy: { failOnExploitable: true } })
    expect(failure).toMatchObject({
      code: 'ENHANCED_SCANNING_NEEDED',
      sentence: expect.stringMatching(
        /^fail-on-exploitable needs enhanced scanning.*No tag was put after it\.$/,
      ),
    })
  })

  test('is a warning of a gate that only reports, and that lets the tags be put', async () => {
    const { verdict, log } = await gating({ ...world, policy: { minEpss: 0.5, mode: 'report' } })
    expect(verdict.kind).toBe('passed')
    expect(log).toMatch(/^::warning::min-epss needs enhanced scanning/m)
    expect(log).not.toContain('No tag was put')
  })
})

test('a cancelled run judges nothing', async () => {
  const { failure, outcome } = await thrownBy({ signal: AbortSignal.abort(cancelled()) })
  expect(failure.code).toBe('CANCELLED')
  expect(outcome.verdict).toBeUndefined()
})
