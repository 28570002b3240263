import type { Failure } from '../errors.ts'
import type { Outcome } from '../outcome.ts'
import type { Threshold, Verdict } from '../scan/gate.ts'
import { rolloutFailure, rolloutWords } from './rollout-words.ts'

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
  const released = promotion !== undefined && (rollout === undefined || rollout.ending !== undefined)
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

function warningOf({ verdict, ...outcome }: Outcome): string | undefined {
  if (verdict?.kind === 'unscanned')
    return `${imageOf(outcome)} went through the gate unjudged: ${whyUnscanned(verdict)}.`
  if (outcome.rollout?.note !== undefined)
    return `The service ${outcome.rollout.service}: ${outcome.rollout.note}.`
  if (verdict?.kind !== 'reported') return undefined
  const { violations, threshold } = verdict
  return `The gate only reports: ${imageOf(outcome)} has ${count(violations.length, 'finding')} ${against(threshold)}.`
}

/** The image as sentences name it: without the registry's host, which is long and says little. */
function imageOf({ repository, digest }: Outcome): string {
  return `${repository?.name ?? 'image'}@${digest?.slice(0, 19) ?? ''}…`
}

function refusalOf(outcome: Outcome): Failure | undefined {
  const { verdict, promotion } = outcome
  if (verdict?.kind === 'blocked') return blocked(outcome, verdict)
  if (verdict?.kind === 'unscanned' && verdict.closed) return unscanned(outcome, verdict)
  if (promotion?.refused !== undefined) return tagsNotPut(outcome)
  return outcome.rollout && rolloutFailure(outcome.rollout)
}

function blocked(
  outcome: Outcome,
  { violations, threshold }: Extract<Verdict, { violations: unknown }>,
): Failure {
  const [worst] = violations
  const one =
    worst === undefined
      ? ''
      : `, the worst ${worst.id} (${worst.severity}) in ${worst.packageName} ${worst.packageVersion}`
  return {
    code: 'GATE_BLOCKED',
    sentence: `The gate blocked ${imageOf(outcome)}: ${count(violations.length, 'finding')} ${against(threshold)}${one}.`,
    hint: `No release tag was put; the image stays under ${outcome.candidateTag}. Update the packages that the summary lists (a newer base image, or an upgrade in the Dockerfile) and run again.`,
  }
}

type Unscanned = Extract<Verdict, { kind: 'unscanned' }>
type Missing = Unscanned['missing'][number]

function unscanned(outcome: Outcome, verdict: Unscanned): Failure {
  const unsupported =
    verdict.missing.length > 0 && verdict.missing.every(({ reason }) => reason === 'unsupported')
  return {
    code: unsupported ? 'IMAGE_UNSUPPORTED' : 'IMAGE_UNSCANNED',
    sentence: `The gate stays closed for ${imageOf(outcome)}: ${whyUnscanned(verdict)}.`,
    hint: `No release tag was put; the image stays under ${outcome.candidateTag}. ${wayOut(verdict.missing[0]?.reason)}`,
  }
}

/** The platform that keeps the gate from judging, and what its scan said. */
function whyUnscanned({ missing }: Unscanned): string {
  const [first] = missing
  if (first === undefined) return 'there was nothing to scan'
  return `${first.platform} has no list of findings, because ${sentenceFor(first)}`
}

function sentenceFor({ reason, detail }: Missing): string {
  switch (reason) {
    case 'timed-out':
    case 'not-started':
      return detail.replace(/\.$/, '')
    case 'unsupported':
      return `ECR cannot scan it: ${detail}`
    case 'enhanced':
      return `enhanced scanning, which this version cannot judge, answered: ${detail}`
    case 'failed':
      return `its scan ended as ${detail}`
  }
}

function wayOut(reason: Missing['reason'] | undefined): string {
  switch (reason) {
    case 'unsupported':
      return 'Build on an operating system that ECR scans, or accept that with `on-unsupported: warn`.'
    case 'timed-out':
      return 'Run the job again, raise scan-timeout-minutes, or accept images without a scan with `on-unscanned: warn`.'
    case 'not-started':
      return 'Turn on scan on push for the repository, or allow ecr:StartImageScan.'
    case 'enhanced':
      return 'Use basic scanning for this repository, or let the image pass unjudged with `on-unscanned: warn`.'
    case 'failed':
    case undefined:
      return 'Build and push it anew, or accept images without a scan with `on-unscanned: warn`.'
  }
}

function tagsNotPut(outcome: Outcome): Failure {
  const { put = [], existing = [], refused, untried = [] } = outcome.promotion ?? {}
  const done = [...existing, ...put]
  const tags =
    done.length === 0 ? 'No release tag was put' : `${list(done)} ${done.length === 1 ? 'was' : 'were'} put`
  const others =
    untried.length === 0 ? '' : `, ${list(untried)} ${untried.length === 1 ? 'was' : 'were'} not tried`
  return {
    code: 'TAGS_NOT_PUT',
    sentence: `The tag ${refused?.tag} could not be put on ${imageOf(outcome)}: ${refused?.reason}.`,
    hint: `${tags}${others}. ${refused?.hint}`,
  }
}

function success(outcome: Outcome): string {
  if (outcome.dryRun) return 'Dry run: nothing was built and nothing was changed.'
  if (outcome.intent === 'build') return 'Built without pushing.'
  const judged = outcome.verdict === undefined ? '' : gateWords(outcome.verdict)
  if (outcome.intent === 'candidate')
    return `Pushed the candidate ${imageOf(outcome)}: ${judged}. No tag was asked for.`
  const { put = [], existing = [] } = outcome.promotion ?? {}
  const tags = [...existing, ...put]
  const names = tags.length === 0 ? 'without a tag, as asked' : `as ${list(tags)}`
  const deployed = outcome.rollout === undefined ? '' : `, and ${rolloutWords(outcome.rollout)}`
  return `Released ${imageOf(outcome)} ${names}: ${judged}${deployed}.`
}

function gateWords(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'passed':
      return passedWords(verdict)
    case 'reported':
      return `the gate only reports, and ${count(verdict.violations.length, 'finding')} would have blocked`
    case 'unscanned':
      return 'it was not scanned, and the gate was told to let that pass'
    case 'skipped':
      return 'the gate is off'
    case 'blocked':
      return 'the gate blocked it'
  }
}

function passedWords({ findings, threshold }: Extract<Verdict, { kind: 'passed' }>): string {
  if (findings.length === 0) return 'the gate passed without any finding'
  const which = threshold === 'none' ? 'none of which may block' : `all below ${threshold}`
  return `the gate passed with ${count(findings.length, 'finding')}, ${which}`
}

function against(threshold: Threshold): string {
  return threshold === 'any' ? 'of any severity' : `at or above ${threshold}`
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 10).join(', ')
  return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown || 'none'
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
