import { notice } from '@actions/core'
import type { Run } from './context.ts'
import type { PrivateRegistry, Registry } from './entrance.ts'
import { readExisting } from './image/existing.ts'
import { revisionLabel } from './image/fingerprint.ts'
import { type Existing, newerOnes, twinOf } from './image/kinship.ts'
import type { Image } from './image/pushed.ts'
import { say, stage } from './lib/log.ts'
import type { Learn } from './outcome.ts'
import { removeCandidate, type TaggedImage, untaggingIn } from './registry/candidate.ts'
import { immutableTag, type Promotion, promote, tagged } from './registry/promote.ts'
import type { Digest } from './registry/reference.ts'
import { isImmutable } from './registry/settings.ts'

/** What became of the tags. `twin`: an immutable tag names another run's image of the same build, which takes ours' place. */
export type Tagged =
  | Readonly<{ kind: 'refused' }>
  /** `kept` are the tags that were left alone, because they name an image of a later commit. */
  | Readonly<{ kind: 'tagged'; kept: readonly string[] }>
  | Readonly<{ kind: 'twin'; digest: Digest; tag: string }>

type Options = Readonly<{ mayAdopt: boolean; learn: Learn }>

/** Puts the tags of the plan on an image, after a fresh look at what they name now. */
export function publish(run: Run, registry: Registry, image: Image, options: Options): Promise<Tagged> {
  const { digest } = image.manifest
  return stage(`Tag ${registry.repository.uri}@${digest}`, async () => {
    const existing = await readNow(run, registry, run.plan.putOrder)
    const twin = options.mayAdopt ? conflictingTwin(run, registry, image, existing) : undefined
    if (twin !== undefined) return { kind: 'twin', ...twin }
    const newer = newerThan(run, registry, image, existing)
    for (const one of newer) sayKept(one)
    const kept = newer.map(({ tag }) => tag)
    const there = existing.filter((one) => one.digest === digest).map(({ tag }) => tag)
    for (const tag of there) say(`${registry.repository.uri}:${tag} names this image already`)
    const order = run.plan.putOrder.filter((tag) => !kept.includes(tag) && !there.includes(tag))
    const done = await promoteIn(registry, image, order)
    const promotion = { ...done, existing: [...there, ...done.existing], kept }
    options.learn({ promotion })
    run.signal.throwIfAborted()
    if (promotion.refused !== undefined)
      return options.mayAdopt ? lateTwin(run, registry, image, promotion) : { kind: 'refused' }
    await removeCandidateOf(run, registry, image, { promotion, learn: options.learn })
    return { kind: 'tagged', kept }
  })
}

/** Puts the moving tag that says what is deployed. */
export function putDeployedTag(run: Run, registry: Registry, image: Image, learn: Learn): Promise<void> {
  const { deployedTag } = run.inputs.tags
  if (deployedTag === undefined) return Promise.resolve()
  return stage(`Tag ${registry.repository.uri}@${image.manifest.digest} as deployed`, async () =>
    learn({ deployedTag: await promoteIn(registry, image, [deployedTag]) }),
  )
}

/**
 * Looks whether the tags could be put now, for a deploy that goes before them: what cannot be tagged is not deployed.
 * @returns what is in the way, or the tags that would be left alone
 */
export async function foreseeTags(
  run: Run,
  registry: Registry,
  image: Image,
  { mayAdopt, learn }: Options,
): Promise<Tagged> {
  const existing = await readNow(run, registry, run.plan.putOrder)
  const twin = mayAdopt ? conflictingTwin(run, registry, image, existing) : undefined
  if (twin !== undefined) return { kind: 'twin', ...twin }
  const isFixed = (tag: string) => registry.kind === 'private' && isImmutableIn(registry, tag)
  const other = existing.find(({ tag, digest }) => isFixed(tag) && digest !== image.manifest.digest)
  if (other === undefined)
    return { kind: 'tagged', kept: newerThan(run, registry, image, existing).map(({ tag }) => tag) }
  const refused = { tag: other.tag, ...immutableTag(other.digest) }
  const untried = run.plan.putOrder.filter((tag) => tag !== other.tag)
  learn({ promotion: { put: [], existing: [], refused, untried } })
  return { kind: 'refused' }
}

async function readNow(run: Run, registry: Registry, tags: readonly string[]): Promise<readonly Existing[]> {
  if (registry.kind === 'public') return []
  const { ecr, repository, known } = registry
  return readExisting(ecr, repository, tags, { known, signal: run.signal })
}

function conflictingTwin(run: Run, registry: Registry, image: Image, existing: readonly Existing[]) {
  if (registry.kind === 'public' || !run.plan.allowsAdoption) return undefined
  const immutable = existing.filter(({ tag }) => isImmutableIn(registry, tag))
  const others = immutable.filter(({ digest }) => digest !== image.manifest.digest)
  const twin = twinOf(others, image.labels, { putOrder: run.plan.putOrder, isImmutable: () => true })
  return twin && { digest: twin.digest, tag: twin.tag }
}

/** Somebody was faster between our look and our put. Only where nothing has a tag of ours yet can theirs take its place. */
async function lateTwin(run: Run, registry: Registry, image: Image, promotion: Promotion): Promise<Tagged> {
  const { refused } = promotion
  if (tagged(promotion).length > 0 || refused?.names === undefined) return { kind: 'refused' }
  const twin = conflictingTwin(run, registry, image, await readNow(run, registry, [refused.tag]))
  return twin === undefined ? { kind: 'refused' } : { kind: 'twin', ...twin }
}

function isImmutableIn({ settings }: PrivateRegistry, tag: string): boolean {
  return settings !== undefined && isImmutable(settings.mutability, tag)
}

/**
 * The moving tags that name an image of a later commit. Only times that are the commits' own are compared, and only for an
 * image that says to be of this run's commit: labels of a base image, or a SOURCE_DATE_EPOCH, tell nothing of order.
 */
function newerThan(
  { inputs, plan, env }: Run,
  registry: Registry,
  image: Image,
  existing: readonly Existing[],
): readonly Existing[] {
  const isOrdered = !env.SOURCE_DATE_EPOCH && image.labels[revisionLabel] === plan.sha
  if (inputs.tags.allowOlder || !isOrdered) return []
  const others = existing.filter(({ digest }) => digest !== image.manifest.digest)
  const moving = others.filter(({ tag }) => registry.kind === 'public' || !isImmutableIn(registry, tag))
  return newerOnes(moving, image.labels)
}

function sayKept({ tag, digest }: Existing): void {
  notice(
    `The tag ${tag} is left alone: it names ${digest}, which is of a later commit. With \`allow-older: true\` it would be turned back.`,
  )
}

async function promoteIn(registry: Registry, { manifest }: Image, tags: readonly string[]) {
  const { repository } = registry
  if (registry.kind === 'private') return promote(registry.ecr, repository, manifest, tags)
  const { promotePublic } = await import('./registry/public.ts')
  return promotePublic(registry.api, repository, manifest, tags)
}

async function removeCandidateOf(
  run: Run,
  registry: Registry,
  { manifest, candidateTag }: Image,
  { promotion, learn }: Readonly<{ promotion: Promotion; learn: Learn }>,
): Promise<void> {
  if (candidateTag === undefined || tagged(promotion).length === 0) return
  const image = { digest: manifest.digest, candidateTag, tags: tagged(promotion) }
  learn({ candidateRemoved: await untag(registry, image, manifest) })
  run.signal.throwIfAborted()
}

async function untag(registry: Registry, image: TaggedImage, manifest: Image['manifest']): Promise<boolean> {
  const { repository } = registry
  if (registry.kind === 'private')
    return removeCandidate(image, untaggingIn(registry.ecr, repository, manifest))
  const { removePublicCandidate } = await import('./registry/public.ts')
  return removePublicCandidate(registry.api, repository, image, manifest)
}
