import { beforeEach, describe, expect, test } from '@jest/globals'
import { addRepository } from '../../../local/aws/ecr/store.ts'
import { createService } from '../../../local/aws/ecs/control.ts'
import { deploymentViews } from '../../../local/aws/ecs/deployments-view.ts'
import { currentService, launch } from '../../../local/aws/ecs/launch.ts'
import { happened } from '../../../local/aws/ecs/pauses.ts'
import { presets } from '../../../local/aws/ecs/presets.ts'
import { progressAt } from '../../../local/aws/ecs/progress.ts'
import type { RolloutName } from '../../../local/aws/ecs/rollout.ts'
import { type EcsService, progressOf } from '../../../local/aws/ecs/store.ts'
import { taskViews } from '../../../local/aws/ecs/task-views.ts'
import { settle } from '../../../local/aws/options.ts'
import { createWorld, type World } from '../../../local/aws/world.ts'
import { definition } from './ecs-support.ts'

let world: World
let service: EcsService
const began = 1_800_000_000_000

beforeEach(() => {
  world = createWorld(settle({}))
  world.origin.url = 'http://127.0.0.1:1'
  addRepository(world, 'shop', { tagMutability: 'MUTABLE', exclusions: [], scanOnPush: false })
  createService(world, { name: 'web', taskDefinition: definition() })
})

function begin(name: RolloutName): void {
  const before = currentService(world, 'default', 'web')
  if (!before) throw new Error('There is no service.')
  service = launch(world, before, {
    taskDefinition: before.deployments[0].taskDefinition,
    at: began,
    rollout: name,
  })
}

const names = Object.keys(presets) as RolloutName[]
// Where the service itself goes away there is no story to tell.
const stays = names.filter((name) => !name.startsWith('service-'))

/** The moments of a rollout, until nothing more happens; of those that repeat themselves, the first minute. */
function moments(): readonly number[] {
  const last = Math.max(...service.deployments[0].rollout.map(({ afterMs }) => afterMs))
  return Array.from({ length: Math.min(280, Math.ceil(last / 500) + 30) }, (_, i) => began + i * 500)
}

describe('the classic view and the service deployment tell one story at every moment', () => {
  // Of a status: who is PRIMARY, and the rollout state of our deployment where it is still to be seen.
  const story: Readonly<
    Record<string, readonly [primary: 'ours' | 'old', ours: readonly (string | undefined)[]]>
  > = {
    PENDING: ['ours', ['IN_PROGRESS']],
    IN_PROGRESS: ['ours', ['IN_PROGRESS']],
    REHEARSING: ['ours', ['IN_PROGRESS']], // which nobody knows
    STOP_REQUESTED: ['ours', ['IN_PROGRESS']],
    SUCCESSFUL: ['ours', ['IN_PROGRESS', 'COMPLETED']], // a little late
    ROLLBACK_REQUESTED: ['ours', ['FAILED']],
    ROLLBACK_IN_PROGRESS: ['old', ['FAILED']],
    ROLLBACK_SUCCESSFUL: ['old', [undefined]],
    ROLLBACK_FAILED: ['ours', ['FAILED']],
    STOPPED: ['old', [undefined]],
  }
  // Without a rollback what failed stays where it is.
  const failedInPlace: typeof story = {
    ...story,
    STOP_REQUESTED: ['ours', ['FAILED']],
    STOPPED: ['ours', ['FAILED']],
  }

  test.each(stays)('%s', (name) => {
    begin(name)
    const [ours, old] = service.deployments
    const told = name === 'breaker-without-rollback' ? failedInPlace : story
    for (const now of moments()) {
      const { status } = progressOf(world, service, ours, now)
      const views = deploymentViews(world, service, now)
      const [primary, states] = told[status] ?? []
      expect(views[0]?.id).toBe(`ecs-svc/${(primary === 'ours' ? ours : old)?.number}`)
      expect(views.map((view) => view.status)).toEqual(['PRIMARY', 'ACTIVE'].slice(0, views.length))
      expect(states).toContain(views.find((view) => view.id === `ecs-svc/${ours.number}`)?.rolloutState)
      expect(views.reduce((sum, view) => sum + view.runningCount, 0)).toBeGreaterThanOrEqual(2)
    }
  })

  test.each(names)('%s: as many tasks as the counts say', (name) => {
    begin(name)
    const [ours] = service.deployments
    const told = ours.rollout.some(({ failed }) => failed !== undefined)
    for (const now of moments()) {
      const tasks = taskViews(world, service, now)
      for (const view of deploymentViews(world, service, now)) {
        const own = tasks.filter(({ startedBy }) => startedBy === view.id).map(({ lastStatus }) => lastStatus)
        const count = (status: string) => own.filter((one) => one === status).length
        expect([count('RUNNING'), count('PENDING')]).toEqual([view.runningCount, view.pendingCount])
        const isOurs = view.id === `ecs-svc/${ours.number}`
        // Failures to start are counted until one has run, and old tasks that are drained are none.
        if (isOurs) expect(view.failedTasks).toBe(told ? 0 : count('STOPPED'))
        else expect(view.failedTasks).toBe(0)
      }
      expect(new Set(tasks.map(({ taskArn }) => taskArn)).size).toBe(tasks.length)
    }
  })
})

describe('steps', () => {
  test('come in the order of their times, repeated ones as often as they are due', () => {
    const steps = [
      { afterMs: 30, lifecycleStage: 'late' },
      { afterMs: 10, everyMs: 15 },
    ]
    const times = (elapsed: number) => happened(steps, elapsed).map(({ afterMs }) => afterMs)
    expect([times(9), times(10), times(40), times(60)]).toEqual([
      [],
      [10],
      [10, 25, 30, 40],
      [10, 25, 30, 40, 55],
    ])
  })

  test('leave as it was what they do not name', () => {
    const steps = [
      { afterMs: 0, status: 'IN_PROGRESS', pending: 'all' },
      { afterMs: 600, running: 1, statusReason: 'why' },
      { afterMs: 1200, lifecycleStage: 'BAKE_TIME' },
    ] as const
    const progress = progressAt(steps, { began, pace: 60, now: began + 20, desired: 2 })
    expect(progress).toMatchObject({
      status: 'IN_PROGRESS',
      statusReason: 'why',
      lifecycleStage: 'BAKE_TIME',
      running: 1,
      pending: 'all',
      old: 'all',
      updatedAt: began + 20,
      reached: { PENDING: began, IN_PROGRESS: began },
    })
  })
})
