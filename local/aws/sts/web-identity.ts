import { checkRegion } from '../iam/caller.ts'
import type { ConditionKeys } from '../iam/condition.ts'
import { granted } from '../iam/resource-policy.ts'
import { knownRole } from '../iam/roles.ts'
import { issuerHost, providerArn } from '../options.ts'
import { AwsError } from '../protocol/error.ts'
import type { XmlValue } from '../protocol/query.ts'
import type { World } from '../world.ts'
import { type Identity, identify } from './identity-token.ts'
import {
  checkDuration,
  credentialAnswer,
  openSession,
  type SessionRequest,
  sessionRequest,
} from './sessions.ts'
import { required, violation } from './validation.ts'

const ACTION = 'sts:AssumeRoleWithWebIdentity'

/** The call is not signed, so that its region is the one that the endpoint is in. */
export async function assumeRoleWithWebIdentity(world: World, form: URLSearchParams): Promise<XmlValue> {
  const request = sessionRequest(world, form)
  const { account } = request
  const token = webIdentityToken(form)
  checkRegion(world, { account, region: world.settings.region }, 'sts')
  const identity = await identify(world.settings, account, token)
  const provider = providerArn({ account, issuer: identity.issuer })
  const role = knownRole(world, request.roleArn)
  const asker = { kind: 'Federated', self: [provider] } as const
  const grant = role ? granted(role.trust, ACTION, asker, keysOf(world, identity, request)) : 'none'
  // A role that does not exist and one that does not trust look the same from outside, in AWS too.
  if (!role || grant === 'none' || grant === 'deny') {
    throw new AwsError('AccessDenied', `Not authorized to perform ${ACTION}`, 403)
  }
  checkDuration(role, request)
  return {
    ...credentialAnswer(openSession(world, role, request), request),
    SubjectFromWebIdentityToken: identity.subject,
    Audience: identity.audience,
    Provider: provider,
  }
}

function webIdentityToken(form: URLSearchParams): string {
  const token = required(form, 'WebIdentityToken')
  const limit = token.length < 4 ? 'greater than or equal to 4' : 'less than or equal to 20000'
  if (token.length >= 4 && token.length <= 20_000) return token
  throw violation('webIdentityToken', undefined, `Member must have length ${limit}`)
}

// AWS lists the claims of GitHub that are keys; here every claim that is a text is one.
function keysOf(world: World, identity: Identity, { sessionName }: SessionRequest): ConditionKeys {
  const host = issuerHost(identity.issuer)
  const claims = Object.entries({ ...identity.claims, aud: identity.audience })
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .map(([name, value]) => [`${host}:${name}`, value])
  return {
    ...Object.fromEntries(claims),
    'sts:RoleSessionName': sessionName,
    'aws:RequestedRegion': world.settings.region,
  }
}
