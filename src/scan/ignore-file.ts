import { isScalar, isSeq, type ParsedNode } from 'yaml'
import { quoted } from '../quoted.ts'
import { isDay } from './days.ts'
import { severities } from './findings.ts'
import { hasWildcard } from './glob.ts'
import type { IgnoreEntry } from './ignore.ts'
import { type Field, type Fields, fieldsOf, itemsOf, type Names, textOf } from './yaml-fields.ts'
import { type Page, type Problem, readPage } from './yaml-page.ts'

/** What a file says: entries, or what is wrong with it. Of a file with a problem no entry counts. */
export type IgnoreFile = Readonly<{
  entries: readonly IgnoreEntry[]
  problems: readonly Problem[]
  /** What was passed over, in sentences. */
  notes: readonly string[]
}>

const rootNames: Names = { known: ['version', 'ignore'], others: 'refused' }
const entryNames: Names = {
  known: ['id', 'package', 'path', 'platform', 'until', 'reason', 'severity'],
  others: 'refused',
}
const caps = severities.filter((one) => one !== 'unknown')
const longestText = 500
/** Each is held against every finding. */
const mostGlobs = 500

/**
 * Reads an ignore file of Slipway's own format; never throws.
 * @param file as the user names it
 */
export function parseIgnoreFile(text: string, file: string): IgnoreFile {
  const page = readPage(text)
  const entries = page.root === undefined ? [] : readRoot(page, page.root, file)
  const problems = page.problems()
  return { entries: problems.length > 0 ? [] : entries, problems, notes: [] }
}

function readRoot(page: Page, root: ParsedNode, file: string): readonly IgnoreEntry[] {
  const fields = fieldsOf(page, root, 'an ignore file', rootNames)
  if (fields === undefined) return []
  const version = fields.get('version')
  if (version === undefined) page.problem(root, 'version is missing: the first line is version: 1')
  else if (!isScalar(version.node) || version.node.value !== 1)
    page.problem(version.node, 'version must be 1: there is no other')
  const list = fields.get('ignore')
  if (list === undefined) return []
  const entries = itemsOf(page, list).flatMap((item) => readEntry(page, item, file) ?? [])
  const globs = entries.filter(({ id }) => hasWildcard(id)).length
  if (globs > mostGlobs)
    page.problem(list.node, `${globs} ids have wildcards, and ${mostGlobs} may: name the others in full`)
  return entries
}

function readEntry(page: Page, node: ParsedNode, file: string): IgnoreEntry | undefined {
  const fields = fieldsOf(page, node, 'an entry', entryNames)
  if (fields === undefined) return undefined
  const text = (name: string) => optional(fields, name, (field) => textOf(page, field, longestText))
  const [id, one, path, reason] = [text('id'), text('package'), text('path'), text('reason')]
  for (const name of ['id', 'reason']) if (!fields.has(name)) page.problem(node, `${name} is missing`)
  const problem = (name: string, what: string) => page.problem(fields.get(name)?.node ?? node, what)
  if (id !== undefined && isEverything(id, one, path)) problem('id', everything(id))
  if (one !== undefined && /.@$/.test(one))
    problem('package', `package ${quoted(one)} has no version after the @`)
  return {
    id: id ?? '',
    packages: one === undefined ? [] : [one],
    paths: path === undefined ? [] : [path],
    purls: [],
    platform: optional(fields, 'platform', (field) => readPlatform(page, field)),
    ...(optional(fields, 'until', (field) => readUntil(page, field)) ?? forever),
    reason: reason ?? '',
    severity: optional(fields, 'severity', (field) => readCap(page, field)),
    file,
    line: page.lineOf(node),
  }
}

function optional<T>(fields: Fields, name: string, read: (field: Field) => T | undefined): T | undefined {
  const field = fields.get(name)
  return field === undefined ? undefined : read(field)
}

/** An id that stands for all would switch the gate off, unless something else of the entry stands for less. */
function isEverything(id: string, ...others: readonly (string | undefined)[]): boolean {
  const saysSomething = (text = '') => /[^\s*?@./-]/.test(text)
  // CVE-* and GHSA-* are all there is as well.
  const isOpen = !saysSomething(id) || (hasWildcard(id) && !/\d/.test(id))
  return isOpen && !others.some(saysSomething)
}

function everything(id: string): string {
  return `id ${quoted(id)} stands for every finding and would switch the gate off: name an id, a package or a path`
}

function readPlatform(page: Page, field: Field): string | undefined {
  const text = textOf(page, field, longestText)
  if (text === undefined || /^[a-z0-9]+(\/[a-z0-9._-]+){1,2}$/.test(text)) return text
  page.problem(field.node, `platform ${quoted(text)} is none: it is written as linux/arm64`)
  return undefined
}

function readCap(page: Page, field: Field) {
  const text = textOf(page, field, longestText)
  const cap = caps.find((one) => one === text)
  if (text !== undefined && cap === undefined)
    page.problem(field.node, `severity ${quoted(text)} is not one of ${caps.join(', ')}`)
  return cap
}

type Until = Pick<IgnoreEntry, 'until' | 'untilFixed'>

const forever: Until = { until: undefined, untilFixed: false }

/** A day, the word `fixed`, or a list of both: then whichever comes first. */
function readUntil(page: Page, field: Field): Until | undefined {
  const items = isSeq(field.node) ? (field.node.items as readonly ParsedNode[]) : [field.node]
  const texts = items.map((node) => textOf(page, { ...field, node }, longestText))
  if (texts.includes(undefined)) return undefined
  const wrong = texts.findIndex((one = '') => one !== 'fixed' && !isDay(one))
  const days = texts.filter((one) => one !== 'fixed')
  if (wrong >= 0) page.problem(items[wrong] ?? field.node, untilWords(texts[wrong] ?? ''))
  else if (isSeq(field.node) && (texts.length !== 2 || days.length !== 1))
    page.problem(field.node, 'until takes a list of one day and fixed, in any order')
  return { until: days[0], untilFixed: days.length < texts.length }
}

function untilWords(text: string): string {
  return `until ${quoted(text)} is no day of the calendar: it is written as 2026-12-31, and fixed waits for a fix`
}
