import type { InstalledPackage } from './package.ts'

/** The installed packages of apk's database: stanzas of fields that have one letter for a name. */
export function installedPackages(database: string): readonly InstalledPackage[] {
  return database.split(/\n\s*\n/).flatMap(toPackage)
}

// Files and folders follow in the same stanza; their letters are others.
function toPackage(stanza: string): readonly InstalledPackage[] {
  const field = (letter: string) => new RegExp(`^${letter}:(.*)$`, 'm').exec(stanza)?.[1]?.trim()
  const name = field('P')
  const version = field('V')
  if (!name || !version) return []
  return [{ name, version, architecture: field('A'), source: field('o') || name, sourceVersion: version }]
}
