import type { EcsClients } from '../lib/ecs.ts'
import type { Digest } from '../registry/reference.ts'
import { type Memory, nothing, type Ours } from './course.ts'
import type { TaskDefinition } from './definition.ts'
import type { Place } from './errors.ts'
import type { EvidenceClients } from './evidence.ts'
import type { Evidence, Remedy, Rollout, Stage } from './rollout.ts'
import type { Shape } from './shape.ts'
import type { Hook, ListedDeployment } from './sight.ts'
import type { Waiting } from './update.ts'

/** How rollouts are watched, and what is done about one that does not end well. */
export type Following = Waiting &
  Readonly<{
    /** Undefined: as long as the way in which the service deploys asks for. */
    timeoutMinutes: number | undefined
    onDeployFailure: 'rollback' | 'leave'
    onTimeout: 'leave' | 'rollback'
    onPause: 'wait' | 'return'
    onSuperseded: 'fail' | 'warn'
    onCancel: 'leave' | 'rollback'
    maxFailedTasks: number
    diagnosticLogLines: number
    clients: EcsClients
    evidence: EvidenceClients
  }>

/** A deployment that our call made. */
export type Subject = Readonly<{
  place: Place
  primary: ListedDeployment
  /** The deployment that led before; the same where UpdateService made none. */
  before: string | undefined
  /** ARN of the task definition to go back to. */
  previous: string | undefined
  definition: TaskDefinition
  /** Those that got our image. */
  containers: readonly string[]
  /** As asked for; a read may still show the count of before. */
  desiredCount: number | undefined
  /** From when on events and tasks are of this deployment. */
  since: Date
  /** Digests of our image: of its index and of its platforms. */
  digests: ReadonlySet<Digest>
  shape: Shape
  learn: (news: Partial<Rollout>) => void
}>

/** What is remembered of one deployment while it is watched. */
export type Watch = {
  readonly subject: Subject
  ours: Ours
  memory: Memory
  /** ECS's own record of it: not found yet, found, or not to be had. */
  record: 'sought' | 'found' | 'closed'
  arn: string | undefined
  revisionArn: string | undefined
  /** Until when it is sought, and until when it is waited for, as `elapsedMs` tells the time. */
  soughtUntilMs: number
  /** Lists of it in a row that could not be read, and looks that did not find its service. */
  faults: number
  gone: number
  limitMs: number
  minutes: number
  line: string
  /** At which it waits for a person now, and which ones were told of. */
  hook: Hook | undefined
  readonly toldHooks: Set<string>
  turning: boolean
  stages: readonly Stage[]
  /** How many of its tasks have stopped, and when that was counted. */
  stopped: number | undefined
  countedMs: number
  evidence: Evidence | undefined
  remedy: Readonly<{ by: Remedy; reason: string }> | undefined
  /** How often ECS did not take the call for a rollback. */
  refusals: number
  isOver: boolean
}

/** ECS lists a new service deployment within seconds; longer than this nobody waits for its record. */
export const soughtMs = 60_000

export function watchOf(subject: Subject, { timeoutMinutes, maxFailedTasks }: Following): Watch {
  const { primary, before, shape, desiredCount: wanted = 0 } = subject
  const minutes = timeoutMinutes ?? shape.minutes
  const { isWatched, rollsBack } = shape
  return {
    subject,
    ours: {
      id: primary.id,
      createdAt: primary.createdAt,
      before,
      maxFailedTasks,
      isWatched,
      rollsBack,
      wanted,
    },
    ...{ memory: nothing, record: 'sought', arn: undefined, revisionArn: undefined },
    ...{ soughtUntilMs: soughtMs, limitMs: minutes * 60_000, minutes },
    ...{
      line: '',
      hook: undefined,
      toldHooks: new Set(),
      turning: false,
      stages: [],
      stopped: undefined,
      countedMs: 0,
    },
    ...{ evidence: undefined, remedy: undefined, refusals: 0, faults: 0, gone: 0, isOver: false },
  }
}
