import type { Digest } from '../registry/reference.ts'
import { createdLabel, fingerprintLabel, revisionLabel } from './fingerprint.ts'
import type { Labels } from './labels.ts'

// How the images that a plan's tags name already are related to the one that this run is for. All from their labels.

/** What a tag names now. */
export type Existing = Readonly<{
  tag: string
  digest: Digest
  /** False for a signature, a chart or another artifact. */
  isImage: boolean
  /** Undefined where they could not be read. */
  labels: Labels | undefined
}>

/** Whether an image is of the same commit and was built from the same inputs: its own labels are the proof. */
function isTwin(existing: Existing, ours: Labels): boolean {
  const { labels } = existing
  if (!existing.isImage || labels === undefined) return false
  return [revisionLabel, fingerprintLabel].every((name) => ours[name] && labels[name] === ours[name])
}

/**
 * The image that makes a build needless. Under an immutable tag there is only one; elsewhere the first tag decides.
 * @param putOrder the plan's tags, specific ones first
 */
export function twinOf(
  existing: readonly Existing[],
  ours: Labels,
  { putOrder, isImmutable }: Readonly<{ putOrder: readonly string[]; isImmutable: (tag: string) => boolean }>,
): Existing | undefined {
  const twins = putOrder.flatMap((tag) => existing.filter((one) => one.tag === tag && isTwin(one, ours)))
  return twins.find(({ tag }) => isImmutable(tag)) ?? twins[0]
}

/**
 * The immutable tag that cannot be this run's: an image whose labels name another commit, or other inputs, cannot have
 * the digest of ours. Where no such labels are there the digests decide after the push.
 */
export function takenBy(
  existing: readonly Existing[],
  ours: Labels,
  isImmutable: (tag: string) => boolean,
): Existing | undefined {
  return existing
    .filter(({ tag }) => isImmutable(tag))
    .find(({ isImage, labels }) => {
      if (!isImage) return true
      const isOurKind = Object.keys(ours).some((key) => labels?.[key] !== undefined)
      if (isOurKind && labels?.[revisionLabel] !== ours[revisionLabel]) return true
      const fingerprint = labels?.[fingerprintLabel]
      return fingerprint !== undefined && fingerprint !== (ours[fingerprintLabel] ?? fingerprint)
    })
}

/** The tags that name an image of a later commit: a run that finishes late must not turn them back. */
export function newerOnes(existing: readonly Existing[], ours: Labels): readonly Existing[] {
  const created = Date.parse(ours[createdLabel] ?? '')
  return existing.filter(
    ({ labels }) =>
      labels?.[revisionLabel] !== undefined &&
      labels[revisionLabel] !== ours[revisionLabel] &&
      Date.parse(labels[createdLabel] ?? '') > created,
  )
}
