import type { Masker } from './masker.ts'
import type { Annotation } from './records.ts'

export type StepLog = Readonly<{
  output(text: string): void
  debug(text: string): void
  annotate(level: Annotation['level'], message: string, properties?: ReadonlyMap<string, string>): void
  /** An error of the runner's own that fails the step. */
  fail(message: string): void
  failed(): boolean
  text(): string
  annotations(): readonly Annotation[]
}>

export type StepLogOptions = Readonly<{
  masker: Masker
  workspace: string
  debug: boolean
  onLine: (masked: string) => void
}>

/** GitHub shows no more annotations of one level per step, and cuts their messages. */
const maxAnnotations = 10
const maxMessage = 4096

/** The log of one step as GitHub shows it: masked, commands replaced by what they display. */
export function createStepLog(options: StepLogOptions): StepLog {
  const { masker } = options
  const lines: string[] = []
  const annotations: Annotation[] = []
  let failed = false
  const output = (text: string) => {
    for (const line of masker.mask(text).split('\n')) {
      lines.push(line)
      options.onLine(line)
    }
  }
  const annotate: StepLog['annotate'] = (level, message, properties = new Map()) => {
    output(`##[${level}]${message}`)
    const shown = annotations.filter((other) => other.level === level).length < maxAnnotations
    const text = masker.mask(message).slice(0, maxMessage)
    annotations.push({ level, message: text, ...place(properties, options), shown })
  }
  return {
    output,
    debug(text) {
      if (options.debug) output(text.replace(/^/gm, '##[debug]'))
    },
    annotate,
    fail(message) {
      annotate('error', message)
      failed = true
    },
    failed: () => failed,
    text: () => lines.map((line) => `${line}\n`).join(''),
    annotations: () => annotations,
  }
}

const propertyNames = {
  title: 'title',
  file: 'file',
  line: 'line',
  endline: 'endLine',
  col: 'col',
  endcolumn: 'endColumn',
} as const

type Place = Partial<Omit<Annotation, 'level' | 'message' | 'shown'>>

function place(properties: ReadonlyMap<string, string>, options: StepLogOptions): Place {
  const known = Object.entries(propertyNames).flatMap(([key, name]) => {
    const value = properties.get(key)
    return value === undefined ? [] : [[name, options.masker.mask(value)] as const]
  })
  const found: Place = Object.fromEntries(known)
  // Files of the workspace are shown relative to it, else GitHub cannot place the annotation.
  const inside = `${options.workspace}/`
  if (found.file?.startsWith(inside)) return { ...found, file: found.file.slice(inside.length) }
  return found
}
