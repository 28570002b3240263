import { describe, expect, test } from '@jest/globals'
import { matchesPurl, parsePurl } from '../../src/scan/purl.ts'
import { givenFinding } from '../support/given.ts'

function matches(text: string, packageManager: string | undefined, name: string, version = '1.0'): boolean {
  const purl = parsePurl(text)
  if (purl === undefined) throw new Error(`${text} is no package URL`)
  return matchesPurl(purl, givenFinding({ packageManager, packageName: name, packageVersion: version }))
}

describe('a package URL', () => {
  test.each([
    ['pkg:deb/debian/openssl', { type: 'deb', namespace: ['debian'], name: 'openssl' }],
    ['pkg:npm/lodash@4.17.20', { type: 'npm', namespace: [], name: 'lodash', version: '4.17.20' }],
    ['pkg:npm/%40babel/core@7.0.0', { type: 'npm', namespace: ['@babel'], name: 'core', version: '7.0.0' }],
    ['pkg:npm/@babel/core', { type: 'npm', namespace: ['@babel'], name: 'core' }],
    ['pkg:npm/@babel/core@7.0.0', { type: 'npm', namespace: ['@babel'], name: 'core', version: '7.0.0' }],
    ['PKG:NPM/lodash', { type: 'npm', namespace: [], name: 'lodash' }],
    ['pkg://npm/lodash', { type: 'npm', namespace: [], name: 'lodash' }],
    ['pkg:rpm/amzn/curl@8.3.0-1?arch=x86_64&epoch=0', { type: 'rpm', name: 'curl', version: '8.3.0-1' }],
    [
      'pkg:golang/github.com/acme/lib@v1.2.3#sub/path',
      { type: 'golang', namespace: ['github.com', 'acme'], name: 'lib', version: 'v1.2.3' },
    ],
    [
      'pkg:deb/debian/libstdc%2B%2B6@12.2.0-14%2Bdeb12u1',
      { name: 'libstdc++6', version: '12.2.0-14+deb12u1' },
    ],
    ['pkg:golang/a@b/c', { type: 'golang', namespace: ['a@b'], name: 'c' }],
    ['', undefined],
    ['openssl', undefined],
    ['pkg:deb', undefined],
    ['pkg:deb/', undefined],
    ['pkg:deb//', undefined],
    ['pkg:deb/debian/openssl@', undefined],
    ['pkg:deb/%E0%A4%A', undefined],
    ['pkg:/openssl', undefined],
    ['https://example.com/openssl', undefined],
  ])('%s is %j', (text, parts) => {
    if (parts === undefined) expect(parsePurl(text)).toBeUndefined()
    else expect(parsePurl(text)).toMatchObject({ version: undefined, ...parts })
  })
})

describe('a package URL is that of a finding', () => {
  test.each([
    ['pkg:deb/debian/openssl', 'OS', 'openssl', '3.0.1'],
    ['pkg:deb/ubuntu/openssl', undefined, 'openssl', '3.0.1'],
    ['pkg:apk/alpine/busybox@1.36.1-r2', 'OS', 'busybox', '1.36.1-r2'],
    ['pkg:rpm/amzn/curl@8.3.0-1', 'OS', 'curl', '2:8.3.0-1'],
    ['pkg:rpm/amzn/curl@2:8.3.0-1', 'OS', 'curl', '2:8.3.0-1'],
    ['pkg:npm/lodash', 'NODEPKG', 'lodash', '1'],
    ['pkg:npm/lodash@4.17.20', 'NPM', 'lodash', '4.17.20'],
    ['pkg:npm/%40babel/core', 'YARN', '@babel/core', '1'],
    ['pkg:pypi/Foo_Bar', 'PYTHONPKG', 'foo-bar', '1'],
    ['pkg:pypi/requests', 'PIP', 'requests', '1'],
    ['pkg:maven/org.apache.logging.log4j/log4j-core', 'JAR', 'org.apache.logging.log4j:log4j-core', '1'],
    ['pkg:maven/log4j-core', 'POM', 'log4j-core', '1'],
    ['pkg:golang/github.com/acme/lib@v1', 'GOBINARY', 'github.com/acme/lib', 'v1'],
    ['pkg:golang/stdlib', 'GOMOD', 'stdlib', '1'],
    ['pkg:gem/rack', 'BUNDLER', 'rack', '1'],
    ['pkg:cargo/serde', 'CARGO', 'serde', '1'],
    ['pkg:composer/acme/lib', 'COMPOSER', 'acme/lib', '1'],
    ['pkg:nuget/Newtonsoft.Json', 'NUGET', 'Newtonsoft.Json', '1'],
    ['pkg:npm/lodash', 'nodepkg', 'lodash', '1'],
  ])('%s: %s %s %s', (text, manager, name, version) => {
    expect(matches(text, manager, name, version)).toBe(true)
  })
})

describe('a package URL is not that of a finding', () => {
  test.each([
    ['of another name', 'pkg:deb/debian/openssl', 'OS', 'openssl-libs', '1'],
    ['of another version', 'pkg:deb/debian/openssl@3.0.1', 'OS', 'openssl', '3.0.2'],
    ['of another epoch', 'pkg:rpm/amzn/curl@1:8.3.0-1', 'OS', 'curl', '2:8.3.0-1'],
    ['of another version, which no epoch makes the same', 'pkg:npm/x@1.0', 'NPM', 'x', '2:1.0'],
    ['of another manager', 'pkg:npm/openssl', 'OS', 'openssl', '1'],
    ['of the system, where it is one of a language', 'pkg:deb/debian/requests', 'PIP', 'requests', '1'],
    ['of an unknown manager', 'pkg:npm/lodash', undefined, 'lodash', '1'],
    ['without its scope', 'pkg:npm/%40babel/core', 'NPM', 'core', '1'],
    ['with a scope', 'pkg:npm/core', 'NPM', '@babel/core', '1'],
    ['of another vendor', 'pkg:composer/acme/lib', 'COMPOSER', 'other/lib', '1'],
    ['of a type that Inspector does not have', 'pkg:conda/numpy', 'OS', 'numpy', '1'],
    ['of a type that every object has', 'pkg:constructor/numpy', 'OS', 'numpy', '1'],
  ])('%s: %s, %s %s %s', (_, text, manager, name, version) => {
    expect(matches(text, manager, name, version)).toBe(false)
  })
})
