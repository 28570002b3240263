import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isSame } from '../../src/deploy/definition.ts'
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

const more: typeof cases = [
  [
    'two containers at once',
    app({ image: 'a' }, { name: 'log', image: 'l' }),
    app({ image: 'b' }, { name: 'log', image: 'm' }),
    [`${path}.image: "a" -> "b"`, 'containerDefinitions.log.image: "l" -> "m"'],
  ],
  [
    'the order of containers',
    app({}, { name: 'log' }),
    { containerDefinitions: [{ name: 'log' }, { name: 'app' }] },
    ['containerDefinitions: in another order'],
  ],
]

test.each([...cases, ...more])('%s', (_, before, after, lines) => {
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

test('a name with control characters stays on its line', () => {
  const lines = diffOf({}, { 'a\r\n::error::x\u001b[2J': 'b\n' })
  expect(lines).toEqual(['a ::error::x [2J: (none) -> "b\\n"'])
})

describe('of any two definitions', () => {
  const names = fc.constantFrom('A', 'B', 'name', 'value')
  const secret = fc.integer({ min: 0, max: 9 }).map((digit) => `hunter2-${digit}`)
  const value = fc.oneof(secret, fc.integer({ min: 770_000, max: 770_009 }), fc.constant(true))
  const entries = fc.uniqueArray(fc.record({ name: names, value }), {
    selector: ({ name }) => name,
    maxLength: 3,
  })
  const record = fc.dictionary(names, secret)
  const secretParts = fc.record(
    {
      environment: entries,
      command: fc.array(secret, { maxLength: 2 }),
      entryPoint: fc.array(secret, { maxLength: 2 }),
      dockerLabels: record,
      logConfiguration: fc.record({ logDriver: fc.constant('splunk'), options: record }),
      healthCheck: fc.record({ command: fc.array(secret, { maxLength: 2 }) }),
      apiToken: secret,
      nested: fc.record({
        environment: record,
        deeper: fc.array(fc.record({ password: secret }), { maxLength: 2 }),
      }),
    },
    { requiredKeys: [] },
  )
  const container = (name: string) =>
    fc
      .record({ image: fc.constantFrom('a', 'b'), parts: secretParts })
      .map(({ image, parts }): Json => ({ name, image, ...parts }))
  const definitions = fc
    .record({ app: container('app'), log: container('log'), both: fc.boolean(), turned: fc.boolean() })
    .map(({ app: one, log, both, turned }): Json => {
      const containers = both ? [one, log] : [one]
      return { family: 'shop', containerDefinitions: turned ? containers.toReversed() : containers }
    })

  test('no value that may be secret is shown', () => {
    fc.assert(
      fc.property(definitions, definitions, (before, after) => {
        const text = diffOf(before, after).join('\n')
        expect(text).not.toMatch(/hunter2|77000\d|true/)
      }),
    )
  })

  test('there are lines where they differ, and none where they do not', () => {
    fc.assert(
      fc.property(definitions, definitions, (before, after) => {
        expect(diffOf(before, before)).toEqual([])
        expect(diffOf(before, after).length === 0).toBe(isSame(before, after))
      }),
    )
  })
})
