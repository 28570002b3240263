import type { Finding, ScanMode, UnavailableReason } from './findings.ts'
import type { Sighting } from './settle.ts'
import type { WaitReason } from './states.ts'
import type { Witness } from './witness.ts'

/** What one look at a scan gives. `state` names it for the log and for the message of a wait that ran out. */
export type Look =
  | Readonly<{ kind: 'wait'; why: WaitReason; state: string }>
  /** An answer that cannot be read, or none: it may pass. */
  | Readonly<{ kind: 'fault'; state: string; error: Error }>
  | Readonly<{ kind: 'unavailable'; reason: UnavailableReason; detail: string }>
  | Readonly<{
      kind: 'findings'
      state: string
      /** By the data; undefined where two empty lists tell nothing. */
      mode: ScanMode | undefined
      continuous: boolean
      findings: readonly Finding[]
      completedAt: Date | undefined
    }>

export type FoundLook = Extract<Look, { kind: 'findings' }>

/** What is known beside the look. Times are in ms. */
export type Known = Readonly<{
  /** By the registry's configuration, or by what a call revealed. */
  mode: ScanMode | undefined
  /** No scan begins by itself. */
  isManual: boolean
  maxAgeMs: number | undefined
  /** When the look began, and when it was over; where that is missing it took no time. */
  elapsedMs: number
  seenMs?: number
  /** How long ago a time was, at the run's pace. */
  ageOf: (time: Date) => number
  /** Whether findings block whatever else is found. */
  isBlocking: (findings: readonly Finding[]) => boolean
  /** Whether Inspector may be asked. */
  hasWitness: boolean
}>

/** What is remembered from look to look. */
export type Memory = Readonly<{
  /** Why it waits, and since when. */
  waiting: Readonly<{ why: WaitReason; sinceMs: number }> | undefined
  sighting: Sighting | undefined
  /** The last look that blocks, whatever came after it. */
  blocked: FoundLook | undefined
  faults: number
  throttles: number
  /** The scan that was started from here; `reason` where that was refused. */
  start:
    | Readonly<{ kind: 'started' } | { kind: 'refused' | 'too-early' | 'unsupported'; reason: string }>
    | undefined
  witness: Witness | undefined
  /** When it answered. */
  askedMs: number | undefined
}>

export type Next =
  /** `withinMs`: look again by then at the latest. */
  | Readonly<{ kind: 'wait'; state: string; withinMs?: number }>
  | Readonly<{ kind: 'start' | 'ask' }>
  | Readonly<{ kind: 'complete'; look: FoundLook }>
  | Readonly<{ kind: 'unavailable'; reason: UnavailableReason; detail: string }>
  | Readonly<{ kind: 'failed'; error: Error }>
