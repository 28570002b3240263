import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createReader, variable } from '../../src/inputs/reader.ts'
import { quoted } from '../../src/quoted.ts'

function reader(value: string) {
  return createReader({ 'INPUT_SOME-NAME': value }, () => undefined)
}

test('a name becomes the variable that GitHub sets', () => {
  expect(variable('severity-threshold')).toBe('INPUT_SEVERITY-THRESHOLD')
  expect(variable('two words')).toBe('INPUT_TWO_WORDS')
})

describe('lists', () => {
  const value = ' a=1, b \r\n\n  c\n,,d,'

  test('of lines keep their commas', () => {
    expect(reader(value).lines('some-name')).toEqual(['a=1, b', 'c', ',,d,'])
  })

  test('that also take commas', () => {
    expect(reader(value).list('some-name')).toEqual(['a=1', 'b', 'c', 'd'])
  })

  test('leave comments out, and quotes that hold an entry together', () => {
    const one = reader('# why\na=1\n"b=2,3"\n"c=4\n5"\nd="6"')
    expect(one.lines('some-name')).toEqual(['a=1', 'b=2,3', 'c=4\n5', 'd="6"'])
    expect(one.list('some-name')).toEqual(['a=1', 'b=2,3', 'c=4\n5', 'd="6"'])
    expect(one.problems).toEqual([])
  })

  test('name the line of a quote that nothing closes, and not what follows it', () => {
    const one = reader('a\n"b=hunter2\nc')
    one.lines('some-name')
    expect(one.problems).toEqual(['some-name: nothing closes the double quote that begins in line 2'])
  })

  test('keep everything where the entries are asked for themselves', () => {
    const one = createReader({ INPUT_X: '  a= 1 \n\n# no\n"b"' }, () => undefined)
    expect(one.entries('x').map(({ fields }) => fields)).toEqual([['  a= 1 '], ['b']])
  })

  test.each(['', ' ', '\n\r\n', ','])('nothing in %j', (empty) => {
    expect(reader(empty).list('some-name')).toEqual([])
  })
})

describe('whole numbers', () => {
  const range = { from: 1, to: 360, unit: 'minutes' }

  test.each([
    ['1', 1],
    ['360', 360],
    [' 15 ', 15],
    ['007', 7],
    ['', 42],
  ])('%j is %i', (value, number) => {
    const one = reader(value)
    expect(one.integer('some-name', range, 42)).toBe(number)
    expect(one.problems).toEqual([])
  })

  test.each(['0', '361', '-1', '1.5', '1e2', '0x10', 'ten', '１', '9'.repeat(30), 'Infinity', 'NaN'])(
    'not %s',
    (value) => {
      const one = reader(value)
      expect(one.integer('some-name', range, 42)).toBe(42)
      expect(one.problems).toHaveLength(1)
    },
  )
})

test('a flag is what YAML calls a boolean, in all three cases', () => {
  for (const value of ['true', 'True', 'TRUE']) expect(reader(value).flag('some-name', false)).toBe(true)
  for (const value of ['false', 'False', 'FALSE']) expect(reader(value).flag('some-name', true)).toBe(false)
})

test.each(['tRUE', 'yes', '1', 'on'])('a flag is true or false, not %s', (value) => {
  const one = reader(value)
  expect(one.flag('some-name', false)).toBe(false)
  expect(one.problems).toEqual([`some-name: '${value}' is not one of true, false`])
})

test('a variable of the step is no input', () => {
  const one = createReader({ SSH_AUTH_SOCK: '/agent' }, () => undefined)
  expect(one.environment('SSH_AUTH_SOCK')).toBe('/agent')
  expect(one.names).toEqual(new Set())
})

test('every name that was asked for is known', () => {
  const one = createReader({}, () => undefined)
  one.text('a')
  one.lines('b')
  one.list('c')
  one.flag('d', false)
  one.choice('e', ['x'], 'x')
  one.integer('f', { from: 1, to: 2, unit: 'g' }, 1)
  one.given('h')
  one.entries('i')
  expect([...one.names]).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'h', 'i'])
})

describe('a value in an error', () => {
  test.each([
    ['plain', "'plain'"],
    ['a\r\n\tb\u0000c\u009b', "'a b c '"],
    ['x'.repeat(80), `'${'x'.repeat(80)}'`],
    ['x'.repeat(81), `'${'x'.repeat(80)}…'`],
  ])('%j', (value, shown) => {
    expect(quoted(value)).toBe(shown)
  })

  test('is one short line, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (value) => {
        expect(quoted(value)).toMatch(/^'\P{Cc}{0,81}'$/su)
      }),
    )
  })
})
