import type { Failure } from '../errors.ts'
import type { Outcome } from '../outcome.ts'
import type { UnavailableReason } from '../scan/findings.ts'
import { findingWords, type Judgement, keepingClosed, violationWords, whyUnscanned } from './gate-words.ts'
import { rolloutsFailure } from './rollout-failures.ts'
import { imageOf, list } from './words.ts'

/** A result that ends the step with an error although no stage failed: the gate, tags that were not put, a rollout. */
export function refusalOf(outcome: Outcome): Failure | undefined {
  const { verdict, promotion } = outcome
  if (verdict?.kind === 'blocked') return blocked(outcome, verdict)
  if (verdict?.kind === 'unscanned' && verdict.closed) return unscanned(outcome, verdict)
  if (promotion?.refused !== undefined) return tagsNotPut(outcome, promotion)
  if (outcome.deployedTag?.refused !== undefined) return tagsNotPut(outcome, outcome.deployedTag)
  return outcome.dryRun ? undefined : badRollout(outcome)
}

function badRollout({ rollouts = [], plan, promotion }: Outcome): Failure | undefined {
  const failure = rolloutsFailure(rollouts)
  if (failure === undefined) return undefined
  const tags = [...(promotion?.existing ?? []), ...(promotion?.put ?? [])]
  const none = (plan?.tags ?? []).length === 0 ? '' : ' No release tag was put by this run.'
  return { ...failure, hint: `${failure.hint}${tags.length > 0 ? ' The release tags stay.' : none}` }
}

function blocked(outcome: Outcome, verdict: Judgement): Failure {
  const [worst] = verdict.violations
  const one = worst === undefined ? '' : `, the worst ${findingWords(worst)}`
  return {
    code: 'GATE_BLOCKED',
    sentence: `The gate blocked ${imageOf(outcome)}: ${violationWords(verdict)}${one}.`,
    hint: `${whereabouts(outcome)} ${remedy(verdict)}${buildAnew(outcome)}`,
  }
}

function remedy({ violations }: Judgement): string {
  return violations.every(({ fix }) => fix === 'no')
    ? 'No fix is known for any of them: remove the packages, or accept the findings until there is one by entries with `until: fixed` in the ignore file.'
    : 'Update the packages that the summary lists (a newer base image, or an upgrade in the Dockerfile) and run again.'
}

/** Under which names an image that did not pass can be found. */
function whereabouts({ promotion, candidateTag, image }: Outcome): string {
  const tags = [...(promotion?.existing ?? []), ...(promotion?.put ?? [])]
  if (tags.length > 0)
    return `It has the ${tags.length === 1 ? 'tag' : 'tags'} ${list(tags)} all the same, since \`tag-after: push\` puts them before the gate.`
  if (candidateTag !== undefined && (image?.origin === 'built' || image?.origin === 'local'))
    return `No release tag was put; the image stays under ${candidateTag}.`
  return 'No release tag was put by this run.'
}

function buildAnew({ image }: Outcome): string {
  return image?.origin === 'reused'
    ? ' This image is of an earlier run of this commit: with `reuse: never` it is built anew, on the base image of today.'
    : ''
}

function unscanned(outcome: Outcome, verdict: Judgement): Failure {
  const closing = keepingClosed(verdict)
  const isUnsupported = closing.length > 0 && closing.every(({ reason }) => reason === 'unsupported')
  return {
    code: isUnsupported ? 'IMAGE_UNSUPPORTED' : 'IMAGE_UNSCANNED',
    sentence: `The gate stays closed for ${imageOf(outcome)}: ${whyUnscanned(verdict)}.`,
    hint: `${whereabouts(outcome)} ${wayOut(closing[0]?.reason)}`,
  }
}

function wayOut(reason: UnavailableReason | undefined): string {
  const accept = 'or accept images without a scan with `on-unscanned: warn`.'
  switch (reason) {
    case 'unsupported':
      return 'Build on an operating system that ECR scans, or accept that with `on-unsupported: warn`.'
    case 'timed-out':
      return `Run the job again, raise scan-timeout-minutes, ${accept}`
    case 'not-started':
      return `Turn on scan on push for the repository, allow ecr:StartImageScan, ${accept}`
    case 'stale':
      return `Release an image that was built lately, raise max-scan-age-hours where that is set, ${accept}`
    case 'denied':
      return `Let Inspector read the repository and its encryption key (their policies say who may), ${accept}`
    case 'failed':
    case undefined:
      return `Build and push it anew, ${accept}`
  }
}

function tagsNotPut(outcome: Outcome, promotion: NonNullable<Outcome['promotion']>): Failure {
  const { put, existing, refused, untried } = promotion
  // The tag that says what is deployed comes after the others.
  const before = outcome.promotion === promotion ? undefined : outcome.promotion
  const done = [...(before?.existing ?? []), ...(before?.put ?? []), ...existing, ...put]
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
