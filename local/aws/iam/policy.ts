import { matches } from './wildcard.ts'

type OneOrMore = string | readonly string[]
export type Condition = Readonly<Record<string, Readonly<Record<string, OneOrMore>>>>

export type Statement = Readonly<{
  Sid?: string
  Effect: 'Allow' | 'Deny'
  Principal?: '*' | Readonly<Record<string, OneOrMore>>
  Action?: OneOrMore
  NotAction?: OneOrMore
  Resource?: OneOrMore
  NotResource?: OneOrMore
  Condition?: Condition
}>

export type PolicyDocument = Readonly<{
  Version?: string
  Statement: Statement | readonly Statement[]
}>

export type Role = Readonly<{
  name: string
  trust: PolicyDocument
  policy?: PolicyDocument
  maxDurationSeconds?: number
}>

export type Effect = 'allow' | 'deny' | 'none'

export const everything: PolicyDocument = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
}

/** What a policy says about an action. Conditions of identity policies are not looked at: no caller needs one yet. */
export function evaluate(policy: PolicyDocument, action: string, resource: string): Effect {
  return combine(statements(policy).filter((s) => coversAction(s, action) && coversResource(s, resource)))
}

export function combine(applying: readonly Statement[]): Effect {
  if (applying.some((statement) => statement.Effect === 'Deny')) return 'deny'
  return applying.length > 0 ? 'allow' : 'none'
}

export function statements(policy: PolicyDocument): readonly Statement[] {
  return list<Statement>(policy.Statement)
}

export function list<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return []
  return Array.isArray(value) ? (value as readonly T[]) : [value as T]
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
