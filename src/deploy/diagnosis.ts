import { hintForEvent, hintForSign } from './event-hints.ts'
import { hintForTargets, hintForTasks } from './hints.ts'
import type { Diagnosis, Evidence, StoppedTask } from './rollout.ts'

const longestWords = 800

/**
 * Reads why a rollout went wrong: the most frequent way in which its tasks stopped; without such tasks the targets that
 * got no traffic, then the newest event that tells of a failure, then what ECS says itself. Tasks that stopped for
 * reasons of their own, such as Spot capacity taken back, come last.
 * @returns undefined where the evidence says nothing
 */
export function diagnose(evidence: Evidence): Diagnosis | undefined {
  const [largest = []] = groupTasks(evidence.tasks)
  const [task] = largest
  return task !== undefined && isOfRelease(task)
    ? fromTasks(task, largest.length, evidence)
    : (fromTargets(evidence) ??
        fromEvents(evidence) ??
        fromSigns(evidence) ??
        (task && fromTasks(task, largest.length, evidence)))
}

/** One stopped task in words: the task's reason, then each container that did not end well. */
export function describeTask({ reason, stopCode, containers }: StoppedTask): string {
  const failed = containers.filter((one) => one.exitCode !== 0 || one.reason !== undefined)
  const parts = failed.map(({ name, exitCode, reason: why }) => {
    const ended = exitCode === undefined ? `${name} never ran` : `${name} exited with code ${exitCode}`
    return why === undefined || why === reason ? ended : `${ended} (${why})`
  })
  return [reason ?? stopCode ?? 'no reason given', ...parts].join('; ')
}

/** Whether a task stopped in a way that speaks against the release: it did not start, ended, or failed its checks. */
export function isOfRelease({ stopCode, reason, containers }: StoppedTask): boolean {
  if (stopCode === 'TaskFailedToStart' || stopCode === 'EssentialContainerExited') return true
  if (/health check/i.test(reason ?? '')) return true
  return stopCode === undefined && (reason !== undefined || containers.length > 0)
}

/**
 * Stopped tasks by the way in which they stopped, what differs from task to task left aside: first what speaks against
 * the release, the largest group first.
 */
export function groupTasks<T extends StoppedTask>(tasks: readonly T[]): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>()
  for (const task of tasks) {
    const key = keyOf(task)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [task])
    else group.push(task)
  }
  const rank = ([task]: readonly T[]) => (task !== undefined && isOfRelease(task) ? 0 : 1)
  return [...groups.values()].sort((a, b) => rank(a) - rank(b) || b.length - a.length)
}

/** Ids, addresses, ports of hosts and numbers of tries differ; and ECS has no order for containers. */
function keyOf(task: StoppedTask): string {
  const containers = task.containers.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return describeTask({ ...task, containers })
    .replace(/\b(?:i-)?[0-9a-f]{8,}(?:-[0-9a-f]{4,})*\b/g, '…')
    .replace(/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, '…')
    .replace(/\bport \d+|\b\d+ time\(s\)/g, '…')
}

function fromTasks(task: StoppedTask, count: number, { logs, targets }: Evidence): Diagnosis {
  const words = describeTask(task)
  return {
    sentence: `${count} ${count === 1 ? 'task' : 'tasks'} stopped: ${bounded(words)}`,
    hint: hintForTasks(task, { words, logs, targets }),
  }
}

function fromTargets({ targets }: Evidence): Diagnosis | undefined {
  const sick = targets.filter(({ state }) => state === 'unhealthy' || state === 'unavailable')
  const [first] = sick
  if (first === undefined) return undefined
  const why = first.reason === undefined ? '' : ` (${first.reason})`
  const what = sick.length === 1 ? 'a target is' : `${sick.length} targets are`
  const sentence = `${what} ${first.state}: ${bounded(`${first.target}${why}`)}`
  return { sentence, hint: hintForTargets(sick) }
}

function fromEvents({ events, signs }: Evidence): Diagnosis | undefined {
  const failing = events.filter(tellsOfFailure)
  // That the deployment failed follows from something: the signs say from what.
  const cause = failing.find((text) => !isConsequence(text))
  const event = cause ?? (signs.length === 0 ? failing[0] : undefined)
  return event === undefined
    ? undefined
    : { sentence: `ECS says: ${bounded(event)}`, hint: hintForEvent(event) }
}

function fromSigns({ signs }: Evidence): Diagnosis | undefined {
  const [sign] = signs
  return sign === undefined ? undefined : { sentence: `ECS says: ${bounded(sign)}`, hint: hintForSign(sign) }
}

/** What stands between brackets are names, and a service may be called anything. */
function tellsOfFailure(event: string): boolean {
  const words = event.replace(/\([^()]*\)/g, '')
  return /unable|fail|error|insufficient|unhealthy|throttl|missing|unavailable|alarm detected|reached the limit/i.test(
    words,
  )
}

function isConsequence(event: string): boolean {
  return /\bdeployment failed:/.test(event)
}

function bounded(words: string): string {
  return words.length <= longestWords ? words : `${words.slice(0, longestWords)}…`
}
