import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createReader } from '../../src/inputs/reader.ts'
import { readRepository } from '../../src/inputs/repository.ts'
import { givenFolder } from '../support/folder.ts'
import { account, givenReference, givenVariables, givenWanted, host } from '../support/given.ts'
import { notices, read, refusal } from './reading.ts'

const uri = `${host}/team/shop`

function repository(inputs: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) {
  return read(inputs, { env }).inputs.repository
}

function created(inputs: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) {
  return repository({ 'create-repository': 'true', ...inputs }, env).create
}

function uncreated(inputs: Readonly<Record<string, string>>): Promise<string> {
  return refusal({ 'create-repository': 'true', ...inputs })
}

describe('the account', () => {
  test('comes from registry-id', () => {
    expect(repository({ 'registry-id': account })).toEqual({
      reference: givenReference({ account }),
      create: undefined,
    })
  })

  test('comes from the URI, and registry-id may say the same', () => {
    const expected = givenReference({ name: 'team/shop', host, account, region: 'eu-west-1' })
    expect(repository({ repository: uri }).reference).toEqual(expected)
    expect(repository({ repository: uri, 'registry-id': account }).reference).toEqual(expected)
  })

  test('of a stand-in comes from registry-id', () => {
    expect(repository({ repository: '127.0.0.1:5000/shop', 'registry-id': account }).reference).toEqual(
      givenReference({ host: '127.0.0.1:5000', account }),
    )
  })

  test('that contradicts the URI is an error', async () => {
    expect(await refusal({ repository: uri, 'registry-id': '210987654321' })).toBe(
      "An input is wrong: registry-id: '210987654321' contradicts the account in repository, '123456789012'.",
    )
  })

  test.each([
    ['acme', "'acme' is not an account id of 12 digits"],
    ['1234567890123', "'1234567890123' is not an account id of 12 digits"],
    [
      '12345678901',
      "'12345678901' is not an account id of 12 digits; quote it in YAML, which drops leading zeros of numbers",
    ],
    ['123456789012,210987654321', "'123456789012,210987654321' is not an account id of 12 digits"],
  ])('is not %s', async (given, complaint) => {
    expect(await refusal({ 'registry-id': given })).toBe(`An input is wrong: registry-id: ${complaint}.`)
  })
})

describe('the region of a URI', () => {
  test('that is the run’s is fine', () => {
    expect(notices({ repository: uri })).toEqual([])
  })

  test('that is not the run’s is an error', async () => {
    expect(await refusal({ repository: uri, 'aws-region': 'eu-west-2' })).toBe(
      `An input is wrong: repository: '${uri}' is in eu-west-1, but this run is for 'eu-west-2'.`,
    )
  })

  test('has nothing to do with that of the deploy', () => {
    expect(read({ repository: uri, 'deploy-region': 'us-east-1', service: 'shop' }).notices).toEqual([])
  })
})

describe('ECR Public', () => {
  const repositoryInput = { repository: 'public.ecr.aws/acme/shop' }
  const reference = { kind: 'public', host: 'public.ecr.aws', alias: 'acme', name: 'shop' }

  test('is published to without a gate', () => {
    const { inputs, notices: told } = read({ ...repositoryInput, gate: 'off' })
    expect(inputs.repository).toEqual({ reference, create: undefined })
    expect(told).toEqual([])
  })

  test('has nothing to do with the region of the run', () => {
    for (const region of ['us-east-1', 'eu-west-1', 'cn-north-1'])
      expect(repository({ ...repositoryInput, gate: 'off', 'aws-region': region }).reference).toEqual(
        reference,
      )
  })

  test.each([
    ['registry-id', account],
    ['create-repository', 'true'],
  ])('has no %s', async (name, value) => {
    expect(await refusal({ ...repositoryInput, gate: 'off', [name]: value })).toBe(
      `An input is wrong: ${name}: has no meaning in ECR Public, where the repository is.`,
    )
  })

  test('need not be told that nothing is to be created', () => {
    const given = { ...repositoryInput, gate: 'off', 'create-repository': 'false' }
    expect(repository(given).create).toBeUndefined()
  })

  test.each([{}, { gate: 'enforce' }, { gate: 'report' }, { gate: 'report', push: 'candidate' }])(
    'keeps no gate: %j',
    async (given) => {
      const sentence = await refusal({ ...repositoryInput, ...given })
      expect(sentence).toMatch(/^An input is wrong: gate: `(enforce|report)` cannot be kept for ECR Public/)
      expect(sentence).toContain('gate: off')
    },
  )

  test('needs no word about the gate where nothing is pushed', () => {
    expect(read({ ...repositoryInput, push: 'false' }).inputs.intent).toBe('build')
    expect(read(repositoryInput, { event: { kind: 'pull-request' } }).inputs.intent).toBe('build')
  })
})

describe('a repository that is missing', () => {
  test('is made only where that is asked for', () => {
    expect(repository({}).create).toBeUndefined()
    expect(repository({ 'create-repository': 'false' }).create).toBeUndefined()
    expect(created({})).toEqual(givenWanted())
  })

  const settings = {
    'repository-tag-mutability': 'IMMUTABLE',
    'repository-encryption': 'KMS',
    'repository-scan-on-push': 'true',
    'repository-tags': 'a=1',
    'repository-policy': '{"Statement":[]}',
    'lifecycle-policy': '{"rules":[]}',
  }

  test.each(Object.entries(settings))('or else %s is a notice', (name, value) => {
    const told = `${name} has nothing to act on: create-repository is not true.`
    expect(notices({ [name]: value })).toEqual([told])
    expect(notices({ [name]: value, 'create-repository': 'true' })).toEqual([])
  })

  test.each(Object.keys(settings))('is checked for a wrong %s even where it is not made', async (name) => {
    const wrong = name.endsWith('policy') ? '{' : '!!'
    expect(await refusal({ [name]: wrong })).toContain(`${name}: `)
  })
})

describe('the mutability of its tags', () => {
  test.each([
    ['MUTABLE', 'MUTABLE'],
    ['immutable', 'IMMUTABLE'],
    ['Immutable', 'IMMUTABLE'],
  ])('%s', (given, kind) => {
    expect(created({ 'repository-tag-mutability': given })?.mutability).toEqual({ kind, exclusions: [] })
  })

  test.each([
    ['IMMUTABLE_WITH_EXCLUSION\nlatest\nv*', 'IMMUTABLE_WITH_EXCLUSION', ['latest', 'v*']],
    ['MUTABLE_WITH_EXCLUSION, v*.*, release-*', 'MUTABLE_WITH_EXCLUSION', ['v*.*', 'release-*']],
    ['immutable-with-exclusion\n a \n\nb', 'IMMUTABLE_WITH_EXCLUSION', ['a', 'b']],
    ['MUTABLE_WITH_EXCLUSION\na\nb\nc\nd\ne', 'MUTABLE_WITH_EXCLUSION', ['a', 'b', 'c', 'd', 'e']],
    [`IMMUTABLE_WITH_EXCLUSION\n${'x'.repeat(128)}`, 'IMMUTABLE_WITH_EXCLUSION', ['x'.repeat(128)]],
  ])('with filters: %j', (given, kind, exclusions) => {
    expect(created({ 'repository-tag-mutability': given })?.mutability).toEqual({ kind, exclusions })
  })

  test.each([
    ['frozen', "'frozen' is not one of MUTABLE, IMMUTABLE, MUTABLE_WITH_EXCLUSION, IMMUTABLE_WITH_EXCLUSION"],
    ['latest\nIMMUTABLE', "'latest' is not one of MUTABLE"],
    ['IMMUTABLE\nlatest', "IMMUTABLE takes no filters such as 'latest'; use IMMUTABLE_WITH_EXCLUSION"],
    ['MUTABLE\nv*', "MUTABLE takes no filters such as 'v*'; use MUTABLE_WITH_EXCLUSION"],
    ['IMMUTABLE_WITH_EXCLUSION', 'IMMUTABLE_WITH_EXCLUSION needs the tags that are excluded, one a line'],
    ['MUTABLE_WITH_EXCLUSION\na\nb\nc\nd\ne\nf', '6 filters, and ECR takes 5'],
    [
      'IMMUTABLE_WITH_EXCLUSION\n*a*b*',
      "'*a*b*' is not a filter of letters, digits and ._- with at most two *",
    ],
    [
      'IMMUTABLE_WITH_EXCLUSION\nv[0-9]',
      "'v[0-9]' is not a filter of letters, digits and ._- with at most two *",
    ],
    [
      `IMMUTABLE_WITH_EXCLUSION\n${'x'.repeat(129)}`,
      `'${'x'.repeat(80)}…' is not a filter of letters, digits and ._- with at most two *`,
    ],
  ])('not %j', async (given, complaint) => {
    const sentence = await uncreated({ 'repository-tag-mutability': given })
    expect(sentence).toContain(`repository-tag-mutability: ${complaint}`)
  })
})

describe('its encryption', () => {
  const keyArn = `arn:aws:kms:eu-west-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`

  test.each([
    ['AES256', { type: 'AES256', key: undefined }],
    ['aes256', { type: 'AES256', key: undefined }],
    ['KMS', { type: 'KMS', key: undefined }],
    ['KMS_DSSE', { type: 'KMS_DSSE', key: undefined }],
    [keyArn, { type: 'KMS', key: keyArn }],
    [`KMS ${keyArn}`, { type: 'KMS', key: keyArn }],
    [`kms_dsse\n${keyArn}`, { type: 'KMS_DSSE', key: keyArn }],
    ['alias/shop', { type: 'KMS', key: 'alias/shop' }],
    [
      `arn:aws-us-gov:kms:us-gov-west-1:${account}:alias/shop`,
      { type: 'KMS', key: `arn:aws-us-gov:kms:us-gov-west-1:${account}:alias/shop` },
    ],
    ['1234abcd-12ab-34cd-56ef-1234567890ab', { type: 'KMS', key: '1234abcd-12ab-34cd-56ef-1234567890ab' }],
    [`mrk-${'0a'.repeat(16)}`, { type: 'KMS', key: `mrk-${'0a'.repeat(16)}` }],
  ])('%j', (given, encryption) => {
    expect(created({ 'repository-encryption': given })?.encryption).toEqual(encryption)
  })

  test.each([
    'AES128',
    'KMS nothing',
    `AES256 ${keyArn}`,
    `${keyArn} KMS`,
    `KMS ${keyArn} ${keyArn}`,
    'arn:aws:iam::123456789012:role/x',
    'alias/',
    'my key',
  ])('not %j', async (given) => {
    expect(await uncreated({ 'repository-encryption': given })).toBe(
      `An input is wrong: repository-encryption: '${given.slice(0, 80)}${given.length > 80 ? '…' : ''}' is not AES256, KMS, KMS_DSSE, or a KMS key (ARN, id or alias/name).`,
    )
  })
})

test.each([
  ['true', { scanOnPush: true, scanOnPushGiven: true }],
  ['false', { scanOnPush: false, scanOnPushGiven: true }],
  ['', { scanOnPush: true, scanOnPushGiven: false }],
])('it is scanned on push: %j', (given, expected) => {
  expect(created({ 'repository-scan-on-push': given })).toMatchObject(expected)
})

describe('its resource tags', () => {
  test('one a line, with whatever value', () => {
    const given = 'team=checkout\n cost centre = 42 \nurl=https://x/?a=b,c\nempty=\n__proto__=x'
    expect(Object.entries(created({ 'repository-tags': given })?.tags ?? {})).toEqual([
      ['team', 'checkout'],
      ['cost centre', '42'],
      ['url', 'https://x/?a=b,c'],
      ['empty', ''],
      ['__proto__', 'x'],
    ])
  })

  test.each([
    ['team', "'team' is not of the form key=value"],
    ['=x', "'=x' is not of the form key=value"],
    [`${'k'.repeat(129)}=x`, `'${'k'.repeat(80)}…' is not of the form key=value`],
    ['aws:team=x', "'aws:team' begins with aws:, which AWS keeps for itself"],
    ['AWS:team=x', "'AWS:team' begins with aws:, which AWS keeps for itself"],
  ])('not %s', async (given, complaint) => {
    expect(await uncreated({ 'repository-tags': given })).toBe(
      `An input is wrong: repository-tags: ${complaint}.`,
    )
  })
})

describe.each([
  ['repository-policy', 'Statement', 'policy'],
  ['lifecycle-policy', 'rules', 'lifecyclePolicy'],
] as const)('its %s', (name, member, setting) => {
  const text = JSON.stringify({ Version: '2012-10-17', [member]: [{}] }, undefined, 2)

  test('as it stands in the input', () => {
    expect(created({ [name]: text })?.[setting]).toBe(text)
    expect(created({ [name]: `\n  ${text}\n` })?.[setting]).toBe(text)
  })

  test('from a file of the workspace', () => {
    const env = { GITHUB_WORKSPACE: givenFolder({ 'aws/policy.json': text }) }
    expect(created({ [name]: 'aws/policy.json' }, env)?.[setting]).toBe(text)
    expect(created({ [name]: `${env.GITHUB_WORKSPACE}/aws/policy.json` }, env)?.[setting]).toBe(text)
  })

  test('from a file that begins with white space', () => {
    const env = { GITHUB_WORKSPACE: givenFolder({ 'a.json': `\n ${text}\n` }) }
    expect(JSON.parse(created({ [name]: 'a.json' }, env)?.[setting] ?? '')).toEqual(JSON.parse(text))
  })

  test.each(['nowhere.json', '.', 'a\u0000b', '[]'])('not from what is no file: %j', async (path) => {
    expect(await uncreated({ [name]: path })).toMatch(
      new RegExp(
        `^An input is wrong: ${name}: '.*' is neither JSON that begins with \\{ nor a file of the workspace`,
      ),
    )
  })

  test.each([
    ['{', /^An input is wrong: \S+: the JSON is not JSON: /],
    ['{}', new RegExp(`the JSON has no member ${member}\\.$`)],
    ['{"other": 1}', new RegExp(`the JSON has no member ${member}\\.$`)],
  ])('not the text %s', async (given, complaint) => {
    expect(await uncreated({ [name]: given })).toMatch(complaint)
  })

  test.each([
    ['<html>', /'policy\.json' is not JSON: /],
    ['', /'policy\.json' is not JSON: /],
    ['null', new RegExp(`'policy\\.json' has no member ${member}\\.$`)],
    ['[]', new RegExp(`'policy\\.json' has no member ${member}\\.$`)],
  ])('not a file with %j in it', async (content, complaint) => {
    const env = { GITHUB_WORKSPACE: givenFolder({ 'policy.json': content }) }
    expect(await refusal({ 'create-repository': 'true', [name]: 'policy.json' }, { env })).toMatch(complaint)
  })

  test('that is wrong quotes little of it, on one line', async () => {
    const hostile = `{\u001b[2J\n::error::${'x'.repeat(10_000)}`
    const sentence = await uncreated({ [name]: hostile })
    expect(/\p{Cc}/u.test(sentence)).toBe(false)
    expect(sentence.length).toBeLessThan(300)
  })
})

describe('whatever is given', () => {
  const names = [
    'repository',
    'registry-id',
    'create-repository',
    'repository-tag-mutability',
    'repository-encryption',
    'repository-scan-on-push',
    'repository-tags',
    'repository-policy',
    'lifecycle-policy',
  ]

  test('nothing is thrown, and a problem quotes little of it on one line', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 })
    const value = fc.oneof(
      text,
      text.map((inner) => `{${inner}`),
      fc.json(),
    )
    fc.assert(
      fc.property(fc.constantFrom(...names), value, (name, given) => {
        const reader = createReader(givenVariables({ [name]: given }), () => undefined)
        readRepository(reader, 'eu-west-1')
        for (const problem of reader.problems) expect(problem).toMatch(/^\P{Cc}{1,300}$/su)
      }),
    )
  })
})
