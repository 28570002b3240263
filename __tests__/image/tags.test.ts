import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { GitEvent } from '../../src/event.ts'
import { parseTagRules } from '../../src/image/tag-rules.ts'
import { computeTags, type Tags } from '../../src/image/tags.ts'
import { sha } from '../support/given.ts'

const valid = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/

const main: GitEvent['ref'] = { kind: 'branch', name: 'main' }
const release: GitEvent['ref'] = { kind: 'tag', name: 'v1.2.3' }
const pull: GitEvent['ref'] = { kind: 'pull-request', name: '12/merge' }
const other: GitEvent['ref'] = { kind: 'other', name: 'refs/notes/commits' }

function tags(rules: string, ref: GitEvent['ref'] = main, name = 'push'): Tags {
  const parsed = parseTagRules(rules)
  expect(parsed.problems).toEqual([])
  return computeTags(parsed.rules, { event: { name, ref }, sha })
}

/** The one tag that comes of a value. */
function tagOf(value: string, rule = 'type=ref,event=branch'): string | undefined {
  const { names } = tags(rule, { kind: 'branch', name: value })
  expect(names.length).toBeLessThanOrEqual(1)
  return names[0]
}

describe('the default rules', () => {
  test.each([
    ['a branch', main, 'push', ['main']],
    [
      'a branch with slashes',
      { kind: 'branch', name: 'feature/big basket' } as const,
      'push',
      ['feature-big-basket'],
    ],
    ['a tag', release, 'push', ['v1.2.3', 'latest']],
    ['a release', release, 'release', ['v1.2.3', 'latest']],
    ['a pull request', pull, 'pull_request', ['pr-12']],
    [
      'a pull request’s own head',
      { kind: 'pull-request', name: '12/head' } as const,
      'pull_request',
      ['pr-12-head'],
    ],
    ['anything else', other, 'push', []],
  ])('%s', (_, ref, name, names) => {
    expect(tags('', ref, name)).toMatchObject({ names, version: names[0] })
  })

  test('a schedule on a branch is called nightly', () => {
    expect(tags('', main, 'schedule')).toMatchObject({ names: ['nightly', 'main'], version: 'nightly' })
  })
})

describe('each type of rule', () => {
  test.each([
    ['type=raw,value=edge', other, ['edge']],
    ['type=sha', other, ['sha-5f3c0e9']],
    ['type=sha,format=long', main, [`sha-${sha}`]],
    ['type=sha,prefix=', main, ['5f3c0e9']],
    ['type=sha,prefix=git.,suffix=-amd64', main, ['git.5f3c0e9-amd64']],
    ['type=ref,event=branch', main, ['main']],
    ['type=ref,event=branch', release, []],
    ['type=ref,event=tag', main, []],
    ['type=ref,event=pr', main, []],
    ['type=ref,event=pr,prefix=', pull, ['12']],
    ['type=ref,event=branch,prefix=b-,suffix=-x', main, ['b-main-x']],
    ['type=schedule', main, []],
    ['type=raw,value=a\ntype=raw,value=a', main, ['a']],
  ])('%j on %j', (rules, ref, names) => {
    expect(tags(rules, ref)).toMatchObject({ names, version: names[0] })
  })

  test('a schedule has the name that its pattern says', () => {
    expect(tags('type=schedule,pattern=weekly', main, 'schedule').names).toEqual(['weekly'])
  })
})

describe('priorities', () => {
  test('give the order in which tags are listed, as docker/metadata-action does', () => {
    const rules = 'type=sha\ntype=raw,value=x\ntype=ref,event=branch\ntype=raw,value=y,priority=700'
    expect(tags(rules).names).toEqual(['y', 'main', 'x', 'sha-5f3c0e9'])
  })

  test.each([
    ['the type’s own decide the version', 'type=sha\ntype=raw,value=x\ntype=ref,event=branch', 'main'],
    ['a given one goes first', 'type=ref,event=branch\ntype=sha,priority=601', 'sha-5f3c0e9'],
    ['the first line of equal ones', 'type=raw,value=a\ntype=raw,value=b', 'a'],
    ['below zero', 'type=raw,value=a,priority=-1\ntype=sha', 'sha-5f3c0e9'],
    ['of a rule without a value do not count', 'type=schedule\ntype=sha', 'sha-5f3c0e9'],
  ])('%s', (_, rules, version) => {
    expect(tags(rules).version).toBe(version)
  })
})

describe('latest', () => {
  test.each([
    ['comes with a git tag', 'type=ref,event=tag', true],
    ['comes with a git tag above other rules', 'type=ref,event=tag\ntype=sha', true],
    ['does not come where another rule is first', 'type=sha,priority=1000\ntype=ref,event=tag', false],
    ['does not come with a raw tag', 'type=raw,value=v1', false],
  ])('%s', (_, rules, comes) => {
    expect(tags(rules, release).names.includes('latest')).toBe(comes)
  })

  test('is there once, also where it is asked for', () => {
    expect(tags('type=ref,event=tag\ntype=raw,value=latest', release).names).toEqual(['v1.2.3', 'latest'])
  })
})

describe('tags that move are put last: a run that ends early must not leave them ahead of the specific ones', () => {
  test.each([
    ['branch after sha', 'type=ref,event=branch\ntype=sha', main, 'push', ['sha-5f3c0e9', 'main']],
    ['pull request after sha', 'type=ref,event=pr\ntype=sha', pull, 'push', ['sha-5f3c0e9', 'pr-12']],
    [
      'latest after everything',
      'type=ref,event=tag\ntype=raw,value=latest\ntype=sha',
      release,
      'push',
      ['v1.2.3', 'sha-5f3c0e9', 'latest'],
    ],
    ['nightly after sha', 'type=schedule\ntype=sha', main, 'schedule', ['sha-5f3c0e9', 'nightly']],
    [
      'whatever their priorities say',
      'type=raw,value=latest,priority=2000\ntype=ref,event=branch,priority=1000\ntype=sha,priority=-1',
      main,
      'push',
      ['sha-5f3c0e9', 'main', 'latest'],
    ],
  ])('%s', (_, rules, ref, name, names) => {
    const { names: listed, putOrder } = tags(rules, ref, name)
    expect(putOrder).toEqual(names)
    expect(listed.toSorted()).toEqual(names.toSorted())
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
    ['$(touch pwned)`id`;|&><*?"\'\\', '-touch-pwned-id-'.slice(1)],
    ['a\n::error::b', 'a-error-b'],
    ['x'.repeat(300), 'x'.repeat(128)],
    [`.${'x'.repeat(300)}`, 'x'.repeat(128)],
  ])('%j → %s', (name, tag) => {
    expect(tagOf(name)).toBe(tag)
  })

  test('together with prefix and suffix', () => {
    expect(tagOf('a b', 'type=ref,event=branch,prefix=.p/,suffix=/s')).toBe('p-a-b-s')
    expect(tagOf('🚀', 'type=ref,event=branch,prefix=v')).toBe('v-')
  })

  test('a value of which nothing is left gives no tag, and the next one is the version', () => {
    expect(tags('type=ref,event=branch\ntype=sha', { kind: 'branch', name: '🚀' })).toMatchObject({
      names: ['sha-5f3c0e9'],
      version: 'sha-5f3c0e9',
    })
  })

  const everyRule = [
    'type=ref,event=branch',
    'type=ref,event=branch,prefix=.,suffix=.',
    'type=ref,event=branch,prefix=-,priority=7',
    'type=sha',
  ].join('\n')

  test.each(['grapheme', 'binary', 'grapheme-ascii'] as const)('any branch name whatever (%s)', (unit) => {
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 300 }), (name) => {
        const { names, putOrder, version } = tags(everyRule, { kind: 'branch', name })
        expect(names.filter((one) => !valid.test(one))).toEqual([])
        expect(putOrder.toSorted()).toEqual(names.toSorted())
        expect(new Set(names).size).toBe(names.length)
        expect(version === undefined || names.includes(version)).toBe(true)
      }),
    )
  })

  test('any raw value whatever', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }), (value) => {
        const rule = { type: 'raw', value, priority: 200, prefix: undefined, suffix: '' } as const
        const { names } = computeTags([rule], { event: { name: 'push', ref: main }, sha })
        expect(names.filter((one) => !valid.test(one))).toEqual([])
      }),
    )
  })
})
