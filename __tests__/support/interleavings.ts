import fc from 'fast-check'
import {
  type AwsOptions,
  type Fault,
  type FaultKind,
  type LocalServiceOptions,
  type Rollout,
  type RolloutName,
  rollouts,
} from '../../local/aws/aws.ts'
import type { DeployOrder } from '../../src/deploy/order.ts'
import type { Following } from '../../src/deploy/watch.ts'
import { anyRollout, recovering } from './any-rollout.ts'

// A deploy of ours with what may come between: other people, stale reads, pauses, faults. Times are milliseconds at pace 1.

/** What somebody else does, counted from our UpdateService; before it where that is negative. */
export type OthersAct = Readonly<{
  afterMs: number
  /** Instead: as we gather why a release is bad, right before it is taken back. */
  onEvidence: boolean
  kind: 'update' | 'update-ours' | 'stop' | 'continue' | 'rollback'
  rollout: RolloutName
}>

export type Interleaving = Readonly<{
  service: Partial<LocalServiceOptions>
  /** The service runs our image already. */
  isSame: boolean
  rollout: RolloutName | Rollout
  ecs: NonNullable<AwsOptions['ecs']>
  faults: readonly Fault[]
  others: readonly OthersAct[]
  order: Pick<DeployOrder, 'onInFlight' | 'forceNewDeployment'>
  following: Pick<Following, 'onDeployFailure' | 'onTimeout' | 'onPause' | 'onSuperseded'> &
    Readonly<{ timeoutMinutes: number }>
}>

/** Which of these may come between. */
export type Kind = Readonly<{ others?: true; stale?: true; faults?: true; lists?: true; unwatched?: true }>

export const kinds: Readonly<Record<string, Kind>> = {
  'nothing between': {},
  'no circuit breaker': { unwatched: true },
  'other people': { others: true },
  'stale reads': { stale: true },
  faults: { faults: true },
  'no records of deployments': { lists: true },
  'no records, other people': { lists: true, others: true },
  'no records, stale reads': { lists: true, stale: true },
  everything: { others: true, stale: true, faults: true, unwatched: true },
  'everything without records': { others: true, stale: true, faults: true, lists: true, unwatched: true },
}

const named = fc.constantFrom(...(Object.keys(rollouts) as RolloutName[]))

const act = fc.record({
  afterMs: fc.integer({ min: -2_000, max: 30_000 }),
  onEvidence: fc.constantFrom(false, false, true),
  kind: fc.constantFrom<OthersAct['kind'][]>(
    'update',
    'update',
    'update-ours',
    'stop',
    'continue',
    'rollback',
  ),
  rollout: fc.constantFrom<RolloutName[]>(
    'success',
    'success',
    'slow-success',
    'breaker-rollback',
    'never-stable',
  ),
})

const passingKinds: readonly FaultKind[] = [
  'throttle',
  'server-error',
  'html',
  'html-200',
  'not-json',
  'empty',
  'reset',
  'half',
]
const reads = [
  'ecs:DescribeServices',
  'ecs:ListServiceDeployments',
  'ecs:DescribeServiceDeployments',
  'ecs:Describe*',
  'ecs:List*',
]
const writes = ['ecs:UpdateService', 'ecs:StopServiceDeployment', 'ecs:ContinueServiceDeployment']

const fault: fc.Arbitrary<Fault> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      operation: fc.constantFrom(...reads),
      kind: fc.constantFrom(...passingKinds),
      times: fc.integer({ min: 1, max: 6 }),
      skip: fc.nat({ max: 12 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      operation: fc.constantFrom(...reads),
      kind: fc.constantFrom<FaultKind[]>('access-denied', 'server-error', 'empty'),
      times: fc.constant('always'),
      skip: fc.integer({ min: 6, max: 20 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      operation: fc.constantFrom(...writes),
      kind: fc.constantFrom<FaultKind[]>('throttle', 'after-reset', 'half', 'access-denied'),
      times: fc.integer({ min: 1, max: 2 }),
    }),
  },
)

const staleness = fc.record({
  staleMs: fc.constantFrom(0, 2_000, 20_000, 20_000),
  staleEvery: fc.constantFrom(1, 1, 2),
  deploymentLagMs: fc.constantFrom(0, 1_000, 6_000),
  listedMs: fc.constantFrom(0, 1_500, 10_000),
  currentMs: fc.constantFrom(0, 3_000, 20_000),
  replacedMs: fc.constantFrom(0, 3_000),
  inactiveMs: fc.constantFrom(0, 10_000),
  missesStopped: fc.boolean(),
  stopsPaused: fc.boolean(),
})

export function interleavingsOf(kind: Kind): fc.Arbitrary<Interleaving> {
  const breakers = kind.unwatched
    ? [false as const]
    : [true as const, true as const, false as const, 'no-rollback' as const]
  return fc
    .record({
      service: fc.record({
        circuitBreaker: fc.constantFrom(...breakers),
        desiredCount: fc.constantFrom(1, 2, 2, 3),
        fresh: fc.constantFrom(false, false, false, false, true),
        ...(kind.lists ? { rolloutState: fc.constantFrom(true, true, true, false) } : {}),
      }),
      isSame: fc.constantFrom(...Array<boolean>(9).fill(false), true),
      rollout: fc.oneof(named, anyRollout, recovering),
      ecs: kind.stale ? staleness : fc.constant({}),
      serviceDeployments: kind.lists
        ? fc.constantFrom<Api[]>('missing', 'html', 'unsupported', 'denied')
        : fc.constant<Api>('there'),
      faults: kind.faults ? fc.array(fault, { minLength: 1, maxLength: 3 }) : fc.constant([]),
      others: kind.others ? fc.array(act, { minLength: 1, maxLength: 3 }) : fc.constant([]),
      order: fc.record({
        onInFlight: fc.constantFrom<DeployOrder['onInFlight'][]>('replace', 'replace', 'wait', 'fail'),
        forceNewDeployment: fc.constantFrom(false, false, true),
      }),
      following: fc.record({
        timeoutMinutes: fc.constantFrom(0.5, 1, 2.5),
        onDeployFailure: fc.constantFrom('rollback', 'rollback', 'leave'),
        onTimeout: fc.constantFrom('leave', 'leave', 'rollback'),
        onPause: fc.constantFrom('wait', 'wait', 'return'),
        onSuperseded: fc.constantFrom('fail', 'warn'),
      }),
    })
    .map(({ serviceDeployments, ecs, faults, service, ...rest }) => ({
      ...rest,
      service: service as Interleaving['service'],
      ecs: serviceDeployments === 'denied' ? ecs : { ...ecs, serviceDeployments },
      faults: serviceDeployments === 'denied' ? [...denials, ...faults] : faults,
    }))
}

type Api = 'there' | 'missing' | 'html' | 'unsupported' | 'denied'

const denials: readonly Fault[] = ['*ServiceDeployment*', 'DescribeServiceRevisions'].map((name) => ({
  ...{ operation: `ecs:${name}`, times: 'always', kind: 'access-denied' },
}))
