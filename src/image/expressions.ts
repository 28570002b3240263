import { ActionError } from '../errors.ts'
import { quoted } from '../quoted.ts'
import type { Circumstances } from './circumstances.ts'
import { formatTime } from './moment-format.ts'
import { type Expression, expressionsOf, parseTemplate } from './template.ts'

export const dateNames = ['date', 'commit_date'] as const
export const versionNames = ['raw', 'version', 'major', 'minor', 'patch', 'prerelease', 'build'] as const
export const globalNames = [
  'branch',
  'tag',
  'sha',
  'base_ref',
  'is_default_branch',
  'is_not_default_branch',
  ...dateNames,
] as const

/** Events that are about the last commit of the default branch, by parts of their names. */
const ofDefaultBranch = /create|discussion|issues|schedule/

/** @returns a sentence about a text whose expressions cannot be evaluated, whatever the event */
export function expressionProblem(text: string, offered: readonly string[]): string | undefined {
  const { problem } = parseTemplate(text)
  if (problem !== undefined) return problem
  for (const expression of expressionsOf(text)) {
    const { name, source } = expression
    const wrong = isDate(name) && offered.includes(name) ? dateProblem(expression) : undefined
    if (wrong !== undefined) return `${quoted(source)}: ${wrong}`
    if (!offered.includes(name) && expression.arguments.length > 0)
      return `${quoted(source)}: ${quoted(name)} is not one of ${offered.join(', ')}`
  }
  return undefined
}

function dateProblem({ name, arguments: given, options }: Expression): string | undefined {
  const [format, ...more] = given
  const isValue = format?.kind === 'literal' && !['false', 'null', 'undefined'].includes(format.value)
  const isKnown = format?.kind === 'name' && globalNames.some((one) => one === format.value)
  if (format === undefined || more.length > 0 || isValue || isKnown)
    return `${name} takes one format, in quotes, such as {{${name} 'YYYYMMDD'}}`
  const other = options.find(([key]) => key !== 'tz')
  if (other !== undefined) return `${name} has no option ${quoted(other[0])}, only tz`
  const isQuoted = options.every(([, zone]) => zone.kind === 'text' && zone.value !== '')
  return isQuoted ? undefined : "tz takes a time zone, in quotes, such as tz='Europe/Paris'"
}

export type Speaker = Readonly<{
  /** Whose expressions they are, for messages, such as a rule. */
  owner: string
  offered: readonly string[]
  warn: (text: string) => void
}>

/**
 * Evaluates an expression. Names that are not offered are empty, with a warning.
 * @throws ActionError COMMIT_TIME_UNKNOWN, DEFAULT_BRANCH_UNKNOWN
 */
export function evaluate(expression: Expression, circumstances: Circumstances, speaker: Speaker): string {
  const { event, sha, shaLength } = circumstances
  const name = globalNames.find((one) => one === expression.name && speaker.offered.includes(one))
  switch (name) {
    case 'branch':
    case 'tag':
      return event.ref.kind === name ? event.ref.name : ''
    case 'sha':
      return sha.slice(0, shaLength)
    case 'base_ref':
      return event.baseRef ?? ''
    case 'is_default_branch':
      return String(isDefaultBranch(circumstances, speaker.owner))
    case 'is_not_default_branch':
      return String(!isDefaultBranch(circumstances, speaker.owner))
    case 'date':
      return writeDate(circumstances.now, expression, speaker)
    case 'commit_date':
      return writeDate(knownTime(circumstances, speaker.owner), expression, speaker)
    case undefined:
      return unknown(expression, speaker)
  }
}

/** What an expression is whose name is not known. */
export function unknown({ source, name }: Expression, { owner, offered, warn }: Speaker): string {
  warn(`${owner}: ${source} is left empty: ${quoted(name)} is not one of ${offered.join(', ')}.`)
  return ''
}

function isDefaultBranch({ event }: Circumstances, owner: string): boolean {
  if (ofDefaultBranch.test(event.name)) return true
  if (event.ref.kind === 'tag' || event.ref.kind === 'pull-request') return false
  return event.ref.name === knownBranch(event.defaultBranch, owner)
}

export function knownBranch(branch: string | undefined, owner: string): string {
  if (branch !== undefined) return branch
  throw new ActionError({
    code: 'DEFAULT_BRANCH_UNKNOWN',
    sentence: `${owner} needs the repository's default branch, which the event does not tell.`,
    hint: 'Give the input github-token the token of a job with `permissions: contents: read`, or write the branch into the rule.',
  })
}

function knownTime({ commitTime, sha }: Circumstances, owner: string): Date {
  if (commitTime !== undefined) return commitTime
  throw new ActionError({
    code: 'COMMIT_TIME_UNKNOWN',
    sentence: `${owner} needs the time of commit ${sha.slice(0, 12)}, which the event does not tell.`,
    hint: 'Give the input github-token the token of a job with `permissions: contents: read`, or set SOURCE_DATE_EPOCH.',
  })
}

function writeDate(
  time: Date,
  { arguments: [format], options, source }: Expression,
  speaker: Speaker,
): string {
  const zone = options.at(-1)?.[1].value ?? 'UTC'
  const pattern = format?.kind === 'text' ? format.value : undefined
  if (pattern === undefined)
    speaker.warn(`${speaker.owner}: ${source} has a format without quotes and is written as ISO 8601.`)
  const written = formatTime(time, zone, pattern)
  if (written === undefined)
    speaker.warn(`${speaker.owner}: ${quoted(zone)} in ${source} is no time zone; it is written in UTC.`)
  return written ?? formatTime(time, 'UTC', pattern) ?? ''
}

function isDate(name: string): boolean {
  return dateNames.some((one) => one === name)
}
