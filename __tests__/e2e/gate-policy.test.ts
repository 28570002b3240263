import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { marked } from 'marked'
import type { EnhancedFinding, ScanScript, ScanStep } from '../../local/aws/aws.ts'
import { forTwoPlatforms, found, rated } from '../fixtures/e2e/scans.ts'
import {
  basic,
  blocked,
  enhanced,
  type Gated,
  type GateWorld,
  type Inputs,
  refused,
  released,
  startGateWorld,
  step,
} from '../fixtures/e2e-gate-world.ts'
import { roleArn, roleWithout } from '../support/admin.ts'
import { remains } from '../support/slipway.ts'
import { pushing, tracedToTheBuild } from '../support/traced.ts'

// What the inputs of the gate make of findings, through the bundle: verdict, tags, and what users read.

jest.setTimeout(30_000)
let world: GateWorld

beforeAll(async () => {
  world = await startGateWorld([roleWithout('undetailed', 'inspector2:BatchGetFindingDetails')])
})
afterAll(() => world.close())

/** Annotations as a reader of the run's page sees them. */
function shownOf({ result }: Gated, level: 'error' | 'warning' | 'notice') {
  return result.main.annotations.filter((one) => one.level === level).map(({ message }) => message)
}

const inspectorCalls = ({ asked }: Gated) => asked.filter((one) => one.startsWith('inspector2:'))

// What decides of one finding is in scan/decide.test.ts, and what of all of them in scan/gate.test.ts.
describe('severity-threshold and max-findings', () => {
  test.concurrent('hold for each severity by itself, and one too many makes all of it violations', async () => {
    const severities = 'critical high high medium medium low undefined'
    const inputs = { 'max-findings': 'high=2,medium=1,unknown=0', 'only-fixable': 'true' }
    const run = await world.judgeNew('basic', { scan: rated(severities), inputs })
    expect(run.ending).toEqual(blocked)
    expect(run.outputs.violations).toBe('4')
    expect(JSON.parse(run.outputs.findings ?? '')).toMatchObject({ total: 7, high: 2, unknown: 1 })
    for (const words of ['2 medium findings, at most 1 is allowed', '1 unknown finding, none is allowed'])
      expect(run.error).toContain(words)
    expect(run.error).toContain('1 other finding at or above high')
    expect(run.result.summary).toContain('Allowed by max-findings: 2 high (at most 2).')
    expect(run.result.summary).toContain('Basic scanning has no fix data, so only-fixable changed nothing.')
  })

  test.concurrent('within the limit is said in the headline, and what two platforms have is one finding', async () => {
    const both = [rated('high high'), rated('high high')] as const
    const stored = await world.store('basic', forTwoPlatforms(world.slipway.local.aws, both))
    const passed = await world.judge(stored, { inputs: { 'max-findings': 'high=2' } })
    expect(passed.ending).toEqual(released())
    expect(passed.result.log).toMatch(/: the gate passed with 2 findings, all within max-findings\.$/m)
    const run = await world.judge(stored, { inputs: { tags: 'none' } })
    expect(run.outputs).toMatchObject({ verdict: 'blocked', violations: '2' })
    expect(run.result.summary).toContain('`linux/amd64`, `linux/arm64`')
  })
})

test.concurrent('only-fixable leaves out what has no fix, and nothing else', async () => {
  const list = ['NO', 'YES', 'PARTIAL', 'SOMETIMES'].map((fixAvailable, at) =>
    enhanced(`CVE-2026-${at}`, at === 0 ? 'CRITICAL' : 'HIGH', [`lib${at}`], { fixAvailable }),
  )
  const inputs = { 'only-fixable': 'true' }
  const run = await world.judgeNew('on-push', { scan: found({ enhanced: list }), inputs })
  expect(run.ending).toEqual(blocked)
  expect(run.outputs.violations).toBe('3')
  expect(run.error).toContain('the worst CVE-2026-1 (high) in lib1 1.0.0 → 1.0.1')
  expect(run.error).not.toContain('CVE-2026-0')
  expect(inspectorCalls(run)).toEqual([])
})

describe('what is exploited', () => {
  const details = 'inspector2:BatchGetFindingDetails'
  const scores = 'inspector2:ListFindings'
  const low = (name: string, more: EnhancedFinding = {}) => enhanced(`CVE-${name}`, 'LOW', ['example'], more)
  const known: ScanScript = { ...found({ enhanced: [low('a')] }), knownExploited: ['CVE-a'] }

  test.concurrent('blocks past every other rule, but for what Inspector or an ignore file takes out', async () => {
    const exploitAvailable = 'YES'
    const list = [
      low('exploit', { exploitAvailable, fixAvailable: 'NO' }),
      low('known'),
      low('likely'),
      low('unlikely'),
      low('unfixable', { fixAvailable: 'NO' }),
      low('suppressed', { exploitAvailable, status: 'SUPPRESSED' }),
      low('closed', { exploitAvailable, status: 'CLOSED' }),
      low('ignored', { exploitAvailable }),
    ]
    const scan: ScanScript = {
      ...found({ enhanced: list }),
      knownExploited: ['CVE-known'],
      epss: { 'CVE-likely': 0.1, 'CVE-unlikely': 0.0999 },
    }
    const ignores = 'version: 1\nignore:\n  - id: CVE-ignored\n    reason: Nothing here calls it\n'
    const report = world.file('', '.json')
    const inputs = {
      ...{ 'severity-threshold': 'none', 'only-fixable': 'true', 'max-findings': 'low=1' },
      ...{ 'fail-on-exploitable': 'true', 'fail-on-known-exploited': 'true', 'min-epss': '10%' },
      ...{ 'ignore-file': world.file(ignores), 'report-file': report },
    }
    const run = await world.judgeNew('on-push', { scan, inputs })
    expect(run.ending).toEqual(blocked)
    const { findings } = JSON.parse(world.read(report)) as {
      findings: readonly { id: string; decision: { kind: string; why?: string } }[]
    }
    const decided = findings.map(({ id, decision }) => [id.slice(4), decision.why ?? decision.kind])
    expect(Object.fromEntries(decided)).toEqual({
      ...{ exploit: 'exploitable', known: 'known-exploited', likely: 'epss', unlikely: 'within-limit' },
      ...{ unfixable: 'unfixable', suppressed: 'suppressed', closed: 'closed', ignored: 'ignored' },
    })
    for (const words of ['with a known exploit', 'CISA lists', 'with an EPSS of 10 % or more'])
      expect(run.error).toContain(words)
    expect(inspectorCalls(run).toSorted()).toEqual([details, scores])
  })

  test.concurrent('cannot be judged where Inspector may not be asked: no tag, and the statement to add', async () => {
    const role = roleArn(world.slipway.local.aws, 'undetailed')
    const inputs = { 'fail-on-known-exploited': 'true', 'role-to-assume': role }
    const run = await world.judgeNew('on-push', { scan: known, inputs })
    expect(run.ending).toEqual(refused('AWS_ACCESS_DENIED', undefined))
    expect(run.error).toContain(`{"Effect":"Allow","Action":"${details}","Resource":"*"}`)
  })

  const asking: Inputs = {
    'fail-on-exploitable': 'true',
    'fail-on-known-exploited': 'true',
    'min-epss': '0.5',
  }

  test.concurrent('in a registry with basic scanning is an error before the build, for all three inputs', async () => {
    const { repository } = await world.store('basic')
    const run = await tracedToTheBuild(world.slipway, { repository, ...asking })
    const names = Object.keys(asking).join(', ')
    expect(run.error).toBe(
      `${names} need enhanced scanning, and ${repository} has basic scanning, which knows nothing of exploits. Nothing was built. Turn on enhanced scanning (Amazon Inspector) for the registry, or leave ${names} out. [ENHANCED_SCANNING_NEEDED]`,
    )
    expect(run.asked.filter((one) => /^registry:|GetAuthorizationToken|StartImageScan/.test(one))).toEqual([])
    expect(run.outputs).toMatchObject({ built: 'false', released: 'false' })
    expect(run.outputs).not.toHaveProperty('digest')
  })
})

describe('gate-override', () => {
  const reason = 'The checkout is down; ticket 4711'
  const people = { ACTOR: 'bob', TRIGGERING_ACTOR: 'ada' }

  test.concurrent('lets a blocked image through, and says everywhere who did so and why', async () => {
    const report = `${world.file('', '.json')}`
    const run = await world.judgeNew('basic', {
      ...{ scan: rated('critical'), options: { github: people } },
      inputs: { 'gate-override': `  ${reason}  `, 'report-file': report },
    })
    expect(run.ending).toEqual(released('overridden'))
    expect(run.outputs.violations).toBe('1')
    expect(shownOf(run, 'error')).toEqual([])
    expect(shownOf(run, 'warning')).toContainEqual(
      expect.stringMatching(
        `^The gate was overridden by ada: ${reason}\\. \\S+ has 1 finding at or above high\\.$`,
      ),
    )
    expect(run.result.summary).toContain(`**Overridden by ada: ${reason}**`)
    expect(run.result.summary).toMatch(/^## ⚠️ /)
    expect(run.result.summary).toContain('CVE-2026-1001')
    const written = JSON.parse(world.read(report))
    expect(written).toMatchObject({
      verdict: 'overridden',
      closed: false,
      override: { actor: 'ada', reason },
    })
  })

  test.concurrent('lets an image through that was not scanned', async () => {
    const scan = { steps: [step('FAILED', { description: 'An internal error.' })] }
    const run = await world.judgeNew('basic', { scan, inputs: { 'gate-override': reason } })
    expect(run.ending).toEqual(released('overridden'))
    expect(shownOf(run, 'warning')).toEqual([
      expect.stringMatching(/^The gate was overridden by .* Not judged: /),
    ])
    expect(run.outputs).not.toHaveProperty('violations')
  })

  test.concurrent('does not hide that a stage failed', async () => {
    const scan = { steps: [step('COMPLETE', { findings: undefined })] }
    const run = await world.judgeNew('basic', { scan, inputs: { 'gate-override': reason } })
    expect(run.ending).toEqual(refused('AWS_BAD_ANSWER', undefined))
  })

  test.concurrent('has a reason that stays text, whatever is in it', async () => {
    const hostile =
      'fine\r\n::error title=pwned::pwned\n##[error]pwned `a` | b | <img src=x onerror=1> <!-- [c](https://d.invalid) @octocat \u202egnp.exe'
    const run = await world.judgeNew('basic', {
      ...{ scan: rated('critical'), inputs: { 'gate-override': hostile } },
      options: { github: { TRIGGERING_ACTOR: '@octocat::error::' } },
    })
    expect(run.ending).toEqual(released('overridden'))
    const { annotations } = run.result.main
    expect(annotations.filter(({ level }) => level === 'error')).toEqual([])
    expect(annotations.filter(({ title = '' }) => title === 'pwned')).toEqual([])
    expect(run.result.main.raw).not.toMatch(/^(::error|##\[error\])/m)
    const { summary } = run.result
    expect(JSON.stringify(marked.lexer(summary))).not.toMatch(/"type":"(html|link|image)"/)
    expect(summary.replace(/`[^`]*`/g, '')).not.toContain('@octocat')
    expect(summary).toContain('gnp.exe')
    expect(summary).not.toContain('\u202e')
    expect(remains(run.result)).toEqual([])
  })
})

describe('an image that is built', () => {
  test.concurrent('and overridden gets its tags, and the candidate tag goes', async () => {
    const { repository, place } = await world.store('basic')
    place.setScan(repository, rated('critical'))
    const inputs = { image: '', repository, 'gate-override': 'Ship it, says ticket 4711', tags: 'release' }
    const run = await world.slipway.run({ env: pushing, inputs })
    expect(run.outputs).toMatchObject({ built: 'true', released: 'true', verdict: 'overridden' })
    expect(world.slipway.tags(run.outputs.digest, repository)).toEqual(['release'])
  })
})

describe('a platform without findings', () => {
  const unsupported = step('FAILED', { description: "UnsupportedImageError: 'plan9' is not supported." })
  const failed = step('FAILED', { description: 'An internal error.' })
  const high = rated('high').steps?.[0] ?? failed
  const unscanned = { 'on-unscanned': 'warn' }
  const both = { ...unscanned, 'on-unsupported': 'warn' }

  type Row = readonly [
    title: string,
    scans: readonly [ScanStep, ScanStep],
    inputs: Inputs,
    ending: object,
    words: string,
  ]
  const rows: readonly Row[] = [
    [
      'unsupported and failed, on-unsupported: warn',
      [unsupported, failed],
      { 'on-unsupported': 'warn' },
      refused('IMAGE_UNSCANNED', 'unscanned'),
      'linux/arm64 has no list of findings, because its scan failed: FAILED (An internal error.); 1 other platform',
    ],
    [
      'unsupported and failed, on-unscanned: warn',
      [unsupported, failed],
      unscanned,
      refused('IMAGE_UNSUPPORTED', 'unscanned'),
      'linux/amd64 has no list of findings, because ECR cannot scan it',
    ],
    ['all of them, both at warn', [unsupported, failed], both, released('unscanned'), ''],
    ['beside a violation, both at warn', [high, failed], both, blocked, ''],
  ]

  for (const [title, scans, inputs, ending, words] of rows) {
    test.concurrent(title, async () => {
      const [amd64, arm64] = scans
      const both = [{ steps: [amd64] }, { steps: [arm64] }] as const
      const stored = await world.store('basic', forTwoPlatforms(world.slipway.local.aws, both))
      const run = await world.judge(stored, { inputs })
      expect(run.ending).toEqual(ending)
      expect(run.error).toContain(words)
      const isOpen = run.ending.exit === 0
      expect(shownOf(run, 'warning').some((one) => one.includes('has no list of findings'))).toBe(isOpen)
      expect(run.result.summary.includes('An internal error.')).toBe(scans.includes(failed))
    })
  }
})

test.concurrent('gate: report shows violations as warnings, and puts the tags, also without what the policy needs', async () => {
  const scan = found({ findings: [basic('CVE-2026-1', 'CRITICAL'), basic('CVE-2026-2', 'LOW')] })
  const inputs = { gate: 'report', 'fail-on-exploitable': 'true', 'min-epss': '0.5' }
  const run = await world.judgeNew('basic', { scan, inputs })
  expect(run.ending).toEqual(released('reported'))
  expect(run.outputs.violations).toBe('1')
  expect(shownOf(run, 'error')).toEqual([])
  const needed = expect.stringMatching(/^fail-on-exploitable, min-epss need enhanced scanning/)
  const { annotations } = run.result.main
  expect(annotations.filter(({ message }) => needed.asymmetricMatch(message))).toHaveLength(1)
  expect(annotations.filter(({ message }) => !needed.asymmetricMatch(message))).toMatchObject([
    {
      level: 'warning',
      message: expect.stringMatching(/^The gate only reports: \S+ has 1 finding at or above high\.$/),
    },
    {
      level: 'warning',
      title: 'Slipway: CVE-2026-1 (critical)',
      message: expect.stringContaining('in example 1.0.0'),
    },
  ])
  expect(run.result.log).toMatch(/: the gate only reports, and 1 finding would have blocked\.$/m)
})
