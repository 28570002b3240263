import { ActionError } from './errors.ts'
import type { GitEvent } from './event.ts'
import type { BuildPlan } from './image/arguments.ts'
import { computeLabels, type Labels } from './image/labels.ts'
import { computeTags } from './image/tags.ts'
import type { Inputs } from './inputs/inputs.ts'
import { quoted } from './quoted.ts'

/** Everything that follows from inputs and event, decided before anything is done. */
export type Plan = Readonly<{
  sha: string
  tags: readonly string[]
  /** The same tags in the order in which they are put. */
  putOrder: readonly string[]
  version: string | undefined
  labels: Labels
  build: BuildPlan
  /** A folder to build from, or undefined where a Git URL is. */
  contextFolder: string | undefined
  candidateTag: string
}>

type Circumstances = Readonly<{
  /** Makes the candidate tag of every run, attempt and step another one. */
  nonce: string
  sourceDateEpoch: string | undefined
  resolve: (path: string) => string
}>

/** @throws ActionError NO_TAGS where tags are asked for and the rules give none */
export function makePlan(inputs: Inputs, event: GitEvent, circumstances: Circumstances): Plan {
  const { sha, image } = inputs
  const { names, putOrder, version } = computeTags(inputs.tags.rules, { event, sha })
  if (names.length === 0 && inputs.tags.rules.length > 0 && inputs.intent === 'release') throw noTags(event)
  const labels = computeLabels(
    { event, sha, version, sourceDateEpoch: circumstances.sourceDateEpoch },
    image.labels,
  )
  const contextFolder =
    image.context.kind === 'folder' ? circumstances.resolve(image.context.path) : undefined
  const file =
    image.file !== undefined && contextFolder !== undefined ? circumstances.resolve(image.file) : image.file
  const { target, platforms, buildArguments, provenance, noCache, pull } = image
  const context =
    image.context.kind === 'folder' ? circumstances.resolve(image.context.path) : image.context.url
  return {
    sha,
    tags: names,
    putOrder,
    version,
    labels,
    contextFolder,
    build: { context, file, target, platforms, buildArguments, labels, provenance, noCache, pull },
    candidateTag: `${inputs.tags.candidatePrefix}${event.run.id}-${event.run.attempt}-${circumstances.nonce}`,
  }
}

function noTags(event: GitEvent): ActionError {
  return new ActionError({
    code: 'NO_TAGS',
    sentence: `The input tags gives no tag for the event ${event.name} on ${event.ref.kind} ${quoted(event.ref.name)}.`,
    hint: 'Add a rule that always gives one, such as type=sha, or `tags: none` for an image that is meant to have none.',
  })
}
