import type { Principal } from '../iam/authorize.ts'
import { evaluate } from '../iam/policy.ts'
import { trusts } from '../iam/trust.ts'
import { refuse } from '../protocol/error.ts'
import type { XmlValue } from '../protocol/query.ts'
import type { World } from '../world.ts'
import {
  checkDuration,
  credentialAnswer,
  findRole,
  invalid,
  openSession,
  sessionRequest,
} from './sessions.ts'

export function getCallerIdentity(world: World, principal: Principal): XmlValue {
  return { Arn: principal.arn, UserId: principal.userId, Account: world.settings.account }
}

export function assumeRole(world: World, principal: Principal, form: URLSearchParams): XmlValue {
  const request = sessionRequest(form)
  const role = findRole(world, request.roleArn)
  const keys = {
    'sts:ExternalId': form.get('ExternalId') ?? undefined,
    'sts:RoleSessionName': request.sessionName,
  }
  const allowed = evaluate(principal.policy, 'sts:AssumeRole', request.roleArn)
  const trusted =
    role && trusts(role, 'sts:AssumeRole', { kind: 'AWS', names: namesOf(world, principal) }, keys)
  if (!role || !trusted || allowed !== 'allow') {
    throw refuse(
      'access-denied',
      `User: ${principal.arn} is not authorized to perform: sts:AssumeRole on resource: ${request.roleArn}`,
    )
  }
  if (principal.kind === 'role' && request.durationSeconds > 3600) {
    throw invalid(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    )
  }
  checkDuration(role, request)
  return credentialAnswer(openSession(world, role, request))
}

// A trust policy may name the session, its role, or the whole account.
function namesOf(world: World, principal: Principal): readonly string[] {
  const { account } = world.settings
  const names = [principal.arn, account, `arn:aws:iam::${account}:root`]
  return principal.roleArn ? [...names, principal.roleArn] : names
}
