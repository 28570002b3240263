import type { Input } from '../protocol/json.ts'
import { invalidParameter, optionalNumber, optionalText } from './input.ts'

export type Page<T> = Readonly<{ items: readonly T[]; nextToken?: string }>

export function page<T>(input: Input, all: readonly T[], byDefault = 100): Page<T> {
  const size = optionalNumber(input, 'maxResults') ?? byDefault
  if (!Number.isInteger(size) || size < 1 || size > 100) {
    throw invalidParameter('maxResults must be between 1 and 100.')
  }
  const start = offset(input)
  const items = all.slice(start, start + size)
  if (start + size >= all.length) return { items }
  return { items, nextToken: Buffer.from(`from:${start + size}`).toString('base64url') }
}

function offset(input: Input): number {
  const token = optionalText(input, 'nextToken')
  if (!token) return 0
  const match = /^from:(\d+)$/.exec(Buffer.from(token, 'base64url').toString())
  if (!match) throw invalidParameter('Invalid token.')
  return Number(match[1])
}
