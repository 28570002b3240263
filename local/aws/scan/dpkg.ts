import type { InstalledPackage } from './package.ts'

/** The installed packages of a dpkg status file, or of one file of status.d, as distroless images have them. */
export function installedPackages(status: string): readonly InstalledPackage[] {
  return status
    .split(/\n\s*\n/)
    .map(parseFields)
    .filter(isInstalled)
    .flatMap(toPackage)
}

type Fields = ReadonlyMap<string, string>

// Continuation lines begin with a blank and belong to long fields that are not needed here.
function parseFields(stanza: string): Fields {
  const lines = stanza.split('\n').map((line) => /^([A-Za-z][\w-]*):\s*(.*)$/.exec(line))
  return new Map(lines.flatMap((match) => (match ? [[match[1] ?? '', (match[2] ?? '').trim()]] : [])))
}

// Files of status.d have no Status field; a removed package keeps its stanza with another status.
function isInstalled(fields: Fields): boolean {
  return (fields.get('Status') ?? 'install ok installed').endsWith(' installed')
}

function toPackage(fields: Fields): readonly InstalledPackage[] {
  const name = fields.get('Package')
  const version = fields.get('Version')
  if (!name || !version) return []
  const [, source = name, sourceVersion = version] =
    /^(\S+)(?:\s+\((.+)\))?$/.exec(fields.get('Source') ?? name) ?? []
  return [{ name, version, architecture: fields.get('Architecture'), source, sourceVersion }]
}
