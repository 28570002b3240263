import type { Principal } from '../iam/authorize.ts'
import { everything, type Role } from '../iam/policy.ts'
import type { KnownRole } from '../iam/roles.ts'
import type { Key } from '../protocol/sigv4.ts'
import { secretKey, sessionToken, uniqueId } from '../random.ts'
import type { World } from '../world.ts'
import { type SessionPolicy, sessionPolicy } from './session-policy.ts'
import { constrained, invalid, violation } from './validation.ts'

export type Credential = Key & Readonly<{ principal: Principal }>
export type SessionRequest = Readonly<{
  roleArn: string
  account: string // of the role
  sessionName: string
  durationSeconds: number
  policy: SessionPolicy | undefined
}>

const LONGEST = 43_200

/** The parameters that both ways into a role share, refused as AWS refuses them. */
export function sessionRequest(world: World, form: URLSearchParams): SessionRequest {
  const roleArn = constrained(
    form,
    'RoleArn',
    /^.{20,2048}$/,
    'Member must have length greater than or equal to 20',
  )
  const sessionName = constrained(
    form,
    'RoleSessionName',
    /^[\w+=,.@-]{2,64}$/,
    'Member must satisfy regular expression pattern: [\\w+=,.@-]*',
  )
  const account = roleArn.split(':')[4] ?? ''
  const durationSeconds = duration(form)
  return { roleArn, account, sessionName, durationSeconds, policy: sessionPolicy(world, form, account) }
}

export function checkDuration(role: Role, request: SessionRequest): void {
  if (request.durationSeconds <= (role.maxDurationSeconds ?? 3600)) return
  throw invalid('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.')
}

/** New keys for the role. They live as much shorter as the pace is faster, and say so in their expiration. */
export function openSession(world: World, role: KnownRole, request: SessionRequest): Credential {
  const { pace, newKeysMs } = world.settings
  const credential: Credential = {
    accessKeyId: uniqueId('ASIA'),
    secretAccessKey: secretKey(),
    sessionToken: sessionToken(),
    expiresAt: Date.now() + (request.durationSeconds * 1000) / pace,
    knownAt: Date.now() + newKeysMs,
    principal: principalOf(role, request),
  }
  world.credentials.set(credential.accessKeyId, credential)
  world.secrets.push(credential.secretAccessKey, credential.sessionToken ?? '')
  return credential
}

// A session's ARN has the role's name without its path.
function principalOf(role: KnownRole, { sessionName, policy }: SessionRequest): Principal {
  const { account, arn, id } = role
  return {
    kind: 'role',
    account,
    arn: `arn:aws:sts::${account}:assumed-role/${arn.slice(arn.lastIndexOf('/') + 1)}/${sessionName}`,
    userId: `${id}:${sessionName}`,
    roleArn: arn,
    policy: role.policy ?? everything,
    ...(policy ? { sessionPolicy: policy.document } : {}),
  }
}

export function credentialAnswer(credential: Credential, { policy }: SessionRequest) {
  return {
    Credentials: {
      AccessKeyId: credential.accessKeyId,
      SecretAccessKey: credential.secretAccessKey,
      SessionToken: credential.sessionToken,
      Expiration: new Date(credential.expiresAt ?? 0).toISOString().replace(/\.\d+/, ''),
    },
    AssumedRoleUser: { AssumedRoleId: credential.principal.userId, Arn: credential.principal.arn },
    PackedPolicySize: policy?.packedPercent,
  }
}

function duration(form: URLSearchParams): number {
  const text = form.get('DurationSeconds') ?? '3600'
  const value = Number(text)
  const limit = value >= 900 ? `less than or equal to ${LONGEST}` : 'greater than or equal to 900'
  if (Number.isInteger(value) && value >= 900 && value <= LONGEST) return value
  throw violation('durationSeconds', text, `Member must have value ${limit}`)
}
