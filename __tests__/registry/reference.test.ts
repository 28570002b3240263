import { describe, expect, test } from '@jest/globals'
import { parseRepository } from '../../src/registry/reference.ts'

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
      repository: { name, host: undefined, account: undefined, region: undefined },
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
      repository: { name: 'team/shop', host, account, region },
    })
  })

  test.each(['127.0.0.1:5000', '127.0.0.1', '127.8.9.1:80', 'localhost:4566', 'localhost', '[::1]:5000'])(
    'on a loopback address: %s',
    (host) => {
      expect(parseRepository(`${host}/shop`)).toEqual({
        kind: 'valid',
        repository: { name: 'shop', host, account: undefined, region: undefined },
      })
    },
  )

  test.each([
    'docker.io',
    'ghcr.io',
    'public.ecr.aws',
    'evil.example.com',
    '12345.dkr.ecr.eu-west-1.amazonaws.com',
    'x123456789012.dkr.ecr.eu-west-1.amazonaws.com',
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com:8443',
    '128.0.0.1:5000',
    '127.0.0.1.example.com',
  ])('not on %s', (host) => {
    expect(invalid(`${host}/shop`)).toBe(`is on '${host}', which is no host of a private ECR registry`)
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
