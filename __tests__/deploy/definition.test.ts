import { describe, expect, test } from '@jest/globals'
import {
  chooseContainer,
  containersOf,
  isSame,
  type TaskDefinition,
  withoutReadOnly,
} from '../../src/deploy/definition.ts'
import { everything, readOnly } from '../fixtures/deploy/definitions.ts'

const named = (...names: readonly string[]): TaskDefinition => ({
  family: 'shop',
  containerDefinitions: names.map((name) => ({ name, image: `${name}:1` })),
})

describe('what is registered again', () => {
  test('is everything but what ECS only gives', () => {
    expect(withoutReadOnly({ ...everything('shop'), ...readOnly })).toEqual(everything('shop'))
  })
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
    [
      'order of tags',
      {
        tags: [
          { key: 'a', value: '1' },
          { key: 'b', value: '2' },
        ],
      },
      {
        tags: [
          { value: '2', key: 'b' },
          { key: 'a', value: '1' },
        ],
      },
    ],
    ['sizes with their units', { cpu: '.25 vCPU', memory: '0.5 GB' }, { cpu: '256', memory: '512' }],
    ['sizes in other letters', { cpu: '1vcpu', memory: '2gb' }, { cpu: '1024', memory: '2048' }],
    [
      'how often a health check is made, which ECS fills in',
      container({ healthCheck: { command: ['CMD', 'x'], interval: 30, timeout: 5, retries: 3 } }),
      container({ healthCheck: { command: ['CMD', 'x'] } }),
    ],
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
    ['a size', { cpu: '0.25 vCPU' }, { cpu: '512' }],
    ['the unit of the other size', { cpu: '1 GB' }, { cpu: '1024' }],
    ['a tag', { tags: [{ key: 'a', value: '1' }] }, { tags: [{ key: 'a', value: '2' }] }],
    [
      'another health check',
      container({ healthCheck: { command: ['CMD', 'x'], interval: 31 } }),
      container({ healthCheck: { command: ['CMD', 'x'] } }),
    ],
    ['a text for a number', { family: 'a', cpu: '256' }, { family: 'a', cpu: 256 }],
  ]
  test.each(different)('not with %s', (_, one, other) => {
    expect([isSame(one, other), isSame(other, one)]).toEqual([false, false])
  })
})
