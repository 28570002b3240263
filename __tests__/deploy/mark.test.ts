import { describe, expect, test } from '@jest/globals'
import type { TaskDefinition } from '../../src/deploy/definition.ts'
import { isLater, type Mark, markFor, markOf, withMark, withoutMark } from '../../src/deploy/mark.ts'

const mark: Mark = { repository: 'acme/shop', run: 42 }
const tag = { key: 'slipway:run', value: 'acme/shop/runs/42' }
const team = { key: 'team', value: 'shop' }
const tagged = (...tags: readonly unknown[]): TaskDefinition => ({ family: 'shop', tags })

test.each<[Mark | undefined, Readonly<Record<string, string>>]>([
  [mark, { GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: '42' }],
  [undefined, { GITHUB_REPOSITORY: 'acme/shop' }],
  [undefined, { GITHUB_RUN_ID: '42' }],
  [undefined, { GITHUB_REPOSITORY: '', GITHUB_RUN_ID: '42' }],
  [undefined, { GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: 'forty-two' }],
  [undefined, { GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: '1'.repeat(16) }],
  [undefined, {}],
])('it is %j in the environment %j', (expected, env) => {
  expect(markFor(env)).toEqual(expected)
})

describe('put on', () => {
  test.each<[string, TaskDefinition, TaskDefinition]>([
    ['a definition without tags', { family: 'shop' }, tagged(tag)],
    ['one with tags', tagged(team), tagged(team, tag)],
    ['one that has an earlier mark', tagged({ ...tag, value: 'acme/shop/runs/7' }, team), tagged(team, tag)],
    ['one whose tags are nonsense', { family: 'shop', tags: 'none' }, tagged(tag)],
  ])('%s', (_, definition, expected) => {
    expect(withMark(definition, mark)).toEqual(expected)
  })

  test('nothing, where there is no room for one more tag', () => {
    const full = tagged(...Array.from({ length: 50 }, (_, index) => ({ key: `k${index}`, value: '' })))
    expect(withMark(full, mark)).toEqual(full)
  })

  test('nothing outside of GitHub, and no earlier one stays', () => {
    expect(withMark(tagged(team, tag), undefined)).toEqual(tagged(team))
  })
})

test.each<[string, TaskDefinition, TaskDefinition]>([
  ['no tags', { family: 'shop' }, { family: 'shop' }],
  ['its mark alone', tagged(tag), { family: 'shop' }],
  ['a tag and its mark', tagged(team, tag), tagged(team)],
  [
    'a tag of CloudFormation',
    tagged(team, { key: 'aws:cloudformation:stack-name', value: 's' }),
    tagged(team),
  ],
  [
    'a tag that looks like one',
    tagged({ ...tag, key: 'slipway:runs' }),
    tagged({ ...tag, key: 'slipway:runs' }),
  ],
  ['nonsense', tagged(null, 'x', 7, {}), tagged(null, 'x', 7, {})],
])('taken off a definition with %s', (_, definition, expected) => {
  expect(withoutMark(definition)).toEqual(expected)
})

describe('read', () => {
  test.each<[Mark | undefined, string]>([
    [mark, 'acme/shop/runs/42'],
    [{ repository: 'acme/runs/1', run: 2 }, 'acme/runs/1/runs/2'],
    [undefined, 'acme/shop/runs/'],
    [undefined, 'acme/shop/runs/x'],
    [undefined, '/runs/1'],
    [undefined, ''],
  ])('as %j from %s', (expected, value) => {
    expect(markOf(tagged(team, { ...tag, value }))).toEqual(expected)
  })

  test.each<[boolean, string, Mark | undefined]>([
    [true, 'acme/shop/runs/43', mark],
    [false, 'acme/shop/runs/42', mark],
    [false, 'acme/shop/runs/41', mark],
    [false, 'acme/cart/runs/43', mark],
    [false, 'acme/shop/runs/43', undefined],
    [false, 'by hand', mark],
  ])('it is %s that the run of %s is later than %j', (expected, value, ours) => {
    expect(isLater(tagged({ ...tag, value }), ours)).toBe(expected)
  })

  test('what comes back from a definition is what was put on', () => {
    expect(markOf(withMark(tagged(team), mark))).toEqual(mark)
  })
})
