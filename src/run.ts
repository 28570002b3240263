import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { notice, setSecret, warning } from '@actions/core'
import { commitFacts } from './commit.ts'
import type { Run } from './context.ts'
import { failureOf } from './errors.ts'
import { readEvent } from './event.ts'
import { secretValues, urlPasswords } from './image/secrets.ts'
import { type Inputs, readInputs, wantedFiles, wantsSummary } from './inputs/inputs.ts'
import { debugError, say } from './lib/log.ts'
import type { Outcome } from './outcome.ts'
import { readPace } from './pace.ts'
import { pipeline } from './pipeline.ts'
import { makePlan } from './plan.ts'
import { isProxyIgnored, normalisedProxies, proxyPasswords } from './proxy.ts'
import { annotationsOf } from './report/annotations.ts'
import { conclude } from './report/conclusion.ts'
import { outputsOf } from './report/outputs.ts'
import { renderSummary } from './report/summary.ts'
import { write } from './report/write.ts'
import { writeReports } from './report-files.ts'
import { readText, resolverOf } from './workspace.ts'

export type Boot = Readonly<{
  env: Readonly<Record<string, string | undefined>>
  privateFolder: string
  signal: AbortSignal
}>

/**
 * Reads, runs, reports; never throws.
 * @returns the exit code of the step
 */
export async function run(boot: Boot): Promise<0 | 1> {
  const decided = await decide(boot)
  const outcome = 'failure' in decided ? decided : await pipeline(decided)
  const conclusion = conclude(outcome)
  const written = await writeReports(outcome, conclusion, resolverOf(boot.env))
  const known = { ...outcome, written }
  const isWritten = await write({
    conclusion,
    outputs: outputsOf(known, conclusion),
    annotations: annotationsOf(known, conclusion),
    summary: wantsSummary(boot.env) ? renderSummary(known, conclusion) : undefined,
  })
  return isWritten ? conclusion.exitCode : 1
}

/** Everything that can be decided before the first side effect, or why it cannot. */
async function decide(boot: Boot): Promise<Run | (Outcome & Required<Pick<Outcome, 'failure'>>)> {
  // Asked for on its own: a report is written in every outcome.
  let known: Outcome = { files: wantedFiles(boot.env) }
  try {
    boot.signal.throwIfAborted()
    const pace = readPace(boot.env)
    if (pace !== 1)
      say(`SLIPWAY_PACE=${pace}: waiting times are divided by ${pace} and shown as if they were not.`)
    prepareProxies(boot.env)
    const event = readEvent(boot.env)
    const resolvePath = resolverOf(boot.env)
    const { inputs, notices, warnings } = readInputs(boot.env, event, (path) => readText(resolvePath(path)))
    for (const secret of secretsOf(inputs)) setSecret(secret)
    known = { ...known, intent: inputs.intent, dryRun: inputs.dryRun }
    for (const text of warnings) warning(text)
    for (const text of notices) notice(text)
    mkdirSync(boot.privateFolder, { recursive: true, mode: 0o700 })
    const commit = await commitFacts(inputs, event, { ...boot, pace })
    const plan = makePlan(inputs, event, {
      nonce: randomBytes(4).toString('hex'),
      now: new Date(),
      arch: process.arch,
      ...{ commit, env: boot.env, resolve: resolvePath, read: readText },
    })
    for (const text of plan.warnings) warning(text)
    return { ...boot, inputs, event, pace, plan, resolve: resolvePath }
  } catch (error) {
    debugError(error)
    return { ...known, failure: failureOf(error) }
  }
}

function secretsOf({ image }: Inputs): readonly string[] {
  const context = image.context.kind === 'remote' ? [image.context.url] : []
  return [...secretValues(image), ...urlPasswords([...context, ...image.buildContexts])]
}

/** In this process's own environment, because Node.js, the toolkit and docker all read it there. */
function prepareProxies(env: Boot['env']): void {
  Object.assign(process.env, normalisedProxies(env))
  for (const password of proxyPasswords(env)) setSecret(password)
  if (isProxyIgnored(env, process.versions.node)) {
    warning(
      `A proxy is set, but this runner's Node.js ${process.versions.node} ignores it for AWS calls: update the runner.`,
    )
  }
}
