import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import { shortName } from './names.ts'

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message)
}

export function clientError(message: string): AwsError {
  return new AwsError('ClientException', message)
}

export function optionalText(input: Input, name: string): string | undefined {
  const value = input[name]
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value
  throw new AwsError('SerializationException', `'${name}' must be a string`)
}

export function text(input: Input, name: string): string {
  const value = optionalText(input, name)
  if (value) return value
  throw invalidParameter(`${capital(name)} cannot be empty.`)
}

export function optionalTexts(input: Input, name: string): readonly string[] | undefined {
  const value = input[name]
  if (value === undefined || value === null) return undefined
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value
  throw new AwsError('SerializationException', `'${name}' must be a list of strings`)
}

export function texts(input: Input, name: string, most: number): readonly string[] {
  const value = optionalTexts(input, name) ?? []
  if (value.length === 0) throw invalidParameter(`${capital(name)} cannot be empty.`)
  if (value.length <= most) return value
  throw invalidParameter(`${capital(name)} cannot have more than ${most} elements.`)
}

export function optionalNumber(input: Input, name: string): number | undefined {
  const value = input[name]
  if (value === undefined || value === null || typeof value === 'number') return value ?? undefined
  throw new AwsError('SerializationException', `'${name}' must be a number`)
}

export function structure(value: unknown): Input | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Input) : undefined
}

export function clusterName(input: Input): string {
  return shortName(optionalText(input, 'cluster') || 'default')
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
