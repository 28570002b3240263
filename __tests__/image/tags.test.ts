import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { GitEvent } from '../../src/event.ts'
import { parseFlavor, plainFlavor } from '../../src/image/flavor.ts'
import { parseTagRules } from '../../src/image/tag-rules.ts'
import { type Circumstances, computeTags, needsOf, type Tags } from '../../src/image/tags.ts'
import { cases, type Happening, happenings } from '../fixtures/tags/cases.ts'
import { failing } from '../support/failure.ts'
import { sha } from '../support/given.ts'

const valid = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/

const circumstances: Circumstances = {
  event: happenings.main,
  sha,
  shaLength: 7,
  now: new Date('2026-01-10T00:30:07.045Z'),
  commitTime: new Date('2026-01-09T22:15:00Z'),
}

function tags(rules: string, overrides: Partial<Circumstances> = {}, flavor = ''): Tags {
  const parsed = parseTagRules(rules)
  const parsedFlavor = parseFlavor(flavor)
  expect([...parsed.problems, ...parsedFlavor.problems]).toEqual([])
  return computeTags(parsed.rules, parsedFlavor.flavor, { ...circumstances, ...overrides })
}

function on(event: Partial<Happening>): Partial<Circumstances> {
  return { event: { ...happenings.main, ...event } }
}

function onBranch(name: string): Partial<Circumstances> {
  return on({ ref: { kind: 'branch', name } })
}

describe.each(Object.entries(cases))('%s', (_, rows) => {
  const named = rows.map(([rules, when, names, flavor]) => {
    const text = typeof rules === 'string' ? rules : rules.join('\n')
    return [
      `${JSON.stringify(text)} on ${when}${flavor ? ` with ${JSON.stringify(flavor)}` : ''}`,
      text,
      when,
      names,
      flavor,
    ] as const
  })

  test.each(named)('%s', (_title, rules, when, expected, flavor) => {
    const { names, putOrder, version } = tags(rules, { event: happenings[when] }, flavor)
    expect(names.join(' ')).toBe(expected)
    expect(version).toBe(names[0])
    expect(putOrder.toSorted()).toEqual(names.toSorted())
    expect(names.filter((name) => !valid.test(name))).toEqual([])
  })
})

describe('short commit ids', () => {
  test.each([
    [1, 'sha-5 5'],
    [12, 'sha-5f3c0e9a7d1b 5f3c0e9a7d1b'],
    [40, `sha-${sha} ${sha}`],
    [64, `sha-${sha} ${sha}`],
  ])('of %i digits', (shaLength, names) => {
    expect(tags('type=sha\ntype=raw,value={{sha}},priority=1', { shaLength }).names.join(' ')).toBe(names)
  })
})

describe('tags that move are put last: a run that ends early must not leave them ahead of the specific ones', () => {
  const release = { event: happenings['release 1.2.3'] }
  const night = { event: happenings.night }

  test.each<[string, string, Partial<Circumstances>, string]>([
    ['branch after sha', 'type=ref,event=branch\ntype=sha', {}, 'sha-5f3c0e9 main'],
    [
      'pull request after sha',
      'type=ref,event=pr\ntype=sha',
      { event: happenings['pull request'] },
      'sha-5f3c0e9 pr-12',
    ],
    ['nightly after sha', 'type=schedule\ntype=sha', night, 'sha-5f3c0e9 nightly'],
    [
      'a day before nightly',
      "type=schedule\ntype=schedule,pattern={{date 'YYYYMMDD'}}\ntype=ref,event=branch",
      night,
      '20260110 nightly main',
    ],
    [
      'whole versions before parts of them',
      'type=semver,pattern={{major}}\ntype=semver,pattern={{major}}.{{minor}}\ntype=semver,pattern={{version}}\ntype=sha',
      release,
      'sha-5f3c0e9 1.2.3 1 1.2 latest',
    ],
    [
      'whole versions of their parts, too',
      'type=semver,pattern={{major}}\ntype=semver,pattern={{major}}.{{minor}}.{{patch}}',
      release,
      '1.2.3 1 latest',
    ],
    [
      'what a pattern finds up to the end before what it cuts off',
      'type=match,pattern=\\d.\\d\ntype=match,pattern=v(.*),group=1',
      release,
      '1.2.3 1.2 latest',
    ],
    ['edge after raw', 'type=edge\nraw', {}, 'raw edge'],
    [
      'latest after everything',
      'latest,priority=2000\ntype=ref,event=branch\ntype=sha',
      {},
      'sha-5f3c0e9 main latest',
    ],
    [
      'latest with the flavor’s prefix, too',
      'type=ref,event=tag\ntype=schedule,priority=1\ntype=sha',
      release,
      'sha-5f3c0e9 v1.2.3 x-latest',
    ],
    [
      'a tag that two rules give moves as the one that moves more',
      'main\ntype=ref,event=branch\nx',
      {},
      'x main',
    ],
  ])('%s', (title, rules, when, names) => {
    const { names: listed, putOrder } = tags(
      rules,
      when,
      title.includes('flavor') ? 'prefix=x-,onlatest=true' : '',
    )
    // The flavor's prefix stands before every tag, apart from those with a prefix of their own.
    expect(putOrder.join(' ').replaceAll('x-v', 'v')).toBe(names)
    expect(listed.toSorted()).toEqual(putOrder.toSorted())
  })
})

describe('warnings', () => {
  test.each<[string, Partial<Circumstances>, string]>([
    [
      'type=semver,pattern={{version}}',
      { event: happenings['tag v1.2'] },
      "The tag rule 'type=semver,pattern={{version}}': 'v1.2' is no semantic version.",
    ],
    [
      'type=pep440,pattern={{version}}',
      { event: happenings['tag p1/v1.0.0'] },
      "The tag rule 'type=pep440,pattern={{version}}': 'p1-v1.0.0' is no version as PEP 440 has it.",
    ],
    [
      'type=semver,pattern={{version}},match=^p2/(.*)',
      { event: happenings['release 1.2.3'] },
      "The tag rule 'type=semver,pattern={{version}},match=^p2/(.*)': '^p2/(.*)' does not match 'v1.2.3'.",
    ],
    [
      'type=match,pattern=x',
      { event: happenings['release 1.2.3'] },
      "The tag rule 'type=match,pattern=x': the pattern does not match 'v1.2.3'.",
    ],
    [
      'type=match,pattern=v,group=1',
      { event: happenings['release 1.2.3'] },
      "The tag rule 'type=match,pattern=v,group=1': there is no group 1 in the match of 'v1.2.3'.",
    ],
    [
      'x-{{nothing}}',
      {},
      "The tag rule 'x-{{nothing}}': {{nothing}} is left empty: 'nothing' is not one of branch, tag, sha, base_ref, is_default_branch, is_not_default_branch, date, commit_date.",
    ],
    [
      '{{date YYYY}}',
      {},
      "The tag rule '{{date YYYY}}': {{date YYYY}} has a format without quotes and is written as ISO 8601.",
    ],
    [
      "value={{date 'YYYY' tz='Mars'}}",
      {},
      "The tag rule 'value={{date 'YYYY' tz='Mars'}}': 'Mars' in {{date 'YYYY' tz='Mars'}} is no time zone; it is written in UTC.",
    ],
    [
      'type=ref,event=branch',
      onBranch('x'.repeat(129)),
      "The tag rule 'type=ref,event=branch': the tag is longer than 128 characters and was cut.",
    ],
  ])('%s', (rules, when, warning) => {
    expect(tags(rules, when).warnings).toEqual([warning])
  })

  test('come once, and only of rules that apply', () => {
    expect(tags('{{nothing}}{{nothing}}').warnings).toHaveLength(1)
    expect(tags('type=ref,event=tag,prefix={{nothing}}').warnings).toEqual([])
    expect(tags('type=raw,value={{nothing}},enable={{is_not_default_branch}}').warnings).toEqual([])
    expect(tags('type=ref,event=branch', onBranch('x'.repeat(128))).warnings).toEqual([])
  })
})

describe('what is not known', () => {
  const unknown = { commitTime: undefined, ...on({ defaultBranch: undefined }) }

  test.each([
    ["{{commit_date 'YYYY'}}", 'COMMIT_TIME_UNKNOWN'],
    ["type=sha,prefix={{commit_date 'YYYY'}}-", 'COMMIT_TIME_UNKNOWN'],
    ['type=edge', 'DEFAULT_BRANCH_UNKNOWN'],
    ['latest,enable={{is_default_branch}}', 'DEFAULT_BRANCH_UNKNOWN'],
    ['latest,enable={{is_not_default_branch}}', 'DEFAULT_BRANCH_UNKNOWN'],
  ])('%s needs it: %s', async (rules, code) => {
    const failure = await failing(() => tags(rules, unknown))
    expect(failure).toMatchObject({
      code,
      sentence: expect.stringContaining(`The tag rule '${rules}' needs the `),
    })
    expect(failure.hint).toContain('`permissions: contents: read`')
  })

  test.each<[string, Partial<Happening>, string]>([
    ["type=ref,event=tag,prefix={{commit_date 'YYYY'}}", {}, ''],
    ["{{date 'YYYY'}}", {}, '2026'],
    ['type=edge,branch=main', {}, 'edge'],
    ['type=edge', { ref: { kind: 'tag', name: 'v1' } }, ''],
    ['{{is_default_branch}}', { ref: { kind: 'tag', name: 'v1' } }, 'false'],
    ['{{is_default_branch}}', { ref: { kind: 'pull-request', name: '1/merge' } }, 'false'],
    ...['schedule', 'create', 'issues', 'discussion_comment'].map(
      (name): [string, Partial<Happening>, string] => ['{{is_default_branch}}', { name }, 'true'],
    ),
  ])('%s does without on %j', (rules, event, names) => {
    expect(
      tags(rules, { commitTime: undefined, ...on({ defaultBranch: undefined, ...event }) }).names.join(),
    ).toBe(names)
  })
})

describe('what is needed is known from the rules alone', () => {
  test.each([
    ['', '', [], false, false],
    ['type=sha', '', [], false, false],
    ['type=edge', '', [], false, true],
    ['type=edge,branch=main', '', [], false, false],
    ['x,enable={{is_default_branch}}', '', [], false, true],
    ['x-{{is_not_default_branch}}', '', [], false, true],
    ["{{commit_date 'YYYY'}}", '', [], true, false],
    ["type=schedule,pattern={{commit_date 'YYYY'}}", '', [], true, false],
    ["type=sha,suffix={{commit_date 'YYYY'}}", '', [], true, false],
    ["{{date 'YYYY'}}", '', [], false, false],
    ['type=semver,pattern={{commit_date}}', '', [], false, false],
    ['type=ref,event=branch', "prefix={{commit_date 'YYYY'}}", [], true, false],
    ['type=sha', "prefix={{commit_date 'YYYY'}}", [], false, false],
    ['type=sha', '', ["built={{commit_date 'X'}}", 'a=b'], true, false],
    ['type=sha', '', ['main={{is_default_branch}}'], false, true],
    ['type=sha', '', ['broken={{commit_date'], false, false],
  ] as const)('%j %j %j', (rules, flavor, texts, commitTime, defaultBranch) => {
    const needs = needsOf(parseTagRules(rules).rules, parseFlavor(flavor).flavor, texts)
    expect(needs).toEqual({ commitTime, defaultBranch })
  })
})

test.each([
  ['x,enable={{branch}}', 'main'],
  ['x,enable={{tag}}', ''],
  ['x,enable=x{{is_default_branch}}', 'xtrue'],
])('an enable that gives neither true nor false: %s', async (rules, given) => {
  expect(await failing(() => tags(rules))).toMatchObject({
    code: 'INPUT_INVALID',
    sentence: `tags: The tag rule '${rules}' has an enable that gives '${given}', which is neither true nor false.`,
  })
})

describe('a name that is no valid tag is made one', () => {
  test.each([
    ['feature/basket', 'feature-basket'],
    ['a&b', 'a-b'],
    ['dependabot/npm_and_yarn/@types/node-24', 'dependabot-npm_and_yarn-types-node-24'],
    ['größe', 'gr-e'],
    ['🚀', undefined],
    ['🚀rocket', 'rocket'],
    ['rocket🚀🚀', 'rocket-'],
    ['.hidden', 'hidden'],
    ['-x', 'x'],
    ['.-.x', 'x'],
    ['...', undefined],
    ['_x', '_x'],
    ['$(touch pwned)`id`;|&><*?"\'\\', 'touch-pwned-id-'],
    ['a\n::error::b', 'a-error-b'],
    ['{{sha}}', 'sha-'],
    ['a\u0000b\u202eb', 'a-b-b'],
    ['x'.repeat(128), 'x'.repeat(128)],
    ['x'.repeat(129), 'x'.repeat(128)],
    ['x'.repeat(300), 'x'.repeat(128)],
    [`.${'x'.repeat(128)}`, 'x'.repeat(128)],
  ])('%j → %s', (name, tag) => {
    expect(tags('type=ref,event=branch', onBranch(name)).names[0]).toBe(tag)
    // A name that goes through an expression is not evaluated a second time.
    expect(tags('type=raw,value={{branch}}', onBranch(name)).names[0]).toBe(tag)
  })

  test('together with prefix and suffix', () => {
    expect(tags('type=ref,event=branch,prefix=.p/,suffix=/s', onBranch('a b')).names).toEqual(['p-a-b-s'])
    expect(tags('type=ref,event=branch,prefix=v', onBranch('🚀')).names).toEqual(['v-'])
  })

  test('names that are equal when they are cut are one tag', () => {
    const rules = 'type=ref,event=branch\ntype=raw,value={{branch}}'
    expect(tags(rules, onBranch('x'.repeat(200))).names).toEqual(['x'.repeat(128)])
  })

  test('a suffix is not cut off: it tells the legs of a matrix apart', () => {
    const rules = 'type=ref,event=branch,suffix=/arm64\ntype=ref,event=branch,suffix=-amd64'
    const start = 'x'.repeat(122)
    expect(tags(rules, onBranch('x'.repeat(200))).names).toEqual([`${start}-arm64`, `${start}-amd64`])
    const tooLong = `type=raw,value=v,suffix=${'s'.repeat(200)}`
    expect(tags(tooLong, onBranch('main')).names).toEqual([`v${'s'.repeat(127)}`])
  })

  test('a value of which nothing is left gives no tag, and the next one is the version', () => {
    expect(tags('type=ref,event=branch\ntype=sha', onBranch('🚀'))).toMatchObject({
      names: ['sha-5f3c0e9'],
      version: 'sha-5f3c0e9',
    })
  })

  test('latest is made valid, and cut, too', () => {
    const long = 'x'.repeat(200)
    expect(tags('x,priority=1', {}, `latest=true\nprefix=.,onlatest=true`).names).toEqual(['x', 'latest'])
    expect(tags('type=raw,value=v,prefix=', {}, `latest=true\nprefix=${long},onlatest=true`).names).toEqual([
      'v',
      long.slice(0, 128),
    ])
  })
})

describe('any event whatever', () => {
  const everyRule = parseTagRules(
    [
      'type=ref,event=branch',
      'type=ref,event=branch,prefix=.,suffix=.',
      'type=ref,event=tag,prefix=-,priority=7',
      'type=ref,event=pr',
      'type=edge',
      'type=schedule',
      'type=sha',
      'type=semver,pattern={{version}},value={{branch}}{{tag}}',
      'type=semver,pattern={{major}}.{{minor}},match=(.*)',
      'type=pep440,pattern={{version}}',
      'type=match,pattern=/(.)(.*)/su,group=2',
      'type=raw,value={{base_ref}}-{{sha}}-{{tag}}',
      "type=raw,value={{branch}}{{date 'LLLL z'}}",
      "type=raw,value={{commit_date 'x'}},enable={{is_default_branch}}",
    ].join('\n'),
  )
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme-ascii', maxLength: 300 }),
    fc.constantFrom('v1.2.3', '1.2.3-rc.1', '1.2rc1', '{{sha}}', '{{{branch}}}', 'main', 'x'.repeat(129)),
  )
  const kind = fc.constantFrom<GitEvent['ref']['kind']>('branch', 'tag', 'pull-request', 'other')
  const event = fc.record({
    name: fc.constantFrom('push', 'schedule', 'pull_request', 'create'),
    ref: fc.record({ kind, name: text }),
    defaultBranch: fc.constantFrom('main', 'trunk'),
    baseRef: fc.option(text, { nil: undefined }),
  })

  test('gives valid tags only, each once, all in both orders, the same again', () => {
    expect(everyRule.problems).toEqual([])
    const { flavor } = parseFlavor('latest=true\nprefix=.,onlatest=true\nsuffix={{branch}}')
    fc.assert(
      fc.property(event, fc.constantFrom(flavor, plainFlavor), (happened, given) => {
        const all = { ...circumstances, event: happened }
        const made = computeTags(everyRule.rules, given, all)
        expect(made.names.filter((one) => !valid.test(one))).toEqual([])
        expect(made.putOrder.toSorted()).toEqual(made.names.toSorted())
        expect(new Set(made.names).size).toBe(made.names.length)
        expect(made.version).toBe(made.names[0])
        expect(computeTags(everyRule.rules, given, all)).toEqual(made)
      }),
      { numRuns: 400 },
    )
  })
})

describe('any rule whatever', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...[
        'type=',
        'raw',
        'semver',
        'pep440',
        'match',
        'edge',
        'ref',
        'sha',
        'schedule',
        ',',
        '=',
        '"',
        '\n',
        '#',
      ],
      ...[
        'pattern=',
        'value=',
        'group=',
        'prefix=',
        'suffix=',
        'enable=',
        'priority=',
        'event=',
        'branch',
        'tag',
      ],
      ...[
        '{{',
        '}}',
        '{{branch}}',
        '{{sha}}',
        '{{version}}',
        "{{date 'YYYY'}}",
        'true',
        'false',
        '1',
        '(',
        ')',
        '*',
      ],
      ...['type=raw,value=', 'type=semver,pattern={{version}},value=', 'type=match,pattern='],
    ),
    fc.string({ unit: 'grapheme', maxLength: 5 }),
  )
  const rules = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''))

  test('gives valid tags, or a clear error', async () => {
    await fc.assert(
      fc.asyncProperty(rules, fc.constantFrom(...Object.values(happenings)), async (text, happened) => {
        const parsed = parseTagRules(text)
        expect(parseTagRules(text)).toEqual(parsed)
        for (const problem of parsed.problems) expect(problem).toMatch(/\(line \d+, '.*'\)$/s)
        if (parsed.problems.length > 0) return
        const made = attempt(() =>
          computeTags(parsed.rules, plainFlavor, { ...circumstances, event: happened }),
        )
        if (made.tags === undefined)
          expect(await failing(() => Promise.reject(made.error))).toMatchObject({ code: 'INPUT_INVALID' })
        else expect(made.tags.names.filter((one) => !valid.test(one))).toEqual([])
      }),
      { numRuns: 1_000 },
    )
  })
})

function attempt(make: () => Tags): { tags?: Tags; error?: unknown } {
  try {
    return { tags: make() }
  } catch (error) {
    return { error }
  }
}
