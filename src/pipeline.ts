import { findBaseline } from './comparison.ts'
import type { Run } from './context.ts'
import * as entrance from './entrance.ts'
import { failureOf } from './errors.ts'
import { readIgnores } from './ignores.ts'
import { gate } from './judging.ts'
import { debugError } from './lib/log.ts'
import { obtain } from './obtain.ts'
import type { Learn, Outcome } from './outcome.ts'
import { preflight } from './preflight.ts'
import { foreseeFiles, showPlan, tryToEnter } from './rehearsal.ts'
import { releaseImage } from './release.ts'
import * as step from './steps.ts'

/** The whole story. Never throws: what is known when a stage fails is in the outcome, together with the failure. */
export async function pipeline(run: Run): Promise<Outcome> {
  const { intent, dryRun } = run.inputs
  const { sarifFile: sarif, reportFile: report } = run.inputs.gate
  const files = { sarif, report }
  let outcome: Outcome = { intent, dryRun, plan: run.plan, files, dockerfile: step.dockerfileOf(run) }
  const learn: Learn = (news) => {
    outcome = { ...outcome, ...news }
  }
  try {
    if (dryRun) await rehearse(run, learn)
    else if (intent === 'build') await buildOnly(run, learn)
    else await release(run, learn)
  } catch (error) {
    debugError(error)
    learn({ failure: failureOf(error) })
  }
  return outcome
}

/** What fails without a build fails first: files, identity, repository, service, builder. */
async function release(run: Run, learn: Learn): Promise<void> {
  step.checkFiles(run)
  const ignores = await readIgnores(run)
  const registry = await entrance.enter(run, learn)
  const { existing, scanning } = await preflight(run, registry)
  const gateSetup = { scanning, ignores, compared: await findBaseline(run, registry) }
  const deploying = run.inputs.deploy.kind === 'none' ? undefined : await import('./deployment.ts')
  const deployment = await deploying?.prepare(run, registry)
  const image = await obtain(run, registry, existing, learn)
  if (run.inputs.intent === 'release')
    await releaseImage({ run, registry, deployment, gateSetup, learn }, image)
  else await gate(run, registry, gateSetup, image, learn)
}

/** A pull request's build: with a role at hand it logs in for private base images; without one it needs no AWS at all. */
async function buildOnly(run: Run, learn: Learn): Promise<void> {
  if (run.inputs.source.kind !== 'build') return
  step.checkFiles(run)
  const docker = await step.prepareBuild(run, await entrance.tryToAuthorize(run, learn))
  await step.buildWithoutPushing(run, docker, learn)
}

/** A dry run shows the plan and, where there are credentials, reads AWS; it never builds and never changes anything. */
async function rehearse(run: Run, learn: Learn): Promise<void> {
  foreseeFiles(run)
  await readIgnores(run)
  const readings = await tryToEnter(run, learn)
  await showPlan(run, readings)
}
