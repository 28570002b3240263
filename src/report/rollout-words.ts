import type { Ending, Rollout } from '../deploy/rollout.ts'
import { named, oneLine } from './words.ts'

/** How a rollout stands: its ending, or `unknown` where nobody can say that it ended well. */
export type Standing = Ending['kind'] | 'unknown'

/** The worst first. */
const standings: readonly Standing[] = [
  ...(['rollback-failed', 'failed', 'mismatched', 'unknown', 'rolled-back', 'timed-out'] as const),
  ...(['stopped', 'superseded', 'paused', 'not-waited', 'successful', 'no-change'] as const),
]

const mostWarnings = 5
const mostGroups = 5

/** A good end counts for nothing where something of ours failed beside it. */
export function standingOf({ ending, failure }: Rollout): Standing {
  return ending === undefined || (failure !== undefined && isGood(ending)) ? 'unknown' : ending.kind
}

/** The one that says most of the whole: the worst, and of several such the first. */
export function worstOf(rollouts: readonly Rollout[]): Rollout | undefined {
  const rank = (one: Rollout) => standings.indexOf(standingOf(one)) * 2 + (one.failure === undefined ? 1 : 0)
  return rollouts.reduce<Rollout | undefined>(
    (worst, one) => (worst === undefined || rank(one) < rank(worst) ? one : worst),
    undefined,
  )
}

/** Whether nothing is wrong with this end, so far as the run was to wait for one. */
export function isGood(ending: Ending): boolean {
  switch (ending.kind) {
    case 'successful':
    case 'no-change':
    case 'not-waited':
    case 'paused':
      return true
    case 'superseded':
      return ending.isTolerated
    case 'rolled-back':
    case 'rollback-failed':
    case 'stopped':
    case 'failed':
    case 'mismatched':
    case 'timed-out':
      return false
  }
}

/** How rollouts that ended well are told, as the end of a sentence. */
export function rolloutWords(rollouts: readonly Rollout[]): string {
  const [first, ...others] = rollouts
  if (first === undefined) return 'there was no service to deploy to'
  if (others.length === 0) return oneWords(first)
  const groups = [...groupsOf(rollouts).values()]
  const shown = groups.slice(0, mostGroups).map((group) => groupWords(group))
  const left = groups.slice(mostGroups).flat().length
  return [...shown, ...(left === 0 ? [] : [`${left} more services stand in the summary`])].join('; ')
}

function oneWords(rollout: Rollout): string {
  const { notes, ending, seconds } = rollout
  const after = ending?.kind === 'successful' ? ` after ${duration(seconds)}` : ''
  const but = notes.length === 0 ? '' : `, but ${noteWords(rollout)}`
  return `${groupWords([rollout])}${after}${but}`
}

/** Those of which the same can be said with the same revision. */
function groupsOf(rollouts: readonly Rollout[]): ReadonlyMap<string, readonly Rollout[]> {
  const groups = new Map<string, Rollout[]>()
  for (const one of rollouts) {
    const key = JSON.stringify([
      standingOf(one),
      revision(one.taskDefinition),
      one.notes.length > 0,
      one.ending?.kind === 'paused' ? one.service : '',
    ])
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return groups
}

function groupWords(group: readonly Rollout[]): string {
  const [first] = group
  const isOne = group.length === 1
  const services = `the service${isOne ? '' : 's'} ${named(group.map(serviceOf))}`
  const target = first === undefined ? '' : revisionOf(first)
  switch (first && standingOf(first)) {
    case 'successful':
      // With a note it may run something else by now, or nothing at all.
      return (first?.notes ?? []).length === 0
        ? `${services} run${isOne ? 's' : ''} ${target}`
        : `the deployment${isOne ? '' : 's'} of ${target} to ${services} succeeded`
    case 'no-change':
      return `${services} ran ${target} already`
    case 'not-waited':
      return `${services} ${isOne ? 'was' : 'were'} told to run ${target}, and ${isOne ? 'its rollout was' : 'their rollouts were'} not waited for`
    case 'paused':
      return `the rollout of ${target} to ${services} is paused${first === undefined ? '' : pauseWords(first)}`
    case 'superseded':
      return `a newer deployment took the place of that of ${target} to ${services}`
    default:
      return `what became of ${services} is not known`
  }
}

function pauseWords({ ending }: Rollout): string {
  if (ending?.kind !== 'paused') return ''
  const { hook, expiresAt } = ending
  const until =
    expiresAt === undefined || Number.isNaN(expiresAt.getTime())
      ? ''
      : `, until ${expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC at the latest`
  return ` by its hook ${oneLine(hook, 200)}${until}`
}

/** What went through although somebody should look at it, a sentence for each service. */
export function rolloutWarnings(rollouts: readonly Rollout[]): readonly string[] {
  const warnings = rollouts.flatMap(warningsOf)
  const left = warnings.length - mostWarnings
  const more = left > 0 ? [`${left} more of the kind stand in the summary.`] : []
  return [...warnings.slice(0, mostWarnings), ...more]
}

function warningsOf(rollout: Rollout): readonly string[] {
  const { ending, notes } = rollout
  const noted = notes.length === 0 ? [] : [`The service ${serviceOf(rollout)}: ${noteWords(rollout)}.`]
  switch (ending?.kind) {
    case 'paused':
      return [
        `The rollout of ${whatOf(rollout)} is paused${pauseWords(rollout)}: somebody must say whether it goes on.`,
        ...noted,
      ]
    case 'superseded':
      return [
        `A newer deployment took the place of the deployment of ${whatOf(rollout)}: ${plain(ending.reason)}.`,
        ...noted,
      ]
    default:
      return noted
  }
}

function noteWords({ notes }: Rollout): string {
  return notes
    .slice(0, 5)
    .map((note) => plain(note, 300))
    .join('; ')
}

/** `shop:8 to the service shop` */
export function whatOf(rollout: Rollout): string {
  return `${revisionOf(rollout)} to the service ${serviceOf(rollout)}`
}

export function serviceOf({ service }: Rollout): string {
  return oneLine(service, 255)
}

function revisionOf({ taskDefinition }: Rollout): string {
  return oneLine(revision(taskDefinition), 300)
}

/** What follows the last slash of an ARN; of a task definition that is `family:revision`, all that a person needs. */
export function revision(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1)
}

/** Reasons are words of ECS, of tasks and of containers: one line, bounded, without a stop of their own. */
export function plain(text: string, longest = 500): string {
  return oneLine(text, longest).replace(/\.$/, '') || 'ECS gives no reason'
}

/** @param seconds also shown as such, up to five minutes */
export function duration(seconds: number): string {
  const [minutes, hours] = [Math.floor(seconds / 60), Math.floor(seconds / 3600)]
  if (seconds < 300) return `${seconds} s`
  return hours === 0 ? `${minutes} min ${seconds % 60} s` : `${hours} h ${minutes % 60} min`
}
