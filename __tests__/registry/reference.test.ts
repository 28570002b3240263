import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { hostOf, parseRepository } from '../../src/registry/reference.ts'

function invalid(text: string): string {
  const parsed = parseRepository(text)
  return parsed.kind === 'invalid' ? parsed.reason : `valid: ${JSON.stringify(parsed.repository)}`
}

describe('a name', () => {
  test.each([
    'shop',
    'team/shop',
    'a1',
    'my-app',
    'my_app/web.front',
    'team/sub/shop',
    'localhosting/shop',
    'x'.repeat(256),
  ])('%s', (name) => {
    expect(parseRepository(name)).toEqual({
      kind: 'valid',
      repository: { kind: 'private', name, host: undefined, account: undefined, region: undefined },
    })
  })

  test.each([
    'Shop',
    'x',
    'x'.repeat(257),
    'shop/',
    '/shop',
    'team//shop',
    '-shop',
    'shop-',
    'shop--x',
    'my__app',
    'größe',
    'a b',
    'shop\nx',
    '$(id)',
    '..',
  ])('that ECR would refuse: %j', (name) => {
    expect(invalid(name)).toBe(
      'is not a repository name of ECR (2 to 256 lower-case letters, digits and ._-/)',
    )
  })
})

describe('a full URI', () => {
  const account = '123456789012'

  test.each([
    [`${account}.dkr.ecr.eu-west-1.amazonaws.com`, 'eu-west-1'],
    [`${account}.dkr.ecr.cn-north-1.amazonaws.com.cn`, 'cn-north-1'],
    [`${account}.dkr.ecr.us-gov-west-1.amazonaws.com`, 'us-gov-west-1'],
    [`${account}.dkr.ecr.eusc-de-east-1.amazonaws.eu`, 'eusc-de-east-1'],
    [`${account}.dkr.ecr-fips.us-east-1.amazonaws.com`, 'us-east-1'],
    [`${account}.dkr-ecr.eu-west-1.on.aws`, 'eu-west-1'],
    [`${account}.dkr-ecr-fips.us-east-1.on.aws`, 'us-east-1'],
  ])('on %s', (host, region) => {
    expect(parseRepository(`${host}/team/shop`)).toEqual({
      kind: 'valid',
      repository: { kind: 'private', name: 'team/shop', host, account, region },
    })
  })

  test.each(['127.0.0.1:5000', '127.0.0.1', '127.8.9.1:80', 'localhost:4566', 'localhost', '[::1]:5000'])(
    'on a loopback address: %s',
    (host) => {
      expect(parseRepository(`${host}/shop`)).toEqual({
        kind: 'valid',
        repository: { kind: 'private', name: 'shop', host, account: undefined, region: undefined },
      })
    },
  )

  test.each([
    'docker.io',
    'ghcr.io',
    'quay.io',
    'europe-west1-docker.pkg.dev',
    'acme.azurecr.io',
    'evil.example.com',
    'public.ecr.aws.example.com',
    'xpublic.ecr.aws',
    '12345.dkr.ecr.eu-west-1.amazonaws.com',
    'x123456789012.dkr.ecr.eu-west-1.amazonaws.com',
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com:8443',
    '128.0.0.1:5000',
    '127.0.0.1.example.com',
  ])('not on %s', (host) => {
    expect(invalid(`${host}/shop`)).toBe(
      `is on '${host}', which is no host of ECR (account.dkr.ecr.region.amazonaws.com or public.ecr.aws)`,
    )
  })
})

describe('in ECR Public', () => {
  test.each(['public.ecr.aws', 'ecr-public.aws.com'])('on %s', (host) => {
    expect(parseRepository(`${host}/acme/team/shop`)).toEqual({
      kind: 'valid',
      repository: { kind: 'public', host, alias: 'acme', name: 'team/shop' },
    })
  })

  test('an alias that AWS made', () => {
    expect(parseRepository('public.ecr.aws/a1b2c3d4/shop')).toMatchObject({
      repository: { alias: 'a1b2c3d4', name: 'shop' },
    })
  })

  test('without the alias', () => {
    expect(invalid('public.ecr.aws/shop')).toBe('lacks the alias of the registry: public.ecr.aws/alias/name')
  })

  test.each([
    ['public.ecr.aws/acme/shop:1', 'holds a tag; tags belong into the input tags'],
    [
      'public.ecr.aws/acme/Shop',
      'is not a repository name of ECR (2 to 256 lower-case letters, digits and ._-/)',
    ],
    [
      'public.ecr.aws/acme/',
      'is not a repository name of ECR (2 to 256 lower-case letters, digits and ._-/)',
    ],
    ['public.ecr.aws/', 'is not a repository name of ECR (2 to 256 lower-case letters, digits and ._-/)'],
  ])('%s', (text, reason) => {
    expect(invalid(text)).toBe(reason)
  })
})

describe('the host to push to', () => {
  const plain = '123456789012.dkr.ecr.eu-west-1.amazonaws.com'

  test('is the one that ECR tells, where the user names none or the same', () => {
    expect(hostOf(undefined, plain)).toBe(plain)
    expect(hostOf(plain, plain)).toBe(plain)
    expect(hostOf(undefined, '127.0.0.1:5000')).toBe('127.0.0.1:5000')
  })

  test.each([
    ['FIPS', plain, '123456789012.dkr.ecr-fips.eu-west-1.amazonaws.com'],
    ['dual-stack', plain, '123456789012.dkr-ecr.eu-west-1.on.aws'],
    ['dual-stack and FIPS', plain, '123456789012.dkr-ecr-fips.eu-west-1.on.aws'],
    [
      'FIPS in GovCloud',
      '123456789012.dkr.ecr.us-gov-west-1.amazonaws.com',
      '123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com',
    ],
    [
      'dual-stack in China',
      '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn',
      '123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn',
    ],
    [
      'dual-stack in the European Sovereign Cloud',
      '123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu',
      '123456789012.dkr-ecr.eusc-de-east-1.on.amazonwebservices.eu',
    ],
  ])('is the user’s, where it is the same registry by another name: %s', (_, told, wanted) => {
    expect(hostOf(wanted, told)).toBe(wanted)
  })

  const registries = [
    ['aws', 'eu-west-1', 'amazonaws.com', 'on.aws'],
    ['aws-cn', 'cn-north-1', 'amazonaws.com.cn', 'on.amazonwebservices.com.cn'],
    ['aws-us-gov', 'us-gov-west-1', 'amazonaws.com', 'on.aws'],
    ['aws-eusc', 'eusc-de-east-1', 'amazonaws.eu', 'on.amazonwebservices.eu'],
  ] as const

  /** The four hosts of one registry: plain, FIPS, dual-stack, and both. */
  function hostsOf(account: string, region: string, suffix: string, dualStack: string): readonly string[] {
    return ['', '-fips'].flatMap((fips) => [
      `${account}.dkr.ecr${fips}.${region}.${suffix}`,
      `${account}.dkr-ecr${fips}.${region}.${dualStack}`,
    ])
  }

  describe.each(registries)('in %s', (partition, region, suffix, dualStack) => {
    const hosts = hostsOf('123456789012', region, suffix, dualStack)
    const pairs = hosts.flatMap((told) => hosts.map((wanted) => [told, wanted] as const))

    test.each(pairs)('ECR tells %s: the user’s %s is taken', (told, wanted) => {
      expect(hostOf(wanted, told)).toBe(wanted)
    })

    test.each(hosts)('ECR tells %s: the hosts of others are refused', (told) => {
      const others = registries.filter(([name]) => name !== partition)
      const foreign = [
        ...hostsOf('210987654321', region, suffix, dualStack),
        ...hostsOf('123456789012', `${region}0`, suffix, dualStack),
        // The same region's name with another partition's suffixes.
        ...others
          .filter(([, , otherSuffix]) => otherSuffix !== suffix)
          .flatMap(([, , otherSuffix, otherStack]) =>
            hostsOf('123456789012', region, otherSuffix, otherStack),
          ),
        ...others.flatMap(([, otherRegion, otherSuffix, otherStack]) =>
          hostsOf('123456789012', otherRegion, otherSuffix, otherStack),
        ),
      ]
      expect(foreign.filter((wanted) => hostOf(wanted, told) !== undefined)).toEqual([])
      expect(foreign.filter((wanted) => hostOf(told, wanted) !== undefined)).toEqual([])
    })
  })

  test('is none where ECR tells one of nobody knows whom, unless the user names just that', () => {
    const strange = '123456789012.dkr.ecr.eu-west-1.example.com'
    expect(hostOf(plain, strange)).toBeUndefined()
    expect(hostOf(undefined, strange)).toBe(strange)
    expect(hostOf(strange, strange)).toBe(strange)
  })

  test.each([
    ['another account', '210987654321.dkr.ecr.eu-west-1.amazonaws.com'],
    ['another region', '123456789012.dkr.ecr.eu-west-2.amazonaws.com'],
    ['another partition', '123456789012.dkr.ecr.eu-west-1.amazonaws.com.cn'],
    ['a suffix of somebody else', '123456789012.dkr.ecr.eu-west-1.amazonaws.com.evil.example'],
    ['a suffix of somebody else altogether', '123456789012.dkr.ecr.eu-west-1.evil.example'],
    ['FIPS with a suffix of somebody else', '123456789012.dkr.ecr-fips.eu-west-1.evil.example'],
    ['dual-stack with a suffix of somebody else', '123456789012.dkr-ecr.eu-west-1.on.aws.evil.example'],
    ['dual-stack of another partition', '123456789012.dkr-ecr.eu-west-1.on.amazonwebservices.com.cn'],
    ['dual-stack with the plain suffix', '123456789012.dkr-ecr.eu-west-1.amazonaws.com'],
    ['plain with the dual-stack suffix', '123456789012.dkr.ecr.eu-west-1.on.aws'],
    ['a loopback address', '127.0.0.1:5000'],
    ['a port', '123456789012.dkr.ecr.eu-west-1.amazonaws.com:8443'],
    ['nothing of ECR', 'ghcr.io'],
  ])('is none, where it is another registry: %s', (_, wanted) => {
    expect(hostOf(wanted, plain)).toBeUndefined()
  })

  test('is that of the stand-in where ECR is one, whatever AWS host the user names', () => {
    expect(hostOf(plain, '127.0.0.1:5000')).toBe('127.0.0.1:5000')
    expect(hostOf('localhost:5000', '127.0.0.1:5000')).toBeUndefined()
    expect(hostOf('127.0.0.1:5001', '127.0.0.1:5000')).toBeUndefined()
  })

  test('is never one of somebody else', () => {
    const part = fc.stringMatching(/^[a-z0-9.-]{1,20}$/)
    fc.assert(
      fc.property(
        part,
        part,
        fc.constantFrom('.dkr.ecr.', '.dkr-ecr.', '.dkr.ecr-fips.'),
        (region, suffix, kind) => {
          const host = hostOf(`123456789012${kind}${region}.${suffix}`, plain)
          expect(host === undefined || /\.(amazonaws\.com|on\.aws)$/.test(host)).toBe(true)
        },
      ),
    )
  })
})

describe('whatever is given', () => {
  test('nothing is thrown, and a reason quotes little of it on one line', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'binary', maxLength: 300 }).map((host) => `a.${host}/shop`),
    )
    fc.assert(
      fc.property(text, (given) => {
        const parsed = parseRepository(given)
        if (parsed.kind === 'invalid') expect(parsed.reason).toMatch(/^\P{Cc}{1,200}$/su)
      }),
    )
  })
})

describe('more than a repository', () => {
  const uri = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop'

  test.each([
    ['shop:1.2', 'holds a tag; tags belong into the input tags'],
    [`${uri}:latest`, 'holds a tag; tags belong into the input tags'],
    ['127.0.0.1:5000/shop:1', 'holds a tag; tags belong into the input tags'],
    [`${uri}@sha256:${'1'.repeat(64)}`, 'holds a digest; give the repository alone'],
    [`${uri}:1@sha256:${'1'.repeat(64)}`, 'holds a digest; give the repository alone'],
    [`https://${uri}`, 'has a scheme; leave it out'],
  ])('%s', (text, reason) => {
    expect(invalid(text)).toBe(reason)
  })
})

test('a very long text is judged at once', () => {
  const began = performance.now()
  for (const part of ['a', 'a-', 'a.', 'a/', '1', '.dkr.ecr', '127.']) {
    expect(parseRepository(part.repeat(20_000)).kind).toBe('invalid')
    expect(parseRepository(`${part.repeat(20_000)}/${part.repeat(20_000)}!`).kind).toBe('invalid')
  }
  expect(performance.now() - began).toBeLessThan(1_000)
})
