import { isMap, isScalar, isSeq, type ParsedNode } from 'yaml'
import type { EntryEdit, ImageEdit } from '../deploy/edits.ts'
import { quoted } from '../quoted.ts'
import { type Field, itemsOf, textOf } from '../scan/yaml-fields.ts'
import type { Page } from '../scan/yaml-page.ts'
import {
  doublesOf,
  entryOf,
  isEnvironmentFile,
  isLogDriver,
  isSecretReference,
  looksLikeSecretArn,
  wordsOf,
} from './entries.ts'

// The values of a container's fields in the input containers.

const longest = 4_096

export type Reading = Readonly<{ page: Page; text: string; warn: (what: string) => void }>

const ours = /^\{\{\s*image\s*\}\}$/

export function readImage({ page, text }: Reading, field: Field): ImageEdit | undefined {
  const { node } = field
  // Without quotes the braces are a map to YAML, and mean the same here.
  if (ours.test(text.slice(node.range[0], node.range[1]))) return { kind: 'ours' }
  const image = textOf(page, field, longest)
  if (image === undefined) return undefined
  if (ours.test(image)) return { kind: 'ours' }
  if (!/^[A-Za-z0-9][\w.:/@-]*$/.test(image)) {
    page.problem(node, `image ${quoted(image)} is no image, and {{image}} is the one of this run`)
    return undefined
  }
  return { kind: 'named', image }
}

/** A map, where `-KEY:` removes, or a list of KEY=value and -KEY. */
export function readEntries(page: Page, field: Field): readonly EntryEdit[] {
  if (!field.hasValue) page.problem(field.node, `${field.name} has no value`)
  if (!field.hasValue) return []
  const edits = isSeq(field.node) ? readLines(page, field) : readPairs(page, field)
  for (const double of doublesOf(edits))
    page.problem(field.node, `${quoted(double)} is set and removed, or there twice`)
  return edits
}

function readLines(page: Page, field: Field): readonly EntryEdit[] {
  return itemsOf(page, field).flatMap((node) => {
    const text = scalarText(node)
    const edit = text === undefined ? undefined : entryOf(text)
    if (edit === undefined) page.problem(node, `an item of ${field.name} is KEY=value, or -KEY to remove it`)
    return edit === undefined ? [] : [edit]
  })
}

function readPairs(page: Page, { name: owner, node }: Field): readonly EntryEdit[] {
  return membersOf(page, node, owner, owner).flatMap(({ name, key, value }): readonly EntryEdit[] => {
    const edit = pairOf(page, name, key, value)
    if (edit !== undefined && /[\s=]/.test(edit.name)) {
      page.problem(key, `${quoted(edit.name)} is no name for ${owner}`)
      return []
    }
    return edit === undefined ? [] : [edit]
  })
}

function pairOf(
  page: Page,
  name: string,
  key: ParsedNode,
  value: ParsedNode | undefined,
): EntryEdit | undefined {
  if (name.startsWith('-')) {
    if (value === undefined) return { kind: 'remove', name: name.slice(1) }
    page.problem(value, `${quoted(name)} removes, and takes no value`)
    return undefined
  }
  const text = value === undefined ? undefined : scalarText(value)
  if (text !== undefined) return { kind: 'set', name, value: text }
  const problem =
    value === undefined
      ? `has no value: write "" for an empty one, and -${name}: to remove it`
      : 'must be text'
  page.problem(value ?? key, `${quoted(name)} ${problem}`)
  return undefined
}

/** Numbers and booleans as they are written: containers get text in any case. */
function scalarText(node: ParsedNode): string | undefined {
  if (!isScalar(node) || node.value === null) return undefined
  return typeof node.value === 'string' ? node.value : String(node.source)
}

export function readVariables({ page, warn }: Reading, field: Field): readonly EntryEdit[] {
  const edits = readEntries(page, field)
  for (const edit of edits)
    if (edit.kind === 'set' && looksLikeSecretArn(edit.value))
      warn(
        `${quoted(edit.name)} holds the ARN of a secret, and the container gets that text; for the secret itself use its secrets.`,
      )
  return edits
}

export function readSecrets(page: Page, field: Field): readonly EntryEdit[] {
  const edits = readEntries(page, field)
  for (const edit of edits)
    if (edit.kind === 'set' && !isSecretReference(edit.value))
      page.problem(
        field.node,
        `${quoted(edit.name)} names no secret: its value is the ARN of a secret or the name of a parameter, never the secret itself`,
      )
  return edits
}

export function readFiles(page: Page, field: Field): readonly string[] {
  return itemsOf(page, field).flatMap((node) => {
    const file = scalarText(node) ?? ''
    if (isEnvironmentFile(file)) return [file]
    page.problem(
      node,
      `${quoted(file)} is not the ARN of a file of variables in S3 such as arn:aws:s3:::bucket/shop.env`,
    )
    return []
  })
}

/** A list, or the same as JSON in a text. */
export function readWords(page: Page, field: Field): readonly string[] | undefined {
  if (!isSeq(field.node)) {
    const words = wordsOf(scalarText(field.node) ?? '')
    if (words === undefined)
      page.problem(field.node, `${field.name} must be a list, such as ["node", "server.js"]`)
    return words
  }
  return itemsOf(page, field).flatMap((node) => {
    const word = scalarText(node)
    if (word === undefined) page.problem(node, `an item of ${field.name} must be text`)
    return word === undefined ? [] : [word]
  })
}

export function readDriver(page: Page, field: Field): string | undefined {
  const driver = textOf(page, field, 64)
  if (driver === undefined || isLogDriver(driver)) return driver
  page.problem(field.node, `log-driver ${quoted(driver)} is not the name of one such as awslogs`)
  return undefined
}

type Member = Readonly<{ name: string; key: ParsedNode; value: ParsedNode | undefined }>

/** A map whose names are free, each there once. */
export function membersOf(page: Page, node: ParsedNode, owner: string, what: string): readonly Member[] {
  if (!isMap(node)) {
    page.problem(node, `${owner} must be a map or a list`)
    return []
  }
  const seen = new Set<string>()
  return node.items.flatMap(({ key, value }) => {
    const name = isScalar(key) ? String(key.source ?? key.value) : undefined
    if (name === undefined || name === '') page.problem(key, `what stands here is no name of ${what}`)
    else if (seen.has(name)) page.problem(key, `${quoted(name)} is there twice`)
    if (name === undefined || name === '' || seen.has(name)) return []
    seen.add(name)
    const isNothing = value === null || (isScalar(value) && value.value === null)
    return [{ name, key, value: isNothing ? undefined : value }]
  })
}
