import { entriesOf } from '../lists.ts'

/** The parts of a value such as `type=registry,ref=shop:cache`, as buildx reads it: CSV. */
export function splitFields(value: string): readonly string[] {
  return entriesOf(value, 'split').flatMap(({ fields }) => fields.map((field) => field.trim()))
}

export function joinFields(fields: readonly string[]): string {
  return fields
    .map((field) => (/[",\r\n]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(',')
}

/** Splits at the first `=`; undefined where there is none. */
export function splitPair(text: string): readonly [key: string, value: string] | undefined {
  const equals = text.indexOf('=')
  return equals < 0 ? undefined : [text.slice(0, equals), text.slice(equals + 1)]
}
