import type { Input } from '../protocol/json.ts'
import { type OddPaging, offsetOf, type Page, pageAt } from '../scan/paging.ts'
import { invalidParameter, optionalText } from './input.ts'

type Sizes = Readonly<{ byDefault?: number; most?: number; odd?: OddPaging | undefined }>

/** One page of a list, of `maxResults` items at most, and never of more than `most`. */
export function page<T>(input: Input, all: readonly T[], sizes: Sizes = {}): Page<T> {
  const { byDefault = 100, most = 1000, odd } = sizes
  return pageAt(all, offset(input), Math.min(pageSize(input, byDefault), most), odd)
}

function pageSize(input: Input, byDefault: number): number {
  const value = input.maxResults
  if (value === undefined || value === null) return byDefault
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 1000) return value
  throw invalidParameter('maxResults', 'Member must have value between 1 and 1000')
}

function offset(input: Input): number {
  const start = offsetOf(optionalText(input, 'nextToken'))
  if (start === undefined) throw invalidParameter('nextToken', 'is not a token of this operation')
  return start
}
