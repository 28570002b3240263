/** A version as Python's packages have it, in its normal form. */
export type PythonVersion = Readonly<{
  version: string
  major: number
  minor: number
  patch: number
  /** Nothing but a final release: no pre-release, post-release or development release. */
  isFinal: boolean
}>

const pattern = new RegExp(
  [
    /^v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)/,
    /(?:[-_.]?(?<pre>a|b|c|rc|alpha|beta|pre|preview)[-_.]?(?<preNumber>\d+)?)?/,
    /(?<post>-(?<bare>\d+)|[-_.]?(?:post|rev|r)[-_.]?(?<postNumber>\d+)?)?/,
    /(?<dev>[-_.]?dev[-_.]?(?<devNumber>\d+)?)?/,
    /(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/,
  ]
    .map(({ source }) => source)
    .join(''),
  'i',
)

const spellings: Readonly<Record<string, string>> = {
  alpha: 'a',
  beta: 'b',
  c: 'rc',
  pre: 'rc',
  preview: 'rc',
}

/** Reads a version as PEP 440 has it; undefined where the text is none. */
export function parsePythonVersion(text: string): PythonVersion | undefined {
  const groups = pattern.exec(text)?.groups
  if (groups === undefined) return undefined
  const { epoch, pre, post, dev, local } = groups
  const release = (groups.release ?? '').split('.').map(Number)
  const [major = 0, minor = 0, patch = 0] = release
  const letters = pre?.toLowerCase() ?? ''
  const parts = [
    Number(epoch ?? 0) === 0 ? '' : `${Number(epoch)}!`,
    release.join('.'),
    pre && `${spellings[letters] ?? letters}${Number(groups.preNumber ?? 0)}`,
    post && `.post${Number(groups.bare ?? groups.postNumber ?? 0)}`,
    dev && `.dev${Number(groups.devNumber ?? 0)}`,
    local && `+${normaliseLocal(local)}`,
  ]
  return { version: parts.join(''), major, minor, patch, isFinal: !pre && !post && !dev }
}

/**
 * PEP 440 joins with full stops. docker/metadata-action joins with commas, which a tag shows as hyphens: `1.2+deb.1`
 * has always been `1.2-deb-1`, and a workflow that moves here keeps its tags.
 */
function normaliseLocal(local: string): string {
  return local
    .split(/[-_.]/)
    .map((part) => (Number.isNaN(Number(part)) ? part.toLowerCase() : String(Number(part))))
    .join(',')
}
