import {
  type Condition,
  combine,
  coversAction,
  list,
  type Role,
  type Statement,
  statements,
} from './policy.ts'
import { matches } from './wildcard.ts'

/** Who asks to assume a role: the kind and names under which a trust policy may know them. */
export type Asker = Readonly<{ kind: 'Federated' | 'AWS'; names: readonly string[] }>
export type ConditionKeys = Readonly<Record<string, string | undefined>>

export function trusts(role: Role, action: string, asker: Asker, keys: ConditionKeys): boolean {
  const applying = statements(role.trust).filter(
    (statement) =>
      coversAction(statement, action) && names(statement, asker) && holds(statement.Condition ?? {}, keys),
  )
  return combine(applying) === 'allow'
}

function names(statement: Statement, asker: Asker): boolean {
  const principal = statement.Principal
  if (principal === undefined) return false
  if (principal === '*') return true
  return list(principal[asker.kind]).some((name) => name === '*' || asker.names.includes(name))
}

function holds(condition: Condition, keys: ConditionKeys): boolean {
  return Object.entries(condition).every(([operator, tests]) =>
    Object.entries(tests).every(([key, values]) => compare(operator, lookUp(keys, key), list(values))),
  )
}

// Condition keys are compared without regard to case.
function lookUp(keys: ConditionKeys, key: string): string | undefined {
  return Object.entries(keys).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1]
}

// An operator that is not known here never holds: a trust policy must not pass by being misread.
function compare(operator: string, actual: string | undefined, wanted: readonly string[]): boolean {
  const name = operator.replace(/^ForAnyValue:/, '')
  if (name === 'StringNotEquals') return actual === undefined || !wanted.includes(actual)
  if (name === 'StringNotLike') return actual === undefined || !wanted.some((w) => matches(w, actual))
  if (actual === undefined) return false
  if (name === 'StringEquals') return wanted.includes(actual)
  if (name === 'StringEqualsIgnoreCase') return wanted.some((w) => w.toLowerCase() === actual.toLowerCase())
  return name === 'StringLike' && wanted.some((w) => matches(w, actual))
}
