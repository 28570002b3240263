import { dayOf } from './days.ts'
import { type EntryFit, fitOf } from './entry-fit.ts'
import { indexEntries } from './entry-index.ts'
import type { Finding } from './findings.ts'
import type { IgnoreEntry } from './ignore.ts'

/** What an entry came upon while findings were matched: what is said of it later. */
export type Experience = Readonly<{
  entry: IgnoreEntry
  /** Whether a finding is what the entry is about, be it covered or not. */
  isMet: boolean
  /** Whether it keeps a finding from counting. */
  covers: boolean
  /** The first finding for which it holds no longer, and why; only where no other entry covers that finding. */
  failed: Failed | undefined
}>

type Failed = Readonly<{ fit: Exclude<EntryFit, 'holds'>; finding: Finding }>

export type Matcher = Readonly<{
  /** The first entry that covers a finding. Findings that do not count anyway are merely noted. */
  match(finding: Finding): IgnoreEntry | undefined
  /** Of all entries, in their order. */
  experiences(): readonly Experience[]
}>

type Candidate = {
  -readonly [K in keyof Experience]: Experience[K]
} & Readonly<{ fit: (finding: Finding) => EntryFit | undefined }>

/** Makes the entries ready for any number of findings. They hold through the day of `until`, in UTC. */
export function createMatcher(entries: readonly IgnoreEntry[], now: Date): Matcher {
  const today = dayOf(now)
  const candidates = entries.map(
    (entry): Candidate => ({
      ...{ entry, isMet: false, covers: false, failed: undefined },
      fit: fitOf(entry, today),
    }),
  )
  const find = indexEntries(entries)
  return {
    match: (finding) =>
      meet(
        find(finding).flatMap((at) => candidates[at] ?? []),
        finding,
      ),
    experiences: () => candidates,
  }
}

function meet(candidates: readonly Candidate[], finding: Finding): IgnoreEntry | undefined {
  // A finding that is gone is nothing that an entry would be needed for.
  if (finding.standing === 'closed') return undefined
  const isActive = finding.standing === 'active'
  const failing: [Candidate, Failed['fit']][] = []
  let first: IgnoreEntry | undefined
  for (const one of candidates) {
    const fit = one.fit(finding)
    if (fit === undefined) continue
    one.isMet = true
    if (fit !== 'holds') failing.push([one, fit])
    else if (isActive) {
      one.covers = true
      first ??= one.entry
    }
  }
  if (isActive && first === undefined) for (const [one, fit] of failing) one.failed ??= { fit, finding }
  return first
}
