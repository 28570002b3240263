import { warning } from '@actions/core'
import type { Run } from './context.ts'
import type { PrivateRegistry, Registry } from './entrance.ts'
import { ActionError } from './errors.ts'
import { registryCaches } from './image/cache.ts'
import { readExisting } from './image/existing.ts'
import { revisionLabel } from './image/fingerprint.ts'
import { type Existing, takenBy } from './image/kinship.ts'
import { quoted } from './quoted.ts'
import { checkKey } from './registry/key.ts'
import type { Repository } from './registry/repository.ts'
import { isImmutable } from './registry/settings.ts'
import { readScanning, type Scanning, unknownScanning } from './scan/coverage.ts'

/** `existing`: what the tags of the plan name already. */
type Preflight = Readonly<{ existing: readonly Existing[]; scanning: Scanning }>

/** Reads what must fail so that it fails now, in seconds, and not after the build. */
export async function preflight(run: Run, registry: Registry): Promise<Preflight> {
  const found = await preflightReads(run, registry)
  const isPushed = run.inputs.source.kind !== 'stored'
  if (isPushed && registry.kind === 'private' && registry.settings !== undefined)
    await checkKey(registry.ecr, registry.repository, registry.settings)
  return found
}

/** The part of the preflight that a dry run may do, too: nothing is begun. */
export async function preflightReads(run: Run, registry: Registry): Promise<Preflight> {
  if (registry.kind === 'public') return { existing: [], scanning: unknownScanning }
  const { ecr, repository } = registry
  const { gate, dryRun, intent } = run.inputs
  const existing = intent === 'release' ? await readTags(run, registry) : []
  const scanning = gate.mode === 'off' ? unknownScanning : await readScanning(ecr, repository, gate, dryRun)
  return { existing, scanning }
}

async function readTags(run: Run, registry: PrivateRegistry): Promise<readonly Existing[]> {
  const { ecr, repository, settings, known } = registry
  if (settings === undefined) return []
  const { deployedTag } = run.inputs.tags
  const isDeployed = run.inputs.deploy.kind !== 'none'
  if (isDeployed && deployedTag !== undefined && isImmutable(settings.mutability, deployedTag))
    throw deployedTagImmutable(repository, deployedTag)
  warnOfFixedCaches(run, registry)
  const existing = await readExisting(ecr, repository, run.plan.putOrder, { known, signal: run.signal })
  // Whether a stored or local image is another one than the tag's shows when its digest is known, and costs no build.
  const isTaken = (tag: string) => isImmutable(settings.mutability, tag)
  const taken =
    run.inputs.source.kind === 'build' ? takenBy(existing, run.plan.build.labels, isTaken) : undefined
  if (taken !== undefined) throw tagTaken(repository, taken, run.plan.sha)
  return existing
}

function tagTaken(repository: Repository, { tag, digest, labels }: Existing, sha: string): ActionError {
  const commit = labels?.[revisionLabel]
  const whose =
    commit === undefined
      ? 'does not say of which commit it is'
      : commit === sha
        ? 'is of this commit, but was built from another Dockerfile, target, platforms or arguments'
        : `is of the commit ${quoted(commit)}`
  return new ActionError({
    code: 'IMMUTABLE_TAG_TAKEN',
    sentence: `The tag ${tag} of ${repository.name} is immutable and names another image, ${digest}, which ${whose}; nothing was built.`,
    hint:
      commit === sha
        ? 'Build with what it was built from, give what differs tags of its own (a suffix), or exclude this tag from the immutability of the repository.'
        : "Release under tags that are this commit's alone, such as type=sha, or exclude this tag from the immutability of the repository.",
  })
}

function deployedTagImmutable({ name }: Repository, tag: string): ActionError {
  return new ActionError({
    code: 'IMMUTABLE_TAG_TAKEN',
    sentence: `The deployed-tag ${tag} moves with every deploy, but tags of its name are immutable in ${name}; nothing was built.`,
    hint: 'Exclude this tag from the immutability of the repository, or leave deployed-tag out.',
  })
}

/** The first export of a cache makes its tag, and every later one moves it. */
function warnOfFixedCaches({ plan }: Run, { repository, settings }: PrivateRegistry): void {
  const ours = registryCaches(plan.build.cacheTo).filter(
    (one) => one.host === repository.host && one.repository === repository.name,
  )
  const fixed = ours.filter(({ tag }) => settings !== undefined && isImmutable(settings.mutability, tag))
  for (const { tag } of fixed) {
    warning(
      `cache-to names the tag ${tag} of ${repository.name}, where such tags are immutable: the cache can be written once and never again. Use another repository for it, or exclude the tag from immutability.`,
    )
  }
}
