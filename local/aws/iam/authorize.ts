import { refuse } from '../protocol/error.ts'
import type { ConditionKeys } from './condition.ts'
import { evaluate } from './evaluate.ts'
import type { PolicyDocument } from './policy.ts'
import { type Asker, granted } from './resource-policy.ts'

export type Principal = Readonly<{
  kind: 'user' | 'role'
  account: string
  arn: string // of the user or the role's session
  userId: string
  roleArn?: string
  policy: PolicyDocument
  sessionPolicy?: PolicyDocument // narrows the role's own policy for this session
  region?: string // of the call that is made just now
}>

/** The account that has the resource, and what the resource's own policy says: with roles, nothing goes without it. */
export type Owner = Readonly<{ account: string; policy: PolicyDocument | undefined; mandatory?: boolean }>

/** What a request says beside its action and resource. */
export type Circumstances = Readonly<{ keys?: ConditionKeys; owner?: Owner }>

export type Denial = Readonly<{ by: 'identity-based' | 'session' | 'resource-based'; explicit: boolean }>

/** Every signed call and every registry request passes here; it throws what AWS would say. */
export function authorize(
  principal: Principal,
  action: string,
  resource: string,
  circumstances: Circumstances = {},
): void {
  const denial = judge(principal, action, resource, circumstances)
  if (denial) throw denied(principal, action, resource, denial)
}

/**
 * In one account the caller's policies or the resource's may allow; from account to account both have to. A session
 * policy narrows all but what is granted to the very session by its ARN.
 */
export function judge(
  principal: Principal,
  action: string,
  resource: string,
  { keys: given, owner }: Circumstances,
): Denial | undefined {
  const { policy, sessionPolicy } = principal
  const keys = { ...keysOf(principal), ...given }
  const identity = evaluate(policy, action, resource, keys)
  const session = sessionPolicy ? evaluate(sessionPolicy, action, resource, keys) : 'allow'
  const grant = owner?.policy ? granted(owner.policy, action, askerOf(principal), keys) : 'none'
  if (identity === 'deny') return { by: 'identity-based', explicit: true }
  if (session === 'deny') return { by: 'session', explicit: true }
  if (grant === 'deny') return { by: 'resource-based', explicit: true }
  const isOwn = owner === undefined || owner.account === principal.account
  if (isOwn && grant === 'self') return undefined
  if (identity === 'none' && !(isOwn && grant === 'role')) return { by: 'identity-based', explicit: false }
  if (session === 'none') return { by: 'session', explicit: false }
  const isNeeded = !isOwn || owner?.mandatory
  return isNeeded && grant === 'none' ? { by: 'resource-based', explicit: false } : undefined
}

export function denied(principal: Principal, action: string, resource: string, denial: Denial): Error {
  return refuse(
    'access-denied',
    `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} ${because(action, denial)}`,
  )
}

function because(action: string, { by, explicit }: Denial): string {
  const article = by === 'identity-based' ? 'an' : 'a'
  return explicit
    ? `with an explicit deny in ${article} ${by} policy`
    : `because no ${by} policy allows the ${action} action`
}

function keysOf({ account, arn, roleArn, region }: Principal): ConditionKeys {
  return {
    'aws:PrincipalAccount': account,
    'aws:PrincipalArn': roleArn ?? arn,
    'aws:RequestedRegion': region,
  }
}

function askerOf({ account, arn, roleArn }: Principal): Asker {
  return {
    kind: 'AWS',
    self: [arn],
    ...(roleArn === undefined ? {} : { role: [roleArn] }),
    account: [account, `arn:aws:iam::${account}:root`],
  }
}
