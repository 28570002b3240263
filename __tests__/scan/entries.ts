import type { IgnoreEntry } from '../../src/scan/ignore.ts'

/** An entry that covers what `givenFinding` gives, and always. */
export function givenEntry(overrides: Partial<IgnoreEntry> = {}): IgnoreEntry {
  return {
    id: 'CVE-2026-0001',
    packages: [],
    paths: [],
    purls: [],
    platform: undefined,
    until: undefined,
    untilFixed: false,
    reason: 'not reachable',
    severity: undefined,
    file: '.slipway-ignore.yml',
    line: 3,
    ...overrides,
  }
}
