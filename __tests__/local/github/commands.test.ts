import { describe, expect, test } from '@jest/globals'
import { parseCommand } from '../../../local/github/commands.ts'
import { parsePairs } from '../../../local/github/file-commands.ts'
import { splitLines } from '../../../local/github/lines.ts'

describe('a line as a command', () => {
  test.each([
    ['::error::text', 'error', {}, 'text'],
    ['  ::error file=a%3Ab%2Cc,line=1::x%0Ay%250A', 'error', { file: 'a:b,c', line: '1' }, 'x\ny%0A'],
    ['::Group::Build', 'Group', {}, 'Build'],
    ['::notice title=a=b,col=::x', 'notice', { title: 'a=b' }, 'x'],
    ['::debug::a::b', 'debug', {}, 'a::b'],
    ['see ##[warning file=a%3Bb;line=2]text%5D', 'warning', { file: 'a;b', line: '2' }, 'text]'],
  ])('%s', (line, name, properties, data) => {
    const command = parseCommand(line)
    expect(command).toMatchObject({ name, data })
    expect(Object.fromEntries(command?.properties ?? [])).toEqual(properties)
  })

  test.each(['plain', 'x ::error::text', '::unknown::text', '::error', '##[section]text', 'a::b'])(
    'none: %s',
    (line) => {
      expect(parseCommand(line)).toBeUndefined()
    },
  )

  test('the token that ends a pause', () => {
    expect(parseCommand('::t0ken::')).toBeUndefined()
    expect(parseCommand('::t0ken::', 't0ken')).toMatchObject({ name: 't0ken' })
  })
})

describe('a command file', () => {
  test.each([
    ['', []],
    [
      'a=1\n\nb=x=y\nc=<<\n',
      [
        ['a', '1'],
        ['b', 'x=y'],
        ['c', '<<'],
      ],
    ],
    [
      'a<<E\none\n\ntwo\nE\nb=2',
      [
        ['a', 'one\n\ntwo'],
        ['b', '2'],
      ],
    ],
    ['a<<E\nE\n', [['a', '']]],
    ['a<<E\nx\nE', [['a', 'x']]],
    ['a<<E=F\nx\r\nE=F\n', [['a', 'x\r']]],
  ])('%j', (text, pairs) => {
    expect([...parsePairs(text)]).toEqual(pairs)
  })

  test.each([
    ['plain', "Invalid format 'plain'"],
    ['<<E\nx\nE\n', "Invalid format '<<E'. Name must not be empty and delimiter must not be empty"],
    ['a<<\nx\n', "Invalid format 'a<<'. Name must not be empty and delimiter must not be empty"],
    ['a<<E\nx\n', "Invalid value. Matching delimiter not found 'E'"],
    ['a<<E\nxE', 'Invalid value. EOF marker missing new line.'],
  ])('%j is refused', (text, reason) => {
    expect(() => [...parsePairs(text)]).toThrow(reason)
  })
})

test('lines out of chunks', () => {
  const lines: string[] = []
  const splitter = splitLines((line) => lines.push(line))
  const bytes = Buffer.from('eins\ntwö\r\nthree\rfour\n\nfive')
  for (const byte of bytes) splitter.push(Buffer.from([byte]))
  splitter.end()
  expect(lines).toEqual(['eins', 'twö', 'three', 'four', '', 'five'])
})
