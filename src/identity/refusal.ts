import { ActionError, type ErrorCode } from '../errors.ts'
import { errorMessage } from '../lib/error-text.ts'
import { errorName, explain } from '../lib/explain.ts'
import { type Claims, describeClaims, trustCondition } from './claims.ts'
import type { Role } from './role.ts'

/** What can be wrong when STS says no, and whether asking again can help. */
export type Reason =
  | 'not-trusted'
  | 'token-expired'
  | 'audience'
  | 'no-provider'
  | 'provider-unreachable'
  | 'thumbprint'
  | 'token'
  | 'session-policy'
  | 'region-disabled'
  | 'duration'
  | 'settings'

/** How a role was asked for: with a token that says this, or by these credentials. */
export type Asked = Readonly<{ kind: 'token'; claims: Claims }> | Readonly<{ kind: 'keys'; who: string }>

/**
 * STS's errors by their codes (its API reference lists them for both calls); some differ by their message only.
 * Undefined for what is no refusal of the role: throttling, faults, the network.
 */
export function classify(error: unknown): Reason | undefined {
  const name = errorName(error)
  const message = errorMessage(error)
  if (/^AccessDenied/.test(name)) return 'not-trusted'
  if (/^ExpiredToken/.test(name)) return 'token-expired'
  if (/^InvalidIdentityToken/.test(name)) return tokenReason(message)
  if (/^IDPCommunicationError/.test(name)) return 'provider-unreachable'
  if (/^IDPRejectedClaim/.test(name)) return 'token'
  if (/^(MalformedPolicyDocument|PackedPolicyTooLarge)/.test(name)) return 'session-policy'
  if (/^RegionDisabled/.test(name)) return 'region-disabled'
  if (name === 'ValidationError') return validationReason(message)
  return undefined
}

function tokenReason(message: string): Reason {
  if (/audience/i.test(message)) return 'audience'
  if (/no openidconnect provider/i.test(message)) return 'no-provider'
  if (/thumbprint/i.test(message)) return 'thumbprint'
  return /retrieve verification key/i.test(message) ? 'provider-unreachable' : 'token'
}

function validationReason(message: string): Reason {
  if (/durationSeconds/i.test(message)) return 'duration'
  return /policy/i.test(message) ? 'session-policy' : 'settings'
}

/**
 * Whether the same request can succeed a few seconds later: IAM shows a new role only after a while, and a fresh token
 * is not expired. IDPCommunicationError has been tried four times by then: the SDK does that by itself.
 */
export function isPassing(error: unknown, asked: Asked): boolean {
  switch (classify(error)) {
    case 'not-trusted':
      return true
    case 'token-expired':
      return asked.kind === 'token'
    case 'provider-unreachable':
      return !/^IDPCommunicationError/.test(errorName(error))
    default:
      return false
  }
}

const codes: Readonly<Record<Reason, ErrorCode>> = {
  'not-trusted': 'ROLE_REFUSED',
  'token-expired': 'ROLE_REFUSED',
  audience: 'AUDIENCE_REFUSED',
  'no-provider': 'OIDC_PROVIDER_MISSING',
  'provider-unreachable': 'OIDC_PROVIDER_UNREACHABLE',
  thumbprint: 'ROLE_REFUSED',
  token: 'ROLE_REFUSED',
  'session-policy': 'SESSION_POLICY_REFUSED',
  'region-disabled': 'REGION_DISABLED',
  duration: 'ROLE_DURATION_REFUSED',
  settings: 'ROLE_REFUSED',
}

/** STS says little more than "not authorized": what the token claims, and what has to change, is said here. */
export function refusal(error: unknown, role: Role, region: string, asked: Asked): ActionError {
  const reason = classify(error)
  if (reason === undefined) return explain(error, role.arn)
  const sentence = `STS refused to hand out ${role.arn}: ${errorName(error)}: ${errorMessage(error)}`
  return new ActionError(
    { code: codes[reason], sentence, hint: hintOf(reason, role, region, asked) },
    { cause: error },
  )
}

function hintOf(reason: Reason, role: Role, region: string, asked: Asked): string {
  switch (reason) {
    case 'not-trusted':
      return asked.kind === 'token' ? tokenHint(asked.claims) : keysHint(role, asked.who)
    case 'token-expired':
      return asked.kind === 'token'
        ? 'The OIDC token was minutes old when it arrived, or a clock is wrong: run the job again.'
        : 'The credentials that assume the role have expired and cannot be renewed: give fresh ones.'
    case 'audience':
      return `The OIDC identity provider in the role's account does not list the audience ${role.audience}: remove the input audience, or add it to the provider's client ids.`
    case 'no-provider':
      return `The account of the role needs an IAM OIDC identity provider with the URL ${issuerOf(asked)} and the client id ${role.audience}; also check that the account in the role's ARN is the right one.`
    case 'provider-unreachable':
      return 'STS could not reach the OIDC issuer to check the token, which is on the side of AWS and GitHub: run the job again.'
    case 'thumbprint':
      return `The OIDC identity provider for ${issuerOf(asked)} in the role's account lists the thumbprint of another certificate: update it with aws iam update-open-id-connect-provider-thumbprint.`
    case 'token':
      return asked.kind === 'token'
        ? `The token was judged invalid. It says: ${describeClaims(asked.claims)}`
        : 'STS does not accept these credentials for the role.'
    case 'session-policy':
      return 'Correct inline-session-policy and managed-session-policies: a policy of at most 2048 characters, at most 10 ARNs of policies in the account of the role, and all of it packed within the limit of STS.'
    case 'region-disabled':
      return `Activate STS for the region ${region} in the account settings of IAM, or use a region that is enabled there.`
    case 'duration':
      return `Lower role-duration-seconds (${role.durationSeconds} s) or raise the role's maximum session duration; a role that is assumed from another role gets 3600 s at most.`
    case 'settings':
      return `Check the ARN ${role.arn}, role-session-name and role-external-id: STS names the one that it does not take.`
  }
}

function tokenHint(claims: Claims): string {
  return `The trust policy of the role must allow sts:AssumeRoleWithWebIdentity under ${trustCondition(claims)}. The token says: ${describeClaims(claims)}`
}

function keysHint(role: Role, who: string): string {
  const given = role.externalId === undefined ? 'no role-external-id was' : 'the role-external-id was'
  return `The trust policy of the role must allow sts:AssumeRole to ${who}, and in another account their own policy must allow it too; ${given} given, so compare it with the condition sts:ExternalId there.`
}

function issuerOf(asked: Asked): string {
  return (asked.kind === 'token' && asked.claims.iss) || 'https://token.actions.githubusercontent.com'
}
