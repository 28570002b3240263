import type { Failure } from '../errors.ts'
import type { Outcome } from '../outcome.ts'
import type { Verdict } from '../scan/gate.ts'
import { gateWords, type Judgement, overrideWords, violationWords, whyUnscanned } from './gate-words.ts'
import { refusalOf } from './refusals.ts'
import { revision, rolloutWarnings, rolloutWords } from './rollout-words.ts'
import { imageOf, isJudgedOnly, list, named, oneLine } from './words.ts'

/** The outcome table: how the step ends, and the sentence that leads everything that is shown. */
export type Conclusion = Readonly<{
  exitCode: 0 | 1
  /** True only when all tags were put, and the deploy succeeded where one was asked for. */
  released: boolean
  headline: string
  failure: Failure | undefined
  /** What went through although it should be looked at. */
  warning: string | undefined
}>

export function conclude(outcome: Outcome): Conclusion {
  const failure = outcome.failure === undefined ? refusalOf(outcome) : withRollouts(outcome.failure, outcome)
  if (failure !== undefined)
    return { exitCode: 1, released: false, headline: failure.sentence, failure, warning: undefined }
  const { promotion, rollouts = [] } = outcome
  // A tag that was left alone, because it names a later commit's image, is not put.
  const areAllPut = promotion !== undefined && (promotion.kept ?? []).length === 0
  // What somebody replaced runs nowhere, and what waits for a person perhaps never will.
  const isOpen = (kind: string) => kind === 'superseded' || kind === 'paused'
  const released = areAllPut && rollouts.every(({ ending }) => ending && !isOpen(ending.kind))
  return {
    exitCode: 0,
    released,
    headline: success(outcome),
    failure: undefined,
    warning: warningOf(outcome),
  }
}

/** ECS does not hear of a cancelled run: whoever cancelled it must know. */
function withRollouts(failure: Failure, { rollouts = [] }: Outcome): Failure {
  const open = rollouts.filter(
    ({ ending, deploymentId }) => ending === undefined && deploymentId !== undefined,
  )
  if (failure.code !== 'CANCELLED' || open.length === 0) return failure
  const going = open.filter(({ notes }) => notes.length === 0)
  const names = going.map((one) => `${one.deploymentId} of the service ${oneLine(one.service, 255)}`)
  const goesOn = `ECS goes on with the deployment${names.length === 1 ? '' : 's'} ${named(names)}; look at what becomes of ${names.length === 1 ? 'it' : 'them'}.`
  return { ...failure, hint: [...(names.length === 0 ? [] : [goesOn]), ...rolloutWarnings(open)].join(' ') }
}

function warningOf(outcome: Outcome): string | undefined {
  const { verdict, rollouts = [] } = outcome
  const ofGate = verdict === undefined ? [] : gateWarnings(verdict, imageOf(outcome))
  const warnings = [...ofGate, ...rolloutWarnings(rollouts)]
  return warnings.length === 0 ? undefined : warnings.join(' ')
}

/** What the gate let through, and what it could not look at. */
function gateWarnings(verdict: Verdict, image: string): readonly string[] {
  switch (verdict.kind) {
    case 'passed':
    case 'skipped':
    case 'blocked':
      return []
    case 'unscanned':
      return [`${image} went through the gate unjudged: ${whyUnscanned(verdict)}.`]
    case 'reported':
      return [`The gate only reports: ${evidenceOf(verdict, image)}`]
    case 'overridden':
      return [`The gate was ${overrideWords(verdict.override)}. ${evidenceOf(verdict, image)}`]
  }
}

function evidenceOf(verdict: Judgement, image: string): string {
  const violations = verdict.violations.length === 0 ? [] : [`${image} has ${violationWords(verdict)}.`]
  const isWhole = verdict.missing.length === 0 && violations.length > 0
  const missing = isWhole ? [] : [`Not judged: ${whyUnscanned(verdict)}.`]
  return [...violations, ...missing].join(' ')
}

function success(outcome: Outcome): string {
  if (outcome.dryRun) return 'Dry run: nothing was built and nothing was changed.'
  if (outcome.intent === 'build')
    return outcome.built
      ? 'Built without pushing.'
      : 'Nothing was built and nothing was pushed, as the event or the input push says.'
  const judged = outcome.verdict === undefined ? '' : gateWords(outcome.verdict)
  if (outcome.intent === 'candidate' || isJudgedOnly(outcome))
    return `${outcome.image?.candidateTag === undefined ? 'Judged' : 'Pushed the candidate'} ${imageOf(outcome)}: ${judged}. No tag was asked for.`
  const { put = [], existing = [], kept = [] } = outcome.promotion ?? {}
  const tags = [
    ...existing,
    ...put,
    ...(outcome.deployedTag?.existing ?? []),
    ...(outcome.deployedTag?.put ?? []),
  ]
  const names = tags.length === 0 ? untaggedWords(outcome) : `as ${list(tags)}`
  const left =
    kept.length === 0
      ? ''
      : `; ${list(kept)} ${kept.length === 1 ? 'names' : 'name'} a later commit's image and ${kept.length === 1 ? 'was' : 'were'} left alone`
  const { rollouts = [], registered } = outcome
  const deployed = rollouts.length === 0 ? '' : `, and ${rolloutWords(rollouts)}`
  const released = `Released ${imageOf(outcome)}${originWords(outcome)} ${names}`
  // The reason of an override is a sentence of somebody else's: what followed it would read as a part of it.
  return outcome.verdict?.kind === 'overridden'
    ? `${released}${deployed}${left}; ${judged}.${registeredWords(registered)}`
    : `${released}: ${judged}${deployed}${left}.${registeredWords(registered)}`
}

function untaggedWords({ plan, promotion }: Outcome): string {
  if ((promotion?.kept ?? []).length > 0) return 'without a tag of its own'
  const isLate = promotion === undefined && (plan?.tags ?? []).length > 0
  return isLate ? 'without its tags, which follow a deploy that is done' : 'without a tag, as asked'
}

function registeredWords(registered: Outcome['registered']): string {
  if (registered === undefined) return ''
  const [name, from] = [oneLine(revision(registered.taskDefinition), 300), oneLine(registered.from, 300)]
  return registered.changed
    ? ` Registered ${name} from ${from}.`
    : ` Nothing was registered from ${from}: ${name} is what it would be already.`
}

function originWords({ image }: Outcome): string {
  switch (image?.origin) {
    case 'reused':
      return ' (built by an earlier run of this commit)'
    case 'adopted':
      return ' (built by another run of this commit, which was faster)'
    case 'built':
    case 'local':
    case 'stored':
    case undefined:
      return ''
  }
}
