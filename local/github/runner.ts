import { setTimeout as sleep } from 'node:timers/promises'
import { interrupt } from './child.ts'
import { resolveInputs, type StepInputs } from './inputs.ts'
import { findLeftovers, type Job, prepareJob, removeJob } from './job.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { createTrigger } from './moment.ts'
import { endOrphans, findOrphans } from './orphans.ts'
import { type Phase, startPhase } from './phase.ts'
import type { Orphan, PhaseResult, RunOptions, RunResult } from './records.ts'

const githubGrace = { termMs: 7500, killMs: 2500 }

/** Runs an action folder as GitHub's runner runs one step of a job and the post step after it. */
export async function runAction(options: RunOptions): Promise<RunResult> {
  const manifest = await readManifest(options.action)
  const job = await prepareJob(options)
  try {
    return await runJob(options, manifest, job)
  } catch (error) {
    endOrphans(await findOrphans(job.tracking))
    await removeJob(job.root)
    throw error
  }
}

async function runJob(options: RunOptions, manifest: Manifest, job: Job): Promise<RunResult> {
  const inputs = resolveInputs(manifest, options.inputs ?? {}, job.contexts)
  const { phase, cancelled } = await runMain(options, manifest, job, inputs)
  const mainFailed =
    phase.log.failed() || (!phase.child.running() && (await phase.child.ended).exitCode !== 0)
  const mainConclusion = cancelled ? 'cancelled' : mainFailed ? 'failure' : 'success'
  const state = Object.fromEntries(job.state)
  const post = postWanted(options, manifest, mainConclusion)
    ? await runPost(options, manifest.post, job, inputs)
    : undefined
  // Only in a container job may main still run here.
  const mainOutlivedPost = phase.child.running()
  const main = await phase.result()
  const orphans = await settle(job)
  const trailer = endOrphans(orphans).map((line) => job.masker.mask(line))
  for (const line of trailer) options.echo?.(line)
  return {
    main,
    post: post?.result,
    conclusion: mainConclusion === 'success' && post?.failed ? 'failure' : mainConclusion,
    state,
    mainOutlivedPost,
    orphans,
    undeclared: inputs.undeclared,
    pid: phase.child.pid,
    log: [main.log, post?.result.log ?? '', ...trailer.map((line) => `${line}\n`)].join(''),
    ...(await describe(job)),
  }
}

type MainRun = Readonly<{ phase: Phase; cancelled: boolean }>

async function runMain(
  options: RunOptions,
  manifest: Manifest,
  job: Job,
  inputs: StepInputs,
): Promise<MainRun> {
  const cancel = createTrigger(options.cancel)
  const kill = createTrigger(options.kill)
  const phase = await startPhase(options, job, {
    name: 'main',
    script: manifest.main,
    inputs,
    outputs: job.outputs,
    state: job.state,
    onLine(line) {
      options.echo?.(line)
      cancel.line(line)
      kill.line(line)
    },
  })
  options.onMainStart?.(phase.child.pid)
  cancel.start()
  kill.start()
  void kill.reached.then(() => phase.child.signal('SIGKILL'))
  await Promise.race([phase.child.ended, cancel.reached])
  const cancelled = cancel.fired()
  if (cancelled && !options.container) await interrupt(phase.child, options.grace ?? githubGrace)
  if (!options.container || !cancelled) await phase.child.ended
  cancel.stop()
  if (!phase.child.running()) kill.stop()
  await phase.collect()
  if (cancelled) phase.log.annotate('error', 'The operation was canceled.')
  return { phase, cancelled }
}

function postWanted(options: RunOptions, manifest: Manifest, main: RunResult['conclusion']): boolean {
  if (manifest.post === undefined || options.skipPost) return false
  switch (manifest.postIf) {
    case 'always()':
      return true
    case 'success()':
      return main === 'success'
    case 'failure()':
      return main === 'failure'
    case 'cancelled()':
      return main === 'cancelled'
    default:
      throw new Error(`post-if: '${manifest.postIf}' is not modelled here`)
  }
}

type PostRun = Readonly<{ result: PhaseResult; failed: boolean }>

async function runPost(
  options: RunOptions,
  script: string | undefined,
  job: Job,
  inputs: StepInputs,
): Promise<PostRun | undefined> {
  if (script === undefined) return undefined
  const phase = await startPhase(options, job, {
    name: 'post',
    script,
    inputs,
    // A post step has no name in `steps`, so its outputs are lost; so is its state.
    outputs: new Map(),
    state: new Map(),
    onLine: (line) => options.echo?.(line),
  })
  const { exitCode } = await phase.child.ended
  await phase.collect()
  return { result: await phase.result(), failed: phase.log.failed() || exitCode !== 0 }
}

/** A child that main has just killed may need a moment to go. */
async function settle(job: Job): Promise<readonly Orphan[]> {
  const first = await findOrphans(job.tracking)
  if (first.length === 0) return first
  await sleep(300)
  return findOrphans(job.tracking)
}

type JobPart = Pick<
  RunResult,
  'outputs' | 'jobOutputs' | 'summary' | 'env' | 'path' | 'root' | 'temp' | 'home'
> &
  Pick<RunResult, 'masks' | 'secrets' | 'leftovers' | 'dispose'>

async function describe(job: Job): Promise<JobPart> {
  const outputs = [...job.outputs]
  return {
    outputs: Object.fromEntries(outputs),
    jobOutputs: Object.fromEntries(outputs.filter(([, value]) => job.masker.mask(value) === value)),
    summary: job.summaries.join(''),
    env: Object.fromEntries(job.env),
    path: job.path,
    root: job.root,
    temp: job.temp,
    home: job.home,
    masks: job.masker.values(),
    secrets: job.secrets,
    leftovers: await findLeftovers(job.temp),
    dispose: () => removeJob(job.root),
  }
}
