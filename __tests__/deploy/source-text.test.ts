import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { stringify } from 'yaml'
import { parseDefinition } from '../../src/deploy/source-text.ts'
import { everything } from '../fixtures/deploy/definitions.ts'

type Json = Readonly<Record<string, unknown>>

const definition = { family: 'shop', containerDefinitions: [{ name: 'app', image: 'a' }] }

function read(text: string, name = 'task.json'): Json {
  const parsed = parseDefinition(text, name)
  if (parsed.kind === 'wrong') throw new Error(JSON.stringify(parsed.problem))
  return parsed.definition
}

/** `line:column text` */
function problem(text: string, name = 'task.json'): string {
  const parsed = parseDefinition(text, name)
  if (parsed.kind === 'read') throw new Error('It was read.')
  return `${parsed.problem.line}:${parsed.problem.column} ${parsed.problem.text}`
}

describe('a definition is read', () => {
  const yaml = stringify(definition)
  const cases: readonly (readonly [what: string, text: string, name: string])[] = [
    ['from JSON', JSON.stringify(definition), 'task.json'],
    [
      'from JSON with blanks and a byte order mark',
      `\uFEFF\r\n\t${JSON.stringify(definition, null, 4)}\n\n`,
      'task.json',
    ],
    ['from YAML by its name', yaml, 'task.yml'],
    ['from YAML by its long name', yaml, 'deploy/TASK.YAML'],
    ['from JSON in a file of YAML', JSON.stringify(definition), 'task.yaml'],
    ['from YAML with another name', yaml, 'task-definition'],
    ['from YAML with a comment first', `# The shop\n${yaml}`, 'task.txt'],
    ['from YAML with a document mark first', `---\n${yaml}`, 'task.txt'],
    [
      'out of what describe-task-definition prints',
      JSON.stringify({ taskDefinition: definition, tags: [] }),
      'x.json',
    ],
    ['out of the same as YAML', stringify({ taskDefinition: definition }), 'x.yml'],
  ]
  test.each(cases)('%s', (_, text, name) => {
    expect(read(text, name)).toEqual(definition)
  })

  test('with the tags that stand beside it', () => {
    const tags = [{ key: 'team', value: 'shop' }]
    expect(read(JSON.stringify({ taskDefinition: definition, tags }))).toEqual({ ...definition, tags })
  })

  test('without nulls at any depth, as a skeleton of the CLI has them, and with all that is empty but no null', () => {
    const skeleton = {
      ...definition,
      cpu: null,
      volumes: [null, { name: 'data', host: { sourcePath: null } }],
      containerDefinitions: [
        { name: 'app', image: 'a', command: [], user: '', links: null, healthCheck: { x: null } },
      ],
    }
    expect(read(JSON.stringify(skeleton))).toEqual({
      ...definition,
      volumes: [{ name: 'data', host: {} }],
      containerDefinitions: [{ name: 'app', image: 'a', command: [], user: '', healthCheck: {} }],
    })
  })

  test('with members that nobody knows', () => {
    const { nothing: _, ...known } = everything('shop')
    expect(read(JSON.stringify(known))).toMatchObject({
      enableTimeTravel: true,
      largestNumber: 9007199254740991,
    })
  })

  test('with a member called __proto__, which is one like any other', () => {
    const text = '{"family": "shop", "__proto__": {"polluted": true}}'
    expect(JSON.stringify(read(text))).toBe('{"family":"shop","__proto__":{"polluted":true}}')
    expect(JSON.stringify(read(text, 'x.yml'))).toBe('{"family":"shop","__proto__":{"polluted":true}}')
  })

  const withoutNull = fc.jsonValue({ maxDepth: 4 }).filter((value) => !/null|-0/.test(JSON.stringify(value)))
  const objects = fc.dictionary(
    fc.string({ minLength: 1 }).filter((name) => name !== 'taskDefinition'),
    withoutNull,
  )

  test('from any JSON as the engine reads it', () => {
    fc.assert(
      fc.property(objects, fc.constantFrom(undefined, 2, '\t'), (value, space) => {
        const text = JSON.stringify(value, null, space)
        expect(read(text)).toEqual(JSON.parse(text))
      }),
    )
  })

  test('from the same as YAML', () => {
    fc.assert(
      fc.property(objects, (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value))
        const text = stringify(plain, { version: '1.2', schema: 'core', aliasDuplicateObjects: false })
        expect(read(text, 'x.yml')).toEqual(plain)
      }),
    )
  })

  test('or refused, whatever the text is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.constantFrom('x.json', 'x.yml'),
        (text, name) => {
          expect(['read', 'wrong']).toContain(parseDefinition(text, name).kind)
        },
      ),
    )
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ',',
      ':',
      '\n',
      ' ',
      'a',
      '1',
      '-',
      '#',
      '//',
      '&a',
      '*a',
      '!t',
      '<<',
      '\\',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), fc.constantFrom('x.json', 'x.yml'), (parts, name) => {
        expect(['read', 'wrong']).toContain(parseDefinition(parts.join(''), name).kind)
      }),
    )
  })
})

describe('JSON that is wrong is told with its place', () => {
  const cases: readonly (readonly [what: string, text: string, told: string])[] = [
    ['nothing at all', '', '1:1 is empty.'],
    ['blanks alone', ' \n\t\n', '1:1 is empty.'],
    [
      'a list',
      '[]',
      '1:1 is a list; it must be an object, in which containerDefinitions is the list of containers.',
    ],
    ['a text', '"shop"', '1:1 is a single value; it must be an object.'],
    ['a number', '7', '1:1 is a single value; it must be an object.'],
    ['null', 'null', '1:1 is a single value; it must be an object.'],
    ['a wrapped list', '{"taskDefinition": []}', '1:1 has a taskDefinition that is no object.'],
    [
      'a comment',
      '{\n  "family": "shop", // the shop\n}',
      '2:21 is not JSON: a comment stands here, and JSON has none; YAML has (name the file .yml).',
    ],
    [
      'a block comment',
      '/* x */ {}',
      '1:1 is not JSON: a comment stands here, and JSON has none; YAML has (name the file .yml).',
    ],
    [
      'a comma before the end of an object',
      '{\n"a": 1,\n}',
      '2:7 is not JSON: a comma stands before }; take it out.',
    ],
    [
      'a comma before the end of a list',
      '{"a": [1, 2,]}',
      '1:12 is not JSON: a comma stands before ]; take it out.',
    ],
    ['a missing comma', '{"a": 1\n"b": 2}', '2:1 is not JSON: a comma or } is missing here.'],
    ['a missing value', '{"a": }', '1:7 is not JSON: a value is missing here.'],
    ['a missing colon', '{"a" 1}', '1:6 is not JSON: a name is followed by a colon.'],
    [
      'an end too early',
      '{"family": "shop",',
      '1:1 is not JSON: it ends before the } that closes what begins here.',
    ],
    [
      'a list that is not closed',
      '{"a": [1',
      '1:7 is not JSON: it ends before the ] that closes what begins here.',
    ],
    [
      'a text that is not closed',
      '{"a": "b\n}',
      '1:7 is not JSON: nothing closes the text that begins here.',
    ],
    ['single quotes', "{'a': 1}", '1:2 is not JSON: names stand in double quotes.'],
    ['a value in single quotes', '{"a": \'b\'}', '1:7 is not JSON: texts stand in double quotes.'],
    ['a word', '{"a": yes}', '1:7 is not JSON: this is no value of JSON; texts stand in double quotes.'],
    [
      'a number as JavaScript has it',
      '{"a": 0x10}',
      '1:7 is not JSON: this is no value of JSON; texts stand in double quotes.',
    ],
    ['a lone backslash', '{"a": "C:\\dir"}', '1:10 is not JSON: a backslash in a text must be doubled.'],
    ['a tab in a text', '{"a": "\t"}', '1:8 is not JSON: a control character stands in a text.'],
    ['one name twice', '{"a": 1,\n "b": 2,\n "a": 3}', '3:2 has "a" twice in one object.'],
    ['more after the end', '{}\n{}', '2:1 goes on after the end of its JSON.'],
    [
      'a template that was not filled in',
      '{"image": <IMAGE>}',
      '1:11 is not JSON: this is no value of JSON; texts stand in double quotes.',
    ],
    [
      'a number that cannot be kept',
      '{"a": 9007199254740993}',
      '1:7 holds a number that is too large to be kept exactly: put it in quotes if it is text.',
    ],
    ['a number without end', '{"a": 1e999}', '1:7 holds a number that is too large.'],
    ['a hundred brackets', '{"a": '.padEnd(106, '['), '1:67 is nested too deeply.'],
  ]
  test.each(cases)('%s', (_, text, told) => {
    expect(problem(text)).toBe(told)
  })

  test('a megabyte', () => {
    expect(problem(`{"a": "${'x'.repeat(1_048_576)}"}`)).toContain('characters')
  })

  test('without what stands in the file: a value may be a secret', () => {
    for (const text of ['{"a": hunter2}', '{"a": "hunter2}', '{"a": "hunter2" "b"}', '{"a": "hunter2\\x"}'])
      expect(problem(text)).not.toContain('hunter2')
  })
})

describe('YAML that is wrong is told with its place', () => {
  const cases: readonly (readonly [what: string, text: string, told: RegExp])[] = [
    ['a list', '- name: app\n', /^1:1 is a list; it must be an object/],
    ['a text', 'shop\n', /^1:1 is a single value/],
    ['a comment alone', '# nothing\n', /^1:1 is a single value/],
    ['one name twice', 'family: a\nfamily: b\n', /^2:1 has "family" twice in one map\.$/],
    ['an anchor', 'family: &f a\n', /^1:12 has an anchor or an alias, which are not read/],
    ['an alias', 'family: a\nx: *f\n', /^2:4 has an anchor or an alias, which are not read/],
    ['a merge', 'a: 1\n<<: {b: 1}\n', /^2:1 has an anchor or a merge/],
    ['a tag', 'family: !x a\n', /^1:9 has a tag, which is not read/],
    [
      'a second document',
      'family: a\n---\nfamily: b\n',
      /^2:1 has a second document, and only one is read\.$/,
    ],
    ['a tab', 'family:\n\t- a\n', /^2:1 is no YAML/],
    ['a colon in a value', 'family: a: b\n', /is no YAML.* must stand in quotes\.$/],
    [
      'a number that cannot be kept',
      'a: 9007199254740993\n',
      /^1:4 holds a number that is too large to be kept/,
    ],
    ['a number without end', 'a: .inf\n', /^1:4 holds a number that is too large/],
    ['a map for a name', '{a: 1}: b\n', /^1:1 has a name that is no text/],
  ]
  test.each(cases)('%s', (_, text, told) => {
    expect(problem(text, 'task.yml')).toMatch(told)
  })

  test('without what stands in the file', () => {
    const texts = [
      'a: "x" hunter2',
      "a: 'x' hunter2: 1",
      'a: [hunter2',
      '{a: hunter2]}',
      'a: |x hunter2',
      '%hunter2',
      'hunter2\na: 1',
      'a: &hunter2 *hunter2',
      'a: !hunter2 x',
      'a: *hunter2',
      '- a\nhunter2: 1',
      'a: "hunter2',
    ]
    for (const text of texts) expect(problem(text, 'x.yml')).not.toContain('hunter2')
  })

  test('ten thousand brackets', () => {
    expect(problem(`a: ${'['.repeat(10_000)}`, 'x.yml')).toMatch(/^\d+:\d+ is /)
    expect(problem(`a: ${'[1,'.repeat(2_000)}${']'.repeat(2_000)}`, 'x.yml')).toContain('nested too deeply')
  })
})
