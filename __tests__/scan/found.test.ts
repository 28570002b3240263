import { describe, expect, test } from '@jest/globals'
import { found } from '../../src/scan/found.ts'
import type { FoundLook, Known, Memory } from '../../src/scan/look.ts'
import { type Sighting, see } from '../../src/scan/settle.ts'
import { nothing } from '../../src/scan/watch.ts'
import type { Witness } from '../../src/scan/witness.ts'
import { givenFinding } from '../support/given.ts'

const second = 1_000
const hour = 3_600_000

const bad = givenFinding({ severity: 'critical' })
const harmless = givenFinding({ severity: 'low' })
const now = 1_000 * hour
const ago = (ms: number) => new Date(now - ms)

type Given = Readonly<{
  look?: Partial<FoundLook>
  known?: Partial<Known>
  memory?: Partial<Memory>
  /** For how long the findings are as they are. */
  settledMs?: number
}>

/** What follows from a look at a minute's wait: a clean scan by Inspector that ended 5 s ago, if nothing is said. */
function next({ look, known, memory, settledMs = 0 }: Given) {
  const elapsedMs = 60 * second
  const whole: FoundLook = {
    ...{ kind: 'findings', state: 'COMPLETE', mode: 'enhanced', continuous: false },
    ...{ findings: [harmless], completedAt: ago(5 * second) },
    ...look,
  }
  const isBlocking: Known['isBlocking'] = (findings) => findings.includes(bad)
  const all: Known = {
    ...{ mode: 'enhanced', isManual: false, maxAgeMs: undefined, isBlocking, hasWitness: false, elapsedMs },
    ageOf: (time) => now - time.getTime(),
    ...known,
  }
  const sighting: Sighting = see(
    undefined,
    whole.findings,
    isBlocking(whole.findings),
    all.elapsedMs - settledMs,
  )
  return found(whole, { ...nothing, sighting, ...memory }, all)
}

const kindOf = (given: Given) => next(given).kind

describe('basic scanning', () => {
  const basic = { mode: 'basic' } as const
  const empty = { mode: undefined, findings: [] } as const

  test.each<[string, Given]>([
    ['with findings and a time', { look: basic }],
    ['with findings, in a registry that nothing is known of', { look: basic, known: { mode: undefined } }],
    ['with nothing found and a time', { look: empty, known: basic }],
    ['with what blocks', { look: { ...basic, findings: [bad] } }],
    ['of long ago', { look: { ...basic, completedAt: ago(1_000 * hour) } }],
  ])('is final at once %s', (_, given) => {
    expect(kindOf(given)).toBe('complete')
  })

  test('is not clean without a time: the findings may still come', () => {
    for (const settledMs of [0, 20 * second, hour])
      expect(next({ look: { ...empty, completedAt: undefined }, known: basic, settledMs })).toEqual({
        kind: 'wait',
        state: 'COMPLETE, but without a time and without findings',
      })
  })

  test('with findings and no time is final once they stay', () => {
    const look = { ...basic, completedAt: undefined }
    expect([0, 19 * second, 20 * second].map((settledMs) => kindOf({ look, settledMs }))).toEqual([
      'wait',
      'wait',
      'complete',
    ])
  })

  test('is not supposed where two empty lists are all that is known', () => {
    expect(kindOf({ look: empty, known: { mode: undefined } })).toBe('wait')
    expect(kindOf({ look: empty, known: { mode: undefined }, settledMs: 19 * second })).toBe('wait')
    expect(kindOf({ look: empty, known: { mode: undefined }, settledMs: 20 * second })).toBe('complete')
  })

  test('never says that a scan is continuous: what does is Inspector’s', () => {
    expect(kindOf({ look: { ...empty, continuous: true }, known: basic })).not.toBe('complete')
  })
})

describe('enhanced scanning passes', () => {
  test.each<[string, number, Partial<FoundLook>]>([
    ['after ten seconds without a change', 10 * second, {}],
    ['after twenty where nothing was found', 20 * second, { findings: [] }],
    ['after twenty where both lists are empty', 20 * second, { findings: [], mode: undefined }],
    ['after twenty where no time is told', 20 * second, { completedAt: undefined }],
    ['after ten where it goes on for ever', 10 * second, { continuous: true }],
  ])('%s', (_, settledMs, look) => {
    expect(kindOf({ look, settledMs: settledMs - 1 })).toBe('wait')
    expect(kindOf({ look, settledMs })).toBe('complete')
  })

  test('at once where the scan ended long before', () => {
    expect(kindOf({ look: { completedAt: ago(hour) }, known: { hasWitness: true } })).toBe('complete')
  })

  test('never where a continuous scan has no first result', () => {
    for (const findings of [[], [harmless]])
      for (const known of [{}, { mode: undefined }, { mode: 'basic' as const }])
        expect(
          kindOf({ look: { continuous: true, completedAt: undefined, findings }, known, settledMs: hour }),
        ).toBe('wait')
  })

  test('but blocks without one', () => {
    const look = { continuous: true, completedAt: undefined, findings: [bad] }
    expect(kindOf({ look, settledMs: 10 * second })).toBe('complete')
  })
})

describe('Inspector’s own word', () => {
  const known = { hasWitness: true }
  const pending: Witness = { kind: 'pending', reason: 'SCAN_IN_PROGRESS' }
  const settled = { known, settledMs: 20 * second }
  const asked = (witness: Witness | undefined, agoMs = 0) => ({ witness, askedMs: 60 * second - agoMs })

  test('is asked for once the findings stay', () => {
    expect(kindOf({ known, settledMs: 5 * second })).toBe('wait')
    expect(kindOf(settled)).toBe('ask')
  })

  test('is asked for again where findings came since', () => {
    expect(kindOf({ ...settled, memory: asked({ kind: 'done', reason: 'SUCCESSFUL' }, 21 * second) })).toBe(
      'ask',
    )
  })

  test('is not needed for what blocks', () => {
    expect(kindOf({ ...settled, look: { findings: [bad] } })).toBe('complete')
  })

  test.each<[string, Witness | undefined]>([
    ['done', { kind: 'done', reason: 'SUCCESSFUL' }],
    ['not to the point', { kind: 'silent', reason: 'SCAN_FREQUENCY_SCAN_ON_PUSH' }],
    ['none', undefined],
  ])('lets pass what settled: %s', (_, witness) => {
    expect(kindOf({ ...settled, memory: asked(witness) })).toBe('complete')
  })

  test('keeps from passing what is pending, for as long as it is', () => {
    expect(next({ ...settled, memory: asked(pending) })).toEqual({
      kind: 'wait',
      state: 'COMPLETE, but Inspector says SCAN_IN_PROGRESS',
      withinMs: 10 * second,
    })
    expect(kindOf({ ...settled, memory: asked(pending, 9_999) })).toBe('wait')
    expect(kindOf({ ...settled, memory: asked(pending, 10 * second) })).toBe('ask')
  })

  test.each<[string, 'unsupported' | 'denied' | 'failed']>([
    ['UNSUPPORTED_OS', 'unsupported'],
    ['ACCESS_DENIED_TO_ENCRYPTION_KEY', 'denied'],
    ['RESOURCE_TERMINATED', 'failed'],
  ])('that nothing will come is no clean scan: %s', (reason, because) => {
    const memory = asked({ kind: 'unavailable', reason, because })
    expect(next({ ...settled, look: { findings: [], mode: undefined }, memory })).toMatchObject({
      kind: 'unavailable',
      reason: because,
    })
  })

  test('makes up for a first result that nothing tells of', () => {
    const look = { continuous: true, completedAt: undefined }
    expect(kindOf({ ...settled, look })).toBe('ask')
    expect(kindOf({ ...settled, look, memory: asked(pending) })).toBe('wait')
    expect(kindOf({ ...settled, look, memory: asked(pending, 10 * second) })).toBe('ask')
    const done = asked({ kind: 'done', reason: 'SUCCESSFUL' })
    expect(kindOf({ ...settled, look, memory: done })).toBe('complete')
    expect(kindOf({ known, settledMs: 19 * second, look, memory: done })).toBe('wait')
  })
})

describe('a scan that is too old', () => {
  const old = { completedAt: ago(26 * hour) }
  const known = { maxAgeMs: 24 * hour }
  const ofBasic = { look: { ...old, mode: 'basic' as const }, known: { ...known, mode: 'basic' as const } }
  const start = (kind: 'started' | 'too-early' | 'refused') =>
    ({ start: kind === 'started' ? { kind } : { kind, reason: 'for a reason' } }) as const

  test('is fine where no age is too high, or just young enough', () => {
    expect(kindOf({ look: { ...old, mode: 'basic' } })).toBe('complete')
    expect(kindOf({ ...ofBasic, look: { ...ofBasic.look, completedAt: ago(24 * hour) } })).toBe('complete')
  })

  describe('of basic scanning', () => {
    test.each<[string, Partial<FoundLook>, Known['mode']]>([
      ['clean', { findings: [] }, 'basic'],
      ['of two empty lists', { findings: [], mode: undefined }, 'basic'],
      [
        'of two empty lists, in a registry that nothing is known of',
        { findings: [], mode: undefined },
        undefined,
      ],
      ['with findings', {}, 'basic'],
      ['with what blocks', { findings: [bad] }, 'basic'],
    ])('is renewed: %s', (_, look, mode) => {
      expect(kindOf({ look: { ...ofBasic.look, ...look }, known: { ...known, mode } })).toBe('start')
    })

    test('is waited for when it was renewed, be it clean or not', () => {
      for (const findings of [[], [harmless], [bad]])
        expect(next({ ...ofBasic, look: { ...ofBasic.look, findings }, memory: start('started') })).toEqual({
          kind: 'wait',
          state: 'a new scan is on its way',
        })
    })

    test('counts again once the new one is there', () => {
      const look = { ...ofBasic.look, completedAt: ago(second) }
      expect(kindOf({ ...ofBasic, look, memory: start('started') })).toBe('complete')
    })

    test.each(['too-early', 'refused'] as const)('is no pass where it cannot be renewed: %s', (kind) => {
      for (const findings of [[], [harmless]])
        expect(next({ ...ofBasic, look: { ...ofBasic.look, findings }, memory: start(kind) })).toEqual({
          kind: 'unavailable',
          reason: 'stale',
          detail: 'it was scanned 26 h ago, and 24 h are allowed; it cannot be renewed: for a reason',
        })
      const look = { ...ofBasic.look, findings: [bad] }
      expect(kindOf({ ...ofBasic, look, memory: start(kind) })).toBe('complete')
    })
  })

  describe('of enhanced scanning', () => {
    test.each<[string, Partial<FoundLook>, Known['mode']]>([
      ['with findings', {}, 'enhanced'],
      ['with findings, in a registry that nothing is known of', {}, undefined],
      ['of two empty lists', { findings: [], mode: undefined }, 'enhanced'],
    ])('is no pass: %s', (_, look, mode) => {
      expect(next({ look: { ...old, ...look }, known: { ...known, mode } })).toEqual({
        kind: 'unavailable',
        reason: 'stale',
        detail: 'it was scanned 26 h ago, and 24 h are allowed; Inspector renews scans by rules of its own',
      })
    })

    test('blocks where it has what blocks', () => {
      expect(kindOf({ look: { ...old, findings: [bad] }, known })).toBe('complete')
    })

    test('is fine where it is continuous: Inspector keeps it up to date', () => {
      expect(kindOf({ look: { ...old, continuous: true }, known })).toBe('complete')
    })

    test('is never asked to be scanned, whatever the findings are called', () => {
      for (const mode of ['basic', 'enhanced', undefined] as const)
        expect(kindOf({ look: { ...old, mode, findings: [] }, known })).not.toBe('start')
    })
  })

  test('is what a scan without a time may be', () => {
    for (const mode of ['basic', 'enhanced', undefined] as const)
      expect(next({ look: { mode, completedAt: undefined, findings: [] }, known, settledMs: hour })).toEqual({
        kind: 'wait',
        state: 'COMPLETE, but without a time',
      })
  })

  test('without a time blocks all the same', () => {
    const look = { ...ofBasic.look, completedAt: undefined, findings: [bad] }
    expect(kindOf({ ...ofBasic, look, settledMs: 10 * second })).toBe('complete')
  })
})
