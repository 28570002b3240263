import { refuse } from '../protocol/error.ts'
import { evaluate, type PolicyDocument } from './policy.ts'

export type Principal = Readonly<{
  kind: 'user' | 'role'
  arn: string // of the user or the role's session
  userId: string
  roleArn?: string
  policy: PolicyDocument
  sessionPolicy?: PolicyDocument // narrows the role's own policy for this session
}>

/** Every signed call and every registry request passes here; it throws what AWS would say. */
export function authorize(principal: Principal, action: string, resource: string): void {
  const identity = evaluate(principal.policy, action, resource)
  if (identity !== 'allow') throw denied(principal, action, resource, identity, 'identity-based')
  if (!principal.sessionPolicy) return
  const session = evaluate(principal.sessionPolicy, action, resource)
  if (session !== 'allow') throw denied(principal, action, resource, session, 'session')
}

function denied(
  principal: Principal,
  action: string,
  resource: string,
  effect: 'deny' | 'none',
  policy: 'identity-based' | 'session',
): Error {
  const article = policy === 'identity-based' ? 'an' : 'a'
  const why =
    effect === 'deny'
      ? `with an explicit deny in ${article} ${policy} policy`
      : `because no ${policy} policy allows the ${action} action`
  return refuse(
    'access-denied',
    `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} ${why}`,
  )
}
