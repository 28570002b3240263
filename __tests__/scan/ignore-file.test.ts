import { describe, expect, test } from '@jest/globals'
import { Ajv } from 'ajv'
import { parse } from 'yaml'
import schema from '../../docs/slipway-ignore.schema.json' with { type: 'json' }
import { parseIgnoreFile } from '../../src/scan/ignore-file.ts'
import { parseIgnores } from '../../src/scan/ignore-files.ts'
import { givenEntry } from './entries.ts'

const file = '.slipway-ignore.yml'

/** An entry with all that is required, and more lines. */
function fileOf(...lines: readonly string[]): string {
  return [
    'version: 1',
    'ignore:',
    '  - id: CVE-2026-0001',
    '    reason: not reachable',
    ...lines.map((line) => `    ${line}`),
  ].join('\n')
}

function read(text: string) {
  return parseIgnoreFile(text, file)
}

function problemsOf(text: string): readonly string[] {
  return read(text).problems.map((one) => `${one.line}:${one.column} ${one.text}`)
}

describe('an ignore file', () => {
  test('with all that an entry may have', () => {
    const lines = [
      'package: "@acme/web@1.*"',
      'path: /usr/lib/**',
      'platform: linux/arm64',
      'until: [2026-12-31, fixed]',
      'severity: high',
    ]
    expect(read(fileOf(...lines))).toEqual({
      entries: [
        givenEntry({
          packages: ['@acme/web@1.*'],
          paths: ['/usr/lib/**'],
          platform: 'linux/arm64',
          until: '2026-12-31',
          untilFixed: true,
          severity: 'high',
        }),
      ],
      problems: [],
      notes: [],
    })
  })

  test.each([
    ['in a plain file', fileOf()],
    ['with other line ends', fileOf().replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\uFEFF${fileOf()}`],
    ['as JSON', '{"version":1,\n"ignore":[\n{"id":"CVE-2026-0001","reason":"not reachable"}]}'],
    ['with the end of a document', `${fileOf()}\n...\n# no more\n`],
    ['with a folded reason', fileOf().replace('not reachable', '>\n      not\n      reachable')],
    ['with a reason on lines', fileOf().replace('not reachable', '|\n      not\n      reachable')],
    ['with blanks around', fileOf().replace('not reachable', '" not reachable\\t"')],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual({ entries: [givenEntry()], problems: [], notes: [] })
  })

  test('whose entries know their lines', () => {
    const entry = '  - id: a\n    reason: b\n'
    const text = `# why\n---\nversion: 1\nignore:\n${entry}\n${entry}  -\n    reason: b\n    id: a\n`
    expect(read(text).entries.map(({ line }) => line)).toEqual([5, 8, 11])
  })

  test.each([
    ['nothing', ''],
    ['a comment', '# nothing yet\n'],
    ['the beginning of a document', '---\n'],
    ['a byte order mark', '\uFEFF'],
    ['blank lines', '\r\n\n  \n'],
    ['no entry', 'version: 1\n'],
    ['entries in comments only', 'version: 1\nignore:\n#  - id: a\n'],
    ['an empty list', 'version: 1\nignore: []\n'],
  ])('with %s has no entries', (_, text) => {
    expect(read(text)).toEqual({ entries: [], problems: [], notes: [] })
  })

  test.each([
    ['2026-12-31', { until: '2026-12-31', untilFixed: false }],
    ['"2026-12-31"', { until: '2026-12-31', untilFixed: false }],
    ['fixed', { until: undefined, untilFixed: true }],
    ['[fixed, "2026-12-31"]', { until: '2026-12-31', untilFixed: true }],
    ['\n      - 2026-12-31\n      - fixed', { until: '2026-12-31', untilFixed: true }],
  ])('that holds until %s', (until, expected) => {
    expect(read(fileOf(`until: ${until}`)).entries).toMatchObject([expected])
  })
})

/** What the schema says of the same file, but for what it cannot know. */
const validate = new Ajv({ strict: true, strictTypes: true, allowUnionTypes: true }).compile(schema)

const wrong: readonly (readonly [text: string, ...problems: readonly string[]])[] = [
  [fileOf('packge: x'), "5:5 'packge' is no name that an entry has: there are id, package, path"],
  [
    fileOf().replace('ignore', 'ignored'),
    "2:1 'ignored' is no name that an ignore file has: there are version",
  ],
  [fileOf().replace('    reason: not reachable', ''), '3:5 reason is missing'],
  ['version: 1\nignore:\n  - reason: a', '3:5 id is missing'],
  [fileOf().replace('not reachable', '" "'), '4:13 reason is empty'],
  [fileOf().replace('not reachable', '"\\u0007"'), '4:13 reason is empty'],
  [fileOf().replace('not reachable', ''), '4:13 reason has no value'],
  [fileOf().replace('not reachable', '12'), "4:13 reason must be text: put '12' in quotes"],
  [fileOf().replace('not reachable', 'true'), "4:13 reason must be text: put 'true' in quotes"],
  [fileOf().replace('not reachable', '[a]'), '4:13 reason must be text'],
  [fileOf().replace('not reachable', 'x'.repeat(501)), '4:13 reason has 501 characters, and may have 500'],
  [fileOf().replace('CVE-2026-0001', '""'), '3:9 id is empty'],
  [fileOf().replace('CVE-2026-0001', '2026'), "3:9 id must be text: put '2026' in quotes"],
  [
    fileOf().replace('CVE-2026-0001', '"*"'),
    "3:9 id '*' stands for every finding and would switch the gate off",
  ],
  [fileOf().replace('CVE-2026-0001', '"?**"'), "3:9 id '?**' stands for every finding"],
  [fileOf('package: "*"').replace('CVE-2026-0001', '"*"'), "3:9 id '*' stands for every finding"],
  [fileOf('path: /**').replace('CVE-2026-0001', '"**"'), "3:9 id '**' stands for every finding"],
  [fileOf('platform: linux/amd64').replace('CVE-2026-0001', '"*"'), "3:9 id '*' stands for every finding"],
  [fileOf('package:'), '5:13 package has no value'],
  [fileOf('package: openssl@'), "5:14 package 'openssl@' has no version after the @"],
  [fileOf('package: [openssl]'), '5:14 package must be text'],
  [fileOf('path: 3'), "5:11 path must be text: put '3' in quotes"],
  [fileOf('platform: arm64'), "5:15 platform 'arm64' is none: it is written as linux/arm64"],
  [fileOf('platform: Linux/ARM64'), "5:15 platform 'Linux/ARM64' is none"],
  [
    fileOf('until: 31.12.2026'),
    "5:12 until '31.12.2026' is no day of the calendar: it is written as 2026-12-31",
  ],
  [fileOf('until: 2026-1-1'), "5:12 until '2026-1-1' is no day"],
  [fileOf('until: 2026-12-31T00:00:00Z'), "5:12 until '2026-12-31T00:00:00Z' is no day"],
  [fileOf('until: 2026'), "5:12 until must be text: put '2026' in quotes"],
  [fileOf('until: never'), "5:12 until 'never' is no day"],
  [fileOf('until: Fixed'), "5:12 until 'Fixed' is no day"],
  [fileOf('until:'), '5:11 until has no value'],
  [fileOf('until: []'), '5:12 until takes a list of one day and fixed'],
  [fileOf('until: [fixed]'), '5:12 until takes a list of one day and fixed'],
  [fileOf('until: [2026-12-31]'), '5:12 until takes a list of one day and fixed'],
  [fileOf('until: [2026-12-31, 2027-12-31]'), '5:12 until takes a list of one day and fixed'],
  [fileOf('until: [fixed, fixed]'), '5:12 until takes a list of one day and fixed'],
  [fileOf('until: [fixed, 2026-12-31, fixed]'), '5:12 until takes a list of one day and fixed'],
  [fileOf('until: [fixed, soon]'), "5:20 until 'soon' is no day"],
  [fileOf('until: {day: 2026-12-31}'), '5:12 until must be text'],
  [fileOf('severity: High'), "5:15 severity 'High' is not one of critical, high, medium, low, informational"],
  [fileOf('severity: unknown'), "5:15 severity 'unknown' is not one of"],
  [fileOf('severity: 3'), "5:15 severity must be text: put '3' in quotes"],
  ['ignore: []', '1:1 version is missing: the first line is version: 1'],
  ['version: 2', '1:10 version must be 1'],
  ['\uFEFFversion: 2', '1:10 version must be 1'],
  ['version: "1"', '1:10 version must be 1'],
  ['version:', '1:9 version must be 1'],
  ['- id: a\n  reason: b', '1:1 an ignore file is made of names and values, such as version: …'],
  ['CVE-2026-0001', '1:1 an ignore file is made of names and values'],
  ['version: 1\nignore: CVE-2026-0001', '2:9 ignore must be a list, with a dash in front of each item'],
  ['version: 1\nignore: {id: a, reason: b}', '2:9 ignore must be a list'],
  ['version: 1\nignore:\n  - CVE-2026-0001', '3:5 an entry is made of names and values, such as id: …'],
  ['version: 1\nignore:\n  -\n', '3:4 an entry is made of names and values'],
]

const right: readonly string[] = [
  fileOf(),
  '',
  '---',
  '~',
  'version: 1',
  'version: 1.0',
  'version: 1\nignore:',
  fileOf('package: openssl', 'path: "**/x"', 'platform: windows/amd64', 'until: fixed', 'severity: low'),
  fileOf('platform: linux/arm/v7', 'until: [fixed, 2026-12-31]', 'severity: informational'),
  fileOf('package: "@acme/*"').replace('CVE-2026-0001', '"*"'),
  fileOf('path: /opt/**').replace('CVE-2026-0001', '"*"'),
  fileOf('package: "@acme/web@1"').replace('CVE-2026-0001', 'CVE-*'),
  fileOf().replace('not reachable', '😀'.repeat(500)),
]

describe('what is wrong in an ignore file is said with its place', () => {
  test.each(wrong)('%s', (text, ...expected) => {
    const problems = problemsOf(text)
    expect(problems).toEqual(expected.map((one) => expect.stringContaining(one)))
    expect(problems.every((one, index) => one.startsWith(expected[index] ?? ''))).toBe(true)
    expect(read(text).entries).toEqual([])
  })
})

describe('the schema agrees', () => {
  test.each(wrong)('that something is wrong with %s', (text) => {
    expect(validate(parse(text))).toBe(false)
  })

  test.each(right)('that nothing is wrong with %s', (text) => {
    expect(problemsOf(text)).toEqual([])
    expect([validate(parse(text)), validate.errors]).toEqual([true, null])
  })

  test('and leaves the calendar to the parser', () => {
    for (const day of ['2026-02-30', '2026-13-01', '2026-00-00', '2026-02-29']) {
      expect(problemsOf(fileOf(`until: ${day}`))).toEqual([
        expect.stringContaining(`5:12 until '${day}' is no day of the calendar`),
      ])
      expect(validate(parse(fileOf(`until: ${day}`)))).toBe(true)
    }
  })
})

describe('what the schema does not see', () => {
  test.each([
    ['a name that is there twice', fileOf('id: CVE-2026-0002'), "5:5 'id' is there twice"],
    ['a second list', `${fileOf()}\nignore: []`, "5:1 'ignore' is there twice"],
    [
      'a second document',
      `${fileOf()}\n---\nversion: 1`,
      '5:1 a second document begins, and only one is read',
    ],
    ['an anchor', fileOf('package: &a openssl'), '5:14 anchors and aliases are not read'],
    ['an alias', fileOf('package: *a'), '5:14 anchors and aliases are not read'],
    [
      'a glob without quotes',
      fileOf('path: **/x'),
      '5:11 anchors and aliases are not read: a value that begins with *',
    ],
    ['a merge', fileOf('<<: {path: x}'), "5:5 '<<' is no name that an entry has"],
    ['a tag', fileOf('until: !!timestamp 2026-12-31'), '5:12 tags are not read'],
    ['a directive', `%YAML 1.1\n---\n${fileOf()}`, '1:1 directives are not read'],
    [
      'a scope without quotes',
      fileOf('package: @acme/web'),
      '5:14 a value that begins with @, % or a backtick must stand in quotes',
    ],
    ['a value that looks like a directive', fileOf('path: %x'), '5:11 a value that begins with @, % or a'],
    [
      'a colon without quotes',
      fileOf('path: a: b'),
      'A value that holds a colon and a blank must stand in quotes',
    ],
    ['a key that is none', fileOf('? [a]\n    : b'), '5:7 what stands here is no name'],
    ['a key that is a number', fileOf('7: b'), "5:5 '7' is no name"],
    ['a tab', 'version: 1\nignore:\n\t- id: a', '3:1 it is no YAML: '],
    ['a quote that nothing closes', fileOf('package: "a'), '5:16 it is no YAML: Missing closing'],
    ['a bracket that nothing closes', fileOf('until: [fixed'), '5:18 it is no YAML: '],
    ['a bracket that nothing opens', fileOf('until: ]'), '5:12 nothing opens what ] closes'],
  ])('%s', (_, text, problem) => {
    expect(problemsOf(text)[0]).toContain(problem)
    expect(read(text).entries).toEqual([])
  })
})

describe('many problems', () => {
  test('are said at once, in the order of the file', () => {
    const text = 'version: 2\nignore:\n  - id: a\n    until: soon\n  - reason: 3\n    idd: x\n'
    expect(problemsOf(text).map((one) => one.slice(0, 4))).toEqual([
      '1:10',
      '3:5 ',
      '4:12',
      '5:5 ',
      '5:13',
      '6:5 ',
    ])
  })

  test('are cut after ten, and the rest is counted', () => {
    const problems = problemsOf(`version: 1\nignore:\n${'  - id: a\n'.repeat(25)}`)
    expect(problems).toHaveLength(11)
    expect(problems[9]).toBe('12:5 reason is missing')
    expect(problems[10]).toBe('13:5 and 15 more')
  })

  test('are short, whatever they quote', () => {
    const long = 'x'.repeat(1_000)
    const text = `version: ${long}\n${long}: 1\nignore:\n  - ${long}: 1\n    id: ${long}\n    until: ${long}\n    package: '${long}@'`
    const { problems } = read(text)
    expect(problems.length).toBeGreaterThan(4)
    expect(problems.filter((one) => one.text.length > 250 || /\p{Cc}/u.test(one.text))).toEqual([])
  })
})

describe('a file that would keep the parser busy is refused', () => {
  const size = 1_048_576
  const deep = (text: string) => text.repeat(size / text.length)

  test.each([
    ['of 5 MB', fileOf(`# ${'x'.repeat(5_000_000)}`), '1:1 it has more than 1048576 bytes, and is not read'],
    ['of wide characters', `# ${'é'.repeat(size / 2)}`, '1:1 it has more than 1048576 bytes'],
    ['of bytes that are no text', '\u0000\u0001\u0002'.repeat(1_000), '1:1 '],
    ['with brackets', deep('['), '1:9 it is nested too deeply'],
    ['with braces', deep('{a: '), '1:33 it is nested too deeply'],
    ['with dashes', deep('- '), '1:17 it is nested too deeply'],
    ['with question marks', deep('? '), '1:17 it is nested too deeply'],
    ['with closing brackets', deep('}'), '1:1 nothing opens what } closes'],
    ['with commas', `a: [${'1,'.repeat(300_000)}`, '1:200001 it has more values than 5,000 entries have'],
    ['with escapes', `a: "${'\\q'.repeat(300_000)}"`, '1:4 it has more values than 5,000 entries have'],
    [
      'with indentation',
      Array.from({ length: 1_400 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
      'it is nested too deeply',
    ],
    [
      'with a billion laughs',
      `a: &a [x]\n${Array.from({ length: 9 }, (_, at) => `a${at}: &a${at} [*a,*a,*a,*a,*a,*a,*a,*a,*a]`).join('\n')}`,
      '1:4 anchors and aliases are not read',
    ],
  ])('%s', (_, text, problem) => {
    expect(problemsOf(text).join('\n')).toContain(problem)
    expect(read(text).entries).toEqual([])
  })

  test('with 5,001 entries', () => {
    const text = (count: number) => `version: 1\nignore:\n${'  - id: a\n    reason: b\n'.repeat(count)}`
    expect(problemsOf(text(5_001))).toEqual(['10003:5 ignore has 5001 items, and may have 5000'])
    expect(read(text(5_000)).entries).toHaveLength(5_000)
  })

  test('but not one that has all that 5,000 entries may have', () => {
    const lines = ['id: CVE-2026-0001', 'package: "a"', 'path: b', 'platform: linux/arm64', 'severity: high']
    const entry = `  - ${[...lines, 'until: [2026-12-31, fixed]', 'reason: "c"'].join('\n    ')}\n`
    expect(read(`version: 1\nignore:\n${entry.repeat(5_000)}`)).toMatchObject({
      problems: [],
      entries: { length: 5_000 },
    })
  })
})

describe('the name of a file tells its format', () => {
  test.each([
    ['.slipway-ignore.yml', 'version: 1', []],
    ['config/trivyignore/ours.yml', 'version: 1', []],
    ['.trivyignore.yaml', 'vulnerabilities: []', []],
    ['security/.trivyignore.yml', 'vulnerabilities: []', []],
    ['team.TrivyIgnore.YAML', 'vulnerabilities: []', []],
    [
      '.trivyignore',
      'CVE-2026-0001',
      ['only the YAML form of .trivyignore is read: call it .trivyignore.yaml'],
    ],
    ['trivyignore.txt', '', ['only the YAML form of .trivyignore is read: call it .trivyignore.yaml']],
  ])('%s', (name, text, problems) => {
    expect(parseIgnores(text, name).problems.map((one) => one.text)).toEqual(problems)
  })

  test('each is read as what it is', () => {
    expect(parseIgnores('vulnerabilities: []', file).problems).not.toEqual([])
    expect(parseIgnores(fileOf(), '.trivyignore.yaml').entries).toEqual([])
    expect(parseIgnores(fileOf(), file).entries).toEqual([givenEntry()])
  })
})
