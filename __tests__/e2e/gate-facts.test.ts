import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { marked, type Token, type Tokens } from 'marked'
import type { EnhancedFinding, ScanScript, ScanStep } from '../../local/aws/aws.ts'
import {
  basic,
  blocked,
  count,
  enhanced,
  type Gated,
  type GateWorld,
  type Inputs,
  inGateWorld,
  type Kind,
  layerOf,
  look,
  refused,
  released,
  type Stored,
  start,
  startGateWorld,
  step,
} from '../fixtures/e2e-gate-world.ts'
import {
  digestOf,
  logIn,
  OCI_IMAGE,
  OCI_INDEX,
  pushImage,
  pushManifest,
  type Registry,
  uploadImage,
} from '../local/aws/support.ts'
import { roleArn, roleWithout } from '../support/admin.ts'

// What gates were seen to get wrong, and what a scan may bring that nobody would write: see the facts in each name.

jest.setTimeout(60_000)
let world: GateWorld

beforeAll(async () => {
  world = await startGateWorld([
    roleWithout('unforeseeing', 'ecr:GetRegistryScanningConfiguration'),
    roleWithout('unlisting', 'inspector2:ListFindings'),
    roleWithout('uninspecting', 'inspector2:*'),
    roleWithout('unstarting', 'ecr:StartImageScan'),
  ])
})
afterAll(() => world.close())

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const as = (role: string): Inputs => ({ 'role-to-assume': roleArn(world.slipway.local.aws, role) })

/** A scan that was completed an hour ago, so that nothing is waited for. */
function done(lists: Pick<ScanStep, 'findings' | 'enhanced'>, more: Partial<ScanStep> = {}): ScanScript {
  return { steps: [step('COMPLETE', { completedAgoMs: hourMs, ...lists, ...more })] }
}

const counts = ({ outputs }: Gated) => JSON.parse(outputs.findings ?? '{}')

type Child = Readonly<Record<string, unknown>>

async function pushIndex(
  registry: Registry,
  repository: string,
  manifests: readonly Child[],
): Promise<string> {
  const text = JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests })
  const answer = await pushManifest(registry, repository, text, undefined, OCI_INDEX)
  return answer.headers.get('docker-content-digest') ?? ''
}

async function child(
  registry: Registry,
  repository: string,
  architecture: string,
  packages = 'clean',
): Promise<Child> {
  const config = JSON.stringify({ architecture, os: 'linux' })
  const digest = await pushImage(
    registry,
    repository,
    undefined,
    [{ bytes: await layerOf(packages) }],
    config,
  )
  return { mediaType: OCI_IMAGE, digest, size: 1, platform: { os: 'linux', architecture } }
}

/** What BuildKit adds to every push by default. */
async function attestation(registry: Registry, repository: string, of: Child): Promise<Child> {
  const layer = { bytes: Buffer.from('{}'), mediaType: 'application/vnd.in-toto+json' }
  const config = '{"architecture":"unknown","os":"unknown"}'
  const digest = await pushImage(registry, repository, undefined, [layer], config)
  return {
    ...{ mediaType: OCI_IMAGE, digest, size: 1, platform: { os: 'unknown', architecture: 'unknown' } },
    annotations: {
      'vnd.docker.reference.digest': of.digest,
      'vnd.docker.reference.type': 'attestation-manifest',
    },
  }
}

describe('what is scanned', () => {
  const forms: Readonly<
    Record<string, (registry: Registry, name: string) => Promise<readonly [string, readonly unknown[]]>>
  > = {
    'a single manifest': async (registry, name) => {
      const { digest } = await child(registry, name, 'amd64', 'critical')
      return [String(digest), [digest]]
    },
    'an index, but for itself and its attestations': async (registry, name) => {
      const [amd, arm] = [
        await child(registry, name, 'amd64'),
        await child(registry, name, 'arm64', 'critical'),
      ]
      const proofs = [await attestation(registry, name, amd), await attestation(registry, name, arm)]
      return [await pushIndex(registry, name, [amd, arm, ...proofs]), [amd.digest, arm.digest]]
    },
    'an index in an index': async (registry, name) => {
      const [amd, arm] = [
        await child(registry, name, 'amd64'),
        await child(registry, name, 'arm64', 'critical'),
      ]
      const inner = await pushIndex(registry, name, [arm])
      const nested = { mediaType: OCI_INDEX, digest: inner, size: 1 }
      return [await pushIndex(registry, name, [amd, nested]), [amd.digest, arm.digest]]
    },
  }
  test.concurrent.each(Object.entries(forms))('%s', async (_, push) => {
    let expected: readonly unknown[] = []
    const stored = await world.store('basic', async (registry, name) => {
      const [digest, platforms] = await push(registry, name)
      expected = platforms
      return digest
    })
    const run = await world.judge(stored)
    expect(run.ending).toEqual(blocked)
    const looks = run.requests.filter(({ operation }) => `ecr:${operation}` === look)
    const asked = looks.map(({ parameters }) => JSON.stringify(parameters?.imageId))
    const wanted = expected.map((imageDigest) => JSON.stringify({ imageDigest }))
    expect(new Set(asked)).toEqual(new Set(wanted))
  })
})

describe('findings on many pages', () => {
  // Those of basic scanning are with the 30,000 findings below.
  test.concurrent('are read and counted to the last one, whatever a page says that it counts', async () => {
    const list = Array.from({ length: 249 }, (_, at) => enhanced(`CVE-2026-${at}`, 'LOW'))
    const run = await world.judgeNew('on-push', {
      scan: done({ enhanced: [...list, enhanced('CVE-2026-9999', 'CRITICAL')] }),
    })
    expect(run.ending).toEqual(blocked)
    expect(counts(run)).toMatchObject({ critical: 1, low: 249, total: 250 })
    expect(count(run, look)).toBe(3)
  })

  test.concurrent('that never end are no answer', async () => {
    const scan = { ...done({ enhanced: [enhanced('CVE-2026-1', 'LOW')] }), paging: 'repeats-token' } as const
    const run = await world.judgeNew('on-push', { scan, inputs: { 'on-unscanned': 'warn' } })
    expect(run.ending).toEqual(refused('AWS_BAD_ANSWER', undefined))
    expect(run.error).toContain('a list that does not end after 2 pages')
    expect(count(run, look)).toBeLessThan(10)
  })
})

test.concurrent('one vulnerability in several packages is ignored in all of them by its id, or where an entry says', async () => {
  const packages = ['openssl', 'libssl3', 'curl']
  const list = ['CVE-2026-1', 'CVE-2026-2'].map((id) => enhanced(id, 'HIGH', packages))
  const entries = ['id: CVE-2026-1', 'id: CVE-2026-2\n    package: "*ssl*"']
  const text = entries.map((entry) => `  - ${entry}\n    reason: Not reachable.\n`).join('')
  const run = await world.judgeNew('on-push', {
    scan: done({ enhanced: list }),
    inputs: { 'ignore-file': world.file(`version: 1\nignore:\n${text}`) },
  })
  expect(run.ending).toEqual(blocked)
  expect(run.outputs.violations).toBe('1')
  expect(run.error).toContain('the worst CVE-2026-2 (high) in curl ')
  expect(run.result.summary).toContain('<summary>Ignored: 5</summary>')
})

describe('a severity that is none', () => {
  const ofBasic = done({ findings: ['UNDEFINED', 'constructor'].map((word, at) => basic(`CVE-${at}`, word)) })
  const ofInspector = done({
    enhanced: ['UNTRIAGED', 'CATASTROPHIC', undefined].map((severity, at) =>
      enhanced(`CVE-${at}`, 'x', ['curl'], { severity }),
    ),
  })
  const rows: readonly (readonly [kind: Kind, threshold: string, scan: ScanScript, number: number])[] = [
    ['on-push', 'low', ofInspector, 3],
    ['on-push', 'any', ofInspector, 3],
    ['basic', 'any', ofBasic, 2],
  ]
  test.concurrent.each(rows)('%s: is judged with the threshold %s', async (kind, threshold, scan, number) => {
    const run = await world.judgeNew(kind, { scan, inputs: { 'severity-threshold': threshold } })
    expect(run.ending).toEqual(threshold === 'any' ? blocked : released())
    expect(run.outputs.violations).toBe(threshold === 'any' ? `${number}` : '0')
    expect(counts(run)).toMatchObject({ unknown: number, total: number })
  })
})

test.concurrent('what Inspector says is SUPPRESSED or CLOSED does not count, and is shown', async () => {
  const list = ['SUPPRESSED', 'CLOSED'].map((status, at) =>
    enhanced(`CVE-2026-${at}`, 'CRITICAL', ['curl'], { status, exploitAvailable: 'YES' }),
  )
  const run = await world.judgeNew('on-push', {
    scan: done({ enhanced: list }),
    inputs: { 'severity-threshold': 'any', 'fail-on-exploitable': 'true' },
  })
  expect(run.ending).toEqual(released())
  expect(run.outputs.violations).toBe('0')
  expect(run.result.summary).toContain('<summary>Suppressed or closed by Inspector: 2</summary>')
})

describe('where a scan cannot be started', () => {
  test.concurrent('since the image was scanned today, the scan is waited for that there is', async () => {
    const run = await world.judgeNew('basic', {
      stages: [[step('ABSENT'), start], [step('COMPLETE', { findings: [basic('CVE-2026-1', 'HIGH')] })]],
    })
    expect(run.ending).toEqual(blocked)
    expect(run.requests.filter(({ operation }) => `ecr:${operation}` === start)).toMatchObject([
      { status: 400 },
    ])
    expect(run.notes).toEqual([])
  })

  test.concurrent('since the registry has enhanced scanning, which the role may not read, Inspector is waited for', async () => {
    const run = await world.judgeNew('on-push', {
      stages: [[step('ABSENT'), start], [step('COMPLETE', { enhanced: [enhanced('CVE-2026-1', 'HIGH')] })]],
      inputs: as('unforeseeing'),
    })
    expect(run.ending).toEqual(blocked)
    expect(run.outputs['scan-mode']).toBe('enhanced')
    expect(count(run, start)).toBe(1)
  })

  async function elsewhere(): Promise<Stored> {
    const account = '210987654321'
    const place = world.enhanced.in({ account })
    place.setScanning({
      scanType: 'ENHANCED',
      rules: [
        { scanFrequency: 'SCAN_ON_PUSH', repositoryFilters: [{ filter: '*', filterType: 'WILDCARD' }] },
      ],
    })
    const principal = { AWS: `arn:aws:iam::${world.slipway.local.aws.account}:root` }
    const policy = { Statement: { Effect: 'Allow', Principal: principal, Action: 'ecr:*' } } as const
    const repository = `elsewhere-${Math.random().toString(36).slice(2)}`
    place.createRepository(repository, { policy })
    const digest = await pushImage(await logIn(place), repository, undefined)
    const where = { repository, 'registry-id': account, 'aws-region': place.region }
    return { place, repository, digest, inputs: { ...where, image: `@${digest}` } }
  }

  test.concurrent('since another account has enhanced scanning, it ends before anything is waited for', async () => {
    const run = await world.judge(await elsewhere())
    expect(run.ending).toEqual(refused('SCANNING_NOT_COVERED', undefined))
    expect(count(run, look)).toBe(0)
  })

  test.concurrent('and that of another account is not known, a scan that never shows is no pass', async () => {
    const run = await world.judge(await elsewhere(), { inputs: as('unstarting') })
    expect(run.ending).toEqual(refused('IMAGE_UNSCANNED', 'unscanned'))
    expect(run.error).toMatch(/no scan began, and it could not be started: .*ecr:StartImageScan/)
  })
})

describe('Inspector that the role may not ask', () => {
  const roles: readonly (readonly [role: string, action: string])[] = [
    ['unlisting', 'inspector2:ListFindings'],
    ['uninspecting', 'inspector2:ListCoverage'],
  ]
  test.concurrent.each(roles)('%s: the statement to add is printed, after one look', async (role, action) => {
    const scan = done({ enhanced: [] })
    const run = await world.judgeNew('on-push', { scan, inputs: { ...as(role), 'on-unscanned': 'warn' } })
    expect(run.ending).toEqual(refused('AWS_ACCESS_DENIED', undefined))
    expect(run.error).toContain(
      `Add this statement to the role's policy (or remove what denies it): {"Effect":"Allow","Action":"${action}"`,
    )
    expect(count(run, look)).toBe(1)
  })
})

// What else an old scan may be is with the nightly rescan, in gate-baseline.test.ts.
describe('a digest that was scanned 40 days ago', () => {
  const old = (severity: string): ScanScript => ({
    steps: [step('COMPLETE', { completedAgoMs: 0, findings: [basic('CVE-2026-1', severity)] })],
    scannedAgoMs: 40 * dayMs,
  })

  test.concurrent('passes as it is, at the first look', async () => {
    const run = await world.judgeNew('basic', { scan: old('LOW') })
    expect(run.ending).toEqual(released())
    expect(count(run, start)).toBe(0)
    expect(count(run, look)).toBe(1)
  })

  test.concurrent('is scanned anew where that is too old, and what was found then is forgotten', async () => {
    const findings = [basic('CVE-2026-2', 'LOW')]
    const rescan = [step('PENDING', { ms: 2_000 }), step('COMPLETE', { findings })]
    const run = await world.judgeNew('basic', {
      scan: { ...old('CRITICAL'), rescan },
      inputs: { 'max-scan-age-hours': '24' },
    })
    expect(run.ending).toEqual(released())
    expect(counts(run)).toMatchObject({ low: 1, total: 1 })
    expect(count(run, start)).toBe(1)
  })
})

describe('30,000 findings', () => {
  test('are judged, and what is written of them stays within all limits', async () => {
    const findings = Array.from({ length: 30_000 }, (_, at) =>
      basic(`CVE-2026-${at}`, at === 29_999 ? 'CRITICAL' : 'HIGH', `lib${at}`),
    )
    const files = { 'sarif-file': 'many.sarif', 'report-file': 'many.json' }
    // The counts of a page know nothing of the worst, which is on the last one.
    const scan = done({ findings }, { counts: { HIGH: 1_000 } })
    const run = await world.judgeNew('basic', { scan, inputs: files })
    expect(run.ending).toEqual(blocked)
    expect(counts(run)).toMatchObject({ critical: 1, high: 29_999, total: 30_000 })
    expect(run.error).toContain(
      '30000 findings at or above high, the worst CVE-2026-29999 (critical) in lib29999 1.0.0.',
    )
    expect(Buffer.byteLength(run.result.summary)).toBeLessThan(1024 * 1024)
    expect(run.result.summary).toContain('| CVE-2026-29999 | Critical | `lib29999` |')
    const sarif = world.read('many.sarif')
    const [{ results, invocations }] = JSON.parse(sarif).runs
    expect(results).toHaveLength(25_000)
    expect(results[0].ruleId).toBe('CVE-2026-29999')
    expect(invocations[0].toolExecutionNotifications[0].message.text).toMatch(/^5000 results/)
    expect(gzipSync(sarif).length).toBeLessThan(10_000_000)
    expect(JSON.parse(world.read('many.json')).findings).toHaveLength(30_000)
    expect(Object.values(run.outputs).join('').length).toBeLessThan(10_000)
    expect(run.result.main.annotations.filter(({ shown }) => !shown)).toEqual([])
  })
})

describe('an entry of the ignore file', () => {
  const scan = done({ findings: [basic('CVE-2026-1', 'HIGH')] })
  const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)

  /** Whoever tests at midnight tests again. */
  async function until(ageMs: number): Promise<Gated> {
    const today = dayOf(Date.now())
    const day = dayOf(Date.now() - ageMs)
    const name = world.file(
      `version: 1\nignore:\n  - id: CVE-2026-1\n    until: ${day}\n    reason: Until the release.\n`,
    )
    const run = await world.judgeNew('basic', { scan, inputs: { 'ignore-file': name } })
    return dayOf(Date.now()) === today ? run : until(ageMs)
  }

  test.concurrent('holds through its last day, in UTC', async () => {
    const run = await until(0)
    expect(run.ending).toEqual(released())
    expect(run.notes).toEqual([
      expect.stringMatching(/^notice: .*CVE-2026-1 \(file-\d+\.yml:3\), today is the last day/),
    ])
  })

  test.concurrent('that ended yesterday holds no more, which is said at its line', async () => {
    const run = await until(dayMs)
    expect(run.ending).toEqual(blocked)
    expect(run.result.main.annotations).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        message: expect.stringMatching(/^CVE-2026-1 counts again since .* expired\./),
        file: expect.stringMatching(/^file-\d+\.yml$/),
        line: '3',
      }),
    )
  })
})

describe('a tag that is put', () => {
  test.concurrent('is given to the very bytes of a manifest that does not name its own type', async () => {
    let text = ''
    const stored = await world.store('basic', async (registry, name) => {
      const { mediaType: _, ...manifest } = JSON.parse(await uploadImage(registry, name))
      // Indented as nobody here would write it: the bytes are what the digest is of.
      text = `${JSON.stringify(manifest, undefined, 3)}\n`
      await pushManifest(registry, name, text)
      return digestOf(text)
    })
    const run = await world.judge(stored, { scan: done({ findings: [] }) })
    expect(run.ending).toEqual(released())
    const registry = await logIn(stored.place)
    const found = await registry('GET', `${stored.repository}/manifests/release`, {
      headers: { accept: OCI_IMAGE },
    })
    expect(found.headers.get('content-type')).toBe(OCI_IMAGE)
    expect(await found.text()).toBe(text)
  })

  test.concurrent.each(['MUTABLE', 'IMMUTABLE'] as const)(
    'counts as put where the answer is lost and ECR then says that it is there: %s',
    (tagMutability) =>
      inGateWorld(async ({ slipway: { local }, judge }) => {
        local.aws.createRepository('shop', { tagMutability })
        const digest = await pushImage(await logIn(local.aws), 'shop', undefined)
        local.aws.addFault({ operation: 'ecr:PutImage', kind: 'after-reset', times: 1 })
        const inputs = { repository: 'shop', image: `@${digest}` }
        const run = await judge(
          { place: local.aws, repository: 'shop', digest, inputs },
          { scan: done({ findings: [] }) },
        )
        expect(run.ending).toEqual(released())
        expect(run.outputs['tag-names']).toBe('release')
        const puts = run.requests.filter(({ operation }) => operation === 'PutImage')
        expect(puts.map(({ status }) => status)).toEqual([0, 400])
      }),
  )
})

describe('inputs and files that make no sense', () => {
  test.concurrent('are told all at once, before anything is asked', async () => {
    const inputs = {
      'severity-threshold': 'severe',
      'max-findings': 'high:5,severe=2,low=-1,medium=1,medium=2',
      'min-epss': '1.5',
      'max-scan-age-hours': '0',
      ...{ 'gate-override': 'ok', baseline: 'latest', 'ignore-file': 'policies/', 'report-file': '..' },
    }
    const run = await world.judgeNew('basic', { inputs })
    expect(run.ending).toEqual(refused('INPUT_INVALID', undefined))
    for (const words of [
      "severity-threshold: 'severe' is not one of critical, high, medium, low, any, none",
      "max-findings: 'high:5' is not of the form severity=number, such as high=5",
      "'severe=2' names none of the severities critical, high, medium, low, informational, unknown",
      "'low=-1' has no whole number",
      "'medium=2' gives a second number for medium",
      "min-epss: '1.5' is not a probability",
      "max-scan-age-hours: '0' is not a whole number of hours from 1 to 8760",
      "gate-override: 'ok' is not a reason of 10 to 500 characters",
      "baseline: 'latest' is not none, deployed, tag:<tag> or digest:sha256:",
      "ignore-file: 'policies/' is a folder; name a file in it",
      "report-file: '..' is a folder",
    ])
      expect(run.error).toContain(words)
    expect(run.asked).toEqual([])
  })

  const laughs = Array.from(
    { length: 30 },
    (_, at) => `a${at + 1}: &a${at + 1} [${'*a'.concat(String(at), ',').repeat(9)}]`,
  )
  const files: readonly (readonly [what: string, content: string, says: RegExp])[] = [
    [
      'an ignore file of 5 MB',
      `version: 1\nignore: []\n${'# x\n'.repeat(1_310_720)}`,
      /has 5242\d{3} bytes, and 1048576 are read at most/,
    ],
    [
      'a billion laughs',
      `a0: &a0 x\n${laughs.join('\n')}\n`,
      /is wrong: line 1, column 5: anchors and aliases are not read/,
    ],
  ]
  test.concurrent.each(files)('%s in place of an ignore file', async (_, content, says) => {
    const run = await world.judgeNew('basic', { inputs: { 'ignore-file': world.file(content) } })
    expect(run.ending).toEqual(refused('IGNORE_FILE_INVALID', undefined))
    expect(run.error).toMatch(says)
    expect(run.error).toContain('Nothing was built.')
    expect(count(run, look)).toBe(0)
  })
})

describe('text from outside', () => {
  const hostile = 'x\n::error::pwned\n##[error]pwned `a` | b | <img src=x> [c](https://d.invalid) @octocat'

  /** Every token of the summary, as GitHub's Markdown has them. */
  function tokensOf(summary: string): readonly Token[] {
    const found: Token[] = []
    void marked.walkTokens(marked.lexer(summary), (token) => void found.push(token))
    return found
  }

  function expectHarmless({ result }: Gated): void {
    const tokens = tokensOf(result.summary)
    const html = tokens.filter(({ type }) => type === 'html').map(({ raw }) => raw.trim())
    expect(html.filter((one) => !/^<\/?(details|summary)>/.test(one) || /img/.test(one))).toEqual([])
    const links = tokens.filter((one): one is Tokens.Link => one.type === 'link').map(({ href }) => href)
    expect(links.filter((href) => !href.startsWith('https://nvd.nist.gov/'))).toEqual([])
    expect(tokens.filter(({ type }) => type === 'image')).toEqual([])
    expect(result.summary.replace(/`[^`]*`/g, '')).not.toContain('@octocat')
    // A command would have become an annotation of its own.
    expect(result.main.annotations.filter(({ message }) => message.startsWith('pwned'))).toEqual([])
  }

  const details = (more: object): EnhancedFinding => ({
    severity: 'CRITICAL',
    packageVulnerabilityDetails: { vulnerabilityId: 'CVE-2026-1', ...more },
  })
  const packages = [
    { name: hostile, version: hostile, filePath: hostile, fixedInVersion: hostile, packageManager: hostile },
  ]
  const named = details({ vulnerabilityId: hostile, vulnerablePackages: packages })
  const titled: EnhancedFinding = { ...details({ vulnerabilityId: undefined }), title: hostile }
  const others: readonly EnhancedFinding[] = [
    titled,
    { ...details({}), description: hostile },
    details({ vulnerabilityId: 'CVE-2026-2', sourceUrl: `https://nvd.nist.gov/${hostile}` }),
    {
      ...details({ vulnerabilityId: 'CVE-2026-3' }),
      ...{ status: hostile, fixAvailable: hostile, exploitAvailable: hostile },
    },
  ]
  const places: readonly (readonly [place: string, findings: readonly EnhancedFinding[]])[] = [
    ['name and package of the worst finding, which the error has', [named]],
    ['title, description, address, status and kind of fix of several', others],
  ]
  test.concurrent.each(places)('stays text in the %s', async (_, list) => {
    const files = { 'sarif-file': `${world.file('')}.sarif`, 'report-file': `${world.file('')}.json` }
    const run = await world.judgeNew('on-push', { scan: done({ enhanced: list }), inputs: files })
    expect(run.ending).toEqual(blocked)
    expectHarmless(run)
    const levels = run.result.main.annotations.map(({ level }) => level)
    expect(levels).toEqual(Array.from({ length: list.length + 1 }, () => 'error'))
    expect(JSON.parse(world.read(files['sarif-file'])).runs[0].results).toHaveLength(list.length)
    expect(JSON.parse(world.read(files['report-file'])).findings).toHaveLength(list.length)
  })

  test.concurrent('stays text in the reason of an entry of the ignore file', async () => {
    const reason = hostile.replace(/\n/g, ' ')
    const name = world.file(
      `version: 1\nignore:\n  - id: CVE-2026-1\n    reason: ${JSON.stringify(reason)}\n`,
    )
    const scan = done({ findings: [basic('CVE-2026-1', 'HIGH')] })
    const run = await world.judgeNew('basic', { scan, inputs: { 'ignore-file': name } })
    expect(run.ending).toEqual(released())
    expectHarmless(run)
    const tables = tokensOf(run.result.summary).filter((one): one is Tokens.Table => one.type === 'table')
    const ignored = tables.find(({ header }) => header.some(({ text }) => text === 'Reason'))
    expect(ignored?.rows).toHaveLength(1)
    const cells = ignored?.rows[0]?.map(({ text }) => text) ?? []
    expect(cells.find((cell) => cell.includes('pwned'))).toMatch(/octocat$/)
    expect(cells.at(-1)).toBe(`\`${name}:3\``)
  })

  const nameless: readonly (readonly [kind: Kind, lists: Pick<ScanStep, 'findings' | 'enhanced'>])[] = [
    ['basic', { findings: [{ severity: 'HIGH', attributes: [] }] }],
    [
      'on-push',
      { enhanced: [{ severity: 'HIGH', title: undefined, packageVulnerabilityDetails: undefined }] },
    ],
  ]
  test.concurrent.each(nameless)('counts although it names nothing: %s', async (kind, lists) => {
    const run = await world.judgeNew(kind, { scan: done(lists) })
    expect(run.ending).toEqual(blocked)
    expect(run.error).toContain('the worst unnamed finding (high) in unknown package unknown version')
  })
})
