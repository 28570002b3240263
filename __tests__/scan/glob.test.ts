import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import picomatch from 'picomatch'
import { compileGlob } from '../../src/scan/glob.ts'

describe('a glob', () => {
  test.each([
    ['openssl', 'openssl', true],
    ['openssl', 'openssl-libs', false],
    ['openssl*', 'openssl', true],
    ['openssl*', 'openssl-libs', true],
    ['*ssl', 'openssl', true],
    ['*', 'openssl', true],
    ['*', '@babel/core', false],
    ['@babel/*', '@babel/core', true],
    ['@babel/*', '@babel', false],
    ['**', '@babel/core', true],
    ['lib?sl', 'libssl', true],
    ['lib?sl', 'lib/sl', false],
    ['lib?sl', 'libsl', false],
    ['usr/lib/**', 'usr/lib/x/y.so', true],
    ['usr/lib/**', 'usr/lib', false],
    ['usr/lib/**', 'usr/libexec/x', false],
    ['usr/**/x', 'usr/x', true],
    ['usr/**/x', 'usr/a/b/x', true],
    ['usr/**/x', 'usr/ax', false],
    ['**/package.json', 'package.json', true],
    ['**/package.json', 'app/node_modules/a/package.json', true],
    ['**/package.json', 'app/xpackage.json', false],
    ['**/a/**', 'a/b', true],
    ['usr**', 'usr/lib', false],
    ['**usr', 'a/usr', false],
    ['***', 'a/b', false],
    ['.*', '.hidden', true],
    ['*/x', '.hidden/x', true],
    ['', '', true],
    ['', 'a', false],
  ])('%s and the name %s: %s', (glob, name, isMatch) => {
    expect(compileGlob(glob)(name)).toBe(isMatch)
  })

  test.each(['libstdc++*', 'a[b-z]*', 'a{b,c}*', '!(a)*', '@(a|b)*', '+(a)*', '^a$*', '(a*', 'a\\d*', '#a*'])(
    '%s has no wildcard but the star',
    (glob) => {
      const name = glob.replace('*', '')
      expect(compileGlob(glob)(name)).toBe(true)
      expect(compileGlob(glob)(`${name} and more`)).toBe(true)
      for (const other of ['a', 'ab', 'b', 'libstdc', 'aa', 'a1'])
        expect(compileGlob(glob)(other)).toBe(false)
    },
  )

  test('means what picomatch means by it', () => {
    const part = fc.oneof(
      fc.constant('**'),
      fc
        .array(fc.constantFrom('a', 'b', '*', '?'), { minLength: 1, maxLength: 4 })
        .map((all) => all.join('')),
    )
    const glob = fc.array(part, { minLength: 1, maxLength: 4 }).map((all) => all.join('/'))
    const name = fc
      .array(fc.stringMatching(/^[ab]{1,4}$/), { minLength: 1, maxLength: 4 })
      .map((all) => all.join('/'))
    const options = { dot: true, strictSlashes: true }
    let matches = 0
    fc.assert(
      fc.property(glob, name, (pattern, text) => {
        // A star more is one star to us, and something else to picomatch.
        fc.pre(!/\*{3}|[^/]\*\*|\*\*[^/]/.test(pattern))
        const isMatch = picomatch(pattern, options)(text)
        matches += Number(isMatch)
        expect(compileGlob(pattern)(text)).toBe(isMatch)
      }),
      { numRuns: 3_000 },
    )
    expect(matches).toBeGreaterThan(100)
  })

  test('does not go through a name again and again', () => {
    // A regular expression would still be at it when the test's time is over.
    const name = 'a'.repeat(1_000)
    expect(compileGlob(`${'*a'.repeat(50)}*b*a`)(name)).toBe(false)
    expect(compileGlob(`${'**/a/'.repeat(50)}**/x/b`)(`${'a/'.repeat(400)}b`)).toBe(false)
    expect(compileGlob(`${'*a'.repeat(50)}*`)(name)).toBe(true)
  })

  test('does not look at what is longer than paths are', () => {
    expect(compileGlob('**')('a'.repeat(1_025))).toBe(false)
  })
})
