import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type Rollout, rollouts, stoppingAs } from '../../local/aws/aws.ts'
import { cluster, definition, oldImage, roleWithout } from '../fixtures/deploy/deploying.ts'
import {
  onlyOurs,
  type Rolled,
  type Rolling,
  type RollingWorld,
  reached,
  rolled,
  rollingWorld,
} from '../fixtures/deploy/world.ts'

// What is done about a release that goes bad where ECS does nothing: on evidence alone, by the mildest call, once, and
// never over somebody else's deployment. The truth is that of local/aws.

jest.setTimeout(120_000)
let world: RollingWorld
beforeAll(async () => {
  const stop = 'ecs:StopServiceDeployment'
  const roles = [
    roleWithout('no-stop', stop),
    roleWithout('no-answer', stop, 'ecs:ContinueServiceDeployment'),
  ]
  world = await rollingWorld({ aws: { roles } })
})
afterAll(() => world.slipway.close())

const unwatched = { circuitBreaker: false } as const
const leave = { 'on-deploy-failure': 'leave' }
const begun: Rollout = [
  { afterMs: 0, status: 'PENDING' },
  { afterMs: 1000, status: 'IN_PROGRESS', pending: 'all' },
]
const stop = 'StopServiceDeployment'
const answer = 'ContinueServiceDeployment'
const update = 'UpdateService'
const crashed = '\\(\\d+ tasks stopped: Essential container in task exited; app exited with code 1\\)'
const unwatchedCrash = `\\d+ of its tasks have stopped, none runs, and no circuit breaker watches the service ${crashed}`
const gone = 'Nothing of this release runs\\.'

/** What it was told to run in the end, and that this runs. */
function expectRuns({ truth, service }: Rolled, revision: 1 | 2): void {
  expect(truth.taskDefinition).toMatch(new RegExp(`/${service}:${revision}$`))
  expect(truth.runningImages.includes(oldImage)).toBe(revision === 1)
}

const says = (text: string, service: string) => new RegExp(text.replaceAll('{name}', service))

describe('a bad release that ECS does nothing about is taken back', () => {
  const by = (call: string) =>
    `^Slipway had the service {name} rolled back from {name}:2 to {name}:1 \\(${call}\\): `
  const previous = 'UpdateService with that revision'
  const unhealthy =
    '\\d+ of its tasks have stopped, none runs, .* \\(\\d+ tasks stopped: Task failed ELB health checks in .*; app exited with code 143\\)'
  const unplaced =
    'no task found a place for 5 min, and no circuit breaker watches the service: .* unable to place a task because no container instance met all of its requirements'
  const cases: readonly (readonly [what: string, given: Rolling, calls: readonly string[], says: string])[] =
    [
      ['where every task crashes', { rollout: 'never-stable' }, [stop], by(stop) + unwatchedCrash],
      ['where no task gets healthy', { rollout: 'never-healthy' }, [stop], by(stop) + unhealthy],
      ['where no task finds a place', { rollout: 'never-placed' }, [stop], by(stop) + unplaced],
      [
        'by the revision before, where the stop is not allowed',
        { rollout: 'never-stable', role: 'no-stop' },
        [stop, update],
        by(previous) + unwatchedCrash,
      ],
      [
        'by the revision before, where ECS has no record of it',
        { rollout: 'never-stable', way: 'missing' },
        [update],
        by(previous) + unwatchedCrash,
      ],
      [
        'where no task finds a place, by the list alone',
        { rollout: 'never-placed', way: 'html' },
        [update],
        by(previous) + unplaced,
      ],
      [
        'by the revision before, where the breaker stopped it without going back',
        { rollout: 'breaker-without-rollback', settings: { circuitBreaker: 'no-rollback' } },
        [update],
        `${by(previous)}ECS gives no reason ${crashed}`,
      ],
    ]
  test.concurrent.each(cases)('%s', async (_, given, calls, sentence) => {
    const run = await rolled(world, { settings: unwatched, ...given })
    expect(run.error).toMatch(says(sentence, run.service))
    expect(run.error).toMatch(new RegExp(`${gone} .* \\[ROLLED_BACK\\]$`))
    expect(run.outputs).toMatchObject({ 'deployment-status': 'rolled-back', released: 'false' })
    expect([run.result.main.exitCode, run.calls]).toEqual([1, [...onlyOurs, ...calls]])
    expectRuns(run, 1)
    // Why, before it vanishes: in the log, and in the summary.
    expect(run.result.log).toContain(`${run.service}: the release looks bad; gathering why\n`)
    expect(run.result.log).toContain(`##[group]What is known of the rollout of the service ${run.service}`)
    expect(run.result.summary).toContain('Newest events of the service:')
    const asksForTasks = given.rollout === 'never-placed'
    expect(run.result.summary.includes('| Stopped task | Reason | Containers |')).toBe(!asksForTasks)
    // No second call of a kind, whatever else ECS shows meanwhile.
    expect(new Set(run.calls.slice(2)).size).toBe(run.calls.length - 2)
  })

  test.concurrent('and one that nothing can be gone back from is told as that', async () => {
    const run = await rolled(world, { rollout: 'never-stable', settings: { ...unwatched, fresh: true } })
    expect(run.error).toMatch(
      says(
        `^The deployment of {name}:2 to the service {name} failed, and so did its rollback, which Slipway had asked for \\(${stop}\\): ${unwatchedCrash}\\. The service may be running nothing that works: look at it now\\. .* \\[ROLLBACK_FAILED\\]$`,
        run.service,
      ),
    )
    expect(run.calls).toEqual([...onlyOurs, stop])
  })

  test.concurrent('and where the revision before fails too, there is no third one', async () => {
    const run = await rolled(world, {
      ...{ rollout: 'never-stable', settings: unwatched, way: 'missing' },
      during: (place, service) => place.setRollout(service, 'never-stable'),
    })
    expect(run.error).toMatch(
      says(
        '^The deployment of {name}:2 to the service {name} failed, and so did its rollback, which Slipway had asked for \\(UpdateService with that revision\\): .* \\[ROLLBACK_FAILED\\]$',
        run.service,
      ),
    )
    expect(run.outputs['deployment-status']).toBe('rollback-failed')
    expect(run.calls).toEqual([...onlyOurs, update])
  })
})

describe('on-deploy-failure: leave', () => {
  const cases: readonly (readonly [what: string, given: Rolling, reason: string])[] = [
    ['one that nothing watches', { rollout: 'never-stable', settings: unwatched }, unwatchedCrash],
    [
      'one that its breaker stopped',
      { rollout: 'breaker-without-rollback', settings: { circuitBreaker: 'no-rollback' } },
      `ECS gives no reason ${crashed}`,
    ],
    [
      'one that nothing watches, by the list',
      { rollout: 'never-stable', settings: unwatched, way: 'denied' },
      unwatchedCrash,
    ],
  ]
  test.concurrent.each(cases)('leaves %s as it is', async (_, given, reason) => {
    const run = await rolled(world, { ...given, inputs: leave })
    expect(run.error).toMatch(
      says(
        `^The deployment of {name}:2 to the service {name} failed, and was not rolled back: ${reason}\\. The service is still told to run {name}:2\\. Release a correction, or give the service {name}:1 again if that worked\\. .* \\[DEPLOYMENT_FAILED\\]$`,
        run.service,
      ),
    )
    expect(run.outputs).toMatchObject({ 'deployment-status': 'failed', released: 'false' })
    expect([run.result.main.exitCode, run.calls]).toEqual([1, onlyOurs])
    expect(run.truth.taskDefinition).toMatch(new RegExp(`/${run.service}:2$`))
  })
})

test.concurrent('the revision before is not given back over what somebody else deployed meanwhile', async () => {
  const ecs = 'ecs:StopServiceDeployment'
  const own = await rollingWorld({ aws: { roles: [roleWithout('no-stop', ecs)] } })
  const { aws } = own.slipway.local
  // Long enough for somebody to come between the refusal and what follows it.
  aws.addFault({ operation: ecs, times: 'always', kind: 'slow', ms: 1_000 })
  try {
    const run = await rolled(own, {
      ...{ rollout: 'never-stable', settings: unwatched, role: 'no-stop' },
      during: async (place, service) => {
        await reached(() => aws.requests.some(({ operation }) => operation === stop))
        const theirs = definition(service, { name: 'theirs', image: oldImage })
        place.updateService(service, { taskDefinition: place.registerTaskDefinition(theirs) }, cluster)
      },
    })
    expect(run.calls).toEqual([...onlyOurs, stop])
    expect(run.truth.taskDefinition).toMatch(new RegExp(`/${run.service}:3$`))
    expect(run.result.main.exitCode).toBe(1)
    expect(run.result.log).toContain('leads the service now, which is not ours')
    expect(run.error).toMatch(/^A newer deployment took the place of .* \[SUPERSEDED\]$/)
  } finally {
    await own.slipway.close()
  }
})

describe('on-timeout: rollback', () => {
  const inputs = { 'deploy-timeout-minutes': '1', 'on-timeout': 'rollback' }
  const cases: readonly (readonly [what: string, given: Rolling, calls: readonly string[]])[] = [
    ['by StopServiceDeployment', { rollout: begun }, [stop]],
    ['by ContinueServiceDeployment where it is paused', { rollout: 'paused' }, [answer]],
    [
      'by the revision before where neither is allowed',
      { rollout: 'paused', role: 'no-answer' },
      [answer, update],
    ],
  ]
  test.concurrent.each(cases)('takes it back %s', async (_, given, calls) => {
    const run = await rolled(world, { ...given, inputs })
    expect(run.error).toMatch(
      says(
        `^Slipway had the service {name} rolled back from {name}:2 to {name}:1 \\(.*\\): it was not done after 1 min, and on-timeout says rollback.*\\. ${gone}.* \\[ROLLED_BACK\\]$`,
        run.service,
      ),
    )
    expect(run.outputs['deployment-status']).toBe('rolled-back')
    expect(run.calls).toEqual([...onlyOurs, ...calls])
    expectRuns(run, 1)
  })
})

describe('a run that is cancelled while ECS rolls out', () => {
  const whenLog = (text: string) => ({ run: { cancel: { whenLog: text, afterMs: 100 } } })
  const rollback = { 'on-cancel': 'rollback' }
  const goesOn =
    'ECS goes on with the deployment ecs-svc/\\d+ of the service {name}; look at what becomes of it\\.'
  const asked = 'The service {name}: ECS was asked to roll it back\\.'
  const turning: Rollout = [...begun, { afterMs: 3000, status: 'ROLLBACK_IN_PROGRESS', pending: 0 }]
  const cases: readonly (readonly [what: string, given: Rolling, calls: readonly string[], hint: string])[] =
    [
      ['leaves it to ECS', { rollout: begun, ...whenLog('0 of 2') }, [], goesOn],
      [
        'asks for its rollback',
        { rollout: begun, inputs: rollback, ...whenLog('IN_PROGRESS: 0 of 2') },
        [stop],
        asked,
      ],
      [
        'asks for its rollback where it is paused',
        { rollout: 'paused', inputs: rollback, ...whenLog(' paused$') },
        [answer],
        asked,
      ],
      [
        'tells that it may not ask for it',
        { rollout: begun, role: 'no-stop', inputs: rollback, ...whenLog('IN_PROGRESS: 0 of 2') },
        [stop],
        'The service {name}: ECS could not be asked to roll it back: User: .* is not authorized to perform: ecs:StopServiceDeployment ',
      ],
      [
        'asks for nothing that ECS does already',
        { rollout: turning, inputs: rollback, ...whenLog('ROLLBACK_IN_PROGRESS') },
        [],
        '',
      ],
      [
        'gives no revision back by the list alone',
        { rollout: begun, way: 'missing', inputs: rollback, ...whenLog('IN_PROGRESS: 0 of 2') },
        [],
        '',
      ],
    ]
  test.concurrent.each(cases)('%s', async (_, given, calls, hint) => {
    const run = await rolled(world, given)
    expect(run.result.conclusion).toBe('cancelled')
    expect(run.error).toMatch(says(`^The run was cancelled\\. ${hint}.*\\[CANCELLED\\]$`, run.service))
    expect(run.result.main.ms).toBeLessThan(7_500)
    expect(run.calls).toEqual([...onlyOurs, ...calls])
    expect(run.outputs).toMatchObject({
      'failure-code': 'CANCELLED',
      'task-definition-revision': `${run.service}:2`,
      'deployment-id': expect.stringMatching(/^ecs-svc\/\d+$/),
      released: 'false',
    })
    expect(run.outputs).not.toHaveProperty('deployment-status')
    expect(run.result.summary).toContain(`| Deployment | \`${run.outputs['deployment-id']}\` |`)
  })
})

describe('the digest that ECS resolved', () => {
  const resolving = (resolved: 'other' | 'child'): Rollout => [
    ...begun,
    { afterMs: 2000, running: 'all', pending: 0, resolved },
    { afterMs: 3000, status: 'SUCCESSFUL', old: 0 },
  ]

  test.concurrent('of another image is no success, and is left alone', async () => {
    const run = await rolled(world, { rollout: resolving('other') })
    expect(run.error).toMatch(
      says(
        `^The deployment of {name}:2 to the service {name} succeeded, but ECS runs another image than this release's in the container app: sha256:[0-9a-f]{64} and not ${world.digest}\\. Nothing was rolled back: the service runs {name}:2\\. .* \\[IMAGE_MISMATCH\\]$`,
        run.service,
      ),
    )
    expect(run.outputs).toMatchObject({ 'deployment-status': 'mismatched', released: 'false' })
    expect([run.result.main.exitCode, run.calls]).toEqual([1, onlyOurs])
  })

  test.concurrent("of this machine's platform is a success", async () => {
    const run = await rolled(world, { rollout: resolving('child') })
    expect(run.outputs).toMatchObject({ 'deployment-status': 'successful', released: 'true' })
    expect(run.notes).toEqual([])
  })
})

test.concurrent('the last lines of a container that failed are shown, and obeyed by nobody', async () => {
  const log = [
    'ready to sail',
    '::error::not an error of this run',
    '##[endgroup]',
    '::stop-commands::x',
    'out',
  ]
  const task = {
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    containers: [{ exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage', log }],
  }
  const options = { 'awslogs-group': '/shop', 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': 'shop' }
  const run = await rolled(world, {
    rollout: stoppingAs(rollouts['breaker-rollback'], task),
    before: (place, service) => {
      const [container] = definition(service).containerDefinitions
      const logConfiguration = { logDriver: 'awslogs', options }
      const containerDefinitions = [{ ...container, logConfiguration }]
      place.updateService(
        service,
        { taskDefinition: place.registerTaskDefinition({ family: service, containerDefinitions }) },
        cluster,
      )
    },
  })
  expect(run.code).toBe('ROLLED_BACK')
  expect(run.error).toMatch(/OutOfMemoryError/)
  for (const line of ['ready to sail', 'out']) expect(run.result.log).toContain(line)
  const errors = run.result.main.annotations.filter(({ level }) => level === 'error')
  expect(errors.map(({ message }) => message)).toEqual([run.error])
})
