import { describe, expect, test } from '@jest/globals'
import { createMasker } from '../../../local/github/masker.ts'

function masking(...values: string[]) {
  const masker = createMasker()
  for (const value of values) masker.add(value)
  return masker.mask
}

describe('what is masked', () => {
  test.each([
    ['the value, as often as it occurs', ['hunter22'], 'a hunter22 b hunter22', 'a *** b ***'],
    ['values that overlap or touch as one', ['abcd', 'cdef', 'gh'], 'x abcdefgh x', 'x *** x'],
    ['each line of a value', ['first line\nsecond line'], 'x second line', 'x ***'],
    ['base64', ['hunter22'], btoa('hunter22').replace('=', ''), '***'],
    ['base64 after other text', ['hunter22'], btoa('AWS:hunter22'), 'QVdTOmh1***'],
    ['base64url', ['>>>???>>>'], Buffer.from('>>>???>>>').toString('base64url'), '***'],
    ['a URI part', ['a b/c!'], 'u=a%20b%2Fc%21', 'u=***'],
    ['a JSON string', ['a"b\\c'], '{"k":"a\\"b\\\\c"}', '{"k":"***"}'],
    ['XML', ['a<b&c'], '<k>a&lt;b&amp;c</k>', '<k>***</k>'],
    ['an expression string', ["it's me"], "'it''s me'", "'***'"],
    ['what stands in quotes', ['"quoted value"'], 'quoted value', '***'],
    ['the parts about an ampersand', ['secret1&secret2'], 'secret1& +secret2', '*** +***'],
  ])('%s', (_, values, text, masked) => {
    expect(masking(...values)(text)).toBe(masked)
  })
})

test('nothing is masked without values, and an empty value is none', () => {
  expect(masking()('text')).toBe('text')
  expect(masking('')('text')).toBe('text')
})
