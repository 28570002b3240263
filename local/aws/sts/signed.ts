import { denied, judge, type Principal } from '../iam/authorize.ts'
import { knownRole } from '../iam/roles.ts'
import { refuse } from '../protocol/error.ts'
import type { XmlValue } from '../protocol/query.ts'
import type { World } from '../world.ts'
import { checkDuration, credentialAnswer, openSession, sessionRequest } from './sessions.ts'
import { invalid } from './validation.ts'

const ACTION = 'sts:AssumeRole'

export function getCallerIdentity({ arn, userId, account }: Principal): XmlValue {
  return { Arn: arn, UserId: userId, Account: account }
}

export function assumeRole(world: World, principal: Principal, form: URLSearchParams): XmlValue {
  const request = sessionRequest(world, form)
  const { roleArn } = request
  const role = knownRole(world, roleArn)
  if (!role) throw unauthorized(principal, roleArn)
  const keys = {
    'sts:ExternalId': form.get('ExternalId') ?? undefined,
    'sts:RoleSessionName': request.sessionName,
  }
  const owner = { account: role.account, policy: role.trust, mandatory: true }
  const denial = judge(principal, ACTION, roleArn, { keys, owner })
  if (denial)
    throw denial.explicit ? denied(principal, ACTION, roleArn, denial) : unauthorized(principal, roleArn)
  if (principal.kind === 'role' && request.durationSeconds > 3600) {
    throw invalid(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    )
  }
  checkDuration(role, request)
  return credentialAnswer(openSession(world, role, request), request)
}

// Which of the policies is missing, STS does not tell; nor that there is no such role.
function unauthorized(principal: Principal, roleArn: string): Error {
  return refuse(
    'access-denied',
    `User: ${principal.arn} is not authorized to perform: ${ACTION} on resource: ${roleArn}`,
  )
}
