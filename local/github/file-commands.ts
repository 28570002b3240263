import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Folder in RUNNER_TEMP that holds the files; the name is the runner's. */
export const fileCommandFolder = '_runner_file_commands'

export type FileCommands = Readonly<{
  output: string
  state: string
  env: string
  path: string
  summary: string
}>

/** Fresh, empty files for one phase. */
export async function createFileCommands(temp: string, suffix: string): Promise<FileCommands> {
  const folder = join(temp, fileCommandFolder)
  await mkdir(folder, { recursive: true })
  const files: FileCommands = {
    output: join(folder, `set_output_${suffix}`),
    state: join(folder, `save_state_${suffix}`),
    env: join(folder, `set_env_${suffix}`),
    path: join(folder, `add_path_${suffix}`),
    summary: join(folder, `step_summary_${suffix}`),
  }
  await Promise.all(Object.values(files).map((file) => writeFile(file, '')))
  return files
}

export function fileCommandVariables(files: FileCommands): Record<string, string> {
  return {
    GITHUB_OUTPUT: files.output,
    GITHUB_STATE: files.state,
    GITHUB_ENV: files.env,
    GITHUB_PATH: files.path,
    GITHUB_STEP_SUMMARY: files.summary,
  }
}

/** The file's text; a file that the action removed is no error. */
export async function readIfThere(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

type Pair = readonly [name: string, value: string]

/** `name=value` and `name<<DELIMITER … DELIMITER`. Yields what comes before a mistake, then throws, as the runner does. */
export function* parsePairs(text: string): Generator<Pair> {
  const lines = text.split('\n')
  // What follows the last newline is a line only when there is something in it.
  const whole = lines.at(-1) === ''
  if (whole) lines.pop()
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (line === '') continue
    const equals = line.indexOf('=')
    const heredoc = line.indexOf('<<')
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      yield [line.slice(0, equals), line.slice(equals + 1)]
    } else if (heredoc >= 0) {
      const [name, value, end] = readHeredoc(lines, at, heredoc, whole)
      yield [name, value]
      at = end
    } else {
      throw new Error(`Invalid format '${line}'`)
    }
  }
}

function readHeredoc(
  lines: readonly string[],
  start: number,
  mark: number,
  whole: boolean,
): readonly [name: string, value: string, end: number] {
  const line = lines[start] ?? ''
  const [name, delimiter] = [line.slice(0, mark), line.slice(mark + 2)]
  if (name === '' || delimiter === '') {
    throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`)
  }
  const end = lines.indexOf(delimiter, start + 1)
  if (end >= 0) return [name, lines.slice(start + 1, end).join('\n'), end]
  // A last line without its newline is reported as such, before the missing delimiter.
  if (!whole && lines.length > start + 1) throw new Error('Invalid value. EOF marker missing new line.')
  throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`)
}
