import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import type { ImageId } from './store.ts'

export const REPOSITORY_NAME = /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/
export const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/
export const DIGEST = /^sha256:[0-9a-f]{64}$/

export function invalidParameter(name: string, constraint: string): AwsError {
  return new AwsError(
    'InvalidParameterException',
    `Invalid parameter at '${name}' failed to satisfy constraint: '${constraint}'`,
  )
}

export function optionalText(input: Input, name: string, pattern?: RegExp): string | undefined {
  const value = input[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw new AwsError('SerializationException', `'${name}' must be a string`)
  if (pattern && !pattern.test(value)) {
    throw invalidParameter(name, `must satisfy regular expression '${pattern.source}'`)
  }
  return value
}

export function text(input: Input, name: string, pattern?: RegExp): string {
  const value = optionalText(input, name, pattern)
  if (value === undefined) throw invalidParameter(name, 'must not be null')
  return value
}

/** A text out of these; undefined where none is given. */
export function oneOf<T extends string>(input: Input, name: string, values: readonly T[]): T | undefined {
  const value = optionalText(input, name)
  const known = values.find((candidate) => candidate === value)
  if (value === undefined || known !== undefined) return known
  throw invalidParameter(name, `Member must satisfy enum value set: [${values.join(', ')}]`)
}

export function flag(input: Input, name: string): boolean | undefined {
  const value = input[name]
  if (value === undefined || typeof value === 'boolean') return value
  throw new AwsError('SerializationException', `'${name}' must be a boolean`)
}

export function record(input: Input, name: string): Input | undefined {
  const value = input[name]
  if (value === undefined || value === null) return undefined
  if (typeof value === 'object' && !Array.isArray(value)) return value as Input
  throw new AwsError('SerializationException', `'${name}' must be a structure`)
}

/** A list of structures or strings; its length between the limits where it is given. */
export function optionalList<T>(input: Input, name: string, most: number): readonly T[] | undefined {
  const value = input[name]
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value)) throw new AwsError('SerializationException', `'${name}' must be a list`)
  if (value.length >= 1 && value.length <= most) return value as readonly T[]
  throw invalidParameter(name, `Member must have length between 1 and ${most}`)
}

export function requiredList<T>(input: Input, name: string, most: number): readonly T[] {
  const value = optionalList<T>(input, name, most)
  if (value === undefined) throw invalidParameter(name, 'must not be null')
  return value
}

/** An image id as it came; what is missing in it stays missing. */
export function imageId(value: Input | undefined): ImageId {
  const imageDigest = optionalText(value ?? {}, 'imageDigest')
  const imageTag = optionalText(value ?? {}, 'imageTag')
  return {
    ...(imageDigest === undefined ? {} : { imageDigest }),
    ...(imageTag === undefined ? {} : { imageTag }),
  }
}

export function requiredImageId(input: Input): ImageId {
  const id = imageId(record(input, 'imageId'))
  if (id.imageDigest === undefined && id.imageTag === undefined) {
    throw invalidParameter('imageId', 'must have at least one of imageDigest or imageTag')
  }
  if (id.imageDigest !== undefined) text(id, 'imageDigest', DIGEST)
  return id
}
