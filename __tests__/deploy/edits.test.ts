import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { TaskDefinition } from '../../src/deploy/definition.ts'
import { applyEdits } from '../../src/deploy/edit-definition.ts'
import type { ContainerEdit, Edits, EntryEdit } from '../../src/deploy/edits.ts'
import { reviseBase } from '../../src/deploy/revise.ts'
import { everything, readOnly, withAppImage } from '../fixtures/deploy/definitions.ts'
import { failing } from '../support/failure.ts'

type Json = Readonly<Record<string, unknown>>

const ours = 'shop@sha256:1'

const nothing: ContainerEdit = {
  name: 'app',
  image: { kind: 'kept' },
  environment: [],
  environmentFiles: [],
  secrets: [],
  command: undefined,
  entryPoint: undefined,
  logDriver: undefined,
  logOptions: [],
  dockerLabels: [],
}

const set = (name: string, value: string): EntryEdit => ({ kind: 'set', name, value })
const remove = (name: string): EntryEdit => ({ kind: 'remove', name })

const app = (members: Json): TaskDefinition => ({
  family: 'shop',
  containerDefinitions: [
    { name: 'log', image: 'l' },
    { name: 'app', image: 'a', ...members },
  ],
})

function edited(definition: TaskDefinition, edits: Edits): TaskDefinition {
  const result = applyEdits(definition, edits, ours)
  if (result.kind === 'refused') throw new Error(JSON.stringify(result.refusals))
  return result.definition
}

function refused(definition: TaskDefinition, ...containers: readonly ContainerEdit[]): readonly unknown[] {
  const result = applyEdits(definition, { containers }, ours)
  if (result.kind === 'edited') throw new Error('It was edited.')
  return result.refusals
}

describe('one edit changes one thing:', () => {
  const [a, b] = [
    { name: 'A', value: '1', note: 'kept' },
    { name: 'B', value: '2' },
  ]
  const [s, t] = [
    { name: 'S', valueFrom: 'arn:s' },
    { name: 'T', valueFrom: 't' },
  ]
  const logs = { logDriver: 'awslogs', options: { 'awslogs-group': 'g', mode: 'x' }, secretOptions: [s] }
  const cases: readonly (readonly [what: string, before: Json, edit: Partial<ContainerEdit>, after: Json])[] =
    [
      ['our image', {}, { image: { kind: 'ours' } }, { image: ours }],
      ['another image', {}, { image: { kind: 'named', image: 'nginx:1' } }, { image: 'nginx:1' }],
      [
        'a variable in its place',
        { environment: [a, b] },
        { environment: [set('A', 'x')] },
        { environment: [{ ...a, value: 'x' }, b] },
      ],
      [
        'a variable that is new',
        { environment: [b] },
        { environment: [set('A', '1')] },
        { environment: [b, { name: 'A', value: '1' }] },
      ],
      ['an empty variable', {}, { environment: [set('A', '')] }, { environment: [{ name: 'A', value: '' }] }],
      ['a variable that goes', { environment: [a, b] }, { environment: [remove('A')] }, { environment: [b] }],
      [
        'the last variable that goes',
        { environment: [a] },
        { environment: [remove('A')] },
        { environment: [] },
      ],
      [
        'a variable that is not there',
        { environment: [a] },
        { environment: [remove('X')] },
        { environment: [a] },
      ],
      ['a variable where there is no list', {}, { environment: [remove('X')] }, {}],
      [
        'a secret in its place',
        { secrets: [s, t] },
        { secrets: [set('S', 'x')] },
        { secrets: [{ name: 'S', valueFrom: 'x' }, t] },
      ],
      ['a secret that is new', {}, { secrets: [set('T', 't')] }, { secrets: [t] }],
      [
        'a variable that becomes a secret',
        { environment: [a, b] },
        { environment: [remove('A')], secrets: [set('A', 'x')] },
        { environment: [b], secrets: [{ name: 'A', valueFrom: 'x' }] },
      ],
      [
        'files of variables',
        { environmentFiles: [{ value: 'old', type: 's3' }] },
        { environmentFiles: ['one', 'two'] },
        {
          environmentFiles: [
            { value: 'one', type: 's3' },
            { value: 'two', type: 's3' },
          ],
        },
      ],
      ['a command', { command: ['a', 'b'] }, { command: ['c'] }, { command: ['c'] }],
      ['no command', { command: ['a', 'b'] }, { command: [] }, { command: [] }],
      ['an entry point', {}, { entryPoint: ['/bin/sh', '-c'] }, { entryPoint: ['/bin/sh', '-c'] }],
      ['a log driver', {}, { logDriver: 'awslogs' }, { logConfiguration: { logDriver: 'awslogs' } }],
      [
        'the same log driver',
        { logConfiguration: logs },
        { logDriver: 'awslogs' },
        { logConfiguration: logs },
      ],
      [
        'another log driver, which begins without options',
        { logConfiguration: { ...logs, future: 1 } },
        { logDriver: 'fluentd', logOptions: [set('tag', 't')] },
        { logConfiguration: { logDriver: 'fluentd', future: 1, options: { tag: 't' } } },
      ],
      [
        'log options',
        { logConfiguration: logs },
        { logOptions: [set('mode', 'y'), remove('awslogs-group'), set('new', 'n')] },
        { logConfiguration: { ...logs, options: { mode: 'y', new: 'n' } } },
      ],
      [
        'labels',
        { dockerLabels: { a: '1', b: '2' } },
        { dockerLabels: [set('b', 'x'), remove('a')] },
        { dockerLabels: { b: 'x' } },
      ],
      ['a label that is new', {}, { dockerLabels: [set('a', '1')] }, { dockerLabels: { a: '1' } }],
    ]
  test.each(cases)('%s', (_, before, edit, after) => {
    expect(edited(app(before), { containers: [{ ...nothing, ...edit }] })).toEqual(app(after))
  })

  const ofTask: readonly (readonly [Omit<Edits, 'containers'>])[] = [
    [{ cpu: '256' }],
    [{ memory: '2 GB' }],
    [{ taskRoleArn: 'arn:aws:iam::123456789012:role/task' }],
    [{ executionRoleArn: 'execution' }],
  ]
  test.each(ofTask)('of the task: %j', (edit) => {
    expect(edited(app({ cpu: 1 }), { containers: [], ...edit })).toEqual({ ...app({ cpu: 1 }), ...edit })
  })

  test('several containers in one go', () => {
    const containers = [
      { ...nothing, name: 'log', command: ['x'] },
      { ...nothing, image: { kind: 'ours' as const } },
    ]
    expect(edited(app({}), { containers }).containerDefinitions).toEqual([
      { name: 'log', image: 'l', command: ['x'] },
      { name: 'app', image: ours },
    ])
  })

  test('the order of members stays', () => {
    const result = edited(app({ environment: [], user: 'x' }), {
      containers: [{ ...nothing, environment: [set('A', '1')], image: { kind: 'ours' } }],
    })
    expect(JSON.stringify(result)).toBe(
      `{"family":"shop","containerDefinitions":[{"name":"log","image":"l"},{"name":"app","image":"${ours}","environment":[{"name":"A","value":"1"}],"user":"x"}]}`,
    )
  })
})

describe('what cannot be edited is refused:', () => {
  const one: TaskDefinition = { family: 'shop', containerDefinitions: [{ name: 'app', image: 'a' }] }

  test('a container that is not there', () => {
    expect(refused(app({}), { ...nothing, name: 'web' })).toEqual([
      { kind: 'container', wanted: 'web', names: ['log', 'app'] },
    ])
  })

  test('no name where there are several', () => {
    expect(refused(app({}), { ...nothing, name: undefined })).toEqual([
      { kind: 'container', wanted: undefined, names: ['log', 'app'] },
    ])
  })

  test('the only container, edited with its name and without it in two ways', () => {
    const unnamed = { ...nothing, name: undefined, environment: [set('A', '1')] }
    expect(refused(one, unnamed, { ...nothing, environment: [set('A', '2')] })).toEqual([
      { kind: 'invalid', text: 'is edited in two ways: the variable A of its container app.' },
    ])
    expect(edited(one, { containers: [unnamed, { ...nothing, environment: [set('B', '2')] }] })).toEqual(
      edited(one, { containers: [{ ...nothing, environment: [set('A', '1'), set('B', '2')] }] }),
    )
  })

  const texts: readonly (readonly [
    what: string,
    before: Json,
    edit: Partial<ContainerEdit>,
    told: string,
  ])[] = [
    [
      'a secret with the name of a variable',
      { environment: [{ name: 'A', value: 'hunter2' }] },
      { secrets: [set('A', 'x')] },
      'has A as a variable and as a secret of the container app; remove one of them with -A.',
    ],
    [
      'a variable with the name of a secret',
      { secrets: [{ name: 'A', valueFrom: 'x' }] },
      { environment: [set('A', 'hunter2')] },
      'has A as a variable and as a secret of the container app; remove one of them with -A.',
    ],
    [
      'log options without a driver',
      {},
      { logOptions: [set('a', 'b')] },
      'has log options for the container app, and no log driver.',
    ],
    [
      'a variable that is a number',
      { environment: [{ name: 'PORT', value: 8080 }] },
      {},
      'has the variable PORT of the container app as a number, and ECS takes text: put it in quotes.',
    ],
  ]
  test.each(texts)('%s', (_, before, edit, text) => {
    expect(refused(app(before), { ...nothing, ...edit })).toEqual([{ kind: 'invalid', text }])
  })

  test('more than ECS takes, in bytes of JSON', () => {
    const empty = Buffer.byteLength(JSON.stringify(app({ user: '' })))
    const fits = app({ user: 'ß'.repeat((65_536 - empty) >> 1) })
    expect(edited(fits, { containers: [] })).toEqual(fits)
    expect(refused(app({ user: 'ß'.repeat(35_000) }))).toEqual([
      { kind: 'invalid', text: `has 70,${empty} bytes as JSON, and ECS takes 65,536.` },
    ])
  })
})

describe('whatever is edited,', () => {
  const names = fc.constantFrom('A', 'B', 'C', 'D')
  const entry: fc.Arbitrary<EntryEdit> = fc.oneof(
    fc.record({ kind: fc.constant('set' as const), name: names, value: fc.string({ maxLength: 5 }) }),
    fc.record({ kind: fc.constant('remove' as const), name: names }),
  )
  const entries = fc.uniqueArray(entry, { selector: ({ name }) => name, maxLength: 3 })
  const texts = fc.option(fc.array(fc.string({ maxLength: 3 }), { maxLength: 2 }), { nil: undefined })
  const edit: fc.Arbitrary<ContainerEdit> = fc.record({
    name: fc.constantFrom('app', 'sidecar'),
    image: fc.constantFrom({ kind: 'ours' }, { kind: 'kept' }, { kind: 'named', image: 'nginx:1' }),
    environment: entries,
    environmentFiles: fc.constantFrom([], ['arn:aws:s3:::b/x.env']),
    // Other names than those of variables.
    secrets: entries.map((all) => all.map((one) => ({ ...one, name: `S_${one.name}` }))),
    command: texts,
    entryPoint: texts,
    logDriver: fc.constantFrom('awslogs', 'fluentd'),
    logOptions: entries,
    dockerLabels: entries,
  })
  const edits: fc.Arbitrary<Edits> = fc.record({
    containers: fc.uniqueArray(edit, { selector: ({ name }) => name, maxLength: 2 }),
    cpu: fc.constantFrom(undefined, '256'),
    memory: fc.constantFrom(undefined, '512'),
  })
  const unknown = fc.dictionary(
    fc.string({ minLength: 1 }).map((name) => `x${name}`),
    fc.jsonValue(),
  )
  const list = (valueName: string, prefix: string) =>
    fc.uniqueArray(
      fc.record({ name: names.map((one) => prefix + one), [valueName]: fc.string({ maxLength: 3 }) }),
      {
        selector: (one) => one.name,
      },
    )
  const container = (name: string) =>
    fc
      .record({ environment: list('value', ''), secrets: list('valueFrom', 'S_'), others: unknown })
      .map(({ others, ...known }): Json => ({ ...others, name, image: 'a', ...known }))
  const definitions = fc
    .record({ app: container('app'), sidecar: container('sidecar'), others: unknown })
    .map(
      ({ app: one, sidecar, others }): TaskDefinition => ({
        ...others,
        family: 'shop',
        containerDefinitions: [sidecar, one],
      }),
    )

  test('nothing changes where nothing is asked for', () => {
    fc.assert(
      fc.property(definitions, (definition) => {
        const containers = [nothing, { ...nothing, name: 'sidecar' }]
        expect(JSON.stringify(edited(definition, { containers }))).toBe(JSON.stringify(definition))
        expect(edited(definition, { containers: [] })).toEqual(definition)
      }),
    )
  })

  test('twice is as good as once', () => {
    fc.assert(
      fc.property(definitions, edits, (definition, wanted) => {
        const once = edited(definition, wanted)
        expect(JSON.stringify(edited(once, wanted))).toBe(JSON.stringify(once))
      }),
    )
  })

  test('the base is left alone, and members that nobody knows survive', () => {
    const isUnknown = ([name]: readonly [string, unknown]) => name.startsWith('x')
    const unknownOf = (value: unknown) => Object.entries(value as Json).filter(isUnknown)
    const containersIn = (value: TaskDefinition) => value.containerDefinitions as readonly Json[]
    fc.assert(
      fc.property(definitions, edits, (definition, wanted) => {
        const before = JSON.stringify(definition)
        const after = edited(definition, wanted)
        expect(JSON.stringify(definition)).toBe(before)
        expect(unknownOf(after)).toEqual(unknownOf(definition))
        expect(containersIn(after).map(unknownOf)).toEqual(containersIn(definition).map(unknownOf))
        expect(containersIn(after).map(({ name }) => name)).toEqual(['sidecar', 'app'])
      }),
    )
  })

  test('what is set is there, and what is removed is gone', () => {
    fc.assert(
      fc.property(definitions, entries, (definition, environment) => {
        const [, after] = edited(definition, { containers: [{ ...nothing, environment }] })
          .containerDefinitions as readonly Json[]
        const values = new Map(
          ((after?.environment ?? []) as readonly Json[]).map(({ name, value }) => [name, value] as const),
        )
        for (const one of environment)
          expect(values.get(one.name)).toBe(one.kind === 'set' ? one.value : undefined)
      }),
    )
  })
})

describe('a base is revised', () => {
  const image = { ...nothing, image: { kind: 'ours' as const } }
  const base = { name: 'shop:7', definition: { ...everything('shop'), ...readOnly } }

  test('to what can be registered, with the new image alone', () => {
    expect(reviseBase(base, { containers: [image] }, undefined, ours)).toEqual(
      withAppImage(everything('shop'), ours),
    )
  })

  test('in the container that is named beside edits without a name', () => {
    const revised = reviseBase(base, { containers: [{ ...image, name: undefined }] }, 'app', ours)
    expect(revised).toEqual(withAppImage(everything('shop'), ours))
  })

  test('or refused, with its name', async () => {
    const failure = await failing(() =>
      reviseBase(base, { containers: [{ ...image, name: 'web' }] }, undefined, ours),
    )
    expect([failure.code, failure.sentence]).toEqual([
      'CONTAINER_NOT_FOUND',
      'The task definition shop:7 has no container web: it has sidecar, app.',
    ])
    const secrets = await failing(() =>
      reviseBase(base, { containers: [{ ...image, secrets: [set('EMPTY', 'x')] }] }, undefined, ours),
    )
    expect([secrets.code, secrets.sentence]).toEqual([
      'TASK_DEFINITION_INVALID',
      'The task definition shop:7 has EMPTY as a variable and as a secret of the container app; remove one of them with -EMPTY.',
    ])
  })
})
