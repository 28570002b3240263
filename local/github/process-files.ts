import { type FileCommands, parsePairs, readIfThere } from './file-commands.ts'
import type { Job } from './job.ts'
import type { StepLog } from './step-log.ts'

export type Target = Readonly<{
  job: Job
  log: StepLog
  outputs: Map<string, string>
  state: Map<string, string>
}>

const maxSummary = 1024 * 1024

/** What the runner does with the command files when a phase has ended. A malformed file fails the step. */
export async function processFiles(files: FileCommands, target: Target): Promise<void> {
  const { job, log } = target
  await attempt('path', log, async () => takePath(await readIfThere(files.path), job.path))
  await attempt('env', log, async () => takeEnv(await readIfThere(files.env), target))
  await attempt('step_summary', log, async () => takeSummary(await readIfThere(files.summary), target))
  await attempt('state', log, async () => takePairs(await readIfThere(files.state), target.state))
  await attempt('output', log, async () => takePairs(await readIfThere(files.output), target.outputs))
}

async function attempt(name: string, log: StepLog, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    log.fail(`Unable to process file command '${name}' successfully.`)
    log.fail(error instanceof Error ? error.message : String(error))
  }
}

function takePairs(text: string, into: Map<string, string>): void {
  for (const [name, value] of parsePairs(text)) into.set(name, value)
}

function takePath(text: string, path: string[]): void {
  for (const line of text.split('\n').filter((entry) => entry !== '')) {
    const at = path.indexOf(line)
    if (at >= 0) path.splice(at, 1)
    path.push(line)
  }
}

function takeEnv(text: string, { job, log }: Target): void {
  for (const [name, value] of parsePairs(text)) {
    if (name.toUpperCase() === 'NODE_OPTIONS') {
      log.annotate('error', "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.")
    } else {
      job.env.set(name, value)
    }
  }
}

/** A summary that is too long is lost as a whole; the step does not fail for it. */
function takeSummary(text: string, { job, log }: Target): void {
  const bytes = Buffer.byteLength(text)
  if (bytes === 0) return
  if (bytes > maxSummary) {
    log.annotate(
      'error',
      `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${maxSummary / 1024}k, got ${Math.floor(bytes / 1024)}k. For more information see: https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-markdown-summary`,
    )
    return
  }
  const lines = text.replace(/\n$/, '').split('\n')
  job.summaries.push(lines.map((line) => `${job.masker.mask(line)}\n`).join(''))
}
