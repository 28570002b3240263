import { warning } from '@actions/core'
import type { ECRClient } from '@aws-sdk/client-ecr'
import type { ECRPUBLICClient } from '@aws-sdk/client-ecr-public'
import { canAssumeRole, registryIdentity } from './access.ts'
import type { Run } from './context.ts'
import { failureOf } from './errors.ts'
import type { KnownLabels } from './image/existing.ts'
import { type CredentialSource, ecrClient } from './lib/aws.ts'
import { digestsOf } from './lib/images.ts'
import { say, stage } from './lib/log.ts'
import { poll } from './lib/poll.ts'
import type { Learn } from './outcome.ts'
import { warnOfDifferences } from './registry/compare.ts'
import type { Login } from './registry/docker-config.ts'
import { authorize, ownHost } from './registry/login.ts'
import { type Digest, hostOf, type PrivateReference, type PublicReference } from './registry/reference.ts'
import {
  describeRepository,
  type FoundRepository,
  mismatch,
  notFound,
  type Repository,
} from './registry/repository.ts'
import type { RepositorySettings } from './registry/settings.ts'
import { templateAccount } from './registry/template.ts'

// The way in: credentials, the repository and its login.

/** The registry that a run works with, found and readable. */
export type Registry = PrivateRegistry | PublicRegistry

export type PrivateRegistry = Readonly<{
  kind: 'private'
  ecr: ECRClient
  repository: Repository
  /** Missing for a repository that the push will make. */
  settings: RepositorySettings | undefined
  credentials: CredentialSource
  /** Reads what a tag names now. */
  digestOf: DigestOf
  known: KnownLabels
}>

export type PublicRegistry = Readonly<{
  kind: 'public'
  api: ECRPUBLICClient
  repository: Repository
  credentials: CredentialSource
  digestOf: DigestOf
}>

type DigestOf = (tag: string) => Promise<Digest | undefined>

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
  const digestOf: DigestOf = async (tag) => (await digestsOf(ecr, found.repository, [tag])).get(tag)
  return { kind: 'private', ecr, ...found, credentials, digestOf, known: new Map() }
}

async function enterPublic(
  run: Run,
  reference: PublicReference,
  credentials: CredentialSource,
): Promise<Registry> {
  const [{ ecrPublicClient }, { describePublic, publicDigestOf }] = await Promise.all([
    import('./lib/ecr-public.ts'),
    import('./registry/public.ts'),
  ])
  const api = ecrPublicClient({ ...run, credentials })
  const repository = await describePublic(api, reference)
  const digestOf: DigestOf = (tag) => publicDigestOf(api, repository, tag)
  return { kind: 'public', api, repository, credentials, digestOf }
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

/** How a build gets to what it may use of AWS. */
export type Entry = Readonly<{ login: Login; credentials: CredentialSource }>

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
export async function tryToAuthorize(run: Run, learn: Learn): Promise<Entry | undefined> {
  const isStrangers = ['fork', 'pull-request-target', 'other'].includes(run.event.kind)
  if (isStrangers || !canAssumeRole(run)) return undefined
  try {
    const registry = await enter(run, learn)
    return { login: await authorizeAt(registry), credentials: registry.credentials }
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
