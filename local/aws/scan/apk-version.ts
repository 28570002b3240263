// The order matters: where two versions go different ways, the one whose part comes first here is the newer one.
const kinds = ['number', 'letter', 'suffix', 'suffix-number', 'hash', 'revision', 'end'] as const
type Part = Readonly<{ kind: (typeof kinds)[number]; text: string }>

const VERSION = /^(\d+(?:\.\d+)*)([a-z])?((?:_[a-z]+\d*)*)(?:~([0-9a-f]+))?(?:-r(\d+))?/
const PRE = ['alpha', 'beta', 'pre', 'rc']
const POST = ['cvs', 'svn', 'git', 'hg', 'p']

/** Compares two versions of Alpine packages as apk does: negative when `a` is older, 0 when they are equal. */
export function compareVersions(a: string, b: string): number {
  const left = parse(a)
  const right = parse(b)
  for (let i = 0; ; i++) {
    const [one, other] = [left[i] ?? end, right[i] ?? end]
    if (one.kind !== other.kind) return compareKinds(one, other)
    if (one.kind === 'end') return 0
    const difference = compareTexts(one.kind, one.text, other.text, i)
    if (difference !== 0) return difference
  }
}

const end: Part = { kind: 'end', text: '' }

// What cannot be read any more ends the version.
function parse(version: string): readonly Part[] {
  const [, numbers = '', letter, suffixes = '', hash, revision] = VERSION.exec(version.trim()) ?? []
  return [
    ...numbers.split('.').map((text): Part => ({ kind: 'number', text })),
    ...part('letter', letter),
    ...[...suffixes.matchAll(/_([a-z]+)(\d*)/g)].flatMap(([, name, number]) => [
      ...part('suffix', name),
      ...part('suffix-number', number),
    ]),
    ...part('hash', hash),
    ...part('revision', revision),
  ]
}

function part(kind: Part['kind'], text: string | undefined): readonly Part[] {
  return text ? [{ kind, text }] : []
}

// The longer version is the newer one, unless what it has more marks it as one before the release.
function compareKinds(one: Part, other: Part): number {
  if (one.kind === 'suffix' && weight(one.text) < 0) return -1
  if (other.kind === 'suffix' && weight(other.text) < 0) return 1
  return kinds.indexOf(other.kind) - kinds.indexOf(one.kind)
}

function compareTexts(kind: Part['kind'], one: string, other: string, at: number): number {
  if (kind === 'suffix') return weight(one) - weight(other)
  // After the first dot a leading zero makes a fraction of a number: 1.06 is older than 1.1.
  const isFraction = kind === 'number' && at > 0 && (one.startsWith('0') || other.startsWith('0'))
  if (isFraction || kind === 'letter' || kind === 'hash') return one < other ? -1 : Number(one > other)
  const difference = BigInt(one || '0') - BigInt(other || '0')
  return difference < 0n ? -1 : Number(difference > 0n)
}

function weight(suffix: string): number {
  const before = PRE.indexOf(suffix)
  return before < 0 ? POST.indexOf(suffix) + 1 : before - PRE.length
}
