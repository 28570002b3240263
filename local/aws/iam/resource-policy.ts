import { type ConditionKeys, holds } from './condition.ts'
import { coversAction } from './evaluate.ts'
import { list, type PolicyDocument, type Statement, statements } from './policy.ts'

/**
 * How closely a resource's own policy (a role's trust, a repository's policy) names the caller: by its own ARN, by its
 * role or as everybody, or by its account only, which leaves the word to the policies of that account.
 */
const LEVELS = ['self', 'role', 'account'] as const

export type Grant = (typeof LEVELS)[number] | 'none' | 'deny'

/** Who asks: the kind and the names under which a policy may know them. */
export type Asker = Readonly<{ kind: 'AWS' | 'Federated' }> &
  Readonly<Partial<Record<(typeof LEVELS)[number], readonly string[]>>>

export function granted(policy: PolicyDocument, action: string, asker: Asker, keys: ConditionKeys): Grant {
  const applying = statements(policy)
    .filter((one) => coversAction(one, action) && holds(one, keys))
    .map((one) => ({ effect: one.Effect, level: level(one, asker) }))
    .filter((one) => one.level !== undefined)
  if (applying.some((one) => one.effect === 'Deny')) return 'deny'
  return LEVELS.find((wanted) => applying.some((one) => one.level === wanted)) ?? 'none'
}

function level({ Principal, NotPrincipal }: Statement, asker: Asker): Grant | undefined {
  if (NotPrincipal !== undefined) return closest(NotPrincipal, asker) === undefined ? 'role' : undefined
  return Principal === undefined ? undefined : closest(Principal, asker)
}

function closest(principal: NonNullable<Statement['Principal']>, asker: Asker): Grant | undefined {
  const names = principal === '*' ? ['*'] : list(principal[asker.kind])
  const named = LEVELS.find((one) => asker[one]?.some((name) => names.includes(name)))
  return names.includes('*') && named !== 'self' ? 'role' : named
}
