export type OneOrMore = string | readonly string[]
export type Condition = Readonly<Record<string, Readonly<Record<string, OneOrMore>>>>

export type Statement = Readonly<{
  Sid?: string
  Effect: 'Allow' | 'Deny'
  Principal?: '*' | Readonly<Record<string, OneOrMore>>
  NotPrincipal?: '*' | Readonly<Record<string, OneOrMore>>
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
  name: string // may have a path: team/deployer
  account?: string // home by default
  trust: PolicyDocument
  policy?: PolicyDocument
  maxDurationSeconds?: number
  readyAfterCalls?: number // so many times STS does not know it yet, as with a role that was just made
}>

export const everything: PolicyDocument = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
}

export function statements(policy: PolicyDocument): readonly Statement[] {
  return list<Statement>(policy.Statement)
}

export function list<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return []
  return Array.isArray(value) ? (value as readonly T[]) : [value as T]
}
