import { type Entry, entriesOf } from '../lists.ts'
import { quoted } from '../quoted.ts'

export type Attributes = ReadonlyMap<string, string>

/**
 * The `key=value` fields of an entry. A field without `=` is the value; keys are lower-cased, values are not.
 * @returns a sentence where the entry is no such list
 */
export function readAttributes(entry: Entry): Attributes | string {
  if (!entry.isClosed) return 'a double quote is not closed'
  const fields = fieldsOf(entry)
  if (fields.filter((field) => !field.includes('=')).length > 1)
    return 'there is more than one value; give one tag a line'
  const cut = fields.find((field) => /^[^=]*\{\{[^=]*=/.test(field))
  if (cut !== undefined) return `write value= before ${quoted(cut)}, whose expression holds a =`
  return new Map(fields.map(readField))
}

/** A field's two sides of its first `=`; a field without one is a value. */
export function readField(field: string): readonly [key: string, value: string] {
  const equals = field.indexOf('=')
  if (equals < 0) return ['value', field]
  return [field.slice(0, equals).trim().toLowerCase(), field.slice(equals + 1).trim()]
}

/** The fields of an entry without surrounding space, those that are empty left out. */
export function fieldsOf({ fields: [first = '', ...others] }: Entry): readonly string[] {
  // docker/metadata-action reads every list twice: one pair of quotes around a whole rule does nothing there,
  // and what is to stay together there is quoted twice.
  const isWholeRule = others.length === 0 && /^\s*type\s*=[^,]*,/i.test(first)
  const fields = isWholeRule ? (entriesOf(first, 'split')[0]?.fields ?? []) : [first, ...others]
  return fields.map((field) => unquoted(field.trim()).trim()).filter((field) => field !== '')
}

function unquoted(field: string): string {
  return /^".*"$/s.test(field) && field.length > 1 ? field.slice(1, -1).replaceAll('""', '"') : field
}
