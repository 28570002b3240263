import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import { notice, warning } from '@actions/core'
import type { Run } from './context.ts'
import { ActionError } from './errors.ts'
import { originOf, outermostRoot } from './image/checkout.ts'
import { errorMessage } from './lib/error-text.ts'
import { fileAt } from './lib/git.ts'
import { type GitHub, readFileAt } from './lib/github.ts'
import { say } from './lib/log.ts'
import { quoted } from './quoted.ts'
import type { IgnoreEntry } from './scan/ignore.ts'

/** The entries that count, and what is to be said about where they come from. */
export type Ignores = Readonly<{ entries: readonly IgnoreEntry[]; notes: readonly string[] }>

/** What a file says; `undefined` text is one that is not there. */
type Read = Readonly<{ text: string | undefined; from: 'checkout' | 'base commit'; note?: string }>

/**
 * Reads the ignore files, before anything is built. On pull requests those of the base commit count: else a pull request
 * could let through what it brings.
 * @throws ActionError IGNORE_FILE_INVALID
 */
export async function readIgnores(run: Run): Promise<Ignores> {
  const { ignoreFiles, ignoreFilesGiven, mode } = run.inputs.gate
  if (mode === 'off' || run.inputs.intent === 'build') return { entries: [], notes: [] }
  const entries: IgnoreEntry[] = []
  const notes: string[] = []
  for (const name of ignoreFiles) {
    const { text, note, from } = await readOne(run, name)
    if (note !== undefined) notes.push(note)
    const isNew = text === undefined && from === 'base commit' && existsSync(run.resolve(name))
    if (text === undefined && ignoreFilesGiven && !isNew) throw missing(name, from)
    if (text === undefined) continue
    const read = await parse(text, name)
    entries.push(...read)
    const count = `${read.length} ${read.length === 1 ? 'entry' : 'entries'}`
    say(`${name}: ${count}${note === undefined ? '' : ` (${note})`}`)
  }
  return { entries, notes }
}

async function readOne(run: Run, name: string): Promise<Read> {
  const { event, signal } = run
  const path = run.resolve(name)
  const place = placeOf(run, path)
  if (event.baseSha === undefined || place.kind === 'outside')
    return { text: atHand(path, name), from: 'checkout' }
  if (place.root !== undefined) {
    const found = await fileAt(place.root, event.baseSha, place.path, signal)
    if (found.kind !== 'unknown') return ofBase(found.kind === 'text' ? found.text : undefined, path, name)
  }
  if (place.kind === 'foreign') return foreign(path, name, place.origin)
  // Without a repository in the workspace nothing says where in it the file would be.
  if (place.root === undefined && !existsSync(path)) return { text: undefined, from: 'checkout' }
  const github = githubOf(run)
  if (github === undefined) return instead(path, name, 'there is no github-token')
  try {
    return ofBase(await readFileAt(github, event.baseSha, place.path), path, name)
  } catch (error) {
    signal.throwIfAborted()
    return instead(path, name, errorMessage(error))
  }
}

type Place =
  | Readonly<{ kind: 'outside' }>
  | Readonly<{ kind: 'own'; root: string | undefined; path: string }>
  /** In a checkout of its own, of another repository than those of the pull request. */
  | Readonly<{ kind: 'foreign'; root: string; path: string; origin: string }>

function placeOf(run: Run, path: string): Place {
  const { repository, headRepository } = run.event
  const workspace = run.resolve('.')
  const root = rootOf(path, workspace)
  const inside = relative(root ?? workspace, path)
    .split(sep)
    .join('/')
  if (inside === '..' || inside.startsWith('../') || isAbsolute(inside)) return { kind: 'outside' }
  const origin =
    root === undefined || root === rootOf(join(workspace, 'x'), workspace) ? undefined : originOf(root)
  const own = [repository.fullName, headRepository].map((one) => one?.toLowerCase())
  const isForeign =
    origin !== undefined && headRepository !== undefined && !own.includes(origin.toLowerCase())
  return root !== undefined && isForeign
    ? { kind: 'foreign', root, path: inside, origin }
    : { kind: 'own', root, path: inside }
}

/** A folder that is a link leads elsewhere, and a pull request may have put it there: then the checkout around it counts. */
function rootOf(path: string, workspace: string): string | undefined {
  const root = outermostRoot(dirname(path))
  if (root === undefined || !root.startsWith(`${workspace}${sep}`)) return root
  const isLinked = realpathSync(root) !== join(realpathSync(workspace), relative(workspace, root))
  return isLinked ? outermostRoot(workspace) : root
}

/** What another repository has is not the pull request's to change, as long as its checkout is what it says. */
function foreign(path: string, name: string, origin: string): Read {
  const text = atHand(path, name)
  const note = `${name} is read as it is, since it is of the repository ${origin.slice(0, 200)}.`
  return { text, from: 'checkout', ...(text !== undefined && { note }) }
}

function githubOf({ env, inputs, event, signal, pace }: Run): GitHub | undefined {
  const { githubToken: token } = inputs
  if (token === undefined) return undefined
  const apiUrl = env.GITHUB_API_URL || 'https://api.github.com'
  return { apiUrl, token, repository: event.repository.fullName, signal, pace }
}

function ofBase(text: string | undefined, path: string, name: string): Read {
  if (text === undefined && existsSync(path))
    notice(`${name} is not in the base commit of this pull request, so it does not count yet.`)
  return { text, from: 'base commit' }
}

/** A pull request's own file decides, which must be seen, also where there is no summary. */
function instead(path: string, name: string, why: string): Read {
  const text = atHand(path, name)
  const note = `${name} is that of the checkout and not of the base commit, which could not be read: ${why}.`
  if (text !== undefined) warning(note)
  return { text, from: 'checkout', ...(text !== undefined && { note }) }
}

const mostBytes = 1024 * 1024

function atHand(path: string, name: string): string | undefined {
  try {
    const stat = statSync(path)
    if (!stat.isFile()) throw invalid(name, 'cannot be read: it is no file', { file: name, line: 1 })
    const { size } = stat
    if (size > mostBytes)
      throw invalid(name, `has ${size} bytes, and ${mostBytes} are read at most`, undefined)
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof ActionError) throw error
    if (!existsSync(path)) return undefined
    throw invalid(name, `cannot be read: ${errorMessage(error)}`, { file: name, line: 1 })
  }
}

async function parse(text: string, name: string): Promise<readonly IgnoreEntry[]> {
  // Loaded only where there is such a file: the parser of YAML is large.
  const { entries, problems, notes } = (await import('./scan/ignore-files.ts')).parseIgnores(text, name)
  for (const note of notes) notice(`${name}: ${note}`)
  const [first] = problems
  if (first === undefined) return entries
  const words = problems.map((one) => `line ${one.line}, column ${one.column}: ${one.text}`)
  throw invalid(name, `is wrong: ${words.join('; ')}`, { file: name, line: first.line })
}

function missing(name: string, from: Read['from']): ActionError {
  const where =
    from === 'checkout'
      ? 'in the workspace'
      : 'in the base commit of this pull request, or github-token may not read it (`contents: read`)'
  return invalid(name, `is not there ${where}`, undefined)
}

function invalid(name: string, what: string, location: ActionError['location']): ActionError {
  return new ActionError({
    code: 'IGNORE_FILE_INVALID',
    sentence: `The ignore file ${quoted(name)} ${what}. Nothing was built.`,
    hint: 'Correct the file (its format is in docs/gate.md), or take it out of the input ignore-file.',
    location,
  })
}
