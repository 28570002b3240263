import type { Input } from '../protocol/json.ts'
import { invalid, list, structure } from './input.ts'

type Text = string | null | undefined

/** What a filter compares, by its name: one text, or several of which one has to fit. */
export type Fields<T> = Readonly<Record<string, (item: T) => Text | readonly Text[]>>

type Criterion = Readonly<{ comparison?: unknown; value?: unknown }>

/**
 * What `filterCriteria` lets through: all of its fields have to fit, and of each field one of the values that it may
 * equal and none of those that it may not.
 * @param comparisons that the operation knows
 */
export function filterOf<T>(
  input: Input,
  fields: Fields<T>,
  comparisons: readonly string[],
): (item: T) => boolean {
  const given = Object.entries(structure(input.filterCriteria, 'filterCriteria'))
  const tests = given.map(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    // AWS knows more of them; here a filter that does nothing would be a trap.
    if (!field) throw invalid(`filterCriteria.${name}`, 'Member is not known to this miniature')
    const criteria = list<Criterion>(value, `filterCriteria.${name}`, 10) ?? []
    const test = testOf(name, criteria, comparisons)
    return (item: T) => test(several(field(item)))
  })
  return (item) => tests.every((test) => test(item))
}

function several(value: Text | readonly Text[]): readonly Text[] {
  return typeof value === 'object' && value !== null ? value : [value]
}

function testOf(name: string, criteria: readonly Criterion[], comparisons: readonly string[]) {
  if (!criteria.every((one) => isUsable(one, comparisons))) {
    throw invalid(`filterCriteria.${name}`, `Member must satisfy enum value set: [${comparisons.join(', ')}]`)
  }
  const values = (wanted: string) =>
    criteria.filter(({ comparison }) => comparison === wanted).map(({ value }) => String(value))
  const [equal, prefixes, unequal] = [values('EQUALS'), values('PREFIX'), values('NOT_EQUALS')]
  const takesAny = equal.length + prefixes.length === 0
  const fits = (text: Text) =>
    typeof text === 'string' && (equal.includes(text) || prefixes.some((prefix) => text.startsWith(prefix)))
  return (texts: readonly Text[]) =>
    (takesAny || texts.some(fits)) &&
    !texts.some((text) => typeof text === 'string' && unequal.includes(text))
}

function isUsable({ comparison, value }: Criterion, comparisons: readonly string[]): boolean {
  return typeof comparison === 'string' && comparisons.includes(comparison) && typeof value === 'string'
}
