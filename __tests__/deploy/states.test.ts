import { ServiceDeploymentStatus } from '@aws-sdk/client-ecs'
import { describe, expect, test } from '@jest/globals'
import { readStatus } from '../../src/deploy/states.ts'

const replaced = 'Replaced by a new service deployment.'
const silent = 'ECS gives no reason'

const cases: readonly (readonly [
  status: string,
  reason: string | undefined,
  isReplaced: boolean,
  reading: object,
])[] = [
  ['PENDING', undefined, false, { kind: 'going-on' }],
  ['IN_PROGRESS', undefined, false, { kind: 'going-on' }],
  ['STOP_REQUESTED', undefined, false, { kind: 'turning' }],
  ['ROLLBACK_REQUESTED', 'x', false, { kind: 'turning' }],
  ['ROLLBACK_IN_PROGRESS', 'x', false, { kind: 'turning' }],
  ['SUCCESSFUL', undefined, false, { kind: 'ended', ending: { kind: 'successful' } }],
  ['ROLLBACK_SUCCESSFUL', 'x', false, { kind: 'ended', ending: { kind: 'rolled-back', reason: 'x' } }],
  [
    'ROLLBACK_SUCCESSFUL',
    undefined,
    false,
    { kind: 'ended', ending: { kind: 'rolled-back', reason: silent } },
  ],
  ['ROLLBACK_FAILED', 'x', false, { kind: 'ended', ending: { kind: 'rollback-failed', reason: 'x' } }],
  ['STOPPED', replaced, false, { kind: 'ended', ending: { kind: 'superseded', reason: replaced } }],
  ['STOPPED', undefined, true, { kind: 'ended', ending: { kind: 'superseded', reason: silent } }],
  ['STOPPED', 'x', false, { kind: 'ended', ending: { kind: 'stopped', reason: 'x' } }],
  ['STOPPED', undefined, false, { kind: 'ended', ending: { kind: 'stopped', reason: silent } }],
]

test.each(cases)('%s, with the reason %s, followed by another: %s', (status, reason, isReplaced, reading) => {
  expect(readStatus(status, reason, isReplaced)).toEqual(reading)
})

test('every status that the SDK knows is in the table above', () => {
  expect(new Set(cases.map(([status]) => status))).toEqual(new Set(Object.values(ServiceDeploymentStatus)))
})

describe('a status that nobody knows yet is waited for, and never an end', () => {
  test.each(['FAILED', 'PAUSED', 'SUCCESSFUL_WITH_WARNINGS', 'successful', ''])("'%s'", (status) => {
    expect(readStatus(status, replaced, true)).toEqual({ kind: 'going-on' })
  })
})
