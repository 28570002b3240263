import { createHash } from 'node:crypto'
import type { BuildPlan } from './arguments.ts'

/** The label in which an image carries what it was built from. */
export const fingerprintLabel = 'slipway.fingerprint'

export const revisionLabel = 'org.opencontainers.image.revision'
export const createdLabel = 'org.opencontainers.image.created'

type Parts = Pick<
  BuildPlan,
  'context' | 'target' | 'platforms' | 'buildArguments' | 'buildContexts' | 'provenance' | 'sbom'
>

/** As the user gave it, before anything is filled in: the workspace is another folder on every runner. */
type Given = Readonly<{
  /** Its text; without it (a Git URL) nothing can be proven. */
  dockerfile: string
  ignoreFile: string
  context: string
  labels: readonly string[]
  annotations: readonly string[]
  /** Their ids: a secret that is missing may change what a build does. */
  secrets: readonly string[]
}>

/**
 * What makes two builds of one commit the same build: the Dockerfile and everything that the workflow says of it and
 * that changes the image. Computed labels are left out, since the same image serves a branch and a git tag.
 */
export function fingerprintOf(plan: Parts, given: Given): string {
  const contents = [
    plan.target ?? '',
    plan.platforms,
    plan.buildArguments,
    plan.buildContexts,
    plan.provenance,
    plan.sbom,
    [given.dockerfile, given.ignoreFile, given.context],
    [given.labels, given.annotations, given.secrets],
  ]
  return createHash('sha256').update(JSON.stringify(contents)).digest('hex').slice(0, 32)
}
