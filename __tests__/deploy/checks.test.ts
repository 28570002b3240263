import { expect, test } from '@jest/globals'
import { fits } from '../../src/deploy/checks.ts'
import type { TaskDefinition } from '../../src/deploy/definition.ts'

const onFargate = (definition: TaskDefinition) => fits(definition, { isFargate: true })

test.each<[TaskDefinition]>([
  [{ networkMode: 'awsvpc', requiresCompatibilities: ['FARGATE'] }],
  [{ networkMode: 'awsvpc', requiresCompatibilities: ['EC2', 'FARGATE'] }],
  [{ networkMode: 'awsvpc', requiresCompatibilities: [] }],
  [{ networkMode: 'awsvpc' }],
  [{ requiresCompatibilities: 'FARGATE' }],
  [{}],
])('%j can run on Fargate, as far as it says', (definition) => {
  expect(onFargate(definition)).toBeUndefined()
})

const vpc = 'networkMode awsvpc'
const listed = 'FARGATE among requiresCompatibilities'
test.each<[string, TaskDefinition]>([
  [vpc, { networkMode: 'bridge', requiresCompatibilities: ['FARGATE'] }],
  [vpc, { networkMode: 'host' }],
  [listed, { networkMode: 'awsvpc', requiresCompatibilities: ['EC2'] }],
  [`${vpc} and ${listed}`, { networkMode: 'none', requiresCompatibilities: ['EXTERNAL'] }],
])('%s is what is missing in %j', (needs, definition) => {
  const problem = onFargate(definition)?.('shop:7', 'the service web')
  expect([problem?.code, problem?.message]).toEqual([
    'TASK_DEFINITION_INVALID',
    `The task definition shop:7 cannot run on Fargate, as the service web does: it needs ${needs}.`,
  ])
})

test('everything may run elsewhere', () => {
  const definition = { networkMode: 'bridge', requiresCompatibilities: ['EC2'] }
  expect(fits(definition, { isFargate: false })).toBeUndefined()
})
