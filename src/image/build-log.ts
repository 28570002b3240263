/** What the log of `docker buildx build --progress plain` says of the step that ended it. */
export type FailedStep = Readonly<{
  /** The last error, without the words that stand in front of every one. */
  error: string
  /** Where in which Dockerfile; by its name, for that is all that the log has. */
  at: Readonly<{ name: string; line: number; source: string }> | undefined
  /** What the step is, such as `[2/4] RUN make` or `exporting to image`. */
  title: string | undefined
  /** What its command said last. */
  lastWords: readonly string[]
}>

const mostWords = 5
const longestWord = 240

/** Reads the end of a log; undefined where no line of it is an error. */
export function failedStep(lines: readonly string[]): FailedStep | undefined {
  const last = lines.findLast((line) => /^(ERROR|error)\b|failed to solve/.test(line))
  if (last === undefined) return undefined
  const error = last.trim().replace(/^(ERROR|error): (failed to build: )?(failed to solve: )?/, '')
  const step = stepThatSaid(lines, error)
  return {
    error: shortProcess(error),
    at: markIn(lines),
    title: step && titleOf(lines, step),
    lastWords: step === undefined ? [] : meaningful(outputOf(lines, step)),
  }
}

/** The last lines that say something: no empty ones, no rulers, and not where a program keeps its own log. */
export function meaningful(lines: readonly string[]): readonly string[] {
  return (
    lines
      // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal are what is taken out
      .map((line) => line.replace(/\u001b\[[\d;?]*[A-Za-z]/g, '').trim())
      .filter((line) => /[\p{L}\p{N}]/u.test(line))
      .filter((line) => !/^npm notice|A complete log of this run/.test(line))
      .slice(-mostWords)
      .map((line) => line.slice(0, longestWord))
  )
}

/** Steps run side by side, and a cache that cannot be imported is an error too that ends nothing. */
function stepThatSaid(lines: readonly string[], error: string): string | undefined {
  const errors = lines.flatMap((line) => {
    const [, step, said] = /^#(\d+) ERROR: (.+)$/.exec(line) ?? []
    return step !== undefined && said !== undefined && error.includes(said.trim()) ? [step] : []
  })
  return errors.at(-1)
}

function titleOf(lines: readonly string[], step: string): string | undefined {
  const title = lines.find(
    (line) => line.startsWith(`#${step} `) && !/^#\d+ (\d+\.\d+|ERROR|DONE)\b/.test(line),
  )
  return title?.slice(`#${step} `.length)
}

function outputOf(lines: readonly string[], step: string): readonly string[] {
  return lines.flatMap((line) => {
    const [, of, text] = /^#(\d+) \d+\.\d+ (.*)$/.exec(line) ?? []
    return of === step && text !== undefined ? [text] : []
  })
}

/** BuildKit shows some lines of the Dockerfile under its name, with `>>>` where the error is. */
function markIn(lines: readonly string[]): FailedStep['at'] {
  const ruler = lines.findLastIndex(
    (line, index) => /^-{20}$/.test(line) && nameAt(lines, index) !== undefined,
  )
  const name = nameAt(lines, ruler)
  const marks = lines.slice(ruler + 1).map((line) => /^\s*(\d+) \| >>> (.*)$/.exec(line))
  const [, line, source] = marks.find((mark) => mark !== null) ?? []
  if (name === undefined || line === undefined || source === undefined) return undefined
  return { name, line: Number(line), source: source.trim().slice(0, longestWord) }
}

function nameAt(lines: readonly string[], ruler: number): string | undefined {
  return /^(\S.*):\d+$/.exec(lines[ruler - 1] ?? '')?.[1]
}

/** The whole command stands in the Dockerfile already. */
function shortProcess(error: string): string {
  return error.replace(/process "(.{100}).+" did not/, 'process "$1…" did not')
}
