import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { jsonOf, later } from '../../src/report/json.ts'

function text(value: unknown): string {
  return [...jsonOf(value)].join('')
}

describe('JSON in pieces', () => {
  test.each<[unknown]>([
    [undefined],
    [null],
    [{}],
    [[]],
    [{ a: undefined }],
    [{ a: [], b: {}, c: [undefined, null] }],
    [{ a: new Date('2026-11-20T12:00:00Z') }],
    [Array.from({ length: 300 }, (_, index) => (index % 2 === 0 ? { index } : undefined))],
  ])('is that of JSON.stringify: %j', (value) => {
    expect(text(value)).toBe(JSON.stringify(value) ?? 'null')
  })

  test('is that of JSON.stringify, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ depthSize: 'large' }), (value) => {
        expect(text(value)).toBe(JSON.stringify(value))
      }),
    )
  })

  test.each([3, 300])('has what is made later in its place, in a list of %i', (length) => {
    const list = Array.from({ length }, (_, index) => later(() => ({ index, more: [index] })))
    expect(text({ list })).toBe(JSON.stringify({ list }))
    expect(JSON.parse(text({ list })).list.at(-1)).toEqual({ index: length - 1, more: [length - 1] })
  })

  test('is of many pieces where it is long, and of one where it is short', () => {
    const long = Array.from({ length: 10_000 }, (_, index) => ({ index, text: 'x'.repeat(100) }))
    expect([...jsonOf({ long })].length).toBeGreaterThan(5)
    expect([...jsonOf({ short: [1, 2, 3] })]).toEqual(['{"short":[1,2,3]}'])
  })
})
