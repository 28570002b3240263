import type { Input } from '../protocol/json.ts'
import { invalidParameter, optionalText } from './input.ts'

export type Page<T> = Readonly<{ items: readonly T[]; nextToken?: string }>

/** One page of a list. The token is opaque to the caller and belongs to this list's length only by its offset. */
export function page<T>(input: Input, all: readonly T[], byDefault = 100): Page<T> {
  const size = pageSize(input, byDefault)
  const start = offset(input)
  const end = start + size
  const items = all.slice(start, end)
  return end < all.length
    ? { items, nextToken: Buffer.from(`offset:${end}`).toString('base64url') }
    : { items }
}

function pageSize(input: Input, byDefault: number): number {
  const value = input.maxResults
  if (value === undefined || value === null) return byDefault
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 1000) return value
  throw invalidParameter('maxResults', 'Member must have value between 1 and 1000')
}

function offset(input: Input): number {
  const token = optionalText(input, 'nextToken')
  if (token === undefined) return 0
  const match = /^offset:(\d+)$/.exec(Buffer.from(token, 'base64url').toString())
  if (!match) throw invalidParameter('nextToken', 'is not a token of this operation')
  return Number(match[1])
}
