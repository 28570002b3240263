import { describe, expect, test } from '@jest/globals'
import type { Known } from '../../src/deploy/base.ts'
import type { TaskDefinition } from '../../src/deploy/definition.ts'
import type { Mark } from '../../src/deploy/mark.ts'
import { reviseDefinition } from '../../src/deploy/register.ts'
import { failing } from '../support/failure.ts'
import { type Answer, refusing } from '../support/scripted-aws.ts'
import { pace, scriptedEcs } from '../support/scripted-ecs.ts'
import { written } from '../support/stdout.ts'

const arnOf = (revision: number) => `arn:aws:ecs:eu-west-1:123456789012:task-definition/shop:${revision}`
const mark: Mark = { repository: 'acme/shop', run: 42 }
const marked = { key: 'slipway:run', value: 'acme/shop/runs/42' }
const definition = (image: string, more: object = {}): TaskDefinition => ({
  ...{ family: 'shop', containerDefinitions: [{ name: 'app', image }], ...more },
})
const registered: Answer = { body: { taskDefinition: { taskDefinitionArn: arnOf(3) } } }

async function revising(
  wanted: TaskDefinition,
  {
    known = [],
    answer = () => registered,
  }: Readonly<{ known?: readonly Known[]; answer?: (times: number) => Answer }> = {},
) {
  const { clients, calls } = await scriptedEcs({ RegisterTaskDefinition: (_, times) => answer(times) })
  const { signal } = new AbortController()
  const work = () => reviseDefinition(clients, { from: 'shop:2', wanted, known, mark, signal, pace })
  const { value, log } = await written(() =>
    work().catch((error: unknown) => failing(() => Promise.reject(error))),
  )
  return { value, log, calls: calls.map(({ input }) => input) }
}

describe('nothing is registered where', () => {
  const known = [
    { arn: arnOf(2), definition: definition('shop:2') },
    { arn: arnOf(1), definition: definition('shop:1') },
  ]
  test.each<[string, TaskDefinition, readonly Known[], number]>([
    ['the newest is the same', definition('shop:2'), known, 2],
    ['what runs is the same', definition('shop:1'), known, 1],
    [
      'only the mark of another run differs',
      definition('shop:2'),
      [
        {
          arn: arnOf(2),
          definition: definition('shop:2', { tags: [{ ...marked, value: 'acme/shop/runs/7' }] }),
        },
      ],
      2,
    ],
    ['only its own mark differs', definition('shop:2', { tags: [marked] }), known, 2],
  ])('%s', async (_, wanted, all, revision) => {
    const { value, calls } = await revising(wanted, { known: all })
    expect(value).toEqual({ from: 'shop:2', taskDefinition: arnOf(revision), changed: false, diff: [] })
    expect(calls).toEqual([])
  })
})

describe('what is registered', () => {
  test('is the definition with the mark of the run beside its tags', async () => {
    const tags = [{ key: 'team', value: 'shop' }]
    const { value, calls } = await revising(definition('shop:3', { tags, unheardOf: { a: [1] } }))
    expect(calls).toEqual([definition('shop:3', { tags: [...tags, marked], unheardOf: { a: [1] } })])
    expect(value).toEqual({ from: 'shop:2', taskDefinition: arnOf(3), changed: true, diff: [] })
  })

  test('is told as what differs from the newest', async () => {
    const known = [{ arn: arnOf(2), definition: definition('shop:2', { tags: [marked] }) }]
    const { value, log } = await revising(definition('shop:3'), { known })
    const { diff } = value as Readonly<{ diff: readonly string[] }>
    expect(diff.join('\n')).toContain('shop:3')
    expect(diff.join('\n')).not.toContain('slipway:run')
    expect(log).toContain('Registered shop:3 from shop:2')
  })

  test.each<[string, Answer]>([
    ['throttled', refusing('ThrottlingException', 'Rate exceeded')],
    [
      'of two at once',
      refusing(
        'ClientException',
        'Too many concurrent attempts to create a new revision of the specified family.',
      ),
    ],
  ])('is tried again where ECS says that it did not do it: %s', async (_, refused) => {
    const { value, calls } = await revising(definition('shop:3'), {
      answer: (times) => (times < 4 ? refused : registered),
    })
    expect([value, calls.length]).toMatchObject([{ changed: true }, 4])
  })

  test('goes without the mark where tags are not allowed', async () => {
    const untagged = refusing(
      'AccessDeniedException',
      'User: x is not authorized to perform: ecs:TagResource on resource: y',
    )
    const { value, log, calls } = await revising(definition('shop:3'), {
      answer: (times) => (times === 1 ? untagged : registered),
    })
    expect(calls).toEqual([definition('shop:3', { tags: [marked] }), definition('shop:3')])
    expect(value).toMatchObject({ changed: true })
    expect(log).toContain('::notice::The revision is registered without the tag')
  })
})

describe('it fails', () => {
  const tagging = refusing(
    'AccessDeniedException',
    'User: x is not authorized to perform: ecs:TagResource on resource: y',
  )
  const passing = refusing(
    'ClientException',
    'User: x is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/task because no policy',
  )
  test.each<[string, string, number, TaskDefinition, Answer]>([
    ['PASS_ROLE_DENIED', 'where the role may not be passed', 1, definition('a'), passing],
    [
      'TASK_DEFINITION_INVALID',
      'where ECS refuses it',
      1,
      definition('a'),
      refusing('ClientException', 'Invalid cpu.'),
    ],
    [
      'AWS_ACCESS_DENIED',
      'where tags of its own may not be put',
      1,
      definition('a', { tags: [{ key: 'team', value: 'x' }] }),
      tagging,
    ],
    [
      'AWS_ACCESS_DENIED',
      'where it may not be registered without the mark either',
      2,
      definition('a'),
      tagging,
    ],
    [
      'AWS_ERROR',
      'with what went wrong in ECS, after eight tries',
      8,
      definition('a'),
      refusing('ServerException', 'Oh no', 500),
    ],
    [
      'AWS_BAD_ANSWER',
      'where the answer names no revision',
      1,
      definition('a'),
      { body: { taskDefinition: {} } },
    ],
    [
      'AWS_THROTTLED',
      'after eight tries',
      8,
      definition('a'),
      refusing('ThrottlingException', 'Rate exceeded'),
    ],
  ])('as %s %s', async (code, _, tries, wanted, answer) => {
    const { value, calls } = await revising(wanted, { answer: () => answer })
    expect([value, calls.length]).toMatchObject([{ code }, tries])
  })
})
