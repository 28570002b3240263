import { describe, expect, test } from '@jest/globals'
import type { Ours } from '../../src/deploy/course.ts'
import type { DeploymentSight, ListedDeployment, ServiceSight } from '../../src/deploy/sight.ts'
import {
  givenEarlier,
  givenEvent,
  givenLater,
  givenListed,
  givenOurs,
  givenRecord,
  givenService,
  type Look,
  reading,
  unplaced,
  wordOf,
} from '../support/sights.ts'

// Reading a rollout by ECS's own record of it.

/** What one look at our record says. */
function ofRecord(record: Partial<DeploymentSight>, ours: Partial<Ours> = {}, service?: ServiceSight) {
  return reading([{ deployment: givenRecord(record), service }], givenOurs(ours))
}

const replaced = 'Replaced by a new service deployment.'

describe('the status', () => {
  test.each<[string, Partial<DeploymentSight>]>([
    ['going-on', { status: 'PENDING' }],
    ['going-on', { status: 'IN_PROGRESS' }],
    ['going-on', { status: 'IN_PROGRESS', running: 2, pending: 0 }],
    ['going-on', { status: 'REHEARSING' }],
    ['going-on', { status: 'FAILED' }],
    ['going-on', { status: '' }],
    ['turning', { status: 'STOP_REQUESTED' }],
    ['turning', { status: 'ROLLBACK_REQUESTED' }],
    ['turning', { status: 'ROLLBACK_IN_PROGRESS' }],
    ['ended successful', { status: 'SUCCESSFUL' }],
    ['ended successful', { status: 'SUCCESSFUL', running: 1 }],
    ['ended successful', { status: 'SUCCESSFUL', hasSuccessor: true }],
    ['ended rolled-back', { status: 'ROLLBACK_SUCCESSFUL' }],
    ['ended rolled-back', { status: 'ROLLBACK_SUCCESSFUL', hasSuccessor: true }],
    ['ended rollback-failed', { status: 'ROLLBACK_FAILED' }],
    ['ended stopped', { status: 'STOPPED' }],
    ['ended stopped', { status: 'STOPPED', reason: 'Stopped by a user.' }],
    ['ended superseded', { status: 'STOPPED', reason: replaced }],
    ['ended superseded', { status: 'STOPPED', hasSuccessor: true }],
    ['ended superseded', { status: 'STOPPED', reason: replaced, signs: ['the alarm a went off'] }],
    ['failing', { status: 'STOPPED', signs: ['the circuit breaker gave up'] }],
  ])('is %s for %j', (word, record) => {
    expect(wordOf(ofRecord(record))).toBe(word)
  })

  test('names the reason that ECS gives, and that it gives none', () => {
    const ended = (kind: string, reason: string) => ({ kind: 'ended', end: { kind, reason } })
    expect(ofRecord({ status: 'ROLLBACK_SUCCESSFUL', reason: 'An alarm.' })).toEqual(
      ended('rolled-back', 'An alarm.'),
    )
    expect(ofRecord({ status: 'ROLLBACK_FAILED' })).toEqual(ended('rollback-failed', 'ECS gives no reason'))
  })

  test('STOPPED by ECS itself is over: there is nothing left to be stopped', () => {
    expect(ofRecord({ status: 'STOPPED', signs: ['the circuit breaker gave up'] })).toMatchObject({
      isOver: true,
    })
  })
})

describe('our record alone decides', () => {
  const seen = givenRecord()
  test.each<[string, ServiceSight | undefined]>([
    ['the service cannot be read', undefined],
    ['its list does not show ours', givenService([givenEarlier({ isPrimary: true })])],
    ['somebody else leads there', givenService([givenLater()])],
    ['ours is COMPLETED there', givenService([givenListed({ rolloutState: 'COMPLETED' })])],
    ['ours is FAILED there', givenService([givenListed({ rolloutState: 'FAILED' })])],
  ])('though %s', (_, service) => {
    expect(wordOf(reading([{ deployment: seen, service }]))).toBe('going-on')
    expect(wordOf(reading([{ deployment: { ...seen, status: 'SUCCESSFUL' }, service }]))).toBe(
      'ended successful',
    )
  })

  test('and a look without it says nothing, whatever the list shows', () => {
    const service = givenService([givenListed({ rolloutState: 'COMPLETED', running: 2 })])
    expect(wordOf(reading([{ deployment: 'unreadable', service }]))).toBe('going-on')
  })
})

describe('a pause', () => {
  const hook = { id: 'ecs-pause-1', expiresAt: undefined, timeoutAction: 'ROLLBACK' }

  test('is told with its hook', () => {
    expect(ofRecord({ pausedAt: hook, running: 2 })).toEqual({ kind: 'paused', hook })
  })

  test.each(['ROLLBACK_IN_PROGRESS', 'STOP_REQUESTED'])('is none for one that is %s', (status) => {
    expect(wordOf(ofRecord({ status, pausedAt: hook }))).toBe('turning')
  })

  test('does not hide a failure', () => {
    const ours = givenOurs({ isWatched: false })
    expect(wordOf(reading([{ deployment: givenRecord({ pausedAt: hook }), stopped: 3 }], ours))).toBe(
      'failing',
    )
  })
})

describe('a deployment that was there before', () => {
  const steady = givenListed({ rolloutState: 'COMPLETED', running: 2, pending: 0 })
  const stateless = givenListed({ rolloutState: undefined, running: 2 })
  test.each<[string, string, readonly ListedDeployment[] | undefined]>([
    ['ended successful', 'it leads with all its tasks', [steady]],
    ['going-on', 'one of its tasks is missing', [{ ...steady, running: 1 }]],
    ['going-on', 'it is on its way back', [{ ...steady, rolloutState: 'IN_PROGRESS' }]],
    ['ended superseded', 'somebody else leads', [givenLater()]],
    ['going-on', 'the service cannot be read', undefined],
    ['going-on', 'nothing leads', []],
    ['ended successful', 'it is alone without a state', [stateless]],
    ['going-on', 'it is not alone, without a state', [stateless, givenEarlier({ rolloutState: undefined })]],
  ])('is %s where %s', (word, _, deployments) => {
    const service = deployments && givenService(deployments)
    expect(wordOf(ofRecord({ status: 'SUCCESSFUL' }, { before: 'ecs-svc/2' }, service))).toBe(word)
  })

  test('is not done with the tasks of before, where more were asked for', () => {
    const ours = { before: 'ecs-svc/2', wanted: 3 }
    expect(wordOf(ofRecord({ status: 'SUCCESSFUL' }, ours, givenService([steady])))).toBe('going-on')
    const three = givenService([{ ...steady, running: 3 }], { desiredCount: 3 })
    expect(wordOf(ofRecord({ status: 'SUCCESSFUL' }, ours, three))).toBe('ended successful')
  })

  test('is judged as any other where it does not succeed', () => {
    expect(wordOf(ofRecord({ status: 'ROLLBACK_SUCCESSFUL' }, { before: 'ecs-svc/2' }))).toBe(
      'ended rolled-back',
    )
  })
})

describe('without a circuit breaker', () => {
  const ours = givenOurs({ isWatched: false, maxFailedTasks: 3 })
  test.each<[string, string, Look, Ours]>([
    ['going-on', 'two tasks stopped', { stopped: 2 }, ours],
    ['failing', 'three did', { stopped: 3 }, ours],
    ['going-on', 'three did and one runs', { stopped: 3, deployment: givenRecord({ running: 1 }) }, ours],
    ['going-on', 'nobody counted', {}, ours],
    ['failing', 'one is one too many', { stopped: 1 }, { ...ours, maxFailedTasks: 1 }],
    ['going-on', 'it has a breaker after all', { stopped: 30 }, givenOurs()],
  ])('it is %s where %s', (word, _, look, whose) => {
    expect(wordOf(reading([{ deployment: givenRecord(), ...look }], whose))).toBe(word)
  })

  test('the reason says how many, and that there is something to be stopped', () => {
    expect(reading([{ deployment: givenRecord(), stopped: 4 }], ours)).toEqual({
      ...{ kind: 'failing', isOver: false },
      reason: '4 of its tasks have stopped, none runs, and no circuit breaker watches the service',
    })
  })
})

describe('tasks that find no place', () => {
  const ours = givenOurs({ isWatched: false })
  const look = (second: number, events: ServiceSight['events'], running = 0): Look => ({
    second,
    service: givenService([givenListed()], { events }),
    deployment: givenRecord({ running }),
  })
  const stuck = givenEvent(unplaced)
  const started = givenEvent('(service shop) has started 1 tasks: task 1.', 2_000)

  test.each<[string, string, readonly Look[]]>([
    ['going-on', 'for less than five minutes', [look(10, [stuck]), look(309, [stuck])]],
    ['failing', 'for five minutes', [look(10, [stuck]), look(310, [stuck])]],
    ['going-on', 'until one was started', [look(10, [stuck]), look(310, [started, stuck])]],
    ['going-on', 'though one runs', [look(10, [stuck]), look(310, [stuck], 1)]],
    ['going-on', 'but ran in between', [look(10, [stuck]), look(200, [stuck], 1), look(400, [stuck])]],
    ['failing', 'though some looks failed', [look(10, [stuck]), { second: 100 }, look(310, [stuck])]],
    [
      'going-on',
      'before ours',
      [look(10, [givenEvent(unplaced, -1_000)]), look(400, [givenEvent(unplaced, -1_000)])],
    ],
  ])('are %s %s', (word, _, looks) => {
    expect(wordOf(reading(looks, ours))).toBe(word)
  })

  test('are told in the words of ECS', () => {
    expect(reading([look(10, [stuck]), look(310, [stuck])], ours)).toMatchObject({
      reason: `no task found a place for 5 min, and no circuit breaker watches the service: ${unplaced}`,
    })
  })
})
