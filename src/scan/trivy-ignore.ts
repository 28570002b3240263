import { basename } from 'node:path'
import type { ParsedNode } from 'yaml'
import { quoted } from '../quoted.ts'
import { addDays, dayOf, isDay } from './days.ts'
import { short } from './findings.ts'
import { hasWildcard } from './glob.ts'
import type { IgnoreEntry } from './ignore.ts'
import type { IgnoreFile } from './ignore-file.ts'
import { parsePurl } from './purl.ts'
import { type Field, type Fields, fieldsOf, itemsOf, type Names, textOf } from './yaml-fields.ts'
import { type Page, readPage } from './yaml-page.ts'

const rootNames: Names = { known: ['vulnerabilities'], others: 'passed over' }
const entryNames: Names = { known: ['id'], others: 'passed over' }
const otherKinds = ['misconfigurations', 'secrets', 'licenses']
const longestText = 500

/** Whether a file is one of Trivy's, by its name. */
export function isTrivys(file: string): boolean {
  return basename(file).toLowerCase().includes('trivyignore')
}

/**
 * Reads a .trivyignore.yaml; never throws. Its entries for vulnerabilities count; what Trivy may add to its format is
 * passed over. Trivy's plain text is a problem: it has no room for a reason.
 * @param file as the user names it
 */
export function parseTrivyIgnore(text: string, file: string): IgnoreFile {
  if (!/\.ya?ml$/i.test(file)) {
    const what = 'only the YAML form of .trivyignore is read: call it .trivyignore.yaml'
    return { entries: [], problems: [{ line: 1, column: 1, text: what }], notes: [] }
  }
  const page = readPage(text)
  const fields = page.root && fieldsOf(page, page.root, 'a .trivyignore.yaml', rootNames)
  const list = fields?.get('vulnerabilities')
  const items = list === undefined ? [] : itemsOf(page, list)
  const entries = items.flatMap((item) => readEntry(page, item, file) ?? [])
  const notes = [...passedOver(page, fields), ...looselyRead(entries)]
  const problems = page.problems()
  return { entries: problems.length > 0 ? [] : entries, problems, notes }
}

function readEntry(page: Page, node: ParsedNode, file: string): IgnoreEntry | undefined {
  const fields = fieldsOf(page, node, 'an entry', entryNames)
  if (fields === undefined) return undefined
  const given = (name: string) => [fields.get(name)].flatMap((one) => (one?.hasValue ? [one] : []))
  const statement = given('statement').map((field) => textOf(page, field, Number.POSITIVE_INFINITY))
  const until = given('expired_at').map((field) => readExpiry(page, field))
  return {
    id: readId(page, node, fields) ?? '',
    packages: [],
    paths: given('paths').flatMap((field) => readTexts(page, field, () => undefined)),
    purls: given('purls').flatMap((field) => readTexts(page, field, purlProblem)),
    platform: undefined,
    until: until[0],
    untilFixed: false,
    reason: short(statement[0], longestText) ?? 'no reason given',
    severity: undefined,
    file,
    line: page.lineOf(node),
  }
}

function readId(page: Page, node: ParsedNode, fields: Fields): string | undefined {
  const field = fields.get('id')
  if (field === undefined) page.problem(node, 'id is missing')
  const id = field && textOf(page, field, longestText)
  if (field !== undefined && id !== undefined && hasWildcard(id))
    page.problem(field.node, `id ${quoted(id)} holds a wildcard, and Trivy knows none in ids`)
  return id
}

function readTexts(page: Page, field: Field, check: (text: string) => string | undefined): readonly string[] {
  return itemsOf(page, field).flatMap((node) => {
    const text = textOf(page, { ...field, node }, longestText)
    const problem = text === undefined ? undefined : check(text)
    if (problem !== undefined) page.problem(node, problem)
    return text ?? []
  })
}

function purlProblem(text: string): string | undefined {
  if (parsePurl(text) !== undefined) return undefined
  return `${quoted(text)} is no package URL: they are written as pkg:deb/debian/openssl`
}

/** An entry holds in Trivy until that moment, which is a day's first one: the day before is the last whole one. */
function readExpiry(page: Page, field: Field): string | undefined {
  const text = textOf(page, field, longestText)
  if (text === undefined) return undefined
  const time = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN
  const day = Number.isNaN(time) ? text : dayOf(new Date(time))
  if (isDay(day)) return addDays(day, -1)
  page.problem(
    field.node,
    `expired_at ${quoted(text)} is no day of the calendar: it is written as 2026-12-31`,
  )
  return undefined
}

function passedOver(page: Page, fields: Fields | undefined): readonly string[] {
  const counts = otherKinds.flatMap((kind) => {
    const field = fields?.get(kind)
    const count = field === undefined ? 0 : itemsOf(page, field).length
    return count === 0 ? [] : [`${count} of ${kind}`]
  })
  return counts.length === 0
    ? []
    : [`Passed over, since the scan finds vulnerabilities only: ${counts.join(', ')}.`]
}

function looselyRead(entries: readonly IgnoreEntry[]): readonly string[] {
  const hasSets = entries.some(({ paths }) => paths.some((path) => /[[\]{}\\]/.test(path)))
  const hasQualifiers = entries.some(({ purls }) => purls.some((purl) => /[?#]/.test(purl)))
  return [
    ...(hasSets
      ? ['In paths, only *, ** and ? are wildcards; brackets and braces stand for themselves.']
      : []),
    ...(hasQualifiers ? ['In purls, qualifiers and subpaths are passed over: no finding has them.'] : []),
  ]
}
