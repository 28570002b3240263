import { warning } from '@actions/core'
import type { ECRClient } from '@aws-sdk/client-ecr'
import { failureOf } from './errors.ts'
import type { GitEvent } from './event.ts'
import { hasTokenEndpoint } from './identity/id-token.ts'
import { identify, roleOf } from './identity/identity.ts'
import { build, checkSources, pushedDigest, removeLocalCopy } from './image/build.ts'
import { checkBuilder } from './image/builder.ts'
import { checkCheckout } from './image/checkout.ts'
import { type Pushed, readPushed } from './image/pushed.ts'
import type { Inputs } from './inputs/inputs.ts'
import { type CredentialSource, ecrClient } from './lib/aws.ts'
import { say, stage } from './lib/log.ts'
import type { Learn } from './outcome.ts'
import type { Plan } from './plan.ts'
import { removeCandidate } from './registry/candidate.ts'
import type { Login } from './registry/docker-config.ts'
import { authorize, type DockerAccess, prepareDocker } from './registry/login.ts'
import { promote, tagged } from './registry/promote.ts'
import { describeRepository, type Repository } from './registry/repository.ts'
import { judge, type Verdict } from './scan/gate.ts'
import { awaitFindings } from './scan/wait.ts'

/** What every step knows. */
export type Run = Readonly<{
  inputs: Inputs
  event: GitEvent
  plan: Plan
  env: Readonly<Record<string, string | undefined>>
  privateFolder: string
  signal: AbortSignal
  /** Divides waiting times; 1 outside of tests and the demo. */
  pace: number
  /** Paths of inputs are relative to the workspace. */
  resolve: (path: string) => string
}>

/** The registry that a run works with, found and readable. */
export type Registry = Readonly<{ ecr: ECRClient; repository: Repository; credentials: CredentialSource }>

/** Docker with a login, and whether its builder keeps a copy of what it pushes. */
export type Docker = DockerAccess & Readonly<{ keepsCopy: boolean }>

export function checkFiles({ plan, event }: Run): void {
  checkSources(plan.build, plan.contextFolder === undefined)
  if (plan.contextFolder === undefined) return
  checkCheckout(plan.contextFolder, { sha: plan.sha, event: event.sha, pullRequestHead: event.headSha })
}

/** Whether a role, a region and the runner's token endpoint are all there. */
export function canAssumeRole({ inputs: { identity }, env }: Run): boolean {
  return identity.role !== undefined && identity.region !== undefined && hasTokenEndpoint(env)
}

export function enter(run: Run, learn: Learn): Promise<Registry> {
  const { identity, repository: wanted } = run.inputs
  return stage(`Identify and find the repository ${wanted.name}`, async () => {
    const region = identity.region ?? ''
    const credentials = await identify({
      ...run,
      region,
      role: identity.role && roleOf(identity.role, run.event),
    })
    const ecr = ecrClient({ region, credentials, signal: run.signal })
    const repository = await describeRepository(ecr, wanted, region)
    learn({ repository })
    say(`The repository is ${repository.uri}.`)
    return { ecr, repository, credentials }
  })
}

/** The registry's password. Asked for once everything that can be read is read. */
export function authorizeAt({ ecr, repository }: Registry): Promise<Login> {
  return authorize(ecr, repository.host)
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
    const { sentence, hint } = failureOf(error)
    warning(`Building without a login to ECR. ${sentence} ${hint}`)
    return undefined
  }
}

/** One private Docker configuration for all docker processes of the run, and a builder that can do what is asked. */
export function prepareBuild(run: Run, login: Login | undefined): Promise<Docker> {
  return stage('Log in and check the builder', async () => {
    const docker = prepareDocker(login, run.privateFolder, run.env)
    const keepsCopy = await checkBuilder(run.plan.build, { ...docker, signal: run.signal })
    return { ...docker, keepsCopy }
  })
}

export async function buildWithoutPushing(run: Run, docker: Docker, learn: Learn): Promise<void> {
  await stage(`Build ${run.plan.build.context} without pushing`, () =>
    build(run.plan.build, undefined, { ...run, ...docker }),
  )
  learn({ built: true })
}

export function pushCandidate(run: Run, registry: Registry, docker: Docker, learn: Learn): Promise<Pushed> {
  const { ecr, repository } = registry
  const tag = run.plan.candidateTag
  const reference = `${repository.uri}:${tag}`
  return stage(`Build ${run.plan.build.context} and push ${reference}`, async () => {
    try {
      await build(run.plan.build, reference, { ...run, ...docker })
    } finally {
      if (docker.keepsCopy) await removeLocalCopy(reference, { ...run, ...docker })
    }
    learn({ built: true, candidateTag: tag })
    const digest = pushedDigest(run.privateFolder)
    learn({ digest })
    const platform = run.plan.build.platforms[0] ?? 'the image'
    const pushed = await readPushed(ecr, repository, { digest, platform }, run)
    learn({ pushed })
    say(`Pushed ${repository.uri}@${digest}`)
    return pushed
  })
}

export async function gate(run: Run, registry: Registry, pushed: Pushed, learn: Learn): Promise<Verdict> {
  const verdict =
    run.inputs.gate.mode === 'off' ? ({ kind: 'skipped' } as const) : await scan(run, registry, pushed, learn)
  learn({ verdict })
  return verdict
}

function scan(run: Run, { ecr, repository }: Registry, pushed: Pushed, learn: Learn): Promise<Verdict> {
  const policy = run.inputs.gate
  return stage(`Wait for the scan of ${pushed.manifest.digest}`, async () => {
    const wait = { timeoutMinutes: policy.scanTimeoutMinutes, signal: run.signal, pace: run.pace }
    const report = await awaitFindings(ecr, repository, pushed.platforms, wait)
    learn({ scan: report })
    return judge(report, policy)
  })
}

/** @returns whether the image has all its tags */
export function publish(
  run: Run,
  { ecr, repository }: Registry,
  pushed: Pushed,
  learn: Learn,
): Promise<boolean> {
  return stage(`Tag ${repository.uri}@${pushed.manifest.digest}`, async () => {
    const promotion = await promote(ecr, repository, pushed.manifest, run.plan.putOrder)
    learn({ promotion })
    run.signal.throwIfAborted()
    if (promotion.refused !== undefined) return false
    if (run.plan.tags.length === 0) return true
    const image = {
      digest: pushed.manifest.digest,
      candidateTag: run.plan.candidateTag,
      tags: tagged(promotion),
    }
    learn({ candidateRemoved: await removeCandidate(ecr, repository, image) })
    run.signal.throwIfAborted()
    return true
  })
}
