import type { Repository as Described } from '@aws-sdk/client-ecr'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  differences,
  type Encryption,
  type Extras,
  isImmutable,
  type Mutability,
  mutabilities,
  type RepositorySettings,
  settingsOf,
  type WantedSettings,
} from '../../src/registry/settings.ts'
import { givenSettings, givenWanted } from '../support/given.ts'

const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab'
const key = `arn:aws:kms:eu-west-1:123456789012:key/${keyId}`

describe('what ECR tells of a repository', () => {
  test('is read', () => {
    const described: Described = {
      repositoryArn: 'arn:x',
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: [
        { filterType: 'WILDCARD', filter: 'latest' },
        { filterType: 'WILDCARD', filter: 'v*' },
      ],
      encryptionConfiguration: { encryptionType: 'KMS', kmsKey: key },
      imageScanningConfiguration: { scanOnPush: true },
    }
    expect(settingsOf(described)).toEqual({
      arn: 'arn:x',
      mutability: { kind: 'IMMUTABLE_WITH_EXCLUSION', exclusions: ['latest', 'v*'] },
      encryption: { type: 'KMS', key },
      scanOnPush: true,
    })
  })

  test('may be little', () => {
    expect(settingsOf({})).toEqual({
      arn: '',
      mutability: { kind: 'MUTABLE', exclusions: [] },
      encryption: { type: 'AES256', key: undefined },
      scanOnPush: false,
    })
  })

  test.each(mutabilities)('is of one of the kinds that are known: %s', (kind) => {
    expect(settingsOf({ imageTagMutability: kind }).mutability.kind).toBe(kind)
  })

  test('counts as mutable where the kind is not known, so that PutImage decides', () => {
    const described = { imageTagMutability: 'FROZEN' } as unknown as Described
    expect(isImmutable(settingsOf(described).mutability, 'v1')).toBe(false)
  })
})

describe('whether a tag can never name another image', () => {
  test.each<[Mutability['kind'], readonly string[], string, boolean]>([
    ['MUTABLE', [], 'latest', false],
    ['IMMUTABLE', [], 'latest', true],
    ['MUTABLE_WITH_EXCLUSION', ['v*'], 'v1', true],
    ['MUTABLE_WITH_EXCLUSION', ['v*'], 'latest', false],
    ['IMMUTABLE_WITH_EXCLUSION', ['latest'], 'latest', false],
    ['IMMUTABLE_WITH_EXCLUSION', ['latest'], 'v1', true],
    ['IMMUTABLE_WITH_EXCLUSION', ['latest', 'dev-*'], 'dev-', false],
    ['IMMUTABLE_WITH_EXCLUSION', ['latest', 'dev-*'], 'dev-main', false],
    ['IMMUTABLE_WITH_EXCLUSION', [], 'latest', true],
    ['MUTABLE_WITH_EXCLUSION', [], 'latest', false],
  ])('%s %j: %s: %s', (kind, exclusions, tag, immutable) => {
    expect(isImmutable({ kind, exclusions }, tag)).toBe(immutable)
  })

  test.each([
    ['v*', 'v', true],
    ['v*', 'xv1', false],
    ['*-rc', '1.0-rc', true],
    ['*-rc', '1.0-rc1', false],
    ['v*.*', 'v1.2', true],
    ['v*.*', 'v12', false],
    ['v1.2', 'v1x2', false],
    ['v1.2', 'v1.2', true],
    ['a+', 'aa', false],
    ['a+', 'a+', true],
    ['[a-z]', 'b', false],
    ['(a|b)', 'a', false],
    ['a?', 'a', false],
    ['^a$', 'a', false],
    ['a{2}', 'aa', false],
    ['\\w', 'a', false],
    ['.', 'a', false],
    ['latest', 'LATEST', false],
    ['', '', true],
    ['', 'a', false],
  ])('a filter is literal but for its stars: %s, %s: %s', (filter, tag, isExcluded) => {
    expect(isImmutable({ kind: 'MUTABLE_WITH_EXCLUSION', exclusions: [filter] }, tag)).toBe(isExcluded)
    expect(isImmutable({ kind: 'IMMUTABLE_WITH_EXCLUSION', exclusions: [filter] }, tag)).toBe(!isExcluded)
  })

  test('a filter never throws, and matches itself', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 })
    fc.assert(
      fc.property(text, (filter) => {
        expect(isImmutable({ kind: 'MUTABLE_WITH_EXCLUSION', exclusions: [filter] }, filter)).toBe(true)
      }),
    )
  })

  test('a long filter is judged at once', () => {
    const began = performance.now()
    const exclusions = [`${'a'.repeat(60)}*${'a'.repeat(60)}*b`]
    isImmutable({ kind: 'IMMUTABLE_WITH_EXCLUSION', exclusions }, 'a'.repeat(128))
    expect(performance.now() - began).toBeLessThan(200)
  })
})

const nothing: Extras = { tags: undefined, policy: undefined, lifecyclePolicy: undefined }

function differing(
  wanted: Partial<WantedSettings>,
  settings: Partial<RepositorySettings> = {},
  extras: Partial<Extras> = {},
): readonly string[] {
  return differences(givenSettings(settings), { ...nothing, ...extras }, givenWanted(wanted))
}

describe('where a repository differs from what the inputs say', () => {
  test('nowhere, where they say nothing', () => {
    expect(differing({}, { mutability: { kind: 'IMMUTABLE', exclusions: [] }, scanOnPush: false })).toEqual(
      [],
    )
  })

  test('mutability', () => {
    const wanted = { mutability: { kind: 'IMMUTABLE', exclusions: [] } } as const
    expect(differing(wanted)).toEqual(['tag mutability is MUTABLE, not IMMUTABLE'])
    expect(differing(wanted, wanted)).toEqual([])
  })

  test('exclusions, whose order means nothing', () => {
    const of = (...exclusions: string[]) =>
      ({ mutability: { kind: 'IMMUTABLE_WITH_EXCLUSION', exclusions } }) as const
    expect(differing(of('a', 'b'), of('b', 'a'))).toEqual([])
    expect(differing(of('a', 'b'), of('a'))).toEqual([
      'tag mutability is IMMUTABLE_WITH_EXCLUSION a, not IMMUTABLE_WITH_EXCLUSION a b',
    ])
  })

  test.each<[string, Encryption, Encryption, string | undefined]>([
    ['the same', { type: 'KMS', key }, { type: 'KMS', key }, undefined],
    [
      'the type',
      { type: 'AES256', key: undefined },
      { type: 'KMS', key: undefined },
      'encryption is AES256, not KMS',
    ],
    [
      'the other type',
      { type: 'KMS', key },
      { type: 'AES256', key: undefined },
      'encryption is KMS, not AES256',
    ],
    ['any key', { type: 'KMS', key }, { type: 'KMS', key: undefined }, undefined],
    ['the id of the key', { type: 'KMS', key }, { type: 'KMS', key: keyId }, undefined],
    [
      'another key',
      { type: 'KMS', key },
      { type: 'KMS', key: `${key}0` },
      `encryption key is ${key}, not ${key}0`,
    ],
    [
      'the end of a key’s id',
      { type: 'KMS', key },
      { type: 'KMS', key: keyId.slice(1) },
      `encryption key is ${key}, not ${keyId.slice(1)}`,
    ],
    [
      'the key of AWS',
      { type: 'KMS', key: undefined },
      { type: 'KMS', key },
      `encryption key is the one of AWS, not ${key}`,
    ],
    ['an alias, which cannot be compared', { type: 'KMS', key }, { type: 'KMS', key: 'alias/x' }, undefined],
    [
      'an alias by its ARN',
      { type: 'KMS', key },
      { type: 'KMS', key: 'arn:aws:kms:eu-west-1:123456789012:alias/x' },
      undefined,
    ],
  ])('encryption: %s', (_, is, wanted, difference) => {
    expect(differing({ encryption: wanted }, { encryption: is })).toEqual(
      difference === undefined ? [] : [difference],
    )
  })

  test('scan on push, where the input says so', () => {
    expect(differing({ scanOnPush: true }, { scanOnPush: false })).toEqual([])
    expect(differing({ scanOnPush: true, scanOnPushGiven: true }, { scanOnPush: false })).toEqual([
      'scan on push is false, not true',
    ])
  })

  test('resource tags: those that are wanted, and no others', () => {
    const wanted = { tags: { a: '1', b: '2', c: '3' } }
    expect(differing(wanted, {}, { tags: { a: '1', b: '2', c: '3', d: '4' } })).toEqual([])
    expect(differing(wanted, {}, { tags: { a: '1', b: 'x' } })).toEqual([
      'the resource tags b, c are missing or have other values',
    ])
    expect(differing({ tags: { constructor: 'x' } }, {}, { tags: {} })).toHaveLength(1)
  })

  describe.each([
    ['policy', 'repository policy'],
    ['lifecyclePolicy', 'lifecycle policy'],
  ] as const)('%s', (name, words) => {
    const text = JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Action: ['a', 'b'] }] })

    test.each([
      ['with other white space', JSON.stringify(JSON.parse(text), undefined, 4)],
      [
        'with its members in another order',
        '{"Statement":[{"Action":["a","b"],"Effect":"Allow"}],"Version":"1"}',
      ],
      [
        'with the one statement on its own',
        '{"Statement":{"Action":["a","b"],"Effect":"Allow"},"Version":"1"}',
      ],
    ])('is the same %s', (_, is) => {
      expect(differing({ [name]: text }, {}, { [name]: is })).toEqual([])
      expect(differing({ [name]: is }, {}, { [name]: text })).toEqual([])
    })

    test.each([
      ['with another value', text.replace('Allow', 'Deny')],
      ['with less in it', '{"Version":"1"}'],
      ['with lists in another order, which may mean something', text.replace('"a","b"', '"b","a"')],
      ['that is no JSON', '<policy>'],
    ])('is another one %s', (_, is) => {
      expect(differing({ [name]: text }, {}, { [name]: is })).toEqual([`its ${words} is another one`])
    })

    test('is missing', () => {
      expect(differing({ [name]: text })).toEqual([`it has no ${words}`])
    })

    test('is there, where nobody asked for one', () => {
      expect(differing({}, {}, { [name]: text })).toEqual([])
    })

    test('is the same as itself, whatever it is', () => {
      fc.assert(
        fc.property(fc.json(), (given) => {
          expect(
            differing({ [name]: given }, {}, { [name]: JSON.stringify(JSON.parse(given), undefined, 1) }),
          ).toEqual([])
        }),
      )
    })
  })

  describe('a repository policy whose accounts ECR writes as the ARNs of their roots', () => {
    const ofAccounts = (...AWS: readonly string[]) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { AWS }, Action: 'ecr:BatchGetImage' }],
      })
    const root = (account: string, partition = 'aws') => `arn:${partition}:iam::${account}:root`
    const one = '123456789012'
    const other = '210987654321'

    test.each([
      ['one account', ofAccounts(one), ofAccounts(root(one))],
      ['several', ofAccounts(one, other), ofAccounts(root(one), root(other))],
      ['China', ofAccounts(one), ofAccounts(root(one, 'aws-cn'))],
      ['the European Sovereign Cloud', ofAccounts(one), ofAccounts(root(one, 'aws-eusc'))],
      ['one account on its own', ofAccounts(one).replace(`["${one}"]`, `"${one}"`), ofAccounts(root(one))],
    ])('is the same: %s', (_, policy, is) => {
      expect(differing({ policy }, {}, { policy: is })).toEqual([])
      expect(differing({ policy: is }, {}, { policy })).toEqual([])
    })

    test.each([
      ['another account', ofAccounts(one), ofAccounts(root(other))],
      ['one account more', ofAccounts(one), ofAccounts(root(one), root(other))],
      ['a role of the account', ofAccounts(one), ofAccounts(`arn:aws:iam::${one}:role/root`)],
      ['everybody', ofAccounts(one), ofAccounts('*')],
      ['no account, but a longer text', ofAccounts(`x${one}`), ofAccounts(`x${root(one)}`)],
      ['no account, but more of them', ofAccounts(`${one}/x`), ofAccounts(`${root(one)}/x`)],
    ])('is another one: %s', (_, policy, is) => {
      expect(differing({ policy }, {}, { policy: is })).toEqual(['its repository policy is another one'])
      expect(differing({ policy: is }, {}, { policy })).toEqual(['its repository policy is another one'])
    })
  })

  test.each([
    ['policy', '{"Version":"2012-10-17","Statement":[]}', '{"Statement":[]}'],
    ['policy', '{"Statement":[]}', '{"Version":"2008-10-17","Statement":[]}'],
    ['lifecyclePolicy', '{"rules":[]}', '{"Version":"1","rules":[]}'],
  ] as const)('a %s without the version that ECR writes into it is the same: %s, %s', (name, text, is) => {
    expect(differing({ [name]: text }, {}, { [name]: is })).toEqual([])
  })

  test('a policy with another version of the language is the same only where nothing else differs', () => {
    const policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow"}]}'
    expect(differing({ policy }, {}, { policy: policy.replace('Allow', 'Deny') })).toHaveLength(1)
    expect(differing({ policy }, {}, { policy: '{"Version":"2012-10-17"}' })).toHaveLength(1)
  })

  test('everywhere, in one list', () => {
    const wanted = {
      mutability: { kind: 'IMMUTABLE', exclusions: [] },
      encryption: { type: 'KMS', key: undefined },
      scanOnPush: false,
      scanOnPushGiven: true,
      tags: { a: '1' },
      policy: '{}',
      lifecyclePolicy: '{}',
    } as const
    expect(differing(wanted, {}, { tags: {} })).toHaveLength(6)
  })
})
