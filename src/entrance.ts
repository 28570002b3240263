import { warning } from '@actions/core'
import type { ECRClient } from '@aws-sdk/client-ecr'
import type { ECRPUBLICClient } from '@aws-sdk/client-ecr-public'
import { canAssumeRole, registryIdentity } from './access.ts'
import type { Run } from './context.ts'
import { failureOf } from './errors.ts'
import { checkTaken } from './image/taken.ts'
import { type CredentialSource, ecrClient } from './lib/aws.ts'
import { say, stage } from './lib/log.ts'
import { poll } from './lib/poll.ts'
import type { Learn } from './outcome.ts'
import { warnOfDifferences } from './registry/compare.ts'
import type { Login } from './registry/docker-config.ts'
import { checkKey } from './registry/key.ts'
import { authorize, ownHost } from './registry/login.ts'
import { hostOf, type PrivateReference, type PublicReference } from './registry/reference.ts'
import {
  describeRepository,
  type FoundRepository,
  mismatch,
  notFound,
  type Repository,
} from './registry/repository.ts'
import { isImmutable, type RepositorySettings } from './registry/settings.ts'
import { templateAccount } from './registry/template.ts'
import { checkCoverage } from './scan/coverage.ts'

// The way in: credentials, the repository, and what of AWS can be known before the build.

/** The registry that a run works with, found and readable. */
export type Registry = PrivateRegistry | PublicRegistry

export type PrivateRegistry = Readonly<{
  kind: 'private'
  ecr: ECRClient
  repository: Repository
  /** Missing for a repository that the push will make. */
  settings: RepositorySettings | undefined
  credentials: CredentialSource
}>

export type PublicRegistry = Readonly<{
  kind: 'public'
  api: ECRPUBLICClient
  repository: Repository
  credentials: CredentialSource
}>

export function enter(run: Run, learn: Learn): Promise<Registry> {
  const { reference } = run.inputs.repository
  return stage(`Identify and find the repository ${reference.name}`, async () => {
    const credentials = await registryIdentity(run)
    const registry =
      reference.kind === 'private'
        ? await enterPrivate(run, reference, credentials)
        : await enterPublic(run, reference, credentials)
    learn({ repository: registry.repository })
    say(`The repository is ${registry.repository.uri}.`)
    return registry
  })
}

async function enterPrivate(
  run: Run,
  reference: PrivateReference,
  credentials: CredentialSource,
): Promise<Registry> {
  const region = run.inputs.identity.region ?? ''
  const ecr = ecrClient({ ...run, region, credentials })
  const found = await findRepository(run, ecr, reference, region)
  return { kind: 'private', ecr, ...found, credentials }
}

async function enterPublic(
  run: Run,
  reference: PublicReference,
  credentials: CredentialSource,
): Promise<Registry> {
  const [{ ecrPublicClient }, { describePublic }] = await Promise.all([
    import('./lib/ecr-public.ts'),
    import('./registry/public.ts'),
  ])
  const api = ecrPublicClient({ ...run, credentials })
  return { kind: 'public', api, repository: await describePublic(api, reference), credentials }
}

/** Finds the repository, makes it where that is asked for, or finds that the push will. */
async function findRepository(
  run: Run,
  ecr: ECRClient,
  reference: PrivateReference,
  region: string,
): Promise<FoundRepository> {
  const { create } = run.inputs.repository
  const found = await describeRepository(ecr, reference, region)
  if (found !== undefined && create !== undefined) await warnOfDifferences(ecr, found, create)
  if (found !== undefined) return found
  const changes = run.inputs.intent !== 'build' && !run.inputs.dryRun
  if (create !== undefined && changes) {
    const { createRepository } = await import('./registry/create.ts')
    await createRepository(ecr, reference, create)
    return awaitRepository(run, ecr, reference, region)
  }
  // What the inputs would make is not looked for among the templates.
  if (create !== undefined) throw notFound(reference, region)
  const account = await templateAccount(ecr, reference.name)
  if (account === undefined || (reference.account ?? account) !== account) throw notFound(reference, region)
  const told = await ownHost(ecr)
  const host = hostOf(reference.host, told)
  if (host === undefined) throw mismatch(reference.host ?? '', `${told}/${reference.name}`)
  say(`There is no repository ${reference.name} yet; a creation template makes it with the push.`)
  const repository = { name: reference.name, uri: `${host}/${reference.name}`, host, account }
  return { repository, settings: undefined }
}

const visibleWithinMs = 20_000

async function awaitRepository(
  run: Run,
  ecr: ECRClient,
  reference: PrivateReference,
  region: string,
): Promise<FoundRepository> {
  const options = { delayMs: () => 1_000, limitMs: visibleWithinMs, signal: run.signal, pace: run.pace }
  const result = await poll(() => describeRepository(ecr, reference, region), options)
  if (result.kind === 'done') return result.value
  throw notFound(reference, region)
}

/** Reads what must fail so that it fails now, in seconds, and not after the build. */
export async function preflight(run: Run, registry: Registry): Promise<void> {
  await preflightReads(run, registry)
  if (registry.kind === 'private' && registry.settings !== undefined)
    await checkKey(registry.ecr, registry.repository, registry.settings)
}

/** The part of the preflight that a dry run may do, too: nothing is begun. */
export async function preflightReads(run: Run, registry: Registry): Promise<void> {
  if (registry.kind === 'public') return
  const { ecr, repository, settings } = registry
  if (settings !== undefined && run.inputs.intent === 'release') {
    const immutableTags = run.plan.tags.filter((tag) => isImmutable(settings.mutability, tag))
    await checkTaken(ecr, repository, { immutableTags, labels: run.plan.labels }, run.signal)
  }
  if (run.inputs.gate.mode === 'enforce') await checkCoverage(ecr, repository, run.inputs.dryRun)
}

/** The registry's password. Asked for once everything that can be read is read. */
export async function authorizeAt(registry: Registry): Promise<Login> {
  const { host } = registry.repository
  if (registry.kind === 'private') return authorize(registry.ecr, host)
  const { authorizePublic } = await import('./registry/public.ts')
  return authorizePublic(registry.api, host)
}

/**
 * For a build without a push: where a role can be assumed, its login serves private base images. What refuses that
 * is no reason to fail, since most builds need none. Never for code of strangers.
 */
export async function tryToAuthorize(run: Run, learn: Learn): Promise<Login | undefined> {
  const isStrangers = ['fork', 'pull-request-target', 'other'].includes(run.event.kind)
  if (isStrangers || !canAssumeRole(run)) return undefined
  try {
    return await authorizeAt(await enter(run, learn))
  } catch (error) {
    run.signal.throwIfAborted()
    const { code, sentence, hint } = failureOf(error)
    if (code === 'REPOSITORY_NOT_FOUND' && run.inputs.repository.create !== undefined) {
      say('The repository is made with the first release; building without a login to it.')
      return undefined
    }
    warning(`Building without a login to ECR. ${sentence} ${hint}`)
    return undefined
  }
}
