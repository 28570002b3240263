import { describe, expect, test } from '@jest/globals'
import {
  chooseContainer,
  containersOf,
  isSame,
  type TaskDefinition,
  withImage,
  withoutReadOnly,
} from '../../src/deploy/definition.ts'
import { everything, readOnly, withAppImage } from '../fixtures/deploy/definitions.ts'

const named = (...names: readonly string[]): TaskDefinition => ({
  family: 'shop',
  containerDefinitions: names.map((name) => ({ name, image: `${name}:1` })),
})

describe('what is registered again', () => {
  test('is everything but what ECS only gives', () => {
    expect(withoutReadOnly({ ...everything('shop'), ...readOnly })).toEqual(everything('shop'))
  })

  test('has the new image in the named container, and nothing else is touched', () => {
    const before = everything('shop')
    expect(withImage(before, 'app', 'new@sha256:2')).toEqual(withAppImage(before, 'new@sha256:2'))
    expect(before).toEqual(everything('shop'))
  })

  test.each([{}, { containerDefinitions: 'app' }, { containerDefinitions: [null, 'app', 7] }])(
    'stays as it is where there is no such container: %j',
    (definition) => {
      expect(withImage(definition, 'app', 'new')).toEqual(definition)
    },
  )
})

describe('the container that gets the image', () => {
  const cases: readonly (readonly [
    readonly string[],
    string | undefined,
    ReturnType<typeof chooseContainer>,
  ])[] = [
    [['app'], undefined, { kind: 'found', name: 'app' }],
    [['web', 'app'], 'app', { kind: 'found', name: 'app' }],
    [['web', 'app'], undefined, { kind: 'ambiguous', names: ['web', 'app'] }],
    [['web'], 'app', { kind: 'missing', names: ['web'] }],
    [['App'], 'app', { kind: 'missing', names: ['App'] }],
    [[], undefined, { kind: 'ambiguous', names: [] }],
    [[], 'app', { kind: 'missing', names: [] }],
  ]
  test.each(cases)('of %j, asked for %s', (names, wanted, chosen) => {
    expect(chooseContainer(named(...names), wanted)).toEqual(chosen)
  })

  test.each([
    {},
    { containerDefinitions: null },
    { containerDefinitions: {} },
    { containerDefinitions: [{}, null, 1] },
  ])('is none of %j', (definition) => {
    expect(containersOf(definition)).toEqual([])
  })
})

describe('two definitions are the same', () => {
  const container = (members: object): TaskDefinition => ({
    family: 'shop',
    networkMode: 'awsvpc',
    containerDefinitions: [{ name: 'app', image: 'a', ...members }],
  })
  const [x, y] = [
    { name: 'X', value: '1' },
    { name: 'Y', value: '2' },
  ]
  const same: readonly (readonly [string, TaskDefinition, TaskDefinition])[] = [
    ['order of members', { family: 'a', cpu: '1' }, { cpu: '1', family: 'a' }],
    ['read-only members', everything('shop'), { ...everything('shop'), ...readOnly }],
    ['nulls', container({ command: null }), container({})],
    ['empty lists and objects', container({ mountPoints: [], dockerLabels: {} }), container({})],
    ['empty ones of the task', { family: 'a', volumes: [], placementConstraints: [] }, { family: 'a' }],
    ['order of variables', container({ environment: [x, y] }), container({ environment: [y, x] })],
    ['order of secrets', container({ secrets: [x, y] }), container({ secrets: [y, x] })],
    ['cpu 0, which ECS fills in', container({ cpu: 0 }), container({})],
    ['essential, which ECS fills in', container({ essential: true }), container({})],
    [
      'protocol and host port, which ECS fills in for awsvpc',
      container({ portMappings: [{ containerPort: 80, hostPort: 80, protocol: 'tcp' }] }),
      container({ portMappings: [{ containerPort: 80 }] }),
    ],
  ]
  test.each(same)('but for %s', (_, one, other) => {
    expect([isSame(one, other), isSame(other, one)]).toEqual([true, true])
  })

  const different: readonly (readonly [string, TaskDefinition, TaskDefinition])[] = [
    ['an image', container({ image: 'a' }), container({ image: 'b' })],
    ['a family', { family: 'a' }, { family: 'b' }],
    ['a variable that is empty', container({ environment: [{ name: 'X', value: '' }] }), container({})],
    ['a container that is not essential', container({ essential: false }), container({})],
    ['a false', { family: 'a', enableFaultInjection: false }, { family: 'a', enableFaultInjection: true }],
    ['the order of a command', container({ command: ['a', 'b'] }), container({ command: ['b', 'a'] })],
    ['a member that nobody knows', container({ futureMode: 'on' }), container({ futureMode: 'off' })],
    ['a text for a number', { family: 'a', cpu: '256' }, { family: 'a', cpu: 256 }],
  ]
  test.each(different)('not with %s', (_, one, other) => {
    expect([isSame(one, other), isSame(other, one)]).toEqual([false, false])
  })
})
