import { describe, expect, test } from '@jest/globals'
import {
  type SecretInputs,
  secretFlags,
  secretValues,
  urlPasswords,
  withoutSecrets,
} from '../../src/image/secrets.ts'

const none: SecretInputs = { values: [], files: [], cacheKeys: {} }
const resolve = (path: string) => `/workspace/${path}`

test('a value goes by the environment, a file by its path, and none by a command line', () => {
  const { secrets, secretEnvironment } = secretFlags(
    {
      values: [
        { id: 'npm', value: 'canary-1' },
        { id: 'pgp', value: 'canary-2\ncanary-3' },
      ],
      files: [{ id: 'kube', path: 'a,b/config', text: 'canary-4' }],
      cacheKeys: { AWS_ACCESS_KEY_ID: 'canary-5' },
    },
    resolve,
  )
  expect(secrets).toEqual([
    'id=npm,env=SLIPWAY_SECRET_1',
    'id=pgp,env=SLIPWAY_SECRET_2',
    'id=kube,"src=/workspace/a,b/config"',
  ])
  expect(secretEnvironment).toEqual({
    SLIPWAY_SECRET_1: 'canary-1',
    SLIPWAY_SECRET_2: 'canary-2\ncanary-3',
    AWS_ACCESS_KEY_ID: 'canary-5',
  })
})

describe('what the log must not show', () => {
  function values(...texts: readonly string[]) {
    return secretValues({ secrets: { ...none, values: texts.map((value, at) => ({ id: `${at}`, value })) } })
  }

  test.each([
    ['a value', ['hunter2'], ['hunter2']],
    ['a short one', ['x1'], ['x1']],
    ['its spaces aside', [' hunter2\n'], ['hunter2']],
    [
      'every line of a long one',
      ['-----BEGIN-----\nMIIE\r\n-----END-----'],
      ['-----BEGIN-----', 'MIIE', '-----END-----'],
    ],
    ['the brackets of JSON aside', ['{\n  "key": "v"\n}'], ['"key": "v"']],
    ['one that is given twice', ['same', 'same'], ['same']],
    ['nothing', ['', ' '], []],
  ])('%s', (_, texts, masked) => {
    expect(values(...texts)).toEqual(masked)
  })

  test('is in files and caches too', () => {
    const files = [
      { id: 'a', path: 'a', text: 'in-a-file\n' },
      { id: 'b', path: 'b', text: 'z'.repeat(100_000) },
    ]
    const cacheKeys = { AWS_SECRET_ACCESS_KEY: 'in-a-cache' }
    expect(secretValues({ secrets: { ...none, files, cacheKeys } })).toEqual(['in-a-file', 'in-a-cache'])
  })
})

test('an error shows no secret, although the command that failed did', () => {
  const values = [
    { id: 'a', value: 'canary-1' },
    { id: 'b', value: 'canary-2\nmore' },
  ]
  const plan = { hidden: secretValues({ secrets: { ...none, values } }) }
  const lines = ['#5 0.1 the token is canary-1.', '#5 0.1 canary-2, more or less']
  expect(withoutSecrets(lines, plan)).toEqual(['#5 0.1 the token is ***.', '#5 0.1 ***, *** or less'])
})

test('a secret that begins another one does not uncover the rest of it', () => {
  expect(withoutSecrets(['it is abcdefgh'], { hidden: ['abcd', 'abcdefgh'] })).toEqual(['it is ***'])
})

test('passwords in addresses are found', () => {
  const addresses = [
    'https://user:hunter2@github.com/acme/shop.git',
    'https://ghp_token@github.com/x',
    'https://github.com/x',
  ]
  expect(urlPasswords(addresses)).toEqual(['hunter2', 'ghp_token'])
})
