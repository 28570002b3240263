import { error, setOutput, summary, warning } from '@actions/core'
import { say } from '../lib/log.ts'
import type { Conclusion } from './conclusion.ts'
import type { Outputs } from './outputs.ts'

export type Report = Readonly<{ conclusion: Conclusion; outputs: Outputs; summary: string | undefined }>

/** The only writer of outputs, summary and the one error annotation; in every outcome all three are tried. */
export async function write(report: Report): Promise<void> {
  for (const [name, value] of Object.entries(report.outputs)) {
    if (value !== undefined) setOutput(name, value)
  }
  await writeSummary(report.summary)
  const { failure, headline, warning: warningText } = report.conclusion
  if (warningText !== undefined) warning(warningText)
  if (failure === undefined) return say(headline)
  // What a service or a build said last may lack its full stop.
  const sentence = failure.sentence.replace(/[^.!?…]$/, '$&.')
  error(`${sentence} ${failure.hint} [${failure.code}]`, { title: `Slipway: ${failure.code}` })
}

async function writeSummary(text: string | undefined): Promise<void> {
  if (text === undefined || !process.env.GITHUB_STEP_SUMMARY) return
  try {
    await summary.addRaw(text).write()
  } catch (cause) {
    warning(`The job summary could not be written: ${cause instanceof Error ? cause.message : String(cause)}`)
  }
}
