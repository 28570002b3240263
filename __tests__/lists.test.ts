import { describe, expect, test } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { entriesOf } from '../src/lists.ts'

function fieldsOf(text: string, commas: 'split' | 'kept' = 'split'): readonly (readonly string[])[] {
  return entriesOf(text, commas).map(({ fields }) => fields)
}

describe('a list', () => {
  test.each<[string, string, readonly (readonly string[])[]]>([
    ['nothing', '', []],
    ['white space', ' \n\t\r\n ', []],
    ['one entry', 'a', [['a']]],
    ['one a line', 'a\nb', [['a'], ['b']]],
    ['lines as Windows ends them', 'a\r\nb\r\n', [['a'], ['b']]],
    ['empty lines between', '\n\na\n\n\nb\n\n', [['a'], ['b']]],
    ['commas', 'a,b\nc', [['a', 'b'], ['c']]],
    ['a comma at either end', ',a,', [['', 'a', '']]],
    ['white space around', ' a , b ', [[' a ', ' b ']]],
    ['comments', '# first\na\n  # second\nb', [['a'], ['b']]],
    ['a # that begins no line', 'a # b\nc#d', [['a # b'], ['c#d']]],
    ['a quoted field', 'a,"b,c",d', [['a', 'b,c', 'd']]],
    ['a quoted field after white space', 'a, "b,c"', [['a', 'b,c']]],
    ['a doubled quote', '"a ""b"" c"', [['a "b" c']]],
    ['a field that is a quote', '""""', [['"']]],
    ['an empty field in quotes', '"",a', [['', 'a']]],
    ['a quote in the middle', 'a"b"c,d"', [['a"b"c', 'd"']]],
    ['a field over lines', '"a\nb",c\nd', [['a\nb', 'c'], ['d']]],
    ['a field over lines as Windows ends them', '"a\r\nb"', [['a\nb']]],
    ['what looks like a comment in quotes', '"a\n# b\n\nc"', [['a\n# b\n\nc']]],
    ['two fields over lines', '"a\nb","c\nd"\ne', [['a\nb', 'c\nd'], ['e']]],
    ['a pair whose value is quoted', 'type=raw,"value=a,b"', [['type=raw', 'value=a,b']]],
  ])('of %s', (_, text, expected) => {
    expect(fieldsOf(text)).toEqual(expected)
    expect(entriesOf(text, 'split').every(({ isClosed }) => isClosed)).toBe(true)
  })

  test.each<[string, string, readonly string[]]>([
    ['commas stay', 'a,b\nc', ['a,b', 'c']],
    ['a quote in front of all takes in commas and lines', '"a,b\nc",d\ne', ['a,b\nc,d', 'e']],
    ['a quote after a comma is one like any other', 'a,"b,c"\nd', ['a,"b,c"', 'd']],
    ['so it opens nothing', 'a,"b\nc"', ['a,"b', 'c"']],
  ])('whose commas are kept: %s', (_, text, expected) => {
    expect(fieldsOf(text, 'kept')).toEqual(expected.map((entry) => [entry]))
  })

  test('says in which line an entry begins', () => {
    const text = '# comment\n\na\r\n"b\n\nc"\nd'
    expect(entriesOf(text, 'kept').map(({ line }) => line)).toEqual([3, 4, 7])
  })
})

describe('a double quote that nothing closes', () => {
  test.each(['split', 'kept'] as const)('takes all the rest, and says so (commas %s)', (commas) => {
    expect(entriesOf('a\n"b,c\nd\n\n# e', commas)).toEqual([
      { line: 1, fields: ['a'], isClosed: true },
      { line: 2, fields: ['b,c\nd\n\n# e'], isClosed: false },
    ])
  })

  test('in a later field keeps the fields before it', () => {
    expect(entriesOf('a,"b\nc', 'split')).toEqual([{ line: 1, fields: ['a', 'b\nc'], isClosed: false }])
  })

  test.each(['"', '"""', '"a""', 'a,"'])('%j', (text) => {
    expect(entriesOf(text, 'split').map(({ isClosed }) => isClosed)).toEqual([false])
  })
})

/** How Docker's actions read a list. */
function reference(text: string): readonly (readonly string[])[] {
  return parse(text, {
    comment: '#',
    comment_no_infix: true,
    relaxColumnCount: true,
    relaxQuotes: true,
    skipEmptyLines: true,
  })
}

function shown(fields: readonly (readonly string[])[]): readonly string[] {
  return fields.flat().flatMap((field) => {
    const trimmed = field.trim().replaceAll('\r\n', '\n')
    return trimmed === '' ? [] : [trimmed]
  })
}

describe('what Docker’s actions read is what is read', () => {
  const plain = fc
    .array(fc.constantFrom('a', 'é', '=', '{{x}}', '.', '😀', ' ', '-', '#'), { minLength: 1, maxLength: 5 })
    .map((parts) => `x${parts.join('')}`)
  const quoted = fc
    .array(fc.constantFrom('a', ',', '\n', '""', '#', ' ', '\r\n', '='), { maxLength: 6 })
    .map((parts) => `"${parts.join('')}"`)
  const middle = plain.map((text) => `${text}"y"`)
  const line = fc.array(fc.oneof(plain, quoted, middle, fc.constant('')), { minLength: 1, maxLength: 4 })
  const comment = plain.map((text) => `#${text}`)
  const lines = fc.array(
    fc.oneof(
      line.map((fields) => fields.join(',')),
      comment,
      fc.constant(''),
    ),
    {
      maxLength: 6,
    },
  )
  const ends = fc.constantFrom('\n', '\r\n')

  test('of plain and quoted fields, comments and empty lines', () => {
    fc.assert(
      fc.property(lines, ends, (made, end) => {
        const text = made.join(end)
        expect(shown(fieldsOf(text))).toEqual(shown(reference(text)))
      }),
      { numRuns: 1_000 },
    )
  })
})

test('any text is read, and the same text the same way', () => {
  const texts = fc
    .array(
      fc.oneof(fc.constantFrom('"', ',', '\n', '\r', '#', ' '), fc.string({ unit: 'binary', maxLength: 3 })),
    )
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(texts, fc.constantFrom('split', 'kept'), (text, commas) => {
      const entries = entriesOf(text, commas)
      expect(entriesOf(text, commas)).toEqual(entries)
      expect(entries.slice(0, -1).every(({ isClosed }) => isClosed)).toBe(true)
      expect(entries.map(({ line }) => line)).toEqual(
        [...entries.map(({ line }) => line)].sort((a, b) => a - b),
      )
      if (commas === 'kept') expect(entries.every(({ fields }) => fields.length === 1)).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})

test('a long list is read at once', () => {
  const text = Array.from({ length: 20_000 }, (_, number) => `"${'""'.repeat(20)}${number}"`).join('\n')
  const began = performance.now()
  expect(entriesOf(text, 'split')).toHaveLength(20_000)
  expect(performance.now() - began).toBeLessThan(5_000)
})
