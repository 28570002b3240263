import type { Principal } from '../iam/authorize.ts'
import { everything, type PolicyDocument, type Role } from '../iam/policy.ts'
import { AwsError } from '../protocol/error.ts'
import type { Key } from '../protocol/sigv4.ts'
import { secretKey, sessionToken, uniqueId } from '../random.ts'
import type { World } from '../world.ts'

export type Credential = Key & Readonly<{ principal: Principal }>
export type KnownRole = Role & Readonly<{ id: string }>
export type SessionRequest = Readonly<{
  roleArn: string
  sessionName: string
  durationSeconds: number
  sessionPolicy?: PolicyDocument
}>

const LONGEST = 43_200

/** The parameters that both ways into a role share, refused as AWS refuses them. */
export function sessionRequest(form: URLSearchParams): SessionRequest {
  const policy = form.get('Policy')
  return {
    roleArn: constrained(
      form,
      'RoleArn',
      /^.{20,2048}$/,
      'Member must have length greater than or equal to 20',
    ),
    sessionName: constrained(
      form,
      'RoleSessionName',
      /^[\w+=,.@-]{2,64}$/,
      'Member must satisfy regular expression pattern: [\\w+=,.@-]*',
    ),
    durationSeconds: duration(form),
    ...(policy ? { sessionPolicy: parsePolicy(policy) } : {}),
  }
}

export function findRole(world: World, arn: string): KnownRole | undefined {
  const prefix = `arn:aws:iam::${world.settings.account}:role/`
  return arn.startsWith(prefix) ? world.roles.get(arn.slice(prefix.length)) : undefined
}

export function checkDuration(role: Role, request: SessionRequest): void {
  if (request.durationSeconds <= (role.maxDurationSeconds ?? 3600)) return
  throw invalid('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.')
}

/** New keys for the role. They live as much shorter as the pace is faster, and say so in their expiration. */
export function openSession(world: World, role: KnownRole, request: SessionRequest): Credential {
  const { account, pace } = world.settings
  const credential: Credential = {
    accessKeyId: uniqueId('ASIA'),
    secretAccessKey: secretKey(),
    sessionToken: sessionToken(),
    expiresAt: Date.now() + (request.durationSeconds * 1000) / pace,
    principal: {
      kind: 'role',
      arn: `arn:aws:sts::${account}:assumed-role/${role.name}/${request.sessionName}`,
      userId: `${role.id}:${request.sessionName}`,
      roleArn: request.roleArn,
      policy: role.policy ?? everything,
      ...(request.sessionPolicy ? { sessionPolicy: request.sessionPolicy } : {}),
    },
  }
  world.credentials.set(credential.accessKeyId, credential)
  world.secrets.push(credential.secretAccessKey, credential.sessionToken ?? '')
  return credential
}

export function credentialAnswer(credential: Credential) {
  return {
    Credentials: {
      AccessKeyId: credential.accessKeyId,
      SecretAccessKey: credential.secretAccessKey,
      SessionToken: credential.sessionToken,
      Expiration: new Date(credential.expiresAt ?? 0).toISOString().replace(/\.\d+/, ''),
    },
    AssumedRoleUser: { AssumedRoleId: credential.principal.userId, Arn: credential.principal.arn },
  }
}

export function constrained(
  form: URLSearchParams,
  name: string,
  pattern: RegExp,
  constraint: string,
): string {
  const value = form.get(name)
  const member = `${name.charAt(0).toLowerCase()}${name.slice(1)}`
  if (value === null) {
    throw invalid(
      `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
    )
  }
  if (pattern.test(value)) return value
  throw invalid(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${constraint}`,
  )
}

export function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message)
}

function duration(form: URLSearchParams): number {
  const text = form.get('DurationSeconds') ?? '3600'
  const value = Number(text)
  const limit = value >= 900 ? `less than or equal to ${LONGEST}` : 'greater than or equal to 900'
  if (Number.isInteger(value) && value >= 900 && value <= LONGEST) return value
  throw invalid(
    `1 validation error detected: Value '${text}' at 'durationSeconds' failed to satisfy constraint: Member must have value ${limit}`,
  )
}

function parsePolicy(text: string): PolicyDocument {
  try {
    return JSON.parse(text) as PolicyDocument
  } catch {
    throw new AwsError('MalformedPolicyDocument', 'This policy contains invalid Json')
  }
}
