import { describe, expect, test } from '@jest/globals'
import { type Flavor, parseFlavor, plainFlavor } from '../../src/image/flavor.ts'

describe('a flavor', () => {
  test.each<[string, Partial<Flavor>]>([
    ['', {}],
    ['# nothing', {}],
    ['latest=auto', {}],
    ['latest=true', { latest: 'true' }],
    ['latest=true\nlatest=false', { latest: 'false' }],
    ['LATEST = false', { latest: 'false' }],
    ['prefix=a-', { prefix: 'a-' }],
    ['prefix=a-,onlatest=true', { prefix: 'a-', prefixesLatest: true }],
    ['prefix=a-,onlatest=false', { prefix: 'a-' }],
    ['prefix=a-,onlatest=true\nprefix=b-', { prefix: 'b-', prefixesLatest: true }],
    ['suffix=-b,onlatest=true', { suffix: '-b', suffixesLatest: true }],
    ['prefix=a-,suffix=-b,onlatest=true', { prefix: 'a-', suffix: '-b', suffixesLatest: true }],
    ['prefix=a-,latest=true,onlatest=true', { prefix: 'a-', latest: 'true' }],
    ['onlatest=true,prefix=a-', { prefix: 'a-' }],
    ['prefix=a-\nonlatest=true', { prefix: 'a-' }],
    ['prefix=a=b', { prefix: 'a' }],
    ['prefix=', {}],
    ['"prefix=a,b"', { prefix: 'a,b' }],
    ['prefix={{branch}}-', { prefix: '{{branch}}-' }],
  ])('%j', (text, expected) => {
    expect(parseFlavor(text)).toEqual({ flavor: { ...plainFlavor, ...expected }, problems: [] })
  })
})

describe('what is wrong is said, with line and part', () => {
  test.each([
    ['latest=yes', "latest is 'yes', which is not one of auto, true, false"],
    ['latest=', "latest is '', which is not one of auto, true, false"],
    ['latest', "'latest' is not of the form key=value"],
    ['prefix=a,onlatest=1', "onlatest is '1', which is neither true nor false"],
    ['colour=blue', "'colour' is not one of latest, prefix, suffix, onlatest"],
    ['prefix={{branch', "'{{branch' is not closed"],
    ['suffix={{date}}', "'{{date}}': date takes one format, in quotes, such as {{date 'YYYYMMDD'}}"],
    ['"prefix=a', 'a double quote is not closed'],
  ])('%s', (text, said) => {
    expect(parseFlavor(text).problems).toEqual([`${said} (line 1, '${text.replace('"', '')}')`])
  })

  test('all of it', () => {
    expect(parseFlavor('latest=yes\nprefix=x\n\nsuffix').problems).toEqual([
      expect.stringContaining("(line 1, 'latest=yes')"),
      expect.stringContaining("(line 4, 'suffix')"),
    ])
  })
})
