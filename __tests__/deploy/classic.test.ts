import { describe, expect, test } from '@jest/globals'
import type { Ours } from '../../src/deploy/course.ts'
import type { ListedDeployment, ServiceSight } from '../../src/deploy/sight.ts'
import {
  givenEarlier,
  givenEvent,
  givenLater,
  givenListed,
  givenOurs,
  givenService,
  type Look,
  reading,
  unplaced,
  wordOf,
} from '../support/sights.ts'

// Reading a rollout by the deployments that the service lists.

const look = (
  second: number,
  deployments: readonly ListedDeployment[],
  more: Partial<ServiceSight> = {},
): Look => ({
  ...{ second, deployment: 'closed', service: givenService(deployments, more) },
})

/** What the last of these lists means; between them lie ten seconds. */
function ofLists(lists: readonly (readonly ListedDeployment[])[], ours: Partial<Ours> = {}) {
  return reading(
    lists.map((list, index) => look(index * 10, list)),
    givenOurs(ours),
  )
}

const own = givenListed()
const earlier = givenEarlier()
const back = givenEarlier({ isPrimary: true })
const returning = givenEarlier({
  isPrimary: true,
  rolloutState: 'IN_PROGRESS',
  rolloutReason: 'rolling back to deploymentId ecs-svc/1.',
})
const demoted = givenListed({
  isPrimary: false,
  rolloutState: 'FAILED',
  rolloutReason: 'tasks failed to start.',
})

describe('one list says of ours', () => {
  test.each<[string, string, readonly ListedDeployment[]]>([
    ['going-on', 'it leads', [own, earlier]],
    ['going-on', 'it leads with all its tasks', [{ ...own, running: 2 }, earlier]],
    ['going-on', 'its state is one that nobody knows', [{ ...own, rolloutState: 'REHEARSING' }]],
    ['ended successful', 'it leads and is complete', [{ ...own, rolloutState: 'COMPLETED' }]],
    [
      'going-on',
      'it is complete and does not lead, with nobody in its place',
      [{ ...own, rolloutState: 'COMPLETED', isPrimary: false }],
    ],
    ['going-on', 'nothing', []],
    ['going-on', 'it is not there yet, and what ran before is complete', [back]],
    ['turning', 'what ran before leads and is not complete', [returning, demoted]],
    ['ended rolled-back', 'what ran before leads and is complete', [back, demoted]],
    [
      'ended rollback-failed',
      'what ran before leads and failed',
      [{ ...back, rolloutState: 'FAILED' }, demoted],
    ],
    ['ended superseded', 'somebody made a newer one', [givenLater(), { ...own, isPrimary: false }]],
    ['ended superseded', 'a newer one is complete', [givenLater({ rolloutState: 'COMPLETED' })]],
    [
      'ended superseded',
      'a newer one failed',
      [givenLater({ rolloutState: 'FAILED' }), { ...own, isPrimary: false }],
    ],
    ['turning', 'it failed, and ECS is about to go back', [{ ...own, rolloutState: 'FAILED' }, earlier]],
  ])('%s where %s', (word, _, list) => {
    expect(wordOf(ofLists([list]))).toBe(word)
  })

  test('nothing where the service could not be read', () => {
    expect(wordOf(reading([{ deployment: 'closed' }]))).toBe('going-on')
  })

  test('why it was taken back, in the words of its failure, which are kept when it is gone', () => {
    const ended = (reason: string) => ({ kind: 'ended', end: { kind: 'rolled-back', reason } })
    expect(ofLists([[back, demoted]])).toEqual(ended('tasks failed to start.'))
    const gone = Array.from({ length: 7 }, () => [back])
    expect(ofLists([[returning, demoted], ...gone])).toEqual(ended('tasks failed to start.'))
    const silent = { ...demoted, rolloutReason: undefined }
    expect(ofLists([[back, silent]])).toEqual(ended('ECS gives no reason'))
  })
})

describe('reads of before ours are no rollback', () => {
  const lists = (...all: readonly (readonly ListedDeployment[])[]) => wordOf(ofLists(all))

  test('for a minute, however many there are', () => {
    expect(wordOf(reading(Array.from({ length: 30 }, (_, index) => look(index * 2, [back]))))).toBe(
      'going-on',
    )
  })

  test('nor for three reads, however long that is', () => {
    expect(wordOf(reading([look(0, [back]), look(300, [back])]))).toBe('going-on')
    expect(wordOf(reading([look(0, [back]), look(150, [back]), look(300, [back])]))).toBe('ended rolled-back')
  })

  test('and are counted anew once ours was seen', () => {
    const gone = Array.from({ length: 5 }, () => [back])
    expect(lists(...gone, [own, earlier], ...gone)).toBe('going-on')
    expect(lists(...gone, ...gone)).toBe('ended rolled-back')
    expect(lists([own, earlier], ...gone, [back])).toBe('ended rolled-back')
  })

  test('nor is a look that failed one without ours', () => {
    const failed: Look = { second: 70, deployment: 'closed' }
    expect(wordOf(reading([look(0, [own]), failed, { ...failed, second: 90 }, look(100, [back])]))).toBe(
      'going-on',
    )
  })
})

describe('without a state, as behind a classic load balancer', () => {
  const stateless = givenListed({ rolloutState: undefined, running: 2, pending: 0 })
  const old = givenEarlier({ rolloutState: undefined })
  test.each<[string, string, readonly (readonly ListedDeployment[])[]]>([
    ['going-on', 'alone with all its tasks, once', [[stateless]]],
    ['ended successful', 'twice', [[stateless], [stateless]]],
    ['going-on', 'twice, but not in a row', [[stateless], [{ ...stateless, running: 1 }], [stateless]]],
    [
      'going-on',
      'not alone',
      [
        [stateless, old],
        [stateless, old],
        [stateless, old],
      ],
    ],
    ['going-on', 'a task short', [[{ ...stateless, running: 1 }], [{ ...stateless, running: 1 }]]],
    [
      'ended rolled-back',
      'and what ran before leads',
      [
        [
          { ...old, isPrimary: true },
          { ...stateless, isPrimary: false },
        ],
      ],
    ],
  ])('it is %s where it is %s', (word, _, lists) => {
    expect(wordOf(ofLists(lists))).toBe(word)
  })
})

test('more tasks that were asked for are waited for, though a read shows the count of before', () => {
  const stateless = givenListed({ rolloutState: undefined, running: 2 })
  expect(wordOf(ofLists([[stateless], [stateless], [stateless]], { wanted: 3 }))).toBe('going-on')
  const there = { id: 'ecs-svc/1', before: 'ecs-svc/1', createdAt: earlier.createdAt, wanted: 3 }
  expect(wordOf(ofLists([[back]], there))).toBe('going-on')
})

describe('one that leads although it failed', () => {
  const failed = givenListed({ rolloutState: 'FAILED', rolloutReason: 'tasks failed to start.' })
  const failedFor = (seconds: number, ours: Partial<Ours> = {}) =>
    reading([look(10, [failed, earlier]), look(10 + seconds, [failed, earlier])], givenOurs(ours))

  test('is waited for two minutes, since ECS goes back by itself', () => {
    expect(wordOf(failedFor(119))).toBe('turning')
    expect(failedFor(120)).toEqual({ kind: 'failing', isOver: true, reason: 'tasks failed to start.' })
  })

  test('is not waited for where ECS does not go back', () => {
    expect(wordOf(failedFor(0, { rollsBack: false }))).toBe('failing')
  })

  test('and goes back late is followed all the same', () => {
    const looks = [look(10, [failed, earlier]), look(100, [returning, failed]), look(110, [back])]
    expect(wordOf(reading(looks.slice(0, 2)))).toBe('turning')
  })
})

describe('a deployment that was there before', () => {
  const there = givenOurs({ id: 'ecs-svc/1', before: 'ecs-svc/1', createdAt: earlier.createdAt })
  test.each<[string, string, readonly ListedDeployment[]]>([
    ['ended successful', 'it is complete with all its tasks', [back]],
    ['going-on', 'a task of it is missing', [{ ...back, running: 1 }]],
    ['going-on', 'it is on its way back', [{ ...back, rolloutState: 'IN_PROGRESS' }]],
    ['ended superseded', 'somebody made a newer one', [givenLater(), earlier]],
  ])('is %s where %s', (word, _, list) => {
    expect(wordOf(reading([look(0, list)], there))).toBe(word)
  })
})

describe('without a circuit breaker', () => {
  const ours = givenOurs({ isWatched: false, rollsBack: false })
  test.each<[string, string, Look]>([
    ['failing', 'ECS counts three failures in a row', look(0, [{ ...own, failed: 3 }])],
    ['going-on', 'it counts two', look(0, [{ ...own, failed: 2 }])],
    ['failing', 'three tasks stopped, though its own count began anew', { ...look(0, [own]), stopped: 3 }],
    ['going-on', 'one runs', { ...look(0, [{ ...own, running: 1 }]), stopped: 9 }],
    ['failing', 'a stateless one fails', look(0, [{ ...own, rolloutState: undefined, failed: 3 }])],
  ])('it is %s where %s', (word, _, seen) => {
    expect(wordOf(reading([seen], ours))).toBe(word)
  })

  test('it fails where no task finds a place for five minutes', () => {
    const events = [givenEvent(unplaced)]
    expect(wordOf(reading([look(10, [own], { events }), look(310, [own], { events })], ours))).toBe('failing')
  })
})
