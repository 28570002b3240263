import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { marked } from 'marked'
import { code, link, prose, table } from '../../src/report/markdown.ts'

const hostile = [
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '</td></tr></table>',
  '<!-- x',
  '&lt;img&gt;',
  '![x](https://evil.example/x.png)',
  '[x](https://evil.example)',
  '[x]: https://evil.example',
  'https://evil.example/x',
  'http://evil.example',
  'www.evil.example',
  'WWW.evil.example/x',
  'mailto:ada@example.com',
  'ada@example.com',
  '@acme/owners',
  '#12',
  '**bold** _it_ ~~gone~~ `code`',
  '``` fence',
  'a | b',
  '\\',
  '\\`',
  '`',
  '``',
  '::error::x',
  '| --- |',
  'one\n\n# two',
  'one\r\n- two',
  '$\\frac{1}{2}$',
]

/** The elements that a text becomes on the page, but for what holds every text. */
function elements(markdown: string): string[] {
  const html = marked.parse(markdown, { async: false, gfm: true })
  const names = [...html.matchAll(/<\/?([a-z][a-z0-9]*)|<!--/gi)].map(([tag, name]) => name ?? tag)
  return [...new Set(names)].filter(
    (name) => !['p', 'table', 'thead', 'tbody', 'tr', 'th', 'td'].includes(name),
  )
}

/** What a reader sees. */
function shown(markdown: string): string {
  return marked
    .parse(markdown, { async: false, gfm: true })
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .trim()
}

const cell = (text: string) => table(['', ''], [[text, 'next']])
const cells = (markdown: string) => [
  ...marked.parse(markdown, { async: false }).matchAll(/<td>(.*?)<\/td>/gs),
]

describe('prose', () => {
  test.each(hostile)('is nothing but text: %j', (text) => {
    expect(elements(`So: ${prose(text)}`)).toEqual([])
    expect(elements(cell(prose(text)))).toEqual([])
    expect(cells(cell(prose(text)))).toHaveLength(2)
  })

  test.each([
    'ecr:PutImage for shop:main failed (403).',
    'a + b = c!',
    'The trust policy needs {"StringEquals":{"x:sub":"repo:acme/shop:*"}}',
    'C:\\Windows * under_score ~tilde~',
  ])('reads as it was written: %s', (text) => {
    expect(shown(`So: ${prose(text)}`)).toBe(`So: ${text}`)
  })

  test('mentions nobody and links nowhere', () => {
    expect(prose('@acme https://evil.example')).not.toMatch(/@\w|:\/\//)
  })

  test('is nothing but text, whatever it is', () => {
    const parts = fc.constantFrom(
      ...hostile,
      '\n',
      ' ',
      '|',
      '`',
      '\\',
      '[',
      ']',
      '(',
      ')',
      '!',
      '<',
      '>',
      '*',
      '_',
      'www.',
      '://',
      'x',
    )
    const texts = fc.array(fc.oneof(parts, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 8 })
    fc.assert(
      fc.property(texts, (text) => {
        expect(elements(`So: ${prose(text.join(''))}`)).toEqual([])
        expect(elements(cell(prose(text.join(''))))).toEqual([])
        expect(cells(cell(prose(text.join(''))))).toHaveLength(2)
      }),
      { numRuns: 500 },
    )
  })
})

describe('code', () => {
  test.each(hostile)('is nothing but code: %j', (text) => {
    expect(elements(code(text))).toEqual(['code'])
    expect(elements(cell(code(text)))).toEqual(['code'])
    expect(cells(cell(code(text)))).toHaveLength(2)
  })

  test.each([
    ['openssl', '`openssl`'],
    ['a`b|c', '`aˋb∣c`'],
    ['a\nb\u001bc', '`a b c`'],
    ['', '` `'],
  ])('%j', (text, markdown) => {
    expect(code(text)).toBe(markdown)
  })

  test('is nothing but code, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => {
        expect(elements(cell(code(text)))).toEqual(['code'])
        expect(cells(cell(code(text)))).toHaveLength(2)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a link', () => {
  const address = 'https://security-tracker.debian.org/tracker/CVE-2026-0001'

  test('goes to a plain https address', () => {
    expect(link('CVE-2026-0001', address)).toBe(`[CVE-2026-0001](${address})`)
    expect(shown(link('CVE-2026-0001', address))).toBe('CVE-2026-0001')
  })

  test.each([
    undefined,
    '',
    'http://example.com/x',
    'javascript:alert(1)',
    'https://example.com/a)b',
    'https://example.com/a b',
    'https://example.com/"onclick=',
    'https://user@example.com/',
    'https://example.com:8443/',
    'https://example.com/a|b',
    'https://example.com/#x\n',
    'data:text/html,x',
  ])('is text alone where the address is anything else: %j', (other) => {
    expect(elements(link('CVE', other))).toEqual([])
  })

  test('is text alone where the address is longer than addresses are', () => {
    expect(link('CVE', `https://example.com/${'x'.repeat(100_000)}`)).toBe('CVE')
  })

  // marked, unlike GitHub, reads the escaped brackets in a link's text once more.
  test.each(hostile.filter((text) => !text.includes('!')))(
    'has a text that is nothing but text: %j',
    (text) => {
      expect(elements(cell(link(text, address)))).toEqual(['a'])
      expect(cells(cell(link(text, address)))).toHaveLength(2)
    },
  )
})

test('no text is longer than a paragraph', () => {
  expect(prose('&'.repeat(1e6)).length).toBeLessThan(20_000)
  expect(code('x'.repeat(1e6)).length).toBeLessThan(3_000)
})

test('a table', () => {
  expect(
    table(
      ['a', 'b'],
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ),
  ).toBe('| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |')
})
