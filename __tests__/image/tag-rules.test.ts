import { describe, expect, test } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { parseTagRules } from '../../src/image/tag-rules.ts'

function rules(text: string) {
  const parsed = parseTagRules(text)
  expect(parsed.problems).toEqual([])
  return parsed.rules
}

/** Rules without what is only for messages. */
function meanings(text: string) {
  return rules(text).map(({ source: _, ...meaning }) => meaning)
}

function problem(line: string): string | undefined {
  const { problems, rules: others } = parseTagRules(line)
  expect(others).toEqual([])
  expect(problems).toHaveLength(1)
  return problems[0]
}

const common = { enable: 'true', prefix: undefined, suffix: undefined }
const raw = { type: 'raw', priority: 200, ...common }
const version = { pattern: '{{version}}', value: '', match: '', priority: 900, ...common }

describe('a rule', () => {
  test.each([
    ['type=raw,value=edge', { ...raw, value: 'edge' }],
    ['edge', { ...raw, value: 'edge' }],
    ['value=edge', { ...raw, value: 'edge' }],
    ['TYPE=raw, Value = Edge ', { ...raw, value: 'Edge' }],
    ['type=raw,value=a=b', { ...raw, value: 'a=b' }],
    ['type=raw,value=', { ...raw, value: '' }],
    ['type=raw,value=x,value=y', { ...raw, value: 'y' }],
    ['type=raw,value=x,', { ...raw, value: 'x' }],
    ['type=raw,value=x,prefix=p-,suffix=-s', { ...raw, value: 'x', prefix: 'p-', suffix: '-s' }],
    ['type=raw,value=x,prefix=', { ...raw, value: 'x', prefix: '' }],
    ['type=raw,value=x,priority=950', { ...raw, value: 'x', priority: 950 }],
    ['type=raw,value=x,priority=-0.5', { ...raw, value: 'x', priority: -0.5 }],
    ['type=raw,value=x,enable=true', { ...raw, value: 'x' }],
    ['x,enable={{is_default_branch}}', { ...raw, value: 'x', enable: '{{is_default_branch}}' }],
    ['type=raw,value=x,colour=blue', { ...raw, value: 'x' }],
    ['type=sha', { type: 'sha', format: 'short', priority: 100, ...common, prefix: 'sha-' }],
    ['type=sha,format=long,prefix=', { type: 'sha', format: 'long', priority: 100, ...common, prefix: '' }],
    ['type=ref,event=branch', { type: 'ref', event: 'branch', priority: 600, ...common }],
    ['type=ref,event=tag', { type: 'ref', event: 'tag', priority: 600, ...common }],
    ['type=ref,event=pr', { type: 'ref', event: 'pr', priority: 600, ...common, prefix: 'pr-' }],
    ['type=schedule', { type: 'schedule', pattern: 'nightly', priority: 1000, ...common }],
    ['type=schedule,pattern=weekly', { type: 'schedule', pattern: 'weekly', priority: 1000, ...common }],
    ['type=schedule,pattern=', { type: 'schedule', pattern: '', priority: 1000, ...common }],
    ['type=edge', { type: 'edge', branch: '', priority: 700, ...common }],
    ['type=edge,branch=Trunk', { type: 'edge', branch: 'Trunk', priority: 700, ...common }],
    ['type=semver,pattern={{version}}', { type: 'semver', ...version }],
    ['type=pep440,pattern={{version}},value={{tag}}', { type: 'pep440', ...version, value: '{{tag}}' }],
    ['type=semver,pattern={{version}},match=v(.*)', { type: 'semver', ...version, match: 'v(.*)' }],
    [
      'type=match,pattern=/v(.*)/i,group=01',
      { type: 'match', pattern: '/v(.*)/i', group: 1, value: '', priority: 800, ...common },
    ],
    ['type=match,pattern=v', { type: 'match', pattern: 'v', group: 0, value: '', priority: 800, ...common }],
  ])('%s', (line, rule) => {
    expect(meanings(line)).toEqual([rule])
  })

  test('keeps what was written, for messages', () => {
    expect(rules(' type=sha , format=long')[0]?.source).toBe('type=sha , format=long')
  })
})

describe('double quotes keep a comma in a field', () => {
  test.each([
    ['type=raw,"value=a,b"', 'a,b'],
    ['"type=raw","value=x"', 'x'],
    ['type=raw, "value=a,b" ', 'a,b'],
    ['type=raw,"value=say ""hi"""', 'say "hi"'],
    ['type=raw,value=a"b', 'a"b'],
    ['type=raw,value="a"', '"a"'],
    ['"a,b"', 'a,b'],
    ['type=raw,"value=a\n,b"', 'a\n,b'],
    // As it must be written for docker/metadata-action, which reads every list twice.
    ['type=raw,"""value=a,b"""', 'a,b'],
    ['type=raw,"""value=say """"hi"""" now"""', 'say "hi" now'],
    ['"type=raw,value=x"', 'x'],
    ['" type = raw,""value=a,b"""', 'a,b'],
  ])('%s', (line, value) => {
    expect(meanings(line)).toEqual([{ ...raw, value }])
  })

  // What docker/metadata-action makes of a line: its fields after two readings, in each of which a field that
  // begins with a quote loses its quotes.
  test('a line that survives two readings gives the same fields as after them', () => {
    const plain = fc.stringMatching(/^[a-z0-9 .()*-]{1,8}$/).filter((text) => text.trim() !== '')
    const value = fc.array(plain, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(',').trim())
    fc.assert(
      fc.property(value, plain, (text, suffix) => {
        const line = `type=raw,"""value=${text}""",suffix=${suffix}`
        const [once = []] = parse(line, { relaxQuotes: true, relaxColumnCount: true }) as string[][]
        const [twice = []] = parse(once.join(','), { relaxColumnCount: true }) as string[][]
        expect(meanings(line)).toEqual([{ ...raw, value: text, suffix: suffix.trim() }])
        expect(twice).toEqual(['type=raw', `value=${text}`, `suffix=${suffix}`])
      }),
    )
  })
})

describe('lines', () => {
  test.each([
    [
      'comments, empty lines and CRLF',
      '# all of them\r\na\r\n\r\n  \n#b\n  # c\nd # not a comment\n',
      ['a', 'd # not a comment'],
    ],
    ['surrounding space', '  a  \n\tb', ['a', 'b']],
  ])('%s', (_, text, values) => {
    expect(meanings(text)).toEqual(values.map((value) => ({ ...raw, value })))
  })

  test.each(['', '\n \r\n', '# nothing but a comment'])('none at all are the default rules: %j', (text) => {
    expect(rules(text)).toMatchObject([
      { type: 'schedule', pattern: 'nightly' },
      { type: 'ref', event: 'branch' },
      { type: 'ref', event: 'tag' },
      { type: 'ref', event: 'pr', prefix: 'pr-' },
    ])
  })

  test('that are switched off stay, and are no reason for the default rules', () => {
    expect(rules('type=sha,enable=false')).toMatchObject([{ type: 'sha', enable: 'false' }])
  })
})

describe('what is wrong is said, with line and part', () => {
  const types = 'schedule, semver, pep440, match, edge, ref, raw, sha'
  const globals = 'branch, tag, sha, base_ref, is_default_branch, is_not_default_branch, date, commit_date'

  test.each([
    ['type=version', `type 'version' is not one of ${types}`],
    ['type=SHA', `type 'SHA' is not one of ${types}`],
    ['type=toString', `type 'toString' is not one of ${types}`],
    ['type=', `type '' is not one of ${types}`],
    ['type=raw', 'type=raw needs a value'],
    ['type=raw,prefix=x', 'type=raw needs a value'],
    ['type=semver', 'type=semver needs a pattern, such as pattern={{version}}'],
    ['type=pep440,value=1', 'type=pep440 needs a pattern, such as pattern={{version}}'],
    ['type=match', 'type=match needs a pattern, a regular expression'],
    ['type=match,pattern=x,group=one', "group 'one' is not the number of a group"],
    ['type=match,pattern=x,group=', "group '' is not the number of a group"],
    ['type=match,pattern=x,group=-1', "group '-1' is not the number of a group"],
    ['type=match,pattern=(', "'(' is no regular expression: Unterminated group"],
    ['type=match,pattern=/(/', "'/(/' is no regular expression: Unterminated group"],
    [
      'type=match,pattern=/x/q',
      "'/x/q' is no regular expression: Invalid flags supplied to RegExp constructor 'q'",
    ],
    ['type=match,pattern=*', "'*' is no regular expression: Nothing to repeat"],
    ['type=match,pattern=v(\\d{1,2})', "'v(\\d{1' is no regular expression: Unterminated group"],
    ['type=semver,pattern=x,match=[', "'[' is no regular expression: Unterminated character class"],
    ['type=semver,pattern=x,match=v.*', "match 'v.*' has no group (in parentheses) to take"],
    ['type=sha,format=medium', "format 'medium' is neither short nor long"],
    ['type=ref', 'type=ref needs event=branch, event=tag or event=pr'],
    ['type=ref,event=release', 'type=ref needs event=branch, event=tag or event=pr'],
    ['x,priority=high', "priority 'high' is not a number"],
    ['x,priority=', "priority '' is not a number"],
    ['x,priority=Infinity', "priority 'Infinity' is not a number"],
    ['x,enable=TRUE', "enable is 'TRUE', which is neither true nor false"],
    ['x,enable=', "enable is '', which is neither true nor false"],
    ['"type=raw', 'a double quote is not closed'],
    ['acme/shop:1,acme/shop:latest', 'there is more than one value; give one tag a line'],
    ['latest,v1', 'there is more than one value; give one tag a line'],
    ['type=sha,format=medium,enable=false', "format 'medium' is neither short nor long"],
    // Expressions.
    ['{{branch', "'{{branch' is not closed"],
    ['type=sha,prefix={{branch}', "'{{branch}' is not closed"],
    ['type=sha,suffix={{}}', "'{{}}' is no expression"],
    [
      '{{#if tag}}x{{/if}}',
      "'{{#if tag}}': blocks, partials, sub-expressions and @ variables are not offered",
    ],
    ["{{version 'x'}}", `'{{version 'x'}}': 'version' is not one of ${globals}`],
    ['x-{{date}}', "'{{date}}': date takes one format, in quotes, such as {{date 'YYYYMMDD'}}"],
    [
      '{{commit_date}}',
      "'{{commit_date}}': commit_date takes one format, in quotes, such as {{commit_date 'YYYYMMDD'}}",
    ],
    [
      "{{date 'YYYY' 'MM'}}",
      "'{{date 'YYYY' 'MM'}}': date takes one format, in quotes, such as {{date 'YYYYMMDD'}}",
    ],
    ['{{date YYYY MM}}', "'{{date YYYY MM}}': date takes one format, in quotes, such as {{date 'YYYYMMDD'}}"],
    ['{{date 2026}}', "'{{date 2026}}': date takes one format, in quotes, such as {{date 'YYYYMMDD'}}"],
    ['{{date branch}}', "'{{date branch}}': date takes one format, in quotes, such as {{date 'YYYYMMDD'}}"],
    ["value={{date 'YYYY' zone='UTC'}}", "'{{date 'YYYY' zone='UTC'}}': date has no option 'zone', only tz"],
    [
      "value={{date 'YYYY' tz=UTC}}",
      "'{{date 'YYYY' tz=UTC}}': tz takes a time zone, in quotes, such as tz='Europe/Paris'",
    ],
    [
      "value={{date 'YYYY' tz=''}}",
      "'{{date 'YYYY' tz=''}}': tz takes a time zone, in quotes, such as tz='Europe/Paris'",
    ],
    [
      "{{date 'YYYY' tz='UTC'}}",
      "write value= before '{{date 'YYYY' tz='UTC'}}', whose expression holds a =",
    ],
    ['x,enable={{branch', "'{{branch' is not closed"],
    ["type=schedule,pattern={{branch 'x'}}", "'{{branch 'x'}}': 'branch' is not one of date, commit_date"],
    [
      "type=semver,pattern={{date 'YYYY'}}",
      "'{{date 'YYYY'}}': 'date' is not one of raw, version, major, minor, patch, prerelease, build",
    ],
  ])('%s', (line, said) => {
    expect(problem(line)).toBe(`${said} (line 1, '${line.replace('"', '')}')`)
  })

  test('all of it, each with its line', () => {
    const { problems, rules: good } = parseTagRules('# first\ntype=x\n\ntype=sha\n  type=ref\r\n"type=raw')
    expect(good).toHaveLength(1)
    expect(problems).toEqual([
      `type 'x' is not one of ${types} (line 2, 'type=x')`,
      "type=ref needs event=branch, event=tag or event=pr (line 5, 'type=ref')",
      "a double quote is not closed (line 6, 'type=raw')",
    ])
  })
})

describe('a full image reference, copied from a peer, is refused', () => {
  test.each([
    'shop:latest',
    'shop:{{sha}}',
    'acme/shop:1.2',
    'localhost:5000/shop:1',
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:latest',
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop',
    'localhost:5000/shop',
    `123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop@sha256:${'1'.repeat(64)}`,
  ])('%s', (reference) => {
    expect(problem(reference)).toContain('is a full image reference')
  })

  test.each(['type=raw,value=release/2026', "{{date 'HH:mm'}}", '{{branch}}/{{sha}}'])(
    'but not a value that merely holds a slash, or a colon in an expression: %s',
    (line) => {
      expect(rules(line)).toHaveLength(1)
    },
  )
})
