import { createRequire } from 'node:module'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parsePythonVersion } from '../../src/image/pep440.ts'

type Explained = Readonly<{ is_prerelease: boolean; is_postrelease: boolean; is_devrelease: boolean }>

/** It brings no types. */
const pep440 = createRequire(import.meta.url)('@renovate/pep440') as Readonly<{
  explain: (text: string) => Explained | null
  clean: (text: string) => string | null
  major: (text: string) => number
  minor: (text: string) => number
  patch: (text: string) => number
}>

/** What the library of docker/metadata-action says of a version, in our words. */
function theirs(text: string) {
  const explained = pep440.explain(text)
  if (explained === null) return undefined
  const { is_prerelease, is_postrelease, is_devrelease } = explained
  return {
    version: pep440.clean(text),
    major: pep440.major(text),
    minor: pep440.minor(text),
    patch: pep440.patch(text),
    isFinal: !is_prerelease && !is_postrelease && !is_devrelease,
  }
}

describe('in its normal form', () => {
  test.each([
    ['1', '1', true],
    ['1.2.3', '1.2.3', true],
    ['v1.2', '1.2', true],
    ['V1.2', '1.2', true],
    ['01.02.003', '1.2.3', true],
    ['1!2.0', '1!2.0', true],
    ['0!2.0', '2.0', true],
    ['2026.11.20', '2026.11.20', true],
    ['1.2.3.4.5', '1.2.3.4.5', true],
    ['1.1beta2', '1.1b2', false],
    ['1.1-ALPHA', '1.1a0', false],
    ['1.1c1', '1.1rc1', false],
    ['1.1.pre_3', '1.1rc3', false],
    ['1.1preview1', '1.1rc1', false],
    ['20200110-RC2', '20200110rc2', false],
    ['1.2post1', '1.2.post1', false],
    ['1.2-1', '1.2.post1', false],
    ['1.2.rev4', '1.2.post4', false],
    ['1.2r', '1.2.post0', false],
    ['1.0dev4', '1.0.dev4', false],
    ['1.0.DEV', '1.0.dev0', false],
    ['1.0a2.post3.dev4', '1.0a2.post3.dev4', false],
    ['1.2+deb.1', '1.2+deb,1', true],
    ['1.2+Ubuntu-01', '1.2+ubuntu,1', true],
    ['1.2+abc', '1.2+abc', true],
  ])('%s is %s', (text, version, isFinal) => {
    expect(parsePythonVersion(text)).toMatchObject({ version, isFinal })
    expect(parsePythonVersion(text)).toEqual(theirs(text))
  })
})

test.each(['1', '1.2', '1.2.3', '1.2.3.4'])('the parts of %s', (text) => {
  const { major, minor, patch } = parsePythonVersion(text) ?? {}
  expect([major, minor, patch]).toEqual([1, text.length > 1 ? 2 : 0, text.length > 3 ? 3 : 0])
})

test.each([
  '',
  'v',
  'latest',
  '1.2.3-x',
  '1..2',
  '1.2.',
  '.1',
  '1.2 ',
  ' 1.2',
  '1.2+',
  '1.2+a..b',
  'vv1',
  '1!',
])('no version: %j', (text) => {
  expect(parsePythonVersion(text)).toBeUndefined()
  expect(theirs(text)).toBeUndefined()
})

test('any text is read as the library reads it', () => {
  const piece = fc.constantFrom(
    ...['1', '2', '10', '007', '.', '-', '_', '!', '+', 'v', 'a', 'b', 'c', 'rc', 'alpha', 'beta', 'pre'],
    ...['preview', 'post', 'rev', 'r', 'dev', 'A', 'RC', 'Post', 'abc', ' '],
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
      expect(parsePythonVersion(pieces.join(''))).toEqual(theirs(pieces.join('')))
    }),
    { numRuns: 5_000 },
  )
})
