import { type ConditionKeys, holds } from './condition.ts'
import { list, type OneOrMore, type PolicyDocument, type Statement, statements } from './policy.ts'
import { matches } from './wildcard.ts'

export type Effect = 'allow' | 'deny' | 'none'

/** What a policy of an identity or a session says about an action. */
export function evaluate(
  policy: PolicyDocument,
  action: string,
  resource: string,
  keys: ConditionKeys = {},
): Effect {
  const applying = statements(policy).filter(
    (one) => coversAction(one, action) && coversResource(one, resource) && holds(one, keys),
  )
  if (applying.some((statement) => statement.Effect === 'Deny')) return 'deny'
  return applying.length > 0 ? 'allow' : 'none'
}

// Actions are compared without regard to case, resources are not.
export function coversAction(statement: Statement, action: string): boolean {
  const named = (patterns: OneOrMore | undefined) =>
    list(patterns).some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase()))
  return statement.NotAction === undefined ? named(statement.Action) : !named(statement.NotAction)
}

function coversResource(statement: Statement, resource: string): boolean {
  const named = (patterns: OneOrMore | undefined) =>
    list(patterns).some((pattern) => matches(pattern, resource))
  return statement.NotResource === undefined ? named(statement.Resource) : !named(statement.NotResource)
}
