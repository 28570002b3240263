import type { EntryEdit } from '../deploy/edits.ts'

/** `NAME=value` sets, `NAME=` sets an empty value, `-NAME` removes; undefined where it is neither. */
export function entryOf(text: string): EntryEdit | undefined {
  const [, removed] = /^-([^\s=]+)$/.exec(text) ?? []
  if (removed !== undefined) return { kind: 'remove', name: removed }
  const [, name, value] = /^([^\s=-][^\s=]*)\s*=(.*)$/s.exec(text) ?? []
  return name === undefined || value === undefined ? undefined : { kind: 'set', name, value }
}

/** The names that a list of edits has more than once, each told once. */
export function doublesOf(edits: readonly EntryEdit[]): readonly string[] {
  const names = edits.map(({ name }) => name)
  const seen = new Set<string>()
  const doubles = names.filter((name) => seen.size === seen.add(name).size)
  return [...new Set(doubles)]
}

const secretArn =
  /^arn:aws[a-z-]*:(secretsmanager:[a-z0-9-]+:\d{12}:secret:\S+|ssm:[a-z0-9-]+:\d{12}:parameter\/\S+)$/

/** Whether it names a secret for ECS: an ARN of Secrets Manager or Parameter Store, or a parameter of the same region. */
export function isSecretReference(value: string): boolean {
  return secretArn.test(value) || (!value.startsWith('arn:') && /^[\w./-]{1,1011}$/.test(value))
}

/** Whether a plain value is where a secret is, and not the secret. */
export function looksLikeSecretArn(value: string): boolean {
  return /^\s*arn:aws[\w-]*:(secretsmanager|ssm):/.test(value)
}

/** ECS takes files of variables from S3 alone, and by their ending. */
export function isEnvironmentFile(value: string): boolean {
  return /^arn:aws[a-z-]*:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/\S+\.env$/.test(value)
}

/** A JSON array of texts; undefined for anything else. */
export function wordsOf(text: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined
  } catch {
    return undefined
  }
}

export function isContainerName(name: string): boolean {
  return /^[A-Za-z0-9_-]{1,255}$/.test(name)
}

export function isLogDriver(name: string): boolean {
  return /^[a-z][a-z0-9-]{0,63}$/.test(name)
}
