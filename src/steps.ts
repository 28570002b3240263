import type { Run } from './context.ts'
import type { PrivateRegistry, Registry } from './entrance.ts'
import { build, checkSources, pushedDigest, removeLocalCopy } from './image/build.ts'
import { checkBuilder } from './image/builder.ts'
import { checkCheckout } from './image/checkout.ts'
import { type Pushed, readPushed } from './image/pushed.ts'
import { say, stage } from './lib/log.ts'
import type { Learn } from './outcome.ts'
import { removeCandidate, type TaggedImage, untaggingIn } from './registry/candidate.ts'
import type { Login } from './registry/docker-config.ts'
import { type DockerAccess, prepareDocker } from './registry/login.ts'
import { type Promotion, promote, tagged } from './registry/promote.ts'
import { judge, type Verdict } from './scan/gate.ts'
import { awaitFindings } from './scan/wait.ts'

/** Docker with a login, and whether its builder keeps a copy of what it pushes. */
export type Docker = DockerAccess & Readonly<{ keepsCopy: boolean }>

export function checkFiles({ plan, event }: Run): void {
  checkSources(plan.build, plan.contextFolder === undefined)
  if (plan.contextFolder === undefined) return
  checkCheckout(plan.contextFolder, { sha: plan.sha, event: event.sha, pullRequestHead: event.headSha })
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
  const { repository } = registry
  const tag = run.plan.candidateTag
  const reference = `${repository.uri}:${tag}`
  return stage(`Build ${run.plan.build.context} and push ${reference}`, async () => {
    try {
      await build(run.plan.build, reference, { ...run, ...docker, isPublic: registry.kind === 'public' })
    } finally {
      if (docker.keepsCopy) await removeLocalCopy(reference, { ...run, ...docker })
    }
    learn({ built: true, candidateTag: tag })
    const digest = pushedDigest(run.privateFolder)
    learn({ digest })
    const platform = run.plan.build.platforms[0] ?? 'the image'
    const pushed = await readBack(run, registry, docker, { digest, platform })
    learn({ pushed })
    say(`Pushed ${repository.uri}@${digest}`)
    return pushed
  })
}

async function readBack(
  run: Run,
  registry: Registry,
  docker: Docker,
  image: Readonly<{ digest: string; platform: string }>,
): Promise<Pushed> {
  if (registry.kind === 'private') return readPushed(registry.ecr, registry.repository, image, run)
  const { readPublicPushed } = await import('./image/public.ts')
  return readPublicPushed(registry.repository, image, { ...run, ...docker })
}

export async function gate(run: Run, registry: Registry, pushed: Pushed, learn: Learn): Promise<Verdict> {
  // The inputs refuse a gate for ECR Public, which scans nothing.
  const verdict =
    run.inputs.gate.mode === 'off' || registry.kind === 'public'
      ? ({ kind: 'skipped' } as const)
      : await scan(run, registry, pushed, learn)
  learn({ verdict })
  return verdict
}

function scan(
  run: Run,
  { ecr, repository }: PrivateRegistry,
  pushed: Pushed,
  learn: Learn,
): Promise<Verdict> {
  const policy = run.inputs.gate
  return stage(`Wait for the scan of ${pushed.manifest.digest}`, async () => {
    const wait = { timeoutMinutes: policy.scanTimeoutMinutes, signal: run.signal, pace: run.pace }
    const report = await awaitFindings(ecr, repository, pushed.platforms, wait)
    learn({ scan: report })
    return judge(report, policy)
  })
}

/** @returns whether the image has all its tags */
export function publish(run: Run, registry: Registry, pushed: Pushed, learn: Learn): Promise<boolean> {
  const { repository } = registry
  const { digest } = pushed.manifest
  return stage(`Tag ${repository.uri}@${digest}`, async () => {
    const to = await tagging(registry)
    const promotion = await to.promote(pushed, run.plan.putOrder)
    learn({ promotion })
    run.signal.throwIfAborted()
    if (promotion.refused !== undefined) return false
    if (run.plan.tags.length === 0) return true
    const image = { digest, candidateTag: run.plan.candidateTag, tags: tagged(promotion) }
    learn({ candidateRemoved: await to.untag(image) })
    run.signal.throwIfAborted()
    return true
  })
}

type Tagging = Readonly<{
  promote: (pushed: Pushed, tags: readonly string[]) => Promise<Promotion>
  untag: (image: TaggedImage) => Promise<boolean>
}>

async function tagging(registry: Registry): Promise<Tagging> {
  const { repository } = registry
  if (registry.kind === 'private') {
    const { ecr } = registry
    return {
      promote: ({ manifest }, tags) => promote(ecr, repository, manifest, tags),
      untag: (image) => removeCandidate(image, untaggingIn(ecr, repository)),
    }
  }
  const { promotePublic, removePublicCandidate } = await import('./registry/public.ts')
  return {
    promote: ({ manifest }, tags) => promotePublic(registry.api, repository, manifest, tags),
    untag: (image) => removePublicCandidate(registry.api, repository, image),
  }
}
