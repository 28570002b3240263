import { notice, warning } from '@actions/core'
import type { Run } from './context.ts'
import { enter, preflightReads, type Registry } from './entrance.ts'
import { type ErrorCode, failureOf } from './errors.ts'
import { explain } from './lib/explain.ts'
import { say, stage } from './lib/log.ts'
import type { Learn } from './outcome.ts'
import { digestsOf } from './registry/promote.ts'
import { checkFiles } from './steps.ts'

/** A dry run needs no checkout, but says what the real run would stumble over. */
export function foreseeFiles(run: Run): void {
  try {
    checkFiles(run)
  } catch (error) {
    const { sentence, hint } = failureOf(error)
    warning(`The real run would fail: ${sentence} ${hint}`)
  }
}

/** For a dry run: without credentials, and without the repository, there is still a plan to show. */
export async function tryToEnter(run: Run, learn: Learn): Promise<Registry | undefined> {
  if (run.inputs.identity.region === undefined) return unread('no region is given')
  try {
    const registry = await enter(run, learn)
    if (run.inputs.intent !== 'build') await preflightReads(run, registry)
    return registry
  } catch (error) {
    const reason = reasonOf(failureOf(error).code, run)
    if (reason === undefined) throw error
    return unread(reason)
  }
}

function reasonOf(code: ErrorCode, { inputs }: Run): string | undefined {
  if (code === 'CREDENTIALS_MISSING') return 'there are no AWS credentials'
  if (code === 'ID_TOKEN_PERMISSION_MISSING')
    return 'the runner offers no OIDC token; the real run needs `permissions: id-token: write`'
  const isToBeMade = code === 'REPOSITORY_NOT_FOUND' && inputs.repository.create !== undefined
  return isToBeMade ? 'the repository does not exist; the real run creates it' : undefined
}

function unread(reason: string): undefined {
  notice(`Nothing was read from AWS: ${reason}.`)
}

export async function showPlan(run: Run, registry: Registry | undefined): Promise<void> {
  const { plan, inputs } = run
  if (registry !== undefined && inputs.deploy.kind !== 'none') {
    const { foreseeDiff, prepare } = await import('./deployment.ts')
    const deployment = await prepare(run, registry)
    if (deployment !== undefined) await foreseeDiff(deployment, registry)
  }
  await stage('What this run would do', async () => {
    say(`Build ${plan.build.context} for commit ${plan.sha}`)
    if (inputs.intent === 'build') return say('Push nothing, as this event or the input push says')
    const name = registry?.repository.uri ?? inputs.repository.reference.name
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
    if (inputs.deploy.kind === 'service')
      say(`Deploy it to the service ${inputs.deploy.service} in ${inputs.deploy.cluster}`)
  })
}

async function readTags(
  registry: Registry,
  tags: readonly string[],
): Promise<ReadonlyMap<string, string> | undefined> {
  if (tags.length === 0 || registry.kind === 'public') return undefined
  // A repository that the push will make has no tags yet.
  if (registry.settings === undefined) return new Map()
  const { ecr, repository } = registry
  return digestsOf(ecr, repository, tags).catch((error: unknown) => {
    throw explain(error, `the tags of ${repository.name}`)
  })
}
