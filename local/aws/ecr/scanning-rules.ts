import { matches } from '../iam/wildcard.ts'
import type { World } from '../world.ts'
import type { Repository } from './store.ts'

export type ScanFrequency = 'SCAN_ON_PUSH' | 'CONTINUOUS_SCAN' | 'MANUAL'
export type ScanningFilter = Readonly<{ filter: string; filterType: 'WILDCARD' }>
export type ScanningRule = Readonly<{
  scanFrequency: ScanFrequency
  repositoryFilters: readonly ScanningFilter[]
}>
export type ScanningConfiguration = Readonly<{
  scanType: 'BASIC' | 'ENHANCED'
  rules: readonly ScanningRule[]
}>

/** How one repository is scanned, and by which of the registry's filters. */
export type Coverage = Readonly<{
  scanType: ScanningConfiguration['scanType']
  scanFrequency: ScanFrequency
  filters: readonly ScanningFilter[]
}>

export const noRules: ScanningConfiguration = { scanType: 'BASIC', rules: [] }

/** Continuous scanning goes before scanning on push; a repository's own setting counts for basic scanning only. */
export function coverage(world: World, repository: Repository): Coverage {
  const { scanType, rules } = world.registry.scanning.current
  for (const scanFrequency of ['CONTINUOUS_SCAN', 'SCAN_ON_PUSH'] as const) {
    const filters = rules
      .filter((rule) => rule.scanFrequency === scanFrequency)
      .flatMap((rule) => rule.repositoryFilters.filter(({ filter }) => covers(filter, repository.name)))
    if (filters.length > 0) return { scanType, scanFrequency, filters }
  }
  const own = scanType === 'BASIC' && repository.settings.current.scanOnPush
  return { scanType, scanFrequency: own ? 'SCAN_ON_PUSH' : 'MANUAL', filters: [] }
}

// Without a wildcard a filter is a part of the name, wherever it stands.
function covers(filter: string, name: string): boolean {
  return filter.includes('*') ? matches(filter, name) : name.includes(filter)
}
