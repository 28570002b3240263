import { notice } from '@actions/core'
import type { Run } from './context.ts'
import type { Deployment } from './deployment.ts'
import type { Registry } from './entrance.ts'
import { ActionError } from './errors.ts'
import type { Image } from './image/pushed.ts'
import { type GateSetup, gate } from './judging.ts'
import { readTwin } from './obtain.ts'
import type { Learn } from './outcome.ts'
import { opens } from './scan/gate.ts'
import { foreseeTags, publish, putDeployedTag, type Tagged } from './tagging.ts'

/** From an image in the registry to its end: judged, tagged and deployed in the order that `tag-after` says. */
export type Release = Readonly<{
  run: Run
  registry: Registry
  deployment: Deployment | undefined
  gateSetup: GateSetup
  learn: Learn
}>

/**
 * Releases an image. Where another run's image of the same build holds an immutable tag by now, that one takes its
 * place, once, and is judged like any other.
 */
export async function releaseImage(release: Release, image: Image): Promise<void> {
  const outcome = await releaseOne(release, image, true)
  if (outcome?.kind !== 'twin') return
  const { run, registry, learn } = release
  const twin = await readTwin(run, registry, { ...outcome, origin: 'adopted' })
  learn({
    image: twin,
    digest: twin.manifest.digest,
    promotion: undefined,
    verdict: undefined,
    scan: undefined,
    baseline: undefined,
    remarks: [],
    gateNotes: [],
  })
  await releaseOne(release, twin, false)
}

/**
 * @returns what ended it early, if anything
 * @throws ActionError OLDER_RELEASE, or what a stage failed with
 */
async function releaseOne(release: Release, image: Image, mayAdopt: boolean): Promise<Tagged | undefined> {
  const { run, registry, gateSetup, learn } = release
  const { tagAfter } = run.inputs.tags
  const tag = () => publish(run, registry, image, { mayAdopt, learn })
  const early = tagAfter === 'push' ? await tag() : undefined
  if (early !== undefined && early.kind !== 'tagged') return early
  if (!opens(await gate(run, registry, gateSetup, image, learn))) return undefined
  // What is deployed must be what gets the tags afterwards.
  const later = () => (tagAfter === 'gate' ? tag() : foreseeTags(run, registry, image, { mayAdopt, learn }))
  const tagged = early ?? (await later())
  if (tagged.kind !== 'tagged') return tagged
  if (!(await rollOut(release, image, tagged.kept))) return undefined
  return tagAfter === 'deploy' ? publish(run, registry, image, { mayAdopt: false, learn }) : undefined
}

/** @returns whether nothing keeps the tags of a deployed image from being put */
async function rollOut(
  { run, registry, deployment, learn }: Release,
  image: Image,
  kept: readonly string[],
): Promise<boolean> {
  if (deployment === undefined) return true
  if (kept.length > 0) throw olderRelease(kept, deployment.order.services)
  const { rollOut: roll } = await import('./rolling.ts')
  const deployed = await roll(run, deployment, registry, image, learn)
  const isRegistered = deployment.order.services.length === 0
  if (deployed === 'done' && !isRegistered) await putDeployedTag(run, registry, image, learn)
  if (deployed === 'unknown' && run.inputs.tags.deployedTag !== undefined)
    notice(
      'deployed-tag was not put: the deploy was not waited for to its end, so it is not known to be done.',
    )
  return deployed === 'done'
}

/** A run that finishes late must not bring an old image back; which one the service runs now, the tags tell. */
function olderRelease(kept: readonly string[], services: readonly string[]): ActionError {
  const tags = kept.slice(0, 5).join(', ')
  return new ActionError({
    code: 'OLDER_RELEASE',
    sentence: `${whatOf(services)} not touched: ${tags} ${kept.length === 1 ? 'names' : 'name'} an image of a later commit already, so this release is an older one.`,
    hint: 'Release the later commit again if that is what should run; with `allow-older: true` tags and service go back to this one.',
  })
}

function whatOf(services: readonly string[]): string {
  const [only, ...others] = services
  if (only === undefined) return 'The task definition was'
  return others.length === 0
    ? `The service ${only} was`
    : `The services ${services.slice(0, 5).join(', ')} were`
}
