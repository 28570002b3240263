import { list, type Statement } from './policy.ts'
import { matches } from './wildcard.ts'

/** What a request says about itself and its caller; a key may have several values. */
export type ConditionKeys = Readonly<Record<string, string | readonly string[] | undefined>>

/** Whether a statement's conditions hold. One that is not understood here never helps to allow, and always to deny. */
export function holds({ Effect, Condition = {} }: Statement, keys: ConditionKeys): boolean {
  return Object.entries(Condition).every(([operator, tests]) =>
    Object.entries(tests).every(
      ([key, values]) => compare(operator, lookUp(keys, key), list(values).map(String)) ?? Effect === 'Deny',
    ),
  )
}

// Condition keys are compared without regard to case.
function lookUp(keys: ConditionKeys, key: string): readonly string[] | undefined {
  const value = Object.entries(keys).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1]
  return value === undefined ? undefined : list<string>(value)
}

type Comparison = (wanted: string, actual: string) => boolean

const ignoringCase: Comparison = (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase()

const comparisons: Readonly<Record<string, Comparison>> = {
  StringEquals: (wanted, actual) => wanted === actual,
  StringEqualsIgnoreCase: ignoringCase,
  StringLike: matches,
  ArnEquals: arnMatches,
  ArnLike: arnMatches,
  Bool: ignoringCase,
}

/** Undefined for an operator that is not known. */
function compare(
  operator: string,
  actual: readonly string[] | undefined,
  wanted: readonly string[],
): boolean | undefined {
  const [, set, name = '', ifExists] = /^(ForAnyValue:|ForAllValues:)?(\w+?)(IfExists)?$/.exec(operator) ?? []
  if (name === 'Null') return wanted.includes(String(actual === undefined))
  const positive = name.replace(/^(String|Arn)Not/, '$1')
  const negated = positive !== name
  const comparison = Object.hasOwn(comparisons, positive) ? comparisons[positive] : undefined
  if (!comparison) return undefined
  const all = set === 'ForAllValues:' || (negated && set === undefined)
  if (actual === undefined) return all || ifExists !== undefined
  const passes = (value: string) => wanted.some((one) => comparison(one, value)) !== negated
  return all ? actual.every(passes) : actual.some(passes)
}

// Each of an ARN's six parts is compared on its own, so that no wildcard reaches beyond its part.
function arnMatches(wanted: string, actual: string): boolean {
  const parts = arnParts(actual)
  return arnParts(wanted).every((part, i) => matches(part, parts[i] ?? ''))
}

function arnParts(arn: string): readonly string[] {
  const [arnWord = '', partition = '', service = '', region = '', account = '', ...resource] = arn.split(':')
  return [arnWord, partition, service, region, account, resource.join(':')]
}
