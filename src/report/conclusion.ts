import type { Failure } from '../errors.ts'
import type { Outcome } from '../outcome.ts'
import type { Threshold, Verdict } from '../scan/gate.ts'

/** The outcome table: how the step ends, and the sentence that leads everything that is shown. */
export type Conclusion = Readonly<{
  exitCode: 0 | 1
  /** True only when all tags were put. */
  released: boolean
  headline: string
  failure: Failure | undefined
}>

export function conclude(outcome: Outcome): Conclusion {
  const failure = outcome.failure ?? refusalOf(outcome)
  if (failure !== undefined) return { exitCode: 1, released: false, headline: failure.sentence, failure }
  const released = outcome.promotion !== undefined
  return { exitCode: 0, released, headline: success(outcome), failure: undefined }
}

/** The image as sentences name it: without the registry's host, which is long and says little. */
function imageOf({ repository, digest }: Outcome): string {
  return `${repository?.name ?? 'image'}@${digest?.slice(0, 19) ?? ''}…`
}

function refusalOf(outcome: Outcome): Failure | undefined {
  const { verdict, promotion } = outcome
  if (verdict?.kind === 'blocked') return blocked(outcome, verdict)
  if (verdict?.kind === 'unscanned' && verdict.closed) return unscanned(outcome, verdict)
  return promotion?.refused === undefined ? undefined : tagsNotPut(outcome)
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

function unscanned(outcome: Outcome, { missing }: Extract<Verdict, { kind: 'unscanned' }>): Failure {
  const unsupported = missing.length > 0 && missing.every(({ reason }) => reason === 'unsupported')
  const [first] = missing
  const detail = first === undefined ? 'there was nothing to scan' : `${first.platform}: ${first.detail}`
  const enhanced = missing.some(({ reason }) => reason === 'enhanced')
  return {
    code: unsupported ? 'IMAGE_UNSUPPORTED' : 'IMAGE_UNSCANNED',
    sentence: `The gate stays closed for ${imageOf(outcome)}, because its scan gave no findings list: ${detail}.`,
    hint: hintFor(unsupported, enhanced, outcome.candidateTag),
  }
}

function hintFor(unsupported: boolean, enhanced: boolean, tag: string | undefined): string {
  const stays = `No release tag was put; the image stays under ${tag}.`
  if (unsupported)
    return `${stays} ECR cannot scan this operating system; accept that with \`on-unsupported: warn\`.`
  if (enhanced)
    return `${stays} This registry uses enhanced scanning, which this version cannot judge; \`on-unscanned: warn\` passes it unjudged.`
  return `${stays} Raise scan-timeout-minutes, or accept images without a scan with \`on-unscanned: warn\`.`
}

function tagsNotPut(outcome: Outcome): Failure {
  const { put = [], existing = [], refused, untried = [] } = outcome.promotion ?? {}
  const done = [...existing, ...put]
  return {
    code: 'TAGS_NOT_PUT',
    sentence: `The tag ${refused?.tag} could not be put on ${imageOf(outcome)}: ${refused?.reason}.`,
    hint: `These tags name the image: ${list(done)}. Not tried: ${list(untried)}. Running it again is safe.`,
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
  return `Released ${imageOf(outcome)} ${names}: ${judged}.`
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
