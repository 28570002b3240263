import { describe, expect, test } from '@jest/globals'
import type { GateInputs } from '../../src/inputs/gate.ts'
import { digest } from '../support/given.ts'
import { type Circumstances, notices, read, refusal } from './reading.ts'

type Texts = Readonly<Record<string, string>>

function gate(inputs: Texts, circumstances?: Circumstances): GateInputs {
  return read(inputs, circumstances).inputs.gate
}

/** What is said of one wrong value. */
async function complaint(name: string, value: string, others: Texts = {}): Promise<string> {
  const sentence = await refusal({ ...others, [name]: value })
  return sentence.replace(/^An input is wrong: /, '').replace(/\.$/, '')
}

const severities = 'critical, high, medium, low, informational, unknown'
const deployed = { baseline: 'deployed', service: 'shop' }

test('everything that is given is what is used', () => {
  const inputs = {
    'severity-threshold': 'low',
    'max-findings': 'high=5',
    'only-fixable': 'true',
    'fail-on-exploitable': 'True',
    'fail-on-known-exploited': 'TRUE',
    'min-epss': '10%',
    'ignore-file': 'security/ignore.yml',
    'on-unscanned': 'warn',
    'on-unsupported': 'warn',
    'max-scan-age-hours': '8760',
    'gate-override': 'The fix is in review.',
    'sarif-file': 'out/findings.sarif',
    'report-file': '/reports/findings.json',
    ...deployed,
  }
  expect(gate(inputs, { env: { GITHUB_ACTOR: 'octocat' } })).toEqual({
    mode: 'enforce',
    threshold: 'low',
    maxFindings: { high: 5 },
    onlyFixable: true,
    failOnExploitable: true,
    failOnKnownExploited: true,
    minEpss: 0.1,
    onUnscanned: 'warn',
    onUnsupported: 'warn',
    override: { reason: 'The fix is in review.', actor: 'octocat' },
    scanTimeoutMinutes: 15,
    maxScanAgeHours: 8760,
    ignoreFiles: ['security/ignore.yml'],
    ignoreFilesGiven: true,
    baseline: { kind: 'deployed' },
    sarifFile: 'out/findings.sarif',
    reportFile: '/reports/findings.json',
  })
})

test.each(['critical', 'high', 'medium', 'low', 'any', 'none'])(
  'severity-threshold may be %s',
  (threshold) => {
    expect(gate({ 'severity-threshold': threshold }).threshold).toBe(threshold)
  },
)

describe('max-findings', () => {
  test.each<[string, GateInputs['maxFindings']]>([
    ['high=5', { high: 5 }],
    ['high=5,medium=50', { high: 5, medium: 50 }],
    ['high=5\nmedium=50\n', { high: 5, medium: 50 }],
    [' HIGH = 5 ,\n# until spring\n  Medium=0', { high: 5, medium: 0 }],
    [
      'critical=0,high=1,medium=2,low=3,informational=4,unknown=1000000',
      { critical: 0, high: 1, medium: 2, low: 3, informational: 4, unknown: 1_000_000 },
    ],
    ['high=007', { high: 7 }],
  ])('%j', (given, limits) => {
    expect(gate({ 'max-findings': given }).maxFindings).toEqual(limits)
  })

  const number = 'has no whole number from 0 to 1000000'
  const form = 'is not of the form severity=number, such as high=5'
  test.each([
    ['5', `'5' ${form}`],
    ['high', `'high' ${form}`],
    ['high=', `'high=' ${form}`],
    ['=5', `'=5' ${form}`],
    ['high:5', `'high:5' ${form}`],
    ['high 5', `'high 5' ${form}`],
    ['high=5 medium=50', `'high=5 medium=50' ${form}`],
    ['severe=5', `'severe=5' names none of the severities ${severities}`],
    ['any=5', `'any=5' names none of the severities ${severities}`],
    ['constructor=5', `'constructor=5' names none of the severities ${severities}`],
    ['high=-1', `'high=-1' ${number}`],
    ['high=1.5', `'high=1.5' ${number}`],
    ['high=1e3', `'high=1e3' ${number}`],
    ['high=0x10', `'high=0x10' ${number}`],
    ['high=five', `'high=five' ${number}`],
    ['high=1000001', `'high=1000001' ${number}`],
    ['high=99999999999999999999', `'high=99999999999999999999' ${number}`],
    ['high=5,HIGH=6', "'HIGH=6' gives a second number for high"],
    ['high=5,high=5', "'high=5' gives a second number for high"],
    [',', 'names no severity; give such as high=5,medium=50, or leave it out'],
    ['# none', 'names no severity; give such as high=5,medium=50, or leave it out'],
  ])('%j is refused', async (given, what) => {
    expect(await complaint('max-findings', given)).toBe(`max-findings: ${what}`)
  })
})

describe('min-epss', () => {
  test.each([
    ['0.1', 0.1],
    ['.1', 0.1],
    ['10%', 0.1],
    ['10 %', 0.1],
    ['0.5%', 0.005],
    ['1', 1],
    ['1.0', 1],
    ['100%', 1],
    ['0.00043', 0.00043],
  ])('%s', (given, probability) => {
    expect(gate({ 'min-epss': given }).minEpss).toBeCloseTo(probability, 10)
  })

  test.each(['0', '0%', '0.0', '1.1', '10', '101%', '-0.1', '0,1', '1e-3', 'high', '%', '.', '0.1.2', 'NaN'])(
    '%s is refused',
    async (given) => {
      expect(await complaint('min-epss', given)).toBe(
        `min-epss: '${given}' is not a probability above 0 and up to 1, such as 0.1 or 10%`,
      )
    },
  )
})

describe('ignore-file', () => {
  test.each([
    ['a.yml', ['a.yml']],
    ['a.yml, b/c.yml\nd.yml', ['a.yml', 'b/c.yml', 'd.yml']],
    ['b.yml,a.yml,b.yml', ['b.yml', 'a.yml']],
    ['./a.yml\na.yml\nx/../a.yml', ['./a.yml']],
    ['/opt/ignores.yml', ['/opt/ignores.yml']],
    ['.trivyignore.yaml', ['.trivyignore.yaml']],
    ['"with, comma.yml"', ['with, comma.yml']],
  ])('%j', (given, files) => {
    expect(gate({ 'ignore-file': given })).toMatchObject({ ignoreFiles: files, ignoreFilesGiven: true })
  })

  test('that is the usual one is named all the same, so it must exist', () => {
    const inputs = gate({ 'ignore-file': '.slipway-ignore.yml' })
    expect(inputs).toMatchObject({ ignoreFiles: ['.slipway-ignore.yml'], ignoreFilesGiven: true })
  })

  test.each([
    ['a.yml,ignores/', "'ignores/' is a folder; name a file in it"],
    ['.', "'.' is a folder; name a file in it"],
    [',', 'names no file; give paths such as .slipway-ignore.yml, or leave it out'],
    ['a\u0007.yml', "'a .yml' is not the path of one file: it has line breaks or control characters"],
  ])('%j is refused', async (given, what) => {
    expect(await complaint('ignore-file', given)).toBe(`ignore-file: ${what}`)
  })
})

describe('baseline', () => {
  test.each<[Texts, GateInputs['baseline']]>([
    [{ baseline: 'none' }, { kind: 'none' }],
    [deployed, { kind: 'deployed' }],
    [{ ...deployed, deploy: 'false' }, { kind: 'deployed' }],
    [{ ...deployed, image: ':v1' }, { kind: 'deployed' }],
    [{ baseline: 'tag:main' }, { kind: 'tag', tag: 'main' }],
    [{ baseline: 'tag: v1.2_x-y' }, { kind: 'tag', tag: 'v1.2_x-y' }],
    [{ baseline: `digest:${digest}` }, { kind: 'digest', digest }],
  ])('%j', (inputs, source) => {
    expect(gate(inputs).baseline).toEqual(source)
    expect(notices(inputs)).toEqual([])
  })

  test.each([
    'main',
    'latest',
    'tag:',
    'tag:a b',
    'tag:{{branch}}',
    'tag:-x',
    `tag:${'x'.repeat(129)}`,
    digest,
    'digest:sha256:abc',
    `digest:sha512:${'1'.repeat(64)}`,
    `digest:sha256:${'A'.repeat(64)}`,
    'Deployed',
    'shop:main',
  ])('%j is refused', async (given) => {
    expect(await complaint('baseline', given)).toMatch(
      /^baseline: '.*' is not none, deployed, tag:<tag> or digest:sha256:<64 hexadecimal digits>$/,
    )
  })

  test('of what a service runs needs the service', async () => {
    expect(await complaint('baseline', 'deployed')).toBe(
      'baseline: `deployed` is what a service runs, and the input service is not given',
    )
  })

  test('of what a service runs is none for that very image', async () => {
    expect(await complaint('baseline', 'deployed', { service: 'shop', image: 'deployed' })).toBe(
      'baseline: `deployed` contradicts `image: deployed`; nothing is new in an image compared with itself',
    )
  })
})

describe('gate-override', () => {
  const reason = 'CVE-2026-1 is not reachable here.'
  const override = (given: string, env: Texts = {}) => gate({ 'gate-override': given }, { env }).override

  test.each<[string, Texts, string]>([
    ['who ran it again', { GITHUB_TRIGGERING_ACTOR: 'hubot', GITHUB_ACTOR: 'octocat' }, 'hubot'],
    ['who ran it', { GITHUB_ACTOR: 'octocat' }, 'octocat'],
    ['who ran it, where the other one is empty', { GITHUB_TRIGGERING_ACTOR: '', GITHUB_ACTOR: 'a' }, 'a'],
    ['unknown where the runner tells nobody', {}, 'unknown'],
    ['without control characters', { GITHUB_ACTOR: 'a\n::error::b' }, 'a ::error::b'],
  ])('is by %s', (_, env, actor) => {
    expect(override(reason, env)).toEqual({ reason, actor })
  })

  test.each([
    ['Two lines\n  make one.', 'Two lines make one.'],
    ['A reason \u001b[2J of control.', 'A reason [2J of control.'],
    ['A reason \u202ethat turns round.', 'A reason that turns round.'],
    ['1234567890', '1234567890'],
    ['x'.repeat(500), 'x'.repeat(500)],
  ])('%j is on one line, of what can be seen', (given, seen) => {
    expect(override(given)?.reason).toBe(seen)
  })

  const unseen = '\u200b'.repeat(20)

  test.each(['true', 'false', '123456789', '1\n2', `1234567${' '.repeat(20)}9`, 'x'.repeat(501), unseen])(
    '%j is refused',
    async (given) => {
      expect(await complaint('gate-override', given)).toMatch(
        /^gate-override: '.*' is not a reason of 10 to 500 characters; leave it empty where the gate is to hold$/,
      )
    },
  )

  test('that is blank is none', () => {
    expect(override('  ')).toBeUndefined()
  })

  test('has nothing to act on where the gate only reports', () => {
    expect(notices({ gate: 'report', 'gate-override': reason })).toEqual([
      'gate-override has nothing to act on: the gate only reports.',
    ])
  })
})

describe('sarif-file and report-file', () => {
  const names = ['sarif-file', 'report-file']

  test.each(names.flatMap((name) => ['out/', './', '.', '..', 'out/..', '/'].map((path) => [name, path])))(
    '%s: %j is refused, since it is a folder',
    async (name, path) => {
      expect(await complaint(name, path)).toBe(`${name}: '${path}' is a folder; name a file in it`)
    },
  )

  test.each(names)('%s is one path', async (name) => {
    expect(await complaint(name, 'a.json\nb.json')).toBe(
      `${name}: 'a.json b.json' is not the path of one file: it has line breaks or control characters`,
    )
  })

  test.each([
    ['a.json', 'a.json'],
    ['./a.json', 'a.json'],
    ['out/../a.json', './a.json'],
  ])('%s and %s are one file, and refused', async (sarif, report) => {
    expect(await complaint('report-file', report, { 'sarif-file': sarif })).toBe(
      `report-file: '${report}' is the sarif-file too; give each a name of its own`,
    )
  })
})

describe('a gate that no finding can close', () => {
  const none = { 'severity-threshold': 'none' }
  const warnings = (inputs: Texts) => read({ ...none, ...inputs }).warnings

  test('is a warning', () => {
    expect(warnings({})).toEqual([
      'severity-threshold: `none` without max-findings, fail-on-exploitable, fail-on-known-exploited, min-epss lets no finding block. If that is meant, `gate: report` says so.',
    ])
  })

  test.each<Texts>([
    { 'max-findings': 'critical=0' },
    { 'fail-on-exploitable': 'true' },
    { 'fail-on-known-exploited': 'true' },
    { 'min-epss': '0.5' },
    { gate: 'report' },
    { gate: 'off' },
    { push: 'false' },
  ])('is none with %j', (inputs) => {
    expect(warnings(inputs)).toEqual([])
  })
})

describe('in ECR Public', () => {
  const inputs = { repository: 'public.ecr.aws/acme/shop' }

  test.each(['enforce', 'report'])('gate: %s cannot be kept', async (mode) => {
    expect(await complaint('gate', mode, inputs)).toBe(
      `gate: \`${mode}\` cannot be kept for ECR Public, which scans no images; say \`gate: off\` to publish without a gate`,
    )
  })

  test('what the gate is told has nothing to act on', () => {
    expect(notices({ ...inputs, gate: 'off', 'max-findings': 'high=1' })).toEqual([
      'max-findings has nothing to act on: the gate is off.',
    ])
  })
})

describe('the service that runs something', () => {
  const running = (inputs: Texts, circumstances?: Circumstances) => read(inputs, circumstances).inputs.running
  const place = { cluster: 'production', service: 'shop', 'container-name': 'web' }
  const found = { cluster: 'production', service: 'shop', containerName: 'web' }

  test.each<[string, Texts, Circumstances]>([
    ['it is deployed to', {}, {}],
    ['nothing is deployed', { deploy: 'false' }, {}],
    ['only a candidate is pushed', { push: 'candidate' }, {}],
    ['a pull request is only built', {}, { event: { kind: 'pull-request' } }],
  ])('is known where %s', (_, inputs, circumstances) => {
    expect(running({ ...place, ...inputs }, circumstances)).toEqual(found)
  })

  test('is in the default cluster, and of the only container', () => {
    expect(running({ service: 'shop' })).toEqual({
      cluster: 'default',
      service: 'shop',
      containerName: undefined,
    })
  })

  test('is none where none is named', () => {
    expect(running({})).toBeUndefined()
    expect(running({ cluster: 'production' })).toBeUndefined()
  })

  test.each<Texts>([{ image: 'deployed' }, { baseline: 'deployed' }])(
    'gives cluster and container-name something to act on with %j',
    (inputs) => {
      expect(notices({ ...place, ...inputs, deploy: 'false' })).toEqual([])
    },
  )

  test('with a wrong name is told once', async () => {
    const sentence = await refusal({ service: 'a service', cluster: 'production' })
    expect(sentence.match(/'a service' is not one name/g)).toHaveLength(1)
  })
})
