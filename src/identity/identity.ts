import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { failureOf } from '../errors.ts'
import { type CredentialSource, stsClient } from '../lib/aws.ts'
import { badAnswer, explain } from '../lib/explain.ts'
import { say } from '../lib/log.ts'
import { assumeByKeys, assumeByToken } from './assume.ts'
import { environment } from './environment.ts'
import { permissionMissing } from './id-token.ts'
import {
  accountOf,
  checkAccount,
  checkRole,
  hasTokenEndpoint,
  longestChainedSeconds,
  type Role,
} from './role.ts'
import { startSession } from './session.ts'

/** Where a run's credentials come from. */
export type Way =
  | Readonly<{ kind: 'environment' }>
  | Readonly<{ kind: 'oidc'; role: Role }>
  /** `isFallback`: OIDC would have been the way, but the runner offers no token. */
  | Readonly<{ kind: 'from-environment'; role: Role; isFallback: boolean }>
  | Readonly<{ kind: 'chained'; role: Role; from: CredentialSource; who: string }>

export type IdentityOptions = Readonly<{
  region: string
  /** Empty where every account is allowed. */
  allowedAccounts: readonly string[]
  env: Readonly<Record<string, string | undefined>>
  signal: AbortSignal
  pace: number
}>

/** The input `identity`, and what the runner offers, decide how a role is assumed. */
export function wayOf(
  role: Role | undefined,
  identity: 'auto' | 'oidc' | 'ambient',
  env: IdentityOptions['env'],
): Way {
  if (role === undefined) return { kind: 'environment' }
  if (identity === 'oidc' || (identity === 'auto' && hasTokenEndpoint(env))) return { kind: 'oidc', role }
  return { kind: 'from-environment', role, isFallback: identity === 'auto' }
}

/**
 * Finds credentials, proves that there are some, and keeps them fresh from then on.
 * @throws ActionError ACCOUNT_NOT_ALLOWED and PARTITION_MISMATCH before any call, ID_TOKEN_PERMISSION_MISSING,
 * ID_TOKEN_UNAVAILABLE, CREDENTIALS_MISSING, CREDENTIALS_UNREADABLE, or as the refusal of STS is classified
 */
export async function identify(way: Way, options: IdentityOptions): Promise<CredentialSource> {
  if (way.kind !== 'environment') checkRole(way.role.arn, options.region, options.allowedAccounts)
  const source = sourceOf(way, options)
  try {
    await source.provide()
  } catch (error) {
    options.signal.throwIfAborted()
    throw explain(error, way.kind === 'environment' ? 'the environment' : way.role.arn)
  }
  if (way.kind === 'environment') await checkCaller(source, options)
  say(wordsOf(way))
  return source
}

function sourceOf(way: Way, options: IdentityOptions): CredentialSource {
  switch (way.kind) {
    case 'environment':
      return environment(options)
    case 'oidc': {
      if (!hasTokenEndpoint(options.env)) throw permissionMissing(way.role.arn, false)
      const sts = stsClient(options)
      return startSession(() => assumeByToken(sts, way.role, options), sessionOf(way.role, options))
    }
    case 'from-environment':
      return assumed(way.role, environmentOf(way, options), 'the credentials of the environment', options)
    case 'chained': {
      const durationSeconds = Math.min(way.role.durationSeconds, longestChainedSeconds)
      return assumed({ ...way.role, durationSeconds }, way.from, way.who, options)
    }
  }
}

/** A role that is assumed from other credentials, which are asked first: that they are missing is another error. */
function assumed(
  role: Role,
  from: CredentialSource,
  who: string,
  options: IdentityOptions,
): CredentialSource {
  const sts = stsClient({ ...options, credentials: from })
  return startSession(
    async () => {
      await from.provide()
      return assumeByKeys(sts, role, who, options)
    },
    sessionOf(role, options),
  )
}

/** Where OIDC was expected and the environment is empty, too, the permission is what is missing. */
function environmentOf(
  { role, isFallback }: Extract<Way, { kind: 'from-environment' }>,
  options: IdentityOptions,
): CredentialSource {
  const source = environment(options)
  const provide = () =>
    source.provide().catch((error: unknown) => {
      const isEmpty = failureOf(error).code === 'CREDENTIALS_MISSING'
      throw isFallback && isEmpty ? permissionMissing(role.arn, true) : error
    })
  return { ...source, provide }
}

function sessionOf(role: Role, { pace }: IdentityOptions) {
  return { lifeSeconds: role.durationSeconds, pace }
}

/** Nothing but STS tells whose keys these are; it is asked only where somebody wants to know. */
async function checkCaller(source: CredentialSource, options: IdentityOptions): Promise<void> {
  if (options.allowedAccounts.length === 0) return
  const subject = 'the credentials of the environment'
  const sts = stsClient({ ...options, credentials: source })
  const { Arn: arn } = await sts.send(new GetCallerIdentityCommand({})).catch((error: unknown) => {
    throw explain(error, subject)
  })
  if (!arn) throw badAnswer(`sts:GetCallerIdentity for ${subject}`, 'without an ARN')
  checkAccount(accountOf(arn), arn, options.allowedAccounts)
}

function wordsOf(way: Way): string {
  switch (way.kind) {
    case 'environment':
      return 'Using the AWS credentials of the environment.'
    case 'oidc':
      return `Assumed ${way.role.arn} through GitHub OIDC.`
    case 'from-environment':
      return `Assumed ${way.role.arn} from the AWS credentials of the environment.`
    case 'chained':
      return `Assumed ${way.role.arn} from ${way.who}.`
  }
}
