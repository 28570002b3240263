import { describe, expect, test } from '@jest/globals'
import type { EventKind } from '../../src/event.ts'
import { parseTagRules } from '../../src/image/tag-rules.ts'
import { inputNames, wantsSummary } from '../../src/inputs/inputs.ts'
import { failing } from '../support/failure.ts'
import {
  givenEvent,
  givenGate,
  givenIdentity,
  givenInputs,
  givenReference,
  givenVariables,
  sha,
} from '../support/given.ts'
import { least, notices, offering, read, readOnly, refusal } from './reading.ts'

const names = [...inputNames(givenEvent())]
const role = 'arn:aws:iam::123456789012:role/release'

/** One wrong value for every input that can be wrong, and what is said about it. */
const wrong: readonly (readonly [name: string, value: string, complaint: string])[] = [
  ['push', 'yes', "'yes' is not one of auto, true, false, candidate"],
  ['dry-run', 'maybe', "'maybe' is not one of true, false"],
  ['sha', 'main', "'main' is not a full commit id of 40 or 64 hexadecimal digits"],
  ['aws-region', 'Ireland', "'Ireland' is not a region's name such as eu-west-1"],
  ['role-to-assume', 'release', `'release' is not a role's ARN such as ${role}`],
  ['role-session-name', 'a b', "'a b' is not 2 to 64 characters out of letters, digits and _+=,.@-"],
  ['role-duration-seconds', '60', "'60' is not a whole number of seconds from 900 to 43200"],
  [
    'repository',
    'Shop',
    "'Shop' is not a repository name of ECR (2 to 256 lower-case letters, digits and ._-/)",
  ],
  ['identity', 'iam', "'iam' is not one of auto, oidc, ambient"],
  ['role-external-id', 'x', 'not 2 to 1224 characters out of letters, digits and _+=,.@:/-'],
  ['inline-session-policy', '[', "'[' is not the JSON object of a policy"],
  [
    'managed-session-policies',
    'ReadOnlyAccess',
    "'ReadOnlyAccess' is not a policy's ARN such as arn:aws:iam::123456789012:policy/push",
  ],
  ['allowed-account-ids', 'acme', "'acme' is not an account id of 12 digits"],
  ['deploy-role-to-assume', 'release', `'release' is not a role's ARN such as ${role}`],
  ['deploy-role-chaining', 'yes', "'yes' is not one of true, false"],
  ['deploy-region', 'Ireland', "'Ireland' is not a region's name such as eu-west-1"],
  ['registry-id', 'acme', "'acme' is not an account id of 12 digits"],
  ['create-repository', 'yes', "'yes' is not one of true, false"],
  [
    'repository-tag-mutability',
    'frozen',
    "'frozen' is not one of MUTABLE, IMMUTABLE, MUTABLE_WITH_EXCLUSION, IMMUTABLE_WITH_EXCLUSION",
  ],
  [
    'repository-encryption',
    'AES128',
    "'AES128' is not AES256, KMS, KMS_DSSE, or a KMS key (ARN, id or alias/name)",
  ],
  ['repository-scan-on-push', 'always', "'always' is not one of true, false"],
  ['repository-tags', 'team', "'team' is not of the form key=value"],
  [
    'repository-policy',
    'nowhere.json',
    "'nowhere.json' is neither JSON that begins with { nor a file of the workspace that can be read",
  ],
  ['lifecycle-policy', '{}', 'the JSON has no member rules'],
  ['platforms', 'amd64', "'amd64' is not a platform such as linux/amd64"],
  ['build-args', '1x=secret', "'1x' is not a build argument's name"],
  ['labels', 'team', "'team' is not of the form key=value"],
  [
    'provenance',
    'maybe',
    "'maybe' is not one of true, false, mode=min, mode=max or other attributes of --provenance",
  ],
  ['no-cache', '1', "'1' is not one of true, false"],
  ['pull', 'always', "'always' is not one of true, false"],
  ['tags', 'type=semver', "type=semver needs a pattern, such as pattern={{version}} (line 1, 'type=semver')"],
  ['flavor', 'latest=yes', "latest is 'yes', which is not one of auto, true, false (line 1, 'latest=yes')"],
  ['sha-length', '0', "'0' is not a whole number of digits from 1 to 64"],
  ['pr-head-sha', 'yes', "'yes' is not one of true, false"],
  ['tag-after', 'scan', "'scan' is not one of gate, push, deploy"],
  [
    'deployed-tag',
    '{{branch}}',
    "'{{branch}}' is not one tag (up to 128 letters, digits and _.-, without expressions)",
  ],
  ['allow-older', 'yes', "'yes' is not one of true, false"],
  ['reuse', 'always', "'always' is not one of auto, never"],
  ['candidate-tag-prefix', '-x', "'-x' is not the start of a tag (up to 80 letters, digits and _.-)"],
  ['gate', 'on', "'on' is not one of enforce, report, off"],
  ['severity-threshold', 'severe', "'severe' is not one of critical, high, medium, low, any, none"],
  ['max-findings', 'high', "'high' is not of the form severity=number, such as high=5"],
  ['only-fixable', 'yes', "'yes' is not one of true, false"],
  ['fail-on-exploitable', 'yes', "'yes' is not one of true, false"],
  ['fail-on-known-exploited', 'KEV', "'KEV' is not one of true, false"],
  ['min-epss', '10', "'10' is not a probability above 0 and up to 1, such as 0.1 or 10%"],
  ['ignore-file', 'ignores/', "'ignores/' is a folder; name a file in it"],
  ['baseline', 'main', "'main' is not none, deployed, tag:<tag> or digest:sha256:<64 hexadecimal digits>"],
  ['on-unscanned', 'pass', "'pass' is not one of fail, warn"],
  ['on-unsupported', 'pass', "'pass' is not one of fail, warn"],
  ['max-scan-age-hours', '0', "'0' is not a whole number of hours from 1 to 8760"],
  ['scan-timeout-minutes', '0', "'0' is not a whole number of minutes from 1 to 360"],
  [
    'gate-override',
    'true',
    "'true' is not a reason of 10 to 500 characters; leave it empty where the gate is to hold",
  ],
  ['sarif-file', 'out/', "'out/' is a folder; name a file in it"],
  ['report-file', '..', "'..' is a folder; name a file in it"],
  ['summary', 'short', "'short' is not one of full, off"],
]

describe('a wrong value is named with its input and what is allowed', () => {
  test.each(wrong)('%s: %s', async (name, value, complaint) => {
    expect(await refusal({ [name]: value })).toBe(`An input is wrong: ${name}: ${complaint}.`)
  })
})

describe('all errors at once', () => {
  test('three', async () => {
    const sentence = await refusal({ push: 'yes', 'severity-threshold': 'severe', platforms: 'amd64' })
    expect(sentence).toBe(
      "3 inputs are wrong: push: 'yes' is not one of auto, true, false, candidate; " +
        "platforms: 'amd64' is not a platform such as linux/amd64; " +
        "severity-threshold: 'severe' is not one of critical, high, medium, low, any, none.",
    )
  })

  test('a dozen', async () => {
    const dozen = wrong.slice(-12)
    const sentence = await refusal(Object.fromEntries(dozen.map(([name, value]) => [name, value])))
    expect(sentence).toMatch(/^12 inputs are wrong: /)
    for (const [name, , complaint] of dozen) expect(sentence).toContain(`${name}: ${complaint}`)
  })

  test('of more than GitHub shows in an annotation at least how many there are', async () => {
    const sentence = await refusal(Object.fromEntries(wrong.map(([name, value]) => [name, value])))
    expect(sentence).toMatch(
      new RegExp(`^${wrong.length} inputs are wrong: .*; and ${wrong.length - 12} more\\.$`),
    )
    const named = wrong.filter(([name, , complaint]) => sentence.includes(`${name}: ${complaint}`))
    expect(named).toHaveLength(12)
  })

  test('what is missing beside what is wrong and what belongs to another action', async () => {
    const failure = await failing(() => readOnly({ gate: 'on', images: 'acme/shop' }))
    expect(failure).toMatchObject({ code: 'INPUT_INVALID', hint: expect.stringContaining('`with:`') })
    expect(failure.sentence).toMatch(/^4 inputs are wrong: /)
    for (const part of [
      'aws-region: not given, and neither AWS_REGION nor AWS_DEFAULT_REGION is set',
      'repository: not given; it is the name of the ECR repository, or its full URI',
      "gate: 'on' is not one of",
      'images: no input of Slipway; use repository',
    ]) {
      expect(failure.sentence).toContain(part)
    }
  })

  test('each wrong line of a list', async () => {
    const sentence = await refusal({ labels: 'a=1\nb\nc', tags: 'type=x\ntype=raw' })
    expect(sentence).toMatch(/^2 inputs are wrong: /)
    expect(sentence.match(/labels: /g)).toHaveLength(2)
    expect(sentence.match(/tags: /g)).toHaveLength(2)
  })
})

describe('an empty value is one that is not given', () => {
  test.each(names.filter((name) => name !== 'repository'))('%s', (name) => {
    const env = { AWS_REGION: 'eu-west-1' }
    const given = { repository: 'shop', 'role-to-assume': role }
    const { [name]: _, ...others }: Record<string, string> = given
    for (const empty of ['', ' ', '\n', ' \r\n\t ']) {
      expect(readOnly({ ...given, [name]: empty }, { env })).toEqual(readOnly(others, { env }))
    }
  })

  test('repository, which is required', async () => {
    for (const empty of ['', ' \n']) {
      expect(await refusal({ repository: empty })).toContain('repository: not given')
    }
  })

  test('all of them at once', async () => {
    const nothing = Object.fromEntries(names.map((name) => [name, '']))
    expect(readOnly({ ...nothing, ...least })).toEqual(readOnly(least))
  })
})

describe('defaults', () => {
  test('of everything', () => {
    expect(read()).toEqual({
      inputs: expect.objectContaining({
        push: 'auto',
        intent: 'release',
        dryRun: false,
        sha,
        githubToken: undefined,
        identity: givenIdentity(),
        repository: { reference: givenReference(), create: undefined },
        source: { kind: 'build', reuse: true },
        image: givenInputs().image,
        tags: { ...givenInputs().tags, rules: parseTagRules('').rules },
        gate: givenGate(),
        running: undefined,
      }),
      notices: [],
      warnings: [],
    })
  })

  test('of a role', () => {
    expect(read({ 'role-to-assume': role }).inputs.identity).toEqual(givenIdentity({ role }))
  })
})

test('what is given is what is used', () => {
  const { inputs, notices: told } = read(
    {
      push: 'candidate',
      'dry-run': 'true',
      sha: 'A'.repeat(40),
      'aws-region': 'us-gov-west-1',
      'role-to-assume': 'arn:aws-us-gov:iam::123456789012:role/path/release',
      'role-session-name': 'shop@42',
      'role-duration-seconds': '900',
      audience: 'sts.amazonaws.com.cn',
      repository: '123456789012.dkr.ecr.us-gov-west-1.amazonaws.com/team/shop',
      context: 'app',
      file: 'docker/Dockerfile',
      target: 'runtime',
      platforms: 'linux/amd64, linux/arm64\nlinux/arm/v7,linux/amd64',
      'build-args': 'A=1\nB=x=y, z\nC',
      labels: 'a=1\nb = x=y',
      provenance: 'mode=max,version=v1',
      'no-cache': 'true',
      pull: 'true',
      'candidate-tag-prefix': 'waiting_',
      gate: 'report',
      'severity-threshold': 'any',
      'scan-timeout-minutes': '360',
      summary: 'off',
    },
    offering,
  )
  expect(told).toEqual([])
  expect(inputs).toMatchObject({
    intent: 'candidate',
    dryRun: true,
    sha: 'a'.repeat(40),
    identity: {
      region: 'us-gov-west-1',
      role: 'arn:aws-us-gov:iam::123456789012:role/path/release',
      assume: { sessionName: 'shop@42', durationSeconds: 900, audience: 'sts.amazonaws.com.cn' },
    },
    repository: { reference: { name: 'team/shop', account: '123456789012', region: 'us-gov-west-1' } },
    image: {
      context: { kind: 'folder', path: 'app' },
      file: 'docker/Dockerfile',
      target: 'runtime',
      platforms: ['linux/amd64', 'linux/arm64', 'linux/arm/v7'],
      buildArguments: ['A=1', 'B=x=y, z', 'C'],
      labels: ['a=1', 'b = x=y'],
      provenance: 'mode=max,version=v1',
      noCache: true,
      pull: true,
    },
    tags: { candidatePrefix: 'waiting_' },
    gate: { mode: 'report', threshold: 'any', scanTimeoutMinutes: 360 },
  })
})

test('no tag rule at all with tags: none', () => {
  expect(read({ tags: 'none' }).inputs.tags.rules).toEqual([])
})

test.each([
  'https://github.com/acme/shop.git#main',
  'http://example.com/context.tar.gz',
  'git://example.com/shop.git',
  'ssh://git@example.com/shop.git',
  'git@github.com:acme/shop.git',
  'github.com/acme/shop',
])('a context that is no folder: %s', (url) => {
  expect(read({ context: url }).inputs.image.context).toEqual({ kind: 'remote', url })
})

test('a value that may be a secret by mistake is not repeated', async () => {
  expect(await refusal({ 'build-args': 'my token=hunter22' })).not.toContain('hunter22')
})

describe('the commit', () => {
  const head = 'b'.repeat(40)
  const event = { kind: 'pull-request' as const, headSha: head }
  const shaOf = (inputs: Readonly<Record<string, string>>, circumstances = {}) =>
    read(inputs, circumstances).inputs.sha

  test('is the event’s', () => {
    expect(shaOf({})).toBe(sha)
    expect(shaOf({}, { event })).toBe(sha)
  })

  test('is the last one of the pull request’s own branch where that is asked for', () => {
    expect(shaOf({ 'pr-head-sha': 'true' }, { event })).toBe(head)
    expect(shaOf({ 'pr-head-sha': 'true' })).toBe(sha)
  })

  test('is the one that is given', () => {
    expect(shaOf({ sha: 'A'.repeat(40) }, { event })).toBe('a'.repeat(40))
    expect(shaOf({ sha: 'a'.repeat(64) })).toBe('a'.repeat(64))
  })

  test('cannot be both', async () => {
    const inputs = { sha: 'a'.repeat(40), 'pr-head-sha': 'true' }
    expect(await refusal(inputs, { event })).toBe(
      'An input is wrong: pr-head-sha: contradicts sha; give one of them.',
    )
  })
})

test('the token for GitHub is what is given', () => {
  expect(read({ 'github-token': 'ghs_x' }).inputs.githubToken).toBe('ghs_x')
  expect(read({ 'github-token': '' }).inputs.githubToken).toBeUndefined()
})

describe('the region', () => {
  const region = (env: Readonly<Record<string, string>>, inputs = {}) =>
    readOnly({ repository: 'shop', ...inputs }, { env }).inputs.identity.region

  test.each([
    [
      'the input first',
      { AWS_REGION: 'us-east-1', AWS_DEFAULT_REGION: 'us-east-2' },
      'eu-west-1',
      'eu-west-1',
    ],
    ['then AWS_REGION', { AWS_REGION: 'us-east-1', AWS_DEFAULT_REGION: 'us-east-2' }, '', 'us-east-1'],
    [
      'then AWS_DEFAULT_REGION',
      { AWS_REGION: '', AWS_DEFAULT_REGION: 'eusc-de-east-1' },
      '',
      'eusc-de-east-1',
    ],
  ])('%s', (_, env, given, expected) => {
    expect(region(env, { 'aws-region': given })).toBe(expected)
  })

  test('a wrong one of the environment is named too', async () => {
    const failure = await failing(() => region({ AWS_REGION: 'nowhere' }))
    expect(failure.sentence).toContain("aws-region: 'nowhere' is not a region's name")
  })

  test.each([
    ['a build without pushing', { push: 'false' }, {}],
    ['a pull request', {}, { kind: 'pull-request' as const }],
    ['a dry run', { 'dry-run': 'true' }, {}],
  ])('%s needs none', (_, inputs, event) => {
    const { identity } = readOnly({ repository: 'shop', ...inputs }, { event }).inputs
    expect(identity.region).toBeUndefined()
  })
})

describe('contradictions', () => {
  const uri = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop'

  test('the region of the URI and another aws-region', async () => {
    expect(await refusal({ repository: uri, 'aws-region': 'us-east-1' })).toBe(
      `An input is wrong: repository: '${uri}' is in eu-west-1, but this run is for 'us-east-1'.`,
    )
  })

  test('the region of the URI and another one in the environment', async () => {
    const failure = await failing(() => readOnly({ repository: uri }, { env: { AWS_REGION: 'us-east-1' } }))
    expect(failure.sentence).toContain("is in eu-west-1, but this run is for 'us-east-1'")
  })

  test('none between the same regions', () => {
    expect(read({ repository: uri }).notices).toEqual([])
  })
})

describe('an input with nothing to act on is a notice', () => {
  const nothing = 'has nothing to act on'

  test.each(['role-session-name', 'role-duration-seconds', 'audience'])('%s without a role', (name) => {
    const value = name === 'role-duration-seconds' ? '900' : 'release'
    expect(notices({ [name]: value })).toEqual([`${name} ${nothing}: no role is given.`])
    expect(notices({ [name]: value, 'role-to-assume': role }, offering)).toEqual([])
  })

  const judging = {
    'severity-threshold': 'low',
    'max-findings': 'high=5',
    'only-fixable': 'true',
    'fail-on-exploitable': 'true',
    'fail-on-known-exploited': 'true',
    'min-epss': '0.1',
    'ignore-file': 'ignore.yml',
    baseline: 'tag:main',
    'on-unscanned': 'warn',
    'on-unsupported': 'warn',
    'max-scan-age-hours': '24',
    'scan-timeout-minutes': '5',
    'gate-override': 'The fix is in review.',
    'sarif-file': 'findings.sarif',
  }

  test.each(Object.entries(judging))('%s with the gate off, or with nothing pushed', (name, value) => {
    expect(notices({ [name]: value, gate: 'off' })).toEqual([`${name} ${nothing}: the gate is off.`])
    const told = [`${name} ${nothing}: nothing is pushed in this run.`]
    expect(notices({ [name]: value, push: 'false' })).toEqual(told)
    expect(notices({ [name]: value }, { event: { kind: 'merge-group' } })).toEqual(told)
    expect(notices({ [name]: value })).toEqual([])
  })

  const closing = {
    'on-unscanned': 'fail',
    'on-unsupported': 'fail',
    'gate-override': 'The fix is in review.',
  }

  test.each(Object.entries(closing))('%s where the gate only reports', (name, value) => {
    expect(notices({ [name]: value, gate: 'report' })).toEqual([`${name} ${nothing}: the gate only reports.`])
  })

  test.each(Object.entries(judging).filter(([name]) => !(name in closing)))(
    'but not %s, which a report goes by too',
    (name, value) => {
      expect(notices({ [name]: value, gate: 'report' })).toEqual([])
    },
  )

  test('tags where only a candidate is pushed', () => {
    expect(notices({ tags: 'type=sha', push: 'candidate' })).toEqual([
      `tags ${nothing}: with \`push: candidate\` no tag is put.`,
    ])
  })

  test('candidate-tag-prefix where nothing is pushed', () => {
    expect(notices({ 'candidate-tag-prefix': 'c-', push: 'false' })).toEqual([
      expect.stringContaining(`candidate-tag-prefix ${nothing}`),
    ])
  })
})

describe('hostile values are shown on one line, without control characters, and cut', () => {
  const hostile = `\u001b[2J\r\n::error::x\u0085${'x'.repeat(10_000)}`
  const inMiddle = (text: string) => `a${text}b`
  const cases: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ...wrong
      .filter(([name]) => name !== 'tags')
      .map(([name]) => [name, { [name]: inMiddle(hostile) }] as const),
    ['the type of a tag rule', { tags: `type=${inMiddle(hostile.replace('\r\n', ''))}` }],
    ['the value of a tag rule', { tags: `type=raw,enable=${inMiddle(hostile.replace('\r\n', ''))}` }],
    ['the host of a repository', { repository: `${'x'.repeat(10_000)}.example.com/shop` }],
    [
      'a region that contradicts the repository',
      {
        'aws-region': inMiddle(hostile),
        repository: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop',
      },
    ],
  ]

  test.each(cases)('%s', async (_, inputs) => {
    const sentence = await refusal(inputs)
    expect({ isShort: sentence.length < 1_000, hasControls: /\p{Cc}/u.test(sentence) }).toEqual({
      isShort: true,
      hasControls: false,
    })
  })
})

describe('a pull request from a fork', () => {
  const event = { kind: 'fork' as const }

  test.each(['true', 'candidate'])('cannot push: %s', async (push) => {
    const failure = await failing(() => read({ push }, { event }))
    expect(failure.code).toBe('FORK_CANNOT_PUSH')
    expect(failure.sentence).toContain(`\`push: ${push}\``)
    expect(failure.sentence).toContain('id-token')
  })

  test('hears of wrong inputs first', async () => {
    expect(await refusal({ push: 'true', gate: 'on' }, { event })).toContain('gate: ')
  })

  test('is built without any region', () => {
    expect(readOnly({ repository: 'shop' }, { event }).inputs.intent).toBe('build')
  })
})

test.each([
  [{}, true],
  [{ summary: '' }, true],
  [{ summary: 'full' }, true],
  [{ summary: 'off' }, false],
  [{ summary: ' off\n', gate: 'on', images: 'x' }, false],
])('a summary is wanted by %j: %s, also where other inputs are wrong', (inputs, wanted) => {
  expect(wantsSummary(givenVariables(inputs))).toBe(wanted)
})

test('the same names are asked for on every event', () => {
  const kinds: readonly EventKind[] = ['pull-request', 'fork', 'pull-request-target', 'merge-group', 'other']
  for (const kind of kinds) expect(inputNames(givenEvent({ kind }))).toEqual(new Set(names))
})
