import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import { type OddPaging, offsetOf, type Page, pageAt } from '../scan/paging.ts'

export function invalid(field: string, message: string): AwsError {
  const fields = [{ name: field, message }]
  const text = `1 validation error detected: Value at '${field}' failed to satisfy constraint: ${message}`
  return new AwsError('ValidationException', text, 400, { reason: 'FIELD_VALIDATION_FAILED', fields })
}

/** A list of structures or strings of a given length; undefined where there is none. */
export function list<T>(value: unknown, field: string, most: number): readonly T[] | undefined {
  if (value === undefined || value === null) return undefined
  if (Array.isArray(value) && value.length >= 1 && value.length <= most) return value as readonly T[]
  throw invalid(field, `Member must have length between 1 and ${most}`)
}

export function structure(value: unknown, field: string): Input {
  if (value === undefined || value === null) return {}
  if (typeof value === 'object' && !Array.isArray(value)) return value as Input
  throw invalid(field, 'Member must be a structure')
}

/** One page of a list. The pages of a service that is out of order have no end. */
export function page<T>(input: Input, all: readonly T[], most: number, odd?: OddPaging): Page<T> {
  const { maxResults: size = Math.min(100, most), nextToken } = input
  if (typeof size !== 'number' || !Number.isInteger(size) || size < 1 || size > most) {
    throw invalid('maxResults', `Member must be between 1 and ${most}`)
  }
  const start = offsetOf(typeof nextToken === 'string' ? nextToken : undefined)
  if (start === undefined) throw invalid('nextToken', 'Member is not a token of this operation')
  return pageAt(all, start, size, odd)
}
