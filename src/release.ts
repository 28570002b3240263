import { notice } from '@actions/core'
import type { Run } from './context.ts'
import type { Deployment } from './deployment.ts'
import type { Registry } from './entrance.ts'
import type { Image } from './image/pushed.ts'
import { readTwin } from './obtain.ts'
import type { Learn } from './outcome.ts'
import { opens } from './scan/gate.ts'
import * as step from './steps.ts'
import { foreseeTags, publish, putDeployedTag, type Tagged } from './tagging.ts'

/** From an image in the registry to its end: judged, tagged and deployed in the order that `tag-after` says. */
export type Release = Readonly<{
  run: Run
  registry: Registry
  deployment: Deployment | undefined
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
  })
  await releaseOne(release, twin, false)
}

/** @returns what ended it early, if anything */
async function releaseOne(release: Release, image: Image, mayAdopt: boolean): Promise<Tagged | undefined> {
  const { run, registry, learn } = release
  const { tagAfter } = run.inputs.tags
  const tag = () => publish(run, registry, image, { mayAdopt, learn })
  const early = tagAfter === 'push' ? await tag() : undefined
  if (early !== undefined && early.kind !== 'tagged') return early
  if (!opens(await step.gate(run, registry, image, learn))) return undefined
  const tagged = tagAfter === 'gate' ? await tag() : undefined
  if (tagged !== undefined && tagged.kind !== 'tagged') return tagged
  // What is deployed must be what gets the tags afterwards.
  const inTheWay =
    tagAfter === 'deploy' ? await foreseeTags(run, registry, image, { mayAdopt, learn }) : undefined
  if (inTheWay !== undefined) return inTheWay
  if (!(await rollOut(release, image))) return undefined
  return tagAfter === 'deploy' ? publish(run, registry, image, { mayAdopt: false, learn }) : undefined
}

/** @returns whether nothing keeps the tags of a deployed image from being put */
async function rollOut({ run, registry, deployment, learn }: Release, image: Image): Promise<boolean> {
  if (deployment === undefined) return true
  const { rollOut: roll } = await import('./deployment.ts')
  const ending = await roll(deployment, registry, image, learn)
  if (ending === 'successful' || ending === 'no-change') {
    await putDeployedTag(run, registry, image, learn)
    return true
  }
  if (ending === 'not-waited' && run.inputs.tags.deployedTag !== undefined)
    notice('deployed-tag was not put: with `wait: false` it is not known whether the image is deployed.')
  return ending === 'not-waited'
}
