import { type AnnotationProperties, error, notice, setOutput, summary, warning } from '@actions/core'
import { say } from '../lib/log.ts'
import type { Annotation } from './annotations.ts'
import type { Conclusion } from './conclusion.ts'
import type { Outputs } from './outputs.ts'

export type Report = Readonly<{
  conclusion: Conclusion
  outputs: Outputs
  summary: string | undefined
  /** Those beside the verdict's own. */
  annotations: readonly Annotation[]
}>

const writers = { error, warning, notice }

/**
 * The only writer of outputs, summary and the annotations of the outcome; in every outcome all of them are tried.
 * @returns whether the outputs could be written: without them later steps would work with nothing
 */
export async function write({ conclusion, outputs, summary: text, annotations }: Report): Promise<boolean> {
  const unwritten = writeOutputs(outputs)
  await writeSummary(text)
  const { failure, headline } = conclusion
  // First, since GitHub shows ten of a kind.
  if (conclusion.warning !== undefined) warning(conclusion.warning)
  for (const { level, text: said, ...place } of annotations) writers[level](said, propertiesOf(place))
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
  const text = `${sentence.replace(/[^.!?…]$/, '$&.')} ${hint} [${code}]`
  error(text, propertiesOf({ title: `Slipway: ${code}`, location }))
}

function propertiesOf({ title, location }: Pick<Annotation, 'title' | 'location'>): AnnotationProperties {
  return {
    ...(title !== undefined && { title }),
    ...(location && { file: location.file, startLine: location.line }),
  }
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
