import fc from 'fast-check'
import type { CoverageStatus, EnhancedFinding, Finding, ScanScript, ScanStep } from '../../local/aws/aws.ts'

// Scans whose findings come in lots, as scripts of the miniature AWS: at any time, in any order, under any status that AWS
// gives them, with a time of completion and a word of Inspector that follow the truth or do not.

export const ways = ['basic', 'on-push', 'continuous'] as const
export type Way = (typeof ways)[number]

/** What the gate is asked for; each kind has findings of its own that break it. */
export type Law =
  | Readonly<{ kind: 'severity' | 'known-exploited' | 'epss' }>
  /** So many low ones are allowed. */
  | Readonly<{ kind: 'limit'; most: number }>

/** A release of one image or more, and how it is scanned. */
export type Timeline = Readonly<{
  way: Way
  law: Law
  /** Whether the registry's configuration may be read. */
  isConfigurationKnown: boolean
  /** Whether Inspector's coverage may be read. */
  isCoverageTold: boolean
  /** How long Inspector takes to answer: it throttles, and the call is tried again. */
  coverageMs: number
  /** Whether nothing ever says that the scan is done. */
  isEndless: boolean
  scripts: readonly ScanScript[]
}>

/** How late a lot comes: times of what the gate waits for more, which is 10 s after findings and 20 s without any. */
type Lateness = Readonly<{ min: number; max: number }>

/** What is told of a scan that still goes on. */
type Words = Readonly<{
  /** `now`: it is said to be complete with each lot; `last`: with the last one; `long-ago`: before it began. */
  completed: 'now' | 'last' | 'never' | 'long-ago'
  /** `usual`: what follows from the status. */
  coverage: 'usual' | 'running-to-the-end' | 'done-from-the-start' | 'silent'
}>

export type Kind = Readonly<{
  ways: readonly Way[]
  /** Of the last lot, which has what breaks the law where something does. */
  last: Lateness
  words: fc.Arbitrary<Words>
  isCoverageTold: fc.Arbitrary<boolean>
  /** Whether basic scans, too, say COMPLETE with each lot, which they should not. */
  isBasicInLots?: boolean
}>

const inTime: Lateness = { min: 0, max: 0.98 }
const enhanced = ['on-push', 'continuous'] as const

const anyWords = fc.record<Words>({
  completed: fc.constantFrom('now', 'now', 'last', 'last', 'never'),
  coverage: fc.constantFrom('usual', 'usual', 'running-to-the-end', 'done-from-the-start', 'silent'),
})

/** Findings keep coming within the settle time, whatever else is said of the scan: nothing may pass too early. */
export const settling: Kind = {
  ...{ ways, last: inTime, words: anyWords, isCoverageTold: fc.boolean() },
}

/** Findings come however late, and Inspector says so: nothing may pass too early either. */
export const awaited: Kind = {
  ...{ ways: enhanced, last: { min: 0.5, max: 3 }, isCoverageTold: fc.constant(true) },
  words: fc.record({
    completed: fc.constantFrom('now', 'last', 'never'),
    coverage: fc.constant('running-to-the-end'),
  }),
}

const follows = 'running-to-the-end'
const saysDone = 'done-from-the-start'

/** Also scans whose findings come later than the gate waits, and that say what is not so: what is missed of them? */
export const kinds: Readonly<Record<string, Kind>> = {
  'enhanced, within the settle time': { ...settling, ways: enhanced },
  'enhanced, late by 1 to 2 settle times; coverage follows': late({ min: 1.02, max: 2 }, follows),
  'enhanced, late by 1 to 2 settle times; coverage denied': late({ min: 1.02, max: 2 }),
  'enhanced, late by 1 to 2 settle times; coverage says done': late({ min: 1.02, max: 2 }, saysDone),
  'enhanced, late by 2 to 6 settle times; coverage follows': late({ min: 2, max: 6 }, follows),
  'enhanced, late by 2 to 6 settle times; coverage denied': late({ min: 2, max: 6 }),
  'enhanced, late by 2 to 6 settle times; coverage says done': late({ min: 2, max: 6 }, saysDone),
  'enhanced, in time, but said to be complete long ago': {
    ...late(inTime, saysDone),
    words: fc.constant({ completed: 'long-ago', coverage: saysDone }),
  },
  'basic, all findings with COMPLETE': { ...settling, ways: ['basic'] },
  'basic, COMPLETE with the first lot': { ...late(inTime, saysDone), ways: ['basic'], isBasicInLots: true },
}

function late(last: Lateness, coverage?: Words['coverage']): Kind {
  const words = { completed: 'now', coverage: coverage ?? saysDone } as const
  const isTold = coverage !== undefined
  return { ways: enhanced, last, words: fc.constant(words), isCoverageTold: fc.constant(isTold) }
}

const second = 1_000

/** What the lots of one image are made of; times are parts of what may be. */
type Lot = Readonly<{ count: number; late: number; pause: 'none' | 'IN_PROGRESS' | 'FINDINGS_UNAVAILABLE' }>

const lot = fc.record<Lot>({
  // Inspector's pages hold a hundred.
  count: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 95, max: 130 })),
  late: fc.integer({ min: 0, max: 1_000 }).map((part) => part / 1_000),
  pause: fc.constantFrom('none', 'none', 'none', 'IN_PROGRESS', 'FINDINGS_UNAVAILABLE'),
})

const lots = fc.oneof(
  { weight: 1, arbitrary: fc.constant([]) },
  { weight: 6, arbitrary: fc.array(lot, { minLength: 1, maxLength: 4, size: 'max' }) },
)

type Making = Readonly<{
  lots: readonly Lot[]
  /** Whether the first answer with lists has none. */
  startsEmpty: boolean
  absentMs: number
  pendingMs: number
  runningMs: number
  order: 'append' | 'prepend' | 'turn'
  breaks: 'nowhere' | 'first' | 'last'
}>

const makings = fc.record<Making>({
  ...{ lots, startsEmpty: fc.boolean() },
  absentMs: fc.integer({ min: 0, max: 20 * second }),
  pendingMs: fc.integer({ min: 0, max: 10 * second }),
  runningMs: fc.integer({ min: 0, max: 10 * second }),
  order: fc.constantFrom('append', 'prepend', 'turn'),
  breaks: fc.constantFrom('nowhere', 'nowhere', 'first', 'last', 'last', 'last', 'last'),
})

export function timelinesOf(kind: Kind): fc.Arbitrary<Timeline> {
  return fc
    .record({
      way: fc.constantFrom(...kind.ways),
      law: fc.constantFrom<Law['kind']>('severity', 'severity', 'limit', 'known-exploited', 'epss'),
      spare: fc.constantFrom(-1, -1, 0, 1),
      words: kind.words,
      isConfigurationKnown: fc.boolean(),
      isCoverageTold: kind.isCoverageTold,
      coverageMs: fc.integer({ min: 0, max: 9 * second }),
      images: fc
        .constantFrom(1, 1, 2)
        .chain((count) => fc.tuple(...Array.from({ length: count }, () => makings))),
    })
    .map(({ way, law, spare, words, images, isCoverageTold, ...known }) => {
      const all = images.flatMap((image) => image.lots).reduce((sum, { count }) => sum + count, 0)
      const asked = lawOf(way, law, Math.max(all + spare, 0))
      const scripts = images.map((image, index) => scriptOf({ way, law: asked, words, image, index, kind }))
      const isEndless = way !== 'basic' && neverEnds(way, words, isCoverageTold)
      return { ...known, isCoverageTold, isEndless, way, law: asked, scripts }
    })
}

/** ECR does not say it, and Inspector does not, or says the contrary. */
function neverEnds(way: Way, { completed, coverage }: Words, isTold: boolean): boolean {
  if (completed !== 'never') return false
  if (!isTold) return way === 'continuous'
  return coverage === 'usual' || (coverage === 'silent' && way === 'continuous')
}

/** Basic scanning knows nothing of exploits. */
function lawOf(way: Way, kind: Law['kind'], most: number): Law {
  if (kind === 'limit') return { kind, most }
  return { kind: way === 'basic' ? 'severity' : kind }
}

type Given = Readonly<{ way: Way; law: Law; words: Words; image: Making; index: number; kind: Kind }>

function scriptOf(given: Given): ScanScript {
  const { way, law, image, index } = given
  const { absentMs, pendingMs, runningMs } = image
  const lists = listsOf(law, image, index)
  const isAtOnce = way === 'basic' && !given.kind.isBasicInLots
  const steps = isAtOnce ? stepsAtOnce(lists, given) : stepsInLots(lists, given)
  const broken = lists.at(-1)?.flatMap(({ id, breaks }) => (breaks ? [id] : [])) ?? []
  return {
    steps: [
      { status: 'ABSENT', ms: absentMs },
      { status: 'PENDING', ms: pendingMs },
      { status: 'IN_PROGRESS', ms: runningMs },
      ...steps,
    ],
    ...(law.kind === 'known-exploited' ? { knownExploited: broken } : {}),
    ...(law.kind === 'epss' ? { epss: Object.fromEntries(broken.map((id) => [id, 0.9])) } : {}),
  }
}

type Told = Readonly<{ id: string; severity: string; breaks: boolean }>

/** What is there with each lot. */
function listsOf(law: Law, { lots: given, startsEmpty, breaks, order }: Making, index: number) {
  const lists: (readonly Told[])[] = startsEmpty || given.length === 0 ? [[]] : []
  const breaking = { nowhere: -1, first: 0, last: given.length - 1 }[breaks]
  let all: readonly Told[] = []
  for (const [number, { count }] of given.entries()) {
    const lot = Array.from({ length: count }, (_, place): Told => {
      const isBad = law.kind !== 'limit' && number === breaking && place === count - 1
      const severity = isBad && law.kind === 'severity' ? 'HIGH' : 'LOW'
      return { id: `CVE-${index}-${number}-${place}`, severity, breaks: isBad }
    })
    const joined = order === 'prepend' ? [...lot, ...all] : [...all, ...lot]
    all = order === 'turn' ? joined.toReversed() : joined
    lists.push(all)
  }
  return lists
}

/** A basic scan shows all at once; before that it may say COMPLETE without a time and without findings (aws-sdk 289). */
function stepsAtOnce(lists: readonly (readonly Told[])[], { image }: Given): readonly ScanStep[] {
  const early: ScanStep = { status: 'COMPLETE', findings: [], completedAt: undefined, ms: 8 * second }
  const running = lists
    .slice(0, -1)
    .map((list): ScanStep => ({ status: 'IN_PROGRESS', findings: list.map(asBasic), ms: 2 * second }))
  const last: ScanStep = { status: 'COMPLETE', findings: (lists.at(-1) ?? []).map(asBasic) }
  return [...running, ...(image.startsEmpty ? [early] : []), last]
}

function stepsInLots(lists: readonly (readonly Told[])[], given: Given): readonly ScanStep[] {
  const { way, words, image, kind } = given
  const lead = lists.length - image.lots.length
  return lists.flatMap((list, number): readonly ScanStep[] => {
    const next = image.lots[number + 1 - lead]
    const isLast = next === undefined
    const isTimed = words.completed === 'last' ? isLast : words.completed !== 'never'
    const step: ScanStep = {
      status: way === 'continuous' ? 'ACTIVE' : 'COMPLETE',
      ...(way === 'basic' ? { findings: list.map(asBasic) } : { enhanced: list.map(asEnhanced) }),
      ...completion(words, isTimed),
      ...coverageOf(words, isLast),
    }
    if (isLast) return [step]
    const settle = (list.length === 0 || !isTimed ? 20 : 10) * second
    const { min, max } = number === lists.length - 2 ? kind.last : inTime
    const ms = settle * (min + next.late * (max - min))
    if (next.pause === 'none') return [{ ...step, ms }]
    // A pause takes its time from the lot's: looks may miss it.
    return [
      { ...step, ms: ms / 2 },
      { status: next.pause, ms: ms / 2, ...coverageOf(words, false) },
    ]
  })
}

function completion({ completed }: Words, isTimed: boolean): Partial<ScanStep> {
  if (!isTimed) return { completedAt: undefined }
  return { completedAgoMs: completed === 'long-ago' ? 1_200 * second : 0 }
}

function coverageOf({ coverage }: Words, isLast: boolean): Readonly<{ coverage?: CoverageStatus }> {
  const done = { statusCode: 'ACTIVE', reason: 'SUCCESSFUL', lastScannedAgoMs: 0 }
  if (coverage === 'done-from-the-start') return { coverage: done }
  if (coverage === 'silent') return { coverage: { statusCode: 'ACTIVE', reason: 'A_WORD_OF_TOMORROW' } }
  if (coverage === 'usual') return {}
  return { coverage: isLast ? done : { statusCode: 'ACTIVE', reason: 'SCAN_IN_PROGRESS' } }
}

function asBasic({ id, severity }: Told): Finding {
  const attributes = [
    { key: 'package_name', value: 'openssl' },
    { key: 'package_version', value: '3.0.1' },
  ]
  return { name: id, severity, attributes }
}

function asEnhanced({ id, severity }: Told): EnhancedFinding {
  const vulnerablePackages = [{ name: 'openssl', version: '3.0.1', packageManager: 'OS' }]
  return { severity, packageVulnerabilityDetails: { vulnerabilityId: id, vulnerablePackages } }
}
