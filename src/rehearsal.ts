import { notice, warning } from '@actions/core'
import type { Run } from './context.ts'
import { enter, type Registry } from './entrance.ts'
import { type ErrorCode, failureOf } from './errors.ts'
import type { Existing } from './image/kinship.ts'
import type { DeployInputs } from './inputs/deploy.ts'
import { say, stage } from './lib/log.ts'
import { readStored, reusable } from './obtain.ts'
import type { Learn } from './outcome.ts'
import { preflightReads } from './preflight.ts'
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

/** What a dry run read of AWS. */
type Readings = Readonly<{ registry: Registry; existing: readonly Existing[] }>

/** For a dry run: without credentials, and without the repository, there is still a plan to show. */
export async function tryToEnter(run: Run, learn: Learn): Promise<Readings | undefined> {
  if (run.inputs.identity.region === undefined) return unread('no region is given')
  try {
    const registry = await enter(run, learn)
    const isIdle = run.inputs.intent === 'build'
    const { existing } = isIdle ? { existing: [] } : await preflightReads(run, registry)
    const { source } = run.inputs
    if (source.kind === 'stored' && !isIdle) await readStored(run, registry, source.image)
    return { registry, existing }
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

export async function showPlan(run: Run, readings: Readings | undefined): Promise<void> {
  const { inputs } = run
  if (readings !== undefined && inputs.deploy.kind !== 'none') {
    const [{ prepare }, { foreseeDiff }] = await Promise.all([
      import('./deployment.ts'),
      import('./rolling.ts'),
    ])
    const deployment = await prepare(run, readings.registry)
    if (deployment !== undefined) await foreseeDiff(deployment, readings.registry)
  }
  await stage('What this run would do', async () => {
    const name = readings?.registry.repository.uri ?? inputs.repository.reference.name
    for (const line of [...imageLines(run, name, readings), ...releaseLines(run, name, readings)]) say(line)
  })
}

function imageLines(run: Run, name: string, readings: Readings | undefined): readonly string[] {
  const { plan, inputs } = run
  const { source } = inputs
  const push = `Push the candidate ${name}:${plan.candidateTag}`
  const isPushed = inputs.intent !== 'build'
  if (!isPushed && source.kind !== 'build') return ['Nothing, as this event or the input push says']
  switch (source.kind) {
    case 'stored':
      return [`Take the image ${name}${storedName(run)} of ECR`]
    case 'local':
      return [`Take the image ${source.reference} of the local engine`, push]
    case 'build': {
      const twin = readings && reusable(run, readings.registry, readings.existing)
      if (twin !== undefined)
        return [`Build nothing: ${name}:${twin.tag} is of this commit and the same inputs`]
      const build = `Build ${plan.build.context} for commit ${plan.sha}`
      return [build, isPushed ? push : 'Push nothing, as this event or the input push says']
    }
  }
}

function storedName({ inputs: { source }, plan }: Run): string {
  if (source.kind !== 'stored') return ''
  switch (source.image.kind) {
    case 'digest':
      return `@${source.image.digest}`
    case 'tag':
      return `:${plan.storedTag}`
    case 'deployed':
      return ` that the service runs`
  }
}

function releaseLines(
  { inputs, plan }: Run,
  name: string,
  readings: Readings | undefined,
): readonly string[] {
  const { gate, intent, deploy, tags } = inputs
  if (intent === 'build') return []
  const judged =
    gate.mode === 'off'
      ? 'Judge nothing: the gate is off'
      : `Judge it at ${gate.threshold} (gate: ${gate.mode})`
  if (intent === 'candidate') return [judged, 'Put no tag, as the input push says']
  const put = plan.tags.map((tag) => `Put ${name}:${tag}${namedNow(tag, readings)}`)
  const to = deployLines(deploy)
  switch (tags.tagAfter) {
    case 'gate':
      return [judged, ...put, ...to]
    case 'push':
      return [...put, judged, ...to]
    case 'deploy':
      return [judged, ...to, ...put]
  }
}

function deployLines(deploy: DeployInputs): readonly string[] {
  switch (deploy.kind) {
    case 'none':
      return []
    case 'register':
      return ['Register a revision of the task definition']
    case 'services':
      return deploy.services.map((service) => `Deploy it to the service ${service} in ${deploy.cluster}`)
  }
}

function namedNow(tag: string, readings: Readings | undefined): string {
  if (readings === undefined || readings.registry.kind === 'public') return ''
  return `, which names ${readings.existing.find((one) => one.tag === tag)?.digest ?? 'nothing'} now`
}
