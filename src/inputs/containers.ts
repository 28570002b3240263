import { isSeq, type ParsedNode } from 'yaml'
import type { ContainerEdit } from '../deploy/edits.ts'
import { quoted } from '../quoted.ts'
import { type Field, type Fields, fieldsOf, itemsOf, type Names, textOf } from '../scan/yaml-fields.ts'
import { readPage } from '../scan/yaml-page.ts'
import {
  membersOf,
  type Reading,
  readDriver,
  readEntries,
  readFiles,
  readImage,
  readSecrets,
  readVariables,
  readWords,
} from './container-fields.ts'
import { isContainerName } from './entries.ts'
import type { Reader } from './reader.ts'

const known = [
  'image',
  'environment',
  'environment-files',
  'secrets',
  'command',
  'entry-point',
  'log-driver',
  'log-options',
  'docker-labels',
]
const ofMap: Names = { known, others: 'refused' }
const ofList: Names = { known: ['name', ...known], others: 'refused' }
/** The input `containers`: YAML, a map from names to edits, or a list of edits that have a name. */
export function readContainers(reader: Reader): readonly ContainerEdit[] {
  const text = reader.text('containers')
  if (text === undefined) return []
  const page = readPage(text)
  const reading: Reading = { page, text, warn: (what) => reader.warning(`containers: ${what}`) }
  const edits = page.root === undefined ? [] : readRoot(reading, page.root)
  for (const { line, column, text: what } of page.problems())
    reader.problem('containers', `line ${line}, column ${column}: ${what}`)
  return edits
}

function readRoot(reading: Reading, root: ParsedNode): readonly ContainerEdit[] {
  const { page } = reading
  const named = isSeq(root) ? readList(reading, root) : readMap(reading, root)
  const seen = new Set<string>()
  for (const { name, node } of named) {
    if (!isContainerName(name))
      page.problem(
        node,
        `${quoted(name)} is not a container's name of letters, digits, hyphens and underscores`,
      )
    if (seen.has(name)) page.problem(node, `the container ${quoted(name)} is there twice`)
    seen.add(name)
  }
  return named.map(({ name, fields }) => readEdit(reading, name, fields))
}

type Named = Readonly<{ name: string; node: ParsedNode; fields: Fields }>

function readList({ page }: Reading, root: ParsedNode): readonly Named[] {
  return itemsOf(page, { name: 'containers', node: root, hasValue: true }).flatMap((node) => {
    const fields = fieldsOf(page, node, 'a container', ofList)
    const field = fields?.get('name')
    if (fields !== undefined && field === undefined) page.problem(node, 'name is missing')
    const name = field && textOf(page, field, 255)
    return name === undefined || fields === undefined ? [] : [{ name, node, fields }]
  })
}

function readMap({ page }: Reading, root: ParsedNode): readonly Named[] {
  return membersOf(page, root, 'containers', 'a container').flatMap(({ name, key, value }) => {
    if (value === undefined) {
      page.problem(key, `nothing is said of the container ${quoted(name)}`)
      return []
    }
    const fields = fieldsOf(page, value, 'a container', ofMap)
    return fields === undefined ? [] : [{ name, node: key, fields }]
  })
}

function readEdit(reading: Reading, name: string, fields: Fields): ContainerEdit {
  const { page } = reading
  const field = <T>(key: string, read: (field: Field) => T): T | undefined => {
    const one = fields.get(key)
    return one && read(one)
  }
  const entries = (key: string) => field(key, (one) => readEntries(page, one)) ?? []
  return {
    name,
    image: field('image', (one) => readImage(reading, one)) ?? { kind: 'kept' },
    environment: field('environment', (one) => readVariables(reading, one)) ?? [],
    environmentFiles: field('environment-files', (one) => readFiles(page, one)) ?? [],
    secrets: field('secrets', (one) => readSecrets(page, one)) ?? [],
    command: field('command', (one) => readWords(page, one)),
    entryPoint: field('entry-point', (one) => readWords(page, one)),
    logDriver: field('log-driver', (one) => readDriver(page, one)),
    logOptions: entries('log-options'),
    dockerLabels: entries('docker-labels'),
  }
}
