import { notice } from '@actions/core'
import type { ECRClient } from '@aws-sdk/client-ecr'
import { ActionError } from './errors.ts'
import type { GitEvent } from './event.ts'
import { hasTokenEndpoint } from './identity/id-token.ts'
import { identify, roleOf } from './identity/identity.ts'
import { build, checkSources, pushedDigest } from './image/build.ts'
import { checkBuilder } from './image/builder.ts'
import { checkCheckout } from './image/checkout.ts'
import { type Pushed, readPushed } from './image/pushed.ts'
import type { Inputs } from './inputs/inputs.ts'
import { ecrClient } from './lib/aws.ts'
import { explain } from './lib/explain.ts'
import { say, stage } from './lib/log.ts'
import type { Learn } from './outcome.ts'
import type { Plan } from './plan.ts'
import { removeCandidate } from './registry/candidate.ts'
import { authorize, type DockerAccess, prepareDocker } from './registry/login.ts'
import { digestsOf, promote, tagged } from './registry/promote.ts'
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
}>

/** The registry that a run works with, found and readable. */
export type Registry = Readonly<{ ecr: ECRClient; repository: Repository }>

export function checkFiles({ plan, event }: Run): void {
  checkSources(plan.build, plan.contextFolder === undefined)
  if (plan.contextFolder === undefined) return
  const others = [event.sha, ...(event.headSha === undefined ? [] : [event.headSha])]
  checkCheckout(plan.contextFolder, { sha: plan.sha, others })
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
    return { ecr, repository }
  })
}

/** For a dry run: without credentials there is still a plan to show. */
export async function tryToEnter(run: Run, learn: Learn): Promise<Registry | undefined> {
  const { role, region } = run.inputs.identity
  if (region === undefined || (role !== undefined && !canAssumeRole(run))) {
    notice('Nothing was read from AWS: this dry run has no credentials.')
    return undefined
  }
  try {
    return await enter(run, learn)
  } catch (error) {
    if (!(error instanceof ActionError && error.code === 'CREDENTIALS_MISSING')) throw error
    notice('Nothing was read from AWS: this dry run has no credentials.')
    return undefined
  }
}

export function showPlan({ plan, inputs }: Run, registry: Registry | undefined): Promise<void> {
  return stage('What this run would do', async () => {
    say(`Build ${plan.build.context} for commit ${plan.sha}`)
    if (inputs.intent === 'build') return say('Push nothing, as this event or the input push says')
    const name = registry?.repository.uri ?? inputs.repository.name
    say(`Push the candidate ${name}:${plan.candidateTag}`)
    say(
      inputs.gate.mode === 'off'
        ? 'Judge nothing: the gate is off'
        : `Judge it at ${inputs.gate.threshold} (gate: ${inputs.gate.mode})`,
    )
    if (inputs.intent === 'candidate') return say('Put no tag, as the input push says')
    const named = registry && (await readTags(registry, plan.tags))
    for (const tag of plan.tags) {
      say(
        `Put ${name}:${tag}${named === undefined ? '' : `, which names ${named.get(tag) ?? 'nothing'} now`}`,
      )
    }
  })
}

async function readTags(
  { ecr, repository }: Registry,
  tags: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (tags.length === 0) return new Map()
  return digestsOf(ecr, repository, tags).catch((error: unknown) => {
    throw explain(error, `the tags of ${repository.name}`)
  })
}

/** One private Docker configuration for all docker processes of the run, and a builder that can do what is asked. */
export function logIn(run: Run, registry: Registry | undefined): Promise<DockerAccess> {
  return stage('Log in and check the builder', async () => {
    const login = registry && (await authorize(registry.ecr, registry.repository.host))
    const docker = prepareDocker(login, run.privateFolder, run.env)
    await checkBuilder(run.plan.build, { ...docker, signal: run.signal })
    return docker
  })
}

export async function buildWithoutPushing(run: Run, docker: DockerAccess, learn: Learn): Promise<void> {
  await stage(`Build ${run.plan.build.context} without pushing`, () =>
    build(run.plan.build, undefined, { ...run, ...docker }),
  )
  learn({ built: true })
}

export function pushCandidate(
  run: Run,
  registry: Registry,
  docker: DockerAccess,
  learn: Learn,
): Promise<Pushed> {
  const { ecr, repository } = registry
  const tag = run.plan.candidateTag
  return stage(`Build ${run.plan.build.context} and push ${repository.uri}:${tag}`, async () => {
    await build(run.plan.build, `${repository.uri}:${tag}`, { ...run, ...docker })
    const digest = pushedDigest(run.privateFolder)
    learn({ built: true, candidate: { tag, digest } })
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

export async function publish(
  run: Run,
  { ecr, repository }: Registry,
  pushed: Pushed,
  learn: Learn,
): Promise<void> {
  await stage(`Tag ${repository.uri}@${pushed.manifest.digest}`, async () => {
    const promotion = await promote(ecr, repository, pushed.manifest, run.plan.tags)
    learn({ promotion })
    run.signal.throwIfAborted()
    if (promotion.refused !== undefined || run.plan.tags.length === 0) return
    const image = {
      digest: pushed.manifest.digest,
      candidateTag: run.plan.candidateTag,
      tags: tagged(promotion),
    }
    learn({ candidateRemoved: await removeCandidate(ecr, repository, image) })
  })
}
