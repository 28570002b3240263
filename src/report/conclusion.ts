import type { Failure } from '../errors.ts'
import type { Outcome } from '../outcome.ts'
import type { Verdict } from '../scan/gate.ts'
import { gateWords, type Judgement, overrideWords, violationWords, whyUnscanned } from './gate-words.ts'
import { refusalOf } from './refusals.ts'
import { rolloutWords } from './rollout-words.ts'
import { imageOf, isJudgedOnly, list } from './words.ts'

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
  const failure = outcome.failure === undefined ? refusalOf(outcome) : withRollout(outcome.failure, outcome)
  if (failure !== undefined)
    return { exitCode: 1, released: false, headline: failure.sentence, failure, warning: undefined }
  const { promotion, rollout } = outcome
  // A tag that was left alone, because it names a later commit's image, is not put.
  const areAllPut = promotion !== undefined && (promotion.kept ?? []).length === 0
  const released = areAllPut && (rollout === undefined || rollout.ending !== undefined)
  return {
    exitCode: 0,
    released,
    headline: success(outcome),
    failure: undefined,
    warning: warningOf(outcome),
  }
}

/** ECS does not hear of a cancelled run: whoever cancelled it must know. */
function withRollout(failure: Failure, { rollout }: Outcome): Failure {
  const goesOn =
    failure.code === 'CANCELLED' && rollout?.deploymentId !== undefined && rollout.ending === undefined
  if (!goesOn) return failure
  return {
    ...failure,
    hint: `ECS goes on with the deployment ${rollout.deploymentId} of the service ${rollout.service}; look at what becomes of it.`,
  }
}

function warningOf(outcome: Outcome): string | undefined {
  const { verdict, rollout } = outcome
  const ofRollout = rollout?.note === undefined ? [] : [`The service ${rollout.service}: ${rollout.note}.`]
  const warnings = [...(verdict === undefined ? [] : gateWarnings(verdict, imageOf(outcome))), ...ofRollout]
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
  const none = kept.length === 0 ? 'without a tag, as asked' : 'without a tag of its own'
  const names = tags.length === 0 ? none : `as ${list(tags)}`
  const left =
    kept.length === 0
      ? ''
      : `; ${list(kept)} ${kept.length === 1 ? 'names' : 'name'} a later commit's image and ${kept.length === 1 ? 'was' : 'were'} left alone`
  const deployed = outcome.rollout === undefined ? '' : `, and ${rolloutWords(outcome.rollout)}`
  const released = `Released ${imageOf(outcome)}${originWords(outcome)} ${names}`
  // The reason of an override is a sentence of somebody else's: what followed it would read as a part of it.
  return outcome.verdict?.kind === 'overridden'
    ? `${released}${deployed}${left}; ${judged}.`
    : `${released}: ${judged}${deployed}${left}.`
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
