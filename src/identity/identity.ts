import { setSecret } from '@actions/core'
import { AssumeRoleWithWebIdentityCommand, type STSClient } from '@aws-sdk/client-sts'
import { defaultProvider } from '@aws-sdk/credential-provider-node'
import { ActionError } from '../errors.ts'
import type { GitEvent } from '../event.ts'
import { type CredentialSource, type Credentials, stsClient } from '../lib/aws.ts'
import { badAnswer, errorName, explain, noCredentials } from '../lib/explain.ts'
import { say } from '../lib/log.ts'
import { within } from '../lib/poll.ts'
import { describeClaims, readClaims, trustCondition } from './claims.ts'
import { fetchIdToken, hasTokenEndpoint, permissionMissing } from './id-token.ts'
import { startSession } from './session.ts'

/** The role as the inputs give it. */
export type Role = Readonly<{
  arn: string
  sessionName: string
  durationSeconds: number
  audience: string
}>

export type IdentityOptions = Readonly<{
  region: string
  role: Role | undefined
  env: Readonly<Record<string, string | undefined>>
  signal: AbortSignal
  pace: number
}>

/**
 * Finds the credentials of this run and proves that there are some: by OIDC where a role is given, else by the
 * SDK's own chain (environment, profile, container or instance role).
 * @throws ActionError ID_TOKEN_PERMISSION_MISSING, ID_TOKEN_UNAVAILABLE, ROLE_REFUSED or CREDENTIALS_MISSING
 */
export async function identify(options: IdentityOptions): Promise<CredentialSource> {
  const { role } = options
  const source = role === undefined ? ambient(options.signal) : webIdentity(role, options)
  try {
    await source.provide()
  } catch (error) {
    options.signal.throwIfAborted()
    throw role === undefined ? noCredentials(error) : explain(error, role.arn)
  }
  say(
    role === undefined
      ? 'Using the AWS credentials of the environment.'
      : `Assumed ${role.arn} through GitHub OIDC.`,
  )
  return source
}

type Asked = Readonly<Omit<Role, 'sessionName'> & { sessionName: string | undefined }>

/** Names the session after repository and run, so that CloudTrail tells which run did what. */
export function roleOf(asked: Asked, event: Pick<GitEvent, 'repository' | 'run'>): Role {
  const repository = event.repository.fullName.replace(/[^\w+=,.@-]+/g, '-')
  const generated = `${repository.slice(0, 63 - event.run.id.length)}-${event.run.id}`
  return { ...asked, sessionName: asked.sessionName ?? generated }
}

const chainLimitMs = 20_000

/** The SDK's chain asks metadata services and runs helper programs, some of them without any time limit. */
function ambient(signal: AbortSignal): CredentialSource {
  const chain = defaultProvider()
  const ask = (options?: Readonly<{ forceRefresh: boolean }>) => within(chain(options), chainLimitMs, signal)
  return { provide: () => ask(), renew: async () => void (await ask({ forceRefresh: true })) }
}

function webIdentity(role: Role, options: IdentityOptions): CredentialSource {
  if (!hasTokenEndpoint(options.env)) throw permissionMissing(role.arn)
  const client = stsClient({ region: options.region, signal: options.signal })
  return startSession(() => assume(client, role, options.signal), {
    lifeSeconds: role.durationSeconds,
    pace: options.pace,
  })
}

async function assume(client: STSClient, role: Role, signal: AbortSignal): Promise<Credentials> {
  // A fresh token at every renewal: GitHub's live for five minutes only.
  const token = await fetchIdToken(role.audience, signal)
  const command = new AssumeRoleWithWebIdentityCommand({
    RoleArn: role.arn,
    RoleSessionName: role.sessionName,
    DurationSeconds: role.durationSeconds,
    WebIdentityToken: token,
  })
  const answer = await client.send(command).catch((error: unknown) => {
    throw refusal(error, role, token)
  })
  const keys = answer.Credentials
  if (!keys?.AccessKeyId || !keys.SecretAccessKey || !keys.SessionToken) {
    throw badAnswer(`sts:AssumeRoleWithWebIdentity for ${role.arn}`, 'without credentials')
  }
  setSecret(keys.SecretAccessKey)
  setSecret(keys.SessionToken)
  return {
    accessKeyId: keys.AccessKeyId,
    secretAccessKey: keys.SecretAccessKey,
    sessionToken: keys.SessionToken,
  }
}

const refusals = [
  'AccessDenied',
  'InvalidIdentityToken',
  'IDPRejectedClaim',
  'ExpiredTokenException',
  'ValidationError',
]

/** STS says no more than "not authorized": what the token claims, and what the trust policy needs, is said here. */
function refusal(error: unknown, role: Role, token: string): ActionError {
  const name = errorName(error)
  if (!refusals.some((one) => name.startsWith(one))) return explain(error, role.arn)
  const claims = readClaims(token)
  const message = error instanceof Error ? error.message : name
  const wrongAudience = name.startsWith('InvalidIdentityToken') && /audience/i.test(message)
  const hint = wrongAudience
    ? `The OIDC identity provider in the role's account does not list the audience ${role.audience}: remove the input audience, or add it to the provider's client ids.`
    : name === 'ValidationError'
      ? `Check role-duration-seconds (${role.durationSeconds} s) against the role's maximum, and role-session-name.`
      : `The trust policy of the role must allow sts:AssumeRoleWithWebIdentity under ${trustCondition(claims)}. The token says: ${describeClaims(claims)}`
  return new ActionError(
    { code: 'ROLE_REFUSED', sentence: `STS refused to hand out ${role.arn}: ${name}: ${message}`, hint },
    { cause: error },
  )
}
