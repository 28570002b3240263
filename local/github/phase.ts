import { randomUUID } from 'node:crypto'
import { type Child, startChild } from './child.ts'
import { createFileCommands, fileCommandVariables } from './file-commands.ts'
import { inputVariables, type StepInputs } from './inputs.ts'
import type { Job } from './job.ts'
import { createCommandReader } from './obey.ts'
import { processFiles } from './process-files.ts'
import type { PhaseResult, RunOptions } from './records.ts'
import { createStepLog, type StepLog } from './step-log.ts'

export type Phase = Readonly<{
  child: Child
  log: StepLog
  /** Takes over what the action wrote to GITHUB_OUTPUT and its like. */
  collect(): Promise<void>
  result(): Promise<PhaseResult>
}>

export type PhasePlan = Readonly<{
  name: 'main' | 'post'
  script: string
  inputs: StepInputs
  onLine: (masked: string) => void
  /** Where outputs and state go: those of post reach nobody. */
  outputs: Map<string, string>
  state: Map<string, string>
}>

/** Starts main or post in a process of its own. */
export async function startPhase(options: RunOptions, job: Job, plan: PhasePlan): Promise<Phase> {
  const { masker } = job
  const { workspace, debug = false, limitMs = 120_000 } = options
  const files = await createFileCommands(job.temp, randomUUID())
  const log = createStepLog({ masker, workspace, debug, onLine: plan.onLine })
  announce(options, job, plan, log)
  const read = createReader(job, plan, log)
  const raw: string[] = []
  const child = await startChild({
    node: options.node ?? process.execPath,
    script: plan.script,
    cwd: workspace,
    env: { ...environment(options, job, plan), ...fileCommandVariables(files) },
    onLine(line) {
      raw.push(`${line}\n`)
      read(line)
    },
    limitMs,
  })
  return {
    child,
    log,
    collect: () => processFiles(files, { ...plan, job, log }),
    async result() {
      const { overdue, ...ended } = await child.ended
      if (overdue) throw new Error(`${plan.name} still ran after ${limitMs} ms:\n${log.text().slice(-4000)}`)
      return { ...ended, log: log.text(), raw: raw.join(''), annotations: log.annotations() }
    },
  }
}

function createReader({ masker }: Job, { outputs, state }: PhasePlan, log: StepLog): (line: string) => void {
  return createCommandReader({
    log,
    masker,
    setOutput: (name, value) => outputs.set(name, value),
    setState: (name, value) => state.set(name, value),
  })
}

/** What the runner prints before the action says anything. */
function announce(options: RunOptions, job: Job, plan: PhasePlan, log: StepLog): void {
  if (plan.name === 'post') {
    log.output('Post job cleanup.')
    return
  }
  if (plan.inputs.warning !== undefined) log.annotate('warning', plan.inputs.warning)
  log.output(`##[group]Run ${options.name ?? './'}`)
  list(
    log,
    'with:',
    [...plan.inputs.values].filter(([, value]) => value !== ''),
  )
  list(log, 'env:', [...Object.entries(options.env ?? {}), ...job.env])
  log.output('##[endgroup]')
}

function list(log: StepLog, title: string, pairs: readonly (readonly [string, string])[]): void {
  if (pairs.length > 0) log.output(title)
  for (const [name, value] of pairs) log.output(`  ${name}: ${value}`)
}

/** Later entries win: the runner's own variables cannot be overridden by the job. */
function environment(options: RunOptions, job: Job, plan: PhasePlan): Record<string, string> {
  const base = {
    PATH: process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin',
    HOME: job.home,
    LANG: 'C.UTF-8',
    CI: 'true',
    ...options.env,
    ...Object.fromEntries(job.env),
  }
  const states = [...job.state].map(([name, value]) => [`STATE_${name}`, value])
  return {
    ...base,
    PATH: [...job.path.toReversed(), base.PATH].join(':'),
    ...(plan.name === 'post' ? Object.fromEntries(states) : {}),
    ...inputVariables(plan.inputs.values),
    ...job.variables,
  }
}
