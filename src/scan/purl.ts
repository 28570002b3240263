import type { Finding } from './findings.ts'

/** What a package URL says of a package. Qualifiers and a subpath are left out: no finding has what they are about. */
type Purl = Readonly<{
  type: string
  namespace: readonly string[]
  name: string
  version: string | undefined
}>

const systemTypes = ['apk', 'deb', 'rpm']

/** Inspector's package managers, by the type of a package URL. */
const managers: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(systemTypes.map((type) => [type, ['OS']])),
  cargo: ['CARGO'],
  composer: ['COMPOSER'],
  gem: ['BUNDLER', 'GEMSPEC'],
  golang: ['GOBINARY', 'GOMOD'],
  maven: ['JAR', 'POM'],
  npm: ['NODEPKG', 'NPM', 'YARN'],
  nuget: ['DOTNET_CORE', 'NUGET'],
  pypi: ['PIP', 'PIPENV', 'POETRY', 'PYTHONPKG'],
}

/** @returns undefined where the text is no package URL, such as pkg:npm/%40scope/name@1.0.0 */
export function parsePurl(text: string): Purl | undefined {
  const [, type, rest] = /^pkg:\/*([a-z][a-z0-9.+-]*)\/([^?#]+)/i.exec(text) ?? []
  if (type === undefined || rest === undefined) return undefined
  // A version begins at the last @; that of an npm scope may stand unescaped, and in front of a slash.
  const at = rest.lastIndexOf('@')
  const hasVersion = at > rest.lastIndexOf('/') + 1
  const parts = (hasVersion ? rest.slice(0, at) : rest).split('/').map(decode)
  const version = hasVersion ? decode(rest.slice(at + 1)) : undefined
  const known = parts.filter((part) => part !== undefined && part !== '') as readonly string[]
  const name = known.at(-1)
  if (name === undefined || version === '' || parts.includes(undefined)) return undefined
  return { type: type.toLowerCase(), namespace: known.slice(0, -1), name, version }
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Basic scanning names no package manager, and knows packages of the system only. */
export function matchesPurl(purl: Purl, finding: Finding): boolean {
  const { packageManager = 'OS', packageName, packageVersion } = finding
  const known = Object.hasOwn(managers, purl.type) ? managers[purl.type] : undefined
  return (
    known?.includes(packageManager.toUpperCase()) === true &&
    namesOf(purl).includes(canonical(packageName, purl)) &&
    (purl.version === undefined || isVersion(purl.version, packageVersion, purl))
  )
}

/** The namespace of a system's package is its vendor, which is no part of the name. */
function namesOf(purl: Purl): readonly string[] {
  const { type, namespace, name } = purl
  const joins = isSystem(purl) ? [] : type === 'maven' ? [':', '/'] : ['/']
  const whole = joins.map((join) => [...namespace, name].join(join))
  return (whole.length === 0 ? [name] : whole).map((one) => canonical(one, purl))
}

/** PyPI takes My_Package for my-package. */
function canonical(name: string, { type }: Purl): string {
  return type === 'pypi' ? name.toLowerCase().replace(/[-_.]+/g, '-') : name
}

/** A package URL has the epoch of a system's version in a qualifier, and Inspector may have it in front. */
function isVersion(wanted: string, version: string, purl: Purl): boolean {
  return wanted === version || (isSystem(purl) && wanted === version.replace(/^\d+:/, ''))
}

function isSystem({ type }: Purl): boolean {
  return systemTypes.includes(type)
}
