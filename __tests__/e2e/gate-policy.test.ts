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
  world = await startGateWorld([
    roleWithout('unforeseeing', 'ecr:GetRegistryScanningConfiguration'),
    roleWithout('undetailed', 'inspector2:BatchGetFindingDetails'),
  ])
})
afterAll(() => world.close())

/** Annotations as a reader of the run's page sees them. */
function shownOf({ result }: Gated, level: 'error' | 'warning' | 'notice') {
  return result.main.annotations.filter((one) => one.level === level).map(({ message }) => message)
}

const inspectorCalls = ({ asked }: Gated) => asked.filter((one) => one.startsWith('inspector2:'))

describe('severity-threshold and max-findings', () => {
  type Row = readonly [inputs: Inputs, severities: string, violations: number, words?: string]
  const limited = (limit: string, threshold = 'high') => ({
    'severity-threshold': threshold,
    'max-findings': limit,
  })
  const rows: readonly Row[] = [
    [limited('high=2'), 'high high high', 3, '3 high findings, at most 2 are allowed'],
    [limited('high=2'), 'critical high high', 1, '1 finding at or above high'],
    [limited('medium=1'), 'medium medium low', 2, '2 medium findings, at most 1 is allowed'],
    [limited('high=1', 'none'), 'critical critical high', 0],
    [limited('unknown=0'), 'undefined', 1, '1 unknown finding, none is allowed'],
    [{ 'severity-threshold': 'any' }, 'undefined', 1, '1 finding of any severity'],
  ]

  for (const [inputs, severities, violations, words = ''] of rows) {
    const given = Object.values(inputs).join(', ').replace(/\s+/g, ' ')
    const ends = violations === 0 ? 'pass' : 'block'
    test.concurrent(`${given}: ${severities} ${ends}`, async () => {
      const run = await world.judgeNew('basic', { scan: rated(severities), inputs })
      expect(run.ending).toEqual(violations === 0 ? released() : blocked)
      expect(run.outputs.violations).toBe(String(violations))
      expect(JSON.parse(run.outputs.findings ?? '')).toMatchObject({ total: severities.split(' ').length })
      expect(run.error).toContain(words)
    })
  }

  test.concurrent('within the limit is said in the headline and in the summary', async () => {
    const run = await world.judgeNew('basic', { scan: rated('high high'), inputs: limited('high=3') })
    expect(run.result.log).toMatch(/: the gate passed with 2 findings, all within max-findings\.$/m)
    expect(run.result.summary).toContain('Allowed by max-findings: 2 high (at most 3).')
  })

  test.concurrent('a finding that two platforms have is one of the findings that a limit counts', async () => {
    const both = [rated('high'), rated('high')] as const
    const stored = await world.store('basic', forTwoPlatforms(world.slipway.local.aws, both))
    expect((await world.judge(stored, { inputs: limited('high=1') })).ending).toEqual(released())
    const run = await world.judge(stored, { inputs: { tags: 'none' } })
    expect(run.outputs).toMatchObject({ verdict: 'blocked', violations: '1' })
    expect(run.result.summary).toContain('`linux/amd64`, `linux/arm64`')
  })

  test.concurrent('that can never block is a warning before anything else', async () => {
    const scan = rated('critical')
    const run = await world.judgeNew('basic', { scan, inputs: { 'severity-threshold': 'none' } })
    expect(run.ending).toEqual(released())
    expect(run.notes).toEqual([
      expect.stringMatching(/^warning: severity-threshold: `none` without max-findings, /),
    ])
    expect(run.result.log).toMatch(/passed with 1 finding, none of which may block\.$/m)
  })
})

describe('only-fixable', () => {
  const fixes: readonly (readonly [fixAvailable: string, ends: string])[] = [
    ['NO', 'passed'],
    ['YES', 'blocked'],
    ['PARTIAL', 'blocked'],
    ['SOMETIMES', 'blocked'],
  ]
  test.concurrent.each(fixes)('where Inspector says of the fix: %s, is %s', async (fixAvailable, ends) => {
    const scan = found({ enhanced: [enhanced('CVE-2026-1', 'HIGH', ['example'], { fixAvailable })] })
    const run = await world.judgeNew('on-push', { scan, inputs: { 'only-fixable': 'true' } })
    expect(run.ending).toEqual(ends === 'passed' ? released() : blocked)
  })

  test.concurrent('of findings without a fix says so, and counts the others', async () => {
    const list = [
      enhanced('CVE-2026-1', 'CRITICAL', ['frozen'], { fixAvailable: 'NO' }),
      enhanced('CVE-2026-2', 'HIGH', ['mended'], { fixAvailable: 'YES' }),
    ]
    const inputs = { 'only-fixable': 'true' }
    const run = await world.judgeNew('on-push', { scan: found({ enhanced: list }), inputs })
    expect(run.ending).toEqual(blocked)
    expect(run.outputs.violations).toBe('1')
    expect(run.error).toContain('the worst CVE-2026-2 (high) in mended 1.0.0 → 1.0.1')
    expect(run.error).not.toContain('CVE-2026-1')
  })

  test.concurrent('in a registry with basic scanning blocks all the same, and the summary says why', async () => {
    const run = await world.judgeNew('basic', { scan: rated('high'), inputs: { 'only-fixable': 'true' } })
    expect(run.ending).toEqual(blocked)
    expect(run.result.summary).toContain('Basic scanning has no fix data, so only-fixable changed nothing.')
  })

  test.concurrent('without a fix for any the hint is none to update', async () => {
    const scan = found({ enhanced: [enhanced('CVE-2026-1', 'HIGH', ['frozen'], { fixAvailable: 'NO' })] })
    const run = await world.judgeNew('on-push', { scan })
    expect(run.ending).toEqual(blocked)
    expect(run.error).toContain('in frozen 1.0.0')
    expect(run.error).not.toContain('Update the packages')
  })
})

describe('what is exploited', () => {
  const details = 'inspector2:BatchGetFindingDetails'
  const scores = 'inspector2:ListFindings'
  const inspected = (...list: readonly EnhancedFinding[]): ScanScript => found({ enhanced: list })
  const low = (more: EnhancedFinding = {}) => enhanced('CVE-2026-1', 'LOW', ['example'], more)
  const exploit: ScanScript = inspected(low({ exploitAvailable: 'YES' }))
  const known: ScanScript = { ...inspected(low()), knownExploited: ['CVE-2026-1'] }
  const likely: ScanScript = { ...inspected(low()), epss: { 'CVE-2026-1': 0.1 } }

  type Row = readonly [
    title: string,
    inputs: Inputs,
    scan: ScanScript,
    words: string | undefined,
    calls: readonly string[],
  ]
  const rows: readonly Row[] = [
    [
      'fail-on-exploitable, with an exploit',
      { 'fail-on-exploitable': 'true' },
      exploit,
      'with a known exploit',
      [],
    ],
    ['no escalator, with an exploit', {}, exploit, undefined, []],
    [
      'fail-on-known-exploited, listed',
      { 'fail-on-known-exploited': 'true' },
      known,
      'CISA lists',
      [details],
    ],
    [
      'fail-on-known-exploited, not listed',
      { 'fail-on-known-exploited': 'true' },
      exploit,
      undefined,
      [details],
    ],
    ['min-epss at the score', { 'min-epss': '10%' }, likely, 'with an EPSS of 10 % or more', [scores]],
    ['min-epss above the score', { 'min-epss': '10.1 %' }, likely, undefined, [scores]],
  ]

  test.concurrent.each(rows)('%s', async (_, inputs, scan, words, calls) => {
    const run = await world.judgeNew('on-push', { scan, inputs })
    expect(run.ending).toEqual(words === undefined ? released() : blocked)
    if (words !== undefined) expect(run.error).toContain(words)
    expect(inspectorCalls(run)).toEqual(calls)
  })

  const escaped: readonly (readonly [title: string, inputs: Inputs, more: EnhancedFinding])[] = [
    ['severity-threshold: none', { 'severity-threshold': 'none' }, {}],
    ['only-fixable without a fix', { 'only-fixable': 'true' }, { fixAvailable: 'NO' }],
    ['an allowance of max-findings', { 'max-findings': 'low=5' }, {}],
  ]
  test.concurrent.each(escaped)('blocks past %s', async (_, inputs, more) => {
    const scan = inspected(low({ exploitAvailable: 'YES', ...more }))
    const run = await world.judgeNew('on-push', {
      scan,
      inputs: { ...inputs, 'fail-on-exploitable': 'true' },
    })
    expect(run.ending).toEqual(blocked)
  })

  test.concurrent('does not use up the allowance of the others', async () => {
    const others = ['CVE-2026-2', 'CVE-2026-3'].map((id) => enhanced(id, 'LOW', [id]))
    const scan = inspected(low({ exploitAvailable: 'YES' }), ...others)
    const inputs = { 'fail-on-exploitable': 'true', 'max-findings': 'low=2' }
    const run = await world.judgeNew('on-push', { scan, inputs })
    expect(run.outputs).toMatchObject({ verdict: 'blocked', violations: '1' })
  })

  const outranked: readonly (readonly [what: string, more: EnhancedFinding])[] = [
    ['suppressed by Inspector', { status: 'SUPPRESSED' }],
    ['closed', { status: 'CLOSED' }],
  ]
  test.concurrent.each(outranked)('does not block where it is %s', async (_, more) => {
    const scan = inspected(low({ exploitAvailable: 'YES', ...more }))
    const run = await world.judgeNew('on-push', { scan, inputs: { 'fail-on-exploitable': 'true' } })
    expect(run.ending).toEqual(released())
  })

  test.concurrent('does not block where an entry of an ignore file covers it', async () => {
    const ignores = 'version: 1\nignore:\n  - id: CVE-2026-1\n    reason: Nothing here calls it\n'
    const inputs = { 'fail-on-exploitable': 'true', 'ignore-file': world.file(ignores) }
    const run = await world.judgeNew('on-push', { scan: exploit, inputs })
    expect(run.ending).toEqual(released())
  })

  test.concurrent('is asked for ten at a time, each vulnerability once, whatever packages have it', async () => {
    const list = Array.from({ length: 21 }, (_, at) => enhanced(`CVE-2026-${at}`, 'LOW', ['a', 'b', 'c']))
    const scan = { ...inspected(...list), knownExploited: ['CVE-2026-20'], withoutDetails: ['CVE-2026-3'] }
    const run = await world.judgeNew('on-push', { scan, inputs: { 'fail-on-known-exploited': 'true' } })
    expect(run.outputs).toMatchObject({ verdict: 'blocked', violations: '3' })
    expect(inspectorCalls(run)).toEqual([details, details, details])
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
  const needed = (names: string, end: string, hint: string) => (repository: string) =>
    `${names} enhanced scanning, and ${repository} has basic scanning, which knows nothing of exploits. ${end} Turn on enhanced scanning (Amazon Inspector) for the registry, or leave ${hint} out. [ENHANCED_SCANNING_NEEDED]`

  for (const [name, value] of Object.entries(asking)) {
    test.concurrent(`with ${name} a registry with basic scanning is an error before the build`, async () => {
      const { repository } = await world.store('basic')
      const run = await tracedToTheBuild(world.slipway, { repository, [name]: value })
      expect(run.error).toBe(needed(`${name} needs`, 'Nothing was built.', name)(repository))
      expect(run.asked.filter((one) => /^registry:|GetAuthorizationToken|StartImageScan/.test(one))).toEqual(
        [],
      )
      expect(run.outputs).toMatchObject({ built: 'false', released: 'false' })
      expect(run.outputs).not.toHaveProperty('digest')
    })
  }

  test.concurrent('with all three inputs is one error', async () => {
    const { repository } = await world.store('basic')
    const run = await tracedToTheBuild(world.slipway, { repository, ...asking })
    const names = Object.keys(asking).join(', ')
    expect(run.error).toBe(needed(`${names} need`, 'Nothing was built.', names)(repository))
  })

  test.concurrent('in a registry whose mode may not be read fails after the scan, and no tag is put', async () => {
    const inputs = { ...asking, 'role-to-assume': roleArn(world.slipway.local.aws, 'unforeseeing') }
    const run = await world.judgeNew('basic', { scan: rated('low'), inputs })
    expect(run.ending).toEqual(refused('ENHANCED_SCANNING_NEEDED', undefined))
    expect(run.error).toContain('No tag was put after it.')
    expect(inspectorCalls(run)).toEqual([])
  })

  test.concurrent('with gate: report in a registry with basic scanning is a warning', async () => {
    const run = await world.judgeNew('basic', { scan: rated('high'), inputs: { ...asking, gate: 'report' } })
    expect(run.ending).toEqual(released('reported'))
    expect(run.notes).toContainEqual(
      expect.stringMatching(/^warning: fail-on-exploitable, .* need enhanced scanning/),
    )
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

  const missing: readonly (readonly [what: string, status: string, description: string])[] = [
    ['was not scanned', 'FAILED', 'An internal error.'],
    ['cannot be scanned', 'FAILED', "UnsupportedImageError: 'plan9' is not supported."],
  ]
  test.concurrent.each(missing)('lets an image through that %s', async (_, status, description) => {
    const scan = { steps: [step(status, { description })] }
    const run = await world.judgeNew('basic', { scan, inputs: { 'gate-override': reason } })
    expect(run.ending).toEqual(released('overridden'))
    expect(shownOf(run, 'warning')).toEqual([
      expect.stringMatching(/^The gate was overridden by .* Not judged: /),
    ])
    expect(run.outputs).not.toHaveProperty('violations')
  })

  test.concurrent('of an image that passes anyway overrides nothing', async () => {
    const run = await world.judgeNew('basic', { scan: rated('low'), inputs: { 'gate-override': reason } })
    expect(run.ending).toEqual(released())
    expect(run.notes).toEqual([])
    expect(run.result.summary).not.toContain(reason)
  })

  test.concurrent('that is empty overrides nothing', async () => {
    const run = await world.judgeNew('basic', { scan: rated('high'), inputs: { 'gate-override': '  ' } })
    expect(run.ending).toEqual(blocked)
  })

  test.concurrent('does not hide that a stage failed', async () => {
    const scan = { steps: [step('COMPLETE', { findings: undefined })] }
    const run = await world.judgeNew('basic', { scan, inputs: { 'gate-override': reason } })
    expect(run.ending).toEqual(refused('AWS_BAD_ANSWER', undefined))
  })

  const short = ['ok', 'x'.repeat(501), '\u200b'.repeat(20)]
  test.concurrent.each(short)('without a reason of 10 to 500 characters is refused: %#', async (given) => {
    const run = await world.judgeNew('basic', { inputs: { 'gate-override': given } })
    expect(run.code).toBe('INPUT_INVALID')
    expect(run.error).toContain('is not a reason of 10 to 500 characters')
    expect(run.asked).toEqual([])
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

  test.concurrent('has nothing to act on with gate: report, which a notice says', async () => {
    const inputs = { 'gate-override': reason, gate: 'report' }
    const run = await world.judgeNew('basic', { scan: rated('high'), inputs })
    expect(run.ending).toEqual(released('reported'))
    expect(shownOf(run, 'notice')).toEqual(['gate-override has nothing to act on: the gate only reports.'])
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
  const clean = rated('').steps?.[0] ?? failed
  const warn = { unscanned: { 'on-unscanned': 'warn' }, unsupported: { 'on-unsupported': 'warn' } }

  type Row = readonly [
    title: string,
    scans: readonly [ScanStep, ScanStep],
    inputs: Inputs,
    ending: object,
    words: string,
  ]
  const open = released('unscanned')
  const rows: readonly Row[] = [
    [
      'failed, by default',
      [clean, failed],
      {},
      refused('IMAGE_UNSCANNED', 'unscanned'),
      'linux/arm64 has no list',
    ],
    ['failed, on-unscanned: warn', [clean, failed], warn.unscanned, open, ''],
    [
      'failed, on-unsupported: warn',
      [clean, failed],
      warn.unsupported,
      refused('IMAGE_UNSCANNED', 'unscanned'),
      '',
    ],
    [
      'unsupported, by default',
      [clean, unsupported],
      {},
      refused('IMAGE_UNSUPPORTED', 'unscanned'),
      'linux/arm64',
    ],
    ['unsupported, on-unsupported: warn', [clean, unsupported], warn.unsupported, open, ''],
    [
      'unsupported, on-unscanned: warn',
      [clean, unsupported],
      warn.unscanned,
      refused('IMAGE_UNSUPPORTED', 'unscanned'),
      '',
    ],
    [
      'unsupported and failed, on-unsupported: warn',
      [unsupported, failed],
      warn.unsupported,
      refused('IMAGE_UNSCANNED', 'unscanned'),
      'linux/arm64 has no list of findings, because its scan failed: FAILED (An internal error.); 1 other platform',
    ],
    [
      'unsupported and failed, on-unscanned: warn',
      [unsupported, failed],
      warn.unscanned,
      refused('IMAGE_UNSUPPORTED', 'unscanned'),
      'linux/amd64 has no list of findings, because ECR cannot scan it',
    ],
    [
      'all of them, both at warn',
      [unsupported, failed],
      { ...warn.unscanned, ...warn.unsupported },
      open,
      '',
    ],
    [
      'beside a violation, both at warn',
      [high, failed],
      { ...warn.unscanned, ...warn.unsupported },
      blocked,
      '',
    ],
    ['with gate: report', [clean, failed], { gate: 'report' }, open, ''],
    ['beside a violation, with gate: report', [high, failed], { gate: 'report' }, released('reported'), ''],
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

describe('gate: report', () => {
  test.concurrent('shows violations as warnings, and puts the tags', async () => {
    const scan = found({ findings: [basic('CVE-2026-1', 'CRITICAL'), basic('CVE-2026-2', 'LOW')] })
    const run = await world.judgeNew('basic', { scan, inputs: { gate: 'report' } })
    expect(run.ending).toEqual(released('reported'))
    expect(run.outputs.violations).toBe('1')
    expect(shownOf(run, 'error')).toEqual([])
    expect(run.result.main.annotations).toMatchObject([
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

  test.concurrent('on what would pass says nothing of reporting', async () => {
    const run = await world.judgeNew('basic', { scan: rated('low'), inputs: { gate: 'report' } })
    expect(run.ending).toEqual(released())
    expect(run.notes).toEqual([])
  })
})
