import { type Entry, entriesOf } from '../lists.ts'
import { quoted } from '../quoted.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Reads inputs by name and collects what is wrong with them, so that all of it is said at once. */
export type Reader = Readonly<{
  text(name: string): string | undefined
  /** One entry a line, trimmed; one in double quotes may span lines, and a line that begins with # is a comment. */
  lines(name: string): readonly string[]
  /** The same, with commas between entries too. */
  list(name: string): readonly string[]
  /** The entries of `lines` with nothing trimmed or checked. */
  entries(name: string): readonly Entry[]
  flag(name: string, fallback: boolean): boolean
  choice<T extends string>(name: string, allowed: readonly T[], fallback: T): T
  /** A whole number with a unit that the error names. */
  integer(name: string, range: Readonly<{ from: number; to: number; unit: string }>, fallback: number): number
  given(name: string): boolean
  /** The text of a file of the workspace; undefined where it cannot be read. */
  file: ReadFile
  /** A variable of the step's environment that is no input. */
  environment(variable: string): string | undefined
  problem(name: string, text: string): void
  notice(text: string): void
  warning(text: string): void
  problems: readonly string[]
  notices: readonly string[]
  warnings: readonly string[]
  /** Every name that was asked for: what action.yml must declare. */
  names: ReadonlySet<string>
}>

/** Reads a file of the workspace by its path there; undefined where it cannot. */
export type ReadFile = (path: string) => string | undefined

export function createReader(env: Environment, file: ReadFile): Reader {
  const problems: string[] = []
  const notices: string[] = []
  const warnings: string[] = []
  const names = new Set<string>()

  function text(name: string): string | undefined {
    names.add(name)
    return env[variable(name)]?.trim() || undefined
  }
  function problem(name: string, what: string): void {
    problems.push(`${name}: ${what}`)
  }
  function parts(name: string, commas: 'split' | 'kept'): readonly string[] {
    const found = entriesOf(text(name) ?? '', commas)
    const open = found.find(({ isClosed }) => !isClosed)
    if (open !== undefined) problem(name, `nothing closes the double quote that begins in line ${open.line}`)
    return found.flatMap(({ fields }) => fields.map((field) => field.trim())).filter((field) => field !== '')
  }
  function choice<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
    const value = text(name)
    if (value === undefined) return fallback
    const found = allowed.find((one) => one === value)
    if (found === undefined) problem(name, `${quoted(value)} is not one of ${allowed.join(', ')}`)
    return found ?? fallback
  }
  /** As in GitHub's toolkit: YAML's own three ways to write a boolean. */
  function flag(name: string, fallback: boolean): boolean {
    const value = text(name)
    const known = ['true', 'True', 'TRUE', 'false', 'False', 'FALSE'].find((one) => one === value)
    if (value !== undefined && known === undefined)
      problem(name, `${quoted(value)} is not one of true, false`)
    return known === undefined ? fallback : known.toLowerCase() === 'true'
  }
  return {
    text,
    lines: (name) => parts(name, 'kept'),
    list: (name) => parts(name, 'split'),
    entries(name) {
      names.add(name)
      return entriesOf(env[variable(name)] ?? '', 'kept')
    },
    flag,
    choice,
    integer(name, { from, to, unit }, fallback) {
      const value = text(name)
      if (value === undefined) return fallback
      const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
      if (number >= from && number <= to) return number
      problem(name, `${quoted(value)} is not a whole number of ${unit} from ${from} to ${to}`)
      return fallback
    },
    given: (name) => text(name) !== undefined,
    file,
    environment: (name) => env[name],
    problem,
    notice: (what) => void notices.push(what),
    warning: (what) => void warnings.push(what),
    problems,
    notices,
    warnings,
    names,
  }
}

/** GitHub's rule for the variable that carries an input: upper case, spaces to underscores, hyphens kept. */
export function variable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
}
