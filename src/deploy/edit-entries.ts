import type { EntryEdit } from './edits.ts'

type Named = Readonly<Record<string, unknown> & { name: string }>

/**
 * Edits a list of named things: what there is keeps its place and its other members, what is new comes last.
 * @param list a list, or whatever stands in its place
 * @param valueName the member that holds the value
 * @returns the same value where nothing is edited
 */
export function editList(list: unknown, edits: readonly EntryEdit[], valueName: string): unknown {
  const last = new Map(edits.map((edit) => [edit.name, edit]))
  const before: readonly unknown[] = Array.isArray(list) ? list : []
  const after = before.flatMap((one) => {
    const edit = isNamed(one) ? last.get(one.name) : undefined
    if (edit === undefined) return [one]
    return edit.kind === 'remove' ? [] : [{ ...(one as Named), [valueName]: edit.value }]
  })
  const there = new Set(before.filter(isNamed).map(({ name }) => name))
  for (const edit of last.values())
    if (edit.kind === 'set' && !there.has(edit.name)) after.push({ name: edit.name, [valueName]: edit.value })
  return isIdle(edits, before.length, after.length) ? list : after
}

/** The same for an object whose members are texts. */
export function editRecord(record: unknown, edits: readonly EntryEdit[]): unknown {
  const isRecord = typeof record === 'object' && record !== null && !Array.isArray(record)
  const after = new Map<string, unknown>(isRecord ? Object.entries(record) : [])
  const { size } = after
  for (const edit of edits) {
    if (edit.kind === 'remove') after.delete(edit.name)
    else after.set(edit.name, edit.value)
  }
  return isIdle(edits, size, after.size) ? record : Object.fromEntries(after)
}

/** Whether only what was not there was removed: then nothing, not even an empty list, is put there. */
function isIdle(edits: readonly EntryEdit[], before: number, after: number): boolean {
  return before === after && edits.every(({ kind }) => kind === 'remove')
}

function isNamed(value: unknown): value is Named {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string'
}
