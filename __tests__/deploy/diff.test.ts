import { describe, expect, test } from '@jest/globals'
import { diffOf } from '../../src/deploy/diff.ts'
import { everything, readOnly, secretValue } from '../fixtures/deploy/definitions.ts'

type Json = Readonly<Record<string, unknown>>

const app = (members: Json, ...others: readonly Json[]): Json => ({
  containerDefinitions: [{ name: 'app', ...members }, ...others],
})
const path = 'containerDefinitions.app'
const url = { name: 'DATABASE_URL', value: secretValue }

const cases: readonly (readonly [what: string, before: Json, after: Json, lines: readonly string[]])[] = [
  ['nothing', everything('shop'), { ...everything('shop'), ...readOnly }, []],
  ['an image', app({ image: 'a' }), app({ image: 'b' }), [`${path}.image: "a" -> "b"`]],
  ['a member of the task', { cpu: '256' }, { cpu: '512' }, ['cpu: "256" -> "512"']],
  ['a new member', app({}), app({ memory: 512 }), [`${path}.memory: (none) -> 512`]],
  ['a member that goes', app({ user: 'root' }), app({}), [`${path}.user: "root" -> (none)`]],
  [
    'an item of a list',
    app({ command: ['a', 'b'] }),
    app({ command: ['a', 'c'] }),
    [`${path}.command.1: (hidden) -> (hidden)`],
  ],
  [
    'a container that comes first',
    app({ image: 'a' }),
    { containerDefinitions: [{ name: 'log' }, { name: 'app', image: 'a' }] },
    ['containerDefinitions.log: (none) -> {"name":"log"}'],
  ],
  [
    'where a secret comes from',
    app({ secrets: [{ name: 'TOKEN', valueFrom: 'a' }] }),
    app({ secrets: [{ name: 'TOKEN', valueFrom: 'b' }] }),
    [`${path}.secrets.TOKEN.valueFrom: "a" -> "b"`],
  ],
]

test.each(cases)('%s', (_, before, after, lines) => {
  expect(diffOf(before, after)).toEqual(lines)
})

describe('what ECS fills in is no difference', () => {
  test.each([
    ['volumes', { family: 'a', volumes: [] }, { family: 'a' }],
    ['mountPoints', app({ mountPoints: [] }), app({})],
    ['cpu', app({ cpu: 0 }), app({})],
    ['essential', app({ essential: true }), app({})],
  ])('%s', (_, before, after) => {
    expect(diffOf(before, after)).toEqual([])
  })
})

describe('the value of a variable is hidden', () => {
  const environment = [url]
  test.each([
    ['that changes', app({ environment: [{ ...url, value: 'old' }] }), app({ environment })],
    ['that is new', app({ environment: [] }), app({ environment })],
    ['that goes', app({ environment }), app({ environment: [] })],
    ['in a list that is new', app({}), app({ environment })],
    ['in a container that is new', app({}), app({}, { name: 'sidecar', environment })],
    ['in a container that goes', app({}, { name: 'sidecar', environment }), app({})],
    ['in containers that were not there', {}, app({ environment })],
  ])('%s', (_, before, after) => {
    const lines = diffOf(before, after)
    expect(lines).not.toEqual([])
    expect(lines.join('\n')).not.toContain('hunter2')
    expect(lines.join('\n')).toContain('(hidden)')
  })

  test('but not the image of a container that is called environment', () => {
    const of = (image: string) => ({ containerDefinitions: [{ name: 'environment', image }] })
    expect(diffOf(of('a'), of('b'))).toEqual(['containerDefinitions.environment.image: "a" -> "b"'])
  })
})

test('a long value is cut, and so is a long list', () => {
  const [line = ''] = diffOf({ family: 'a' }, { family: 'b'.repeat(10_000) })
  expect(line.length).toBeLessThan(250)
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`member${i}`, i]))
  const lines = diffOf({}, many)
  expect(lines).toHaveLength(61)
  expect(lines.at(-1)).toBe('… and 40 more')
})
