import type { Finding } from './findings.ts'
import { compileGlob, type Glob, hasWildcard } from './glob.ts'
import type { IgnoreEntry } from './ignore.ts'

/** What entries of one text for ids are about, by places in the list of entries. */
type Shelf = Readonly<{ byPackage: Map<string, number[]>; rest: number[] }>

type GlobbedShelf = Readonly<{ shelf: Shelf; isMatch: Glob }>

/**
 * Finds the entries that may be about a finding without a look at each of them: there may be thousands of both.
 * @returns a function that gives their places, in order
 */
export function indexEntries(entries: readonly IgnoreEntry[]): (finding: Finding) => readonly number[] {
  if (entries.length === 0) return () => []
  const shelves = new Map<string, Shelf>()
  for (const [at, entry] of entries.entries()) {
    const id = entry.id.toLowerCase()
    const shelf: Shelf = shelves.get(id) ?? { byPackage: new Map(), rest: [] }
    shelves.set(id, shelf)
    const name = literalPackage(entry)
    if (name === undefined) shelf.rest.push(at)
    else add(shelf.byPackage, name, at)
  }
  const find = shelfFinder(shelves)
  return ({ id, packageName }) => {
    const found = find(id.toLowerCase())
    const places = found.flatMap(({ byPackage, rest }) => [...(byPackage.get(packageName) ?? []), ...rest])
    return places.sort((a, b) => a - b)
  }
}

function literalPackage({ packages }: IgnoreEntry): string | undefined {
  const [text = '*', ...more] = packages
  const at = text.lastIndexOf('@')
  const name = at > 0 ? text.slice(0, at) : text
  return more.length > 0 || hasWildcard(name) ? undefined : name
}

/** Globs are told apart by what they begin with, and looked at once for every id there is. */
function shelfFinder(shelves: ReadonlyMap<string, Shelf>): (id: string) => readonly Shelf[] {
  const byHead = new Map<string, GlobbedShelf[]>()
  for (const [text, shelf] of shelves)
    if (hasWildcard(text))
      add(byHead, text.slice(0, text.search(/[*?]/)), { shelf, isMatch: compileGlob(text) })
  const lengths = [...new Set([...byHead.keys()].map((head) => head.length))]
  const known = new Map<string, readonly Shelf[]>()
  return (id) => {
    const before = known.get(id)
    if (before !== undefined) return before
    const globbed = lengths.flatMap((length) => byHead.get(id.slice(0, length)) ?? [])
    const own = shelves.get(id)
    const found = globbed.filter(({ isMatch }) => isMatch(id)).map(({ shelf }) => shelf)
    if (own !== undefined) found.push(own)
    known.set(id, found)
    return found
  }
}

function add<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}
