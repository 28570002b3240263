import { describe, expect, test } from '@jest/globals'
import { parseTagRules } from '../../src/image/tag-rules.ts'

function rules(text: string) {
  const parsed = parseTagRules(text)
  expect(parsed.problems).toEqual([])
  return parsed.rules
}

function problem(line: string): string | undefined {
  const { problems, rules: others } = parseTagRules(line)
  expect(others).toEqual([])
  expect(problems).toHaveLength(1)
  return problems[0]
}

const raw = { type: 'raw', priority: 200, prefix: undefined, suffix: '' }

describe('a rule', () => {
  test.each([
    ['type=raw,value=edge', { ...raw, value: 'edge' }],
    ['edge', { ...raw, value: 'edge' }],
    ['value=edge', { ...raw, value: 'edge' }],
    ['TYPE=raw, Value = Edge ', { ...raw, value: 'Edge' }],
    ['type=raw,value=a=b', { ...raw, value: 'a=b' }],
    ['type=raw,value=x,prefix=p-,suffix=-s', { ...raw, value: 'x', prefix: 'p-', suffix: '-s' }],
    ['type=raw,value=x,prefix=', { ...raw, value: 'x', prefix: '' }],
    ['type=raw,value=x,priority=950', { ...raw, value: 'x', priority: 950 }],
    ['type=raw,value=x,enable=true', { ...raw, value: 'x' }],
    ['type=raw,value=x,colour=blue', { ...raw, value: 'x' }],
    ['type=sha', { type: 'sha', format: 'short', priority: 100, prefix: 'sha-', suffix: '' }],
    ['type=sha,format=long,prefix=', { type: 'sha', format: 'long', priority: 100, prefix: '', suffix: '' }],
    ['type=ref,event=branch', { type: 'ref', event: 'branch', priority: 600, prefix: undefined, suffix: '' }],
    ['type=ref,event=tag', { type: 'ref', event: 'tag', priority: 600, prefix: undefined, suffix: '' }],
    ['type=ref,event=pr', { type: 'ref', event: 'pr', priority: 600, prefix: 'pr-', suffix: '' }],
    [
      'type=schedule',
      { type: 'schedule', pattern: 'nightly', priority: 1000, prefix: undefined, suffix: '' },
    ],
    [
      'type=schedule,pattern=weekly',
      { type: 'schedule', pattern: 'weekly', priority: 1000, prefix: undefined, suffix: '' },
    ],
  ])('%s', (line, rule) => {
    expect(rules(line)).toEqual([rule])
  })
})

describe('double quotes keep a comma in a field', () => {
  test.each([
    ['type=raw,"value=a,b"', 'a,b'],
    ['"type=raw","value=x"', 'x'],
    ['type=raw, "value=a,b" ', 'a,b'],
    ['type=raw,"value=say ""hi"""', 'say "hi"'],
    ['type=raw,value=a"b', 'a"b'],
    ['"a,b"', 'a,b'],
  ])('%s', (line, value) => {
    expect(rules(line)).toEqual([{ ...raw, value }])
  })
})

describe('lines', () => {
  test.each([
    [
      'comments, empty lines and CRLF',
      '# all of them\r\na\r\n\r\n  \n#b\nc # not a comment\n',
      ['a', 'c # not a comment'],
    ],
    ['surrounding space', '  a  \n\tb', ['a', 'b']],
    ['rules that are switched off', 'type=raw,value=a,enable=false\nb', ['b']],
  ])('%s', (_, text, values) => {
    expect(rules(text)).toEqual(values.map((value) => ({ ...raw, value })))
  })

  test.each(['', '\n \r\n', '# nothing but a comment'])('none at all are the default rules: %j', (text) => {
    expect(rules(text)).toMatchObject([
      { type: 'schedule', pattern: 'nightly' },
      { type: 'ref', event: 'branch' },
      { type: 'ref', event: 'tag' },
      { type: 'ref', event: 'pr', prefix: 'pr-' },
    ])
  })

  test('all switched off are none, and not the default rules', () => {
    expect(rules('type=sha,enable=false')).toEqual([])
  })
})

describe('what is wrong is said, with the line', () => {
  const types = 'schedule, ref, raw, sha'

  test.each([
    [
      'type=semver,pattern={{version}}',
      "expressions such as 'pattern={{version}}' are not offered in this version",
    ],
    ['type=raw,value={{branch}}', "expressions such as 'value={{branch}}' are not offered in this version"],
    ['type=edge', `type 'edge' is not one of ${types}`],
    ['type=SHA', `type 'SHA' is not one of ${types}`],
    ['type=toString', `type 'toString' is not one of ${types}`],
    ['type=', `type '' is not one of ${types}`],
    ['type=raw', 'type=raw needs a value'],
    ['type=raw,value=', 'type=raw needs a value'],
    ['type=sha,format=medium', "format 'medium' is neither short nor long"],
    ['type=ref', 'type=ref needs event=branch, event=tag or event=pr'],
    ['type=ref,event=release', 'type=ref needs event=branch, event=tag or event=pr'],
    ['x,priority=high', "priority 'high' is not a number"],
    ['x,enable=TRUE', "enable is 'TRUE', which is neither true nor false"],
    ['x,enable=', "enable is '', which is neither true nor false"],
    ['type=raw,"value=x', 'a double quote is not closed'],
    ['acme/shop:1,acme/shop:latest', 'there is more than one value; give one tag a line'],
    ['latest,v1', 'there is more than one value; give one tag a line'],
    ['type=sha,format=medium,enable=false', "format 'medium' is neither short nor long"],
  ])('%s', (line, said) => {
    expect(problem(line)).toBe(`${said} (in '${line}')`)
  })

  test('all of it', () => {
    const { problems, rules: good } = parseTagRules('type=x\ntype=sha\ntype=ref')
    expect(problems).toHaveLength(2)
    expect(good).toHaveLength(1)
  })
})

describe('a full image reference, copied from a peer, is refused', () => {
  test.each([
    'shop:latest',
    'acme/shop:1.2',
    'localhost:5000/shop:1',
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:latest',
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop',
    'localhost:5000/shop',
    `123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop@sha256:${'1'.repeat(64)}`,
  ])('%s', (reference) => {
    expect(problem(reference)).toContain('is a full image reference')
  })

  test('but not a value that merely holds a slash', () => {
    expect(rules('type=raw,value=release/2026')).toHaveLength(1)
  })
})
