import { ActionError } from './errors.ts'
import type { GitEvent } from './event.ts'
import { computeAnnotations } from './image/annotations.ts'
import type { BuildPlan } from './image/arguments.ts'
import { chosenBuilder } from './image/builder-choice.ts'
import { fingerprintLabel, fingerprintOf, revisionLabel } from './image/fingerprint.ts'
import { plainFlavor } from './image/flavor.ts'
import { computeLabels, type Labels } from './image/labels.ts'
import { secretFlags, secretValues } from './image/secrets.ts'
import { type Circumstances, computeTags, type Needs, needsOf } from './image/tags.ts'
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
  /** `level:key=value`; the build gets them only where annotations are asked for. */
  annotations: readonly string[]
  build: BuildPlan
  /** A folder to build from, or undefined where a Git URL is. */
  contextFolder: string | undefined
  candidateTag: string
  /** The tag of the input image, its expressions filled in. */
  storedTag: string | undefined
  /** Whether an image of the same commit and the same inputs may stand in for a build. */
  allowsReuse: boolean
  /** Whether such an image may take the place of this run's own where it holds an immutable tag. */
  allowsAdoption: boolean
  /** What is worth a second look, in words for annotations. */
  warnings: readonly string[]
}>

/** The world around inputs and event, as far as the plan depends on it. */
export type Setting = Readonly<{
  /** Makes the candidate tag of every run, attempt and step another one. */
  nonce: string
  now: Date
  commit: CommitFacts
  env: Readonly<Record<string, string | undefined>>
  resolve: (path: string) => string
  /** Of the machine that this runs on, such as x64. */
  arch: string
  /** The text of a file; undefined where it cannot be read. */
  read: (path: string) => string | undefined
}>

/** What is known of the commit that is released; GitHub is asked for what the event does not tell. */
export type CommitFacts = Readonly<{ time: Date | undefined; defaultBranch: string | undefined }>

/** What rules and labels need of the commit that an event may not tell. */
export function needsOfPlan({ tags, image, source }: Inputs): Needs {
  const stored = source.kind === 'stored' && source.image.kind === 'tag' ? source.image.rules : []
  // The flavor is for tags that are put: the input image names one as it stands.
  const ofStored = needsOf(stored, plainFlavor, [])
  const ofTags = needsOf(tags.rules, tags.flavor, [...image.labels, ...image.annotations])
  return {
    commitTime: ofStored.commitTime || ofTags.commitTime,
    defaultBranch: ofStored.defaultBranch || ofTags.defaultBranch,
  }
}

/**
 * What the event tells. SOURCE_DATE_EPOCH, in seconds since 1970, goes before the commit's own time: it is the convention
 * of reproducible builds.
 */
export function knownFacts({ sha }: Inputs, event: GitEvent, env: Setting['env']): CommitFacts {
  const epoch = /^\d{1,12}$/.test(env.SOURCE_DATE_EPOCH ?? '')
    ? Number(env.SOURCE_DATE_EPOCH) * 1000
    : Number.NaN
  const commit = event.sha === sha ? Date.parse(event.commitTime ?? '') : Number.NaN
  const time = Number.isNaN(epoch) ? commit : epoch
  return { time: Number.isNaN(time) ? undefined : new Date(time), defaultBranch: event.defaultBranch }
}

/**
 * @throws ActionError NO_TAGS where tags are asked for and the rules give none, and what a rule cannot do without:
 * COMMIT_TIME_UNKNOWN, DEFAULT_BRANCH_UNKNOWN
 */
export function makePlan(inputs: Inputs, event: GitEvent, setting: Setting): Plan {
  const { sha, tags: asked } = inputs
  const circumstances: Circumstances = {
    ...{ sha, shaLength: asked.shaLength, now: setting.now, commitTime: setting.commit.time },
    event: { ...event, defaultBranch: setting.commit.defaultBranch },
  }
  const tags = computeTags(asked.rules, asked.flavor, circumstances)
  if (tags.names.length === 0 && asked.rules.length > 0 && inputs.intent === 'release')
    throw noTags(event, tags.warnings)
  const subject = { event, sha, version: tags.version, circumstances }
  const labels = computeLabels(subject, inputs.image.labels)
  const annotations = computeAnnotations(subject, inputs.image.annotations)
  const contextFolder =
    inputs.image.context.kind === 'folder' ? setting.resolve(inputs.image.context.path) : undefined
  return {
    ...{ sha, tags: tags.names, putOrder: tags.putOrder, version: tags.version, warnings: tags.warnings },
    ...{ labels, annotations, contextFolder },
    build: buildPlan(inputs, { labels, annotations, contextFolder }, setting),
    candidateTag: `${asked.candidatePrefix}${event.run.id}-${event.run.attempt}-${setting.nonce}`,
    storedTag: storedTagOf(inputs, circumstances),
    ...standIns(inputs, event, labels[revisionLabel] === sha),
  }
}

/** @throws ActionError INPUT_INVALID where its expressions give nothing for this event */
function storedTagOf({ source }: Inputs, circumstances: Circumstances): string | undefined {
  if (source.kind !== 'stored' || source.image.kind !== 'tag') return undefined
  const { rules } = source.image
  const { version, warnings } = computeTags(rules, plainFlavor, circumstances)
  if (version !== undefined && warnings.length === 0) return version
  throw new ActionError({
    code: 'INPUT_INVALID',
    sentence: `image: ${quoted(source.image.text)} names no tag for this event: ${warnings[0] ?? 'its expressions are empty'}.`,
    hint: 'Name a tag that every event has, such as `:sha-{{sha}}`, or a digest; nothing was built or changed.',
  })
}

type Computed = Pick<Plan, 'labels' | 'annotations' | 'contextFolder'>

function buildPlan({ image }: Inputs, computed: Computed, setting: Setting): BuildPlan {
  const { contextFolder, labels } = computed
  const isLocal = contextFolder !== undefined
  const options = {
    ...image,
    context: image.context.kind === 'folder' ? setting.resolve(image.context.path) : image.context.url,
    file: image.file !== undefined && isLocal ? setting.resolve(image.file) : image.file,
    annotations: image.annotations.length > 0 ? computed.annotations : [],
    sourceDateEpoch: setting.commit.time && String(Math.floor(setting.commit.time.getTime() / 1000)),
    ...secretFlags(image.secrets, setting.resolve),
    hidden: secretValues(image),
    ...chosenBuilder(image.builder, setting.nonce),
  }
  // Only what is computed here may count as proof.
  const { [fingerprintLabel]: _, ...others } = labels
  const dockerfile = isLocal ? dockerfileOf(options.file, contextFolder, setting) : undefined
  if (dockerfile === undefined) return { ...options, labels: others }
  const given = {
    dockerfile,
    ignoreFile: ignoreFileOf(options.file, contextFolder ?? '', setting),
    context: image.context.kind === 'folder' ? image.context.path : image.context.url,
    labels: image.labels,
    annotations: image.annotations,
    secrets: [...image.secrets.values, ...image.secrets.files].map(({ id }) => id),
  }
  const { DOCKER_DEFAULT_PLATFORM, RUNNER_ARCH } = setting.env
  const platforms =
    image.platforms.length > 0 ? image.platforms : [DOCKER_DEFAULT_PLATFORM || RUNNER_ARCH || setting.arch]
  // A name alone stands for the variable of that name, if there is one.
  const buildArguments = image.buildArguments.map((entry) =>
    entry.includes('=') || setting.env[entry] === undefined ? entry : `${entry}=${setting.env[entry]}`,
  )
  const fingerprint = fingerprintOf({ ...options, platforms, buildArguments }, given)
  return { ...options, labels: { ...others, [fingerprintLabel]: fingerprint } }
}

/** The one beside the Dockerfile goes before the one of the context. */
function ignoreFileOf(file: string | undefined, folder: string, { read }: Setting): string {
  const own = read(`${file ?? `${folder}/Dockerfile`}.dockerignore`)
  return own ?? read(`${folder}/.dockerignore`) ?? ''
}

function dockerfileOf(file: string | undefined, folder: string, { read }: Setting): string | undefined {
  return file === undefined ? (read(`${folder}/Dockerfile`) ?? read(`${folder}/dockerfile`)) : read(file)
}

/**
 * Who asks for a fresh build gets one; a schedule's runs are there to pick up what is new in base images. An immutable tag
 * cannot be moved to it all the same.
 * @param isSaid whether the image will say of which commit it is
 */
function standIns(
  { source, image }: Inputs,
  event: GitEvent,
  isSaid: boolean,
): Pick<Plan, 'allowsReuse' | 'allowsAdoption'> {
  const wantsFresh = image.noCache || image.noCacheFilters.length > 0 || image.pull
  const allowsAdoption = source.kind === 'build' && source.reuse && isSaid
  return { allowsAdoption, allowsReuse: allowsAdoption && !wantsFresh && !event.name.includes('schedule') }
}

/** @param reasons what the rules themselves say, such as a git tag that is no version */
function noTags(event: GitEvent, reasons: readonly string[]): ActionError {
  const why = reasons.slice(0, 5).map((one) => ` ${one}`)
  return new ActionError({
    code: 'NO_TAGS',
    sentence: `The input tags gives no tag for the event ${event.name} on ${event.ref.kind} ${quoted(event.ref.name)}.${why.join('')}`,
    hint: 'Add a rule that always gives one, such as type=sha, or `tags: none` for an image that is meant to have none.',
  })
}
