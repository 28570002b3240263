import { error, setOutput, summary, warning } from '@actions/core'
import { say } from '../lib/log.ts'
import type { Conclusion } from './conclusion.ts'
import type { Outputs } from './outputs.ts'

export type Report = Readonly<{ conclusion: Conclusion; outputs: Outputs; summary: string | undefined }>

/**
 * The only writer of outputs, summary and the one error annotation; in every outcome all three are tried.
 * @returns whether the outputs could be written: without them later steps would work with nothing
 */
export async function write({ conclusion, outputs, summary: text }: Report): Promise<boolean> {
  const unwritten = writeOutputs(outputs)
  await writeSummary(text)
  const { failure, headline } = conclusion
  if (conclusion.warning !== undefined) warning(conclusion.warning)
  if (unwritten !== undefined)
    error(
      `The outputs of this step could not be written: ${unwritten} What was done all the same: ${headline}`,
    )
  if (failure === undefined) say(headline)
  else annotate(failure)
  return unwritten === undefined
}

function annotate({ code, sentence, hint, location }: NonNullable<Conclusion['failure']>): void {
  // What a service or a build said last may lack its full stop.
  error(`${sentence.replace(/[^.!?…]$/, '$&.')} ${hint} [${code}]`, {
    title: `Slipway: ${code}`,
    ...(location && { file: location.file, startLine: location.line }),
  })
}

/** @returns why they could not be written */
function writeOutputs(outputs: Outputs): string | undefined {
  try {
    for (const [name, value] of Object.entries(outputs)) {
      if (value !== undefined) setOutput(name, value)
    }
    return undefined
  } catch (cause) {
    return textOf(cause)
  }
}

async function writeSummary(text: string | undefined): Promise<void> {
  if (text === undefined || !process.env.GITHUB_STEP_SUMMARY) return
  try {
    await summary.addRaw(text).write()
  } catch (cause) {
    warning(`The job summary could not be written: ${textOf(cause)}`)
  }
}

function textOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
