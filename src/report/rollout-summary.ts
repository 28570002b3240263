import type { Registered, Rollout } from '../deploy/rollout.ts'
import type { Failure } from '../errors.ts'
import type { Conclusion } from './conclusion.ts'
import { code, link, prose, table, withCode } from './markdown.ts'
import { rolloutFailure } from './rollout-failures.ts'
import { diffPart, evidenceParts, folded } from './rollout-tables.ts'
import { duration, isGood, plain, revision, rolloutWords, standingOf, worstOf } from './rollout-words.ts'
import { renderTimeline } from './timeline.ts'
import { oneLine } from './words.ts'

/** GitHub takes 1 MiB, of which the rest of the summary may need half. */
const mostBytes = 450 * 1024
/** Rows of the overview, and services with a part of their own. */
const most = { rows: 100, services: 30 }

/** The deploy's part of the job summary; empty without one. */
export function renderRollouts(rollouts: readonly Rollout[], conclusion: Conclusion): string {
  const [only, ...others] = rollouts
  if (only === undefined) return ''
  const { failure, headline } = conclusion
  if (others.length > 0) return renderSeveral(rollouts, failure)
  const title = `### Deploy: ${stateWords(only, only.failure ?? failure)}`
  return within([title, ...partsOf(only, sentenceBeside(only, headline))], mostBytes)
}

/** A revision that no service was told to run. */
export function renderRegistered({ taskDefinition, changed, from, diff }: Registered): string {
  const facts = table(
    ['Task definition', `${code(oneLine(revision(taskDefinition), 300))}${changed ? '' : ', unchanged'}`],
    [['Made from', code(oneLine(from, 300))]],
  )
  const parts = [`### Task definition: ${changed ? 'registered' : 'no-change'}`, facts, diffPart(diff)]
  return parts.filter((part) => part !== '').join('\n\n')
}

/** The headline of the whole run has it already, for the most part. */
function sentenceBeside(rollout: Rollout, headline: string): readonly string[] {
  const said = rolloutFailure(rollout)?.sentence
  if (said !== undefined) return headline.includes(said) ? [] : [prose(said)]
  const words = rollout.ending === undefined ? '' : rolloutWords([rollout])
  return words === '' || headline.includes(words) ? [] : [prose(`${capital(words)}.`)]
}

function renderSeveral(rollouts: readonly Rollout[], failure: Failure | undefined): string {
  // That of the run is about one of them alone, unless it ended them all.
  const shared = failure?.code === 'CANCELLED' ? failure : undefined
  const state = (one: Rollout) => stateWords(one, one.failure ?? shared)
  const worst = worstOf(rollouts)
  const head = `### Deploy: ${worst === undefined ? '' : state(worst)}\n\n${overview(rollouts, state)}`
  const detailed = mostTelling(rollouts)
  const parts = detailed.map((one) => partsOf(one, wholeSentence(one)))
  const sizes = parts.map((all) => bytesOf(all.join('\n\n')))
  const shares = sharesOf(sizes, mostBytes - bytesOf(head))
  const details = detailed.map((one, index) =>
    folded(
      `${oneLine(one.service, 255)}: ${state(one)}`,
      within(parts[index] ?? [], shares[index] ?? 0),
      isBad(one),
    ),
  )
  return [head, ...details].join('\n\n')
}

/** In the order of the input; where they are too many, those that went wrong are shown first of all. */
function mostTelling(rollouts: readonly Rollout[]): readonly Rollout[] {
  const sorted = [...rollouts.filter(isBad), ...rollouts.filter((one) => !isBad(one))]
  const shown = new Set(sorted.slice(0, most.services))
  return rollouts.filter((one) => shown.has(one))
}

function isBad({ ending, failure }: Rollout): boolean {
  return failure !== undefined || ending === undefined || !isGood(ending)
}

function overview(rollouts: readonly Rollout[], state: (one: Rollout) => string): string {
  const rows = rollouts
    .slice(0, most.rows)
    .map((one) => [code(oneLine(one.service, 100)), state(one), arrowOf(one, 100), duration(one.seconds)])
  const left = rollouts.length - rows.length
  const shown = table(['Service', 'Status', 'Task definition', 'Duration'], rows)
  return left > 0 ? `${shown}\n\n… and ${left} more.` : shown
}

function wholeSentence(rollout: Rollout): readonly string[] {
  const failure = rolloutFailure(rollout)
  if (failure !== undefined) return [prose(failure.sentence), withCode(failure.hint)]
  return rollout.ending === undefined ? [] : [prose(`${capital(rolloutWords([rollout]))}.`)]
}

/** How it ended, or what else is known where that is not. */
function stateWords(rollout: Rollout, failure: Failure | undefined): string {
  const standing = standingOf(rollout)
  if (standing !== 'unknown') return standing
  if (failure?.code === 'DEPLOYMENT_UNKNOWN') return 'unknown'
  if (rollout.deploymentId === undefined) return 'not started'
  if (failure?.code !== 'CANCELLED') return 'unknown'
  return rollout.notes.length > 0 ? 'left to ECS' : 'left to ECS, which goes on with it'
}

/** @param sentences escaped; they hold the diagnosis where there is one */
function partsOf(rollout: Rollout, sentences: readonly string[]): readonly string[] {
  const { evidence, stages, diff } = rollout
  return [
    factsOf(rollout),
    ...sentences,
    renderTimeline(stages, isBad(rollout)),
    ...evidenceParts(evidence),
    diffPart(diff),
  ].filter((part) => part !== '')
}

function factsOf(rollout: Rollout): string {
  const { cluster, service, consoleUrl, deploymentId, runs, image } = rollout
  const name = oneLine(service, 255)
  const isMoved = runs !== undefined && runs !== rollout.taskDefinition
  const digest = /@(sha256:[0-9a-f]{64})$/.exec(image)?.[1]
  const rows: readonly (readonly [string, string | false | undefined])[] = [
    ['Cluster', code(oneLine(cluster, 300))],
    ['Task definition', arrowOf(rollout, 300)],
    ['Deployment', deploymentId && code(oneLine(deploymentId, 100))],
    ['Told to run now', isMoved && code(oneLine(revision(runs), 300))],
    ['Image', digest && code(digest)],
    ['Strategy', strategyWords(rollout.strategy)],
    ['Duration', duration(rollout.seconds)],
    ['Note', notesOf(rollout)],
  ]
  return table(
    ['Service', consoleUrl === undefined ? code(name) : link(name, consoleUrl)],
    rows.flatMap(([title, value]) => (value ? [[title, value]] : [])),
  )
}

function arrowOf({ taskDefinition, previous, changed }: Rollout, longest: number): string {
  const [before, after] = [previous, taskDefinition].map((arn) => code(oneLine(revision(arn), longest)))
  if (previous !== taskDefinition) return `${before} → ${after}`
  return `${after}${changed ? '' : ', unchanged'}`
}

function strategyWords(strategy: string): string | undefined {
  const known: Readonly<Record<string, string>> = {
    ROLLING: 'rolling',
    BLUE_GREEN: 'blue/green',
    LINEAR: 'linear',
    CANARY: 'canary',
  }
  return known[strategy] ?? (strategy === '' ? undefined : code(oneLine(strategy, 60)))
}

function notesOf({ notes }: Rollout): string {
  return notes
    .slice(0, 5)
    .map((note) => prose(plain(note, 300)))
    .join('<br>')
}

/** Shows each part whole or not at all, so that nothing stays open, in at most so many bytes. */
function within(parts: readonly string[], bytes: number): string {
  let left = bytes
  const shown = parts.filter((part) => {
    const size = bytesOf(part) + 2
    const isFitting = size <= left
    if (isFitting) left -= size
    return isFitting
  })
  if (shown.length === parts.length) return shown.join('\n\n')
  return [...shown, 'GitHub bounds what a summary may hold, so more of it stands in the log alone.'].join(
    '\n\n',
  )
}

/** What the small ones leave of their share is for the large ones. */
function sharesOf(sizes: readonly number[], total: number): readonly number[] {
  const order = sizes.map((size, index) => ({ size, index })).sort((a, b) => a.size - b.size)
  const shares = new Map<number, number>()
  let left = total
  for (const [done, { size, index }] of order.entries()) {
    const share = Math.min(size + 2, Math.floor(left / (order.length - done)))
    shares.set(index, share)
    left -= share
  }
  return sizes.map((_, index) => shares.get(index) ?? 0)
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text)
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}
