import { AwsError } from '../protocol/error.ts'

export function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message)
}

/** What STS says of a value that breaks a constraint of its model; it does not repeat a secret. */
export function violation(member: string, value: string | undefined, constraint: string): AwsError {
  const quoted = value === undefined ? '' : ` '${value}'`
  return invalid(
    `1 validation error detected: Value${quoted} at '${member}' failed to satisfy constraint: ${constraint}`,
  )
}

export function required(form: URLSearchParams, name: string): string {
  const value = form.get(name)
  if (value !== null) return value
  throw invalid(
    `1 validation error detected: Value null at '${memberOf(name)}' failed to satisfy constraint: Member must not be null`,
  )
}

export function constrained(
  form: URLSearchParams,
  name: string,
  pattern: RegExp,
  constraint: string,
): string {
  const value = required(form, name)
  if (pattern.test(value)) return value
  throw violation(memberOf(name), value, constraint)
}

/** The members of a list, as the query protocol numbers them. */
export function members(form: URLSearchParams, name: string, member: string): readonly string[] {
  const values: string[] = []
  for (let i = 1; ; i++) {
    const value = form.get(`${name}.member.${i}.${member}`)
    if (value === null) return values
    values.push(value)
  }
}

function memberOf(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`
}
