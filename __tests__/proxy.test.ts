import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isProxyIgnored, normalisedProxies, proxyPasswords } from '../src/proxy.ts'
import { failing } from './support/failure.ts'

describe('the address of a proxy', () => {
  test.each([
    ['http://proxy.corp:3128', undefined],
    ['https://proxy.corp', undefined],
    ['http://proxy.corp:3128/', undefined],
    ['http://ci:p%23w@proxy.corp:3128', undefined],
    ['10.0.0.1:3128', 'http://10.0.0.1:3128'],
    ['proxy:3128', 'http://proxy:3128'],
  ])('%s', (given, changed) => {
    for (const name of ['HTTPS_PROXY', 'http_proxy'])
      expect(normalisedProxies({ [name]: given })).toEqual(changed === undefined ? {} : { [name]: changed })
  })

  test.each([
    'http://ci:p#w-hunter2@proxy.corp:3128',
    'http://ci:p/w-hunter2@proxy.corp:3128',
    'http://ci:p%w-hunter2@proxy.corp:3128',
    'http://ci:12/w-hunter2@proxy.corp',
    'http://ci:1?w-hunter2@proxy.corp',
    'socks5://ci:w-hunter2@proxy.corp:1080',
    'http://',
    'w-hunter2 w-hunter2',
  ])('that is none is refused without being shown: %s', async (given) => {
    const failure = await failing(() => normalisedProxies({ https_proxy: given }))
    expect(failure.code).toBe('PROXY_INVALID')
    expect(failure.sentence).toContain('https_proxy')
    expect(failure.sentence + failure.hint).not.toContain('hunter2')
  })

  test('whatever is given, no error but that one, and it never shows the value', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        try {
          normalisedProxies({ HTTPS_PROXY: text })
        } catch (error) {
          expect(error).toMatchObject({ code: 'PROXY_INVALID' })
        }
      }),
    )
  })

  test('its passwords are secrets, in both their forms', () => {
    const env = { HTTPS_PROXY: 'http://ci:p%23w@proxy.corp:3128', HTTP_PROXY: 'http://proxy.corp' }
    expect(proxyPasswords(env)).toEqual(['p%23w', 'p#w'])
  })
})

describe('hosts that are reached without the proxy', () => {
  test.each([
    ['amazonaws.com', 'amazonaws.com,.amazonaws.com'],
    ['*.amazonaws.com', '*.amazonaws.com,.amazonaws.com,amazonaws.com'],
    ['.amazonaws.com', '.amazonaws.com,amazonaws.com'],
    ['127.0.0.1,10.0.0.0/8,localhost,*', undefined],
    ['10.0.0.1, internal.corp:8443 corp.example', '10.0.0.1,internal.corp:8443,corp.example,.corp.example'],
  ])('%s', (given, changed) => {
    expect(normalisedProxies({ NO_PROXY: given })).toEqual(changed === undefined ? {} : { NO_PROXY: changed })
  })
})

test.each([
  ['24.4.1', true],
  ['22.20.0', true],
  ['24.5.0', false],
  ['25.0.0', false],
])('Node.js %s ignores a proxy for AWS calls: %s', (version, isIgnored) => {
  expect(isProxyIgnored({ HTTPS_PROXY: 'http://proxy' }, version)).toBe(isIgnored)
  expect(isProxyIgnored({ NO_PROXY: 'x' }, version)).toBe(false)
})
