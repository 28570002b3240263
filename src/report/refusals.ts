import type { Failure } from '../errors.ts'
import type { Outcome } from '../outcome.ts'
import type { Verdict } from '../scan/gate.ts'
import { rolloutFailure } from './rollout-words.ts'
import { against, count, imageOf, list } from './words.ts'

/** A result that ends the step with an error although no stage failed: the gate, tags that were not put, a rollout. */
export function refusalOf(outcome: Outcome): Failure | undefined {
  const { verdict, promotion } = outcome
  if (verdict?.kind === 'blocked') return blocked(outcome, verdict)
  if (verdict?.kind === 'unscanned' && verdict.closed) return unscanned(outcome, verdict)
  if (promotion?.refused !== undefined) return tagsNotPut(outcome, promotion)
  if (outcome.deployedTag?.refused !== undefined) return tagsNotPut(outcome, outcome.deployedTag)
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
    hint: `${whereabouts(outcome)} Update the packages that the summary lists (a newer base image, or an upgrade in the Dockerfile) and run again.${buildAnew(outcome)}`,
  }
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

type Unscanned = Extract<Verdict, { kind: 'unscanned' }>
type Missing = Unscanned['missing'][number]

function unscanned(outcome: Outcome, verdict: Unscanned): Failure {
  const unsupported =
    verdict.missing.length > 0 && verdict.missing.every(({ reason }) => reason === 'unsupported')
  return {
    code: unsupported ? 'IMAGE_UNSUPPORTED' : 'IMAGE_UNSCANNED',
    sentence: `The gate stays closed for ${imageOf(outcome)}: ${whyUnscanned(verdict)}.`,
    hint: `${whereabouts(outcome)} ${wayOut(verdict.missing[0]?.reason)}`,
  }
}

/** The platform that keeps the gate from judging, and what its scan said. */
export function whyUnscanned({ missing }: Unscanned): string {
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
