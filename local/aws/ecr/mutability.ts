import type { Input } from '../protocol/json.ts'
import { invalidParameter, oneOf, optionalList, text } from './input.ts'
import type { RepositorySettings, TagMutability } from './store.ts'

export type Mutability = Pick<RepositorySettings, 'tagMutability' | 'exclusions'>

const MUTABILITIES: readonly TagMutability[] = [
  'MUTABLE',
  'IMMUTABLE',
  'IMMUTABLE_WITH_EXCLUSION',
  'MUTABLE_WITH_EXCLUSION',
]

export function mutability(input: Input): Mutability {
  const tagMutability = oneOf(input, 'imageTagMutability', MUTABILITIES) ?? 'MUTABLE'
  const filters = optionalList<Input>(input, 'imageTagMutabilityExclusionFilters', 5) ?? []
  if (filters.length > 0 !== tagMutability.endsWith('_WITH_EXCLUSION')) {
    throw invalidParameter('imageTagMutabilityExclusionFilters', `does not go with ${tagMutability}`)
  }
  return { tagMutability, exclusions: filters.map(exclusion) }
}

export function mutabilityShape({ tagMutability, exclusions }: Mutability) {
  const filters = exclusions.map((filter) => ({ filterType: 'WILDCARD', filter }))
  return {
    imageTagMutability: tagMutability,
    ...(filters.length > 0 ? { imageTagMutabilityExclusionFilters: filters } : {}),
  }
}

function exclusion(given: Input): string {
  if (!oneOf(given, 'filterType', ['WILDCARD'])) throw invalidParameter('filterType', 'must not be null')
  const filter = text(given, 'filter', /^[0-9a-zA-Z._*-]{1,128}$/)
  if (filter.split('*').length - 1 <= 2) return filter
  throw invalidParameter('filter', 'must have at most 2 wildcards')
}
