import { quoted } from '../quoted.ts'
import { type Encryption, type Mutability, mutabilities, type WantedSettings } from '../registry/settings.ts'
import type { Reader } from './reader.ts'

const settings = [
  'repository-tag-mutability',
  'repository-encryption',
  'repository-scan-on-push',
  'repository-tags',
  'repository-policy',
  'lifecycle-policy',
] as const

/** @returns what a missing repository is made with, or undefined where it is not to be made */
export function readSettings(reader: Reader): WantedSettings | undefined {
  const isWanted = reader.flag('create-repository', false)
  const wanted: WantedSettings = {
    mutability: readMutability(reader),
    encryption: readEncryption(reader),
    scanOnPush: reader.flag('repository-scan-on-push', true),
    scanOnPushGiven: reader.given('repository-scan-on-push'),
    tags: readTags(reader),
    policy: readPolicy(reader, 'repository-policy', 'Statement'),
    lifecyclePolicy: readPolicy(reader, 'lifecycle-policy', 'rules'),
  }
  if (isWanted) return wanted
  for (const name of settings.filter(reader.given))
    reader.notice(`${name} has nothing to act on: create-repository is not true.`)
  return undefined
}

const mostFilters = 5

/** The kind, and after it the filters of tags that are excluded from it. */
function readMutability(reader: Reader): Mutability | undefined {
  const [given, ...exclusions] = reader.list('repository-tag-mutability')
  if (given === undefined) return undefined
  const problem = (text: string) => reader.problem('repository-tag-mutability', text)
  const kind = mutabilities.find((one) => one === given.toUpperCase().replaceAll('-', '_'))
  if (kind === undefined) {
    problem(`${quoted(given)} is not one of ${mutabilities.join(', ')}`)
    return undefined
  }
  const takesFilters = kind.endsWith('_WITH_EXCLUSION')
  if (takesFilters && exclusions.length === 0) problem(`${kind} needs the tags that are excluded, one a line`)
  if (!takesFilters && exclusions.length > 0)
    problem(`${kind} takes no filters such as ${quoted(exclusions[0] ?? '')}; use ${kind}_WITH_EXCLUSION`)
  if (exclusions.length > mostFilters) problem(`${exclusions.length} filters, and ECR takes ${mostFilters}`)
  for (const filter of exclusions) {
    if (!/^[0-9a-zA-Z._*-]{1,128}$/.test(filter) || filter.split('*').length > 3)
      problem(`${quoted(filter)} is not a filter of letters, digits and ._- with at most two *`)
  }
  return { kind, exclusions }
}

const keyPattern =
  /^(arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(key|alias)\/[\w/-]+|alias\/[\w/-]+|[0-9a-f-]{36}|mrk-[0-9a-f]{32})$/

/** A type, a key, or both: a key alone means KMS. */
function readEncryption(reader: Reader): Encryption | undefined {
  const given = reader.text('repository-encryption')
  if (given === undefined) return undefined
  const [first = '', second, ...rest] = given.split(/\s+/)
  const type = (['AES256', 'KMS', 'KMS_DSSE'] as const).find((one) => one === first.toUpperCase())
  const key = type === undefined ? first : second
  const isValid = key === undefined || (keyPattern.test(key) && type !== 'AES256')
  const isRest = rest.length > 0 || (type === undefined && second !== undefined)
  if (isValid && !isRest) return { type: type ?? 'KMS', key }
  reader.problem(
    'repository-encryption',
    `${quoted(given)} is not AES256, KMS, KMS_DSSE, or a KMS key (ARN, id or alias/name)`,
  )
  return undefined
}

function readTags(reader: Reader): Readonly<Record<string, string>> {
  const tags: (readonly [string, string])[] = []
  for (const line of reader.lines('repository-tags')) {
    const equals = line.indexOf('=')
    const key = line.slice(0, Math.max(equals, 0)).trim()
    if (key === '' || key.length > 128)
      reader.problem('repository-tags', `${quoted(line)} is not of the form key=value`)
    else if (/^aws:/i.test(key))
      reader.problem('repository-tags', `${quoted(key)} begins with aws:, which AWS keeps for itself`)
    else tags.push([key, line.slice(equals + 1).trim()])
  }
  return Object.fromEntries(tags)
}

/**
 * JSON as it stands in the input, or the file of the workspace that holds it. ECR judges what is in it; that it is
 * the right kind of document is seen here, before a repository is made that would then lack it.
 */
function readPolicy(
  reader: Reader,
  name: 'repository-policy' | 'lifecycle-policy',
  member: 'Statement' | 'rules',
): string | undefined {
  const given = reader.text(name)
  if (given === undefined) return undefined
  const isInline = given.startsWith('{')
  const text = isInline ? given : reader.file(given)
  if (text === undefined) {
    reader.problem(
      name,
      `${quoted(given)} is neither JSON that begins with { nor a file of the workspace that can be read`,
    )
    return undefined
  }
  const where = isInline ? 'the JSON' : quoted(given)
  try {
    const document: unknown = JSON.parse(text)
    if (typeof document === 'object' && document !== null && member in document) return text
    reader.problem(name, `${where} has no member ${member}`)
  } catch (error) {
    reader.problem(name, `${where} is not JSON: ${error instanceof Error ? error.message : 'unreadable'}`)
  }
  return undefined
}
